"""Second votes on statements: what was made before one, and who has sent their answer again.

A form carries the number of the second vote that it was made for. What was made before the statement was asked again is
never counted for it, however late it arrives: the vote is about what people think once they have heard each other.
"""

from __future__ import annotations

from datetime import datetime

from journey.model import Answer
from journey.model.refusals import Refusal
from journey.service.refused import Refused
from journey.store import Conflict, Connection, questions
from journey.store.questions import SecondVote


class SecondVoteMeanwhile(Refused):
    """The answer was made before its statement was asked again, and was not saved.

    ``stored`` is the answer as it is; ``question`` the number of the second vote, for which it may be sent again.
    """

    def __init__(self, stored: Answer, question: int) -> None:
        super().__init__(Refusal.SECOND_VOTE_MEANWHILE)
        self.stored = stored
        self.question = question


def note_sent_again(tx: Connection, second_vote: SecondVote, respondent_id: str, *, at: datetime) -> None:
    """Note that the respondent has sent their answer in the second vote; once noted, it stays as it is."""
    try:
        questions.vote(tx, *second_vote, respondent_id, (), expected_version=0, at=at)
    except Conflict:  # they had sent it before
        return
