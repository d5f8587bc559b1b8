"""What closing freezes, as it is kept; which answers have changed since; and how many have answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection

from journey.model import Privacy, Scope, Turnout
from journey.store import NotFound, Store, assessment_answers, assessments, organisations, rounds, snapshots
from journey.store.assessment_answers import AssessmentProgress
from journey.store.snapshots import FrozenProfile
from tests.store.store_examples import (
    COMPARED,
    DONT_KNOW,
    FINDINGS,
    NOW,
    QUESTIONNAIRE,
    UNANSWERED,
    Council,
    add_council,
    freeze,
    level,
    save,
)


def test_findings_come_back_as_they_were_frozen_with_what_they_were_worked_out_from(
    store: Store, council: Council
) -> None:
    with store.read() as tx:
        assert snapshots.profile(tx, council.id, council.assessment) is None
        assert snapshots.sections(tx, council.id, "essentials") == {}
    with store.write() as tx:
        freeze(tx, council)
    with store.read() as tx:
        whole = snapshots.profile(tx, council.id, council.assessment)
        assert whole == FrozenProfile(FINDINGS.profile, QUESTIONNAIRE.hash, "1", NOW)
        assert snapshots.roles(tx, council.id, council.assessment) == FINDINGS.roles
        assert snapshots.sections(tx, council.id, "essentials") == {council.assessment: list(FINDINGS.sections)}
        assert snapshots.basis(tx, council.id, council.assessment, COMPARED) == FINDINGS.bases[COMPARED]
        assert snapshots.basis(tx, council.id, council.assessment, "0" * 64) is None
        assert snapshots.basis_keys(tx, council.id, council.assessment) == {COMPARED}


def test_freezing_again_leaves_nothing_of_what_was_frozen_before(store: Store, council: Council) -> None:
    fewer = replace(FINDINGS, profile="{}", roles={}, sections=FINDINGS.sections[:1], bases={"d" * 64: "[]"})
    with store.write() as tx:
        freeze(tx, council)
        freeze(tx, council, fewer)
    with store.read() as tx:
        whole = snapshots.profile(tx, council.id, council.assessment)
        assert whole
        assert whole.findings == "{}"
        assert snapshots.roles(tx, council.id, council.assessment) == {}
        assert snapshots.sections(tx, council.id, "essentials") == {council.assessment: list(fewer.sections)}
        assert snapshots.basis_keys(tx, council.id, council.assessment) == {"d" * 64}


def test_a_basis_that_is_frozen_stays_and_others_join_it(store: Store, council: Council) -> None:
    with store.write() as tx:
        freeze(tx, council)
        snapshots.save_basis(tx, council.id, council.assessment, COMPARED, "another")
        snapshots.save_basis(tx, council.id, council.assessment, "d" * 64, "more")
    with store.read() as tx:
        assert snapshots.basis(tx, council.id, council.assessment, COMPARED) == FINDINGS.bases[COMPARED]
        assert snapshots.basis(tx, council.id, council.assessment, "d" * 64) == "more"
    with store.write() as tx, pytest.raises(NotFound):
        snapshots.save_basis(tx, council.id, "nothing", COMPARED, "{}")


def test_figures_are_those_of_one_questionnaire(store: Store, council: Council) -> None:
    with store.write() as tx:
        freeze(tx, council)
    with store.read() as tx:
        assert snapshots.sections(tx, council.id, "another") == {}


def test_what_was_frozen_without_bases_is_found_in_every_organisation(store: Store, council: Council) -> None:
    with store.write() as tx:
        other = add_council(tx, "Bracken")
        freeze(tx, council)
        freeze(tx, other, replace(FINDINGS, bases={}))
    with store.read() as tx:
        assert snapshots.incomplete(tx) == [(other.id, other.assessment)]


def test_responses_that_are_new_or_changed_since_freezing_are_counted_by_role(store: Store, council: Council) -> None:
    with store.write() as tx:
        silent, partner, nobody = (
            assessments.add_response(tx, council.id, council.assessment, role=role).id
            for role in ("councillors", "partners", None)
        )
        save(tx, council, "aims", level(2))
        save(tx, council, "aims", level(1), response=partner)
        assert changed(tx, council) == {"managers": 1, "partners": 1}
        assessment_answers.mark_frozen(tx, council.id, council.assessment)
        assert changed(tx, council) == {}
        save(tx, council, "aims", level(2), seen=1)
        save(tx, council, "reviews", DONT_KNOW, response=nobody)
        save(tx, council, "reviews", level(3), response=nobody, seen=1)
        assert changed(tx, council) == {"managers": 1, None: 1}
        save(tx, council, "aims", UNANSWERED, response=silent)
        assert changed(tx, council) == {"managers": 1, None: 1, "councillors": 1}


def test_progress_counts_responses_and_answers_and_tells_nothing_else(store: Store, council: Council) -> None:
    with store.write() as tx:
        housing = organisations.add_unit(tx, council.id, name="Housing", kind="service").id
        own = {"questionnaire_id": "essentials", "content_hash": QUESTIONNAIRE.hash, "scope": Scope.FULL}
        still = assessments.add(
            tx, council.id, round_id=council.round, unit_id=housing, privacy=Privacy.CONFIDENTIAL, **own
        ).id
        later = rounds.add(tx, council.id, name="Autumn", held_on=date(2026, 9, 1), content=[]).id
        second = assessments.add_response(tx, council.id, council.assessment).id
        save(tx, council, "aims", level(4), evidenced=True)
        save(tx, council, "reviews", DONT_KNOW)
        save(tx, council, "plans", UNANSWERED)
        save(tx, council, "aims", level(1), response=second)
        assessments.finish(tx, council.id, second, NOW)
    with store.read() as tx:
        found = assessment_answers.progress(tx, council.id, council.round)
        assert found == {
            council.assessment: AssessmentProgress(Turnout(2, 1), 3),
            still: AssessmentProgress(Turnout(0, 0), 0),
        }
        assert assessment_answers.progress(tx, council.id, later) == {}


def changed(tx: Connection, council: Council) -> dict[str | None, int]:
    return assessment_answers.changed_since_frozen(tx, council.id, council.assessment)
