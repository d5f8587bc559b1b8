"""The papers of a workshop in a real browser: readable by everybody, printed on whole pages, and safe to open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journey.content import Library
from journey.model import Vignette
from journey.reports.ballots import ballots
from journey.reports.paper import Occasion, PaperSection, PaperStatement
from journey.reports.wall_chart import wall_chart
from journey.service.workshop import leading
from journey.store import Store
from tests.browser import axe, hostile, looks
from tests.browser.conftest import Person
from tests.browser.pages import press, settled
from tests.browser.prepared import database, look_at
from tests.steps.server import Server
from tests.steps.workshop_papers import Texts, all_papers, answered_by, plan, product_of, whole

NAMES = ("preview", "cards", "wall-chart", "brief", "pack")
SCREENS = ((1280, "light"), (320, "dark"), (1280, "dark"), (320, "light"))
A4, A3_ACROSS = (210, 297), (420, 297)
OCCASION = Occasion("Wensford", "Housing", "Where we stand", date(2026, 12, 3), 90)

SIDEWAYS = "() => document.scrollingElement.scrollWidth - innerWidth"
OUTSIDE = """() => [...document.querySelectorAll(".card, .pitfalls")].filter((one) =>
    one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.className}: ${one.innerText.slice(0, 60)}`)"""
A_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
SIZE = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")

Files = Mapping[str, Path]
Open = Callable[[Path], Page]


def written(folder: Path, papers: Mapping[str, str]) -> Files:
    """The papers as files, by name."""
    folder.mkdir()
    files = {name: folder / f"{name}.html" for name in papers}
    for name, file in files.items():
        file.write_text(papers[name], encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Files]]:
    """Every paper of a workshop, as usual and where people typed what they should not."""
    folder = tmp_path_factory.mktemp("papers")
    with closing(Store(f"sqlite:///{folder / 'journey.db'}")) as store:
        store.migrate()
        product = product_of(store)
        yield {
            "usual": written(folder / "usual", all_papers(plan(product))),
            "hostile": written(folder / "hostile", all_papers(plan(product, typed(0)))),
        }


def typed(first: int) -> Texts:
    """Hostile texts in every field, one after the other, those that have room for it with a word without end."""
    every = [hostile.TEXTS[(first + n) % len(hostile.TEXTS)] for n in range(len(fields(Texts)))]
    texts = Texts(*every)
    return replace(texts, reason=f"{texts.reason} {'endless' * 280}"[:2000], action=f"{'endless' * 60} {texts.action}")


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a file, in a window of its own that may ask for nothing else."""
    context = browser.new_context(locale="en-GB")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []

    def open_(file: Path) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.goto(file.as_uri())
        return page

    yield open_
    context.close()
    assert not faults
    assert all(url.startswith("file:") for url in asked), asked


@pytest.mark.parametrize("name", NAMES)
def test_anybody_can_read_it_on_any_screen(files: dict[str, Files], opened: Open, name: str) -> None:
    page = opened(files["usual"][name])
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert not axe.violations(page), (width, scheme)
        assert page.evaluate(SIDEWAYS) <= 0, width
    assert not looks.headings(page)


@pytest.mark.parametrize("name", NAMES)
def test_what_people_typed_is_shown_as_text_and_does_nothing(files: dict[str, Files], opened: Open, name: str) -> None:
    page = opened(files["hostile"][name])
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(SIDEWAYS) <= 0
    assert not axe.violations(page)
    said = hostile.seen(page.locator("body"))
    shown = ("title", "council")
    if name == "pack":
        shown += ("reason", "dissent", "question", "owner", "agreed_by", "parked", "parked_by", "action", "lead")
    for one in shown:
        assert hostile.on_one_line(getattr(typed(0), one)) in said, one
    assert page.evaluate("typeof window.hit") == "undefined"


def pages(page: Page) -> list[tuple[int, int]]:
    """The pages that it prints, each as wide and high in millimetres."""
    printed = page.pdf(prefer_css_page_size=True)
    sizes = [tuple(round(float(side) / 72 * 25.4) for side in found) for found in SIZE.findall(printed)]
    assert len(sizes) == len(A_PAGE.findall(printed))
    return sizes  # type: ignore[return-value]


@pytest.mark.parametrize(("name", "size"), [(name, A3_ACROSS if name == "wall-chart" else A4) for name in NAMES])
def test_it_prints_on_whole_pages(files: dict[str, Files], opened: Open, name: str, size: tuple[int, int]) -> None:
    page = opened(files["usual"][name])
    printed = pages(page)
    assert set(printed) == {size}
    if name == "cards":
        halves = page.locator(".pitfalls").count()
        assert len(printed) == 1 + page.locator(".cards").count() + -(-halves // 2)
    elif name == "wall-chart":
        assert len(printed) == page.locator(".sheet").count()
    else:
        assert 1 < len(printed) < 9


def test_words_fit_on_their_cards(opened: Open, tmp_path: Path) -> None:
    library = Library.read()
    parts = [one for id_ in library.ids("questionnaire") for one in all_parts(library, id_)]
    checklists = [library.checklist(id_) for id_ in library.ids("checklist")]
    file = tmp_path / "cards.html"
    file.write_text(ballots(OCCASION, parts, vignettes=cases(library), checklists=checklists), encoding="utf-8")
    page = printing(opened, file)
    assert page.locator(".card").count() > 80
    assert page.evaluate(OUTSIDE) == []


def test_as_many_words_as_content_may_have_fit_on_cards_and_on_the_wall(opened: Open, tmp_path: Path) -> None:
    library = Library.read()
    part = all_parts(library, "stages")[0]
    longest = [
        one.statement.model_copy(
            update={"text": words_of(220), "levels": {level: words_of(320) for level in (1, 2, 3, 4)}}
        )
        for one in part.statements
    ]
    asked = tuple(PaperStatement(f"1.{n}", "a", one) for n, one in enumerate(longest, start=1))
    long_part = replace(part, statements=asked)
    vignettes = [(one.model_copy(update={"text": words_of(700)}), longest[0]) for one, _ in cases(library)]
    cards, chart = tmp_path / "cards.html", tmp_path / "chart.html"
    cards.write_text(ballots(OCCASION, [long_part], vignettes=vignettes), encoding="utf-8")
    chart.write_text(wall_chart(OCCASION, [long_part]), encoding="utf-8")
    assert printing(opened, cards).evaluate(OUTSIDE) == []
    assert pages(opened(chart)) == [A3_ACROSS, A3_ACROSS]


def words_of(signs: int) -> str:
    return ("We look at it together and say what changed. " * 20)[:signs]


def all_parts(library: Library, id_: str) -> list[PaperSection]:
    questionnaire = library.questionnaire(id_)
    return [
        PaperSection(
            n,
            questionnaire,
            section,
            tuple(PaperStatement(f"{n}.{m}", "a", one) for m, one in enumerate(section.statements, 1)),
        )
        for n, section in enumerate(questionnaire.sections, start=1)
    ]


def cases(library: Library) -> list[tuple[Vignette, object]]:
    found = [one for id_ in library.ids("workshop") for one in library.workshop(id_).vignettes]
    statements = {
        one.id: one for id_ in library.ids("questionnaire") for one in library.questionnaire(id_).statements()
    }
    return [(one, statements[one.statement]) for one in found]


def printing(opened: Open, file: Path) -> Page:
    """The file as it is laid out on A4."""
    page = opened(file)
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    return page


# From the console


def download(page: Page, label: str, folder: Path) -> tuple[str, str]:
    """Press a button: the name and the text of the file that comes."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=f"Download: {label}").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file.name, file.read_text(encoding="utf-8")


def test_the_facilitator_downloads_them_from_the_console(server: Server, person: Person, tmp_path: Path) -> None:
    somebody = person(server, accept_downloads=True)
    with database(server) as product:
        held = plan(product, Texts(title="Where we stand: “us”"))
        answered_by(held, 6)
        look_at(product, somebody, held.selection)
    page = somebody.open("/workshop")
    press(page, "Take the brief")
    expect(page.get_by_role("button", name="Take the brief")).to_have_count(0)
    settled(page)
    for label, name, title in (
        ("all statements", "preview", "Preview of all statements"),
        ("ballot cards", "cards", "Ballot cards"),
        ("wall chart", "wall-chart", "Wall chart"),
        ("facilitator’s brief", "brief", "Facilitator’s brief"),
    ):
        file, html = download(page, label, tmp_path)
        assert file == f"{name}-where-we-stand-us-2026-12-03.html"
        assert f"<title>{title}: Where we stand: “us”, Wensford District Council</title>" in html
        assert html.endswith("</html>")
    expect(page.get_by_role("button", name="Take the brief")).to_have_count(0)
    with database(server) as product:
        held.product = product
        whole(held)
        leading.end(product, held.workshop)
    page.reload()
    page.get_by_role("heading", level=1).wait_for()
    settled(page)
    file, html = download(page, "the pack", tmp_path)
    assert file == "pack-where-we-stand-us-2026-12-03.html"
    assert Texts().action in html
    file, entry = download(page, "the review date", tmp_path)
    assert file == "review-where-we-stand-us-2026-12-03.ics"
    assert "DTSTART;VALUE=DATE:20270304" in entry
