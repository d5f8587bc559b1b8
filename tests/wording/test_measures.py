"""What is said of a measure, by table: tolerance and signal apart from each other, and what follows from both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from journey.model import Direction, Frequency, Light
from journey.wording import measures
from tests.steps.measured import STEADY, share, standing

TARGET = "the target of 82%; up to 3 points off is tolerated."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "No reading yet. With the first one it can be said how this stands."),
        (
            [*STEADY, 76.8],
            f"Beyond tolerance: 76.8% in January 2025, 5.2 points below {TARGET} Usual variation: no signal. So change "
            "how the work is done, and do not chase this one month.",
        ),
        (
            [*STEADY, 75],
            f"Beyond tolerance: 75% in January 2025, 7 points below {TARGET} A signal: below the lower limit of usual "
            "variation. Something is different: find out what, and decide.",
        ),
        (
            [*STEADY, 80.6, 80.5, 80.6, 80.5, 80.6, 80.5],
            f"Within tolerance: 80.5% in June 2025, 1.5 points below {TARGET} A signal: seven readings running below "
            "the mean. Ask early what is different.",
        ),
        (
            [*STEADY, 90],
            "On target: 90% in January 2025; the target is 82% or more. A signal: above the upper limit of usual "
            "variation. Find out what is different, so that it can be kept.",
        ),
        (
            STEADY,
            f"Within tolerance: 79.4% in December 2024, 2.6 points below {TARGET} Usual variation: no signal. Nothing "
            "to ask about this one month.",
        ),
        (
            [*STEADY[:5], 70],
            f"Beyond tolerance: 70% in June 2024, 12 points below {TARGET} Too early to call a signal: six readings, "
            "and it takes 12. The limits are on trial until then. Decide by the tolerance, and do not read much into "
            "one month.",
        ),
        (
            STEADY[:1],
            f"Within tolerance: 81.2% in January 2024, 0.8 points below {TARGET} Too early to tell a signal from usual "
            "variation: one reading, and it takes six for trial limits and 12 for limits that stay.",
        ),
    ],
)
def test_both_answers_and_what_follows(values: Sequence[float], said: str) -> None:
    assert measures.sentence(standing(values)) == said


def test_a_late_reading_is_named_and_asked_for() -> None:
    late = standing([81.2], share(owner="Head of homes"), today=date(2024, 3, 20))
    assert late.light is Light.NO_READING
    assert measures.sentence(late) == (
        "No reading for February 2024 yet, and it is late. The last one was 81.2% in January 2024. Ask Head of homes "
        "for it."
    )
    assert measures.reach(late) == ""


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"target": None}, "79.4% in December 2024; no target is set."),
        ({"tolerance": None}, "No tolerance was agreed, so none is exceeded."),
        ({"direction": Direction.WITHIN, "upper": 84}, "2.6 points outside the band of 82 to 84%;"),
        ({"direction": Direction.DOWN, "target": 75}, "4.4 points above the target of 75%;"),
        ({"is_share": False, "unit_name": "days"}, "2.6 days below the target of 82 days; up to 3 days off is"),
        ({"is_seasonal": True}, "Signals of a seasonal measure need two years of readings."),
        ({"frequency": Frequency.QUARTERLY}, "Read every quarter, it has no limits of usual variation"),
    ],
)
def test_what_is_said_of_other_measures(fields: dict[str, object], part: str) -> None:
    assert part in measures.sentence(standing(STEADY, share(**fields)))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (82, "While nothing changes, the target is met in one month and missed in another, by luck."),
        (87, "Without a change in how the work is done, the target will not be met."),
        (75, "While nothing changes, the target is met every month."),
    ],
)
def test_whether_the_target_will_be_met(target: float, said: str) -> None:
    assert measures.reach(standing(STEADY, share(target=target))) == said
    assert measures.in_full(standing(STEADY, share(target=target))).endswith(said)


def test_a_light_is_a_shape_and_a_word_and_no_two_are_alike() -> None:
    assert [measures.light(one) for one in Light] == [
        "● on target",
        "▲ watch",
        "■ exception",
        "◌ no reading",
        "◇ no target",
    ]
    assert len(set(measures.SHAPES.values())) == len(Light)
    assert all(measures.light(one) in measures.legend() for one in Light)


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(81.2, None, "81.2"), (0.1 + 0.2, None, "0.3"), (1250000, None, "1,250,000"), (-3, None, "−3"), (2, 1, "2.0")],
)
def test_how_a_number_is_written(value: float, decimals: int | None, said: str) -> None:
    assert measures.number(value, decimals) == said
