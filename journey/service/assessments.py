"""What assessments ask, which of a unit are confidential, and the smallest group that may be seen together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

from journey.model import Assessment, Counts, Privacy, Questionnaire, Scope, Section, Statement
from journey.rules.privacy import stricter_min_group
from journey.rules.scoring import asked_statements, counts_of
from journey.service.pinned_content import questionnaire_of
from journey.store import Connection, paper_ballots
from journey.store import assessments as stored_assessments

_ASKED: dict[tuple[str, Scope, tuple[str, ...]], AskedQuestionnaire] = {}
"""What was worked out so far, by content, scope and sections in full: every answer that is saved needs it."""


class UnitInRound(Protocol):
    """Anything that belongs to one unit in one round: a selection, an invitation, a workshop."""

    @property
    def organisation_id(self) -> str: ...
    @property
    def round_id(self) -> str: ...
    @property
    def unit_id(self) -> str: ...


class AskedQuestionnaire(NamedTuple):
    """A questionnaire and those of its statements that an assessment asks, by id, in the questionnaire's order."""

    questionnaire: Questionnaire
    statements: Mapping[str, Statement]

    def sections(self) -> Iterator[tuple[Section, tuple[Statement, ...]]]:
        """Each section that is asked about, with the statements that are asked."""
        for section in self.questionnaire.sections:
            if asked := tuple(statement for statement in section.statements if statement.id in self.statements):
                yield section, asked


def asked_of(tx: Connection, assessment: Assessment) -> AskedQuestionnaire:
    """What the assessment asks. Raises ContentFault where this release cannot read what an older one pinned."""
    key = (assessment.content_hash, assessment.scope, assessment.widened)
    if key not in _ASKED:
        _ASKED[key] = asked_with(questionnaire_of(tx, assessment), assessment.scope, assessment.widened)
    return _ASKED[key]


def asked_with(questionnaire: Questionnaire, scope: Scope, widened: Collection[str] = ()) -> AskedQuestionnaire:
    """What an assessment of this scope asks of the questionnaire: everything of the sections that were widened."""
    asked = frozenset(asked_statements(questionnaire, scope, widened))
    return AskedQuestionnaire(questionnaire, {one.id: one for one in questionnaire.statements() if one.id in asked})


def confidential_of(tx: Connection, place: UnitInRound) -> list[Assessment]:
    """What the unit answers confidentially in the round: what its invitation asks and its workshop is about."""
    of_unit = stored_assessments.of_round(tx, place.organisation_id, place.round_id, place.unit_id)
    return [assessment for assessment in of_unit if assessment.privacy is Privacy.CONFIDENTIAL]


def counts_on_paper(tx: Connection, assessment: Assessment) -> dict[str, Counts]:
    """What the paper ballots say, by statement id; statements without any answer on paper are absent."""
    said = paper_ballots.contents(tx, assessment.organisation_id, assessment.id)
    return counts_of({statement_id: content} for statement_id, contents in said.items() for content in contents)


def min_group_of(setting: int, *assessments: Assessment) -> int:
    """The least number of responses shown together: what is set now or was promised, whichever protects most."""
    return stricter_min_group(setting, max((assessment.small_group for assessment in assessments), default=0))
