"""What happened between two rounds, in a few sentences that a manager could paste into a committee paper.

What rose and what fell, what the figures cannot say and why, and what came of pitfalls, readiness and targets. Computed
from what may be shown, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import (
    Change,
    Comparable,
    Hidden,
    PitfallChange,
    Profile,
    Questionnaire,
    Round,
    SectionScore,
    TargetOutcome,
    TargetResult,
    Verdict,
)
from journey.rules.change import CLAIM_FROM
from journey.wording import formatting
from journey.wording.suppression import TOO_FEW_OR_ALIKE

NAMED = 3
"""Up to so many sections are named one by one; of more only the number is given."""

LEFT_OUT: Mapping[str, str] = {
    "reworded": "reworded",
    "added": "added",
    "dropped": "dropped",
    "moved": "moved to another section",
    "asked_once": "asked in one round only",
}
"""Why a statement is not compared, by the field of Comparable."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One unit at two rounds, earlier and later, as far as they may be shown.

    ``targets`` were set in the earlier round, for ``targets_held_in``: the round after it, which may come before the
    later one.
    """

    who: str
    rounds: tuple[Round, Round]
    questionnaires: tuple[Questionnaire, Questionnaire]
    profiles: tuple[Profile, Profile]
    comparable: Comparable
    changes: Sequence[Change]
    pitfalls: Sequence[PitfallChange] = ()
    targets: Sequence[TargetResult] = ()
    targets_held_in: Round | None = None

    @property
    def titles(self) -> dict[str, str]:
        """Of the sections, by id; those of the later version where both have one."""
        return {
            section.id: section.title for questionnaire in self.questionnaires for section in questionnaire.sections
        }

    @property
    def in_order(self) -> list[Change]:
        """The changes in the order of the questionnaire."""
        order = list(self.titles)
        return sorted(self.changes, key=lambda change: order.index(change.section_id))


@dataclass(frozen=True, slots=True)
class Story:
    """What is compared, in a sentence or two, and what came of it, in paragraphs."""

    opening: str
    paragraphs: tuple[str, ...]


def tell(of: Compared) -> Story:
    """The story of two rounds."""
    paragraphs = (
        _joined(_moved(of, Verdict.HIGHER), _moved(of, Verdict.LOWER), _no_clear_change(of), *_not_told(of)),
        _joined(_levels(of), _pitfalls(of), _ready(of)),
        _targets(of),
        _left_out(of),
    )
    return Story(_opening(of), tuple(paragraph for paragraph in paragraphs if paragraph))


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _opening(of: Compared) -> str:
    then, now = (f"{one.name} ({formatting.day(one.held_on)})" for one in of.rounds)
    before, after = (one.responses for one in of.profiles)
    return (
        f"{of.who}, from {then} to {now}: “{of.questionnaires[1].title}”, on the scale from 1 to 4. "
        f"{formatting.capital(formatting.count(before, 'response'))} then, {formatting.number(after)} now."
    )


# What rose, what fell, and what did neither


def _moved(of: Compared, verdict: Verdict) -> str:
    """What is clearly higher, or clearly lower, by how much, the most first."""
    found = sorted((one for one in of.in_order if one.verdict is verdict), key=lambda one: -abs(one.difference or 0))
    word = "rose" if verdict is Verdict.HIGHER else "fell"
    if not found:
        return _none_of(of, verdict, word)
    if len(of.changes) == 1:
        return f"“{of.titles[found[0].section_id]}” {word} {_by(found[0])}."
    named = formatting.listed([f"“{of.titles[change.section_id]}” {_by(change)}" for change in found[:NAMED]])
    is_second = verdict is Verdict.LOWER and any(one.verdict is Verdict.HIGHER for one in of.changes)
    who = formatting.capital(formatting.number(len(found))) if is_second else _so_many(len(found), len(of.changes))
    return f"{who} {word}{', most of all' if len(found) > NAMED else ':'} {named}."


def _none_of(of: Compared, verdict: Verdict, word: str) -> str:
    """``None clearly fell.`` beside something that rose; only where something can be said of every section."""
    other = Verdict.LOWER if verdict is Verdict.HIGHER else Verdict.HIGHER
    verdicts = {change.verdict for change in of.changes}
    if other not in verdicts or len(of.changes) == 1 or verdicts & {Verdict.TOO_FEW, Verdict.NOT_COMPARABLE}:
        return ""
    return f"None clearly {word}."


def _by(change: Change) -> str:
    """``by 0.61 to 2.71``; where changed statements moved the index as well, its end would not be that of this."""
    by = f"by {formatting.figure(abs(change.difference or 0), 2)}"
    if change.after is None or abs(change.from_statements or 0) >= 0.005:
        return f"{by} on the statements asked alike"
    return f"{by} to {formatting.index_figure(change.after, 2)}"


def _no_clear_change(of: Compared) -> str:
    found = [one for one in of.in_order if one.verdict is Verdict.NO_CLEAR_CHANGE]
    if not found:
        return ""
    if len(found) == len(of.changes) > 1:
        return f"{_none_of_all(len(found))} shows a clear change."
    show = "shows" if len(found) == 1 else "show"
    return formatting.capital(f"{_names(of, [one.section_id for one in found])} {show} no clear change.")


def _levels(of: Compared) -> str:
    """Which secure levels were crossed, up and down."""
    known = [(change.section_id, *change.secure_levels) for change in of.in_order if None not in change.secure_levels]
    rose = [(id_, then, now) for id_, then, now in known if now > then]  # type: ignore[operator]
    fell = [(id_, then, now) for id_, then, now in known if now < then]  # type: ignore[operator]
    if not known:
        return ""
    if not rose and not fell:
        return "No secure level changed." if len(known) > 1 else "The secure level did not change."
    clauses = []
    for word, crossed in (("rose", rose), ("fell", fell)):
        if crossed:
            where = [f"“{of.titles[id_]}” (from {then} to {now})" for id_, then, now in crossed]
            clauses.append(f"{word} in {formatting.listed(where)}")
    return f"The secure level {'; it '.join(clauses)}."


# Pitfalls, readiness, targets


def _looked_at(of: Compared) -> list[PitfallChange]:
    """The stages whose checklists somebody went through in both rounds."""
    return [one for one in of.pitfalls if not any(tally.is_untouched for tally in one.tallies)]


def _pitfalls(of: Compared) -> str:
    if not of.pitfalls:
        return ""
    if not _looked_at(of):
        return "The pitfalls were not gone through in both rounds, so nothing can be said of them."
    closed = sum(len(one.closed) for one in of.pitfalls)
    reopened = sum(len(one.reopened) for one in of.pitfalls)
    if not closed and not reopened:
        return "No pitfall was closed and none reopened."
    again = formatting.number(reopened) if reopened else "none"
    return formatting.capital(
        f"{formatting.count(closed, 'pitfall was', 'pitfalls were')} closed and {again} reopened."
    )


def _ready(of: Compared) -> str:
    """Which stages are ready to move on from, then and now."""
    known = _looked_at(of)
    if not known:
        return ""
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for one in known:
        then, now = (not missing for missing in one.missing)
        kinds.setdefault((then, now), []).append(one.section_id)
    if kinds.keys() == {(False, False)}:
        return "No stage was ready to move on from, then or now."
    forms = (
        ((True, True), "was ready to move on from in both rounds", "were ready to move on from in both rounds"),
        ((False, True), "has become ready to move on from", "have become ready to move on from"),
        ((True, False), "is not ready to move on from any more", "are not ready to move on from any more"),
    )
    clauses = [
        f"{_names(of, kinds[kind])} {one if len(kinds[kind]) == 1 else many}"
        for kind, one, many in forms
        if kind in kinds
    ]
    return formatting.capital(f"{'; '.join(clauses)}.")


def _targets(of: Compared) -> str:
    """Which of the targets set in the earlier round were reached, and which not."""
    if not of.targets:
        return ""
    order = list(of.titles)
    targets = sorted(of.targets, key=lambda one: order.index(one.section_id) if one.section_id in order else len(order))
    by = {outcome: [one for one in targets if one.outcome is outcome] for outcome in TargetOutcome}
    sentences = [
        f"{_so_many_targets(of, by, outcome)} {word}: {formatting.listed([_against(of, one) for one in by[outcome]])}."
        for outcome, word in ((TargetOutcome.HIT, "reached"), (TargetOutcome.MISSED, "missed"))
        if by[outcome]
    ]
    if without := by[TargetOutcome.NO_SCORE]:
        which = "target" if len(without) == 1 else "targets"
        sentences.append(f"There is no score to hold the {which} for {_named_all(of, without)} against.")
    return " ".join(sentences)


def _so_many_targets(of: Compared, by: Mapping[TargetOutcome, Sequence[TargetResult]], outcome: TargetOutcome) -> str:
    """``Of four targets, two were``; the second time ``Two were``."""
    number, total = len(by[outcome]), len(of.targets)
    was, set_in = "was" if number == 1 else "were", f"set in {of.rounds[0].name}{_set_for(of)}"
    if number == total:
        which = "The one target" if total == 1 else _all(total, "target")
        return f"{which} {set_in} {was}"
    if outcome is TargetOutcome.MISSED and by[TargetOutcome.HIT]:
        return f"{formatting.capital(formatting.number(number))} {was}"
    return f"Of the {formatting.count(total, 'target')} {set_in}, {formatting.number(number)} {was}"


def _set_for(of: Compared) -> str:
    """The round that targets were set for, where that is not the later of the two that are compared."""
    held_in = of.targets_held_in
    return f" for {held_in.name}" if held_in is not None and held_in.id != of.rounds[1].id else ""


def _named_all(of: Compared, results: Sequence[TargetResult]) -> str:
    return formatting.listed([f"“{of.titles.get(one.section_id, one.section_id)}”" for one in results])


def _against(of: Compared, result: TargetResult) -> str:
    title = of.titles.get(result.section_id, result.section_id)
    return (
        f"“{title}” ({formatting.beside(result.index or 0, result.target)}, wanted {formatting.figure(result.target)})"
    )


# What cannot be said, and why


def _not_told(of: Compared) -> list[str]:
    """A sentence for each reason for which sections cannot be judged or compared."""
    sentences = []
    too_few = [one for one in of.in_order if one.verdict is Verdict.TOO_FEW]
    if too_few:
        sentences.append(_too_few(of, too_few))
    reasons: dict[str, list[str]] = {}
    for change in of.in_order:
        if change.verdict is Verdict.NOT_COMPARABLE:
            reasons.setdefault(_why_not(of, change), []).append(change.section_id)
    for reason, ids in reasons.items():
        are_all = len(ids) == len(of.changes) > 1
        which = f"{_none_of_all(len(ids))} can" if are_all else f"{_names(of, ids)} cannot"
        sentences.append(formatting.capital(f"{which} be compared: {reason}."))
    asked = [{score.section_id for score in profile.sections} for profile in of.profiles]
    for held, ids_here, elsewhere in ((of.rounds[0], asked[0], asked[1]), (of.rounds[1], asked[1], asked[0])):
        once = [id_ for id_ in of.titles if id_ in ids_here - elsewhere]
        if once:
            was = "was" if len(once) == 1 else "were"
            sentences.append(formatting.capital(f"{_names(of, once)} {was} asked in {held.name} only."))
    return sentences


def _too_few(of: Compared, found: Sequence[Change]) -> str:
    about = "" if len(found) == len(of.changes) else f" about {_names(of, [one.section_id for one in found])}"
    if all(change.n == (1, 1) for change in found):
        why = "one response stands for each round, and that cannot tell a change from chance"
    else:
        why = f"at least {formatting.count(CLAIM_FROM, 'response')} are needed in each round"
    return f"Too few answered to tell{about}: {why}. The differences are shown, and nothing is claimed."


def _why_not(of: Compared, change: Change) -> str:
    """Why a section that both rounds asked has no difference to show."""
    if not any(one.section_id == change.section_id for one in of.comparable.statements):
        return "no statement was asked alike in both rounds"
    scores = [profile.section(change.section_id) for profile in of.profiles]
    return next(
        (reason for reason in map(_lacking, scores, of.rounds) if reason),
        "too few answers to the statements that both rounds asked",
    )


def _lacking(score: SectionScore, held: Round) -> str:
    """Why one round has no figure for a comparison, or nothing."""
    if score.hidden is Hidden.EVERYTHING:
        return f"hidden in {held.name}, because {TOO_FEW_OR_ALIKE}"
    if score.index is None:
        return f"not enough answers in {held.name}"
    if score.hidden is Hidden.STATEMENTS:
        return f"single statements are hidden in {held.name}, and a figure over some of them would show them"
    return ""


def _left_out(of: Compared) -> str:
    """What the comparison rests on where the two rounds did not ask the same."""
    if of.comparable.is_complete:
        return ""
    known = {field: getattr(of.comparable, field) for field in LEFT_OUT}
    counted = [f"{formatting.number(len(ids))} {LEFT_OUT[field]}" for field, ids in known.items() if ids]
    first, second = (questionnaire.version for questionnaire in of.questionnaires)
    versions = "" if first == second else f" (version {first} then, {second} now)"
    number = len(of.comparable.statements)
    if not number:
        compared = f"No statement was asked alike in both rounds{versions}."
    else:
        are = formatting.count(
            number, "statement that both rounds asked alike is", "statements that both rounds asked alike are"
        )
        compared = f"{formatting.capital(are)} compared{versions}."
    return f"{compared} Left out: {formatting.listed(counted)}."


# Words for sections


def _names(of: Compared, ids: Sequence[str]) -> str:
    """The titles, or how many they are where that would be a long list."""
    if len(ids) > NAMED:
        return formatting.count(len(ids), "section")
    return formatting.listed([f"“{of.titles[id_]}”" for id_ in ids])


def _all(number: int, noun: str) -> str:
    return f"Both {noun}s" if number == 2 else f"All {formatting.count(number, noun)}"


def _none_of_all(sections: int) -> str:
    return f"{'Neither' if sections == 2 else 'None'} of the {formatting.count(sections, 'section')}"


def _so_many(number: int, total: int) -> str:
    if number == total:
        return _all(total, "section")
    return formatting.capital(f"{formatting.number(number)} of the {formatting.count(total, 'section')}")
