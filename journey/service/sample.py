"""The sample council: loaded to look around in, removed without a trace, never mixed with real data.

It is an organisation of its own, made in one transaction: all of it is there, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from journey.content import Library, load_checklist, load_questionnaire
from journey.model import Assessment, Checklist, Organisation, Privacy, Questionnaire, Round, Scope, Unit
from journey.scoring import SCORING_VERSION, is_evidenced
from journey.service import sample_pitfalls
from journey.service.pinned import round_content
from journey.service.product import Product
from journey.service.profiles import freeze, profile_of
from journey.service.sample_answers import Reply, replies, takes_part
from journey.service.sample_story import KIND, NAME, OCCASIONS, QUESTIONNAIRES, UNITS, Occasion, UnitStory
from journey.store import Connection, answers, assessments, organisations, pitfalls, rounds
