"""A database that version 1.0.0 wrote opens as it is, and this version finds in it what 1.0.0 found.

``rows-1.0.0.json.xz`` holds the rows: the sample council and three more, one of them with a workshop.
``findings-1.0.0.json.xz`` holds what 1.0.0 found in them, asked as ``findings.py`` asks now. Whatever differs on
purpose stands in the tables below; everything else is equal to the last digit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from journey.config import Settings
from journey.model import ActionContent, ActionProgress, ActionState, Subject, SubjectKind
from journey.service import open_product
from tests.upgrade import rows
from tests.upgrade.findings import findings, plain
from tests.upgrade.two_rules import read_by_one_rule, read_otherwise, read_otherwise_by_counts, scored_as_then

NOTHING = object()
"""Stands where one of two findings has nothing."""

RENAMED = {
    "view": "selection",
    "said": "answered",
    "k": "min_group",
    "started": "begun",
    "turn": "ballot_round",
    "batch": "question_set",
    "moves": "control_version",
    "rest": "unexplained",
    "reach": "margin",
    "came": "joined",
    "put": "asked",
    "turns": "results",
}
"""Fields that have another name since, as 1.0.0 named them and as they are named now."""

RENAMED_BESIDE = {"moves": {"revision": "display_version"}, "turns": {"asked": "numbered"}}
"""Likewise, but only beside another field: of a workshop alone, and of a statement in the pack."""

GROUPED = {"turnout", "workload"}
"""Fields that hold together what stood side by side in 1.0.0."""

NEW = {
    "band": "a mean over units brings its band",
    "means": "a role brings how sure its indexes are",
    "few": "how few had answered when a question was revealed, where few had",
    "two_groups": "an invitation says whether it asks people to be of two groups",
    "scoring_version": "a section says which rules scored it",
    "responses": "a section knows how many responded, which says what is thin and what is drawn hollow",
    "is_thin": "whether too few answered a statement for it to decide a level",
    "read_otherwise": "which levels a comparison reads otherwise than the round did",
    "margins": "half the widths of the intervals of the indexes",
    "margin": "half the width of the interval of the index that a target is held to",
    "standard_error": "what the bars over rounds are drawn by",
    "n": "how many gave a level to a statement before and after, for the bar that its change must pass",
    "p": "how often chance alone brings so large a difference",
    "critical": "a tally of pitfalls says which critical ones apply",
    "is_within_roles": "whether a verdict is that within roles",
    "ballots": "how many responses were on paper ballots, which protect nobody",
    "on_paper": "and what these say, which is never shown",
    "missing": "a window says what its address named and nobody finds any more",
    "version": "an answered assessment names the version of the questionnaire that it asks",
    "widened": "an assessment says which sections it asks in full",
    "renewals": "a link says when it was begun anew",
    "may_begin_anew": "and whether it may be",
}
"""Fields that 1.0.0 did not have, and why they are there."""

GONE = {"agreement": "how a vote is worded follows the room's rule, from the counts"}
"""Fields that 1.0.0 had beside others that say the same, and why they are not there any more."""


class Purpose(NamedTuple):
    """Where something differs on purpose (how its path ends), whether it differs as it is meant to, and why."""

    where: str
    is_meant: Callable[[Any, Any], bool]
    reason: str


HIDDEN_ALTOGETHER = {("statements", "everything"), (None, "answers too alike")}
OF_NOTES_ALONE = (
    "What you write in a note may be shown word for word among the notes of others, never with a name. "
    "Leave out what would give you away."
)
"""A line of the promise before people were asked for evidence, too; now it is about all that they write."""
VOTES_WERE_WORDED = ("<p>People agreed", "<p>Agreed", "<p>Mixed", "<p>Two camps")

ON_PURPOSE: Mapping[str, Purpose] = {
    "split by role": Purpose(
        r"changes of every unit/.+/(within|mix|unexplained)",
        lambda before, after: before is None and isinstance(after, float),
        "the split by role is worked out for every unit, because the verdict of each is that within roles",
    ),
    "other roles answered": Purpose(
        r"changes.*/verdict",
        lambda before, after: before in ("higher", "no clear change") and after == "other roles answered",
        "where roles are hidden and their shares may have moved, nothing is said of the difference",
    ),
    "interval within roles": Purpose(
        r"changes.*/interval/[01]",
        lambda before, after: isinstance(before, float) and isinstance(after, float),
        "where roles are shown in both rounds, the interval is that of the part within them",
    ),
    "verdict within roles": Purpose(
        r"changes.*/verdict",
        lambda before, after: {before, after} == {"higher", "no clear change"},
        "and so is the verdict",
    ),
    "no score of few statements": Purpose(
        r"/(index|band|coverage|margin|secure_level|before|after|difference|interval|from_statements|secure_levels/[01])",
        lambda before, after: before is not None and after is None,
        "of few people no score of four or fewer statements is shown without them, nor is it compared",
    ),
    "and that it is hidden": Purpose(
        r"/(hidden|why|verdict)",
        lambda before, after: (before, after) in HIDDEN_ALTOGETHER or after == "not comparable",
        "and it says so",
    ),
    "nothing of it is compared": Purpose(
        r"changes.*/(statements|n/[01])",
        lambda before, after: before > 0 == after,
        "so no statement and nobody is behind a comparison",
    ),
    "rounded without its statements": Purpose(
        r"(figures|sections|changes.*)/\d+/(index|before|after)",
        lambda before, after: before is not None and abs(after - before) <= 0.05,
        "a score that is shown without its statements is rounded to a tenth",
    ),
    "and so is what became of it": Purpose(
        r"changes.*/\d+/(difference|from_statements)",
        lambda before, after: before is not None and abs(after - before) <= 0.06,
        "a difference is that of two scores as they are shown",
    ),
    "no surer than it is shown": Purpose(
        r"figures/\d+/margin",
        lambda before, after: before is not None and before < after <= before + 0.11,
        "the standard error beside it is taken up to a twentieth",
    ),
    "mean of what is shown": Purpose(
        r"together/.+/index",
        lambda before, after: before is not None and abs(after - before) < 0.14,
        "a mean over units is that of those that are shown",
    ),
    "one unit fewer": Purpose(
        r"together/.+/(units|responses|left_out)",
        lambda before, after: isinstance(after, int) and before != after,
        "and it says how many they are",
    ),
    "a fuller promise": Purpose(
        r"/promise/lines",
        lambda before, after: len(after) == len(before) + 1 and set(before) - set(after) <= {OF_NOTES_ALONE},
        "people are told, too, what the promise cannot keep them from",
    ),
    "fewer lessons": Purpose(
        r"lessons(/\d+/learners)?",
        lambda before, after: all(each in before for each in after) and len(after) < len(before),
        "a unit could learn from another only where the interval of the gap between them leaves 0 out",
    ),
    "readiness by the levels read": Purpose(
        r"/pitfalls/\d+/missing/[01]",
        lambda before, after: [each for each in before if each != "secure_level"] == after,
        "a comparison works out readiness by the levels that it reads",
    ),
    "votes by the room's rule": Purpose(
        r"workshop/pack/\d+",
        lambda before, after: before.startswith(VOTES_WERE_WORDED) and after.startswith("<p>"),
        "neighbours and small votes are not called agreed, in a room and in its pack",
    ),
    "agenda by the room's rule": Purpose(
        r"workshop/agenda/(discuss|later|accept)",
        lambda before, after: isinstance(before, list) and isinstance(after, list),
        "what may be accepted together, and which level is proposed, follows the room's rule",
    ),
}
"""What else differs: where, how, and why. Secure levels in comparisons are not here: ``read_by_one_rule`` has them."""

EARLIER_MEDIAN = {"round_name", "level"}
"""What is left of an earlier answer beside a revealed statement: 1.0.0 handed on a note, a state and a number that
nothing showed there."""

REWORDED = {
    # A vote on pitfalls is asked and worded in a room as on its page.
    "We avoid it in part": "In part",
    "We avoid it": "No, avoided",
    "Not yet": "Yes, still so",
    ">Pitfall</th>": ">Is this true of us?</th>",
    "Pitfalls: Setting direction: done the right things? Avoiding the pitfalls": "Setting direction: pitfalls",
    ": done the right things? Avoiding the pitfalls": ": pitfalls",
    # Few may have answered in a large group, too; the person who leads is asked once more.
    "In a group of fewer than five, others may guess who said what.": (
        "Where fewer than five have answered, others may guess who said what. The person who leads it is told so first."
    ),
    # An action may be about something else than a statement.
    "What it should move": "What it should move, or is about",
    # Why a result is not printed in the pack is said as it is.
    "fewer than five people stand behind at least one of these figures": "fewer than five people voted",
}
"""Words that are others since: in votes, and in the pack."""

HELD_TO_THEIR_ROUND = {
    ("Ambershire", "Autumn 2026", "stages since Autumn 2025"): [
        {"index": 2.819760101010101, "gap": -0.4197601010101013, "outcome": "hit"},
        {"index": 2.585714285714286, "gap": 0.014285714285714235, "outcome": "missed"},
    ],
    ("Wensford Council (sample)", "Autumn 2026", "stages since Autumn 2024"): [
        {"index": 1.7614418756788783, "gap": 0.23855812432112167},
        {"index": 2.932135917430035, "gap": -0.1321359174300354},
    ],
}
"""What became of targets, by council, round and change: they are held to the round after the one they were set in, also
where a later round is looked at. 1.0.0 held them to the later one."""


def as_now(value: Any) -> Any:
    """What 1.0.0 found, with the names and words of this version."""
    if isinstance(value, dict):
        names = dict(RENAMED)
        for mark, renamed in RENAMED_BESIDE.items():
            names |= renamed if mark in value else {}
        return {
            names.get(key, key): _medians(item) if key == "earlier" else as_now(item) for key, item in value.items()
        }
    if isinstance(value, list):
        return [as_now(item) for item in value]
    if isinstance(value, str):
        for before, after in REWORDED.items():
            value = value.replace(before, after)
    return value


def with_targets_held_to_their_round(before: Any) -> Any:
    """What 1.0.0 found, with what this version says of targets."""
    for (council, round_name, change), results in HELD_TO_THEIR_ROUND.items():
        changes = before["councils"][council]["rounds"][round_name]["units"][council]["changes"]
        for target, result in zip(changes[change]["targets"], results, strict=True):
            target.update(result)
    return before


def with_a_plan(before: Any) -> Any:
    """What 1.0.0 found, with what its workshops wrote down and parked in the plans of their units, unchanged."""
    for council in before["councils"].values():
        council["plans"] = {unit["name"]: {"actions": [], "parked": []} for unit in council["units"]}
        for round_ in council["rounds"].values():
            for name, unit in round_["units"].items():
                if unit["workshop"] is not None:
                    _into_the_plan(unit["workshop"], council["plans"][name])
    return before


def _into_the_plan(held: Any, plan: Any) -> None:
    place = {name: held["workshop"][name] for name in ("unit_id", "round_id")} | {"workshop_id": held["workshop"]["id"]}
    for recorded in (held, held["outcome"]):
        recorded["actions"] = [_of_a_plan(action) | place for action in recorded["actions"]]
        recorded["parked"] = [item | {"workshop_id": place["workshop_id"]} for item in recorded["parked"]]
    plan["actions"] += held["actions"]
    plan["parked"] += held["parked"]


def _of_a_plan(action: Any) -> Any:
    """An action of 1.0.0 as one that is to be done, of which nothing more was said."""
    content = dict(action["content"])
    statement_id = content.pop("statement_id")
    subject = statement_id and Subject(SubjectKind.STATEMENT, statement_id)
    live = plain(ActionProgress(ActionState.LIVE))
    content = plain(ActionContent(content["what"], subject=subject or None)) | content
    return action | {"content": content, "progress": live, "origin": "workshop", "added_at": None}


def _medians(earlier: dict[str, Any]) -> dict[str, Any]:
    return {number: {key: said[key] for key in EARLIER_MEDIAN} for number, said in earlier.items()}


def side_by_side(value: Any) -> Any:
    """What is found now, with grouped fields side by side as in 1.0.0."""
    if isinstance(value, list):
        return [side_by_side(item) for item in value]
    if not isinstance(value, dict):
        return value
    apart = [item if key in GROUPED and isinstance(item, dict) else {key: item} for key, item in value.items()]
    return {key: side_by_side(item) for part in apart for key, item in part.items()}


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Where two findings differ and not on purpose, each as one line."""
    for place, old, new in places_that_differ(before, after, path):
        if purpose_of(place, old, new) is None:
            yield (
                f"{place} is missing"
                if new is NOTHING
                else f"{place} is new"
                if old is NOTHING
                else (f"{place}: {old!r} is now {new!r}")
            )


def places_that_differ(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two findings differ, new fields aside, with what stands there in each."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from ((f"{path}/{key}", before[key], NOTHING) for key in before.keys() - after.keys() - GONE.keys())
        yield from ((f"{path}/{key}", NOTHING, after[key]) for key in after.keys() - before.keys() - NEW.keys())
        for key in before.keys() & after.keys():
            yield from places_that_differ(before[key], after[key], f"{path}/{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after) and not _is_missing(path):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from places_that_differ(old, new, f"{path}/{place}")
    elif before != after:
        yield path, before, after


def purpose_of(place: str, before: Any, after: Any) -> str | None:
    """The name of the row of ``ON_PURPOSE`` that this difference belongs to."""
    if before is NOTHING or after is NOTHING:
        return None
    return next(
        (
            name
            for name, purpose in ON_PURPOSE.items()
            if re.search(f"{purpose.where}$", place) and purpose.is_meant(before, after)
        ),
        None,
    )


def _is_missing(path: str) -> bool:
    """Whether a list says what readiness lacks: it is read as a whole."""
    return bool(re.search(r"/missing/\d+$", path))


def test_this_version_finds_in_a_database_of_1_0_0_what_1_0_0_found(empty_database_url: str) -> None:
    """Profiles to the last digit. In comparisons those levels are others that both versions' rules read differently."""
    rows.restore(empty_database_url, rows.read("rows-1.0.0.json.xz"))
    product = open_product(Settings(empty_database_url, min_group=5))
    found = side_by_side(findings(product))
    product.store.close()
    before = with_a_plan(with_targets_held_to_their_round(as_now(rows.read("findings-1.0.0.json.xz"))))
    before = read_by_one_rule(before)
    named = dict(read_otherwise(found))
    assert named
    assert named == dict(read_otherwise_by_counts(before, found))
    found = scored_as_then(found)
    assert list(differences(before, found)) == []
    met = {purpose_of(*difference) for difference in places_that_differ(before, found)}
    assert met == ON_PURPOSE.keys(), "a difference that is none any more"
    plans = [plan for council in found["councils"].values() for plan in council["plans"].values()]
    assert any(plan["actions"] and plan["parked"] for plan in plans)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"index": 2.5}, {"index": 2.5}, []),
        ({"index": 2.5}, {"index": 2.4999}, ["/index: 2.5 is now 2.4999"]),
        ({"levels": [1, 2]}, {"levels": [1, 3]}, ["/levels/1: 2 is now 3"]),
        ({"levels": [1, 2]}, {"levels": [1]}, ["/levels: [1, 2] is now [1]"]),
        ({"index": None}, {}, ["/index is missing"]),
        ({}, {"share": None}, ["/share is new"]),
        ({}, {"band": 2}, []),
    ],
)
def test_a_difference_is_told_with_its_place(before: Any, after: Any, told: list[str]) -> None:
    assert list(differences(before, after)) == told


@pytest.mark.parametrize("before", [*RENAMED, *RENAMED_BESIDE, *REWORDED, *GONE])
def test_nothing_stands_in_the_tables_that_1_0_0_did_not_find(before: str) -> None:
    assert before in json.dumps(rows.read("findings-1.0.0.json.xz"))
