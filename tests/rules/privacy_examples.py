"""Small groups and what they said, written as short as the rules are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import AnswerContent, AnswerState, Counts, Profile, Questionnaire, SectionScore
from journey.rules.privacy import shown, shown_by_role
from journey.rules.scoring import counts_of, score
from tests.attacks.organisations import questionnaire

Said = str | int | None
"""A level, ``dk``, ``na`` or nothing."""
Row = Sequence[Said]
"""What one person said to each statement."""

K = 5
STATES = {"dk": AnswerState.DONT_KNOW, "na": AnswerState.NOT_APPLICABLE, None: AnswerState.UNANSWERED}


def content(said: Said) -> AnswerContent:
    return AnswerContent(AnswerState.LEVEL, said) if isinstance(said, int) else AnswerContent(STATES[said])


def asked(*sections: int) -> Questionnaire:
    """A questionnaire with so many statements in each of its sections: ``section0`` and so on."""
    named = [tuple((f"s{number}-{place}", 1, 1.0) for place in range(n)) for number, n in enumerate(sections)]
    return questionnaire(tuple(named))


def profile_of(rows: Sequence[Row], *sections: int, evidenced: bool = False) -> Profile:
    """The profile over these responses; of one section, unless it is said how the statements are divided."""
    questionnaire_ = asked(*(sections or (len(rows[0]),)))
    names = [statement.id for statement in questionnaire_.statements()]
    contents = [{name: content(said) for name, said in zip(names, row, strict=True)} for row in rows]
    counts = counts_of(contents, evidenced=lambda *_: evidenced)
    return score(questionnaire_, counts, responses=len(rows))


def counts_to(said: Sequence[Said]) -> Counts:
    """The counts of a single statement to which this was said."""
    return profile_of([(answer,) for answer in said], 1).sections[0].statements[0].counts


def let_through(rows: Sequence[Row], k: int = K) -> SectionScore:
    """What is shown of one section over these responses, which are enough to be shown."""
    found = shown(profile_of(rows), k)
    assert found
    return found.sections[0]


def roles_seen(by_role: Mapping[str | None, Sequence[Row]], k: int = K) -> dict[str | None, bool]:
    """For each role whether its one section is shown."""
    statements = max(len(row) for rows in by_role.values() for row in rows)
    found = shown_by_role({role: profile_of(rows, statements) for role, rows in by_role.items()}, k)
    return {role: profile is not None for role, profile in found.items()}


def mixed(number: int, *, start: int = 0) -> list[Row]:
    """People who do not say the same to either of two statements."""
    return [(1 + (start + at) % 4, 1 + (start + at // 2) % 4) for at in range(number)]


def of_one_mind(number: int, statements: int = 2) -> list[Row]:
    """People all of whom say 3 to the first of so many statements."""
    return [(3, *(1 + (at + place) % 4 for place in range(statements - 1))) for at in range(number)]


def silent(number: int) -> list[Row]:
    """People who opened the two statements and left."""
    return [(None, None)] * number
