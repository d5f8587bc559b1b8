"""Coming by a code and answering: found again, saved once, shut when shown, and nothing of anybody else's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journey.model import Answer, AnswerContent, AnswerState, Counts
from journey.service import Conflict, NotFound, Product
from journey.service.answering import invitations, respondents
from journey.service.answering.submitted_answers import SaveOutcome, SubmittedAnswer
from journey.service.refused import AnswersLocked, Refused
from journey.service.rounds import closing
from journey.service.workshop import leading
from journey.store import Store, answers
from tests.steps.queries import queries
from tests.steps.rounds import content_of, product_with, write
from tests.steps.workshop import EVERY, Meeting, planned, running

MOST_QUERIES_TO_SAVE = 7
"""In the transaction of a page while the workshop runs, on PostgreSQL with the lock of its stage: hundreds of phones
send one every few seconds."""


@pytest.fixture
def here(product: Product) -> Meeting:
    """A workshop to which two people have come, before it begins."""
    found = planned(product)
    found.join(2)
    return found


def give(here: Meeting, *given: SubmittedAnswer, person: int = 0) -> list[SaveOutcome]:
    """What became of what a person gave."""
    found = respondents.save_answers(here.product, here.invitation.code, here.tokens[person], given)
    assert found is not None
    return found


def says(statement: str, said: int | str, version: int = 0, *, note: str = "") -> SubmittedAnswer:
    """Something given to a statement of the small questionnaire."""
    content = content_of(said)
    return SubmittedAnswer(
        "small", statement, AnswerContent(content.state, content.level, content.reason, note), version
    )


def stored(here: Meeting, person: int = 0) -> dict[str, tuple[int | None, int]]:
    """Level and version by statement."""
    (given,) = respondents.form_of(here.product, here.respondent(person)).given.values()
    return {id_: (one.content.level, one.version) for id_, one in given.items()}


def tally(here: Meeting, statement: str) -> Counts:
    with here.product.store.read() as tx:
        return answers.tally(tx, here.council.id, here.assessment.id).get(statement, Counts())


def test_who_comes_twice_is_found_again_in_the_role_chosen_first(product: Product) -> None:
    here = planned(product)
    code = here.invitation.code
    first = respondents.join(product, code, "token", role="front-line")
    again = respondents.join(product, code, "token", role="leadership")
    assert first == again
    assert first is not None
    assert first.role == "front-line"
    assert here.responses() == 1
    door = respondents.find_invitation(product, code, "token")
    assert door is not None
    assert door.respondent == first


def test_a_role_that_is_none_of_the_councils_is_refused(product: Product) -> None:
    here = planned(product)
    with pytest.raises(NotFound):
        respondents.join(product, here.invitation.code, "token", role="mayor")
    assert here.responses() == 0
    assert respondents.join(product, here.invitation.code, "token", role=None) is not None


@pytest.mark.both_databases
def test_the_cap_holds_however_many_come_at_once(product: Product) -> None:
    here = planned(product)
    invitations.set_cap(product, here.invitation, 3)

    def comes(number: int) -> bool:
        try:
            return respondents.join(product, here.invitation.code, f"token {number}", role=None) is not None
        except Refused:
            return False

    with ThreadPoolExecutor(8) as door:
        assert sum(door.map(comes, range(12))) == 3
    assert here.responses() == 3


def test_a_sheet_has_every_section_and_what_was_given(here: Meeting) -> None:
    give(here, says("aims", 3), says("costs", "dk", note="n"))
    sheet = respondents.form_of(here.product, here.respondent(0))
    assert [[one.id for one in page.statements] for page in sheet.pages] == [
        ["aims", "figures", "costs", "risks"],
        ["reviews", "dates", "advice"],
    ]
    (given,) = sheet.given.values()
    assert {id_: one.content.state for id_, one in given.items()} == {
        "aims": AnswerState.LEVEL,
        "costs": AnswerState.DONT_KNOW,
    }
    assert given["costs"].content.note == "n"
    assert not sheet.shut
    assert stored(here, person=1) == {}
    assert respondents.size(here.product, here.invitation)[0] == len(EVERY)


def test_submitting_leaves_answers_open_to_change(here: Meeting) -> None:
    assert not respondents.form_of(here.product, here.respondent(0)).is_submitted
    respondents.submit(here.product, here.respondent(0))
    respondents.submit(here.product, here.respondent(0))
    assert respondents.form_of(here.product, here.respondent(0)).is_submitted
    assert not respondents.form_of(here.product, here.respondent(1)).is_submitted
    give(here, says("aims", 2))
    assert stored(here) == {"aims": (2, 1)}


def test_what_is_given_twice_counts_once(here: Meeting) -> None:
    for _ in range(3):
        (outcome,) = give(here, says("aims", 3))
        assert isinstance(outcome, Answer)
        assert outcome.version == 1
    (outcome,) = give(here, says("aims", 3, version=1))
    assert isinstance(outcome, Answer)
    assert outcome.version == 1
    assert tally(here, "aims").levels == (0, 0, 1, 0)


def test_nothing_given_is_nothing_saved(here: Meeting) -> None:
    (outcome,) = give(here, SubmittedAnswer("small", "aims", AnswerContent(), 0))
    assert isinstance(outcome, Answer)
    assert outcome.version == 0
    assert stored(here) == {}


@pytest.mark.both_databases
def test_an_older_window_is_told_what_is_stored_and_changes_nothing(here: Meeting) -> None:
    give(here, says("aims", 3))
    give(here, says("aims", 4, version=1))
    for version in (0, 1, 7):
        (outcome,) = give(here, says("aims", 2, version=version))
        assert isinstance(outcome, Conflict)
        assert isinstance(outcome.stored, Answer)
        assert outcome.stored.content.level == 4
    assert stored(here) == {"aims": (4, 2)}


def test_an_older_window_that_shows_what_was_replaced_leaves_the_newer_answer(here: Meeting) -> None:
    give(here, says("aims", 3))
    give(here, says("aims", 4, version=1))
    for shown in (says("aims", 3, version=1), SubmittedAnswer("small", "aims", AnswerContent(), 0)):
        (outcome,) = give(here, shown)
        assert isinstance(outcome, Answer)
        assert outcome.content.level == 4
    assert stored(here) == {"aims": (4, 2)}


@pytest.mark.both_databases
def test_one_that_cannot_be_saved_does_not_keep_the_others_from_it(here: Meeting) -> None:
    give(here, says("costs", 1))
    no_reason = SubmittedAnswer("small", "figures", AnswerContent(AnswerState.NOT_APPLICABLE), 0)
    outcomes = give(here, says("aims", 3), no_reason, says("costs", 2), says("risks", 4))
    assert [type(one) for one in outcomes] == [Answer, Refused, Conflict, Answer]
    assert stored(here) == {"aims": (3, 1), "costs": (1, 1), "risks": (4, 1)}


@pytest.mark.parametrize(
    "foreign", [("small", "no-such"), ("no-such", "aims"), ("", ""), ("stages", "many-viewpoints")]
)
def test_a_statement_that_is_not_asked_keeps_the_whole_form_out(here: Meeting, foreign: tuple[str, str]) -> None:
    with pytest.raises(NotFound):
        give(here, says("aims", 3), SubmittedAnswer(*foreign, AnswerContent(AnswerState.LEVEL, 4), 0))
    assert stored(here) == {}


def test_texts_are_kept_without_what_cannot_be_seen(here: Meeting) -> None:
    give(here, says("aims", 3, note=" a\x00b\u202e\nc "))
    (given,) = respondents.form_of(here.product, here.respondent(0)).given.values()
    assert given["aims"].content.note == "ab\nc"


def test_what_was_revealed_is_shut_until_the_revote_and_after_it(product: Product) -> None:
    here = running(product, people=2)
    here.answer_all("aims", 2, 4)
    here.ask("aims")
    here.reveal()
    assert isinstance(here.answer(0, "aims", 3), AnswersLocked)
    assert isinstance(here.answer(0, "figures", 3), Answer)
    assert respondents.form_of(product, here.respondent(0)).shut == {(here.assessment.id, "aims")}
    here.ask("aims", ballot_round=2)
    assert isinstance(here.answer(0, "aims", 3), Answer)
    here.reveal()
    assert isinstance(here.answer(0, "aims", 1), AnswersLocked)
    assert tally(here, "aims").levels == (0, 0, 1, 1)


@pytest.mark.both_databases
def test_no_answer_slips_between_the_count_of_a_reveal_and_its_commit(product: Product) -> None:
    here = running(product, people=12)
    here.ask("aims")
    here.answer(0, "aims", 1)

    def answer(person: int) -> object:
        return here.answer(person, "aims", 1 + person % 4)

    with ThreadPoolExecutor(12) as room:
        coming = [room.submit(answer, person) for person in range(1, 12)]
        room.submit(here.reveal).result()
        outcomes = [one.result() for one in coming]
    (question,) = here.questions()
    assert question.result is not None
    in_time = 1 + sum(isinstance(one, Answer) for one in outcomes)
    assert sum(question.result.values()) == in_time
    assert sum(tally(here, "aims").levels) == in_time
    assert all(isinstance(one, Answer | AnswersLocked) for one in outcomes)


def test_a_code_that_leads_nowhere_takes_no_answer(product: Product, tmp_path: Path) -> None:
    ended, closed, over = (planned(product, name=name) for name in ("Ambershire", "Wensford", "Testshire"))
    for one in (ended, closed, over):
        one.join(1)
    codes = [one.invitation.code for one in (ended, closed, over)]
    tokens = [one.tokens[0] for one in (ended, closed, over)]
    ended.end()
    invitations.close(product, closed.invitation)
    closing.close(product, over.council.id, over.workshop.round_id)
    for code, token in zip(codes, tokens, strict=True):
        assert respondents.save_answers(product, code, token, [says("aims", 3)]) is None
        assert respondents.join(product, code, token, role=None) is None
        assert respondents.find_invitation(product, code, token) is None
    assert respondents.save_answers(product, "ABCDEFGH", tokens[0], [says("aims", 3)]) is None
    invitations.open_again(product, closed.invitation)
    assert respondents.save_answers(product, codes[1], tokens[1], [says("aims", 3)]) is not None


def test_a_token_opens_nothing_where_its_holder_did_not_come(product: Product) -> None:
    one, other = planned(product, name="Ambershire"), planned(product, name="Wensford")
    one.join(1)
    assert respondents.save_answers(product, other.invitation.code, one.tokens[0], [says("aims", 3)]) is None
    assert other.responses() == 0


@pytest.mark.both_databases
def test_every_code_that_leads_nowhere_costs_the_same_queries(product: Product) -> None:
    closed, over = (planned(product, name=name) for name in ("Ambershire", "Wensford"))
    closed.join(1)
    codes = ["ABCDEFGH", "0", "", "'", closed.invitation.code, over.invitation.code]
    leading.end(product, closed.workshop)
    closing.close(product, over.council.id, over.workshop.round_id)
    asked = []
    for code in codes:
        with queries(product.store) as seen:
            assert respondents.find_invitation(product, code, closed.tokens[0]) is None
        asked.append(seen)
    assert len(asked[0]) == 1
    assert all(one == asked[0] for one in asked)


@pytest.mark.parametrize("answered", [1, 4, 7])
@pytest.mark.parametrize("version", [0, 1], ids=["first", "changed"])
@pytest.mark.both_databases
def test_a_page_costs_as_few_queries_as_an_answer(product: Product, answered: int, version: int) -> None:
    here = running(product, people=1)
    here.ask("aims")
    if version:
        give(here, *(says(statement, 1) for statement in EVERY[:answered]))
    code, token = here.invitation.code, here.tokens[0]
    with queries(product.store) as seen:
        given = [says(statement, 3, version) for statement in EVERY[:answered]]
        outcomes = respondents.save_answers(product, code, token, given)
    assert outcomes is not None
    assert [isinstance(one, Answer) and one.version for one in outcomes] == [version + 1] * answered
    assert len(seen) <= MOST_QUERIES_TO_SAVE, "\n".join(seen)


def test_two_questionnaires_are_answered_in_one_sheet(store: Store, tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, id="other")
    product = product_with(store, tmp_path)
    here = planned(product, asks=("small", "other"))
    here.join(1)
    sheet = respondents.form_of(product, here.respondent(0))
    assert [page.part.assessment.questionnaire_id for page in sheet.pages] == ["small", "small", "other", "other"]
    outcomes = give(here, says("aims", 1), SubmittedAnswer("other", "aims", content_of(4), 0))
    assert [isinstance(one, Answer) and one.content.level for one in outcomes] == [1, 4]


@pytest.mark.both_databases
def test_who_joined_under_1_0_0_is_found_by_its_cookie_and_who_has_joined_since_is_not(here: Meeting) -> None:
    code = here.invitation.code
    before, since = here.tokens[0], "s" * 43
    assert respondents.join(here.product, code, since, role=None, page_token="p" * 43)
    found = respondents.find_who_joined_before(here.product, code, before)
    assert found
    assert found.respondent == here.respondent(0)
    assert respondents.find_who_joined_before(here.product, code, since) is None
    assert respondents.find_who_joined_before(here.product, code, "n" * 43) is None
    assert respondents.find_who_joined_before(here.product, "NOWHERE2", before) is None
