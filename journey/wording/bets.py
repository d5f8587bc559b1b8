"""How bets are told: what was said beforehand, what the next round found, and how well chances are judged.

A bet is the council's. Nothing here praises or blames: what has not come yet asks what was learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from journey.model import (
    JUDGED_ONLY,
    BetContent,
    BetOutcome,
    BetVerdict,
    BetView,
    BetWarning,
    Calibration,
    CannotTell,
    PitfallState,
    SubjectKind,
)
from journey.rules.calibration import SCORED_FROM
from journey.wording import formatting, limits, movement, terms
from journey.wording.formatting import capital, count, figure

MOVES: Mapping[float, str] = {
    0.25: "a quarter of a level",
    0.5: "half a level",
    0.75: "three quarters of a level",
    1.0: "a whole level",
}
"""The moves that are offered, in words."""

CHANCES: Mapping[int, str] = {
    10: "10%: hardly",
    30: "30%: rather not",
    50: "50%: as likely as not",
    70: "70%: rather likely",
    90: "90%: nearly certain",
}
"""How sure one is, in words."""

WHY: Mapping[CannotTell, str] = {
    CannotTell.HIDDEN: "too few people answered for this part to be shown, so no figure of it is said here either",
    CannotTell.TOO_FEW: "fewer than five answers counted in one of the two rounds",
    CannotTell.NO_SCORE: "one of the two rounds has no score here, because too little was answered",
    CannotTell.NOT_COMPARABLE: "the two rounds did not ask the same",
    CannotTell.OTHER_ROLES: "other roles answered than then, so nobody can say what is behind the difference",
    CannotTell.ONE_ANSWER: "one answer stands for the unit, and one answer is no test",
    CannotTell.AGREED: "a level that a room agreed is no test",
    CannotTell.NOT_AGREED: "no level was agreed for this in the round that decides",
    CannotTell.PITFALL: "a pitfall is judged, and that is no test",
    CannotTell.NOT_ANSWERED: "it was not said in both rounds how far it is avoided",
    CannotTell.TOO_FEW_READINGS: "there are too few readings since the first step",
    CannotTell.NO_LIMITS: "a measure that is read so seldom, or so few times, has no limits of usual variation",
    CannotTell.SHORT_OF_PLEDGE: "there is a signal, but the mean of the last seven readings is not past the pledge",
    CannotTell.GONE: "what it began with is not there now",
}
"""Why nothing can be told, after “because”."""

_UNSCORED = (BetVerdict.OPEN, BetVerdict.WITHDRAWN)
_BY_CHANCE = "Whether that is more than chance cannot be told"
_TOO_WIDE = "none of it and all of it are both still possible"


def by(content: BetContent, unit_name: str = "") -> str:
    """By how much it should move: ``half a level``, ``3 days``."""
    if content.by is None:
        return ""
    if content.subject.kind is SubjectKind.MEASURE:
        return f"{_short(content.by)} {unit_name}".strip()
    return MOVES.get(content.by) or f"{_short(content.by)} levels"


def said(content: BetContent, unit_name: str = "") -> str:
    """What was said beforehand: ``Said: half a level by the next round, 70% sure.``"""
    what = "avoided, or nearer to it," if content.subject.kind is SubjectKind.PITFALL else by(content, unit_name)
    if content.view is BetView.AGREED:
        what += ", as agreed by a workshop,"
    return f"Said: {what} {when(content)}, {content.chance}% sure."


def when(content: BetContent) -> str:
    """By when: ``by the next round``."""
    if content.subject.kind is SubjectKind.MEASURE:
        return f"by {formatting.day(content.due_on)}" if content.due_on else "in the readings to come"
    if content.due_on:
        return f"by the first round from {formatting.day(content.due_on)} on"
    return "by the next round"


def found(content: BetContent, outcome: BetOutcome) -> str:
    """What came of it, with the figures: ``Spring 2.00 → Autumn 2.65, +0.65 (0.33 to 0.97): moved.``"""
    return "".join(found_in_parts(content, outcome))


def found_in_parts(content: BetContent, outcome: BetOutcome) -> tuple[str, str, str]:
    """The same in three parts: what stands before the verdict, the verdict, and the rest."""
    if outcome.verdict is BetVerdict.WITHDRAWN:
        return "", capital(movement.bet(outcome.verdict)), f": {outcome.note}"
    if outcome.verdict is BetVerdict.OPEN:
        return _open(content, outcome)
    word, figures = movement.bet(outcome.verdict, content.subject.kind), _figures(content, outcome)
    start, word = (f"{figures}: ", word) if figures else ("", capital(word))
    if outcome.verdict is BetVerdict.TOO_WIDE:
        return start, word, f", because {_TOO_WIDE}."
    if outcome.verdict is BetVerdict.CANNOT_TELL and outcome.why is not None:
        return start, word, f", because {WHY[outcome.why]}."
    if outcome.why is not None:
        return start, word, f" by those who answered. {_BY_CHANCE}: {WHY[outcome.why]}."
    return start, word, "."


def beside(content: BetContent, outcome: BetOutcome) -> list[str]:
    """What is said beside the figures: why it is not put down to the action, what would have come anyway, who said."""
    lines = [movement.bet_without_us(outcome)]
    if outcome.interval is not None:
        lines.append(movement.bet_expected_anyway(outcome, content.subject.kind))
        lines += movement.bet_is_about_in_full(_about(content, outcome))
    if outcome.note and outcome.verdict is not BetVerdict.WITHDRAWN:
        lines.append(f"Noted: {outcome.note}")
    return [line for line in lines if line]


def how(content: BetContent, outcome: BetOutcome) -> list[str]:
    """How a verdict was worked out: what went in, what each verdict means, and what was left out."""
    lines = []
    if outcome.interval is not None:
        low, high = (formatting.signed(end) for end in outcome.interval)
        about = f" {_about(content, outcome)}".rstrip()
        lines.append(
            f"Difference{about} {formatting.signed(outcome.difference or 0)}, "
            f"{limits.CONFIDENCE} interval {low} to {high}, "
            f"from {outcome.n[0]} answers then and {outcome.n[1]} now: the test of the change page."
        )
    if content.by is not None and content.subject.kind is not SubjectKind.MEASURE:
        lines.append(f"Pledged: {figure(content.by, 2)}. A pledge below 0.25 counts as 0.25: less is never called.")
    if content.subject.kind is SubjectKind.STATEMENT and outcome.bar:
        lines.append(
            f"For one statement the least that is called is {figure(outcome.bar, 2)}: what so many people will notice "
            "in four rounds of five. Its interval is Welch’s, from the levels given then and now."
        )
    if content.subject.kind is SubjectKind.MEASURE:
        readings = count(outcome.readings, "reading")
        lines += [f"{capital(readings)} after the first step.", *movement.BET_RULES_OF_MEASURES]
        return lines
    lines += [rule.format(bar=figure(outcome.bar or 0.25, 2)) for rule in movement.BET_RULES]
    if outcome.elsewhere is not None:
        lines.append(
            f"Without a bet: {count(outcome.elsewhere.sections, 'section')}, on average "
            f"{formatting.signed(outcome.elsewhere.difference)}, "
            f"at least {formatting.signed(outcome.elsewhere.at_least)}."
        )
    if outcome.change is not None and abs(outcome.change.from_statements or 0) >= 0.005:
        lines.append("Left out: statements that the two rounds did not ask alike.")
    return lines


def warned(warning: BetWarning) -> str:
    """What is to be known on the day a bet is placed, as a sentence or two."""
    if warning.why in (CannotTell.ONE_ANSWER, CannotTell.AGREED, CannotTell.PITFALL):
        of_one = warning.kind is SubjectKind.STATEMENT and warning.why is not CannotTell.PITFALL
        whole = " It can go up by whole levels only." if of_one else ""
        return f"The verdict will be a judgement, never a test: {WHY[warning.why]}.{whole}"
    if warning.why is not None:
        return f"As it stands the verdict will be “cannot tell”: {WHY[warning.why]}."
    if warning.kind is SubjectKind.MEASURE:
        return (
            f"It stands at {_short(warning.value or 0)} on average of {count(warning.n, 'reading')}. The verdict needs "
            "readings after the first step: a signal, and a mean of seven past the pledge."
        )
    if warning.half_width is None:
        return ""
    needed = max(warning.half_width, warning.least)
    least = figure(needed, 2)
    if needed <= min(MOVES):
        return (
            f"It stands at {figure(warning.value or 0, 2)}. With {count(warning.n, 'answer')} each time even a move of "
            f"{MOVES[min(MOVES)]} can show."
        )
    return (
        f"It stands at {figure(warning.value or 0, 2)}. With {count(warning.n, 'answer')} each time a move below "
        f"{least} will hardly show: bet on more, ask more people, or use a measure."
    )


def usual_move(warning: BetWarning) -> float:
    """The move that is offered first: half a level, and a whole one where one answer to one statement decides."""
    is_whole = warning.kind is SubjectKind.STATEMENT and warning.why in (CannotTell.ONE_ANSWER, CannotTell.AGREED)
    return 1.0 if is_whole else 0.5


WHY_BET = "A bet is how we find out whether it worked, and how well we judge it."
"""Why one would bet at all, where bets are placed."""


def of_plan(unit: str) -> str:
    """Whose bets are counted, in the words of ``places``; without a name the whole council’s own."""
    whose = f"of the plan of {unit}" if unit else "of the whole council’s own plan"
    return f"Bets {whose}. Several on one subject in one round count once."


def of_all_plans(*, has_units: bool) -> str:
    """Whose bets are counted where it is asked how well chances are judged."""
    whose = "all units together" if has_units else "the whole council"
    return f"Bets of {whose}, and of no person. Several on one subject in one round count once."


def decided_by(round_name: str) -> str:
    """The heading over what one round decided; without a name, over what readings did."""
    return f"Decided by {round_name}" if round_name else "Decided by readings"


def placed(warning: BetWarning, by: float | None) -> str:
    """What is said once a bet is placed."""
    hardly = by is not None and warning.will_hardly_show(by)
    return "The bet is placed." + (" With so few answers a move of this size will hardly show." if hardly else "")


def shared(number: int) -> str:
    """Beside a bet that others are on as well."""
    return f"{capital(count(number, 'bet is', 'bets are'))} on this: they share the figures, and none can claim them."


def tally(verdicts: Iterable[tuple[BetVerdict, SubjectKind]]) -> list[str]:
    """How many subjects came to what: those that were tested, and apart from them those that were judged."""
    order = list(BetVerdict)
    known = sorted((pair for pair in verdicts if pair[0] not in _UNSCORED), key=lambda pair: order.index(pair[0]))
    tested = Counter(movement.bet(*pair) for pair in known if pair[0] not in JUDGED_ONLY)
    judged = Counter(movement.bet(*pair) for pair in known if pair[0] in JUDGED_ONLY)
    lines = [f"By the test: {_counted(tested)}."] if tested else []
    return lines + ([f"By those who answered, and no test: {_counted(judged)}."] if judged else [])


def _counted(words: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in words.items())


def calibrated(found: Calibration) -> list[str]:
    """How well the council judges its chances: the list, and the number once there are bets enough."""
    lines = [f"Said {one.chance}%: came true in {one.came_true} of {one.scored}." for one in found.said]
    if found.score is None or found.share_score is None or found.honest is None:
        if found.scored:
            lines.append(
                f"From {SCORED_FROM} scored bets on there is a number as well. So far there are {found.scored}: a "
                "number would be luck."
            )
    else:
        low, high = (figure(end, 2) for end in found.honest)
        lines.append(
            f"Brier’s score is {figure(found.score, 2)}; 0 would be perfect. Always saying the share that came true "
            f"would give {figure(found.share_score, 2)}. Whoever is right about every chance lands between {low} and "
            f"{high} in 19 cases of 20."
        )
        lines.append(_against_luck(found.score, found.honest))
    if found.left_out:
        words = Counter[str]()
        for verdict in BetVerdict:
            if number := found.left_out.get(verdict):
                words[movement.bet(verdict)] += number
        lines.append(f"Not counted: {_counted(words)}.")
    return lines


def _against_luck(score: float, honest: tuple[float, float]) -> str:
    if score > honest[1]:
        return "That is further from what came true than luck explains: the chances said are worth a second thought."
    return "That is what luck alone makes of chances that are judged well."


def _open(content: BetContent, outcome: BetOutcome) -> tuple[str, str, str]:
    start, word = "", capital(movement.bet(outcome.verdict))
    if content.subject.kind is SubjectKind.MEASURE:
        value = f"{_short(outcome.before)} on average when it was placed. " if outcome.before is not None else ""
        return value, word, ": the readings decide."
    if outcome.before is not None and outcome.baseline_round:
        start = f"{outcome.baseline_round} {_value(content, outcome.before)}. "
    elif outcome.states is not None:
        start = f"{outcome.baseline_round}: {terms.PITFALLS_SAID[outcome.states[0]]}. "
    if outcome.round_name:
        return start, word, f": {outcome.round_name} decides once it is closed."
    return start, word, f": that comes {when(content)}."


def _figures(content: BetContent, outcome: BetOutcome) -> str:
    """The two values and the difference that was tested; nothing where they may not be shown."""
    if outcome.states is not None:
        then, now = (terms.PITFALLS_SAID[state] for state in outcome.states)
        is_known = outcome.states[1] is not PitfallState.UNANSWERED
        return f"{outcome.baseline_round} {then} → {outcome.round_name} {now}" if is_known else ""
    if outcome.before is None or outcome.after is None:
        return outcome.round_name
    if content.subject.kind is SubjectKind.MEASURE:
        return f"{_short(outcome.before)} when it was placed → {_short(outcome.after)} over the last seven readings"
    then = f"{outcome.baseline_round} {_value(content, outcome.before)}".lstrip()
    now = f"{outcome.round_name} {_value(content, outcome.after)}".lstrip()
    values = f"{then} → {now}"
    if outcome.interval is None:
        return values
    low, high = (figure(end, 2) for end in outcome.interval)
    tested = f"{formatting.signed(outcome.difference or 0)} ({low} to {high})"
    about = _about(content, outcome)
    return f"{values}; {about} {tested}" if about else f"{values}, {tested}"


def _about(content: BetContent, outcome: BetOutcome) -> str:
    """What a tested difference is about where it is not that of the two values; a statement’s always is."""
    return movement.bet_is_about(outcome) if content.subject.kind is SubjectKind.SECTION else ""


def _value(content: BetContent, value: float) -> str:
    if content.view is BetView.AGREED:
        return f"level {_short(value)}"
    if content.subject.kind is SubjectKind.MEASURE:
        return _short(value)
    if content.subject.kind is SubjectKind.SECTION:
        return formatting.index_figure(value, 2)
    return figure(value, 2)


def _short(value: float) -> str:
    """A number with as many places as it needs, two at most."""
    shown = figure(value, 2)
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
