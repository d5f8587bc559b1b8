"""For how long rounds are kept is said above them."""

from __future__ import annotations

from datetime import date

from journey.model import Privacy, Scope
from journey.service import Product, current_selection
from journey.service.councils import councils
from journey.service.rounds import lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from tests.ui.test_pages_draw import window


def test_without_a_setting_rounds_are_said_to_be_kept(product: Product) -> None:
    organisation = councils.start(product, name="Keepshire", kind="County council")
    unit = councils.units(product, organisation.id)[0]
    plan = RoundPlan(
        "Autumn", date(2019, 10, 14), ["stages"], [unit.id], Scope.QUICK, shows_last=False, privacy=Privacy.OPEN
    )
    lifecycle.open_round(product, organisation, plan)
    current_selection.choose(product, "keeps", organisation_id=organisation.id, round_id=None, unit_id=None)
    drawn = window("rounds", "keeps").run()
    assert not drawn.exception
    assert any("kept until somebody removes them" in text.value for text in drawn.caption)
