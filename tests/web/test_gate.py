"""What passes the gate, and what the gate says to everything else: without a server, one request at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from journey.config import Settings
from journey.web.gate import HEALTH, Gate, cookie_name
from journey.web.start_keys import StartKeys
from tests.steps.own_loop import run_alone

PORT = 8501
HERE = f"127.0.0.1:{PORT}"
OWN = f"http://{HERE}"
NAMED = "https://journey.example.gov.uk"
JOIN = "https://join.example.gov.uk"
PAGES = frozenset({"/", "/assess"})
WITH_KEY = ("/", "/assess", "/_stcore/host-config", "/media/x.csv", "/static/js/index.js", "/favicon.png")


class Site:
    """A gate with nothing behind it but a note of what came through."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        self.keys = StartKeys(folder)
        settings = Settings("sqlite:///x.db", 5, join_address=JOIN, address=address)
        self.gate = Gate(self._behind, settings, self.keys, PAGES)
        self.passed: list[Scope] = []

    async def _behind(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.passed.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await PlainTextResponse("behind the gate")(scope, receive, send)

    def ask(
        self,
        path: str = "/",
        *,
        host: str = HERE,
        origin: str | None = None,
        kind: str = "http",
        method: str = "GET",
        scheme: str = "http",
        cookies: Mapping[str, str] | None = None,
    ) -> list[Message]:
        """What is sent back. ``path`` may hold a query."""
        where, _, query = path.partition("?")
        named = {"host": host, "origin": origin, "cookie": "; ".join(f"{k}={v}" for k, v in (cookies or {}).items())}
        scope: Scope = {
            "type": kind,
            "method": method,
            "path": where,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in named.items() if value],
            "scheme": scheme if kind == "http" else {"http": "ws", "https": "wss"}[scheme],
            "server": ("127.0.0.1", PORT),
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": f"{kind}.connect"}

        async def send(message: Message) -> None:
            sent.append(message)

        run_alone(self.gate(scope, receive, send))
        return sent

    def status(self, path: str = "/", **how: object) -> int:
        """The status of what is sent back."""
        return int(self.ask(path, **how)[0]["status"])  # type: ignore[arg-type]

    def let_in(self, origin: str = OWN) -> dict[str, str]:
        """The cookie of a browser that was let in."""
        return {cookie_name(origin): self.keys.let_in()}


Ask = Callable[..., list[Message]]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "start-keys")


def headers_of(sent: list[Message]) -> dict[str, str]:
    """The headers of what is sent back."""
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def text_of(sent: list[Message]) -> str:
    """The page that is sent back."""
    return b"".join(message.get("body", b"") for message in sent).decode()


# Names and origins


@pytest.mark.parametrize("host", ["", "evil.example", f"evil.example:{PORT}", "127.0.0.1:8502", "join.example.gov.uk"])
def test_a_foreign_name_is_refused_whatever_is_asked_for(site: Site, host: str) -> None:
    for path in (*WITH_KEY, "/_stcore/health", "/join/ABCD2345"):
        assert site.status(path, host=host, cookies=site.let_in()) == 421
    assert not site.passed


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:8502", "http://localhost:8501", f"https://{HERE}", f"{OWN}/"],
)
def test_a_foreign_origin_is_refused_whatever_is_asked_for(site: Site, origin: str) -> None:
    for path in (*WITH_KEY, "/_stcore/health"):
        assert site.status(path, origin=origin, cookies=site.let_in()) == 403
        assert site.ask(path, origin=origin, kind="websocket", cookies=site.let_in())[0]["code"] == 1008
    assert not site.passed


def test_a_websocket_has_to_say_where_it_comes_from(site: Site) -> None:
    stream, cookies = "/_stcore/stream", site.let_in()
    assert site.ask(stream, kind="websocket", cookies=cookies)[0]["type"] == "websocket.close"
    assert site.ask(stream, kind="websocket", origin=OWN, cookies=cookies)[0]["type"] == "websocket.accept"
    assert site.status("/", origin=OWN, cookies=cookies) == 200


def test_where_managers_work_at_a_name_it_and_loopback_are_known(tmp_path: Path) -> None:
    site = Site(tmp_path / "start-keys", NAMED)
    cookies = {**site.let_in(NAMED), **site.let_in()}
    name = "journey.example.gov.uk"
    assert site.status("/", host=name, origin=NAMED, cookies=cookies) == 200
    assert site.passed[-1]["scheme"] == "https", "as the setting says, though the proxy did not"
    assert site.ask("/_stcore/stream", host=name, origin=NAMED, kind="websocket", cookies=cookies)[0]["type"].endswith(
        "accept"
    )
    assert site.passed[-1]["scheme"] == "wss"
    assert site.status("/", host=name, origin=f"http://{name}", cookies=cookies) == 403
    assert site.status("/", cookies=cookies) == 200


def test_a_monitor_asks_by_any_name_whether_the_product_is_well_and_nothing_else(site: Site) -> None:
    for host in ("", "10.0.0.7:8501", "evil.example"):
        assert [site.status(path, host=host) for path in HEALTH] == [200, 200]
        assert [site.status(path, host=host) for path in ("/health", "/health/x", "/health/ready/")] == [421] * 3
        assert site.ask(HEALTH[0], host=host, kind="websocket")[0]["code"] == 1008
    assert {scope["path"] for scope in site.passed} == set(HEALTH)


# Keys


def test_without_a_key_there_is_only_whether_the_product_is_well(site: Site) -> None:
    for path in WITH_KEY:
        sent = site.ask(path)
        assert (sent[0]["status"], headers_of(sent)["cache-control"]) == (401, "no-store")
        assert "window in which the product was started" in text_of(sent)
        assert f'href="{JOIN}/join"' in text_of(sent)
    assert site.ask("/_stcore/stream", kind="websocket", origin=OWN)[0]["code"] == 1008
    assert not site.passed
    assert [site.status(path) for path in ("/_stcore/health", "/health/ready")] == [200, 200]


def test_a_key_becomes_a_cookie_and_leaves_the_address(site: Site) -> None:
    path = site.keys.entrance("")
    sent = site.ask(path)
    found = headers_of(sent)
    assert (sent[0]["status"], found["location"], found["cache-control"]) == (303, "/", "no-store")
    name, _, rest = found["set-cookie"].partition("=")
    token, *attributes = rest.split("; ")
    assert name == "journey_key_8501"
    assert attributes == ["Path=/", "Max-Age=34560000", "HttpOnly", "SameSite=Lax"]
    assert site.status("/", cookies={name: token}) == 200
    assert site.status(path) == 401, "the key is used up"
    assert site.status(path, cookies={name: token}) == 303, "who is known already is only led on"


def test_under_https_the_cookie_is_secure(tmp_path: Path) -> None:
    site = Site(tmp_path / "start-keys", NAMED)
    found = headers_of(site.ask(site.keys.entrance(""), host="journey.example.gov.uk"))
    assert found["set-cookie"].startswith("journey_key=")
    assert found["set-cookie"].endswith("; Secure")


def test_only_opening_the_first_page_uses_a_key_up(site: Site) -> None:
    path = site.keys.entrance("")
    query = path.partition("?")[2]
    for elsewhere in (f"/assess?{query}", f"/_stcore/host-config?{query}"):
        assert site.status(elsewhere) == 401
    assert site.status(path, method="HEAD") == 401
    assert site.status(path, origin="http://evil.example") == 403
    assert site.status(path) == 303


def test_after_a_renewal_every_browser_needs_a_key_again(site: Site) -> None:
    cookies = site.let_in()
    assert site.status("/", cookies=cookies) == 200
    site.keys.forget_all()
    assert site.status("/", cookies=cookies) == 401


# What is not here


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/session/file",
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",
        "/.env",
        "/wp-login.php",
        "/assess/more",
        "//evil.example",
    ],
)
def test_what_no_page_uses_is_closed_even_to_those_who_were_let_in(site: Site, path: str) -> None:
    for method in ("GET", "PUT", "POST", "DELETE", "OPTIONS"):
        assert site.status(path, method=method, cookies=site.let_in()) == 404
    assert not site.passed


@pytest.mark.parametrize("path", ["/join", "/join/ABCD2345", "/JOIN/ABCD2345", "/Screen/ABCD2345", "//join/ABCD2345"])
def test_who_looks_for_a_light_page_is_told_where_it_is(site: Site, path: str) -> None:
    sent = site.ask(path)
    assert sent[0]["status"] == 404
    assert f'href="{JOIN}{path}"' in text_of(sent)
    assert not site.passed


def test_what_an_address_holds_is_shown_as_text(site: Site) -> None:
    page = text_of(site.ask('/join/"><script>alert(1)</script>'))
    assert "<script" not in page
    assert "default-src 'none'" in headers_of(site.ask("/join/x"))["content-security-policy"]


def test_a_refusal_takes_no_time(site: Site, record_property: Callable[[str, object], None]) -> None:
    began = time.perf_counter()
    for _ in range(50):
        site.status("/")
        site.status("/", host="evil.example")
    each = (time.perf_counter() - began) / 100
    record_property("seconds", each)
    assert each < 0.5
