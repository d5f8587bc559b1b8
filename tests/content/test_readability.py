"""Syllables, the Flesch reading ease, and the figures of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.content import load
from journey.content.readability import figures, reading_ease, syllables

BY_SYLLABLES = {
    1: "we act asked makes changed roles through views straight trained peace league served guide friends learned",
    2: "able tables people leader council cases closed-off needed tested service quiet client trial being going create",
    3: "area idea period financial actual influence improvement measurement management services everyone officer "
    "earlier opinion reaction various behaviour happily senior's",
    4: "priority information experience satisfaction regularly evaluate continuous population political situation "
    "criticism",
    5: "organisation evaluation specification",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in BY_SYLLABLES.items() for word in words.split()]
)
def test_syllables_are_those_of_speech(word: str, count: int) -> None:
    spoken = {"closed-off": 2, "senior's": 2}
    assert sum(map(syllables, word.split("-"))) == spoken.get(word, count)


def test_a_number_is_one_syllable_and_nothing_is_none_below_it() -> None:
    assert [syllables(word) for word in ("2006", "3.9", "nth")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("word", "count"),
    [("Amt", 1), ("Ziele", 2), ("Abend", 2), ("Gespräche", 3), ("Bürgerinnen", 4), ("Leistungsmessung", 4)],
)
def test_syllables_of_german_are_those_of_german(word: str, count: int) -> None:
    assert syllables(word, "de-DE") == count


@pytest.mark.parametrize(("word", "count"), [("cyngor", 2), ("dŵr", 1), ("canlyniadau", 4)])
def test_syllables_of_a_language_without_hyphenation_are_groups_of_vowels(word: str, count: int) -> None:
    assert syllables(word, "cy") == count


def test_reading_ease_of_german_is_amstad_worked_by_hand() -> None:
    # 4 words, 1 sentence, 8 syllables: Wir mes-sen un-se-re Zie-le.
    assert reading_ease(["Wir messen unsere Ziele."], "de") == pytest.approx(180 - 4 - 58.5 * 8 / 4)


def test_plain_german_reads_easier_than_the_german_of_offices() -> None:
    plain = "Wir sehen uns an, was wir erreicht haben. Dann handeln wir."
    heavy = "Die Leistungsmessung der Kommunalverwaltung erfolgt unter Berücksichtigung gesetzlicher Bestimmungen."
    assert 100 > reading_ease([plain], "de") > 70 > 20 > reading_ease([heavy], "de")


def test_reading_ease_is_flesch_worked_by_hand() -> None:
    # 6 words, 1 sentence, 6 syllables.
    assert reading_ease(["The cat sat on the mat."]) == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    # 3 + 4 words, 2 sentences, 3 + 6 syllables.
    assert reading_ease(["We act now.", "Leaders need good measures."]) == pytest.approx(
        206.835 - 1.015 * 7 / 2 - 84.6 * 9 / 7
    )


def test_each_text_is_a_sentence_and_stops_inside_numbers_end_none() -> None:
    assert reading_ease(["We met", "We spoke"]) == reading_ease(["We met. We spoke."])
    assert reading_ease(["We met 3.5 times."]) == reading_ease(["We met 35 times."])


def test_long_words_and_long_sentences_read_harder() -> None:
    plain = "We look at our results. Then we act."
    heavy = "Organisational performance information is systematically evaluated by multidisciplinary practitioners."
    assert reading_ease([plain]) > 80 > 0 > reading_ease([heavy])


def test_texts_without_words_have_no_reading_ease() -> None:
    assert reading_ease([]) == 0
    assert reading_ease(["…"]) == 0


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("two-statements", "1 section, 2 statements, 139 words, reading ease 83, longest statement 8 words"),
        ("checklist", "1 pitfall, 46 words, reading ease 93, longest pitfall 8 words"),
        ("practice", "1 tip, 29 words, reading ease 69, longest tip 14 words"),
        ("workshop", "60 minutes, 2 vignettes, 2 steps, 84 words, reading ease 86, longest step 9 words"),
    ],
)
def test_the_figures_of_a_file_are_counted_from_all_that_is_read(name: str, line: str) -> None:
    path = Path(__file__).parent / "valid" / f"{name}.yaml"
    assert str(figures(load(path.read_bytes(), str(path)))) == line
