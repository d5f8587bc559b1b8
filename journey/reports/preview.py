"""The preview of a workshop: its privacy notice and all its statements with their levels, to read beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from journey.reports.paper import Occasion, PaperSection, documents, write
from journey.wording.catalogue import _
from journey.wording.privacy_notice import Promise


def preview(occasion: Occasion, promise: Promise, parts: Sequence[PaperSection]) -> str:
    """The preview as a file. ``parts`` are all sections that are asked, in the order in which they are asked."""
    questionnaires = {part.questionnaire.id: part.questionnaire for part in parts}.values()
    return write(
        "preview.html",
        kind=_("Preview of all statements"),
        occasion=occasion,
        promise=promise,
        parts=parts,
        number=sum(len(part.statements) for part in parts),
        reading=[(questionnaire.title, questionnaire.summary) for questionnaire in questionnaires],
        documents=documents(parts),
    )
