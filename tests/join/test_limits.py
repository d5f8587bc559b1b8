"""How often somebody may ask: guesses, floods, and everybody else who shares the address. With a clock of our own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import choice

import pytest

from journey.join.limits import (
    ALL_GUESSES,
    BY_ADDRESS,
    BY_RESPONDENT,
    GUESSES,
    GUESSES_UNDER_ATTACK,
    REMEMBERED_ADDRESSES,
    Limiter,
)
from journey.store.invitations import ALPHABET, CODE_LENGTH
from tests.steps.light_pages import Phone, database, light_server, workshop

ROOM = "203.0.113.7"
ELSEWHERE = "198.51.100.4"
HOUR = 3600


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
    assert sum(limiter.may_be_known(ROOM) for _ in range(1000)) <= 10


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
        limiter.may_be_known(address)
    assert limiter.remembered <= 5 * REMEMBERED_ADDRESSES


def guess_over_http(port: int) -> set[int]:
    """Try random codes from one address until far more than a room could mistype; the statuses that came back."""

    def attack(_: int) -> set[int]:
        attacker = Phone(port)
        guesses = ("".join(choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(20))
        return {attacker.get(f"/join/{guess}").status for guess in guesses}

    with ThreadPoolExecutor(8) as attackers:
        return set().union(*attackers.map(attack, range(8)))


def test_guesses_over_http_find_nothing_and_shut_the_address_for_newcomers_alone(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = workshop(product).code
        joined, newcomer = Phone(server.port), Phone(server.port)
        joined.join(code)
        newcomer.get(f"/join/{code}")

        assert guess_over_http(server.port) == {404, 429}
        shut = newcomer.get(f"/join/{code}")
        assert shut.status == 429
        assert int(shut.headers["retry-after"]) > 0
        assert "Wait " in shut.text
        assert newcomer.get("/join").status == 200
        assert joined.get(f"/join/{code}/answer/1").status == 200


def test_one_who_joined_before_the_server_was_started_again_is_let_in_through_a_shut_address(tmp_path: Path) -> None:
    with light_server(tmp_path) as server:
        with database(server.database_url) as product:
            code = workshop(product).code
        joined, stranger = Phone(server.port), Phone(server.port)
        joined.join(code)
        stranger.get(f"/join/{code}")
        server.stop()
        server.start()
        assert 429 in guess_over_http(server.port)
        assert Phone(server.port, token=joined.token).get(f"/join/{code}/answer/1").status == 200
        assert Phone(server.port, token=stranger.token).get(f"/join/{code}").status == 429


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
