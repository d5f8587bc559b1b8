"""What a revealed question says, in one sentence, and in which order revealed things are read.

Everything here takes what a reveal kept: a *result*, how often each key was chosen (``Question.result``). Screens,
consoles, phones and packs say it in these words:

- ``finding``: the sentence over the picture, for every kind of question
- ``counts``: a statement's or a case's result as counts of levels; ``median``: the middle, where the keys are numbers
- ``ranked_priorities``: priorities by dots, with their places
- ``disagreement``: what revealed statements are ordered by, ``still_open`` what pitfalls are
- ``pointing``: what the vote on a statement points to, worded in ``wording.agreement``; ``proposed``: its level
- ``since``: beside an earlier round's median; ``revote``: beside the first vote; ``intended``: beside a case's level
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import ASKED_ON_LEVELS, LEVELS, Agreement, AnswerState, Counts, Option, PitfallState, QuestionKind
from journey.rules import agreement
from journey.rules.answer_options import WORTH_IT
from journey.wording import agreement as words
from journey.wording.formatting import capital, count, listed, number

Result = Mapping[str, int]

_SCALES: Mapping[QuestionKind, range] = {
    QuestionKind.STATEMENT: range(1, 5),
    QuestionKind.VIGNETTE: range(1, 5),
    QuestionKind.FIST: range(6),
    QuestionKind.ON_TIME: range(1, 6),
}


@dataclass(frozen=True, slots=True)
class RankedPriority:
    """A priority, its dots and its place: those with as many dots share one."""

    option: Option
    dots: int
    place: int


def counts(result: Result) -> Counts:
    """A revealed statement's or case's result as counts of levels."""
    first, second, third, fourth = (result.get(str(level), 0) for level in LEVELS)
    return Counts(
        (first, second, third, fourth), result.get(AnswerState.DONT_KNOW, 0), result.get(AnswerState.NOT_APPLICABLE, 0)
    )


def median(kind: QuestionKind, result: Result) -> int | None:
    """The middle answer, the lower of the two middle ones; None where nobody gave one, or the keys are no numbers."""
    scale = _SCALES.get(kind)
    if scale is None:
        return None
    place = agreement.median(_on(scale, result))
    return None if place is None else scale[place - 1]


def pointing(result: Result) -> Agreement:
    """What the vote on a statement or a case points to."""
    return agreement.agreement_of(counts(result))


def proposed(result: Result) -> int | None:
    """The level that the vote proposes; None where it proposes none."""
    return agreement.proposed_level(counts(result))


def disagreement(result: Result) -> tuple[int, float, int]:
    """Grows with disagreement: two camps before all others, then by average deviation, then by who gave no level."""
    answers = counts(result)
    are_camps = agreement.camps(answers.levels) is not None
    return int(are_camps), agreement.average_deviation(answers.levels) or 0.0, answers.dont_know


def still_open(result: Result) -> tuple[int, int]:
    """What revealed pitfalls are ordered by: how many do not avoid it yet, then how many only in part."""
    return result.get(PitfallState.NOT_YET, 0), result.get(PitfallState.PARTLY, 0)


def finding(kind: QuestionKind, options: Sequence[Option], result: Result) -> str:
    """What the result says, in one sentence without a full stop."""
    if not sum(result.values()):
        return "Nobody has answered"
    if kind in ASKED_ON_LEVELS:
        return words.in_full(pointing(result))
    if kind is QuestionKind.PRIORITY:
        return _of_priorities(ranked_priorities(options, result))
    if kind is QuestionKind.FIST:
        return _of_fist(_on(_SCALES[kind], result))
    if kind is QuestionKind.ON_TIME:
        return _of_time(_on(_SCALES[kind], result), median(kind, result))
    return _of_choices(options, result)


def ranked_priorities(options: Sequence[Option], result: Result) -> tuple[RankedPriority, ...]:
    """Priorities, most dots first; of as many dots, in the order in which they were offered."""
    dots = {option.key: result.get(option.key, 0) for option in options}
    ranked = sorted(options, key=lambda option: -dots[option.key])
    return tuple(
        RankedPriority(option, dots[option.key], 1 + sum(other > dots[option.key] for other in dots.values()))
        for option in ranked
    )


def since(level: int, round_name: str, median: int | None) -> str:
    """An earlier round's median, ``level``, beside this one's."""
    if median is None:
        return f"In {round_name} the median was {level}."
    same = "as it is now" if level == median else f"now it is {median}"
    return f"In {round_name} the median was {level}, {same}."


def revote(first: Result, second: Result) -> str:
    """What each of two votes points to, in one sentence."""
    before, after = words.in_short(pointing(first)), words.in_short(pointing(second))
    if before == after:
        return f"Both votes: {after}."
    return f"First vote: {before}. Second vote: {after}."


def intended(level: int, result: Result) -> str:
    """How many placed a case where its writer would."""
    answers = counts(result)
    if not answers.n:
        return f"Written as level {level}."
    return f"Written as level {level}: {_of(answers.levels[level - 1], answers.n)} placed it there."


def _of_priorities(ranked: Sequence[RankedPriority]) -> str:
    first = [priority for priority in ranked if priority.place == 1]
    dots = count(first[0].dots, "dot")
    if len(first) == 1:
        return f"First: {_name(first[0])}, {dots}"
    if len(first) <= 3:
        return f"Level in first place: {listed([_name(priority) for priority in first])}, {dots} each"
    return f"No clear first: {number(len(first))} with {dots} each"


def _name(priority: RankedPriority) -> str:
    """Within a sentence: without the full stop of its own."""
    return priority.option.text.rstrip(".")


def _of_fist(hands: tuple[int, ...]) -> str:
    n, along = sum(hands), sum(hands[3:])
    doubts, objections = hands[2], hands[0] + hands[1]
    if along == n:
        return f"{_all(n)} can go along with it"
    parts = [f"{capital(_of(along, n))} can go along with it" if along else "Nobody can go along with it yet"]
    if doubts:
        parts.append(f"{number(doubts)} {'has' if doubts == 1 else 'have'} doubts")
    if objections:
        parts.append(f"{number(objections)} {'objects' if objections == 1 else 'object'}")
    return "; ".join(parts)


def _of_time(marks: tuple[int, ...], middle: int | None) -> str:
    n, worth = sum(marks), sum(marks[WORTH_IT - 1 :])
    if worth == n:
        return f"{_all(n)} found it worth the time; median {middle}"
    some = f"{capital(_of(worth, n))} found it worth the time" if worth else "Nobody found it worth the time"
    return f"{some}; median {middle}"


def _of_choices(options: Sequence[Option], result: Result) -> str:
    n = sum(result.values())
    top = max(options, key=lambda option: result.get(option.key, 0))
    many = result.get(top.key, 0)
    if many == n:
        return f"{_all(n)}: “{top.text}”"
    if 2 * many > n:
        return f"Most: “{top.text}”, {_of(many, n)}"
    often = [option for option in options if result.get(option.key, 0) == many]
    if len(often) == 1:
        return f"Most often: “{top.text}”, {_of(many, n)}"
    return f"Divided: {number(many)} each {listed([f'“{option.text}”' for option in often])}"


def _on(scale: range, result: Result) -> tuple[int, ...]:
    return tuple(result.get(str(step), 0) for step in scale)


def _of(many: int, n: int) -> str:
    return f"{number(many) if many else 'none'} of {number(n)}"


def _all(n: int) -> str:
    return {1: "The one who answered", 2: "Both"}.get(n, f"All {number(n)}")
