"""A section whose numbers are explained: its statements, its score and its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journey.model import Section, SectionScore, StatementScore


@dataclass(frozen=True, slots=True)
class Input:
    """One statement as it enters a number. ``levels[0]`` is how many gave level 1; without a level there is no mean."""

    statement_id: str
    text: str
    weight: float
    levels: tuple[int, int, int, int]
    mean: float | None
    median: int | None


class ExplainedSection:
    """A section, its score and its answers, with what several parts need."""

    def __init__(self, section: Section, score: SectionScore, responses: int, margin: float | None = None) -> None:
        self.section = section
        self.score = score
        self.responses = responses
        self.margin = margin
        self.counts = [s.counts for s in score.statements]
        self.scored = [s for s in score.statements if s.mean is not None]
        self.texts: Mapping[str, str] = {s.id: s.text for s in section.statements}

    def quoted(self, statement_id: str) -> str:
        """The text of a statement as it stands inside a sentence."""
        return f"“{self.texts[statement_id].rstrip('.')}”"

    def inputs(self, scores: Iterable[StatementScore]) -> tuple[Input, ...]:
        """These statements as they enter a number."""
        return tuple(
            Input(s.statement_id, self.texts[s.statement_id], s.weight, s.counts.levels, s.mean, s.median)
            for s in scores
        )
