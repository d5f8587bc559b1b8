"""One unit at two rounds, as far as they may be shown, and how its sections are named in sentences about both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Change, Comparable, PitfallChange, Profile, Questionnaire, Round, TargetResult
from journey.wording.formatting import count, listed

NAMED = 3
"""Up to so many sections are named one by one; of more only the number is given."""


@dataclass(frozen=True, slots=True)
class ComparedRounds:
    """One unit at two rounds, earlier and later, as far as they may be shown.

    ``targets`` were set in the earlier round, for ``targets_held_in``: the round after it, which may come before the
    later one.
    """

    who: str
    rounds: tuple[Round, Round]
    questionnaires: tuple[Questionnaire, Questionnaire]
    profiles: tuple[Profile, Profile]
    comparable: Comparable
    changes: Sequence[Change]
    pitfalls: Sequence[PitfallChange] = ()
    targets: Sequence[TargetResult] = ()
    targets_held_in: Round | None = None

    @property
    def titles(self) -> dict[str, str]:
        """Of the sections, by id; those of the later version where both have one."""
        return {
            section.id: section.title for questionnaire in self.questionnaires for section in questionnaire.sections
        }

    @property
    def in_order(self) -> list[Change]:
        """The changes in the order of the questionnaire."""
        order = list(self.titles)
        return sorted(self.changes, key=lambda change: order.index(change.section_id))


def names(compared: ComparedRounds, ids: Sequence[str]) -> str:
    """The titles of sections, or how many they are where that would be a long list."""
    if len(ids) > NAMED:
        return count(len(ids), "section")
    return listed([f"“{compared.titles[id_]}”" for id_ in ids])
