"""Nothing is said to have moved but by the one guard, which asks the verdict.

First the sources are read: no other code has a word or a sign of movement. Then random pairs of rounds are told in all
the words of the compare pages, and no section is said to have moved whose verdict does not say so.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from journey.config import PROJECT
from journey.model import (
    Change,
    PitfallChange,
    ReadinessOverTime,
    StatementChange,
    TargetOutcome,
    TargetResult,
    Verdict,
)
from journey.rules import claims
from journey.rules.change import section_change
from journey.rules.change_basis import basis
from journey.wording import change_breakdown, movement
from journey.wording.change_summary import summarise_change
from journey.wording.takeaways import change as change_words
from journey.wording.takeaways import change_heat, section_history, services_over_time, stage_path
from tests.rules.change_examples import asked, given, random_levels
from tests.steps.compared_findings import line, rounds, units
from tests.wording.test_change_summary import TITLES, compared, stage, stages, told

GUARD = "wording/movement.py"
READ = ("wording", "charts", "reports", "ui", "join")
MOVEMENT = re.compile(
    r"\b(rose|fell|risen|fallen|rises?|falls?|climbed|dropped|higher|lower|became|becomes?|reached|moved|improved|"
    r"worsened|grew|grown|gained|slipped|no longer|any more)\b|[▲▼△▽↑↓]|triangle-(up|down)",
    re.IGNORECASE,
)

OTHER_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "a level beside another, not one round beside another": {
        "wording/agenda.py": "a lower and a higher|the higher one",
        "wording/choosing.py": "the lower of the two",
        "wording/firmness.py": "higher|lower",
        "ui/rounds/plan.py": "higher|lower",
        "wording/takeaways/agreed.py": "higher|lower",
    },
    "one role beside another in one round": {
        "wording/role_comparison.py": "higher",
        "wording/role_gap.py": "higher|lower",
        "wording/takeaways/roles.py": "higher|Higher by",
        "charts/roles.py": "triangle-(up|down)",
    },
    "large services beside small ones in one round": {"wording/comparison.py": "stand higher"},
    "what would follow if answers were others: nobody says that they are": {
        "wording/would_change.py": "one level higher|one higher|rose from",
    },
    "coverage, which is counted": {
        "wording/left_out.py": "coverage is lower",
    },
    "how answers are spread over the levels": {"wording/takeaways/profile.py": "how the answers fall"},
    "a statement that stands elsewhere in the questionnaire, or in no version of it": {
        "wording/change_breakdown.py": "moved to another section|moved from “|not asked any more",
        "wording/change_summary.py": "moved to another section|^moved$|^dropped$",
    },
    "what a stage or a workshop does: people go on to the next": {
        "ui/pitfalls/moving_on.py": "moved.on",
        "ui/compare/change.py": "moved on anyway",
        "wording/readiness.py": "moved on",
        "ui/workshop/live.py": "moved on",
        "wording/next_steps.py": "moved on",
        "wording/refusals.py": "moved on|could not be reached|no longer there|higher unit",
        "join/phone/room.py": "moved on",
    },
    "a question to those who took an action": {"reports/calendar.py": "what moved, what was dropped"},
    "an action that was given up, and the shape of the mark that says at risk": {
        "wording/plan.py": "dropped|▲",
        "ui/plan/action_moves.py": "drop(ped)?",
        "ui/plan/choosing.py": "dropped or handed",
    },
    "what came of a promise: the verdict on its bet says whether anything moved": {
        "wording/promises.py": "moved|dropped",
    },
    "what the change rules said of the bets on what was done, in the words of promises; and a stage that people left": {
        "wording/takeaways/journey_story.py": (
            "what it was for (has not )?moved|not known what moved|it has not moved|for moved|did not move|"
            "whether it moved anything|moved on early|dropped"
        ),
        "wording/takeaways/journey_dates.py": "moved on early",
    },
    "a priority that was given up": {
        "ui/plan/priorities_view.py": "dropped",
        "wording/priorities.py": "dropped",
        "wording/refusals.py": "was dropped",
        "wording/takeaways/golden_thread.py": "dropped",
    },
    "what can be seen or done after an act": {
        "ui/rounds/manage.py": "not shown any more|no longer possible",
        "ui/shared/agreed_form.py": "any more",
        "join/guard.py": "any more",
    },
    "the mark of a median or of a weakest stage in one round": {
        "charts/reveal.py": "triangle-up",
        "charts/stages_overview.py": "triangle-up",
    },
    "a reading beside limits of usual variation, or to watch": {"wording/measures.py": "▲|^lower$"},
    "the mark of a critical pitfall": {
        "ui/pitfalls/pitfalls.py": "▲|moved on",
        "ui/shared/pitfall_card.py": "▲",
    },
    "the tables of the methods page, of simulated councils and of levels": {
        "wording/methods_tables.py": "rise|higher|lower"
    },
    "says that nothing may be said": {"wording/change_breakdown.py": "said to have moved only where its section did"},
}
"""Where a word or a sign of movement means something else: why, in which file, and in what words."""


def allowed(file: str) -> re.Pattern[str]:
    """What a file may say although a word of movement stands in it."""
    words = [files[file] for files in OTHER_MEANINGS.values() if file in files]
    return re.compile("|".join(words) or "$^", re.IGNORECASE)


def words_of_movement(source: str, allowed_words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Line and word of each text of a source that says or shows movement; what programmers read is no text."""
    tree = ast.parse(source)
    unread = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unread:
            for found in MOVEMENT.finditer(allowed_words.sub("", node.value)):
                yield node.lineno, found.group()


def sources() -> dict[str, str]:
    product = PROJECT / "journey"
    files = (file for layer in READ for file in sorted((product / layer).rglob("*.py")))
    return {str(file.relative_to(product)): file.read_text(encoding="utf-8") for file in files}


def test_no_other_code_says_or_shows_that_something_moved() -> None:
    faults = [
        f"{file}:{line}: {word!r} is said past {GUARD}"
        for file, source in sources().items()
        if file != GUARD
        for line, word in words_of_movement(source, allowed(file))
    ]
    assert not faults, "\n" + "\n".join(faults)


def test_whoever_tells_or_draws_a_verdict_asks_the_guard() -> None:
    verdict = re.compile(r"\.verdict\b|Verdict\.(HIGHER|LOWER)")
    telling = {file for file, source in sources().items() if verdict.search(source) and file != GUARD}
    asking = {file for file, source in sources().items() if "import movement" in source or ", movement" in source}
    assert telling - asking == set()


def test_a_word_past_the_guard_is_found_and_one_of_another_meaning_is_not() -> None:
    found = words_of_movement('"""It rose."""\nX = f"{name} rose by {by}"\nY = "▲ higher up"', re.compile("higher up"))
    assert sorted(found) == [(2, "rose"), (3, "▲")]


# Random pairs of rounds, told in all the words of the compare pages

NO_CLAIM = re.compile(
    "(none|nothing) clearly (rose|fell)|nothing moved clearly|whether anything moved|moved most on paper|"
    "none (is|are) clearly higher or lower|a rise or fall is chance|(said|seems) to have moved only",
    re.IGNORECASE,
)
"""What the guard says where it claims nothing."""
SECTIONS = tuple(TITLES)


def random_change(random: np.random.Generator, section_id: str) -> Change:
    """A section between two rounds of few or many people, whose answers lie apart or not; roles shown or hidden."""
    shift = float(random.choice([-1.0, 0.0, 0.0, 1.0]))
    sides = []
    for by in (0.0, shift):
        levels = np.clip(np.rint(random_levels(random, int(random.integers(3, 16)), 3) + by), 1, 4)
        roles = list(random.choice(["managers", "front-line"], size=len(levels)))
        sides.append(basis(section_id, asked([1, 1, 1], section_id), given(levels, roles), confidential=True))
    first, second = sides
    return section_change(
        first,
        second,
        shown=(first.index, second.index),
        secure_levels=(int(random.integers(1, 5)), int(random.integers(1, 5))),
        roles=("managers", "front-line") if random.random() < 0.5 else (),
        has_mix_moved=bool(random.random() < 0.5),
    )


SEEDS = st.integers(0, 2**32 - 1)


def changes_of(seed: int) -> list[Change]:
    random = np.random.default_rng(seed)
    return [random_change(random, section_id) for section_id in SECTIONS[: int(random.integers(1, 5))]]


def pages(changes: list[Change]) -> Iterator[str]:
    """Every text that the compare pages have of these changes, one unit's or several units' in one section."""
    names, asked_in, stages_ = ("Then", "Now"), rounds(2), stages()
    yield from told(*changes).paragraphs
    in_order = change_words.in_order(stages_, changes)
    yield change_words.takeaway(in_order)
    for section, change in in_order:
        yield f"{section.title}: {change_words.claim(change)}"
        yield change_breakdown.label(section.title, change)
    for row in change_words.table(in_order):
        yield f"{row['Section']} {row['Verdict']}"
    figures = [each for change in changes for each in line(change.section_id, change.before, change.after)]
    lines = section_history.section_lines(stages_, asked_in, figures)
    yield section_history.takeaway(lines, asked_in, {change.section_id: change for change in changes})
    for change in changes:
        housing, *_ = units(1)
        own = line("stock", change.before, change.after, unit_id=housing.id)
        followed = services_over_time.unit_lines([housing], asked_in, own)
        said = services_over_time.takeaway(followed, asked_in, {housing.id: change})
        yield said.replace(housing.name, TITLES[change.section_id])
        heat = change_heat.side_by_side(stages_, [housing], {housing.id: [change]}, names)
        yield f"{TITLES[change.section_id]}: {change_heat.takeaway(heat)}"


def claimed_in(text: str) -> Iterator[str]:
    """The clauses of a text that say of something that it moved."""
    for clause in re.split(r"; |\. ", NO_CLAIM.sub("", text)):
        if MOVEMENT.search(clause):
            yield clause


@settings(deadline=None)
@for_all(SEEDS)
def test_no_section_is_said_to_have_moved_whose_verdict_does_not_say_so(seed: int) -> None:
    changes = changes_of(seed)
    verdicts = {TITLES[change.section_id]: change.verdict for change in changes}
    for text in pages(changes):
        for clause in claimed_in(text):
            named = [title for title in verdicts if title in clause]
            assert all(verdicts[title] in claims.CLAIMED for title in named), text
            assert any(verdict in claims.CLAIMED for verdict in verdicts.values()), text
            up = re.search(r"\b(rose|higher)\b", clause)
            assert all((verdicts[title] is Verdict.HIGHER) == bool(up) for title in named), text


def test_those_random_rounds_have_verdicts_of_every_kind() -> None:
    found = {change.verdict for seed in range(60) for change in changes_of(seed)}
    assert found >= {*claims.CLAIMED, Verdict.NO_CLEAR_CHANGE, Verdict.TOO_FEW, Verdict.OTHER_ROLES}


@settings(deadline=None)
@for_all(SEEDS)
def test_no_statement_moved_whose_section_did_not(seed: int) -> None:
    random = np.random.default_rng(seed)
    changes = changes_of(seed)
    moved = [
        StatementChange(change.section_id, f"{change.section_id}-{at}", *random.uniform(1, 4, 2), (8, 12))
        for change in changes
        for at in range(3)
    ]
    verdicts = {change.section_id: change.verdict for change in changes}
    for head, statements in change_breakdown.by_statement(moved, changes):
        if MOVEMENT.search(NO_CLAIM.sub("", head)):
            wanted = Verdict.HIGHER if "Rose" in head else Verdict.LOWER
            assert {verdicts[one.section_id] for one in statements} == {wanted}
            assert all((one.difference > 0) == (wanted is Verdict.HIGHER) for one in statements)


@settings(deadline=None)
@for_all(SEEDS, st.booleans(), st.integers(0, 1), st.integers(0, 1))
def test_no_stage_became_ready_without_the_verdict_or_a_pitfall_that_was_closed(
    seed: int, is_ready: bool, closed: int, reopened: int
) -> None:
    change = changes_of(seed)[0]
    stood: PitfallChange = stage(change.section_id, closed=closed, reopened=reopened, ready=(not is_ready, is_ready))
    wanted = Verdict.HIGHER if is_ready else Verdict.LOWER
    silent = replace(change, secure_levels=(None, None))
    paragraph = " ".join(summarise_change(compared(silent, pitfalls=(stood,))).paragraphs[1:2])
    assert bool(re.search(r"become|any more", paragraph)) == (change.verdict is wanted)
    path = stage_path.stage_path(
        stages(),
        rounds(2),
        line(change.section_id, 2.0, 3.0),
        ReadinessOverTime(
            {("round-1", change.section_id): not is_ready, ("round-2", change.section_id): is_ready},
            {change.section_id: claims.readiness(stood, change) or Verdict.NOT_COMPARABLE},
        ),
    )
    assert bool(re.search(r"become|any more", stage_path.takeaway(path))) == (change.verdict is wanted)


@pytest.mark.parametrize("verdict", Verdict)
def test_a_sign_and_a_colour_stand_for_a_claim_alone(verdict: Verdict) -> None:
    mark = movement.mark(verdict)
    assert bool(mark.shape) == (mark.colour != "muted") == (mark.tint != "hairline") == (verdict in claims.CLAIMED)
    if verdict not in claims.CLAIMED:
        for claim in (movement.went, movement.stands, movement.opposite):
            with pytest.raises(KeyError):
                claim(verdict)


@pytest.mark.parametrize(
    ("gap", "margin", "said"),
    [(-0.5, 0.3, "reached"), (-0.2, 0.3, "just reached"), (0.3, 0.3, "just missed"), (0.5, None, "missed on paper")],
)
def test_what_is_said_of_a_target(gap: float, margin: float | None, said: str) -> None:
    outcome = TargetOutcome.MISSED if gap > 0 else TargetOutcome.HIT
    assert movement.target(TargetResult("stock", 2.5, 2.5 - gap, gap, outcome, margin)) == said
