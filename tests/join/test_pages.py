"""What light pages fetch: the colours of a dark screen are not those of a printed page."""

from __future__ import annotations

import re

import pytest

from journey.join.pages import static_files

STYLES = sorted(name for name in static_files() if name.endswith(".css"))


@pytest.mark.parametrize("name", STYLES)
def test_dark_colours_are_for_the_screen_alone(name: str) -> None:
    queries = re.findall(r"@media([^{]*dark[^{]*)", static_files()[name].body.decode())
    assert [query.strip() for query in queries] == ["screen and (prefers-color-scheme: dark)"]
