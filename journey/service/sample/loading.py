"""The sample council: loaded to look around in, removed without a trace, never mixed with real data.

It is an organisation of its own, made in one transaction: all of it is there, or nothing.

    story            who answers, and where the council stands, in numbers
    notes            notes, evidence, acts of leaders
    pitfall_answers  where the council stands with the pitfalls
    answers          the answers that follow from the story
    workshop         what a workshop agreed, and the targets for next time
    plan_…           what the council does about it: priorities, actions, bets, measures, reviews
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from threading import Lock

from journey.content import load_checklist, load_questionnaire
from journey.model import (
    AgreedContent,
    Assessment,
    Checklist,
    Organisation,
    PinnedContent,
    Privacy,
    Questionnaire,
    Round,
    Scope,
    Unit,
)
from journey.rules.scoring import is_evidenced
from journey.service.context import Product
from journey.service.pinned_content import STAGES, round_content
from journey.service.rounds.closing import close_in
from journey.service.sample import pitfall_answers, workshop
from journey.service.sample.answers import Reply, replies, takes_part
from journey.service.sample.plan_loading import PlanLoader
from journey.service.sample.story import COUNCIL, KIND, NAME, OCCASIONS, QUESTIONNAIRES, UNITS, UnitStory
from journey.store import Connection, agreed, answers, assessments, organisations, pitfalls, rounds, targets

_WRITER = "sample"
_ONE_AT_A_TIME = Lock()


def _tell_nobody(share: float) -> None:
    """Nobody waits."""


def load(product: Product, tell: Callable[[float], None] = _tell_nobody) -> Organisation:
    """The sample council: the one that is there already, or a new one. Raises Unavailable.

    ``tell`` is told how much of it is done, from 0 to 1, by the thread that does it.
    """
    content = round_content(product.library)
    with _ONE_AT_A_TIME, product.store.write() as tx:
        there = _there(tx)
        if there:
            return there[0]
        organisation = organisations.add(tx, name=NAME, kind=KIND, is_sample=True)
        units = _add_units(tx, organisation)
        held: list[Round] = []
        plan = PlanLoader(tx, organisation, units, held, _WRITER, product.settings.min_group)
        for occasion in range(len(OCCASIONS)):
            plan.load(until=OCCASIONS[occasion].held_on)
            held.append(_hold_round(tx, product, organisation, units, occasion, content))
            tell((occasion + 1) / len(OCCASIONS))
        plan.load()
        return organisation


def remove(product: Product) -> bool:
    """Remove the sample council and all that belongs to it; whether there was one. Raises Unavailable."""
    with product.store.write() as tx:
        there = _there(tx)
        for organisation in there:
            organisations.remove(tx, organisation.id)
    product.store.empty_log()
    return bool(there)


def _there(tx: Connection) -> list[Organisation]:
    return [organisation for organisation in organisations.every(tx) if organisation.is_sample]


def _add_units(tx: Connection, organisation: Organisation) -> dict[str, Unit]:
    """By name; the organisation came with its corporate unit, and the others lie below that."""
    (corporate,) = organisations.units(tx, organisation.id)
    below = {
        unit.name: organisations.add_unit(tx, organisation.id, name=unit.name, kind=unit.kind, parent_id=corporate.id)
        for unit in UNITS
        if unit.kind != "corporate"
    }
    return {corporate.name: corporate, **below}


def _hold_round(
    tx: Connection,
    product: Product,
    organisation: Organisation,
    units: dict[str, Unit],
    occasion: int,
    content: Sequence[PinnedContent],
) -> Round:
    """Open a round, put in everything that was said, close it, and add what was agreed afterwards."""
    story = OCCASIONS[occasion]
    here = rounds.add(tx, organisation.id, name=story.name, held_on=story.held_on, content=content)
    for unit in UNITS:
        for pinned in content:
            if pinned.id in QUESTIONNAIRES and takes_part(unit, occasion, pinned.id):
                _assess(tx, here, units[unit.name], pinned, unit, occasion)
    checklists = [load_checklist(pinned.body) for pinned in content if pinned.kind == "checklist"]
    for name in pitfall_answers.ANSWERING:
        _answer_pitfalls(tx, here, units[name], checklists, occasion)
    for name, tenths in workshop.TARGETS[occasion].items():
        ids = {"round_id": here.id, "unit_id": units[name].id, "questionnaire_id": STAGES}
        targets.save(tx, organisation.id, **ids, tenths=tenths)
    close_in(tx, organisation.id, here.id, min_group_setting=product.settings.min_group, at=story.closed_at)
    if occasion == workshop.AGREED_ON:
        _agree(tx, here, units[COUNCIL])
    return here


def _assess(tx: Connection, here: Round, unit: Unit, pinned: PinnedContent, story: UnitStory, occasion: int) -> None:
    assessment = assessments.add(
        tx,
        here.organisation_id,
        round_id=here.id,
        unit_id=unit.id,
        questionnaire_id=pinned.id,
        content_hash=pinned.hash,
        scope=Scope.FULL,
        privacy=Privacy.CONFIDENTIAL if story.roles[occasion] else Privacy.OPEN,
    )
    questionnaire = load_questionnaire(pinned.body)
    for reply in replies(story, occasion, questionnaire):
        _respond(tx, assessment, questionnaire, reply)


def _respond(tx: Connection, assessment: Assessment, questionnaire: Questionnaire, reply: Reply) -> None:
    organisation_id = assessment.organisation_id
    on = reply.at.date()
    contents = {
        statement.id: (content, is_evidenced(content, statement, on))
        for statement in questionnaire.statements()
        if (content := reply.contents.get(statement.id))
    }
    response = assessments.add_response(tx, organisation_id, assessment.id, role=reply.role)
    answers.save_many(tx, organisation_id, response.id, contents, writer=_WRITER, at=reply.at)
    if reply.place:
        assessments.set_place(tx, organisation_id, response.id, reply.place)
    else:
        assessments.finish(tx, organisation_id, response.id, at=reply.at)


def _agree(tx: Connection, here: Round, unit: Unit) -> None:
    """What a workshop of the unit agreed about the stages."""
    of_unit = assessments.of_round(tx, here.organisation_id, here.id, unit.id)
    assessment = next(one for one in of_unit if one.questionnaire_id == STAGES)
    for statement_id, said in workshop.AGREED.items():
        agreed.save(
            tx,
            here.organisation_id,
            assessment.id,
            statement_id,
            AgreedContent(said.level, said.reason, said.dissent, workshop.AGREED_BY),
            expected_version=0,
            writer=_WRITER,
            at=workshop.AGREED_AT,
        )


def _answer_pitfalls(tx: Connection, here: Round, unit: Unit, checklists: Sequence[Checklist], occasion: int) -> None:
    """What the unit says three weeks after the round began, and where it moved on all the same."""
    at = datetime.combine(here.held_on, time(14), UTC) + timedelta(days=21)
    for checklist in checklists:
        for pitfall in checklist.pitfalls:
            content = pitfall_answers.said(unit.name, occasion, pitfall.id)
            if content is not None:
                pitfalls.save(
                    tx,
                    here.organisation_id,
                    round_id=here.id,
                    unit_id=unit.id,
                    checklist_id=checklist.id,
                    pitfall_id=pitfall.id,
                    content=content,
                    expected_version=0,
                    writer=_WRITER,
                    at=at,
                )
    moved = pitfall_answers.MOVED_ON[occasion].get(unit.name)
    if moved:
        pitfalls.save_override(tx, here.organisation_id, round_id=here.id, unit_id=unit.id, override=moved)
