"""What is asked beyond a quick check: one section alone, everything, another questionnaire; and what is refused."""

from __future__ import annotations

import pytest

from journey.model import AnswerContent, AnswerState, Organisation, Privacy, Scope, Unit
from journey.rules.change_comparable import comparison_key
from journey.service import Closed, NotFound, Product
from journey.service.answering import saving, sessions, widening
from journey.service.answering.sessions import AnsweringSession
from journey.service.assessments import asked_of
from journey.service.compare import change
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings
from journey.service.rounds import closing
from journey.service.rounds.snapshots import in_common
from journey.store import snapshots
from tests.steps.refusals import refused
from tests.steps.rounds import Reply, ask, hold, now, open_a_round, start

pytestmark = [pytest.mark.both_databases, pytest.mark.content("small", "other")]


EVERYTHING_AT_2: dict[str, int | str] = dict.fromkeys(
    ("aims", "figures", "costs", "risks", "reviews", "dates", "advice"), 2
)


@pytest.fixture
def council(product: Product) -> tuple[Organisation, Unit]:
    return start(product)


def begun(product: Product, council: tuple[Organisation, Unit], *, scope: Scope = Scope.QUICK) -> Selection:
    organisation, unit = council
    return sessions.begin(product, organisation, unit, round_id=None, questionnaire_ids=["small"], scope=scope)


def here(product: Product, selection: Selection) -> AnsweringSession:
    found = sessions.session_of(product, selection)
    assert found
    return found


def answer_all(product: Product, selection: Selection, level: int) -> None:
    """Give this level to whatever is not answered yet, and finish."""
    session = here(product, selection)
    given = sessions.answers_given(product, session)
    for page in session.pages:
        response = page.part.response
        for statement in page.statements:
            if statement.id not in given[response.id]:
                content = AnswerContent(AnswerState.LEVEL, level)
                saving.save(
                    product, response.organisation_id, response.id, statement, content, expected_version=0, writer="w"
                )
    sessions.finish(product, session)


def asked(session: AnsweringSession) -> dict[str, list[str]]:
    return {page.name: [statement.id for statement in page.statements] for page in session.pages}


def offered(product: Product, selection: Selection) -> list[tuple[str, str | None, bool, int]]:
    return [
        (offer.questionnaire.id, offer.section.id if offer.section else None, offer.is_new, offer.workload.statements)
        for offer in widening.offers(product, selection)
    ]


def test_after_a_quick_check_the_rest_is_offered_as_a_whole_by_section_and_what_was_not_begun(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    assert offered(product, selection) == [
        ("small", None, False, 5),
        ("small", "plan", False, 3),
        ("small", "learn", False, 2),
        ("other", None, True, 1),
    ]
    found = widening.offers(product, selection)
    assert widening.of_section(found, "small", "learn") == found[2]
    assert widening.of_section(found, "small", "nowhere") is None


def test_one_section_is_asked_in_full_and_the_first_new_statement_comes_next(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    answer_all(product, selection, 2)
    session = here(product, selection)
    sessions.go(product, session, len(session.pages))
    opening = widening.widen(product, selection, "small", "learn")
    assert opening == widening.Opening(1, "small.learn", "dates")
    wide = here(product, selection)
    assert asked(wide) == {"small.plan": ["aims"], "small.learn": ["reviews", "dates", "advice"]}
    assert (wide.at, wide.is_finished, wide.scope) == (1, False, Scope.QUICK)
    done = sessions.progress(wide, sessions.answers_given(product, wide))
    assert (done.answered, done.asked) == (2, 4)
    assert offered(product, selection)[:2] == [("small", None, False, 3), ("small", "plan", False, 3)]


def test_the_section_in_full_has_a_secure_level_and_the_others_stay_a_first_look(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    answer_all(product, selection, 2)
    widening.widen(product, selection, "small", "learn")
    answer_all(product, selection, 3)
    closing.close(product, selection.organisation.id, selection.round.id)
    closed = Selection(selection.organisation, now(product, selection.round), selection.unit)
    found = unit_findings.by_questionnaire(product, closed)["small"]
    assert found.profile
    scores = {score.section_id: score for score in found.profile.sections}
    assert (scores["plan"].secure_level, scores["learn"].secure_level) == (None, 3)
    assert [one.statement_id for one in scores["plan"].statements] == ["aims"], "what was not asked counts nowhere"
    assert {score.coverage for score in scores.values()} == {1.0}
    assert list(found.asked.statements) == ["aims", "reviews", "dates", "advice"]


def test_a_round_that_was_widened_in_one_section_is_compared_with_a_full_one_closed_before(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    earlier, _ = hold(product, *council, 2025, [Reply(None, EVERYTHING_AT_2)], privacy=Privacy.OPEN)
    later = begun(product, council)
    widening.widen(product, later, "small", "learn")
    answer_all(product, later, 3)
    compared = change.between(product, later, "small", earlier.round)
    assert compared
    assert [one.statement_id for one in compared.comparable.statements] == ["aims", "reviews", "dates", "advice"]
    assert {one.section_id: one.difference for one in compared.changes} == {"plan": 1.0, "learn": 1.0}


def test_what_a_closed_confidential_round_needs_to_be_compared_with_it_is_frozen_as_one_section_is_widened(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    _, earlier = hold(product, *council, 2025, [Reply("managers", EVERYTHING_AT_2)] * 6)
    later = begun(product, council)
    widening.widen(product, later, "small", "learn")
    with product.store.read() as tx:
        common = in_common(asked_of(tx, earlier), here(product, later).parts[0].asked)
        assert comparison_key(common) in snapshots.basis_keys(tx, earlier.organisation_id, earlier.id)


def test_when_the_last_section_is_widened_it_is_a_full_assessment(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    for section in ("plan", "learn"):
        widening.widen(product, selection, "small", section)
    assert here(product, selection).scope is Scope.FULL
    assert offered(product, selection) == [("other", None, True, 1)]


def test_everything_is_asked_from_the_first_new_statement_on_and_answers_stay(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    answer_all(product, selection, 4)
    before = sessions.answers_given(product, here(product, selection))
    assert widening.widen(product, selection, "small") == widening.Opening(0, "small.plan", "figures")
    assert here(product, selection).scope is Scope.FULL
    assert sessions.answers_given(product, here(product, selection)) == before


def test_another_questionnaire_begins_with_its_quick_check_and_opens_there(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    answer_all(product, selection, 4)
    session = here(product, selection)
    sessions.go(product, session, len(session.pages))
    assert widening.widen(product, selection, "other") == widening.Opening(2, "other.trust", "candour")
    assert (here(product, selection).at, here(product, selection).is_finished) == (2, False)


def test_where_people_answer_confidentially_nothing_is_offered_and_it_is_refused(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    organisation, unit = council
    selection = Selection(organisation, open_a_round(product, organisation, "Autumn", product.today()), unit)
    ask(product, selection.round, unit, [], scope=Scope.QUICK, privacy=Privacy.CONFIDENTIAL)
    assert widening.offers(product, selection) == ()
    with refused("answer confidentially"):
        widening.widen(product, selection, "small", "learn")


def test_a_closed_round_and_an_unknown_section_are_not_widened(
    product: Product, council: tuple[Organisation, Unit]
) -> None:
    selection = begun(product, council)
    with pytest.raises(NotFound):
        widening.widen(product, selection, "small", "nowhere")
    with pytest.raises(NotFound):
        widening.widen(product, selection, "nothing")
    closing.close(product, selection.organisation.id, selection.round.id)
    with pytest.raises(Closed):
        widening.widen(product, selection, "small", "learn")
    closed = Selection(selection.organisation, now(product, selection.round), selection.unit)
    assert widening.offers(product, closed) == ()
