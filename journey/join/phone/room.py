"""The room on a phone: the lobby, the active questions as forms, and their results in words once they are revealed.

Statements are answered as on the pages of statements, and are the same answers. Everything else is a vote of the
workshop. A page is one form; a script of ours sends what was chosen at once, and asks every other second whether the
workshop has moved on (``now``).
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import BODY_LIMIT, SMALL_BODY_LIMIT, RefusedRequest, form, form_token, shelf_of
from journey.join.guard import EndEarly, light, look_up, nowhere, require_respondent, wants_data
from journey.join.pages import data, go, page
from journey.join.phone.answering import LIMITS, answers_in, outcome_data, reason_not_saved
from journey.join.phone.begin import heading, place
from journey.join.phone.room_forms import CastVote, FormFaults, is_vote, open_forms, revealed_answers, votes_in
from journey.join.write_queue import run, write
from journey.model import LEVEL_NAMES, Answer, QuestionKind, Respondent, Vote, Workshop, WorkshopStage
from journey.service import AnswersLocked, Conflict, Refused
from journey.service.answering import respondents
from journey.service.answering.respondents import JoinContext
from journey.service.workshop import room, voting
from journey.service.workshop.room import Phase
from journey.wording import refusals
from journey.wording.catalogue import N_, _
from journey.wording.formatting import number
from journey.wording.room_questions import DOTS

TOO_MANY = N_("These are more than {dots} dots. Give {dots} at the most")
NO_DOTS = N_("Give at least one dot")
MOVED_ON = N_("Not saved: the workshop has moved on. What you had saved before counts.")
ELSEWHERE = N_("Not saved: you have answered this in another window. Look at what is chosen here and send it again.")

Fate = Vote | str
"""What became of a vote: as it is stored now, or why it was not saved."""


def routes() -> list[BaseRoute]:
    """The room's page, and the phase that a phone asks for every other second."""
    return [
        Route("/join/{code}/room", light(show)),
        Route("/join/{code}/room/now", light(now, methods=("GET", "HEAD"))),
    ]


async def now(request: Request) -> Response:
    """The phase of the workshop, for the page's script."""
    return data({"phase": in_short(await look_up(request, room.phase))})


def in_short(phase: Phase) -> str:
    """A phase as a short text that differs from that of every other phase."""
    return f"{phase.stage.value}-{phase.question_set}-{'revealed' if phase.is_revealed else 'open'}"


async def show(request: Request) -> Response:
    """The page of the room; what is posted to it is saved."""
    context, respondent, token = await require_respondent(request)
    if context.workshop is None:
        return go(f"/join/{context.invitation.code}/answer")
    if request.method == "POST":
        return await _save(request, context, context.workshop, respondent, token)
    return await _page(request, context, context.workshop, respondent, token, FormFaults())


async def _page(
    request: Request, context: JoinContext, workshop: Workshop, respondent: Respondent, token: str, faults: FormFaults
) -> Response:
    live_room = await run(room.see, respondent.organisation_id, workshop.id)
    if live_room.workshop.stage is WorkshopStage.ENDED:  # since the look-up
        return nowhere(request)
    forms, words = [], []
    if live_room.items:
        sheet, votes = await run(respondents.form_of, respondent), await run(voting.own_votes, respondent, workshop)
        forms = [] if live_room.is_revealed else open_forms(live_room, sheet, votes, faults)
        words = revealed_answers(live_room, sheet, votes) if live_room.is_revealed else []
    errors = [(f"s-{form_.key}", form_.error) for form_ in forms if form_.error]
    if faults.why and not errors:  # their questions are not active any more
        errors = [("main", why) for why in dict.fromkeys(faults.why.values())]
    return page(
        "room.html",
        status=422 if faults.why else 200,
        context=context,
        heading=heading(context),
        place=place(context),
        room=live_room,
        has_begun=live_room.workshop.stage is WorkshopStage.ROOM,
        phase=in_short(live_room.phase),
        open_forms=forms,
        revealed_answers=words,
        is_done=bool(forms) and all(form_.is_done and not form_.error for form_ in forms),
        level_names=LEVEL_NAMES,
        limits=LIMITS,
        kinds=QuestionKind,
        most_dots=DOTS,
        form_token=form_token(token),
        shelf=shelf_of(token),
        errors=errors,
    )


async def _save(
    request: Request, context: JoinContext, workshop: Workshop, respondent: Respondent, token: str
) -> Response:
    fields = await form(request, token, most=SMALL_BODY_LIMIT if wants_data(request) else BODY_LIMIT)
    answers = answers_in({name: value for name, value in fields.items() if not is_vote(name.partition(":")[2])})
    votes = votes_in(fields)
    if wants_data(request) and len(answers) + len(votes) != 1:
        raise RefusedRequest(400, _("What was sent could not be read."))
    outcomes = await write(respondents.save_answers, context.invitation.code, token, answers) if answers else []
    if outcomes is None:
        raise EndEarly(nowhere(request))
    fates = [await _save_vote(respondent, workshop, vote) for vote in votes]
    if wants_data(request):
        return outcome_data(outcomes[0]) if outcomes else _fate_data(fates[0])
    lost = {f"{answer.questionnaire_id}.{answer.statement_id}": answer for answer in answers}
    why = {
        key: reason_not_saved(outcome)
        for key, outcome in zip(lost, outcomes, strict=True)
        if not isinstance(outcome, Answer)
    }
    why |= {str(vote.number): fate for vote, fate in zip(votes, fates, strict=True) if isinstance(fate, str)}
    if not why:
        return go(f"/join/{context.invitation.code}/room")
    faults = FormFaults(why, lost, {str(vote.number): vote for vote in votes})
    return await _page(request, context, workshop, respondent, token, faults)


async def _save_vote(respondent: Respondent, workshop: Workshop, vote: CastVote) -> Fate:
    """Save a vote; the vote as it is stored, or why it was not saved."""
    if len(vote.choices) > DOTS:
        return _(TOO_MANY, dots=number(DOTS))
    if not vote.choices:
        return _(NO_DOTS)
    try:
        return await write(voting.vote, respondent, workshop, vote.number, vote.choices, expected_version=vote.version)
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
