"""Every picture of one profile or of two views, with little in it and with much, for the tests of the level scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journey.charts import Drawn, ThemeName, journey_chart, profile_chart, section_chart
from journey.model import Counts, Frustration, Hidden, Profile, Questionnaire
from journey.rules.scoring import score
from tests.charts import compared_pictures
from tests.steps.chart_findings import TALLIES, TYPICAL, many, profile, questionnaire, section_of, tally
from tests.steps.compared_findings import BREAKTHROUGHS, LONG_TITLES, SIXTEEN

MIXES = ((4, 16, 12, 8), (10, 20, 8, 2), (2, 8, 20, 10), (0, 2, 18, 20), (22, 10, 6, 2), (6, 14, 14, 6), (1, 5, 30, 4))


FRUSTRATION = Frustration(
    id="no-time", title="No time to learn", text="We plan, we do, and then the next plan is due.", source=("PB 2",)
)


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    """All of them, by what they show."""
    return {**_of_one_response(theme), **_of_many(theme), **_of_sections(theme), **_compared(theme)}


def answered_by(
    responses: int, titles: Sequence[str], *, asked: int = 7, has_frustrations: bool = False
) -> tuple[Questionnaire, Profile]:
    """Sections that differ, from so many responses to so many statements of each."""
    questions = questionnaire(titles, asked)
    if has_frustrations:
        questions = questions.model_copy(update={"frustrations": (FRUSTRATION,)})
    counts = {}
    for row, section in enumerate(questions.sections):
        for number, statement in enumerate(section.statements):
            mix = [many * responses // 40 for many in MIXES[(row + number // 3) % len(MIXES)]]
            counts[statement.id] = Counts((mix[0], mix[1], mix[2], mix[3]), responses - sum(mix), evidenced=mix[3])
    return questions, score(questions, counts, responses=responses)


def _of_one_response(theme: ThemeName) -> dict[str, Drawn]:
    asked = questionnaire()
    one = profile({"Setting direction": ("na", 3, "na", "na", "na", "na", "na")})
    full = profile(TYPICAL)
    sixteen = profile(
        {title: TYPICAL[list(TYPICAL)[row % 5]] for row, title in enumerate(SIXTEEN)}, questionnaire(SIXTEEN)
    )
    quick = questionnaire(statements=2)
    first = profile({title: (1 + row % 4, 4 - row % 3) for row, title in enumerate(TYPICAL)}, quick)
    ends = profile({"Taking stock": (1,) * 7, "Setting direction": (4,) * 7, "Getting started": ("dk",) * 7}, asked)
    return {
        "home, full": journey_chart(asked, full, TALLIES, theme),
        "home, don’t know": journey_chart(asked, profile({"Taking stock": ("dk",) * 7}), TALLIES, theme),
        "profile, don’t know": profile_chart(asked, profile({"Taking stock": ("dk",) * 7}), theme),
        "home, one answer": journey_chart(asked, one, {}, theme),
        "home, quick check": journey_chart(quick, first, {"taking-stock": tally(1, 2, 17, critical=4)}, theme),
        "home, ends": journey_chart(asked, ends, TALLIES, theme),
        "profile, one answer": profile_chart(asked, one, theme),
        "profile, quick check": profile_chart(quick, first, theme),
        "profile, full": profile_chart(asked, full, theme),
        "profile, ends": profile_chart(asked, ends, theme),
        "profile, sixteen of one": profile_chart(questionnaire(SIXTEEN), sixteen, theme),
    }


def _of_many(theme: ThemeName) -> dict[str, Drawn]:
    five, fifteen = (answered_by(40, titles) for titles in (tuple(TYPICAL), SIXTEEN[:15]))
    eight = answered_by(40, BREAKTHROUGHS, has_frustrations=True)
    quick = answered_by(40, tuple(TYPICAL), asked=2)
    long = answered_by(40, LONG_TITLES)
    return {
        "home, forty": journey_chart(*five, TALLIES, theme),
        "home, hidden": journey_chart(five[0], hidden(five[1]), TALLIES, theme),
        "home, long titles": journey_chart(*long, {}, theme),
        "profile, forty": profile_chart(*five, theme),
        "profile, eight": profile_chart(*eight, theme),
        "profile, fifteen": profile_chart(*fifteen, theme),
        "profile, quick check of forty": profile_chart(*quick, theme),
        "profile, hidden": profile_chart(five[0], hidden(five[1]), theme),
        "profile, long titles": profile_chart(*long, theme),
    }


def hidden(found: Profile) -> Profile:
    """The profile with one section kept back and the statements of another."""
    first, second, *rest = found.sections
    whole = replace(
        first,
        index=None,
        coverage=None,
        band=None,
        secure_level=None,
        blockers=(),
        statements=(),
        hidden=Hidden.EVERYTHING,
    )
    inside = replace(second, blockers=(), statements=(), hidden=Hidden.STATEMENTS)
    return replace(found, sections=(whole, inside, *rest))


def _of_sections(theme: ThemeName) -> dict[str, Drawn]:
    several = many(
        [(4, 16, 12, 8), (20, 12, 6, 2), (0, 0, 30, 10), (0, 0, 0, 40), (10, 10, 10, 9), (0, 20, 20, 0), (3, 0, 0, 0)]
    )
    return {
        "section, one response": section_chart(*section_of((3, -4, -3, 1, "dk", "na", None)), theme),
        "section, forty": section_chart(questionnaire().sections[0], several.section("taking-stock"), theme),
        "section, don’t know": section_chart(*section_of(("dk",) * 7), theme),
    }


def _compared(theme: ThemeName) -> dict[str, Drawn]:
    return compared_pictures.two_views(theme)
