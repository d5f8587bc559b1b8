"""The word for a vote on one statement: in full with its counts, and in short without.

*All 9 say 2*; *Two camps: 5 say 1, 4 say 3*; *Most say 2 (9 of 12)*; *Between 2 and 3 (8 of 9); one says 4*; *Spread
over 1, 2 and 3*; *Most don’t know (6 of 10)*; of too few the counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from journey.model import LEVELS, Agreement, AgreementKind, Counts
from journey.rules.agreement import ALL_FROM, FAR, camps
from journey.wording.formatting import capital, listed, number


def in_full(agreement: Agreement) -> str:
    """The word with the counts behind it, who stands elsewhere, and who gave no level; without a full stop."""
    counts = agreement.counts
    if not counts.n:
        return f"Nobody gave a level: {', '.join(filter(None, [_unsure(counts), _does_not_apply(counts)]))}"
    return "; ".join(filter(None, [_IN_FULL[agreement.kind](agreement), _does_not_apply(counts)]))


def in_short(agreement: Agreement) -> str:
    """The word within a sentence: ``most say 2``; of too few what each says."""
    counts, levels = agreement.counts, agreement.levels
    match agreement.kind:
        case AgreementKind.MOST_DONT_KNOW:
            return "most don’t know" if counts.n else "nobody gave a level"
        case AgreementKind.TOO_FEW:
            return _plain(counts) if counts.n else "nobody gave a level"
        case AgreementKind.TWO_CAMPS:
            return "two camps"
        case AgreementKind.BETWEEN:
            return f"between {levels[0]} and {levels[1]}"
        case AgreementKind.SPREAD:
            return f"spread over {_over(levels)}"
    return f"{agreement.kind} say {levels[0]}"


def _most_dont_know(agreement: Agreement) -> str:
    counts = agreement.counts
    answered = counts.n + counts.dont_know + counts.not_applicable
    return f"Most don’t know ({counts.dont_know} of {answered}); {_plain(counts)}"


def _all(agreement: Agreement) -> str:
    counts = agreement.counts
    return "; ".join(filter(None, [f"All {counts.n} say {agreement.levels[0]}", _unsure(counts)]))


def _too_few(agreement: Agreement) -> str:
    counts = agreement.counts
    said = _plain(counts)
    said = f"Too few for a word: {said}" if counts.n < ALL_FROM else capital(said)
    return "; ".join(filter(None, [said, _unsure(counts)]))


def _two_camps(agreement: Agreement) -> str:
    counts = agreement.counts
    gap = camps(counts.levels) or 0
    below = [level for level in agreement.levels if level < gap]
    above = [level for level in agreement.levels if level > gap]
    sides = f"Two camps: {_camp(counts, below)}, {_camp(counts, above)}"
    return "; ".join(filter(None, [sides, _others(counts, [gap]), _unsure(counts)]))


def _most(agreement: Agreement) -> str:
    counts, (level,) = agreement.counts, agreement.levels
    far = [other for other in LEVELS if abs(other - level) >= FAR]
    said = f"Most say {level} ({counts.levels[level - 1]} of {counts.n}{_and_unsure(counts)})"
    return "; ".join(filter(None, [said, _others(counts, far)]))


def _between(agreement: Agreement) -> str:
    counts, (lower, higher) = agreement.counts, agreement.levels
    many = counts.levels[lower - 1] + counts.levels[higher - 1]
    said = f"Between {lower} and {higher} ({many} of {counts.n}{_and_unsure(counts)})"
    return "; ".join(filter(None, [said, _others(counts, [other for other in LEVELS if other not in (lower, higher)])]))


def _spread(agreement: Agreement) -> str:
    counts = agreement.counts
    return "; ".join(filter(None, [f"Spread over {_over(agreement.levels)}", _unsure(counts)]))


_IN_FULL: Mapping[AgreementKind, Callable[[Agreement], str]] = {
    AgreementKind.MOST_DONT_KNOW: _most_dont_know,
    AgreementKind.ALL: _all,
    AgreementKind.TOO_FEW: _too_few,
    AgreementKind.TWO_CAMPS: _two_camps,
    AgreementKind.MOST: _most,
    AgreementKind.BETWEEN: _between,
    AgreementKind.SPREAD: _spread,
}


def _plain(counts: Counts) -> str:
    """What each says: ``2 of 3 say 2, one says 3``; where no level has most of them, in the order of levels."""
    most = max(counts.levels)
    if most == 1 or counts.levels.count(most) > 1 or most == counts.n:
        return _others(counts, LEVELS)
    first = counts.levels.index(most) + 1
    return f"{most} of {counts.n} say {first}, {_others(counts, [level for level in LEVELS if level != first])}"


def _others(counts: Counts, levels: Sequence[int]) -> str:
    """``one says 1, two say 4``: of these levels those that somebody chose."""
    chosen = [(level, counts.levels[level - 1]) for level in levels if counts.levels[level - 1]]
    return ", ".join(f"{number(many)} {_say(many)} {level}" for level, many in chosen)


def _camp(counts: Counts, levels: Sequence[int]) -> str:
    """``5 say 1 or 2``."""
    return f"{sum(counts.levels[level - 1] for level in levels)} say {' or '.join(map(str, levels))}"


def _over(levels: Sequence[int]) -> str:
    return "all levels" if len(levels) == len(LEVELS) else listed([str(level) for level in levels])


def _unsure(counts: Counts) -> str:
    many = counts.dont_know
    return f"{many} {'doesn’t' if many == 1 else 'don’t'} know" if many else ""


def _and_unsure(counts: Counts) -> str:
    return f"; {_unsure(counts)}" if counts.dont_know else ""


def _does_not_apply(counts: Counts) -> str:
    many = counts.not_applicable
    return f"{many} {_say(many)} it does not apply" if many else ""


def _say(many: int) -> str:
    return "says" if many == 1 else "say"
