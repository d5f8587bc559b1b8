"""What to tell whoever was refused a bet, a measure or a reading: a sentence for each code, as in ``refusals``."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model.refusals import Refusal

SENTENCES: Mapping[Refusal, str] = {
    # Bets
    Refusal.BET_CHANCE_UNKNOWN: "The bet was not placed. Say how sure you are by one of the five chances.",
    Refusal.BET_MOVE_OUT_OF_RANGE: (
        "The bet was not placed. Say by how much it should move: more than nothing, and at most three levels."
    ),
    Refusal.BET_DUE_PAST: "The bet was not placed. Its day has passed: a bet is about what is still to come.",
    Refusal.BET_NOT_ASKED: (
        "No bet can be placed on this: no round of this part of the council has asked about it so far."
    ),
    Refusal.BET_NO_SCORE: (
        "No bet can be placed on this yet: too little was answered for a score, so there is nothing to start from."
    ),
    Refusal.BET_NOT_AGREED: (
        "No bet can be placed on an agreed level here: no workshop has agreed one for this statement so far."
    ),
    Refusal.BET_PITFALL_OPEN: (
        "No bet can be placed on this pitfall yet: nobody has said where you stand with it. Do that first, in Pitfalls."
    ),
    Refusal.BET_NO_READINGS: (
        "No bet can be placed on this measure yet: it has no reading, so there is nothing to start from."
    ),
    Refusal.BET_ROUND_OPEN: (
        "No bet can be placed on this now: the answers of “{round}” are being given. Wait until it is closed."
    ),
    Refusal.BET_FROZEN: (
        "Nothing was changed. The round that decides this bet, “{round}”, has been opened: from then on a bet stays as "
        "it is."
    ),
    Refusal.BET_WITHDRAWN: "Nothing was changed. This bet was taken back already.",
    # Measures and their readings
    Refusal.MEASURES_FULL: (
        "Not written down. {limit} measures are kept already, and nobody looks at more. End one that tells nothing any "
        "longer first."
    ),
    Refusal.MEASURES_A_FEW: (
        "Not written down. An action or a section carries a few measures, {limit} at the most. Choose what matters "
        "most, or end one first."
    ),
    Refusal.MEASURE_NAMED_ALREADY: (
        "Not written down. There is a measure called “{name}” already. Add the reading to that one, or choose another "
        "name."
    ),
    Refusal.FREQUENCY_HAS_READINGS: (
        "Not changed. There are readings already, and they are of periods of the other length. End this measure and "
        "begin a new one."
    ),
    Refusal.SHARE_HAS_READINGS: (
        "Not changed. Some readings are below 0 or above 100, so this is no share of a whole. Correct them first."
    ),
    Refusal.SHARE_OUT_OF_RANGE: (
        "Not written down. It is a share of a whole, which lies between 0 and 100. What you typed is still there."
    ),
    Refusal.BAND_UNCLEAR: (
        "Not written down. To keep within a band, say where it begins and where it ends, the smaller number first."
    ),
    Refusal.TOLERANCE_NEGATIVE: (
        "Not written down. A tolerance says how far off target is still all right: 0 or more, whichever way is better."
    ),
    Refusal.TOLERANCE_WITHOUT_TARGET: (
        "Not written down. A tolerance is counted from a target. Give the target too, or leave the tolerance empty."
    ),
    Refusal.NUMBER_UNREADABLE: (
        "Not written down. {what} is not a number: write it like 81.2 or 1,250. What you typed is still there."
    ),
    Refusal.NUMBER_TOO_LARGE: (
        "Not written down. {what} is larger than this can be reckoned with. Count in thousands or millions."
    ),
    Refusal.PERIOD_UNREADABLE: (
        "Not written down. The period cannot be read: write it like the example beside it. What you typed is still "
        "there."
    ),
    Refusal.PERIOD_TO_COME: (
        "Not written down. This period has not begun yet, so there is nothing to read. What you typed is still there."
    ),
    Refusal.PERIOD_READ_ALREADY: "There is a reading of this period already. Correct that one, or leave the line out.",
    Refusal.LINES_TOO_MANY: "Not written down. Paste at most {limit} lines at a time.",
    Refusal.READING_MISSING: "Not written down yet. Give the number that was read.",
    Refusal.READINGS_FULL: (
        "Not written down. A measure has at most {limit} readings. End this one and begin a new one."
    ),
    Refusal.LIMITS_DRAWN_ALREADY: "Nothing was changed. The limits were drawn anew from this period on already.",
    Refusal.LIMITS_WITHOUT_READINGS: (
        "Nothing was changed. There is no reading from this period on, so there is nothing to draw limits from."
    ),
}
