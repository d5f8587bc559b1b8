"""The papers of a workshop: complete, in the same order and words as on phones, whose they are, and safe to open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from icalendar import Calendar

from journey.content import Library
from journey.model import LEVEL_NAMES, Option, QuestionKind, Scope
from journey.reports.ballots import CARDS_A_SHEET, SMALLER_FROM, BallotCard, ballots
from journey.reports.calendar import entry
from journey.reports.paper import Occasion, PaperSection, PaperStatement, foot
from journey.reports.wall_chart import ROWS_A_SHEET, sheets_of
from journey.store import Store
from journey.wording import formatting, room_questions
from tests.steps.workshop_papers import HELD_ON, NOW, Texts, all_papers, plan, product_of

NAMES = ("preview", "cards", "wall-chart", "brief", "pack")
MOST_BYTES = 300_000
LONGEST_LINE = 75
"""Octets of a line of a calendar file (RFC 5545)."""
VOID = {"meta", "br", "hr", "img", "input", "link", "col"}
TAGS = (
    "html head meta title style body header main section article nav div span p b h1 h2 h3 a ul ol li dl dt dd "
    "table caption thead tbody tr th td"
)
KEYS = (
    "lang charset name content http-equiv class id style href tabindex role scope colspan aria-labelledby aria-label "
    "aria-hidden"
)

EVIL = '"><script>window.hit=1</script><img src=x onerror=hit()>&lt;b&gt; {{ 7*7 }} {% raw %}'
OUT_OF_STYLES = "</style></title><script>window.hit=1</script> \\22; } */"
HOSTILE = replace(
    Texts(**{one.name: f"{one.name[:6]} {EVIL}" for one in fields(Texts)}), council=OUT_OF_STYLES, title=EVIL
)


@dataclass
class Read(HTMLParser):
    """A file as a browser takes it apart: elements with attributes, and the text of each kind of element."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    inside: list[str] = field(default_factory=list)
    captions: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of these kinds, in order."""
        return [attributes for tag, attributes in self.elements if tag in tags]


def read(html: str) -> Read:
    found = Read()
    found.feed(html)
    found.close()
    assert not found.inside
    found.text = " ".join(found.text.split())
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, str]]]:
    """The papers of one workshop with plain texts, and of another with hostile ones."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('papers') / 'journey.db'}")
    store.migrate()
    product = product_of(store)
    yield {
        "plain": all_papers(plan(product)),
        "hostile": all_papers(plan(product, HOSTILE)),
        "whole": all_papers(plan(product, scope=Scope.FULL, questionnaires=("stages", "breakthroughs"))),
    }
    store.close()


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


# Every paper


@pytest.mark.parametrize("kind", ["plain", "hostile", "whole"])
def test_it_is_one_small_file_that_asks_for_nothing_and_runs_nothing(
    made: Mapping[str, Mapping[str, str]], name: str, kind: str
) -> None:
    html = made[kind][name]
    found = read(html)
    assert len(html.encode()) < MOST_BYTES
    assert {tag for tag, _ in found.elements} <= set(TAGS.split())
    assert {key for _, attributes in found.elements for key in attributes} <= set(KEYS.split())
    assert all((one["href"] or "").startswith("#") for one in found.all("a"))
    assert html.count("<style>") == html.count("</style>") == 1
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert not re.search(r"url\(|@import|expression|src:", style)
    policy = next(one["content"] for one in found.all("meta") if one.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'")


def test_it_is_built_for_everybody(made: Mapping[str, Mapping[str, str]], name: str) -> None:
    html = made["plain"][name]
    found = read(html)
    assert found.all("html") == [{"lang": "en-GB"}]
    levels = [int(tag[1]) for tag, _ in found.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    assert len(found.all("caption")) == len(found.all("table"))
    assert {one.get("scope") for one in found.all("th")} <= {"col", "row", "rowgroup"}
    assert None not in {one.get("scope") for one in found.all("th")}
    ids = [one["id"] for _, one in found.elements if "id" in one]
    assert len(ids) == len(set(ids))
    assert {one["aria-labelledby"] for _, one in found.elements if "aria-labelledby" in one} <= set(ids)


def test_it_says_whose_it_is(made: Mapping[str, Mapping[str, str]], name: str) -> None:
    html, text = made["plain"][name], Texts()
    found = read(html)
    title = html.partition("<title>")[2].partition("</title>")[0]
    for whose in (text.council, text.title):
        assert whose in found.text
        assert whose in title
    assert formatting.day(HELD_ON) in found.text


def test_what_people_typed_is_text(made: Mapping[str, Mapping[str, str]], name: str) -> None:
    found = read(made["hostile"][name])
    assert HOSTILE.title in found.text
    if name == "pack":
        for one in ("reason", "dissent", "question", "owner", "agreed_by", "parked", "parked_by", "action", "lead"):
            assert getattr(HOSTILE, one) in found.text, one


def test_the_foot_of_a_page_is_a_string_whatever_was_typed() -> None:
    for text in (EVIL, OUT_OF_STYLES, "Wensford · Where we stand", "a\nb\\", "ü 👩🏽‍🚀 \u202e", "x" * 10_000):
        written = foot(text)
        assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{1,6} )*"', written)
    assert foot("A · b") == '"A\\20 \\b7 \\20 b"'


# What is on which


def test_the_preview_has_every_statement_with_all_that_helps(made: Mapping[str, Mapping[str, str]]) -> None:
    text = read(made["whole"]["preview"]).text
    library = Library.read()
    for questionnaire in (library.questionnaire("stages"), library.questionnaire("breakthroughs")):
        assert " ".join(questionnaire.summary.split()) in text
        for section in questionnaire.sections:
            assert section.title in text
        for one in questionnaire.statements():
            for said in (one.text, one.why, *one.levels.values(), *one.look_for):
                assert " ".join(said.split()) in text
    promise, first = (
        text.index("Your answers are confidential"),
        text.index(library.questionnaire("stages").sections[0].title),
    )
    assert promise < first
    assert "http://laptop.example/join" in text


def test_cards_and_wall_chart_offer_the_same_as_phones_in_the_same_order(
    made: Mapping[str, Mapping[str, str]],
) -> None:
    cards, chart = (read(made["whole"][name]).text for name in ("cards", "wall-chart"))
    place = 0
    for one in Library.read().questionnaire("stages").statements():
        offered = room_questions.options(QuestionKind.STATEMENT, statement=one, offered=())
        for said in (one.text, *(option.text for option in offered)):
            place = cards.index(" ".join(said.split()), place)
        assert one.text in chart
        assert all(" ".join(level.split()) in chart for level in one.levels.values())
    heads = chart.partition("Statement")[2]
    places = [
        heads.index(text)
        for text in (*LEVEL_NAMES.values(), room_questions.UNSURE.text, room_questions.DOES_NOT_APPLY.text)
    ]
    assert places == sorted(places)


def test_the_numbers_are_the_same_on_every_paper(made: Mapping[str, Mapping[str, str]]) -> None:
    papers = made["plain"]
    numbered = [set(re.findall(r"\b(\d+\.\d+) ([A-Z][^.?]+\.)", read(papers[name]).text)) for name in NAMES]
    preview = numbered[0]
    assert len(preview) == len(papers["preview"].split('class="statement"')) - 1
    for found in numbered[1:]:
        assert {one for one in found if one[0] in dict(preview)} <= preview


def test_the_cards_for_the_end_offer_what_phones_offer(made: Mapping[str, Mapping[str, str]]) -> None:
    text = read(made["plain"]["cards"]).text
    for kind in (QuestionKind.PITFALL, QuestionKind.FIST, QuestionKind.ON_TIME):
        for option in room_questions.options(kind, statement=None, offered=()):
            assert option.text in text
    for title, asked in room_questions.ASKED.values():
        assert title in text
        assert asked in text
    assert "Practice 1:" in text
    assert made["plain"]["cards"].count('class="dot"') == 10 * room_questions.DOTS


def test_nobody_is_asked_for_a_name(made: Mapping[str, Mapping[str, str]]) -> None:
    text = read(made["plain"]["cards"]).text
    assert "Nobody writes a name." in text
    assert not re.search(r"your name|name:", text, re.IGNORECASE)


def a_part(statements: int) -> PaperSection:
    questionnaire = Library.read().questionnaire("stages")
    every = questionnaire.statements()
    asked = tuple(PaperStatement(f"1.{n}", "a", every[n]) for n in range(statements))
    return PaperSection(1, questionnaire, questionnaire.sections[0], asked)


@pytest.mark.parametrize("statements", range(1, 11))
def test_a_section_goes_on_as_few_sheets_of_the_wall_as_evenly_as_it_can(statements: int) -> None:
    part = a_part(statements)
    sizes = [len(sheet.rows) for sheet in sheets_of(part)]
    assert sum(sizes) == statements
    assert len(sizes) == -(-statements // ROWS_A_SHEET)
    assert max(sizes) - min(sizes) <= 1
    assert [one for sheet in sheets_of(part) for one in sheet.rows] == list(part.statements)


@pytest.mark.parametrize("statements", range(1, 10))
def test_what_is_left_of_a_sheet_of_cards_is_for_parking(statements: int) -> None:
    html = ballots(OCCASION, [a_part(statements)])
    in_section = html.partition('id="part-1"')[2].partition("</section>")[0]
    assert in_section.count("<article") % CARDS_A_SHEET == 0
    assert in_section.count("<article") - in_section.count("Parking lot") == statements


def test_the_type_gets_smaller_where_there_are_more_words() -> None:
    sizes = [
        BallotCard("", "", "x" * (limit + one), (Option("1", ""),)).smaller for limit in SMALLER_FROM for one in (0, 1)
    ]
    assert sizes == [0, 1, 1, 2, 2, 3, 3, 4]


# A diary

OCCASION = Occasion("Wensford", "Housing", "Where we stand", HELD_ON, 90)


def test_an_entry_for_diaries_is_read_as_it_was_meant() -> None:
    occasion = replace(OCCASION, title="Ünten, oben; \\ END:VEVENT\r\nBEGIN:VALARM " + "ü" * 80)
    file = entry(occasion, date(2027, 3, 4), key="k", now=NOW)
    (event,) = Calendar.from_ical(file).subcomponents
    assert event.name == "VEVENT"
    assert event["SUMMARY"] == "Review: Ünten, oben; \\ END:VEVENT BEGIN:VALARM " + "ü" * 80
    assert event["DESCRIPTION"].startswith("Wensford · Housing: look again at what was agreed on")
    assert (event.start, event.end, event["UID"]) == (date(2027, 3, 4), date(2027, 3, 5), "k@journey.invalid")
    assert event["DTSTAMP"].dt == NOW


def test_the_lines_of_an_entry_for_diaries_are_short_enough_for_every_reader() -> None:
    lines = entry(replace(OCCASION, title="ü" * 200), date(2027, 3, 4), key="k", now=NOW).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= LONGEST_LINE
    assert not any("\n" in line for line in lines)
