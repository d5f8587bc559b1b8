"""How often the rules were found right on many invented councils: the figures in print.

The tables of *The methods in full* show them, and ``journey simulate`` sets its own beside them.

Shares are fractions of 1, all other figures are levels of the scale.
"""

from __future__ import annotations

from collections.abc import Mapping

from journey.rules.stability import Firmness

SMALLEST_CHANGE: Mapping[int, tuple[float, float, float, float, float, float]] = {
    5: (0.68, 0.88, 1.06, 1.25, 0.63, 0.35),
    6: (0.60, 0.80, 0.94, 1.11, 0.57, 0.43),
    8: (0.50, 0.65, 0.79, 0.94, 0.46, 0.56),
    10: (0.45, 0.58, 0.70, 0.84, 0.41, 0.67),
    12: (0.40, 0.53, 0.63, 0.76, 0.37, 0.75),
    15: (0.37, 0.46, 0.56, 0.67, 0.33, 0.85),
    20: (0.35, 0.41, 0.49, 0.58, 0.28, 0.93),
    30: (0.34, 0.35, 0.39, 0.47, 0.23, 0.98),
    40: (0.32, 0.34, 0.35, 0.41, 0.19, 0.99),
}
"""By people each time: the smallest change noticed in four of five rounds where people are alike, usual, apart and very
apart; half the width of the interval; and how often a true half level is found, both for the usual spread."""

CHANGE_CALLED: Mapping[tuple[float, int], tuple[float, float]] = {
    (0.25, 5): (0.12, 0.05),
    (0.25, 8): (0.19, 0.08),
    (0.25, 12): (0.27, 0.15),
    (0.25, 20): (0.40, 0.35),
    (0.25, 40): (0.51, 0.55),
    (0.40, 5): (0.23, 0.19),
    (0.40, 8): (0.40, 0.37),
    (0.40, 12): (0.56, 0.63),
    (0.40, 20): (0.79, 0.92),
    (0.40, 40): (0.91, 0.99),
    (0.50, 5): (0.35, 0.33),
    (0.50, 8): (0.56, 0.63),
    (0.50, 12): (0.75, 0.89),
    (0.50, 20): (0.93, 1.00),
    (0.50, 40): (0.99, 1.00),
    (0.75, 5): (0.65, 0.73),
    (0.75, 8): (0.90, 0.97),
    (0.75, 12): (0.98, 1.00),
    (0.75, 20): (1.00, 1.00),
    (0.75, 40): (1.00, 1.00),
    (1.00, 5): (0.89, 0.95),
    (1.00, 8): (0.99, 1.00),
    (1.00, 12): (1.00, 1.00),
    (1.00, 20): (1.00, 1.00),
    (1.00, 40): (1.00, 1.00),
}
"""By true change and people each time: how often it is called, by new people and by the same people."""

SECURE_LEVEL_PEOPLE = (1, 3, 5, 8, 12, 20, 40)

SECURE_LEVEL: Mapping[str, Mapping[int, tuple[float, ...]]] = {
    "1.0.0": {
        1: (0.39, 0.47, 0.53, 0.25, 0.94, 0.75, 0.60, 0.29, 0.11),
        3: (0.26, 0.35, 0.43, 0.21, 0.87, 0.69, 0.72, 0.20, 0.08),
        5: (0.21, 0.30, 0.37, 0.19, 0.82, 0.65, 0.77, 0.16, 0.07),
        8: (0.17, 0.24, 0.31, 0.16, 0.75, 0.57, 0.78, 0.19, 0.03),
        12: (0.15, 0.21, 0.26, 0.14, 0.69, 0.51, 0.83, 0.14, 0.04),
        20: (0.12, 0.17, 0.21, 0.11, 0.59, 0.43, 0.86, 0.10, 0.04),
        40: (0.09, 0.12, 0.16, 0.08, 0.48, 0.35, 0.90, 0.07, 0.03),
    },
    "2.0.0": {
        1: (0.38, 0.49, 0.54, 0.25, 0.94, 0.75, 0.60, 0.29, 0.11),
        3: (0.26, 0.35, 0.42, 0.21, 0.86, 0.69, 0.73, 0.20, 0.08),
        5: (0.22, 0.30, 0.36, 0.18, 0.82, 0.64, 0.78, 0.15, 0.07),
        8: (0.17, 0.22, 0.29, 0.13, 0.71, 0.50, 0.83, 0.09, 0.08),
        12: (0.14, 0.19, 0.24, 0.12, 0.65, 0.49, 0.86, 0.07, 0.07),
        20: (0.12, 0.16, 0.20, 0.11, 0.57, 0.43, 0.88, 0.06, 0.06),
        40: (0.09, 0.12, 0.15, 0.08, 0.48, 0.34, 0.91, 0.04, 0.05),
    },
}
"""By scoring version and people: another secure level in the next of two identical rounds where people are alike, usual
and apart; by the same people; on some section of five, by new and by the same people; right; below; above the truth."""

FIRMNESS: Mapping[str, Mapping[tuple[int, Firmness], tuple[float | None, ...]]] = {
    "1.0.0": {
        (8, Firmness.ON_THE_EDGE): (0.51, 0.35, None),
        (8, Firmness.LEANING): (0.41, 0.14, None),
        (8, Firmness.FIRM): (0.07, 0.05, None),
        (20, Firmness.ON_THE_EDGE): (0.26, None, None),
        (20, Firmness.LEANING): (0.30, None, None),
        (20, Firmness.FIRM): (0.44, None, None),
    },
    "2.0.0": {
        (5, Firmness.ON_THE_EDGE): (0.67, 0.36, 0.26),
        (5, Firmness.LEANING): (0.30, 0.18, 0.04),
        (5, Firmness.FIRM): (0.03, 0.11, 0.01),
        (8, Firmness.ON_THE_EDGE): (0.38, 0.37, 0.29),
        (8, Firmness.LEANING): (0.46, 0.16, 0.04),
        (8, Firmness.FIRM): (0.16, 0.09, 0.00),
        (12, Firmness.ON_THE_EDGE): (0.31, 0.36, 0.32),
        (12, Firmness.LEANING): (0.38, 0.15, 0.06),
        (12, Firmness.FIRM): (0.31, 0.05, 0.01),
        (20, Firmness.ON_THE_EDGE): (0.22, 0.41, 0.36),
        (20, Firmness.LEANING): (0.28, 0.19, 0.09),
        (20, Firmness.FIRM): (0.50, 0.03, 0.01),
        (40, Firmness.ON_THE_EDGE): (0.13, 0.42, 0.37),
        (40, Firmness.LEANING): (0.17, 0.25, 0.14),
        (40, Firmness.FIRM): (0.69, 0.03, 0.00),
    },
}
"""By scoring version, people and stability: of how many sections it is said, and how often another level
follows by new and by the same people."""

WEAKEST: Mapping[str, tuple[float, ...]] = {
    "under 0.1": (0.39, 0.49, 0.51, 0.58, 0.61, 0.67),
    "0.1 to 0.2": (0.48, 0.64, 0.70, 0.81, 0.86, 0.93),
    "0.2 to 0.3": (0.52, 0.77, 0.86, 0.93, 0.97, 0.99),
    "0.3 to 0.4": (0.62, 0.87, 0.94, 0.98, 1.00, 1.00),
}
"""By the gap between the two lowest indexes: how often the lower is the truly lowest, for 1, 3, 5, 8, 12, 20 people."""

QUICK_CHECK: Mapping[int, tuple[float, ...]] = {
    1: (0.51, 0.40, 0.54, 0.66, 0.55, 0.76, 0.83, 0.71),
    5: (0.59, 0.54, 0.74, 0.78, 0.72, 0.91, 0.91, 0.83),
    8: (0.60, 0.56, 0.79, 0.81, 0.77, 0.94, 0.92, 0.85),
    20: (0.61, 0.59, 0.87, 0.83, 0.84, 0.98, 0.94, 0.88),
}
"""By people: the columns of the table of the quick check, from left to right."""

WEAKEST_PEOPLE = (1, 3, 5, 8, 12, 20)
"""The columns of the table of the weakest section."""

USUAL_PEOPLE = 1
"""The place of the usual spread in a row of the smallest change."""

SEEDS: Mapping[str, tuple[int, ...]] = {
    "3.1": (111,),
    "3.2": (131,),
    "3.3": (108,),
    "3.4": (120, 125),
    "3.5": (128,),
}
"""Where the random numbers of each table begin. Table 3.2 is what ``journey simulate`` prints for scoring 2 from this
seed and 2,500 councils; for scoring 1 it was drawn from 103 to 107. Others were drawn by a program of their own."""

COUNCILS = (700, 8000)
"""The fewest and the most councils of a cell; for hidden roles they are fewer."""
ERROR_OF_SECTIONS = 0.01
ERROR_OF_PAGES = 0.025
ERROR_OF_ROLES = 0.05
ERROR_OF_LEVELS = 0.02
"""How far off the shares of sections, of pages and of views of roles may be by chance, and levels (95 %)."""
