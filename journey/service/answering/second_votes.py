"""Second votes on statements: which answers were made for one, and who has sent theirs again.

A form carries the number of the second vote that it was made for. What was made before the statement was asked again is
never counted for it, however late it arrives: the vote is about what people think once they have heard each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from journey.model import Answer, Question
from journey.model.refusals import Refusal
from journey.service.answering.sessions import AssessmentPart
from journey.service.refused import Refused
from journey.store import Conflict, Connection, questions


class SecondVoteMeanwhile(Refused):
    """The answer was made before its statement was asked again, and was not saved.

    ``stored`` is the answer as it is; ``question`` the number of the second vote, for which it may be sent again.
    """

    def __init__(self, stored: Answer, question: int) -> None:
        super().__init__(Refusal.SECOND_VOTE_MEANWHILE)
        self.stored = stored
        self.question = question


def still_open(tx: Connection, part: AssessmentPart) -> Mapping[str, Question]:
    """The second votes that may still be answered, by the statement that is asked again."""
    return questions.open_second_votes(tx, part.assessment.organisation_id, part.assessment.id)


def note_sent_again(tx: Connection, second_vote: Question, respondent_id: str, *, at: datetime) -> None:
    """Note that the respondent has sent their answer in the second vote; once noted, it stays as it is."""
    key = (second_vote.organisation_id, second_vote.workshop_id, second_vote.number, respondent_id)
    try:
        questions.vote(tx, *key, (), expected_version=0, at=at)
    except Conflict:  # they had sent it before
        return
