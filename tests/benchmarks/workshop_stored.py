"""Whether the database has what phones were told that it has: every acknowledged answer, once, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from journey.model import Answer
from journey.service import Product
from journey.service.answering import respondents
from journey.store import answers

Given = Sequence[tuple[int, str, str]]
"""Who, the statement's key on the page, the level: acknowledged answers in their order."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Acknowledged answers that the history does not have where they belong, and entries of it that nobody gave."""

    lost: int
    doubled: int


def wrong(product: Product, code: str, tokens: Sequence[str], given: Given) -> Wrong:
    """Compare what was acknowledged with the history of each statement. Every answer makes one entry there, of
    which the last few are kept.

    A phone never sends what it has chosen already, so that a second entry of the same level is one that was doubled.
    """
    told: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for who, key, choice in given:
        told[who, key].append(choice)
    lost = doubled = 0
    for who, token in enumerate(tokens):
        for key, history in histories(product, code, token).items():
            stored = [str(one.content.level) for one in history]
            acknowledged = told.pop((who, key), [])
            missing, more = _compared(acknowledged, stored, history[-1].version)
            lost, doubled = lost + missing, doubled + more
    return Wrong(lost + sum(map(len, told.values())), doubled)


def _compared(acknowledged: Sequence[str], stored: Sequence[str], saved: int) -> tuple[int, int]:
    """How many acknowledged ones are not stored in their order, and how many more than acknowledged were saved.

    ``saved`` is how many there ever were; ``stored`` has the last of them, which those acknowledged last are among.
    """
    more = saved - len(acknowledged)
    is_all_kept = saved == len(stored)
    to_find = acknowledged if is_all_kept else acknowledged[-max(1, len(stored) - max(0, more)) :]
    rest, missing = list(stored), 0 if is_all_kept else max(0, -more)
    for choice in to_find:
        if choice in rest:
            del rest[: rest.index(choice) + 1]
        else:
            missing += 1
    return missing, max(0, more)


def histories(product: Product, code: str, token: str) -> dict[str, list[Answer]]:
    """What the history has of the holder of the token, by the key that the statement has on the pages."""
    door = respondents.find_invitation(product, code, token)
    assert door is not None
    assert door.respondent is not None
    found = {}
    for page in respondents.form_of(product, door.respondent).pages:
        with product.store.read() as tx:
            for statement in page.statements:
                key = f"{page.part.assessment.questionnaire_id}.{statement.id}"
                of_statement = answers.history(tx, door.organisation.id, page.part.response.id, statement.id)
                if of_statement:
                    found[key] = of_statement
    return found
