"""The one door to confidential answers: what may be shown, and what is kept back so that nobody's can be worked out.

Four rules, and everything that is shown follows from what they let through. They count those who said something: who
opened a link and left, or did not come as far as a section, protects nobody.

1. *Threshold*: a group of fewer than k is hidden; in each section those who answered there are the group, and for each
   statement those who answered it.
2. *Alike*: where everybody in a group of fewer than 2k gave the same answer to a statement, showing it would show each
   of them. The statements of that section are hidden, and the score too where it alone gives the answers away. Of a
   role the score is hidden in any case: beside the whole's statements it is one equation too many.
3. *Complement*: where parts of a whole are hidden, further parts are, smallest first, until the hidden ones are at
   least two, hold at least k together, and keep the first two rules as a group: what is left when the shown parts are
   taken from the whole is a group like any other. Where of the whole something is hidden, no part of it is shown.
4. *Once*: a confidential assessment is shown as it was when its round closed, and not before. What came in after a
   round was opened again is shown only if at least 2k responses are new or changed, and keep the first two rules as a
   group: the difference shows it (``may_publish``). Roles are not shown anew: which of them are hidden may change.

Everything else on a screen or in a file, comparisons and roll-ups included, is worked out from what was let through
(``may_compare``), and so cannot show more. Open assessments do not pass here: they are answered in a unit's name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from journey.model import AskedStatement, Counts, Hidden, Profile, SectionScore

DEFAULT_K = 5
LOWEST_K = 3

PartKey = str | None
"""A role's key; None for those who gave no role."""


def min_group_setting(setting: str | None) -> int:
    """The least number of responses that may be shown together. Missing or unreadable means 5; never below 3."""
    try:
        return max(LOWEST_K, int(setting or ""))
    except ValueError:
        return DEFAULT_K


def min_group(setting: int, promised: int) -> int:
    """k for an assessment: what is set now or what was promised when it began, whichever protects more."""
    return max(LOWEST_K, setting, promised)


def may_publish(changed: int, k: int, earlier: Profile, later: Profile) -> bool:
    """Whether the later findings, ``changed`` responses of which are new or changed, may take the place of the earlier.

    The two beside each other show what was added and what was taken back, and for each that is a group like any other.
    Where a section was shown without its statements, its score would stand beside statements that say more of it.
    """
    if not changed:
        return True
    in_part = any(_hiding(one, k) is Hidden.STATEMENTS for one in earlier.sections)
    differences = [
        _less(one, other)
        for before, after in zip(earlier.sections, later.sections, strict=True)
        for one, other in ((after, before), (before, after))
    ]
    return changed >= publish_from(k) and not in_part and not any(_gives_away(one, k) for one in differences)


def publish_from(k: int) -> int:
    """How many responses must be new or changed for findings to be replaced."""
    return 2 * max(k, LOWEST_K)


def shown(profile: Profile, k: int, revealed: Collection[str] = ()) -> Profile | None:
    """What may be shown of a group's findings; None where the group is too small.

    ``revealed`` are the ids of the statements of which a workshop has seen the counts.
    """
    if profile.responses < k:
        return None
    cut = tuple(_kept_back(score, _hiding_beside(score, k, revealed)) for score in profile.sections)
    return replace(profile, sections=cut)


def shown_by_role(by_role: Mapping[PartKey, Profile], k: int) -> dict[PartKey, Profile | None]:
    """What may be shown of the parts of a whole: their indexes, and their statements' means.

    ``by_role`` holds a profile for each role, all over the same statements; together they are the whole. Secure levels
    and blockers are left out: they are said of a unit, not of a role. None where nothing of a role is shown.
    """
    parts = {role: profile for role, profile in by_role.items() if profile.responses}
    cut: dict[PartKey, list[SectionScore]] = {role: [] for role in parts}
    for here in zip(*(profile.sections for profile in parts.values()), strict=True):
        scores = dict(zip(parts, here, strict=True))
        hidden = _hidden_roles(scores, k)
        for role, score in scores.items():
            own = replace(score, secure_level=None, blockers=())
            cut[role].append(_kept_back(own, Hidden.EVERYTHING if role in hidden else Hidden.NOTHING))
    return {
        role: replace(parts[role], sections=tuple(scores))
        if any(score.hidden is Hidden.NOTHING for score in scores)
        else None
        for role, scores in cut.items()
    }


def _hidden_roles(scores: Mapping[PartKey, SectionScore], k: int) -> frozenset[PartKey]:
    """The roles of which one section is kept back, so that none is found from the whole and the others.

    With a higher k no role appears that was hidden with a lower one: whoever has seen both would put them together. A
    role in which nobody answered is kept back too: that its few said nothing is something said of them.
    """
    sizes = {role: people for role, score in scores.items() if (people := _people(_counts(score)))}
    if _gives_away(_together(scores.values()), k):
        return frozenset(scores)
    hidden: frozenset[PartKey] = frozenset()
    for least in range(LOWEST_K, k + 1):

        def tells(group: Collection[PartKey], least: int = least) -> bool:
            return _gives_away(_together(scores[role] for role in group), least)

        hidden = secondary_suppression(sizes, hidden | {role for role in sizes if tells({role})}, least, tells)
    return hidden | (scores.keys() - sizes.keys())


def may_compare(score: SectionScore, compared: Collection[AskedStatement], asked: Collection[AskedStatement]) -> bool:
    """Whether an index over the statements ``compared`` may be shown of a section that ``asked`` these.

    Where single statements are hidden it may only be the index that is shown: over other statements, or with other
    weights, it would show those step by step.
    """
    if score.hidden is Hidden.STATEMENTS:
        own, other = ({(one.statement_id, one.weight) for one in of} for of in (asked, compared))
        return score.index is not None and own == other
    return score.hidden is Hidden.NOTHING


def shown_texts(by_response: Iterable[Collection[str]], k: int) -> tuple[str, ...]:
    """What several people wrote, in alphabetical order, which says nothing of who; nothing where fewer than k wrote."""
    wrote = [texts for texts in by_response if texts]
    if len(wrote) < k:
        return ()
    return tuple(sorted((text for texts in wrote for text in texts), key=str.casefold))


def secondary_suppression(
    sizes: Mapping[PartKey, int], hidden: Collection[PartKey], k: int, tells: Callable[[Collection[PartKey]], bool]
) -> frozenset[PartKey]:
    """The parts of a shown whole to be hidden, so that nothing is found by taking the shown ones from it.

    ``sizes`` says how many people are in each part; ``tells`` says of a group of parts whether its answers give
    themselves away. The smallest shown part is hidden next, of two alike the first by name.
    """
    kept = set(hidden)
    waiting = sorted(sizes.keys() - kept, key=lambda part: (sizes[part], part or ""))
    while kept and waiting and _can_be_found(sizes, kept, k, tells):
        kept.add(waiting.pop(0))
    return frozenset(kept)


def _can_be_found(
    sizes: Mapping[PartKey, int], hidden: Collection[PartKey], k: int, tells: Callable[[Collection[PartKey]], bool]
) -> bool:
    return len(hidden) < 2 or sum(sizes[part] for part in hidden) < k or tells(hidden)


def alike(counts: Counts) -> bool:
    """Whether everybody who said anything said the same."""
    return 0 < _said(counts) == max(*counts.levels, counts.dont_know, counts.not_applicable)


def statement_discloses(counts: Counts, k: int) -> bool:
    """Whether fewer than k answered the statement, or fewer than 2k and all alike."""
    return 0 < _said(counts) < k or (_said(counts) < 2 * k and alike(counts))


def score_discloses(counts: Collection[Counts], k: int) -> bool:
    """Whether an index over these statements gives the answers away: of fewer than k, or of fewer than 2k all alike.

    They are alike at either end of the scale, where every level must be the same, and where every statement was
    answered alike: then everybody's own index is the one shown.
    """
    people, scored = _people(counts), [one for one in counts if one.n]
    levels = [sum(one.levels[level] for one in scored) for level in range(4)]
    are_alike = bool(scored) and (all(map(alike, scored)) or sum(levels) in (levels[0], levels[3]))
    return 0 < people < k or (people < 2 * k and are_alike)


def _gives_away(counts: Collection[Counts], k: int) -> bool:
    return score_discloses(counts, k) or any(statement_discloses(one, k) for one in counts)


def _hiding(score: SectionScore, k: int) -> Hidden:
    """How much of a section is kept back of a group that itself is shown.

    Where a statement gives answers away, the score stays if it says something else: it does not where there is none,
    and where a single statement stands behind it.
    """
    counts = _counts(score)
    if not _gives_away(counts, k):
        return Hidden.NOTHING
    says_more = score.index is not None and sum(one.n > 0 for one in counts) > 1
    return Hidden.STATEMENTS if says_more and not score_discloses(counts, k) else Hidden.EVERYTHING


def _hiding_beside(score: SectionScore, k: int, revealed: Collection[str]) -> Hidden:
    """As ``_hiding``, for those who know the counts of some statements from a workshop.

    Taken from the score, these leave a score of the others: it is shown by the same rule, which needs several of them.
    """
    hidden = _hiding(score, k)
    others = [one.counts for one in score.statements if one.statement_id not in revealed]
    if hidden is not Hidden.STATEMENTS or not others or len(others) == len(score.statements):
        return hidden
    says_more = sum(one.n > 0 for one in others) > 1
    return Hidden.STATEMENTS if says_more and not score_discloses(others, k) else Hidden.EVERYTHING


def _said(counts: Counts) -> int:
    return counts.n + counts.dont_know + counts.not_applicable


def _people(counts: Collection[Counts]) -> int:
    """How many said something, as far as the counts tell: at least as many as to any one statement."""
    return max(map(_said, counts), default=0)


def _counts(score: SectionScore) -> list[Counts]:
    return [statement.counts for statement in score.statements]


def _less(one: SectionScore, other: SectionScore) -> list[Counts]:
    """What the one has more of than the other, statement by statement."""
    found = []
    for more, less in zip(_counts(one), _counts(other), strict=True):
        first, second, third, fourth = (max(0, a - b) for a, b in zip(more.levels, less.levels, strict=True))
        unsure = max(0, more.dont_know - less.dont_know)
        elsewhere = max(0, more.not_applicable - less.not_applicable)
        found.append(Counts((first, second, third, fourth), unsure, elsewhere))
    return found


def _together(scores: Iterable[SectionScore]) -> list[Counts]:
    """The counts of several groups added up, statement by statement."""
    columns = zip(*map(_counts, scores), strict=True)
    return [
        Counts(
            levels=tuple(sum(numbers) for numbers in zip(*(one.levels for one in column), strict=True)),
            dont_know=sum(one.dont_know for one in column),
            not_applicable=sum(one.not_applicable for one in column),
        )
        for column in columns
    ]


def _kept_back(score: SectionScore, hidden: Hidden) -> SectionScore:
    if hidden is Hidden.NOTHING:
        return score
    if hidden is Hidden.STATEMENTS:
        return replace(score, statements=(), blockers=(), evidenced_share=None, hidden=hidden)
    return SectionScore(
        section_id=score.section_id,
        coverage=None,
        index=None,
        band=None,
        secure_level=None,
        blockers=(),
        evidenced_share=None,
        statements=(),
        hidden=hidden,
    )
