"""The written summary: what it says, and that it says it in good English for every count."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.model import PitfallState, Questionnaire, Readiness
from journey.rules.readiness import readiness, tally
from journey.rules.scoring import counts_of, score
from journey.wording.summary import WORD_LIMIT, summarise
from tests.rules.scoring_examples import answer, checklist, questionnaire, section, statement

HELD_ON = date(2026, 3, 9)


def three_stages() -> Questionnaire:
    """Three sections of four statements; the ids are those of the section and a number."""
    titles = {"stock": "Taking stock", "direction": "Setting direction", "start": "Getting started"}
    return questionnaire(
        *(
            section(
                *(statement(f"{name}-{number}", quick=number == 1) for number in (1, 2, 3, 4)),
                section_id=name,
                title=title,
            )
            for name, title in titles.items()
        )
    )


def summary(
    answers, *, asked=None, evidenced=(), ready: dict[str, Readiness] | None = None, of=None
) -> tuple[str, ...]:
    """The summary of one response: per section the cells of its statements in order."""
    of = of or three_stages()
    cells = {f"{name}-{number}": cell for name, row in answers.items() for number, cell in enumerate(row, start=1)}
    contents = {statement_id: answer(cell) for statement_id, cell in cells.items()}
    counts = counts_of([contents], evidenced=lambda statement_id, _: statement_id in evidenced)
    profile = score(of, counts, responses=1, asked=asked)
    return summarise(of, profile, "Northmere Council", "Spring round", HELD_ON, ready)


def ready_with_open(*critical: bool) -> dict[str, Readiness]:
    """One stage whose pitfalls are all open."""
    pitfalls = checklist(**{f"p{number}": is_critical for number, is_critical in enumerate(critical)})
    states = dict.fromkeys((p.id for p in pitfalls.pitfalls), PitfallState.NOT_YET)
    return {"stock": readiness("stock", None, tally(pitfalls, states))}


ALL_THREE = {"stock": [1, 2, 3, 2], "direction": [3, 3, 4, 4], "start": [2, 3, 3, 3]}


def test_a_full_assessment():
    evidenced = ("direction-1", "direction-2", "start-2")
    assert summary(ALL_THREE, evidenced=evidenced, ready=ready_with_open(True, False, True)) == (
        "Northmere Council, Spring round (9 March 2026): one response to “The stages”. "
        "Of the three sections, one can be relied on at level 2, partial; two at level 3, established.",
        "Setting direction may be strongest, at 3.5; Taking stock may be weakest, at 2.0.",
        "In Taking stock, three statements stand below level 3; two of them are enough: “We do what stock-1 asks”, "
        "“We do what stock-2 asks” and “We do what stock-4 asks”.",
        "Evidence is noted for 3 of the 8 answers at level 3 or 4 (38%). Two critical pitfalls are open.",
    )


def test_equals_are_named_together():
    found = summary({"stock": [2, 2, 2, 2], "direction": [3, 3, 3, 3], "start": [2, 2, 2, 2]})
    assert found[1] == (
        "Setting direction may be strongest, at 3.0; Taking stock and Getting started are about equally low, at 2.0."
    )


def test_where_all_are_equal_none_is_strongest_or_weakest():
    found = summary({"stock": [2, 2, 2, 2], "direction": [2, 3, 2, 2], "start": [2, 2, 2, 2]})
    assert found[0].endswith("All three sections can be relied on at level 2, partial.")
    assert found[1] == "All three stand close together, from 2.0 to 2.3."


def test_among_equally_weak_sections_the_least_secure_says_what_is_in_the_way():
    found = summary({"stock": [2, 2, 2, 2], "direction": [1, 1, 3, 3], "start": [4, 4, 4, 4]})
    assert found[2] == (
        "In Setting direction, two statements stand below level 2; one of them is enough: "
        "“We do what direction-1 asks” and “We do what direction-2 asks”."
    )


def test_a_section_without_a_secure_level_does_not_hide_what_is_in_the_way_of_an_equal_one():
    found = summary({"stock": [2, 2, "na", "na"], "direction": [1, 1, 3, 3], "start": [4, 4, 4, 4]})
    assert found[2].startswith("In Setting direction, ")


def test_many_blockers_are_counted_after_the_first_three():
    found = summary({"stock": [1, 1, 1, 1], "direction": [4, 4, 4, 4], "start": [4, 4, 4, 4]})
    assert found[2] == (
        "In Taking stock, four statements stand below level 2; three of them are enough: "
        "“We do what stock-1 asks”, “We do what stock-2 asks”, “We do what stock-3 asks” and one more."
    )


def test_where_the_highest_level_is_secure_everywhere_nothing_is_in_the_way():
    found = summary({"stock": [4, 4, 4, 4], "direction": [4, 4, 4, 4], "start": [4, 4, 4, 4]})
    assert found[2] == "Nothing stands below a next level: the highest can be relied on."


def test_nothing_answered():
    assert summary({}, ready=ready_with_open(True)) == (
        "Northmere Council, Spring round (9 March 2026): one response to “The stages”.",
        "No statement has a level yet.",
        "One critical pitfall is open.",
    )


def test_no_responses():
    of = three_stages()
    found = summarise(of, score(of, {}, responses=0), "Northmere Council", "Spring round", HELD_ON)
    assert found[0] == "Northmere Council, Spring round (9 March 2026): no responses to “The stages”."


def test_too_few_answers_for_any_score():
    assert summary({"stock": [4, None, None, None]})[1] == ("There are not enough answers yet for a score.")


def test_a_quick_check_says_that_it_is_indicative():
    answers = {"stock": [2], "direction": [3], "start": [4]}
    found = summary(answers, asked=("stock-1", "direction-1", "start-1"))
    assert found == (
        "Northmere Council, Spring round (9 March 2026): one response to “The stages”, "
        "as a quick check of 3 of its 12 statements, so read it as indicative.",
        "A first look: begin with Taking stock and Setting direction.",
        "The statements to look at first: “We do what stock-1 asks” and “We do what direction-1 asks”.",
        "No secure level in any section: fewer than three statements are scored there. "
        "Evidence is noted for none of the 2 answers at level 3 or 4.",
    )


def test_a_part_of_the_questionnaire_says_how_much_was_asked():
    found = summary({"stock": [2, 2, 2, 2]}, asked=[f"stock-{number}" for number in (1, 2, 3, 4)])
    assert found[:2] == (
        "Northmere Council, Spring round (9 March 2026): one response to “The stages”, "
        "with 4 of its 12 statements asked.",
        "Taking stock can be relied on at level 2, partial, with an index of 2.0.",
    )


def test_what_has_no_score_and_what_is_provisional_is_said():
    found = summary({"stock": [2, 2, None, "dk"], "direction": [3, 3, 3, 3], "start": [4, None, None, None]})
    assert found[1] == (
        "Only Setting direction has enough answers for a level: "
        "it can be relied on at level 3, established, with an index of 3.0."
    )
    assert found[-1] == (
        "Too few answers for a score: Getting started. Provisional, with coverage below 70%: Taking stock. "
        "No secure level in Taking stock: fewer than three statements are scored there. "
        "Evidence is noted for none of the 5 answers at level 3 or 4."
    )


@pytest.mark.parametrize(
    ("cells", "evidenced", "sentence"),
    [
        ([2, 2, 2, 2], (), "No answer is at level 3 or 4."),
        ([2, 2, 2, 3], (), "No evidence is noted for the one answer at level 3 or 4."),
        ([2, 2, 2, 3], ("stock-4",), "Evidence is noted for the one answer at level 3 or 4."),
        ([2, 2, 4, 3], (), "Evidence is noted for none of the 2 answers at level 3 or 4."),
        ([2, 2, 4, 3], ("stock-4",), "Evidence is noted for 1 of the 2 answers at level 3 or 4 (50%)."),
        ([2, 2, 4, 3], ("stock-3", "stock-4"), "Evidence is noted for every answer at level 3 or 4 (2)."),
    ],
)
def test_the_sentence_on_evidence_fits_every_count(cells, evidenced, sentence):
    assert summary({"stock": cells}, evidenced=evidenced)[-1].endswith(sentence)


@pytest.mark.parametrize(
    ("critical", "sentence"),
    [
        ((False,), "No critical pitfalls are open."),
        ((True,), "One critical pitfall is open."),
        ((True,) * 12, "12 critical pitfalls are open."),
    ],
)
def test_the_sentence_on_critical_pitfalls_fits_every_count(critical, sentence):
    assert summary(ALL_THREE, ready=ready_with_open(*critical))[-1].endswith(sentence)


def test_a_checklist_that_nobody_has_gone_through_is_not_counted_as_open():
    untouched = {"next": readiness("next", None, tally(checklist(p=True), {}))}
    assert summary(ALL_THREE, ready=untouched)[-1].endswith(" Nobody has gone through the pitfalls yet.")
    some = ready_with_open(True) | untouched
    assert summary(ALL_THREE, ready=some)[-1].endswith(
        " One critical pitfall is open; one checklist waits to be gone through."
    )


def test_without_pitfalls_nothing_is_said_about_them():
    assert "pitfall" not in " ".join(summary(ALL_THREE))


def wordy_questionnaire() -> Questionnaire:
    """Eight sections with the longest statements and titles that content is allowed to have."""
    text = " ".join(["every"] * 24) + " {}."
    return questionnaire(
        *(
            section(
                *(
                    statement(f"s{number}-{n}").model_copy(update={"text": text.format(f"{number}-{n}")})
                    for n in (1, 2, 3, 4)
                ),
                section_id=f"s{number}",
                title=f"Making it happen number {number}",
            )
            for number in range(8)
        )
    )


WORDY = wordy_questionnaire()


@settings(max_examples=60)
@given(st.lists(st.sampled_from([1, 2, 3, 4, 2, 3, "dk", "na", None]), min_size=32, max_size=32))
def test_the_whole_stays_within_the_word_limit(cells):
    answers = {f"s{number}": cells[4 * number : 4 * number + 4] for number in range(8)}
    found = summary(answers, of=WORDY, ready=ready_with_open(True, True))
    assert 2 <= len(found) <= 4
    assert sum(len(paragraph.split()) for paragraph in found) <= WORD_LIMIT
    for paragraph in found:
        assert paragraph.endswith(".")
        assert "  " not in paragraph
        assert "None" not in paragraph
