"""What comes out of a workshop: agreed levels, what was parked, priorities to choose from, and actions.

Every record has a version: whoever changes one says which they have seen, and where somebody was quicker nothing is
overwritten (Conflict, whose ``stored`` is what is there now; ``both`` lays the two texts side by side). Whatever is
written here raises the workshop's display version, so that other consoles and screens look again.

- ``routed``: what to accept together, what to talk about, and what does not fit (journey.rules.agenda).
- ``accept_batch``: statements on which the room agrees, at their revealed medians, all or none.
- ``record``: one agreed level, or that none was agreed, with reason, dissent and who finds out what is left open.
- ``parked``, ``park``, ``change_parked``: the parking lot.
- ``priorities``: what to give dots to. ``actions``, ``add_action``, ``change_action``, ``remove_action``: at most five.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from journey.model import (
    Action,
    ActionContent,
    Agenda,
    AgreedContent,
    AgreedLevel,
    Agreement,
    Assessment,
    NewQuestion,
    Option,
    Parked,
    Question,
    QuestionKind,
    StatementRef,
    Vote,
    Workshop,
)
from journey.model.refusals import Refusal
from journey.rules.agenda import RevealedStatement, route
from journey.rules.agreement import agreement_of, median
from journey.service.assessments import asked_of, confidential_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.workshop import agreed_levels
from journey.service.workshop.room import Item, counts
from journey.store import Conflict, Connection, NotFound, agreed, clean, outcomes, questions, workshops
from journey.wording.days import NO_DAY
from journey.wording.formatting import day
from journey.wording.reveal import ranking

MOST_ACTIONS = 5
MOST_PARKED = 100
MOST_PRIORITIES = 10
WHAT_LIMIT, WHO_LIMIT = 500, 120
LOW = 2
"""An agreed level up to this one is proposed as a priority."""
IN_THE_VOTE = "Agreed in the vote."

_Written = TypeVar("_Written")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A statement to be accepted at its median. ``seen`` is the version of the agreed level as seen; 0 for none."""

    assessment_id: str
    statement_id: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class BothVersions:
    """What is stored and what somebody else wanted to store, each as lines of text to be shown as they are."""

    stored: tuple[str, ...]
    yours: tuple[str, ...]


def default_agreed_by(workshop: Workshop) -> str:
    """Who agreed, where nobody says otherwise: the workshop, by title and date."""
    said_when = f", {day(workshop.plan.held_on)}"
    return workshop.plan.title[: WHO_LIMIT - len(said_when)] + said_when


def bump(product: Product, workshop: Workshop) -> Workshop:
    """Let other consoles and screens look again: something that they show has changed elsewhere. Raises NotFound."""
    with product.store.write() as tx:
        return workshops.touch(tx, workshop.organisation_id, workshop.id)


def routed(items: Sequence[Item], *, came: int, minutes_left: int) -> Agenda:
    """What to do with those of the items (of one section, say) that are revealed statements.

    ``came`` is how many devices are in the room: who has come and said nothing gave no level either.
    """
    lie_open = [one for one in items if one.statement is not None and one.question.kind is QuestionKind.STATEMENT]
    revealed = [
        RevealedStatement(one.statement.id, one.statement.weight, counts(one.question.result), max(came, one.answered))
        for one in lie_open
        if one.statement is not None and one.question.result is not None
    ]
    return route(revealed, minutes_left=minutes_left)


def levels(product: Product, workshop: Workshop) -> dict[StatementRef, AgreedLevel]:
    """What was agreed so far, by statement; what was taken back is there without a level."""
    with product.store.read() as tx:
        return {
            StatementRef(one.id, statement_id): level
            for one in confidential_of(tx, workshop)
            for statement_id, level in agreed.of_assessment(tx, one.organisation_id, one.id).items()
        }


def accept_batch(
    product: Product, workshop: Workshop, chosen: Sequence[Acceptance], *, writer: str, agreed_by: str = ""
) -> list[AgreedLevel]:
    """Record for each of the statements the level that the vote agrees on: its median as revealed. All or none.

    Raises Refused (not revealed, or the vote does not agree), Conflict (one of them
    was recorded since; ``stored`` is that one), NotFound, Unavailable.
    """
    if not chosen:
        raise Refused(Refusal.NO_STATEMENT_CHOSEN)

    def write(tx: Connection, held: Workshop) -> list[AgreedLevel]:
        put = questions.of_workshop(tx, held.organisation_id, held.id)
        who = agreed_by if agreed_by.strip() else default_agreed_by(held)
        return [
            agreed_levels.record_in(
                tx,
                product,
                _own(tx, held, one.assessment_id),
                one.statement_id,
                AgreedContent(_level_of_the_vote(put, one), IN_THE_VOTE, agreed_by=who),
                expected_version=one.seen,
                writer=writer,
            )
            for one in dict.fromkeys(chosen)
        ]

    return _written(product, workshop, write)


def record(
    product: Product,
    workshop: Workshop,
    assessment_id: str,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
) -> AgreedLevel:
    """Record what the room agreed about one statement; who agreed is the workshop where the content does not say.

    Without a level: that none was agreed, with the reasons and what is left open; with nothing at all, the record is
    taken back. Raises Refused, Conflict, NotFound (a statement that is not asked), Unavailable.
    """

    def write(tx: Connection, held: Workshop) -> AgreedLevel:
        assessment = _own(tx, held, assessment_id)
        if statement_id not in asked_of(tx, assessment).statements:
            raise NotFound("statement", statement_id)
        said = content
        if not said.agreed_by.strip() and (said.level is not None or agreed_levels.is_contested(said)):
            said = replace(said, agreed_by=default_agreed_by(held))
        return agreed_levels.record_in(
            tx, product, assessment, statement_id, said, expected_version=expected_version, writer=writer
        )

    return _written(product, workshop, write)


def parked(product: Product, workshop: Workshop) -> list[Parked]:
    """What was put aside, in that order."""
    with product.store.read() as tx:
        return outcomes.parked(tx, workshop.organisation_id, workshop.id)


def park(product: Product, workshop: Workshop, text: str, *, who: str = "", writer: str) -> Parked:
    """Put something aside so that the room can go on. Raises Refused, NotFound, Unavailable."""
    text, who = _valid(text, what="parked"), _valid_who(who)

    def write(tx: Connection, held: Workshop) -> Parked:
        if len(outcomes.parked(tx, held.organisation_id, held.id)) >= MOST_PARKED:
            raise Refused(Refusal.PARKING_LOT_FULL, limit=MOST_PARKED)
        return outcomes.park(tx, held.organisation_id, held.id, text, who=who, writer=writer)

    return _written(product, workshop, write)


def change_parked(product: Product, workshop: Workshop, changed: Parked, *, writer: str) -> Parked:
    """Other words, another person, or settled. ``changed.version`` is the version that was seen.

    Raises Refused, Conflict, NotFound, Unavailable.
    """
    changed = replace(changed, text=_valid(changed.text, what="parked"), who=_valid_who(changed.who))

    def write(tx: Connection, held: Workshop) -> Parked:
        if changed.id not in {one.id for one in outcomes.parked(tx, held.organisation_id, held.id)}:
            raise NotFound("parked item", changed.id)
        return outcomes.change_parked(
            tx, held.organisation_id, changed, expected_version=changed.version, writer=writer
        )

    return _written(product, workshop, write)


def priorities(product: Product, workshop: Workshop) -> NewQuestion:
    """The vote on priorities as it is proposed: statements without an agreed level, then the lowest levels.

    Those alike come by weight, heavier first, then in the order in which they are asked; ten at the most. Without
    anything agreed there are no options.
    """
    with product.store.read() as tx:
        found = sorted(_candidates(tx, workshop), key=lambda one: one[0])
    return NewQuestion(QuestionKind.PRIORITY, options=tuple(option for _, option in found[:MOST_PRIORITIES]))


def next_to_move(put: Item | None, written: Sequence[Action]) -> str | None:
    """The statement with most dots, of those that were revealed, that no action is to move yet."""
    if put is None or put.question.result is None:
        return None
    taken = {action.content.statement_id for action in written}
    ranked = (_statement_offered(place.option) for place in ranking(put.options, put.question.result) if place.dots)
    return next((statement_id for statement_id in ranked if statement_id not in taken), None)


def actions(product: Product, workshop: Workshop) -> list[Action]:
    """The actions of the workshop's unit and round, in the order they were written."""
    with product.store.read() as tx:
        return outcomes.actions(tx, workshop.organisation_id, workshop.round_id, workshop.unit_id)


def add_action(product: Product, workshop: Workshop, content: ActionContent, *, writer: str) -> Action:
    """Write an action down. Raises Refused (five are there already, among others), NotFound, Unavailable."""
    content = _valid_action(content)

    def write(tx: Connection, held: Workshop) -> Action:
        there = outcomes.actions(tx, held.organisation_id, held.round_id, held.unit_id)
        if len(there) >= MOST_ACTIONS:
            raise Refused(Refusal.ACTIONS_FULL, limit=MOST_ACTIONS)
        _check_moves(tx, held, content)
        return outcomes.add_action(tx, held.organisation_id, held.round_id, held.unit_id, content, writer=writer)

    return _written(product, workshop, write)


def change_action(
    product: Product,
    workshop: Workshop,
    action_id: str,
    content: ActionContent,
    *,
    expected_version: int,
    writer: str,
) -> Action:
    """Other words for an action. Raises Refused, Conflict, NotFound, Unavailable."""
    content = _valid_action(content)

    def write(tx: Connection, held: Workshop) -> Action:
        _check_there(tx, held, action_id)
        _check_moves(tx, held, content)
        return outcomes.change_action(
            tx, held.organisation_id, action_id, content, expected_version=expected_version, writer=writer
        )

    return _written(product, workshop, write)


def remove_action(product: Product, workshop: Workshop, action_id: str, *, expected_version: int) -> None:
    """Remove an action. Raises Refused (it is gone already), Conflict, NotFound, Unavailable."""

    def write(tx: Connection, held: Workshop) -> None:
        _check_there(tx, held, action_id)
        outcomes.remove_action(tx, held.organisation_id, action_id, expected_version=expected_version)

    _written(product, workshop, write)


def both(conflict: Conflict, yours: AgreedContent | Parked | ActionContent) -> BothVersions:
    """Both texts, so that whoever was slower can compare what is stored with what they wanted, and decide again."""
    stored = conflict.stored
    content = stored if isinstance(stored, Parked | Vote) else stored.content
    return BothVersions(tuple(_lines(content)), tuple(_lines(yours)))


def _lines(of: object) -> Iterator[str]:
    if isinstance(of, AgreedContent):
        yield "No level agreed" if of.level is None else f"Level {of.level}"
        named = {"Reason": of.reason, "Seen differently": of.dissent, "Open question": of.question}
        named |= {"Who will find out": of.owner, "Agreed by": of.agreed_by}
    elif isinstance(of, ActionContent):
        yield of.what
        named = {"Lead": of.lead, "By": day(of.by_when) if of.by_when else "", "Should move": of.statement_id or ""}
    elif isinstance(of, Parked):
        yield of.text
        named = {"Who": of.who, "Settled": "yes" if of.is_settled else ""}
    else:
        named = {}
    for name, text in named.items():
        if text:
            yield f"{name}: {text}"


def _written(product: Product, workshop: Workshop, write: Callable[[Connection, Workshop], _Written]) -> _Written:
    """Write something of a workshop that nobody else holds, and let everybody look again."""
    with product.store.write() as tx:
        held = workshops.lock_for_update(tx, workshop.organisation_id, workshop.id)
        result = write(tx, held)
        workshops.touch(tx, held.organisation_id, held.id)
        return result


def _own(tx: Connection, held: Workshop, assessment_id: str) -> Assessment:
    for assessment in confidential_of(tx, held):
        if assessment.id == assessment_id:
            return assessment
    raise NotFound("assessment", assessment_id)


def _level_of_the_vote(put: Sequence[Question], one: Acceptance) -> int:
    """The median of the last ballot round that was put, which has to be revealed and to agree."""
    turns = [
        question
        for question in put
        if question.kind is QuestionKind.STATEMENT and question.ref == StatementRef(one.assessment_id, one.statement_id)
    ]
    result = max(turns, key=lambda question: question.ballot_round).result if turns else None
    if result is None:
        raise Refused(Refusal.VOTE_NOT_REVEALED)
    chosen = counts(result).levels
    level = median(chosen)
    if level is None or agreement_of(chosen) is not Agreement.AGREE:
        raise Refused(Refusal.VOTE_DIVIDED)
    return level


def _candidates(tx: Connection, workshop: Workshop) -> Iterator[tuple[tuple[int, float], Option]]:
    """What could be a priority, each with a key that sorts: contested first, then the lowest level, then by weight."""
    for assessment in confidential_of(tx, workshop):
        found = agreed.of_assessment(tx, assessment.organisation_id, assessment.id)
        for statement in asked_of(tx, assessment).statements.values():
            content = found[statement.id].content if statement.id in found else AgreedContent()
            if agreed_levels.is_contested(content) or (content.level is not None and content.level <= LOW):
                key = _priority_key(assessment.questionnaire_id, statement.id)
                yield (content.level or 0, -statement.weight), Option(key, statement.text)


def _priority_key(questionnaire_id: str, statement_id: str) -> str:
    """The key under which a statement is offered as a priority."""
    return f"{questionnaire_id}/{statement_id}"


def _statement_offered(option: Option) -> str:
    """The id of the statement that an option offers as a priority."""
    return option.key.partition("/")[2]


def _check_there(tx: Connection, held: Workshop, action_id: str) -> None:
    there = outcomes.actions(tx, held.organisation_id, held.round_id, held.unit_id)
    if action_id not in {one.id for one in there}:
        raise Refused(Refusal.ACTION_REMOVED)


def _check_moves(tx: Connection, held: Workshop, content: ActionContent) -> None:
    if content.statement_id is None:
        return
    if not any(content.statement_id in asked_of(tx, one).statements for one in confidential_of(tx, held)):
        raise NotFound("statement", content.statement_id)


def _valid_action(content: ActionContent) -> ActionContent:
    if content.by_when == NO_DAY:
        raise Refused(Refusal.ACTION_DAY_UNREADABLE)
    return replace(
        content,
        what=_valid(content.what, what="action"),
        lead=_valid_who(content.lead),
        statement_id=content.statement_id or None,
    )


def _valid(text: str, *, what: str) -> str:
    text = clean(text).strip()
    if not text:
        raise Refused(Refusal.OUTCOME_TEXT_MISSING, what=what)
    if len(text) > WHAT_LIMIT:
        raise Refused(Refusal.OUTCOME_TEXT_TOO_LONG, length=len(text), limit=WHAT_LIMIT, what=what)
    return text


def _valid_who(who: str) -> str:
    who = " ".join(clean(who).split())
    if len(who) > WHO_LIMIT:
        raise Refused(Refusal.OUTCOME_WHO_TOO_LONG, limit=WHO_LIMIT)
    return who
