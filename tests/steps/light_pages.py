"""A workshop to join, and people who answer on the light pages over HTTP, without a browser."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from journey.config import Settings
from journey.join.cookies_and_forms import COOKIE, cookie_name
from journey.model import Answer, Scope, WorkshopPlan
from journey.service import Product, open_product
from journey.service.answering import invitations, respondents
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.store import rounds
from tests.steps.server import LightServer, started
from tests.steps.workshop import Invited, Meeting, meeting

COUNCIL = "Ambershire Council"
PLAN = WorkshopPlan(
    title="Where we stand",
    purpose="See together how we manage performance, and agree what to do next.",
    who="The management team",
    minutes=90,
    held_on=date(2026, 12, 3),
)


def light_server(folder: Path) -> AbstractContextManager[LightServer]:
    """A started server of the light pages, stopped afterwards."""
    return started(LightServer(folder))


@contextmanager
def database(url: str) -> Iterator[Product]:
    """The server's database, opened in this process: to prepare, and to see what is really stored."""
    product = open_product(Settings.read({"JOURNEY_DATABASE_URL": url}))
    try:
        yield product
    finally:
        product.store.close()


def workshop(
    product: Product,
    *,
    council: str = COUNCIL,
    plan: WorkshopPlan = PLAN,
    questionnaires: tuple[str, ...] = ("stages",),
    scope: Scope = Scope.QUICK,
    cap: int = 200,
) -> Meeting:
    """A new council that plans a workshop of the whole council and invites to it."""
    return meeting(product, plan, council=council, questionnaires=questionnaires, scope=scope, cap=cap)


@dataclass
class Answered:
    """What came back: status, headers in lower case, and the text."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    text: str
    size: int

    @property
    def place(self) -> str:
        """Where a redirect leads, without the host."""
        return self.headers.get("location", "")


@dataclass
class Phone:
    """Somebody's phone without JavaScript: it keeps the respondent's cookie, and one connection."""

    port: int
    token: str | None = None
    agent: Mapping[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answered:
        """A page."""
        return self.send("GET", path, headers=headers)

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answered:
        """A form, as it is."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send("POST", path, body=urlencode(fields).encode(), headers={**kind, **headers})

    def send(self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str]) -> Answered:
        """Any request. Names of headers may be written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in {**self.agent, **headers}.items()}
        if self.token:
            sent.setdefault("Cookie", f"{self.cookie_name(path)}={self.token}")
        line = self._line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self._line = None
        line.request(method, path, body or None, sent)
        answer = line.getresponse()
        content = answer.read()
        if not answer.will_close:
            self._line = line
        cookies = answer.headers.get_all("Set-Cookie", [])
        for one in cookies:
            if one.partition("=")[0].removeprefix("__Host-").startswith(COOKIE):
                self.token = one.partition("=")[2].partition(";")[0].strip('"') or None
        named = {name.lower(): value for name, value in answer.headers.items()}
        text = content.decode() if named.get("content-encoding") != "gzip" else ""
        return Answered(answer.status, named, cookies, text, len(content))

    def cookie_name(self, path: str) -> str:
        """The name under which the token is sent to an address: that of its code."""
        code = re.search(r"(?:^/(?:join|screen)/|code=)([A-Z0-9]{8})\b", path)
        is_secure = self.agent.get("X-Forwarded-Proto") == "https"
        return cookie_name(code.group(1) if code else "NOWHERE1", is_secure=is_secure)

    def form_token(self, path: str) -> str:
        """The form token on a page."""
        return form_token_in(self.get(path).text)

    def join(self, code: str, *, role: str = "none") -> Answered:
        """Open the page of the code, choose a role, begin."""
        return self.post(f"/join/{code}", {**fields_in(self.get(f"/join/{code}").text), "role": role})

    def page(self, code: str, number: int) -> dict[str, str]:
        """The fields of a page of statements as a browser would send them unchanged."""
        return fields_in(self.get(f"/join/{code}/answer/{number}").text)

    def answer(self, code: str, number: int, changes: Mapping[str, str]) -> Answered:
        """Change some fields of a page of statements and send it."""
        return self.post(f"/join/{code}/answer/{number}", {**self.page(code, number), **changes})


def invitation(
    product: Product,
    *,
    council: str = COUNCIL,
    questionnaires: tuple[str, ...] = ("stages",),
    scope: Scope = Scope.QUICK,
    cap: int = 200,
) -> Invited:
    """A new council that invites colleagues to answer, without a meeting."""
    organisation = councils.start(product, name=council, kind="County council")
    unit = councils.units(product, organisation.id)[0]
    with product.store.write() as tx:
        content = round_content(product.library)
        here = rounds.add(tx, organisation.id, name="Autumn 2026", held_on=date(2026, 11, 24), content=content)
    selection = Selection(organisation, here, unit)
    made = invitations.invite(product, selection, questionnaire_ids=questionnaires, scope=scope, cap=cap)
    return Invited(product=product, selection=selection, code=made.code)


def given(product: Product, code: str, token: str) -> dict[str, Answer]:
    """What is stored of whoever holds the token: key as in forms → answer."""
    door = respondents.find_invitation(product, code, token)
    assert door is not None
    assert door.respondent is not None
    sheet = respondents.form_of(product, door.respondent)
    return {
        f"{one.part.assessment.questionnaire_id}.{statement_id}": answer
        for one in sheet.pages
        for statement_id, answer in sheet.given[one.part.response.id].items()
    }


def form_token_in(text: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="form" value="([^"]+)"', text)
    assert found, text
    return found.group(1)


def fields_in(text: str) -> dict[str, str]:
    """What a browser would send of the form on a page."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", text):
        attributes = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if attributes.get("type") not in ("radio", "checkbox") or re.search(r"\schecked[\s>]", tag):
            found[attributes["name"]] = attributes.get("value", "")
    for name, value in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL):
        found[unescape(name)] = unescape(value)
    return found


def keys_in(text: str) -> list[str]:
    """The keys of the statements on a page that may be answered, in their order."""
    return re.findall(r'data-key="([^"]+)"', text)
