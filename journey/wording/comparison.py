"""Units beside each other and roles beside each other, in sentences: who is left out and why, who could learn where,
and where two roles see different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journey.model import Absent, Figure, PeerExample, Profile, Questionnaire, Unit, Weighing
from journey.rules.change import CLEAR
from journey.rules.rounding import reaches
from journey.wording import formatting
from journey.wording.compared_figures import is_gap
from journey.wording.scores import inside

NAMED = 3

HIDING = (Absent.TOO_FEW, Absent.ALIKE, Absent.STILL_OPEN)
"""Why a figure is kept back, rather than not there."""

HOW_IT_COUNTS: Mapping[Weighing, str] = {
    Weighing.UNITS: "Each counts the same, however many people answered there: a small service weighs as much as a "
    "large one.",
    Weighing.RESPONSES: "Where more people answered, the figure counts for more: it leans towards the large ones.",
}


def below(units: Sequence[Unit]) -> list[Unit]:
    """The services and partnerships: what a roll-up is over. The council as a whole is asked by itself."""
    return [unit for unit in units if unit.kind != "corporate"]


def called(units: Sequence[Unit]) -> str:
    """What to call several of these units."""
    kinds = {unit.kind for unit in units}
    if kinds == {"partnership"}:
        return "partnerships"
    return "services and partnerships" if "partnership" in kinds else "services"


def left_out(units: Sequence[Unit], figures: Sequence[Figure]) -> str:
    """Who is not in a roll-up over these units, and why; empty where all of them are in all sections."""
    hidden, missing = [], []
    for unit in units:
        absent = [figure for figure in figures if figure.unit_id == unit.id and figure.index is None]
        if any(figure.why in HIDING for figure in absent):
            hidden.append(unit.name)
        elif absent:
            missing.append(unit.name)
    sentences = []
    if hidden:
        is_one = len(hidden) == 1
        sentences.append(
            f"{formatting.listed(hidden)} {'is' if is_one else 'are'} left out where "
            f"{'its' if is_one else 'their'} figures "
            "are hidden: with them in, they could be worked out from the rest."
        )
    if missing:
        sentences.append(
            f"{formatting.listed(missing)} {_is(missing)} left out where too little was answered for a score."
        )
    return " ".join(sentences)


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def lesson(found: PeerExample, section_title: str, names: Mapping[str, str]) -> str:
    """Who could ask whom about a section. ``names`` are those of the units, by id."""
    learners = [names[id_] for id_ in found.learners]
    shown = (
        learners if len(learners) <= NAMED else [*learners[: NAMED - 1], f"{formatting.number(len(learners) - 2)} more"]
    )
    learners_named = formatting.listed(shown)
    index = formatting.index_figure(found.index)
    return f"“{section_title}”: {learners_named} could ask {names[found.teacher]} ({index}) how they do it."


# Roles


@dataclass(frozen=True, slots=True)
class Sight:
    """One role's findings, with its name as the council has it."""

    name: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement on which two roles lie apart: the mean level that each gave it."""

    section_id: str
    statement_id: str
    first: float
    second: float


def gap(questionnaire: Questionnaire, first: Sight, second: Sight) -> str:
    """In how many sections two roles lie half a level apart or more, and which of them sees more in place."""
    pairs = _both(questionnaire, first.profile, second.profile)
    if not pairs:
        return ""
    wide = [one - other for one, other in pairs if is_gap(one - other)]
    every = formatting.count(len(pairs), "section") + (
        " that show both" if len(pairs) < len(first.profile.sections) else ""
    )
    if not wide:
        return f"In {'neither' if len(pairs) == 2 else 'none'} of the {every} are they half a level apart or more."
    all_of_them = every.replace("two", "both", 1) if len(pairs) == 2 else f"all {every}"
    of = all_of_them if len(wide) == len(pairs) else f"{formatting.number(len(wide))} of the {every}"
    where = f"In {of} they are half a level apart or more" if len(pairs) > 1 else "They are half a level apart or more"
    higher = {first.name if one > 0 else second.name for one in wide}
    if len(higher) > 1:
        return f"{where}, now one higher and now the other."
    each = "each time " if len(wide) > 1 else ""
    return f"{where}, {each}{inside(higher.pop())} the higher."


def _both(questionnaire: Questionnaire, first: Profile, second: Profile) -> list[tuple[float, float]]:
    """The indexes of the sections that both may show."""
    one, other = ({score.section_id: score.index for score in profile.sections} for profile in (first, second))
    pairs = ((one.get(section.id), other.get(section.id)) for section in questionnaire.sections)
    return [(here, there) for here, there in pairs if here is not None and there is not None]


def furthest_apart(first: Profile, second: Profile, most: int = NAMED) -> list[Apart]:
    """The statements on which two roles differ most, the widest first, where the means of both may be shown."""
    means = [
        {(score.section_id, one.statement_id): one.mean for score in profile.sections for one in score.statements}
        for profile in (first, second)
    ]
    known = [
        Apart(*place, here, there)
        for place, here in means[0].items()
        if here is not None and (there := means[1].get(place)) is not None
    ]
    apart = [one for one in known if reaches(abs(one.first - one.second), CLEAR)]
    return sorted(apart, key=lambda one: -abs(one.first - one.second))[:most]


def none_apart(first: Profile, second: Profile) -> str:
    """What to say where no statement is named: none may be shown for both roles, or none lies apart."""
    shown = [
        {one.statement_id for score in profile.sections for one in score.statements} for profile in (first, second)
    ]
    if not shown[0] & shown[1]:
        return "No single statement may be shown for both."
    return "No single statement that may be shown lies a quarter of a level or more apart."


def medians(profile: Profile | None) -> dict[str, int]:
    """The median of each statement that is shown and has one, by its id."""
    scores = profile.sections if profile else ()
    return {one.statement_id: one.median for score in scores for one in score.statements if one.median is not None}


def otherwise_than_agreed(profile: Profile | None, agreed: Mapping[str, int]) -> list[str]:
    """The statements whose agreed level lies a level or more from the median of individuals, in their order.

    ``agreed`` are levels by statement id.
    """
    return [id_ for id_, median in medians(profile).items() if id_ in agreed and agreed[id_] != median]


def hidden_roles(wholly: Sequence[str], partly: Sequence[str], min_group: int) -> str:
    """Which roles are hidden everywhere and which in some sections, and why; empty where none is."""
    said = [f"Hidden: {formatting.listed(wholly)}."] if wholly else []
    if partly:
        said.append(f"Hidden in some sections: {formatting.listed(partly)}.")
    if not said:
        return ""
    said.append(
        f"A role is hidden where fewer than {min_group} people answered in it, where their answers are too much alike, "
        "or because another role could be worked out from it."
    )
    return " ".join(said)
