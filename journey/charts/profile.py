"""A profile: where each section stands, and the spread behind it."""

from __future__ import annotations

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import HATCHED_SQUARE, how_to_read, scale_head, section_bar, shares, squares, unsupported
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.table import Number, TableRow, coverage_number, decimal, index_number, whole
from journey.charts.kit.theme import ThemeName
from journey.model import LEVELS, Hidden, Profile, Questionnaire, SectionScore
from journey.wording import formatting, ranking
from journey.wording.formatting import count
from journey.wording.scores import ScoredSections, caution, certainty, no_score, rows, secure, sentence
from journey.wording.suppression import HIDDEN


def profile_chart(questionnaire: Questionnaire, profile: Profile, theme: ThemeName) -> Drawn:
    """Index and secure level of every section asked, in the order of the questionnaire, and the spread beneath.

    For one response the spread is its statements, a square each; for several, the share of answers at each level.
    """
    asked = rows(questionnaire, profile)
    several = profile.responses > 1
    takeaway = _takeaway(questionnaire, profile, asked)

    def draw(surface: Surface) -> None:
        _draw(surface, asked, several)

    sections = count(len(asked), "section", "sections")
    alt = f"A picture of {sections} on the level scale from 1 to 4, with the spread behind each score. {takeaway}"
    return Drawn(picture(theme, draw) if asked else None, takeaway, _table(asked, several), alt)


def spread(score: SectionScore) -> tuple[int, ...]:
    """How many levels were given at 1, 2, 3 and 4, over all statements and responses."""
    return tuple(sum(statement.counts.levels[level - 1] for statement in score.statements) for level in LEVELS)


def _draw(surface: Surface, asked: ScoredSections, several: bool) -> None:
    y = scale_head(surface)
    for section, score in asked:
        y = section_bar(surface, y, section.title, score) + 4
        if several and score.index is not None and any(spread(score)):
            y = shares(surface, y, spread(score), as_share=True)
        elif not several:
            y = _statements(surface, y, score)
        y += 16
    _notes(surface, y, asked, several)


def _statements(surface: Surface, y: float, score: SectionScore) -> float:
    bottoms = [y]
    for level in LEVELS:
        here = [statement for statement in score.statements if statement.median == level]
        hatched = sum(unsupported(statement) for statement in here)
        bottoms.append(squares(surface, y, level, hatched, len(here) - hatched))
    return max(bottoms)


def _notes(surface: Surface, y: float, asked: ScoredSections, several: bool) -> None:
    colour, scores = surface.palette.muted, [score for _, score in asked]
    y = how_to_read(surface, y, scores)
    if several:
        how_spread = "Beneath: how the answers fall on the levels, in shares of all levels given."
        surface.wrapped(y, how_spread, colour=colour)
        return
    y = surface.wrapped(y, "Squares: statements at that level.", colour=colour)
    if _without_evidence(asked):
        mark = surface.palette.mark
        surface.shape(Along(0, 7), y + LINE / 2, HATCHED_SQUARE, 11, fill="transparent", stroke=mark)
        surface.text(Along(0, 20), y + LINE / 2, "level 3 or 4, not evidenced", colour=colour)


def _without_evidence(asked: ScoredSections) -> int:
    return sum(unsupported(statement) for _, score in asked for statement in score.statements)


def _takeaway(questionnaire: Questionnaire, profile: Profile, asked: ScoredSections) -> str:
    if not asked:
        return "No section was asked."
    text = f"{sentence(ranking.standing(questionnaire, profile))} {caution(asked)}".strip()
    high = sum((statement.median or 0) >= 3 for _, score in asked for statement in score.statements)
    bare = _without_evidence(asked)
    if profile.responses > 1 or not bare:
        return text
    if bare == high:
        return f"{text} No statement at level 3 or 4 is evidenced."
    verb = "is" if bare == 1 else "are"
    are = f"{formatting.number(bare)} of {formatting.number(high)} statements at level 3 or 4 {verb}"
    return f"{text} {sentence(f'{are} not evidenced')}"


def _table(asked: ScoredSections, several: bool) -> list[TableRow]:
    what = "Answers" if several else "Statements"
    table: list[TableRow] = []
    for section, score in asked:
        given = spread(score)
        table.append(
            {
                "Section": section.title,
                "Index": index_number(score.index, no_score(score)),
                "Secure level": Number(score.secure_level, secure(score)),
                "How sure": certainty(score),
                "Coverage": coverage_number(score.coverage, no_score(score)),
                **{f"{what} at level {level}": _given(score, given[level - 1]) for level in LEVELS},
                "Share of levels 3 and 4 with evidence": _evidenced(score),
            }
        )
    return table


def _given(score: SectionScore, number: int) -> Number:
    return whole(number if score.hidden is Hidden.NOTHING else None, HIDDEN)


def _evidenced(score: SectionScore) -> Number:
    """Where single statements are hidden the share is kept back, too: it is not that there is no such level."""
    return decimal(score.evidenced_share, "no such level" if score.hidden is Hidden.NOTHING else HIDDEN)
