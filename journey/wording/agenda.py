"""What is said of an agenda: why a statement is talked about, and in which order a room takes what lies open."""

from __future__ import annotations

from journey.model import Agenda, Topic, TopicReason
from journey.wording.formatting import capital, count

HOW_TO_TALK = {
    TopicReason.TWO_CAMPS: "Two camps. Hear one low and one high, evidence first and status last; then the rest.",
    TopicReason.SPREAD: "Spread. Hear what a lower and a higher level stand on, then see whether one fits.",
    TopicReason.BETWEEN: "Between two levels. Read both out, and ask what the higher one still lacks.",
    TopicReason.MOST: "Most stand on one level. Hear those who see it otherwise first, then ask who still does.",
    TopicReason.FEW: "Too few levels for a word. Hear each of them.",
    TopicReason.FEW_ALIKE: "All say the same, but they are few. Ask who sees it otherwise, and record it by itself.",
    TopicReason.SILENT: "Many gave no level. Ask what they would need to see, and who can find out.",
    TopicReason.NOBODY: "Nobody gave a level. Ask who can find out, and write the question down.",
}


def advice(topic: Topic) -> str:
    """Why a statement is talked about, and how, in words."""
    return f"{HOW_TO_TALK[topic.why]} About {count(topic.minutes, 'minute')}."


def in_words(agenda: Agenda) -> str:
    """The agenda and its order, in a few sentences for the facilitator's screen."""
    if not agenda.accept and not agenda.discuss and not agenda.later:
        return "Nothing lies open yet."
    parts = ["No statement is ready to be accepted before talk."]
    if len(agenda.accept) == 1:
        parts = ["One statement is ready to be accepted at the level that its vote proposes."]
    elif agenda.accept:
        many = capital(count(len(agenda.accept), "statement"))
        parts = [f"{many} are ready to be accepted together, each at the level that its vote proposes."]
    if agenda.discuss:
        parts.append(
            f"{capital(count(len(agenda.discuss), 'statement'))} to talk about, {count(agenda.minutes, 'minute')} in "
            "all. What divides the room most comes first: the spread of levels, times the statement’s weight, "
            "times one plus the share who gave no level."
        )
    if agenda.later:
        parts.append(
            f"{capital(count(len(agenda.later), 'statement'))} will not fit in the time that is left: name an owner "
            "and a day, or give it more minutes."
        )
    if not agenda.discuss and not agenda.later:
        parts.append("There is nothing to talk through: ask what surprised people, and go on.")
    return " ".join(parts)
