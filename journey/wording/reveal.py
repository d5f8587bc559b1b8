"""What a revealed question says, in one sentence, and in which order revealed things are read.

Everything here takes what a reveal kept: a *result*, how often each key was chosen (``Question.result``). Screens,
consoles, phones and packs say it in these words:

- ``finding``: the sentence over the picture, for every kind of question
- ``counts``: a statement's or a case's result as counts of levels; ``median``: the middle, where the keys are numbers
- ``ranked_priorities``: priorities by dots, with their places
- ``disagreement``: what revealed statements are ordered by, ``still_open`` what pitfalls are
- ``agreement_words``: agreed, mixed or two camps
- ``since``: beside an earlier round's median; ``revote``: beside the first vote; ``intended``: beside a case's level
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import ASKED_ON_LEVELS, LEVELS, Agreement, AnswerState, Counts, Option, PitfallState, QuestionKind
from journey.rules import agreement
from journey.rules.answer_options import WORTH_IT
from journey.wording import terms
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


def agreement_words(result: Result) -> str:
    """``Agreed``, ``Mixed`` or ``Two camps``; empty for fewer than three levels."""
    how_far = agreement.agreement_of(counts(result).levels)
    return "" if how_far is None else terms.AGREEMENT[how_far]


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
        return _of_levels(counts(result))
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
    """What the second vote changed, in one sentence: agreement and median of both."""
    before, after = _in_short(first), _in_short(second)
    if before == after:
        return f"Both votes: {after}."
    return f"First vote: {before}. Second vote: {after}."


def intended(level: int, result: Result) -> str:
    """How many placed a case where its writer would."""
    answers = counts(result)
    if not answers.n:
        return f"Written as level {level}."
    return f"Written as level {level}: {_of(answers.levels[level - 1], answers.n)} placed it there."


def _of_levels(answers: Counts) -> str:
    silent = _silent(answers)
    if not answers.n:
        return f"Nobody gave a level: {silent}"
    everybody = answers.n + answers.dont_know + answers.not_applicable
    if 2 * answers.dont_know > everybody:
        others = filter(None, [_plain(answers.levels), _does_not_apply(answers)])
        return f"Most don’t know: {_of(answers.dont_know, everybody)}; {'; '.join(others)}"
    return "; ".join(filter(None, [_levels_in_words(answers.levels), silent]))


def _levels_in_words(levels: tuple[int, ...]) -> str:
    n = sum(levels)
    chosen = [level for level in LEVELS if levels[level - 1]]
    if n < agreement.WORDS_FROM:
        return capital(_plain(levels))
    if len(chosen) == 1:
        return f"Agreed: all {number(n)} say {chosen[0]}"
    between = agreement.camps(levels)
    if between is not None:
        below = [level for level in chosen if level < between]
        above = [level for level in chosen if level > between]
        return f"Two camps: {_say(levels, below)}, {_say(levels, above)}"
    if agreement.agreement_of(levels) is Agreement.AGREE:
        return f"Agreed: {_most(levels)}"
    top = max(levels)
    ends = f"answers run from {chosen[0]} to {chosen[-1]}"
    often = [level for level in chosen if levels[level - 1] == top]
    return f"Mixed: {ends}" + (f", most often {often[0]}" if len(often) == 1 else "")


def _most(levels: tuple[int, ...]) -> str:
    """Where most stand when a room agrees: on one level, or on two that are next to each other."""
    n = sum(levels)
    for level in LEVELS:
        if 2 * levels[level - 1] > n:
            return f"most say {level}, {_of(levels[level - 1], n)}"
    lower = max(LEVELS[:-1], key=lambda level: levels[level - 1] + levels[level])
    pair = levels[lower - 1] + levels[lower]
    if pair == n:
        return f"all {number(n)} say {lower} or {lower + 1}"
    return f"most say {lower} or {lower + 1}, {_of(pair, n)}"


def _plain(levels: tuple[int, ...]) -> str:
    """Each level with how many say it: ``one says 2, three say 4``."""
    return ", ".join(_say(levels, [level]) for level in LEVELS if levels[level - 1])


def _say(levels: tuple[int, ...], chosen: Sequence[int]) -> str:
    """``five say 1 or 2``, of levels that somebody chose."""
    many = sum(levels[level - 1] for level in chosen)
    return f"{number(many)} {'says' if many == 1 else 'say'} {_or([str(level) for level in chosen])}"


def _silent(answers: Counts) -> str:
    """Those who gave no level, named: don't know and does not apply are two things."""
    unsure = f"{number(answers.dont_know)} {'doesn’t' if answers.dont_know == 1 else 'don’t'} know"
    return ", ".join(filter(None, [unsure if answers.dont_know else "", _does_not_apply(answers)]))


def _does_not_apply(answers: Counts) -> str:
    many = answers.not_applicable
    return f"{number(many)} {'says' if many == 1 else 'say'} it does not apply" if many else ""


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


def _in_short(result: Result) -> str:
    """``two camps, median 2``."""
    words, middle = agreement_words(result).lower(), median(QuestionKind.STATEMENT, result)
    return ", ".join(filter(None, [words, "nobody gave a level" if middle is None else f"median {middle}"]))


def _on(scale: range, result: Result) -> tuple[int, ...]:
    return tuple(result.get(str(step), 0) for step in scale)


def _of(many: int, n: int) -> str:
    return f"{number(many) if many else 'none'} of {number(n)}"


def _all(n: int) -> str:
    return {1: "The one who answered", 2: "Both"}.get(n, f"All {number(n)}")


def _or(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
