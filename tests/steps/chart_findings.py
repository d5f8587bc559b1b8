"""Small invented findings that the chart tests draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journey.model import Counts, Document, PitfallTally, Profile, Questionnaire, Section, SectionScore, Statement
from journey.rules.scoring import score

TITLES = ("Taking stock", "Setting direction", "Getting started", "Making it happen", "Keeping on track")
TEXTS = (
    "We know how well each service does, from figures that people trust.",
    "Front-line staff and councillors are asked for their view before the picture is settled.",
    "When a result slips we find out why before we decide what to do about it, and we write the reason down.",
    "We compare ourselves with other councils.",
    "Strengths are recorded with the same care as weaknesses.",
    "The findings end in a short list that the management team has agreed.",
    "Users of a service tell us what matters to them at least once in each year.",
)
SUMMARY = "A made-up section for the tests of the charts."


def slug(title: str) -> str:
    """The id that goes with a title."""
    return title.lower().replace(" ", "-")[:40].rstrip("-")


def statement(section: str, number: int) -> Statement:
    """One statement with an id like ``taking-stock-1``."""
    return Statement(
        id=f"{slug(section)}-{number + 1}",
        revision=1,
        text=TEXTS[number % len(TEXTS)],
        levels={1: "Nothing like it yet.", 2: "Some people do.", 3: "Everybody does it.", 4: "It has been tested."},
        why="A reason in one sentence.",
        look_for=("A paper that shows it.", "A figure that shows it."),
        source=("MG 3.9",),
        guidance=("a-tip",),
    )


def questionnaire(titles: Sequence[str] = TITLES, statements: int = 7) -> Questionnaire:
    """A questionnaire with so many statements in each section."""
    return Questionnaire(
        id="stages",
        version="1.0.0",
        title="The stages",
        summary=SUMMARY,
        language="en-GB",
        documents={"MG": Document(title="A guide", publisher="A body", year=2006)},
        sections=tuple(
            Section(
                id=slug(title),
                title=title,
                summary=SUMMARY,
                statements=tuple(statement(title, number) for number in range(statements)),
            )
            for title in titles
        ),
    )


def said(level: int | str | None, *, evidenced: bool = True) -> Counts:
    """One response: a level, ``dk``, ``na`` or nothing."""
    if isinstance(level, int):
        levels = tuple(int(level == one) for one in (1, 2, 3, 4))
        return Counts((levels[0], levels[1], levels[2], levels[3]), evidenced=int(evidenced and level >= 3))
    return Counts(dont_know=int(level == "dk"), not_applicable=int(level == "na"))


def profile(answers: Mapping[str, Sequence[int | str | None]], asked: Questionnaire | None = None) -> Profile:
    """The profile of one response: per section title the answers in order; a minus sign takes the evidence away."""
    counts = {
        f"{slug(title)}-{number + 1}": said(abs(level) if isinstance(level, int) else level, evidenced=not _bare(level))
        for title, levels in answers.items()
        for number, level in enumerate(levels)
    }
    return score(asked or questionnaire(), counts, responses=1)


def _bare(level: int | str | None) -> bool:
    return isinstance(level, int) and level < 0


def section_of(answers: Sequence[int | str | None]) -> tuple[Section, SectionScore]:
    """The first stage with these answers, and its score."""
    return questionnaire().sections[0], profile({TITLES[0]: answers}).section(slug(TITLES[0]))


def tally(
    avoided: int = 0, partly: int = 0, open_: int = 0, *, critical: int = 0, not_applicable: int = 0
) -> PitfallTally:
    """Pitfalls by state; the last of the open ones are critical."""
    ids = [f"pitfall-{number}" for number in range(avoided + partly + open_ + not_applicable)]
    open_ids = tuple(ids[avoided + partly : avoided + partly + open_])
    return PitfallTally(
        avoided=tuple(ids[:avoided]),
        partly=tuple(ids[avoided : avoided + partly]),
        open=open_ids,
        not_applicable=tuple(ids[avoided + partly + open_ :]),
        critical_open=open_ids[len(open_ids) - critical :],
    )


def many(levels: Sequence[tuple[int, int, int, int]], *, evidenced: int = 0) -> Profile:
    """A profile of 40 responses to the statements of the first stage, by how many chose each level."""
    counts = {f"taking-stock-{number + 1}": Counts(each, evidenced=evidenced) for number, each in enumerate(levels)}
    return score(questionnaire(), counts, responses=40)


TYPICAL: Mapping[str, Sequence[int | str | None]] = {
    "Taking stock": (3, 3, -3, 4, 3, 3, 3),
    "Setting direction": (4, 3, 3, -4, 3, 3, 3),
    "Getting started": (3, 2, 3, -3, 2, 3, "dk"),
    "Making it happen": (2, 3, -3, 2, 2, 2, "na"),
    "Keeping on track": (2, 1, 2, 2, None, None, None),
}
TALLIES = {
    "taking-stock": tally(8, 2),
    "setting-direction": tally(9, 1),
    "getting-started": tally(6, 2, 2, not_applicable=1),
    "making-it-happen": tally(5, 2, 3, critical=1),
    "keeping-on-track": tally(3, 2, 4, critical=2),
}
