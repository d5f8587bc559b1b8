"""Many changes at once, in sentences: all units together, what chance alone gives, and what the two marks mean."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Verdict
from journey.rules.many_changes import Chance, Together
from journey.rules.rounding import rounded
from journey.wording import formatting, limits, movement
from journey.wording.formatting import count, figure, listed
from journey.wording.scores import all_of, sentence

_NAMED = 3
_MOST_PLACES = 4
_NEARLY = 0.2
"""Nearer than this to a whole number, an average is said as *about* that number."""

HIGHER, LOWER = movement.stands(Verdict.HIGHER), movement.stands(Verdict.LOWER)

TOO_MODEST = "If mostly the same people answered, chance gives almost none, and this is too modest."

OPEN_MARK = "Open triangle: clear by itself; chance alone makes some of these."
"""What an open triangle means."""


def filled_mark(figures: int) -> str:
    """What a filled triangle means, among so many figures."""
    return f"Filled triangle: stands out among {all_of(figures)}; of these at most {limits.FALSE_SHARE} is chance."


def together(found: Sequence[tuple[str, Together]], units: int, called: str) -> str:
    """How sections moved over all units; ``found`` are their titles and changes, ``called`` is what units are called.

    ``units`` is how many there are, whether they can be compared or not. Nothing where there is no section.
    """
    if not found:
        return ""
    claimed = [(title, change) for title, change in found if movement.is_claimed(change.verdict)]
    verdicts = [change.verdict for _, change in found]
    said = _moved_together(claimed) if claimed else movement.nothing_moved(verdicts)
    return sentence(f"over {_units(found, units, called)}, {said}")


def _units(found: Sequence[tuple[str, Together]], units: int, called: str) -> str:
    """``all 12 services``, or which of them: not all of them can be compared everywhere."""
    numbers = {change.units for _, change in found}
    if numbers == {units}:
        return f"all {formatting.number(units)} {called}"
    many = f"{formatting.number(numbers.pop())} " if len(numbers) == 1 else ""
    return f"the {many}{called} that can be compared"


def _moved_together(claimed: Sequence[tuple[str, Together]]) -> str:
    """``Taking stock is 0.3 higher, give or take 0.1``; of many sections, how many and which moved furthest."""
    if len(claimed) <= _NAMED:
        return "; ".join(f"{title} is {_by(change)}" for title, change in claimed)
    parts = []
    for verdict in dict.fromkeys(change.verdict for _, change in claimed):
        those = [(title, change) for title, change in claimed if change.verdict is verdict]
        title, furthest = max(those, key=lambda pair: abs(pair[1].difference))
        if len(those) == 1:
            parts.append(f"{title} is {_by(furthest)}")
        else:
            many = f"{count(len(those), 'section')} are {movement.stands(verdict)}"
            parts.append(f"{many}, {title} by {_figures(furthest)}")
    return "; ".join(parts)


def _by(change: Together) -> str:
    difference, half_width = _difference_and_half(change)
    return f"{difference} {movement.stands(change.verdict)}, give or take {half_width}"


def _figures(change: Together) -> str:
    difference, half_width = _difference_and_half(change)
    return f"{difference}, give or take {half_width}"


def _difference_and_half(change: Together) -> tuple[str, str]:
    """The mean difference and half its interval, with as many places as it takes to see that the interval ends above 0.

    Half an interval that rounds to nothing is *less than* the last place shown.
    """
    difference = abs(change.difference)
    places = 1
    while rounded(difference, places) <= rounded(change.half_width, places) and places < _MOST_PLACES:
        places += 1
    half_width = rounded(change.half_width, places)
    least = figure(10.0**-places, places)
    return figure(difference, places), figure(change.half_width, places) if half_width else f"less than {least}"


def chance(found: Chance) -> str:
    """How many figures are claimed to have moved, held against what chance gives; nothing for no figure at all."""
    if not found.figures:
        return ""
    of_all = f"Of {count(found.figures, 'figure')}"
    claims = [(many, word) for many, word in ((found.higher, HIGHER), (found.lower, LOWER)) if many]
    if not claims:
        return f"{of_all} none shows a clear change."
    moved = listed([f"{formatting.number(many)} {_is(many)} {word}" for many, word in claims])
    by_chance = f"If nothing had changed and other people had answered, {_expected(found.expected)}"
    text = f"{of_all} {moved}. {by_chance}: {_held_against_chance(found, claims)}."
    return text if any(found.is_beyond(many) for many, _ in claims) else f"{text} {TOO_MODEST}"


def _expected(expected: float) -> str:
    """What chance gives on average, in words: ``two or three would be higher and as many lower``."""
    nearest = round(expected)
    if abs(expected - nearest) > _NEARLY:
        many = (
            f"{formatting.number(int(expected)) if expected > 1 else 'none'} or {formatting.number(int(expected) + 1)}"
        )
    elif nearest == 0:
        return f"hardly any would be {HIGHER} or {LOWER}"
    else:
        many = f"about {formatting.number(nearest)}"
    return f"{many} would be {HIGHER} and as many {LOWER}"


def _held_against_chance(found: Chance, claims: Sequence[tuple[int, str]]) -> str:
    beyond = [word for many, word in claims if found.is_beyond(many)]
    if not beyond:
        is_single = sum(many for many, _ in claims) == 1
        return "one alone is no more than chance" if is_single else "this is no more than chance"
    if len(beyond) == 2:
        return "both are more than chance"
    text = f"so many {beyond[0]} are more than chance"
    others = [f"the {formatting.number(many)} {word} {_is(many)} not" for many, word in claims if word not in beyond]
    return ", ".join([text, *others])


def standing_out(claims: Sequence[tuple[Verdict, int, str]], found: Chance) -> str:
    """What stands out among all figures: how many with each verdict, and where (as it follows their number)."""
    parts = [f"{formatting.number(many)} {movement.stands(verdict)}{where}" for verdict, many, where in claims if many]
    among = f" among {all_of(found.figures)} figures" if found.figures > 1 else ""
    if not parts:
        return f"Nothing stands out{among}."
    is_beyond = found.is_beyond(found.higher) or found.is_beyond(found.lower)
    although = "" if is_beyond else ", although in all it is no more than chance makes"
    return f"Standing out{among}{although}: {'; '.join(parts)}."


def _is(many: int) -> str:
    return "is" if many == 1 else "are"
