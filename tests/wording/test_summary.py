"""The written summary: what it says first, what it leads up to, and that it is good English for every count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.model import Document, Hidden, PitfallState, Questionnaire, Readiness
from journey.rules.readiness import readiness, tally
from journey.rules.scoring import counts_of, score
from journey.wording.in_context import in_context
from journey.wording.summary import WORD_LIMIT, Summary, summarise
from tests.rules.scoring_examples import answer, checklist, questionnaire, section, statement

HELD_ON = date(2026, 3, 9)
BASIS = "Basis: Northmere Council, Spring round (9 March 2026), one response to “The stages”"
ONE_VIEW = "One response stands behind this: others may see it otherwise."


def three_stages(statements: int = 4) -> Questionnaire:
    """Three sections of four statements; the ids are those of the section and a number."""
    titles = {"stock": "Taking stock", "direction": "Setting direction", "start": "Getting started"}
    return questionnaire(
        *(
            section(
                *(statement(f"{name}-{number}", quick=number == 1) for number in range(1, statements + 1)),
                section_id=name,
                title=title,
            )
            for name, title in titles.items()
        )
    )


def summary(answers, *, asked=None, evidenced=(), ready=None, of=None, people=1, hidden=None) -> Summary:
    """The summary of ``people`` who said the same: per section the cells of its statements in order."""
    of = of or three_stages()
    cells = {f"{name}-{number}": cell for name, row in answers.items() for number, cell in enumerate(row, start=1)}
    contents = {statement_id: answer(cell) for statement_id, cell in cells.items()}
    counts = counts_of([contents] * people, evidenced=lambda statement_id, _: statement_id in evidenced)
    profile = score(of, counts, responses=people, asked=asked)
    if hidden:
        kept = (replace(one, **(hidden if one.section_id == "start" else {})) for one in profile.sections)
        profile = replace(profile, sections=tuple(kept))
    return summarise(of, profile, "Northmere Council", "Spring round", HELD_ON, ready)


def ready_with_open(*critical: bool) -> dict[str, Readiness]:
    """One stage whose pitfalls are all open."""
    pitfalls = checklist(**{f"p{number}": is_critical for number, is_critical in enumerate(critical)})
    states = dict.fromkeys((p.id for p in pitfalls.pitfalls), PitfallState.NOT_YET)
    return {"stock": readiness("stock", None, tally(pitfalls, states))}


ALL_THREE = {"stock": [1, 2, 3, 2], "direction": [3, 3, 4, 4], "start": [2, 3, 3, 3]}


def test_a_full_assessment_is_read_from_the_finding_to_what_it_rests_on():
    evidenced = ("direction-1", "direction-2", "start-2")
    assert summary(ALL_THREE, evidenced=evidenced, ready=ready_with_open(True, False, True)).paragraphs == (
        "Setting direction may be strongest, at 3.5; Taking stock may be weakest, at 2.0. "
        "Setting direction and Getting started can be relied on at level 3, established.",
        "Taking stock can be relied on at level 2, partial: something is there, in parts or depending on people. "
        "Three statements stand below level 3; two of them are enough to reach it. "
        "Two critical pitfalls are not avoided. Three things first, not yet wholly true:\n"
        "1. We do what stock-1 asks.\n2. We do what stock-2 asks.\n3. We do what stock-4 asks.",
        f"Not yet known. {ONE_VIEW} No evidence is noted for five of the eight answers at level 3 or 4.",
        f"{BASIS}. Levels run from 1 to 4.",
    )


def test_many_people_of_whom_none_had_a_field_for_evidence_read_nothing_of_it():
    found = summary(ALL_THREE, people=9)
    assert found.finding.startswith("Setting direction is probably strongest, at 3.5; Taking stock is probably weakest")
    assert "vidence" not in " ".join(found.paragraphs)
    assert found.not_known == ""
    noted = summary(ALL_THREE, people=9, evidenced=("direction-1", "start-2"))
    assert noted.not_known == (
        "Not yet known. Nobody named evidence for six of the eight statements that stand at level 3 or 4."
    )


def test_equals_are_named_together_and_so_is_what_stands_in_their_way():
    found = summary({"stock": [2, 2, 2, 2], "direction": [3, 3, 3, 3], "start": [2, 2, 2, 2]})
    assert found.finding.startswith(
        "Setting direction may be strongest, at 3.0; Taking stock and Getting started are about equally low, at 2.0. "
        "The other section can be relied on at level 3, established."
    ) or found.finding.endswith("Setting direction can be relied on at level 3, established.")
    assert found.meaning == (
        "Each can be relied on at level 2, partial: something is there, in parts or depending on people. "
        "There, eight statements stand below level 3. "
        "Three things first, of eight that are about equally low, not yet wholly true:"
    )


def test_all_at_the_lowest_level_are_not_ranked():
    found = summary({"stock": [1] * 4, "direction": [1] * 4, "start": [1] * 4})
    assert found.finding == "All three stand at 1.0."
    assert found.meaning.startswith(
        "Each can be relied on at level 1, little in place: a visitor could be shown little or nothing. "
        "There, 12 statements stand below level 2. Three things first, of 12 that are about equally low,"
    )


def test_where_the_highest_level_is_secure_everywhere_nothing_is_in_the_way():
    found = summary({"stock": [4] * 4, "direction": [4] * 4, "start": [4] * 4})
    assert (found.finding, found.things) == ("All three stand at 4.0.", ())
    assert found.meaning == (
        "Nothing stands below a next level: the highest can be relied on. What remains is to see that it lasts."
    )


def test_what_is_established_already_is_to_be_taken_further():
    found = summary({"stock": [3] * 4, "direction": [4] * 4, "start": [4] * 4})
    assert found.meaning.endswith(
        "Three things first, of four that are about equally low, to be taken a level further:"
    )


def test_things_that_lie_close_together_have_no_order():
    found = summary({"stock": [1, 1, 3, 3], "direction": [4] * 4, "start": [4] * 4})
    assert found.meaning.endswith(
        "Two statements stand below level 2; one of them is enough to reach it. "
        "Two things first, in any order, not yet wholly true:"
    )


@pytest.mark.parametrize(
    ("cell", "finding"),
    [
        (None, "No statement has a level yet."),
        ("dk", "All 12 answers are “don’t know”: that is the finding, and the next question is who might know."),
        ("na", "Every statement that was asked was marked as not applying here."),
    ],
)
def test_silence_is_the_finding(cell, finding):
    found = summary({"stock": [cell] * 4, "direction": [cell] * 4, "start": [cell] * 4})
    assert found.paragraphs == (finding, f"{BASIS}.")


def test_no_responses():
    of = three_stages()
    found = summarise(of, score(of, {}, responses=0), "Northmere Council", "Spring round", HELD_ON)
    assert found.basis == "Basis: Northmere Council, Spring round (9 March 2026), no responses to “The stages”."


def test_a_quick_check_is_a_first_look():
    answers = {"stock": [2], "direction": [3], "start": [4]}
    found = summary(answers, asked=("stock-1", "direction-1", "start-1"))
    assert found.paragraphs == (
        "A first look: begin with Taking stock.",
        "It shows where to begin, and no level yet that can be relied on. "
        "One thing first, not yet wholly true:\n1. We do what stock-1 asks.",
        f"Not yet known. {ONE_VIEW} No evidence is noted for the two answers at level 3 or 4.",
        f"{BASIS}, a quick check of 3 of its 12 statements. Levels run from 1 to 4.",
    )


def test_a_quick_check_without_anything_low_says_so():
    found = summary({"stock": [4], "direction": [4], "start": [4]}, asked=("stock-1", "direction-1", "start-1"))
    assert found.meaning == "Nothing that was answered stands below level 4."


def test_a_part_of_the_questionnaire_says_how_much_was_asked():
    found = summary({"stock": [2, 2, 2, 2]}, asked=[f"stock-{number}" for number in (1, 2, 3, 4)])
    assert found.finding == "Taking stock can be relied on at level 2, partial, with an index of 2.0."
    assert found.meaning.startswith("At this level something is there, in parts or depending on people.")
    assert found.basis == f"{BASIS}, 4 of its 12 statements asked. Levels run from 1 to 4."


def test_what_has_no_score_or_no_level_or_could_not_be_said_is_not_known():
    found = summary({"stock": [2, 2, None, "dk"], "direction": [3, 3, 3, 3], "start": [4, None, None, None]})
    assert found.not_known == (
        "Not yet known. Getting started has too few answers for a score. "
        f"One statement could not be answered: who would know? {ONE_VIEW} "
        "Taking stock has fewer than three statements scored, so no level. "
        "No evidence is noted for the five answers at level 3 or 4."
    )


def test_a_score_from_few_answers_is_called_provisional():
    found = summary(
        {"stock": [2, 2, None, "dk", 2], "direction": [3, 3, 3, 3], "start": [4, 4, 4, 4]}, of=three_stages(5)
    )
    assert "The score of Taking stock is provisional, from fewer than 7 in 10 answers." in found.not_known


def test_what_is_hidden_is_said_to_be_hidden():
    kept_back = {"index": None, "secure_level": None, "statements": (), "blockers": (), "hidden": Hidden.EVERYTHING}
    found = summary(ALL_THREE, people=6, hidden=kept_back)
    assert "Getting started" not in found.finding + found.meaning
    assert found.not_known.startswith("Not yet known. Hidden, because too few people answered,")
    assert found.not_known.endswith(": Getting started.")


@pytest.mark.parametrize(
    ("cells", "evidenced", "sentence"),
    [
        ([2, 2, 2, 2], (), ONE_VIEW),
        ([2, 2, 2, 3], (), "No evidence is noted for the one answer at level 3 or 4."),
        ([2, 2, 2, 3], ("stock-4",), ONE_VIEW),
        ([2, 2, 4, 3], (), "No evidence is noted for the two answers at level 3 or 4."),
        ([2, 2, 4, 3], ("stock-4",), "No evidence is noted for one of the two answers at level 3 or 4."),
        ([2, 2, 4, 3], ("stock-3", "stock-4"), ONE_VIEW),
    ],
)
def test_the_sentence_on_evidence_fits_every_count(cells, evidenced, sentence):
    assert summary({"stock": cells}, evidenced=evidenced).not_known.endswith(sentence)


@pytest.mark.parametrize(
    ("critical", "sentence"),
    [
        ((True,), "One critical pitfall is not avoided."),
        ((True,) * 12, "12 critical pitfalls are not avoided."),
    ],
)
def test_the_sentence_on_critical_pitfalls_fits_every_count(critical, sentence):
    assert sentence in summary(ALL_THREE, ready=ready_with_open(*critical)).meaning


def test_a_checklist_that_nobody_has_gone_through_is_not_known():
    untouched = {"next": readiness("next", None, tally(checklist(p=True), {}))}
    assert " Nobody has looked at the pitfalls yet." in summary(ALL_THREE, ready=untouched).not_known
    some = ready_with_open(True) | untouched
    found = summary(ALL_THREE, ready=some)
    assert "One critical pitfall is not avoided." in found.meaning
    assert found.not_known.endswith(" Nobody has looked at the pitfalls of one stage yet.")


def test_without_pitfalls_nothing_is_said_about_them():
    assert "pitfall" not in " ".join(summary(ALL_THREE).paragraphs)


def test_what_a_source_tells_of_the_past_stands_below_the_stages_alone_and_names_where_it_is_from():
    source = Document(title="The performance management improvement journey", publisher="IDeA", year=2006)
    ours = three_stages().model_copy(update={"id": "stages", "documents": {"IJ": source}})
    found = summary(ALL_THREE, of=ours)
    assert found.paragraphs[-1] == found.context
    assert "two in three were at no more than level 2 of 4" in found.context
    assert "(The performance management improvement journey, IDeA, 2006)" in found.context
    assert in_context(three_stages().model_copy(update={"id": "another"})) == ""
    assert summary({}, of=ours).context == "", "without a score there is nothing to set beside it"


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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([1, 2, 3, 4, 2, 3, "dk", "na", None]), min_size=32, max_size=32))
def test_the_whole_stays_within_the_word_limit(cells):
    answers = {f"s{number}": cells[4 * number : 4 * number + 4] for number in range(8)}
    found = summary(answers, of=WORDY, ready=ready_with_open(True, True))
    assert found.words <= WORD_LIMIT
    assert 2 <= len(found.paragraphs) <= 4
    for paragraph in found.paragraphs:
        assert paragraph.endswith(".") or paragraph.splitlines()[0].endswith(":")
        assert "  " not in paragraph
        assert "None" not in paragraph
        assert "“" not in paragraph.removeprefix("Basis: ") or "“The stages”" in paragraph or "don’t know" in paragraph
