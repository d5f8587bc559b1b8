"""The words of the papers can be translated: every one of their templates goes through the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

import journey.reports
from tests.steps.template_words import words_past_the_catalogue

TEMPLATES = sorted((Path(journey.reports.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_of_a_template_go_past_the_catalogue(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    before, styles, after = source.partition("{% block styles %}")
    _css, _end, main = after.partition("{% endblock %}")
    assert words_past_the_catalogue(before + main if styles else source) == []
