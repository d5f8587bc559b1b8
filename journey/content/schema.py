"""JSON Schemas for editors: what they complete and underline while somebody writes.

They are made from the models and lie beside the content (``questionnaires/schema.json``). They say less than a check
does: nothing about repeated ids, sources or other files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from journey.content.library import SHIPPED
from journey.content.shapes import KINDS, ContentKind
from journey.model import LEVELS

SCHEMA = "schema.json"


def schema(kind: ContentKind) -> str:
    """The schema of one kind of content, as the text of its file."""
    tree: dict[str, Any] = kind.model.model_json_schema()
    _tidy(tree)
    tree["properties"]["documents"]["additionalProperties"] = False
    if "Statement" in tree["$defs"]:
        levels = tree["$defs"]["Statement"]["properties"]["levels"]
        keys = [str(level) for level in LEVELS]
        levels["properties"] = dict.fromkeys(keys, levels["additionalProperties"])
        levels |= {"required": keys, "additionalProperties": False}
    head = {"$schema": "http://json-schema.org/draft-07/schema#"}
    return json.dumps(head | tree, indent=1, ensure_ascii=False) + "\n"


def write_schemas(root: Path = SHIPPED) -> list[Path]:
    """Write the schema of each content folder below ``root`` that exists, and return the files."""
    written = []
    for kind in KINDS:
        if (folder := root / kind.folder).is_dir():
            folder.joinpath(SCHEMA).write_text(schema(kind), encoding="utf-8")
            written.append(folder / SCHEMA)
    return written


def _tidy(tree: dict[str, Any]) -> None:
    """Remove what writers do not need: titles that repeat the key, and null, which a check refuses."""
    for part in (tree, *tree["$defs"].values()):
        for name, value in part["properties"].items():
            value.pop("title", None)
            if "anyOf" in value:
                part["properties"][name] = value["anyOf"][0]
