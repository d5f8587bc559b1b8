"""Content: questionnaires, checklists, guidance and workshop designs in YAML → typed nouns, strictly checked.

    parsing ── shapes ── reading (the only place that knows YAML)
       │    └─ references (within one file)
    folders, library              which folder holds what; finds content and gives it out
    checking ── between, releases what must hold between files; what is released stays as it is
    order                         in which questionnaires are offered and shown
    readability, schema           for writers: how easy it reads; what editors complete

Every fault is worded in ``faults``. The names below are all that the rest of the product needs.
"""

from __future__ import annotations

from journey.content.faults import ContentFault, Fault
from journey.content.library import SHIPPED, Library, NoSuchContent, content_hash
from journey.content.parsing import load, load_checklist, load_guidance, load_questionnaire, load_workshop, parse

__all__ = [
    "SHIPPED",
    "ContentFault",
    "Fault",
    "Library",
    "NoSuchContent",
    "content_hash",
    "load",
    "load_checklist",
    "load_guidance",
    "load_questionnaire",
    "load_workshop",
    "parse",
]
