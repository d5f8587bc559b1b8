"""What a measure of a unit may be tied to: an action that is in hand, or a section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.model import MeasureContent, Questionnaire, Subject, SubjectKind
from journey.service.context import Product
from journey.service.pinned_content import questionnaire_with
from journey.service.plan.place import PlanPlace
from journey.store import actions, assessments


@dataclass(frozen=True, slots=True)
class Ties:
    """The actions by their id, and the sections, each with its words; ``in_hand`` are the actions to choose from."""

    actions: Mapping[str, str]
    in_hand: Mapping[str, str]
    sections: Mapping[Subject, str]

    def named(self, content: MeasureContent) -> str:
        """What a measure is tied to, in words; empty for the unit as a whole, and for what is not known any more."""
        if content.action_id is not None:
            return self.actions.get(content.action_id, "")
        return self.sections.get(content.section, "") if content.section else ""


def of_place(product: Product, place: PlanPlace) -> Ties:
    """The actions of the unit, and the sections that its round asks; without a round, those that ship."""
    with product.store.read() as tx:
        of_unit = actions.of_unit(tx, place.organisation_id, place.unit_id)
        asked: Iterable[Questionnaire] = ()
        if place.round_id is not None:
            hashes = {one.content_hash for one in assessments.of_round(tx, place.organisation_id, place.round_id)}
            asked = [questionnaire_with(tx, place.organisation_id, hash_) for hash_ in sorted(hashes)]
    library = product.library
    known = asked or [library.questionnaire(id_) for id_ in library.ids("questionnaire")]
    sections = {
        Subject(SubjectKind.SECTION, section.id, one.id): section.title for one in known for section in one.sections
    }
    named = {action.id: action.content.what for action in of_unit}
    return Ties(named, {action.id: named[action.id] for action in of_unit if action.is_in_hand}, sections)
