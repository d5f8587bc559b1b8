"""How often somebody may send requests, kept in memory: enough for 500 phones behind one
address, too few for guesses.

Three budgets, each a bucket that fills again with time:

- wrong codes, by address and over all addresses. Whoever has guessed an address's bucket empty looks up no more codes
  until it has filled up to a mark: honest people on that address are then served again. While the bucket over all
  addresses is empty, each address has a few guesses instead of many.
- requests of a respondent, who is known by the cookie from when a code let them in. Others' guesses and floods on the
  same address do not touch them.
- requests of everybody else, by address.

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
STRANGERS = Budget(most=10, a_second=1, mark=1)
"""Look-ups that an exhausted address has for respondents whom this process has forgotten."""

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
        self._strangers = Remembered(REMEMBERED_ADDRESSES)

    def count_request(self, address: str, token: str | None) -> int:
        """Count a request; seconds to wait where there have been too many, 0 where it may go on."""
        now = self._clock()
        if token is not None and token in self._respondents:
            bucket, budget = self._respondents.get(token, BY_RESPONDENT, now), BY_RESPONDENT
        else:
            bucket, budget = self._addresses.get(address, BY_ADDRESS, now), BY_ADDRESS
        return _take(bucket, budget, now)

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

    def may_be_known(self, address: str) -> bool:
        """Whether an exhausted address may ask the store once if a cookie belongs to a respondent."""
        now = self._clock()
        return _take(self._strangers.get(address, STRANGERS, now), STRANGERS, now) == 0

    def guessed_wrong(self, address: str, token: str | None) -> None:
        """Count a wrong code."""
        now = self._clock()
        who = self._guesser(address, token)
        self._guesses.get(who, GUESSES, now).take()
        if self._all_guesses.wait(ALL_GUESSES, now) > 0:
            self._few_guesses.get(who, GUESSES_UNDER_ATTACK, now).take()
        self._all_guesses.take()

    def joined(self, token: str) -> None:
        """The holder of this token is a respondent: from now on the requests count against a budget of their own."""
        self._respondents.get(token, BY_RESPONDENT, self._clock())

    @property
    def remembered(self) -> int:
        """How many budgets are kept: of each kind no more than the constants above say."""
        kinds = (self._guesses, self._few_guesses, self._respondents, self._addresses, self._strangers)
        return sum(len(buckets) for buckets in kinds)

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
