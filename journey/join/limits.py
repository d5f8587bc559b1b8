"""How often somebody may send requests, kept in memory: enough for 500 phones behind one
address, too few for guesses.

Four budgets, each a bucket that fills again with time:

- wrong codes, by address and over all addresses. Whoever has guessed an address's bucket empty is shut out until it has
  filled up to a mark. Honest people on that address have a right code: one that led somewhere in the last hour is let
  through, and of others a few a second are tried, so that a shut door opens to a right code and says nothing about a
  wrong one. While the bucket over all addresses is empty, each address has a few guesses instead of many.
- requests of a respondent, who is known by the cookie from when a code let them in. Others' guesses and floods on the
  same address do not touch them.
- requests of everybody else, by address; those by a right code apart from guesses on the same address.
- bytes that a respondent sends: whoever writes for hours sends less.

Nothing is kept for ever: of each kind only those seen last are remembered.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Budget:
    """``most`` requests at once, ``a_second`` more each second. An exhausted budget serves again from ``mark`` on."""

    most: float
    a_second: float
    mark: float = 1.0


GUESSES = Budget(most=60, a_second=0.2, mark=12)
"""Wrong codes of an address: a room of people who mistype has enough; a guesser gets one in five seconds."""
GUESSES_UNDER_ATTACK = Budget(most=3, a_second=0.05, mark=3)
ALL_GUESSES = Budget(most=3000, a_second=5, mark=100)
BY_RESPONDENT = Budget(most=80, a_second=8, mark=8)
BY_ADDRESS = Budget(most=4000, a_second=250, mark=50)
"""Newcomers: 500 people who open a page with its files, and begin, in the same minute."""
JOINS = Budget(most=100, a_second=5)
"""New respondents of an address: a room of 500 behind one comes in within two minutes, and hundreds at once do not."""
TRIED_WHILE_SHUT = Budget(most=20, a_second=5)
"""Codes of a shut address that are looked up all the same, because one may be right."""
ALL_TRIED_WHILE_SHUT = Budget(most=200, a_second=20)
BYTES_OF_RESPONDENT = Budget(most=4_000_000, a_second=4_000, mark=100_000)
"""Bodies of forms: a hundred pages full of notes at once, and then as fast as nobody types."""

HOUR = 3600.0
REMEMBERED_CODES = 10_000
REMEMBERED_ADDRESSES = 10_000
REMEMBERED_RESPONDENTS = 20_000


class Bucket:
    """What is left of a budget."""

    __slots__ = ("counted_at", "is_exhausted", "left")

    def __init__(self, budget: Budget, now: float) -> None:
        self.left = budget.most
        self.counted_at = now
        self.is_exhausted = False

    def wait(self, budget: Budget, now: float) -> float:
        """Seconds until something may be taken; 0 where it may be now."""
        self.left = min(budget.most, self.left + (now - self.counted_at) * budget.a_second)
        self.counted_at = now
        wanted = budget.mark if self.is_exhausted else 1.0
        if self.left >= wanted:
            self.is_exhausted = False
            return 0.0
        self.is_exhausted = True
        return (budget.mark - self.left) / budget.a_second

    def take(self) -> None:
        """Take one request from the budget."""
        self.left = max(0.0, self.left - 1)

    def owe(self, amount: float) -> None:
        """Take so much from the budget, whatever is left of it: what is owed fills again first."""
        self.left -= amount


class Remembered:
    """Buckets by key; of more than ``most`` keys those that were used longest ago are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def get(self, key: str, budget: Budget, now: float) -> Bucket:
        """The key's bucket, a full one where it was not remembered."""
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(budget, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        return bucket

    def __contains__(self, key: object) -> bool:
        return key in self._buckets

    def __len__(self) -> int:
        return len(self._buckets)


class Limiter:
    """The budgets of one process. ``clock`` only ever goes forward."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._guesses = Remembered(REMEMBERED_ADDRESSES)
        self._few_guesses = Remembered(REMEMBERED_ADDRESSES)
        self._all_guesses = Bucket(ALL_GUESSES, clock())
        self._respondents = Remembered(REMEMBERED_RESPONDENTS)
        self._addresses = Remembered(REMEMBERED_ADDRESSES)
        self._joins = Remembered(REMEMBERED_ADDRESSES)
        self._tried_while_shut = Remembered(REMEMBERED_ADDRESSES)
        self._all_tried_while_shut = Bucket(ALL_TRIED_WHILE_SHUT, clock())
        self._bytes = Remembered(REMEMBERED_RESPONDENTS)
        self._right_codes: OrderedDict[str, float] = OrderedDict()

    def count_request(self, address: str, token: str | None, code: str = "") -> int:
        """Count a request; seconds to wait where there have been too many, 0 where it may go on.

        ``code`` is that of the requested page, empty where it has none.
        """
        now = self._clock()
        if token is None or token not in self._respondents:
            who = f"{address} {code}" if self._is_right(code) else address
            return _take(self._addresses.get(who, BY_ADDRESS, now), BY_ADDRESS, now)
        waits = 0.0
        if token in self._bytes:
            waits = self._bytes.get(token, BYTES_OF_RESPONDENT, now).wait(BYTES_OF_RESPONDENT, now)
        return max(math.ceil(waits), _take(self._respondents.get(token, BY_RESPONDENT, now), BY_RESPONDENT, now))

    def count_bytes(self, token: str, size: int) -> None:
        """Count the body of a form that the holder of a token sent."""
        if token in self._respondents:
            self._bytes.get(token, BYTES_OF_RESPONDENT, self._clock()).owe(size)

    def wait_before_look_up(self, address: str, token: str | None) -> int:
        """Seconds to wait before a code may be looked up, 0 where it may be now."""
        now = self._clock()
        who = self._guesser(address, token)
        is_attacked = self._all_guesses.wait(ALL_GUESSES, now) > 0
        waits = self._guesses.get(who, GUESSES, now).wait(GUESSES, now)
        if is_attacked:
            few = self._few_guesses.get(who, GUESSES_UNDER_ATTACK, now)
            waits = max(waits, few.wait(GUESSES_UNDER_ATTACK, now))
        return math.ceil(waits)

    def wait_while_shut(self, address: str, code: str) -> int:
        """Seconds to wait before this code may be looked up although its address is shut, 0 where it may be now.

        Such look-ups are counted by themselves: they keep no address shut, and others' addresses as they are.
        """
        now = self._clock()
        if self._is_right(code):
            return 0
        own = self._tried_while_shut.get(address, TRIED_WHILE_SHUT, now)
        of_all = self._all_tried_while_shut
        waits = max(own.wait(TRIED_WHILE_SHUT, now), of_all.wait(ALL_TRIED_WHILE_SHUT, now))
        if waits == 0:
            own.take()
            of_all.take()
        return math.ceil(waits)

    def led_somewhere(self, code: str) -> None:
        """A code is right: for an hour it is let through from everywhere."""
        self._right_codes[code] = self._clock()
        self._right_codes.move_to_end(code)
        if len(self._right_codes) > REMEMBERED_CODES:
            self._right_codes.popitem(last=False)

    def led_nowhere(self, code: str) -> None:
        """A code is right no more, or never was."""
        self._right_codes.pop(code, None)

    def guessed_wrong(self, address: str, token: str | None) -> None:
        """Count a wrong code."""
        now = self._clock()
        who = self._guesser(address, token)
        self._guesses.get(who, GUESSES, now).take()
        if self._all_guesses.wait(ALL_GUESSES, now) > 0:
            self._few_guesses.get(who, GUESSES_UNDER_ATTACK, now).take()
        self._all_guesses.take()

    def count_join(self, address: str) -> int:
        """Count somebody who is about to join; seconds to wait where too many have come from the address, else 0."""
        now = self._clock()
        return _take(self._joins.get(address, JOINS, now), JOINS, now)

    def joined(self, token: str) -> None:
        """The holder of this token is a respondent: from now on the requests count against a budget of their own."""
        self._respondents.get(token, BY_RESPONDENT, self._clock())

    def knows(self, token: str) -> bool:
        """Whether the holder of this token is a respondent whom this process has met."""
        return token in self._respondents

    @property
    def remembered(self) -> int:
        """How many budgets and codes are kept: of each kind no more than the constants above say."""
        by_address = (self._guesses, self._few_guesses, self._addresses, self._joins, self._tried_while_shut)
        return sum(len(kept) for kept in (*by_address, self._respondents, self._bytes, self._right_codes))

    def _is_right(self, code: str) -> bool:
        return self._clock() - self._right_codes.get(code, -HOUR) < HOUR

    def _guesser(self, address: str, token: str | None) -> str:
        """Whose wrong code it is: a respondent's own, or that of everybody else on the address."""
        return token if token is not None and token in self._respondents else address


def _take(bucket: Bucket, budget: Budget, now: float) -> int:
    waits = bucket.wait(budget, now)
    if waits == 0:
        bucket.take()
    return math.ceil(waits)


LIMITER = Limiter()
"""The limiter of this process."""
