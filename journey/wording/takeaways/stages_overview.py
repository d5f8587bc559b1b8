"""The stages and their pitfalls, in words: which is weakest, and what critical pitfalls are not avoided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from journey.model import PitfallTally, Profile, Questionnaire
from journey.rules import findings
from journey.wording import ranking
from journey.wording.formatting import count, listed
from journey.wording.scores import ON_THE_SCALE, ScoredSections, caution, certainty, no_score, rows, secure, sentence
from journey.wording.tables import Number, TableRow, score_number, whole

NO_PITFALLS = "no pitfall answered yet"
NONE_APPLIES = "no pitfall applies"


class Mark(StrEnum):
    """What stands for a pitfall, as the legend says it."""

    AVOIDED = "avoided"
    PARTLY = "partly"
    OPEN = "open"
    CRITICAL = "critical, not avoided"


COLUMNS: Mapping[Mark, str] = {
    Mark.AVOIDED: "Pitfalls avoided",
    Mark.PARTLY: "Not critical, partly avoided",
    Mark.OPEN: "Not critical, open",
    Mark.CRITICAL: "Critical, not avoided",
}
"""What the table calls the marks. Its numbers add up to all pitfalls of the checklist."""

Tallies = Mapping[str, PitfallTally]
"""By section id; a stage whose checklist has no answer yet is left out."""


def marks(tally: PitfallTally) -> list[Mark]:
    """Every applicable pitfall once, those that are critical and not avoided last."""
    critical = set(tally.critical_open)
    return [
        *(Mark.AVOIDED for _ in tally.avoided),
        *(Mark.PARTLY for pitfall in tally.partly if pitfall not in critical),
        *(Mark.OPEN for pitfall in tally.open if pitfall not in critical),
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
    if tally and tally.critical_open:
        pitfalls = count(len(tally.critical_open), "of its critical pitfalls is", "of its critical pitfalls are")
        text = f"{text}, and {pitfalls} {_open_or_not_avoided([tally])}"
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
    critical = {section.id: tallies[section.id].critical_open for section, _ in stages if section.id in tallies}
    total = sum(map(len, critical.values()))
    if not total:
        return ""
    where = [section.title for section, _ in stages if critical.get(section.id)]
    place = f" in {listed(where)}" if len(where) <= 2 else ""
    are = count(total, "critical pitfall is", "critical pitfalls are")
    return sentence(f"{are} {_open_or_not_avoided(tallies.values())}{place}")


def _open_or_not_avoided(tallies: Iterable[PitfallTally]) -> str:
    """A critical pitfall that is partly avoided is not open, and yet stands in the way."""
    return "open" if all(set(tally.critical_open) <= set(tally.open) for tally in tallies) else "not avoided"


def _counted(tally: PitfallTally | None) -> TableRow:
    """Every pitfall once, as the picture draws it: a critical one that is not avoided is neither partly nor open."""
    each = marks(tally) if tally else []
    counts = {head: each.count(mark) for mark, head in COLUMNS.items()}
    counts["Pitfalls that do not apply"] = len(tally.not_applicable) if tally else 0
    return {head: whole(many if tally else None, NO_PITFALLS) for head, many in counts.items()}
