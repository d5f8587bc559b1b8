"""What a full assessment would add to a quick check: which sections would get a level, and what that takes."""

from __future__ import annotations

from journey.model import Hidden, Profile, Questionnaire
from journey.wording import ranking
from journey.wording.formatting import capital, count
from journey.wording.scores import all_of

TITLE = "What a full assessment would add"
ELSE = "What else you could answer"
KEPT = "What you have answered is kept."


def adds(questionnaire: Questionnaire, profile: Profile, statements: int, minutes: int) -> str:
    """``27 statements more, about 13 minutes, and all five sections can have a level in words.``"""
    without = [
        score.section_id
        for score in profile.sections
        if score.secure_level is None and score.hidden is not Hidden.EVERYTHING
    ]
    size = f"{capital(count(statements, 'statement'))} more, about {count(minutes, 'minute')}"
    if not without:
        return f"{size}. {KEPT}"
    are_all = len(without) == len(profile.sections) > 1
    which = (
        f"{all_of(len(without))} sections"
        if are_all
        else ranking.names(without, ranking.titles_of(questionnaire))
        + (" sections" if len(without) > ranking.LONGEST_LIST else "")
    )
    return f"{size}, and {which} can have a level in words, beside the index. {KEPT}"
