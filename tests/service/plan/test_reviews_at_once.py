"""Two people write in one review, in any order: nothing that was saved is lost, and who was slower sees it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from journey.model import Decision, DecisionContent, DecisionKind, Review
from journey.service import Conflict, Product
from journey.service.councils import councils
from journey.service.plan import reviews
from journey.service.plan.place import PlanPlace
from journey.store import plan_events

STEPS = 300


def test_nothing_that_was_saved_is_lost(product: Product) -> None:
    council = councils.start(product, name="Ambershire", kind="County council")
    place = PlanPlace(council.id, councils.units(product, council.id)[0].id)
    review = reviews.begin(product, place, writer="laptop")
    content = DecisionContent(DecisionKind.STOP, "0", "Management team")
    decision = reviews.decide(product, council.id, review.id, content, writer="laptop")
    random, seen = Random(12), {who: (review, decision) for who in ("laptop", "phone")}
    saved, refused = {"review": ["", ""], "decision": ["0"]}, 0
    for step in range(1, STEPS + 1):
        who, is_review = random.choice(list(seen)), random.random() < 0.5
        try:
            seen[who] = write(product, council.id, seen[who], str(step), who, is_review=is_review)
            saved["review" if is_review else "decision"].append(str(step))
        except Conflict as conflict:
            refused += 1
            stored = conflict.stored
            assert isinstance(stored, Review | Decision)
            seen[who] = (stored, seen[who][1]) if isinstance(stored, Review) else (seen[who][0], stored)
    assert refused > STEPS / 10
    with product.store.read() as tx:
        for record, id_, field in (("review", review.id, "learned"), ("decision", decision.id, "text")):
            told = [event.after for event in plan_events.of_record(tx, council.id, record, id_) if event.field == field]
            assert told == [text for text in saved[record] if text not in ("", "0")]
    assert reviews.get(product, council.id, review.id).content.learned == saved["review"][-1]
    (last,) = reviews.decisions(product, council.id, review.id)
    assert last.content.text == saved["decision"][-1]


def write(
    product: Product, council: str, seen: tuple[Review, Decision], text: str, who: str, *, is_review: bool
) -> tuple[Review, Decision]:
    """Write over what was seen; what is seen then. Raises Conflict."""
    review, decision = seen
    if is_review:
        content = replace(review.content, learned=text)
        new = reviews.change(product, council, review.id, content, expected_version=review.version, writer=who)
        return new, decision
    worded = replace(decision.content, text=text)
    changed = reviews.change_decision(
        product, council, review.id, decision.id, worded, expected_version=decision.version, writer=who
    )
    return review, changed
