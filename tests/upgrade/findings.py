"""What the product finds in a database, as plain data: to be compared between versions, value by value.

For every council its units, roles and rounds; for every round and unit the profiles with every number, the roles beside
them, what was written, the pitfalls and the readiness of each stage, what was agreed, links, targets, and the workshop
with its reveals and outcomes; for every two rounds the change; for every questionnaire its history and roll-ups.
Services are asked as the pages ask them. Sentences are left out: what is said of a finding has tests of its own.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from pydantic import BaseModel

from journey.model import Organisation, Round, Unit, Weighing, Workshop
from journey.rules.rollup import peer_examples, roll_up
from journey.service import Product, current_selection
from journey.service.answering import invitation_links, previous_answers, respondents, sessions
from journey.service.answering.respondents import RespondentForm
from journey.service.compare.change import Comparison, between, by_unit
from journey.service.compare.history import over_rounds, where_asked
from journey.service.compare.roles import roles_in_view
from journey.service.councils import councils
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.plan import actions as plan_actions
from journey.service.plan.place import PlanPlace
from journey.service.profile import unit_findings
from journey.service.profile.unit_findings import UnitFindings
from journey.service.rounds import lifecycle, reopening, targets
from journey.service.workshop import (
    accepting,
    actions,
    agreed_levels,
    brief,
    outcome_pack,
    paper_ballots,
    parking_lot,
    planning,
    priorities,
    room,
)
from journey.store import parking_lot as parking_lots
from journey.store import rounds
from journey.wording import comparison

NOW = datetime(2026, 11, 21, 10, 41, tzinfo=UTC)
BROWSER = "the browser of a manager"
PHONE = "token 0 of Ambershire in Autumn 2026"
STAGES = "stages"

Data = dict[str, Any]


def findings(product: Product) -> Data:
    """Everything, by the name of the council; the clock stands still."""
    product = replace(product, clock=lambda: NOW)
    return {
        "visit": plain(current_selection.look_up(product, BROWSER)),
        "visit of somebody new": plain(current_selection.look_up(product, "never seen")),
        "councils": {council.name: _council(product, council) for council in councils.every(product)},
    }


def plain(value: Any) -> Any:
    """Plain data: records by the names of their fields, enums by value, released content by id and version."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, BaseModel):
        return _content(value)
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def _content(value: BaseModel) -> Any:
    version = getattr(value, "version", None) or getattr(value, "revision", None)
    name = getattr(value, "id", None)
    return plain(value.model_dump()) if name is None else f"{type(value).__name__} {name}@{version}"


def _key(key: object) -> str:
    if isinstance(key, tuple):
        return " / ".join(map(_key, key))
    return str(key.value) if isinstance(key, Enum) else str(key)


def _council(product: Product, council: Organisation) -> Data:
    with product.store.read() as tx:
        every_round = rounds.every(tx, council.id)
    units = councils.units(product, council.id)
    asked = where_asked(product, council.id)
    return {
        "organisation": plain(council),
        "roles": plain(councils.roles(product, council.id)),
        "units": plain(units),
        "next round": plain(lifecycle.proposed(product, council.id)),
        "asked": plain(asked),
        "workshops": plain(planning.every(product, council.id)),
        "plans": {unit.name: _plan(product, council, unit) for unit in units},
        "history": {id_: _history(product, council, id_) for id_ in asked},
        "rounds": {each.name: _round(product, council, each, every_round, units) for each in every_round},
    }


def _plan(product: Product, council: Organisation, unit: Unit) -> Data:
    """The actions in a unit's plan, and what its workshops have parked."""
    with product.store.read() as tx:
        parked = parking_lots.of_unit(tx, council.id, unit.id)
    return {
        "actions": plain(plan_actions.of_unit(product, PlanPlace(council.id, unit.id))),
        "parked": plain(parked),
    }


def _history(product: Product, council: Organisation, questionnaire_id: str) -> Data:
    """Every figure, and what is worked out over several units."""
    history = over_rounds(product, council.id, questionnaire_id)
    assert history
    below = {unit.id for unit in comparison.below(history.units)}
    section_ids = [section.id for section in history.questionnaire.sections]
    together = {}
    for each in history.rounds:
        figures = [figure for figure in history.of_round(each.id) if figure.unit_id in below]
        together[each.name] = {
            "roll-ups": [
                plain(roll_up(id_, [figure for figure in figures if figure.section_id == id_], weighing))
                for id_ in section_ids
                for weighing in Weighing
            ],
            "lessons": plain(peer_examples(section_ids, figures)),
        }
    return {**plain(history), "together": together}


def _round(
    product: Product, council: Organisation, here: Round, every_round: Sequence[Round], units: Sequence[Unit]
) -> Data:
    earlier = every_round[: [each.id for each in every_round].index(here.id)]
    answered = lifecycle.answered(product, here)
    links = invitation_links.of_round(product, here)
    return {
        "round": plain(here),
        "reopenings": plain(reopening.reopenings(product, council.id, here.id)),
        "answered": {progress.assessment.id: plain(progress) for progress in answered},
        "links": plain(links),
        "phones": {link.unit.name: _phone(product, link.invited.invitation.code) for link in links},
        "units": {unit.name: _unit(product, Selection(council, here, unit), earlier) for unit in units},
        "changes of every unit": {
            f"{id_} since {before.name}": plain(by_unit(product, Selection(council, here, units[0]), id_, before))
            for before in earlier
            for id_ in sorted({progress.assessment.questionnaire_id for progress in answered})
        },
    }


def _phone(product: Product, code: str) -> Data | None:
    """What a phone that answered under 1.0.0 finds when it opens the link again; None where the code leads nowhere."""
    door = respondents.find_invitation(product, code, PHONE)
    if door is None:
        return None
    form = respondents.form_of(product, door.respondent) if door.respondent else None
    return {"door": plain(door), "sheet": form and _form(form), "is_submitted": form and form.is_submitted}


def _form(form: RespondentForm) -> Data:
    return {
        "pages": [{"section": plain(page.section), "statements": plain(page.statements)} for page in form.pages],
        "given": plain(form.given),
        "shut": plain(form.shut),
    }


def _unit(product: Product, selection: Selection, earlier: Sequence[Round]) -> Data:
    here = unit_findings.by_questionnaire(product, selection)
    stages = pitfalls.by_stage(product, selection, here[STAGES].profile if STAGES in here else None)
    workshop = planning.workshop_of(product, selection)
    turnout = sessions.confidential_turnout(product, selection)
    return {
        "profiles": {id_: _profile(product, selection, findings_) for id_, findings_ in here.items()},
        "pitfalls": {
            id_: {**plain(stage), "by_urgency": [pitfall.id for pitfall in stage.by_urgency()]}
            for id_, stage in stages.items()
        },
        "moved on before": plain(pitfalls.brought_up_again(product, selection)),
        "sitting": _session(product, selection),
        "confidential": turnout and [turnout.begun, turnout.finished],
        "changes": {
            f"{id_} since {before.name}": _change(found)
            for before in earlier
            for id_ in here
            if (found := between(product, selection, id_, before))
        },
        "workshop": _workshop(product, workshop) if workshop else None,
    }


def _profile(product: Product, selection: Selection, here: UnitFindings) -> Data:
    """One questionnaire's findings, and what else is kept about the same answers."""
    id_ = here.questionnaire.id
    whole = roles_in_view(product, selection, id_)
    agreed = agreed_levels.levels(product, here.assessment)
    levels = {key: level.content.level for key, level in agreed.items() if level.content.level is not None}
    return {
        **plain(here),
        "roles": plain(whole[1]) if whole else None,
        "written": {
            section.id: plain(unit_findings.written(product, here, section)) for section in here.questionnaire.sections
        },
        "targets": plain(targets.of_unit(product, selection, id_)),
        "agreed": plain(agreed),
        "agreed profile": plain(agreed_levels.profile(product, here.assessment)),
        "otherwise than agreed": comparison.otherwise_than_agreed(here.profile, levels),
    }


def _session(product: Product, selection: Selection) -> Data | None:
    """What is answered in the unit's name, where it was left, and what was said the time before."""
    here = sessions.session_of(product, selection)
    if here is None:
        return None
    given = sessions.answers_given(product, here)
    return {
        "at": here.at,
        "pages": [page.section.id for page in here.pages],
        "is_finished": here.is_finished,
        "scope": plain(here.scope),
        "progress": plain(sessions.progress(here, given)),
        "given": {part.questionnaire.id: plain(given[part.response.id]) for part in here.parts},
        "last time": plain(previous_answers.last_time(product, here)),
    }


def _change(found: Comparison) -> Data:
    """What changed, without the two profiles, which stand elsewhere."""
    names = ("comparable", "changes", "moved", "targets", "pitfalls", "checklists")
    return {
        **{name: plain(getattr(found, name)) for name in names},
        "shown": [standing.profile is not None for standing in found.standings],
        "read_otherwise": [plain(standing.read_otherwise) for standing in found.standings],
    }


def _workshop(product: Product, workshop: Workshop) -> Data:
    """What is before the room, what was asked and revealed, and what came of it."""
    items = room.history(product, workshop.organisation_id, workshop.id)
    return {
        "workshop": plain(workshop),
        "room": plain(room.see(product, workshop.organisation_id, workshop.id)),
        "pulse": plain(room.pulse(product, workshop.organisation_id, workshop.id)),
        "items": plain(items),
        "earlier": plain(room.earlier(product, items)),
        "on paper": plain(paper_ballots.on_paper(product, workshop)),
        "agenda": plain(accepting.agenda_for(items, joined=20, minutes_left=45)),
        "levels": plain(accepting.levels(product, workshop)),
        "parked": plain(parking_lot.of_workshop(product, workshop)),
        "priorities": plain(priorities.proposed(product, workshop)),
        "actions": plain(actions.of_workshop(product, workshop)),
        "outcome": plain(outcome_pack.outcome(product, workshop)),
        "pack": outcome_pack.pack(product, workshop).splitlines(),
        "brief": plain(brief.kept(product, workshop)),
    }
