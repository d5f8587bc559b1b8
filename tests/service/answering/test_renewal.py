"""Beginning a link anew: the old code leads nowhere, what came by it is gone, and only while no result was shown."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from journey.model import Counts, NewQuestion, Renewal
from journey.service import Closed, NotFound, Product
from journey.service.answering import invitation_links, invitations, respondents
from journey.service.answering.renewal import begin_anew
from journey.service.answering.submitted_answers import SubmittedAnswer
from journey.service.rounds import closing, reopening
from journey.service.workshop import brief, voting
from journey.store import answers
from tests.steps.light_pages import invitation
from tests.steps.refusals import refused
from tests.steps.rounds import content_of
from tests.steps.workshop import FIST, Invited, Meeting, at_once, planned, running
from tests.store.store_examples import all_rows

pytestmark = pytest.mark.content("small")


def link_of(meeting: Meeting) -> invitation_links.InvitationLink:
    (link,) = invitation_links.of_round(meeting.product, meeting.selection.round)
    return link


def tally(meeting: Meeting) -> dict[str, Counts]:
    with meeting.product.store.read() as tx:
        return answers.tally(tx, meeting.council.id, meeting.assessment.id)


def numbers_of_rows(here: Invited) -> dict[str, int]:
    """How many rows of the council each table has, of those in which there is something of respondents."""
    with here.product.store.read() as tx:
        rows = all_rows(tx, here.council.id)
    tables = ("respondent", "respondent_response", "response", "answer", "answer_history", "vote", "paper_ballot")
    return {name: len(rows[name]) for name in tables}


@pytest.mark.both_databases
def test_another_code_leads_in_and_nothing_is_left_of_who_came_by_the_old_one(product: Product) -> None:
    here = running(product, people=4)
    here.answer(0, "aims", 1)
    here.answer(0, "aims", 2)
    here.answer_all("figures", 1, 2, "dk", "na", note="a word")
    number = here.ask("aims")
    here.type_in(number, {"3": 2})
    here.vote(0, here.put(NewQuestion(FIST)), "4")
    old, seen = here.invitation, here.stored()
    renewal = begin_anew(product, old)
    assert renewal == Renewal(1, product.clock(), removed=4)
    held = here.invitation
    assert held == replace(old, code=held.code)
    assert held.code != old.code
    assert numbers_of_rows(here) == {
        **dict.fromkeys(("respondent", "respondent_response", "vote"), 0),
        **{"paper_ballot": 2, "response": 2, "answer": 2, "answer_history": 2},
    }
    assert tally(here) == {"aims": Counts((0, 0, 2, 0))}
    assert here.stored().control_version == seen.control_version + 1, "the consoles are drawn anew, with the new code"
    for token in here.tokens:
        assert respondents.find_invitation(product, old.code, token) is None
        assert respondents.find_invitation(product, held.code, token) is not None
    given = [SubmittedAnswer("small", "aims", content_of(1), 0)]
    for code in (old.code, held.code):
        assert respondents.save_answers(product, code, here.tokens[0], given) is None
    assert respondents.join(product, old.code, "another", role=None) is None
    assert respondents.join(product, held.code, "another", role=None)


def test_each_time_is_recorded_with_how_many_were_removed(product: Product) -> None:
    here = planned(product)
    assert (link_of(here).renewals, link_of(here).may_begin_anew) == ((), True)
    here.join(3)
    begin_anew(product, here.invitation)
    respondents.join(product, here.invitation.code, "one more", role=None)
    invitations.close(product, here.invitation)
    begin_anew(product, here.invitation)
    at = product.clock()
    assert link_of(here).renewals == (Renewal(1, at, 3), Renewal(2, at, 1))
    assert link_of(here).invited.joined == 0
    assert here.invitation.closed_at is None, "whoever begins a link anew wants people to come by it"


def revealed(here: Meeting) -> None:
    here.open_room()
    here.ask("aims")
    here.answer_all("aims", 1, 2, 3, 4, 2)
    here.reveal()


def brief_taken(here: Meeting) -> None:
    here.answer_all("aims", 1, 2, 3, 4, 2)
    brief.take(here.product, here.workshop)


def closed_before(here: Meeting) -> None:
    of_round = (here.product, here.council.id, here.selection.round.id)
    closing.close(*of_round)
    reopening.reopen(*of_round, reason="a service was left out", decided_by="the leader")


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        (revealed, "have been shown"),
        (brief_taken, "have been shown"),
        (closed_before, "have been shown"),
        (Meeting.end, "has ended"),
    ],
)
def test_what_was_shown_is_not_taken_back(product: Product, shown: Callable[[Meeting], None], why: str) -> None:
    here = planned(product)
    here.join(5)
    shown(here)
    before = here.invitation, numbers_of_rows(here)
    assert not link_of(here).may_begin_anew
    with refused(why):
        begin_anew(product, here.invitation)
    assert (here.invitation, numbers_of_rows(here)) == before


def test_a_link_of_a_closed_round_stays_as_it_is(product: Product) -> None:
    here = planned(product)
    here.join(5)
    closing.close(product, here.council.id, here.selection.round.id)
    with pytest.raises(Closed):
        begin_anew(product, here.invitation)
    assert numbers_of_rows(here)["respondent"] == 5


def test_a_vote_of_somebody_who_was_removed_finds_nobody(product: Product) -> None:
    here = running(product, people=1)
    number, somebody = here.put(NewQuestion(FIST)), here.respondent(0)
    begin_anew(product, here.invitation)
    with pytest.raises(NotFound):
        voting.vote(product, somebody, here.stored(), number, ["4"], expected_version=0)


@pytest.mark.both_databases
@pytest.mark.parametrize("has_workshop", [True, False])
def test_who_answers_or_comes_at_that_moment_is_removed_or_turned_away_and_never_half_there(
    product: Product, has_workshop: bool
) -> None:
    here: Invited = running(product, people=0) if has_workshop else invitation(product, questionnaires=("small",))
    here.join(5)
    old = here.invitation

    def answer(token: str) -> Callable[[], None]:
        def task() -> None:
            for version, level in enumerate((1, 2, 3, 4, 1, 2)):
                given = [SubmittedAnswer("small", "aims", content_of(level), version)]
                with suppress(NotFound):
                    respondents.save_answers(product, old.code, token, given)

        return task

    def come(token: str) -> Callable[[], None]:
        def task() -> None:
            respondents.join(product, old.code, token, role=None)

        return task

    came = [come(f"late {at}") for at in range(3)]
    at_once([*map(answer, here.tokens), *came, lambda: begin_anew(product, old)])
    assert numbers_of_rows(here) == dict.fromkeys(numbers_of_rows(here), 0)
    with product.store.read() as tx:
        assert all_rows(tx, here.council.id)["tally"] == []
    assert respondents.join(product, here.invitation.code, "afterwards", role=None)
