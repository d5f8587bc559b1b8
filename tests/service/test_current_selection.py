"""What is in view for the ids that a window asks for, and what is said of those that are not there."""

from __future__ import annotations

from journey.model import Organisation, Scope
from journey.service import Product, current_selection
from journey.service.answering import sessions
from journey.service.councils import councils, units
from journey.service.current_selection import Selection, Wanted
from journey.service.rounds import lifecycle
from journey.store import organisations


def council(product: Product, name: str = "Testshire") -> Organisation:
    return councils.start(product, name=name, kind="County council")


def hold_round(product: Product, organisation: Organisation) -> Selection:
    unit = councils.units(product, organisation.id)[0]
    return sessions.begin(product, organisation, unit, round_id=None, questionnaire_ids=["small"], scope=Scope.QUICK)


def wanted(selection: Selection) -> Wanted:
    return Wanted(selection.organisation_id, selection.round_id, selection.unit_id)


def test_each_window_has_what_it_asks_for_whatever_was_chosen_last_in_its_browser(product: Product) -> None:
    here, there = hold_round(product, council(product)), hold_round(product, council(product, "Westshire"))
    current_selection.choose(product, "mine", organisation_id=there.organisation_id)
    found = current_selection.find(product, wanted(here))
    assert (found.selection, found.missing) == (here, None)
    assert found.ids == wanted(here)


def test_a_browser_remembers_the_ids_that_were_chosen_last(product: Product) -> None:
    assert current_selection.remembered(product, "mine") == Wanted()
    here = hold_round(product, council(product))
    current_selection.choose(product, "mine", organisation_id=here.organisation_id, unit_id=here.unit_id)
    assert current_selection.remembered(product, "mine") == Wanted(here.organisation_id, None, here.unit_id)


def test_who_leaves_the_sample_looks_at_their_own_council_or_at_nothing_and_it_stays(product: Product) -> None:
    with product.store.write() as tx:
        sample = organisations.add(tx, name="Sample", kind="", is_sample=True)
    current_selection.choose(product, "mine", organisation_id=sample.id)
    assert current_selection.look_up(product, "mine").organisation == sample
    current_selection.choose_nothing(product, "mine")
    left = current_selection.look_up(product, "mine")
    assert (left.organisation, left.organisations) == (None, [sample])
    own = council(product)
    assert current_selection.look_up(product, "mine").organisation == own


def test_what_is_not_there_is_named_and_something_else_is_in_view(product: Product) -> None:
    here, elsewhere = hold_round(product, council(product)), hold_round(product, council(product, "Westshire"))
    for asked, missing in (
        (Wanted("none"), "organisation"),
        (Wanted(here.organisation_id, "none"), "round"),
        (Wanted(here.organisation_id, elsewhere.round_id), "round"),
        (Wanted(here.organisation_id, here.round_id, elsewhere.unit_id), "unit"),
    ):
        found = current_selection.find(product, asked)
        assert (found.selection, found.missing) == (here, missing)


def test_a_removed_council_round_or_unit_is_missing(product: Product) -> None:
    made = council(product)
    kept = hold_round(product, made)
    removed = hold_round(product, made)
    service = units.add(product, made.id, name="Highways", kind="service", parent_id=kept.unit_id)
    units.remove(product, service)
    assert current_selection.find(product, Wanted(made.id, kept.round_id, service.id)).missing == "unit"
    lifecycle.remove(product, removed.round, typed=removed.round.name)
    found = current_selection.find(product, wanted(removed))
    assert (found.selection, found.missing) == (kept, "round")
    councils.remove(product, made.id)
    assert current_selection.find(product, wanted(kept)) == current_selection.Navigation(
        [], None, missing="organisation"
    )


def test_an_address_that_names_a_part_is_completed_by_the_window_unless_it_names_another_council() -> None:
    base = Wanted("council", "round", "unit")
    assert Wanted().over(base) == base
    assert Wanted(unit_id="service").over(base) == Wanted("council", "round", "service")
    assert Wanted("council", "earlier").over(base) == Wanted("council", "earlier", "unit")
    assert Wanted("another", "earlier").over(base) == Wanted("another", "earlier")
