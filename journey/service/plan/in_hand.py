"""What a unit already does about a finding, so that cards say so and nothing is begun twice."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Action, Subject
from journey.service.context import Product
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace


@dataclass(frozen=True, slots=True)
class InHand:
    """The actions of a unit that somebody still has to think of."""

    actions: tuple[Action, ...] = ()

    @classmethod
    def of(cls, product: Product, place: PlanPlace) -> InHand:
        """Those of the unit's plan as it is stored now."""
        return cls(tuple(action for action in actions.of_unit(product, place) if action.is_in_hand))

    def about(self, *subjects: Subject) -> tuple[Action, ...]:
        """Those about any of these subjects, in the order in which they were added."""
        return tuple(action for action in self.actions if any(_is_about(action, subject) for subject in subjects))


def _is_about(action: Action, subject: Subject) -> bool:
    """Whether an action is about a subject; one that release 1.0.0 wrote down names a statement by its id alone."""
    own = action.content.subject
    return own is not None and (own.kind, own.id) == (subject.kind, subject.id) and own.of in ("", subject.of)
