"""Two facilitators at two consoles, each acting on what they have last seen: no one overwrites the other unseen.

A journal keeps what every act that was acknowledged has changed. After each short interleaving of their acts everything
that is stored has to be what the journal says; every act on an older state has to be refused in words, with what is
there now.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest

from journey.model import Action, ActionContent, AgreedContent, AgreedLevel, NewQuestion, Parked, Workshop
from journey.service import Conflict, Product
from journey.service.refused import Refused
from journey.service.workshop import accepting, actions, leading, paper_ballots, parking_lot, planning
from journey.service.workshop.accepting import Acceptance
from journey.service.workshop.control import StaleWorkshop
from journey.store import Store, agreed, answers, workshops
from journey.wording import refusals
from tests.steps.workshop import EVERY, STATEMENT, Meeting, reveal_all_the_same, running, small_product

SHORT = 800
LONG = 10_000
REFUSALS = (Refused, Conflict)
A_WORKSHOP = 60
"""So many interleavings in one workshop: then its statements are used up."""


@dataclass
class Journal:
    """What is stored, as far as acts were acknowledged."""

    workshop: Workshop
    agreed: dict[str, AgreedLevel] = field(default_factory=dict)
    parked: dict[str, Parked] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    cards: dict[str, dict[str, int]] = field(default_factory=dict)
    results: dict[tuple[str, int], dict[str, int] | None] = field(default_factory=dict)
    question_set: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass
class Console:
    """One facilitator, and what their page shows."""

    name: str
    seen: Journal
    tokens: int = 0

    def writes(self) -> str:
        """A text that nobody else writes."""
        self.tokens += 1
        return f"{self.name} {self.tokens}"


def copied(of: Journal) -> Journal:
    return Journal(
        of.workshop,
        dict(of.agreed),
        dict(of.parked),
        dict(of.actions),
        {key: dict(value) for key, value in of.cards.items()},
        dict(of.results),
        dict(of.question_set),
    )


def stored(here: Meeting) -> Journal:
    """What the store says, read anew."""
    product, council, workshop = here.product, here.council.id, here.workshop.id
    put = here.questions()
    with product.store.read() as tx:
        cards = paper_ballots.counts_of_assessment(tx, council, here.assessment.id)
        agreed_levels = agreed.of_assessment(tx, council, here.assessment.id)
        held = workshops.get(tx, council, workshop)
    return Journal(
        held,
        agreed_levels,
        {one.id: one for one in parking_lot.of_workshop(product, held)},
        {one.id: one for one in actions.of_workshop(product, held)},
        cards,
        {(one.subject, one.ballot_round): None if one.result is None else dict(one.result) for one in put},
        {(one.subject, one.ballot_round): one.question_set for one in put},
    )


def attempt(call: Callable[[], Any]) -> Any:
    """What it returns, or what it refuses with."""
    try:
        return call()
    except REFUSALS as refusal:
        return refusal


class Play:
    """Two facilitators in one workshop. Each act returns what became of it; None where there was nothing to do."""

    def __init__(self, product: Product, random: Random) -> None:
        self.random = random
        self.here = running(product, people=0)
        self.product = product
        self.journal = stored(self.here)
        self.consoles = [Console(name, copied(self.journal)) for name in ("laptop", "phone")]
        self.done = self.refused = 0

    def interleave(self) -> None:
        """Both look; then each acts once to three times, in any order, without looking in between."""
        for console in self.consoles:
            console.seen = copied(self.journal)
        turns = [console for console in self.consoles for _ in range(self.random.randint(1, 3))]
        self.random.shuffle(turns)
        for console in turns:
            found = self.random.choice(ACTS)(self, console)
            if isinstance(found, Exception):
                sentence = refusals.sentence(found)
                assert any(said in sentence for said in ("was kept", "Nothing was", "Not written", "was not saved"))
            self.refused += isinstance(found, StaleWorkshop | Conflict)
            self.done += found is not None and not isinstance(found, Exception)
        found = stored(self.here)
        assert replace(found.workshop, display_version=0) == replace(self.journal.workshop, display_version=0)
        assert found.workshop.display_version >= self.journal.workshop.display_version
        self.journal.workshop = found.workshop
        assert found == self.journal

    # What moves the workshop on

    def moved(self, console: Console, act: Callable[[Workshop], Workshop], **expected: Any) -> Any:
        """Do something that is guarded by what was seen of the workshop."""
        now, seen = self.journal.workshop, console.seen.workshop
        after = attempt(lambda: act(seen))
        if isinstance(after, StaleWorkshop):
            assert after.workshop.control_version == now.control_version != seen.control_version
        elif isinstance(after, Workshop):
            assert seen.control_version == now.control_version, "acted on an older state"
            assert replace(after, display_version=0) == replace(
                now, display_version=0, control_version=now.control_version + 1, **expected
            )
            self.journal.workshop = console.seen.workshop = after
        return after

    def put(self, console: Console) -> Any:
        chosen = self.random.sample(EVERY, self.random.randint(1, 2))
        ballot_round = self.random.choice([1, 1, 2])
        new = [NewQuestion(STATEMENT, id_, self.here.assessment.id, ballot_round) for id_ in chosen]
        question_set = max(self.journal.question_set.values(), default=0) + 1
        found = self.moved(
            console, lambda seen: leading.ask(self.product, seen, new, seconds=None), question_set=question_set
        )
        for id_ in chosen if isinstance(found, Workshop) else ():
            assert self.journal.results.setdefault((id_, ballot_round), None) is None
            self.journal.question_set[id_, ballot_round] = question_set
        return found

    def reveal(self, console: Console) -> Any:
        found = self.moved(console, lambda seen: reveal_all_the_same(self.product, seen))
        for key, question_set in self.journal.question_set.items() if isinstance(found, Workshop) else ():
            if question_set == found.question_set and self.journal.results[key] is None:
                # Where every card was taken back again, a tally of noughts is left.
                nobody = dict.fromkeys([*"1234", "dont_know", "not_applicable"], 0)
                empty = nobody if key[0] in self.typed else {}
                self.journal.results[key] = empty | self.journal.cards.get(key[0], {})
        return found

    @property
    def typed(self) -> set[str]:
        """The statements of which cards were ever counted."""
        with self.product.store.read() as tx:
            return set(answers.tally(tx, self.here.council.id, self.here.assessment.id))

    def type_in(self, console: Console) -> Any:
        if not self.journal.question_set:
            return None
        number = self.random.randint(1, len(self.journal.question_set))
        counts = {key: self.random.randint(0, 3) for key in self.random.sample("1234", 2)}
        id_, _ = list(self.journal.question_set)[number - 1]
        found = self.moved(
            console,
            lambda seen: paper_ballots.type_in(self.product, seen, number, counts, writer=console.name),
        )
        if isinstance(found, Workshop):
            self.journal.cards.pop(id_, None)
            if any(counts.values()):
                self.journal.cards[id_] = {key: counted for key, counted in counts.items() if counted}
        return found

    def clear(self, console: Console) -> Any:
        return self.moved(console, lambda seen: leading.clear(self.product, seen), question_set=0)

    def plan(self, console: Console) -> Any:
        plan = replace(self.journal.workshop.plan, purpose=console.writes())
        return self.moved(console, lambda seen: planning.change_plan(self.product, seen, plan), plan=plan)

    def review(self, console: Console) -> Any:
        day = date(2027, 1, 1) + timedelta(days=self.random.randint(0, 300))
        return self.moved(console, lambda seen: leading.set_review(self.product, seen, day), review_on=day)

    # What has a version of its own

    def record(self, console: Console) -> Any:
        id_ = self.random.choice(EVERY[:3])
        content = AgreedContent(self.random.choice([None, 1, 2, 3, 4]), console.writes(), agreed_by="the team")
        before, seen = self.journal.agreed.get(id_), console.seen.agreed.get(id_)
        version = seen.version if seen else 0
        here = (self.product, self.here.workshop, self.here.assessment.id, id_, content)
        saved = attempt(lambda: accepting.record_level(*here, expected_version=version, writer=console.name))
        if isinstance(saved, Conflict):
            assert saved.stored == before != seen
        else:
            assert before == seen, "recorded over what was not seen"
            assert (saved.content, saved.version) == (content, version + 1)
            self.journal.agreed[id_] = console.seen.agreed[id_] = saved
        return saved

    def accept(self, console: Console) -> Any:
        results = self.journal.results.items()
        revealed = sorted({id_ for (id_, _), result in results if result and sum(result.values()) >= 3})
        chosen = self.random.sample(revealed, min(2, len(revealed)))
        own, now = console.seen.agreed, self.journal.agreed
        older = {id_ for id_ in chosen if own.get(id_) != now.get(id_)}
        wanted = [Acceptance(self.here.assessment.id, id_, own[id_].version if id_ in own else 0) for id_ in chosen]
        saved = attempt(lambda: accepting.accept(self.product, self.here.workshop, wanted, writer=console.name))
        if isinstance(saved, Conflict):
            assert saved.stored in now.values()
            assert saved.stored.statement_id in older
        elif isinstance(saved, list):
            assert not older, "accepted over what was not seen"
            for one in saved:
                now[one.statement_id] = own[one.statement_id] = one
        return saved

    def park(self, console: Console) -> Any:
        if len(self.journal.parked) == 5:
            return None
        saved = parking_lot.park(self.product, self.here.workshop, console.writes(), writer=console.name)
        self.journal.parked[saved.id] = console.seen.parked[saved.id] = saved
        return saved

    def settle(self, console: Console) -> Any:
        if not console.seen.parked:
            return None
        seen = console.seen.parked[self.random.choice(sorted(console.seen.parked))]
        mine = replace(seen, text=console.writes(), is_settled=self.random.random() < 0.5)
        saved = attempt(lambda: parking_lot.change(self.product, self.here.workshop, mine, writer=console.name))
        if isinstance(saved, Conflict):
            assert saved.stored == self.journal.parked[seen.id] != seen
        else:
            assert self.journal.parked[seen.id] == seen, "settled what was not seen"
            self.journal.parked[seen.id] = console.seen.parked[seen.id] = saved
        return saved

    def act(self, console: Console) -> Any:
        is_full = len(self.journal.actions) == actions.MOST_ACTIONS
        content = ActionContent(console.writes(), console.name)
        saved = attempt(lambda: actions.add(self.product, self.here.workshop, content, writer=console.name))
        assert is_full == isinstance(saved, Refused)
        if not is_full:
            self.journal.actions[saved.id] = console.seen.actions[saved.id] = saved
        return saved

    def change_action(self, console: Console) -> Any:
        if not console.seen.actions:
            return None
        seen = console.seen.actions[self.random.choice(sorted(console.seen.actions))]
        here = (self.product, self.here.workshop, seen.id, ActionContent(console.writes(), console.name))
        saved = attempt(lambda: actions.change(*here, expected_version=seen.version, writer=console.name))
        if self.may_have_changed(seen, saved):
            self.journal.actions[seen.id] = console.seen.actions[seen.id] = saved
        return saved

    def remove_action(self, console: Console) -> Any:
        if not console.seen.actions:
            return None
        seen = console.seen.actions[self.random.choice(sorted(console.seen.actions))]
        here = (self.product, self.here.workshop, seen.id)
        done = attempt(lambda: actions.remove(*here, expected_version=seen.version))
        if self.may_have_changed(seen, done):
            del self.journal.actions[seen.id], console.seen.actions[seen.id]
        return done or seen

    def may_have_changed(self, seen: Action, outcome: Any) -> bool:
        """Whether the action was changed or removed, which it may only be as it was seen."""
        there = self.journal.actions.get(seen.id)
        if isinstance(outcome, Conflict):
            assert outcome.stored == there != seen
        elif isinstance(outcome, Refused):
            assert there is None
        else:
            assert there == seen, "changed what was not seen"
        return not isinstance(outcome, Exception)


ACTS: list[Callable[[Play, Console], Any]] = [
    *(Play.put, Play.put, Play.reveal, Play.type_in, Play.type_in, Play.clear, Play.plan, Play.review),
    *(Play.record, Play.record, Play.accept, Play.park, Play.settle, Play.settle),
    *(Play.act, Play.change_action, Play.remove_action),
]


@pytest.fixture
def quick_product(migrated_sqlite: Path) -> Iterator[Product]:
    """A product on a SQLite file in memory, where there is a place for one: thousands of commits wait for no disk."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        file = Path(folder) / "journey.db"
        file.write_bytes(migrated_sqlite.read_bytes())
        store = Store(f"sqlite:///{file}")
        yield small_product(store, Path(folder))
        store.close()


def play(product: Product, interleavings: int, seed: int) -> tuple[int, int]:
    """So many interleavings; how many acts were done, and how many refused."""
    random = Random(seed)
    done = refused = 0
    while interleavings > 0:
        game = Play(product, random)
        for _ in range(min(interleavings, A_WORKSHOP)):
            game.interleave()
        interleavings -= A_WORKSHOP
        done, refused = done + game.done, refused + game.refused
    return done, refused


def test_no_interleaving_of_two_facilitators_overwrites_anything_unseen(quick_product: Product) -> None:
    done, refused = play(quick_product, SHORT, seed=4)
    assert done > SHORT
    assert refused > SHORT // 4, "they hardly ever met"


@pytest.mark.long
def test_no_interleaving_of_ten_thousand_overwrites_anything_unseen(quick_product: Product) -> None:
    began = time.monotonic()
    done, refused = play(quick_product, LONG, seed=5)
    print(f"{LONG} interleavings: {done} acts done, {refused} refused, in {time.monotonic() - began:.0f} s")
    assert refused > LONG // 4


@pytest.mark.both_databases
def test_two_facilitators_in_the_same_moment_are_one_after_the_other(store: Store, tmp_path: Path) -> None:
    """Both act at once on the same state, on each kind of database: of each pair at most one moves the workshop on,
    and everything with a version of its own is written once."""
    game = Play(small_product(store, tmp_path), Random(6))
    here, product = game.here, game.product
    for id_ in EVERY:
        here.put(NewQuestion(STATEMENT, id_, here.assessment.id))
        number = len(here.questions())
        seen = here.workshop
        found = at_once(
            [
                lambda seen=seen, number=number: paper_ballots.type_in(product, seen, number, {"1": 5}, writer="a"),
                lambda seen=seen, number=number: paper_ballots.type_in(product, seen, number, {"4": 5}, writer="b"),
            ]
        )
        (here.workshop,) = [one for one in found if isinstance(one, Workshop)]
        (lost,) = [one for one in found if isinstance(one, StaleWorkshop)]
        assert lost.workshop == here.workshop
        here.reveal()
        won = "1" if found[0] is here.workshop or isinstance(found[0], Workshop) else "4"
        assert (here.questions()[-1].result or {})[won] == 5
        accepted = at_once(
            [
                lambda id_=id_: accepting.accept(
                    product, here.workshop, [Acceptance(here.assessment.id, id_)], writer="a"
                ),
                lambda id_=id_: accepting.record_level(
                    product,
                    here.workshop,
                    here.assessment.id,
                    id_,
                    AgreedContent(2),
                    expected_version=0,
                    writer="b",
                ),
            ]
        )
        assert sum(isinstance(one, Conflict) for one in accepted) == 1
    recorded = accepting.levels(product, here.workshop)
    assert {one.version for one in recorded.values()} == {1}
    assert len(recorded) == len(EVERY)


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """What each returns or refuses with."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        together.wait()
        return attempt(task)

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]
