"""Closing a round: what is frozen, and that closed rounds are read from it and never again from the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, delete, update

from journey.model import Organisation, Privacy
from journey.rules.versions import CURRENT
from journey.service import Product
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import over_rounds
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.findings_text import thaw, thaw_bases
from journey.service.profile.unit_findings import by_questionnaire
from journey.service.rounds import closing, reopening
from journey.store import Closed, NotFound, answers, assessments, invitations, respondents, snapshots, tables
from tests.steps import by_numpy
from tests.steps.rounds import (
    NOW,
    TWO_SECTIONS,
    Reply,
    add_unit,
    ask,
    everybody,
    hold,
    now,
    open_a_round,
    random_replies,
    start,
)

pytestmark = pytest.mark.both_databases

EVERY = tuple(one.id for statements in TWO_SECTIONS.values() for one in statements)


@pytest.fixture
def replies() -> list[Reply]:
    return random_replies(Random(4), EVERY, {"leadership": 6, "managers": 9, "front-line": 11, None: 2})


def test_of_confidential_answers_what_they_were_before_and_the_time_of_the_day_are_forgotten(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Autumn 2026", NOW.date())
    assessment = ask(product, held, unit, [Reply("managers", {"aims": 2})] * 5)
    openly = ask(product, held, add_unit(product, council, "Housing"), [Reply(None, {"aims": 2})], privacy=Privacy.OPEN)
    closing.close(product, council.id, held.id)
    midnight = NOW.replace(hour=0, minute=0)
    with product.store.read() as tx:
        for asked, at, versions in ((assessment, midnight, 0), (openly, NOW, 1)):
            for response in assessments.responses(tx, council.id, asked.id):
                assert answers.get(tx, council.id, response.id, "aims").saved_at == at
                assert len(answers.history(tx, council.id, response.id, "aims")) == versions


def test_no_device_is_known_again_once_a_round_was_closed(product: Product) -> None:
    council, unit = start(product)
    held = open_a_round(product, council, "Autumn 2026", NOW.date())
    with product.store.write() as tx:
        link = invitations.add(tx, council.id, round_id=held.id, unit_id=unit.id, cap=5, reveals=False)
        for token in ("a" * 64, "b" * 64):
            respondents.add(tx, council.id, link.id, token_hash=token, role=None, page_hash=token)
    closing.close(product, council.id, held.id)
    reopening.reopen(product, council.id, held.id, reason="late", decided_by="the leader")
    with product.store.read() as tx:
        found = invitations.by_code(tx, link.code, "a" * 64)
        assert found
        assert found.respondent is None
        assert respondents.by_page(tx, council.id, link.id, "a" * 64) is None
        assert respondents.joined(tx, council.id, link.id) == 2, "who came still counts"


def test_the_whole_is_frozen_with_the_content_and_the_rules_it_came_from(
    product: Product, replies: list[Reply]
) -> None:
    council, unit = start(product)
    _, assessment = hold(product, council, unit, 2026, replies)
    with product.store.read() as tx:
        whole = snapshots.profile(tx, council.id, assessment.id)
    assert whole
    pinned = product.library.pinned("questionnaire", "small")
    assert (whole.content_hash, whole.scoring_version, whole.frozen_at) == (pinned.hash, CURRENT.version, NOW)
    profile = thaw(whole.findings)
    assert (profile.version, profile.responses) == ("1.0.0", 28)
    for section_id, statements in TWO_SECTIONS.items():
        score = profile.section(section_id)
        assert score.coverage == pytest.approx(by_numpy.coverage(replies, statements))
        assert score.index == pytest.approx(by_numpy.shown_index(replies, statements))


def test_every_role_is_frozen_and_no_role_is_one_of_them(product: Product, replies: list[Reply]) -> None:
    council, unit = start(product)
    _, assessment = hold(product, council, unit, 2026, replies)
    with product.store.read() as tx:
        texts = snapshots.roles(tx, council.id, assessment.id)
    assert set(texts) == {"", "leadership", "managers", "front-line"}
    for role, text in texts.items():
        own = [reply for reply in replies if (reply.role or "") == role]
        profile = thaw(text)
        assert profile.responses == len(own)
        for section_id, statements in TWO_SECTIONS.items():
            score = profile.section(section_id)
            assert score.index == pytest.approx(by_numpy.shown_index(own, statements))
            assert score.evidenced_share is None, "evidence is counted over the whole alone"


def test_figures_and_bases_are_frozen_for_each_section(product: Product, replies: list[Reply]) -> None:
    council, unit = start(product)
    _, assessment = hold(product, council, unit, 2026, replies)
    with product.store.read() as tx:
        (figures,) = snapshots.sections(tx, council.id, "small").values()
        (statements,) = snapshots.basis_keys(tx, council.id, assessment.id)
        text = snapshots.basis(tx, council.id, assessment.id, statements)
    assert text
    bases = thaw_bases(text)
    assert {one.section_id for one in figures} == set(bases) == set(TWO_SECTIONS)
    for one in figures:
        asked = TWO_SECTIONS[one.section_id]
        side = by_numpy.counting(replies, asked)
        levels, weights = by_numpy.levels_of(side, asked), by_numpy.weights_of(asked)
        assert (one.responses, one.counting) == (28, len(side))
        fewest = min(sum(ask.id in reply.said for reply in replies) for ask in asked)
        assert (one.said, one.scored) == (fewest, len(asked))
        assert one.index == pytest.approx(by_numpy.shown_index(replies, asked))
        assert one.variance == pytest.approx(by_numpy.variance(levels, weights))
        basis = bases[one.section_id]
        assert (basis.n, basis.variance) == (len(side), one.variance)
        assert basis.index == pytest.approx(by_numpy.index(levels, weights))
        means = {role.role or "": (role.n, pytest.approx(role.mean)) for role in basis.roles}
        assert means == by_numpy.role_means(side, asked)


def test_an_open_assessment_is_frozen_without_roles(product: Product) -> None:
    council, unit = start(product)
    _, assessment = hold(product, council, unit, 2026, everybody(EVERY, 3, role="managers"), privacy=Privacy.OPEN)
    with product.store.read() as tx:
        assert snapshots.profile(tx, council.id, assessment.id)
        assert snapshots.roles(tx, council.id, assessment.id) == {}


def test_a_round_that_is_closed_or_not_there_is_not_closed(product: Product) -> None:
    council, unit = start(product)
    selection, _ = hold(product, council, unit, 2026, [])
    with pytest.raises(Closed):
        closing.close(product, council.id, selection.round.id)
    with pytest.raises(NotFound):
        closing.close(product, council.id, "none")


def _delete_answers(tx: Connection) -> None:
    tx.execute(delete(tables.answer))
    tx.execute(delete(tables.answer_history))
    tx.execute(delete(tables.tally))


def _garble_answers(tx: Connection) -> None:
    tx.execute(update(tables.answer).values(state="level", level=4, version=tables.answer.c.version))
    tx.execute(update(tables.tally).values(level_1=0, level_2=0, level_3=0, level_4=1, dont_know=0, not_applicable=0))


@pytest.mark.parametrize("spoil", [_delete_answers, _garble_answers])
def test_closed_rounds_are_read_from_what_was_frozen_and_never_from_their_answers(
    product: Product, replies: list[Reply], spoil: Callable[[Connection], None]
) -> None:
    council, top = start(product)
    units = [top, add_unit(product, council, "Housing"), add_unit(product, council, "Libraries")]
    views = []
    for year in (2024, 2025, 2026):
        held = open_a_round(product, council, f"Autumn {year}", date(year, 10, 12))
        ask(product, held, units[0], random_replies(Random(year), EVERY, {"managers": 9, "front-line": 8}))
        ask(product, held, units[1], random_replies(Random(year), EVERY, {None: 1}), privacy=Privacy.OPEN)
        ask(product, held, units[2], replies[: year - 2020])
        closing.close(product, council.id, held.id)
        views += [Selection(council, now(product, held), unit) for unit in units]
    before = _everything(product, council, views)
    with product.store.write() as tx:
        spoil(tx)
    assert _everything(product, council, views) == before


def _everything(product: Product, council: Organisation, views: list[Selection]) -> list[Any]:
    """All that is shown of closed rounds."""
    return [
        over_rounds(product, council.id, "small"),
        *(by_questionnaire(product, selection) for selection in views),
        *(roles_in_view(product, selection, "small") for selection in views),
        *(between(product, selection, "small", other.round) for selection in views for other in views),
        *(by_unit(product, selection, "small", other.round) for selection in views[::3] for other in views[::3]),
    ]
