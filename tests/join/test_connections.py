"""What a connection may cost: a real server with bounds of its own, and clients that send slowly, endlessly or much."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack

import pytest

from journey.join.connections import Bounds, Census
from tests.steps.small_server import SmallServer, first_line, head, is_over, small_server

ROOM, ELSEWHERE = "127.0.0.21", "127.0.0.22"
HALF = b"GET / HTTP/1.1\r\nX-a: "
QUICK = Bounds(head_seconds=0.6, body_seconds=0.6, fetch_seconds=0.6, late_after=0.1)
PATIENT = Bounds(late_after=0.1, late_of_address=3)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds of the server's census, which another thread counts."""
    pause = threading.Event()
    for _ in range(3000):
        if holds():
            return
        pause.wait(0.01)
    raise AssertionError("waited for half a minute")


def half_sent(server: SmallServer, address: str, number: int, until: ExitStack) -> list[socket.socket]:
    """So many requests that are begun and never ended."""
    lines = [until.enter_context(server.line(address)) for _ in range(number)]
    for line in lines:
        line.sendall(HALF)
    return lines


def sent_before_a_reset(line: socket.socket, text: bytes, *, times: int) -> int:
    """Send a text again and again; how often it went before the other side hung up, at most ``times``."""
    for number in range(times):
        try:
            line.sendall(text)
        except (ConnectionResetError, BrokenPipeError):
            return number
    return times


def nothing_is_left(census: Census) -> bool:
    """Whether a census counts nobody any more."""
    return (census.connections, census.late, census.waiting) == (0, {}, {})


def test_requests_on_one_connection_are_answered_and_afterwards_nothing_is_left_of_it() -> None:
    with small_server(PATIENT) as server:
        with server.line(ROOM) as line:
            for _ in range(3):
                assert server.ask(line=line) == b"HTTP/1.1 200 OK"
            assert server.census.connections == 1
        wait_until(lambda: nothing_is_left(server.census))


def test_a_head_that_does_not_end_in_time_is_cut_however_it_drips() -> None:
    with small_server(QUICK) as server, server.line(ROOM) as silent, server.line(ROOM) as dripping:
        silent.sendall(HALF)
        dripping.settimeout(0.05)
        said = b""
        while not said:
            try:
                dripping.sendall(b"X")
                said = dripping.recv(4096)
            except TimeoutError:
                assert server.ask(ROOM) == b"HTTP/1.1 200 OK"
        assert said.startswith(b"HTTP/1.1 4")
        assert first_line(silent) == b"HTTP/1.1 408 Request Timeout"


@pytest.mark.parametrize("begin", [b"GET /", HALF, b"GET / HTTP/1.1\r\n"])
def test_a_head_without_end_is_cut_where_it_is_too_long(begin: bytes) -> None:
    with small_server(PATIENT) as server, server.line(ROOM) as line:
        line.sendall(begin + b"a" * (PATIENT.head_bytes - len(begin) - 1))
        assert server.ask(ROOM) == b"HTTP/1.1 200 OK"
        assert server.census.connections >= 1
        line.sendall(b"aa")
        assert first_line(line) == b"HTTP/1.1 431 Request Header Fields Too Large"
        assert is_over(line)


def test_lines_without_end_after_a_body_are_cut_as_well() -> None:
    with small_server(PATIENT) as server, server.line(ROOM) as line:
        line.sendall(head("/", "Transfer-Encoding: chunked", method="POST") + b"0\r\n")
        assert sent_before_a_reset(line, b"X-a: " + b"a" * 1000 + b"\r\n", times=10_000) < 10_000


def test_of_half_sent_requests_an_address_keeps_a_few_and_others_on_it_are_served() -> None:
    with small_server(PATIENT) as server, ExitStack() as until:
        half_sent(server, ROOM, 20, until)
        (other,) = half_sent(server, ELSEWHERE, 1, until)
        assert server.ask(ROOM) == b"HTTP/1.1 200 OK"
        wait_until(lambda: server.census.connections == PATIENT.late_of_address + 1)
        assert server.census.late == {ROOM: PATIENT.late_of_address, ELSEWHERE: 1}
        assert server.ask(ROOM) == b"HTTP/1.1 200 OK"
        other.sendall(b"\r\n\r\n")
        assert first_line(other) == b"HTTP/1.1 200 OK"


def test_a_room_that_waits_for_its_answers_behind_one_address_is_not_late() -> None:
    with small_server(PATIENT) as server, ExitStack() as until:
        lines = [until.enter_context(server.line(ROOM)) for _ in range(20)]
        for line in lines:
            line.sendall(head("/held"))
        wait_until(lambda: len(server.bodies) == 20)
        slow = half_sent(server, ROOM, 1, until)
        wait_until(lambda: server.census.late[ROOM] == 1)
        assert server.census.connections == 21
        server.let_go.set()
        assert {first_line(line) for line in lines} == {b"HTTP/1.1 200 OK"}
        slow[0].sendall(b"\r\n\r\n")
        assert first_line(slow[0]) == b"HTTP/1.1 200 OK"


def test_a_proxy_on_this_machine_may_be_late_for_many() -> None:
    with small_server(PATIENT) as server, ExitStack() as until:
        lines = half_sent(server, "127.0.0.1", 20, until)
        half_sent(server, ROOM, 1, until)
        wait_until(lambda: server.census.late == {ROOM: 1})
        for line in lines:
            line.sendall(b"\r\n\r\n")
        assert {first_line(line) for line in lines} == {b"HTTP/1.1 200 OK"}


def test_where_there_is_no_more_room_whoever_waited_longest_makes_some() -> None:
    with small_server(Bounds(connections=5)) as server, ExitStack() as until:
        lines = half_sent(server, ROOM, 5, until)
        assert server.ask(ELSEWHERE) == b"HTTP/1.1 200 OK"
        assert first_line(lines[0]) == b"HTTP/1.1 503 Service Unavailable"
        lines[4].sendall(b"\r\n\r\n")
        assert first_line(lines[4]) == b"HTTP/1.1 200 OK"


def test_where_everybody_is_being_answered_a_newcomer_is_told_so() -> None:
    with small_server(Bounds(connections=3)) as server, ExitStack() as until:
        lines = [until.enter_context(server.line(ROOM)) for _ in range(3)]
        for line in lines:
            line.sendall(head("/held"))
        wait_until(lambda: len(server.bodies) == 3)
        with server.line(ROOM) as newcomer:
            assert first_line(newcomer) == b"HTTP/1.1 503 Service Unavailable"
        server.let_go.set()
        assert {first_line(line) for line in lines} == {b"HTTP/1.1 200 OK"}


def test_a_body_that_does_not_end_in_time_is_cut_and_its_page_told() -> None:
    with small_server(QUICK) as server, server.line(ROOM) as line:
        line.sendall(head("/", "Content-Length: 500", method="POST") + b"form=")
        assert is_over(line)
        assert server.given_up.wait(30)
        assert server.bodies == []


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_body_that_nobody_wanted_is_read_to_its_end_so_that_a_proxy_gets_the_answer(version: str) -> None:
    size = 1_900_000
    with small_server(PATIENT) as server, server.line(ROOM) as line:
        line.sendall(head("/unread", f"Content-Length: {size}", method="POST", version=version))
        for _ in range(19):
            line.sendall(b"a" * (size // 19))
        assert first_line(line) == b"HTTP/1.1 413 Request Entity Too Large"
        assert line.recv(4096) == b""  # hung up in order: a reset would have raised
        wait_until(lambda: nothing_is_left(server.census))


def test_of_a_body_that_nobody_wanted_two_megabytes_are_read_and_no_more() -> None:
    with small_server(PATIENT) as server, server.line(ROOM) as line:
        line.sendall(head("/unread", "Content-Length: 1000000000", method="POST"))
        assert sent_before_a_reset(line, b"a" * 1_000_000, times=100) < 100


def test_more_requests_at_once_than_any_browser_sends_are_refused() -> None:
    with small_server(PATIENT) as server, server.line(ROOM) as line:
        line.sendall(head("/held") * 1000)
        assert is_over(line)
        assert server.ask(ROOM) == b"HTTP/1.1 200 OK"


def test_an_answer_that_is_not_fetched_does_not_wait_for_ever() -> None:
    with small_server(QUICK) as server, server.line(ROOM) as line:
        line.sendall(head("/large"))
        wait_until(lambda: server.bodies == [0])
        wait_until(lambda: nothing_is_left(server.census))
