"""Whose answers stand behind a section: everybody's, and by themselves those of the people who answered on a device.

Somebody types paper ballots in, and knows them. Whoever does takes them from any figure, and what is left are the
answers of those who came by themselves: a group like any other, for which the rules of ``privacy`` must hold as well.
Where nobody answered on a device there is no such group: of the ballots alone the rules hold as of any answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from journey.model import Counts, Profile, SectionScore
from journey.rules.privacy_disclosure import people_behind, section_counts

NONE = Counts()


def with_ballots(profile: Profile, on_paper: Mapping[str, Counts], ballots: int) -> Profile:
    """The profile that knows how many of its responses are paper ballots, and what these say, by statement id.

    Ballots that were changed since the profile was frozen count as far as it has as many answers.
    """
    if not ballots:
        return profile
    sections = tuple(
        replace(score, on_paper=tuple(at_most(on_paper.get(s.statement_id, NONE), s.counts) for s in score.statements))
        for score in profile.sections
    )
    return replace(profile, sections=sections, ballots=min(ballots, profile.responses))


def by_themselves(score: SectionScore) -> list[Counts]:
    """The counts of those who answered on a device, statement by statement."""
    counts = section_counts(score)
    return [without(*pair) for pair in zip(counts, score.on_paper, strict=True)] if score.on_paper else counts


def groups_behind(score: SectionScore) -> list[list[Counts]]:
    """The groups that must not be disclosed: everybody, and where there are paper ballots, all others by themselves."""
    return [section_counts(score), by_themselves(score)] if score.on_paper else [section_counts(score)]


def are_enough(responses: int, ballots: int, min_group: int) -> bool:
    """Whether so many responses, of which some are paper ballots, may be shown together."""
    others = responses - ballots
    return responses >= min_group and (others >= min_group or not others)


def is_large_enough(profile: Profile, min_group: int) -> bool:
    """Whether a whole may be shown. Who opened a link and left beside paper ballots has nothing to be protected."""
    has_answers = any(people_behind(by_themselves(score)) for score in profile.sections)
    is_on_paper = profile.ballots and not has_answers
    return are_enough(profile.responses, profile.responses if is_on_paper else profile.ballots, min_group)


def without(counts: Counts, some: Counts) -> Counts:
    """Counts less some that are among them; who has evidence is left out, as no rule asks for it."""
    level_1, level_2, level_3, level_4 = (all_ - few for all_, few in zip(counts.levels, some.levels, strict=True))
    return Counts(
        levels=(level_1, level_2, level_3, level_4),
        dont_know=counts.dont_know - some.dont_know,
        not_applicable=counts.not_applicable - some.not_applicable,
    )


def at_most(counts: Counts, limit: Counts) -> Counts:
    """The counts as far as they lie within others."""
    level_1, level_2, level_3, level_4 = map(min, counts.levels, limit.levels)
    return Counts(
        levels=(level_1, level_2, level_3, level_4),
        dont_know=min(counts.dont_know, limit.dont_know),
        not_applicable=min(counts.not_applicable, limit.not_applicable),
    )
