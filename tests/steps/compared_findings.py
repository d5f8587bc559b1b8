"""Small invented findings of several rounds, units and roles, for the tests of the charts that compare them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from statistics import NormalDist

from journey.model import (
    DEFAULT_ROLES,
    Absent,
    Change,
    Figure,
    Hidden,
    Profile,
    Role,
    RoleMean,
    RollUp,
    Round,
    SectionScore,
    TargetOutcome,
    TargetResult,
    TargetsOverTime,
    Unit,
    Verdict,
    Weighing,
)
from journey.rules.scoring import band_of
from tests.steps.chart_findings import TITLES, slug

SECTIONS = tuple(map(slug, TITLES))
BREAKTHROUGHS = ("Leadership", "Learning", "Action", "Translation", "Ownership", "Framework", "Measurement", "People")
SIXTEEN = (*TITLES, *BREAKTHROUGHS, "Partnerships", "Scrutiny", "Money")
LONG_TITLES = tuple(f"{title} and turning what everybody here says they want into what they do" for title in TITLES)
SERVICES = (
    "Housing", "Children", "Highways", "Planning", "Waste", "Adults", "Revenues", "Libraries", "Parks", "ICT",
    "Legal and democratic services", "Registration", "Public health", "Environmental health and trading standards",
    "Economic development", "Culture", "Sport", "Finance", "People and organisational development", "Property",
    "Customer services", "Benefits", "Licensing", "Schools", "Youth justice", "Emergency planning", "Procurement",
    "Audit", "Communications", "Transport",
)  # fmt: skip
LONG_NAME = "Integrated commissioning of children’s, families’ and adults’ services across the whole county"

CLAIMS: Mapping[str, Verdict] = {
    "+": Verdict.HIGHER,
    "-": Verdict.LOWER,
    "=": Verdict.NO_CLEAR_CHANGE,
    "few": Verdict.TOO_FEW,
    "roles": Verdict.OTHER_ROLES,
    "not": Verdict.NOT_COMPARABLE,
}


def rounds(many: int, names: Sequence[str] = ()) -> tuple[Round, ...]:
    """Closed rounds, each half a year after the one before."""
    seasons = [f"{'Spring' if number % 2 == 0 else 'Autumn'} {2020 + number // 2}" for number in range(many)]
    held = [date(2020 + number // 2, 4 if number % 2 == 0 else 10, 12) for number in range(many)]
    return tuple(
        Round(f"round-{number + 1}", "council", name, day, datetime(day.year, day.month, 28, tzinfo=UTC))
        for number, (name, day) in enumerate(zip(names or seasons, held, strict=True))
    )


def units(many: int, names: Sequence[str] = SERVICES) -> tuple[Unit, ...]:
    """Services of a council."""
    return tuple(Unit(slug(name), "council", None, name, "service") for name in names[:many])


def change(section: str, before: float | None, after: float | None, claim: str = "=", *, half: float = 0.3) -> Change:
    """A change of one section (by its title) whose interval is ``half`` wide on either side."""
    verdict = CLAIMS[claim]
    compared = before is not None and after is not None and verdict is not Verdict.NOT_COMPARABLE
    difference = after - before if compared and before is not None and after is not None else None
    few = verdict is Verdict.TOO_FEW
    return Change(
        section_id=slug(section),
        before=before,
        after=after,
        difference=difference,
        interval=None if difference is None or few else (difference - half, difference + half),
        verdict=verdict,
        n=(4, 12) if few else (24, 27),
        statements=9,
        from_statements=None if difference is None else 0.0,
        secure_levels=(2, 3),
        p=None if difference is None else 1.0 if few or abs(difference) < 0.25 else _p(difference, half),
    )


def _p(difference: float, half: float) -> float:
    """How often chance gives so large a difference, as many people's answers would have it."""
    return 2 * NormalDist().cdf(-abs(difference) / (half / 1.96))


def figure(
    value: float | Absent | None,
    section: str = "taking-stock",
    *,
    round_id: str = "round-1",
    unit_id: str = "housing",
    margin: float | None = 0.4,
    coverage: float = 0.9,
    secure: int | None = 2,
) -> Figure:
    """A figure with this index, or without one for this reason."""
    if isinstance(value, float):
        error = None if margin is None else margin / 2
        return Figure(
            round_id, unit_id, section, 20, value, band_of(value), coverage, secure, margin, standard_error=error
        )
    return Figure(round_id, unit_id, section, 3, None, why=value or Absent.NOT_ASSESSED)


def line(
    section: str, *values: float | Absent | None, unit_id: str = "housing", margin: float | None = 0.4
) -> list[Figure]:
    """A figure a round; None where the round has none."""
    return [
        figure(value, section, round_id=f"round-{number}", unit_id=unit_id, margin=margin)
        for number, value in enumerate(values, start=1)
        if value is not None
    ]


def targets(wanted: float, section: str = "taking-stock", *, many: int) -> TargetsOverTime:
    """The same target set in every one of so many rounds; each but the newest has been missed."""
    result = TargetResult(section, wanted, wanted - 0.4, 0.4, TargetOutcome.MISSED, margin=0.3)
    ids = [f"round-{number + 1}" for number in range(many)]
    set_in = {(id_, section): wanted for id_ in ids}
    return TargetsOverTime(set_in, {(id_, section): result for id_ in ids[1:]}, ids[-1])


def role_profile(indexes: Sequence[float | str | None], sections: Sequence[str] = SECTIONS) -> Profile:
    """A role's profile: an index for each section, ``hidden``, or None for not enough answers."""
    return Profile("stages", "1.0.0", 12, tuple(_score(id_, at) for id_, at in zip(sections, indexes, strict=True)))


def _score(section_id: str, index: float | str | None) -> SectionScore:
    hidden = Hidden.EVERYTHING if index == "hidden" else Hidden.NOTHING
    known = index if isinstance(index, float) else None
    return SectionScore(section_id, 0.9 if known else None, known, None, None, (), None, (), hidden)


def roles(**profiles: Profile | None) -> list[tuple[Role, Profile | None]]:
    """The default roles that are named (``front_line`` for front-line), each with its profile."""
    named = {role.key.replace("-", "_"): role for role in DEFAULT_ROLES}
    return [(named[key], profile) for key, profile in profiles.items()]


def role_means(role: str, profile: Profile, error: float = 0.1, n: int = 12) -> dict[str, RoleMean]:
    """How sure a role's indexes are, by section id: each with this standard error over so many people."""
    return {
        score.section_id: RoleMean(role, n, score.index, error**2)
        for score in profile.sections
        if score.index is not None
    }


def means_of(profiles: Sequence[tuple[Role, Profile | None]], error: float = 0.1) -> dict[str, dict[str, RoleMean]]:
    """How sure the indexes of these roles are, by the role's key."""
    return {role.key: role_means(role.key, profile, error) for role, profile in profiles if profile is not None}


def rollups(sections: Sequence[str], values: Sequence[float | None], weighing: Weighing, left_out: int) -> list[RollUp]:
    """A roll-up of each section."""
    return [
        RollUp(
            section,
            weighing,
            value,
            None if value is None else band_of(value),
            0 if value is None else 7,
            140,
            left_out,
            None if value is None else 0.14,
        )
        for section, value in zip(sections, values, strict=True)
    ]


def wave(seed: int) -> float:
    """An index between 1.0 and 4.0 that looks different for each seed, and is always the same."""
    return 1.0 + (seed * 37 % 31) / 10
