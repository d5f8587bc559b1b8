"""Invented councils whose true state is known, and the answers that their people would give.

The model has two parts, both in levels; its numbers are those of ``rules.assumed_councils``. A statement truly stands
at the mean, and around it the council, the section and the statement differ. A person hears that, adds their own
deviation, and ticks the nearest of the four levels. Part of a deviation is leniency, in all answers of a person alike;
part is their view of the section; of the rest one half is their lasting view of the statement and the other is drawn
anew whenever they answer. So people who answer again say much the same, and other people say something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from journey.model import LEVELS
from journey.rules import assumed_councils
from journey.rules.assumed_councils import MANY_PEOPLE, SPREAD, USUAL, Deviation

Real = NDArray[np.float64]
Whole = NDArray[np.int64]

THRESHOLDS = tuple(level + 0.5 for level in LEVELS[:-1])
"""Where one level ends and the next begins, for a person who ticks the nearest."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is assumed of councils and people.

    ``statements`` is how many statements each section has; ``spread`` the standard deviation of the answers to a
    statement, one of ``SPREAD``; the others are standard deviations of true positions, in levels.
    """

    statements: tuple[int, ...] = assumed_councils.SECTIONS
    spread: float = USUAL
    mean: float = assumed_councils.MEAN
    between_councils: float = assumed_councils.BETWEEN_COUNCILS
    between_sections: float = assumed_councils.BETWEEN_SECTIONS
    between_statements: float = assumed_councils.BETWEEN_STATEMENTS
    deviation: Deviation = field(default=Deviation())

    @property
    def latent(self) -> float:
        """The standard deviation of a person's deviation, before the nearest level is ticked."""
        return SPREAD[self.spread]

    @property
    def section_of(self) -> Whole:
        """The number of the section that each statement belongs to: [statements]."""
        return np.repeat(np.arange(len(self.statements)), self.statements)

    def positions(self, random: np.random.Generator, councils: int) -> Real:
        """Where each statement truly stands: [councils, statements]."""
        council = self.between_councils * random.standard_normal((councils, 1))
        section = self.between_sections * random.standard_normal((councils, len(self.statements)))
        statement = self.between_statements * random.standard_normal((councils, sum(self.statements)))
        return np.asarray(self.mean + council + section[:, self.section_of] + statement)

    def views(self, random: np.random.Generator, councils: int, people: int) -> Real:
        """What is lasting in the deviations of a council's people: [councils, people, statements]."""
        shares = self.deviation
        leniency = random.standard_normal((councils, people, 1))
        section = random.standard_normal((councils, people, len(self.statements)))[..., self.section_of]
        statement = random.standard_normal((councils, people, sum(self.statements)))
        parts = shares.leniency**0.5 * leniency + shares.section**0.5 * section + shares.lasting**0.5 * statement
        return np.asarray(self.latent * parts)

    def answers(self, random: np.random.Generator, positions: Real, views: Real) -> Whole:
        """The levels that people with these views give now: [councils, people, statements]."""
        fresh = self.latent * self.deviation.fresh**0.5 * random.standard_normal(views.shape)
        nearest = np.floor(positions[:, None, :] + views + fresh + 0.5)
        return np.asarray(np.clip(nearest, LEVELS[0], LEVELS[-1]), dtype=np.int64)

    def round_of(self, random: np.random.Generator, positions: Real, people: int) -> Whole:
        """The answers of people who were never asked before: [councils, people, statements]."""
        return self.answers(random, positions, self.views(random, len(positions), people))

    def true_means(self, positions: Real) -> Real:
        """The mean level that very many people would give: like ``positions``."""
        return np.asarray(1 + sum(ndtr((positions - threshold) / self.latent) for threshold in THRESHOLDS))

    def true_counts(self, positions: Real) -> Whole:
        """How many of ``MANY_PEOPLE`` would choose each level: like ``positions``, then [4 levels]."""
        above = [ndtr((positions - threshold) / self.latent) for threshold in THRESHOLDS]
        at_least = np.stack([np.ones_like(positions), *above, np.zeros_like(positions)], axis=-1)
        reached = np.round(MANY_PEOPLE * at_least).astype(np.int64)
        return reached[..., :-1] - reached[..., 1:]

    def by_section(self, of_statements: NDArray[np.generic]) -> Real:
        """The mean over the statements of each section, on the last axis: statements in, sections out."""
        bounds = np.cumsum((0, *self.statements))
        values = np.asarray(of_statements, dtype=np.float64)
        parts = [values[..., low:high].mean(axis=-1) for low, high in pairwise(bounds)]
        return np.stack(parts, axis=-1)


STAGES = Model(statements=(8, 7, 7, 7, 8))
"""As many statements in each section as the questionnaire of the stages has."""
