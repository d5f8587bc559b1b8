"""One section from inside: each statement's level, what holds the section back, and what lacks evidence."""

from __future__ import annotations

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import CELL, cells, edges, hatch, scale_head, shares, unsupported
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.table import TableRow, decimal, whole
from journey.charts.kit.theme import ThemeName
from journey.model import LEVELS, Section, SectionScore, Statement, StatementScore
from journey.wording import ranking
from journey.wording.formatting import count
from journey.wording.scores import sentence

ScoredStatements = list[tuple[Statement, StatementScore]]


def section_chart(section: Section, score: SectionScore, theme: ThemeName) -> Drawn:
    """The statements that were asked, in the order of the questionnaire, each with its median level.

    For several responses the counts at each level stand beneath the level.
    """
    scores = {statement.statement_id: statement for statement in score.statements}
    asked = [(statement, scores[statement.id]) for statement in section.statements if statement.id in scores]
    several = any(_said(one) > 1 for _, one in asked)
    takeaway = _takeaway(asked, score)

    def draw(surface: Surface) -> None:
        y = scale_head(surface)
        for statement, one in asked:
            y = _row(surface, y, statement.text, one, _notes(one, score, several)) + 20
        if several:
            how = "Filled cells: median level. Beneath: how many chose each level."
            surface.wrapped(y, how, colour=surface.palette.muted)

    many = count(len(asked), "statement", "statements")
    alt = f"{section.title}: a picture of {many} on the level scale from 1 to 4. {takeaway}"
    return Drawn(picture(theme, draw) if asked else None, takeaway, _table(asked, score, several), alt)


def _said(score: StatementScore) -> int:
    return score.counts.n + score.counts.dont_know + score.counts.not_applicable


def _row(surface: Surface, y: float, text: str, score: StatementScore, notes: list[str]) -> float:
    layout, palette = surface.layout, surface.palette
    y = surface.wrapped(y, text, colour=palette.ink, size=layout.title_size) + 4
    if score.median is not None:
        cells(surface, y, score.median)
        start, _ = edges(layout, score.median)
        value = str(score.median)
        surface.text(start.plus(8), y + CELL / 2, value, colour=palette.ink, size=14, bold=True)
        if unsupported(score):
            for level in range(3, score.median + 1):
                hatch(surface, y, level, keep_clear=24 if level == score.median else 4)
        y += CELL + 4
        if score.counts.n > 1:
            y = shares(surface, y, score.counts.levels, as_share=False) + 4
    for note in notes:
        y = _note(surface, y, note)
    return y


def _note(surface: Surface, y: float, note: str) -> float:
    """A line beneath the cells; what holds back is marked with a shape."""
    palette, middle = surface.palette, y + LINE / 2
    if note.startswith(_HOLDS_BACK):
        surface.shape(Along(0, 6), middle, "triangle-left", 12, fill=palette.warning, stroke=palette.warning)
        surface.text(Along(0, 18), middle, note, colour=palette.warning, bold=True)
        return y + LINE
    return surface.wrapped(y, note, colour=palette.muted)


_HOLDS_BACK = "holds back level"
NO_LEVEL = "no level"


def _notes(score: StatementScore, section: SectionScore, several: bool) -> list[str]:
    notes = []
    if score.statement_id in section.blockers and section.secure_level is not None:
        notes.append(f"{_HOLDS_BACK} {section.secure_level + 1}")
    if unsupported(score):
        notes.append("no level 3 or 4 is evidenced" if several else "not evidenced")
    counts = score.counts
    if several:
        said = [(counts.dont_know, "don’t know"), (counts.not_applicable, "does not apply")]
        words = [f"{many} “{word}”" for many, word in said if many]
        if words:
            notes.append(("also " if counts.n else "") + ", ".join(words))
    elif counts.dont_know:
        notes.append("don’t know")
    elif counts.not_applicable:
        notes.append("does not apply")
    if not _said(score):
        notes.append("not answered")
    return notes


def _takeaway(asked: ScoredStatements, score: SectionScore) -> str:
    if not asked:
        return "No statement of this section was asked."
    scored = sum(one.median is not None for _, one in asked)
    of_all = f"of {count(len(asked), 'statement', 'statements')}"
    if not scored:
        return "No statement of this section has a level yet."
    if score.secure_level is None or score.index is None:
        have = count(scored, f"{of_all} has a level", f"{of_all} have a level")
        why = "not enough for a score" if score.index is None else "the score is indicative, without a secure level"
        return sentence(f"{have}: {why}")
    if score.secure_level == LEVELS[-1]:
        text = "level 4 can be relied on, and nothing stands below it"
    else:
        below = ranking.below_next_level(score)
        text = f"level {score.secure_level} can be relied on" + (f"; {below}" if below else "")
    return sentence(text) + (" The score is provisional." if score.is_provisional else "")


def _table(asked: ScoredStatements, section: SectionScore, several: bool) -> list[TableRow]:
    table: list[TableRow] = []
    for statement, score in asked:
        levels = {f"Answers at level {level}": whole(score.counts.levels[level - 1]) for level in LEVELS}
        other = {"Don’t know": whole(score.counts.dont_know), "Does not apply": whole(score.counts.not_applicable)}
        table.append(
            {
                "Statement": statement.text,
                "Level": whole(score.median, NO_LEVEL),
                "Mean": decimal(score.mean, NO_LEVEL),
                **levels,
                **other,
                "Notes": "; ".join(_notes(score, section, several)) or "none",
            }
        )
    return table
