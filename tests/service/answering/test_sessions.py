"""Answering for a unit: beginning, the place where it was left, saving, finishing, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from journey.model import AnswerContent, AnswerState, Scope
from journey.rules.reading_time import minutes_for
from journey.rules.scoring import asked_statements
from journey.service import Closed, Conflict, NotFound, Product
from journey.service.answering import saving, sessions
from journey.service.answering.sessions import AnsweringSession, SectionPage
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.rounds import closing
from journey.store import answers, organisations, rounds
from tests.steps.refusals import refused

pytestmark = pytest.mark.content("shipped")

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
LEVEL_3 = AnswerContent(AnswerState.LEVEL, 3)
STAGES = ["taking-stock", "setting-direction", "getting-started", "making-it-happen", "keeping-on-track"]


def begun(product: Product, *questionnaires: str, scope: Scope = Scope.QUICK) -> Selection:
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    return sessions.begin(
        product, council, unit, round_id=None, questionnaire_ids=questionnaires or ("stages",), scope=scope
    )


def again(product: Product, selection: Selection, *questionnaires: str, scope: Scope) -> None:
    """Begin once more in the same round."""
    sessions.begin(
        product,
        selection.organisation,
        selection.unit,
        round_id=selection.round.id,
        questionnaire_ids=questionnaires,
        scope=scope,
    )


def sat(product: Product, selection: Selection) -> AnsweringSession:
    found = sessions.session_of(product, selection)
    assert found
    return found


def save(product: Product, page: SectionPage, content: AnswerContent, *, number: int = 0, seen: int = 0) -> None:
    response, statement = page.part.response, page.statements[number]
    saving.save(
        product, response.organisation_id, response.id, statement, content, expected_version=seen, writer="laptop"
    )


# --- beginning -------------------------------------------------------------------------------------------------------


def test_a_new_round_is_named_after_the_month_and_pins_everything_that_ships(product: Product) -> None:
    selection = begun(product)
    assert (selection.round.name, selection.round.held_on) == ("November 2026", date(2026, 11, 21))
    with product.store.read() as tx:
        pinned = rounds.content(tx, selection.organisation.id, selection.round.id)
    assert {(one.kind, one.id, one.hash) for one in pinned} == {
        (one.kind, one.id, one.hash) for one in round_content(product.library)
    }


def test_a_day_begins_at_midnight_where_the_council_is(product: Product) -> None:
    after_midnight = replace(product, clock=lambda: datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    selection = begun(after_midnight, scope=Scope.FULL)
    assert (selection.round.name, selection.round.held_on) == ("July 2026", date(2026, 7, 1))
    pages = sat(after_midnight, selection).pages
    page, number = next(
        (page, at) for page in pages for at, statement in enumerate(page.statements) if statement.leadership
    )
    acted = AnswerContent(AnswerState.LEVEL, 3, evidence="the minutes", act="chaired it", act_on=date(2026, 7, 1))
    save(after_midnight, page, acted, number=number)
    with product.store.read() as tx:
        tally = answers.tally(tx, selection.organisation.id, page.part.assessment.id)
    assert tally[page.statements[number].id].evidenced == 1, "an act of today lies not in the future"


def test_a_quick_check_asks_two_statements_of_each_stage_and_the_full_assessment_all(product: Product) -> None:
    quick, full = sat(product, begun(product)), sat(product, begun(product, scope=Scope.FULL))
    assert [(page.section.id, len(page.statements)) for page in quick.pages] == [(stage, 2) for stage in STAGES]
    assert [page.statements for page in full.pages] == [page.section.statements for page in full.pages]
    assert (quick.scope, full.scope) == (Scope.QUICK, Scope.FULL)


def test_a_unit_for_which_nothing_was_begun_has_no_sitting(product: Product) -> None:
    selection = begun(product)
    with product.store.write() as tx:
        service = organisations.add_unit(tx, selection.organisation.id, name="Highways", kind="service")
    assert sessions.session_of(product, Selection(selection.organisation, selection.round, service)) is None
    assert sessions.confidential_turnout(product, selection) is None


def test_a_second_questionnaire_joins_the_round_and_its_pages_follow(product: Product) -> None:
    selection = begun(product)
    again(product, selection, "breakthroughs", scope=Scope.QUICK)
    found = sat(product, selection)
    assert [part.questionnaire.id for part in found.parts] == ["stages", "breakthroughs"]
    assert [page.part.questionnaire.id for page in found.pages] == ["stages"] * 5 + ["breakthroughs"] * 8


def test_beginning_again_changes_nothing(product: Product) -> None:
    selection = begun(product)
    before = sat(product, selection)
    again(product, selection, "stages", scope=Scope.QUICK)
    assert sat(product, selection) == before


def test_widening_keeps_every_answer_and_reopens_from_the_first_section(product: Product) -> None:
    selection = begun(product)
    here = sat(product, selection)
    save(product, here.pages[2], LEVEL_3)
    sessions.go(product, here, len(here.pages))
    sessions.finish(product, here)
    kept = sessions.answers_given(product, here)
    again(product, selection, "stages", scope=Scope.FULL)
    wide = sat(product, selection)
    assert (wide.scope, wide.at, wide.is_finished) == (Scope.FULL, 0, False)
    assert sessions.answers_given(product, wide) == kept
    assert sessions.progress(wide, kept).asked == 37


def test_an_unknown_round_or_a_closed_one_begins_nothing(product: Product) -> None:
    selection = begun(product)
    with pytest.raises(NotFound):
        sessions.begin(
            product,
            selection.organisation,
            selection.unit,
            round_id="none",
            questionnaire_ids=["stages"],
            scope=Scope.QUICK,
        )
    closing.close(product, selection.organisation.id, selection.round.id)
    with pytest.raises(Closed):
        again(product, selection, "breakthroughs", scope=Scope.QUICK)


@pytest.mark.parametrize("scope", Scope)
def test_the_size_that_is_announced_is_what_is_asked(product: Product, scope: Scope) -> None:
    here = sat(product, begun(product, scope=scope))
    done = sessions.progress(here, sessions.answers_given(product, here))
    assert sessions.size(product, "stages", scope) == (done.asked, done.minutes_left)


# --- the place -------------------------------------------------------------------------------------------------------


def test_a_sitting_resumes_on_the_page_where_it_was_left_and_after_the_last_comes_the_review(product: Product) -> None:
    selection = begun(product, "stages", "breakthroughs")
    here = sat(product, selection)
    assert here.at == 0
    for to in (3, 7, 4, len(here.pages), 1):
        sessions.go(product, sat(product, selection), to)
        assert sat(product, selection).at == to


def test_a_place_is_remembered_in_a_closed_round_too(product: Product) -> None:
    selection = begun(product)
    closing.close(product, selection.organisation.id, selection.round.id)
    sessions.go(product, sat(product, selection), 2)
    assert sat(product, selection).at == 2


# --- saving ----------------------------------------------------------------------------------------------------------


def test_an_answer_is_returned_as_it_is_stored(product: Product) -> None:
    page = sat(product, begun(product)).pages[0]
    response, statement = page.part.response, page.statements[0]
    content = AnswerContent(AnswerState.LEVEL, 3, note="  seen\x07 twice\n", evidence="Minutes")
    saved = saving.save(
        product, response.organisation_id, response.id, statement, content, expected_version=0, writer="laptop"
    )
    assert saved.content == AnswerContent(AnswerState.LEVEL, 3, note="seen twice", evidence="Minutes")
    assert (saved.version, saved.writer, saved.saved_at) == (1, "laptop", NOW)
    assert saving.stored(product, response.organisation_id, response.id, statement.id) == saved


def test_what_an_answer_does_not_carry_is_taken_out_and_notes_stay() -> None:
    said = {"reason": "none here", "note": "n", "evidence": "e", "act": "a", "act_on": date(2026, 11, 1)}
    kept = {key: value for key, value in said.items() if key != "reason"}
    assert saving.tidy(AnswerContent(AnswerState.DONT_KNOW, 3, **said)) == AnswerContent(
        AnswerState.DONT_KNOW, None, **kept
    )
    assert saving.tidy(AnswerContent(AnswerState.LEVEL, 3, **said)) == AnswerContent(AnswerState.LEVEL, 3, **kept)
    not_applicable = AnswerContent(AnswerState.NOT_APPLICABLE, None, **said)
    assert saving.tidy(not_applicable) == not_applicable


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (AnswerContent(AnswerState.NOT_APPLICABLE), "why it does not apply"),
        (AnswerContent(AnswerState.NOT_APPLICABLE, reason=" \u202e "), "why it does not apply"),
        (AnswerContent(AnswerState.NOT_APPLICABLE, reason="x" * 501), "reason has 501 characters, and 500"),
        (AnswerContent(AnswerState.LEVEL, 5), "from 1 to 4"),
        (AnswerContent(AnswerState.LEVEL, 0), "from 1 to 4"),
        (AnswerContent(AnswerState.LEVEL), "from 1 to 4"),
        (AnswerContent(AnswerState.LEVEL, 3, note="x" * 4001), "note has 4,001 characters, and 4,000"),
        (AnswerContent(AnswerState.LEVEL, 3, evidence="x" * 4001), "what you could show has 4,001"),
        (AnswerContent(AnswerState.LEVEL, 3, act="x" * 4001), "what leaders did has 4,001"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_the_reason_and_nothing_changes(
    product: Product, content: AnswerContent, why: str
) -> None:
    here = sat(product, begun(product))
    with refused(why):
        save(product, here.pages[0], content)
    assert sessions.answers_given(product, here) == {here.parts[0].response.id: {}}


def test_texts_of_just_the_length_that_is_allowed_are_saved(product: Product) -> None:
    here = sat(product, begun(product))
    save(product, here.pages[0], AnswerContent(AnswerState.LEVEL, 1, note="x" * 4000))
    save(product, here.pages[1], AnswerContent(AnswerState.NOT_APPLICABLE, reason="x" * 500))
    assert len(sessions.answers_given(product, here)[here.parts[0].response.id]) == 2


@pytest.mark.both_databases
def test_an_answer_that_somebody_changed_in_the_meantime_is_kept_and_shown(product: Product) -> None:
    page = sat(product, begun(product)).pages[0]
    save(product, page, LEVEL_3)
    with pytest.raises(Conflict) as caught:
        save(product, page, AnswerContent(AnswerState.LEVEL, 1))
    assert caught.value.stored.content == LEVEL_3
    save(product, page, AnswerContent(AnswerState.LEVEL, 1), seen=1)


# --- progress and the end --------------------------------------------------------------------------------------------


def test_progress_counts_what_was_said_and_the_minutes_that_the_rest_takes(product: Product) -> None:
    here = sat(product, begun(product))
    for page, state in zip(
        here.pages, (AnswerState.DONT_KNOW, AnswerState.UNANSWERED, AnswerState.LEVEL), strict=False
    ):
        save(product, page, AnswerContent(state, 2 if state is AnswerState.LEVEL else None))
    save(product, here.pages[3], AnswerContent(AnswerState.NOT_APPLICABLE, reason="not ours"))
    done = sessions.progress(here, sessions.answers_given(product, here))
    said = {here.pages[n].statements[0].id for n in (0, 2, 3)}
    questionnaire = here.parts[0].questionnaire
    asked = set(asked_statements(questionnaire, Scope.QUICK))
    left = [s for s in questionnaire.statements() if s.id in asked - said]
    assert (done.answered, done.asked, done.minutes_left) == (3, 10, minutes_for(left))


def test_after_finishing_answers_may_be_changed_while_the_round_is_open(product: Product) -> None:
    selection = begun(product, "stages", "breakthroughs")
    here = sat(product, selection)
    assert not here.is_finished
    save(product, here.pages[0], LEVEL_3)
    sessions.finish(product, here)
    assert [part.response.finished_at for part in sat(product, selection).parts] == [NOW, NOW]
    save(product, here.pages[0], AnswerContent(AnswerState.LEVEL, 4), seen=1)
    assert sat(product, selection).is_finished


def test_a_closed_round_refuses_answers_and_finishing_and_keeps_what_was_said(product: Product) -> None:
    selection = begun(product)
    here = sat(product, selection)
    save(product, here.pages[0], LEVEL_3)
    before = sessions.answers_given(product, here)
    closing.close(product, selection.organisation.id, selection.round.id)
    with pytest.raises(Closed):
        save(product, here.pages[0], AnswerContent(AnswerState.LEVEL, 1), seen=1)
    with pytest.raises(Closed):
        sessions.finish(product, here)
    assert sessions.answers_given(product, here) == before
    assert not sat(product, selection).is_finished
