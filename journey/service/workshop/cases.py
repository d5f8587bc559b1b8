"""The short cases with which a room calibrates: those of the design that its workshop was made from."""

from __future__ import annotations

from journey.content import NoSuchContent
from journey.model import Statement, Vignette, Workshop
from journey.service.context import Product


def cases(product: Product, workshop: Workshop) -> tuple[Vignette, ...]:
    """The cases of the workshop's design; none where it was made without one, or the design is gone."""
    try:
        return product.library.workshop(workshop.plan.design).vignettes
    except NoSuchContent:
        return ()


def statement_of(product: Product, case: Vignette) -> Statement | None:
    """The statement on whose levels the case is placed."""
    statements = product.library.questionnaire(case.questionnaire).statements()
    return next((statement for statement in statements if statement.id == case.statement), None)
