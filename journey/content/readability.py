"""How easy content reads: syllables, the Flesch reading ease, and the figures that a check prints for each file.

Reading ease is 206.835 - 1.015 × words a sentence - 84.6 × syllables a word (Flesch, A new readability yardstick,
1948): 60 to 70 is plain English, under 50 is hard. For German it is 180 - 1.0 × words a sentence - 58.5 × syllables a
word (Amstad, Wie verständlich sind unsere Zeitungen?, 1978). For another language Flesch's figure only compares texts
in that language with each other.

Syllables of English are counted by rules of its spelling; of other languages by pyphen, which knows where their words
are hyphenated. For English pyphen is the worse of the two, because not every syllable may be split off: of the 65 words
in the test of these rules it miscounts 24 (British) or 12 (American), and the content that ships comes out harder by
1.4 or 5.4 points of reading ease.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pyphen import Pyphen, language_fallback

from journey.content.references import words
from journey.content.shapes import Noun
from journey.model import Checklist, Guidance, Questionnaire

_VOWELS = re.compile(r"[aeiouy]+")
_OTHER_VOWELS = re.compile(r"[aeiouwyàáâäåæèéêëìíîïòóôöøœùúûüŵýŷÿ]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")
_IRREGULAR = {
    "area": 3,
    "areas": 3,
    "argue": 2,
    "being": 2,
    "business": 2,
    "element": 3,
    "elements": 3,
    "everybody": 4,
    "everything": 3,
    "idea": 3,
    "ideas": 3,
    "someone": 2,
    "someones": 2,
}

_TWO_SOUNDS = re.compile(
    r"[aeiouy]ing"  # do-ing
    r"|(?<![ctgsx])i(?:a|et|ou(?!r))"  # reli-able, qui-et, previ-ous; but so-cial, ca-pa-cious
    r"|(?<![ctgsxn])io(?!u)"  # peri-od, but ac-tion, o-pinion
    r"|(?<![ctgsxr])ien|(?<!f)rien"  # cli-ent, experi-ence, but an-cient, friend
    r"|(?<=[a-z]{2})i(?:er|est)$"  # easi-er
    r"|(?<=c)rea(?=t[eio])|rea(?=ct)"  # cre-ate, re-act
    r"|u(?:a(?!r[dk])|ou|en|i(?=t[iy]))"  # actu-al, continu-ous, influ-ence
    r"|sm$"  # criti-cism
)
_SILENT = re.compile(
    r"(?<![aeiouy])(?<![^aeiouy]l)e$"  # mak-e, but ta-ble
    r"|(?<![aeiouycgsxz])(?<![^aeiouy]l)(?<![cs]h)es$"  # mak-es, but chan-ges, ta-bles
    r"|(?<![aeiouytd])(?<![^aeiouyl]l)ed$"  # ask-ed, but test-ed, ta-bled
    r"|(?<=[aeiouy][^aeiouyl])e(?=(?:ment|ly|ful|less|ness|thing|times?|where|one|body)s?$)"  # stat-e-ment
)


ENGLISH = "en"

WEIGHTS = {ENGLISH: (206.835, 1.015, 84.6), "de": (180.0, 1.0, 58.5)}
"""For a language: the most that a text can reach, what a word a sentence costs, and what a syllable a word costs."""


def syllables(word: str, language: str = ENGLISH) -> int:
    """How many syllables a word has; a number counts as one. A language that pyphen lacks is counted by its vowels."""
    if _family(language) == ENGLISH:
        return _english_syllables(word)
    hyphenated = _hyphenation(language)
    if hyphenated:
        return len(hyphenated.positions(word.lower())) + 1
    return max(len(_OTHER_VOWELS.findall(word.lower())), 1)


def _family(language: str) -> str:
    """``en`` of ``en-GB``."""
    return language.partition("-")[0]


@cache
def _hyphenation(language: str) -> Pyphen | None:
    """Where words of a language are split: a first letter may stand alone, a last one is no syllable."""
    known = language_fallback(language)
    return Pyphen(lang=known, left=1, right=2) if known else None


def _english_syllables(word: str) -> int:
    spelt = re.sub(r"[^a-z]", "", word.lower())
    if spelt in _IRREGULAR:
        return _IRREGULAR[spelt]
    spelt = re.sub(r"(?<=[qg])u(?=[aeiouy])", "w", spelt)
    groups = len(_VOWELS.findall(spelt)) + len(_TWO_SOUNDS.findall(spelt)) - len(_SILENT.findall(spelt))
    return max(groups, 1)


def reading_ease(texts: Sequence[str], language: str = ENGLISH) -> float:
    """The reading ease of some texts together, each at least one sentence; 0 where there are no words."""
    spoken = [part for text in texts for word in words(text) for part in re.split(r"[-–—/]", word) if part]
    if not spoken:
        return 0.0
    sentences = sum(max(len(_SENTENCE_END.findall(text)), 1) for text in texts)
    most, a_word, a_syllable = WEIGHTS.get(_family(language), WEIGHTS[ENGLISH])
    heard = sum(syllables(word, language) for word in spoken)
    return most - a_word * len(spoken) / sentences - a_syllable * heard / len(spoken)


@dataclass(frozen=True, slots=True)
class Figures:
    """A clean file in figures. ``parts`` counts what it holds; ``longest`` is the longest of the last of them."""

    parts: tuple[tuple[int, str], ...]
    words: int
    reading_ease: float
    longest: int

    def __str__(self) -> str:
        counts = ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in self.parts)
        ease = f"reading ease {self.reading_ease:.0f}, longest {self.parts[-1][1]} {self.longest} words"
        return f"{counts}, {self.words} words, {ease}"


def figures(noun: Noun) -> Figures:
    """Count one noun: all that people read in it, headings and lists of sources aside."""
    parts: tuple[tuple[int, str], ...]
    if isinstance(noun, Questionnaire):
        statements = noun.statements()
        parts = ((len(noun.sections), "section"), (len(statements), "statement"))
        main = [statement.text for statement in statements]
        more = [text for each in statements for text in (*each.levels.values(), each.why, *each.look_for)]
        more += [section.summary for section in noun.sections] + [each.text for each in noun.frustrations]
    elif isinstance(noun, Checklist):
        parts = ((len(noun.pitfalls), "pitfall"),)
        main = [pitfall.text for pitfall in noun.pitfalls]
        more = [text for each in noun.pitfalls for text in (each.bites, each.tell, each.avoid)]
    elif isinstance(noun, Guidance):
        parts = ((len(noun.tips), "tip"),)
        main = [tip.text for tip in noun.tips]
        more = [tip.practice for tip in noun.tips if tip.practice]
    else:
        parts = ((noun.minutes, "minute"), (len(noun.vignettes), "vignette"), (len(noun.steps), "step"))
        main = [step.text for step in noun.steps]
        more = [text for each in noun.vignettes for text in (each.text, each.because)]
        more += [noun.purpose, noun.who, *noun.materials, noun.outcome]
    texts = [*main, *more, noun.summary]
    count = sum(len(words(text)) for text in texts)
    return Figures(parts, count, reading_ease(texts, noun.language), max(len(words(text)) for text in main))
