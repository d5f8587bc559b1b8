"""What a profile says first: one ranking, one first look, one count of what the next level needs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.model import Counts, Frustration, Profile, SectionScore, Silence
from journey.rules import findings
from journey.rules.scoring import score
from journey.rules.secure_level import needed_for_next_level
from tests.rules.scoring_examples import questionnaire, section, statement


def scored(section_id: str, secure: int | None, index: float | None, coverage: float = 1.0) -> SectionScore:
    return SectionScore(section_id, coverage, index, None, secure, (), None, ())


def profile(*sections: SectionScore, responses: int = 10) -> Profile:
    return Profile("stages", "1.0.0", responses, sections)


def weakest(*sections: SectionScore, responses: int = 10) -> tuple[str, ...]:
    end = findings.rank(profile(*sections, responses=responses)).weakest
    return end.section_ids if end else ()


def strongest(*sections: SectionScore, responses: int = 10) -> tuple[str, ...]:
    end = findings.rank(profile(*sections, responses=responses)).strongest
    return end.section_ids if end else ()


def test_the_lowest_secure_level_comes_before_the_lowest_index() -> None:
    assert weakest(scored("alpha", 2, 2.0), scored("beta", 1, 2.2)) == ("beta",)


def test_with_the_same_secure_level_the_lowest_index_comes_first() -> None:
    assert weakest(scored("alpha", 2, 2.6), scored("beta", 2, 2.1), scored("gamma", 2, 3.0)) == ("beta",)


def test_a_provisional_score_competes() -> None:
    assert weakest(scored("alpha", 2, 2.6), scored("beta", 1, 1.4, coverage=0.6)) == ("beta",)


@pytest.mark.parametrize(
    ("responses", "index", "alike"),
    [(8, 2.2, True), (8, 2.21, False), (7, 2.3, True), (7, 2.31, False), (8, 2.25, False), (1, 2.25, True)],
)
def test_sections_are_alike_within_a_fifth_from_eight_responses_and_within_three_tenths_below(
    responses: int, index: float, alike: bool
) -> None:
    others = (scored("beta", 2, index), scored("gamma", 3, 3.5))
    first = weakest(scored("alpha", 2, 2.0), *others, responses=responses)
    assert first == (("alpha", "beta") if alike else ("alpha",))


def test_sections_of_different_secure_levels_are_never_alike() -> None:
    assert weakest(scored("alpha", 1, 2.0), scored("beta", 2, 2.0)) == ("alpha",)


def test_where_all_are_alike_none_is_weakest_or_strongest() -> None:
    level = scored("alpha", 2, 2.0), scored("beta", 2, 2.1), scored("gamma", 2, 2.2)
    assert (weakest(*level), strongest(*level)) == ((), ())
    assert findings.rank(profile(*level)).first == ("alpha", "beta", "gamma")


def test_a_lone_section_is_neither_weakest_nor_strongest() -> None:
    lone = scored("alpha", 2, 2.0), scored("beta", None, None), scored("gamma", None, 4.0)
    assert (weakest(*lone), strongest(*lone)) == ((), ())
    assert findings.rank(profile(*lone)).first == ("alpha",)


def test_a_section_that_is_alike_both_ends_leaves_no_strongest() -> None:
    chain = scored("alpha", 2, 2.0), scored("beta", 2, 2.2), scored("gamma", 2, 2.4)
    assert (weakest(*chain), strongest(*chain)) == (("alpha", "beta"), ())


@pytest.mark.parametrize(
    ("responses", "other", "is_probable"),
    [(1, 3.5, False), (4, 3.5, False), (5, 2.4, True), (8, 2.25, True)],
)
def test_one_section_is_probably_weakest_from_five_responses_on(
    responses: int, other: float, is_probable: bool
) -> None:
    end = findings.rank(profile(scored("alpha", 2, 2.0), scored("beta", 2, other), responses=responses)).weakest
    assert end is not None
    assert end.is_probable is is_probable


def test_a_lower_secure_level_beside_a_close_index_is_not_probably_the_weakest() -> None:
    end = findings.rank(profile(scored("alpha", 1, 2.2), scored("beta", 2, 2.3), responses=20)).weakest
    assert end is not None
    assert not end.is_probable


def test_a_section_that_most_could_not_answer_is_named_beside_the_weakest() -> None:
    stages = questionnaire(section("a", "b", section_id="known"), section("c", "d", section_id="unknown"))
    counts = {"a": Counts((0, 0, 1, 0)), "b": Counts((0, 1, 0, 0)), "c": Counts(dont_know=1), "d": Counts(dont_know=1)}
    assert findings.rank(score(stages, counts, responses=1)).least_known == ("unknown",)


def one_section(levels: dict[str, int], weights: dict[str, float] | None = None) -> SectionScore:
    weights = weights or {}
    stage = section(*(statement(id_, weights.get(id_, 1.0)) for id_ in levels))
    counts = {id_: Counts(tuple(int(level == at) for at in (1, 2, 3, 4))) for id_, level in levels.items()}
    return score(questionnaire(stage), counts, responses=1).sections[0]


@pytest.mark.parametrize(
    ("levels", "blockers", "needed"),
    [
        ((2, 2, 2, 2, 3), 4, 3),
        ((2, 2, 2, 3), 3, 2),
        ((1, 3, 3, 3, 3), 1, 1),
        ((2, 2, 3, 3, 3), 2, 1),
        ((1, 1, 1, 1), 4, 3),
        ((4, 4, 4, 4), 0, 0),
    ],
)
def test_of_the_statements_below_the_next_level_so_many_are_enough(
    levels: tuple[int, ...], blockers: int, needed: int
) -> None:
    found = one_section({f"s{number}": level for number, level in enumerate(levels)})
    assert (len(found.blockers), needed_for_next_level(found)) == (blockers, needed)


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0.5, 1.0, 2.0, 3.0])), min_size=3, max_size=7),
)
def test_so_many_raised_make_the_next_level_secure_and_fewer_never_do(rows: list[tuple[int, float]]) -> None:
    levels = {f"s{number}": level for number, (level, _) in enumerate(rows)}
    weights = {f"s{number}": weight for number, (_, weight) in enumerate(rows)}
    before = one_section(levels, weights)
    needed, target = needed_for_next_level(before), (before.secure_level or 0) + 1
    reaching = [
        number
        for number in range(len(before.blockers) + 1)
        for raised in combinations(before.blockers, number)
        if (one_section(levels | dict.fromkeys(raised, target), weights).secure_level or 0) >= target
    ]
    assert needed == (min(reaching) if before.blockers else 0)


def quick_check(**rows: str) -> Profile:
    """One response to two statements a section: a level, ``k`` for don't know, ``n`` for not applicable, ``-``."""
    stages = questionnaire(*(section(f"{id_}-1", f"{id_}-2", section_id=id_) for id_ in rows))
    counts = {f"{id_}-{place}": told(cell) for id_, row in rows.items() for place, cell in enumerate(row, start=1)}
    return score(stages, counts, responses=1)


def told(cell: str) -> Counts:
    if cell.isdigit():
        return Counts(tuple(int(cell == str(level)) for level in (1, 2, 3, 4)))
    return Counts(dont_know=int(cell == "k"), not_applicable=int(cell == "n"))


def first_look(**rows: str) -> list[str]:
    return [statement.statement_id for statement in findings.first_look(quick_check(**rows))]


def test_a_first_look_takes_the_lowest_answers() -> None:
    assert first_look(alpha="32", beta="41", gamma="33") == ["beta-2", "alpha-2", "alpha-1"]


def test_between_equal_answers_the_section_whose_answers_are_lower_comes_first() -> None:
    assert first_look(alpha="24", beta="23", gamma="22") == ["gamma-1", "gamma-2", "beta-1"]


def test_of_several_people_the_lowest_mean_is_the_lowest_answer() -> None:
    stages = questionnaire(section("alpha-1", "alpha-2", section_id="alpha"))
    counts = {"alpha-1": Counts((0, 3, 2, 0)), "alpha-2": Counts((2, 3, 0, 0))}
    first, _ = findings.first_look(score(stages, counts, responses=5))
    assert (first.statement_id, first.median) == ("alpha-2", 2)


def test_between_equal_sections_the_questionnaire_decides() -> None:
    assert first_look(alpha="22", beta="22", gamma="22") == ["alpha-1", "alpha-2", "beta-1"]


def test_a_first_look_leaves_out_what_is_at_the_highest_level_or_has_none() -> None:
    assert first_look(alpha="44", beta="4k", gamma="n3") == ["gamma-2"]


def test_a_quick_check_is_a_first_look_and_a_full_one_is_not() -> None:
    assert findings.is_first_look(quick_check(alpha="23", beta="33"))
    assert not findings.is_first_look(profile(scored("alpha", 2, 2.0)))


@pytest.mark.parametrize(
    ("alpha", "beta", "why"),
    [
        ("kk", "kk", Silence.DONT_KNOW),
        ("nn", "nn", Silence.DOES_NOT_APPLY),
        ("nk", "kn", Silence.DONT_KNOW),
        ("--", "--", Silence.NO_ANSWER),
        ("n-", "--", Silence.NO_ANSWER),
        ("k-", "--", Silence.TOO_FEW_LEVELS),
        ("2-", "--", None),
    ],
)
def test_why_there_is_no_score_is_told_apart(alpha: str, beta: str, why: Silence | None) -> None:
    assert findings.silence(quick_check(alpha=alpha, beta=beta)) is why


def test_a_frustration_is_likely_where_a_section_behind_it_is_below_the_third_band() -> None:
    known = [
        Frustration(id=id_, title=f"The {id_} one", text="What it is like.", source=("MG 3.9",))
        for id_ in ("slow", "lost", "gone")
    ]
    sections = (
        section("a", section_id="alpha").model_copy(update={"frustrations": ("slow", "lost")}),
        section("b", section_id="beta").model_copy(update={"frustrations": ("lost", "gone")}),
    )
    asked = questionnaire(*sections).model_copy(update={"frustrations": tuple(known)})
    scores = replace(scored("alpha", 2, 2.4), band=2), replace(scored("beta", 2, 2.5), band=3)
    likely = findings.likely_frustrations(asked, profile(*scores))
    assert [(frustration.frustration_id, frustration.section_ids) for frustration in likely] == [
        ("slow", ("alpha",)),
        ("lost", ("alpha",)),
    ]
