"""The web servers of README, as they stand there, before the running product: only ports and files differ."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from journey.config import PROJECT
from tests.steps.plain_http import HANDSHAKE, cookie_header
from tests.steps.server import Server, free_port, started

MANAGERS, JOIN = "journey.example.gov.uk", "join.example.gov.uk"
PACKAGES = {"nginx": "nginx-light", "caddy": "caddy"}
SECONDS_TO_START = 60


def installed(name: str) -> str:
    """Where the web server is; Debian's package is installed where it is not there. Fails where it cannot be had."""
    if shutil.which(name) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "-qq", "update"])
        subprocess.call(["apt-get", "-qq", "install", "-y", "--no-install-recommends", PACKAGES[name]], env=quiet)
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    assert path, (
        f"{name} could not be installed. Install it (on Debian: apt install {PACKAGES[name]}) and run this again."
    )
    return path


def example(name: str) -> str:
    """What README says for this web server."""
    return _examples(name)[0]


def with_two_copies(name: str) -> str:
    """The same for two copies of the product: README's further lines take the place of those that begin alike."""
    text, instead = _examples(name)
    for lines in re.findall(r"^\t?(?:upstream|reverse_proxy) .*\n(?:\t\t.*\n)*", instead, re.MULTILINE):
        begin = " ".join(lines.split()[:2])
        before, line, after = re.split(rf"^(\t?{re.escape(begin)} .*\n)", text, flags=re.MULTILINE)
        assert line
        text = before + lines + after
    return text


def _examples(name: str) -> list[str]:
    return re.findall(rf"```{name}\n(.*?)```", (PROJECT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product, set up for two names."""
    one = Server(tmp_path_factory.mktemp("proxied"))
    one.settings = {"JOURNEY_ADDRESS": f"https://{MANAGERS}", "JOURNEY_JOIN_ADDRESS": f"https://{JOIN}"}
    with started(one):
        yield one


@pytest.fixture(scope="module", params=list(PACKAGES))
def proxy(request: pytest.FixtureRequest, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which a web server of README serves both names."""
    text = example(request.param).replace(":8501", f":{server.port}").replace(":8080", f":{server.join_port}")
    with served(request.param, text, tmp_path_factory.mktemp(request.param)) as port:
        yield port


@contextmanager
def served(name: str, text: str, folder: Path) -> Iterator[int]:
    """The port at which a web server does what the text says, on loopback, while the block runs."""
    port = free_port(9450)
    command = _nginx(folder, text, port) if name == "nginx" else _caddy(folder, text, port)
    with (folder / "log").open("wb") as log:
        environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        process = subprocess.Popen([installed(name), *command], stdout=log, stderr=log, env=environment)
    try:
        end = time.monotonic() + SECONDS_TO_START
        while not _listens(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(30)


class Copy(ThreadingHTTPServer):
    """Stands for a copy of the product: it says in the header ``Copy`` which one it is."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), SaysWhich)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def end(self) -> None:
        """From now on nothing listens there."""
        self.shutdown()
        self.thread.join()
        self.server_close()


class SaysWhich(BaseHTTPRequestHandler):
    """The answer of a copy."""

    def do_GET(self) -> None:
        """Answer anything."""
        self.send_response(200)
        self.send_header("Copy", str(self.server.server_port))  # type: ignore[attr-defined]
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *_: object) -> None:
        """Say nothing."""


def _certificate(folder: Path) -> None:
    names = f"subjectAltName=DNS:{MANAGERS},DNS:{JOIN}"
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "cert")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x"]
    subprocess.run([*command, "-addext", names, *files], check=True, capture_output=True)


def _nginx(folder: Path, text: str, port: int) -> list[str]:
    _certificate(folder)
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace(
        "/var/log/nginx/journey.log", f"{folder}/access"
    )
    text = text.replace("/etc/ssl/journey.pem", f"{folder}/cert").replace("/etc/ssl/journey.key", f"{folder}/key")
    kept = "".join(f"{one}_temp_path {folder}/{one};\n" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = f"pid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{kept}{text}\n}}\n"
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    return ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


def _caddy(folder: Path, text: str, port: int) -> list[str]:
    _certificate(folder)
    for name in (MANAGERS, JOIN):
        text = text.replace(f"{name} {{", f"{name}:{port} {{\n\ttls {folder}/cert {folder}/key\n\tbind 127.0.0.1")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class Through(http.client.HTTPSConnection):
    """A connection to the web server by one of its names."""

    def __init__(self, port: int, name: str) -> None:
        self._trust = ssl._create_unverified_context()
        super().__init__(name, port, timeout=30, context=self._trust)

    def connect(self) -> None:
        """To loopback, whatever the name."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)


def through(
    port: int, name: str, path: str, headers: Mapping[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage]:
    """Status and headers of what comes back from a name."""
    with closing(Through(port, name)) as connection:
        connection.request("GET", path, headers={"Host": name, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers


def test_the_join_name_serves_light_pages_and_nothing_else(proxy: int, server: Server) -> None:
    assert through(proxy, JOIN, "/join")[0] == 200
    assert through(proxy, JOIN, "/")[1]["Location"].endswith("/join")
    key = {**cookie_header({"journey_key": _token(server)}), "Origin": f"https://{JOIN}"}
    for path in ("/rounds", "/_stcore/health", "/_stcore/host-config", "/static/js/index.js"):
        assert through(proxy, JOIN, path, key)[0] == 404
    assert through(proxy, JOIN, "/_stcore/stream", {**HANDSHAKE, **key})[0] == 404


def test_the_managers_name_serves_the_page_and_the_websocket_to_who_was_let_in(proxy: int, server: Server) -> None:
    key = cookie_header({"journey_key": _token(server)})
    status, headers = through(proxy, MANAGERS, "/", key)
    assert (status, "max-age" in headers["Strict-Transport-Security"]) == (200, True)
    assert "Secure" in headers["Set-Cookie"]
    assert through(proxy, MANAGERS, "/")[0] == 401
    for origin, answered in ((f"https://{MANAGERS}", 101), (f"https://{JOIN}", 403), (f"http://{MANAGERS}", 403)):
        assert through(proxy, MANAGERS, "/_stcore/stream", {**HANDSHAKE, **key, "Origin": origin})[0] == answered


def test_a_foreign_name_reaches_neither(proxy: int) -> None:
    for sent in ({"Host": "evil.example"}, {"Host": f"{MANAGERS}.evil.example"}):
        try:
            status, headers = through(proxy, MANAGERS, "/join", sent)
        except (http.client.RemoteDisconnected, ssl.SSLError):
            continue
        assert status in (200, 421)
        assert headers.get("Content-Length", "0") == "0" or status == 421


def test_a_client_cannot_say_that_it_comes_from_elsewhere(proxy: int) -> None:
    codes = [f"2345678{sign}" for sign in "ABCDEFGHJKLMNPQRSTUVWXYZ"] * 3
    statuses = {
        through(proxy, JOIN, f"/join/{code}", {"X-Forwarded-For": f"203.0.113.{number}"})[0]
        for number, code in enumerate(codes)
    }
    assert 429 in statuses


@pytest.mark.parametrize("name", PACKAGES)
def test_of_two_copies_a_window_keeps_its_own_and_all_is_served_when_one_ends(name: str, tmp_path: Path) -> None:
    copies = [Copy(), Copy()]
    first, second = (copy.server_port for copy in copies)
    text = with_two_copies(name)
    for port, written in {first: (8501, 8080), second: (8502, 8081)}.items():
        for one in written:
            text = text.replace(f":{one}", f":{port}")
    try:
        with served(name, text, tmp_path) as proxy:
            windows = [{"journey_browser": f"browser-{number}"} for number in range(24)]
            own = [_copy_of(proxy, window) for window in windows]
            assert set(own) == {first, second}
            assert [_copy_of(proxy, window) for window in windows * 3] == own * 3
            copies.pop(0).end()
            assert {_copy_of(proxy, window) for window in windows} == {second}
            assert {int(through(proxy, JOIN, "/join")[1]["Copy"]) for _ in range(8)} == {second}
    finally:
        for copy in copies:
            copy.end()


def _copy_of(proxy: int, window: dict[str, str]) -> int:
    """Which copy answers a window, whose cookies are kept as a browser keeps them."""
    status, headers = through(proxy, MANAGERS, "/", cookie_header(window))
    assert status == 200
    for cookie in headers.get_all("Set-Cookie", []):
        name, _, value = cookie.partition(";")[0].partition("=")
        window[name] = value
    return int(headers["Copy"])


def _token(server: Server) -> str:
    (token,) = server.key_cookie.values()
    return token
