"""Bets on what people answered: placed from what may be shown, frozen, and scored by the next round that is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from journey.model import (
    Action,
    ActionContent,
    AgreedContent,
    Bet,
    BetContent,
    BetOutcome,
    BetVerdict,
    BetView,
    CannotTell,
    Organisation,
    Origin,
    PitfallContent,
    PitfallState,
    Privacy,
    Subject,
    SubjectKind,
    Unit,
    WithoutUs,
)
from journey.model.refusals import Refusal
from journey.service import Product, Refused
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.plan import actions, bets
from journey.service.plan.place import PlanPlace
from journey.service.rounds import closing
from journey.store import Conflict, agreed
from journey.store import bets as stored
from journey.store.versioned_records import Edit
from journey.wording import bets as words
from tests.steps.queries import queries
from tests.steps.rounds import NOW, TWO_SECTIONS, Ask, Reply, add_unit, ask, everybody, hold, open_a_round, start, write
from tests.store.store_examples import at_once

PLAN, LEARN = (Subject(SubjectKind.SECTION, id_, "small") for id_ in TWO_SECTIONS)
AIMS = Subject(SubjectKind.STATEMENT, "aims", "small")
OF_PLAN = [one.id for one in TWO_SECTIONS["plan"]]
LOW, HIGH = (1, 2, 2, 2, 2, 2, 2, 3), (2, 3, 3, 3, 3, 3, 3, 4)
STEP = date(2026, 11, 1)


def replies(plan: Sequence[int], learn: Sequence[int] | None = None) -> list[Reply]:
    """One respondent for each level, given to every statement of the section; ``learn`` is 2 unless it is said."""
    learn = learn or [2] * len(plan)
    of_learn = [one.id for one in TWO_SECTIONS["learn"]]
    pairs = zip(plan, learn, strict=True)
    return [Reply(None, dict.fromkeys(OF_PLAN, a) | dict.fromkeys(of_learn, b)) for a, b in pairs]


@dataclass(frozen=True)
class Council:
    """A council whose plan has bets, and its rounds one after the other."""

    product: Product
    council: Organisation
    unit: Unit

    @property
    def place(self) -> PlanPlace:
        return PlanPlace(self.council.id, self.unit.id)

    def round(self, year: int, said: Sequence[Reply], **how: Any) -> Any:
        return hold(self.product, self.council, self.unit, year, said, **how)

    def action(self, step_on: date | None = STEP) -> Action:
        made = actions.add(self.product, self.place, ActionContent("set dates"), origin=Origin.IDEA, writer="laptop")
        progress = replace(made.progress, first_step_done_on=step_on)
        return actions.advance(
            self.product, self.council.id, made.id, progress, expected_version=made.version, writer="laptop"
        )

    def bet(self, subject: Subject = PLAN, by: float | None = 0.5, step_on: date | None = STEP, **more: Any) -> Any:
        content = BetContent(subject, by, chance=70, **more)
        return bets.place(self.product, self.place, self.action(step_on).id, content, writer="laptop")

    def outcome(self, at: int = -1) -> BetOutcome:
        return bets.of_place(self.product, self.place)[at].outcome


@pytest.fixture
def here(product: Product) -> Council:
    return Council(product, *start(product))


def code_of(raised: pytest.ExceptionInfo[Refused]) -> Refusal:
    return raised.value.code


def test_a_bet_is_frozen_with_where_its_section_stood_and_scored_by_the_next_closed_round(here: Council) -> None:
    here.round(2026, replies(LOW))
    bet = here.bet()
    assert (bet.number, bet.baseline.value, bet.baseline.n) == (1, 2.0, 8)
    assert bet.baseline.low == pytest.approx(2 - 0.447, abs=0.001)  # t(7)·sd/√8, sd 0.5345
    assert here.outcome().verdict is BetVerdict.OPEN
    assert here.outcome().before == 2.0
    here.round(2027, replies(HIGH))
    found = here.outcome()
    assert (found.verdict, found.before, found.after) == (BetVerdict.MOVED, 2.0, 3.0)
    assert (found.difference, found.n, found.round_name) == (pytest.approx(1.0), (8, 8), "Autumn 2027")
    assert found.baseline_round == "Autumn 2026"


def test_until_the_round_is_closed_the_bet_stays_open_and_cannot_be_changed_any_more(here: Council) -> None:
    here.round(2026, replies(LOW))
    bet = here.bet()
    held = open_a_round(here.product, here.council, "Autumn 2027", date(2027, 10, 12))
    ask(here.product, held, here.unit, replies(HIGH))
    assert here.outcome().verdict is BetVerdict.OPEN
    assert here.outcome().round_name == "Autumn 2027"
    for attempt in (
        lambda: bets.change(
            here.product, here.place, bet.id, bet.content, expected_version=1, writer="laptop", why="too bold"
        ),
        lambda: bets.withdraw(here.product, here.place, bet.id, "too bold", expected_version=1, writer="laptop"),
    ):
        with pytest.raises(Refused) as raised:
            attempt()
        assert code_of(raised) is Refusal.BET_FROZEN
    with pytest.raises(Refused) as raised:
        here.bet()
    assert code_of(raised) is Refusal.BET_ROUND_OPEN
    closing.close(here.product, here.council.id, held.id)
    assert here.outcome(0).verdict is BetVerdict.MOVED


def test_a_bet_with_a_day_waits_for_the_first_round_on_or_after_it(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet(by=1.0, due_on=date(2028, 1, 1))
    here.round(2027, replies(HIGH))
    assert here.outcome().verdict is BetVerdict.OPEN
    here.round(2028, replies(LOW))
    assert here.outcome().verdict is BetVerdict.NOT_YET


def test_a_change_needs_a_reason_and_begins_anew_and_what_was_said_is_kept(here: Council) -> None:
    here.round(2026, replies(LOW))
    bet = here.bet()
    smaller = replace(bet.content, by=0.25)
    with pytest.raises(Refused) as raised:
        bets.change(here.product, here.place, bet.id, smaller, expected_version=1, writer="laptop", why=" ")
    assert code_of(raised) is Refusal.PLAN_TEXT_MISSING
    saved = bets.change(here.product, here.place, bet.id, smaller, expected_version=1, writer="laptop", why="too bold")
    assert saved.content.by == 0.25
    event = next(e for e in bets.history(here.product, here.council.id, bet.id) if e.field == "by")
    assert (event.before, event.after, event.why) == ("0.5", "0.25", "too bold")
    with pytest.raises(Conflict):
        bets.change(here.product, here.place, bet.id, bet.content, expected_version=1, writer="phone", why="as before")


def test_one_that_is_taken_back_says_why_and_one_in_its_place_is_the_next_of_the_action(here: Council) -> None:
    here.round(2026, replies(LOW))
    bet = here.bet()
    second = bets.place(
        here.product, here.place, bet.action_id, BetContent(LEARN, 1.0), writer="laptop", replaces=bet, why="wrong aim"
    )
    assert second.number == 2
    first, now = bets.of_action(here.product, here.place, bet.action_id)
    assert (first.outcome.verdict, first.bet.withdrawn_why) == (BetVerdict.WITHDRAWN, "wrong aim")
    assert now.outcome.verdict is BetVerdict.OPEN
    with pytest.raises(Refused) as raised:
        bets.withdraw(here.product, here.place, first.bet.id, "again", expected_version=2, writer="laptop")
    assert code_of(raised) is Refusal.BET_WITHDRAWN


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BetContent(PLAN, 0.5, chance=60), Refusal.BET_CHANCE_UNKNOWN),
        (BetContent(PLAN, 0.0), Refusal.BET_MOVE_OUT_OF_RANGE),
        (BetContent(PLAN, 3.1), Refusal.BET_MOVE_OUT_OF_RANGE),
        (BetContent(PLAN, None), Refusal.BET_MOVE_OUT_OF_RANGE),
        (BetContent(PLAN, 0.5, date(2026, 11, 20)), Refusal.BET_DUE_PAST),
        (BetContent(PLAN, 0.5, because="x" * 1001), Refusal.PLAN_TEXT_TOO_LONG),
        (BetContent(Subject(SubjectKind.SECTION, "trust", "other"), 0.5), Refusal.BET_NOT_ASKED),
        (BetContent(AIMS, 0.5, view=BetView.AGREED), Refusal.BET_NOT_AGREED),
        (BetContent(Subject(SubjectKind.PITFALL, "blame", "pitfalls")), Refusal.BET_PITFALL_OPEN),
    ],
)
def test_what_no_bet_can_be(here: Council, content: BetContent, code: Refusal) -> None:
    here.round(2026, replies(LOW))
    with pytest.raises(Refused) as raised:
        bets.place(here.product, here.place, here.action().id, content, writer="laptop")
    assert code_of(raised) is code
    assert bets.of_place(here.product, here.place) == []


def test_no_bet_is_placed_on_a_section_without_a_score(here: Council) -> None:
    silent: dict[str, int | str] = dict.fromkeys(OF_PLAN, "dk")
    here.round(2026, [Reply(None, silent | {"figures": level}) for level in (*LOW, *HIGH)])
    with pytest.raises(Refused) as raised:
        here.bet()
    assert code_of(raised) is Refusal.BET_NO_SCORE


def test_one_answer_for_the_unit_is_judged_and_never_tested(here: Council) -> None:
    here.round(2026, everybody(OF_PLAN, 1), privacy=Privacy.OPEN)
    warning = bets.warning(here.product, here.place, PLAN, BetView.INDIVIDUAL)
    assert warning.why is CannotTell.ONE_ANSWER
    here.bet(by=0.25)
    here.bet(AIMS, by=0.25)
    here.round(2027, everybody(OF_PLAN, 4), privacy=Privacy.OPEN)
    for at in (0, 1):
        found = here.outcome(at)
        assert (found.verdict, found.why, found.interval) == (BetVerdict.JUDGED_HIGHER, CannotTell.ONE_ANSWER, None)
        assert (found.before, found.after) == (1.0, 4.0)
    here.round(2028, everybody(OF_PLAN, 1), privacy=Privacy.OPEN)
    assert here.outcome().verdict is BetVerdict.JUDGED_HIGHER, "a bet is scored once"


def test_one_answer_then_and_many_now_cannot_be_told(here: Council) -> None:
    here.round(2026, everybody(OF_PLAN, 1), privacy=Privacy.OPEN)
    here.bet()
    here.round(2027, replies(HIGH))
    assert (here.outcome().verdict, here.outcome().why) == (BetVerdict.CANNOT_TELL, CannotTell.ONE_ANSWER)


def test_a_part_that_is_hidden_is_frozen_as_nothing_and_nothing_is_said_of_it(here: Council) -> None:
    here.round(2026, replies(LOW[:4]))
    bet = here.bet()
    assert (bet.baseline.value, bet.baseline.n, bet.baseline.low) == (None, 0, None)
    assert bets.warning(here.product, here.place, PLAN, BetView.INDIVIDUAL).why is CannotTell.HIDDEN
    here.round(2027, replies(HIGH))
    assert here.outcome() == BetOutcome(
        BetVerdict.CANNOT_TELL,
        CannotTell.HIDDEN,
        pledged=0.5,
        baseline_round="Autumn 2026",
        round_id=here.outcome().round_id,
        round_name="Autumn 2027",
        scored_on=date(2027, 10, 12),
    )


def test_a_part_that_is_hidden_in_the_next_round_shows_no_figure_of_it(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet()
    here.round(2027, replies(HIGH[:4]))
    found = here.outcome()
    assert (found.verdict, found.why) == (BetVerdict.CANNOT_TELL, CannotTell.HIDDEN)
    assert (found.before, found.after, found.difference, found.n) == (None, None, None, (0, 0))


def test_a_part_that_a_higher_setting_hides_later_is_not_shown_by_what_was_frozen(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet()
    stricter = replace(here, product=replace(here.product, settings=replace(here.product.settings, min_group=9)))
    assert (stricter.outcome().before, stricter.outcome().verdict) == (None, BetVerdict.OPEN)


def test_a_move_before_the_first_step_was_without_us(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet(step_on=None)
    here.bet(step_on=date(2027, 10, 12))
    here.round(2027, replies(HIGH))
    for at in (0, 1):
        assert here.outcome(at).verdict is BetVerdict.MOVED_WITHOUT_US
        assert here.outcome(at).without_us is WithoutUs.FIRST_STEP


def test_a_move_that_the_other_sections_made_too_was_without_us(here: Council) -> None:
    here.round(2026, replies(LOW, LOW))
    here.bet()
    here.round(2027, replies(HIGH, HIGH))
    found = here.outcome()
    assert (found.verdict, found.without_us) == (BetVerdict.MOVED_WITHOUT_US, WithoutUs.ELSEWHERE)
    assert found.elsewhere is not None
    assert (found.elsewhere.sections, found.elsewhere.difference) == (1, pytest.approx(1.0))


def test_sections_with_a_bet_of_their_own_are_no_measure_of_what_moved_elsewhere(here: Council) -> None:
    here.round(2026, replies(LOW, LOW))
    here.bet()
    here.bet(LEARN)
    here.round(2027, replies(HIGH, HIGH))
    assert [here.outcome(at).verdict for at in (0, 1)] == [BetVerdict.MOVED] * 2
    assert here.outcome().elsewhere is None


def test_a_statement_is_tested_by_its_own_answers(here: Council) -> None:
    here.round(2026, replies(LOW))
    bet = here.bet(AIMS)
    assert (bet.baseline.value, bet.baseline.n) == (2.0, 8)
    here.round(2027, replies(HIGH))
    found = here.outcome()
    assert (found.verdict, found.difference) == (BetVerdict.MOVED, pytest.approx(1.0))
    assert found.bar > 0.6
    assert found.interval == pytest.approx((1 - 0.573, 1 + 0.573), abs=0.001)


def test_a_statement_that_was_reworded_cannot_be_compared(here: Council, tmp_path: Any) -> None:
    here.round(2026, replies(LOW))
    here.bet(AIMS)
    plan = [Ask("aims", 2.0, revision=2, quick=True), *TWO_SECTIONS["plan"][1:]]
    write(tmp_path, TWO_SECTIONS | {"plan": plan}, version="1.1.0")
    newer = replace(here, product=replace(here.product, library=type(here.product.library).read(tmp_path)))
    newer.round(2027, replies(HIGH))
    found = newer.outcome()
    assert (found.verdict, found.why) == (BetVerdict.CANNOT_TELL, CannotTell.NOT_COMPARABLE)


def test_several_bets_on_one_subject_share_a_verdict_and_are_counted_once(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet()
    here.bet()
    here.bet(AIMS)
    here.round(2027, replies(HIGH))
    every = bets.of_place(here.product, here.place)
    assert [one.outcome.verdict for one in every] == [BetVerdict.MOVED] * 3
    assert len(bets.by_subject(every)) == 2
    assert bets.chance_of_a_false_one(every) == (2, pytest.approx(1 - 0.975**2))
    found = bets.calibration(here.product, here.council.id)
    assert (found.scored, found.came_true, found.score) == (2, 2, None)


def test_an_agreed_level_is_judged_with_who_agreed_it(here: Council) -> None:
    _, first = here.round(2026, replies(LOW))
    agree(here, first.id, AgreedContent(2, "", "", "the team"))
    bet = here.bet(AIMS, by=1.0, view=BetView.AGREED)
    assert (bet.baseline.value, bet.baseline.n) == (2, 0)
    _, second = here.round(2027, replies(HIGH))
    assert here.outcome().why is CannotTell.NOT_AGREED
    agree(here, second.id, AgreedContent(3, "two dated reviews", "", "the team"))
    found = here.outcome()
    assert (found.verdict, found.before, found.after) == (BetVerdict.JUDGED_HIGHER, 2, 3)
    assert (found.why, found.note) == (CannotTell.AGREED, "the team · two dated reviews")


def agree(here: Council, assessment_id: str, content: AgreedContent) -> None:
    with here.product.store.write() as tx:
        agreed.save(tx, here.council.id, assessment_id, "aims", content, expected_version=0, writer="laptop", at=NOW)


@pytest.mark.content("shipped")
def test_a_pitfall_is_judged_by_its_state_before_and_after(here: Council) -> None:
    checklist = here.product.library.checklist("setting-direction")
    subject = Subject(SubjectKind.PITFALL, checklist.pitfalls[0].id, checklist.id)
    state_in(here, 2026, subject, PitfallContent(PitfallState.NOT_YET))
    assert here.bet(subject, by=None).baseline.state == PitfallState.NOT_YET
    state_in(here, 2027, subject, PitfallContent(PitfallState.AVOIDED, "the minutes of March"))
    found = here.outcome()
    assert (found.verdict, found.why) == (BetVerdict.JUDGED_HIGHER, CannotTell.PITFALL)
    assert (found.states, found.note) == ((PitfallState.NOT_YET, PitfallState.AVOIDED), "the minutes of March")


@pytest.mark.content("shipped")
@pytest.mark.parametrize("state", [PitfallState.UNANSWERED, PitfallState.NOT_APPLICABLE])
def test_a_pitfall_that_is_not_judged_in_the_next_round_is_never_said_to_have_moved(
    here: Council, state: PitfallState
) -> None:
    checklist = here.product.library.checklist("setting-direction")
    subject = Subject(SubjectKind.PITFALL, checklist.pitfalls[0].id, checklist.id)
    state_in(here, 2026, subject, PitfallContent(PitfallState.NOT_YET))
    here.bet(subject, by=None)
    state_in(here, 2027, subject, PitfallContent(state, "not our case" if state else ""))
    found = here.outcome()
    assert (found.verdict, found.why) == (BetVerdict.CANNOT_TELL, CannotTell.NOT_ANSWERED)
    content = bets.of_place(here.product, here.place)[-1].bet.content
    assert "moved" not in words.found(content, found)


def state_in(here: Council, year: int, subject: Subject, content: PitfallContent) -> None:
    held = open_a_round(here.product, here.council, f"Autumn {year}", date(year, 10, 12))
    ask(here.product, held, here.unit, [], questionnaire_id="stages")
    seen = Selection(here.council, held, here.unit)
    pitfalls.record(here.product, seen, subject.of, subject.id, content, expected_version=0, writer="laptop")
    closing.close(here.product, here.council.id, held.id)


def test_what_a_review_looks_at_is_what_the_last_round_scored_and_what_is_overdue(here: Council) -> None:
    here.round(2026, replies(LOW))
    here.bet()
    here.bet(LEARN, due_on=date(2028, 1, 1))
    assert bets.due(here.product, here.place) == []
    here.round(2027, replies(HIGH))
    assert [one.bet.content.subject for one in bets.due(here.product, here.place)] == [PLAN]
    later = replace(here.product, clock=lambda: datetime(2028, 1, 1, 12, tzinfo=UTC))
    assert [one.bet.content.subject for one in bets.due(later, here.place)] == [PLAN, LEARN]


@pytest.mark.parametrize(("by", "hardly"), [(0.25, True), (0.5, True), (0.75, False)])
def test_on_the_day_it_is_placed_it_is_known_whether_the_move_could_show(
    here: Council, by: float, hardly: bool
) -> None:
    here.round(2026, replies(LOW))
    found = bets.warning(here.product, here.place, PLAN, BetView.INDIVIDUAL)
    assert (found.value, found.n, found.half_width) == (2.0, 8, pytest.approx(0.573, abs=0.001))
    assert found.will_hardly_show(by) is hardly


def test_however_many_bets_there_are_each_pair_of_rounds_is_read_once(here: Council) -> None:
    here.round(2026, replies(LOW, LOW))
    here.bet()
    here.round(2027, replies(HIGH, HIGH))
    with queries(here.product.store) as of_one:
        bets.of_place(here.product, here.place)
    for bet in bets.of_place(here.product, here.place):
        with here.product.store.write() as tx:
            for more in range(20):
                stored.place(tx, here.council.id, replace(bet.bet, number=2 + more), Edit("laptop", NOW))
    with queries(here.product.store) as of_many:
        assert len(bets.of_place(here.product, here.place)) == 21
    assert len(of_many) == len(of_one)


@pytest.mark.both_databases
def test_bets_that_are_placed_at_once_are_all_kept_one_after_the_other(here: Council) -> None:
    here.round(2026, replies(LOW))
    action = here.action()

    def place() -> Bet:
        return bets.place(here.product, here.place, action.id, BetContent(PLAN, 0.5), writer="laptop")

    assert sorted(bet.number for bet in at_once([place] * 6)) == [1, 2, 3, 4, 5, 6]


def test_a_bet_is_about_the_unit_of_its_action_whichever_is_in_view(here: Council) -> None:
    here.round(2026, replies(LOW))
    other = PlanPlace(here.council.id, add_unit(here.product, here.council, "Housing").id)
    bet = bets.place(here.product, other, here.action().id, BetContent(PLAN, 0.5), writer="laptop")
    assert bet.baseline.value == 2.0
    assert bets.of_place(here.product, other) == []


def test_a_section_that_is_not_asked_any_more_cannot_be_compared(here: Council, tmp_path: Any) -> None:
    here.round(2026, replies(LOW, LOW))
    here.bet(LEARN)
    write(tmp_path, {"plan": TWO_SECTIONS["plan"]}, version="1.1.0")
    newer = replace(here, product=replace(here.product, library=type(here.product.library).read(tmp_path)))
    newer.round(2027, replies(HIGH))
    found = newer.outcome()
    assert (found.verdict, found.why, found.after) == (BetVerdict.CANNOT_TELL, CannotTell.NOT_COMPARABLE, None)


def test_a_statement_is_not_called_where_other_roles_answered(here: Council) -> None:
    def of_roles(managers: int, front_line: int, level: int) -> list[Reply]:
        said: dict[str, int | str] = {**dict.fromkeys(OF_PLAN, level), "figures": 2}
        other: dict[str, int | str] = {**said, "aims": level + 1}
        return [Reply("managers", said)] * managers + [Reply("front-line", other)] * front_line

    here.round(2026, of_roles(8, 8, 1))
    here.bet(AIMS)
    here.round(2027, of_roles(5, 11, 3))
    assert (here.outcome().verdict, here.outcome().why) == (BetVerdict.CANNOT_TELL, CannotTell.OTHER_ROLES)


@pytest.mark.content("shipped")
def test_the_lowest_of_five_sections_is_shown_with_what_would_have_come_anyway(here: Council) -> None:
    stages = here.product.library.questionnaire("stages")
    lowest, other = (Subject(SubjectKind.SECTION, section.id, "stages") for section in stages.sections[:2])
    higher = [statement.id for section in stages.sections[1:] for statement in section.statements]
    low = [statement.id for statement in stages.sections[0].statements]
    said = [Reply(None, dict.fromkeys(low, level) | dict.fromkeys(higher, min(level + 1, 4))) for level in LOW]
    here.round(2026, said, questionnaire_id="stages")
    here.bet(lowest)
    here.bet(other)
    here.round(2027, said, questionnaire_id="stages")
    assert [here.outcome(at).expected_anyway for at in (0, 1)] == [0.04, None]
    assert not here.outcome().is_of_few_sections
