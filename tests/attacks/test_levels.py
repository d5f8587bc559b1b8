"""What is said of secure levels tells nothing of hidden answers: how firm one is, what is thin, what other rules read.

Where the statements of a section are shown, all of it follows from the counts that stand beside it. Where they are
hidden nothing of it is said: two levels of the same answers, by two versions of the rules, would narrow them down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from journey.model import Hidden, Profile, SectionScore
from journey.rules.scoring import by_rules, levels_read_otherwise, score_section
from journey.rules.stability import stability
from journey.rules.versions import SCORING_1, SCORING_2, ScoringRules
from tests.attacks.organisations import Closed, Door, Organisation, organisation, view_of

ORGANISATIONS = 60
VERSIONS = [(SCORING_1, SCORING_2), (SCORING_2, SCORING_1)]


@cache
def councils() -> list[Organisation]:
    random = np.random.default_rng([2026, 9])
    return [organisation(random) for _ in range(ORGANISATIONS)]


def rounds_by(rules: ScoringRules) -> Iterator[tuple[Closed, Profile]]:
    """The whole of every round that random organisations show, scored by these rules."""
    for council in councils():
        for closed in (closed for unit in council.units for closed in unit):
            scored = replace(closed, rules=rules, views=[])
            shown = view_of(scored, tuple(closed.answers), council.k, Door(), has_roles=False).whole
            if shown:
                yield scored, shown


@pytest.mark.parametrize(("scored_by", "read_by"), VERSIONS)
def test_where_statements_are_hidden_nothing_more_is_said_of_a_level(
    scored_by: ScoringRules, read_by: ScoringRules
) -> None:
    hidden = 0
    for _, profile in rounds_by(scored_by):
        for score, read in zip(profile.sections, by_rules(profile, read_by).sections, strict=True):
            if score.hidden is not Hidden.NOTHING:
                hidden += 1
                assert stability(score) is stability(read) is None
                assert (score.statements, score.blockers, read.secure_level, read.blockers) == ((), (), None, ())
                told = levels_read_otherwise(profile, read_by).get(score.section_id)
                assert told in (None, (score.secure_level, None))
    assert hidden >= 20


@pytest.mark.parametrize(("scored_by", "read_by"), VERSIONS)
def test_where_they_are_shown_all_of_it_follows_from_the_counts_beside_it(
    scored_by: ScoringRules, read_by: ScoringRules
) -> None:
    shown = 0
    for closed, profile in rounds_by(scored_by):
        for score, read in zip(profile.sections, by_rules(profile, read_by).sections, strict=True):
            if score.hidden is Hidden.NOTHING:
                shown += 1
                assert score == from_counts(closed, score, profile.responses, scored_by)
                assert read == from_counts(closed, score, profile.responses, read_by)
    assert shown >= 20


def from_counts(closed: Closed, score: SectionScore, responses: int, rules: ScoringRules) -> SectionScore | None:
    """The section as anybody works it out who knows the counts that are shown."""
    section = next(each for each in closed.questionnaire.sections if each.id == score.section_id)
    counts = {statement.statement_id: statement.counts for statement in score.statements}
    return score_section(section, counts, responses=responses, rules=rules)
