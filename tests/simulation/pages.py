"""One council's compare page for two invented rounds: everything that it says, in the product's own sentences.

The rules are called as the services call them. The pitfalls of each stage are gone through and avoided in both rounds,
so that whether it is ready to move on hangs on its answers alone; and each section has a target a little above where it
stood. So all that the page could say of movement, it has occasion to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from journey.model import (
    Change,
    Checklist,
    ComparisonBasis,
    Document,
    Figure,
    Pitfall,
    PitfallChange,
    PitfallState,
    Profile,
    Questionnaire,
    ReadinessOverTime,
    Round,
    SectionScore,
    Target,
)
from journey.rules import claims, readiness
from journey.rules.change import margin, section_change
from journey.rules.change_basis import ResponseLevels, bases
from journey.rules.change_comparable import asked_in, comparable, statement_changes
from journey.rules.readiness import StageInRound, pitfall_change, tally
from journey.rules.targets import target_results
from journey.rules.versions import CURRENT
from journey.simulation.councils import Model, Real, Whole
from journey.simulation.questionnaire import chosen, invented, profiles
from journey.wording import change_breakdown
from journey.wording.change_summary import summarise_change
from journey.wording.compared_rounds import ComparedRounds
from journey.wording.takeaways import change as change_picture
from journey.wording.takeaways import section_history, stage_path

SPRING, AUTUMN = (
    Round(name.lower(), "council", name, date(2026, month, 12), datetime(2026, month, 28, tzinfo=UTC))
    for name, month in (("Spring", 4), ("Autumn", 10))
)
TENTHS_WANTED = 3

CLAIM = re.compile(r"\b(rose|fell|higher|lower|become|any more|(?<!just )reached(?! on paper))\b", re.IGNORECASE)
"""The words by which the one guard says that something moved; ``test_claims`` holds it against the guard's own."""
SECURE_LEVEL_CLAIM = re.compile(r"secure level [^.]*\b(rose|fell)\b")


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What a page says, and the changes that it is about."""

    sentences: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def claims(self) -> list[str]:
        """The sentences that say that something moved."""
        return [sentence for sentence in self.sentences if CLAIM.search(sentence)]

    @property
    def claims_a_secure_level(self) -> bool:
        """Whether a secure level is said to have risen or fallen."""
        return any(SECURE_LEVEL_CLAIM.search(sentence) for sentence in self.sentences)


def compare_page(model: Model, then: Whole, now: Whole) -> ComparePage:
    """The page of one council from the levels that people gave in two rounds: [people, statements] each."""
    questionnaire = invented(model.statements)
    first, second = (_profile(model, levels) for levels in (then, now))
    before, after = (_bases(questionnaire, levels) for levels in (then, now))
    changes = tuple(
        section_change(
            before[later.section_id],
            after[later.section_id],
            shown=(earlier.index, later.index),
            secure_levels=(earlier.secure_level, later.secure_level),
        )
        for earlier, later in zip(first.sections, second.sections, strict=True)
    )
    compared = _compared(questionnaire, (first, second), changes, after)
    return ComparePage((*_written(compared), *_beside_pictures(compared, (before, after))), changes)


def _written(compared: ComparedRounds) -> list[str]:
    """The summary, and the heads over the statements that moved most."""
    statements = statement_changes(compared.comparable.statements, *compared.profiles)
    heads = [head for head, _ in change_breakdown.by_statement(statements, compared.changes)]
    folds = [change_breakdown.label(compared.titles[change.section_id], change) for change in compared.changes]
    return [*summarise_change(compared).paragraphs, *heads, *folds]


def _beside_pictures(
    compared: ComparedRounds, rests_on: tuple[Mapping[str, ComparisonBasis], Mapping[str, ComparisonBasis]]
) -> list[str]:
    """The sentences above the pictures: of the change, of the sections over rounds, of the path through the stages."""
    questionnaire = compared.questionnaires[1]
    by_section = {change.section_id: change for change in compared.changes}
    figures = [
        figure
        for round_, profile, basis in zip(compared.rounds, compared.profiles, rests_on, strict=True)
        for figure in _figures(round_, profile, basis)
    ]
    lines = section_history.section_lines(questionnaire, compared.rounds, figures)
    path = stage_path.stage_path(questionnaire, compared.rounds, figures, _readiness(compared))
    in_order = change_picture.in_order(questionnaire, compared.changes)
    return [
        change_picture.takeaway(in_order),
        *(change_picture.claim(change) for change in compared.changes),
        section_history.takeaway(lines, compared.rounds, by_section),
        stage_path.takeaway(path),
    ]


def _compared(
    questionnaire: Questionnaire,
    seen: tuple[Profile, Profile],
    changes: Sequence[Change],
    after: Mapping[str, ComparisonBasis],
) -> ComparedRounds:
    ids = [statement.id for statement in questionnaire.statements()]
    wanted = [
        Target(score.section_id, round(10 * score.index) + TENTHS_WANTED) for score in seen[0].sections if score.index
    ]
    indexes = {score.section_id: score.index for score in seen[1].sections}
    margins = {section_id: margin(basis.n, basis.variance) for section_id, basis in after.items()}
    return ComparedRounds(
        who="The invented council",
        rounds=(SPRING, AUTUMN),
        questionnaires=(questionnaire, questionnaire),
        profiles=seen,
        comparable=comparable((questionnaire, ids), (questionnaire, ids)),
        changes=changes,
        pitfalls=[_stage(*scores) for scores in zip(seen[0].sections, seen[1].sections, strict=True)],
        targets=target_results(wanted, indexes, margins),
        targets_held_in=AUTUMN,
    )


def _profile(model: Model, levels: Whole) -> Profile:
    (profile,) = profiles(model, chosen(levels[None]), len(levels), CURRENT)
    return profile


def _bases(questionnaire: Questionnaire, levels: Whole) -> dict[str, ComparisonBasis]:
    ids = [statement.id for statement in questionnaire.statements()]
    return bases(asked_in(questionnaire, ids), responses(questionnaire, levels), confidential=True)


def bases_of_complete(section_ids: Sequence[str], people: Real) -> list[ComparisonBasis]:
    """The same from people's own section indexes, [people, sections], and many times quicker.

    Where every answer is given the delete-one jackknife is the variance of those indexes over their number;
    ``test_verdicts`` holds this against the product.
    """
    indexes, variances = people.mean(axis=0), people.var(axis=0, ddof=1) / len(people)
    return [
        ComparisonBasis(section_id, 0, len(people), float(index), float(variance))
        for section_id, index, variance in zip(section_ids, indexes, variances, strict=True)
    ]


def responses(
    questionnaire: Questionnaire, levels: Whole, roles: Sequence[str | None] | None = None
) -> list[ResponseLevels]:
    """What each person gave, and their role where there are ``roles``: [people, statements]."""
    ids = [statement.id for statement in questionnaire.statements()]
    return [
        ResponseLevels(role, dict(zip(ids, row, strict=True)))
        for role, row in zip(roles or [None] * len(levels), levels.tolist(), strict=True)
    ]


def _figures(round_: Round, profile: Profile, rests_on: Mapping[str, ComparisonBasis]) -> list[Figure]:
    return [
        Figure(
            round_.id,
            "council",
            score.section_id,
            profile.responses,
            score.index,
            score.band,
            score.coverage,
            score.secure_level,
            margin(rests_on[score.section_id].n, rests_on[score.section_id].variance),
        )
        for score in profile.sections
    ]


def _stage(earlier: SectionScore, later: SectionScore) -> PitfallChange:
    """A stage with the one pitfall that was avoided then as it is now."""
    checklist, states = _checklist(), {"pitfall": PitfallState.AVOIDED}
    standing = tally(checklist, states)
    return pitfall_change(
        *(
            StageInRound(checklist, states, readiness.readiness(score.section_id, score, standing))
            for score in (earlier, later)
        )
    )


def _readiness(compared: ComparedRounds) -> ReadinessOverTime:
    """Whether each stage was ready, and what may be said where that reads otherwise."""
    by_section = {change.section_id: change for change in compared.changes}
    ready = {
        (round_.id, stage.section_id): not missing
        for stage in compared.pitfalls
        for round_, missing in zip(compared.rounds, stage.missing, strict=True)
    }
    found = {stage.section_id: claims.readiness(stage, by_section[stage.section_id]) for stage in compared.pitfalls}
    return ReadinessOverTime(ready, {section_id: verdict for section_id, verdict in found.items() if verdict})


@cache
def _checklist() -> Checklist:
    return Checklist(
        id="invented",
        version="1.0.0",
        title="Invented pitfalls",
        summary="A pitfall that stands for any other.",
        language="en-GB",
        documents={"NONE": Document(title="No document", publisher="Nobody", year=2026)},
        pitfalls=(
            Pitfall(
                id="pitfall",
                revision=1,
                text="Stands for any pitfall.",
                bites="Stands for what it does.",
                tell="Stands for how to tell.",
                avoid="Stands for how to avoid it.",
                source=("NONE",),
            ),
        ),
    )
