"""Where something comes from is said by the name that people know a document by."""

from __future__ import annotations

from journey.content import Library
from journey.wording import sources


def test_references_to_one_document_stand_together() -> None:
    assert (
        sources.named(["MG 3.7", "MG 4.3", "PB 4"]) == "the manager’s guide, 3.7 and 4.3; Performance Breakthroughs, 4"
    )
    assert sources.named(["IJ"]) == "the improvement journey"
    assert sources.named(["XY 2"]) == "XY, 2"


def test_every_document_that_the_shipped_questionnaires_rest_on_has_a_name() -> None:
    library = Library.read()
    keys = {key for id_ in library.ids("questionnaire") for key in library.questionnaire(id_).documents}
    assert keys <= set(sources.NAMES)
