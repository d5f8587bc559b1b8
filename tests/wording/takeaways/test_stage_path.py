"""The way through the stages in a sentence: the weakest now, for how long, and what may be said of readiness."""

from __future__ import annotations

from journey.model import Absent, ReadinessOverTime, Verdict
from journey.wording.takeaways import stage_path as words
from tests.steps.chart_findings import questionnaire
from tests.steps.compared_findings import SECTIONS, line, rounds


def path(many, *lines, ready=(), verdicts=None):
    held = rounds(many)
    figures = [figure for section, values in zip(SECTIONS, lines, strict=False) for figure in line(section, *values)]
    states = {(round_.id, section): None for round_ in held for section in SECTIONS}
    for section, each in zip(SECTIONS, ready, strict=False):
        states |= {(round_.id, section): state for round_, state in zip(held, each, strict=True)}
    return words.stage_path(questionnaire(), held, figures, ReadinessOverTime(states, verdicts or {}))


def said(many, *lines, ready=(), verdicts=None):
    return words.takeaway(path(many, *lines, ready=ready, verdicts=verdicts))


def test_the_stage_path_says_which_stage_is_weakest_and_for_how_long():
    assert said(3, (2.0, 3.0, 3.1), (2.5, 2.0, 2.2)) == (
        "Setting direction is probably weakest now, for two rounds running."
    )
    assert said(2, (2.0, 3.0), (2.5, 2.0)) == "Setting direction is probably weakest now."


def test_no_stage_is_called_weakest_where_they_stand_close_or_share_it():
    assert said(1, (2.0,), (2.1,)) == "No one stage is clearly the weakest now."
    assert said(1, (2.0,), (2.0,), (3.0,)) == "No one stage is clearly the weakest now."


def test_the_stage_path_says_what_became_ready_and_what_ceased_to_be():
    ready = ((False, True), (True, False), (True, True))
    borne_out = {SECTIONS[0]: Verdict.HIGHER, SECTIONS[1]: Verdict.LOWER}
    assert said(2, (2.0, 3.0), (2.5, 2.0), (3.0, 2.9), ready=ready, verdicts=borne_out) == (
        "Setting direction is probably weakest now. Taking stock has become ready to move on from; Setting direction "
        "is not ready to move on from any more."
    )


def test_without_the_verdict_no_stage_became_ready():
    ready = ((False, True), (True, False), (True, True))
    verdicts = {SECTIONS[0]: Verdict.NO_CLEAR_CHANGE, SECTIONS[1]: Verdict.TOO_FEW}
    assert said(2, (2.0, 3.0), (2.5, 2.0), (3.0, 2.9), ready=ready, verdicts=verdicts) == (
        "Setting direction is probably weakest now. Taking stock is ready to move on from now, not then: within what "
        "chance does; Setting direction was ready to move on from then, not now: too few to tell."
    )


def test_what_was_ready_all_along_did_not_become_so():
    assert said(2, (3.0, 3.0), (2.0, 2.0), ready=((True, True), (False, False))).endswith(
        "running. Taking stock is ready to move on."
    )
    assert said(2, (3.0, 3.0), (2.0, 2.0), ready=((False, False), (False, False))).endswith(
        "running. No stage is ready to move on."
    )


def test_readiness_is_not_told_where_the_index_is_kept_back():
    hidden = path(2, (3.0, Absent.TOO_FEW), (2.0, 2.0), ready=((False, True), (False, False)))
    assert "became" not in words.takeaway(hidden)
    assert [row["Ready to move on"] for row in words.table(hidden)][:2] == ["no", "not known"]


def test_a_path_without_scores_says_so():
    sentence = said(2, (Absent.TOO_FEW, Absent.TOO_FEW))
    assert sentence == "No round shows a score for a stage."
