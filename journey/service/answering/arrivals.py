"""How many have come by a link within one minute from one address: what tells a room from somebody who fills a link.

Kept in the memory of the process in which they join, and nowhere else. An address is forgotten once a minute has passed
and somebody else comes; what stays of a jump is how many they were, and when. Of several copies of the product each
knows what came through itself. A link that is begun anew has another code, and so no jump yet.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

JUMP = 10
"""So many within a minute from one address are worth a word: fewer share a desk, a team room or a household."""
WITHIN = timedelta(minutes=1)
REMEMBERED_LINKS = 1_000


@dataclass(frozen=True, slots=True)
class Jump:
    """So many people came within a minute from one address, the last of them then."""

    people: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Arrival:
    code: str
    address: str
    at: datetime


class Arrivals:
    """Who came lately, and of each link the largest jump. Noted by one thread, and read by any."""

    def __init__(self) -> None:
        self._lately: OrderedDict[str, _Arrival] = OrderedDict()
        self._from_one_address: Counter[tuple[str, str]] = Counter()
        self._jumps: OrderedDict[str, Jump] = OrderedDict()

    def note(self, respondent_id: str, code: str, address: str, at: datetime) -> None:
        """Somebody has joined by the code; twice noted within a minute they count once."""
        self._forget_earlier(at)
        if respondent_id in self._lately:
            return
        self._lately[respondent_id] = _Arrival(code, address, at)
        self._from_one_address[code, address] += 1
        people = self._from_one_address[code, address]
        largest = self._jumps.get(code)
        if people >= JUMP and (largest is None or people >= largest.people):
            self._jumps[code] = Jump(people, at)
            self._jumps.move_to_end(code)
            if len(self._jumps) > REMEMBERED_LINKS:
                self._jumps.popitem(last=False)

    def jump(self, code: str) -> Jump | None:
        """The largest jump of the link with this code, of several alike the last; None where there was none."""
        return self._jumps.get(code)

    @property
    def addresses(self) -> int:
        """How many addresses are known at the moment."""
        return len(self._from_one_address)

    def _forget_earlier(self, now: datetime) -> None:
        while self._lately:
            respondent_id, first = next(iter(self._lately.items()))
            if now - first.at < WITHIN:
                return
            del self._lately[respondent_id]
            self._from_one_address[first.code, first.address] -= 1
            if not self._from_one_address[first.code, first.address]:
                del self._from_one_address[first.code, first.address]


ARRIVALS = Arrivals()
"""The arrivals of this process."""
