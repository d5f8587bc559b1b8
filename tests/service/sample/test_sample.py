"""The sample council, once it is loaded: what is there, that all of it is valid, and that it tells its story."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from journey.config import Settings
from journey.content import Library, load_checklist
from journey.model import (
    AnswerContent,
    AnswerState,
    Assessment,
    Organisation,
    Privacy,
    Profile,
    Questionnaire,
    Response,
    Round,
    SectionScore,
    Unit,
)
from journey.rules.readiness import tally
from journey.rules.scoring import counts_of, is_evidenced, score
from journey.rules.versions import CURRENT
from journey.service import Product
from journey.service.answering.saving import check, tidy
from journey.service.findings_text import thaw
from journey.service.pinned_content import questionnaire_of
from journey.service.pitfalls.pitfalls import check as check_pitfall
from journey.service.sample import loading
from journey.service.sample.notes import NOTES
from journey.service.sample.story import CHILDREN, COUNCIL, HOUSING, OCCASIONS, PARTNERSHIP, WASTE
from journey.store import Closed, Store, answers, assessments, organisations, pitfalls, rounds, snapshots

STAGES = ("taking-stock", "setting-direction", "getting-started", "making-it-happen", "keeping-on-track")


def product_on(store: Store) -> Product:
    return Product(store, Library.read(), Settings.read({}))


@dataclass(frozen=True)
class Sampled:
    """A store with the sample, and what is asked of it most."""

    product: Product
    organisation: Organisation
    rounds: list[Round]
    units: dict[str, Unit]

    @property
    def id(self) -> str:
        return self.organisation.id

    def assessment(self, unit: str, occasion: int, questionnaire: str = "stages") -> Assessment:
        with self.product.store.read() as tx:
            held = assessments.of_round(tx, self.id, self.rounds[occasion].id, self.units[unit].id)
        return next(one for one in held if one.questionnaire_id == questionnaire)

    def said(self, assessment: Assessment) -> tuple[Questionnaire, list[Response], list[dict[str, AnswerContent]]]:
        """The questionnaire, the responses, and what each of them says by statement."""
        with self.product.store.read() as tx:
            given = assessments.responses(tx, self.id, assessment.id)
            said = [answers.of_response(tx, self.id, response.id) for response in given]
            questionnaire = questionnaire_of(tx, assessment)
        return questionnaire, given, [{key: answer.content for key, answer in one.items()} for one in said]

    def profile(self, unit: str, occasion: int, questionnaire: str = "stages", role: str | None = None) -> Profile:
        """Scored from the single answers, of one role where it is given."""
        asked, given, said = self.said(self.assessment(unit, occasion, questionnaire))
        chosen = [said[n] for n, response in enumerate(given) if role in (None, response.role)]
        return score(asked, counts_of(chosen), responses=len(chosen))

    def indexes(self, section: str, unit: str = COUNCIL, questionnaire: str = "stages") -> list[float]:
        """The section's index in each round."""
        return [index(self.profile(unit, occasion, questionnaire).section(section)) for occasion in range(3)]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sampled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sampled]:
    """A store of each kind, into which the sample was loaded once. Nothing may be changed in it."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("sample") / "journey.db"
        url = f"sqlite:///{shutil.copyfile(request.getfixturevalue('migrated_sqlite'), file)}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = server.create(template=request.getfixturevalue("migrated_postgres"))
    store = Store(url)
    product = product_on(store)
    organisation = loading.load(product)
    with store.read() as tx:
        held = rounds.every(tx, organisation.id)
        units = {unit.name: unit for unit in organisations.units(tx, organisation.id)}
    yield Sampled(product, organisation, held, units)
    store.close()
    if request.param == "postgresql":
        server.drop(url)


def index(section: SectionScore) -> float:
    assert section.index is not None
    return section.index


# --- what is there ---------------------------------------------------------------------------------------------------


def test_it_is_a_plainly_fictional_council_of_its_own(sampled: Sampled) -> None:
    assert (sampled.organisation.name, sampled.organisation.kind) == ("Wensford Council (sample)", "Unitary authority")
    assert sampled.organisation.is_sample
    kinds = [unit.kind for unit in sampled.units.values()]
    assert kinds == ["corporate", *["service"] * 7, "partnership"]
    assert {unit.parent_id for unit in sampled.units.values()} == {None, sampled.units[COUNCIL].id}


def test_three_rounds_lie_over_two_years_and_all_are_closed(sampled: Sampled) -> None:
    assert [held.held_on for held in sampled.rounds] == [date(2024, 10, 14), date(2025, 10, 13), date(2026, 10, 12)]
    closed = [held.closed_at.date() if held.closed_at else None for held in sampled.rounds]
    assert closed == [date(2024, 11, 15), date(2025, 11, 14), date(2026, 11, 13)]


def test_many_answer_confidentially_and_the_libraries_are_too_few_to_be_shown(sampled: Sampled) -> None:
    for occasion in range(3):
        for unit in sampled.units.values():
            if unit.kind == "partnership":
                continue
            for questionnaire in ("stages", "breakthroughs"):
                assessment = sampled.assessment(unit.name, occasion, questionnaire)
                _, given, _ = sampled.said(assessment)
                low, high = {"corporate": (37, 43), "service": (6, 14)}[unit.kind]
                assert assessment.privacy is Privacy.CONFIDENTIAL
                assert len(given) == 3 if unit.name == "Libraries" else low <= len(given) <= high
                assert (len(given) >= 5) is (unit.name != "Libraries")


def test_in_the_council_as_a_whole_every_role_is_large_enough_to_be_shown(sampled: Sampled) -> None:
    for occasion in range(3):
        _, given, _ = sampled.said(sampled.assessment(COUNCIL, occasion))
        roles = [response.role for response in given]
        assert set(roles) == {"leadership", "managers", "front-line", "councillors", "partners"}
        assert all(roles.count(role) >= 5 for role in roles)


def test_everybody_finished_but_for_some_in_the_last_round_who_left_off_halfway(sampled: Sampled) -> None:
    for occasion, unfinished in ((0, 0), (1, 0), (2, 2)):
        _, given, said = sampled.said(sampled.assessment(COUNCIL, occasion))
        left = [n for n, response in enumerate(given) if response.finished_at is None]
        assert len(left) == unfinished
        for n in left:
            assert given[n].place in STAGES
            assert 0 < len(said[n]) < 30


def test_the_partnership_answers_openly_and_is_halfway_through_the_stages(sampled: Sampled) -> None:
    for occasion in (0, 1):
        for questionnaire in ("stages", "breakthroughs"):
            asked, (response,), (said,) = sampled.said(sampled.assessment(PARTNERSHIP, occasion, questionnaire))
            assert response.finished_at
            assert len(said) == len(asked.statements())
    assessment = sampled.assessment(PARTNERSHIP, 2)
    asked, (response,), (said,) = sampled.said(assessment)
    assert assessment.privacy is Privacy.OPEN
    assert (response.finished_at, response.place) == (None, "getting-started")
    assert 0.4 < len(said) / len(asked.statements()) < 0.6
    evidenced = [bool(content.evidence) for content in said.values() if content.level in (3, 4)]
    assert 3 <= sum(evidenced) < len(evidenced)


# --- whether it is valid ---------------------------------------------------------------------------------------------


def test_every_answer_is_one_that_could_have_been_given(sampled: Sampled) -> None:
    with sampled.product.store.read() as tx:
        held = [one for r in sampled.rounds for one in assessments.of_round(tx, sampled.id, r.id)]
    states = []
    for assessment in held:
        asked, given, said = sampled.said(assessment)
        statements = {statement.id: statement for statement in asked.statements()}
        for response, contents in zip(given, said, strict=True):
            assert contents.keys() <= statements.keys()
            assert response.finished_at is None or contents.keys() == statements.keys()
            for statement_id, content in contents.items():
                check(content)
                assert tidy(content) == content
                assert not content.act or statements[statement_id].leadership
                states.append(content.state)
    shares = {state: states.count(state) / len(states) for state in set(states)}
    assert 0.03 < shares[AnswerState.DONT_KNOW] < 0.12
    assert 0 < shares[AnswerState.NOT_APPLICABLE] < 0.02
    assert AnswerState.UNANSWERED not in shares


def test_counts_and_evidence_are_those_of_the_single_answers(sampled: Sampled) -> None:
    with sampled.product.store.read() as tx:
        held = [one for r in sampled.rounds for one in assessments.of_round(tx, sampled.id, r.id)]
        counted = {one.id: answers.tally(tx, sampled.id, one.id) for one in held}
        for one in held:
            statements = {s.id: s for s in questionnaire_of(tx, one).statements()}
            single: dict[str, list[int]] = {}
            for response in assessments.responses(tx, sampled.id, one.id):
                for statement_id, answer in answers.of_response(tx, sampled.id, response.id).items():
                    assert answer.saved_at
                    evidenced = is_evidenced(answer.content, statements[statement_id], answer.saved_at.date())
                    single.setdefault(statement_id, []).append(int(evidenced))
            assert {key: counts.evidenced for key, counts in counted[one.id].items()} == {
                key: sum(each) for key, each in single.items()
            }
            assert sum(map(sum, single.values())) > 0


def test_every_pitfall_is_answered_validly_by_the_council_and_two_services(sampled: Sampled) -> None:
    for held in sampled.rounds:
        with sampled.product.store.read() as tx:
            pinned = [
                load_checklist(one.body) for one in rounds.content(tx, sampled.id, held.id) if one.kind == "checklist"
            ]
            found = {name: pitfalls.of_unit(tx, sampled.id, held.id, unit.id) for name, unit in sampled.units.items()}
        expected = {(checklist.id, pitfall.id) for checklist in pinned for pitfall in checklist.pitfalls}
        assert {name for name, answered in found.items() if answered} == {COUNCIL, CHILDREN, HOUSING}
        for name in (COUNCIL, CHILDREN, HOUSING):
            assert found[name].keys() == expected
            for answer in found[name].values():
                check_pitfall(answer.content)
            assert any(a.content.note and a.content.who and a.content.by_when for a in found[name].values())


def test_every_note_of_the_story_found_its_place(sampled: Sampled) -> None:
    for occasion, notes in enumerate(NOTES):
        for note in notes:
            _, _, said = sampled.said(sampled.assessment(note.unit, occasion))
            placed = [contents[note.statement_id] for contents in said if note.statement_id in contents]
            assert [content.note for content in placed if content.note] == [note.text]


def test_rounds_are_frozen_and_take_no_more_answers(sampled: Sampled) -> None:
    with sampled.product.store.read() as tx:
        for held, occasion in zip(sampled.rounds, OCCASIONS, strict=True):
            for assessment in assessments.of_round(tx, sampled.id, held.id):
                found = snapshots.profile(tx, sampled.id, assessment.id)
                assert found is not None
                assert (found.frozen_at, found.scoring_version) == (occasion.closed_at, CURRENT.version)
                started = len(assessments.responses(tx, sampled.id, assessment.id))
                counts = answers.tally(tx, sampled.id, assessment.id)
                assert thaw(found.findings) == score(questionnaire_of(tx, assessment), counts, responses=started)
    with pytest.raises(Closed), sampled.product.store.write() as tx:
        assessments.add_response(tx, sampled.id, sampled.assessment(COUNCIL, 1).id, role="managers")


# --- the story -------------------------------------------------------------------------------------------------------


def test_the_council_stands_where_the_story_says_in_the_third_round(sampled: Sampled) -> None:
    profile = sampled.profile(COUNCIL, 2)
    found = {section.section_id: round(index(section), 2) for section in profile.sections}
    assert found == pytest.approx(dict(zip(STAGES, (3.0, 3.2, 2.5, 2.7, 1.8), strict=True)), abs=0.1)
    assert all((section.coverage or 0) >= 0.7 for section in profile.sections)


def test_taking_stock_was_decent_all_along(sampled: Sampled) -> None:
    found = sampled.indexes("taking-stock")
    assert min(found) > 2.75
    assert max(found) - min(found) < 0.2


def test_setting_direction_rose_clearly_after_the_first_round(sampled: Sampled) -> None:
    first, second, third = sampled.indexes("setting-direction")
    assert first < 2.3
    assert second - first > 0.7
    assert 0 < third - second < 0.4


def test_making_it_happen_rose_in_the_third_round_because_reviews_decide(sampled: Sampled) -> None:
    first, second, third = sampled.indexes("making-it-happen")
    assert second - first < 0.25
    assert third - second > 0.45
    before, after = (sampled.profile(COUNCIL, occasion).section("making-it-happen").statements for occasion in (1, 2))
    rises = {b.statement_id: (a.mean or 0) - (b.mean or 0) for b, a in zip(before, after, strict=True)}
    assert max(rises, key=lambda statement_id: rises[statement_id]) == "reviews-decide"


def test_getting_started_is_middling(sampled: Sampled) -> None:
    first, second, third = sampled.indexes("getting-started")
    assert 2.0 < first < second < third < 2.65


def test_keeping_on_track_stays_weakest_because_nobody_checks_whether_actions_worked(sampled: Sampled) -> None:
    for occasion in range(3):
        profile = sampled.profile(COUNCIL, occasion)
        weakest = min(profile.sections, key=index)
        assert weakest.section_id == "keeping-on-track"
        assert weakest.secure_level == 1
        assert index(weakest) < 1.9
        assert weakest.blockers[0] in {"checked-it-worked", "set-aside-revisited"}
    means = {s.statement_id: s.mean for s in weakest.statements}
    assert means["checked-it-worked"] == min(means.values(), key=lambda mean: mean or 4)


def test_among_the_breakthroughs_leadership_and_action_rose_people_slipped_and_learning_stayed_low(
    sampled: Sampled,
) -> None:
    leadership, action, people, learning = (
        sampled.indexes(section, questionnaire="breakthroughs")
        for section in ("leadership", "action", "people", "learning")
    )
    assert leadership[2] - leadership[0] > 0.6
    assert action[2] - action[0] > 0.6
    assert 0.25 < people[0] - people[2] < 0.5
    assert people[0] > people[1] > people[2]
    assert max(learning) < 1.9
    assert max(learning) - min(learning) < 0.2


def test_children_stand_highest_housing_lowest_and_waste_alone_looks_again(sampled: Sampled) -> None:
    services = [unit.name for unit in sampled.units.values() if unit.kind == "service"]
    for occasion in range(3):
        for questionnaire in ("stages", "breakthroughs"):
            profiles = {name: sampled.profile(name, occasion, questionnaire) for name in services}
            levels = {name: sum(map(index, profile.sections)) for name, profile in profiles.items()}
            assert max(levels, key=lambda name: levels[name]) == CHILDREN
            assert min(levels, key=lambda name: levels[name]) == HOUSING
    kept = {name: index(sampled.profile(name, 2).section("keeping-on-track")) for name in services}
    assert max(kept, key=lambda name: kept[name]) == WASTE


def test_leaders_see_things_half_a_level_kinder_than_the_front_line_and_councillors_between(sampled: Sampled) -> None:
    for occasion in range(3):
        seen = {
            role: sum(map(index, sampled.profile(COUNCIL, occasion, role=role).sections)) / 5
            for role in ("leadership", "councillors", "front-line")
        }
        assert 0.3 < seen["leadership"] - seen["front-line"] < 0.7
        assert seen["front-line"] < seen["councillors"] < seen["leadership"]


def test_the_front_line_knows_least_about_setting_direction(sampled: Sampled) -> None:
    profile = sampled.profile(COUNCIL, 2, role="front-line")
    unknown = {
        s.section_id: sum(one.counts.dont_know for one in s.statements) / len(s.statements) for s in profile.sections
    }
    assert max(unknown, key=lambda section: unknown[section]) == "setting-direction"


def test_critical_pitfalls_stay_open_in_keeping_on_track_and_close_elsewhere(sampled: Sampled) -> None:
    open_ones = []
    for held in sampled.rounds:
        with sampled.product.store.read() as tx:
            answered = pitfalls.of_unit(tx, sampled.id, held.id, sampled.units[COUNCIL].id)
        states = {pitfall: answer.content.state for (_, pitfall), answer in answered.items()}
        checklists = (sampled.product.library.checklist(stage) for stage in STAGES)
        open_ones.append({checklist.id: tally(checklist, states).critical_open for checklist in checklists})
    assert all(stands["keeping-on-track"] == ("ticked-off-unchecked", "reviews-lapsed") for stands in open_ones)
    assert [len(stands["setting-direction"]) for stands in open_ones] == [3, 1, 0]
    assert "noted-and-moved-on" in open_ones[1]["making-it-happen"]
    assert "noted-and-moved-on" not in open_ones[2]["making-it-happen"]


def test_the_council_moved_on_once_with_a_reason_from_a_stage_that_was_not_ready(sampled: Sampled) -> None:
    with sampled.product.store.read() as tx:
        decided = [pitfalls.overrides(tx, sampled.id, held.id, sampled.units[COUNCIL].id) for held in sampled.rounds]
    assert [list(decisions) for decisions in decided] == [[], ["getting-started"], []]
    moved = decided[1]["getting-started"]
    assert moved.reason
    assert moved.decided_by
    assert moved.decided_at < datetime(2025, 11, 14, tzinfo=UTC)
    assert sampled.indexes("getting-started")[1] < 2.5
