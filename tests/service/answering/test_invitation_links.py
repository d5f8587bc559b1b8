"""The links of a round: what they ask and promise, with counts alone, in the order of the units."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from journey.model import Privacy, Scope, WorkshopPlan
from journey.rules.reading_time import minutes_for
from journey.service import Product
from journey.service.answering import invitation_links, invitations, respondents
from journey.service.answering.invitations import InvitedCounts
from journey.service.current_selection import Selection
from journey.service.rounds import lifecycle
from journey.service.rounds.lifecycle import RoundPlan
from journey.service.workshop import planning
from journey.wording.privacy_notice import promise
from tests.steps.rounds import add_unit, open_a_round, start

pytestmark = pytest.mark.content("small", "other", small_group=4)

TODAY = date(2026, 11, 21)


def test_each_link_says_what_it_asks_and_promises_and_how_many_came(product: Product) -> None:
    council, top = start(product)
    housing, roads = add_unit(product, council, "Housing"), add_unit(product, council, "Roads")
    wanted = RoundPlan(
        "Autumn 2026",
        TODAY,
        ["small"],
        [housing.id, top.id],
        Scope.QUICK,
        shows_last=False,
        privacy=Privacy.CONFIDENTIAL,
    )
    held = lifecycle.open_round(product, council, wanted)
    invitations.invite(
        product, Selection(council, held, roads), questionnaire_ids=["small", "other"], scope=Scope.FULL, cap=9
    )
    found = invitation_links.of_round(product, held)
    assert [one.unit for one in found] == [top, housing, roads]
    quick = [one for one in product.library.questionnaire("small").statements() if one.quick]
    both = [one for id_ in ("small", "other") for one in product.library.questionnaire(id_).statements()]
    assert [one.workload for one in found] == [
        (len(quick), minutes_for(quick)),
        (len(quick), minutes_for(quick)),
        (len(both), minutes_for(both)),
    ]
    assert {one.promise for one in found} == {promise(4, reveals=False)}
    assert {one.workshop for one in found} == {None}
    code = found[1].invited.invitation.code
    for token in ("a", "b", "a"):
        came = respondents.join(product, code, token, role="managers")
    assert came
    respondents.submit(product, came)
    assert [(one.invited.joined, one.invited.finished) for one in invitation_links.of_round(product, held)] == [
        (0, 0),
        (2, 1),
        (0, 0),
    ]


def test_a_link_tells_nothing_of_who_came(product: Product) -> None:
    assert {field.name for field in fields(InvitedCounts)} == {"invitation", "joined", "finished", "min_group"}
    assert {field.name for field in fields(invitation_links.InvitationLink)} == {
        *("unit", "invited", "promise"),
        *("workload", "workshop", "renewals", "may_begin_anew"),
    }


def test_the_link_of_a_workshop_promises_a_reveal_and_names_the_workshop(product: Product) -> None:
    council, top = start(product)
    held = open_a_round(product, council, "Autumn 2026", TODAY)
    made = planning.make(
        product,
        top,
        WorkshopPlan("Where we stand", "To agree it", "Managers", 90, TODAY),
        round_id=held.id,
        questionnaire_ids=["small"],
        scope=Scope.FULL,
    )
    (link,) = invitation_links.of_round(product, held)
    assert link.workshop == made
    assert link.promise == promise(4, reveals=True)


def test_a_round_that_is_answered_openly_has_no_link(product: Product) -> None:
    council, top = start(product)
    held = lifecycle.open_round(
        product, council, RoundPlan("Autumn", TODAY, ["small"], [top.id], Scope.FULL, shows_last=False)
    )
    assert invitation_links.of_round(product, held) == []
