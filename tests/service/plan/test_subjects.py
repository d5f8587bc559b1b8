"""What an action is about is said as its round asked it, and as it ships where the round is gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journey.model import Action, ActionContent, Measure, MeasureContent, Scope, Subject, SubjectKind
from journey.service import Product
from journey.service.answering import sessions
from journey.service.plan import subjects
from journey.service.plan.subjects import Named
from journey.store import measures, rounds
from journey.store.versioned_records import Edit
from tests.steps.rounds import NOW, TWO_SECTIONS, Ask, product_with, start, write

STAGE = Subject(SubjectKind.SECTION, "taking-stock", "stages")
PITFALL = Subject(SubjectKind.PITFALL, "asked-only-the-top", "taking-stock")


@pytest.mark.content("shipped")
def test_each_kind_of_subject_has_its_title(product: Product) -> None:
    council, unit = start(product)
    here = sessions.begin(
        product, council, unit, round_id=None, questionnaire_ids=["stages", "breakthroughs"], scope=Scope.QUICK
    )
    stages = product.library.questionnaire("stages")
    statement, asked_besides = (
        next(one for one in product.library.questionnaire(id_).statements()) for id_ in ("stages", "breakthroughs")
    )
    with product.store.write() as tx:
        days = Measure("", unit.id, MeasureContent("Days to an answer"))
        measure_id = measures.add(tx, council.id, days, Edit("laptop", NOW)).id
    expected = {
        STAGE: stages.sections[0].title,
        Subject(SubjectKind.STATEMENT, statement.id, "stages"): statement.text,
        Subject(SubjectKind.STATEMENT, statement.id): statement.text,
        Subject(SubjectKind.STATEMENT, asked_besides.id, "breakthroughs"): asked_besides.text,
        PITFALL: "We asked only the people at the top.",
        Subject(SubjectKind.MEASURE, measure_id): "Days to an answer",
    }
    unknown = [Subject(SubjectKind.STATEMENT, "never-asked", "stages"), Subject(SubjectKind.MEASURE, "gone")]
    for round_id in (here.round_id, None, "removed"):
        assert subjects.titles(product, council.id, round_id, [*expected, *unknown]) == expected
    assert [subjects.title(product, council.id, None, one) for one in (STAGE, unknown[0])] == [expected[STAGE], ""]


def test_a_later_wording_does_not_change_what_an_earlier_round_asked(product: Product, tmp_path: Path) -> None:
    council, unit = start(product)
    aims = Subject(SubjectKind.STATEMENT, "aims", "small")
    old = sessions.begin(product, council, unit, round_id=None, questionnaire_ids=["small"], scope=Scope.FULL)
    reworded = {"plan": [Ask("aims", text="Our aims are written down."), *TWO_SECTIONS["plan"][1:]]}
    write(tmp_path, {**TWO_SECTIONS, **reworded}, version="1.1.0")
    newer = product_with(product.store, tmp_path)
    born = Action("old", ActionContent("Write them down", subject=aims), round_id=old.round_id)
    of_no_round = replace(born, id="idea", round_id=None)
    about_nothing = replace(born, id="nothing", content=ActionContent("Rest"))
    assert subjects.of_actions(newer, council.id, [born, of_no_round, about_nothing]) == {
        "old": Named("We look at our aims together.", "Plan"),
        "idea": Named("Our aims are written down.", "Plan"),
    }
    with product.store.write() as tx:
        rounds.remove(tx, council.id, old.round_id)
    assert subjects.title(newer, council.id, old.round_id, aims) == "Our aims are written down."
