"""The golden thread in words: from priority to service, action and owner, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from journey.model import Action, ActionState, Priority, Unit
from journey.rules.golden_thread import GoldenThread, ServiceStrand, Strand, owner
from journey.wording import formatting
from journey.wording.formatting import capital, count, number
from journey.wording.scores import sentence
from journey.wording.tables import TableRow, whole

MOST_ACTIONS = 40
"""So many actions are drawn one by one; of more, those of a service are summed up."""
MOST_ROWS = 40
"""So many services are drawn, over all priorities; of more, those of a priority are summed up."""

HEADS = ("Priority", "Service", "Action", "Owner")
STATES: Mapping[ActionState, str] = {
    ActionState.LIVE: "live",
    ActionState.PROPOSED: "proposed",
    ActionState.PAUSED: "paused",
}
BREAKS = "a gap in the thread"
"""What the signs in the picture stand for."""

WHOLE = "The whole council"
NO_ACTION = "No action in hand"
NO_OWNER = "No owner"
SERVES_NONE = "Serves no priority"
NOT_FIRST = "Said not to come first"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An action, or several summed up (``state`` None), and who owns it; ``is_gap``: its last part is missing.

    ``much`` says how many live actions the owner has, where those are many.
    """

    what: str
    who: str
    state: ActionState | None
    is_gap: bool = False
    much: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A service, or several summed up, and its actions."""

    name: str
    leaves: Sequence[Leaf]


@dataclass(frozen=True, slots=True)
class Root:
    """A priority, or what stands in its place, and what serves it; ``is_gap``: there is no priority, or no action."""

    name: str
    aside: str
    branches: Sequence[Branch]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All texts of the picture, as they stand in it. ``is_summed``: not every action is drawn."""

    roots: Sequence[Root]
    is_summed: bool

    @property
    def states(self) -> list[ActionState]:
        """The states that are drawn, the usual one first."""
        drawn = {leaf.state for root in self.roots for branch in root.branches for leaf in branch.leaves}
        return [state for state in STATES if state in drawn]


def outline(thread: GoldenThread) -> Outline:
    """The texts of the picture: each action while there are not too many, else those of a service summed up."""
    loads = {owner(load.actions[0]): f"{number(len(load.actions))} live actions" for load in thread.loads}
    is_summed = len(thread.actions) > MOST_ACTIONS
    are_many = sum(len(strand.services) for strand in thread.every) > MOST_ROWS
    return Outline([_root(strand, loads, is_summed, are_many) for strand in thread.every], is_summed)


def _root(strand: Strand, loads: Mapping[str, str], is_summed: bool, are_many: bool) -> Root:
    branches = [
        Branch(
            unit_name(service.unit),
            [_sum(service.actions)] if is_summed else [_leaf(action, loads) for action in service.actions],
        )
        for service in strand.services
    ]
    if is_summed and are_many and len(branches) > 1:
        branches = [Branch(count(len(branches), "service"), [_sum(strand.actions)])]
    done = count(strand.done, "action") + " done" if strand.done else ""
    priority = strand.priority
    if priority is None:
        return Root(SERVES_NONE, done, branches, is_gap=True)
    aside = done if priority.is_live else _why_not(priority)
    return Root(priority.content.name, aside, branches, is_gap=not priority.is_live)


def unit_name(unit: Unit) -> str:
    """What a unit is called in the picture and its table."""
    return WHOLE if unit.kind == "corporate" else unit.name


def _why_not(priority: Priority) -> str:
    """Why a priority is none now."""
    return NOT_FIRST if priority.ended_on is None else f"Dropped on {formatting.day(priority.ended_on)}"


def _leaf(action: Action, loads: Mapping[str, str]) -> Leaf:
    content, state = action.content, action.progress.state
    much = loads.get(owner(action), "") if state is ActionState.LIVE else ""
    return Leaf(content.what, content.lead or NO_OWNER, state, not owner(action), much)


def _sum(actions: Sequence[Action]) -> Leaf:
    owners, alone = len({owner(action) for action in actions} - {""}), sum(not owner(action) for action in actions)
    who = count(owners, "owner") if owners else NO_OWNER.lower()
    who += f"; {number(alone)} without" if owners and alone else ""
    return Leaf(count(len(actions), "action"), capital(who), None, bool(alone))


def takeaway(thread: GoldenThread) -> str:
    """How many priorities have no action in hand, and how many actions serve none or have no owner."""
    return sentence("; ".join(filter(None, (_of_priorities(thread), _of_actions(thread)))))


def _of_priorities(thread: GoldenThread) -> str:
    many, bare = len(thread.strands), len(thread.without_action)
    if not many:
        return "no priority is named yet"
    if many == 1:
        return "the one priority has no action in hand" if bare else "the one priority has actions in hand"
    if not bare:
        return f"each of the {number(many)} priorities has an action in hand"
    if bare == many:
        return f"none of the {number(many)} priorities has an action in hand"
    return f"{number(bare)} of {number(many)} priorities {'has' if bare == 1 else 'have'} no action in hand"


def _of_actions(thread: GoldenThread) -> str:
    many, alone = len(thread.actions), len(thread.without_owner)
    if not many:
        return "" if thread.strands else "no action is in hand"
    astray = sum(len(strand.actions) for strand in thread.astray)
    found = [
        (len(thread.without_priority), "serves none", "serve none"),
        (astray, "serves what is no priority now", "serve what is no priority now"),
        (alone, "has no owner", "have no owner"),
    ]
    breaks = [(some, one if some == 1 else several) for some, one, several in found if some]
    if not breaks:
        return f"{'the one' if many == 1 else 'every'} action serves a priority and has an owner"
    parts = [_part(some, many, verb) for some, verb in breaks]
    parts[0] = _part(breaks[0][0], many, breaks[0][1], is_first=True)
    serves = "" if len(thread.without_priority) + astray else "every action serves a priority, but "
    return serves + formatting.listed(parts)


def _part(some: int, many: int, verb: str, *, is_first: bool = False) -> str:
    """``two of eleven actions serve none``, and after that ``three have no owner``."""
    if many == 1:
        return f"the one action {verb}" if is_first else f"it {verb}"
    if some == many:
        every = "both" if many == 2 else f"all {number(many)}"
        return f"{every} actions {verb}" if is_first else f"{every} {verb}"
    return f"{number(some)} of {number(many)} actions {verb}" if is_first else f"{number(some)} {verb}"


def description(thread: GoldenThread) -> str:
    """What the picture is of."""
    priorities, actions = count(len(thread.strands), "priority", "priorities"), count(len(thread.actions), "action")
    return f"The golden thread from {priorities} by the services to {actions} in hand and their owners."


def how_to_read(drawn: Outline) -> list[str]:
    """The notes beneath the picture."""
    note = "There are more actions than can be drawn, so they are summed up here; the table has each of them."
    return [note] if drawn.is_summed else []


def table(thread: GoldenThread) -> list[TableRow]:
    """A row for each action in hand, and one for each priority without any."""
    return [row for strand in thread.every for row in _rows(strand)]


def _rows(strand: Strand) -> Iterator[TableRow]:
    if not strand.services:
        yield _row(strand, None, None)
    for service in strand.services:
        for action in service.actions:
            yield _row(strand, service, action)


def _row(strand: Strand, service: ServiceStrand | None, action: Action | None) -> TableRow:
    priority = strand.priority
    name = SERVES_NONE if priority is None else priority.content.name
    name += (
        "" if priority is None or priority.is_live else f" ({_why_not(priority)[:1].lower()}{_why_not(priority)[1:]})"
    )
    due = action.content.by_when if action else None
    return {
        "Priority": name,
        "Service": unit_name(service.unit) if service else "none",
        "Action": action.content.what if action else NO_ACTION,
        "State": STATES[action.progress.state] if action else "none",
        "Owner": (action.content.lead or NO_OWNER) if action else "none",
        "Due": formatting.day(due) if due else "no day" if action else "none",
        "Done for the same": whole(strand.done),
    }
