"""Which roles of a section are hidden, so that none is found from the whole and the others: rule 3 of ``privacy``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from journey.model import LOWEST_MIN_GROUP, Counts, SectionScore
from journey.rules.privacy_ballots import by_themselves
from journey.rules.privacy_disclosure import people_behind, section_counts, section_discloses, together

PartKey = str | None
"""A role's key; None for those who gave no role."""


Discloses = Callable[[Collection[PartKey]], bool]


@dataclass(frozen=True, slots=True)
class Division:
    """How the people behind a whole are divided into parts: how many are in each, those without anybody left out.

    ``discloses`` says of a group of parts whether its counts disclose answers.
    """

    sizes: Mapping[PartKey, int]
    discloses: Discloses

    def can_be_found(self, hidden: Collection[PartKey], min_group: int) -> bool:
        """Whether answers of the ``hidden`` parts can be found by taking all others from the whole."""
        parts = self.sizes.keys() & set(hidden)
        people = sum(self.sizes[part] for part in parts)
        return bool(parts) and (len(parts) < 2 or people < min_group or self.discloses(parts))


def hidden_roles(scores: Mapping[PartKey, SectionScore], min_group: int) -> frozenset[PartKey]:
    """The roles of which one section is hidden, so that none is found from the whole and the others.

    With a higher ``min_group`` no role appears that was hidden with a lower one: whoever has seen both would put them
    together. A role in which nobody answered is hidden too: that its few said nothing is something said of them.
    """
    groups = [{role: of(score) for role, score in scores.items()} for of in (section_counts, by_themselves)]
    if any(section_discloses(together(counts.values()), min_group) for counts in groups):
        return frozenset(scores)
    hidden: frozenset[PartKey] = frozenset()
    for least in range(LOWEST_MIN_GROUP, min_group + 1):
        divisions = [_division(counts, least) for counts in groups]
        everybody = divisions[0].sizes
        hidden |= {role for role in everybody if any(each.discloses({role}) for each in divisions)}
        hidden = secondary_suppression(divisions, hidden, least)
    return hidden | (scores.keys() - everybody.keys())


def _division(counts: Mapping[PartKey, Sequence[Counts]], min_group: int) -> Division:
    def discloses(roles: Collection[PartKey]) -> bool:
        return section_discloses(together(counts[role] for role in roles), min_group)

    return Division({role: people for role, own in counts.items() if (people := people_behind(own))}, discloses)


def secondary_suppression(
    divisions: Sequence[Division], hidden: Collection[PartKey], min_group: int
) -> frozenset[PartKey]:
    """The parts of a shown whole to be hidden, so that nothing is found by taking the shown ones from it.

    The first of the ``divisions`` is that of everybody; the others are of some of these people. The smallest shown part
    is hidden next, of two alike the first by name.
    """
    suppressed, sizes = set(hidden), divisions[0].sizes
    waiting = sorted(sizes.keys() - suppressed, key=lambda part: (sizes[part], part or ""))
    while suppressed and waiting and any(each.can_be_found(suppressed, min_group) for each in divisions):
        suppressed.add(waiting.pop(0))
    return frozenset(suppressed)
