"""What a room talks about: agreement is accepted, the rest is ordered by how far it divides and fitted to the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journey.model import Accepted, Agenda, Counts, Topic, TopicReason
from journey.rules.agenda import MINUTES, RevealedStatement, minutes_left, route
from journey.rules.agreement import average_deviation, is_ready, proposed_level
from journey.wording import agenda as wording

COUNTS = some.builds(
    Counts,
    levels=some.tuples(*[some.integers(0, 12)] * 4),
    dont_know=some.integers(0, 8),
    not_applicable=some.integers(0, 5),
)
WEIGHTS = some.sampled_from([0.1, 0.5, 1.0, 1.5, 2.0, 3.0])


@some.composite
def revealed(draw: some.DrawFn, number: int) -> RevealedStatement:
    counts = draw(COUNTS)
    answered = counts.n + counts.dont_know + counts.not_applicable
    return RevealedStatement(f"s{number}", draw(WEIGHTS), counts, answered + draw(some.integers(0, 4)))


SECTIONS = some.integers(0, 9).flatmap(lambda size: some.tuples(*[revealed(number) for number in range(size)]))
MINUTES_LEFT = some.integers(-5, 90)


def one(
    id_: str, *levels: int, unsure: int = 0, elsewhere: int = 0, weight: float = 1.0, people: int = 0
) -> RevealedStatement:
    by_level = tuple(levels.count(level) for level in (1, 2, 3, 4))
    counts = Counts(by_level, unsure, elsewhere)  # type: ignore[arg-type]
    return RevealedStatement(id_, weight, counts, max(people, len(levels) + unsure + elsewhere))


def ids(topics: tuple[Topic, ...] | tuple[Accepted, ...]) -> list[str]:
    return [topic.statement_id for topic in topics]


def everything(agenda: Agenda) -> list[str]:
    return [*ids(agenda.accept), *ids(agenda.discuss), *ids(agenda.later)]


def silent(statement: RevealedStatement) -> float:
    base = statement.responses - statement.counts.not_applicable
    return (base - statement.counts.n) / base if base else 0.0


@given(SECTIONS, MINUTES_LEFT)
def test_every_statement_is_somewhere_once(section: tuple[RevealedStatement, ...], left: int) -> None:
    assert sorted(everything(route(section, minutes_left=left))) == sorted(each.statement_id for each in section)


@given(SECTIONS, MINUTES_LEFT)
def test_what_is_accepted_is_what_is_ready_at_the_level_proposed(
    section: tuple[RevealedStatement, ...], left: int
) -> None:
    agenda = route(section, minutes_left=left)
    accepted = {each.statement_id: each.level for each in agenda.accept}
    for each in section:
        ready = is_ready(each.counts, each.responses)
        assert (each.statement_id in accepted) == ready
        if ready:
            assert accepted[each.statement_id] == proposed_level(each.counts)


@given(SECTIONS, MINUTES_LEFT)
def test_the_talk_fits_and_nothing_that_is_left_for_later_would(
    section: tuple[RevealedStatement, ...], left: int
) -> None:
    agenda = route(section, minutes_left=left)
    free = max(0, left) - agenda.minutes
    assert free >= 0
    assert all(topic.minutes > free for topic in agenda.later)


@given(SECTIONS, MINUTES_LEFT)
def test_what_divides_most_comes_first(section: tuple[RevealedStatement, ...], left: int) -> None:
    agenda = route(section, minutes_left=left)
    given_by_id = {each.statement_id: each for each in section}
    for topics in (agenda.discuss, agenda.later):
        urgencies = [topic.urgency for topic in topics]
        assert urgencies == sorted(urgencies, reverse=True)
    for topic in (*agenda.discuss, *agenda.later):
        each = given_by_id[topic.statement_id]
        spread = average_deviation(each.counts.levels) or 0.0
        assert topic.urgency == pytest.approx(spread * each.weight * (1 + silent(each)))
        assert topic.minutes == MINUTES[topic.why]
        assert topic.level == proposed_level(each.counts)


@given(SECTIONS, MINUTES_LEFT)
def test_more_minutes_leave_no_less_talk(section: tuple[RevealedStatement, ...], left: int) -> None:
    without_end = route(section, minutes_left=1000)
    assert without_end.later == ()
    assert route(section, minutes_left=left).minutes <= without_end.minutes
    assert route(section, minutes_left=left).accept == without_end.accept


@given(SECTIONS, MINUTES_LEFT)
def test_the_order_does_not_depend_on_what_weights_are_measured_in(
    section: tuple[RevealedStatement, ...], left: int
) -> None:
    heavier = [replace(each, weight=each.weight * 4) for each in section]
    assert everything(route(section, minutes_left=left)) == everything(route(heavier, minutes_left=left))


@given(SECTIONS, MINUTES_LEFT)
def test_the_words_count_what_there_is(section: tuple[RevealedStatement, ...], left: int) -> None:
    agenda = route(section, minutes_left=left)
    words = wording.in_words(agenda)
    assert words
    assert ("to talk about" in words) == bool(agenda.discuss)
    assert ("will not fit" in words) == bool(agenda.later)
    assert ("ready to be accepted at" in words or "to be accepted together" in words) == bool(agenda.accept)


CAMPS, SPREAD = (1, 1, 1, 4, 4, 4), (1, 2, 2, 3, 3, 4)


def test_what_is_ready_is_accepted_a_spread_takes_four_minutes_and_two_camps_eight() -> None:
    section = [one("ready", 2, 3, 3, 3, 3), one("spread", *SPREAD), one("camps", *CAMPS)]
    agenda = route(section, minutes_left=30)
    assert agenda.accept == (Accepted("ready", 3),)
    assert [(topic.statement_id, topic.why, topic.minutes, topic.level) for topic in agenda.discuss] == [
        ("camps", TopicReason.TWO_CAMPS, 8, None),
        ("spread", TopicReason.SPREAD, 4, None),
    ]
    assert [topic.urgency for topic in agenda.discuss] == pytest.approx([1.5, 5 / 6])
    assert wording.advice(agenda.discuss[0]) == (
        "Two camps. Hear one low and one high, evidence first and status last; then the rest. About eight minutes."
    )
    assert wording.in_words(agenda) == (
        "One statement is ready to be accepted at the level that its vote proposes. Two statements to talk about, 12 "
        "minutes in all. What divides the room most comes first: the spread of levels, times the statement’s weight, "
        "times one plus the share who gave no level."
    )


@pytest.mark.parametrize(
    ("levels", "why", "level"),
    [
        ((2, 2, 3, 3, 3), TopicReason.BETWEEN, 2),
        ((1, 2, 2, 2, 2, 4), TopicReason.MOST, 2),
        ((2, 2, 2, 3), TopicReason.FEW, None),
        ((3, 3, 3), TopicReason.FEW_ALIKE, 3),
    ],
)
def test_why_a_vote_is_talked_about(levels: tuple[int, ...], why: TopicReason, level: int | None) -> None:
    (topic,) = route([one("one", *levels)], minutes_left=30).discuss
    assert (topic.why, topic.level) == (why, level)


def test_weight_and_silence_bring_a_statement_forward() -> None:
    section = [
        one("plain", *SPREAD),
        one("unsure", *SPREAD, unsure=2),
        one("absent", *SPREAD, people=9),
        one("elsewhere", *SPREAD, elsewhere=4),
        one("heavy", *SPREAD, weight=2.0),
    ]
    agenda = route(section, minutes_left=60)
    assert ids(agenda.discuss) == ["heavy", "absent", "unsure", "plain", "elsewhere"]
    plain = 5 / 6
    assert [topic.urgency for topic in agenda.discuss] == pytest.approx(
        [2 * plain, 4 / 3 * plain, 5 / 4 * plain, plain, plain]
    )


def test_fewer_than_three_levels_are_talked_about_even_where_they_are_alike() -> None:
    agenda = route([one("two", 3, 3), one("one", 2)], minutes_left=30)
    assert [(topic.statement_id, topic.why) for topic in agenda.discuss] == [
        ("two", TopicReason.FEW),
        ("one", TopicReason.FEW),
    ]
    assert agenda.accept == ()


def test_a_level_of_a_few_is_not_taken_as_the_rooms() -> None:
    heard, unsure = one("heard", *[3] * 9, unsure=3), one("unsure", *[3] * 8, unsure=3)
    away = one("away", *[3] * 8, people=17)
    agenda = route([heard, unsure, away], minutes_left=30)
    assert ids(agenda.accept) == ["heard"]
    assert [(topic.why, topic.level) for topic in agenda.discuss] == [(TopicReason.SILENT, 3)] * 2


def test_where_nobody_disagrees_there_is_nothing_to_talk_through() -> None:
    agenda = route([one("a", *[3] * 5), one("b", 2, 2, 2, 2, 3)], minutes_left=30)
    assert agenda.accept == (Accepted("a", 3), Accepted("b", 2))
    assert (agenda.discuss, agenda.later, agenda.minutes) == ((), (), 0)
    assert wording.in_words(agenda) == (
        "Two statements are ready to be accepted together, each at the level that its vote proposes. There is nothing "
        "to talk through: ask what surprised people, and go on."
    )


def test_where_everybody_says_they_do_not_know_a_question_is_written_down() -> None:
    section = [one("light", unsure=6), one("heavy", unsure=6, weight=3.0), one("elsewhere", elsewhere=6)]
    agenda = route(section, minutes_left=30)
    assert agenda.accept == ()
    assert ids(agenda.discuss) == ["heavy", "light", "elsewhere"]
    assert {(topic.why, topic.minutes, topic.level, topic.urgency) for topic in agenda.discuss} == {
        (TopicReason.NOBODY, 2, None, 0.0)
    }
    assert "Ask who can find out" in wording.advice(agenda.discuss[0])


@pytest.mark.parametrize("left", [0, -3, 1])
def test_without_minutes_everything_that_divides_is_for_later(left: int) -> None:
    agenda = route([one("ready", *[3] * 5), one("spread", *SPREAD), one("camps", *CAMPS)], minutes_left=left)
    assert ids(agenda.accept) == ["ready"]
    assert agenda.discuss == ()
    assert ids(agenda.later) == ["camps", "spread"]
    assert wording.in_words(agenda) == (
        "One statement is ready to be accepted at the level that its vote proposes. Two statements will not fit in "
        "the time that is left: name an owner and a day, or give it more minutes."
    )


def test_a_shorter_talk_takes_the_minutes_that_a_longer_one_cannot() -> None:
    agenda = route([one("spread", *SPREAD), one("camps", *CAMPS)], minutes_left=6)
    assert (ids(agenda.discuss), ids(agenda.later)) == (["spread"], ["camps"])


def test_nothing_lies_open_before_the_reveal() -> None:
    assert route([], minutes_left=30) == Agenda((), (), ())
    assert wording.in_words(route([], minutes_left=30)) == "Nothing lies open yet."


@pytest.mark.parametrize(("passed", "left"), [(0, 90), (0.9, 90), (1, 89), (89.5, 1), (90, 0), (200, 0)])
def test_the_minutes_that_are_left_are_whole_and_never_below_none(passed: float, left: int) -> None:
    began = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert minutes_left(90, began, began + timedelta(minutes=passed)) == left
    assert minutes_left(90, None, began) == 90
