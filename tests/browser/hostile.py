"""Texts that somebody could type to see what happens. Each is to be shown as it is, and to do nothing."""

from __future__ import annotations

from playwright.sync_api import Locator

from journey.store import clean

ELSEWHERE = "http://elsewhere.invalid"

TEXTS = (
    '<script>window.hit = "script"</script>',
    "<img src=x onerror=\"window.hit = 'img'\">",
    "<svg/onload=\"window.hit = 'svg'\">",
    f'<iframe src="{ELSEWHERE}/frame"></iframe>',
    '"><b onmouseover="window.hit = 1">bold</b>',
    "<!-- gone --> <style>* { display: none }</style>",
    f"![a picture]({ELSEWHERE}/picture.png)",
    f"![a picture][1] [1]: {ELSEWHERE}/picture.png",
    f"[a link]({ELSEWHERE}/link)",
    "[a link](javascript:window.hit='link')",
    f"<{ELSEWHERE}/autolink>",
    f"{ELSEWHERE}/bare-link",
    "www.elsewhere.invalid and mail@elsewhere.invalid",
    "**bold**, _slanted_, ~~struck~~, `code`, H~2~O, ==marked==",
    "# A heading",
    "- a list",
    "1. a list",
    "> a quotation",
    "| a | table |",
    "--- a rule",
    "=== a heading above",
    ":material/home: :home: :smile: :streamlit:",
    ":red[red] :blue-background[blue] :small[small] :red-badge[badge]",
    "$\\frac{1}{2}$ and $$x^2$$",
    "\\(x\\) \\[x\\] \\alpha C:\\temp\\new",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "&lt;b&gt; &amp; &#60;i&#62; &copy;",
    "A note[^1] [x] [ ] {x} {{x}} {% x %} ${x} %s",
    '=HYPERLINK("x") +1 @SUM(A1) \'; DROP TABLE answers; --',
    "Right \u202eto left\u202c and \u2067isolated\u2069 \u200fmark",
    "Zero\u200bwidth, e\u0301 and é, 👩🏽‍🚀, ﷽, مجلس المقاطعة",
    "Bell\x07 escape\x1b[31m null-ish \x01",
)
"""At most 90 characters each, so that they can also be the name of a council."""

HITS = "window.hit"


def on_one_line(text: str) -> str:
    """As it can be seen: without what the store takes out, with single spaces, and without joiners that have no width.

    Those may be put between signs to keep them from being read as an icon or an arrow.
    """
    return " ".join(clean(text).replace("\u2060", "").split())


def seen(place: Locator) -> str:
    """What somebody reads there, on one line."""
    return on_one_line(place.inner_text())
