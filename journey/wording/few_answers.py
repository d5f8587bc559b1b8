"""What is said of a reveal that rests on few answers: the question before it, and what the record keeps of it."""

from __future__ import annotations

from journey.model import FewAnswered
from journey.wording.formatting import capital, count, number


def asked_once_more(few: FewAnswered, *, is_second: bool, questions: int, min_group: int) -> str:
    """What whoever leads is asked before the reveal: how few have answered, what follows, and whether they mean it.

    ``is_second``: in a second vote. ``questions`` would be revealed together, of which these figures are of one.
    """
    return f"{_how_few(few, is_second=is_second, questions=questions)} {_what_follows(few, is_second, min_group)}"


def rested_on(few: FewAnswered | None, ballot_round: int = 1) -> str:
    """For the record: how few had answered when it was revealed. Empty where enough had."""
    if few is None:
        return ""
    return f"Revealed when {_who(few)} had {_done(is_second=ballot_round == 2, few=few)}."


def stays_hidden(few: FewAnswered) -> str:
    """What becomes of an open second vote that few have answered, if the workshop ends now."""
    have = _have(few)
    return (
        f"A second vote is open, in which {_who(few)} {have} {_done(is_second=True, few=few)}: too few to show it. It "
        "stays hidden, and the first vote stands."
    )


def _how_few(few: FewAnswered, *, is_second: bool, questions: int) -> str:
    if questions == 1:
        return capital(f"{_who(few)} {_have(few)} {_done(is_second=is_second, few=few)}.")
    of_them = f"one of these {count(questions, 'question')}"
    return f"To {of_them}, {_who(few)} {_have(few)} {_done(is_second=is_second, few=few)}."


def _what_follows(few: FewAnswered, is_second: bool, min_group: int) -> str:
    if not 0 < few.answered < min_group:
        return "Once it is revealed, the others cannot answer. Reveal all the same?"
    if is_second:
        return "Beside the first vote, everybody may guess whose answer has changed. Reveal all the same?"
    return "Everybody may guess who said what. Reveal all the same?"


def _who(few: FewAnswered) -> str:
    return f"{number(few.answered) if few.answered else 'none'} of {number(few.present)}"


def _have(few: FewAnswered) -> str:
    return "has" if few.answered == 1 else "have"


def _done(*, is_second: bool, few: FewAnswered) -> str:
    if not is_second:
        return "answered"
    return "sent their answer again" if few.answered == 1 else "sent their answers again"
