"""From a finding to an action: every card offers it with a line, and says afterwards what is in hand about it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import (
    Action,
    ActionContent,
    ActionProgress,
    ActionState,
    Origin,
    PitfallState,
    Subject,
    SubjectKind,
)
from journey.service import Product, current_selection
from journey.service.current_selection import Selection, Wanted
from journey.service.pinned_content import STAGES
from journey.service.plan import actions
from journey.service.plan.in_hand import InHand
from journey.service.plan.place import PlanPlace
from journey.service.profile import unit_findings
from journey.service.sample import loading
from journey.wording.holding_back import holding_back
from tests.ui.test_advice import STATES, Unit
from tests.ui.test_windows import Browser, address_of, fine, said

LINE = "Ask users what got in their way"


def make(drawn: AppTest, selection: Selection, card: str) -> AppTest:
    """Open the fold of a card and write the line down."""
    name = f"make-action-{selection.key}-{card}"
    drawn.session_state[name] = True
    fine(drawn.run())
    drawn.text_input(f"{name}-what").set_value(LINE)
    return fine(drawn.button(f"{name}-save").click().run())


def in_hand(unit: Unit, subject: Subject) -> list[tuple[str, Origin, str | None]]:
    found = InHand.of(unit.product, PlanPlace.of(unit.selection)).about(subject)
    return [(action.content.what, action.origin, action.round_id) for action in found]


@pytest.mark.parametrize(
    ("state", "origin"), [("full, one low", Origin.BLOCKER), ("quick, one low", Origin.FIRST_LOOK)]
)
def test_what_holds_back_becomes_an_action_and_the_card_says_so(product: Product, state: str, origin: Origin) -> None:
    unit = STATES[state](Unit(product))
    here = unit_findings.by_questionnaire(product, unit.selection)[STAGES]
    assert here.profile is not None
    first = holding_back(here.questionnaire, here.profile)
    assert first is not None
    about = Subject(SubjectKind.STATEMENT, first.statements[0].statement_id, STAGES)
    drawn = Browser().window("profile", **address_of(unit.selection))
    assert "In the plan:" not in said(drawn)
    make(drawn, unit.selection, f"statement-{about.id}")
    assert in_hand(unit, about) == [(LINE, origin, unit.selection.round_id)]
    lines = [one.value for one in drawn.markdown if "In the plan:" in one.value]
    # The card of the statement, and the open section that it stands in.
    assert lines == [f"**In the plan:** {LINE} (nobody owns it yet)"] * 2
    assert [one.label for one in drawn.button].count("See it in the plan") == 2
    # On the card itself, and once: nothing at the top leads away from it.
    assert [one.value for one in drawn.success] == ["Written down in the plan. The rest of it can follow there."]
    assert not fine(drawn.run()).success


def test_an_open_section_becomes_an_action(product: Product) -> None:
    unit = STATES["full, one low"](Unit(product))
    drawn = Browser().window("profile", **address_of(unit.selection))
    make(drawn, unit.selection, "section-keeping-on-track")
    about = Subject(SubjectKind.SECTION, "keeping-on-track", STAGES)
    assert [what for what, _origin, _round in in_hand(unit, about)] == [LINE]


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_pitfall_that_bites_becomes_an_action_also_once_the_round_is_closed(
    product: Product, *, is_closed: bool
) -> None:
    unit = STATES["full, one low"](Unit(product)).pitfall("taking-stock", PitfallState.PARTLY)
    about = Subject(SubjectKind.PITFALL, "asked-only-the-top", "taking-stock")
    if is_closed:
        unit.close()
    drawn = Browser().window("pitfalls", **address_of(unit.selection), stage="taking-stock")
    folds = [fold.label for fold in drawn.expander]
    assert folds.count("Make it an action") == 1
    make(drawn, unit.selection, f"pitfall-{about.id}")
    assert in_hand(unit, about) == [(LINE, Origin.PITFALL, unit.selection.round_id)]
    assert f"In the plan:** {LINE}" in said(drawn)


def test_a_pitfall_that_is_avoided_by_now_says_what_is_in_hand_and_asks_for_no_more(product: Product) -> None:
    unit = STATES["full, one low"](Unit(product)).pitfall("taking-stock", PitfallState.AVOIDED)
    about = Subject(SubjectKind.PITFALL, "asked-only-the-top", "taking-stock")
    add(unit, about)
    drawn = Browser().window("pitfalls", **address_of(unit.selection), stage="taking-stock")
    assert "Make it an action" not in [fold.label for fold in drawn.expander]
    assert f"In the plan:** {LINE}" in said(drawn)


def test_a_gap_between_two_roles_becomes_an_action_about_its_section(product: Product) -> None:
    council = loading.load(product)
    selection = current_selection.find(product, Wanted(council.id)).selection
    assert selection is not None
    drawn = Browser().window("compare", **address_of(selection), view="roles")
    sections = [one.id for one in product.library.questionnaire(STAGES).sections]
    for one in sections:
        drawn.session_state[f"make-action-{selection.key}-gap-{one}"] = True
    fine(drawn.run())
    wide = [one for one in sections if any(f"-gap-{one}-what" in str(field.key) for field in drawn.text_input)]
    assert wide, "two roles of the sample council differ"
    make(drawn, selection, f"gap-{wide[0]}")
    found = InHand.of(product, PlanPlace.of(selection)).about(Subject(SubjectKind.SECTION, wide[0], STAGES))
    assert [(action.content.what, action.origin) for action in found if action.content.what == LINE] == [
        (LINE, Origin.ROLE_GAP)
    ]


def test_what_is_done_or_dropped_is_not_in_hand_and_what_1_0_0_wrote_down_is(product: Product) -> None:
    unit = STATES["full, one low"](Unit(product))
    about = Subject(SubjectKind.STATEMENT, "any", STAGES)
    add(unit, Subject(SubjectKind.STATEMENT, "any"))
    done = add(unit, about)
    assert len(in_hand(unit, about)) == 2
    progress = ActionProgress(ActionState.DROPPED, why="No longer needed")
    actions.advance(product, unit.council.id, done.id, progress, expected_version=done.version, writer="laptop")
    assert len(in_hand(unit, about)) == 1
    assert in_hand(unit, Subject(SubjectKind.STATEMENT, "any", "breakthroughs"))
    assert not in_hand(unit, Subject(SubjectKind.SECTION, "any", STAGES))


def add(unit: Unit, subject: Subject) -> Action:
    place = PlanPlace.of(unit.selection)
    return actions.add(unit.product, place, ActionContent(LINE, subject=subject), origin=Origin.IDEA, writer="laptop")
