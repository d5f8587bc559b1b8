"""All that a page of statements shows, read at once: such a page is drawn for everybody in a room within a minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.model import WorkshopStage
from journey.service.answering.respondents import RespondentForm, form_in, hashed, part_of
from journey.service.context import Product
from journey.store import respondents


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Where a respondent answers, by name, what they are asked and what they have said.

    ``title`` is that of the workshop, or the name of the round where there is none.
    """

    organisation: str
    unit: str
    title: str
    is_in_room: bool
    today: date
    form: RespondentForm


def of_token(product: Product, code: str, token: str) -> AnswerSheet | None:
    """The sheet of whoever holds the token; None where they did not join by this code, or it leads nowhere.

    Raises Unavailable.
    """
    with product.store.read() as tx:
        found = respondents.token_place(tx, code, hashed(token))
        if found is None:
            return None
        return AnswerSheet(
            organisation=found.organisation,
            unit=found.unit,
            title=found.round if found.title is None else found.title,
            is_in_room=found.stage is WorkshopStage.ROOM,
            today=product.today(),
            form=form_in(tx, [part_of(tx, *pair) for pair in found.parts]),
        )
