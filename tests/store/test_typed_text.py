"""Typed text: what nobody can see is taken out, and everything else comes back as it was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Text, select

from journey.model import PitfallContent, PitfallState, ReadinessOverride
from journey.store import Store, answers, assessments, organisations, pitfalls, rounds
from journey.store.columns import metadata
from journey.store.typed_text import as_read, clean
from tests.store.store_examples import NOW, Council, fill, level, save, save_pitfall

UNSEEN = [
    *map(chr, range(0x00, 0x09)),
    *map(chr, range(0x0B, 0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\ufeff",
    "\ud800",
    "\udfff",
]
DIRTY = "A ze" + "".join(UNSEEN) + "bra"


def test_every_unseen_character_is_taken_out() -> None:
    assert clean(DIRTY) == "A zebra"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two\nlines\tand a tab",
        "café – “quoted” £5",
        "<b>=1+1</b> *not* _marked_",
        "Llanfair 日本 🐟",
        "a\u200db\u00a0c",
    ],
)
def test_everything_that_can_be_seen_stays(text: str) -> None:
    assert clean(text) == text


def test_a_letter_whose_accent_was_kept_beside_it_becomes_the_letter_that_it_looks_like() -> None:
    assert clean("Zoe\u0308’s Gw\u0302yr") == "Zo\u00eb’s G\u0175yr"
    assert clean("e\u202e\u0308") == "\u00eb"


def test_names_that_read_alike_are_one_name_however_they_are_kept() -> None:
    assert as_read("ZOE\u0308’S") == as_read("Zo\u00eb’s")
    assert as_read("Zoe’s") != as_read("Zo\u00eb’s")


def test_lines_that_end_as_on_windows_keep_their_newline() -> None:
    assert clean("one\r\ntwo\r\n") == "one\ntwo\n"


def test_no_typed_text_is_stored_with_an_unseen_character(store: Store, council: Council) -> None:
    dirty_answer = level(3, reason=DIRTY, note=DIRTY, evidence=DIRTY, act=DIRTY)
    with store.write() as tx:
        organisations.add(tx, name=DIRTY, kind=DIRTY)
        organisations.rename(tx, council.id, name=DIRTY, kind=DIRTY)
        organisations.add_unit(tx, council.id, name=DIRTY, kind="service")
        organisations.rename_role(tx, council.id, key="partners", name=DIRTY)
        rounds.add(tx, council.id, name=DIRTY, held_on=date(2026, 4, 1), content=[])
        saved = save(tx, council, "first", dirty_answer)
        save(tx, council, "first", dirty_answer, seen=1)
        loaded = assessments.add_response(tx, council.id, council.assessment).id
        answers.save_many(tx, council.id, loaded, {"second": (dirty_answer, False)}, writer="import", at=NOW)
        save_pitfall(tx, council, "blame", PitfallContent(PitfallState.PARTLY, DIRTY, DIRTY))
        moved = ReadinessOverride("plan", DIRTY, DIRTY, NOW)
        pitfalls.save_override(tx, council.id, round_id=council.round, unit_id=council.unit, override=moved)
    with store.read() as tx:
        typed = [text for text in _all_texts(tx) if text.startswith("A ze")]
    assert len(typed) == 3 + 3 + 1 + 1 + 1 + 4 * 5 + 2 * 2 + 2
    assert set(typed) == {"A zebra"}
    assert saved.content == replace(dirty_answer, reason="A zebra", note="A zebra", evidence="A zebra", act="A zebra")


def test_text_of_any_script_comes_back_as_it_was_typed(store: Store, council: Council) -> None:
    said = level(3, note="naïve – 日本 – عربي – 🐟 – 'quotes' \"too\" \\ %s :name ; --", evidence=" kept spaces ")
    with store.write() as tx:
        fill(tx, council)
        save(tx, council, "scripts", said)
    with store.read() as tx:
        assert answers.get(tx, council.id, council.response, "scripts").content == said


def _all_texts(tx) -> list[str]:
    columns = [c for table in metadata.sorted_tables for c in table.c if isinstance(c.type, Text)]
    return [text for column in columns for text in tx.execute(select(column)).scalars() if text is not None]
