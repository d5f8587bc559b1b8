"""Abuse over HTTP: what is not our own form, too large, or somebody else's is refused, and nothing is changed."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from journey.join.cookies_and_forms import BODY_LIMIT, COOKIE, FORM, FORM_TYPE, cookie_name, new_token
from journey.model import AnswerContent, AnswerState
from journey.service import Product
from tests.steps.light_pages import Phone, database, given, keys_in, light_server, workshop
from tests.steps.server import LightServer
from tests.steps.workshop import Invited

PAGES = (
    "",
    "/{code}",
    "/{code}/answer/1",
    "/{code}/review",
    "/{code}/remove",
    "/removed",
    "/{code}/done",
    "/{code}/saved",
    "/ABCDEFGH",
    "/a/b/c",
)
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


@pytest.fixture(scope="module")
def invited(server: LightServer) -> Invited:
    """A workshop to answer for."""
    with database(server.database_url) as opened:
        return workshop(opened)


@pytest.fixture
def phone(server: LightServer, invited: Invited) -> Phone:
    """A phone of somebody who has begun and answered level 2."""
    made = Phone(server.port)
    made.join(invited.code)
    key = keys_in(made.get(f"/join/{invited.code}/answer/1").text)[0]
    made.answer(invited.code, 1, {f"choice:{key}": "2"})
    return made


def own_form(phone: Phone, invited: Invited) -> dict[str, str]:
    """A right form, which would change the answer to level 4."""
    fields = phone.page(invited.code, 1)
    key = next(name for name in fields if name.startswith("choice:"))
    return {**fields, key: "4"}


def levels(product: Product, invited: Invited, phone: Phone) -> list[int | None]:
    """What is stored of whoever holds the phone."""
    assert phone.token is not None
    return [one.content.level for one in given(product, invited.code, phone.token).values()]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_to_itself(server: LightServer, phone: Phone, invited: Invited, path: str) -> None:
    page = phone.get("/join" + path.format(code=invited.code))
    policy = {part.split()[0]: part.split()[1:] for part in page.headers["content-security-policy"].split(";")}
    assert policy == POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert not [one for one in page.cookies if not one.startswith(COOKIE)]
    for inline in (" style=", "<style", " onclick", " onload", "javascript:"):
        assert inline not in page.text


def test_no_token_and_no_id_is_in_a_page_or_an_address(phone: Phone, invited: Invited, product: Product) -> None:
    assert phone.token is not None
    with product.store.read() as tx:
        ids = {
            row[0]
            for table in ("respondent", "response", "assessment", "workshop", "organisation")
            for row in tx.exec_driver_sql(f"SELECT id FROM {table}")
        }
    for path in ("", "/answer/1", "/review", "/saved"):
        text = phone.get(f"/join/{invited.code}{path}").text
        assert phone.token not in text
        assert not [one for one in ids if one in text]


def test_only_the_hash_of_a_token_is_stored(server: LightServer, phone: Phone) -> None:
    assert phone.token is not None
    file = server.database_url.removeprefix("sqlite:///")
    stored = b"".join(Path(file + end).read_bytes() for end in ("", "-wal"))
    assert phone.token.encode() not in stored


Forge = Callable[[dict[str, str]], tuple[dict[str, str], dict[str, str]]]


@pytest.mark.parametrize(
    "forge",
    [
        lambda form: ({name: value for name, value in form.items() if name != FORM}, {}),
        lambda form: ({**form, FORM: ""}, {}),
        lambda form: ({**form, FORM: "."}, {}),
        lambda form: ({**form, FORM: form[FORM][:-1] + ("0" if form[FORM][-1] != "0" else "1")}, {}),
        lambda form: ({**form, FORM: "other." + form[FORM].partition(".")[2]}, {}),
        lambda form: (form, {"Origin": "https://elsewhere.example"}),
        lambda form: (form, {"Origin": "http://127.0.0.1:1"}),
        lambda form: (form, {"Sec_Fetch_Site": "cross-site"}),
        lambda form: (form, {"Sec_Fetch_Site": "same-site"}),
        lambda form: ({**form, FORM: ""}, {"Origin": "null"}),
        lambda form: ({**form, FORM: ""}, {"Sec_Fetch_Site": "same-origin"}),
    ],
)
def test_a_form_that_is_not_our_own_is_refused(phone: Phone, invited: Invited, product: Product, forge: Forge) -> None:
    fields, headers = forge(own_form(phone, invited))
    page = phone.post(f"/join/{invited.code}/answer/1", fields, **headers)
    assert page.status == 403
    assert "Nothing was changed" in page.text
    assert levels(product, invited, phone) == [2]


@pytest.mark.parametrize("path", ["", "/review"])
def test_nor_does_a_forged_form_begin_or_submit(server: LightServer, invited: Invited, path: str, phone: Phone) -> None:
    forged = {FORM: "forged.forged", "role": "none"}
    assert phone.post(f"/join/{invited.code}{path}", forged).status == 403
    assert phone.post(f"/join/{invited.code}{path}", forged, Origin="https://elsewhere.example").status == 403


@pytest.mark.parametrize("headers", [{}, {"Origin": "null", "Sec_Fetch_Site": "same-origin"}])
def test_our_own_form_is_taken_from_browsers_that_say_no_origin(
    phone: Phone, invited: Invited, product: Product, headers: dict[str, str]
) -> None:
    assert phone.post(f"/join/{invited.code}/answer/1", own_form(phone, invited), **headers).status == 303
    assert levels(product, invited, phone) == [4]


def test_our_own_origin_is_ours(server: LightServer, phone: Phone, invited: Invited) -> None:
    page = phone.post(f"/join/{invited.code}/answer/1", own_form(phone, invited), Origin=server.url)
    assert page.status == 303


def test_a_form_made_for_another_phone_is_refused(
    server: LightServer, phone: Phone, invited: Invited, product: Product
) -> None:
    other = Phone(server.port)
    other.join(invited.code)
    form = own_form(phone, invited)
    assert other.post(f"/join/{invited.code}/answer/1", form).status == 403
    assert levels(product, invited, other) == []
    assert levels(product, invited, phone) == [2]


@pytest.mark.parametrize("key", ["stages.no-such-statement", "breakthroughs.many-viewpoints", "x", "..", "stages."])
def test_a_statement_that_is_not_asked_is_refused_and_the_rest_of_the_form_with_it(
    phone: Phone, invited: Invited, product: Product, key: str
) -> None:
    fields = {**own_form(phone, invited), f"choice:{key}": "4"}
    assert phone.post(f"/join/{invited.code}/answer/1", fields).status == 404
    assert levels(product, invited, phone) == [2]


@pytest.mark.parametrize(
    ("field", "value"), [("choice", "5"), ("choice", "unanswered"), ("version", "x"), ("version", "-1")]
)
def test_what_no_form_of_ours_sends_is_refused(
    phone: Phone, invited: Invited, product: Product, field: str, value: str
) -> None:
    fields = own_form(phone, invited)
    key = next(name for name in fields if name.startswith("choice:")).partition(":")[2]
    assert phone.post(f"/join/{invited.code}/answer/1", {**fields, f"{field}:{key}": value}).status == 400
    assert levels(product, invited, phone) == [2]


def test_fields_of_other_names_are_not_read(phone: Phone, invited: Invited, product: Product) -> None:
    others = {"respondent": "x", "response_id": "y", "organisation": "z", "writer:stages.many-viewpoints": "no"}
    assert phone.post(f"/join/{invited.code}/answer/1", {**own_form(phone, invited), **others}).status == 303
    assert phone.token is not None
    (answer,) = given(product, invited.code, phone.token).values()
    assert answer.content == AnswerContent(AnswerState.LEVEL, 4)


def test_another_councils_code_opens_nothing_of_ours(
    server: LightServer, phone: Phone, invited: Invited, product: Product
) -> None:
    other = workshop(product, council="Wensford Council")
    fields = own_form(phone, invited)
    answer = phone.post(f"/join/{other.code}/answer/1", fields)
    assert (answer.status, answer.place) == (303, f"/join/{other.code}")
    assert levels(product, invited, phone) == [2]


def test_a_cookie_that_nobody_was_given_is_nobody(server: LightServer, invited: Invited) -> None:
    for token in (new_token(), "x" * 43, "", "x' OR 1=1 --", "é" * 43):
        stranger = Phone(
            server.port, agent={"Cookie": f"{cookie_name(invited.code)}={token}".encode().decode("latin-1")}
        )
        assert stranger.get(f"/join/{invited.code}/answer/1").status == 303


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(phone: Phone, invited: Invited, method: str) -> None:
    answer = phone.send(method, f"/join/{invited.code}/answer/1", headers={})
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"
    assert phone.send("POST", f"/join/{invited.code}/saved", headers={}).status == 405


def test_head_answers_as_get_without_the_page(phone: Phone, invited: Invited) -> None:
    answer = phone.send("HEAD", f"/join/{invited.code}/answer/1", headers={})
    assert (answer.status, answer.text) == (200, "")


def test_a_body_that_says_it_is_too_large_is_refused_unread(phone: Phone, invited: Invited, product: Product) -> None:
    line = http.client.HTTPConnection("127.0.0.1", phone.port, timeout=20)
    line.putrequest("POST", f"/join/{invited.code}/answer/1")
    for name, value in {"Content-Type": FORM_TYPE, "Cookie": f"{cookie_name(invited.code)}={phone.token}"}.items():
        line.putheader(name, value)
    line.putheader("Content-Length", str(10 * 1024 * 1024))
    line.endheaders()
    answer = line.getresponse()
    assert answer.status == 413
    assert answer.headers["connection"] == "close"
    assert levels(product, invited, phone) == [2]


def test_a_body_that_turns_out_too_large_is_refused_while_it_comes(
    phone: Phone, invited: Invited, product: Product
) -> None:
    head = (
        f"POST /join/{invited.code}/answer/1 HTTP/1.1\r\nHost: 127.0.0.1:{phone.port}\r\nContent-Type: {FORM_TYPE}\r\n"
        f"Cookie: {cookie_name(invited.code)}={phone.token}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", phone.port), timeout=20) as line:
        line.sendall(head.encode())
        for _ in range(BODY_LIMIT // 0x4000 + 1):
            line.sendall(chunk)
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")
    assert levels(product, invited, phone) == [2]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b'{"form": "x"}', 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("", b"form=x", 415),
        (FORM_TYPE, b"form=%FF%FE", 400),
        (FORM_TYPE, b"\xff\xfe", 400),
        (FORM_TYPE, b"&".join(b"a=1" for _ in range(300)), 400),
    ],
)
def test_what_is_not_a_form_of_ours_is_refused(
    phone: Phone, invited: Invited, kind: str, body: bytes, status: int
) -> None:
    answer = phone.send("POST", f"/join/{invited.code}/answer/1", body=body, headers={"Content-Type": kind})
    assert answer.status == status


def test_whatever_fails_is_said_in_words_that_repeat_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with light_server(tmp_path_factory.mktemp("failing")) as server:
        with database(server.database_url) as product:
            invited = workshop(product)
            phone = Phone(server.port)
            phone.join(invited.code)
            with product.store.write() as tx:
                tx.exec_driver_sql("ALTER TABLE answer RENAME TO gone")
        page = phone.get(f"/join/{invited.code}/answer/1")
        assert page.status == 503
        assert "Everything that was marked as saved is kept" in page.text
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
        assert invited.code not in server.log.read_text()


def test_a_script_is_refused_in_words_it_can_show(phone: Phone, invited: Invited) -> None:
    fields = {**own_form(phone, invited), FORM: "forged"}
    answer = phone.post(f"/join/{invited.code}/answer/1", fields, Accept="application/json")
    assert answer.status == 403
    assert answer.headers["content-type"] == "application/json"
    assert "Nothing was changed" in answer.text
