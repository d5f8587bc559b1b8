"""The way through the stages over time, in words: which is weakest now and since when, and what is ready to be left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from journey.model import Extreme, Figure, Questionnaire, ReadinessOverTime, Round, Section, Verdict
from journey.rules.findings import rank_sections
from journey.wording import formatting, movement, ranking
from journey.wording.compared_figures import by_place, why
from journey.wording.formatting import count
from journey.wording.scores import NOT_ENOUGH, ON_THE_SCALE, named, sentence
from journey.wording.tables import NOT_KNOWN, Number, TableRow, level_named, score_number

READY = "ready to move on"
WEAKEST = "weakest stage"
"""What the signs in the picture stand for."""


@dataclass(frozen=True, slots=True)
class StagePath:
    """The figures of one unit in stages (rows) and rounds (columns, in the order of time), by round and section id.

    ``weakest`` is the one stage that is weakest in each round, None where no single one is.
    """

    stages: Sequence[Section]
    rounds: Sequence[Round]
    figures: Mapping[tuple[str, str], Figure]
    readiness: ReadinessOverTime
    weakest: Sequence[Section | None]

    def figure(self, stage: Section, round_: Round) -> Figure | None:
        """The figure of a stage in a round."""
        return self.figures.get((round_.id, stage.id))

    def is_ready(self, stage: Section, round_: Round) -> bool | None:
        """Whether a stage was ready to move on in a round; None where nobody can tell.

        Readiness rests on the index: where that is kept back, saying it would tell something of it.
        """
        figure = self.figure(stage, round_)
        return None if figure is None or figure.index is None else self.readiness.by_round.get((round_.id, stage.id))

    @property
    def has_score(self) -> bool:
        """Whether any stage shows an index in any round."""
        return any(figure.index is not None for figure in self.figures.values())


def stage_path(
    questionnaire: Questionnaire, rounds: Sequence[Round], figures: Sequence[Figure], readiness: ReadinessOverTime
) -> StagePath:
    """The stages that were asked in any round, in the order of the questionnaire."""
    by_cell = {(round_id, section_id): figure for (round_id, _, section_id), figure in by_place(figures).items()}
    section_ids = {figure.section_id for figure in figures}
    stages = [section for section in questionnaire.sections if section.id in section_ids]
    weakest = [_single(stages, _lower_end(stages, round_, by_cell)) for round_ in rounds]
    return StagePath(stages, rounds, by_cell, readiness, weakest)


def _lower_end(stages: Sequence[Section], round_: Round, figures: Mapping[tuple[str, str], Figure]) -> Extreme | None:
    """What is weakest in a round, by the rule that holds everywhere."""
    in_round = [figure for stage in stages if (figure := figures.get((round_.id, stage.id)))]
    return rank_sections(in_round, max((figure.responses for figure in in_round), default=0)).weakest


def _single(stages: Sequence[Section], weakest: Extreme | None) -> Section | None:
    if weakest is None or weakest.is_tie:
        return None
    return next(stage for stage in stages if stage.id == weakest.section_ids[0])


def takeaway(path: StagePath) -> str:
    """Which stage is weakest now and for how long it has been, and what is or was ready to move on from."""
    if not path.has_score:
        return "No round shows a score for a stage."
    return f"{_weakest_now(path)} {_ready_now(path)}".strip()


def description(path: StagePath) -> str:
    """What the picture is of."""
    stages, rounds = count(len(path.stages), "stage"), count(len(path.rounds), "round")
    return f"A table of the secure levels of {stages} over {rounds} {ON_THE_SCALE}."


def how_to_read(path: StagePath) -> str:
    """The note beneath the picture."""
    note = "Number and colour: the secure level, the one that can be relied on."
    is_missing = any(figure.index is not None and figure.secure_level is None for figure in path.figures.values())
    return f"{note} Dash: no secure level." if is_missing else note


def table(path: StagePath) -> list[TableRow]:
    """A row for each stage and round."""
    return [
        _row(path, stage, round_, weakest)
        for stage in path.stages
        for round_, weakest in zip(path.rounds, path.weakest, strict=True)
    ]


def _row(path: StagePath, stage: Section, round_: Round, weakest: Section | None) -> TableRow:
    figure = path.figure(stage, round_)
    return {
        "Stage": stage.title,
        "Round": round_.name,
        "Secure level": _secure_level(figure),
        "Index": score_number(figure, why(figure)),
        "Ready to move on": {True: "yes", False: "no", None: NOT_KNOWN}[path.is_ready(stage, round_)],
        "Weakest": "yes" if weakest == stage else "no" if weakest else "none is clearly",
    }


def _secure_level(figure: Figure | None) -> Number:
    if figure is None or figure.index is None:
        return Number(None, why(figure))
    return level_named(figure.secure_level, NOT_ENOUGH)


def _weakest_now(path: StagePath) -> str:
    stage, end = path.weakest[-1], _lower_end(path.stages, path.rounds[-1], path.figures)
    if stage is None or end is None:
        return "No one stage is clearly the weakest now."
    running = sum(1 for _ in takewhile(lambda weakest: weakest == stage, reversed(path.weakest)))
    so_long = f", for {formatting.number(running)} rounds running" if running > 1 else ""
    return sentence(f"{stage.title} {ranking.certainty(end)} weakest now{so_long}")


def _ready_now(path: StagePath) -> str:
    """Whose readiness reads otherwise than in the beginning, and failing that what is ready."""
    all_states = [(stage, [path.is_ready(stage, round_) for round_ in path.rounds]) for stage in path.stages]
    known = [
        (stage, [state for state in states if state is not None])
        for stage, states in all_states
        if states[-1] is not None
    ]
    differing: dict[tuple[bool, Verdict], list[str]] = {}
    for stage, states in known:
        if states[-1] != states[0]:
            verdict = path.readiness.verdicts.get(stage.id, Verdict.NOT_COMPARABLE)
            differing.setdefault((states[-1], verdict), []).append(stage.title)
    clauses = [
        movement.readiness(verdict, named(titles), is_ready=is_ready, is_one=len(titles) == 1)
        for (is_ready, verdict), titles in sorted(differing.items(), key=lambda each: tuple(Verdict).index(each[0][1]))
    ]
    if not clauses and known:
        ready = [stage.title for stage, states in known if states[-1]]
        clauses = [f"{named(ready) if ready else 'no stage'} {'are' if len(ready) > 1 else 'is'} {READY}"]
    return sentence("; ".join(clauses)) if clauses else ""
