"""Comparisons show nothing that the profiles of the two rounds do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from journey.config import Settings
from journey.model import Absent, Hidden, Privacy, TargetOutcome, Verdict
from journey.rules.privacy import min_group_setting
from journey.service import Product
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import over_rounds, where_asked
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire
from journey.service.rounds import closing, targets
from tests.steps.rounds import (
    TWO_SECTIONS,
    Ask,
    Reply,
    add_unit,
    ask,
    everybody,
    hold,
    open_a_round,
    product_with,
    random_replies,
    start,
    thinly,
    write,
)

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
PLAN = tuple(one.id for one in TWO_SECTIONS["plan"])
LEARN = tuple(one.id for one in TWO_SECTIONS["learn"])


def mixed(number: int, role: str | None = None) -> list[Reply]:
    """Respondents none of whose statements is answered alike by all."""
    return [Reply(role, {one: 1 + (at + place) % 4 for place, one in enumerate(EVERY)}) for at in range(number)]


def with_levels(replies: list[Reply], levels: dict[str, int]) -> list[Reply]:
    """The same respondents, all of whom give these levels."""
    return [Reply(reply.role, reply.said | levels) for reply in replies]


def test_an_open_confidential_round_shows_counts_alone_however_many_answered(product: Product) -> None:
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, mixed(12))
    held = open_a_round(product, council, "Now", date(2026, 10, 12))
    ask(product, held, unit, mixed(12))
    selection = Selection(council, held, unit)
    standing = by_questionnaire(product, selection)["small"]
    assert (standing.profile, standing.why, standing.turnout.begun) == (None, Absent.STILL_OPEN, 12)
    found = between(product, selection, "small", before.round)
    assert found
    assert (found.changes, found.moved) == ((), ())
    assert by_unit(product, selection, "small", before.round) == {unit.id: ()}
    roles = roles_in_view(product, selection, "small")
    assert roles
    assert roles[1] == ()
    closing.close(product, council.id, held.id)
    assert by_questionnaire(product, selection)["small"].profile
    again = between(product, selection, "small", before.round)
    assert again
    assert len(again.changes) == 2


def test_a_round_of_too_few_is_compared_with_nothing(product: Product) -> None:
    council, unit = start(product)
    few, _ = hold(product, council, unit, 2025, mixed(4))
    many, _ = hold(product, council, unit, 2026, mixed(12, "managers"))
    for selection, other in ((few, many), (many, few)):
        found = between(product, selection, "small", other.round)
        assert found
        assert (found.changes, found.moved) == ((), ())
    assert [one.why for one in found.standings] == [Absent.TOO_FEW, None]


def test_a_section_that_is_hidden_in_one_round_is_not_compared(product: Product) -> None:
    """Seven people who all say 1 to everything of a section: its score alone would show each of them."""
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, mixed(12))
    after, _ = hold(product, council, unit, 2026, with_levels(mixed(7), dict.fromkeys(PLAN, 1)))
    found = between(product, after, "small", before.round)
    assert found
    plan, learn = found.changes
    assert found.standings[1].profile
    assert found.standings[1].profile.section("plan").hidden is Hidden.EVERYTHING
    assert (plan.after, plan.difference, plan.interval, plan.verdict) == (None, None, None, Verdict.NOT_COMPARABLE)
    assert (plan.n, plan.statements, plan.from_statements, plan.within) == ((0, 0), 0, None, None)
    assert plan.secure_levels[1] is None
    assert learn.difference is not None
    assert {one.section_id for one in found.moved} == {"learn"}
    history = over_rounds(product, council.id, "small")
    assert history
    hidden = [one for one in history.of_round(after.round.id) if one.section_id == "plan"]
    assert [(one.index, one.coverage, one.secure_level, one.margin, one.why) for one in hidden] == [
        (None, None, None, None, Absent.ALIKE)
    ]


@pytest.mark.parametrize("drops", [False, True])
def test_a_section_with_hidden_statements_is_compared_on_all_of_its_statements_or_not_at_all(
    product: Product, tmp_path: Path, drops: bool
) -> None:
    """One statement that few answered is hidden; an index without another one would lay it bare step by step."""
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, thinly("aims", mixed(12)))
    if drops:
        kept = {"plan": TWO_SECTIONS["plan"][:3], "learn": TWO_SECTIONS["learn"]}
        write(tmp_path, kept, version="1.1.0")
    product = product_with(product.store, tmp_path)
    after, _ = hold(product, council, unit, 2026, mixed(12))
    found = between(product, after, "small", before.round)
    assert found
    assert found.standings[0].profile
    assert found.standings[0].profile.section("plan").hidden is Hidden.STATEMENTS
    plan, learn = found.changes
    assert (plan.difference is None) == drops
    assert plan.before is not None
    assert learn.difference is not None
    assert {one.section_id for one in found.moved} == {"learn"}


def test_a_split_needs_two_roles_that_may_be_shown_in_both_rounds(product: Product) -> None:
    council, unit = start(product)
    two = [*mixed(8, "managers"), *mixed(9, "front-line")]
    three = [*two, *mixed(5, "leadership")]
    hidden = [*mixed(8, "managers"), *mixed(9, "front-line"), *mixed(2, "leadership")]
    first, _ = hold(product, council, unit, 2024, two)
    second, _ = hold(product, council, unit, 2025, three)
    third, _ = hold(product, council, unit, 2026, hidden)
    split = between(product, second, "small", first.round)
    unsplit = between(product, third, "small", second.round)
    assert split
    assert unsplit
    assert all(one.within is not None for one in split.changes)
    roles = roles_in_view(product, third, "small")
    assert roles
    shown = {one.role.key: one.profile is not None for one in roles[1] if one.role}
    assert shown == {"leadership": False, "managers": False, "front-line": True}
    assert all((one.within, one.mix, one.unexplained) == (None, None, None) for one in unsplit.changes)


@pytest.mark.parametrize("setting", [3, 0, None])
def test_a_setting_that_is_lowered_or_lost_shows_no_more_than_was_promised(
    product: Product, setting: int | None
) -> None:
    council, unit = start(product)
    views = [hold(product, council, unit, year, mixed(7, "managers"), small_group=8)[0] for year in (2025, 2026)]
    lowered = replace(product, settings=Settings("", min_group_setting(setting)))
    for selection in views:
        standing = by_questionnaire(lowered, selection)["small"]
        assert (standing.profile, standing.why, standing.min_group) == (None, Absent.TOO_FEW, 8)
    found = between(lowered, views[1], "small", views[0].round)
    assert found
    assert (found.changes, found.moved) == ((), ())
    history = over_rounds(lowered, council.id, "small")
    assert history
    assert {(one.index, one.coverage, one.why) for one in history.figures} == {(None, None, Absent.TOO_FEW)}


def test_a_setting_that_is_raised_later_hides_more_everywhere(product: Product) -> None:
    council, unit = start(product)
    views = [hold(product, council, unit, year, mixed(7, "managers"))[0] for year in (2025, 2026)]
    open_ = between(product, views[1], "small", views[0].round)
    assert open_
    assert [one.difference is None for one in open_.changes] == [False, False]
    raised = replace(product, settings=Settings("", 8))
    found = between(raised, views[1], "small", views[0].round)
    assert found
    assert found.changes == ()
    history = over_rounds(raised, council.id, "small")
    assert history
    assert {one.why for one in history.figures} == {Absent.TOO_FEW}


def test_targets_are_judged_at_the_next_round_and_not_against_what_is_hidden(product: Product) -> None:
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, mixed(12))
    questionnaire = product.library.questionnaire("small")
    targets.save(product, before, questionnaire, {"plan": 3.0, "learn": 2.5})
    after, _ = hold(product, council, unit, 2026, with_levels(mixed(7), dict.fromkeys(LEARN, 4)))
    found = between(product, after, "small", before.round)
    assert found
    by_section = {one.section_id: one for one in found.targets}
    assert found.standings[1].profile
    index = found.standings[1].profile.section("plan").index
    assert index is not None
    assert (by_section["plan"].target, by_section["plan"].index) == (3.0, index)
    assert by_section["plan"].outcome is TargetOutcome.MISSED
    assert (by_section["learn"].index, by_section["learn"].gap) == (None, None)
    assert by_section["learn"].outcome is TargetOutcome.NO_SCORE


def test_units_and_rounds_that_were_not_asked_have_no_comparison(product: Product) -> None:
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, mixed(6))
    held = open_a_round(product, council, "Empty", date(2026, 10, 12))
    selection = Selection(council, held, unit)
    assert between(product, selection, "small", before.round) is None
    assert by_unit(product, selection, "small", before.round) == {}
    assert roles_in_view(product, selection, "small") is None
    assert over_rounds(product, council.id, "another") is None


def test_where_each_questionnaire_was_asked_is_known_and_nothing_of_what_was_said(
    product: Product, tmp_path: Path
) -> None:
    write(tmp_path, {"trust": [Ask("candour")]}, id="other")
    product = product_with(product.store, tmp_path)
    council, top = start(product)
    housing = add_unit(product, council, "Housing")
    first = open_a_round(product, council, "First", date(2025, 10, 12))
    second = open_a_round(product, council, "Second", date(2026, 10, 12))
    for held, unit, id_ in ((first, top, "small"), (second, top, "small"), (second, housing, "other")):
        ask(product, held, unit, [], questionnaire_id=id_)
    found = where_asked(product, council.id)
    assert {id_: one.title for id_, one in found.items()} == {
        "small": "The small questionnaire",
        "other": "The other questionnaire",
    }
    assert found["small"].of_unit([first, second], top.id) == [first, second]
    assert found["small"].of_unit([first, second], housing.id) == []
    assert found["other"].of_round([top, housing], second.id) == [housing]


def test_an_open_assessment_is_compared_with_what_was_said_and_claims_nothing(product: Product) -> None:
    council, unit = start(product)
    before, _ = hold(product, council, unit, 2025, everybody(EVERY, 2), privacy=Privacy.OPEN)
    held = open_a_round(product, council, "Now", date(2026, 10, 12))
    ask(product, held, unit, everybody(EVERY, 4), privacy=Privacy.OPEN)
    found = between(product, Selection(council, held, unit), "small", before.round)
    assert found
    assert [(one.before, one.after, one.difference, one.verdict) for one in found.changes] == [
        (2.0, 4.0, 2.0, Verdict.TOO_FEW)
    ] * 2
    assert [one.difference for one in found.moved] == [2.0] * len(EVERY)
    assert roles_in_view(product, Selection(council, held, unit), "small") == (found.standings[1], ())


def test_weights_that_change_within_one_version_do_not_stop_a_comparison(product: Product, tmp_path: Path) -> None:
    """A file was edited and kept its version: both rounds are weighed alike, whichever is looked at first."""
    council, unit = start(product)
    first, _ = hold(product, council, unit, 2025, random_replies(Random(1), EVERY, {None: 12}))
    plan = [Ask("aims", 0.5), *TWO_SECTIONS["plan"][1:]]
    write(tmp_path, {"plan": plan, "learn": TWO_SECTIONS["learn"]})
    edited = product_with(product.store, tmp_path)
    second, _ = hold(edited, council, unit, 2026, random_replies(Random(2), EVERY, {None: 12}))
    there = between(edited, second, "small", first.round)
    back = between(edited, first, "small", second.round)
    assert there
    assert back
    for one, other in zip(there.changes, back.changes, strict=True):
        assert one.difference is not None
        assert other.difference == pytest.approx(-one.difference)
