"""What was measured of one server while phones used it, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.benchmarks import measuring, workshop_stored
from tests.benchmarks.workshop_tally import Tally


@dataclass(slots=True)
class Watchers:
    """Milliseconds that the facilitator's page and the big screen waited, and what they failed at.

    ``clicks`` ran the whole page, ``looks`` the part of it that looks for what has changed.
    """

    clicks: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    screen: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        """The highest of the 95th percentiles."""
        every = (self.clicks, self.looks, self.screen)
        return max((measuring.percentile(waits, 0.95) for waits in every if waits), default=0.0)


@dataclass(slots=True)
class Measured:
    """What one server did for so many phones, until the last of them was answered.

    ``memory`` is what it had before they came and afterwards; ``wrong`` is None where nobody looked.
    """

    name: str
    participants: int
    seconds: float
    tally: Tally
    cpu: float
    memory: tuple[int, int] = (0, 0)
    watchers: Watchers = field(default_factory=Watchers)
    wrong: workshop_stored.Wrong | None = None

    @property
    def waits(self) -> list[float]:
        """Milliseconds from when a save was due until it was acknowledged."""
        return self.tally.saves + self.tally.pages

    @property
    def errors(self) -> int:
        """Whatever was not as it should be."""
        return len(self.tally.failures) + len(self.watchers.failures)

    def p(self, share: float) -> float:
        """A percentile of the waits."""
        return measuring.percentile(self.waits, share) if self.waits else float("nan")

    @property
    def memory_each(self) -> float:
        """By how many kB the server grew for each phone, from before they came until after they had answered."""
        before, after = self.memory
        return (after - before) / 1000 / self.participants

    @property
    def share(self) -> float:
        """Of one processor, that the server used."""
        return self.cpu / self.seconds

    @property
    def cpu_an_answer(self) -> float:
        """Milliseconds of the server's processor time for each acknowledged answer."""
        return 1000 * self.cpu / max(1, len(self.tally.given))

    @property
    def cpu_a_request(self) -> float:
        """The same for each request that saved: one answer, or a whole page with the one that came next."""
        return 1000 * self.cpu / max(1, len(self.waits))
