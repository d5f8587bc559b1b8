"""The words of the light pages can be translated: every one of their templates goes through the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

import journey.join
from journey.wording.catalogue import in_markup
from tests.steps.template_words import words_past_the_catalogue

TEMPLATES = sorted((Path(journey.join.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_of_a_template_go_past_the_catalogue(template: Path) -> None:
    assert words_past_the_catalogue(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Nobody has answered</p>", ["Nobody has answered"]),
        ("<p>{{ number }} answered</p>", ["answered"]),
        ("{% if error %}Error{% endif %}", ["Error"]),
        ('<img alt="A picture of {{ name }}">', ["A picture of"]),
        ('<p>{{ "Nobody has answered" if not people }}</p>', ['"Nobody has answered"']),
        ('<p>{{ _("Yes") ~ "but not yet" }}</p>', ['"but not yet"']),
    ],
)
def test_words_that_go_past_the_catalogue_are_found(source: str, found: list[str]) -> None:
    assert words_past_the_catalogue(source) == found


@pytest.mark.parametrize(
    "source",
    [
        '<p class="two words" data-words="two words">{{ _("Nobody has answered") }}</p>',
        "{# A comment in words. #}<!-- Another one. --><style>.first .second { color: red }</style>",
        "<script>say('two words')</script><p>{{ number }} · {{ number }}&ensp;</p>",
        """<p{{ " checked" if chosen }}><img alt="{{ _('A picture of {name}', name=name) }}"></p>""",
    ],
)
def test_what_nobody_reads_and_what_goes_through_the_catalogue_is_left_alone(source: str) -> None:
    assert words_past_the_catalogue(source) == []


def test_a_message_is_escaped_with_its_values_but_for_markup() -> None:
    assert in_markup("A & {name} at {place}", name="<i>", place=Markup("<b>B</b>")) == "A &amp; &lt;i&gt; at <b>B</b>"


def test_braces_in_a_value_are_no_places_for_values() -> None:
    assert in_markup("{name}", name="{place}") == "{place}"
