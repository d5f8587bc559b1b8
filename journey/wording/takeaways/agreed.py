"""The individual view beside the agreed one, in words: where they are furthest from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Profile, Questionnaire, Section, SectionScore
from journey.wording import formatting, limits
from journey.wording.compared_figures import furthest, is_gap, not_both
from journey.wording.formatting import count, index_figure
from journey.wording.scores import ON_THE_SCALE, no_score, rows, sentence
from journey.wording.tables import NOT_COMPARABLE, TableRow, difference, index_number

HOW_TO_READ = "Gap: the agreed index less the individual one, in levels."
NOTHING_AGREED = "no score agreed"
NO_INDIVIDUAL = "The individual view is hidden or missing, so the agreed view stands alone."


@dataclass(frozen=True, slots=True)
class SectionViews:
    """A section with its score in the individual view, if there is one, and in the agreed view."""

    section: Section
    individual: SectionScore | None
    agreed: SectionScore

    @property
    def individual_index(self) -> float | None:
        """None where there is none, or none that may be shown."""
        return self.individual.index if self.individual else None

    @property
    def gap(self) -> float | None:
        """The agreed index less the individual one."""
        if self.individual_index is None or self.agreed.index is None:
            return None
        return self.agreed.index - self.individual_index


def both_views(questionnaire: Questionnaire, individual: Profile | None, agreed: Profile) -> list[SectionViews]:
    """The sections of the agreed view in the order of the questionnaire."""
    scores = {score.section_id: score for score in individual.sections} if individual else {}
    return [SectionViews(section, scores.get(section.id), score) for section, score in rows(questionnaire, agreed)]


def with_agreed(views: Sequence[SectionViews]) -> list[SectionViews]:
    """The sections that have an agreed score: only they have a row in the picture."""
    return [view for view in views if view.agreed.index is not None]


def without_agreed(views: Sequence[SectionViews]) -> str:
    """Which sections have none, in one sentence."""
    if not with_agreed(views):
        return ""
    titles = [view.section.title for view in views if view.agreed.index is None]
    return f"No score is agreed for {formatting.listed(titles)}: too few of their statements were." if titles else ""


def takeaway(views: Sequence[SectionViews], *, is_alone: bool) -> str:
    """Where the two views are furthest apart; ``is_alone`` where there is no individual view to show."""
    if not any(view.agreed.index is not None for view in views):
        return "No section has an agreed score yet."
    gaps = [(view.section.title, view.gap) for view in views if view.gap is not None]
    if not gaps:
        return NO_INDIVIDUAL if is_alone else "No section shows both views, so there is nothing to compare."
    rest = not_both(len(with_agreed(views)) - len(gaps))
    if not any(is_gap(gap) for _, gap in gaps):
        return f"The agreed view is nowhere {limits.GAP} from the individual one.{rest}"
    where, widest, is_higher = furthest(gaps)
    by = f"by {widest}" if is_higher is None else f"{widest} {'higher' if is_higher else 'lower'}"
    return sentence(f"the agreed view is furthest from the individual one in {where}, {by}") + rest


def description(views: Sequence[SectionViews]) -> str:
    """What the picture is of."""
    return f"A picture of the individual and the agreed view of {count(len(views), 'section')} {ON_THE_SCALE}."


def gap_or_why(view: SectionViews) -> str:
    """How wide the gap is, or which of the two indexes is missing and why."""
    if view.gap is not None:
        return f"gap {formatting.signed(view.gap, 1)}"
    return NOTHING_AGREED if view.agreed.index is None else f"individual: {_why_none(view)}"


def indexes(view: SectionViews) -> str:
    """The indexes that are shown."""
    known = [index_figure(index, 2) for index in (view.individual_index, view.agreed.index) if index is not None]
    return " to ".join(known)


def table(views: Sequence[SectionViews]) -> list[TableRow]:
    """A row for each section."""
    return [
        {
            "Section": view.section.title,
            "Individual index": index_number(view.individual_index, _why_none(view)),
            "Agreed index": index_number(view.agreed.index, NOTHING_AGREED),
            "Gap": difference(view.gap, NOT_COMPARABLE),
        }
        for view in views
    ]


def _why_none(view: SectionViews) -> str:
    """Why there is no individual index."""
    return "hidden or missing" if view.individual is None else no_score(view.individual)
