"""Findings of a unit: of open and confidential assessments, and frozen once the round is closed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from journey.content import Library
from journey.model import Absent, AnswerContent, AnswerState, Hidden, Privacy, Scope, Turnout
from journey.service import Closed, Product
from journey.service.answering import saving, sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import UnitFindings, by_questionnaire
from journey.service.rounds import closing
from journey.service.rounds.snapshots import complete
from journey.service.workshop import paper_ballots
from journey.store import answers, assessments, snapshots, tables

pytestmark = pytest.mark.content("shipped")

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
STAGE = "setting-direction"


def begun(product: Product, *questionnaires: str) -> Selection:
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(product, council, unit, round_id=None, questionnaire_ids=questionnaires, scope=Scope.QUICK)


def answer(product: Product, selection: Selection, *levels: int, seen: int = 0) -> None:
    """Give the asked statements of one stage these levels."""
    here = sessions.session_of(product, selection)
    assert here
    page = here.pages[1]
    assert page.section.id == STAGE
    for statement, level in zip(page.statements, levels, strict=True):
        content = AnswerContent(AnswerState.LEVEL, level)
        saving.save(
            product,
            selection.organisation.id,
            page.part.response.id,
            statement,
            content,
            expected_version=seen,
            writer="laptop",
        )


def ask_confidentially(product: Product, selection: Selection) -> str:
    """A confidential assessment by the breakthroughs; its id."""
    with product.store.write() as tx:
        return assessments.add(
            tx,
            selection.organisation.id,
            round_id=selection.round.id,
            unit_id=selection.unit.id,
            questionnaire_id="breakthroughs",
            content_hash=product.library.pinned("questionnaire", "breakthroughs").hash,
            scope=Scope.QUICK,
            privacy=Privacy.CONFIDENTIAL,
        ).id


def respond(product: Product, selection: Selection, assessment_id: str, *levels: int) -> None:
    """Further respondents, each of whom gives one level to one statement."""
    with product.store.write() as tx:
        for level in levels:
            contents = {"few-things-first": (AnswerContent(AnswerState.LEVEL, level), False)}
            response = assessments.add_response(tx, selection.organisation.id, assessment_id, role="managers")
            answers.save_many(tx, selection.organisation.id, response.id, contents, writer="phone", at=NOW)


def breakthroughs(product: Product, selection: Selection) -> UnitFindings:
    return by_questionnaire(product, selection)["breakthroughs"]


def test_findings_of_an_open_assessment_follow_every_answer(product: Product) -> None:
    selection = begun(product, "stages")
    answer(product, selection, 2, 3)
    standing = by_questionnaire(product, selection)["stages"]
    assert standing.turnout == Turnout(1, 0)
    assert standing.profile
    assert standing.profile.section(STAGE).index == 2.5
    assert standing.profile.section("taking-stock").index is None
    answer(product, selection, 4, 4, seen=1)
    changed = by_questionnaire(product, selection)["stages"].profile
    assert changed
    assert changed.section(STAGE).index == 4.0


def test_every_questionnaire_of_the_unit_has_its_own_findings(product: Product) -> None:
    assert list(by_questionnaire(product, begun(product, "stages", "breakthroughs"))) == ["stages", "breakthroughs"]


def test_a_confidential_assessment_shows_counts_alone_below_the_smallest_group(product: Product) -> None:
    selection = begun(product, "stages")
    assessment = ask_confidentially(product, selection)
    respond(product, selection, assessment, 2, 3, 3, 1)
    few = breakthroughs(product, selection)
    assert (few.profile, few.why, few.turnout) == (None, Absent.TOO_FEW, Turnout(4, 0))
    closing.close(product, selection.organisation.id, selection.round.id)
    closed = breakthroughs(product, selection)
    assert (closed.profile, closed.why, closed.turnout.begun, closed.min_group) == (None, Absent.TOO_FEW, 4, 5)


def test_a_confidential_assessment_is_shown_when_its_round_is_closed_and_not_before(product: Product) -> None:
    selection = begun(product, "stages")
    respond(product, selection, ask_confidentially(product, selection), 2, 3, 3, 1, 4)
    enough = breakthroughs(product, selection)
    assert (enough.profile, enough.why, enough.turnout.begun) == (None, Absent.STILL_OPEN, 5)
    closing.close(product, selection.organisation.id, selection.round.id)
    closed = breakthroughs(product, selection)
    assert closed.profile
    assert (closed.why, closed.profile.responses, closed.profile.section("action").index) == (None, 5, 2.6)
    stricter = replace(product, settings=replace(product.settings, min_group=6))
    assert breakthroughs(stricter, selection).profile is None


def test_what_a_small_group_answered_alike_is_not_shown(product: Product) -> None:
    """All of five said 2 to the one statement behind the score: it would show what each of them said."""
    selection = begun(product, "stages")
    respond(product, selection, ask_confidentially(product, selection), 2, 2, 2, 2, 2)
    closing.close(product, selection.organisation.id, selection.round.id)
    profile = breakthroughs(product, selection).profile
    assert profile
    action = profile.section("action")
    assert (action.hidden, action.index, action.coverage, action.statements) == (Hidden.EVERYTHING, None, None, ())


def test_how_many_began_and_finished_confidentially_can_be_told(product: Product) -> None:
    selection = begun(product, "stages")
    respond(product, selection, ask_confidentially(product, selection), 2, 3)
    assert sessions.confidential_turnout(product, selection) == Turnout(begun=2, finished=0)


@pytest.mark.both_databases
def test_findings_of_a_closed_round_are_those_of_the_day_it_closed(product: Product) -> None:
    selection = begun(product, "stages")
    answer(product, selection, 2, 3)
    before = by_questionnaire(product, selection)["stages"].profile
    closing.close(product, selection.organisation.id, selection.round.id)
    with product.store.write() as tx:
        tx.execute(update(tables.tally).values(level_1=9))
    assert by_questionnaire(product, selection)["stages"].profile == before
    with pytest.raises(Closed):
        closing.close(product, selection.organisation.id, selection.round.id)


def test_content_that_changes_later_does_not_touch_a_round(product: Product, tmp_path: Path) -> None:
    selection = begun(product, "stages")
    answer(product, selection, 2, 3)
    before = by_questionnaire(product, selection)
    file = tmp_path / "questionnaires/stages/2.0.0.yaml"
    file.parent.mkdir(parents=True)
    shipped = product.library.path("questionnaire", "stages").read_text(encoding="utf-8")
    file.write_text(shipped.replace("1.0.0", "2.0.0", 1), encoding="utf-8")
    later = replace(product, library=Library.read(tmp_path))
    assert later.library.questionnaire("stages").version == "2.0.0"
    assert by_questionnaire(later, selection) == before
    closing.close(later, selection.organisation.id, selection.round.id)
    closed = by_questionnaire(later, selection)["stages"]
    assert (closed.profile, closed.questionnaire.version) == (before["stages"].profile, "1.0.0")
    with product.store.read() as tx:
        found = snapshots.profile(tx, selection.organisation.id, closed.assessment.id)
    assert found
    assert (found.content_hash, found.frozen_at) == (closed.assessment.content_hash, NOW)


def type_in_cards(product: Product, selection: Selection, assessment_id: str, counts: dict[str, int]) -> None:
    """What a facilitator read from cards about the statement that ``respond`` answers."""
    with product.store.write() as tx:
        organisation_id = selection.organisation.id
        assessments.lock_for_update(tx, organisation_id, assessment_id)
        paper_ballots.save(tx, organisation_id, assessment_id, "few-things-first", counts, writer="laptop", at=NOW)


@pytest.mark.parametrize(
    ("phones", "is_shown"), [((4,), False), ((2, 3, 1, 4), False), ((2, 3, 1, 4, 4), True), ((), True)]
)
def test_cards_that_were_typed_in_do_not_make_a_few_phones_enough(
    product: Product, phones: tuple[int, ...], is_shown: bool
) -> None:
    """One phone and four cards: whoever typed the cards in would have the phone's answer by taking them away."""
    selection = begun(product, "stages")
    assessment = ask_confidentially(product, selection)
    respond(product, selection, assessment, *phones)
    type_in_cards(product, selection, assessment, {"1": 2, "2": 1, "3": 1, "4": 1})
    closing.close(product, selection.organisation.id, selection.round.id)
    found = breakthroughs(product, selection)
    assert found.turnout.ballots == 5
    assert (found.profile is not None, found.why) == ((True, None) if is_shown else (False, Absent.TOO_FEW))


def test_a_round_that_an_earlier_release_closed_is_shown_by_the_same_rule(product: Product) -> None:
    selection = begun(product, "stages")
    assessment = ask_confidentially(product, selection)
    respond(product, selection, assessment, 4)
    type_in_cards(product, selection, assessment, {"1": 2, "2": 1, "3": 1})
    closing.close(product, selection.organisation.id, selection.round.id)
    with product.store.write() as tx:
        frozen = snapshots.profile(tx, selection.organisation.id, assessment)
        assert frozen
        whole = json.loads(frozen.findings)
        del whole["ballots"]
        for section in whole["sections"]:
            del section["on_paper"]
        tx.execute(
            update(tables.frozen_profile)
            .where(tables.frozen_profile.c.assessment_id == assessment)
            .values(findings=json.dumps(whole, separators=(",", ":")))
        )
    assert breakthroughs(product, selection).profile, "as the earlier release showed it"
    complete(product.store)
    assert breakthroughs(product, selection).profile is None
