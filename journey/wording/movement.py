"""The one guard for movement: whatever is said to have moved, by a word, a sign or a colour, is said from here.

Rose and fell, higher and lower, became, reached, moved most, and the triangles and colours that stand for them come
from functions that are handed a change, or a verdict that the rules gave on it. What the verdict does not bear out is
said as the two values and why nothing can be told from them: chance does as much, too few answered, or others did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from journey.model import (
    JUDGED_ONLY,
    BetOutcome,
    BetVerdict,
    Change,
    SubjectKind,
    TargetOutcome,
    TargetResult,
    Verdict,
    WithoutUs,
)
from journey.rules import claims
from journey.rules.claims import CLAIMED
from journey.wording import formatting
from journey.wording.scores import named

WITHIN_CHANCE = "within what chance does"
"""What is said of two values that differ where the verdict bears nothing out."""

WHY_NOT: Mapping[Verdict, str] = {
    Verdict.NO_CLEAR_CHANGE: WITHIN_CHANCE,
    Verdict.OTHER_ROLES: "other roles answered than then",
    Verdict.TOO_FEW: "too few to tell",
    Verdict.NOT_COMPARABLE: "not comparable",
}
"""Why nothing is said to have moved, beside the two values."""

OTHER_ROLES = "other roles answered than then: whether anything moved, or only who answered, cannot be told"
"""What is said where a changed mix of roles may be all that there is to a difference."""

CHANCE_ON_A_PAGE = "On one page in six a rise or fall is chance."
SILENCE = "If mostly the same people answered, these verdicts err on the side of silence."

_WENT = {Verdict.HIGHER: "rose", Verdict.LOWER: "fell"}
_READY = {
    Verdict.HIGHER: ("has become ready to move on from", "have become ready to move on from"),
    Verdict.LOWER: ("is not ready to move on from any more", "are not ready to move on from any more"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a picture shows a verdict: the shape beside the number, and what the palette calls the colours.

    Without a ``shape`` nothing is claimed, and the colours are those of everything that is not.
    """

    shape: Literal["triangle-up", "triangle-down", ""]
    colour: Literal["primary", "warning", "muted"]
    tint: Literal["filled", "warning_tint", "hairline"]


_MARKS: Mapping[Verdict, Mark] = {
    Verdict.HIGHER: Mark("triangle-up", "primary", "filled"),
    Verdict.LOWER: Mark("triangle-down", "warning", "warning_tint"),
}
_NO_MARK = Mark("", "muted", "hairline")


def is_claimed(verdict: Verdict | None) -> bool:
    """Whether something may be said to have moved."""
    return verdict in CLAIMED


def went(verdict: Verdict) -> str:
    """``rose`` or ``fell``. KeyError for a verdict that claims neither."""
    return _WENT[verdict]


def stands(verdict: Verdict) -> str:
    """``higher`` or ``lower``. KeyError for a verdict that claims neither."""
    return str({Verdict.HIGHER: Verdict.HIGHER, Verdict.LOWER: Verdict.LOWER}[verdict])


def none_went(verdict: Verdict, verdicts: Collection[Verdict], who: str = "none") -> str:
    """``none clearly fell``, beside something that rose. KeyError where that is not so."""
    if verdict in verdicts or opposite(verdict) not in verdicts:
        raise KeyError(verdict)
    return f"{who} clearly {_WENT[verdict]}"


def nothing_moved(verdicts: Iterable[Verdict]) -> str:
    """What is said of several lines none of which may be said to have moved."""
    found = set(verdicts)
    if found & CLAIMED:
        raise KeyError(found)
    if found == {Verdict.TOO_FEW}:
        return "too few answered to tell whether anything moved"
    if found == {Verdict.OTHER_ROLES}:
        return "other roles answered than then, so whether anything moved cannot be told"
    return "nothing moved clearly"


def opposite(verdict: Verdict) -> Verdict:
    """The other of the two claims. KeyError for a verdict that claims neither."""
    return {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}[verdict]


def mark(verdict: Verdict | None) -> Mark:
    """The sign and the colours of a verdict."""
    return _NO_MARK if verdict is None else _MARKS.get(verdict, _NO_MARK)


def difference(change: Change, places: int = 2) -> str:
    """The difference that the verdict is about, with its sign; nothing where there is none."""
    return "" if change.judged is None else formatting.signed(change.judged, places)


def claim(change: Change) -> str:
    """The difference, if it is known, and the verdict: ``+0.52 higher``."""
    return f"{difference(change)} {change.verdict}".strip()


def by(change: Change, places: int = 2, *, says_about: bool = True) -> str:
    """``by 0.61 to 2.71``; where something else moved the index as well, its end would not be that of this.

    Then what it is about is said instead, unless that has been said before. KeyError where nothing may be claimed.
    """
    went(change.verdict)
    amount, what = f"by {formatting.figure(abs(change.judged or 0), places)}", about(change)
    if what or change.after is None:
        return f"{amount} {what}".rstrip() if says_about else amount
    return f"{amount} to {formatting.index_figure(change.after, places)}"


def about(change: Change) -> str:
    """What a claimed difference is about where it is not that of the two indexes as shown; else nothing."""
    parts = []
    if abs((change.difference or 0) - (change.judged or 0)) >= _SHOWN:
        parts.append("within the same roles")
    if abs(change.from_statements or 0) >= _SHOWN:
        parts.append("on the statements asked alike")
    return " ".join(parts)


_SHOWN = 0.005
"""A smaller part is nothing once it is rounded to two decimals."""


def statements(verdict: Verdict | None) -> str:
    """The head over statements of which this may be said."""
    if verdict in CLAIMED:
        return formatting.capital(f"{_WENT[verdict]} with their section")
    return "Moved most on paper"


def most(verdict: Verdict, changes: Sequence[tuple[str, Change]], called: str) -> str:
    """Which of these, all with this verdict, moved furthest, and by how much; of many, what they are ``called``."""
    furthest_by = max(abs(change.judged or 0) for _, change in changes)
    shown = formatting.figure(furthest_by)
    furthest = [(name, change) for name, change in changes if formatting.figure(abs(change.judged or 0)) == shown]
    most_of_all = " most," if len(changes) > len(furthest) else ""
    how_far = by(furthest[0][1], 1) if len(furthest) == 1 else f"by {shown}"
    return f"{named([name for name, _ in furthest], called)} {went(verdict)}{most_of_all} {how_far}"


def now_and_then(now: str, then: str) -> str:
    """``3 now, 2 then``."""
    return f"{now} now, {then} then"


def secure_level(change: Change) -> str:
    """A secure level that reads otherwise than then: ``from 2 to 3`` where it moved, else ``3 now, 2 then``."""
    before, after = change.secure_levels
    if is_claimed(claims.secure_level(change)):
        return f"from {before} to {after}"
    return now_and_then(str(after), str(before))


def readiness(verdict: Verdict, names: str, *, is_ready: bool, is_one: bool) -> str:
    """What is said of stages whose readiness reads otherwise than then, as a clause with their names."""
    if verdict in _READY:
        return f"{names} {_READY[verdict][0 if is_one else 1]}"
    are, were = ("is", "was") if is_one else ("are", "were")
    state = f"{are} ready to move on from now, not then" if is_ready else f"{were} ready to move on from then, not now"
    return f"{names} {state}: {WHY_NOT[verdict]}"


def target(result: TargetResult) -> str:
    """What came of a target: ``reached``, ``just missed``; on paper where nobody can say how sure the index is."""
    if result.outcome is TargetOutcome.NO_SCORE:
        return str(result.outcome)
    word = "reached" if result.outcome is TargetOutcome.HIT else "missed"
    if result.margin is None:
        return f"{word} on paper"
    return f"just {word}" if result.is_within_margin else word


def how_often_chance(changes: Iterable[Change]) -> str:
    """How often what a page says to have moved is chance; nothing where it says so of no section."""
    return f"{CHANCE_ON_A_PAGE} {SILENCE}" if any(is_claimed(change.verdict) for change in changes) else ""


_BETS: Mapping[BetVerdict, str] = {
    BetVerdict.OPEN: "not decided yet",
    BetVerdict.MOVED: "moved",
    BetVerdict.MOVED_IN_PART: "moved in part",
    BetVerdict.MOVED_WITHOUT_US: "moved without us",
    BetVerdict.NOT_YET: "not yet",
    BetVerdict.NOT_YET_AND_BACK: "not yet, and went back",
    BetVerdict.TOO_WIDE: "cannot tell",
    BetVerdict.CANNOT_TELL: "cannot tell",
    BetVerdict.JUDGED_HIGHER: "judged higher",
    BetVerdict.JUDGED_SAME: "judged the same",
    BetVerdict.JUDGED_LOWER: "judged lower",
    BetVerdict.WITHDRAWN: "taken back",
}
_PITFALL_BETS: Mapping[BetVerdict, str] = {
    BetVerdict.JUDGED_HIGHER: "judged nearer to avoided",
    BetVerdict.JUDGED_LOWER: "judged further from avoided",
}

BET_RULES = (
    "Moved: the interval leaves 0 out, and the difference is at least {bar} and at least what was pledged; in part "
    "where it is less than was pledged.",
    "Moved without us: the same, but the first step was not done on a day before the answers were asked for, or the "
    "sections without a bet rose as much on average, clearly so.",
    "Not yet: the whole interval lies below what was pledged.",
    "Cannot tell: none of it and all of it are both still possible, or there is nothing that can be tested.",
    "Judged: one answer, an agreed level or a pitfall. It is the word of those who answered, counted apart, and never "
    "called moved.",
)
"""What each verdict on a bet means. ``bar`` is the least difference that is called one."""

BET_RULES_OF_MEASURES = (
    "Moved: a signal of the run chart the right way that begins after the first step, and a mean of the last seven "
    "readings past the pledge; without us where no first step was taken.",
    "Not yet: twelve readings after the first step without such a signal.",
    "Cannot tell: anything else, and measures that have no limits of usual variation.",
)
"""The same of bets on measures, which no round decides."""


def bet(verdict: BetVerdict, kind: SubjectKind = SubjectKind.SECTION) -> str:
    """The verdict on a bet, as a word or two within a sentence."""
    of_pitfall = _PITFALL_BETS.get(verdict) if kind is SubjectKind.PITFALL else None
    return of_pitfall or _BETS[verdict]


_NOT_OURS = "So it is not put down to the action."


def bet_without_us(outcome: BetOutcome) -> str:
    """Why a move is not put down to the action, as a sentence; nothing where it may be."""
    if outcome.without_us is WithoutUs.FIRST_STEP and not outcome.round_name:
        return f"It moved although the action had not begun: no first step was taken. {_NOT_OURS}"
    if outcome.without_us is WithoutUs.FIRST_STEP:
        opened = f"its first step was not done before {outcome.round_name} opened"
        return f"It moved before the action had begun: {opened}. {_NOT_OURS}"
    if outcome.without_us is WithoutUs.ELSEWHERE and outcome.elsewhere is not None:
        elsewhere = outcome.elsewhere
        return (
            f"It moved elsewhere as much: {formatting.count(elsewhere.sections, 'section')} without a bet rose by "
            f"{formatting.figure(elsewhere.difference, 2)} on average, at least "
            f"{formatting.figure(elsewhere.at_least, 2)}. {_NOT_OURS}"
        )
    return ""


def bet_is_about(outcome: BetOutcome) -> str:
    """What the difference of a bet is about where its verdict is not that of the two figures as shown; else nothing."""
    change = outcome.change
    if change is None or outcome.interval is None:
        return ""
    roles = "within the same roles" if change.is_within_roles else ""
    alike = "on the statements asked alike" if abs(change.from_statements or 0) >= _SHOWN else ""
    return " ".join(filter(None, (roles, alike)))


def bet_is_about_in_full(said: str) -> list[str]:
    """What those words mean, each in a sentence."""
    return [sentence for words, sentence in _BETS_ARE_ABOUT.items() if words in said]


_BETS_ARE_ABOUT = {
    "within the same roles": (
        "“Within the same roles”: each role is compared with itself, so that another mix of roles makes no difference."
    ),
    "on the statements asked alike": (
        "“On the statements asked alike”: what was reworded, added or dropped in between is left out."
    ),
}


def bets_meant(verdicts: Collection[BetVerdict]) -> list[str]:
    """What is meant over several bets by the test, and by what moved without us, where any did."""
    tested = set(verdicts) - JUDGED_ONLY - {BetVerdict.OPEN, BetVerdict.WITHDRAWN}
    lines = ["The test asks whether a difference is more than chance."] if tested else []
    if BetVerdict.MOVED_WITHOUT_US in tested:
        lines.append(
            "Moved without us: it moved, but the action had not begun, or the rest moved as much. So it is not put "
            "down to the action."
        )
    return lines


def bet_expected_anyway(outcome: BetOutcome, kind: SubjectKind) -> str:
    """How far the lowest rise by themselves, as a sentence; nothing where that is not known of this one."""
    if outcome.is_of_few_sections:
        return "It was the lowest section, picked partly for bad luck: some of this would have come anyway."
    if outcome.expected_anyway is None:
        return ""
    which = "the lowest of five sections" if kind is SubjectKind.SECTION else "the three lowest statements"
    return (
        f"About {formatting.signed(outcome.expected_anyway)} would have come anyway: {which} rise by that on average."
    )


def bets_by_chance(subjects: int, chance: float) -> str:
    """How often chance alone calls one of several bets moved; nothing where none was tested."""
    if not subjects:
        return ""
    tested = formatting.count(subjects, "bet was tested", "bets were tested")
    return (
        f"{formatting.capital(tested)}: if nothing had changed anywhere, at least one would be called moved in "
        f"{formatting.per_cent(chance)} of such cases."
    )
