"""When so few have answered that a room should think twice before it reveals: anybody could guess who said what.

A first vote is *thin* where fewer than the smallest group have answered, or fewer than half of those who are present. A
second vote changes one that everybody has seen, so that the difference shows whoever has sent another answer: it is
thin where fewer than the smallest group have sent theirs again; whoever keeps theirs need not. Where everybody who is
present has answered, no vote is thin: nobody could be waited for.
"""

from __future__ import annotations


def is_thin(answered: int, present: int, min_group: int, *, is_second: bool = False) -> bool:
    """Whether so few have answered, of those present, that a reveal is asked once more.

    In a second vote, ``answered`` counts those who have sent their answer again.
    """
    if answered >= present:
        return False
    return answered < min_group or (not is_second and 2 * answered < present)
