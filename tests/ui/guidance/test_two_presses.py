"""From a weakness to something to do about it in two presses at most: every statement, section and pitfall that ships.

The pages are drawn as they are, with a fold opened for each press. A press that is not needed, because a fold is open
at once, is not counted.
"""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from journey.model import (
    ActionContent,
    Origin,
    PitfallContent,
    PitfallState,
    Questionnaire,
    Scope,
    Subject,
    SubjectKind,
)
from journey.service import Product, current_selection
from journey.service.answering import saving, sessions
from journey.service.guidance import library
from journey.service.pitfalls import pitfalls
from journey.service.plan import actions
from journey.service.plan.place import PlanPlace
from journey.service.sample import loading
from journey.wording.next_steps import Spot, Target
from tests.ui.test_advice import Unit, arrived, blocks, level, run
from tests.ui.test_windows import Browser, address_of, fine

MOST = 2
HELP, ACT = "How others do it", "Make it an action"
QUESTIONNAIRES = ("stages", "breakthroughs")
STAGES = ("taking-stock", "setting-direction", "getting-started", "making-it-happen", "keeping-on-track")


class Card:
    """What stands together on a page: a statement's card, a section's fold, a pitfall's card."""

    def __init__(self, block: Any) -> None:
        self.block = block

    def folds(self) -> set[str]:
        """The labels of the folds on it."""
        return {one.label for one in self.block.expander}

    def texts(self) -> str:
        return "\n".join(one.value for one in self.block.markdown)


def keyed(drawn: AppTest, name: str) -> Card | None:
    """The part of a page with this key, which stands before what is drawn in it."""
    found = [one for one in blocks(drawn.main) if one.proto.id.endswith(f"-{name}")]
    return Card(found[0]) if found else None


def pressed(drawn: AppTest, *keys: str) -> AppTest:
    """The page after these folds were opened."""
    for key in keys:
        drawn.session_state[key] = True
    return fine(drawn.run())


@pytest.fixture(scope="module", params=[1, 2, 3])
def weak(product: Product, request: pytest.FixtureRequest) -> Unit:
    """A council that answered both questionnaires in full, everywhere at one level below the highest."""
    unit = Unit(product)
    whole = unit.navigation.units[0]
    sessions.begin(
        product, unit.council, whole, round_id=None, questionnaire_ids=list(QUESTIONNAIRES), scope=Scope.FULL
    )
    session = sessions.session_of(product, unit.selection)
    assert session is not None
    for page in session.pages:
        for one in page.statements:
            ids = (unit.council.id, page.part.response.id)
            saving.save(product, *ids, one, level(request.param), expected_version=0, writer="laptop")
    return unit.finish()


@pytest.mark.parametrize("questionnaire_id", QUESTIONNAIRES)
def test_from_every_statement_and_section_of_a_profile(product: Product, weak: Unit, questionnaire_id: str) -> None:
    questionnaire = product.library.questionnaire(questionnaire_id)
    start = arrived(weak, Target("profile", None, questionnaire=questionnaire_id))  # type: ignore[arg-type]
    on_cards = [one.id for one in questionnaire.statements() if keyed(start, f"statement-{one.id}")]
    assert on_cards
    ways = {**{id_: [] for id_ in on_cards}, **_sections(start, questionnaire)}
    opened = pressed(start, *(key for keys in ways.values() for key in keys))
    for id_, keys in ways.items():
        card = _card(opened, id_)
        assert {HELP, ACT} <= card.folds(), id_
        assert len(keys) + 1 <= MOST, id_
    helped = pressed(opened, *(f"how-others-{weak.selection.key}-{id_}" for id_ in ways))
    for section in questionnaire.sections:
        said = _card(helped, section.id).texts()
        for one in section.statements:
            found = library.helping(product, Subject(SubjectKind.STATEMENT, one.id, questionnaire_id))
            assert found
            assert all(entry.title in said for entry in found), one.id
            if one.id in on_cards:
                assert all(entry.title in _card(helped, one.id).texts() for entry in found), one.id


def _sections(start: AppTest, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """For each section the folds that have to be opened until it is read: none for the one that is open at once."""
    shown = {one.label: one for one in start.expander}
    ways = {}
    for section in questionnaire.sections:
        (label,) = [label for label in shown if label.startswith(f"{section.title}: ")]
        ways[section.id] = [] if shown[label].proto.expanded else [f"open-{section.id}"]
    return ways


def _card(drawn: AppTest, id_: str) -> Card:
    found = keyed(drawn, f"statement-{id_}") or keyed(drawn, f"spot-section-{id_}")
    assert found is not None, id_
    return found


@pytest.fixture(scope="module")
def open_everywhere(product: Product) -> Unit:
    """A council of which every pitfall is true."""
    unit = Unit(product).answer(Scope.QUICK, level(2)).finish()
    for stage in pitfalls.by_stage(product, unit.selection, None).values():
        for one in stage.checklist.pitfalls:
            said = PitfallContent(state=PitfallState.NOT_YET)
            ids = (unit.selection, stage.checklist.id, one.id)
            pitfalls.record(product, *ids, said, expected_version=0, writer="laptop")
    return unit


@pytest.mark.parametrize("stage", STAGES)
def test_from_every_pitfall_of_a_checklist(product: Product, open_everywhere: Unit, stage: str) -> None:
    unit = open_everywhere
    start = arrived(unit, Target("pitfalls", Spot.CHECKLIST, stage=stage))
    checklist = product.library.checklist(stage)
    for one in checklist.pitfalls:
        card = keyed(start, f"card-{unit.selection.round_id}-{one.id}")
        assert card is not None
        assert {HELP, ACT} <= card.folds(), one.id
    helped = pressed(start, *(f"how-others-{unit.selection.key}-{one.id}" for one in checklist.pitfalls))
    for one in checklist.pitfalls:
        card = keyed(helped, f"card-{unit.selection.round_id}-{one.id}")
        assert card is not None
        found = library.helping(product, Subject(SubjectKind.PITFALL, one.id, checklist.id))
        assert len(found) > 1
        assert found[0].text in card.texts()
        assert all(entry.title in card.texts() for entry in found[1:]), one.id


@pytest.mark.parametrize(
    "about",
    [
        Subject(SubjectKind.STATEMENT, "checked-it-worked"),
        Subject(SubjectKind.STATEMENT, "few-things-first", "breakthroughs"),
        Subject(SubjectKind.SECTION, "keeping-on-track", "stages"),
        Subject(SubjectKind.PITFALL, "ticked-off-unchecked", "keeping-on-track"),
    ],
    ids=lambda about: f"{about.kind}-{about.of}",
)
def test_from_an_action_of_the_plan(product: Product, about: Subject) -> None:
    unit = Unit(product).answer(Scope.QUICK, level(2)).finish()
    content = ActionContent("Look whether it worked", subject=about)
    made = actions.add(product, PlanPlace.of(unit.selection), content, origin=Origin.IDEA, writer="laptop")
    plan = Browser().window("plan", **address_of(unit.selection), view="actions")
    card = keyed(plan, f"action-card-{made.id}")
    assert card is not None
    assert HELP in card.folds()
    helped = keyed(pressed(plan, f"how-others-action-{made.id}"), f"action-card-{made.id}")
    assert helped is not None
    assert all(entry.text in helped.texts() for entry in library.helping(product, about))


def test_from_a_gap_between_roles(product: Product) -> None:
    token = "a gap between roles"
    council = loading.load(product)
    current_selection.choose(product, token, organisation_id=council.id, round_id=None, unit_id=None)
    drawn = AppTest.from_function(run, args=("compare", token, None), default_timeout=60)
    drawn.query_params["view"] = "roles"
    gaps = [Card(one) for one in blocks(fine(drawn.run()).main) if "-gap-" in one.proto.id and one.expander]
    assert gaps
    assert all({HELP, ACT} <= gap.folds() for gap in gaps)
