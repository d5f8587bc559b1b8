"""What a stage still lacks before it is ready to move on from, and what was decided about it, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from journey.model import Missing, PitfallState, PitfallTally, Readiness, ReadinessOverride, SectionScore
from journey.rules.readiness import points
from journey.wording import limits
from journey.wording.formatting import count, day, index_figure, listed, number
from journey.wording.scores import all_of, sentence
from journey.wording.terms import CRITICAL_NOT_AVOIDED, PITFALLS_SAID, level_in_words

HOW_POINTS_COUNT = "avoided counts 1, in part ½"
WHAT_CRITICAL_MEANS = "as long as one of these is not avoided, the stage is not ready to move on from."
NOWHERE_TO_MOVE_ON_TO = (
    "This is the last stage, so there is none to move on to. The next round asks about all five again: see to what is "
    "named here before it begins."
)


@dataclass(frozen=True, slots=True)
class Lack:
    """A condition that is not met, in a sentence, and the single pitfalls that it is about, if it is."""

    condition: Missing
    said: str
    pitfall_ids: tuple[str, ...] = ()


def lacks(readiness: Readiness, score: SectionScore | None, *, is_hidden: bool = False) -> tuple[Lack, ...]:
    """What is missing: each condition with where the stage stands and what is needed.

    ``score`` is that of the stage, None where there is none; ``is_hidden`` says that it may not be shown.
    """
    tally, found = readiness.tally, []
    for condition in readiness.missing:
        if condition is Missing.CRITICAL_PITFALL:
            found += _critical(tally)
        elif condition is Missing.PITFALLS:
            stands = f"Its pitfalls stand at {in_points(tally)}."
            found.append(Lack(condition, "Nobody has looked at its pitfalls yet." if tally.is_untouched else stands))
        elif condition is Missing.INDEX and score is not None and score.index is not None:
            said = f"Its index is {index_figure(score.index)}; {limits.ESTABLISHED_FROM} is needed."
            found.append(Lack(condition, said))
        elif condition is Missing.SECURE_LEVEL:
            found.append(Lack(condition, _relied_on(score.secure_level if score else None)))
        else:
            found.append(Lack(condition, _no_score(score, is_hidden=is_hidden)))
    return tuple(found)


def _relied_on(level: int | None) -> str:
    needed = f"level {limits.READY_SECURE_LEVEL} is needed."
    if level is None:
        few = f"fewer than {limits.SECURE_FROM_STATEMENTS} of its statements have one"
        return f"No level of it can be relied on yet, because {few}; {needed}"
    return f"It can be relied on at level {level_in_words(level)}; {needed}"


def _no_score(score: SectionScore | None, *, is_hidden: bool) -> str:
    if is_hidden:
        return "Its index may not be shown, so nobody can tell whether it is high enough."
    if score is None:
        return "It is not assessed in this round, so it has no index."
    return "It has no index: too few of its statements have a level, or too few people answered."


def _critical(tally: PitfallTally) -> list[Lack]:
    """What is in the way of the critical ones: nothing is known of those that nobody has looked at."""
    if tally.is_untouched:
        return []
    clauses = ((_not_avoided, tally.critical_found), (_unseen, tally.critical_unseen))
    return [Lack(Missing.CRITICAL_PITFALL, sentence(clause(len(ids))), ids) for clause, ids in clauses if ids]


def _not_avoided(many: int) -> str:
    return count(many, "critical pitfall is not avoided", "critical pitfalls are not avoided")


def _unseen(many: int) -> str:
    return count(many, "critical pitfall has not been looked at", "critical pitfalls have not been looked at")


def critical(tallies: Iterable[PitfallTally]) -> str:
    """``two critical pitfalls are not avoided``: how the critical ones of all these checklists stand, as a clause."""
    every = list(tallies)
    found, unseen = (
        sum(map(len, ids)) for ids in ([t.critical_found for t in every], [t.critical_unseen for t in every])
    )
    if clauses := [clause(many) for clause, many in ((_not_avoided, found), (_unseen, unseen)) if many]:
        return listed(clauses)
    return (
        "every critical pitfall is avoided" if any(tally.critical for tally in every) else "no critical pitfall applies"
    )


def in_points(tally: PitfallTally) -> str:
    """``8½ of 10 points; 8 are needed``, and how they are counted."""
    stands = points(tally)
    if not stands.most:
        return "none applies"
    needed = f"{_halves(stands.needed)} {'is' if stands.needed <= 1 else 'are'} needed"
    return f"{_halves(stands.points)} of {_points(stands.most)}; {needed} ({HOW_POINTS_COUNT})"


def _points(many: int) -> str:
    """``10 points``: numerals, because halves stand beside them."""
    return f"{many} point" if many == 1 else f"{many} points"


def in_short(readiness: Readiness) -> str:
    """How a stage stands, in a few words: what is most in the way."""
    tally = readiness.tally
    if readiness.is_ready:
        return "ready to move on from"
    if tally.is_untouched:
        return PITFALLS_SAID[PitfallState.UNANSWERED]
    counted = (
        (len(tally.critical_found), CRITICAL_NOT_AVOIDED),
        (len(tally.unanswered), PITFALLS_SAID[PitfallState.UNANSWERED]),
        (len(tally.open), PITFALLS_SAID[PitfallState.NOT_YET]),
        (len(tally.partly), PITFALLS_SAID[PitfallState.PARTLY]),
    )
    return next((f"{many} {said}" for many, said in counted if many), "all pitfalls avoided")


def moved_on(override: ReadinessOverride, on: date) -> str:
    """That a stage was left although it was not ready, when, and who decided it."""
    return f"You moved on anyway on {day(on)}, decided by {override.decided_by}. The next round brings it up again."


def moved_on_from(title: str, on: date) -> str:
    """The same of a stage that is not in view."""
    return f"You moved on from {title} on {day(on)} although it was not ready. The next round brings it up again."


def since_then(since: PitfallTally) -> str:
    """What became of the pitfalls that were not avoided when a stage was left: ``since`` is how these stand now."""
    groups = (
        (len(since.avoided), PitfallState.AVOIDED),
        (len(since.partly), PitfallState.PARTLY),
        (len(since.open) - len(since.unanswered), PitfallState.NOT_YET),
        (len(since.unanswered), PitfallState.UNANSWERED),
        (len(since.not_applicable), PitfallState.NOT_APPLICABLE),
    )
    total = sum(many for many, _state in groups)
    if not total:
        return "Every pitfall was avoided then: its score was in the way."
    clauses = [f"{number(many)} {_stands(state, is_one=many == 1)}" for many, state in groups if many]
    then = count(total, "pitfall that was", "pitfalls that were")
    if len(clauses) == 1:
        state = next(state for many, state in groups if many)
        which = f"the {then}" if total == 1 else f"{all_of(total)} pitfalls that were"
        return sentence(f"{which} not avoided then {_stands(state, is_one=total == 1)}")
    return sentence(f"of the {then} not avoided then, {listed(clauses)}")


def _stands(state: PitfallState, *, is_one: bool) -> str:
    if state is PitfallState.NOT_APPLICABLE:
        return "does not apply" if is_one else "do not apply"
    if state is PitfallState.UNANSWERED:
        return "has not been looked at" if is_one else "have not been looked at"
    now = " now" if state is PitfallState.AVOIDED else ""
    return f"{'is' if is_one else 'are'} {PITFALLS_SAID[state]}{now}"


def _halves(number: Fraction) -> str:
    """``8½``, ``8``, ``½``."""
    whole, half = divmod(number, 1)
    return f"{whole or ''}½" if half else str(whole)
