"""The Compare page in the browser: the story it tells, what it hides, and what a workshop agreed, recorded by two."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from journey.model import AgreedContent, AgreedLevel, Organisation, Privacy, Round, Scope, Unit, Verdict
from journey.service import Product
from journey.service.compare.change import Comparison, between
from journey.service.compare.history import over_rounds
from journey.service.councils import councils, units
from journey.service.current_selection import Selection
from journey.service.pinned_content import round_content
from journey.service.profile import unit_findings
from journey.service.rounds import closing
from journey.service.sample import loading
from journey.service.sample.story import CHILDREN, COUNCIL, PARTNERSHIP
from journey.service.workshop import agreed_levels
from journey.store import answers, assessments, organisations, rounds
from journey.wording import movement
from tests.browser.conftest import Guarded, Person
from tests.browser.hostile import HITS, TEXTS, on_one_line, seen
from tests.browser.pages import Keyboard, fold, open_all_folds, pick, select, settled, title, until
from tests.browser.prepared import answer_all, council, database, finish, level, look_at
from tests.steps.server import Server

LIBRARIES = "Libraries"
VIEWS = {
    "Since an earlier round": "change",
    "Services": "services",
    "Roles": "roles",
    "All rounds": "rounds",
    "Individual and agreed": "agreed",
}
"""The views by their names on the screen; each is in a box of its own."""
A_FIGURE = re.compile(r"\b[1-4]\.\d\d?\b")
STATEMENT = "many-viewpoints"
REASON = "Seen in the minutes"
BY = "Management team"
UNITS = 8
"""So many names are read at once."""


@dataclass(frozen=True)
class Sample:
    """The sample council on a server."""

    server: Server
    organisation: Organisation
    rounds: list[Round]
    units: dict[str, Unit]

    def selection(self, unit: str = COUNCIL, number: int = 2) -> Selection:
        return Selection(self.organisation, self.rounds[number], self.units[unit])

    def between(self, unit: str, before: int, after: int) -> Comparison:
        with database(self.server) as product:
            found = between(product, self.selection(unit, after), "stages", self.rounds[before])
        assert found is not None
        return found


@pytest.fixture(scope="module")
def sampled(server: Server) -> Sample:
    with database(server) as product:
        organisation = loading.load(product)
        with product.store.read() as tx:
            every = organisations.units(tx, organisation.id)
            return Sample(server, organisation, rounds.every(tx, organisation.id), {one.name: one for one in every})


def compare(somebody: Guarded, selection: Selection, chosen: str = "Since an earlier round") -> Page:
    """The page with this before it, and this view chosen."""
    with database(somebody.server) as product:
        look_at(product, somebody, selection)
    page = somebody.open("/compare")
    title(page, "Compare").wait_for()
    settled(page)
    choose(page, chosen)
    return page


def choose(page: Page, view: str) -> None:
    pick(page, view)
    page.locator(f".st-key-compared-{VIEWS[view]}").wait_for()
    settled(page)
    if VIEWS[view] == "agreed":
        fold(page, "Record what was agreed")
        settled(page)


def main(page: Page) -> Locator:
    return page.get_by_test_id("stMain")


def download(page: Page, key: str) -> list[dict[str, str]]:
    """The rows of the file beside a chart, by the heading of each column."""
    open_all_folds(page)
    with page.expect_download() as waiting:
        page.locator(f'[class*="st-key-csv-{key}"]').get_by_role("button").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


# Since an earlier round


def test_the_story_on_the_page_is_that_of_the_figures(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection())
    found = sampled.between(COUNCIL, 1, 2)
    titles = {one.id: one.title for one in found.standings[1].questionnaire.sections}
    clear = [one for one in found.changes if one.verdict is Verdict.HIGHER]
    assert len(clear) == 2
    for change in clear:
        expect(main(page)).to_contain_text(f"“{titles[change.section_id]}” {movement.by(change, says_about=False)}")
    closed = sum(len(one.closed) for one in found.pitfalls)
    expect(main(page)).to_contain_text(f"{closed} pitfalls were closed and none reopened")
    expect(main(page)).to_contain_text("Of the four targets set in Autumn 2025, two were just reached")
    best = max(found.moved, key=lambda one: one.difference)
    expect(main(page)).to_contain_text(f"{best.after:.2f} now, {best.before:.2f} then")
    differences = [float(row["Difference"]) for row in download(page, "change-stages")]
    assert differences == pytest.approx([one.difference for one in found.changes])


def test_the_text_for_a_paper_says_what_the_page_says_and_of_whom(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(CHILDREN))
    open_all_folds(page)
    paper = page.get_by_test_id("stCode").inner_text()
    assert paper.startswith(f"{CHILDREN}, {COUNCIL}, from Autumn 2025 (13 October 2025) to Autumn 2026")
    for paragraph in paper.split("\n\n")[1:]:
        expect(main(page).get_by_text(paragraph, exact=True).first).to_be_visible()


def test_each_part_of_a_difference_is_shown_and_explained(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection())
    open_all_folds(page)
    for change in sampled.between(COUNCIL, 1, 2).changes:
        assert change.difference is not None
        assert change.within is not None
        for name, number in (("Same statements", change.difference), ("Within roles", change.within)):
            text = f"{number:+.2f}".replace("-", "−")
            expect(page.get_by_text(f"{name}: {text if float(text[1:]) else text[1:]}.").first).to_be_visible()


def test_another_earlier_round_another_unit_and_the_first_round(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection())
    rose = next(one for one in sampled.between(COUNCIL, 0, 2).changes if one.section_id == "setting-direction")
    select(page, "Since", "Autumn 2024")
    expect(main(page)).to_contain_text(f"“Setting direction” {movement.by(rose, says_about=False)}")
    settled(page)
    select(page, "Unit", "Housing")
    rose = next(one for one in sampled.between("Housing", 0, 2).changes if one.section_id == "making-it-happen")
    expect(main(page)).to_contain_text(f"“Making it happen” {movement.by(rose)}")
    settled(page)
    choose(page, "Services")
    page.get_by_role("button", name="Send this view").click()
    expect(page.get_by_text("It opens on this computer alone")).to_be_visible()
    page.goto(page.get_by_test_id("stCode").inner_text())
    expect(main(page)).to_contain_text("From Autumn 2024 to Autumn 2026.")
    choose(page, "Since an earlier round")
    page.get_by_role("combobox", name="Round").click()
    page.get_by_role("option", name=re.compile("^Autumn 2024")).click()
    expect(main(page)).to_contain_text("Autumn 2024 is the first round in which Housing was asked")


def test_a_unit_that_was_not_asked_is_said_not_to_be(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(PARTNERSHIP))
    select(page, "Questionnaire", "The eight breakthroughs")
    expect(main(page)).to_contain_text(f"{PARTNERSHIP} was not asked “The eight breakthroughs” in Autumn 2026.")


# What is hidden


@pytest.mark.parametrize("view", [one for one in VIEWS if one != "Services"])
def test_a_small_group_is_said_to_be_hidden_and_shows_no_figure(sampled: Sample, person: Person, view: str) -> None:
    page = compare(person(sampled.server), sampled.selection(LIBRARIES), view)
    if view == "All rounds":
        expect(main(page)).to_contain_text("No round shows a score")
        assert {row["Index: why none"] for row in download(page, "trail-stages")} == {"hidden: too few people"}
        figures = A_FIGURE.findall("\n".join(page.locator(".stTable").all_inner_texts()))
    else:
        expect(main(page)).to_contain_text("Hidden, because fewer than 5 people have answered")
        open_all_folds(page)
        figures = A_FIGURE.findall(main(page).inner_text())
    assert figures == []


def test_a_hidden_service_is_named_as_hidden_beside_the_others(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(), "Services")
    expect(main(page)).to_contain_text("Libraries is hidden.")
    expect(main(page)).to_contain_text("Libraries is left out where its figures are hidden")
    for key in ("services-stages", "services-change-stages", "services-over-time"):
        rows = [row for row in download(page, key) if row["Unit"] == LIBRARIES]
        of_libraries = [[cell for head, cell in row.items() if not head.lower().endswith("version")] for row in rows]
        assert of_libraries
        assert not A_FIGURE.search(str(of_libraries)), of_libraries


def test_a_roll_up_by_responses_is_another_figure(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(), "Services")
    pick(page, "By the number of responses")
    expect(main(page)).to_contain_text("it leans towards the large ones")
    settled(page)
    rows = {(row["Unit"], row["Section"]): row for row in download(page, "services-stages")}
    with database(sampled.server) as product:
        history = over_rounds(product, sampled.organisation.id, "stages")
    assert history is not None
    below = [unit.id for unit in sampled.units.values() if unit.kind != "corporate"]
    known = [
        one
        for one in history.of_round(sampled.rounds[2].id)
        if one.section_id == "taking-stock" and one.unit_id in below and one.index is not None
    ]
    index = sum(one.responses * (one.index or 0) for one in known) / sum(one.responses for one in known)
    rolled_up = rows["All services and partnerships, weighed by responses", "Taking stock"]
    assert float(rolled_up["Index"]) == pytest.approx(index)


def test_hidden_roles_are_named_with_the_reason(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(CHILDREN), "Roles")
    expect(main(page)).to_contain_text(re.compile(r"Hidden: Leadership, Managers.*A role is hidden where fewer than 5"))


def test_another_pair_of_roles_can_be_compared(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(), "Roles")
    expect(main(page)).to_contain_text("Front line saw less in place than leadership")
    select(page, "One role", "Managers")
    expect(main(page)).to_contain_text(re.compile("(Front line|Leadership) saw (less|more) in place than managers"))


def test_a_unit_that_answers_as_one_team_has_no_roles(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(PARTNERSHIP), "Roles")
    expect(main(page)).to_contain_text("answers openly, as one team")


def test_a_confidential_round_that_is_still_open_shows_nothing_yet(server: Server, person: Person) -> None:
    somebody = person(server)
    with database(server) as product:
        organisation = councils.start(product, name="Openshire", kind="County council")
        unit = councils.units(product, organisation.id)[0]
        first = ask_confidentially(product, organisation, unit, 2025)
        closing.close(product, organisation.id, first.id)
        second = ask_confidentially(product, organisation, unit, 2026)
    page = compare(somebody, Selection(organisation, second, unit))
    expect(main(page)).to_contain_text("Autumn 2026. Six responses begun, 0 finished. Results appear when the round is")
    assert A_FIGURE.findall(main(page).inner_text()) == []


def ask_confidentially(product: Product, organisation: Organisation, unit: Unit, year: int) -> Round:
    """A round in which six people gave a level to each statement of the stages, and which is still open."""
    with product.store.write() as tx:
        content = round_content(product.library)
        held = rounds.add(tx, organisation.id, name=f"Autumn {year}", held_on=date(year, 10, 12), content=content)
        assessment = assessments.add(
            tx,
            organisation.id,
            round_id=held.id,
            unit_id=unit.id,
            questionnaire_id="stages",
            content_hash=next(one.hash for one in content if one.id == "stages"),
            scope=Scope.FULL,
            privacy=Privacy.CONFIDENTIAL,
        )
        ids = [statement.id for statement in product.library.questionnaire("stages").statements()]
        for number in range(6):
            response = assessments.add_response(tx, organisation.id, assessment.id)
            given = {id_: (level((number + place) % 4 + 1), False) for place, id_ in enumerate(ids)}
            answers.save_many(tx, organisation.id, response.id, given, writer="phone", at=product.clock())
    return held


# All rounds


def test_all_rounds_show_the_targets_and_the_way_through_the_stages(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(), "All rounds")
    expect(main(page)).to_contain_text("set in Autumn 2026 for the round after it")
    expect(page.get_by_role("heading", name="The way through the stages")).to_be_visible()
    assert {row["Round"] for row in download(page, "trail-stages")} == {one.name for one in sampled.rounds}


# Individual and agreed


def test_where_the_agreed_level_is_another_its_reason_and_dissent_are_shown(sampled: Sample, person: Person) -> None:
    page = compare(person(sampled.server), sampled.selection(), "Individual and agreed")
    expect(main(page)).to_contain_text("Agreed: 2, partial. Individually, the median is 3, established.")
    expect(main(page)).to_contain_text("Two directors would have kept 3: their own teams speak plainly.")
    expect(main(page)).to_contain_text("It never changes anybody’s answer")


def answered(server: Server, *people: Guarded, name: str = "Northmere Council") -> Selection:
    """A council that answered the quick check of the stages, at level 2."""
    selection = council(server, people, name=name)
    answer_all(server, selection, lambda *_: level(2))
    finish(server, selection)
    return selection


def agreed(server: Server, selection: Selection) -> AgreedLevel:
    """What is stored as agreed about the statement."""
    with database(server) as product:
        assessment = unit_findings.by_questionnaire(product, selection)["stages"].assessment
        return agreed_levels.levels(product, assessment).get(STATEMENT, AgreedLevel(STATEMENT))


def agree(server: Server, selection: Selection, content: AgreedContent) -> None:
    """Record it, as another window would."""
    with database(server) as product:
        assessment = unit_findings.by_questionnaire(product, selection)["stages"].assessment
        seen_now = agreed_levels.levels(product, assessment).get(STATEMENT, AgreedLevel(STATEMENT)).version
        agreed_levels.record(
            product, assessment, STATEMENT, content, expected_version=seen_now, writer="another window"
        )


def option(page: Page, name: str) -> Locator:
    return page.get_by_role("radiogroup", name="Agreed level").get_by_role("radio", name=re.compile(f"^{name}"))


def fill(page: Page, number: int, *, reason: str = REASON, by: str = BY) -> None:
    """Fill in the form with this level."""
    option(page, str(number)).locator("xpath=ancestor::label").click()
    page.get_by_label("Reason").fill(reason)
    page.get_by_label("Agreed by: a post or a group").fill(by)


def record(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()


def shows_recorded(page: Page, words: str) -> None:
    expect(main(page)).to_contain_text(f"Recorded: {words}, agreed by {BY}")
    settled(page)


def test_an_agreed_level_is_recorded_in_a_closed_round_and_taken_back(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    with database(server) as product:
        closing.close(product, selection.organisation.id, selection.round.id)
        before = unit_findings.by_questionnaire(product, selection)["stages"].profile
    page = compare(somebody, selection, "Individual and agreed")
    expect(main(page)).to_contain_text("Nothing is recorded yet as agreed")
    record(page)
    expect(page.get_by_role("alert").filter(has_text="Choose one of the levels")).to_be_visible()
    fill(page, 3, by="")
    record(page)
    expect(page.get_by_role("alert").filter(has_text="Say who agreed it")).to_be_visible()
    fill(page, 3)
    page.get_by_label("Who saw it differently, and how").fill("One of us would say 2")
    record(page)
    shows_recorded(page, "level 3, established")
    assert agreed(server, selection).content == AgreedContent(3, REASON, "One of us would say 2", BY)
    expect(main(page)).to_contain_text("Agreed: 3, established. Individually, the median is 2, partial.")
    with database(server) as product:
        assert unit_findings.by_questionnaire(product, selection)["stages"].profile == before
    option(page, "Take the record back").locator("xpath=ancestor::label").click()
    record(page)
    expect(main(page)).to_contain_text("The record was taken back")
    assert agreed(server, selection).content.level is None


@pytest.mark.parametrize(("choice", "stays"), [("Keep “4 Embedded”", 4), ("Record “3 Established”", 3)])
def test_two_windows_that_record_are_asked_which_one_stays(
    server: Server, person: Person, choice: str, stays: int
) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    page = compare(somebody, selection, "Individual and agreed")
    fill(page, 3)
    agree(server, selection, AgreedContent(4, "Another reason", "", BY))
    record(page)
    question = page.get_by_role("alert").filter(has_text="Not recorded: somebody recorded another level")
    expect(question).to_contain_text("level 4, embedded")
    expect(page.get_by_label("Reason")).to_have_value(REASON)
    record(page)
    expect(question).to_be_visible()
    assert agreed(server, selection).content == AgreedContent(4, "Another reason", "", BY)
    page.get_by_role("button", name=choice).click()
    expect(question).to_be_hidden()
    until(page, lambda: agreed(server, selection).content.level == stays, f"{stays} stored")
    expect(option(page, str(stays))).to_be_checked()
    expect(page.get_by_label("Reason")).to_have_value(REASON if stays == 3 else "Another reason")


def test_a_window_that_is_shown_again_has_what_is_stored(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    agree(server, selection, AgreedContent(4, "Another reason", "", BY))
    page = compare(somebody, selection, "Individual and agreed")
    expect(option(page, "4")).to_be_checked()
    expect(page.get_by_label("Reason")).to_have_value("Another reason")
    choose(page, "All rounds")
    agree(server, selection, AgreedContent(1, "Reconsidered", "", BY))
    choose(page, "Individual and agreed")
    expect(option(page, "1")).to_be_checked()
    fill(page, 2)
    record(page)
    shows_recorded(page, "level 2, partial")


def test_a_level_is_recorded_with_the_keyboard_alone(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    page = compare(somebody, selection)
    keyboard = Keyboard(page)
    keyboard.tab_to(page.get_by_role("radiogroup", name="What do you want to compare?"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settled(page)
    keyboard.tab_to(page.locator("summary").filter(has_text="Record what was agreed"))
    page.keyboard.press("Enter")
    settled(page)
    keyboard.tab_to(page.get_by_role("radiogroup", name="Agreed level"))
    page.keyboard.press("Space")
    expect(option(page, "1")).to_be_checked()
    keyboard.tab_to(page.get_by_label("Agreed by: a post or a group"))
    page.keyboard.type(BY)
    keyboard.press("Record")
    shows_recorded(page, "level 1, little in place")
    assert agreed(server, selection).content.level == 1


# What people typed


def test_reasons_and_dissent_are_text(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    page = compare(somebody, selection, "Roles")
    faults = []
    for reason, dissent, by in zip(TEXTS[0::3], TEXTS[1::3], (*TEXTS[2::3], TEXTS[0]), strict=True):
        agree(server, selection, AgreedContent(4, f"reason {reason}", f"dissent {dissent}", f"by {by}"))
        choose(page, "Individual and agreed")
        shown = seen(main(page))
        typed = (f"reason {reason}", f"dissent {dissent}", f"by {by}")
        faults += [text for text in typed if on_one_line(text) not in shown]
        choose(page, "Roles")
    assert page.evaluate(HITS) is None
    assert not faults, "\n".join(faults)


def test_names_of_units_are_text_in_every_view_and_inert_in_files(server: Server, person: Person) -> None:
    somebody = person(server)
    selection = answered(server, somebody)
    of = (selection.organisation.id,)
    with database(server) as product:
        added = [
            units.add(product, *of, name=f"Parks {number}", kind="service", parent_id=selection.unit.id)
            for number in range(UNITS)
        ]
        for unit in added:
            ask_again(product, selection, unit)
    page = compare(somebody, selection)
    faults = []
    for first in range(0, len(TEXTS), UNITS):
        texts = TEXTS[first : first + UNITS]
        with database(server) as product:
            for unit, text in zip(added, texts, strict=True):
                units.change(product, unit, name=text, kind="service", parent_id=selection.unit.id)
        choose(page, "Individual and agreed")
        choose(page, "Services")
        open_all_folds(page)
        cells = [on_one_line(one) for one in page.locator(".stTable td").all_inner_texts()]
        faults += [f"{text} is not in {cells}" for text in texts if on_one_line(text) not in cells]
        names = [row["Unit"] for row in download(page, "services-stages")]
        faults += [f"{name} begins like a formula" for name in names if name.startswith(("=", "+", "-", "@"))]
    assert page.evaluate(HITS) is None
    assert not faults, "\n".join(faults)


def ask_again(product: Product, selection: Selection, unit: Unit) -> None:
    """Ask another unit in the same round, and answer for it."""
    with product.store.write() as tx:
        (first,) = assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
        second = assessments.add(
            tx,
            selection.organisation.id,
            round_id=selection.round.id,
            unit_id=unit.id,
            questionnaire_id="stages",
            content_hash=first.content_hash,
            scope=first.scope,
            privacy=first.privacy,
        )
        response = assessments.add_response(tx, selection.organisation.id, second.id)
        ids = [statement.id for statement in product.library.questionnaire("stages").statements() if statement.quick]
        given = {id_: (level(3), False) for id_ in ids}
        answers.save_many(tx, selection.organisation.id, response.id, given, writer="phone", at=product.clock())
