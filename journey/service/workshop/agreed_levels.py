"""Agreed levels: what a workshop agreed about a unit, recorded beside what individuals answered.

A record may be without a level: the room did not agree, and says what it saw differently, what it left open and who
will find out. A record that says nothing at all is one that was taken back.
"""

from __future__ import annotations

from dataclasses import replace

from journey.model import LEVELS, AgreedContent, AgreedLevel, AnswerContent, AnswerState, Assessment, Profile
from journey.model.refusals import Refusal
from journey.rules.scoring import counts_of, score
from journey.service.assessments import asked_of
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import Connection, agreed, clean

TEXT_LIMIT = 2000
WHO_LIMIT = 120


def levels(product: Product, assessment: Assessment) -> dict[str, AgreedLevel]:
    """What was agreed about each statement, by its id; what was taken back is there without a level."""
    with product.store.read() as tx:
        return agreed.of_assessment(tx, assessment.organisation_id, assessment.id)


def profile(product: Product, assessment: Assessment) -> Profile | None:
    """The agreed view: agreed levels scored by the same rules, and nothing else; None where nothing was agreed."""
    with product.store.read() as tx:
        found = agreed.of_assessment(tx, assessment.organisation_id, assessment.id)
        asked = asked_of(tx, assessment)
    said = {
        statement_id: AnswerContent(AnswerState.LEVEL, one.content.level)
        for statement_id, one in found.items()
        if one.content.level is not None and statement_id in asked.statements
    }
    return score(asked.questionnaire, counts_of([said]), responses=1, asked=asked.statements) if said else None


def is_contested(content: AgreedContent) -> bool:
    """Whether it records that no level was agreed: it has none, and says why, or what is left open."""
    return content.level is None and any((content.reason, content.dissent, content.question, content.owner))


def record(
    product: Product,
    assessment: Assessment,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
) -> AgreedLevel:
    """Record a level with its reason, the dissent and who agreed it, or that none was agreed and what is left open.

    Without a level and without any of these words, the record is taken back. Raises Refused, Conflict
    (somebody recorded since ``expected_version``), NotFound, Unavailable.
    """
    with product.store.write() as tx:
        return record_in(
            tx, product, assessment, statement_id, content, expected_version=expected_version, writer=writer
        )


def record_in(
    tx: Connection,
    product: Product,
    assessment: Assessment,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
) -> AgreedLevel:
    """As ``record`` does it, within a transaction."""
    content = _tidy(content)
    _check(content)
    return agreed.save(
        tx,
        assessment.organisation_id,
        assessment.id,
        statement_id,
        content,
        expected_version=expected_version,
        writer=writer,
        at=product.clock(),
    )


def _tidy(content: AgreedContent) -> AgreedContent:
    return replace(
        content,
        reason=clean(content.reason).strip(),
        dissent=clean(content.dissent).strip(),
        question=clean(content.question).strip(),
        agreed_by=" ".join(clean(content.agreed_by).split()),
        owner=" ".join(clean(content.owner).split()),
    )


def _check(content: AgreedContent) -> None:
    if content.level is not None and content.level not in LEVELS:
        raise Refused(Refusal.AGREED_LEVEL_OUT_OF_RANGE)
    if (content.level is not None or is_contested(content)) and not content.agreed_by:
        raise Refused(Refusal.AGREED_BY_MISSING)
    if max(len(content.reason), len(content.dissent), len(content.question)) > TEXT_LIMIT:
        raise Refused(Refusal.AGREED_TEXT_TOO_LONG, limit=TEXT_LIMIT)
    if max(len(content.agreed_by), len(content.owner)) > WHO_LIMIT:
        raise Refused(Refusal.AGREED_WHO_TOO_LONG, limit=WHO_LIMIT)
