"""The journey so far in words: how far it went, which stages were walked more than once, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from journey.model import Came, Section, Verdict
from journey.rules.journey_story import BEFORE, Journey, MovedOn, ToldAction
from journey.wording import formatting, movement, ranking
from journey.wording.formatting import capital, count, number
from journey.wording.scores import inside, named, sentence
from journey.wording.tables import TableRow, level_named

OTHER = "Not about one stage"
"""The row of actions that are about none of the stages, or about several."""
REVIEWS = "Reviews"
NOTHING = "–"
"""What stands in a cell of the table that has nothing to say."""

SIGNS: Mapping[Came, str] = {
    Came.MOVED: "done, and what it was for moved",
    Came.NOT_MOVED: "done, and it has not moved",
    Came.CANNOT_TELL: "done; not known what moved",
    Came.IN_HAND: "still under way",
    Came.DROPPED: "dropped",
    Came.HANDED_OVER: "handed over",
}
"""What the signs in the picture stand for."""
_SIGN_OF: Mapping[Came, Came] = dict.fromkeys(
    (Came.MOVED_WITHOUT_US, Came.JUDGED, Came.CANNOT_TELL, Came.NOT_CHECKED), Came.CANNOT_TELL
)
WEAKEST, LEFT_EARLY, REVIEW = "weakest stage", "moved on early", "review held"

CAME: Mapping[Came, str] = {
    Came.MOVED: "done, and what it was for moved",
    Came.MOVED_WITHOUT_US: "done; what it was for moved, but hardly by this",
    Came.JUDGED: "done; a judgement says what came of it, no test",
    Came.NOT_MOVED: "done, and what it was for has not moved",
    Came.CANNOT_TELL: "done; whether it moved anything cannot be told",
    Came.NOT_CHECKED: "done, and not yet checked",
    Came.IN_HAND: "still under way",
    Came.DROPPED: "dropped",
    Came.HANDED_OVER: "handed over to another plan",
}
"""What came of an action."""

_DONE = (Came.MOVED, Came.MOVED_WITHOUT_US, Came.JUDGED, Came.NOT_MOVED, Came.CANNOT_TELL, Came.NOT_CHECKED)
PLANNED = "planned, not begun"
"""What is said of an action in hand of which no work is known."""
_LEADING = 2
"""So many sentences are the takeaway; the others stand beneath it."""
_LEAST_MONTHS = 3
"""A shorter time is not said."""


def sign_of(came: Came) -> Came:
    """The one of SIGNS that an action is drawn with."""
    return _SIGN_OF.get(came, came)


def takeaway(journey: Journey) -> str:
    """The story: how far it went and where it came back to, and what moved; before that can be told, the actions."""
    return " ".join(_sentences(journey)[:_LEADING])


def more(journey: Journey) -> str:
    """What else there is to say: what came of actions, and which stage is weakest."""
    return " ".join(_sentences(journey)[_LEADING:])


def _sentences(journey: Journey) -> list[str]:
    if not journey.has_begun:
        return ["The journey has not begun: there is no round yet, and no action."]
    parts = [_walked(journey), _changed(journey), _came(journey), _weakest(journey)]
    return [sentence(part) for part in parts if part]


def description(journey: Journey) -> str:
    """What the picture is of."""
    rounds, actions = count(len(journey.rounds), "round"), count(len(journey.actions), "action")
    stages = count(len(journey.stages), "stage")
    reviews = count(len(journey.reviews), "review")
    return f"The journey in time: {stages} over {rounds} on the level scale from 1 to 4, {actions} and {reviews}."


def how_to_read(journey: Journey) -> list[str]:
    """The notes beneath the picture: what its columns and bars are, and why stages were left early."""
    notes = []
    level = f"the secure level that could be relied on{_dash(journey)}"
    if len(journey.rounds) == 1:
        notes.append(f"Column: the round, with {level}.")
    elif journey.rounds:
        notes.append(f"Columns: rounds, with {level}, all equally far apart, whatever time lay between.")
    if journey.actions:
        notes.append("Bars: actions, from the day they were written down to the day they ended, or to today.")
    return [*notes, *(_left_early(journey, one) for one in journey.moved_on)]


def shown_levels(journey: Journey) -> set[int | None]:
    """The secure levels that the picture shows; None for the dash of those that have none."""
    return {figure.secure_level for figure in journey.figures.values() if figure.index is not None}


def _dash(journey: Journey) -> str:
    return " (dash: none)" if None in shown_levels(journey) else ""


def walked(journey: Journey, stage_id: str) -> str:
    """After which rounds work on a stage began, beside its name."""
    walks, rounds = journey.walks(stage_id), len(journey.rounds)
    after = sum(spell != BEFORE for spell in walks)
    said = []
    if BEFORE in walks:
        said.append("before the first round")
    if after and rounds == 1:
        said.append(f"after {journey.rounds[0].name}")
    elif after:
        said.append(f"after {_of_rounds(after, rounds)}")
    return f"worked on {' and '.join(said)}" if said else ""


def _of_rounds(after: int, rounds: int, whole: str = "") -> str:
    """``each of three rounds``, ``two of three rounds``; ``whole`` is said in place of their number."""
    if after == rounds == 2:
        return "both" if whole else "both rounds"
    which = "each" if after == rounds else number(after)
    return f"{which} of {whole or count(rounds, 'round')}"


def since_the_first(verdict: Verdict) -> str:
    """What the sign beside the level of the last round stands for: it is the index that moved."""
    return f"its index {movement.went(verdict)} since the first round"


def signs(journey: Journey) -> dict[Came, str]:
    """What those of the signs stand for that the picture has."""
    came = {sign_of(action.came) for action in journey.actions}
    planned = {action.is_planned for action in journey.actions if action.came is Came.IN_HAND}
    in_hand = {(True,): "planned", (False, True): "planned or under way"}.get(tuple(sorted(planned)))
    found = {one: said for one, said in SIGNS.items() if one in came}
    return found | ({Came.IN_HAND: in_hand} if in_hand else {})


def claimed(journey: Journey) -> dict[str, Verdict]:
    """The stages that rose or fell from the first round to the last, by their ids, where the verdicts bear it out."""
    return {id_: one.verdict for id_, one in journey.changes.items() if movement.is_claimed(one.verdict)}


def spell_name(journey: Journey, spell: int) -> str:
    """What a spell is called in the table."""
    if spell == BEFORE:
        return f"before {journey.rounds[0].name}" if journey.rounds else "before the first round"
    return f"after {journey.rounds[spell].name}"


def summed(actions: Sequence[ToldAction]) -> list[tuple[Came, int]]:
    """How many there are of each sign, where they are too many to be drawn one by one."""
    found = Counter(sign_of(action.came) for action in actions)
    return [(came, found[came]) for came in SIGNS if found[came]]


def table(journey: Journey) -> list[TableRow]:
    """A row for each level of a round, each action, each stage left early and each review, in the order of time."""
    rows = [*_rows_of_rounds(journey), *_rows_of_moves(journey), *_rows_of_actions(journey), *_rows_of_reviews(journey)]
    return [row for _, row in sorted(rows, key=lambda each: each[0])]


def _walked(journey: Journey) -> str:
    """Where it began; over several rounds, which stages were worked on after which of them."""
    rounds, who = len(journey.rounds), capital(journey.who)
    times = {stage.title: sum(spell != BEFORE for spell in journey.walks(stage.id)) for stage in journey.stages}
    worked = [stage.title for stage in journey.stages if times[stage.title] or (rounds > 1 and journey.walks(stage.id))]
    if rounds < 2:
        began = f"the journey began with {journey.rounds[0].name}" if rounds else "no round has been held yet"
        return f"{began}; since then, {who} has worked on {named(worked, 'stages')}" if worked else began
    over = f"{_span(journey)}over {count(rounds, 'round')},"
    if not worked:
        return f"{over} {who} has not begun work on a stage"
    by_times: dict[int, list[str]] = {}
    for title, after in times.items():
        if after > 1:
            by_times.setdefault(after, []).append(title)
    often = sorted(by_times, reverse=True)
    parts = [f"{named(by_times[many], 'stages')} after {_of_rounds(many, rounds, 'them')}" for many in often]
    return f"{over} {who} worked on {', and on '.join(parts or [named(worked, 'stages')])}"


def _span(journey: Journey) -> str:
    """How long it lasts so far: in months below a year, then in years; nothing while it is short."""
    months = (journey.today - _first_day(journey)).days * 12 // 365
    if months < _LEAST_MONTHS:
        return ""
    whole = months // 12
    return f"in {count(whole, 'year') if whole else count(months, 'month')}, "


def _first_day(journey: Journey) -> date:
    rounds = (round_.held_on for round_ in journey.rounds)
    return min([*rounds, *(action.began_on for action in journey.actions), *(one.held_on for one in journey.reviews)])


def _changed(journey: Journey) -> str:
    """What rose and fell from the first round to the last, where the verdicts bear it out."""
    if len(journey.rounds) < 2 or not journey.changes:
        return ""
    went: dict[Verdict, list[str]] = {}
    found = claimed(journey)
    for stage in journey.stages:
        if stage.id in found:
            went.setdefault(found[stage.id], []).append(stage.title)
    if not went:
        return movement.nothing_moved(change.verdict for change in journey.changes.values())
    order = sorted(went, key=tuple(Verdict).index)
    clauses = [_index_of(went[verdict], verdict) for verdict in order]
    return f"{formatting.listed(clauses)} since the first round{_within_levels(journey, found)}"


def _index_of(titles: Sequence[str], verdict: Verdict) -> str:
    return f"the {'index' if len(titles) == 1 else 'indexes'} of {named(titles, 'stages')} {movement.went(verdict)}"


def _within_levels(journey: Journey, found: Mapping[str, Verdict]) -> str:
    """Which of these stand at the level that they began with although their index moved."""
    stayed = [stage.title for stage in journey.stages if stage.id in found and _is_level_as_at_first(journey, stage.id)]
    if not stayed:
        return ""
    which = f"{named(stayed, 'stages')} " if len(stayed) < len(found) else ""
    return f", {which}{'each ' if len(found) == len(stayed) > 1 else ''}within the same level"


def _is_level_as_at_first(journey: Journey, stage_id: str) -> bool:
    every = [journey.figures.get((round_.id, stage_id)) for round_ in journey.rounds]
    levels = [figure.secure_level for figure in every if figure is not None and figure.index is not None]
    return bool(levels) and levels[0] is not None and levels[0] == levels[-1]


def _weakest(journey: Journey) -> str:
    every = [journey.weakest(number_) for number_ in range(len(journey.rounds))]
    end = journey.ends[-1] if journey.ends else None
    if end is None or every[-1] is None:
        return ""
    running = sum(1 for _ in takewhile(lambda stage: stage == every[-1], reversed(every)))
    so_long = f", for {number(running)} rounds running" if running > 1 else ""
    return f"{every[-1].title} {ranking.certainty(end)} weakest now{so_long}"


def _came(journey: Journey) -> str:
    """What came of what is done, what was given up, and what is still in hand."""
    tally = Counter(action.came for action in journey.actions)
    done = sum(tally[came] for came in _DONE)
    if not journey.actions:
        return ""
    if done:
        return _done(tally, done)
    planned = sum(action.is_planned for action in journey.actions)
    kinds = (
        (tally[Came.DROPPED], ("was", "were"), "dropped"),
        (tally[Came.HANDED_OVER], ("was", "were"), "handed over"),
        (tally[Came.IN_HAND] - planned, ("is", "are"), "under way"),
        (planned, ("is", "are"), "planned"),
    )
    said = [(many, f"{are[0 if many == 1 else 1]} {what}") for many, are, what in kinds if many]
    if len(said) == 1:
        return f"{count(len(journey.actions), 'action')} {said[0][1]}"
    each = formatting.listed([f"{number(many)} {what}" for many, what in said])
    return f"of {count(len(journey.actions), 'action')}, {each}"


def _done(tally: Mapping[Came, int], done: int) -> str:
    """What the actions that are done were for: how much of it moved."""
    moved, still = tally[Came.MOVED], tally[Came.NOT_MOVED]
    unknown = done - moved - still
    are, they = ("is", "it was") if done == 1 else ("are", "they were")
    begins = f"{count(done, 'action')} {are} done: "
    if unknown == done:
        return f"{begins}whether what {they} for moved is not known"
    if done == 1:
        return begins + ("what it was for moved" if moved else "what it was for did not move")
    said = [
        *([f"what {_of_them(moved, done)} for moved"] if moved else []),
        *([f"what {_of_them(still, done)} for did not move"] if still else []),
    ]
    return begins + " and ".join(said) + (f"; of {number(unknown)} it is not known" if unknown else "")


def _of_them(many: int, done: int) -> str:
    if many == done:
        return "all of them were"
    return f"{number(many)} of them {'was' if many == 1 else 'were'}"


def _left_early(journey: Journey, one: MovedOn) -> str:
    title = next((stage.title for stage in journey.stages if stage.id == one.stage_id), one.stage_id)
    round_ = next(round_ for round_ in journey.rounds if round_.id == one.round_id)
    return f"Moved on early from {inside(title)} in {round_.name}: “{formatting.shortened(one.reason)}”"


_Dated = tuple[tuple[date, int], TableRow]


def _row(on: date, kind: str, about: str, what: str, came: str, until: str = NOTHING) -> TableRow:
    cells = {"Day": formatting.day(on), "Kind": kind, "Stage": about, "What": what}
    return cells | {"What came of it": came or NOTHING, "Until": until}


def _rows_of_rounds(journey: Journey) -> Iterator[_Dated]:
    found = claimed(journey)
    for number_, round_ in enumerate(journey.rounds):
        for stage in journey.stages:
            figure = journey.figures.get((round_.id, stage.id))
            level = figure.secure_level if figure and figure.index is not None else None
            said = level_named(level, "no secure level").text
            weakest = "weakest stage" if journey.weakest(number_) == stage else ""
            verdict = found.get(stage.id) if round_ is journey.rounds[-1] else None
            went = since_the_first(verdict) if verdict else ""
            came = _joined(said, went, weakest)
            yield (round_.held_on, 0), _row(round_.held_on, "round", stage.title, round_.name, came)


def _rows_of_moves(journey: Journey) -> Iterator[_Dated]:
    titles = {stage.id: stage.title for stage in journey.stages}
    for one in journey.moved_on:
        what = f"moved on early; decided by {one.decided_by}" if one.decided_by else "moved on early"
        yield (one.on, 1), _row(one.on, "moved on early", titles.get(one.stage_id, one.stage_id), what, one.reason)


def _rows_of_actions(journey: Journey) -> Iterator[_Dated]:
    titles = {stage.id: stage.title for stage in journey.stages}
    for action in journey.actions:
        in_hand = PLANNED if action.is_planned else CAME[Came.IN_HAND]
        until = formatting.day(action.ended_on) if action.ended_on else in_hand
        about = titles.get(action.stage_id, OTHER)
        came = _joined(in_hand if action.came is Came.IN_HAND else CAME[action.came], action.why)
        yield (action.began_on, 2), _row(action.began_on, "action", about, action.what, came, until)


def _rows_of_reviews(journey: Journey) -> Iterator[_Dated]:
    for review in journey.reviews:
        came = count(review.decisions, "decision")
        yield (review.held_on, 3), _row(review.held_on, "review", NOTHING, "Review of the plan", came)


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def has_other(journey: Journey, stages: Sequence[Section]) -> bool:
    """Whether there are actions that belong into no stage's row."""
    ids = {stage.id for stage in stages}
    return any(action.stage_id not in ids for action in journey.actions)
