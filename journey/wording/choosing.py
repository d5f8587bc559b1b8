"""How a level is chosen, in plain sentences, with one example: said before the first statement, and at hand later."""

from __future__ import annotations

from journey.wording import terms

RULES = (
    "For each statement, choose the highest level that is true of you now, together with everything that the levels "
    "below it describe. If you cannot decide between two levels, choose the lower of the two. “Every” allows a rare "
    "exception that you could name. Level 4 looks back over the last two years.",
    f"If nobody here could say, choose “{terms.DONT_KNOW}”. If a statement cannot apply to you, choose "
    f"“{terms.NOT_APPLICABLE}” and say why. Neither is ever counted as a low level.",
)

EXAMPLE = (
    "**For example:** level 2 says that services have plans, and level 3 that every service looks at its plan each "
    "quarter. Most of yours do, and two have never done so. Two are more than a rare exception, so choose 2."
)

ELSEWHERE = "For a service or a partnership, read “the council” as that, and “every service” as each team or partner."


def how_to_choose(*, is_whole_council: bool) -> str:
    """The rules and the example, in Markdown; for a part of the council also how its words are to be read."""
    return "\n\n".join((*RULES, *(() if is_whole_council else (ELSEWHERE,)), EXAMPLE))
