"""What people are promised before their first answer about who sees what they say, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from journey.wording.formatting import number


@dataclass(frozen=True, slots=True)
class Promise:
    """A title and short lines, in the order in which they matter to who answers."""

    title: str
    lines: tuple[str, ...]


def promise(min_group: int, *, reveals: bool) -> Promise:
    """What holds for a confidential assessment: the least number shown together, and whether a workshop ``reveals``."""
    lines = (
        "Nobody is shown what you answered: not your manager, not your colleagues, not whoever asked you.",
        f"{'All other results' if reveals else 'Results'} are shown only for {number(min_group)} people or more "
        "together, and only once this round of questions is over.",
        "What you write may be shown word for word among what others wrote, never with a name. "
        "Leave out what would give you away.",
        "We do not ask for your name. This device keeps one cookie, so that you find your answers again.",
        "Three things we cannot rule out. Whoever answers too can take their own answers away: if all the others said "
        "the same, they know what each of them said. Whoever has the link could answer several times, and then knows "
        "more about the others. And whoever runs the computer or server that keeps the answers could open the file and "
        "read them.",
    )
    if not reveals:
        return Promise("Your answers are confidential", lines)
    shown = (
        "In the workshop, the answers to a statement are shown together: how many chose each level, never who. "
        "Nobody sees them before that, not even the person who leads it.",
        f"When {number(min_group)} people or more have answered, the person who leads it may be told, once, where "
        "answers differ and where many don’t know. They are not told which levels people chose.",
        f"Where fewer than {number(min_group)} have answered, others may guess who said what. The person who leads it "
        "is told so first.",
    )
    return Promise("Your answers are confidential", (lines[0], *shown, *lines[1:]))
