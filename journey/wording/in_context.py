"""What a source tells of the past, beside a profile: once, with where it stands, and never as a benchmark of today."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Questionnaire

FROM_SOURCES: Mapping[str, tuple[str, str]] = {
    "stages": (
        "IJ",
        "when councils were first inspected in this way nationally, performance management was their weakest corporate "
        "theme: two in three were at no more than level 2 of 4",
    )
}
"""By the id of a questionnaire of ours: the key of the document, and what it says."""


def in_context(questionnaire: Questionnaire) -> str:
    """A sentence from a source of the questionnaire, which is named; nothing where there is none to tell."""
    key, told = FROM_SOURCES.get(questionnaire.id, ("", ""))
    source = questionnaire.documents.get(key)
    if source is None:
        return ""
    where = f"{source.title}, {source.publisher}, {source.year}"
    return f"In context: {told} ({where}). That was long ago and scored in another way: it is no benchmark."
