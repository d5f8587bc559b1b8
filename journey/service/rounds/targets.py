"""Targets: where a unit wants each section's index to be at the next round."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Questionnaire, Target
from journey.model.refusals import Refusal
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.refused import Refused
from journey.store import targets

LOWEST_TARGET, HIGHEST_TARGET = 1.0, 4.0


def of_unit(product: Product, selection: Selection, questionnaire_id: str) -> dict[str, Target]:
    """The targets that the unit set in the round in view for the next one, by section id."""
    with product.store.read() as tx:
        return targets.of_unit(tx, selection.organisation.id, selection.round.id, selection.unit.id, questionnaire_id)


def save(
    product: Product, selection: Selection, questionnaire: Questionnaire, wanted: Mapping[str, float | None]
) -> None:
    """Set the unit's targets in the round in view, by section id; None for no target. Those set before are replaced.

    Raises Refused, NotFound, Unavailable.
    """
    titles = {section.id: section.title for section in questionnaire.sections}
    tenths = {}
    for section_id, index in wanted.items():
        if index is None:
            continue
        if section_id not in titles or not LOWEST_TARGET <= index <= HIGHEST_TARGET:
            title = titles.get(section_id, section_id)
            raise Refused(Refusal.TARGET_OUT_OF_RANGE, title=title, lowest=LOWEST_TARGET, highest=HIGHEST_TARGET)
        tenths[section_id] = round(index * 10)
    with product.store.write() as tx:
        targets.save(
            tx,
            selection.organisation.id,
            round_id=selection.round.id,
            unit_id=selection.unit.id,
            questionnaire_id=questionnaire.id,
            tenths=tenths,
        )
