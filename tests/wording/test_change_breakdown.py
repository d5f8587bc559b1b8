"""What explains a difference: every part in words, and every statement that was left out with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journey.model import Change, Questionnaire, StatementChange, Verdict
from journey.rules.change_comparable import comparable
from journey.wording import change_breakdown
from tests.rules.scoring_examples import questionnaire, section, statement

CHANGE = Change(
    section_id="stock",
    before=2.0,
    after=2.7,
    difference=0.6,
    interval=(0.2, 1.0),
    verdict=Verdict.HIGHER,
    n=(8, 9),
    statements=7,
    from_statements=0.1,
    within=0.4,
    mix=0.15,
    unexplained=0.05,
)


def test_the_whole_difference_is_of_the_indexes_as_shown() -> None:
    assert change_breakdown.whole(CHANGE) == "The index: 2.70 now, 2.00 then, a difference of +0.70."
    assert change_breakdown.whole(replace(CHANGE, before=None)) == ""


def test_the_two_parts_add_up_to_the_whole() -> None:
    same, changed = change_breakdown.parts(CHANGE, left_out=2)
    assert same.levels + changed.levels == pytest.approx(0.7)
    assert same.meaning == (
        "From the seven statements that both rounds asked alike. The verdict is about this part: higher (95% "
        "interval: +0.20 to +1.00)."
    )
    assert changed.meaning == "What two statements that are not in both rounds alike did to the index."


def test_a_verdict_within_roles_is_about_that_part() -> None:
    within = replace(CHANGE, is_within_roles=True)
    assert "verdict" not in change_breakdown.parts(within, 1)[0].meaning
    assert change_breakdown.parts_by_role(within)[0].meaning.endswith(
        "The verdict is about this part: higher (95% interval: +0.20 to +1.00)."
    )


def test_without_an_interval_the_verdict_stands_alone() -> None:
    few = replace(CHANGE, interval=None, verdict=Verdict.TOO_FEW)
    assert change_breakdown.parts(few, 1)[0].meaning.endswith("The verdict is about this part: too few to tell.")


def test_no_statement_changed() -> None:
    assert change_breakdown.parts(replace(CHANGE, from_statements=1e-15), 0)[1].meaning == (
        "No statement changed between the rounds."
    )
    assert "fewer than half" in change_breakdown.parts(CHANGE, 0)[1].meaning


def test_the_three_parts_by_role_add_up_to_the_same_statements() -> None:
    parts = change_breakdown.parts_by_role(CHANGE)
    assert [part.name for part in parts] == [
        "Within roles",
        "Mix of roles",
        "Missing answers and roles in one round only",
    ]
    assert sum(part.levels for part in parts) == pytest.approx(0.6)


@pytest.mark.parametrize(("mix", "said"), [(0.15, "see more in place"), (-0.15, "see less in place"), (0.0, "nearly")])
def test_the_mix_says_which_roles_became_more(mix: float, said: str) -> None:
    assert said in change_breakdown.parts_by_role(replace(CHANGE, mix=mix))[1].meaning


def test_where_roles_may_not_be_shown_there_are_no_parts_by_role() -> None:
    assert change_breakdown.parts_by_role(replace(CHANGE, within=None, mix=None, unexplained=None)) == ()


def test_where_nothing_is_comparable_there_are_no_parts() -> None:
    nothing = replace(CHANGE, difference=None, from_statements=None, verdict=Verdict.NOT_COMPARABLE)
    assert change_breakdown.parts(nothing, 7) == ()
    assert change_breakdown.label("Taking stock", nothing) == "Taking stock · not comparable"


def test_a_fold_says_the_difference_with_a_real_minus_and_the_verdict() -> None:
    lower = replace(CHANGE, difference=-0.6, verdict=Verdict.LOWER)
    assert change_breakdown.label("Taking stock", lower) == "Taking stock · −0.60, lower"


def moved(statement_id: str, before: float, after: float, n: int = 12) -> StatementChange:
    return StatementChange("stock", statement_id, before, after, (n, n))


STATEMENTS = [
    moved("a", 2.0, 2.3),
    moved("b", 2.0, 3.0),
    moved("c", 2.0, 2.24),
    moved("d", 2.0, 2.4),
    moved("e", 2.0, 2.5),
    moved("f", 3.0, 2.0),
    moved("g", 2.0, 2.6),
]
"""Of 12 people one in five would miss a change of 0.53."""


def by_head(changes: list[Change]) -> dict[str, list[str]]:
    found = change_breakdown.by_statement(STATEMENTS, changes)
    return {head: [one.statement_id for one in those] for head, those in found}


def test_a_statement_rose_only_with_its_section_and_by_what_so_many_people_notice() -> None:
    assert by_head([CHANGE]) == {"Rose with their section": ["b", "g"], "Moved most on paper": ["f", "e", "d"]}
    lower = replace(CHANGE, difference=-0.6, verdict=Verdict.LOWER)
    assert by_head([lower]) == {"Fell with their section": ["f"], "Moved most on paper": ["b", "g", "e"]}


@pytest.mark.parametrize("verdict", [Verdict.NO_CLEAR_CHANGE, Verdict.OTHER_ROLES, Verdict.TOO_FEW])
def test_without_the_verdict_statements_moved_on_paper_only(verdict: Verdict) -> None:
    assert by_head([replace(CHANGE, verdict=verdict)]) == {"Moved most on paper": ["b", "f", "g"]}
    assert by_head([]) == {"Moved most on paper": ["b", "f", "g"]}
    assert change_breakdown.by_statement([moved("c", 2.0, 2.24)], [CHANGE]) == []


def versions() -> tuple[Questionnaire, Questionnaire]:
    """The second rewords b, drops c, adds d, and moves e to another section."""
    a, b, c, d, e = (statement(name) for name in "abcde")
    again = b.model_copy(update={"revision": 2, "text": "We do b in other words."})
    then = questionnaire(section(a, b, c, e, section_id="stock"), section("x", section_id="start", title="Getting on"))
    now = questionnaire(
        section(a, again, d, section_id="stock"), section("x", e, section_id="start", title="Getting on")
    )
    return then, now


def test_every_statement_that_was_left_out_is_named_with_the_reason() -> None:
    then, now = versions()
    asked = [{one.id for one in version.statements()} for version in (then, now)]
    found = change_breakdown.left_out(comparable((then, asked[0]), (now, asked[1])), (then, now), "stock")
    assert [(one.text, one.why) for one in found] == [
        ("We do b in other words.", "reworded; it was “We do what b asks.”"),
        ("We do what d asks.", "added since"),
        ("We do what c asks.", "not asked any more"),
        ("We do what e asks.", "moved from “Taking stock” to “Getting on”"),
    ]


def test_a_statement_that_moved_is_named_where_it_went_as_well() -> None:
    then, now = versions()
    asked = [{one.id for one in version.statements()} for version in (then, now)]
    found = change_breakdown.left_out(comparable((then, asked[0]), (now, asked[1])), (then, now), "start")
    assert [one.text for one in found] == ["We do what e asks."]


def test_what_a_quick_check_did_not_ask_was_asked_in_one_round_only() -> None:
    then, _ = versions()
    found = change_breakdown.left_out(comparable((then, {"a"}), (then, {"a", "b"})), (then, then), "stock")
    assert [(one.text, one.why) for one in found] == [("We do what b asks.", "asked in one of the two rounds only")]
