"""The invented councils are those of the model: spreads as observed, truth as very many people say it."""

from __future__ import annotations

import numpy as np
import pytest

from journey.rules.assumed_councils import MANY_PEOPLE, SPREAD, Deviation
from journey.rules.noticeable import PEOPLE_ALIKE, PEOPLE_APART, PEOPLE_VERY_APART, USUAL_SPREAD
from journey.simulation.councils import Model


@pytest.mark.parametrize(("spread", "of_person"), [(0.55, PEOPLE_ALIKE), (0.70, USUAL_SPREAD), (0.84, PEOPLE_APART)])
def test_answers_spread_as_they_are_said_to(spread: float, of_person: float) -> None:
    random, model = np.random.default_rng(1), Model(spread=spread)
    answers = model.round_of(random, model.positions(random, 2000), 8)
    assert np.sqrt(answers.var(axis=1, ddof=1).mean()) == pytest.approx(spread, abs=0.015)
    assert np.sqrt(model.by_section(answers).var(axis=1, ddof=1).mean()) == pytest.approx(of_person, abs=0.015)


def test_half_leniency_sets_people_further_apart() -> None:
    random = np.random.default_rng(2)
    model = Model(spread=0.84, deviation=Deviation(leniency=0.5, section=0.10, lasting=0.20, fresh=0.20))
    people = model.by_section(model.round_of(random, model.positions(random, 2000), 8))
    assert np.sqrt(people.var(axis=1, ddof=1).mean()) == pytest.approx(PEOPLE_VERY_APART, abs=0.015)


@pytest.mark.parametrize("spread", SPREAD)
def test_the_truth_is_what_very_many_people_say(spread: float) -> None:
    random, model = np.random.default_rng(3), Model(spread=spread)
    positions = model.positions(random, 4)
    answers = model.round_of(random, positions, 20_000)
    assert answers.mean(axis=1) == pytest.approx(model.true_means(positions), abs=0.03)
    shares = np.stack([(answers == level).mean(axis=1) for level in (1, 2, 3, 4)], axis=-1)
    assert model.true_counts(positions) / MANY_PEOPLE == pytest.approx(shares, abs=0.02)


def test_true_counts_are_of_all_people() -> None:
    counts = Model().true_counts(Model().positions(np.random.default_rng(4), 50))
    assert (counts.sum(axis=-1) == MANY_PEOPLE).all()
    assert (counts >= 0).all()


def test_the_same_people_say_much_the_same_and_others_do_not() -> None:
    random, model = np.random.default_rng(5), Model()
    positions = model.positions(random, 3000)
    views = model.views(random, 3000, 1)
    first, again, other = (
        model.answers(random, positions, views),
        model.answers(random, positions, views),
        model.round_of(random, positions, 1),
    )
    of_section = [model.by_section(answers - model.true_means(positions)[:, None]) for answers in (first, again, other)]
    alike, strange = (np.corrcoef(of_section[0].ravel(), later.ravel())[0, 1] for later in of_section[1:])
    assert alike > 0.8
    assert abs(strange) < 0.05


def test_one_seed_gives_the_same_councils() -> None:
    first, second = (Model().round_of(np.random.default_rng(6), np.zeros((2, 35)) + 2.3, 3) for _ in range(2))
    assert (first == second).all()


def test_sections_are_means_of_their_own_statements() -> None:
    model = Model(statements=(1, 2, 3))
    assert model.by_section(np.array([[1, 2, 4, 1, 1, 4]])) == pytest.approx(np.array([[1, 3, 2]]))
    assert model.section_of.tolist() == [0, 1, 1, 2, 2, 2]
