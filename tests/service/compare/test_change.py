"""Rounds beside each other: every number equals what numpy and scipy make of the raw answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

import pytest

from journey.model import Absent, Change, Hidden, Privacy, Verdict
from journey.service import Product
from journey.service.compare.change import Comparison, between, by_unit
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire
from journey.service.rounds import closing
from tests.steps import by_numpy
from tests.steps.rounds import (
    TWO_SECTIONS,
    Ask,
    Reply,
    add_unit,
    ask,
    everybody,
    hold,
    open_a_round,
    random_replies,
    start,
)

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)
SIZES: tuple[Mapping[str | None, int], ...] = (
    {"leadership": 6, "managers": 9, "front-line": 12},
    {"leadership": 5, "managers": 7, "front-line": 21, None: 6},
    {"managers": 8, "front-line": 11},
    {"leadership": 3, "managers": 8},
    {None: 7},
)


@dataclass(frozen=True)
class Pair:
    """Two closed rounds of a unit, what was said in them, and what was found."""

    product: Product
    views: tuple[Selection, Selection]
    replies: tuple[Sequence[Reply], Sequence[Reply]]
    found: Comparison


def compared(product: Product, seed: int) -> Pair:
    random = Random(seed)
    council, unit = start(product)
    replies = [random_replies(random, EVERY, random.choice(SIZES)) for _ in range(2)]
    views = [hold(product, council, unit, 2025 + at, said)[0] for at, said in enumerate(replies)]
    found = between(product, views[1], "small", views[0].round)
    assert found
    return Pair(product, (views[0], views[1]), (replies[0], replies[1]), found)


@pytest.mark.parametrize("seed", range(12))
def test_changes_between_random_rounds_equal_those_worked_out_a_second_time(product: Product, seed: int) -> None:
    pair = compared(product, seed)
    assert [change.section_id for change in pair.found.changes] == list(TWO_SECTIONS)
    for change in pair.found.changes:
        statements = TWO_SECTIONS[change.section_id]
        hidden = {one.profile.section(change.section_id).hidden for one in pair.found.standings if one.profile}
        if Hidden.EVERYTHING in hidden:
            assert (change.difference, change.verdict) == (None, Verdict.NOT_COMPARABLE)
            continue
        sides = [by_numpy.counting(said, statements) for said in pair.replies]
        shown = [by_numpy.shown_index(said, statements) for said in pair.replies]
        _equal((change.before, change.after), shown)
        roles = set.intersection(*(_roles_shown(product, view, change.section_id) for view in pair.views))
        _is_what_numpy_finds(change, sides, statements, roles, by_numpy.mix_moved(*pair.replies))
        _adds_up(change)


def _is_what_numpy_finds(
    change: Change, sides: Sequence[Sequence[Reply]], statements: Sequence[Ask], roles: set[str], mix_moved: bool
) -> None:
    weights = by_numpy.weights_of(statements)
    levels = [by_numpy.levels_of(side, statements) for side in sides]
    index = [by_numpy.index(side, weights) for side in levels]
    spread = [by_numpy.variance(side, weights) for side in levels]
    n = [len(side) for side in sides]
    low, high = by_numpy.interval((index[0], spread[0], n[0]), (index[1], spread[1], n[1]))
    judged = index[1] - index[0]
    is_within = len(roles) > 1
    if is_within:
        judged, low, high = by_numpy.within_roles(sides[0], sides[1], statements, roles)
    assert change.n == tuple(n)
    assert change.interval
    _equal((change.difference, change.judged, *change.interval), (index[1] - index[0], judged, low, high))
    assert change.verdict is _verdict(judged, (low, high), min(n), mix_moved and not is_within)


def _verdict(judged: float, interval: tuple[float, float], n: int, is_the_mix: bool) -> Verdict:
    low, high = interval
    if n < 5 or is_the_mix:
        return Verdict.TOO_FEW if n < 5 else Verdict.OTHER_ROLES
    if abs(judged) < 0.25 or low <= 0 <= high:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.HIGHER if judged > 0 else Verdict.LOWER


def _adds_up(change: Change) -> None:
    if change.before is not None and change.after is not None:
        _equal([change.after - change.before], [change.difference + change.from_statements])
    parts = (change.within, change.mix, change.unexplained)
    if None not in parts:
        _equal([change.difference], [sum(parts)])
    else:
        assert parts == (None, None, None)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_due_to_the_mix_of_roles_equals_kitagawas_split_over_the_roles_shown(
    product: Product, seed: int
) -> None:
    pair = compared(product, seed)
    for change in pair.found.changes:
        statements = TWO_SECTIONS[change.section_id]
        shown = set.intersection(*(_roles_shown(product, selection, change.section_id) for selection in pair.views))
        if len(shown) < 2 or change.difference is None:
            assert (change.within, change.mix, change.unexplained) == (None, None, None)
            continue
        means = [by_numpy.role_means(by_numpy.counting(said, statements), statements) for said in pair.replies]
        first, second = ({role: side[role] for role in shown if role in side} for side in means)
        within, mix = by_numpy.kitagawa(first, second)
        _equal((change.within, change.mix, change.unexplained), (within, mix, change.difference - within - mix))


def test_at_least_some_of_those_random_rounds_are_split(product: Product) -> None:
    changes = [change for seed in range(8) for change in compared(product, seed).found.changes]
    assert sum(change.within is not None for change in changes) >= 4
    assert sum(change.within is None for change in changes) >= 4


def test_the_split_of_a_changed_mix_is_the_one_in_the_scoring_rules(product: Product) -> None:
    """Managers 8 at 2.0 and staff 5 at 3.0 then; 5 at 2.0 and 8 at 3.0 now: nobody moved, the mix did."""
    council, unit = start(product)
    then = [
        *everybody(EVERY, *[2] * 4, *[1, 3] * 2, role="managers"),
        *everybody(EVERY, 3, 3, 3, 2, 4, role="front-line"),
    ]
    after = [
        *everybody(EVERY, 2, 2, 2, 1, 3, role="managers"),
        *everybody(EVERY, *[3] * 4, *[2, 4] * 2, role="front-line"),
    ]
    first, _ = hold(product, council, unit, 2025, then)
    second, _ = hold(product, council, unit, 2026, after)
    found = between(product, second, "small", first.round)
    assert found
    for change in found.changes:
        _equal((change.within, change.mix, change.unexplained), (0.0, 3 / 13, 0.0))


def test_who_says_little_stays_in_a_confidential_comparison_and_leaves_an_open_one(product: Product) -> None:
    """Without them the index, beside the one in the profile, would show what they said."""
    council, unit = start(product)
    full = everybody(EVERY, 2, 2, 3, 3, 2, 3, 4)
    sparse = [Reply(None, {"aims": 4}) for _ in range(5)]
    first, _ = hold(product, council, unit, 2024, full)
    one, _ = hold(product, council, unit, 2025, [*full, *sparse[:1]])
    more, _ = hold(product, council, unit, 2026, [*full, *sparse])
    for selection, n in ((one, 8), (more, 12)):
        found = between(product, selection, "small", first.round)
        assert found
        plan = next(change for change in found.changes if change.section_id == "plan")
        assert plan.n == (7, n)
    held = open_a_round(product, council, "Open", first.round.held_on)
    ask(product, held, unit, sparse[:1], privacy=Privacy.OPEN)
    openly = between(product, Selection(council, held, unit), "small", first.round)
    assert openly
    assert openly.changes[0].n == (7, 0)


def test_statements_that_moved_are_those_whose_means_are_shown_in_both(product: Product) -> None:
    pair = compared(product, 1)
    profiles = [one.profile for one in pair.found.standings]
    assert all(profiles)
    open_sections = [
        section
        for section in TWO_SECTIONS
        if all(profile.section(section).hidden is Hidden.NOTHING for profile in profiles if profile)
    ]
    expected = {}
    for section in open_sections:
        for one in TWO_SECTIONS[section]:
            means = [
                by_numpy.index(by_numpy.levels_of(said, [one]), by_numpy.weights_of([one])) for said in pair.replies
            ]
            expected[one.id] = means[1] - means[0]
    assert {one.statement_id: one.difference for one in pair.found.moved} == pytest.approx(expected, abs=1e-12)
    assert expected


def test_the_changes_of_every_unit_are_those_of_the_unit_alone(product: Product) -> None:
    random = Random(3)
    council, top = start(product)
    units = [top, *(add_unit(product, council, name) for name in ("Housing", "Highways", "Libraries", "Planning"))]
    held = [open_a_round(product, council, name, day) for name, day in (("One", _day(2025)), ("Two", _day(2026)))]
    for round_ in held:
        for unit in units[:4] if round_ is held[0] else units:
            ask(product, round_, unit, random_replies(random, EVERY, {"managers": 6, "front-line": 7}))
        closing.close(product, council.id, round_.id)
    found = by_unit(product, Selection(council, held[1], top), "small", held[0])
    assert list(found) == [unit.id for unit in units[:4]]
    for unit in units[:4]:
        alone = between(product, Selection(council, held[1], unit), "small", held[0])
        assert alone
        assert alone.changes == found[unit.id]
    assert between(product, Selection(council, held[1], units[4]), "small", held[0]) is None


def test_every_figure_of_the_history_is_the_index_of_the_profile(product: Product) -> None:
    random = Random(9)
    council, top = start(product)
    units = [top, add_unit(product, council, "Housing"), add_unit(product, council, "Libraries")]
    for year in (2024, 2025, 2026):
        held = open_a_round(product, council, f"Autumn {year}", _day(year))
        ask(product, held, units[0], random_replies(random, EVERY, {"managers": 8, "front-line": 9}))
        ask(product, held, units[1], random_replies(random, EVERY, {None: 1}), privacy=Privacy.OPEN)
        ask(product, held, units[2], random_replies(random, EVERY, {None: 3}))
        if year < 2026:
            closing.close(product, council.id, held.id)
    history = over_rounds(product, council.id, "small")
    assert history
    assert [one.name for one in history.rounds] == ["Autumn 2024", "Autumn 2025", "Autumn 2026"]
    assert [one.id for one in history.units] == [one.id for one in units]
    assert len(history.figures) == 3 * 3 * 2
    for figure in history.figures:
        round_ = next(one for one in history.rounds if one.id == figure.round_id)
        unit = next(one for one in units if one.id == figure.unit_id)
        standing = by_questionnaire(product, Selection(council, round_, unit))["small"]
        if standing.profile is None:
            assert (figure.index, figure.why, figure.responses) == (None, standing.why, standing.turnout.begun)
            continue
        score = standing.profile.section(figure.section_id)
        assert (figure.index, figure.coverage) == (score.index, score.coverage)
        assert figure.secure_level == score.secure_level
        assert (figure.why is None) == (score.index is not None)
    reasons = {figure.why for figure in history.of_unit(units[2].id)}
    assert reasons == {Absent.TOO_FEW}
    assert {figure.why for figure in history.of_round(history.rounds[2].id) if figure.unit_id == top.id} == {
        Absent.STILL_OPEN
    }


def test_half_the_interval_of_a_figure_is_students(product: Product) -> None:
    council, unit = start(product)
    replies = random_replies(Random(2), EVERY, {"managers": 9, "front-line": 9})
    hold(product, council, unit, 2026, replies)
    history = over_rounds(product, council.id, "small")
    assert history
    for figure in history.figures:
        statements = TWO_SECTIONS[figure.section_id]
        side = by_numpy.counting(replies, statements)
        spread = by_numpy.variance(by_numpy.levels_of(side, statements), by_numpy.weights_of(statements))
        assert figure.margin == pytest.approx(by_numpy.stats.t.ppf(0.975, len(side) - 1) * spread**0.5)


def _roles_shown(product: Product, selection: Selection, section_id: str) -> set[str]:
    found = roles_in_view(product, selection, "small")
    assert found
    return {
        one.role.key
        for one in found[1]
        if one.role and one.profile and one.profile.section(section_id).hidden is not Hidden.EVERYTHING
    }


def _equal(found: Sequence[float | None], expected: Sequence[float | None]) -> None:
    assert list(found) == [None if one is None else pytest.approx(one, abs=1e-9) for one in expected]


def _day(year: int) -> date:
    return date(year, 10, 12)
