"""The lines of a unit in a sentence: the greatest rise and fall, ties, and where nothing can be followed."""

from __future__ import annotations

from journey.model import Absent
from journey.wording.takeaways import section_history as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import SECTIONS, change, line, rounds

STOCK, DIRECTION, _, _, TRACK = SECTIONS


def trail(many, *lines, claims=""):
    """The sentence; ``claims`` are the verdicts on the lines, in their order: ``+``, ``-`` or ``=``."""
    figures = [figure for each in lines for figure in each]
    changes = {}
    for each, claim in zip(lines, claims, strict=False):
        known = [one.index for one in each if one.index is not None]
        changes[each[0].section_id] = change(each[0].section_id, known[0], known[-1], claim)
    return words.takeaway(words.section_lines(questionnaire(), rounds(many), figures), rounds(many), changes)


def test_a_trail_names_the_greatest_rise_and_the_greatest_fall():
    said = trail(
        3, line(STOCK, 2.0, 1.0, 2.6), line(DIRECTION, 2.0, 2.4, 2.3), line(TRACK, 2.5, 2.5, 2.1), claims="++-"
    )
    assert said == (
        "From Spring 2020 to Spring 2021, Taking stock rose most, by 0.6 to 2.6; Keeping on track fell by 0.4 to 2.1."
    )


def test_without_the_verdict_nothing_is_named_however_far_it_lies():
    lines = line(STOCK, 2.0, 2.9), line(TRACK, 2.5, 1.5)
    nothing = "From Spring 2020 to Autumn 2020, nothing moved clearly."
    assert trail(2, *lines) == trail(2, *lines, claims="==") == nothing
    assert trail(2, *lines, claims=("few", "few")) == (
        "From Spring 2020 to Autumn 2020, too few answered to tell whether anything moved."
    )
    assert trail(2, *lines, claims=("roles", "roles")).endswith(
        "other roles answered than then, so whether anything moved cannot be told."
    )


def test_a_trail_says_when_nothing_fell_and_when_nothing_moved():
    assert trail(2, line(STOCK, 2.0, 2.6), line(TRACK, 2.5, 2.3), claims="+=") == (
        "From Spring 2020 to Autumn 2020, Taking stock rose by 0.6 to 2.6; nothing clearly fell."
    )
    assert trail(2, line(STOCK, 2.0, 2.2), line(TRACK, 2.5, 2.3), claims="==") == (
        "From Spring 2020 to Autumn 2020, nothing moved clearly."
    )


def test_equal_movements_are_named_together_and_without_where_they_came_to():
    said = trail(2, line(STOCK, 2.0, 2.6), line(DIRECTION, 1.0, 1.6), line(TRACK, 2.0, 2.3), claims="+++")
    assert "Taking stock and Setting direction rose most, by 0.6; nothing clearly fell" in said


def test_lines_of_different_length_are_not_said_to_run_between_the_same_rounds():
    said = trail(3, line(STOCK, 2.0, 2.1, 2.6), line(TRACK, 2.0, 2.3, Absent.STILL_OPEN), claims="++")
    assert said.startswith("From the first to the last score shown, Taking stock rose most")


def test_one_round_is_not_a_trail():
    once = trail(2, line(STOCK, 2.0, Absent.TOO_FEW))
    never = trail(2, line(STOCK, Absent.TOO_FEW, Absent.TOO_FEW))
    assert once == "No section shows a score in two rounds, so there is nothing to follow yet."
    assert never == "No round shows a score, so there is nothing to follow yet."
