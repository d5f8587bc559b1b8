"""Where a unit stands in a round: the findings that screens and exports draw.

This is where frozen or counted findings pass through the small-group rules; no page and no export has another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journey.model import Absent, Assessment, Hidden, Privacy, Profile, Questionnaire, Role, RoleMean, Section, Turnout
from journey.rules.change import margin
from journey.rules.privacy import shown, shown_by_role, shown_texts
from journey.rules.privacy_ballots import are_enough
from journey.rules.privacy_partly import rounded_variance
from journey.rules.scoring import score
from journey.service.assessments import AskedQuestionnaire, asked_of, asked_with, min_group_of
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw
from journey.store import (
    Connection,
    answers,
    assessment_answers,
    assessments,
    organisations,
    questions,
    rounds,
    snapshots,
)


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """One questionnaire's findings for a unit in a round, as far as they may be shown.

    ``profile`` is None where they may not, and ``why`` says why. ``min_group`` is the least number of
    responses shown together; ``waiting`` counts responses that are new or changed since the findings were frozen, and
    not in them; 0 where they were not to be counted. ``read_otherwise`` are the secure levels, as they were scored and
    as they are read here, where a comparison reads those of other rules by the newest: by section id. ``margins`` are
    half the widths of the 95 % intervals of the indexes that are shown, by section id, as far as they are known.
    """

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile | None
    why: Absent | None
    turnout: Turnout
    min_group: int
    waiting: int = 0
    read_otherwise: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    margins: Mapping[str, float] = field(default_factory=dict)

    @property
    def asked(self) -> AskedQuestionnaire:
        """What the assessment asks."""
        return asked_with(self.questionnaire, self.assessment.scope, self.assessment.widened)


@dataclass(frozen=True, slots=True)
class RoleFindings:
    """One role's findings, as far as they may be shown; ``role`` is None for those who gave none.

    ``means`` has how sure the index of a section is, by section id, for those shown; empty where not asked for.
    """

    role: Role | None
    responses: int
    profile: Profile | None
    means: Mapping[str, RoleMean] = field(default_factory=dict)


class WrittenKind(StrEnum):
    """What somebody wrote beside an answer."""

    NOTE = "note"
    EVIDENCE = "evidence"
    ACT = "act"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Written:
    """One text that stands beside the answer to a statement."""

    statement_id: str
    kind: WrittenKind
    text: str


def by_questionnaire(product: Product, selection: Selection) -> dict[str, UnitFindings]:
    """The findings of each questionnaire that was answered for the unit, by its id, in the order of the content."""
    with product.store.read() as tx:
        asked = {
            assessment.questionnaire_id: assessment
            for assessment in assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        }
        return {
            questionnaire_id: findings_of(tx, product.settings.min_group, asked[questionnaire_id])
            for questionnaire_id in product.library.in_order(asked)
        }


def findings_of(
    tx: Connection, min_group_setting: int, assessment: Assessment, *, count_waiting: bool = True
) -> UnitFindings:
    """The findings of one assessment: frozen ones where its round was closed, else of its answers as they are now.

    Comparisons do not count those who wait: where a round was opened again, that takes a look at every answer.
    """
    organisation_id = assessment.organisation_id
    asked = asked_of(tx, assessment)
    turnout = assessment_answers.turnout(tx, organisation_id, assessment.id)
    min_group = min_group_of(min_group_setting, assessment)
    if assessment.privacy is Privacy.CONFIDENTIAL:
        whole = _frozen(tx, assessment)
        profile = shown(whole, min_group, questions.revealed(tx, organisation_id, assessment.id)) if whole else None
        is_waiting = whole is None and are_enough(turnout.begun, turnout.ballots, min_group)
        why = None if profile else Absent.STILL_OPEN if is_waiting else Absent.TOO_FEW
        waiting = _waiting(tx, assessment) if whole and count_waiting else 0
        return UnitFindings(
            assessment,
            asked.questionnaire,
            profile,
            why,
            turnout,
            min_group,
            waiting,
            margins=_margins(tx, assessment, profile) if profile else {},
        )
    from_answers = _frozen(tx, assessment) or profile_of(tx, assessment, responses=turnout.begun)
    return UnitFindings(assessment, asked.questionnaire, from_answers, None, turnout, min_group)


def by_role(tx: Connection, here: UnitFindings) -> tuple[RoleFindings, ...]:
    """The findings over each role with at least one response, in the order of the organisation's roles.

    None at all where the whole may not be shown, or where nobody's role was recorded.
    """
    organisation_id = here.assessment.organisation_id
    texts = snapshots.roles(tx, organisation_id, here.assessment.id)
    if here.profile is None or not any(texts):
        return ()
    own = {key or None: thaw(text) for key, text in texts.items()}
    may_be_seen = shown_by_role(own, here.min_group)
    roles = [*organisations.roles(tx, organisation_id), None]
    keys = {role: role.key if role else None for role in roles}
    return tuple(
        RoleFindings(role, own[keys[role]].responses, may_be_seen.get(keys[role]))
        for role in roles
        if keys[role] in own and own[keys[role]].responses
    )


def written(product: Product, here: UnitFindings, section: Section) -> tuple[str, ...]:
    """What was written beside the answers to a section, as far as it may be shown.

    Of an open assessment everything, in the order of the statements. Of a confidential one, under the rule for small
    groups, and only while nobody's answers have changed since the findings were frozen.
    """
    assessment = here.assessment
    with product.store.read() as tx:
        rows = assessment_answers.written(tx, assessment.organisation_id, assessment.id)
    order = [statement.id for statement in section.statements]
    own = sorted((row for row in rows if row.statement_id in order), key=lambda row: order.index(row.statement_id))
    by_response: dict[str, list[str]] = {}
    for row in own:
        texts = [text for text in (row.note, row.evidence, row.act) if text]
        by_response.setdefault(row.response_id, []).extend(texts)
    if assessment.privacy is Privacy.OPEN:
        return tuple(text for texts in by_response.values() for text in texts)
    if here.profile is None or here.waiting:
        return ()
    return shown_texts(by_response.values(), here.min_group)


def written_openly(product: Product, here: UnitFindings, section: Section) -> tuple[Written, ...]:
    """What was written beside each statement of a section, why one does not apply included, in their order.

    Of an open assessment only: who answers confidentially is shown as ``written`` shows it.
    """
    assessment = here.assessment
    if assessment.privacy is not Privacy.OPEN:
        return ()
    with product.store.read() as tx:
        rows = assessment_answers.written(tx, assessment.organisation_id, assessment.id)
    order = [statement.id for statement in section.statements]
    own = sorted((row for row in rows if row.statement_id in order), key=lambda row: order.index(row.statement_id))
    return tuple(
        Written(row.statement_id, kind, text)
        for row in own
        for kind, text in (
            (WrittenKind.NOTE, row.note),
            (WrittenKind.EVIDENCE, row.evidence),
            (WrittenKind.ACT, row.act),
            (WrittenKind.REASON, row.reason),
        )
        if text
    )


def profile_of(tx: Connection, assessment: Assessment, *, responses: int) -> Profile:
    """The findings over an assessment's answers as they are now, from the counts that each save keeps."""
    asked = asked_of(tx, assessment)
    counts = answers.tally(tx, assessment.organisation_id, assessment.id)
    return score(asked.questionnaire, counts, responses=responses, asked=asked.statements)


def _margins(tx: Connection, assessment: Assessment, profile: Profile) -> dict[str, float]:
    """The margins of the indexes that the profile shows."""
    frozen = snapshots.spreads(tx, assessment.organisation_id, assessment.id)
    found = {}
    for section in profile.sections:
        if section.index is not None and section.section_id in frozen:
            counting, variance = frozen[section.section_id]
            is_in_part = section.hidden is Hidden.STATEMENTS
            half = margin(counting, rounded_variance(variance) if is_in_part else variance)
            if half is not None:
                found[section.section_id] = half
    return found


def _waiting(tx: Connection, assessment: Assessment) -> int:
    """How many responses are new or changed since the findings were frozen.

    Where the round was never opened again it is none, and the answers of closed rounds need not be looked at.
    """
    if not rounds.reopenings(tx, assessment.organisation_id, assessment.round_id):
        return 0
    return sum(assessment_answers.changed_since_frozen(tx, assessment.organisation_id, assessment.id).values())


def _frozen(tx: Connection, assessment: Assessment) -> Profile | None:
    found = snapshots.profile(tx, assessment.organisation_id, assessment.id)
    return thaw(found.findings) if found else None
