"""The sample council's rounds beside each other: each number worked out once more, by numpy, from the raw answers.

What is written here follows the scoring rules and shares no line with the product's own arithmetic.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil, floor, sqrt
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from sqlalchemy import select

from journey.config import Settings
from journey.content import Library
from journey.model import Absent, Hidden, Organisation, Round, Section, TargetOutcome, Unit, Verdict
from journey.service import Product
from journey.service.compare.change import between
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.sample import loading
from journey.service.sample.story import CHILDREN, COUNCIL
from journey.store import Store, organisations, rounds, tables

K = 5
Matrix = NDArray[np.float64]
Sides = list[tuple[list[str | None], Matrix]]
"""The roles and the levels of those who count, then and now."""


class Sampled:
    """A store with the sample council in it, and its raw answers."""

    def __init__(self, product: Product, organisation: Organisation) -> None:
        self.product = product
        self.organisation = organisation
        with product.store.read() as tx:
            self.rounds = rounds.every(tx, organisation.id)
            self.units = {unit.name: unit for unit in organisations.units(tx, organisation.id)}

    def selection(self, unit: Unit, held: Round) -> Selection:
        return Selection(self.organisation, held, unit)

    def raw(self, unit: Unit, held: Round, questionnaire_id: str, section: Section) -> tuple[list[str | None], Matrix]:
        """The roles of all who answered, and their levels: a row each, a column for each statement of the section."""
        query = (
            select(tables.response.c.id, tables.response.c.role, tables.answer.c.statement_id, tables.answer.c.level)
            .join(tables.assessment, tables.assessment.c.id == tables.response.c.assessment_id)
            .join(tables.answer, tables.answer.c.response_id == tables.response.c.id)
            .where(
                tables.assessment.c.round_id == held.id,
                tables.assessment.c.unit_id == unit.id,
                tables.assessment.c.questionnaire_id == questionnaire_id,
            )
        )
        columns = [statement.id for statement in section.statements]
        levels: dict[str, list[float]] = {}
        roles: dict[str, str | None] = {}
        with self.product.store.read() as tx:
            for response, role, statement, level in tx.execute(query):
                roles[response] = role
                row = levels.setdefault(response, [np.nan] * len(columns))
                if statement in columns and level is not None:
                    row[columns.index(statement)] = level
        return [roles[response] for response in levels], np.array(list(levels.values())).reshape(-1, len(columns))


@pytest.fixture(scope="module")
def sampled(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    file = tmp_path_factory.mktemp("sample") / "journey.db"
    shutil.copyfile(migrated_sqlite, file)
    store = Store(f"sqlite:///{file}")
    product = Product(store, Library.read(), Settings.read({}))
    yield Sampled(product, loading.load(product))
    store.close()


def weighted_index(levels: Matrix, weights: Matrix) -> float:
    has = ~np.isnan(levels).all(axis=0)
    return float(np.average(np.nanmean(levels[:, has], axis=0), weights=weights[has]))


def counting(roles: list[str | None], levels: Matrix) -> tuple[list[str | None], Matrix]:
    """In a confidential comparison all who give a level."""
    keep = (~np.isnan(levels)).any(axis=1)
    return [role for role, one in zip(roles, keep, strict=True) if one], levels[keep]


def spread(levels: Matrix, weights: Matrix) -> float:
    n = len(levels)
    without = np.array([weighted_index(np.delete(levels, row, axis=0), weights) for row in range(n)])
    return float((n - 1) / n * ((without - without.mean()) ** 2).sum())


def shown_index(levels: Matrix, weights: Matrix, hidden: Hidden) -> float:
    """The index as it may be shown: without its statements to a tenth, half up, that is still within its band."""
    index = weighted_index(levels, weights)
    if hidden is Hidden.NOTHING:
        return index
    edge = next((edge for edge in (1.75, 2.5, 3.25) if index < edge), 5)
    tenths = floor(index * 10 + 0.5 + 1e-9)
    return (tenths if tenths < edge * 10 else tenths - 1) / 10


def shown_spread(levels: Matrix, weights: Matrix, hidden: Hidden) -> float:
    """The squared standard error beside it: without its statements, the error is taken up to a twentieth."""
    variance = spread(levels, weights)
    return variance if hidden is Hidden.NOTHING else (ceil(sqrt(variance) * 20 - 1e-9) / 20) ** 2


def role_means(roles: list[str | None], levels: Matrix, weights: Matrix) -> dict[str | None, tuple[int, float]]:
    of_role = {role: levels[[one == role for one in roles]] for role in set(roles)}
    return {role: (len(each), weighted_index(each, weights)) for role, each in of_role.items()}


def apart(sides: Sides, weights: Matrix, hidden: Sequence[Hidden]) -> tuple[float, float]:
    """The difference of the indexes as they are shown, and half its interval: Welch's."""
    (_, first), (_, second) = sides
    y1, y2 = (shown_index(levels, weights, how) for (_, levels), how in zip(sides, hidden, strict=True))
    s1, s2 = (shown_spread(levels, weights, how) for (_, levels), how in zip(sides, hidden, strict=True))
    freedom = (s1 + s2) ** 2 / (s1**2 / (len(first) - 1) + s2**2 / (len(second) - 1))
    return y2 - y1, float(stats.t.ppf(0.975, freedom) * sqrt(s1 + s2))


def within(sides: Sides, weights: Matrix, keys: set[str]) -> tuple[float, float]:
    """What happened within these roles, with their shares averaged over both rounds, and half its interval."""
    of_role = [[levels[[one == key for one in roles]] for key in sorted(keys)] for roles, levels in sides]
    n = np.array([[len(levels) for levels in side] for side in of_role])
    share = (n / n.sum(axis=1, keepdims=True)).mean(axis=0)
    means = np.array([[weighted_index(levels, weights) for levels in side] for side in of_role])
    parts = share**2 * np.array([[spread(levels, weights) for levels in side] for side in of_role])
    freedom = parts.sum() ** 2 / (parts**2 / (n - 1)).sum()
    return float(share @ (means[1] - means[0])), float(stats.t.ppf(0.975, freedom) * sqrt(parts.sum()))


QUESTIONNAIRES = ("stages", "breakthroughs")


@pytest.mark.parametrize("questionnaire_id", QUESTIONNAIRES)
def test_every_change_of_every_unit_equals_what_numpy_makes_of_the_raw_answers(
    sampled: Sampled, questionnaire_id: str
) -> None:
    questionnaire = sampled.product.library.questionnaire(questionnaire_id)
    checked, met = 0, set[Hidden]()
    for unit in sampled.units.values():
        for before, after in combinations(sampled.rounds, 2):
            found = between(sampled.product, sampled.selection(unit, after), questionnaire_id, before)
            if found is None:
                assert unit.kind == "partnership"
                continue
            for change in found.changes:
                section = next(one for one in questionnaire.sections if one.id == change.section_id)
                weights = np.array([statement.weight for statement in section.statements])
                sides = [counting(*sampled.raw(unit, held, questionnaire_id, section)) for held in (before, after)]
                hidden = [one.profile.section(section.id).hidden for one in found.standings if one.profile]
                met.update(hidden)
                if Hidden.EVERYTHING in hidden or any(len(levels) == 0 for _, levels in sides):
                    assert (change.verdict, change.difference) == (Verdict.NOT_COMPARABLE, None)
                    continue
                first, second = (levels for _, levels in sides)
                y1, y2 = (shown_index(*pair) for pair in zip((first, second), (weights, weights), hidden, strict=True))
                difference = y2 - y1
                assert change.difference == pytest.approx(difference, abs=1e-12)
                assert change.n == (len(first), len(second))
                assert change.from_statements == pytest.approx(0, abs=1e-12) or unit.kind == "partnership"
                if min(len(first), len(second)) > 1:
                    both = set.intersection(
                        *(shown_roles(sampled, unit, held, section.id, questionnaire_id) for held in (before, after))
                    )
                    assert change.is_within_roles == (len(both) > 1)
                    judged, reach = within(sides, weights, both) if len(both) > 1 else apart(sides, weights, hidden)
                    assert change.interval == pytest.approx((judged - reach, judged + reach), abs=1e-9)
                    is_clear = abs(judged) >= 0.25 and abs(judged) > reach
                    word = "higher" if judged > 0 else "lower"
                    possible = {word if is_clear else "no clear change"}
                    assert change.verdict in possible | (set() if len(both) > 1 else {Verdict.OTHER_ROLES})
                else:
                    assert change.verdict is Verdict.TOO_FEW
                checked += 1
    assert checked > 100
    assert {Hidden.NOTHING, Hidden.STATEMENTS} <= met


def shown_roles(
    sampled: Sampled, unit: Unit, held: Round, section_id: str, questionnaire_id: str = "stages"
) -> set[str]:
    _, roles = roles_in_view(sampled.product, sampled.selection(unit, held), questionnaire_id) or (None, ())
    return {
        one.role.key for one in roles if one.role and one.profile and one.profile.section(section_id).index is not None
    }


def test_the_split_of_the_councils_changes_is_kitagawas_over_the_roles_shown_in_both_rounds(sampled: Sampled) -> None:
    council, (_, before, after) = sampled.units[COUNCIL], sampled.rounds
    found = between(sampled.product, sampled.selection(council, after), "stages", before)
    assert found
    for change in found.changes:
        section = next(
            one for one in sampled.product.library.questionnaire("stages").sections if one.id == change.section_id
        )
        weights = np.array([statement.weight for statement in section.statements])
        both = set.intersection(*(shown_roles(sampled, council, held, section.id) for held in (before, after)))
        assert {"managers", "front-line"} <= both
        first, second = (
            {
                role: mean
                for role, mean in role_means(*counting(*sampled.raw(council, held, "stages", section)), weights).items()
                if role in both
            }
            for held in (before, after)
        )
        n1, n2 = (sum(n for n, _ in one.values()) for one in (first, second))
        within = sum((second[r][1] - first[r][1]) * (first[r][0] / n1 + second[r][0] / n2) / 2 for r in first)
        mix = sum((second[r][0] / n2 - first[r][0] / n1) * (first[r][1] + second[r][1]) / 2 for r in first)
        assert (change.within, change.mix) == pytest.approx((within, mix), abs=1e-12)
        assert change.difference == pytest.approx(within + mix + (change.unexplained or 0), abs=1e-12)


def test_the_story_of_three_rounds(sampled: Sampled) -> None:
    """Direction first, then reviews that decide; what never moves is going back to see whether it worked."""
    council, (first, second, third) = sampled.units[COUNCIL], sampled.rounds
    verdicts = {}
    for held, before in ((second, first), (third, second)):
        found = between(sampled.product, sampled.selection(council, held), "stages", before)
        assert found
        verdicts[held.name] = {one.section_id for one in found.changes if one.verdict is Verdict.HIGHER}
        assert not any(one.verdict is Verdict.LOWER for one in found.changes)
    assert verdicts == {
        "Autumn 2025": {"setting-direction", "getting-started"},
        "Autumn 2026": {"setting-direction", "making-it-happen"},
    }, "within roles, two sections moved in the first year"
    assert found
    rose = max(found.moved, key=lambda one: one.difference)
    assert (rose.statement_id, rose.section_id) == ("reviews-decide", "making-it-happen")
    outcomes = {one.section_id: one.outcome for one in found.targets}
    assert outcomes == {
        "setting-direction": TargetOutcome.HIT,
        "making-it-happen": TargetOutcome.HIT,
        "getting-started": TargetOutcome.MISSED,
        "keeping-on-track": TargetOutcome.MISSED,
    }
    closed = {pitfall for stage in found.pitfalls for pitfall in stage.closed}
    assert "noted-and-moved-on" in closed


def test_the_small_group_shows_nothing_anywhere(sampled: Sampled) -> None:
    libraries = sampled.units["Libraries"]
    for questionnaire_id in QUESTIONNAIRES:
        history = over_rounds(sampled.product, sampled.organisation.id, questionnaire_id)
        assert history
        figures = history.of_unit(libraries.id)
        assert {(one.index, one.secure_level, one.margin, one.why) for one in figures} == {
            (None, None, None, Absent.TOO_FEW)
        }
        selection = sampled.selection(libraries, sampled.rounds[2])
        found = between(sampled.product, selection, questionnaire_id, sampled.rounds[1])
        assert found
        assert (found.changes, found.moved) == ((), ())
        standing, roles = roles_in_view(sampled.product, selection, questionnaire_id) or (None, None)
        assert standing
        assert (standing.profile, roles) == (None, ())


def test_in_a_service_roles_are_hidden_until_nothing_can_be_subtracted(sampled: Sampled) -> None:
    for held in sampled.rounds:
        found = roles_in_view(sampled.product, sampled.selection(sampled.units[CHILDREN], held), "stages")
        assert found
        shown = [one for one in found[1] if one.profile]
        hidden = [one for one in found[1] if not one.profile]
        assert all(one.responses >= K for one in shown)
        assert len(hidden) >= 2
        assert sum(one.responses for one in hidden) >= K
