"""When to look at one service from the ground up: six questions, and what the records say to any of them."""

from __future__ import annotations

from collections.abc import Mapping

from journey.model import Change, Exceptional, ServiceTrigger
from journey.wording import formatting, movement, review
from journey.wording.catalogue import N_

QUESTIONS: Mapping[ServiceTrigger, str] = {
    ServiceTrigger.FIGURES: N_("Do its figures or its costs show a problem, most of all where it serves a priority?"),
    ServiceTrigger.USERS: N_("Do the people who use it say so: in what they tell you, in surveys, in complaints?"),
    ServiceTrigger.POLICY: N_("Has policy changed so far that the service has to be held against new aims?"),
    ServiceTrigger.NEEDED: N_("Is anybody sure that it is still needed?"),
    ServiceTrigger.NEW_WAY: N_("Does much speak for a new service, or for running this one in another way?"),
    ServiceTrigger.TOGETHER: N_("Could it plainly be run together with another organisation?"),
}

WHAT_IT_IS = N_(
    "A service review looks at one service from the ground up. It need not be large: say what you want to find out, "
    "ask somebody from outside the service to challenge it, and hear staff and users."
)


def beyond(one: Exceptional) -> str:
    """``Late answers: beyond tolerance, and a signal. It serves the priority “Homes”.``"""
    return f"{one.title}: {review.reasons(one)[:1].lower()}{review.reasons(one)[1:]}. It serves “{one.serves}”."


def fell(section: str, change: Change) -> str:
    """``“Setting direction” fell since Autumn 2025.`` KeyError where nothing may be said to have moved."""
    return f"“{section}” {movement.went(change.verdict)} since the round before."


def tried(subject: str, times: int) -> str:
    """``Two bets on “Setting direction” were scored, and the answer was not yet each time.``"""
    about = f" on “{subject}”" if subject else " on the same thing"
    many = formatting.capital(formatting.number(times))
    return f"{many} bets{about} were scored, and the answer was “not yet” each time."
