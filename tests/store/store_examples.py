"""Examples for the store's tests: a council with a round, and short ways to save."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from threading import Barrier
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, select

from journey.model import (
    Action,
    ActionContent,
    AgreedContent,
    AgreedLevel,
    Answer,
    AnswerContent,
    AnswerState,
    Baseline,
    Bet,
    BetContent,
    Brief,
    Counts,
    Decision,
    DecisionContent,
    DecisionKind,
    LimitsFrom,
    Measure,
    MeasureContent,
    NewQuestion,
    PinnedContent,
    PitfallContent,
    PitfallState,
    Priority,
    PriorityContent,
    Privacy,
    QuestionKind,
    ReadinessOverride,
    Reading,
    Reopening,
    Review,
    ReviewContent,
    Round,
    Scope,
    Subject,
    SubjectKind,
    Workshop,
    WorkshopPlan,
)
from journey.store import (
    Store,
    actions,
    agreed,
    answers,
    assessments,
    bets,
    briefs,
    browser_sessions,
    invitations,
    measures,
    organisations,
    paper_ballots,
    parking_lot,
    pitfalls,
    priorities,
    questions,
    respondents,
    reviews,
    rounds,
    snapshots,
    tables,
    targets,
    workshops,
)
from journey.store.columns import metadata
from journey.store.snapshots import FrozenFindings, FrozenSection
from journey.store.versioned_records import Edit

NOW = datetime(2026, 3, 29, 12, 30, 15, 123456, tzinfo=UTC)
DONT_KNOW = AnswerContent(AnswerState.DONT_KNOW)
NOT_APPLICABLE = AnswerContent(AnswerState.NOT_APPLICABLE)
UNANSWERED = AnswerContent()


def pinned(
    body: bytes,
    *,
    kind: Literal["questionnaire", "checklist"] = "questionnaire",
    id: str = "essentials",
    version: str = "1.0.0",
) -> PinnedContent:
    return PinnedContent(kind, id, version, sha256(body).hexdigest(), body)


QUESTIONNAIRE = pinned(b"id: essentials\r\nsummary: caf\xc3\xa9 \xe2\x80\x93 \xff\x00 any bytes\n")
CHECKLIST = pinned(b"id: pitfalls\n", kind="checklist", id="pitfalls")
COMPARED = "c" * 64
"""The name of a set of statements that is compared."""
FINDINGS = FrozenFindings(
    profile='{"index": 2.5}',
    roles={"": '{"index": 3}', "managers": '{"index": 2}'},
    sections=(
        FrozenSection("do", 6, None, None, None, 0, None, said=0, scored=0, scoring_version="1"),
        FrozenSection("plan", 6, 0.75, 2.5, 2, 5, 0.0625, said=5, scored=2, scoring_version="1"),
    ),
    bases={COMPARED: '{"plan": 1}'},
)
PLAN = WorkshopPlan("Where we stand", "To agree on levels", "All teams", 120, date(2026, 3, 29), "consensus")
TOKEN = "t" * 64
PAGE = "p" * 64
"""The hash of a respondent's token."""
STATEMENT, FIST = QuestionKind.STATEMENT, QuestionKind.FIST

_Result = TypeVar("_Result")


def level(number: int, **words: Any) -> AnswerContent:
    return AnswerContent(AnswerState.LEVEL, number, **words)


@dataclass(frozen=True)
class Council:
    """The ids of a council with one open round, one confidential assessment and one response."""

    id: str
    unit: str
    round: str
    assessment: str
    response: str


def add_council(tx: Connection, name: str = "Ambershire", privacy: Privacy = Privacy.CONFIDENTIAL) -> Council:
    council = organisations.add(tx, name=name, kind="county").id
    unit = organisations.units(tx, council)[0].id
    held = rounds.add(tx, council, name="Spring", held_on=date(2026, 3, 29), content=[QUESTIONNAIRE, CHECKLIST]).id
    assessment = assessments.add(
        tx,
        council,
        round_id=held,
        unit_id=unit,
        questionnaire_id="essentials",
        content_hash=QUESTIONNAIRE.hash,
        scope=Scope.QUICK,
        privacy=privacy,
    ).id
    response = assessments.add_response(tx, council, assessment, role="managers").id
    return Council(council, unit, held, assessment, response)


def fill(tx: Connection, council: Council) -> None:
    """Put at least one row of the council into every table. The round is open at the end, for the second time."""
    own = {"round_id": council.round, "unit_id": council.unit}
    save(tx, council, "aims", level(3, note="agreed in spring"), evidenced=True)
    save_pitfall(tx, council, "blame", PitfallContent(PitfallState.PARTLY, "some", "the chief executive"))
    moved = ReadinessOverride("plan", "the year does not wait", "the leader", NOW)
    pitfalls.save_override(tx, council.id, **own, override=moved)
    browser_sessions.remember(tx, f"seen by {council.id}", organisation_id=council.id, **own, at=NOW)
    targets.save(tx, council.id, **own, questionnaire_id="essentials", tenths={"plan": 28})
    save_agreed(tx, council, "aims", AgreedContent(2, "settled by examples", "one would say 3", "the team"))
    held = fill_workshop(tx, council)
    questions.reveal(tx, council.id, held.id, 1, {"3": 1}, at=NOW)
    freeze(tx, council)
    close(tx, council)
    reopen(tx, council)


def fill_workshop(tx: Connection, council: Council) -> Workshop:
    """A workshop to which one colleague came, with two questions, a vote, a ballot of paper and all that comes out.

    They came by a link that was begun anew. Question 1 is the statement figures, question 2 the fist of five; nothing
    is revealed.
    """
    own = {"round_id": council.round, "unit_id": council.unit}
    invitation = invitations.add(tx, council.id, **own, cap=12, reveals=True)
    invitations.begin_anew(tx, council.id, invitation.id, removed=0, at=NOW)
    came = respondents.add(tx, council.id, invitation.id, token_hash=TOKEN, role="managers", page_hash=PAGE)
    held = workshops.add(tx, council.id, **own, plan=PLAN)
    put = [NewQuestion(STATEMENT, "figures", council.assessment), NewQuestion(FIST)]
    put.append(NewQuestion(STATEMENT, "aims", council.assessment, ballot_round=2))
    questions.ask(tx, council.id, held.id, put, at=NOW, seconds=90)
    questions.vote(tx, council.id, held.id, 2, came.id, ["4"], expected_version=0, at=NOW)
    paper_ballots.save(tx, council.id, council.assessment, "figures", [level(3)], writer="laptop", at=NOW)
    parking_lot.park(tx, council.id, held.id, "who owns the figures", who="the team", writer="laptop")
    fill_plan(tx, council, held)
    briefs.add(tx, council.id, held.id, Brief(6, "{}", NOW))
    return held


def fill_plan(tx: Connection, council: Council, held: Workshop) -> None:
    """A row in every table of the plan: an action that serves a priority, with a bet and a measure, and a review."""
    edit = Edit("laptop", NOW)
    aims = Subject(SubjectKind.STATEMENT, "aims", "essentials")
    first = priorities.add(tx, council.id, Priority("", PriorityContent("Homes that people can afford")), edit)
    content = ActionContent("set dates for reviews", "the team", date(2026, 9, 1), aims, first.id)
    action = Action("", content, unit_id=council.unit, round_id=council.round, workshop_id=held.id)
    action = actions.add(tx, council.id, action, edit)
    bets.place(tx, council.id, Bet("", action.id, 1, BetContent(aims, 0.5), Baseline(council.round, 2.0, 8), NOW), edit)
    measure = measures.add(tx, council.id, Measure("", council.unit, MeasureContent("Days to an answer")), edit)
    measures.add_reading(tx, council.id, Reading("", measure.id, date(2026, 8, 1), 12.5, saved_at=NOW), edit)
    again = LimitsFrom(1, date(2026, 8, 1), "another way of counting", "the leader", NOW)
    measures.draw_limits_anew(tx, council.id, measure.id, again)
    review = reviews.begin(tx, council.id, Review("", council.unit, ReviewContent(date(2026, 9, 1))), edit)
    decided = DecisionContent(DecisionKind.CHANGE, "Ask a partner to help", "the team")
    reviews.decide(tx, council.id, Decision("", review.id, decided), edit)


def freeze(tx: Connection, council: Council, findings: FrozenFindings = FINDINGS) -> None:
    snapshots.save(tx, council.id, council.assessment, findings, scoring_version="1", at=NOW)


def close(tx: Connection, council: Council) -> Round:
    return rounds.close(tx, council.id, council.round, closed_at=NOW)


def reopen(tx: Connection, council: Council, reason: str = "a service was left out") -> Reopening | None:
    return rounds.reopen(tx, council.id, council.round, reason=reason, decided_by="the leader", at=NOW)


def save(
    tx: Connection,
    council: Council,
    statement: str,
    content: AnswerContent,
    *,
    evidenced: bool = False,
    seen: int = 0,
    writer: str = "laptop",
    response: str | None = None,
) -> Answer:
    return answers.save(
        tx,
        council.id,
        response or council.response,
        statement,
        content,
        evidenced=evidenced,
        expected_version=seen,
        writer=writer,
        at=NOW,
    )


def save_pitfall(
    tx: Connection, council: Council, pitfall: str, content: PitfallContent, *, seen: int = 0, writer: str = "laptop"
) -> Any:
    return pitfalls.save(
        tx,
        council.id,
        round_id=council.round,
        unit_id=council.unit,
        checklist_id="pitfalls",
        pitfall_id=pitfall,
        content=content,
        expected_version=seen,
        writer=writer,
        at=NOW,
    )


def save_agreed(
    tx: Connection, council: Council, statement: str, content: AgreedContent, *, seen: int = 0, writer: str = "laptop"
) -> AgreedLevel:
    return agreed.save(
        tx, council.id, council.assessment, statement, content, expected_version=seen, writer=writer, at=NOW
    )


def counted(tx: Connection, council: Council) -> dict[str, Counts]:
    """The council's tallies, counted from its answers one by one; all of them are in one assessment."""
    found: dict[str, Counts] = {}
    own = tables.answer.c.organisation_id == council.id
    for row in tx.execute(select(tables.answer).where(own)):
        before = found.get(row.statement_id, Counts())
        levels = tuple(number + (row.level == at + 1) for at, number in enumerate(before.levels))
        found[row.statement_id] = Counts(
            levels,
            before.dont_know + (row.state == "dont_know"),
            before.not_applicable + (row.state == "not_applicable"),
            before.evidenced + bool(row.state == "level" and row.level >= 3 and row.evidenced),
        )
    return found


def all_rows(tx: Connection, organisation_id: str | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, or those of one organisation; sorted, so that they can be compared."""
    rows = {}
    for table in metadata.sorted_tables:
        query = select(table)
        if organisation_id is not None:
            column = table.c.id if table.name == "organisation" else table.c.organisation_id
            query = query.where(column == organisation_id)
        rows[table.name] = sorted((tuple(row) for row in tx.execute(query)), key=repr)
    return rows


def with_council(store: Store) -> Council:
    with store.write() as tx:
        return add_council(tx)


def at_once(tasks: list[Callable[[], _Result]]) -> list[_Result]:
    """What the tasks return, each in a thread of its own, all begun together."""
    together = Barrier(len(tasks))

    def run(task: Callable[[], _Result]) -> _Result:
        together.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return [future.result() for future in [pool.submit(run, task) for task in tasks]]
