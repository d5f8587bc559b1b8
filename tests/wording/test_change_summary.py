"""The story of two rounds: what it says, and that it says it in good English whatever there is to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.model import (
    AskedStatement,
    Change,
    Comparable,
    Hidden,
    Missing,
    PitfallChange,
    PitfallTally,
    Profile,
    Questionnaire,
    Round,
    SectionScore,
    TargetOutcome,
    TargetResult,
    Verdict,
)
from journey.wording.change_summary import ChangeSummary, summarise_change
from journey.wording.compared_rounds import ComparedRounds
from journey.wording.suppression import TOO_FEW_OR_ALIKE
from tests.rules.scoring_examples import questionnaire, section, statement

TITLES = {"stock": "Taking stock", "direction": "Setting direction", "start": "Getting started", "track": "On track"}
THEN = Round("r1", "o", "Autumn 2025", date(2025, 10, 13), None)
NOW = Round("r2", "o", "Autumn 2026", date(2026, 10, 12), None)


def stages(version: str = "1.0.0", *names: str) -> Questionnaire:
    """A questionnaire of sections with three statements each."""
    sections = (
        section(*(statement(f"{name}-{number}") for number in (1, 2, 3)), section_id=name, title=TITLES[name])
        for name in names or TITLES
    )
    return questionnaire(*sections).model_copy(update={"version": version})


def changed(
    section_id: str,
    verdict: Verdict,
    by: float | None = None,
    to: float | None = None,
    *,
    levels: tuple[int | None, int | None] = (2, 2),
    from_statements: float = 0.0,
    n: tuple[int, int] = (8, 9),
) -> Change:
    before = None if by is None or to is None else to - by - from_statements
    return Change(
        section_id, before, to, by, None, verdict, n, 3, from_statements=from_statements, secure_levels=levels
    )


def score(section_id: str, index: float | None = 2.5, hidden: Hidden = Hidden.NOTHING) -> SectionScore:
    return SectionScore(section_id, 1.0, index, None, None, (), None, (), hidden)


def compared(*changes: Change, **other: object) -> ComparedRounds:
    """A comparison in which both rounds asked the sections of the changes alike."""
    ids = [change.section_id for change in changes]
    profile = Profile("stages", "1.0.0", 9, tuple(score(id_) for id_ in ids))
    alike = Comparable(tuple(AskedStatement(id_, f"{id_}-{number}", 1, 1.0) for id_ in ids for number in (1, 2, 3)))
    found = ComparedRounds(
        who="Housing, Northmere Council",
        rounds=(THEN, NOW),
        questionnaires=(stages(), stages()),
        profiles=(replace(profile, responses=1), profile),
        comparable=alike,
        changes=changes,
    )
    return replace(found, **other)  # type: ignore[arg-type]


def told(*changes: Change, **other: object) -> ChangeSummary:
    return summarise_change(compared(*changes, **other))


HIGHER = changed("direction", Verdict.HIGHER, 0.6, 2.71)
LOWER = changed("track", Verdict.LOWER, -0.38, 2.4)
SAME = changed("stock", Verdict.NO_CLEAR_CHANGE, 0.1, 2.6)
SAME_TOO = changed("start", Verdict.NO_CLEAR_CHANGE, -0.1, 2.3)


def test_the_opening_says_who_and_when_and_how_many() -> None:
    assert told(HIGHER).opening == (
        "Housing, Northmere Council, from Autumn 2025 (13 October 2025) to Autumn 2026 (12 October 2026): "
        "“The stages”, on the scale from 1 to 4. One response then, nine now."
    )


def test_what_rose_what_fell_and_what_did_neither() -> None:
    assert told(HIGHER, LOWER, SAME, SAME_TOO).paragraphs[0] == (
        "One of the four sections rose: “Setting direction” by 0.60 to 2.71. One fell: “On track” by 0.38 to 2.40. "
        "“Taking stock” and “Getting started” show no clear change."
    )


def test_what_rose_most_is_named_first_and_nothing_fell() -> None:
    more = changed("stock", Verdict.HIGHER, 0.75, 3.0)
    assert told(HIGHER, more, SAME_TOO).paragraphs[0] == (
        "Two of the three sections rose: “Taking stock” by 0.75 to 3.00 and “Setting direction” by 0.60 to 2.71. "
        "None clearly fell. “Getting started” shows no clear change."
    )


def test_all_of_many_are_counted_and_the_first_three_named() -> None:
    changes = [
        changed(id_, Verdict.HIGHER, 0.3 + number / 10, 3.0) for number, id_ in enumerate(reversed(list(TITLES)))
    ]
    assert told(*changes).paragraphs[0] == (
        "All four sections rose, most of all “Taking stock” by 0.60 to 3.00, “Setting direction” by 0.50 to 3.00 and "
        "“Getting started” by 0.40 to 3.00. None clearly fell."
    )


def test_ties_are_told_in_the_order_of_the_questionnaire() -> None:
    same = changed("stock", Verdict.HIGHER, 0.6, 2.71)
    assert (
        told(HIGHER, same)
        .paragraphs[0]
        .startswith("Both sections rose: “Taking stock” by 0.60 to 2.71 and “Setting direction” by 0.60 to 2.71.")
    )


def test_a_single_section_is_not_counted() -> None:
    assert told(HIGHER).paragraphs[0] == "“Setting direction” rose by 0.60 to 2.71."
    assert told(SAME).paragraphs[0] == "“Taking stock” shows no clear change."


def test_nothing_changed() -> None:
    assert told(SAME, SAME_TOO).paragraphs[0] == "Neither of the two sections shows a clear change."


def test_a_change_beside_changed_statements_names_no_end() -> None:
    change = changed("direction", Verdict.HIGHER, 0.6, 2.9, from_statements=0.1)
    assert told(change).paragraphs[0] == "“Setting direction” rose by 0.60 on the statements asked alike."


def test_too_few_claim_nothing() -> None:
    few = changed("stock", Verdict.TOO_FEW, 0.9, 3.0, n=(4, 12))
    assert told(few, HIGHER).paragraphs[0] == (
        "One of the two sections rose: “Setting direction” by 0.60 to 2.71. Too few answered to tell about “Taking "
        "stock”: at least five responses are needed in each round. The differences are shown, and nothing is claimed."
    )


def test_a_single_response_in_each_round_is_no_change() -> None:
    few = [changed(id_, Verdict.TOO_FEW, 0.9, 3.0, n=(1, 1)) for id_ in ("stock", "start")]
    assert told(*few).paragraphs[0] == (
        "Too few answered to tell: one response stands for each round, and that cannot tell a change from chance. "
        "The differences are shown, and nothing is claimed."
    )


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (score("stock", None), score("stock"), "not enough answers in Autumn 2025"),
        (
            score("stock"),
            score("stock", None, Hidden.EVERYTHING),
            f"hidden in Autumn 2026, because {TOO_FEW_OR_ALIKE}",
        ),
        (
            score("stock", 2.0, Hidden.STATEMENTS),
            score("stock"),
            "single statements are hidden in Autumn 2025, and a figure over some of them would show them",
        ),
        (score("stock"), score("stock"), "too few answers to the statements that both rounds asked"),
    ],
)
def test_what_cannot_be_compared_says_why(then: SectionScore, now: SectionScore, why: str) -> None:
    profiles = tuple(Profile("stages", "1.0.0", 6, (one, score("direction"))) for one in (then, now))
    found = told(changed("stock", Verdict.NOT_COMPARABLE), HIGHER, profiles=profiles)
    assert found.paragraphs[0].endswith(f"“Taking stock” cannot be compared: {why}.")


def test_where_nothing_was_asked_alike_nothing_is_compared() -> None:
    changes = [changed(id_, Verdict.NOT_COMPARABLE, levels=(None, None)) for id_ in ("stock", "start")]
    reworded = Comparable((), reworded=("stock-1", "start-1"))
    found = told(*changes, comparable=reworded)
    assert found.paragraphs == (
        "Neither of the two sections can be compared: no statement was asked alike in both rounds.",
        "No statement was asked alike in both rounds. Left out: two reworded.",
    )


def test_sections_that_one_round_asked_alone_are_named() -> None:
    then = Profile("stages", "1.0.0", 9, (score("stock"), score("start")))
    now = Profile("stages", "1.1.0", 9, (score("stock"), score("direction"), score("track")))
    assert told(SAME, profiles=(then, now)).paragraphs[0] == (
        "“Taking stock” shows no clear change. “Getting started” was asked in Autumn 2025 only. “Setting direction” "
        "and “On track” were asked in Autumn 2026 only."
    )


def test_changed_versions_and_what_was_left_out_are_named() -> None:
    comparable = Comparable(
        tuple(AskedStatement("stock", f"stock-{number}", 1, 1.0) for number in (1, 2, 3)),
        reworded=("direction-1", "direction-2"),
        added=("start-1",),
        asked_once=("track-1", "track-2", "track-3"),
    )
    found = told(SAME, comparable=comparable, questionnaires=(stages("1.0.0"), stages("1.1.0")))
    assert found.paragraphs[-1] == (
        "Three statements that both rounds asked alike are compared (version 1.0.0 then, 1.1.0 now). Left out: two "
        "reworded, one added and three asked in one round only."
    )


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([(2, 2), (3, 3)], "Every secure level is what it was."),
        ([(2, 3), (3, 3)], "The secure level rose in “Taking stock” (from 2 to 3)."),
        (
            [(2, 3), (3, 1)],
            "The secure level rose in “Taking stock” (from 2 to 3); it fell in “Getting started” (from 3 to 1).",
        ),
        ([(None, 2), (3, 3)], "The secure level is what it was."),
        (
            [(3, 2), (3, 1)],
            "The secure level fell in “Getting started” (from 3 to 1). It reads otherwise in “Taking stock” "
            "(2 now, 3 then): within what chance does.",
        ),
    ],
)
def test_levels_crossed(levels: list[tuple[int | None, int | None]], said: str) -> None:
    verdicts = (Verdict.HIGHER, Verdict.LOWER)
    changes = [
        changed(id_, verdict, 0.5, 2.5, levels=crossed)
        for id_, verdict, crossed in zip(("stock", "start"), verdicts, levels, strict=True)
    ]
    assert told(*changes).paragraphs[1] == said


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        (Verdict.NO_CLEAR_CHANGE, "within what chance does"),
        (Verdict.TOO_FEW, "too few to tell"),
        (Verdict.OTHER_ROLES, "other roles answered than then"),
    ],
)
def test_a_secure_level_that_reads_otherwise_without_the_verdict_did_not_move(verdict: Verdict, why: str) -> None:
    said = told(changed("stock", verdict, 0.2, 2.6, levels=(2, 3))).paragraphs[1]
    assert said == f"The secure level reads otherwise in “Taking stock” (3 now, 2 then): {why}."


def test_where_other_roles_answered_nothing_is_claimed() -> None:
    others = changed("stock", Verdict.OTHER_ROLES, 0.9, 3.0)
    assert told(others).paragraphs[0] == (
        "Other roles answered than then: whether anything moved, or only who answered, cannot be told. The differences "
        "are shown, and nothing is claimed."
    )
    assert "In “Taking stock” other roles answered than then" in told(others, HIGHER).paragraphs[0]


def test_a_claim_is_told_with_how_often_it_is_chance() -> None:
    assert told(HIGHER).paragraphs[-1] == (
        "On one page in six a rise or fall is chance. If mostly the same people answered, these verdicts err on the "
        "side of silence."
    )
    assert not any("chance" in said for said in told(SAME).paragraphs)


def test_a_claim_within_roles_says_so_where_that_is_not_the_whole() -> None:
    within = replace(HIGHER, within=0.45, is_within_roles=True)
    assert told(within).paragraphs[0] == "“Setting direction” rose by 0.45 within the same roles."
    assert told(replace(within, within=0.6)).paragraphs[0] == "“Setting direction” rose by 0.60 to 2.71."


def test_what_all_claims_are_about_is_said_once() -> None:
    within = replace(HIGHER, within=0.45, is_within_roles=True)
    other = replace(within, section_id="stock", within=0.35)
    said = told(within, other).paragraphs[0]
    assert said.startswith(
        "Both sections rose within the same roles: “Setting direction” by 0.45 and “Taking stock” by 0.35."
    )


def test_where_no_secure_level_is_known_none_is_told() -> None:
    assert len(told(replace(SAME, secure_levels=(None, 2))).paragraphs) == 1


UNTOUCHED = PitfallTally((), (), ("a", "b"), (), ("a",), ("a", "b"))
GONE_THROUGH = PitfallTally(("a",), ("b",), (), (), ())


def stage(
    section_id: str, *, closed: int = 0, reopened: int = 0, ready: tuple[bool, bool] = (False, False)
) -> PitfallChange:
    missing = tuple(() if is_ready else (Missing.INDEX,) for is_ready in ready)
    ids = [f"p{number}" for number in range(closed + reopened)]
    return PitfallChange(
        section_id, tuple(ids[:closed]), tuple(ids[closed:]), (GONE_THROUGH, GONE_THROUGH), (missing[0], missing[1])
    )


def pitfalls_told(*pitfalls: PitfallChange, changes: tuple[Change, ...] = (SAME,)) -> str:
    silent = [replace(change, secure_levels=(None, None)) for change in changes]
    return told(*silent, pitfalls=pitfalls).paragraphs[1]


def test_pitfalls_closed_and_reopened_and_what_became_ready() -> None:
    found = pitfalls_told(
        stage("stock", closed=2, ready=(True, True)),
        stage("direction", closed=1, reopened=1, ready=(False, True)),
        stage("start"),
        stage("track", ready=(True, False)),
        changes=(SAME, HIGHER, LOWER),
    )
    assert found == (
        "Three pitfalls were closed and one reopened. “Taking stock” was ready to move on from in both rounds; "
        "“Setting direction” has become ready to move on from; “On track” is not ready to move on from any more."
    )


def test_without_the_verdict_no_stage_became_ready() -> None:
    found = pitfalls_told(
        stage("stock", closed=1, ready=(False, True)), stage("start", ready=(True, False)), changes=(SAME, SAME_TOO)
    )
    assert found.endswith(
        "“Taking stock” is ready to move on from now, not then: within what chance does; “Getting started” was ready "
        "to move on from then, not now: within what chance does."
    )


def test_a_pitfall_that_was_closed_makes_a_stage_ready_whatever_the_verdict_where_the_score_was_enough() -> None:
    closed = stage("stock", closed=1, ready=(False, True))
    closed = replace(closed, missing=((Missing.CRITICAL_PITFALL,), ()))
    assert "“Taking stock” has become ready to move on from." in pitfalls_told(closed)
    assert "within what chance does" in pitfalls_told(replace(closed, closed=()))


def test_no_pitfall_moved_and_no_stage_was_ready() -> None:
    assert pitfalls_told(stage("stock"), stage("start")) == (
        "No pitfall was closed and none reopened. No stage was ready to move on from, then or now."
    )
    assert pitfalls_told(stage("stock", reopened=2)).startswith("No pitfalls were closed and two reopened.")
    assert pitfalls_told(stage("stock", closed=1)).startswith("One pitfall was closed and none reopened.")


def test_checklists_that_nobody_went_through_say_nothing() -> None:
    untouched = replace(stage("stock", ready=(True, True)), tallies=(UNTOUCHED, GONE_THROUGH))
    assert pitfalls_told(untouched) == (
        "The pitfalls were not looked at in both rounds, so nothing can be said of them."
    )


def target(section_id: str, wanted: float, reached: float | None, margin: float | None = 0.01) -> TargetResult:
    if reached is None:
        return TargetResult(section_id, wanted, None, None, TargetOutcome.NO_SCORE)
    outcome = TargetOutcome.HIT if reached >= wanted else TargetOutcome.MISSED
    return TargetResult(section_id, wanted, reached, wanted - reached, outcome, margin)


def targets_told(*targets: TargetResult) -> str:
    return told(replace(SAME, secure_levels=(None, None)), targets=targets).paragraphs[1]


def test_targets_reached_missed_and_without_a_score() -> None:
    assert targets_told(target("start", 2.6, 2.5), target("stock", 3.1, 3.22), target("direction", 2.0, None)) == (
        "Of the three targets set in Autumn 2025, one was reached: “Taking stock” (3.22, wanted 3.1). One was missed: "
        "“Getting started” (2.50, wanted 2.6). There is no score to hold the target for “Setting direction” against."
    )


def test_a_target_within_the_margin_is_just_reached_or_just_missed() -> None:
    found = targets_told(
        target("stock", 3.0, 3.4, 0.3), target("direction", 2.5, 2.6, 0.3), target("start", 2.5, 2.4, 0.3)
    )
    assert found == (
        "Of the three targets set in Autumn 2025, one was reached: “Taking stock” (3.40, wanted 3.0). One was just "
        "reached: “Setting direction” (2.60, wanted 2.5). One was just missed: “Getting started” (2.40, wanted 2.5)."
    )


def test_where_nobody_can_say_how_sure_an_index_is_a_target_is_reached_on_paper() -> None:
    assert targets_told(target("stock", 3.0, 3.02, None)).startswith(
        "The one target set in Autumn 2025 was reached on paper: "
    )


def test_all_targets_or_the_only_one() -> None:
    assert targets_told(target("stock", 3.0, 3.02)) == (
        "The one target set in Autumn 2025 was reached: “Taking stock” (3.02, wanted 3.0)."
    )
    assert targets_told(target("stock", 3.0, 2.0), target("start", 3.0, 2.5)).startswith(
        "Both targets set in Autumn 2025 were missed: "
    )


def test_a_target_that_was_nearly_reached_does_not_look_reached() -> None:
    assert "(3.09, wanted 3.1)" in targets_told(target("stock", 3.1, 3.098))


def test_a_target_of_a_section_that_no_version_has_any_more_is_named_by_its_id() -> None:
    assert targets_told(target("gone", 3.0, None)) == ("There is no score to hold the target for “gone” against.")


def test_targets_that_were_set_for_a_round_in_between_name_it() -> None:
    between_them = Round("r3", "o", "Spring 2026", date(2026, 4, 13), None)
    said = told(
        replace(SAME, secure_levels=(None, None)),
        targets=(target("stock", 3.0, 3.02),),
        targets_held_in=between_them,
    ).paragraphs[1]
    assert said.startswith("The one target set in Autumn 2025 for Spring 2026 was reached: “Taking stock”")
