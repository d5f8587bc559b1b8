"""The profile of 1,000 responses to 40 statements, beside pandas taking the means of the same answers.

While a round is open the product reads the counts that every save keeps, in the database, and scores them; once it is
closed it reads what was frozen. The answers are confidential, so that their profile is seen after closing alone; the
other way, which is that of open assessments, is timed beside it. pandas has all 40,000 answers in memory already and
takes one mean for each statement. All run in this process, in turn, with warm caches.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journey.model import AnswerContent, AnswerState, Privacy, Profile, Questionnaire, Scope
from journey.service import Product
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.rounds import closing
from journey.store import answers, assessments, rounds
from journey.wording.summary import summarise
from tests.benchmarks import forty, managers, measuring

if TYPE_CHECKING:
    import pandas as pd

LIMIT = 2.0
RESPONSES = 1000
RUNS = 300
WARM_UP = 30

Responses = list[dict[str, AnswerContent]]


@dataclass(frozen=True, slots=True)
class Case:
    """The same answers twice: in the store, and in memory as a table of statement and level, one row an answer."""

    product: Product
    selection: Selection
    table: pd.DataFrame


def measure() -> None:
    """Measure and print."""
    with TemporaryDirectory() as temporary:
        product = managers.product(Path(temporary))
        case = _case(product)
        contenders = _contenders(case)
        taken = _in_turn(list(contenders.values()))
        product.store.close()
    _print(list(contenders), taken)


def _contenders(case: Case) -> dict[str, Callable[[], object]]:
    """What is timed, by name. The first two are pandas, the others the product, each with all that comes before it."""
    from journey import charts

    named = case.table
    coded = named.assign(statement=named["statement"].astype("category"))

    def standing() -> unit_findings.UnitFindings:
        return unit_findings.by_questionnaire(case.product, case.selection)[STAGES]

    here = standing()

    def scored() -> Profile:
        with case.product.store.read() as tx:
            return unit_findings.profile_of(tx, here.assessment, responses=RESPONSES)

    def findings() -> unit_findings.UnitFindings:
        found = standing()
        assert found.profile is not None
        stages = pitfalls.by_stage(case.product, case.selection, found.profile)
        ready = {section_id: stage.readiness for section_id, stage in stages.items()}
        selection = case.selection
        held_on = selection.round.held_on
        summarise(found.questionnaire, found.profile, selection.organisation.name, selection.round.name, held_on, ready)
        return found

    def drawn() -> object:
        found = findings()
        assert found.profile is not None
        chart = charts.profile_chart(found.questionnaire, found.profile, "light").chart
        assert chart is not None
        return chart.to_dict()

    return {
        "pandas, statements as categories": lambda: coded.groupby("statement", observed=True)["level"].mean(),
        "pandas, statements as text": lambda: named.groupby("statement")["level"].mean(),
        "profile: counts read and scored": scored,
        "profile: what was frozen read": standing,
        "profile with pitfalls, readiness and summary": findings,
        "the same with its chart built": drawn,
    }


def _in_turn(contenders: list[Callable[[], object]]) -> list[list[float]]:
    """Milliseconds of RUNS runs of each, one after the other, after a warm-up; what is frozen is as in the server."""
    taken: list[list[float]] = [[] for _ in contenders]
    for run in range(WARM_UP + RUNS):
        if run == WARM_UP:
            gc.collect()
            gc.freeze()
        for contender, times in zip(contenders, taken, strict=True):
            began = time.perf_counter()
            contender()
            if run >= WARM_UP:
                times.append(1000 * (time.perf_counter() - began))
    gc.unfreeze()
    return taken


def _print(names: list[str], taken: list[list[float]]) -> None:
    fast, slow, *_ = taken
    count = f"{RESPONSES:,} responses to {5 * forty.STATEMENTS_A_SECTION} statements"
    measuring.title(f"profile: {count}, {RUNS} runs of each in turn")
    rows: list[Sequence[str]] = [("", "median ms", "to pandas (categories)", "to pandas (text)", "")]
    for number, (name, times) in enumerate(zip(names, taken, strict=True)):
        ratio = measuring.ratio(times, fast)
        said = measuring.verdict(ratio, LIMIT) if number in (2, 3, 4) else "no limit" if number == 5 else ""
        rows.append((name, f"{median(times):.3f}", f"{ratio:.2f}", f"{measuring.ratio(times, slow):.2f}", said))
    measuring.table(rows)
    print("the limit is held against the quicker pandas")


# ---------------------------------------------------------------------------------------------------------------------
# The answers
# ---------------------------------------------------------------------------------------------------------------------


def _case(product: Product) -> Case:
    import pandas as pd

    questionnaire = forty.questionnaire(product.library)
    given = _answers(questionnaire)
    table = pd.DataFrame(
        [(id_, content.level) for response in given for id_, content in response.items()],
        columns=["statement", "level"],
    )
    return Case(product, _stored(product, questionnaire, given), table)


def _answers(questionnaire: Questionnaire) -> Responses:
    """Made-up responses from a fixed seed: nine answers in ten are levels, half of the rest don't know."""
    chance = random.Random(40_000)
    kinds = [AnswerContent(AnswerState.LEVEL, level) for level in (1, 2, 3, 4)]
    kinds += [AnswerContent(AnswerState.DONT_KNOW), AnswerContent(AnswerState.NOT_APPLICABLE, reason="Not here")]
    ids = [statement.id for statement in questionnaire.statements()]
    return [
        dict(zip(ids, chance.choices(kinds, (18, 27, 27, 18, 5, 5), k=len(ids)), strict=True)) for _ in range(RESPONSES)
    ]


def _stored(product: Product, questionnaire: Questionnaire, given: Responses) -> Selection:
    """A confidential assessment that holds the responses, in a round that pins the questionnaire and is closed."""
    council = councils.start(product, name="Councillor", kind="District council")
    unit = councils.units(product, council.id)[0]
    content = forty.content(product.library, questionnaire)
    at = datetime.now(UTC)
    with product.store.write() as tx:
        here = rounds.add(tx, council.id, name="Round", held_on=at.date(), content=content)
        assessment = assessments.add(
            tx,
            council.id,
            round_id=here.id,
            unit_id=unit.id,
            questionnaire_id=questionnaire.id,
            content_hash=forty.pinned(questionnaire).hash,
            scope=Scope.FULL,
            privacy=Privacy.CONFIDENTIAL,
        )
        for response in given:
            one = assessments.add_response(tx, council.id, assessment.id)
            contents = {id_: (content, False) for id_, content in response.items()}
            answers.save_many(tx, council.id, one.id, contents, writer="", at=at)
    closing.close(product, council.id, here.id)
    return Selection(council, here, unit)
