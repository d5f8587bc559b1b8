"""A profile: where each section stands, and the spread behind it."""

from __future__ import annotations

from journey.charts.kit.drawn import Drawn
from journey.charts.kit.marks import HATCHED_SQUARE, notes, scale_head, section_bar, shares, squares
from journey.charts.kit.surface import LINE, Along, Surface, picture
from journey.charts.kit.theme import ThemeName
from journey.model import LEVELS, Profile, Questionnaire, SectionScore
from journey.rules.findings import is_unsupported
from journey.wording import scores
from journey.wording.scores import ScoredSections
from journey.wording.takeaways import profile as words


def profile_chart(questionnaire: Questionnaire, profile: Profile, theme: ThemeName) -> Drawn:
    """Index and secure level of every section asked, in the order of the questionnaire, and the spread beneath.

    For one response the spread is its statements, a square each; for several, the share of answers at each level.
    """
    sections = scores.rows(questionnaire, profile)
    are_several = profile.responses > 1

    def draw(surface: Surface) -> None:
        _draw(surface, sections, are_several)

    return Drawn(
        picture(theme, draw) if sections else None,
        words.takeaway(questionnaire, profile, sections),
        words.table(sections, are_several=are_several),
        words.description(sections),
    )


def _draw(surface: Surface, sections: ScoredSections, are_several: bool) -> None:
    y = scale_head(surface)
    for section, score in sections:
        y = section_bar(surface, y, section.title, score) + 4
        spread = words.spread(score)
        if are_several and score.index is not None and any(spread):
            y = shares(surface, y, spread, as_share=True)
        elif not are_several:
            y = _statements(surface, y, score)
        y += 16
    y = notes(surface, y, scores.how_to_read([score for _, score in sections]))
    y = notes(surface, y, [words.SPREAD_OF_ANSWERS if are_several else words.SPREAD_OF_STATEMENTS])
    if not are_several and words.without_evidence(sections):
        _explain_hatched(surface, y)


def _statements(surface: Surface, y: float, score: SectionScore) -> float:
    """The statements of one response, each a square under its level. Returns the bottom."""
    bottoms = [y]
    for level in LEVELS:
        at_level = [statement for statement in score.statements if statement.median == level]
        hatched = sum(map(is_unsupported, at_level))
        bottoms.append(squares(surface, y, level, hatched, len(at_level) - hatched))
    return max(bottoms)


def _explain_hatched(surface: Surface, y: float) -> None:
    mark, middle = surface.palette.mark, y + LINE / 2
    surface.shape(Along(0, 7), middle, HATCHED_SQUARE, 11, fill="transparent", stroke=mark)
    surface.text(Along(0, 20), middle, words.NOT_EVIDENCED, colour=surface.palette.muted)
