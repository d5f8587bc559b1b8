"""The worked cases of the scoring rules, and every value that lies exactly on a limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.model import AnswerContent, AnswerState, Counts, Hidden, Scope
from journey.rules.scoring import (
    asked_statements,
    by_rules,
    counts_of,
    is_evidenced,
    levels_read_otherwise,
    score,
    score_section,
)
from journey.rules.versions import SCORING_1, SCORING_2
from tests.rules.scoring_examples import answer, counted, four, questionnaire, scored, section, statement

ONE_RESPONSE = {"a": [3], "b": [4], "c": [3], "d": [1], "e": [3], "f": ["dk"], "g": ["na"]}
FOUR_RESPONSES = {"a": [3, 4, 2, 3], "b": [2, 2, None, 3], "c": ["dk", 1, "na", 2]}


@pytest.mark.parametrize("rules", [SCORING_1, SCORING_2], ids=lambda rules: rules.version)
def test_one_response(rules):
    found = scored(ONE_RESPONSE, rules=rules)
    assert found.index == 2.8
    assert (found.band, found.secure_level, found.blockers) == (3, 2, ("d",))
    assert found.coverage == 5 / 6


@pytest.mark.parametrize("rules", [SCORING_1, SCORING_2], ids=lambda rules: rules.version)
def test_the_same_with_level_2_and_weight_2_on_d(rules):
    found = scored({**ONE_RESPONSE, "d": [2]}, {"d": 2.0}, rules)
    assert found.index == 17 / 6
    assert (found.band, found.secure_level, found.blockers) == (3, 2, ("d",))
    assert found.coverage == 6 / 7


@pytest.mark.parametrize(
    ("rules", "secure", "blockers"), [(SCORING_1, 1, ("c",)), (SCORING_2, 2, ("c", "b"))], ids=["1.0.0", "2.0.0"]
)
def test_four_responses_of_which_c_is_split_between_1_and_2(rules, secure, blockers):
    found = scored(FOUR_RESPONSES, rules=rules)
    assert found.index == pytest.approx(2.278, abs=0.0005)
    assert (found.band, found.secure_level, found.blockers) == (2, secure, blockers)
    assert found.coverage == 9 / 11


def test_three_of_four_statements_make_a_level_unless_the_fourth_is_two_below():
    answers = {"a": [3], "b": [3], "c": [3], "d": [1]}
    assert (scored(answers).index, scored(answers).band) == (2.5, 3)
    assert (scored(answers).secure_level, scored(answers).blockers) == (2, ("d",))
    answers["d"] = [2]
    assert (scored(answers).index, scored(answers).band) == (2.75, 3)
    assert (scored(answers).secure_level, scored(answers).blockers) == (3, ("d", "a", "b", "c"))
    assert scored(answers, rules=SCORING_1).secure_level == 2


def test_a_statement_keeps_its_counts_beside_its_figures():
    c = scored(FOUR_RESPONSES).statements[2]
    assert c.counts == Counts((1, 1, 0, 0), dont_know=1, not_applicable=1)
    assert (c.mean, c.median) == (1.5, 1)


# Limits: a value on a cut point belongs to the upper band


@pytest.mark.parametrize(
    ("answers", "index", "band"),
    [
        ({"a": [1], "b": [2], "c": [2], "d": [2]}, 1.75, 2),
        ({"a": [2], "b": [3], "c": [2], "d": [3]}, 2.5, 3),
        ({"a": [3], "b": [3], "c": [3], "d": [4]}, 3.25, 4),
        ({"a": [1], "b": [1], "c": [1]}, 1.0, 1),
        ({"a": [4], "b": [4], "c": [4]}, 4.0, 4),
    ],
)
def test_an_index_on_a_cut_point_belongs_to_the_upper_band(answers, index, band):
    found = scored(answers)
    assert (found.index, found.band) == (index, band)


def test_an_index_a_hair_below_a_cut_point_belongs_to_the_lower_band():
    many = 100_000
    section_ = section("a")
    below = score_section(section_, {"a": Counts((0, many + 1, many, 0))}, responses=2 * many + 1)
    assert below is not None
    assert below.index == pytest.approx(2.5, abs=1e-5)
    assert below.band == 2


def test_a_cut_point_is_met_where_the_weights_as_floats_fall_short_of_it():
    weights = {"a": 0.1, "b": 0.1, "c": 0.4}
    assert (0.1 * 3 + 0.1 * 4 + 0.4 * 2) / sum(weights.values()) < 2.5
    found = scored({"a": [3], "b": [4], "c": [2]}, weights)
    assert (found.index, found.band) == (2.5, 3)


@pytest.mark.parametrize(("statements", "enough"), [(3, 3), (4, 3), (5, 4), (6, 5), (7, 6), (8, 6)])
def test_three_quarters_of_the_weight_are_enough(statements, enough):
    for reaching in (enough, enough - 1):
        answers = {f"s{place}": [3 if place < reaching else 2] for place in range(statements)}
        assert scored(answers).secure_level == (3 if reaching == enough else 2)


def test_by_the_first_rules_it_was_four_fifths():
    answers = {"a": [3], "b": [3], "c": [3], "d": [3], "e": [2]}
    assert scored(answers, rules=SCORING_1).secure_level == 3
    assert scored({**answers, "d": [2]}, rules=SCORING_1).secure_level == 2


def test_a_share_holds_where_the_sum_of_the_weights_as_floats_falls_short():
    weights = {"a": 0.1, "b": 0.7, "c": 0.2}
    assert (weights["a"] + weights["b"]) / sum(weights.values()) < 0.8
    assert scored({"a": [3], "b": [3], "c": [2]}, weights, SCORING_1).secure_level == 3


def test_a_split_statement_counts_half():
    split = {"a": [3, 3], "b": [3, 3], "c": [2, 3], "d": [2, 3]}
    assert scored(split).secure_level == 3
    assert scored({**split, "b": [2, 3]}).secure_level == 2
    assert scored(split, rules=SCORING_1).secure_level == 2


def test_for_the_guard_against_holes_and_for_blockers_the_lower_middle_level_counts():
    found = scored({"a": [3, 3], "b": [3, 3], "c": [3, 3], "d": [1, 4]})
    assert found.secure_level == 2
    assert found.blockers == ("d",)


# Thin statements


def test_a_statement_that_fewer_than_half_answered_does_not_decide_the_level():
    answers = {"a": [3, 3, 3], "b": [3, 3, 3], "c": [3, 3, 3], "d": [1, "dk", None]}
    found = scored(answers)
    assert [s.statement_id for s in found.statements if s.is_thin] == ["d"]
    assert (found.secure_level, found.blockers) == (3, ("a", "b", "c"))
    assert found.index == 2.5
    assert scored(answers, rules=SCORING_1).secure_level == 1


def test_those_for_whom_it_does_not_apply_are_not_asked():
    answers = {"a": [3, 3, 3], "b": [3, 3, 3], "c": [3, 3, 3], "d": [1, "na", None]}
    assert not scored(answers).statements[3].is_thin


def test_of_five_responses_three_must_have_answered():
    full = {name: [3] * 5 for name in "abc"}
    assert scored({**full, "d": [1, 1, "na", "na", "na"]}).statements[3].is_thin
    assert not scored({**full, "d": [1, 1, 1, "na", "na"]}).statements[3].is_thin
    four_people = {name: [3] * 4 for name in "abc"}
    assert not scored({**four_people, "d": [1, 1, "na", "na"]}).statements[3].is_thin


def test_where_fewer_than_three_statements_count_there_is_no_secure_level():
    found = scored({"a": [3, 3, 3], "b": [3, 3, 3], "c": [3, "dk", "dk"]})
    assert (found.secure_level, found.is_indicative) == (None, True)


# Hollow and indicative


def test_a_statement_two_levels_down_keeps_the_level_from_being_secure():
    heavy = {name: [4] for name in "abcdefghi"}
    assert scored({**heavy, "j": [3]}).secure_level == 4
    assert scored({**heavy, "j": [2]}).secure_level == 3
    assert scored({**heavy, "j": [1]}).secure_level == 2


def test_a_coverage_of_exactly_seven_tenths_is_firm_and_below_is_provisional():
    ten = {name: [3] for name in "abcdefg"} | {"h": [None], "i": ["dk"], "j": [None]}
    assert scored(ten).coverage == 0.7
    assert not scored(ten).is_provisional
    assert scored({**ten, "a": [None]}).is_provisional


def test_a_coverage_of_exactly_one_half_gives_a_score_and_below_gives_none():
    half = {"a": [3], "b": [2], "c": [4], "d": [None], "e": ["dk"], "f": [None]}
    assert scored(half).coverage == 0.5
    assert scored(half).index == 3.0
    below = scored({**half, "a": ["dk"]})
    assert (below.index, below.band, below.secure_level, below.blockers) == (None, None, None, ())
    assert below.coverage == 2 / 6


def test_with_fewer_than_three_scored_statements_the_index_stands_alone():
    two = scored({"a": [1], "b": [3]})
    assert (two.index, two.band, two.secure_level, two.blockers) == (2.0, 2, None, ())
    assert two.is_indicative
    assert not scored({"a": [1], "b": [3], "c": [2]}).is_indicative


def test_secure_level_4_has_no_blockers():
    found = scored({"a": [4], "b": [4], "c": [4], "d": [4], "e": [3]})
    assert (found.secure_level, found.blockers) == (4, ())


def test_below_five_responses_a_score_is_hollow():
    assert scored({name: [3] * 4 for name in "abc"}).is_hollow
    assert not scored({name: [3] * 5 for name in "abc"}).is_hollow
    assert scored({"a": [3] * 6, "b": [3] * 6, "c": ["dk"] * 6}).is_hollow


def test_blockers_of_one_median_and_close_means_stand_in_the_order_of_their_ids():
    found = scored(
        {
            "e": [3, 3, 3],
            "d": [2, 2, 2],
            "c": [2, 2, 4],
            "b": [2, 2, 2],
            "a": [2, 2, 3],
            "f": [1, 1, 1],
            "g": [3, 3, 3],
        },
        weights={"a": 2.0, "e": 9.0, "g": 9.0},
    )
    assert found.secure_level == 2
    assert found.blockers == ("f", "b", "d", "a", "c")


def test_by_the_first_rules_blockers_came_by_median_then_weight_then_mean_then_id():
    found = scored(
        {
            "e": [3, 3, 3],
            "d": [2, 2, 2],
            "c": [2, 2, 2],
            "b": [2, 2, 3],
            "a": [2, 2, 2],
            "f": [1, 1, 1],
        },
        weights={"a": 2.0, "e": 3.0},
        rules=SCORING_1,
    )
    assert found.secure_level == 2
    assert found.blockers == ("f", "a", "c", "d", "b")


def test_where_everybody_says_not_applicable_there_is_no_coverage_and_no_score():
    found = scored({"a": ["na", "na"], "b": ["na", "na"]})
    assert (found.coverage, found.index, found.evidenced_share) == (None, None, None)


def test_without_responses_there_is_a_profile_that_says_nothing():
    profile = score(questionnaire(section("a", "b")), {}, responses=0)
    assert profile.responses == 0
    assert (profile.section("stage").coverage, profile.section("stage").index) == (None, None)


# What was asked


def test_statements_that_were_not_asked_count_nowhere():
    questionnaire_ = questionnaire(section("a", "b", "c"), section("d", section_id="next"))
    counts = counted({"a": [3], "b": [4], "c": [1], "d": [1]})
    profile = score(questionnaire_, counts, responses=1, asked=("a", "b"))
    assert [s.section_id for s in profile.sections] == ["stage"]
    assert [s.statement_id for s in profile.section("stage").statements] == ["a", "b"]
    assert (profile.section("stage").index, profile.section("stage").coverage) == (3.5, 1.0)


def test_an_asked_statement_that_nobody_answered_lowers_coverage_and_nothing_else():
    questionnaire_ = questionnaire(section("a", "b", "c", "d"))
    counts = counted({"a": [3], "b": [3], "c": [3]})
    asked, not_asked = (
        score(questionnaire_, counts, responses=1),
        score(questionnaire_, counts, responses=1, asked=("a", "b", "c")),
    )
    assert (asked.sections[0].coverage, not_asked.sections[0].coverage) == (0.75, 1.0)
    assert asked.sections[0].index == not_asked.sections[0].index
    assert asked.sections[0].secure_level == not_asked.sections[0].secure_level


def test_a_quick_check_asks_the_quick_statements_and_a_full_one_all():
    questionnaire_ = questionnaire(
        section(statement("a", quick=True), "b"), section(statement("c"), statement("d", quick=True), section_id="next")
    )
    assert asked_statements(questionnaire_, Scope.QUICK) == ("a", "d")
    assert asked_statements(questionnaire_, Scope.FULL) == ("a", "b", "c", "d")


def test_more_answers_than_responses_are_refused():
    with pytest.raises(ValueError, match="statement a has more answers than there are responses \\(1\\)"):
        score(questionnaire(section("a")), {"a": Counts((1, 1, 0, 0))}, responses=1)


# Evidence


ON = date(2026, 6, 30)
SHOWN = AnswerContent(AnswerState.LEVEL, level=3, evidence="The board's minutes.")


def with_act(act: str, act_on: date | None) -> AnswerContent:
    return AnswerContent(AnswerState.LEVEL, level=4, evidence="The board's minutes.", act=act, act_on=act_on)


@pytest.mark.parametrize(
    ("content", "evidenced"),
    [
        (SHOWN, True),
        (AnswerContent(AnswerState.LEVEL, level=4, evidence="A report."), True),
        (AnswerContent(AnswerState.LEVEL, level=2, evidence="A report."), False),
        (AnswerContent(AnswerState.LEVEL, level=3, evidence="  "), False),
        (AnswerContent(AnswerState.LEVEL, level=3, note="A note is not evidence."), False),
        (AnswerContent(AnswerState.DONT_KNOW, evidence="A report."), False),
    ],
)
def test_a_high_level_is_evidenced_when_it_says_what_could_be_shown(content, evidenced):
    assert is_evidenced(content, statement("a"), ON) is evidenced


@pytest.mark.parametrize(
    ("content", "evidenced"),
    [
        (SHOWN, False),
        (with_act("Chaired the review.", None), False),
        (with_act("", date(2026, 6, 1)), False),
        (with_act("Chaired the review.", date(2026, 6, 30)), True),
        (with_act("Chaired the review.", date(2026, 4, 1)), True),  # 90 days before
        (with_act("Chaired the review.", date(2026, 3, 31)), False),  # 91 days before
        (with_act("Will chair the review.", date(2026, 7, 1)), False),
    ],
)
def test_a_leadership_statement_also_needs_an_act_of_the_last_90_days(content, evidenced):
    assert is_evidenced(content, statement("a", leadership=True), ON) is evidenced


def test_the_evidenced_share_counts_levels_3_and_4_alone():
    section_ = section("a", "b", "c")
    counts = {"a": Counts(four([3, 4]), evidenced=1), "b": Counts(four([1, 2])), "c": Counts(four([4, 4]), evidenced=2)}
    found = score_section(section_, counts, responses=2)
    assert found is not None
    assert found.evidenced_share == 0.75


def test_the_evidenced_share_is_unsaid_without_a_high_level():
    assert scored({"a": [1], "b": [2]}).evidenced_share is None


def test_counting_single_responses_keeps_the_four_states_apart():
    responses = [
        {"a": SHOWN, "b": answer("dk")},
        {"a": answer(4), "b": answer("na")},
        {"a": answer(None), "b": answer(2)},
    ]
    counts = counts_of(responses, evidenced=lambda _, content: is_evidenced(content, statement("a"), ON))
    assert counts["a"] == Counts((0, 0, 1, 1), evidenced=1)
    assert counts["b"] == Counts((0, 1, 0, 0), dont_know=1, not_applicable=1)


def test_a_profile_of_the_first_rules_is_read_by_the_second_from_its_counts():
    asked = questionnaire(section("a", "b", "c"))
    profile = score(asked, counted(FOUR_RESPONSES), responses=4, rules=SCORING_1)
    assert profile.sections[0].secure_level == 1
    assert by_rules(profile) == score(asked, counted(FOUR_RESPONSES), responses=4)
    assert levels_read_otherwise(profile) == {"stage": (1, 2)}


def test_where_statements_are_hidden_other_rules_read_no_level():
    profile = score(questionnaire(section("a", "b", "c")), counted(FOUR_RESPONSES), responses=4, rules=SCORING_1)
    hidden = replace(profile.sections[0], statements=(), blockers=(), hidden=Hidden.STATEMENTS)
    found = by_rules(replace(profile, sections=(hidden,))).sections[0]
    assert (found.index, found.secure_level) == (hidden.index, None)
