"""The review: what is answered and what is not, submit, and the page that thanks."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import form, form_token, is_shared
from journey.join.guard import light, require_respondent
from journey.join.pages import attachment, go, page
from journey.join.phone.answering import StatementCard, card_of
from journey.join.phone.begin import heading, is_in_room, place
from journey.join.phone.leave import let_go
from journey.join.write_queue import run, write
from journey.model import Section
from journey.service.answering import own_answers, respondents
from journey.service.answering.respondents import RespondentForm
from journey.service.answering.sessions import SectionPage
from journey.wording.catalogue import _


def routes() -> list[BaseRoute]:
    """The pages at the end of answering."""
    return [
        Route("/join/{code}/review", light(review)),
        Route("/join/{code}/answers.csv", light(answers_file, methods=("GET", "HEAD"))),
        Route("/join/{code}/done", light(done, methods=("GET", "HEAD"))),
    ]


@dataclass(frozen=True, slots=True)
class ReviewedSection:
    """A page of statements in the review."""

    number: int
    section: Section
    cards: tuple[StatementCard, ...]


def _reviewed(number: int, section_page: SectionPage, sheet: RespondentForm) -> ReviewedSection:
    cards = tuple(card_of(sheet, section_page, statement, {}) for statement in section_page.statements)
    return ReviewedSection(number, section_page.section, cards)


async def review(request: Request) -> Response:
    """What is answered and what is not; posting to it submits."""
    context, respondent, token = await require_respondent(request)
    code = context.invitation.code
    if request.method == "POST":
        await form(request, token)
        await write(respondents.submit, respondent)
        if is_shared(request):
            return let_go(request, code, has_submitted=True)
        return go(f"/join/{code}/done")
    sheet = await run(respondents.form_of, respondent)
    sections = [_reviewed(number, section_page, sheet) for number, section_page in enumerate(sheet.pages, start=1)]
    cards = [card for section in sections for card in section.cards]
    return page(
        "review.html",
        context=context,
        heading=heading(context),
        place=place(context),
        sections=sections,
        asked=len(cards),
        answered=sum(bool(card.choice) for card in cards),
        is_submitted=sheet.is_submitted,
        is_in_room=is_in_room(context),
        form_token=form_token(token),
        is_shared=is_shared(request),
    )


async def answers_file(request: Request) -> Response:
    """What the respondent answered and wrote, as a file; not on a device that others use, where it would stay."""
    context, respondent, _token = await require_respondent(request)
    if is_shared(request):
        return go(f"/join/{context.invitation.code}/review")
    sheet = await run(respondents.form_of, respondent)
    about = {
        _("Council"): context.organisation.name,
        _("Unit"): context.unit.name,
        _("Round"): context.round.name,
    }
    return attachment(own_answers.as_csv(own_answers.rows(sheet.pages, sheet.given), about), "my-answers.csv")


async def done(request: Request) -> Response:
    """Submitted; answers may be changed until answering is closed."""
    context, respondent, _token = await require_respondent(request)
    if not (await run(respondents.form_of, respondent)).is_submitted:
        return go(f"/join/{context.invitation.code}/review")
    return page(
        "done.html", context=context, heading=heading(context), place=place(context), is_in_room=is_in_room(context)
    )
