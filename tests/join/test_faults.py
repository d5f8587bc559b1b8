"""The server dies in the middle of a workshop: nothing that was acknowledged is lost, and everybody finds their place.

The server is the whole product in a process of its own, killed without warning and started again on the same port and
file. Phones send an answer again until it is acknowledged, as our script does, and keep nothing but their cookie.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from journey.model import Counts, NewQuestion, QuestionKind
from journey.service import Product
from journey.service.answering import respondents
from journey.service.workshop import leading, room
from journey.store import answers
from tests.benchmarks.browsing import opened
from tests.benchmarks.servers import Server as Running
from tests.benchmarks.workshop_light import LightPhone, is_saved
from tests.benchmarks.workshop_sites import Prepared, prepare, visitor
from tests.benchmarks.workshop_stored import wrong
from tests.benchmarks.workshop_wire import Broken, Wire
from tests.steps.own_loop import run_alone
from tests.steps.server import Server
from tests.steps.workshop import reveal_all_the_same

TOKEN = "facilitator" * 4
"""What the facilitator's cookie holds."""

BETWEEN_TRIES = 0.2
SECONDS_TO_COME_BACK = 60


@dataclass(slots=True)
class Journal:
    """What phones were told: acknowledged answers in their order, and how often no acknowledgement came."""

    given: list[tuple[int, str, str]] = field(default_factory=list)
    unanswered: int = 0
    refused: list[int] = field(default_factory=list)


def test_an_answer_that_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    _hold_through_kills(tmp_path, phones=30, kills=1, between=0.5, saves_before_a_kill=120)


@pytest.mark.long
def test_answers_of_500_phones_survive_four_kills(tmp_path: Path) -> None:
    _hold_through_kills(tmp_path, phones=500, kills=4, between=5.0, saves_before_a_kill=1500)


def _hold_through_kills(folder: Path, *, phones: int, kills: int, between: float, saves_before_a_kill: int) -> None:
    """Let phones answer while the server is killed again and again; then compare what they know with the store."""
    server = Server(folder)
    product = server.product()
    prepared = prepare(product, phones)
    code = prepared.invitation.code
    everybody = [LightPhone(server.join_port, code, number) for number in range(phones)]
    journal = Journal()
    server.start()
    try:
        run_alone(_answer_through_kills(server, everybody, journal, kills, between, saves_before_a_kill))
    finally:
        server.stop()

    found = wrong(product, code, [phone.token for phone in everybody], journal.given)
    assert journal.refused == []
    assert journal.unanswered > 0  # otherwise nobody was there when it died
    assert (found.lost, found.doubled) == (0, 0)
    assert len(journal.given) >= saves_before_a_kill * (kills + 1)
    assert _tally(product, prepared) == _counted(product, code, everybody)
    product.store.close()


async def _answer_through_kills(
    server: Server, everybody: list[LightPhone], journal: Journal, kills: int, between: float, saves_before_a_kill: int
) -> None:
    for phone in everybody:
        await phone.arrive()
    end = asyncio.Event()
    answering = [asyncio.create_task(_keep_answering(phone, journal, between, end)) for phone in everybody]
    for _ in range(kills):
        await _saved(journal, len(journal.given) + saves_before_a_kill, answering)
        server.kill()
        await asyncio.to_thread(server.start)
    await _saved(journal, len(journal.given) + saves_before_a_kill, answering)
    end.set()
    await asyncio.gather(*answering)


async def _saved(journal: Journal, number: int, answering: list[asyncio.Task[None]]) -> None:
    """Wait until so many answers were acknowledged."""
    async with asyncio.timeout(SECONDS_TO_COME_BACK):
        while len(journal.given) < number:
            for task in answering:
                if task.done():
                    task.result()
            await asyncio.sleep(0.01)


async def _keep_answering(phone: LightPhone, journal: Journal, between: float, end: asyncio.Event) -> None:
    """Answer statement after statement, each again and again until the server has said that it is saved."""
    await asyncio.sleep(between * (phone.number % 10) / 10)
    while not end.is_set():
        key = list(phone.versions)[len(journal.given) % len(phone.versions)]
        choice = phone.another(key)
        while True:
            try:
                reply = await phone.send(key, choice)
            except (Broken, TimeoutError):
                journal.unanswered += 1
                await asyncio.sleep(BETWEEN_TRIES)
                continue
            if is_saved(reply):
                journal.given.append((phone.number, key, choice))
            else:
                journal.refused.append(reply.status)
            break
        await asyncio.sleep(between)


def _tally(product: Product, prepared: Prepared) -> dict[str, Counts]:
    """The counts that live views read."""
    with product.store.read() as tx:
        found = answers.tally(tx, prepared.organisation.id, prepared.page.part.assessment.id)
    return {statement_id: counts for statement_id, counts in found.items() if counts.n}


def _counted(product: Product, code: str, everybody: list[LightPhone]) -> dict[str, Counts]:
    """The same, counted from what each phone finds again with its cookie; which is what it was last told."""
    levels: dict[str, Counter[int]] = {}
    for phone in everybody:
        door = respondents.find_invitation(product, code, phone.token)
        assert door is not None
        assert door.respondent is not None
        (given,) = respondents.form_of(product, door.respondent).given.values()
        assert {f"stages.{id_}": str(one.content.level) for id_, one in given.items()} == phone.chosen
        for id_, one in given.items():
            levels.setdefault(id_, Counter())[one.content.level or 0] += 1
    return {id_: Counts((of[1], of[2], of[3], of[4])) for id_, of in levels.items()}


def test_a_room_is_found_again_before_and_after_the_reveal(tmp_path: Path) -> None:
    server = Server(tmp_path)
    product = server.product()
    prepared = prepare(product, 10)
    visitor(product, prepared, TOKEN)
    first = prepared.page.statements[0]
    question = NewQuestion(QuestionKind.STATEMENT, first.id, prepared.page.part.assessment.id)
    workshop = leading.ask(product, prepared.workshop, [question], seconds=None)
    phones = [LightPhone(server.join_port, prepared.invitation.code, number) for number in range(6)]
    server.start()
    try:
        key = run_alone(_come_and_answer(phones))
        before = room.see(product, workshop.organisation_id, workshop.id)
        server.kill()
        server.start()
        run_alone(_look_before_the_reveal(server, prepared, phones))
        assert room.see(product, workshop.organisation_id, workshop.id) == before

        reveal_all_the_same(product, workshop)
        server.kill()
        server.start()
        run_alone(_look_after_the_reveal(server, prepared, phones, key))
        result = room.see(product, workshop.organisation_id, workshop.id).items[0].question.result
        assert Counter(result) == Counter(phone.chosen[key] for phone in phones)
    finally:
        server.stop()
        product.store.close()


async def _come_and_answer(phones: list[LightPhone]) -> str:
    """Let everybody come, and answer the first statement. Returns its key."""
    for phone in phones:
        await phone.arrive()
        key = next(iter(phone.versions))
        assert is_saved(await phone.send(key, phone.another(key)))
        phone.wire.close()
    return key


async def _look_before_the_reveal(server: Server, prepared: Prepared, phones: list[LightPhone]) -> None:
    """Screen and console say how many have answered; a phone finds its own answer, and may change it."""
    assert f"<b>{len(phones)} of {len(phones) + 1}</b> have answered" in await _screen(server, prepared)
    await _console_opens(server)
    for phone in phones:
        await phone.open(1)
        key = next(iter(phone.versions))
        assert phone.versions[key] == "1"
        assert is_saved(await phone.send(key, phone.another(key)))
        phone.wire.close()


async def _look_after_the_reveal(server: Server, prepared: Prepared, phones: list[LightPhone], key: str) -> None:
    """Screen and console show what was revealed; an answer that comes too late is refused."""
    text = await _screen(server, prepared)
    assert "have answered" not in text
    assert 'class="scene is-revealed"' in text
    await _console_opens(server)
    for phone in phones:
        late = await phone.send(key, phone.another(key))
        assert not is_saved(late)
        assert late.data()["is_shut"]
        await phone.open(1)
        assert key not in phone.versions
        phone.wire.close()


async def _screen(server: Server, prepared: Prepared) -> str:
    wire = Wire(server.join_port)
    reply = await wire.get(f"/screen/{prepared.invitation.code}")
    wire.close()
    assert reply.status == 200
    return reply.text


async def _console_opens(server: Server) -> None:
    running = Running(server.port, psutil.Process(), server.log, server.join_port)
    async with opened(running, page="workshop", token=TOKEN) as console:
        assert not (await console.load()).failures
