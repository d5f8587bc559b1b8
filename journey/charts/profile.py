"""A profile: where each section stands, and the spread behind it."""

from __future__ import annotations

from dataclasses import replace

from journey.charts.kit.answers import TABLE, columns, in_table, most_of, squares, table_head
from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import HATCHED_SQUARE, Sign, key, notes
from journey.charts.kit.scale import at_value, scale_head
from journey.charts.kit.section_bars import BROAD_NAMES_BESIDE, NAMES_BESIDE, section_bar, section_key
from journey.charts.kit.surface import Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import LEVELS, Profile, Questionnaire, SectionScore
from journey.rules.findings import is_unsupported
from journey.wording import pictures
from journey.wording.scores import ScoredSections
from journey.wording.takeaways import profile as words

_WIDE = replace(NAMES_BESIDE, bar_end=Along(1, -TABLE - 14))
_BROAD = replace(BROAD_NAMES_BESIDE, bar_end=Along(1, -TABLE - 40))
_SQUARES_BESIDE = 3
_SQUARES_IN_TABLE = 4


def profile_chart(questionnaire: Questionnaire, profile: Profile, theme: ThemeName) -> Drawn:
    """Index and secure level of every section asked, stages in their order and others lowest first, and the spread.

    For one response the spread is its statements, a square each; for several, the share of answers at each level. It
    stands beneath the bar or, where the picture is wide, in a table beside it.
    """
    sections = pictures.in_order(questionnaire, profile)
    are_several = profile.responses > 1

    def draw(surface: Surface) -> None:
        _draw(surface, sections, are_several)

    return Drawn(
        picture(theme, draw, _WIDE, _BROAD) if sections else None,
        words.takeaway(questionnaire, profile, sections),
        words.table(sections, are_several=are_several),
        words.description(sections),
    )


def _draw(surface: Surface, sections: ScoredSections, are_several: bool) -> None:
    y = scale_head(surface) if any(score.index is not None for _, score in sections) else 0
    spreads = [words.spread(score) for _, score in sections if score.index is not None]
    most = most_of(spreads, as_share=True)
    if surface.layout.is_wide and any(map(any, spreads)):
        table_head(surface, y, words.OF_ANSWERS if are_several else words.OF_STATEMENTS)
    for section, score in sections:
        top, bottom = section_bar(surface, y, section.title, score)
        if not are_several:
            y = _statements(surface, top, bottom, score)
        elif score.index is not None and any(words.spread(score)):
            y = _answers(surface, top, bottom, words.spread(score), most)
        else:
            y = bottom
        y += 2 if surface.layout.is_wide else 16
    _explain(surface, y + 8, sections, are_several)


def _answers(surface: Surface, top: float, bottom: float, spread: tuple[int, ...], most: float) -> float:
    """The shares of the answers. Returns the bottom of the row."""
    if surface.layout.is_wide:
        return max(bottom, columns(surface, top - 8, spread, most, in_table, as_share=True))

    def at(level: int) -> Along:
        return at_value(surface.layout, level)

    return columns(surface, bottom + 10, spread, most, at, as_share=True)


def _statements(surface: Surface, top: float, bottom: float, score: SectionScore) -> float:
    """The statements of one response, each a square at its level. Returns the bottom of the row."""
    bottoms = [bottom]
    for level in LEVELS:
        at_level = [statement for statement in score.statements if statement.median == level]
        hatched = sum(map(is_unsupported, at_level))
        if surface.layout.is_wide:
            place, beside, y = in_table(level), _SQUARES_IN_TABLE, top + 6
        else:
            place, beside, y = at_value(surface.layout, level), _SQUARES_BESIDE, bottom + 9
        bottoms.append(squares(surface, y, hatched, len(at_level) - hatched, place, beside))
    return max(bottoms)


def _explain(surface: Surface, y: float, sections: ScoredSections, are_several: bool) -> None:
    scores, mark = [score for _, score in sections], surface.palette.mark
    entries = section_key(surface, scores)
    if not are_several and any(any(words.spread(score)) for score in scores):
        entries.append((Sign("square", 9, mark, mark), words.A_STATEMENT))
    if not are_several and words.without_evidence(sections):
        entries.append((Sign(HATCHED_SQUARE, 11, "transparent", mark), words.NOT_EVIDENCED))
    y = key(surface, y, entries)
    are_beneath = are_several and not surface.layout.is_wide and any(any(words.spread(score)) for score in scores)
    notes(surface, y, [*([words.SPREAD_OF_ANSWERS] if are_beneath else []), *pictures.about_levels(scores)])
