"""The five stages with forty statements: as many as the product is measured with."""

from __future__ import annotations

import yaml

from journey.content import Library, content_hash
from journey.model import PinnedContent, Questionnaire
from journey.service.pinned_content import STAGES, round_content

STATEMENTS_A_SECTION = 8


def questionnaire(library: Library) -> Questionnaire:
    """The stages as they ship with eight statements each: where one has fewer, its first are asked by another id."""
    shipped = library.questionnaire(STAGES)
    sections = []
    for section in shipped.sections:
        more = section.statements[: STATEMENTS_A_SECTION - len(section.statements)]
        again = tuple(s.model_copy(update={"id": f"{s.id}-again"}) for s in more)
        sections.append(section.model_copy(update={"statements": (*section.statements, *again)}))
    return shipped.model_copy(update={"sections": tuple(sections)})


def pinned(asked: Questionnaire) -> PinnedContent:
    """A questionnaire as a round pins it."""
    body = yaml.safe_dump(asked.model_dump(exclude_defaults=True), allow_unicode=True).encode()
    return PinnedContent("questionnaire", asked.id, asked.version, content_hash(body), body)


def content(library: Library, asked: Questionnaire) -> list[PinnedContent]:
    """What a round that asks the questionnaire pins: first it, then the checklists that ship."""
    return [pinned(asked), *(one for one in round_content(library) if one.kind == "checklist")]
