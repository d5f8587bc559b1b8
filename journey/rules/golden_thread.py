"""The golden thread: from each priority by the services to their actions and to who does them; and where it breaks.

Only what is in hand (proposed, live, paused) is on the thread; what is done is counted, what was dropped or is followed
elsewhere is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journey.model import Action, ActionState, Priority, Unit

MOST_FOR_ONE = 2
"""More live actions than this are much for one person or post: with several goals at once, plans work less well."""


@dataclass(frozen=True, slots=True)
class ServiceStrand:
    """The actions in hand of one unit that serve the same thing."""

    unit: Unit
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Strand:
    """What serves one thing: a priority, one that is none any more, or nothing (``priority`` None)."""

    priority: Priority | None
    services: Sequence[ServiceStrand]
    done: int

    @property
    def actions(self) -> list[Action]:
        """Its actions in hand, service by service."""
        return [action for service in self.services for action in service.actions]


@dataclass(frozen=True, slots=True)
class Load:
    """A person or a post with more live actions than are good for one."""

    who: str
    actions: Sequence[Action]


@dataclass(frozen=True, slots=True)
class GoldenThread:
    """The thread of a council, in the order in which priorities and units stand.

    ``strands`` are those of the live priorities, ``astray`` those of what was dropped or is said not to come first and
    still has actions in hand, ``loose`` the actions that serve nothing, None where there are none. ``done`` counts the
    actions that are done, whatever they served.
    """

    strands: Sequence[Strand]
    astray: Sequence[Strand]
    loose: Strand | None
    loads: Sequence[Load]
    done: int = 0

    @property
    def every(self) -> list[Strand]:
        """All strands, in the order in which they are shown."""
        return [*self.strands, *self.astray, *([self.loose] if self.loose else [])]

    @property
    def actions(self) -> list[Action]:
        """All actions in hand."""
        return [action for strand in self.every for action in strand.actions]

    @property
    def without_action(self) -> list[Priority]:
        """The live priorities for which nothing is in hand."""
        return [one.priority for one in self.strands if one.priority is not None and not one.services]

    @property
    def without_priority(self) -> list[Action]:
        """The actions in hand that serve nothing."""
        return self.loose.actions if self.loose else []

    @property
    def without_owner(self) -> list[Action]:
        """The actions in hand that nobody owns."""
        return [action for action in self.actions if not action.content.lead.strip()]


def golden_thread(priorities: Iterable[Priority], units: Sequence[Unit], actions: Iterable[Action]) -> GoldenThread:
    """The thread of a council, from all its priorities, units and actions."""
    priorities, known = list(priorities), {unit.id for unit in units}
    by_priority: dict[str | None, list[Action]] = defaultdict(list)
    for action in actions:
        if action.unit_id in known:
            by_priority[action.content.priority_id].append(action)
    strands = [_strand(one, units, by_priority[one.id]) for one in priorities if one.is_live]
    others = [_strand(one, units, by_priority[one.id]) for one in priorities if not one.is_live]
    loose = _strand(None, units, by_priority[None])
    every = [action for group in by_priority.values() for action in group]
    return GoldenThread(
        strands,
        [one for one in others if one.services],
        loose if loose.services else None,
        _loads(every),
        _done(every),
    )


def owner(action: Action) -> str:
    """Who owns an action, so that one name written in two ways is one; empty where nobody does."""
    return _key(action.content.lead)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _strand(priority: Priority | None, units: Sequence[Unit], actions: Sequence[Action]) -> Strand:
    by_unit: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if action.is_in_hand:
            by_unit[action.unit_id].append(action)
    services = [ServiceStrand(unit, by_unit[unit.id]) for unit in units if unit.id in by_unit]
    return Strand(priority, services, _done(actions))


def _done(actions: Iterable[Action]) -> int:
    return sum(action.progress.state is ActionState.DONE for action in actions)


def _loads(actions: Iterable[Action]) -> list[Load]:
    """Whoever owns more live actions than are good for one, those with most first."""
    of_each: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        if owner(action) and action.progress.state is ActionState.LIVE:
            of_each[owner(action)].append(action)
    loads = [Load(own[0].content.lead, own) for own in of_each.values() if len(own) > MOST_FOR_ONE]
    return sorted(loads, key=lambda load: (-len(load.actions), load.who.casefold()))
