"""Agreed levels: what a workshop agreed about a unit, recorded beside what individuals answered."""

from __future__ import annotations

from dataclasses import replace

from journey.model import LEVELS, AgreedContent, AgreedLevel, AnswerContent, AnswerState, Assessment, Profile
from journey.scoring import counts_of, score
from journey.service.freezing import asked_by
from journey.service.product import Product
from journey.store import agreed, clean

TEXT_LIMIT = 2000
WHO_LIMIT = 120


class InvalidAgreement(ValueError):
    """An agreed level that cannot be recorded as it is; the message says why and what to do."""


def levels(product: Product, assessment: Assessment) -> dict[str, AgreedLevel]:
    """What was agreed about each statement, by its id; what was taken back is there without a level."""
    with product.store.read() as tx:
        return agreed.of_assessment(tx, assessment.organisation_id, assessment.id)


def profile(product: Product, assessment: Assessment) -> Profile | None:
    """The agreed view: agreed levels scored by the same rules, and nothing else; None where nothing was agreed."""
    with product.store.read() as tx:
        found = agreed.of_assessment(tx, assessment.organisation_id, assessment.id)
        questionnaire, asked = asked_by(tx, assessment)
    said = {
        statement_id: AnswerContent(AnswerState.LEVEL, one.content.level)
        for statement_id, one in found.items()
        if one.content.level is not None and statement_id in asked
    }
    return score(questionnaire, counts_of([said]), responses=1, asked=asked) if said else None


def record(
    product: Product,
    assessment: Assessment,
    statement_id: str,
    content: AgreedContent,
    *,
    expected_version: int,
    writer: str,
) -> AgreedLevel:
    """Record a level with its reason, the dissent and who agreed it; without a level, take the record back.

    Raises InvalidAgreement, Conflict (somebody recorded since ``expected_version``), NotFound, Unavailable.
    """
    content = _tidy(content)
    _check(content)
    with product.store.write() as tx:
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
        raise InvalidAgreement("Not recorded: a level is a whole number from 1 to 4. Choose one of the four.")
    if content.level is not None and not content.agreed_by:
        raise InvalidAgreement("Not recorded yet. Say who agreed it, for example the management team.")
    if len(content.reason) > TEXT_LIMIT or len(content.dissent) > TEXT_LIMIT or len(content.agreed_by) > WHO_LIMIT:
        raise InvalidAgreement(
            f"Not recorded. Reason and dissent have at most {TEXT_LIMIT} characters each, who agreed it at most "
            f"{WHO_LIMIT}. Shorten them."
        )
