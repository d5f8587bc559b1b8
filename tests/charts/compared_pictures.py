"""Every chart that compares, with little in it and with much, for the tests of what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journey.charts import (
    Drawn,
    ThemeName,
    agreed_chart,
    change_chart,
    change_heat_chart,
    roles_chart,
    services_chart,
    services_over_time_chart,
    stage_path_chart,
    trail_chart,
)
from journey.model import Absent, Change, Figure, ReadinessOverTime, Round, Unit, Weighing
from tests.charts import plan_pictures
from tests.steps.chart_findings import TITLES, questionnaire, slug
from tests.steps.compared_findings import (
    BREAKTHROUGHS,
    LONG_NAME,
    LONG_TITLES,
    SIXTEEN,
    change,
    figure,
    line,
    means_of,
    role_profile,
    roles,
    rollups,
    rounds,
    targets,
    units,
    wave,
)

LONG_ROUND = "The third round, after the new chief executive had come and everybody had been asked twice"
SOME: tuple[float | Absent | None, ...] = (2.1, 2.4, Absent.TOO_FEW, 2.2, None, 2.6, 2.9, Absent.STILL_OPEN, 3.0, 3.2)


def pictures(theme: ThemeName) -> dict[str, Drawn]:
    """All of them, by what they show."""
    return {**two_views(theme), **_grids(theme), **_lines(theme), **_paths(theme), **plan_pictures.pictures(theme)}


def two_views(theme: ThemeName) -> dict[str, Drawn]:
    names = ("Spring 2025", "Spring 2026")
    claims = [
        change(TITLES[0], 2.71, 2.83),
        change(TITLES[1], 2.45, 2.97, "+"),
        change(TITLES[2], 2.9, 2.52, "-"),
        change(TITLES[3], 1.9, 2.4, "few"),
        change(TITLES[4], None, 2.2, "not"),
    ]
    long = [change(title, 1.0, 4.0 - number / 2, "+=-"[number % 3]) for number, title in enumerate(LONG_TITLES)]
    leaders, staff = role_profile((3.4, 3.3, 2.9, 2.8, 1.0)), role_profile((2.1, 3.1, "hidden", 2.2, None))
    others = {
        "managers": role_profile((2.6, 3.1, 2.5, 2.6, 1.4)),
        "councillors": role_profile((3.0, 3.0, 2.9, 2.8, 4.0)),
    }
    seen = roles(leadership=leaders, front_line=staff, partners=None, **others)
    agreed = role_profile((2.5, 3.0, 2.2, None, 3.9))
    long_ids = [slug(title) for title in LONG_TITLES]
    long_agreed = role_profile((2.5, 3.0, 2.2, None, 3.9), long_ids)
    return {
        "change": change_chart(questionnaire(), claims, names, theme),
        "change long": change_chart(questionnaire(LONG_TITLES), long, (LONG_ROUND, LONG_ROUND), theme),
        "roles": roles_chart(questionnaire(), seen, theme, means=means_of(seen)),
        "agreed": agreed_chart(questionnaire(), staff, agreed, theme),
        "agreed alone": agreed_chart(questionnaire(), None, agreed, theme),
        "agreed long": agreed_chart(questionnaire(LONG_TITLES), None, long_agreed, theme),
    }


def _grids(theme: ThemeName) -> dict[str, Drawn]:
    found = {}
    for name, titles, those in (
        ("2 units, 5 sections", TITLES, units(2)),
        ("8 units, 8 sections", BREAKTHROUGHS, units(8)),
        ("30 units, 5 sections", TITLES, units(30)),
        ("30 units, 16 sections", SIXTEEN, units(30)),
        ("long names", LONG_TITLES, units(3, (LONG_NAME, f"{LONG_NAME} 2", "ICT"))),
    ):
        asked, ids = questionnaire(titles), [slug(title) for title in titles]
        rolled = rollups(ids, [2.4] * len(ids), Weighing.UNITS, 1) if len(those) > 2 else []
        found[f"services, {name}"] = services_chart(asked, those, _figures(those, ids), rolled, "Spring 2026", theme)
        changes = _changes(those, titles)
        names = ("Spring 2025", "Spring 2026")
        found[f"change heat, {name}"] = change_heat_chart(asked, those, changes, names, theme)
    return found


def _figures(those: Sequence[Unit], ids: Sequence[str]) -> list[Figure]:
    """All kinds of cells: the fourth unit hidden as a whole, some cells hidden, some without enough answers."""
    found = []
    for row, unit in enumerate(those):
        for number, id_ in enumerate(ids):
            seed = row * len(ids) + number
            why = Absent.TOO_FEW if row == 3 else Absent.ALIKE if seed % 11 == 7 else None
            why = Absent.NOT_ENOUGH if seed % 13 == 6 and why is None else why
            found.append(figure(why or wave(seed), id_, unit_id=unit.id, coverage=0.6 if seed % 17 == 4 else 0.9))
    return found


def _changes(those: Sequence[Unit], titles: Sequence[str]) -> dict[str, list[Change]]:
    """All kinds of verdicts; nothing is compared for the fourth unit."""
    found = {}
    for row, unit in enumerate(those):
        claims = [("=", "+", "=", "-", "few", "=", "not")[(row * 3 + number) % 7] for number in range(len(titles))]
        pairs = [_pair(claim, row + number) for number, claim in enumerate(claims)]
        found[unit.id] = [
            change(title, before, after, claim)
            for title, claim, (before, after) in zip(titles, claims, pairs, strict=True)
            if row != 3
        ]
    return found


def _pair(claim: str, seed: int) -> tuple[float, float]:
    by = 0.3 + seed % 8 / 10
    return (3.0, 3.0 - by) if claim == "-" else (2.0, 2.0 + by) if claim == "+" else (2.4, 2.35 + seed % 3 / 10)


def _lines(theme: ThemeName) -> dict[str, Drawn]:
    asked = questionnaire()
    two = [*line("taking-stock", 2.2, 2.7), *line("setting-direction", 2.6, 2.0), *line("getting-started", 3.1, 3.2)]
    two += [*line("making-it-happen", 1.0, 4.0), *line("keeping-on-track", Absent.TOO_FEW, Absent.TOO_FEW)]
    twelve = [
        made
        for number, id_ in enumerate(map(slug, TITLES))
        for made in line(id_, *SOME, wave(number), wave(number + 3))
    ]
    held, long = rounds(2), rounds(12, [f"{LONG_ROUND} {number}" for number in range(12)])
    found = {
        "trail, 2 rounds": trail_chart(asked, held, two, theme, targets(2.8, many=2)),
        "trail, 12 rounds": trail_chart(asked, rounds(12), twelve, theme, targets(3.9, many=12)),
        "trail, long names": trail_chart(questionnaire(LONG_TITLES), long, _relabelled(twelve), theme),
    }
    for name, those, held in (
        ("2 units, 2 rounds", units(2), rounds(2)),
        ("30 units, 12 rounds", units(30), rounds(12)),
        ("30 short units, 2 rounds", units(30, [f"Service {number}" for number in range(30)]), rounds(2)),
        ("long names", units(3, (LONG_NAME, f"{LONG_NAME} 2", "ICT")), long),
    ):
        figures = _over_time(those, held)
        found[f"over time, {name}"] = services_over_time_chart("Taking stock", those, held, figures, theme)
    return found


def _relabelled(figures: Sequence[Figure]) -> list[Figure]:
    ids = {slug(title): slug(long) for title, long in zip(TITLES, LONG_TITLES, strict=True)}
    return [replace(figure, section_id=ids[figure.section_id]) for figure in figures]


def _over_time(those: Sequence[Unit], held: Sequence[Round]) -> list[Figure]:
    """Lines of all kinds: the fourth unit hidden as a whole, gaps here and there."""
    found = []
    for row, unit in enumerate(those):
        for number, round_ in enumerate(held):
            seed = row * 5 + number
            value: float | Absent = Absent.TOO_FEW if row == 3 or seed % 9 == 8 else wave(seed)
            found.append(figure(value, round_id=round_.id, unit_id=unit.id, coverage=0.6 if seed % 7 == 3 else 0.9))
    return found


def _paths(theme: ThemeName) -> dict[str, Drawn]:
    found = {}
    for name, titles, held in (
        ("2 rounds", TITLES, rounds(2)),
        ("12 rounds", TITLES, rounds(12)),
        ("long names", LONG_TITLES, rounds(3, [f"{LONG_ROUND} {number}" for number in range(3)])),
    ):
        figures, ready = [], {}
        for row, id_ in enumerate(map(slug, titles)):
            for number, round_ in enumerate(held):
                seed = number * 3 + row * 7
                value = Absent.TOO_FEW if (number, row) == (4, 2) else 1.4 + seed % 10 / 4
                secure = 1 + seed % 4 if seed % 10 else None
                figures.append(figure(value, id_, round_id=round_.id, secure=secure))
                ready[round_.id, id_] = number > 0 and row < 2
        found[f"stage path, {name}"] = stage_path_chart(
            questionnaire(titles), held, figures, ReadinessOverTime(ready), theme
        )
    return found
