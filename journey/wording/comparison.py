"""Units beside each other, in sentences: who is left out of a roll-up and why, and who could learn where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import Absent, Figure, PeerExample, Profile, RollUp, Unit, Weighing
from journey.rules.rollup import differ
from journey.wording import formatting

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


def rolled_up_units(units: Sequence[Unit]) -> str:
    """What to call several of the units that a roll-up is over."""
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


def give_or_take(margin: float | None) -> str:
    """``, give or take 0.1`` after a rolled-up index; nothing where that is not known."""
    if margin is None:
        return ""
    shown = formatting.figure(margin)
    return f", give or take {shown if float(shown) else 'less than 0.1'}"


def both_ways(title: str, by_units: RollUp, by_responses: RollUp, called: str) -> str:
    """A section over all units, each counted alike and by people, where that is not the same; else nothing."""
    if by_units.index is None or by_responses.index is None or not differ(by_units, by_responses):
        return ""
    size = "large" if by_responses.index > by_units.index else "small"
    by_people = formatting.index_figure(by_responses.index)
    alike = f"{formatting.index_figure(by_units.index)}{give_or_take(by_units.margin)}"
    if by_people == formatting.index_figure(by_units.index):
        by_people = formatting.index_figure(by_responses.index, 2)
        alike = f"{formatting.index_figure(by_units.index, 2)}{give_or_take(by_units.margin)}"
    all_units = f"{'' if by_units.left_out else 'all '}{formatting.number(by_units.units)} {called} alike"
    return f"“{title}”, {all_units}: {alike}; by people: {by_people}, because {size} {called} stand higher."


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def peer_example(example: PeerExample, section_title: str, names: Mapping[str, str]) -> str:
    """Who could ask whom about a section. ``names`` are those of the units, by id."""
    learners = [names[id_] for id_ in example.learners]
    if len(learners) > NAMED:
        learners = [*learners[: NAMED - 1], f"{formatting.number(len(learners) - NAMED + 1)} more"]
    index = formatting.index_figure(example.index)
    return (
        f"“{section_title}”: {formatting.listed(learners)} could ask {names[example.teacher]} ({index}) how they do it."
    )


def medians(profile: Profile | None) -> dict[str, int]:
    """The median of each statement that is shown and has one, by its id."""
    scores = profile.sections if profile else ()
    statements = (statement for score in scores for statement in score.statements)
    return {statement.statement_id: statement.median for statement in statements if statement.median is not None}


def otherwise_than_agreed(profile: Profile | None, agreed: Mapping[str, int]) -> list[str]:
    """The statements whose agreed level lies a level or more from the median of individuals, in their order.

    ``agreed`` are levels by statement id.
    """
    return [id_ for id_, median in medians(profile).items() if id_ in agreed and agreed[id_] != median]
