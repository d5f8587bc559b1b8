"""What a workshop asks its room about: the sections of every questionnaire that its unit answers confidentially."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Assessment, Privacy, Section, Statement, StatementRef
from journey.service.context import Product
from journey.service.current_selection import Selection
from journey.service.profile import unit_findings


@dataclass(frozen=True, slots=True)
class WorkshopSection:
    """A section, those of its statements that are asked, and the assessment that asks them."""

    assessment: Assessment
    section: Section
    statements: tuple[Statement, ...]

    def refs(self) -> dict[StatementRef, Statement]:
        """The statements that are asked, each by what names it in a room of several questionnaires."""
        return {StatementRef(self.assessment.id, statement.id): statement for statement in self.statements}


def asked(product: Product, selection: Selection) -> list[WorkshopSection]:
    """The sections that the workshop asks about, in the order of the questionnaires."""
    every = unit_findings.by_questionnaire(product, selection).values()
    confidential = [findings for findings in every if findings.assessment.privacy is Privacy.CONFIDENTIAL]
    return [
        WorkshopSection(findings.assessment, section, statements)
        for findings in confidential
        for section, statements in findings.asked.sections()
    ]


def statement_texts(product: Product, selection: Selection) -> dict[StatementRef, str]:
    """The text of each statement that the workshop asks."""
    return {ref: statement.text for each in asked(product, selection) for ref, statement in each.refs().items()}


def texts_to_move(product: Product, selection: Selection) -> dict[str, str]:
    """The text of each statement that an action may move, by the id that the action keeps."""
    return {ref.statement_id: text for ref, text in statement_texts(product, selection).items()}
