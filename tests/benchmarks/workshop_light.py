"""A phone on the light pages: it comes by the code, and saves as our script does, or as a form without one does."""

from __future__ import annotations

import asyncio
import random
import time

from journey.join.cookies_and_forms import cookie_name
from tests.benchmarks.servers import ADDRESS
from tests.benchmarks.workshop_tally import Tally, waited
from tests.benchmarks.workshop_wire import Reply, Wire

LEVELS = ("1", "2", "3", "4")
FOR_DATA = {"Accept": "application/json"}
VERSION = "version:"


class Unexpected(Exception):
    """A page was not what it should be."""


class LightPhone:
    """One participant. What was chosen is remembered as it was acknowledged: ``chosen`` by the statement's key."""

    def __init__(self, port: int, code: str, number: int, *, has_scripts: bool = True, address: str = ADDRESS) -> None:
        self.wire = Wire(port, address=address)
        self.eye = Wire(port, address=address)
        self.eye.cookies = self.wire.cookies
        self.number = number
        self.chosen: dict[str, str] = {}
        self.versions: dict[str, str] = {}
        self._code = code
        self.has_scripts = has_scripts
        self._chance = random.Random(number)
        self._form = ""
        self._page = 0
        self._left: list[str] = []
        """Keys of the page's statements that are still to be answered on it."""

    @property
    def token(self) -> str:
        """What the cookie holds by which the phone is known; empty before it has come."""
        return self.wire.cookies.get(cookie_name(self._code), "")

    async def arrive(self) -> None:
        """Join by the code without a role, and open the first page of statements. Raises Unexpected."""
        path = f"/join/{self._code}"
        hidden = _good(await self.wire.get(path)).hidden()
        reply = await self.wire.post(path, {**hidden, "role": "none"})
        while reply.status == 429:  # too many have come from this address: as the page asks, wait and try again
            await asyncio.sleep(1)
            reply = await self.wire.post(path, {**hidden, "role": "none"})
        if reply.status != 303:
            raise Unexpected(f"{path}: {reply.status}")
        await self.open(1)
        self._left = self._left[self.number % len(self._left) :]

    async def open(self, page: int) -> None:
        """Open a page of statements; the first where there is no such page. Raises Unexpected."""
        reply = await self.wire.get(f"/join/{self._code}/answer/{page}")
        if reply.status == 303:
            page, reply = 1, await self.wire.get(f"/join/{self._code}/answer/1")
        hidden = _good(reply).hidden()
        self._page, self._form = page, hidden["form"]
        self.versions = {
            name.removeprefix(VERSION): value for name, value in hidden.items() if name.startswith(VERSION)
        }
        self._left = list(self.versions)

    async def answer(self, due: float, tally: Tally) -> None:
        """Save the next statement, or the page, with what was not chosen before."""
        if not self.has_scripts:
            await self._answer_page(due, tally)
            return
        key = self._left.pop(0)
        reply = await self.send(key, self.another(key))
        tally.saves.append(waited(due))
        self._note(is_saved(reply), reply, [key], tally)
        if not self._left:
            await self._open_timed(self._page + 1, tally)

    def another(self, key: str) -> str:
        """A level that is not chosen already."""
        return self._chance.choice([level for level in LEVELS if level != self.chosen.get(key)])

    async def send(self, key: str, choice: str) -> Reply:
        """Send one choice, as the script does; what was acknowledged is remembered."""
        reply = await self.wire.post(self.address, self.fields(key, choice), FOR_DATA)
        if is_saved(reply):
            self.chosen[key] = choice
            self.versions[key] = str(reply.data()["version"])
        return reply

    @property
    def address(self) -> str:
        """Where the page's form is sent to."""
        return f"/join/{self._code}/answer/{self._page}"

    def fields(self, key: str, choice: str) -> dict[str, str]:
        """The fields that the script sends for one choice."""
        return {"form": self._form} | self._fields(key, choice)

    async def look(self, tally: Tally) -> None:
        """Ask whether the workshop has moved on, over a connection of its own, as browsers do while another is busy."""
        began = time.perf_counter()
        reply = await self.eye.get(f"/join/{self._code}/room/now")
        tally.looks.append(waited(began))
        if reply.status != 200:
            tally.failures.append(f"look: status {reply.status}")

    async def _answer_page(self, due: float, tally: Tally) -> None:
        choices = {key: self.another(key) for key in self.versions}
        fields = {"form": self._form, "then": "next"}
        for key, choice in choices.items():
            fields |= self._fields(key, choice)
        reply = await self.wire.post(self.address, fields)
        tally.pages.append(waited(due))
        if reply.status == 303:
            self.chosen |= choices
        self._note(reply.status == 303, reply, list(choices), tally)
        await self._open_timed(self._page + 1, tally)

    def _note(self, is_acknowledged: bool, reply: Reply, keys: list[str], tally: Tally) -> None:
        if is_acknowledged:
            tally.given += [(self.number, key, self.chosen[key]) for key in keys]
        else:
            tally.failures.append(f"status {reply.status}")

    async def _open_timed(self, page: int, tally: Tally) -> None:
        began = time.perf_counter()
        await self.open(page)
        tally.loads.append(waited(began))

    def _fields(self, key: str, choice: str) -> dict[str, str]:
        version = self.versions.get(key, "0")
        return {f"choice:{key}": choice, f"reason:{key}": "", f"note:{key}": "", f"{VERSION}{key}": version}


def is_saved(reply: Reply) -> bool:
    """Whether the script would say that the answer is saved: it was told the version under which it is stored."""
    return reply.status == 200 and "version" in reply.data()


def _good(reply: Reply) -> Reply:
    if reply.status != 200:
        raise Unexpected(f"status {reply.status}")
    return reply
