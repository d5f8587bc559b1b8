"""The facilitator's brief: where answers given beforehand differ, told once, before the room opens, and in words alone.

The brief tells a word for agreement and a word for how many don't know of each statement, where the privacy rules let
them through, and how many answered in all. No level, no median, no distribution, nothing by role. It is taken once and
kept as it was taken, so that there are never two whose difference would show what the latest one said. What the
facilitator is advised follows from these words and from nothing else: statements of which the same is told are the same
to the agenda.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journey.model import (
    Agenda,
    AgreementKind,
    AgreementTold,
    AnswerState,
    Assessment,
    Brief,
    Counts,
    StatementRef,
    Workshop,
    WorkshopStage,
)
from journey.model.refusals import Refusal
from journey.reports.brief import BriefLine
from journey.reports.brief import brief as brief_paper
from journey.reports.paper import PaperSection
from journey.rules.agenda import RevealedStatement, route
from journey.rules.agreement import WORDS_FROM, agreement_of
from journey.rules.privacy import word_may_be_told, words_may_be_told
from journey.rules.privacy_ballots import without
from journey.service.assessments import confidential_of, counts_on_paper, min_group_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.service.workshop.handouts import occasion, parts
from journey.store import (
    Connection,
    NotFound,
    answers,
    assessment_answers,
    briefs,
    invitations,
    paper_ballots,
    workshops,
)

TALK_SHARE = 2
"""One half of a workshop's minutes goes into talk about statements; the rest is opening, voting, actions, closing."""


class UnsureShare(StrEnum):
    """How many don't know, of those who gave a level or don't know: at least half, at least a quarter, or fewer."""

    MANY = "many"
    SOME = "some"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class BriefWords:
    """What is told of one statement; None where too few stand behind a word."""

    agreement: AgreementTold | None
    unsure: UnsureShare | None


Findings = dict[StatementRef, BriefWords]
"""What is told, by assessment id and statement id."""

_TOLD: Mapping[AgreementKind, AgreementTold] = {
    AgreementKind.ALL: AgreementTold.MOST,
    AgreementKind.MOST: AgreementTold.MOST,
    AgreementKind.BETWEEN: AgreementTold.BETWEEN,
    AgreementKind.SPREAD: AgreementTold.SPREAD,
    AgreementKind.TWO_CAMPS: AgreementTold.TWO_CAMPS,
}
"""That all say the same would tell whoever answered what everybody else said, so it is told as most."""

_LIKE: Mapping[AgreementTold, tuple[int, int, int, int]] = {
    AgreementTold.MOST: (0, 0, 6, 0),
    AgreementTold.BETWEEN: (0, 3, 3, 0),
    AgreementTold.SPREAD: (1, 2, 2, 1),
    AgreementTold.TWO_CAMPS: (3, 0, 0, 3),
    AgreementTold.AGREE: (0, 0, 6, 0),
    AgreementTold.MIXED: (1, 2, 2, 1),
}
_UNSURE_LIKE: Mapping[UnsureShare, int] = {UnsureShare.MANY: 6, UnsureShare.SOME: 3, UnsureShare.FEW: 0}
"""Answers that stand in for a word where the agenda is worked out: it may not know more than the brief tells."""


def told(section: Mapping[str, Counts], min_group: int) -> dict[str, BriefWords]:
    """What may be told of the answers to the statements of one section, by statement id."""
    if not words_may_be_told(section.values(), min_group):
        return dict.fromkeys(section, BriefWords(None, None))
    return {statement_id: _words(counts, min_group) for statement_id, counts in section.items()}


def _words(counts: Counts, min_group: int) -> BriefWords:
    may_say_unsure = word_may_be_told(counts.n + counts.dont_know, min_group, of_a_share=True)
    return BriefWords(
        agreement=_agreement(counts, min_group),
        unsure=_unsure(counts) if may_say_unsure else None,
    )


def _agreement(counts: Counts, min_group: int) -> AgreementTold | None:
    """The kind of word for the levels alone: how many don't know is told beside it."""
    if counts.n < WORDS_FROM or not word_may_be_told(counts.n, min_group):
        return None
    return _TOLD[agreement_of(Counts(counts.levels)).kind]


def _unsure(counts: Counts) -> UnsureShare:
    base = counts.n + counts.dont_know
    if 2 * counts.dont_know >= base:
        return UnsureShare.MANY
    return UnsureShare.SOME if 4 * counts.dont_know >= base else UnsureShare.FEW


def kept(product: Product, workshop: Workshop) -> Brief | None:
    """The brief that was taken; None where none was. Raises Unavailable."""
    with product.store.read() as tx:
        return briefs.of_workshop(tx, workshop.organisation_id, workshop.id)


def take(product: Product, workshop: Workshop) -> Brief:
    """Take the one brief of a workshop and keep it; one that was taken before is returned as it was.

    Raises Refused (the room is open, too few have answered, or nobody was told that there may be one), NotFound,
    Unavailable.
    """
    with product.store.write() as tx:
        locked = workshops.lock_for_update(tx, workshop.organisation_id, workshop.id)
        known = briefs.of_workshop(tx, locked.organisation_id, locked.id)
        if known is not None:
            return known
        min_group = _check_may_be_taken(tx, product, locked)
        responses = _answered_by_themselves(tx, locked)
        if responses < min_group:
            raise Refused(Refusal.BRIEF_TOO_FEW_ANSWERS, people=min_group)
        new = Brief(responses, _written(_findings(tx, locked, min_group), min_group), product.clock())
        briefs.add(tx, locked.organisation_id, locked.id, new)
        return new


def _check_may_be_taken(tx: Connection, product: Product, locked: Workshop) -> int:
    """The smallest group, where the time for a brief has not passed and those who answer were told of it."""
    if locked.stage is not WorkshopStage.BEFORE:
        raise Refused(Refusal.BRIEF_ROOM_OPEN)
    invitation = invitations.of_unit(tx, locked.organisation_id, locked.round_id, locked.unit_id)
    if invitation is None or not invitation.reveals:
        raise Refused(Refusal.BRIEF_NOT_PROMISED)
    return min_group_of(product.settings.min_group, *confidential_of(tx, locked))


def _answered_by_themselves(tx: Connection, locked: Workshop) -> int:
    """How many have answered something on a device: of several questionnaires, in the one that most have answered."""
    answered = [
        {
            row.response_id
            for row in assessment_answers.levels(tx, locked.organisation_id, assessment.id)
            if row.state is not AnswerState.UNANSWERED
        }.difference(paper_ballots.ballots(tx, locked.organisation_id, assessment.id))
        for assessment in confidential_of(tx, locked)
    ]
    return max(map(len, answered), default=0)


def _findings(tx: Connection, locked: Workshop, min_group: int) -> Findings:
    tallies = {assessment.id: _tally_by_themselves(tx, assessment) for assessment in confidential_of(tx, locked)}
    findings: Findings = {}
    for part in parts(tx, locked):
        assessment_id = part.statements[0].assessment_id
        tally = tallies[assessment_id]
        section = {asked.statement.id: tally.get(asked.statement.id, Counts()) for asked in part.statements}
        words = told(section, min_group)
        findings |= {
            StatementRef(assessment_id, statement_id): told_of_it for statement_id, told_of_it in words.items()
        }
    return findings


def _tally_by_themselves(tx: Connection, assessment: Assessment) -> dict[str, Counts]:
    """What was answered on devices, by statement id: paper ballots are known to whoever typed them in."""
    tally = answers.tally(tx, assessment.organisation_id, assessment.id)
    on_paper = counts_on_paper(tx, assessment)
    return {id_: without(counts, on_paper[id_]) if id_ in on_paper else counts for id_, counts in tally.items()}


def _written(findings: Findings, min_group: int) -> str:
    rows = [[*ref, words.agreement, words.unsure] for ref, words in findings.items()]
    return json.dumps({"k": min_group, "statements": rows})


def _read(text: str) -> tuple[Findings, int]:
    stored = json.loads(text)
    rows = {
        StatementRef(assessment_id, statement_id): BriefWords(
            agreement and AgreementTold(agreement), unsure and UnsureShare(unsure)
        )
        for assessment_id, statement_id, agreement, unsure in stored["statements"]
    }
    return rows, stored["k"]


def paper(product: Product, workshop: Workshop) -> str:
    """The brief that was taken, as one HTML file. Raises NotFound where none was, Unavailable."""
    with product.store.read() as tx:
        taken = briefs.of_workshop(tx, workshop.organisation_id, workshop.id)
        if taken is None:
            raise NotFound("brief", workshop.id)
        occasion_, sections = occasion(tx, workshop), parts(tx, workshop)
    findings, min_group = _read(taken.findings)
    minutes = occasion_.minutes // TALK_SHARE
    agenda = _agenda(sections, findings, minutes)
    return brief_paper(
        occasion_,
        responses=taken.responses,
        min_group=min_group,
        taken_on=product.day_of(taken.taken_at),
        minutes=minutes,
        agenda=agenda,
        parts=sections,
        lines={s.ref: _line(findings.get(s.ref)) for section in sections for s in section.statements},
    )


def _line(words: BriefWords | None) -> BriefLine:
    if words is None:
        return BriefLine(None, "")
    return BriefLine(words.agreement, words.unsure.value if words.unsure else "")


def _agenda(asked: Sequence[PaperSection], findings: Findings, minutes: int) -> Agenda:
    """What to talk about, in which order: worked out from the words, as the room's own agenda is from its answers."""
    like = [
        _stand_in(f"{one.assessment_id}/{one.statement.id}", one.statement.weight, known)
        for part in asked
        for one in part.statements
        if (known := findings.get(one.ref)) and known.agreement
    ]
    return route(like, minutes_left=minutes)


def _stand_in(key: str, weight: float, known: BriefWords) -> RevealedStatement:
    levels = _LIKE[known.agreement] if known.agreement else (0, 0, 0, 0)
    unsure = _UNSURE_LIKE[known.unsure] if known.unsure else 0
    return RevealedStatement(key, weight, Counts(levels, unsure), sum(levels) + unsure)
