"""The room on a phone: the lobby, what is before the room, and in words what was answered once it is revealed.

Statements are answered as on the pages of statements, and are the same answers. Everything else is a vote of the
workshop. A page is one form; a script of ours sends what was chosen at once, and asks every other second whether the
workshop has moved on (``now``).
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import RefusedRequest, form, form_token
from journey.join.guard import EndEarly, came, light, look_up, nowhere, wants_data
from journey.join.pages import data, go, page
from journey.join.phone.answering import given_in, outcome_data, why_not
from journey.join.phone.begin import heading, place
from journey.join.phone.room_forms import CastVote, FormFaults, asked, is_vote, told, votes_in
from journey.join.write_queue import run, write
from journey.model import LEVEL_NAMES, Answer, QuestionKind, Respondent, Vote, Workshop, WorkshopStage
from journey.service import AnswersLocked, Conflict, Refused
from journey.service.answering import respondents
from journey.service.answering.respondents import JoinContext, SaveOutcome, SubmittedAnswer
from journey.service.answering.sessions import REASON_LIMIT, TEXT_LIMIT, is_answered
from journey.service.context import Product
from journey.service.workshop import room
from journey.service.workshop.room import Phase
from journey.wording import refusals
from journey.wording.answer_options import DOTS
from journey.wording.catalogue import N_, _
from journey.wording.formatting import number

TOO_MANY = N_("These are more than {dots} dots. Give {dots} at the most")
NO_DOTS = N_("Give at least one dot")
MOVED_ON = N_("Not saved: the workshop has moved on. What you had saved before counts.")
ELSEWHERE = N_("Not saved: you have answered this in another window. Look at what is chosen here and send it again.")

Fate = Vote | str
"""What became of a vote: as it is stored now, or why it was not saved."""


def routes() -> list[BaseRoute]:
    """The room, and what a phone asks for every other second."""
    return [
        Route("/join/{code}/room", light(show)),
        Route("/join/{code}/room/now", light(now, methods=("GET", "HEAD"))),
    ]


async def now(request: Request) -> Response:
    """Where the workshop is, for a script: nothing else is in it."""
    return data({"phase": in_short(await look_up(request, room.phase))})


def in_short(phase: Phase) -> str:
    """What tells one phase from another."""
    return f"{phase.stage.value}-{phase.question_set}-{'revealed' if phase.is_revealed else 'open'}"


async def show(request: Request) -> Response:
    """The page of the room; what is posted to it is saved."""
    door, respondent, token = await came(request)
    if door.workshop is None:
        return go(f"/join/{door.invitation.code}/answer")
    if request.method == "POST":
        return await _save(request, door, door.workshop, respondent, token)
    return await _page(request, door, door.workshop, respondent, token, FormFaults())


async def _page(
    request: Request, door: JoinContext, workshop: Workshop, respondent: Respondent, token: str, faults: FormFaults
) -> Response:
    found = await run(room.see, respondent.organisation_id, workshop.id)
    if found.workshop.stage is WorkshopStage.ENDED:  # since the knock
        return nowhere(request)
    forms, words = [], []
    if found.items:
        sheet, votes = await run(respondents.form_of, respondent), await run(room.own_votes, respondent, workshop)
        forms = [] if found.is_revealed else asked(found, sheet, votes, faults)
        words = told(found, sheet, votes) if found.is_revealed else []
    errors = [(f"s-{one.key}", one.error) for one in forms if one.error]
    if faults.why and not errors:  # what they were about is not before the room any more
        errors = [("main", why) for why in dict.fromkeys(faults.why.values())]
    return page(
        "room.html",
        status=422 if faults.why else 200,
        door=door,
        heading=heading(door),
        place=place(door),
        room=found,
        has_begun=found.workshop.stage is WorkshopStage.ROOM,
        phase=in_short(found.phase),
        asked=forms,
        told=words,
        is_done=bool(forms) and all(one.is_done and not one.error for one in forms),
        level_names=LEVEL_NAMES,
        limits={"reason": REASON_LIMIT, "note": TEXT_LIMIT},
        kinds=QuestionKind,
        most_dots=DOTS,
        form_token=form_token(token),
        errors=errors,
    )


async def _save(
    request: Request, door: JoinContext, workshop: Workshop, respondent: Respondent, token: str
) -> Response:
    fields = await form(request, token)
    given = given_in({name: value for name, value in fields.items() if not is_vote(name.partition(":")[2])})
    cast = votes_in(fields)
    if wants_data(request) and len(given) + len(cast) != 1:
        raise RefusedRequest(400, _("What was sent could not be read."))
    outcomes = await _give(request, door, workshop, respondent, token, given)
    fates = [await _vote(respondent, workshop, one) for one in cast]
    if wants_data(request):
        return outcome_data(outcomes[0]) if outcomes else _fate_data(fates[0])
    lost = {f"{one.questionnaire_id}.{one.statement_id}": one for one in given}
    why = {
        key: why_not(outcome) for key, outcome in zip(lost, outcomes, strict=True) if not isinstance(outcome, Answer)
    }
    why |= {str(one.number): fate for one, fate in zip(cast, fates, strict=True) if isinstance(fate, str)}
    if not why:
        return go(f"/join/{door.invitation.code}/room")
    faults = FormFaults(why, lost, {str(one.number): one for one in cast})
    return await _page(request, door, workshop, respondent, token, faults)


async def _give(
    request: Request,
    door: JoinContext,
    workshop: Workshop,
    respondent: Respondent,
    token: str,
    given: Sequence[SubmittedAnswer],
) -> list[SaveOutcome]:
    """Save answers to statements; in a second vote note that the respondent has looked again."""
    if not given:
        return []
    outcomes = await write(respondents.save_answers, door.invitation.code, token, given)
    if outcomes is None:
        raise EndEarly(nowhere(request))
    again = await run(room.asked_again, workshop)
    for one, outcome in zip(given, outcomes, strict=True):
        number_again = again.get((one.questionnaire_id, one.statement_id))
        if number_again is not None and isinstance(outcome, Answer) and is_answered(outcome):
            await write(_confirm, respondent, workshop, number_again)
    return outcomes


def _confirm(product: Product, respondent: Respondent, workshop: Workshop, question: int) -> None:
    try:
        room.confirm(product, respondent, workshop, question)
    except AnswersLocked:  # revealed since: the answer was saved in time, and is counted
        return


async def _vote(respondent: Respondent, workshop: Workshop, one: CastVote) -> Fate:
    """Save a vote."""
    if len(one.choices) > DOTS:
        return _(TOO_MANY, dots=number(DOTS))
    if not one.choices:
        return _(NO_DOTS)
    try:
        return await write(room.vote, respondent, workshop, one.number, one.choices, expected_version=one.version)
    except Conflict:
        return _(ELSEWHERE)
    except AnswersLocked:
        return _(MOVED_ON)
    except Refused as refusal:
        return refusals.sentence(refusal)


def _fate_data(fate: Fate) -> Response:
    """What became of the one vote that a script sent."""
    if isinstance(fate, Vote):
        return data({"version": fate.version})
    return data({"error": fate, "is_shut": fate == _(MOVED_ON)}, status=422)
