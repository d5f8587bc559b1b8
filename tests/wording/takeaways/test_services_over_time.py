"""Units over the rounds in a sentence: who rose and who fell most."""

from __future__ import annotations

from journey.model import Absent
from journey.wording.takeaways import services_over_time as words
from tests.steps.compared_findings import SECTIONS, change, line, rounds, units


def over_time(*lines, claims=""):
    those, held = units(len(lines)), rounds(max(map(len, lines)))
    figures = [
        figure
        for unit, values in zip(those, lines, strict=True)
        for figure in line(SECTIONS[0], *values, unit_id=unit.id)
    ]
    changes = {
        unit.id: change(SECTIONS[0], values[0], values[-1], claim)
        for unit, values, claim in zip(those, lines, claims, strict=False)
    }
    return words.takeaway(words.unit_lines(those, held, figures), held, changes)


def test_services_over_time_name_who_rose_and_who_fell_most():
    said = over_time((2.0, 2.2, 2.9), (2.0, 2.3, 2.4), (3.0, 2.9, 2.1), claims="++-")
    assert said == "From Spring 2020 to Spring 2021, Housing rose most, by 0.9 to 2.9; Highways fell by 0.9 to 2.1."


def test_many_services_that_moved_alike_are_counted():
    assert over_time(*[(2.0, 2.9)] * 4, claims="++++") == (
        "From Spring 2020 to Autumn 2020, four services rose by 0.9; nothing clearly fell."
    )


def test_services_that_show_no_two_rounds_are_not_followed():
    said = over_time((2.0, Absent.TOO_FEW), (Absent.TOO_FEW, 2.0))
    assert said == "No service shows a score in two rounds yet."
