"""Pitfalls closed and reopened between two rounds, and when each stage was ready to be left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Missing, PitfallContent, PitfallState, Scope
from journey.service import Product
from journey.service.answering import sessions
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds, readiness_over_time
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.rounds import closing
from tests.steps.rounds import add_unit, ask, everybody, say

pytestmark = pytest.mark.content("shipped")

STAGE = "taking-stock"
AVOIDED, PARTLY, NOT_YET = (
    PitfallContent(state) for state in (PitfallState.AVOIDED, PitfallState.PARTLY, PitfallState.NOT_YET)
)


@pytest.fixture
def views(product: Product) -> list[Selection]:
    """A council in three rounds, each begun openly by the whole of it."""
    council = councils.start(product, name="Ambershire", kind="County council")
    (unit,) = councils.units(product, council.id)
    found = []
    for _ in range(3):
        selection = sessions.begin(
            product, council, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.FULL
        )
        found.append(selection)
    return found


def said(product: Product, selection: Selection, *contents: PitfallContent) -> None:
    """What is said about the pitfalls of a stage, one by one in the order of the checklist."""
    stage = pitfalls.by_stage(product, selection, None)[STAGE]
    for pitfall, content in zip(stage.checklist.pitfalls, contents, strict=False):
        pitfalls.record(
            product, selection, stage.checklist.id, pitfall.id, content, expected_version=0, writer="laptop"
        )


def levels(product: Product, selection: Selection, level: int) -> None:
    """The same level for every statement of the stage."""
    here = sessions.session_of(product, selection)
    assert here
    page = here.pages[0]
    assert page.section.id == STAGE
    for statement in page.statements:
        say(product, page.part.assessment, page.part.response.id, statement.id, level)


def ids(product: Product, selection: Selection) -> list[str]:
    return [pitfall.id for pitfall in pitfalls.by_stage(product, selection, None)[STAGE].checklist.pitfalls]


def test_a_pitfall_is_closed_or_reopened_where_somebody_looked_at_it_in_both_rounds(
    product: Product, views: list[Selection]
) -> None:
    first, second, _ = views
    said(product, first, NOT_YET, PARTLY, AVOIDED, AVOIDED, PitfallContent(), AVOIDED)
    said(product, second, AVOIDED, AVOIDED, NOT_YET, PARTLY, AVOIDED, PitfallContent())
    found = between(product, second, "stages", first.round)
    assert found
    change = next(one for one in found.pitfalls if one.section_id == STAGE)
    every = ids(product, first)
    assert (change.closed, change.reopened) == (tuple(every[:2]), tuple(every[2:4]))
    assert [tally.avoided for tally in change.tallies] == [
        (every[2], every[3], every[5]),
        (every[0], every[1], every[4]),
    ]
    assert [one.section_id for one in found.pitfalls] == list(pitfalls.by_stage(product, first, None))


def test_what_readiness_lacked_is_told_of_both_rounds(product: Product, views: list[Selection]) -> None:
    first, second, third = views
    levels(product, first, 1)
    levels(product, second, 3)
    for selection in (second, third):
        said(product, selection, *[AVOIDED] * 20)
    found = between(product, second, "stages", first.round)
    assert found
    change = next(one for one in found.pitfalls if one.section_id == STAGE)
    before, after = change.missing
    assert before == (Missing.INDEX, Missing.SECURE_LEVEL, Missing.CRITICAL_PITFALL, Missing.PITFALLS)
    assert after == ()


def test_a_stage_that_was_left_although_not_ready_is_told_of_its_round(
    product: Product, views: list[Selection]
) -> None:
    first, second, _ = views
    for selection in (first, second):
        levels(product, selection, 2)
    pitfalls.move_on(product, first, STAGE, reason="the year goes on", decided_by="the leader")
    found = between(product, second, "stages", first.round)
    assert found
    assert found.left == ({STAGE}, frozenset())


def test_readiness_over_time_knows_ready_not_ready_and_not_known(product: Product, views: list[Selection]) -> None:
    first, second, third = views
    levels(product, first, 2)
    said(product, first, *[AVOIDED] * 20)
    levels(product, second, 3)
    said(product, second, *[AVOIDED] * 20)
    levels(product, third, 4)
    for selection in views[:2]:
        closing.close(product, selection.organisation.id, selection.round.id)
    history = over_rounds(product, first.organisation.id, "stages")
    assert history
    found = readiness_over_time(product, third, history)
    ready = found.by_round
    assert [ready[selection.round.id, STAGE] for selection in views] == [False, True, None]
    assert {ready[first.round.id, stage] for stage in ("setting-direction", "keeping-on-track")} == {None}
    assert len(ready) == 3 * 5


def test_a_stage_is_not_called_ready_by_answers_that_may_not_be_shown(product: Product, views: list[Selection]) -> None:
    """Every pitfall is avoided and all answer 3, but they are four, or their round is open: nothing is known."""
    first, second, _ = views
    housing = add_unit(product, first.organisation, "Housing")
    asked = [statement.id for statement in product.library.questionnaire("stages").sections[0].statements]
    for selection, number in ((first, 4), (second, 12)):
        replies = everybody(asked, *[3, 4] * (number // 2))
        ask(product, selection.round, housing, replies, questionnaire_id="stages")
        said(product, replace(selection, unit=housing), *[AVOIDED] * 20)
    closing.close(product, first.organisation.id, first.round.id)

    def ready() -> list[bool | None]:
        history = over_rounds(product, first.organisation.id, "stages")
        assert history
        found = readiness_over_time(product, replace(second, unit=housing), history)
        return [found.by_round[selection.round.id, STAGE] for selection in (first, second)]

    assert ready() == [None, None]
    closing.close(product, first.organisation.id, second.round.id)
    assert ready() == [None, True]
