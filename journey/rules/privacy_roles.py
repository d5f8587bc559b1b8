"""Which roles of a section are hidden, so that none is found from the whole and the others: rule 3 of ``privacy``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from journey.model import LOWEST_MIN_GROUP, SectionScore
from journey.rules.privacy_disclosure import people_behind, section_counts, section_discloses, together

PartKey = str | None
"""A role's key; None for those who gave no role."""


def hidden_roles(scores: Mapping[PartKey, SectionScore], min_group: int) -> frozenset[PartKey]:
    """The roles of which one section is hidden, so that none is found from the whole and the others.

    With a higher ``min_group`` no role appears that was hidden with a lower one: whoever has seen both would put them
    together. A role in which nobody answered is hidden too: that its few said nothing is something said of them.
    """
    sizes = {role: people for role, score in scores.items() if (people := people_behind(section_counts(score)))}
    if section_discloses(together(scores.values()), min_group):
        return frozenset(scores)
    hidden: frozenset[PartKey] = frozenset()
    for least in range(LOWEST_MIN_GROUP, min_group + 1):

        def discloses(group: Collection[PartKey], least: int = least) -> bool:
            return section_discloses(together(scores[role] for role in group), least)

        hidden |= {role for role in sizes if discloses({role})}
        hidden = secondary_suppression(sizes, hidden, least, discloses)
    return hidden | (scores.keys() - sizes.keys())


def secondary_suppression(
    sizes: Mapping[PartKey, int],
    hidden: Collection[PartKey],
    min_group: int,
    discloses: Callable[[Collection[PartKey]], bool],
) -> frozenset[PartKey]:
    """The parts of a shown whole to be hidden, so that nothing is found by taking the shown ones from it.

    ``sizes`` says how many people are in each part; ``discloses`` says of a group of parts whether its counts disclose
    answers. The smallest shown part is hidden next, of two alike the first by name.
    """
    suppressed = set(hidden)
    waiting = sorted(sizes.keys() - suppressed, key=lambda part: (sizes[part], part or ""))
    while suppressed and waiting and _can_be_found(sizes, suppressed, min_group, discloses):
        suppressed.add(waiting.pop(0))
    return frozenset(suppressed)


def _can_be_found(
    sizes: Mapping[PartKey, int],
    hidden: Collection[PartKey],
    min_group: int,
    discloses: Callable[[Collection[PartKey]], bool],
) -> bool:
    return len(hidden) < 2 or sum(sizes[part] for part in hidden) < min_group or discloses(hidden)
