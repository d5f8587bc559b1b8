"""Paper ballots are responses without a token, in the order of their numbers."""

from __future__ import annotations

from journey.model import AnswerContent
from journey.store import Store, answers, assessments, paper_ballots
from tests.store.store_examples import NOW, Council, level


def test_ballots_are_added_as_needed_and_say_in_their_order_what_was_written(store: Store, council: Council) -> None:
    with store.write() as tx:
        assessments.lock_for_update(tx, council.id, council.assessment)
        for wanted in ([level(2), level(4)], [level(1), AnswerContent(), level(4)]):
            paper_ballots.save(tx, council.id, council.assessment, "aims", wanted, writer="laptop", at=NOW)
        ballots = paper_ballots.ballots(tx, council.id, council.assessment)
        said = [answers.get(tx, council.id, ballot, "aims") for ballot in ballots]
        assert len(assessments.responses(tx, council.id, council.assessment)) == 1 + len(ballots)
    assert [answer.content.level for answer in said] == [1, None, 4]
    assert [answer.version for answer in said] == [2, 2, 1], "what is said already is not written again"
