"""How often somebody may ask: guesses, floods, and everybody else who shares the address. With a clock of our own."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import choice

import pytest

from journey.join.limits import (
    ALL_GUESSES,
    ALL_TRIED_WHILE_SHUT,
    BY_ADDRESS,
    BY_RESPONDENT,
    BYTES_OF_RESPONDENT,
    GUESSES,
    GUESSES_UNDER_ATTACK,
    HOUR,
    JOINS,
    REMEMBERED_ADDRESSES,
    TRIED_WHILE_SHUT,
    Limiter,
)
from journey.service.answering import invitations
from journey.store.invitations import ALPHABET, CODE_LENGTH
from tests.steps.light_pages import Phone, database, light_server, workshop

ROOM = "203.0.113.7"
ELSEWHERE = "198.51.100.4"


class Clock:
    """A clock that the test sets forward."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    """At some time."""
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> Limiter:
    """Nobody has asked yet."""
    return Limiter(clock)


def guess(limiter: Limiter, address: str, times: int, token: str | None = None) -> int:
    """Try wrong codes; how many of them were looked up."""
    looked_up = 0
    for _ in range(times):
        if limiter.wait_before_look_up(address, token) == 0:
            limiter.guessed_wrong(address, token)
            looked_up += 1
    return looked_up


def tried(limiter: Limiter, address: str, times: int, code: str = "WRONG234") -> int:
    """Ask at a shut address; how often the code was looked up."""
    return sum(limiter.wait_while_shut(address, code) == 0 for _ in range(times))


def test_a_room_that_mistypes_is_served(limiter: Limiter) -> None:
    assert guess(limiter, ROOM, 50) == 50
    assert limiter.wait_before_look_up(ROOM, None) == 0


def test_a_hundred_thousand_guesses_within_an_hour_look_up_a_few_hundred_codes(limiter: Limiter, clock: Clock) -> None:
    looked_up = 0
    for _ in range(100_000):
        looked_up += guess(limiter, ROOM, 1)
        clock.at += HOUR / 100_000
    assert GUESSES.most < looked_up < GUESSES.most + HOUR * GUESSES.a_second + 1


def test_a_shut_address_is_told_when_to_come_back_and_is_served_then(limiter: Limiter, clock: Clock) -> None:
    guess(limiter, ROOM, 100_000)
    wait = limiter.wait_before_look_up(ROOM, None)
    assert 0 < wait <= GUESSES.mark / GUESSES.a_second + 1
    clock.at += wait - 1.5
    assert limiter.wait_before_look_up(ROOM, None) > 0
    clock.at += 1.5
    assert limiter.wait_before_look_up(ROOM, None) == 0


def test_who_has_joined_is_not_in_the_way_of_guesses_on_the_same_address_nor_are_other_addresses(
    limiter: Limiter,
) -> None:
    limiter.joined("token")
    guess(limiter, ROOM, 1000)
    assert limiter.wait_before_look_up(ROOM, None) > 0
    assert limiter.wait_before_look_up(ROOM, "token") == 0
    assert limiter.wait_before_look_up(ELSEWHERE, None) == 0


def test_who_has_joined_guesses_no_more_than_others(limiter: Limiter) -> None:
    limiter.joined("token")
    assert guess(limiter, ROOM, 1000, "token") == GUESSES.most
    assert limiter.wait_before_look_up(ROOM, None) == 0


def test_a_cookie_that_we_never_knew_changes_nothing(limiter: Limiter) -> None:
    assert sum(guess(limiter, ROOM, 1, f"token {number}") for number in range(1000)) == GUESSES.most


def test_a_shut_address_is_open_to_a_code_that_has_led_somewhere_and_to_a_few_others_a_second(
    limiter: Limiter, clock: Clock
) -> None:
    limiter.led_somewhere("RIGHT234")
    guess(limiter, ROOM, 1000)
    assert tried(limiter, ROOM, 1000) == TRIED_WHILE_SHUT.most
    assert tried(limiter, ROOM, 1000, "RIGHT234") == 1000
    clock.at += limiter.wait_while_shut(ROOM, "WRONG234")
    assert tried(limiter, ROOM, 1000) == TRIED_WHILE_SHUT.a_second


def test_a_code_is_right_for_an_hour_or_until_it_leads_nowhere(limiter: Limiter, clock: Clock) -> None:
    for code in ("RIGHT234", "CLOSED23"):
        limiter.led_somewhere(code)
    limiter.led_nowhere("CLOSED23")
    tried(limiter, ROOM, 1000)
    assert limiter.wait_while_shut(ROOM, "RIGHT234") == 0
    assert limiter.wait_while_shut(ROOM, "CLOSED23") > 0
    clock.at += HOUR + 1
    tried(limiter, ROOM, 1000)
    assert limiter.wait_while_shut(ROOM, "RIGHT234") > 0


def test_what_is_tried_while_addresses_are_shut_is_bounded_over_all_of_them(limiter: Limiter) -> None:
    assert sum(tried(limiter, f"192.0.2.{number}", 20) for number in range(256)) == ALL_TRIED_WHILE_SHUT.most
    assert limiter.wait_before_look_up(ELSEWHERE, None) == 0


def test_guesses_and_floods_on_an_address_leave_those_with_a_right_code_alone(limiter: Limiter) -> None:
    limiter.led_somewhere("RIGHT234")
    for number in range(10_000):
        limiter.count_request(ROOM, None, f"WRONG{number}")
    assert limiter.count_request(ROOM, None, "WRONG234") > 0
    assert limiter.count_request(ROOM, None, "RIGHT234") == 0


def test_a_respondent_who_sends_notes_for_hours_sends_less_and_others_are_not_touched(
    limiter: Limiter, clock: Clock
) -> None:
    for token in ("one", "other"):
        limiter.joined(token)
    sent = 0
    for _ in range(7200):
        clock.at += 1
        if limiter.count_request(ROOM, "one") == 0:
            limiter.count_bytes("one", 30_000)
            sent += 30_000
        assert limiter.count_request(ROOM, "other") == 0
    assert sent < BYTES_OF_RESPONDENT.most + 7200 * BYTES_OF_RESPONDENT.a_second + BYTES_OF_RESPONDENT.mark


def test_an_hour_of_typing_is_never_too_much(limiter: Limiter, clock: Clock) -> None:
    limiter.joined("token")
    for _ in range(1800):
        clock.at += 2
        assert limiter.count_request(ROOM, "token") == 0
        limiter.count_bytes("token", 6_000)


def test_guesses_from_everywhere_leave_each_address_a_few(limiter: Limiter, clock: Clock) -> None:
    addresses = [f"192.0.2.{number}" for number in range(256)]
    assert sum(guess(limiter, address, 50) for address in addresses) < ALL_GUESSES.most + 256 * 4
    assert guess(limiter, ELSEWHERE, 100) <= GUESSES_UNDER_ATTACK.most
    limiter.joined("token")
    assert limiter.wait_before_look_up(addresses[0], "token") == 0
    clock.at += ALL_GUESSES.mark / ALL_GUESSES.a_second + 1
    assert limiter.wait_before_look_up("192.0.3.1", None) == 0


def test_500_phones_behind_one_address_ask_every_two_seconds(limiter: Limiter, clock: Clock) -> None:
    tokens = [f"token {number}" for number in range(500)]
    for token in tokens:
        assert [limiter.count_request(ROOM, token) for _ in range(6)] == [0] * 6
        limiter.joined(token)
    for _ in range(300):
        clock.at += 2
        assert all(limiter.count_request(ROOM, token) == 0 for token in tokens)


def test_a_flood_of_one_respondent_stops_and_the_others_go_on(limiter: Limiter, clock: Clock) -> None:
    for token in ("one", "other"):
        limiter.joined(token)
    served = 0
    for _ in range(10_000):
        served += limiter.count_request(ROOM, "one") == 0
        clock.at += 0.001
    assert served < BY_RESPONDENT.most + 10 * BY_RESPONDENT.a_second + 1
    assert limiter.count_request(ROOM, "other") == 0


def test_a_flood_from_an_address_stops_and_those_who_joined_there_go_on(limiter: Limiter, clock: Clock) -> None:
    limiter.joined("token")
    served = sum(limiter.count_request(ROOM, None) == 0 for _ in range(10_000))
    assert served == BY_ADDRESS.most
    assert limiter.count_request(ROOM, "token") == 0
    assert limiter.count_request(ELSEWHERE, None) == 0
    clock.at += limiter.count_request(ROOM, None)
    assert limiter.count_request(ROOM, None) == 0


def test_no_flood_makes_the_memory_grow_without_bound(limiter: Limiter) -> None:
    for number in range(REMEMBERED_ADDRESSES * 2 + 5):
        address = f"address {number}"
        limiter.count_request(address, None)
        guess(limiter, address, 1)
        tried(limiter, address, 1)
        limiter.led_somewhere(address)
    assert limiter.remembered <= 5 * REMEMBERED_ADDRESSES


def guess_over_http(port: int) -> set[int]:
    """Try random codes from one address until far more than a room could mistype; the statuses that came back."""

    def attack(_: int) -> set[int]:
        attacker = Phone(port)
        guesses = ("".join(choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(20))
        return {attacker.get(f"/join/{guess}").status for guess in guesses}

    with ThreadPoolExecutor(8) as attackers:
        return set().union(*attackers.map(attack, range(8)))


def test_guesses_over_http_find_nothing_and_stop_nobody_who_has_a_right_code(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = workshop(product).code
        joined, newcomer, screen = Phone(server.port), Phone(server.port), Phone(server.port)
        joined.join(code)

        assert guess_over_http(server.port) == {404, 429}
        shut = newcomer.get("/join/23456789")
        assert shut.status == 429
        assert int(shut.headers["retry-after"]) > 0
        assert "Wait " in shut.text
        assert newcomer.get("/join").status == 200
        assert newcomer.join(code).status == 303
        assert screen.get(f"/screen/{code}/now").status == 200
        assert joined.get(f"/join/{code}/answer/1").status == 200


def served_in_time(port: int, path: str, token: str | None = None) -> bool:
    """Ask until a page comes, as often as somebody would who is told to wait a moment."""
    for _ in range(30):
        answer = Phone(port, token=token).get(path)
        if answer.status == 200:
            return True
        time.sleep(int(answer.headers["retry-after"]))
    return False


def test_a_right_code_that_the_process_has_not_met_opens_a_shut_address_and_a_closed_one_does_not(
    tmp_path: Path,
) -> None:
    with light_server(tmp_path) as server, database(server.database_url) as product:
        first, second = workshop(product), workshop(product, council="Wensford Council")
        joined = Phone(server.port)
        joined.join(first.code)
        server.stop()
        server.start()
        assert 429 in guess_over_http(server.port)
        assert served_in_time(server.port, f"/join/{first.code}/answer/1", joined.token)
        assert served_in_time(server.port, f"/join/{second.code}")
        invitations.close(product, second.invitation)
        assert Phone(server.port).get(f"/join/{second.code}").status == 429


def come(limiter: Limiter, address: str, people: int) -> int:
    """Join as somebody new, so many times; how many were let in."""
    return sum(limiter.count_join(address) == 0 for _ in range(people))


def test_hundreds_do_not_join_at_once_from_one_address_and_nobody_else_has_to_wait(limiter: Limiter) -> None:
    assert come(limiter, ROOM, 500) == JOINS.most
    assert limiter.count_join(ROOM) == 1
    assert come(limiter, ELSEWHERE, 1) == 1


def test_a_room_of_five_hundred_behind_one_address_comes_in_within_two_minutes(limiter: Limiter, clock: Clock) -> None:
    waiting = 500
    began = clock.at
    while waiting:
        waiting -= come(limiter, ROOM, waiting)
        clock.at += 1
    assert clock.at - began <= 120


def test_over_http_one_device_does_not_fill_a_room_in_a_moment(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = workshop(product).code
        statuses = []
        began = time.monotonic()
        while 429 not in statuses and len(statuses) < 2000:
            statuses.append(Phone(server.port).join(code).status)
        most = JOINS.most + JOINS.a_second * (time.monotonic() - began) + 1
        assert statuses[-1] == 429, "the device was never asked to wait"
        assert len(statuses) - 1 <= most


def test_a_flood_over_http_is_turned_away_and_another_phone_is_served(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = workshop(product).code
        flooding, other = Phone(server.port), Phone(server.port)
        for phone in (flooding, other):
            phone.join(code)
        statuses = [flooding.get(f"/join/{code}/saved").status for _ in range(300)]
        assert statuses[0] == 200
        assert statuses[-1] == 429
        assert other.get(f"/join/{code}/saved").status == 200
