"""One organisation never sees or changes what is another's: for every function of the store, found by introspection."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Connection, select

import journey.store
from journey.model import (
    AgreedContent,
    Brief,
    Invitation,
    NewQuestion,
    PitfallContent,
    Priority,
    PriorityContent,
    Privacy,
    ReadinessOverride,
    Scope,
    Turnout,
    Workshop,
)
from journey.store import (
    NotFound,
    Store,
    actions,
    agreed,
    answers,
    assessment_answers,
    assessments,
    bets,
    briefs,
    browser_sessions,
    content,
    invitations,
    measures,
    organisations,
    paper_ballots,
    parking_lot,
    pitfalls,
    plan_events,
    priorities,
    questions,
    respondents,
    retention,
    rounds,
    snapshots,
    tables,
    targets,
    workshops,
)
from journey.store.answers import AnswerToSave
from journey.store.questions import PutToTheRoom
from tests.store.scoping_plan import EDIT, PLAN_CASES
from tests.store.store_examples import (
    COMPARED,
    FINDINGS,
    FIST,
    NOW,
    PAGE,
    PLAN,
    QUESTIONNAIRE,
    TOKEN,
    Council,
    add_council,
    all_rows,
    close,
    fill,
    level,
    pinned,
)

UNSCOPED = {
    *("organisations.add", "organisations.every", "browser_sessions.find", "snapshots.incomplete"),
    "snapshots.without_ballots",
    "snapshots.without_role_errors",
    *("invitations.by_code", "respondents.token_state", "workshops.by_code"),
    "respondents.token_place",
}
"""What is not about one organisation, and why it need not be: it makes one, lists all, asks by a secret or by a code
that only those invited have, or says what an upgrade has to complete, in ids alone."""

MOVED = ReadinessOverride("plan", "reason", "who", NOW)
PITFALL = {"checklist_id": "pitfalls", "pitfall_id": "blame"}

Case = Callable[[Connection, str, Council], Any]


def invitation(tx: Connection, a: Council) -> Invitation:
    found = invitations.of_unit(tx, a.id, a.round, a.unit)
    assert found
    return found


def workshop(tx: Connection, a: Council) -> Workshop:
    found = workshops.of_unit(tx, a.id, a.round, a.unit)
    assert found
    return found


def without_brief(tx: Connection, a: Council) -> str:
    return next(workshop_.id for workshop_ in workshops.every(tx, a.id) if workshop_.round_id != a.round)


def respondent(tx: Connection, a: Council) -> str:
    found = invitations.by_code(tx, invitation(tx, a).code, TOKEN)
    assert found
    assert found.respondent
    return found.respondent.id


# Functions whose only key is the organisation itself: another organisation's id is a lawful argument.
ROOTS: dict[str, Case] = {
    "organisations.get": lambda tx, org, _: organisations.get(tx, org),
    "organisations.rename": lambda tx, org, _: organisations.rename(tx, org, name="Taken", kind="over"),
    "organisations.remove": lambda tx, org, _: organisations.remove(tx, org),
    "organisations.add_unit": lambda tx, org, _: organisations.add_unit(tx, org, name="New", kind="service"),
    "organisations.units": lambda tx, org, _: organisations.units(tx, org),
    "organisations.roles": lambda tx, org, _: organisations.roles(tx, org),
    "organisations.add_two_groups": lambda tx, org, _: organisations.add_two_groups(tx, org),
    "organisations.rename_role": lambda tx, org, _: organisations.rename_role(tx, org, key="managers", name="New"),
    "organisations.lock_for_update": lambda tx, org, _: organisations.lock_for_update(tx, org),
    "actions.of_organisation": lambda tx, org, _: actions.of_organisation(tx, org),
    "priorities.every": lambda tx, org, _: priorities.every(tx, org),
    "priorities.add": lambda tx, org, _: priorities.add(tx, org, Priority("", PriorityContent("New")), EDIT),
    "bets.every": lambda tx, org, _: bets.every(tx, org),
    "measures.all_readings": lambda tx, org, _: measures.all_readings(tx, org),
    "plan_events.append": lambda tx, org, _: plan_events.append(tx, org, NOW, "x", "action", "new", [("", "", "")]),
    "plan_events.append_births": lambda tx, org, _: plan_events.append_births(tx, org, "action", [("new", NOW, "x")]),
    "plan_events.since": lambda tx, org, _: plan_events.since(tx, org, "action", NOW),
    "content.pin": lambda tx, org, _: content.pin(tx, org, pinned(b"new")),
    "rounds.add": lambda tx, org, _: rounds.add(tx, org, name="New", held_on=date(2026, 1, 1), content=[]),
    "rounds.every": lambda tx, org, _: rounds.every(tx, org),
    "assessments.every": lambda tx, org, _: assessments.every(tx, org),
    "assessments.by_questionnaire": lambda tx, org, _: assessments.by_questionnaire(tx, org, "essentials"),
    "assessments.versions": lambda tx, org, _: assessments.versions(tx, org, "essentials"),
    "snapshots.sections": lambda tx, org, _: snapshots.sections(tx, org, "essentials"),
    "questions.with_reveals": lambda tx, org, _: questions.with_reveals(tx, org),
    "workshops.every": lambda tx, org, _: workshops.every(tx, org),
}

# Functions that are given an id of something in council ``a``.
CASES: dict[str, Case] = {
    "organisations.unit": lambda tx, org, a: organisations.unit(tx, org, a.unit),
    "organisations.change_unit": lambda tx, org, a: organisations.change_unit(
        tx, org, a.unit, name="Taken", kind="service", parent_id=None
    ),
    "organisations.remove_unit": lambda tx, org, a: organisations.remove_unit(tx, org, a.unit),
    "content.get": lambda tx, org, a: content.get(tx, org, pinned(a.id.encode()).hash),
    "rounds.get": lambda tx, org, a: rounds.get(tx, org, a.round),
    "rounds.hashes": lambda tx, org, a: rounds.hashes(tx, org, a.round),
    "rounds.content": lambda tx, org, a: rounds.content(tx, org, a.round),
    "rounds.lock_open_for_share": lambda tx, org, a: rounds.lock_open_for_share(tx, org, a.round),
    "rounds.lock_open_for_update": lambda tx, org, a: rounds.lock_open_for_update(tx, org, a.round),
    "rounds.close": lambda tx, org, a: rounds.close(tx, org, a.round, closed_at=NOW),
    "retention.shorten": lambda tx, org, a: retention.shorten(tx, org, a.round),
    "rounds.reopen": lambda tx, org, a: rounds.reopen(tx, org, a.round, reason="why", decided_by="who", at=NOW),
    "rounds.reopenings": lambda tx, org, a: rounds.reopenings(tx, org, a.round),
    "rounds.change": lambda tx, org, a: rounds.change(
        tx, org, a.round, name="Taken", held_on=date(2026, 1, 1), shows_last=True
    ),
    "rounds.remove": lambda tx, org, a: rounds.remove(tx, org, a.round),
    "snapshots.save": lambda tx, org, a: snapshots.save(tx, org, a.assessment, FINDINGS, scoring_version="2", at=NOW),
    "snapshots.remove": lambda tx, org, a: snapshots.remove(tx, org, a.assessment),
    "snapshots.replace_findings": lambda tx, org, a: snapshots.replace_findings(
        tx, org, a.assessment, "{}", of_no_role="{}", said={"plan": 1}
    ),
    "snapshots.replace_basis": lambda tx, org, a: snapshots.replace_basis(tx, org, a.assessment, COMPARED, "{}"),
    "snapshots.save_basis": lambda tx, org, a: snapshots.save_basis(tx, org, a.assessment, "d" * 64, "{}"),
    "snapshots.profile": lambda tx, org, a: snapshots.profile(tx, org, a.assessment),
    "snapshots.roles": lambda tx, org, a: snapshots.roles(tx, org, a.assessment),
    "snapshots.spreads": lambda tx, org, a: snapshots.spreads(tx, org, a.assessment),
    "snapshots.basis": lambda tx, org, a: snapshots.basis(tx, org, a.assessment, COMPARED),
    "snapshots.basis_keys": lambda tx, org, a: snapshots.basis_keys(tx, org, a.assessment),
    "assessments.add": lambda tx, org, a: assessments.add(
        tx,
        org,
        round_id=a.round,
        unit_id=a.unit,
        questionnaire_id="essentials",
        content_hash=QUESTIONNAIRE.hash,
        scope=Scope.FULL,
        privacy=Privacy.OPEN,
    ),
    "assessments.get": lambda tx, org, a: assessments.get(tx, org, a.assessment),
    "assessments.lock_for_update": lambda tx, org, a: assessments.lock_for_update(tx, org, a.assessment),
    "assessments.of_round": lambda tx, org, a: assessments.of_round(tx, org, a.round),
    "assessments.widen": lambda tx, org, a: assessments.widen(tx, org, a.assessment),
    "assessments.add_response": lambda tx, org, a: assessments.add_response(tx, org, a.assessment),
    "assessments.responses": lambda tx, org, a: assessments.responses(tx, org, a.assessment),
    "assessments.response": lambda tx, org, a: assessments.response(tx, org, a.response),
    "assessments.set_place": lambda tx, org, a: assessments.set_place(tx, org, a.response, "review"),
    "assessments.finish": lambda tx, org, a: assessments.finish(tx, org, a.response, NOW),
    "assessments.reopen": lambda tx, org, a: assessments.reopen(tx, org, a.response),
    "answers.get": lambda tx, org, a: answers.get(tx, org, a.response, "aims"),
    "answers.of_response": lambda tx, org, a: answers.of_response(tx, org, a.response),
    "answers.lock_open": lambda tx, org, a: answers.lock_open(tx, org, a.response, ["aims"]),
    "answers.contents_of": lambda tx, org, a: answers.contents_of(tx, org, a.response, {"aims": 1}),
    "answers.save_set": lambda tx, org, a: answers.save_set(
        tx,
        org,
        answers.lock_open(tx, org, a.response, ["aims"]),
        {"aims": AnswerToSave(level(1), evidenced=False, expected_version=1)},
        writer="x",
        at=NOW,
    ),
    "answers.save": lambda tx, org, a: answers.save(
        tx, org, a.response, "aims", level(1), evidenced=False, expected_version=1, writer="x", at=NOW
    ),
    "answers.save_many": lambda tx, org, a: answers.save_many(
        tx, org, a.response, {"new": (level(1), False)}, writer="x", at=NOW
    ),
    "answers.erase": lambda tx, org, a: answers.erase(tx, org, a.response),
    "answers.tally": lambda tx, org, a: answers.tally(tx, org, a.assessment),
    "assessment_answers.turnout": lambda tx, org, a: assessment_answers.turnout(tx, org, a.assessment),
    "assessment_answers.progress": lambda tx, org, a: assessment_answers.progress(tx, org, a.round),
    "assessment_answers.mark_frozen": lambda tx, org, a: assessment_answers.mark_frozen(tx, org, a.assessment),
    "assessment_answers.ballots_changed_since_frozen": lambda tx, org, a: (
        assessment_answers.ballots_changed_since_frozen(tx, org, a.assessment)
    ),
    "assessment_answers.changed_since_frozen": lambda tx, org, a: assessment_answers.changed_since_frozen(
        tx, org, a.assessment
    ),
    "answers.history": lambda tx, org, a: answers.history(tx, org, a.response, "aims"),
    "assessment_answers.levels": lambda tx, org, a: assessment_answers.levels(tx, org, a.assessment),
    "assessment_answers.written": lambda tx, org, a: assessment_answers.written(tx, org, a.assessment),
    "targets.save": lambda tx, org, a: targets.save(
        tx, org, round_id=a.round, unit_id=a.unit, questionnaire_id="essentials", tenths={"plan": 10}
    ),
    "targets.of_unit": lambda tx, org, a: targets.of_unit(tx, org, a.round, a.unit, "essentials"),
    "agreed.of_assessment": lambda tx, org, a: agreed.of_assessment(tx, org, a.assessment),
    "agreed.save": lambda tx, org, a: agreed.save(
        tx, org, a.assessment, "aims", AgreedContent(1), expected_version=1, writer="x", at=NOW
    ),
    "agreed.history": lambda tx, org, a: agreed.history(tx, org, a.assessment, "aims"),
    "pitfalls.of_unit": lambda tx, org, a: pitfalls.of_unit(tx, org, a.round, a.unit),
    "pitfalls.save": lambda tx, org, a: pitfalls.save(
        tx,
        org,
        round_id=a.round,
        unit_id=a.unit,
        content=PitfallContent(),
        expected_version=1,
        writer="x",
        at=NOW,
        **PITFALL,
    ),
    "pitfalls.history": lambda tx, org, a: pitfalls.history(tx, org, round_id=a.round, unit_id=a.unit, **PITFALL),
    "pitfalls.save_override": lambda tx, org, a: pitfalls.save_override(
        tx, org, round_id=a.round, unit_id=a.unit, override=MOVED
    ),
    "pitfalls.remove_override": lambda tx, org, a: pitfalls.remove_override(
        tx, org, round_id=a.round, unit_id=a.unit, section_id=MOVED.section_id
    ),
    "pitfalls.overrides": lambda tx, org, a: pitfalls.overrides(tx, org, a.round, a.unit),
    "browser_sessions.remember": lambda tx, org, a: browser_sessions.remember(
        tx, "seen", organisation_id=org, round_id=a.round, unit_id=a.unit, at=NOW
    ),
    "invitations.add": lambda tx, org, a: invitations.add(
        tx, org, round_id=a.round, unit_id=a.unit, cap=1, reveals=False
    ),
    "invitations.of_unit": lambda tx, org, a: invitations.of_unit(tx, org, a.round, a.unit),
    "invitations.of_round": lambda tx, org, a: invitations.of_round(tx, org, a.round),
    "invitations.lock_for_update": lambda tx, org, a: invitations.lock_for_update(tx, org, invitation(tx, a).id),
    "invitations.change": lambda tx, org, a: invitations.change(
        tx, org, invitation(tx, a).id, cap=1, reveals=False, closed_at=NOW
    ),
    "invitations.ask_groups": lambda tx, org, a: invitations.ask_groups(tx, org, invitation(tx, a).id, two_groups=True),
    "invitations.begin_anew": lambda tx, org, a: invitations.begin_anew(
        tx, org, invitation(tx, a).id, removed=0, at=NOW
    ),
    "invitations.renewals": lambda tx, org, a: invitations.renewals(tx, org, invitation(tx, a).id),
    "answers.recount": lambda tx, org, a: answers.recount(tx, org, a.assessment),
    "respondents.get": lambda tx, org, a: respondents.get(tx, org, respondent(tx, a)),
    "respondents.remove_all": lambda tx, org, a: respondents.remove_all(tx, org, invitation(tx, a).id),
    "respondents.joined": lambda tx, org, a: respondents.joined(tx, org, invitation(tx, a).id),
    "respondents.add": lambda tx, org, a: respondents.add(
        tx, org, invitation(tx, a).id, token_hash="u" * 64, role=None
    ),
    "respondents.by_page": lambda tx, org, a: respondents.by_page(tx, org, invitation(tx, a).id, PAGE),
    "respondents.joined_from_a_page": lambda tx, org, a: respondents.joined_from_a_page(tx, org, respondent(tx, a)),
    "respondents.has_answered": lambda tx, org, a: respondents.has_answered(tx, org, respondent(tx, a)),
    "respondents.give_token": lambda tx, org, a: respondents.give_token(tx, org, respondent(tx, a), "u" * 64),
    "respondents.complete_responses": lambda tx, org, a: respondents.complete_responses(tx, org, invitation(tx, a).id),
    "respondents.erase": lambda tx, org, a: respondents.erase(tx, org, respondent(tx, a)),
    "respondents.parts": lambda tx, org, a: respondents.parts(tx, org, respondent(tx, a)),
    "workshops.add": lambda tx, org, a: workshops.add(tx, org, round_id=a.round, unit_id=a.unit, plan=PLAN),
    "workshops.get": lambda tx, org, a: workshops.get(tx, org, workshop(tx, a).id),
    "workshops.participation": lambda tx, org, a: workshops.participation(tx, org, workshop(tx, a).id),
    "workshops.lock_for_update": lambda tx, org, a: workshops.lock_for_update(tx, org, workshop(tx, a).id),
    "workshops.lock_for_share": lambda tx, org, a: workshops.lock_for_share(tx, org, workshop(tx, a).id),
    "workshops.stage_locked_for_share": lambda tx, org, a: workshops.stage_locked_for_share(
        tx, org, workshop(tx, a).id
    ),
    "workshops.of_unit": lambda tx, org, a: workshops.of_unit(tx, org, a.round, a.unit),
    "workshops.save": lambda tx, org, a: workshops.save(tx, org, replace(workshop(tx, a), question_set=0)),
    "workshops.touch": lambda tx, org, a: workshops.touch(tx, org, workshop(tx, a).id),
    "questions.of_workshop": lambda tx, org, a: questions.of_workshop(tx, org, workshop(tx, a).id),
    "questions.with_turnout": lambda tx, org, a: questions.with_turnout(tx, org, workshop(tx, a).id),
    "questions.ask": lambda tx, org, a: questions.ask(
        tx, org, workshop(tx, a).id, [NewQuestion(FIST)], at=NOW, seconds=None
    ),
    "questions.get": lambda tx, org, a: questions.get(tx, org, workshop(tx, a).id, 1),
    "questions.set_seconds": lambda tx, org, a: questions.set_seconds(tx, org, workshop(tx, a).id, 1, 5),
    "questions.set_paper": lambda tx, org, a: questions.set_paper(tx, org, workshop(tx, a).id, 1, {"1": 1}),
    "questions.reveal": lambda tx, org, a: questions.reveal(tx, org, workshop(tx, a).id, 2, {"1": 1}, at=NOW),
    "questions.put_to_the_room": lambda tx, org, a: questions.put_to_the_room(tx, org, a.assessment),
    "questions.revealed": lambda tx, org, a: questions.revealed(tx, org, a.assessment),
    "questions.votes": lambda tx, org, a: questions.votes(tx, org, workshop(tx, a).id, respondent(tx, a)),
    "questions.vote": lambda tx, org, a: questions.vote(
        tx, org, workshop(tx, a).id, 2, respondent(tx, a), ["1"], expected_version=1, at=NOW
    ),
    "questions.count": lambda tx, org, a: questions.count(tx, org, workshop(tx, a).id, 2),
    "paper_ballots.ballots": lambda tx, org, a: paper_ballots.ballots(tx, org, a.assessment),
    "paper_ballots.contents": lambda tx, org, a: paper_ballots.contents(tx, org, a.assessment),
    "paper_ballots.save": lambda tx, org, a: paper_ballots.save(
        tx, org, a.assessment, "aims", [level(1), level(1)], writer="x", at=NOW
    ),
    "parking_lot.of_workshop": lambda tx, org, a: parking_lot.of_workshop(tx, org, workshop(tx, a).id),
    "parking_lot.park": lambda tx, org, a: parking_lot.park(tx, org, workshop(tx, a).id, "Taken", who="x", writer="x"),
    "parking_lot.change": lambda tx, org, a: parking_lot.change(
        tx, org, parking_lot.of_workshop(tx, a.id, workshop(tx, a).id)[0], expected_version=1, writer="x"
    ),
    "parking_lot.of_unit": lambda tx, org, a: parking_lot.of_unit(tx, org, a.unit),
    **PLAN_CASES,
    "briefs.of_workshop": lambda tx, org, a: briefs.of_workshop(tx, org, workshop(tx, a).id),
    "briefs.add": lambda tx, org, a: briefs.add(tx, org, without_brief(tx, a), Brief(1, "", NOW)),
}

EMPTY = ([], {}, set(), None, Turnout(0, 0), 0, PutToTheRoom(frozenset(), {}))
CHANGES_NOTHING = {
    "answers.recount",
    "retention.shorten",
    "respondents.give_token",
    "snapshots.remove",
    "snapshots.replace_basis",
    "snapshots.replace_findings",
    "assessment_answers.mark_frozen",
}
"""What answers nothing, and finds nothing to change in what is another organisation's."""
ANSWERS_NOTHING = {
    *("organisations.remove_unit", "rounds.remove", "snapshots.save", "snapshots.save_basis", "answers.save_many"),
    *("targets.save", "pitfalls.save_override", "pitfalls.remove_override", "browser_sessions.remember"),
    *(
        "paper_ballots.save",
        "actions.remove",
        "measures.draw_limits_anew",
        "measures.add_readings",
        "reviews.remove",
        "reviews.remove_decision",
        "briefs.add",
        "respondents.complete_responses",
    ),
    *("answers.erase", "respondents.erase"),
}
"""What answers nothing, and refuses what is another organisation's."""


class Undo(Exception):
    """Ends a transaction whose changes are not wanted."""


@pytest.fixture
def councils(store: Store) -> tuple[Council, Council]:
    """Two councils with rows in every table; each has content of its own."""
    with store.write() as tx:
        both = add_council(tx, "Ambershire"), add_council(tx, "Bracken")
        for council in both:
            fill(tx, council)
            own = pinned(council.id.encode())
            autumn = rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=[own])
            workshops.add(tx, council.id, round_id=autumn.id, unit_id=council.unit, plan=PLAN)
    return both


def test_every_function_of_the_store_is_tested_for_scope() -> None:
    assert set(ROOTS) | set(CASES) | UNSCOPED == set(_functions())


def test_every_function_takes_the_organisation_second() -> None:
    for name, function in _functions().items():
        parameters = list(inspect.signature(function).parameters)
        if name not in UNSCOPED | {"browser_sessions.remember"}:
            assert parameters[:2] == ["tx", "organisation_id"], name


@pytest.mark.parametrize("foreign", ["another council", "no council"])
def test_what_is_another_councils_is_not_found_and_not_changed(
    store: Store, councils: tuple[Council, Council], foreign: str
) -> None:
    ambershire, bracken = councils
    organisation = bracken.id if foreign == "another council" else "nobody"
    before = _rows(store, ambershire)
    for name, case in CASES.items():
        with _undone(store) as tx:
            try:
                found = case(tx, organisation, ambershire)
            except NotFound:
                found = []
            else:
                assert name not in ANSWERS_NOTHING, f"{name} accepted what is another council's"
            assert found in EMPTY, name
            assert all_rows(tx, ambershire.id) == before, name


@pytest.mark.parametrize("name", sorted(ROOTS))
def test_the_id_of_one_council_reaches_nothing_of_another(
    store: Store, councils: tuple[Council, Council], name: str
) -> None:
    ambershire, bracken = councils
    before = _rows(store, ambershire)
    with _undone(store) as tx:
        found = ROOTS[name](tx, bracken.id, ambershire)
        assert ambershire.id not in repr(found)
        assert all_rows(tx, ambershire.id) == before
    with _undone(store) as tx, suppress(NotFound):
        assert ROOTS[name](tx, "nobody", ambershire) in EMPTY


def test_the_same_calls_find_something_in_the_councils_own_name(
    store: Store, councils: tuple[Council, Council]
) -> None:
    ambershire, _ = councils
    for name, case in CASES.items():
        with _undone(store) as tx:
            if name == "rounds.reopen":
                close(tx, ambershire)
            found = case(tx, ambershire.id, ambershire)
            assert (found in EMPTY) == (name in ANSWERS_NOTHING | CHANGES_NOTHING), name


def test_a_unit_cannot_be_hung_below_another_councils_unit(store: Store, councils: tuple[Council, Council]) -> None:
    ambershire, bracken = councils
    with store.write() as tx, pytest.raises(NotFound):
        organisations.add_unit(tx, bracken.id, name="Spy", kind="service", parent_id=ambershire.unit)


def test_removing_an_organisation_leaves_nothing_of_it_and_everything_of_others(
    store: Store, councils: tuple[Council, Council]
) -> None:
    ambershire, bracken = councils
    own, others = _rows(store, ambershire), _rows(store, bracken)
    assert all(own.values()), "a table without rows proves nothing"
    with store.write() as tx:
        organisations.remove(tx, ambershire.id)
    assert not any(_rows(store, ambershire).values())
    assert _rows(store, bracken) == others
    with store.read() as tx:
        everything = all_rows(tx)
        assert ambershire.id not in repr(everything)
        pins = set(tx.execute(select(tables.round_content.c.content_hash)).scalars())
        assert set(tx.execute(select(tables.content.c.hash)).scalars()) == pins


def _functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the store that works in a transaction, by module and name."""
    found = {}
    for module in pkgutil.iter_modules(journey.store.__path__, "journey.store."):
        if module.ispkg:
            continue
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            is_own = function.__module__ == module.name and not name.startswith("_")
            if is_own and "tx" in inspect.signature(function).parameters:
                found[f"{module.name.rpartition('.')[2]}.{name}"] = function
    return found


def _rows(store: Store, council: Council) -> dict[str, list[tuple[Any, ...]]]:
    with store.read() as tx:
        return all_rows(tx, council.id)


@contextmanager
def _undone(store: Store) -> Iterator[Connection]:
    """A writing transaction that is rolled back at its end."""
    with suppress(Undo), store.write() as tx:
        yield tx
        raise Undo
