"""Where sections stand beside each other: which of them are named, and which are only counted where words are few."""

from __future__ import annotations

from journey.model import Counts
from journey.rules.scoring import score
from journey.wording import ranking
from tests.rules.scoring_examples import questionnaire, section, statement

HIGH, LOW = Counts((0, 0, 0, 9)), Counts((9, 0, 0, 0))
ASKED = questionnaire(
    *(
        section(*(statement(f"{id_}-{number}") for number in range(4)), section_id=id_, title=title)
        for id_, title in (("a", "Taking stock"), ("b", "Setting direction"), ("c", "Policy"), ("d", "People"))
    )
)
FOUND = score(ASKED, {s.id: HIGH if s.id[0] in "ab" else LOW for s in ASKED.statements()}, responses=9)


def test_both_ends_are_named():
    assert ranking.standing(ASKED, FOUND) == (
        "Taking stock and Setting direction are about equally high, at 4.0; "
        "Policy and People are about equally low, at 1.0"
    )


def test_where_words_are_few_what_is_high_is_counted_and_what_is_low_is_named_all_the_same():
    assert ranking.standing(ASKED, FOUND, longest=1) == (
        "two are about equally high, at 4.0; Policy and People are about equally low, at 1.0"
    )
