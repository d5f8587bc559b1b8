"""What closing a round freezes, worked out from the answers once, so that nothing later changes or needs them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from journey.model import AnswerContent, AskedStatement, Assessment, Privacy, Profile, SectionScore
from journey.rules import privacy
from journey.rules.change_basis import ResponseLevels, bases
from journey.rules.change_comparable import asked_in, comparable, comparison_key
from journey.rules.privacy import fewest_behind, may_publish
from journey.rules.privacy_ballots import with_ballots
from journey.rules.scoring import counts_of, score
from journey.rules.versions import CURRENT
from journey.service.assessments import AskedQuestionnaire, asked_of, asked_with, counts_on_paper, min_group_of
from journey.service.findings_text import freeze, freeze_bases, thaw
from journey.service.pinned_content import questionnaire_with, version_number
from journey.store import (
    Connection,
    Store,
    answers,
    assessment_answers,
    assessments,
    paper_ballots,
    questions,
    snapshots,
)
from journey.store.assessment_answers import LevelRow
from journey.store.snapshots import FrozenFindings, FrozenSection


def freeze_assessment(tx: Connection, assessment: Assessment, *, min_group_setting: int, at: datetime) -> None:
    """Freeze the findings over an assessment's answers, in place of earlier ones.

    Earlier findings of a confidential assessment stay where they may have been seen and the difference would show what
    some of those said whose responses are new or changed since. Where they are replaced, those over roles are gone:
    beside the earlier ones they would show what the few of a role said.
    """
    organisation_id, min_group = assessment.organisation_id, min_group_of(min_group_setting, assessment)
    is_confidential = assessment.privacy is Privacy.CONFIDENTIAL
    has_roles = is_confidential
    seen = _may_have_been_seen(tx, assessment) if is_confidential else None
    whole = _whole(tx, assessment)
    if seen:
        changed, on_paper = _changed(tx, assessment)
        if not may_publish(changed, min_group, seen, whole, on_paper=on_paper):
            return
        has_roles = not changed and bool(snapshots.roles(tx, organisation_id, assessment.id))
    found = _findings(tx, assessment, whole, has_roles=has_roles, confidential=is_confidential)
    snapshots.save(tx, organisation_id, assessment.id, found, scoring_version=CURRENT.version, at=at)
    assessment_answers.mark_frozen(tx, organisation_id, assessment.id)


def may_be_revealed(
    tx: Connection, assessment: Assessment, statement_ids: Collection[str], *, min_group_setting: int
) -> bool:
    """Whether a room may see the counts of these statements beside what was frozen earlier and may have been seen."""
    seen = _may_have_been_seen(tx, assessment)
    if seen is None:
        return True
    min_group = min_group_of(min_group_setting, assessment)
    changed, on_paper = _changed(tx, assessment)
    return privacy.may_be_revealed(
        seen,
        _whole(tx, assessment),
        changed=changed,
        on_paper=on_paper,
        revealed=questions.revealed(tx, assessment.organisation_id, assessment.id),
        wanted=statement_ids,
        min_group=min_group,
    )


def _changed(tx: Connection, assessment: Assessment) -> tuple[int, int]:
    """How many responses are new or changed since findings were frozen, and how many of these are paper ballots."""
    own = assessment.organisation_id, assessment.id
    changed = sum(assessment_answers.changed_since_frozen(tx, *own).values())
    return changed, assessment_answers.ballots_changed_since_frozen(tx, *own) if changed else 0


def _may_have_been_seen(tx: Connection, assessment: Assessment) -> Profile | None:
    """What is frozen over as many responses as were promised: with fewer, nobody ever saw it."""
    old = snapshots.profile(tx, assessment.organisation_id, assessment.id)
    found = thaw(old.findings) if old else None
    return found if found and found.responses >= min_group_of(0, assessment) else None


def freeze_comparisons(tx: Connection, organisation_id: str, questionnaire_id: str) -> None:
    """Freeze what every closed assessment needs to be compared with every version that was asked so far.

    Called whenever a round closes or another version is asked for the first time, so that comparisons never need the
    answers of a closed round. An assessment whose answers have changed since they were frozen is left as it is.
    """
    for assessment in assessments.by_questionnaire(tx, organisation_id, questionnaire_id):
        wanted = _compared_sets(tx, assessment)
        has = snapshots.basis_keys(tx, organisation_id, assessment.id)
        missing = {key: each for key, each in wanted.items() if key not in has}
        if not has or not missing:
            continue
        texts = _bases_of(tx, assessment, missing)
        for key, text in texts.items():
            snapshots.save_basis(tx, organisation_id, assessment.id, key, text)


def _compared_sets(tx: Connection, assessment: Assessment) -> dict[str, tuple[AskedStatement, ...]]:
    """The sets of statements on which an assessment is compared with every version that was asked so far, by key."""
    own = asked_of(tx, assessment)
    every = [
        asked_with(questionnaire_with(tx, assessment.organisation_id, hash_), scope, widened)
        for hash_, scope, widened in assessments.versions(tx, assessment.organisation_id, assessment.questionnaire_id)
    ]
    return {comparison_key(each): each for each in (in_common(own, other) for other in every)}


def _bases_of(tx: Connection, assessment: Assessment, sets: Mapping[str, tuple[AskedStatement, ...]]) -> dict[str, str]:
    """What is frozen of these sets of statements, by key; nothing where answers have changed since they were frozen."""
    given = given_by(assessment_answers.levels(tx, assessment.organisation_id, assessment.id))
    # Asked after reading: what is saved between the two is noticed.
    if assessment_answers.changed_since_frozen(tx, assessment.organisation_id, assessment.id):
        return {}
    is_confidential = assessment.privacy is Privacy.CONFIDENTIAL
    return {key: freeze_bases(bases(each, given, confidential=is_confidential)) for key, each in sets.items()}


def complete(store: Store) -> None:
    """Freeze what is missing of rounds that an older release closed; their profiles stay as they are."""
    with store.read() as tx:
        waiting = snapshots.incomplete(tx)
    for organisation_id, assessment_id in waiting:
        with store.write() as tx:
            assessment = assessments.lock_for_update(tx, organisation_id, assessment_id)
            old = snapshots.profile(tx, organisation_id, assessment_id)
            # A replica that starts at the same time may have been quicker.
            if old is None or snapshots.basis_keys(tx, organisation_id, assessment_id):
                continue
            is_confidential = assessment.privacy is Privacy.CONFIDENTIAL
            whole = thaw(old.findings)  # as it was scored then: figures and profile say the same
            found = _findings(tx, assessment, whole, has_roles=is_confidential, confidential=is_confidential)
            found = replace(found, profile=old.findings)
            snapshots.save(
                tx, organisation_id, assessment_id, found, scoring_version=old.scoring_version, at=old.frozen_at
            )
            assessment_answers.mark_frozen(tx, organisation_id, assessment_id)
            freeze_comparisons(tx, organisation_id, assessment.questionnaire_id)
    _complete_ballots(store)
    _complete_roles(store)


def _complete_ballots(store: Store) -> None:
    """Freeze beside the findings of an older release which responses were paper ballots, as they are now."""
    with store.read() as tx:
        waiting = snapshots.without_ballots(tx)
    for organisation_id, assessment_id in waiting:
        with store.write() as tx:
            assessment = assessments.lock_for_update(tx, organisation_id, assessment_id)
            old = snapshots.profile(tx, organisation_id, assessment_id)
            if old is None:
                continue
            whole = _with_ballots(tx, assessment, thaw(old.findings))
            of_no_role = snapshots.roles(tx, organisation_id, assessment_id).get("")
            snapshots.replace_findings(
                tx,
                organisation_id,
                assessment_id,
                freeze(whole),
                of_no_role=of_no_role and freeze(_with_ballots(tx, assessment, thaw(of_no_role))),
                said={score.section_id: fewest_behind(score) for score in whole.sections},
            )


def _complete_roles(store: Store) -> None:
    """Freeze anew what comparisons rest on where an older release kept no standard errors of roles.

    Where the answers are not any more what was frozen it stays as it is, and no verdict is given within its roles.
    """
    with store.read() as tx:
        waiting = snapshots.without_role_errors(tx)
    for organisation_id, assessment_id in waiting:
        with store.write() as tx:
            assessment = assessments.lock_for_update(tx, organisation_id, assessment_id)
            has = snapshots.basis_keys(tx, organisation_id, assessment_id)
            sets = {key: each for key, each in _compared_sets(tx, assessment).items() if key in has}
            for key, text in _bases_of(tx, assessment, sets).items():
                snapshots.replace_basis(tx, organisation_id, assessment_id, key, text)


def in_common(one: AskedQuestionnaire, other: AskedQuestionnaire) -> tuple[AskedStatement, ...]:
    """The statements that can be compared, with the weights of the later version, whichever of the two that is."""
    earlier, later = sorted((one, other), key=_by_version)
    return comparable(earlier, later).statements


def given_by(rows: Iterable[LevelRow]) -> list[ResponseLevels]:
    """The levels of each response."""
    levels: dict[str, dict[str, int]] = {}
    roles: dict[str, str | None] = {}
    for row in rows:
        own = levels.setdefault(row.response_id, {})
        roles[row.response_id] = row.role
        if row.level is not None:
            own[row.statement_id] = row.level
    return [ResponseLevels(roles[response_id], own) for response_id, own in levels.items()]


def _whole(tx: Connection, assessment: Assessment) -> Profile:
    asked = asked_of(tx, assessment)
    responses = assessments.responses(tx, assessment.organisation_id, assessment.id)
    counts = answers.tally(tx, assessment.organisation_id, assessment.id)
    whole = score(asked.questionnaire, counts, responses=len(responses), asked=asked.statements)
    return _with_ballots(tx, assessment, whole)


def _with_ballots(tx: Connection, assessment: Assessment, profile: Profile) -> Profile:
    """The profile that knows how many of its responses are paper ballots, and what these say."""
    ballots = paper_ballots.ballots(tx, assessment.organisation_id, assessment.id)
    return with_ballots(profile, counts_on_paper(tx, assessment) if ballots else {}, len(ballots))


def _findings(
    tx: Connection, assessment: Assessment, whole: Profile, *, has_roles: bool, confidential: bool
) -> FrozenFindings:
    organisation_id = assessment.organisation_id
    asked = asked_of(tx, assessment)
    compared = asked_in(asked.questionnaire, asked.statements)
    responses = assessments.responses(tx, organisation_id, assessment.id)
    rows = assessment_answers.levels(tx, organisation_id, assessment.id)
    found = bases(compared, given_by(rows), confidential=confidential)
    roles = {}
    if has_roles:
        numbers = {role: sum(one.role == role for one in responses) for role in {one.role for one in responses}}
        by_role = {role: _of_role(asked, rows, role, n) for role, n in numbers.items()}
        if None in by_role:
            by_role[None] = _with_ballots(tx, assessment, by_role[None])
        roles = {role or "": freeze(profile) for role, profile in by_role.items()}
    sections = tuple(
        _section(whole, one, found[one.section_id].n, found[one.section_id].variance) for one in whole.sections
    )
    return FrozenFindings(freeze(whole), roles, sections, {comparison_key(compared): freeze_bases(found)})


def _of_role(asked: AskedQuestionnaire, rows: Iterable[LevelRow], role: str | None, responses: int) -> Profile:
    counts = counts_of(_contents(row for row in rows if row.role == role))
    found = score(asked.questionnaire, counts, responses=responses, asked=asked.statements)
    # Evidence is counted over the whole alone: for a role there is no share rather than one of nothing.
    return replace(found, sections=tuple(replace(one, evidenced_share=None) for one in found.sections))


def _contents(rows: Iterable[LevelRow]) -> Iterator[dict[str, AnswerContent]]:
    for row in rows:
        yield {row.statement_id: AnswerContent(row.state, row.level)}


def _section(whole: Profile, one: SectionScore, counting: int, variance: float | None) -> FrozenSection:
    return FrozenSection(
        section_id=one.section_id,
        responses=whole.responses,
        coverage=one.coverage,
        index=one.index,
        secure_level=one.secure_level,
        counting=counting,
        variance=variance,
        said=fewest_behind(one),
        scored=sum(statement.counts.n > 0 for statement in one.statements),
        scoring_version=one.scoring_version,
    )


def _by_version(asked: AskedQuestionnaire) -> tuple[tuple[int, ...], list[tuple[str, float]]]:
    """By version; where a file was changed and kept its version, by the weights, so that both sides choose the same."""
    weights = sorted((statement.id, statement.weight) for statement in asked.questionnaire.statements())
    return version_number(asked.questionnaire.version), weights
