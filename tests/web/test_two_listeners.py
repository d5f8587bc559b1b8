"""The two listeners of the running product: what each refuses, over HTTP and by websocket, and that nothing leaves."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from collections.abc import Mapping

import pytest

from journey.config import PROJECT
from journey.web.gate import HEALTH
from tests.steps.no_way_out import ATTEMPT
from tests.steps.plain_http import HANDSHAKE, ask, cookie_header
from tests.steps.server import Server

STREAM = "/_stcore/stream"
ROUTES = "import json, app; print(json.dumps([one.path for one in app.app.app._build_starlette_app().routes]))"
PAGES = ("/", "/assess", "/profile", "/rounds", "/workshop", "/council", "/how-it-works", "/methods-in-full")
TRICKS = (
    "/.env",
    "/index.html",
    "/static/js/index.js",
    "/join/../rounds",
    "/join/%2e%2e/rounds",
    "/join/..%2frounds",
    "/%2e%2e/rounds",
    "//rounds",
    "/./rounds",
    "/rounds;/join",
    "/rounds?/join",
    "/rounds%00/join",
    "/joined",
    "/journey/join/ABCD2345",
    "/_stcore/%68ealth",
    "/join%2f..%2f_stcore/host-config",
    "/screenshots",
    "/health",
)
FOREIGN = ("http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:9999", "https://evil.streamlit.app")


@pytest.fixture(scope="module")
def routes() -> list[str]:
    """Every path that the managers' app serves, with something in the place of what varies."""
    printed = subprocess.check_output([sys.executable, "-c", ROUTES], cwd=PROJECT, text=True)
    return [re.sub(r"{[^}]*}", "x", path) or "/" for path in json.loads(printed.splitlines()[-1])]


def shakes(server: Server, headers: Mapping[str, str]) -> int:
    """The status with which a handshake is answered."""
    return ask(server.port, STREAM, {**HANDSHAKE, **headers}).status


def test_the_light_pages_listener_serves_nothing_of_the_managers(server: Server, routes: list[str]) -> None:
    assert STREAM in routes
    for path in (*routes, *PAGES, *TRICKS):
        if path in HEALTH:
            continue  # whether the product is well is said at both
        reply = ask(server.join_port, path, cookie_header(server.key_cookie))
        led_on = (reply.headers["Location"] or "").startswith("/join")
        assert reply.status == 404 or (reply.status == 303 and led_on), path
        assert "streamlit" not in reply.text.lower()
    assert ask(server.join_port, STREAM, {**HANDSHAKE, "Origin": server.join_url}).status == 404
    assert ask(server.join_port, "/join").status == 200


def test_without_a_key_or_by_a_foreign_name_or_site_nothing_is_served(server: Server, routes: list[str]) -> None:
    key, took = cookie_header(server.key_cookie), []
    for path in (*routes, *PAGES):
        for headers, status in (
            ({}, 401),
            (cookie_header({name: "x" * 43 for name in server.key_cookie}), 401),
            ({**key, "Host": "evil.example"}, 421),
            ({**key, "Host": f"evil.example:{server.port}"}, 421),
            ({**key, "Origin": "http://evil.example"}, 403),
            ({**key, "Origin": "null"}, 403),
        ):
            reply = ask(server.port, path, headers)
            is_open = path in HEALTH or (status == 401 and path == "/_stcore/health")
            assert reply.status in ({200, 503} if is_open else {status, 404} if status == 401 else {status}), path
            took.append(reply.seconds)
    print(f"a refusal takes {1000 * statistics.median(took):.1f} ms in the middle, {1000 * max(took):.1f} ms at most")
    assert statistics.median(took) < 0.1


def test_no_handshake_of_another_site_is_taken_and_none_makes_the_product_reach_out(server: Server) -> None:
    key, own = cookie_header(server.key_cookie), {"Origin": server.url}
    for origin in FOREIGN:
        assert shakes(server, {**key, "Origin": origin}) == 403
        host = {"Host": origin.partition("://")[2] or "x"}
        assert shakes(server, {**key, **host, "Origin": origin}) == 403
    assert shakes(server, key) == 403, "without an origin"
    assert shakes(server, own) == 403, "without a key"
    assert shakes(server, {**key, **own}) == 101
    assert ask(server.port, "/_stcore/health", own).status == 200
    assert ATTEMPT not in server.output()


def test_what_no_page_uses_is_closed(server: Server) -> None:
    key = {**cookie_header(server.key_cookie), "Origin": server.url}
    for path in ("/_stcore/upload_file/a/b", "/_stcore/metrics", "/_stcore/agent/openapi.json", "/.env"):
        for method in ("GET", "PUT"):
            assert ask(server.port, path, key, method=method).status == 404
    reply = ask(server.port, "/", key)
    assert (reply.status, reply.headers["Server"]) == (200, None)
    assert reply.headers["Cross-Origin-Opener-Policy"] == reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_who_looks_for_a_light_page_among_the_managers_is_told_where_it_is(server: Server) -> None:
    reply = ask(server.port, "/join/ABCD2345")
    assert reply.status == 404
    assert f'href="{server.join_url}/join/ABCD2345"' in reply.text


def test_a_browser_that_was_let_in_is_known_after_a_restart(server: Server) -> None:
    server.kill()
    server.start()
    assert ask(server.port, "/", cookie_header(server.key_cookie)).status == 200
