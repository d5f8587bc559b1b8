"""A round that is opened again: why is kept, and nobody's answers are told by what changes when it closes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.model import Absent, Assessment, Hidden, Privacy, Reopening
from journey.service import NotFound, Product
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import UnitFindings, by_questionnaire
from journey.service.rounds import closing, reopening
from journey.store import assessments, snapshots
from tests.steps.refusals import refused
from tests.steps.rounds import (
    NOW,
    TWO_SECTIONS,
    Reply,
    ask,
    everybody,
    hold,
    now,
    open_a_round,
    product_with,
    respond,
    say,
    start,
    thinly,
    write,
)

pytestmark = pytest.mark.both_databases

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


def closed(product: Product, replies: list[Reply], **how: object) -> tuple[Selection, Assessment]:
    council, unit = start(product)
    return hold(product, council, unit, 2026, replies, **how)


def mixed(number: int, role: str | None = "managers") -> list[Reply]:
    return [Reply(role, {one: 1 + (at + place) % 4 for place, one in enumerate(EVERY)}) for at in range(number)]


def reopen(product: Product, selection: Selection, reason: str = "a team was left out") -> Reopening | None:
    return reopening.reopen(
        product, selection.organisation.id, selection.round.id, reason=reason, decided_by="the leader"
    )


def close(product: Product, selection: Selection) -> None:
    closing.close(product, selection.organisation.id, selection.round.id)


def seen(product: Product, selection: Selection) -> UnitFindings:
    return by_questionnaire(product, selection)["small"]


def responses(product: Product, assessment: Assessment) -> list[str]:
    with product.store.read() as tx:
        return [one.id for one in assessments.responses(tx, assessment.organisation_id, assessment.id)]


# --- the reason ------------------------------------------------------------------------------------------------------


def test_every_opening_is_kept_with_its_reason_and_who_decided_it(product: Product) -> None:
    selection, _ = closed(product, mixed(6))
    first = reopen(product, selection, "  one\u202e team\n was left out ")
    assert now(product, selection.round).closed_at is None
    assert reopen(product, selection, "it is open already") is None
    close(product, selection)
    second = reopen(product, selection, "and another")
    assert first == Reopening(selection.round.id, 1, "one team was left out", "the leader", NOW)
    assert reopening.reopenings(product, selection.organisation.id, selection.round.id) == [first, second]


@pytest.mark.parametrize(
    ("reason", "decided_by", "why"),
    [
        ("", "the leader", "Give the reason"),
        ("late", " \u202e ", "who decided it"),
        ("x" * 501, "the leader", "at most 500"),
        ("late", "x" * 121, "at most 500 characters, the deciders at most 120"),
    ],
)
def test_a_round_is_not_opened_without_a_reason(product: Product, reason: str, decided_by: str, why: str) -> None:
    selection, _ = closed(product, mixed(6))
    with refused(why):
        reopening.reopen(product, selection.organisation.id, selection.round.id, reason=reason, decided_by=decided_by)
    assert now(product, selection.round) == selection.round
    with pytest.raises(NotFound):
        reopening.reopen(product, selection.organisation.id, "none", reason="late", decided_by="the leader")


# --- open assessments ------------------------------------------------------------------------------------------------


def test_an_open_assessment_follows_its_answers_at_once_and_freezes_again(product: Product) -> None:
    selection, assessment = closed(product, everybody(EVERY, 2), privacy=Privacy.OPEN)
    (response,) = responses(product, assessment)
    reopen(product, selection)
    for statement in EVERY:
        say(product, assessment, response, statement, 4)
    opened = seen(product, selection)
    assert opened.profile
    assert (opened.profile.section("plan").index, opened.waiting) == (4.0, 0)
    history = over_rounds(product, selection.organisation.id, "small")
    assert history
    assert {one.index for one in history.figures} == {4.0}
    close(product, selection)
    assert seen(product, selection).profile == opened.profile


# --- confidential assessments ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [1, 4, 5, 9])
@pytest.mark.parametrize("new", [True, False])
def test_fewer_than_twice_k_new_or_changed_responses_stay_out_of_what_is_shown(
    product: Product, changed: int, new: bool
) -> None:
    selection, assessment = closed(product, mixed(12))
    before = seen(product, selection)
    reopen(product, selection)
    assert seen(product, selection).profile == before.profile
    if new:
        respond(product, assessment, everybody(EVERY, *[4] * changed, role="managers"))
    else:
        for response in responses(product, assessment)[:changed]:
            say(product, assessment, response, "aims", 4)
    for _ in range(2):
        shown = seen(product, selection)
        assert (shown.profile, shown.waiting) == (before.profile, changed)
        assert shown.turnout.begun == 12 + changed * new
        close(product, selection)
        assert (seen(product, selection).profile, seen(product, selection).waiting) == (before.profile, changed)
        reopen(product, selection)


def test_twice_k_new_responses_take_the_place_of_what_was_shown(product: Product) -> None:
    selection, assessment = closed(product, mixed(8))
    reopen(product, selection)
    respond(product, assessment, everybody(EVERY, *[4] * 10, role="managers"))
    close(product, selection)
    after = seen(product, selection)
    assert after.profile
    assert (after.profile.responses, after.waiting) == (18, 0)


def test_those_who_wait_are_taken_in_once_there_are_enough_of_them(product: Product) -> None:
    selection, assessment = closed(product, mixed(8))
    before = seen(product, selection).profile
    for number in (4, 5):
        reopen(product, selection)
        respond(product, assessment, mixed(number))
        close(product, selection)
        assert seen(product, selection).profile == before
    reopen(product, selection)
    respond(product, assessment, mixed(1))
    close(product, selection)
    after = seen(product, selection)
    assert after.profile
    assert (after.profile.responses, after.waiting) == (18, 0)


def test_a_round_that_is_opened_and_closed_without_a_change_shows_what_it_showed(product: Product) -> None:
    selection, assessment = closed(product, mixed(8))
    before = seen(product, selection)
    frozen_before = _frozen(product, assessment)
    reopen(product, selection)
    assert seen(product, selection) == before
    close(product, selection)
    assert seen(product, selection) == before
    assert _frozen(product, assessment) == frozen_before


def test_what_nobody_could_see_is_replaced_by_what_enough_people_said(product: Product) -> None:
    """Three answered, and nothing but the number was shown: two more tell nothing of themselves by joining them."""
    selection, assessment = closed(product, mixed(3))
    assert (seen(product, selection).profile, seen(product, selection).why) == (None, Absent.TOO_FEW)
    reopen(product, selection)
    respond(product, assessment, everybody(EVERY, 1, 3, role="managers"))
    assert seen(product, selection).profile is None
    close(product, selection)
    after = seen(product, selection)
    assert after.profile
    assert (after.profile.responses, after.waiting) == (5, 0)


def test_one_new_response_of_a_role_is_not_found_from_that_role_before_and_after(product: Product) -> None:
    """Ten new responses, one of them a manager's: eight managers less the seven of before would be that one."""
    selection, assessment = closed(product, [*mixed(7, "managers"), *mixed(8, "front-line")])
    before = roles_in_view(product, selection, "small")
    assert before
    assert [one.responses for one in before[1]] == [7, 8]
    reopen(product, selection)
    respond(product, assessment, [*mixed(1, "managers"), *mixed(9, "front-line")])
    close(product, selection)
    after = roles_in_view(product, selection, "small")
    assert after
    assert after[0].profile
    assert (after[0].profile.responses, after[1]) == (25, ())
    earlier, _ = hold(
        product, selection.organisation, selection.unit, 2025, [*mixed(7, "managers"), *mixed(8, "front-line")]
    )
    compared = between(product, selection, "small", earlier.round)
    assert compared
    assert {(one.within, one.mix, one.unexplained) for one in compared.changes} == {(None, None, None)}


def test_roles_that_were_taken_away_do_not_come_back(product: Product) -> None:
    """Beside what was shown of them first, roles with eleven more responses would show the one that came first."""
    selection, assessment = closed(product, [*mixed(7, "managers"), *mixed(8, "front-line")])
    for newcomers in (
        [*mixed(1, "managers"), *mixed(9, "front-line")],
        [],
        [*mixed(10, "managers"), *mixed(10, "front-line")],
    ):
        reopen(product, selection)
        respond(product, assessment, newcomers)
        close(product, selection)
        found = roles_in_view(product, selection, "small")
        assert found
        assert found[1] == ()
    assert found[0].profile
    assert found[0].profile.responses == 45


def test_roles_are_not_shown_anew_however_many_of_them_are_new(product: Product) -> None:
    """Two partners are hidden among six leaders. Sixteen partners would be shown, and less the fourteen, the two."""
    selection, assessment = closed(product, [*mixed(6, "leadership"), *mixed(8, "front-line"), *mixed(2, "partners")])
    before = roles_in_view(product, selection, "small")
    assert before
    shown = {one.role.key: one.profile is not None for one in before[1] if one.role}
    assert shown == {"leadership": False, "front-line": True, "partners": False}
    reopen(product, selection)
    respond(product, assessment, mixed(14, "partners"))
    close(product, selection)
    found = roles_in_view(product, selection, "small")
    assert found
    assert found[0].profile
    assert (found[0].profile.responses, found[1]) == (30, ())


def test_a_section_shown_without_its_statements_is_never_shown_beside_statements_that_say_more(
    product: Product,
) -> None:
    """Three of twelve answered one statement: its score is shown. Beside the counts of all it could tell the rest."""
    selection, assessment = closed(product, thinly("aims", mixed(12)))
    before = seen(product, selection)
    assert before.profile
    assert before.profile.section("plan").hidden is Hidden.STATEMENTS
    reopen(product, selection)
    respond(product, assessment, mixed(12))
    close(product, selection)
    assert (seen(product, selection).profile, seen(product, selection).waiting) == (before.profile, 12)


def test_comparisons_of_a_reopened_round_stay_as_they_were_and_follow_what_is_shown(product: Product) -> None:
    council, unit = start(product)
    earlier, _ = hold(product, council, unit, 2025, mixed(9))
    selection, assessment = hold(product, council, unit, 2026, mixed(8))
    before = between(product, selection, "small", earlier.round)
    assert before
    reopen(product, selection)
    respond(product, assessment, everybody(EVERY, 4, 4, role="managers"))
    close(product, selection)
    still = between(product, selection, "small", earlier.round)
    assert still
    assert (still.changes, still.moved) == (before.changes, before.moved)
    reopen(product, selection)
    respond(product, assessment, mixed(8))
    close(product, selection)
    after = between(product, selection, "small", earlier.round)
    assert after
    assert {one.n for one in after.changes} == {(9, 18)}


def test_a_new_version_is_not_compared_with_answers_that_wait(product: Product, tmp_path: Path) -> None:
    """What is compared across versions is worked out when the new one is begun, and not from what nobody may see."""
    selection, assessment = closed(product, mixed(8))
    reopen(product, selection)
    respond(product, assessment, everybody(EVERY, 4, role="managers"))
    close(product, selection)
    write(tmp_path, {"plan": TWO_SECTIONS["plan"][:3], "learn": TWO_SECTIONS["learn"]}, version="1.1.0")
    later = product_with(product.store, tmp_path)
    held = open_a_round(later, selection.organisation, "Next", date(2027, 10, 12))
    ask(later, held, selection.unit, mixed(9))
    closing.close(later, selection.organisation.id, held.id)
    found = between(later, Selection(selection.organisation, held, selection.unit), "small", selection.round)
    assert found
    assert found.comparable.dropped == ("risks",)
    assert [one.difference for one in found.changes] == [None, None]


def _frozen(product: Product, assessment: Assessment) -> tuple[object, ...]:
    own = assessment.organisation_id, assessment.id
    with product.store.read() as tx:
        return (
            snapshots.profile(tx, *own),
            snapshots.roles(tx, *own),
            snapshots.sections(tx, assessment.organisation_id, "small"),
            snapshots.basis_keys(tx, *own),
        )
