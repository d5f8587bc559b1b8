"""The schemas that editors use: current, and of one mind with the check on keys, types and limits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from journey.content import SHIPPED
from journey.content.schema import schema, write_schemas
from journey.content.shapes import KINDS
from journey.model import Statement

HERE = Path(__file__).parent
BY_SIGN = {kind.sign: kind for kind in KINDS}
SHIPPED_FILES = [path for kind in KINDS for path in sorted(SHIPPED.joinpath(kind.folder).glob("*/*.yaml"))]
REFUSED_BY_EDITORS = [
    "bad-document-key",
    "bad-ids",
    "bad-language",
    "bad-level",
    "bad-version",
    "missing-keys",
    "missing-levels",
    "not-a-flag",
    "not-a-number",
    "not-allowed",
    "nothing",
    "number",
    "odd-workshop",
    "too-few",
    "too-few-in-workshop",
    "too-long",
    "too-many",
    "too-short",
    "unknown-key",
    "wrong-types",
]


def complaints(path: Path) -> list[str]:
    """What the schema says about a file; keys are text, as editors take them."""
    content = with_text_keys(yaml.safe_load(path.read_bytes()))
    kind = next(BY_SIGN[key] for key in content if key in BY_SIGN)
    tree = yaml.safe_load(schema(kind))
    return [error.message for error in jsonschema.Draft7Validator(tree).iter_errors(content)]


def with_text_keys(value: Any) -> Any:
    """The value with all keys as text, all the way down."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_committed_schema_is_current(kind) -> None:
    committed = SHIPPED.joinpath(kind.folder, "schema.json").read_text(encoding="utf-8")
    assert committed == schema(kind), "the models have changed: run python3 -m journey schema"


@pytest.mark.parametrize("path", sorted(HERE.glob("valid/*.yaml")), ids=lambda path: path.stem)
def test_the_schema_accepts_what_a_check_accepts(path: Path) -> None:
    assert complaints(path) == []


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_accepts_what_ships(path: Path) -> None:
    assert complaints(path) == []


@pytest.mark.parametrize("name", REFUSED_BY_EDITORS)
def test_the_schema_refuses_wrong_keys_types_and_limits(name: str) -> None:
    assert complaints(HERE / "invalid" / f"{name}.yaml")


def test_the_schema_names_every_key_of_a_statement() -> None:
    tree = yaml.safe_load(schema(KINDS[0]))
    statement = tree["$defs"]["Statement"]
    assert statement["properties"].keys() == Statement.model_fields.keys()
    assert statement["properties"]["levels"]["required"] == ["1", "2", "3", "4"]


def test_schemas_are_written_beside_a_councils_own_content(tmp_path: Path) -> None:
    tmp_path.joinpath("guidance", "workshops").mkdir(parents=True)
    assert write_schemas(tmp_path) == [
        tmp_path / "guidance" / "schema.json",
        tmp_path / "guidance" / "workshops" / "schema.json",
    ]
