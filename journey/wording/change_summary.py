"""What happened between two rounds, in a few sentences that a manager could paste into a committee paper.

What moved, what the figures cannot say and why, and what came of pitfalls, readiness and targets. Computed
from what may be shown, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Change, Hidden, Round, SectionScore, Verdict
from journey.rules import claims
from journey.rules.change import CLAIM_FROM
from journey.wording import change_outcomes, formatting, movement
from journey.wording.compared_rounds import NAMED, ComparedRounds, names
from journey.wording.formatting import capital, count, listed, number
from journey.wording.scores import all_of, none_of, sentence
from journey.wording.suppression import TOO_FEW_OR_ALIKE

LEFT_OUT: Mapping[str, str] = {
    "reworded": "reworded",
    "added": "added",
    "dropped": "dropped",
    "moved": "moved to another section",
    "asked_once": "asked in one round only",
}
"""Why a statement is not compared, by the field of Comparable."""

NOTHING_CLAIMED = "The differences are shown, and nothing is claimed."


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What is compared, in a sentence or two, and what came of it, in paragraphs."""

    opening: str
    paragraphs: tuple[str, ...]


def summarise_change(compared: ComparedRounds) -> ChangeSummary:
    """The summary of two rounds."""
    moved = (_moved(compared, Verdict.HIGHER), _moved(compared, Verdict.LOWER), _no_clear_change(compared))
    paragraphs = (
        _joined(*moved, *_not_judged(compared)),
        _joined(_secure_levels(compared), change_outcomes.pitfalls(compared), change_outcomes.readiness(compared)),
        change_outcomes.targets(compared),
        _left_out(compared),
        movement.how_often_chance(compared.changes),
    )
    return ChangeSummary(_opening(compared), tuple(paragraph for paragraph in paragraphs if paragraph))


def in_a_sentence(compared: ComparedRounds) -> str:
    """What moved, what did not, or why that cannot be told: the first of it, for a page that leads to the rest."""
    moved = (_moved(compared, Verdict.HIGHER), _moved(compared, Verdict.LOWER))
    return _joined(*moved) or _no_clear_change(compared) or _joined(*_not_judged(compared)[:1])


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _opening(compared: ComparedRounds) -> str:
    earlier, later = (f"{round_.name} ({formatting.day(round_.held_on)})" for round_ in compared.rounds)
    before, after = (profile.responses for profile in compared.profiles)
    return (
        f"{compared.who}, from {earlier} to {later}: “{compared.questionnaires[1].title}”, on the scale from 1 to 4. "
        f"{capital(count(before, 'response'))} then, {number(after)} now."
    )


# What moved, and what shows no clear change


def _moved(compared: ComparedRounds, verdict: Verdict) -> str:
    """What the verdict claims, by how much, the most first."""
    changes = [change for change in compared.in_order if change.verdict is verdict]
    changes.sort(key=lambda change: -abs(change.judged or 0))
    word = movement.went(verdict)
    if not changes:
        return _none_of(compared, verdict)
    named, what = changes[:NAMED], movement.about(changes[0])
    is_about_all = len(named) > 1 and all(movement.about(change) == what for change in named)
    each = [
        f"“{compared.titles[change.section_id]}” {movement.by(change, says_about=not is_about_all)}" for change in named
    ]
    if len(compared.changes) == 1:
        return f"“{compared.titles[changes[0].section_id]}” {word} {movement.by(changes[0])}."
    is_second = verdict is Verdict.LOWER and any(change.verdict is Verdict.HIGHER for change in compared.changes)
    who = capital(number(len(changes))) if is_second else _so_many(len(changes), len(compared.changes))
    once = f" {what}" if is_about_all and what else ""
    return f"{who} {word}{once}{', most of all' if len(changes) > NAMED else ':'} {listed(each)}."


def _none_of(compared: ComparedRounds, verdict: Verdict) -> str:
    """``None clearly fell.`` beside something that rose; only where something can be said of every section."""
    other = Verdict.LOWER if verdict is Verdict.HIGHER else Verdict.HIGHER
    verdicts = {change.verdict for change in compared.changes}
    can_tell = verdicts <= {Verdict.HIGHER, Verdict.LOWER, Verdict.NO_CLEAR_CHANGE}
    if other not in verdicts or len(compared.changes) == 1 or not can_tell:
        return ""
    return sentence(movement.none_went(verdict, verdicts))


def _no_clear_change(compared: ComparedRounds) -> str:
    ids = [change.section_id for change in compared.in_order if change.verdict is Verdict.NO_CLEAR_CHANGE]
    if not ids:
        return ""
    if len(ids) == len(compared.changes) > 1:
        return sentence(f"{none_of(len(ids))} sections shows a clear change")
    return sentence(f"{names(compared, ids)} {'shows' if len(ids) == 1 else 'show'} no clear change")


def _secure_levels(compared: ComparedRounds) -> str:
    """Which secure levels moved with their sections, and which only read otherwise."""
    known = [change for change in compared.in_order if None not in change.secure_levels]
    if not known:
        return ""
    by_verdict: dict[Verdict, list[str]] = {}
    for change in known:
        if verdict := claims.secure_level(change):
            where = f"“{compared.titles[change.section_id]}” ({movement.secure_level(change)})"
            by_verdict.setdefault(verdict, []).append(where)
    if not by_verdict:
        return "Every secure level is what it was." if len(known) > 1 else "The secure level is what it was."
    claimed = sorted(verdict for verdict in by_verdict if movement.is_claimed(verdict))
    moved = [f"{movement.went(verdict)} in {listed(by_verdict[verdict])}" for verdict in claimed]
    sentences = [f"The secure level {'; it '.join(moved)}."] if moved else []
    for verdict, why in movement.WHY_NOT.items():
        if verdict in by_verdict:
            it = "It" if sentences else "The secure level"
            sentences.append(f"{it} reads otherwise in {listed(by_verdict[verdict])}: {why}.")
    return " ".join(sentences)


# What cannot be said, and why


def _not_judged(compared: ComparedRounds) -> list[str]:
    """A sentence for each reason for which sections cannot be judged or compared."""
    too_few = [change for change in compared.in_order if change.verdict is Verdict.TOO_FEW]
    sentences = [_too_few(compared, too_few)] if too_few else []
    by_others = [change.section_id for change in compared.in_order if change.verdict is Verdict.OTHER_ROLES]
    if by_others:
        sentences.append(_by_others(compared, by_others))
    by_reason: dict[str, list[str]] = {}
    for change in compared.in_order:
        if change.verdict is Verdict.NOT_COMPARABLE:
            by_reason.setdefault(_why_not(compared, change), []).append(change.section_id)
    for reason, ids in by_reason.items():
        are_all = len(ids) == len(compared.changes) > 1
        which = f"{none_of(len(ids))} sections can" if are_all else f"{names(compared, ids)} cannot"
        sentences.append(sentence(f"{which} be compared: {reason}"))
    return sentences + _asked_once(compared)


def _asked_once(compared: ComparedRounds) -> list[str]:
    """A sentence for each of the two rounds that asked sections which the other did not."""
    before, after = ({score.section_id for score in profile.sections} for profile in compared.profiles)
    sentences = []
    for round_, ids_of_one in zip(compared.rounds, (before - after, after - before), strict=True):
        once = [id_ for id_ in compared.titles if id_ in ids_of_one]
        if once:
            were = "was" if len(once) == 1 else "were"
            sentences.append(sentence(f"{names(compared, once)} {were} asked in {round_.name} only"))
    return sentences


def _too_few(compared: ComparedRounds, changes: Sequence[Change]) -> str:
    which = names(compared, [change.section_id for change in changes])
    about = "" if len(changes) == len(compared.changes) else f" about {which}"
    if all(change.n == (1, 1) for change in changes):
        why = "one response stands for each round, and that cannot tell a change from chance"
    else:
        why = f"at least {count(CLAIM_FROM, 'response')} are needed in each round"
    return f"Too few answered to tell{about}: {why}. {NOTHING_CLAIMED}"


def _by_others(compared: ComparedRounds, ids: Sequence[str]) -> str:
    in_which = "" if len(ids) == len(compared.changes) else f"in {names(compared, ids)} "
    return f"{sentence(in_which + movement.OTHER_ROLES)} {NOTHING_CLAIMED}"


def _why_not(compared: ComparedRounds, change: Change) -> str:
    """Why a section that both rounds asked has no difference to show."""
    if not any(statement.section_id == change.section_id for statement in compared.comparable.statements):
        return "no statement was asked alike in both rounds"
    scores = [profile.section(change.section_id) for profile in compared.profiles]
    return next(
        (reason for reason in map(_lacking, scores, compared.rounds) if reason),
        "too few answers to the statements that both rounds asked",
    )


def _lacking(score: SectionScore, round_: Round) -> str:
    """Why one round has no figure for a comparison, or nothing."""
    if score.hidden is Hidden.EVERYTHING:
        return f"hidden in {round_.name}, because {TOO_FEW_OR_ALIKE}"
    if score.index is None:
        return f"not enough answers in {round_.name}"
    if score.hidden is Hidden.STATEMENTS:
        return f"single statements are hidden in {round_.name}, and a figure over some of them would show them"
    return ""


def _left_out(compared: ComparedRounds) -> str:
    """What the comparison rests on where the two rounds did not ask the same."""
    if compared.comparable.is_complete:
        return ""
    known = {field: getattr(compared.comparable, field) for field in LEFT_OUT}
    counted = [f"{number(len(ids))} {LEFT_OUT[field]}" for field, ids in known.items() if ids]
    first, second = (questionnaire.version for questionnaire in compared.questionnaires)
    versions = "" if first == second else f" (version {first} then, {second} now)"
    asked_alike = len(compared.comparable.statements)
    what = "No statement was asked alike in both rounds"
    if asked_alike:
        are = count(
            asked_alike, "statement that both rounds asked alike is", "statements that both rounds asked alike are"
        )
        what = f"{capital(are)} compared"
    return f"{what}{versions}. Left out: {listed(counted)}."


def _so_many(many: int, total: int) -> str:
    """``All three sections``, ``Two of the three sections``."""
    return capital(f"{all_of(total)} sections" if many == total else f"{number(many)} of the {count(total, 'section')}")
