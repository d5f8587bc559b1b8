"""One unit over the rounds: where each section stood, how sure that was, and where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.charts.kit import over_rounds
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.panels import Style, draw_panels
from journey.charts.kit.surface import WIDE, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import Change, Figure, Questionnaire, Round, Section, TargetsOverTime
from journey.wording.takeaways import section_history as words
from journey.wording.takeaways.section_history import SectionLines

NO_TARGETS = TargetsOverTime()
_FEW_ROUNDS = 6
"""Of so many the names can be read where three panels stand beside each other."""
NO_CHANGES: Mapping[str, Change] = {}


def trail_chart(
    questionnaire: Questionnaire,
    rounds: Sequence[Round],
    figures: Sequence[Figure],
    theme: ThemeName,
    targets: TargetsOverTime = NO_TARGETS,
    changes: Mapping[str, Change] = NO_CHANGES,
) -> Drawn:
    """A panel a section: a dot a round with its interval, joined; ``figures`` are of one unit.

    ``rounds`` are in the order of time. A target is drawn at the round it was set for; one that is not held yet, at a
    place after the last. ``changes`` are what may be said from the first to the last score of a section, by its id.
    """
    lines = words.section_lines(questionnaire, rounds, figures)

    def draw(surface: Surface) -> None:
        _draw(surface, lines, rounds, targets)

    return Drawn(
        picture(theme, draw, broad=WIDE) if words.movements(lines, rounds, changes) else None,
        words.takeaway(lines, rounds, changes),
        words.table(lines, rounds, targets),
        words.description(lines, rounds),
    )


def _draw(surface: Surface, lines: SectionLines, rounds: Sequence[Round], targets: TargetsOverTime) -> None:
    names = [round_.name for round_ in rounds]
    has_next = any(targets.wanted(section.id) is not None for section, _ in lines)
    columns = 3 if surface.layout.is_broad and len(rounds) <= _FEW_ROUNDS else 2 if surface.layout.is_wide else 1
    style = Style(columns, level=34, has_bars=True, under=names, has_next=has_next)
    panels = [
        over_rounds.panel(section.title, line, _for_each(section, rounds, targets), targets.wanted(section.id))
        for section, line in lines
    ]
    y, free = draw_panels(surface, 0, panels, style)
    over_rounds.how_to_read(surface, y, panels, style, free)


def _for_each(section: Section, rounds: Sequence[Round], targets: TargetsOverTime) -> list[float | None]:
    """The target for each round."""
    results = [targets.results.get((round_.id, section.id)) for round_ in rounds]
    return [result.target if result else None for result in results]
