"""The tables of invitations, of those who came by them, and of workshops."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from journey.model import QuestionKind, WorkshopStage
from journey.store.columns import Moment, below, key, metadata, number, one_of, sequence, text

invitation = Table(
    "invitation",
    metadata,
    sequence(),
    *map(text, ("organisation_id", "id", "round_id", "unit_id", "code")),
    number("cap"),
    Column("reveals", Boolean, nullable=False),
    Column("closed_at", Moment),
    Column("two_groups", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("organisation_id", "id"),
    UniqueConstraint("organisation_id", "round_id", "unit_id"),
    UniqueConstraint("code"),
    below("round", "round_id"),
    below("unit", "unit_id"),
    CheckConstraint("cap >= 1", name="cap"),
    sqlite_autoincrement=True,
)

renewal = Table(
    "renewal",
    metadata,
    *map(key, ("organisation_id", "invitation_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    number("removed"),
    below("invitation", "invitation_id"),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("removed >= 0", name="removed"),
)

respondent = Table(
    "respondent",
    metadata,
    sequence(),
    *map(text, ("organisation_id", "id", "invitation_id", "token_hash")),
    Column("role", Text),
    Column("page_hash", Text),
    UniqueConstraint("organisation_id", "id"),
    UniqueConstraint("organisation_id", "invitation_id", "token_hash"),
    below("invitation", "invitation_id"),
    below("role", "role", key="key"),
    sqlite_autoincrement=True,
)

respondent_response = Table(
    "respondent_response",
    metadata,
    *map(key, ("organisation_id", "respondent_id", "response_id")),
    below("respondent", "respondent_id"),
    below("response", "response_id"),
)

paper_ballot = Table(
    "paper_ballot",
    metadata,
    *map(key, ("organisation_id", "assessment_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("response_id"),
    below("assessment", "assessment_id"),
    below("response", "response_id"),
    CheckConstraint("number >= 1", name="number"),
)

workshop = Table(
    "workshop",
    metadata,
    sequence(),
    *map(text, ("organisation_id", "id", "round_id", "unit_id", "title", "purpose", "who", "design", "stage")),
    number("minutes"),
    Column("held_on", Date, nullable=False),
    *map(number, ("batch", "moves", "revision")),
    *(Column(name, Moment) for name in ("started_at", "ended_at")),
    Column("review_on", Date),
    UniqueConstraint("organisation_id", "id"),
    UniqueConstraint("organisation_id", "round_id", "unit_id"),
    below("round", "round_id"),
    below("unit", "unit_id"),
    one_of("stage", WorkshopStage),
    sqlite_autoincrement=True,
)

question = Table(
    "question",
    metadata,
    *map(key, ("organisation_id", "workshop_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    number("batch"),
    *map(text, ("kind", "subject")),
    Column("assessment_id", Text),
    number("turn"),
    Column("opened_at", Moment, nullable=False),
    Column("seconds", Integer),
    *map(text, ("options", "paper")),
    Column("revealed_at", Moment),
    Column("result", Text),
    *(Column(name, Integer) for name in ("few_answered", "few_present")),
    UniqueConstraint("organisation_id", "workshop_id", "kind", "subject", "assessment_id", "turn"),
    below("workshop", "workshop_id"),
    below("assessment", "assessment_id"),
    Index(None, "organisation_id", "assessment_id", "subject"),
    one_of("kind", QuestionKind),
    CheckConstraint("turn IN (1, 2)", name="turn"),
)

vote = Table(
    "vote",
    metadata,
    *map(key, ("organisation_id", "workshop_id")),
    Column("number", Integer, primary_key=True, autoincrement=False),
    key("respondent_id"),
    text("choices"),
    number("version"),
    Column("saved_at", Moment, nullable=False),
    below("question", "workshop_id", "number", key="workshop_id number"),
    below("respondent", "respondent_id"),
    CheckConstraint("version >= 1", name="version"),
)

parked = Table(
    "parked",
    metadata,
    sequence(),
    *map(text, ("organisation_id", "id", "workshop_id", "text", "who")),
    Column("is_settled", Boolean, nullable=False),
    number("version"),
    text("writer"),
    UniqueConstraint("organisation_id", "id"),
    below("workshop", "workshop_id"),
    CheckConstraint("version >= 1", name="version"),
    sqlite_autoincrement=True,
)

brief = Table(
    "brief",
    metadata,
    *map(key, ("organisation_id", "workshop_id")),
    number("responses"),
    text("findings"),
    Column("taken_at", Moment, nullable=False),
    below("workshop", "workshop_id"),
)
