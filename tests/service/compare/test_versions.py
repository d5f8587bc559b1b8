"""A later version of a questionnaire: old rounds stay as they were, and comparisons say what was left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, select

from journey.model import Comparable, Privacy, Scope
from journey.service import Product
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire
from journey.store import rounds, tables
from journey.wording.explain import explain
from tests.steps import by_numpy
from tests.steps.rounds import (
    TWO_SECTIONS,
    Ask,
    Reply,
    Sections,
    ask,
    everybody,
    hold,
    open_a_round,
    product_with,
    random_replies,
    start,
    write,
)

FIRST = TWO_SECTIONS
EDITED: Sections = {
    "plan": [Ask("aims", 2.0, text="Everybody knows our aims by heart."), *FIRST["plan"][1:]],
    "learn": FIRST["learn"],
}
"""Version 1.0.0 again, reworded on the disk, which nobody should do."""
SECOND: Sections = {
    # "figures" is reworded, "costs" moves, "risks" is dropped, "trust" is added; "aims" weighs less.
    "plan": [Ask("aims", 0.5), Ask("figures", revision=2, text="Figures are seen by all of us."), Ask("trust")],
    "learn": [*FIRST["learn"], Ask("costs", 0.5)],
}
OLD = tuple(one.id for statements in FIRST.values() for one in statements)
NEW = tuple(one.id for statements in SECOND.values() for one in statements)
COMMON = {"plan": [Ask("aims", 0.5)], "learn": list(FIRST["learn"])}
"""What is the same question in both, with the weights of the later version."""


def replies_of(seed: int, statements: tuple[str, ...]) -> list[Reply]:
    return random_replies(Random(seed), statements, {"managers": 9, "front-line": 11})


def rendered(product: Product, selection: Selection) -> list[Any]:
    """An old round: its bytes, its standings, how each section is explained, its roles and its figures."""
    with product.store.read() as tx:
        pinned = rounds.content(tx, selection.organisation.id, selection.round.id)
    standing = by_questionnaire(product, selection)["small"]
    assert standing.profile
    history = over_rounds(product, selection.organisation.id, "small")
    assert history
    return [
        pinned,
        standing,
        [
            explain(section, standing.profile.section(section.id), standing.profile.responses)
            for section in standing.questionnaire.sections
        ],
        roles_in_view(product, selection, "small"),
        history.of_round(selection.round.id),
    ]


def test_an_old_round_stays_as_it_was_when_its_file_is_edited_and_a_version_is_added(
    product: Product, tmp_path: Path
) -> None:
    council, unit = start(product)
    first, _ = hold(product, council, unit, 2025, replies_of(1, OLD))
    before = rendered(product, first)
    bytes_before = before[0][0].body
    assert b"We look at our aims together." in bytes_before
    write(tmp_path, EDITED)
    assert rendered(product_with(product.store, tmp_path), first) == before
    write(tmp_path, SECOND, version="1.1.0")
    later = product_with(product.store, tmp_path)
    assert rendered(later, first) == before
    second, _ = hold(later, council, unit, 2026, replies_of(2, NEW))
    assert rendered(later, first) == before
    assert by_questionnaire(later, second)["small"].questionnaire.version == "1.1.0"
    with later.store.read() as tx:
        assert rounds.content(tx, council.id, first.round.id)[0].body == bytes_before


def test_a_comparison_across_versions_says_what_was_left_out(product: Product, tmp_path: Path) -> None:
    council, unit = start(product)
    first, _ = hold(product, council, unit, 2025, replies_of(1, OLD))
    write(tmp_path, SECOND, version="1.1.0")
    later = product_with(product.store, tmp_path)
    second, _ = hold(later, council, unit, 2026, replies_of(2, NEW))
    found = between(later, second, "small", first.round)
    assert found
    left_out = found.comparable
    assert [one.statement_id for one in left_out.statements] == ["aims", "reviews", "dates", "advice"]
    assert (left_out.reworded, left_out.added) == (("figures",), ("trust",))
    assert (left_out.dropped, left_out.moved, left_out.asked_once) == (("risks",), ("costs",), ())
    assert not left_out.is_complete
    back = between(later, first, "small", second.round)
    assert back
    assert (back.comparable.added, back.comparable.dropped) == (("risks",), ("trust",))


def test_across_versions_only_what_is_the_same_question_is_compared_with_the_later_weights(
    product: Product, tmp_path: Path
) -> None:
    council, unit = start(product)
    old, new = replies_of(1, OLD), replies_of(2, NEW)
    first, _ = hold(product, council, unit, 2025, old)
    write(tmp_path, SECOND, version="1.1.0")
    later = product_with(product.store, tmp_path)
    second, _ = hold(later, council, unit, 2026, new)
    found = between(later, second, "small", first.round)
    back = between(later, first, "small", second.round)
    assert found
    assert back
    for change, other in zip(found.changes, back.changes, strict=True):
        statements = COMMON[change.section_id]
        sides = [by_numpy.counting(said, statements) for said in (old, new)]
        weights = by_numpy.weights_of(statements)
        index = [by_numpy.index(by_numpy.levels_of(side, statements), weights) for side in sides]
        shown = (
            by_numpy.shown_index(old, FIRST[change.section_id]),
            by_numpy.shown_index(new, SECOND[change.section_id]),
        )
        assert (change.n, change.statements) == (tuple(map(len, sides)), len(statements))
        assert change.difference == pytest.approx(index[1] - index[0])
        assert (change.before, change.after) == pytest.approx(shown)
        assert change.from_statements == pytest.approx(shown[1] - shown[0] - (index[1] - index[0]))
        assert other.difference == pytest.approx(-change.difference), "any two rounds, in either order"
    assert {one.statement_id for one in found.moved} == {"aims", "reviews", "dates", "advice"}


@pytest.mark.both_databases
def test_what_a_new_version_is_compared_on_is_frozen_when_it_is_begun(product: Product, tmp_path: Path) -> None:
    council, unit = start(product)
    first, assessment = hold(product, council, unit, 2025, replies_of(1, OLD))
    write(tmp_path, SECOND, version="1.1.0")
    later = product_with(product.store, tmp_path)
    second, _ = hold(later, council, unit, 2026, replies_of(2, NEW))
    before = between(later, second, "small", first.round)
    of_first = select(tables.response.c.id).where(tables.response.c.assessment_id == assessment.id)
    with later.store.write() as tx:
        for table in (tables.answer, tables.answer_history):
            tx.execute(delete(table).where(table.c.response_id.in_(of_first)))
        tx.execute(delete(tables.tally).where(tables.tally.c.assessment_id == assessment.id))
    assert before
    assert all(change.difference is not None for change in before.changes)
    assert between(later, second, "small", first.round) == before


def test_a_round_between_versions_is_compared_with_those_before_and_after_it(product: Product, tmp_path: Path) -> None:
    """Three versions: each pair has what it has in common, whichever were asked in between."""
    council, unit = start(product)
    views = [hold(product, council, unit, 2024, replies_of(1, OLD))[0]]
    for year, sections, version in ((2025, SECOND, "1.1.0"), (2026, FIRST, "1.10.0")):
        write(tmp_path, sections, version=version)
        product = product_with(product.store, tmp_path)
        views.append(hold(product, council, unit, year, replies_of(year, tuple({*OLD, *NEW})))[0])
    ends = between(product, views[2], "small", views[0].round)
    assert ends
    assert ends.comparable == Comparable(ends.comparable.statements)
    assert len(ends.comparable.statements) == len(OLD)
    for one, other in ((0, 1), (1, 2), (0, 2)):
        found = between(product, views[other], "small", views[one].round)
        assert found
        assert all(change.difference is not None for change in found.changes)
    history = over_rounds(product, council.id, "small")
    assert history
    assert (history.questionnaire.version, history.other_versions) == ("1.10.0", ("1.0.0", "1.1.0"))
    asked = [history.by_round[selection.round.id].version for selection in views]
    assert asked == ["1.0.0", "1.1.0", "1.10.0"]


def test_a_section_that_a_later_version_dropped_stays_in_the_history(product: Product, tmp_path: Path) -> None:
    council, unit = start(product)
    first, _ = hold(product, council, unit, 2025, replies_of(1, OLD))
    write(tmp_path, {"trust": [Ask("candour")], "plan": FIRST["plan"]}, version="2.0.0")
    later = product_with(product.store, tmp_path)
    second, _ = hold(later, council, unit, 2026, replies_of(2, ("candour", *OLD)))
    history = over_rounds(later, council.id, "small")
    assert history
    assert [section.id for section in history.questionnaire.sections] == ["trust", "plan", "learn"]
    assert {one.section_id for one in history.of_round(first.round.id)} == {"plan", "learn"}
    assert {one.section_id for one in history.of_round(second.round.id)} == {"trust", "plan"}
    found = between(later, second, "small", first.round)
    assert found
    assert [one.section_id for one in found.changes] == ["plan"]
    assert (found.comparable.added, found.comparable.dropped) == (("candour",), ("reviews", "dates", "advice"))


@pytest.mark.parametrize("privacy", Privacy)
def test_a_quick_check_is_compared_with_a_full_assessment_on_what_both_asked(
    product: Product, privacy: Privacy
) -> None:
    council, unit = start(product)
    said = replies_of(1, OLD) if privacy is Privacy.CONFIDENTIAL else everybody(OLD, 2)
    quick, _ = hold(product, council, unit, 2025, said, scope=Scope.QUICK, privacy=privacy)
    full, _ = hold(product, council, unit, 2026, said, privacy=privacy)
    found = between(product, full, "small", quick.round)
    assert found
    assert [one.statement_id for one in found.comparable.statements] == ["aims", "reviews"]
    assert set(found.comparable.asked_once) == set(OLD) - {"aims", "reviews"}
    assert [(one.statements, one.difference) for one in found.changes] == [(1, 0.0), (1, 0.0)]
    for change in found.changes:
        assert change.before is not None
        assert change.after is not None
        assert change.from_statements == pytest.approx(change.after - change.before)


def test_an_open_assessment_under_way_is_compared_across_versions(product: Product, tmp_path: Path) -> None:
    council, unit = start(product)
    first, _ = hold(product, council, unit, 2025, everybody(OLD, 2), privacy=Privacy.OPEN)
    write(tmp_path, SECOND, version="1.1.0")
    later = product_with(product.store, tmp_path)
    held = open_a_round(later, council, "Now", date(2026, 10, 12))
    ask(later, held, unit, everybody(NEW, 3), privacy=Privacy.OPEN)
    found = between(later, Selection(council, held, unit), "small", first.round)
    assert found
    assert [(one.statements, one.difference) for one in found.changes] == [(1, 1.0), (3, 1.0)]
