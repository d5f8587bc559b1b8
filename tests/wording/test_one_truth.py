"""Home, Profile, summary and pictures name the same section or the same tie, whatever was answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.charts import journey_chart, profile_chart
from journey.model import Counts, Hidden, Profile, Questionnaire, SectionScore
from journey.rules import findings
from journey.rules.rounding import percentages
from journey.rules.scoring import band_of, score
from journey.wording import ranking
from journey.wording.formatting import capital, index_figure
from journey.wording.holding_back import holding_back
from journey.wording.scores import secure
from journey.wording.summary import summarise
from journey.wording.takeaways.profile import spread
from tests.rules.scoring_examples import questionnaire, section, statement

TITLES = ("Taking stock", "Setting direction", "IT and People", "finanzielle Gesundheit", "Policy, secure Build")

ALIKE = st.sampled_from([Counts((1, 0, 0, 0)), Counts((0, 0, 0, 1)), Counts(dont_know=1), Counts(not_applicable=1)])
"""All 1, all 4, all don't know, all does not apply."""


def stages(statements: int) -> Questionnaire:
    return questionnaire(
        *(
            section(
                *(statement(f"s{place}-{number}", quick=number < 2) for number in range(statements)),
                section_id=f"s{place}",
                title=title,
            )
            for place, title in enumerate(TITLES)
        )
    )


@st.composite
def counts(draw: st.DrawFn, responses: int) -> Counts:
    """How so many people answered one statement; some may not have answered."""
    told = draw(st.lists(st.sampled_from([1, 2, 2, 3, 3, 4, "dk", "na", None]), min_size=responses, max_size=responses))
    return Counts(
        tuple(told.count(level) for level in (1, 2, 3, 4)), dont_know=told.count("dk"), not_applicable=told.count("na")
    )


@st.composite
def profiles(draw: st.DrawFn) -> tuple[Questionnaire, Profile]:
    """Quick and full, ties, one score, none, everything alike, and sections kept back in part or wholly."""
    asked = stages(draw(st.sampled_from([2, 4, 5])))
    responses = draw(st.sampled_from([1, 1, 5, 9]))
    every = asked.statements()
    match draw(st.sampled_from(["any", "any", "any", "alike", "by section", "one section"])):
        case "alike":
            responses, given_counts = 1, dict.fromkeys((s.id for s in every), draw(ALIKE))
        case "by section":
            levels = {s.id: draw(st.integers(1, 4)) for s in asked.sections}
            given_counts = {s.id: at(levels[one.id], responses) for one in asked.sections for s in one.statements}
        case "one section":
            given_counts = {s.id: draw(counts(responses)) for s in asked.sections[0].statements}
        case _:
            given_counts = {s.id: draw(counts(responses)) for s in every}
    found = score(asked, given_counts, responses=responses)
    hidden = [draw(st.sampled_from([*[Hidden.NOTHING] * 8, Hidden.STATEMENTS, Hidden.EVERYTHING])) for _ in TITLES]
    sections = tuple(kept_back(*pair) for pair in zip(found.sections, hidden, strict=True))
    return asked, replace(found, sections=sections)


def at(level: int, responses: int) -> Counts:
    return Counts(tuple(responses * (level == one) for one in (1, 2, 3, 4)))


def kept_back(found: SectionScore, hidden: Hidden) -> SectionScore:
    if hidden is Hidden.EVERYTHING:
        return SectionScore(found.section_id, None, None, None, None, (), None, (), hidden)
    return replace(found, statements=(), blockers=(), hidden=hidden) if hidden is Hidden.STATEMENTS else found


def texts(asked: Questionnaire, found: Profile) -> list[str]:
    """What each place says: the Profile's heading, the summary's finding, both takeaways; Home has the last of them."""
    first = holding_back(asked, found)
    summary = summarise(asked, found, "Northmere Council", "Spring round", date(2026, 3, 9)).finding
    takeaways = [profile_chart(asked, found, "light").takeaway, journey_chart(asked, found, {}, "light").takeaway]
    return [*([first.lead] if first else []), summary, *takeaways]


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_every_place_names_the_same_section_or_tie_and_none_calls_a_tie_or_a_lone_score_weakest(
    drawn: tuple[Questionnaire, Profile],
) -> None:
    asked, found = drawn
    ranked, titles = findings.rank(found), ranking.titles_of(asked)
    if silent := findings.silence(found):
        expected = ranking.silence(silent, found)
    elif findings.is_first_look(found):
        expected = ranking.first_look(found, titles)
    elif ranked.weakest:
        names = ranking.names(ranked.weakest.section_ids, titles)
        word = "are about equally low" if ranked.weakest.is_tie else f"{ranking.certainty(ranked.weakest)} weakest"
        expected = f"{names} {word}"
    else:
        expected = ranking.standing(asked, found)
    said = texts(asked, found)
    for text in said:
        assert expected in text or capital(expected) in text
    for end, word in ((ranked.weakest, "weakest"), (ranked.strongest, "strongest")):
        if end is None or end.is_tie:
            assert not any(word in text for text in said)


@settings(deadline=None)
@given(profiles())
def test_a_number_its_word_and_its_colour_agree(drawn: tuple[Questionnaire, Profile]) -> None:
    for found in drawn[1].sections:
        if found.index is not None:
            assert {band_of(float(index_figure(found.index, places))) for places in (1, 2)} == {found.band}
        if found.secure_level is not None:
            assert secure(found).startswith(f"{found.secure_level} ")


@settings(deadline=None)
@given(profiles())
def test_the_shares_of_a_section_sum_to_a_hundred(drawn: tuple[Questionnaire, Profile]) -> None:
    for found in drawn[1].sections:
        if any(spread(found)):
            assert sum(percentages(spread(found))) == 100
