"""What people wrote beside their answers: shown openly, or of many together, and never singly."""

from __future__ import annotations

from datetime import date

from journey.model import AnswerContent, AnswerState, Assessment, Privacy
from journey.service import Product
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import by_questionnaire, written
from journey.service.rounds import closing, reopening
from journey.store import answers, assessments
from tests.steps.rounds import NOW, TWO_SECTIONS, ask, everybody, open_a_round, start

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


def note(product: Product, of: Assessment, number: int, statement: str, text: str, evidence: str = "") -> None:
    """What the respondent with this number writes beside a level."""
    with product.store.write() as tx:
        own = assessments.responses(tx, of.organisation_id, of.id)[number].id
        before = answers.get(tx, of.organisation_id, own, statement)
        answers.save(
            tx,
            of.organisation_id,
            own,
            statement,
            AnswerContent(AnswerState.LEVEL, before.content.level, note=text, evidence=evidence),
            evidenced=False,
            expected_version=before.version,
            writer="phone",
            at=NOW,
        )


def shown(product: Product, selection: Selection) -> tuple[str, ...]:
    standing = by_questionnaire(product, selection)["small"]
    return written(product, standing, standing.questionnaire.sections[0])


def opened(product: Product, number: int, privacy: Privacy = Privacy.CONFIDENTIAL) -> tuple[Selection, Assessment]:
    """An open round that so many answered."""
    council, unit = start(product)
    held = open_a_round(product, council, "Now", date(2026, 10, 12))
    levels = [1 + at % 4 for at in range(number)]
    return Selection(council, held, unit), ask(product, held, unit, everybody(EVERY, *levels), privacy=privacy)


def close(product: Product, selection: Selection) -> None:
    closing.close(product, selection.organisation.id, selection.round.id)


def test_of_an_open_assessment_everything_is_shown_in_the_order_of_the_statements(product: Product) -> None:
    selection, assessment = opened(product, 1, Privacy.OPEN)
    note(product, assessment, 0, "risks", "Nobody keeps a list.")
    note(product, assessment, 0, "aims", "Agreed in spring.", "Minutes of May.")
    note(product, assessment, 0, "reviews", "Of another section.")
    assert shown(product, selection) == ("Agreed in spring.", "Minutes of May.", "Nobody keeps a list.")


def test_of_a_confidential_one_it_is_shown_in_an_order_that_says_nothing_of_who(product: Product) -> None:
    selection, assessment = opened(product, 8)
    for number, text in enumerate(("pears", "Oranges", "apples", "quinces", "Lemons")):
        note(product, assessment, number, EVERY[number % 4], text)
    assert shown(product, selection) == (), "what is new is not shown before the round closes"
    close(product, selection)
    assert shown(product, selection) == ("apples", "Lemons", "Oranges", "pears", "quinces")


def test_where_fewer_wrote_than_are_shown_together_nothing_is_shown(product: Product) -> None:
    selection, assessment = opened(product, 8)
    for number in range(4):
        for statement in ("aims", "figures"):
            note(product, assessment, number, statement, "words")
    close(product, selection)
    assert by_questionnaire(product, selection)["small"].profile
    assert shown(product, selection) == ()


def test_what_is_written_by_those_who_wait_is_not_shown(product: Product) -> None:
    selection, assessment = opened(product, 8)
    for number in range(5):
        note(product, assessment, number, "aims", f"words {number}")
    close(product, selection)
    assert len(shown(product, selection)) == 5
    reopening.reopen(product, selection.organisation.id, selection.round.id, reason="more", decided_by="the leader")
    note(product, assessment, 5, "aims", "the sixth")
    close(product, selection)
    assert by_questionnaire(product, selection)["small"].waiting == 1
    assert shown(product, selection) == ()
