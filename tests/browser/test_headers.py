"""What the server sends with every answer: the headers, the cookie, and no token in any address."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from email.message import Message
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import pytest

from journey.http import COOKIE
from tests.browser.conftest import Person
from tests.browser.pages import Card, settled, title
from tests.browser.prepared import council
from tests.steps.server import Server

PATHS = ("/", "/assess", "/profile", "/_stcore/health", "/_stcore/host-config", "/static/no-such-file")
HTML = ("/", "/assess", "/profile")


def headers(server: Server, path: str, **cookies: str) -> Message:
    """What comes back to a browser that was let in, whatever the status."""
    sent = "; ".join(f"{name}={value}" for name, value in {**server.key_cookie, **cookies}.items())
    request = urllib.request.Request(server.address(path), headers={"Cookie": sent})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            found: Message = answer.headers
            return found
    except urllib.error.HTTPError as error:
        return error.headers


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_the_page_to_itself(server: Server, path: str) -> None:
    found = headers(server, path)
    policy = {part.split()[0]: part.split()[1:] for part in found["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["object-src"] == ["'none'"]
    assert not [source for sources in policy.values() for source in sources if source == "*" or "http" in source]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["X-Frame-Options"] == "DENY"
    assert found["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", HTML)
def test_a_new_browser_gets_a_cookie_that_scripts_and_other_sites_cannot_use(server: Server, path: str) -> None:
    (line,) = [one for one in headers(server, path).get_all("Set-Cookie", []) if one.startswith(COOKIE)]
    morsel = SimpleCookie(line)[COOKIE]
    assert morsel["httponly"] is True
    assert morsel["samesite"] == "Lax"
    assert morsel["path"] == "/"
    assert re.fullmatch(r"[\w-]{43}", morsel.value)


@pytest.mark.parametrize("path", ["/join", "/join/ABCDEFGH", "/join/no/such/page"])
def test_a_light_page_has_a_stricter_policy_and_knows_nobody_as_a_manager(server: Server, path: str) -> None:
    found = headers(server, path)
    assert found["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in found["Content-Security-Policy"]
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found.get_all("Set-Cookie", []) == []


def test_two_new_browsers_get_different_cookies(server: Server) -> None:
    first, second = (headers(server, "/")["Set-Cookie"] for _ in range(2))
    assert first != second


def test_a_known_browser_keeps_its_cookie(server: Server) -> None:
    assert headers(server, "/", **{COOKIE: "known"}).get_all("Set-Cookie", []) == []


def test_no_token_is_in_an_address_or_within_reach_of_a_script(server: Server, person: Person) -> None:
    somebody = person(server, locale="en-GB")  # a browser that was nowhere: its pages are heard from the start
    sockets: list[str] = []
    somebody.context.on("page", lambda page: page.on("websocket", lambda socket: sockets.append(socket.url)))
    selection = council(server, [somebody])
    page = somebody.open("/assess")
    title(page, "Taking stock").wait_for()
    settled(page)
    Card(page, "many-viewpoints").choose(2)
    Card(page, "many-viewpoints").shows_saved(2)
    page.get_by_role("link", name="Profile").click()
    title(page, "Profile").wait_for()
    settled(page)
    assert sockets
    addresses = [page.url, *sockets, *somebody.guard.requests]
    assert not [address for address in addresses if somebody.token in address]
    # Ids alone stand in an address, never a name.
    assert set(parse_qs(urlsplit(page.url).query)) <= {"council", "round", "unit"}
    assert not [address for address in addresses if selection.organisation.name.split()[0] in address]
    within_reach = page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])")
    assert somebody.token not in within_reach
    assert COOKIE not in within_reach
    assert somebody.token not in page.content()


def test_a_page_cannot_be_framed(server: Server, person: Person) -> None:
    somebody = person(server)
    page = somebody.open("/_stcore/health")
    page.evaluate("document.body.appendChild(document.createElement('iframe')).src = '/'")
    page.wait_for_function("document.querySelector('iframe').contentDocument === null")
    assert any("frame" in fault for fault in somebody.guard.faults)
    somebody.guard.faults.clear()
