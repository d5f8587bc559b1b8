"""The content that a round uses: pinned when it is first used, and read from there ever after."""

from __future__ import annotations

from journey.content import Library, load_checklist, load_questionnaire
from journey.model import Assessment, Checklist, PinnedContent, Questionnaire
from journey.store import Connection, content, rounds

STAGES = "stages"
"""The questionnaire whose sections have pitfalls and readiness."""

_KNOWN: dict[str, Questionnaire] = {}
"""What was read so far, by hash: bytes of tens of thousands are not fetched again for each answer that is saved."""


def questionnaire_of(tx: Connection, assessment: Assessment) -> Questionnaire:
    """The questionnaire that an assessment was made with, whatever has been released since.

    Raises ContentFault where this release cannot read what an older one pinned.
    """
    return questionnaire_with(tx, assessment.organisation_id, assessment.content_hash)


def questionnaire_with(tx: Connection, organisation_id: str, content_hash: str) -> Questionnaire:
    """The questionnaire that the organisation pinned with this hash. Raises ContentFault as above."""
    if content_hash not in _KNOWN:
        _KNOWN[content_hash] = load_questionnaire(content.get(tx, organisation_id, content_hash).body)
    return _KNOWN[content_hash]


def version_number(version: str) -> tuple[int, ...]:
    """A key that sorts versions by their numbers: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def checklists_of(tx: Connection, organisation_id: str, round_id: str) -> dict[str, Checklist]:
    """The pitfall checklists that a round pins, by stage, in the order of the stages."""
    pinned = rounds.content(tx, organisation_id, round_id)
    found = {c.section: c for c in (load_checklist(one.body) for one in pinned if one.kind == "checklist") if c.section}
    stages = (load_questionnaire(one.body) for one in pinned if one.kind == "questionnaire" and one.id == STAGES)
    return {section.id: found[section.id] for stage in stages for section in stage.sections if section.id in found}


def round_content(library: Library) -> list[PinnedContent]:
    """What a new round pins: the newest version of each questionnaire and checklist that ships."""
    return [
        *(library.pinned("questionnaire", id_) for id_ in library.ids("questionnaire")),
        *(library.pinned("checklist", id_) for id_ in library.ids("checklist")),
    ]
