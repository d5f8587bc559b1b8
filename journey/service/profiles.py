"""Where a unit stands in a round: the findings that screens and exports draw."""

from __future__ import annotations

from dataclasses import dataclass

from journey.frozen import thaw
from journey.model import Assessment, Profile, Questionnaire
from journey.privacy import may_show
from journey.scoring import asked_statements, score
from journey.service.pinned import questionnaire_of
from journey.service.product import Product
from journey.service.visits import View
from journey.store import Connection, answers, assessments, rounds


@dataclass(frozen=True, slots=True)
class Standing:
    """One questionnaire's findings for a unit in a round.

    ``profile`` is None where too few have answered for it to be shown; ``started`` and ``finished`` count responses.
    """

    assessment: Assessment
    questionnaire: Questionnaire
    profile: Profile | None
    started: int
    finished: int


def standings(product: Product, view: View) -> dict[str, Standing]:
    """The findings of each questionnaire that was answered for the unit, by the questionnaire's id."""
    with product.store.read() as tx:
        return {
            assessment.questionnaire_id: _standing(tx, product.settings.small_group, assessment)
            for assessment in assessments.of_round(tx, view.organisation.id, view.round.id, view.unit.id)
        }


def _standing(tx: Connection, k: int, assessment: Assessment) -> Standing:
    questionnaire = questionnaire_of(tx, assessment)
    finished, started = answers.finished_and_started(tx, assessment.organisation_id, assessment.id)
    profile = None
    if may_show(assessment.privacy, started, k):
        frozen = rounds.frozen(tx, assessment.organisation_id, assessment.id)
        profile = thaw(frozen.findings) if frozen else profile_of(tx, assessment, questionnaire, started)
    return Standing(assessment, questionnaire, profile, started, finished)


def profile_of(tx: Connection, assessment: Assessment, questionnaire: Questionnaire, responses: int) -> Profile:
    """The findings over an assessment's answers as they are now, from the counts that each save keeps."""
    return score(
        questionnaire,
        answers.tally(tx, assessment.organisation_id, assessment.id),
        responses=responses,
        asked=frozenset(asked_statements(questionnaire, assessment.scope)),
    )
