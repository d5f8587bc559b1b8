"""All statements of a workshop, to read beforehand: what is promised, and for each what the levels mean."""

from __future__ import annotations

from collections.abc import Sequence

from journey.reports.paper import Occasion, PaperSection, documents, write
from journey.wording.privacy_notice import Promise


def preview(of: Occasion, promised: Promise, parts: Sequence[PaperSection]) -> str:
    """The file. ``parts`` are all sections that are asked, in the order in which they are asked."""
    questionnaires = {part.questionnaire.id: part.questionnaire for part in parts}.values()
    return write(
        "preview.html",
        kind="Preview of all statements",
        of=of,
        promise=promised,
        parts=parts,
        number=sum(len(part.statements) for part in parts),
        reading=[(one.title, one.summary) for one in questionnaires],
        documents=documents(parts),
    )
