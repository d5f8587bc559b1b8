"""Findings as text and back: what an earlier version froze is still read."""

from __future__ import annotations

import json

from journey.rules.scoring import score
from journey.service.findings_text import freeze, thaw
from tests.rules.scoring_examples import counted, questionnaire, section

ASKED = questionnaire(section("a", "b", "c"))


def test_a_word_that_version_1_0_0_kept_with_each_statement_is_passed_over() -> None:
    found = score(ASKED, counted(dict.fromkeys("abc", (2, 3, 3))), responses=3)
    text = json.loads(freeze(found))
    for statement in text["sections"][0]["statements"]:
        statement["agreement"] = "agree"
    assert thaw(json.dumps(text)) == thaw(freeze(found)) == found
