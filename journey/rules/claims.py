"""What may be said to have moved beside a section: nothing does without the verdict on the section's change.

Each function returns what may be said of its matter in the words of the verdicts: *higher* where it moved up and may be
said to have, *lower* where it moved down, *no clear change* where it reads otherwise and chance does as much, the
section's own verdict where that says why nothing can be told, and None where it reads the same in both rounds.
"""

from __future__ import annotations

from journey.model import Change, Missing, PitfallChange, StatementChange, Verdict
from journey.rules.noticeable import smallest_noticed
from journey.rules.rounding import reaches

CLAIMED = frozenset({Verdict.HIGHER, Verdict.LOWER})
"""The verdicts that say that something moved."""

_SCORE = frozenset({Missing.NO_SCORE, Missing.INDEX, Missing.SECURE_LEVEL})
_PITFALLS = frozenset({Missing.CRITICAL_PITFALL, Missing.PITFALLS})


def secure_level(change: Change) -> Verdict | None:
    """The secure level: it rose or fell only with its section."""
    before, after = change.secure_levels
    if before is None or after is None or before == after:
        return None
    return _borne_out(change, Verdict.HIGHER if after > before else Verdict.LOWER)


def statement(moved: StatementChange, section: Change | None) -> Verdict | None:
    """A statement: it rose or fell only with its section, and by no less than so many people will notice."""
    if moved.difference == 0:
        return None
    is_noticed = min(moved.n) > 0 and reaches(abs(moved.difference), smallest_noticed(*moved.n))
    found = _borne_out(section, Verdict.HIGHER if moved.difference > 0 else Verdict.LOWER)
    return found if is_noticed or found not in CLAIMED else Verdict.NO_CLEAR_CHANGE


def readiness(stage: PitfallChange, section: Change | None) -> Verdict | None:
    """Whether a stage became ready to move on from, or ceased to be.

    What its score did to that needs the verdict on the section. What its pitfalls did needs one that was closed or
    reopened: that is a fact which somebody wrote down, and no estimate.
    """
    then, now = map(frozenset, stage.missing)
    if bool(then) == bool(now):
        return None
    is_ready = not now
    wanted = Verdict.HIGHER if is_ready else Verdict.LOWER
    for_want_of = then if is_ready else now
    changed_pitfalls = stage.closed if is_ready else stage.reopened
    found = _borne_out(section, wanted) if for_want_of & _SCORE else wanted
    if for_want_of & _PITFALLS and not changed_pitfalls and found in CLAIMED:
        return Verdict.NO_CLEAR_CHANGE
    return found


def _borne_out(section: Change | None, wanted: Verdict) -> Verdict:
    """What is wanted where the section's verdict says the same, else why it may not be said."""
    if section is None:
        return Verdict.NOT_COMPARABLE
    return Verdict.NO_CLEAR_CHANGE if section.verdict in CLAIMED - {wanted} else section.verdict
