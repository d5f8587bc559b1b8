"""Text that people typed, as it is handed to Streamlit: to be read as it was typed and as nothing else."""

from __future__ import annotations

import pytest

from journey.ui.shared.escaping import plain

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
        ("![p](x)", r"!\[p\](x)"),
        ("<b>", r"\<b\>"),
        ("£5 $5 ~5~", r"£5 \$5 \~5\~"),
        ("&lt; &#60; R&D", r"\&lt; \&#60; R&D"),
        ("a \\ b", r"a \\ b"),
    ],
)
def test_marks_of_markdown_and_html_are_escaped(typed: str, handed_over: str) -> None:
    assert plain(typed) == handed_over


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("+ one", r"\+ one"),
        ("1. one", r"1\. one"),
        ("12) one", r"12\) one"),
    ],
)
def test_the_beginning_of_a_heading_or_list_is_escaped_there_alone(typed: str, handed_over: str) -> None:
    assert plain(typed) == handed_over
    assert plain(f"a {typed}") == f"a {typed}"


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        (":material/home:", f":{JOINER}material/home:"),
        (":red[x]", rf":{JOINER}red\[x\]"),
        (":100:", f":{JOINER}100:"),
        ("a -> b", rf"a -{JOINER}\> b"),
        ("a -- b", f"a -{JOINER}- b"),
        ("http://x", f"http:{JOINER}//x"),
        ("Www.example.org", f"Www{JOINER}.example.org"),
        ("me@example.org", f"me@{JOINER}example.org"),
    ],
)
def test_icons_colours_arrows_and_links_are_broken_by_a_sign_without_width(typed: str, handed_over: str) -> None:
    assert plain(typed) == handed_over


def test_lines_are_joined_with_single_spaces() -> None:
    assert plain("  one\n\n two\tthree ") == "one two three"


@pytest.mark.parametrize("typed", ["", "Housing, 2026: at 10:41", "Well-run (mostly). Isn't it?", "Cyngor Môn"])
def test_ordinary_text_stays_as_it_is(typed: str) -> None:
    assert plain(typed) == typed
