"""Why something was not done: a code for each reason.

Services and store raise the codes; the faces put them into words (``journey.wording.refusals``).
"""

from __future__ import annotations

from enum import StrEnum, auto


class Refusal(StrEnum):
    """The reasons, by capability. Those of the store come last."""

    # Councils, their units and roles
    COUNCIL_NAME_MISSING = auto()
    ROLE_NAME_MISSING = auto()
    UNIT_NAME_MISSING = auto()
    NAME_TOO_LONG = auto()
    ROLE_NAME_TAKEN = auto()
    UNIT_NAME_TAKEN = auto()
    UNIT_BELOW_ITSELF = auto()
    UNIT_HAS_UNITS_BELOW = auto()
    UNIT_HAS_ROUNDS = auto()
    UNIT_IS_THE_COUNCIL = auto()
    UNITS_TOO_DEEP = auto()
    NAME_NOT_CONFIRMED = auto()

    # Rounds and targets
    ROUND_ASKS_NOTHING = auto()
    ROUND_NAME_MISSING = auto()
    ROUND_NAME_TOO_LONG = auto()
    ROUND_NAME_TAKEN = auto()
    ROUND_DAY_MISSING = auto()
    DAY_UNREADABLE = auto()
    TARGET_OUT_OF_RANGE = auto()
    REOPENING_UNEXPLAINED = auto()
    REOPENING_REASON_TOO_LONG = auto()

    # Answers, pitfalls and files of answers
    LEVEL_OUT_OF_RANGE = auto()
    REASON_MISSING = auto()
    ANSWER_TEXT_TOO_LONG = auto()
    ANSWER_DAY_UNREADABLE = auto()
    MOVING_ON_UNEXPLAINED = auto()
    MOVING_ON_REASON_TOO_LONG = auto()
    CONFIDENTIAL_STAYS_AS_ASKED = auto()
    ANSWERS_FILE_FAULTY = auto()

    # Invitations and those who come by them
    INVITATION_ASKS_NOTHING = auto()
    UNIT_ANSWERS_OPENLY = auto()
    PROMISE_IS_GIVEN = auto()
    GROUPS_ARE_GIVEN = auto()
    INVITED_WORKSHOP_ENDED = auto()
    RESULTS_WERE_SHOWN = auto()
    INVITED_OUT_OF_RANGE = auto()
    PROMISE_CHANGED = auto()
    PAGE_WAS_USED = auto()
    INVITATION_FULL = auto()
    ANSWERS_LOCKED = auto()
    SECOND_VOTE_MEANWHILE = auto()

    # Leading a workshop
    WORKSHOP_EXISTS = auto()
    WORKSHOP_TITLE_INVALID = auto()
    WORKSHOP_TEXT_TOO_LONG = auto()
    WORKSHOP_MINUTES_OUT_OF_RANGE = auto()
    WORKSHOP_DAY_MISSING = auto()
    WORKSHOP_BEGUN = auto()
    WORKSHOP_NOT_RUNNING = auto()
    WORKSHOP_ENDED = auto()
    WORKSHOP_MOVED_ON = auto()
    TIMER_OUT_OF_RANGE = auto()
    NOTHING_TO_REVEAL = auto()
    NOBODY_ANSWERED = auto()
    REVEAL_OF_FEW = auto()
    REVEAL_NOT_PROMISED = auto()
    REVEAL_WOULD_DISCLOSE = auto()
    PAPER_COUNT_OUT_OF_RANGE = auto()
    PAPER_CHOICE_UNKNOWN = auto()
    VOTE_UNKNOWN = auto()

    # What may be put to the room
    NO_QUESTION_CHOSEN = auto()
    QUESTION_UNKNOWN = auto()
    TURN_UNKNOWN = auto()
    QUESTION_REVEALED = auto()
    REVOTE_TOO_EARLY = auto()
    REVOTE_BEGUN = auto()
    OPTIONS_OUT_OF_RANGE = auto()
    OPTION_TEXT_INVALID = auto()
    DOTS_GIVEN = auto()

    # What comes out of a workshop, and its brief
    NO_STATEMENT_CHOSEN = auto()
    VOTE_NOT_REVEALED = auto()
    VOTE_DIVIDED = auto()
    AGREED_LEVEL_OUT_OF_RANGE = auto()
    AGREED_LEVEL_MISSING = auto()
    CONTESTED_UNEXPLAINED = auto()
    AGREED_BY_MISSING = auto()
    AGREED_TEXT_TOO_LONG = auto()
    AGREED_WHO_TOO_LONG = auto()
    PARKING_LOT_FULL = auto()
    ACTIONS_FULL = auto()
    ACTION_REMOVED = auto()
    BRIEF_ROOM_OPEN = auto()
    BRIEF_NOT_PROMISED = auto()
    BRIEF_TOO_FEW_ANSWERS = auto()

    # The plan
    ACTION_NOT_IN_HAND = auto()
    UNIT_HAS_A_PLAN = auto()
    PLAN_TEXT_MISSING = auto()
    PLAN_TEXT_TOO_LONG = auto()
    PLAN_DAY_UNREADABLE = auto()
    PLAN_DAY_PASSED = auto()
    PLAN_DAY_TOO_FAR = auto()
    FIRST_STEP_TOO_LATE = auto()
    FIRST_STEP_AFTER_DUE = auto()
    LOOK_AGAIN_MISSING = auto()
    DROPPED_UNEXPLAINED = auto()
    KEPT_IN_MISSING = auto()
    WORD_UNCHOSEN = auto()
    WORD_UNEXPLAINED = auto()
    OWNER_UNNAMED = auto()
    OWNER_HAS_NOTHING = auto()
    PLAN_DAY_TO_COME = auto()
    PRIORITIES_FULL = auto()
    PRIORITY_GONE = auto()
    PRIORITY_NAME_TAKEN = auto()
    REVIEW_DAY_MISSING = auto()
    REVIEW_NUMBERS_ODD = auto()
    REVIEW_NEXT_TOO_EARLY = auto()
    REVIEW_ENDED = auto()
    DECISION_WITHOUT_NAME = auto()
    DECISION_WITHOUT_DAY = auto()
    DECISIONS_FULL = auto()
    DECIDED_BEFORE = auto()
    PARKED_SETTLED = auto()

    # Bets
    BET_CHANCE_UNKNOWN = auto()
    BET_MOVE_OUT_OF_RANGE = auto()
    BET_DUE_PAST = auto()
    BET_NOT_ASKED = auto()
    BET_NO_SCORE = auto()
    BET_NOT_AGREED = auto()
    BET_PITFALL_OPEN = auto()
    BET_NO_READINGS = auto()
    BET_ROUND_OPEN = auto()
    BET_FROZEN = auto()
    BET_WITHDRAWN = auto()

    # Copies of the database
    NOTHING_TO_COPY = auto()
    COPY_EXISTS = auto()
    COPY_MISSING = auto()
    COPY_OF_SOMETHING_ELSE = auto()
    COPY_TOO_NEW = auto()
    COPY_OF_SERVER = auto()
    DATABASE_IN_USE = auto()

    # Measures and their readings
    MEASURES_FULL = auto()
    MEASURES_A_FEW = auto()
    MEASURE_NAMED_ALREADY = auto()
    FREQUENCY_HAS_READINGS = auto()
    SHARE_HAS_READINGS = auto()
    SHARE_OUT_OF_RANGE = auto()
    BAND_UNCLEAR = auto()
    TOLERANCE_NEGATIVE = auto()
    TOLERANCE_WITHOUT_TARGET = auto()
    NUMBER_UNREADABLE = auto()
    NUMBER_TOO_LARGE = auto()
    PERIOD_UNREADABLE = auto()
    PERIOD_TO_COME = auto()
    READING_MISSING = auto()
    READINGS_FULL = auto()
    LIMITS_DRAWN_ALREADY = auto()
    LIMITS_WITHOUT_READINGS = auto()

    # The store
    NOT_FOUND = auto()
    CONFLICT = auto()
    CLOSED = auto()
    UNAVAILABLE = auto()
    DAMAGED = auto()
    CORRUPT = auto()

    # What whoever looks after the installation has to put right
    CONTENT_UNREADABLE = auto()
    SETTING_WRONG = auto()
    UNEXPECTED = auto()
