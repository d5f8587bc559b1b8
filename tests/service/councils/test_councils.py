"""Councils and their names, and what each browser has before it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from journey.model import AnswerContent, AnswerState, Organisation, Scope
from journey.service import NotFound, Product, current_selection
from journey.service.answering import saving, sessions
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.store import copying, organisations
from tests.steps.refusals import refused

pytestmark = pytest.mark.content("shipped")

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
KIND = "County council"


def council(product: Product, name: str = "Ambershire") -> Organisation:
    return councils.start(product, name=name, kind=KIND)


def hold_round(product: Product, organisation: Organisation) -> Selection:
    unit = councils.units(product, organisation.id)[0]
    return sessions.begin(product, organisation, unit, round_id=None, questionnaire_ids=["stages"], scope=Scope.QUICK)


# --- councils --------------------------------------------------------------------------------------------------------


def test_a_new_council_has_a_clean_name_and_a_unit_that_bears_it(product: Product) -> None:
    made = council(product, "  Amber\u202eshire\n County\x07  Council ")
    assert (made.name, made.kind, made.is_sample) == ("Ambershire County Council", KIND, False)
    assert [(unit.name, unit.kind) for unit in councils.units(product, made.id)] == [(made.name, "corporate")]
    assert councils.every(product) == [made]


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "Give the name"), (" \n\u202e", "Give the name"), ("x" * 91, "91 characters; 90 is the most")],
)
def test_an_empty_name_or_a_long_one_is_refused_and_nothing_changes(product: Product, name: str, why: str) -> None:
    made = council(product, "x" * 90)
    with refused(why):
        council(product, name)
    with refused(why):
        councils.rename(product, made.id, name=name, kind=KIND)
    assert councils.every(product) == [made]


def test_renaming_renames_the_corporate_unit_too(product: Product) -> None:
    made = council(product)
    renamed = councils.rename(product, made.id, name=" Westshire ", kind="Unitary authority")
    assert renamed == Organisation(made.id, "Westshire", "Unitary authority", is_sample=False)
    assert [unit.name for unit in councils.units(product, made.id)] == ["Westshire"]


def test_a_removed_council_is_gone_and_the_others_stay(product: Product) -> None:
    made, other = council(product), council(product, "Westshire")
    hold_round(product, made)
    councils.remove(product, made.id)
    assert councils.every(product) == [other]


def test_of_a_removed_council_no_file_holds_a_word(product: Product, tmp_path: Path) -> None:
    made = council(product)
    selection = hold_round(product, made)
    page = sessions.session_of(product, selection).pages[0]  # type: ignore[union-attr]
    note = AnswerContent(AnswerState.LEVEL, 2, note="quokka in the minutes")
    response, statement = page.part.response, page.statements[0]
    saving.save(product, made.id, response.id, statement, note, expected_version=0, writer="laptop")
    file = product.store.place.file
    assert file
    assert any(b"quokka" in path.read_bytes() for path in file.parent.glob("journey.db*"))
    councils.remove(product, made.id)
    copying.copy(file, tmp_path / "journey.db.copy")
    left = {path.name: path.read_bytes() for path in file.parent.glob("journey.db*")}
    assert {"journey.db", "journey.db-wal", "journey.db.copy"} <= left.keys()
    assert [name for name, content in left.items() if b"quokka" in content] == []


def test_a_council_that_is_not_there_is_neither_renamed_nor_removed(product: Product) -> None:
    with pytest.raises(NotFound):
        councils.rename(product, "none", name="Westshire", kind=KIND)
    with pytest.raises(NotFound):
        councils.remove(product, "none")


# --- visits ----------------------------------------------------------------------------------------------------------


def test_before_the_first_council_there_is_nothing_to_look_at(product: Product) -> None:
    assert current_selection.look_up(product, "mine") == current_selection.Navigation([], None)


def test_a_new_browser_sees_the_oldest_council_its_newest_round_and_all_of_it(product: Product) -> None:
    first = council(product)
    council(product, "Westshire")
    before = current_selection.look_up(product, "mine")
    assert (before.organisation, before.selection) == (first, None)
    hold_round(product, first)
    newest = hold_round(product, first)
    navigation = current_selection.look_up(product, "mine")
    assert navigation.selection == newest
    assert len(navigation.rounds) == 2


def test_the_sample_is_looked_at_only_by_those_who_chose_it(product: Product) -> None:
    with product.store.write() as tx:
        sample = organisations.add(tx, name="Sample", kind=KIND, is_sample=True)
    assert current_selection.look_up(product, "mine") == current_selection.Navigation([sample], None)
    current_selection.choose(product, "mine", organisation_id=sample.id)
    assert current_selection.look_up(product, "mine").organisation == sample
    assert current_selection.look_up(product, "another").organisation is None


def test_each_browser_keeps_the_view_that_it_chose(product: Product) -> None:
    made = council(product)
    with product.store.write() as tx:
        service = organisations.add_unit(tx, made.id, name="Highways", kind="service")
    older, newer = hold_round(product, made), hold_round(product, made)
    current_selection.choose(product, "mine", organisation_id=made.id, round_id=older.round.id, unit_id=service.id)
    assert current_selection.look_up(product, "mine").selection == Selection(made, older.round, service)
    assert current_selection.look_up(product, "another").selection == newer
    current_selection.choose(product, "mine", organisation_id=made.id)
    assert current_selection.look_up(product, "mine").selection == newer


def test_what_is_not_there_or_belongs_to_another_council_is_not_chosen(product: Product) -> None:
    made, other = council(product), council(product, "Westshire")
    elsewhere = hold_round(product, other)
    for wanted in (
        {"organisation_id": "none"},
        {"organisation_id": made.id, "round_id": "none"},
        {"organisation_id": made.id, "unit_id": "none"},
        {"organisation_id": made.id, "round_id": elsewhere.round.id},
        {"organisation_id": made.id, "unit_id": elsewhere.unit.id},
    ):
        with pytest.raises(NotFound):
            current_selection.choose(product, "mine", **wanted)
    assert current_selection.look_up(product, "mine").organisation == made


def test_a_browser_whose_council_was_removed_sees_another_one(product: Product) -> None:
    made, other = council(product), council(product, "Westshire")
    selection = hold_round(product, made)
    current_selection.choose(product, "mine", organisation_id=made.id, round_id=selection.round.id)
    councils.remove(product, made.id)
    assert current_selection.look_up(product, "mine").organisation == other


def test_the_name_beside_answers_tells_browsers_apart_and_gives_no_token_away() -> None:
    assert current_selection.writer("mine") == current_selection.writer("mine") != current_selection.writer("another")
    assert "mine" not in current_selection.writer("mine")
