"""Where the unit in view stands in the round in view: what Home, and every advice, is worked out from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journey.model import Answer, AnswerState, Scope
from journey.service.answering import sessions, widening
from journey.service.answering.sessions import AnsweringSession, SectionPage, Workload
from journey.service.context import Product
from journey.service.current_selection import Navigation, Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.pitfalls.pitfalls import StagePitfalls
from journey.service.plan import decided_bets, reviews, standings
from journey.service.plan.place import PlanPlace
from journey.service.profile.unit_findings import UnitFindings
from journey.wording import formatting, terms
from journey.wording import plan as plan_words
from journey.wording.next_steps import Answering, OpenStatement, Situation
from journey.wording.plan_needs import PlanSituation


def situation(
    product: Product,
    navigation: Navigation,
    selection: Selection,
    findings: UnitFindings | None,
    stages: Mapping[str, StagePitfalls],
) -> Situation:
    """The situation of the stages; ``findings`` and ``stages`` are theirs."""
    is_closed = selection.round.closed_at is not None
    session = None if is_closed else sessions.session_of(product, selection)
    asked = findings.asked.sections() if findings else ()
    return Situation(
        answering=_answering(product, session) if session else None,
        questionnaire=findings.questionnaire if findings else None,
        profile=findings.profile if findings else None,
        tallies={section.id: stages[section.id].tally for section, _ in asked if section.id in stages},
        moved_on={
            id_: product.day_of(stage.moved_on.decided_at)
            for id_, stage in stages.items()
            if stage.moved_on and not stage.readiness.is_ready
        },
        left_before=() if is_closed else _left_before(product, selection, stages),
        is_closed=is_closed,
        is_over=is_closed and selection.round == navigation.rounds[-1],
        quick_check=quick_check(product),
        plan=_plan(product, selection),
    )


def _plan(product: Product, selection: Selection) -> PlanSituation:
    """What the unit's plan needs today, whichever round is in view."""
    place = PlanPlace.of(selection)
    plan = standings.of_place(product, place, is_checked_told=False)
    waiting = [one for one in plan.actions if one.standing.needs_decision]
    return PlanSituation(
        as_of=plan.today,
        is_empty=not plan.actions,
        to_decide=tuple(one.action.id for one in waiting),
        most_urgent=formatting.shortened(waiting[0].action.content.what) if waiting else "",
        review_due_on=reviews.due_by(product, place),
        is_review_running=reviews.running(product, place) is not None,
        decided_bets=tuple(one.bet.id for one in decided_bets.since_the_review(product, place)),
        in_a_sentence=plan_words.head(
            plan.states, plan.to_decide, plan.next_review_on, plan.last_review_on, plan.today
        ),
    )


def quick_check(product: Product) -> str:
    """How much a quick check of the stages asks."""
    return terms.workload(*sessions.size(product, STAGES, Scope.QUICK))


def _left_before(product: Product, selection: Selection, stages: Mapping[str, StagePitfalls]) -> tuple[str, ...]:
    left = pitfalls.brought_up_again(product, selection)
    return tuple(id_ for id_, stage in stages.items() if id_ in left and not stage.readiness.is_ready)


def _answering(product: Product, session: AnsweringSession) -> Answering:
    given = sessions.answers_given(product, session)
    progress = sessions.progress(session, given)
    rest = _rest(product, session.selection)
    return Answering(
        answered=progress.answered,
        asked=progress.asked,
        minutes_left=progress.minutes_left,
        is_finished=session.is_finished,
        is_quick=rest is not None,
        next=_first((*session.pages[session.at :], *session.pages), given, AnswerState.UNANSWERED),
        unknown=_first(session.pages, given, AnswerState.DONT_KNOW),
        more=rest.statements if rest else 0,
        more_minutes=rest.minutes if rest else 0,
    )


def _rest(product: Product, selection: Selection) -> Workload | None:
    """What a quick check of the stages has left out; None where nothing is left out."""
    for offer in widening.offers(product, selection):
        if offer.questionnaire.id == STAGES and offer.section is None and not offer.is_new:
            return offer.workload
    return None


def _first(
    pages: Iterable[SectionPage], given: Mapping[str, Mapping[str, Answer]], state: AnswerState
) -> OpenStatement | None:
    """The first statement whose answer is in this state."""
    for page in pages:
        answers = given[page.part.response.id]
        for statement in page.statements:
            answer = answers.get(statement.id)
            if (answer.content.state if answer else AnswerState.UNANSWERED) is state:
                return OpenStatement(page.name, statement.id)
    return None
