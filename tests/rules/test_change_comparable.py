"""Which statements are the same question in two assessments, and why the others are not."""

from __future__ import annotations

from journey.model import AskedStatement, Comparable, Counts, PitfallState, Questionnaire
from journey.rules.change_comparable import asked_in, comparable, comparison_key, statement_changes
from journey.rules.readiness import StageInRound, pitfall_change, readiness, tally
from journey.rules.scoring import score
from tests.rules.change_examples import checklist, questionnaire, statement

BEFORE = questionnaire(
    plan=[statement("aims"), statement("figures", weight=2.0), statement("costs"), statement("risks")],
    learn=[statement("reviews", quick=True), statement("advice")],
)
AFTER = questionnaire(
    learn=[statement("advice"), statement("costs"), statement("trust")],
    plan=[statement("risks", 2), statement("figures", weight=0.5), statement("aims", quick=True)],
)
"""The order is another; risks is reworded, costs is moved, trust is added, reviews is dropped, figures weighs less."""


def every(questionnaire_: Questionnaire) -> set[str]:
    return {statement_.id for statement_ in questionnaire_.statements()}


def test_each_statement_that_is_left_out_is_named_once_with_its_reason() -> None:
    found = comparable((BEFORE, every(BEFORE)), (AFTER, every(AFTER)))
    assert found == Comparable(
        statements=(
            AskedStatement("learn", "advice", 1, 1.0),
            AskedStatement("plan", "figures", 1, 0.5),
            AskedStatement("plan", "aims", 1, 1.0),
        ),
        reworded=("risks",),
        added=("trust",),
        dropped=("reviews",),
        moved=("costs",),
        asked_once=(),
    )
    assert not found.is_complete


def test_what_was_asked_in_one_of_the_two_is_left_out_though_both_have_it() -> None:
    found = comparable((BEFORE, {"aims", "reviews"}), (AFTER, {"aims", "figures", "trust"}))
    assert [asked.statement_id for asked in found.statements] == ["aims"]
    assert (found.asked_once, found.dropped, found.added) == (("figures",), ("reviews",), ("trust",))
    assert (found.reworded, found.moved) == ((), ()), "what neither asked is not spoken of"


def test_a_statement_that_is_another_question_is_not_called_asked_once() -> None:
    found = comparable((BEFORE, {"risks", "costs"}), (AFTER, {"aims"}))
    assert (found.statements, found.reworded, found.moved, found.asked_once) == ((), ("risks",), ("costs",), ("aims",))


def test_an_assessment_beside_itself_is_complete() -> None:
    found = comparable((BEFORE, every(BEFORE)), (BEFORE, every(BEFORE)))
    assert found.is_complete
    assert found.statements == asked_in(BEFORE, every(BEFORE))


def test_asked_are_those_of_the_ids_that_the_questionnaire_has_in_its_order() -> None:
    assert asked_in(AFTER, ["aims", "trust", "unheard-of"]) == (
        AskedStatement("learn", "trust", 1, 1.0),
        AskedStatement("plan", "aims", 1, 1.0),
    )


def test_a_set_of_statements_has_one_name_whatever_its_order_and_every_difference_another() -> None:
    aims, risks = AskedStatement("plan", "aims", 1, 1.0), AskedStatement("plan", "risks", 1, 1.0)
    others = [
        (aims,),
        (AskedStatement("learn", "aims", 1, 1.0), risks),
        (AskedStatement("plan", "aim", 1, 1.0), risks),
        (AskedStatement("plan", "aims", 2, 1.0), risks),
        (AskedStatement("plan", "aims", 1, 1.5), risks),
        (),
    ]
    names = {comparison_key(each) for each in others}
    assert comparison_key((aims, risks)) == comparison_key([risks, aims])
    assert len(names | {comparison_key((aims, risks))}) == 7
    assert all(len(name) == 64 and set(name) <= set("0123456789abcdef") for name in names)


def test_statements_moved_are_those_whose_means_are_shown_in_both_rounds() -> None:
    then = {"aims": (0, 4, 0, 0), "advice": (0, 0, 2, 2), "costs": (4, 0, 0, 0)}
    now = {"aims": (0, 0, 3, 1), "figures": (1, 1, 1, 1), "advice": (2, 0, 2, 0)}
    profiles = [
        score(questionnaire_, {id_: Counts(levels) for id_, levels in said.items()}, responses=4)
        for questionnaire_, said in ((BEFORE, then), (AFTER, now))
    ]
    found = statement_changes(comparable((BEFORE, every(BEFORE)), (AFTER, every(AFTER))).statements, *profiles)
    assert [(change.statement_id, change.before, change.after, change.difference) for change in found] == [
        ("advice", 3.5, 2.0, -1.5),
        ("aims", 2.0, 3.25, 1.25),
    ]


STATES = {
    "closed": (PitfallState.NOT_YET, PitfallState.AVOIDED),
    "closed-from-partly": (PitfallState.PARTLY, PitfallState.AVOIDED),
    "reopened": (PitfallState.AVOIDED, PitfallState.NOT_YET),
    "reopened-to-partly": (PitfallState.AVOIDED, PitfallState.PARTLY),
    "still-open": (PitfallState.NOT_YET, PitfallState.PARTLY),
    "still-avoided": (PitfallState.AVOIDED, PitfallState.AVOIDED),
    "looked-at-first-now": (PitfallState.UNANSWERED, PitfallState.AVOIDED),
    "not-looked-at-any-more": (PitfallState.AVOIDED, PitfallState.UNANSWERED),
    "does-not-apply-any-more": (PitfallState.NOT_YET, PitfallState.NOT_APPLICABLE),
    "applies-now": (PitfallState.NOT_APPLICABLE, PitfallState.NOT_YET),
}


def stage(place: int, revision: int = 1) -> StageInRound:
    checklist_ = checklist(**dict.fromkeys(STATES, revision))
    states = {id_: both[place] for id_, both in STATES.items() if both[place] is not PitfallState.UNANSWERED}
    return StageInRound(checklist_, states, readiness("plan", None, tally(checklist_, states)))


def test_a_pitfall_closes_or_reopens_where_somebody_looked_both_times() -> None:
    before, after = stage(0), stage(1)
    found = pitfall_change(before, after)
    assert found.section_id == "plan"
    assert found.closed == ("closed", "closed-from-partly")
    assert found.reopened == ("reopened", "reopened-to-partly")
    assert found.tallies == (before.readiness.tally, after.readiness.tally)
    assert found.missing == (before.readiness.missing, after.readiness.missing)


def test_a_pitfall_of_another_revision_is_another_pitfall() -> None:
    found = pitfall_change(stage(0), stage(1, revision=2))
    assert (found.closed, found.reopened) == ((), ())
