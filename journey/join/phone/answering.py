"""Answering: a page of statements for each section.

A page of statements is one form. Without JavaScript all its changed answers are saved together; a script of ours sends
the same fields of one statement alone, and reads the outcome as JSON. ``respondents.save_answers`` saves both. No form
carries anybody's id: the cookie alone says whose answers they are. Its buttons name what comes next, so that nothing
has to be looked up for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from journey.join.cookies_and_forms import (
    BODY_LIMIT,
    SMALL_BODY_LIMIT,
    RefusedRequest,
    code_of,
    form,
    form_token,
    is_shared,
    shelf_of,
    token_of,
)
from journey.join.guard import (
    EndEarly,
    check_guesses,
    light,
    nowhere,
    require_respondent,
    wants_data,
)
from journey.join.limits import LIMITER
from journey.join.pages import data, go, page
from journey.join.phone.begin import heading, place
from journey.join.write_queue import run, write
from journey.model import HIGH_LEVELS, LEVEL_NAMES, LEVELS, Answer, AnswerContent, AnswerState, Statement
from journey.service import AnswersLocked, Conflict, Refused
from journey.service.answering import answer_sheets, respondents
from journey.service.answering.answer_sheets import AnswerSheet
from journey.service.answering.respondents import RespondentForm
from journey.service.answering.saving import REASON_LIMIT, TEXT_LIMIT
from journey.service.answering.second_votes import SecondVoteMeanwhile
from journey.service.answering.sessions import SectionPage, is_answered
from journey.service.answering.submitted_answers import SaveOutcome, SubmittedAnswer
from journey.wording import days, evidence, formatting, limits, refusals, terms
from journey.wording.catalogue import _
from journey.wording.formatting import shortened
from journey.wording.places import as_a_heading

CHOICES = (*map(str, LEVELS), AnswerState.DONT_KNOW.value, AnswerState.NOT_APPLICABLE.value)
FIELDS = ("choice", "reason", "note", "evidence", "act", "act_on", "version", "question")
LIMITS: Mapping[str, object] = {
    "reason": REASON_LIMIT,
    "note": TEXT_LIMIT,
    "evidence": 800,
    "act": 300,
    "levels": HIGH_LEVELS,
    "high": limits.HIGH_LEVELS_NAMED,
    "act_label": evidence.ACT_LABEL,
}
"""How long texts may be, so that a page of full ones is within ``BODY_LIMIT``; and what is said beside their fields."""
NEXT, REVIEW, LATER = "next", "review", "later"
"""What the buttons of a page send as ``then``: to the next page, from the last one to the review, or away."""


def routes() -> list[BaseRoute]:
    """The pages of statements, and what follows “come back later”."""
    return [
        Route("/join/{code}/answer", light(go_on, methods=("GET", "HEAD"))),
        Route("/join/{code}/answer/{number:int}", light(answer)),
        Route("/join/{code}/saved", light(saved, methods=("GET", "HEAD"))),
    ]


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement as a page shows it: what is chosen and typed, the version that this is, and what is wrong with it.

    ``key`` is what its fields are named after. ``is_locked``: the answers were shown, and nothing can be changed.
    ``second_vote`` is the number of the second vote in which the statement is asked again, 0 where it is not.
    ``typed_day`` is the day that was typed, where it could not be read.
    """

    key: str
    statement: Statement
    content: AnswerContent
    version: int
    is_locked: bool
    error: str = ""
    second_vote: int = 0
    typed_day: str = ""

    @property
    def act_on(self) -> str:
        """The day on which leaders did something, as it is typed; empty where there is none."""
        day = self.content.act_on
        return self.typed_day or (formatting.day(day) if day and day != days.NO_DAY else "")

    @property
    def has_no_day(self) -> bool:
        """Whether what was typed is no day."""
        return bool(self.error) and self.content.act_on == days.NO_DAY

    @property
    def lacks_reason(self) -> bool:
        """Whether what is wrong is that nothing says why it does not apply."""
        return bool(self.error) and self.choice == AnswerState.NOT_APPLICABLE.value and not self.has_no_day

    @property
    def has_texts(self) -> bool:
        """Whether something is written beside the choice."""
        return any((self.content.note, self.content.evidence, self.content.act, self.act_on))

    @property
    def choice(self) -> str:
        """The option that is chosen, empty where none is."""
        return choice_of(self.content)

    @property
    def said(self) -> str:
        """The chosen option in words."""
        return terms.answer(self.content)

    @property
    def is_saved(self) -> bool:
        """Whether what is shown is what is stored."""
        return self.version > 0 and not self.error


def choice_of(content: AnswerContent) -> str:
    """The option that stands for a content, empty where none does."""
    if content.state is AnswerState.LEVEL:
        return str(content.level)
    return "" if content.state is AnswerState.UNANSWERED else content.state.value


async def go_on(request: Request) -> Response:
    """To the first page with something left to answer, or to the review."""
    code, form_ = code_of(request.path_params["code"]), (await _sheet(request)).form
    for number, section_page in enumerate(form_.pages, start=1):
        if any(_is_left(form_, section_page, statement) for statement in section_page.statements):
            return go(f"/join/{code}/answer/{number}")
    return go(f"/join/{code}/review")


async def answer(request: Request) -> Response:
    """A page of statements; what is posted to it is saved."""
    if request.method == "POST":
        return await _save(request)
    return _section_page(request, await _sheet(request))


async def _sheet(request: Request) -> AnswerSheet:
    """The sheet of whoever asks. Ends early where they have not joined by this code, or may not try it."""
    code, token = code_of(request.path_params["code"]), token_of(request)
    check_guesses(request, code, token)
    sheet = await run(answer_sheets.of_token, code, token) if token else None
    if token is None or sheet is None:
        _context, _respondent, token = await require_respondent(request)
        sheet = await run(answer_sheets.of_token, code, token)
        if sheet is None:  # the link was begun anew meanwhile
            raise EndEarly(nowhere(request))
    LIMITER.joined(token)
    return sheet


def _section_page(
    request: Request,
    sheet: AnswerSheet,
    *,
    faults: Mapping[str, tuple[SubmittedAnswer, str]] | None = None,
) -> Response:
    """A page of statements. ``faults``: by key the answers that were submitted and not saved, and why."""
    code, token, number = code_of(request.path_params["code"]), token_of(request) or "", request.path_params["number"]
    pages = sheet.form.pages
    if not 1 <= number <= len(pages):
        raise EndEarly(go(f"/join/{code}/answer"))
    section_page = pages[number - 1]
    cards = [card_of(sheet.form, section_page, statement, faults or {}) for statement in section_page.statements]
    return page(
        "answer.html",
        code=code,
        heading=sheet.title,
        place=as_a_heading(sheet.organisation, sheet.unit),
        section=section_page.section,
        how_to_choose=section_page.part.questionnaire.summary,
        number=number,
        pages=len(pages),
        next_step=REVIEW if number == len(pages) else NEXT,
        cards=cards,
        is_in_room=sheet.is_in_room,
        level_names=LEVEL_NAMES,
        limits={**LIMITS, "day": formatting.day(days.example_gone_by(sheet.today))},
        form_token=form_token(token),
        shelf=shelf_of(token),
        errors=[(_id_of(card), f"{shortened(card.statement.text)} {card.error}") for card in cards if card.error],
    )


def card_of(
    sheet: RespondentForm,
    section_page: SectionPage,
    statement: Statement,
    faults: Mapping[str, tuple[SubmittedAnswer, str]],
) -> StatementCard:
    key = f"{section_page.part.assessment.questionnaire_id}.{statement.id}"
    stored = _stored(sheet, section_page, statement)
    ids = (section_page.part.assessment.id, statement.id)
    is_locked, second_vote = ids in sheet.shut, sheet.second_votes.get(ids, 0)
    card = StatementCard(key, statement, stored.content, stored.version, is_locked, second_vote=second_vote)
    if key not in faults:
        return card
    submitted, error = faults[key]
    if is_locked:
        return replace(card, error=error)
    return replace(card, error=error, content=submitted.content, typed_day=submitted.typed_day)


def _id_of(card: StatementCard) -> str:
    """Where the link of an error leads: to the field that is to be mended."""
    if card.is_locked or card.second_vote:
        return f"s-{card.key}"
    field = "act_on" if card.has_no_day else "reason" if card.lacks_reason else "choice"
    return f"{field}-{card.key}"


def _stored(sheet: RespondentForm, section_page: SectionPage, statement: Statement) -> Answer:
    return sheet.given[section_page.part.response.id].get(statement.id, Answer(statement.id))


def _is_left(sheet: RespondentForm, section_page: SectionPage, statement: Statement) -> bool:
    ids = (section_page.part.assessment.id, statement.id)
    is_for_the_room = ids in sheet.shut or ids in sheet.second_votes
    return not is_for_the_room and not is_answered(_stored(sheet, section_page, statement))


async def _save(request: Request) -> Response:
    token, code = token_of(request), code_of(request.path_params["code"])
    if token is None or not LIMITER.knows(token):
        _context, _respondent, token = await require_respondent(request)
    fields = await form(request, token, most=SMALL_BODY_LIMIT if wants_data(request) else BODY_LIMIT)
    submitted = answers_in(fields)
    if wants_data(request) and len(submitted) != 1:
        raise RefusedRequest(400, _("What was sent could not be read."))
    check_guesses(request, code, token)
    outcomes = await write(respondents.save_answers, code, token, submitted)
    if outcomes is None:
        await require_respondent(request)
        raise EndEarly(nowhere(request))
    LIMITER.joined(token)
    if wants_data(request):
        return outcome_data(outcomes[0])
    faults = {
        f"{answer_.questionnaire_id}.{answer_.statement_id}": (answer_, reason_not_saved(outcome))
        for answer_, outcome in zip(submitted, outcomes, strict=True)
        if not isinstance(outcome, Answer)
    }
    if faults:
        return _section_page(request, await _sheet(request), faults=faults)
    return go(f"/join/{code}/{_next_page(request.path_params['number'], fields.get('then', ''))}")


def _next_page(number: int, step: str) -> str:
    """Where the pressed button leads to from the page with this number."""
    return {LATER: "saved", REVIEW: "review"}.get(step, f"answer/{number + 1}")


def answers_in(fields: Mapping[str, str]) -> list[SubmittedAnswer]:
    """The answers to statements that a form carries. Only fields of known names are read. Raises RefusedRequest."""
    keys = {name.partition(":")[2]: None for name in fields if name.partition(":")[0] in FIELDS and ":" in name}
    return [_answer_in(fields, key) for key in keys]


def _answer_in(fields: Mapping[str, str], key: str) -> SubmittedAnswer:
    choice, *texts, day, version, question = (fields.get(f"{name}:{key}", "") for name in FIELDS)
    questionnaire_id, _dot, statement_id = key.partition(".")
    are_numbers = all((one or "0").isascii() and (one or "0").isdigit() for one in (version, question))
    if choice not in ("", *CHOICES) or not are_numbers:
        raise RefusedRequest(400, _("What was sent could not be read."))
    if choice.isdigit():
        content = AnswerContent(AnswerState.LEVEL, int(choice))
    else:
        content = AnswerContent(AnswerState(choice) if choice else AnswerState.UNANSWERED)
    # Browsers send line breaks as two signs; what comes back must be what was stored.
    reason, note, evidence, act = (text.replace("\r\n", "\n") for text in texts)
    content = replace(content, reason=reason, note=note, evidence=evidence, act=act, act_on=days.parse_day(day))
    numbers = int(version[:9] or 0), int(question[:9] or 0)
    return SubmittedAnswer(questionnaire_id, statement_id, content, *numbers, typed_day=day.strip())


def reason_not_saved(outcome: Conflict | Refused) -> str:
    """Why an answer was not saved, and what to do."""
    if isinstance(outcome, Conflict):
        return _(
            "Not saved: you have answered this in another window. Saved is: {stored_in_words}. "
            "Look at what is chosen here and send it again if it is right.",
            stored_in_words=_stored_in_words(outcome),
        )
    return refusals.sentence(outcome)


def _stored_in_words(conflict: Conflict) -> str:
    stored = conflict.stored
    assert isinstance(stored, Answer)  # noqa: S101  for the type checker: only answers are saved here
    return terms.answer(stored.content)


def outcome_data(outcome: SaveOutcome) -> Response:
    """What became of the one answer that a script sent."""
    if isinstance(outcome, Answer):
        return data({"version": outcome.version})
    if isinstance(outcome, Conflict) and isinstance(outcome.stored, Answer):
        error = _("Not saved: you have answered this in another window.")
        return data({"error": error, "stored": _stored_data(outcome.stored)})
    if isinstance(outcome, SecondVoteMeanwhile):
        error = refusals.sentence(outcome)
        return data({"error": error, "stored": _stored_data(outcome.stored), "question": outcome.question})
    return data({"error": refusals.sentence(outcome), "is_shut": isinstance(outcome, AnswersLocked)})


def _stored_data(stored: Answer) -> dict[str, str | int]:
    content = stored.content
    return {
        "version": stored.version,
        "said": terms.answer(content),
        "choice": choice_of(content),
        "reason": content.reason,
        "note": content.note,
        "evidence": content.evidence,
        "act": content.act,
        "act_on": formatting.day(content.act_on) if content.act_on else "",
    }


async def saved(request: Request) -> Response:
    """Everything is saved, and how to come back."""
    context, _respondent, _token = await require_respondent(request)
    return page(
        "saved.html",
        context=context,
        heading=heading(context),
        place=place(context),
        is_shared=is_shared(request),
    )
