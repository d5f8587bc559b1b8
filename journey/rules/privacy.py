"""The one door to confidential answers: decides what may be shown, and what is hidden so that nobody's can be found.

Everything that is shown follows from four rules. They count those who answered: responses without an answer, and in a
section responses without an answer there, do not count. ``min_group`` is the least number of people shown together.
Each rule holds twice: for everybody, and for those who answered by themselves, without the paper ballots that somebody
typed in and therefore knows (``privacy_ballots``).

1. *Threshold*: a group of fewer than ``min_group`` is hidden. In each section those who answered there are the group,
   and for each statement those who answered it.
2. *Alike*: where everybody in a group of fewer than twice ``min_group`` gave the same answer to a statement, showing
   it would show each of them. The statements of that section are hidden, and the score too where it alone discloses
   the answers, or would in whole numbers: below twice ``min_group`` it needs more than ``FEW_STATEMENTS``, all of one
   weight. A score that stays without its statements is rounded, and how much stands behind it is not said
   (``privacy_partly``). Of a role the score is hidden in any case: beside the whole's statements it is one equation
   too many.
3. *Secondary suppression*: where roles are hidden, more are, smallest first, until the hidden ones are at least two,
   hold at least ``min_group`` together, and keep the first two rules as a group: what is left when the shown roles are
   taken from the whole is a group like any other. Where of the whole something is hidden, no role is shown
   (``privacy_roles``).
4. *Once*: a confidential assessment is shown as it was when its round closed, and not before. What came in after a
   round was opened again is shown only if at least twice ``min_group`` responses are new or changed, and keep the
   first two rules as a group: the difference shows it (``may_publish``). Roles are not shown anew: which of them are
   hidden may change.

Four places show confidential answers in a way of their own. What they may show is decided here as well:

5. *Many figures* of many rounds are read without their counts where the sizes alone say that the rules hide no score
   (``surely_shown``).
6. *The brief* tells words of a section only where the rules would hide nothing of it, and each word only where at
   least ``min_group`` people stand behind it (``words_may_be_told``, ``word_may_be_told``).
7. *The pack* prints what a room saw of a section only where the rules would show it: paper travels further than the
   room (``may_print``, ``vote_may_be_printed``).
8. *A reveal* after a round was opened again needs what rule 4 needs, and hides no score that was seen before
   (``may_be_revealed``).

Everything else on a screen or in a file, comparisons and roll-ups included, is worked out from what was let through
(``may_compare``), and so cannot show more. Open assessments do not pass here: they are answered in a unit's name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from journey.model import DEFAULT_MIN_GROUP, LOWEST_MIN_GROUP, AskedStatement, Counts, Hidden, Profile, SectionScore
from journey.rules.privacy_ballots import are_enough, by_themselves, groups_behind, is_large_enough, without
from journey.rules.privacy_disclosure import (
    answers_to,
    in_excess,
    people_behind,
    score_discloses,
    section_counts,
    section_discloses,
)
from journey.rules.privacy_partly import in_part
from journey.rules.privacy_roles import PartKey, hidden_roles

FEW_STATEMENTS = 4
"""Of few people, an index over no more statements than this often has one solution in whole numbers."""
SEEN_FROM = 1
"""Earlier releases showed such an index from more than this, so that people may have seen it."""
SHARE_FROM = 4
"""A word for the share who don't know needs this many people: of three, "many" would be both of the other two."""


# --- the smallest group ----------------------------------------------------------------------------------------------


def min_group_setting(setting: int | None) -> int:
    """The least number of responses shown together, as it is set: 5 where it is not, and never below 3."""
    return DEFAULT_MIN_GROUP if setting is None else max(LOWEST_MIN_GROUP, setting)


def stricter_min_group(setting: int, promised: int) -> int:
    """What holds for an assessment: what is set now or what was promised when it began, whichever protects more."""
    return max(LOWEST_MIN_GROUP, setting, promised)


# --- the whole -------------------------------------------------------------------------------------------------------


def shown(profile: Profile, min_group: int, revealed: Collection[str] = ()) -> Profile | None:
    """What may be shown of a group's findings; None where the group is too small.

    ``revealed`` are the ids of the statements of which a workshop has seen the counts.
    """
    if not is_large_enough(profile, min_group):
        return None
    sections = tuple(
        _without_hidden(score, _hidden_beside_reveals(score, min_group, revealed)) for score in profile.sections
    )
    return replace(profile, sections=sections)


def surely_shown(*, answered: int, scored: int, has_index: bool, min_group: int) -> bool:
    """Whether ``shown`` lets a section's score through as it is, whatever was answered.

    ``answered`` is the fewest that answered one of its statements (``fewest_behind``), ``scored`` how many of these
    have a level.
    """
    return has_index and scored > 1 and answered >= 2 * min_group


def fewest_behind(score: SectionScore) -> int:
    """The fewest people who answered one of a section's statements, of those that anybody answered.

    Of statements that people answered by themselves these alone count, and not who is on paper ballots.
    """
    everybody, alone = map(answers_to, section_counts(score)), map(answers_to, by_themselves(score))
    return min((own or all_ for all_, own in zip(everybody, alone, strict=True) if all_), default=0)


def people_in(score: SectionScore) -> int:
    """How many people answered in a section: where any did by themselves, these alone."""
    return people_behind(by_themselves(score)) or people_behind(section_counts(score))


def _hidden(score: SectionScore, min_group: int, few: int | None = None) -> Hidden:
    """How much of a section is hidden of a group that itself is shown.

    Where a statement discloses answers, the score stays if it says something else. It does not where there is none,
    and where too few statements stand behind it: no more than ``few``, unless given ``_few_statements``.
    """
    has_score, enough_from = score.index is not None, _few_statements(score) if few is None else few
    of_groups = [_hidden_of(counts, min_group, enough_from, has_score=has_score) for counts in groups_behind(score)]
    return max(of_groups, key=list(Hidden).index)


def _hidden_of(counts: Collection[Counts], min_group: int, few: int, *, has_score: bool) -> Hidden:
    if not section_discloses(counts, min_group):
        return Hidden.NOTHING
    return Hidden.STATEMENTS if has_score and _score_says_more(counts, min_group, few) else Hidden.EVERYTHING


def _hidden_beside_reveals(
    score: SectionScore, min_group: int, revealed: Collection[str], few: int | None = None
) -> Hidden:
    """As ``_hidden``, for those who know the counts of some statements from a workshop.

    Whoever takes these from the score has a score of the other statements: the same rule decides whether it is shown.
    """
    hidden = _hidden(score, min_group, few)
    places = [at for at, statement in enumerate(score.statements) if statement.statement_id not in revealed]
    if hidden is not Hidden.STATEMENTS or not places or len(places) == len(score.statements):
        return hidden
    others = [[counts[at] for at in places] for counts in groups_behind(score)]
    few = _few_statements(score) if few is None else few
    says_more = all(_score_says_more(counts, min_group, few) for counts in others if people_behind(counts))
    return Hidden.STATEMENTS if says_more else Hidden.EVERYTHING


def _few_statements(score: SectionScore) -> int:
    """Over how many statements an index of few people says too much of single ones.

    Statements of one weight can be exchanged for each other, so that nobody learns which was answered how. With other
    weights a rounded index may need one of them to have been answered alike: then no number is enough.
    """
    weighs_alike = len({statement.weight for statement in score.statements}) == 1
    return FEW_STATEMENTS if weighs_alike else len(score.statements)


def _score_says_more(statements: Collection[Counts], min_group: int, few: int) -> bool:
    """Whether an index over these statements says something else than what single statements disclose."""
    scored = sum(counts.n > 0 for counts in statements)
    are_many = people_behind(statements) >= 2 * min_group or scored > few
    return scored > 1 and are_many and not score_discloses(statements, min_group)


def _without_hidden(score: SectionScore, hidden: Hidden) -> SectionScore:
    if hidden is Hidden.NOTHING:
        return replace(score, on_paper=()) if score.on_paper else score
    if hidden is Hidden.STATEMENTS:
        return in_part(score)
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


# --- roles -----------------------------------------------------------------------------------------------------------


def shown_by_role(by_role: Mapping[PartKey, Profile], min_group: int) -> dict[PartKey, Profile | None]:
    """What may be shown of the parts of a whole: their indexes, and their statements' means.

    ``by_role`` holds a profile for each role, all over the same statements; together they are the whole. Secure levels
    and blockers are left out: they are said of a unit, not of a role. None where nothing of a role is shown.
    """
    parts = {role: profile for role, profile in by_role.items() if profile.responses}
    sections: dict[PartKey, list[SectionScore]] = {role: [] for role in parts}
    for section in zip(*(profile.sections for profile in parts.values()), strict=True):
        scores = dict(zip(parts, section, strict=True))
        hidden = hidden_roles(scores, min_group)
        for role, score in scores.items():
            of_role = replace(score, secure_level=None, blockers=())
            sections[role].append(_without_hidden(of_role, Hidden.EVERYTHING if role in hidden else Hidden.NOTHING))
    return {
        role: replace(parts[role], sections=tuple(scores))
        if any(score.hidden is Hidden.NOTHING for score in scores)
        else None
        for role, scores in sections.items()
    }


# --- comparisons and notes -------------------------------------------------------------------------------------------


def may_compare(score: SectionScore, compared: Collection[AskedStatement], asked: Collection[AskedStatement]) -> bool:
    """Whether an index over the statements ``compared`` may be shown of a section that ``asked`` these.

    Where single statements are hidden it may only be the index that is shown: over other statements, or with other
    weights, it would show those step by step.
    """
    if score.hidden is Hidden.STATEMENTS:
        same = {(s.statement_id, s.weight) for s in compared} == {(s.statement_id, s.weight) for s in asked}
        return score.index is not None and same
    return score.hidden is Hidden.NOTHING


def shown_texts(by_response: Iterable[Collection[str]], min_group: int) -> tuple[str, ...]:
    """What several people wrote, in alphabetical order, which hides who wrote what; nothing where too few wrote."""
    wrote = [texts for texts in by_response if texts]
    if len(wrote) < min_group:
        return ()
    return tuple(sorted((text for texts in wrote for text in texts), key=str.casefold))


# --- after a round was opened again ----------------------------------------------------------------------------------


def may_publish(changed: int, min_group: int, earlier: Profile, later: Profile, *, on_paper: int = 0) -> bool:
    """Whether the later findings, ``changed`` responses of which are new or changed, may take the place of the earlier.

    ``on_paper`` of these are paper ballots. The two findings beside each other show which answers were added and which
    taken back: each of these is a group like any other. Where a section was shown without its statements, its score
    would stand beside statements that say more.
    """
    if not changed:
        return True
    was_in_part = any(_hidden(score, min_group, SEEN_FROM) is Hidden.STATEMENTS for score in earlier.sections)
    differences = [
        in_excess(counts, others)
        for before, after in zip(earlier.sections, later.sections, strict=True)
        for of_group in (section_counts, by_themselves)
        for counts, others in ((of_group(after), of_group(before)), (of_group(before), of_group(after)))
    ]
    return (
        are_enough(changed, on_paper, publish_from(min_group))
        and not was_in_part
        and not any(section_discloses(counts, min_group) for counts in differences)
    )


def publish_from(min_group: int) -> int:
    """How many responses must be new or changed for findings to be replaced."""
    return 2 * max(min_group, LOWEST_MIN_GROUP)


def may_be_revealed(
    seen: Profile,
    current: Profile,
    *,
    changed: int,
    on_paper: int = 0,
    revealed: Collection[str],
    wanted: Collection[str],
    min_group: int,
) -> bool:
    """Whether a room may see the counts of the statements ``wanted``, where people may have ``seen`` earlier findings.

    Beside these the counts show what those answered whose responses are new or changed since, as ``current`` has them:
    so what ``may_publish`` needs is needed here. And no score may have been seen that ``shown`` would hide from those
    who know these counts beside those already ``revealed``.
    """
    before, beside = (
        [_hidden_beside_reveals(score, min_group, known, SEEN_FROM) for score in seen.sections]
        for known in (revealed, {*revealed, *wanted})
    )
    return before == beside and may_publish(changed, min_group, seen, current, on_paper=on_paper)


# --- papers ----------------------------------------------------------------------------------------------------------


def words_may_be_told(statements: Collection[Counts], min_group: int) -> bool:
    """Whether a brief may tell words of a section with these counts, one for each statement that was asked.

    They are the counts of those who answered by themselves: a brief speaks of nobody else.

    Once the round is closed, words beside the section's score could disclose a statement that the rules hide.
    """
    return _is_shown_whole(statements, min_group)


def word_may_be_told(people: int, min_group: int, *, of_a_share: bool = False) -> bool:
    """Whether these people are enough to stand behind a word in a brief, ``of_a_share`` or of how far they agree."""
    return people >= (max(min_group, SHARE_FROM) if of_a_share else min_group)


def may_print(revealed: Collection[Counts], min_group: int, on_paper: Collection[Counts] = ()) -> bool:
    """Whether paper may say how many chose what in a section, of which the room has seen these counts.

    ``on_paper`` are the counts of the paper ballots among them, where there were any.
    """
    others = [without(*pair) for pair in zip(revealed, on_paper, strict=True)] if on_paper else revealed
    return _is_shown_whole(revealed, min_group) and not section_discloses(others, min_group)


def vote_may_be_printed(people: int, min_group: int, on_paper: int = 0) -> bool:
    """Whether paper may say how a room voted about what comes next: enough took part, by themselves or on paper."""
    return are_enough(people, min(people, on_paper), min_group)


def _is_shown_whole(statements: Collection[Counts], min_group: int) -> bool:
    """Whether enough people answered every statement, and the rules would hide none of them."""
    are_enough = all(answers_to(counts) >= min_group for counts in statements)
    return are_enough and not section_discloses(statements, min_group)
