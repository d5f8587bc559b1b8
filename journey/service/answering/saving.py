"""Saving an answer: its texts are cleaned and checked; a version that was not seen is never overwritten."""

from __future__ import annotations

from dataclasses import replace

from journey.model import LEVELS, Answer, AnswerContent, AnswerState, Statement
from journey.model.refusals import Refusal
from journey.rules.scoring import is_evidenced
from journey.service.context import Product
from journey.service.refused import Refused
from journey.store import answers, clean

TEXT_LIMIT = 4000
REASON_LIMIT = 500


def stored(product: Product, organisation_id: str, response_id: str, statement_id: str) -> Answer:
    """One answer as it is stored now; version 0 where there is none."""
    with product.store.read() as tx:
        return answers.get(tx, organisation_id, response_id, statement_id)


def tidy(content: AnswerContent) -> AnswerContent:
    """The content as it would be stored: texts cleaned, and nothing that its state does not carry."""
    return replace(
        content,
        level=content.level if content.state is AnswerState.LEVEL else None,
        reason=clean(content.reason).strip() if content.state is AnswerState.NOT_APPLICABLE else "",
        note=clean(content.note).strip(),
        evidence=clean(content.evidence).strip(),
        act=clean(content.act).strip(),
    )


def check(content: AnswerContent) -> None:
    """Check that a content can be saved as it is. Raises Refused."""
    if content.state is AnswerState.LEVEL and content.level not in LEVELS:
        raise Refused(Refusal.LEVEL_OUT_OF_RANGE)
    if content.state is AnswerState.NOT_APPLICABLE and not content.reason:
        raise Refused(Refusal.REASON_MISSING)
    texts = (
        ("reason", content.reason, REASON_LIMIT),
        ("note", content.note, TEXT_LIMIT),
        ("evidence", content.evidence, TEXT_LIMIT),
        ("act", content.act, TEXT_LIMIT),
    )
    for name, text, limit in texts:
        if len(text) > limit:
            raise Refused(Refusal.ANSWER_TEXT_TOO_LONG, field=name, length=len(text), limit=limit)


def save(
    product: Product,
    organisation_id: str,
    response_id: str,
    statement: Statement,
    content: AnswerContent,
    *,
    expected_version: int,
    writer: str,
) -> Answer:
    """Save one answer, and return it as it is stored after the commit.

    Raises Refused, Conflict (somebody saved since ``expected_version``), Closed, NotFound, Unavailable.
    """
    content = tidy(content)
    check(content)
    at = product.clock()
    with product.store.write() as tx:
        return answers.save(
            tx,
            organisation_id,
            response_id,
            statement.id,
            content,
            evidenced=is_evidenced(content, statement, product.day_of(at)),
            expected_version=expected_version,
            writer=writer,
            at=at,
        )
