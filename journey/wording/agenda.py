"""What is said of an agenda: why a statement is talked about, and in which order a room takes what lies open."""

from __future__ import annotations

from journey.model import Agenda, Topic, TopicReason
from journey.wording.formatting import capital, count

HOW_TO_TALK = {
    TopicReason.TWO_CAMPS: "Two camps. Hear one low and one high, evidence first and status last; then the rest.",
    TopicReason.MIXED: "Mixed. Hear what a lower and a higher level stand on, then see whether one fits.",
    TopicReason.FEW: "Too few levels to call it agreement or not. Hear each of them.",
    TopicReason.SILENT: "Most gave no level. Ask what they would need to see, and who can find out.",
    TopicReason.NOBODY: "Nobody gave a level. Ask who can find out, and write the question down.",
}


def advice(topic: Topic) -> str:
    """Why a statement is talked about, and how, in words."""
    return f"{HOW_TO_TALK[topic.why]} About {count(topic.minutes, 'minute')}."


def in_words(agenda: Agenda) -> str:
    """The agenda and its order, in a few sentences for the facilitator's screen."""
    if not agenda.accept and not agenda.discuss and not agenda.later:
        return "Nothing lies open yet."
    parts = ["No statement has agreement."]
    if agenda.accept:
        them = "it at its median" if len(agenda.accept) == 1 else "them together, each at its median"
        parts = [f"{capital(count(len(agenda.accept), 'statement'))} with agreement: accept {them}."]
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
