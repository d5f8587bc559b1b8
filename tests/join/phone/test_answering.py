"""Answering over HTTP, without JavaScript and as the script does it: what is saved, what is kept, what is said."""

from __future__ import annotations

import csv
import gzip
import json
import re
from datetime import date
from io import StringIO
from typing import Any

import pytest

from journey.join.cookies_and_forms import FORM
from journey.model import AnswerContent, AnswerState, Counts, Scope
from journey.service import Product
from journey.service.answering import respondents
from journey.service.rounds import closing
from journey.store import answers, assessment_answers, assessments
from tests.steps.light_pages import Phone, database, fields_in, given, keys_in, light_server, workshop
from tests.steps.server import LightServer
from tests.steps.workshop import Invited, Meeting

WEIGHT = 60_000
"""Bytes over the wire at the most, for everything that the first visit fetches."""

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'single' {{ 7 * 7 }}\nsecond line \u202e reversed"


@pytest.fixture
def invited(product: Product) -> Invited:
    """A workshop to answer for beforehand."""
    return workshop(product)


@pytest.fixture
def phone(server: LightServer, invited: Invited) -> Phone:
    """A phone of somebody who has begun."""
    made = Phone(server.port)
    made.join(invited.code)
    return made


def first_keys(phone: Phone, code: str) -> list[str]:
    """The keys on the first page."""
    return keys_in(phone.get(f"/join/{code}/answer/1").text)


def stored(product: Product, invited: Invited, phone: Phone) -> dict[str, AnswerContent]:
    """What is stored of whoever holds the phone."""
    assert phone.token is not None
    return {key: one.content for key, one in given(product, invited.code, phone.token).items()}


def send_one(phone: Phone, code: str, key: str, choice: str, version: int, **texts: str) -> dict[str, Any]:
    """One answer as the script sends it; what came back."""
    fields = {
        FORM: phone.form_token(f"/join/{code}/answer/1"),
        f"choice:{key}": choice,
        f"reason:{key}": texts.get("reason", ""),
        f"note:{key}": texts.get("note", ""),
        f"version:{key}": str(version),
    }
    answer = phone.post(f"/join/{code}/answer/1", fields, Accept="application/json")
    assert answer.status == 200, answer
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_a_page_is_one_section_and_says_how_far_one_is(phone: Phone, invited: Invited) -> None:
    page = phone.get(f"/join/{invited.code}/answer/1").text
    assert "<h1>Taking stock</h1>" in page
    assert "1 of 5" in page
    assert len(keys_in(page)) == 2
    for name in ("1 Little in place", "2 Partial", "3 Established", "4 Embedded"):
        assert len(re.findall(rf'<label class="option">(?:(?!</label>).)*<b>{name}</b>', page, re.DOTALL)) == 2


def test_what_is_chosen_and_typed_is_saved_and_found_again(phone: Phone, invited: Invited, product: Product) -> None:
    one, other = first_keys(phone, invited.code)
    changes = {f"choice:{one}": "3", f"note:{one}": "seen\r\nthere", f"choice:{other}": "not_applicable"}
    answer = phone.answer(invited.code, 1, {**changes, f"reason:{other}": "we are new", "then": "next"})
    assert (answer.status, answer.place) == (303, f"/join/{invited.code}/answer/2")
    assert stored(product, invited, phone) == {
        one: AnswerContent(AnswerState.LEVEL, 3, note="seen\nthere"),
        other: AnswerContent(AnswerState.NOT_APPLICABLE, reason="we are new"),
    }
    fields = phone.page(invited.code, 1)
    assert (fields[f"choice:{one}"], fields[f"choice:{other}"]) == ("3", "not_applicable")
    assert fields[f"note:{one}"] == "seen\nthere"
    assert phone.get(f"/join/{invited.code}/answer").place == f"/join/{invited.code}/answer/2"


def test_a_page_without_a_choice_goes_on_and_saves_nothing(phone: Phone, invited: Invited, product: Product) -> None:
    assert phone.answer(invited.code, 1, {}).status == 303
    assert stored(product, invited, phone) == {}


def test_what_was_saved_can_be_changed_and_the_history_keeps_both(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, _ = first_keys(phone, invited.code)
    phone.answer(invited.code, 1, {f"choice:{one}": "1"})
    phone.answer(invited.code, 1, {f"choice:{one}": "dont_know"})
    assert stored(product, invited, phone)[one].state is AnswerState.DONT_KNOW
    assert [content.level for content in history(product, invited, phone, one)] == [1, None]


def test_come_back_later_says_how(phone: Phone, invited: Invited, product: Product) -> None:
    one, _ = first_keys(phone, invited.code)
    answer = phone.answer(invited.code, 1, {f"choice:{one}": "2", "then": "later"})
    assert answer.place == f"/join/{invited.code}/saved"
    page = phone.get(answer.place)
    assert "Your answers are saved" in page.text
    assert invited.code in page.text
    assert stored(product, invited, phone)[one].level == 2


def test_a_missing_reason_is_said_first_tied_to_its_field_and_the_rest_is_saved(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, other = first_keys(phone, invited.code)
    page = phone.answer(
        invited.code, 1, {f"choice:{one}": "4", f"choice:{other}": "not_applicable", f"note:{other}": "kept"}
    )
    assert "<title>Error: " in page.text
    assert page.text.index('class="summary"') < page.text.index("<h1>")
    assert f'<a href="#reason-{other}">' in page.text
    assert f'aria-describedby="error-{other}" aria-invalid="true"' in page.text
    assert 'value="not_applicable" checked' in page.text
    assert "\nkept</textarea>" in page.text
    assert list(stored(product, invited, phone)) == [one]


def test_a_text_that_is_too_long_is_kept_on_the_page_and_not_saved(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, _ = first_keys(phone, invited.code)
    page = phone.answer(invited.code, 1, {f"choice:{one}": "4", f"note:{one}": "w" * 10_000})
    assert "10,000 characters, and 4,000 is the most" in page.text
    assert "w" * 10_000 in page.text
    assert stored(product, invited, phone) == {}


def test_what_could_be_shown_is_saved_beside_the_note_and_counts_as_evidence(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, _ = first_keys(phone, invited.code)
    answer = phone.answer(invited.code, 1, {f"choice:{one}": "3", f"evidence:{one}": "The minutes\r\nof May"})
    assert answer.status == 303
    assert stored(product, invited, phone)[one] == AnswerContent(AnswerState.LEVEL, 3, evidence="The minutes\nof May")
    assert counts_of(product, invited, one).evidenced == 1
    assert "What you could show: The minutes\nof May" in phone.get(f"/join/{invited.code}/review").text


def test_answers_and_notes_are_a_file_in_which_nothing_is_a_formula(
    server: LightServer, phone: Phone, invited: Invited
) -> None:
    one, _ = first_keys(phone, invited.code)
    phone.answer(invited.code, 1, {f"choice:{one}": "3", f"note:{one}": "=1+1", f"evidence:{one}": "The minutes"})
    page = phone.get(f"/join/{invited.code}/review").text
    assert f'href="/join/{invited.code}/answers.csv"' in page
    answer = phone.get(f"/join/{invited.code}/answers.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="my-answers.csv"'
    first, *others = csv.DictReader(StringIO(answer.text.removeprefix("\ufeff")))
    assert (first["Section"], first["Answer"]) == ("Taking stock", "3 Established")
    assert (first["Note"], first["What could be shown"]) == ("'=1+1", "The minutes")
    assert [other["Answer"] for other in others] == ["Not answered"] * 9
    stranger = Phone(server.port)
    assert stranger.get(f"/join/{invited.code}/answers.csv").status == 303


def test_of_leaders_it_is_asked_what_they_did_and_when(phone: Phone, invited: Invited, product: Product) -> None:
    key = "stages.leaders-use-figures"
    changes = {f"choice:{key}": "4", f"evidence:{key}": "A list", f"act_on:{key}": "last week"}
    page = phone.answer(invited.code, 4, changes)
    assert f'<a href="#act_on-{key}">' in page.text
    assert "“last week” is not a date" in page.text
    assert 'value="last week"' in page.text
    assert stored(product, invited, phone) == {}
    today = date.today()  # noqa: DTZ011  as somebody types it
    typed = {f"act:{key}": "They came to the depot", f"act_on:{key}": f"{today:%d/%m/%Y}"}
    again = phone.post(f"/join/{invited.code}/answer/4", {**fields_in(page.text), **typed})
    assert again.status == 303
    assert stored(product, invited, phone)[key].act_on == today
    assert counts_of(product, invited, key).evidenced == 1


def test_what_people_type_is_text(phone: Phone, invited: Invited, product: Product) -> None:
    one, other = first_keys(phone, invited.code)
    phone.answer(
        invited.code,
        1,
        {
            f"note:{one}": HOSTILE,
            f"evidence:{one}": HOSTILE,
            f"choice:{other}": "not_applicable",
            f"reason:{other}": HOSTILE,
        },
    )
    for path in ("answer/1", "review"):
        page = phone.get(f"/join/{invited.code}/{path}").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7 * 7 }}" in page
        assert "\u202e" not in page


def test_sent_twice_counts_once(phone: Phone, invited: Invited, product: Product) -> None:
    one, _ = first_keys(phone, invited.code)
    fields = {**phone.page(invited.code, 1), f"choice:{one}": "3"}
    assert [phone.post(f"/join/{invited.code}/answer/1", fields).status for _ in range(3)] == [303] * 3
    assert [send_one(phone, invited.code, one, "3", 0) for _ in range(2)] == [{"version": 1}] * 2
    assert [content.level for content in history(product, invited, phone, one)] == [3]
    assert tallied(product, invited, one) == (0, 0, 1, 0)


def test_an_older_window_overwrites_nothing_and_is_shown_what_is_saved(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, other = first_keys(phone, invited.code)
    older = phone.page(invited.code, 1)
    phone.answer(invited.code, 1, {f"choice:{one}": "4"})
    page = phone.post(f"/join/{invited.code}/answer/1", {**older, f"choice:{one}": "1", f"choice:{other}": "2"})
    assert "in another window" in page.text
    assert "Saved is: 4 Embedded." in page.text
    assert {key: content.level for key, content in stored(product, invited, phone).items()} == {one: 4, other: 2}
    # The page shows what was chosen in this window, and now knows the other: sent again, it is a decision.
    again = phone.post(f"/join/{invited.code}/answer/1", fields_in(page.text))
    assert again.status == 303
    assert stored(product, invited, phone)[one].level == 1


def test_an_older_window_that_changed_something_else_leaves_the_newer_answer_alone(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, other = first_keys(phone, invited.code)
    phone.answer(invited.code, 1, {f"choice:{one}": "2"})
    older = phone.page(invited.code, 1)
    phone.answer(invited.code, 1, {f"choice:{one}": "4"})
    assert phone.post(f"/join/{invited.code}/answer/1", {**older, f"choice:{other}": "3"}).status == 303
    assert {key: content.level for key, content in stored(product, invited, phone).items()} == {one: 4, other: 3}


def test_a_script_is_told_the_version_or_why_nothing_was_saved(phone: Phone, invited: Invited) -> None:
    one, _ = first_keys(phone, invited.code)
    assert send_one(phone, invited.code, one, "2", 0) == {"version": 1}
    assert send_one(phone, invited.code, one, "3", 1, note="n") == {"version": 2}
    conflict = send_one(phone, invited.code, one, "4", 1)
    stored = {"version": 2, "said": "3 Established", "choice": "3", "reason": "", "note": "n"}
    assert conflict["stored"] == {**stored, "evidence": "", "act": "", "act_on": ""}
    assert conflict["error"].startswith("Not saved: ")
    invalid = send_one(phone, invited.code, one, "not_applicable", 2)
    assert "Say in a few words why" in invalid["error"]
    assert "version" not in invalid


def test_what_was_shown_in_the_workshop_is_shut_and_the_rest_is_not(
    server: LightServer, invited: Invited, product: Product
) -> None:
    phones = [Phone(server.port) for _ in range(2)]
    for phone in phones:
        phone.join(invited.code)
    one, other = first_keys(phones[0], invited.code)
    phones[0].answer(invited.code, 1, {f"choice:{one}": "3"})
    stale = phones[1].page(invited.code, 1)
    _reveal(invited, one)
    page = phones[0].get(f"/join/{invited.code}/answer/1").text
    assert keys_in(page) == [other]
    assert "Your answer: <b>3 Established</b>" in page
    late = phones[1].post(f"/join/{invited.code}/answer/1", {**stale, f"choice:{one}": "1", f"choice:{other}": "2"})
    assert "have been shown in the workshop and stay as they are" in late.text
    assert {key: content.level for key, content in stored(product, invited, phones[1]).items()} == {other: 2}
    assert send_one(phones[0], invited.code, one, "1", 1)["is_shut"] is True
    assert stored(product, invited, phones[0])[one].level == 3
    assert "cannot be changed" in phones[0].get(f"/join/{invited.code}/review").text


def test_the_review_shows_what_is_answered_and_submitting_leaves_everything_open_to_change(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, _ = first_keys(phone, invited.code)
    phone.answer(invited.code, 1, {f"choice:{one}": "3", f"note:{one}": "my note"})
    review = f"/join/{invited.code}/review"
    page = phone.get(review).text
    assert "1 of 10 statements" in page
    assert "3 Established" in page
    assert "my note" in page
    assert page.count(">Not answered<") == 9
    assert f'href="/join/{invited.code}/answer/1#s-{one}"' in page
    assert phone.get(f"/join/{invited.code}/done").place == review
    assert phone.post(review, {FORM: phone.form_token(review)}).place == f"/join/{invited.code}/done"
    assert "You can change your answers" in phone.get(f"/join/{invited.code}/done").text
    assert "Submit my answers" not in phone.get(review).text
    phone.answer(invited.code, 1, {f"choice:{one}": "2"})
    assert stored(product, invited, phone)[one].level == 2
    assert finished(product, invited) == 1


def test_after_the_last_page_comes_the_review_and_there_is_no_page_beyond(phone: Phone, invited: Invited) -> None:
    for number in range(1, 6):
        page = phone.get(f"/join/{invited.code}/answer/{number}").text
        (step,) = re.findall(r'name="then" value="(\w+)">Save and go on', page)
        after = f"answer/{number + 1}" if number < 5 else "review"
        assert phone.answer(invited.code, number, {"then": step}).place == f"/join/{invited.code}/{after}"
    for beyond in ("0", "6", "99999999999999999999"):
        assert phone.get(f"/join/{invited.code}/answer/{beyond}").place == f"/join/{invited.code}/answer"
    assert phone.get(f"/join/{invited.code}/answer/one").status == 404


def test_when_everything_is_answered_going_on_leads_to_the_review(phone: Phone, invited: Invited) -> None:
    for number in range(1, 6):
        keys = keys_in(phone.get(f"/join/{invited.code}/answer/{number}").text)
        phone.answer(invited.code, number, {f"choice:{key}": "2" for key in keys})
    assert phone.get(f"/join/{invited.code}/answer").place == f"/join/{invited.code}/review"


def test_pages_of_two_questionnaires_follow_each_other(server: LightServer, product: Product) -> None:
    both = workshop(product, questionnaires=("stages", "breakthroughs"))
    phone = Phone(server.port)
    phone.join(both.code)
    keys = keys_in(phone.get(f"/join/{both.code}/answer/6").text)
    assert {key.partition(".")[0] for key in keys} == {"breakthroughs"}
    assert phone.answer(both.code, 6, {f"choice:{keys[0]}": "4"}).status == 303
    assert stored(product, both, phone)[keys[0]].level == 4


def test_when_the_round_is_closed_nothing_is_saved_and_the_plain_page_comes(
    phone: Phone, invited: Invited, product: Product
) -> None:
    one, _ = first_keys(phone, invited.code)
    fields = {**phone.page(invited.code, 1), f"choice:{one}": "3"}
    closing.close(product, invited.selection.organisation.id, invited.selection.round.id)
    page = phone.post(f"/join/{invited.code}/answer/1", fields)
    assert page.status == 404
    assert "This code leads nowhere" in page.text
    assert tallied(product, invited, one) == (0, 0, 0, 0)


def test_an_answer_survives_a_kill_and_the_phone_finds_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    with light_server(tmp_path_factory.mktemp("killed")) as server:
        with database(server.database_url) as product:
            invited = workshop(product)
        phone = Phone(server.port)
        phone.join(invited.code)
        one, _ = first_keys(phone, invited.code)
        assert send_one(phone, invited.code, one, "3", 0) == {"version": 1}
        server.kill()
        server.start()
        phone = Phone(server.port, token=phone.token)
        assert phone.page(invited.code, 1)[f"choice:{one}"] == "3"


def test_the_first_visit_is_light(server: LightServer, product: Product) -> None:
    invited = workshop(product, scope=Scope.FULL)
    phone = Phone(server.port, agent={"Accept-Encoding": "gzip"})
    seen: dict[str, int] = {}
    for path in (f"/join/{invited.code}", f"/join/{invited.code}/answer/1"):
        plain = Phone(server.port, token=phone.token)
        if path.endswith("1"):
            plain.join(invited.code)
        text = plain.get(path).text
        phone.token = plain.token
        # The pages are packed by the app around these routes, the files by themselves.
        seen[path] = len(gzip.compress(text.encode(), 5)) + len(str(phone.get(path).headers))
        for address in re.findall(r'(?:href|src)="(/join/static/[^"]+)"', text):
            answer = phone.get(address)
            assert answer.headers["content-encoding"] == "gzip"
            assert "immutable" in answer.headers["cache-control"]
            seen[address] = answer.size + len(str(answer.headers))
        assert "url(" not in text
    assert len(seen) == 4
    assert sum(seen.values()) < WEIGHT, seen


def _reveal(meeting: Meeting, key: str) -> None:
    meeting.open_room()
    meeting.ask(key.partition(".")[2])
    meeting.reveal()


def assessment_of(product: Product, invited: Invited) -> str:
    """The id of the only assessment."""
    selection = invited.selection
    with product.store.read() as tx:
        (found,) = assessments.of_round(tx, selection.organisation.id, selection.round.id, selection.unit.id)
    return found.id


def tallied(product: Product, invited: Invited, key: str) -> tuple[int, int, int, int]:
    """How the answers to a statement are counted."""
    return counts_of(product, invited, key).levels


def counts_of(product: Product, invited: Invited, key: str) -> Counts:
    """What is counted of a statement."""
    with product.store.read() as tx:
        found = answers.tally(tx, invited.selection.organisation.id, assessment_of(product, invited))
    return found.get(key.partition(".")[2], Counts())


def finished(product: Product, invited: Invited) -> int:
    """How many have submitted."""
    with product.store.read() as tx:
        return assessment_answers.turnout(
            tx, invited.selection.organisation.id, assessment_of(product, invited)
        ).finished


def history(product: Product, invited: Invited, phone: Phone, key: str) -> list[AnswerContent]:
    """Everything that was ever saved about a statement."""
    assert phone.token is not None
    door = respondents.find_invitation(product, invited.code, phone.token)
    assert door is not None
    assert door.respondent is not None
    (page, *_) = respondents.form_of(product, door.respondent).pages
    with product.store.read() as tx:
        found = answers.history(tx, invited.selection.organisation.id, page.part.response.id, key.partition(".")[2])
    return [one.content for one in found]
