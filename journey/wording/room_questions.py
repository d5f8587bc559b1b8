"""What may be chosen in each kind of question that is put to a room, in the order in which it is read, and its title.

``DOTS`` is how many priorities each person may give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import AnswerState, Option, PitfallState, QuestionKind, Statement
from journey.rules.answer_options import DOTS
from journey.wording import terms
from journey.wording.formatting import number

__all__ = ["ASIDE", "ASKED", "DOES_NOT_APPLY", "DOTS", "UNSURE", "options"]

UNSURE = Option(AnswerState.DONT_KNOW.value, terms.DONT_KNOW)
DOES_NOT_APPLY = Option(AnswerState.NOT_APPLICABLE.value, terms.NOT_APPLICABLE)
ASIDE = (UNSURE.key, DOES_NOT_APPLY.key)
"""The keys of what can be said beside a scale."""

_PITFALL = (
    *(
        Option(state.value, terms.PITFALLS[state])
        for state in (PitfallState.AVOIDED, PitfallState.PARTLY, PitfallState.NOT_YET)
    ),
    DOES_NOT_APPLY,
    UNSURE,
)
_FIST = (
    Option("5", "5 I will help to lead it"),
    Option("4", "4 I am for it"),
    Option("3", "3 I can go along with it"),
    Option("2", "2 I have doubts that I want heard"),
    Option("1", "1 I have a serious objection"),
    Option("0", "0 I cannot agree to it"),
)
_ON_TIME = (
    Option("5", "5 One of the best uses of my time this month"),
    Option("4", "4 Well worth the time"),
    Option("3", "3 Worth the time"),
    Option("2", "2 Less than I had hoped for"),
    Option("1", "1 Not worth the time"),
)
_FIXED: Mapping[QuestionKind, tuple[Option, ...]] = {
    QuestionKind.PITFALL: _PITFALL,
    QuestionKind.FIST: _FIST,
    QuestionKind.ON_TIME: _ON_TIME,
}

ASKED: Mapping[QuestionKind, tuple[str, str]] = {
    QuestionKind.PRIORITY: (
        "Priorities",
        f"What matters most? You have {number(DOTS)} dots: all on one thing, or spread.",
    ),
    QuestionKind.FIST: ("Fist of five", "How far do you stand behind these actions?"),
    QuestionKind.ON_TIME: ("Return on time", "Was this workshop worth your time?"),
}
"""Title and wording of the questions that have no source of their own, on screens and on cards."""


def options(kind: QuestionKind, *, statement: Statement | None, offered: Sequence[Option]) -> tuple[Option, ...]:
    """What may be chosen, in the order in which it is read. ``offered`` is what the question itself brings."""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind is QuestionKind.PRIORITY or statement is None:
        return tuple(offered)
    levels = tuple(Option(str(level), text) for level, text in sorted(statement.levels.items()))
    return (*levels, UNSURE) if kind is QuestionKind.VIGNETTE else (*levels, UNSURE, DOES_NOT_APPLY)
