"""How firm a secure level is, in words: a small word beside the level, and behind it which answers would change it."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import SectionScore
from journey.rules.stability import Way, stability
from journey.wording import formatting, terms
from journey.wording.scores import sentence

SHOWN = 3
"""Of the statements whose answers would change a level, so many are named."""


def in_words(score: SectionScore) -> str:
    """How few answers would give another level, in a sentence; nothing without a secure level to speak of."""
    found = stability(score)
    if found is None or score.secure_level is None:
        return ""
    if found.fewest is None:
        return "No number of answers one level different would give another level."
    many = formatting.count(found.fewest, "answer")
    level = score.secure_level + (1 if found.fewest == found.to_rise else -1)
    return sentence(
        f"{many} of {found.answers}, one level different, would make it {level}: {terms.FIRMNESS[found.firmness]}"
    )


def which_answers(score: SectionScore, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The fewest answers that would raise the level and those that would lower it; ``texts`` are by statement id."""
    found = stability(score)
    if found is None or score.secure_level is None:
        return ()
    ways = ((found.rise, "higher", score.secure_level + 1), (found.fall, "lower", score.secure_level - 1))
    return tuple(_if_given(way, how, level, texts) for way, how, level in ways if way)


def _if_given(way: Way, how: str, level: int, texts: Mapping[str, str]) -> str:
    """``If two answers to “We …” were one level higher, the secure level would be 3.``"""
    named = [
        f"{formatting.count(answers, 'answer')} to “{texts[statement_id].rstrip('.')}”"
        for statement_id, answers in list(way.items())[:SHOWN]
    ]
    if left := sum(list(way.values())[SHOWN:]):
        named.append(f"{formatting.number(left)} to others")
    were = "was" if sum(way.values()) == 1 else "were"
    return f"If {formatting.listed(named)} {were} one level {how}, the secure level would be {level}."
