"""The page in which Streamlit draws says in words that it is not connected: here what is served, not what is seen."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest
import streamlit

from journey.web import opening
from tests.steps.server import Server

PAGE = Path(streamlit.__file__).parent / "static" / "index.html"


@pytest.mark.parametrize("path", ["/", "/assess", "/methods-in-full"])
def test_every_page_brings_the_words(server: Server, path: str) -> None:
    sent = "; ".join(f"{name}={value}" for name, value in server.key_cookie.items())
    request = urllib.request.Request(server.address(path), headers={"Cookie": sent})
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read().decode()
        assert answer.headers["Cache-Control"] == "no-cache"
    assert text == opening.with_words(PAGE.read_text(encoding="utf-8"))
    assert opening.words() in text


def test_of_streamlits_page_nothing_is_left_out() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, after = opening.with_words(page).split("<script>\nconst journeyNotConnected")
    assert page == before + after[after.index("</script>\n") + len("</script>\n") :]


def test_a_page_of_another_shape_stops_the_start() -> None:
    with pytest.raises(ValueError, match="has no </body>"):
        opening.with_words("<p>Streamlit, done anew")
