"""The stages and their pitfalls, in words: which is weakest, and what critical pitfalls are not avoided."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from journey.model import PitfallState, PitfallTally, Profile, Questionnaire
from journey.rules import findings
from journey.wording import ranking
from journey.wording.formatting import count, listed
from journey.wording.scores import ON_THE_SCALE, ScoredSections, caution, certainty, no_score, rows, secure, sentence
from journey.wording.tables import Number, TableRow, score_number, whole
from journey.wording.terms import CRITICAL_NOT_AVOIDED, PITFALLS_SAID

NO_PITFALLS = "no pitfall looked at yet"
NONE_APPLIES = "no pitfall applies"


PITFALLS = "pitfalls of the stage"


class Mark(StrEnum):
    """What stands for a pitfall, as the legend says it."""

    AVOIDED = PITFALLS_SAID[PitfallState.AVOIDED]
    PARTLY = PITFALLS_SAID[PitfallState.PARTLY]
    OPEN = PITFALLS_SAID[PitfallState.NOT_YET]
    UNSEEN = PITFALLS_SAID[PitfallState.UNANSWERED]
    CRITICAL = CRITICAL_NOT_AVOIDED


COLUMNS: Mapping[Mark, str] = {
    Mark.AVOIDED: "Pitfalls avoided",
    Mark.PARTLY: "Not critical, avoided in part",
    Mark.OPEN: "Not critical, still open",
    Mark.CRITICAL: "Critical and not avoided",
    Mark.UNSEEN: "Pitfalls not looked at",
}
"""What the table calls the marks. Its numbers add up to all pitfalls of the checklist."""

Tallies = Mapping[str, PitfallTally]
"""By section id; a stage whose checklist has no answer yet is left out."""


def marks(tally: PitfallTally) -> list[Mark]:
    """Every applicable pitfall once, those that are critical and not avoided last."""
    critical, unseen = set(tally.critical_found), set(tally.unanswered)
    return [
        *(Mark.AVOIDED for _ in tally.avoided),
        *(Mark.PARTLY for pitfall in tally.partly if pitfall not in critical),
        *(Mark.OPEN for pitfall in tally.open if pitfall not in critical | unseen),
        *(Mark.UNSEEN for _ in unseen),
        *(Mark.CRITICAL for _ in critical),
    ]


def takeaway(questionnaire: Questionnaire, profile: Profile, tallies: Tallies) -> str:
    """Where the stages stand, how sure that is, and what critical pitfalls there are in the weakest, or anywhere."""
    return " ".join(filter(None, finding(questionnaire, profile, tallies)))


def finding(questionnaire: Questionnaire, profile: Profile, tallies: Tallies) -> tuple[str, str]:
    """The takeaway in two parts: where the stages stand, in one sentence, and what else is to be said."""
    stages = rows(questionnaire, profile)
    if not stages:
        return "No stage was asked.", ""
    text = ranking.standing(questionnaire, profile)
    more = caution(stages)
    weakest = findings.rank(profile).weakest
    tally = tallies.get(weakest.section_ids[0]) if weakest and not weakest.is_tie else None
    if tally and tally.critical_found:
        are_not = count(len(tally.critical_found), "of its critical pitfalls is", "of its critical pitfalls are")
        text = f"{text}, and {are_not} not avoided"
    elif critical := _critical(stages, tallies):
        more = f"{critical} {more}"
    return sentence(text), more.strip()


def description(stages: ScoredSections) -> str:
    """What the picture is of."""
    return f"A picture of {count(len(stages), 'stage')} {ON_THE_SCALE}, with the pitfalls of each."


def table(stages: ScoredSections, tallies: Tallies) -> list[TableRow]:
    """A row for each stage."""
    return [
        {
            "Stage": section.title,
            "Index": score_number(score, no_score(score)),
            "Secure level": Number(score.secure_level, secure(score)),
            "How sure": certainty(score),
            **_counted(tallies.get(section.id)),
        }
        for section, score in stages
    ]


def _critical(stages: ScoredSections, tallies: Tallies) -> str:
    """A sentence on the critical pitfalls of all stages together; nothing where all are avoided."""
    critical = {section.id: tallies[section.id].critical_found for section, _ in stages if section.id in tallies}
    total = sum(map(len, critical.values()))
    if not total:
        return ""
    where = [section.title for section, _ in stages if critical.get(section.id)]
    place = f" in {listed(where)}" if len(where) <= 2 else ""
    are = count(total, "critical pitfall is", "critical pitfalls are")
    return sentence(f"{are} not avoided{place}")


def _counted(tally: PitfallTally | None) -> TableRow:
    """Every pitfall once, as the picture draws it: a critical one that is not avoided is in no other column."""
    each = marks(tally) if tally else []
    counts = {head: each.count(mark) for mark, head in COLUMNS.items()}
    counts["Pitfalls that do not apply"] = len(tally.not_applicable) if tally else 0
    return {head: whole(many if tally else None, NO_PITFALLS) for head, many in counts.items()}
