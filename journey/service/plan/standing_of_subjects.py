"""Where a statement, a section or a pitfall of a unit stands in each round, as far as that may be shown.

Everything is read from frozen findings, once for each round and each pair of rounds, however many bets ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from journey.model import (
    AgreedLevel,
    Assessment,
    BetContent,
    CannotTell,
    Change,
    Counts,
    Hidden,
    Measure,
    PitfallAnswer,
    Privacy,
    Reading,
    Round,
    Subject,
    SubjectKind,
)
from journey.service.assessments import asked_of
from journey.service.compare.findings import findings_in
from journey.service.compare.sides import Sides
from journey.service.profile.unit_findings import UnitFindings
from journey.store import Connection, NotFound, agreed, assessments, measures, pitfalls, rounds


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of a subject in a round: its value, and of a statement how the answers fell.

    ``why`` says why there is no value.
    """

    value: float | None = None
    counts: Counts | None = None
    why: CannotTell | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rounds of a unit by one questionnaire: the changes of its sections, and the statements asked alike."""

    changes: Mapping[str, Change]
    alike: frozenset[str]
    has_mix_moved: bool
    is_open: tuple[bool, bool]


@dataclass(frozen=True)
class UnitRounds:
    """The rounds of a unit, within one transaction. ``rounds`` are all of the council's, in the order of time."""

    tx: Connection
    min_group_setting: int
    organisation_id: str
    unit_id: str
    _findings: dict[str, UnitFindings] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], Pair] = field(default_factory=dict)
    _agreed: dict[str, Mapping[str, AgreedLevel]] = field(default_factory=dict)
    _pitfalls: dict[str, Mapping[tuple[str, str], PitfallAnswer]] = field(default_factory=dict)
    _scoring: dict[tuple[Subject, date | None, str | None], Round | None] = field(default_factory=dict)
    _measures: dict[str, tuple[Measure, list[Reading]]] = field(default_factory=dict)

    @cached_property
    def rounds(self) -> list[Round]:
        """All rounds of the council, in the order of time."""
        return rounds.every(self.tx, self.organisation_id)

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], Assessment]:
        """The unit's assessments, by the ids of round and questionnaire."""
        every = assessments.every(self.tx, self.organisation_id)
        return {(one.round_id, one.questionnaire_id): one for one in every if one.unit_id == self.unit_id}

    def round(self, round_id: str | None) -> Round | None:
        """A round; None where it was removed."""
        return next((one for one in self.rounds if one.id == round_id), None)

    def of_subject(self, subject: Subject) -> list[tuple[Round, Assessment]]:
        """The rounds in which the unit was asked about a statement or section, with the assessment that did."""
        found = []
        for held in self.rounds:
            for (round_id, questionnaire_id), one in self.asked.items():
                if round_id == held.id and subject.of in ("", questionnaire_id) and self._asks(one, subject):
                    found.append((held, one))
                    break
        return found

    def _asks(self, assessment: Assessment, subject: Subject) -> bool:
        if subject.kind is SubjectKind.STATEMENT:
            return subject.id in asked_of(self.tx, assessment).statements
        return any(section.id == subject.id for section, _ in asked_of(self.tx, assessment).sections())

    def section_of(self, assessment: Assessment, subject: Subject) -> str:
        """The id of the section that a subject is, or is in; empty where the assessment does not ask about it."""
        if subject.kind is SubjectKind.SECTION:
            return subject.id
        for section, statements in asked_of(self.tx, assessment).sections():
            if any(one.id == subject.id for one in statements):
                return section.id
        return ""

    def findings(self, assessment: Assessment) -> UnitFindings:
        """What may be shown of an assessment."""
        if assessment.id not in self._findings:
            self._findings[assessment.id] = findings_in(self.tx, self.min_group_setting, assessment)
        return self._findings[assessment.id]

    def shown(self, assessment: Assessment, subject: Subject) -> Shown:
        """What may be shown of a statement or a section."""
        profile = self.findings(assessment).profile
        section_id = self.section_of(assessment, subject)
        if profile is None:
            return Shown(why=CannotTell.HIDDEN)
        score = next((one for one in profile.sections if one.section_id == section_id), None)
        if score is None:
            return Shown(why=CannotTell.NOT_COMPARABLE)
        if score.hidden is Hidden.EVERYTHING:
            return Shown(why=CannotTell.HIDDEN)
        if subject.kind is SubjectKind.SECTION:
            return Shown(score.index, why=CannotTell.NO_SCORE if score.index is None else None)
        if score.hidden is Hidden.STATEMENTS:
            return Shown(why=CannotTell.HIDDEN)
        statement = next((one for one in score.statements if one.statement_id == subject.id), None)
        if statement is None or statement.mean is None:
            return Shown(why=CannotTell.NO_SCORE)
        return Shown(statement.mean, statement.counts)

    def is_among_the_lowest(self, assessment: Assessment, subject: Subject, number: int) -> bool:
        """Whether a subject was one of so many with the lowest figure, and may have been picked for that."""
        profile = self.findings(assessment).profile
        sections = profile.sections if profile else ()
        if subject.kind is SubjectKind.SECTION:
            values = {score.section_id: score.index for score in sections}
        else:
            values = {one.statement_id: one.mean for score in sections for one in score.statements}
        known = sorted(value for value in values.values() if value is not None)
        own = values.get(subject.id)
        return own is not None and len(known) > number and own <= known[number - 1]

    def scored_sections(self, assessment: Assessment) -> int:
        """How many sections show an index."""
        profile = self.findings(assessment).profile
        return sum(score.index is not None for score in profile.sections) if profile else 0

    def pair(self, before: Assessment, after: Assessment) -> Pair:
        """Two of the unit's assessments, compared."""
        key = before.id, after.id
        if key not in self._pairs:
            sides = Sides.of(self.tx, self.min_group_setting, before, after)
            changes, has_mix_moved = sides.changes_and_mix(self.tx)
            self._pairs[key] = Pair(
                {change.section_id: change for change in changes},
                frozenset(one.statement_id for one in sides.comparable.statements),
                has_mix_moved,
                (before.privacy is Privacy.OPEN, after.privacy is Privacy.OPEN),
            )
        return self._pairs[key]

    def agreed_level(self, assessment: Assessment, statement_id: str) -> AgreedLevel | None:
        """The level that a workshop agreed for a statement; None where there is none, or it stayed contested."""
        if assessment.id not in self._agreed:
            self._agreed[assessment.id] = agreed.of_assessment(self.tx, self.organisation_id, assessment.id)
        found = self._agreed[assessment.id].get(statement_id)
        return found if found and found.content.level is not None else None

    def measured(self, measure_id: str) -> tuple[Measure, list[Reading]] | None:
        """A measure and its readings in the order of their periods; None where it is not there any more."""
        if measure_id not in self._measures:
            try:
                measure = measures.get(self.tx, self.organisation_id, measure_id)
            except NotFound:
                return None
            self._measures[measure_id] = measure, measures.readings(self.tx, self.organisation_id, measure_id)
        return self._measures[measure_id]

    def rounds_of_pitfalls(self) -> list[Round]:
        """The rounds in which the unit was asked anything."""
        asked_in = {round_id for round_id, _ in self.asked}
        return [one for one in self.rounds if one.id in asked_in]

    def pitfall(self, held: Round, subject: Subject) -> PitfallAnswer | None:
        """What the unit said of a pitfall in a round; None where nobody said anything."""
        if held.id not in self._pitfalls:
            self._pitfalls[held.id] = pitfalls.of_unit(self.tx, self.organisation_id, held.id, self.unit_id)
        return self._pitfalls[held.id].get((subject.of, subject.id))

    def scoring_round(self, content: BetContent, baseline_round_id: str | None) -> Round | None:
        """The round that scores a bet: the first after its baseline's in which the unit is asked, not before its day.

        It need not be closed yet. None where there is none so far.
        """
        key = content.subject, content.due_on, baseline_round_id
        if key not in self._scoring:
            self._scoring[key] = self._first_round(content, baseline_round_id)
        return self._scoring[key]

    def _first_round(self, content: BetContent, baseline_round_id: str | None) -> Round | None:
        if content.subject.kind is SubjectKind.PITFALL:
            of_subject = self.rounds_of_pitfalls()
        else:
            of_subject = self._rounds_asking_like(content.subject)
        ids = [one.id for one in self.rounds]
        if baseline_round_id not in ids:
            return None
        later = set(ids[ids.index(baseline_round_id) + 1 :])
        for held in of_subject:
            if held.id in later and (content.due_on is None or held.held_on >= content.due_on):
                return held
        return None

    def _rounds_asking_like(self, subject: Subject) -> list[Round]:
        """The rounds with the questionnaire of a subject: one that is not asked any more is scored there too."""
        of = subject.of or next((one.questionnaire_id for _, one in self.of_subject(subject)), "")
        asked_in = {round_id for round_id, questionnaire_id in self.asked if questionnaire_id == of}
        return [one for one in self.rounds if one.id in asked_in]

    def assessment(self, held: Round, subject: Subject) -> Assessment | None:
        """The assessment of a round by the questionnaire that a subject is of."""
        of = subject.of or next((one.questionnaire_id for _, one in self.of_subject(subject)), "")
        return self.asked.get((held.id, of))
