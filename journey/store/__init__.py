"""The store: all SQL of the product, on SQLite or PostgreSQL.

``Store`` opens a database and hands out transactions; one module per noun has the functions that work in them.

    engine         connections, transactions, settings
    postgresql     connections to PostgreSQL, and how long an answer is waited for
    errors         what can go wrong
    driver_errors  what the driver says, in words
    files          the file of a SQLite database, its folder and who may read it
    copying        copies of such a file: made, checked, put back
    columns        what tables are made of
    tables         the tables, and the rules that hold for all of them
    migrate        bringing a database to the newest tables; ``migrations/`` has the steps
    organisations  organisations, units, roles
    content        content files as pinned, by hash
    rounds         rounds: open, closed, opened again
    assessments    assessments and responses
    answers        answers as they are saved, their history and their tally
    assessment_answers  what findings read of all answers to an assessment
    pitfalls       what is said about pitfalls, and decisions to move on
    retention      what is taken away of confidential answers once a round is closed
    snapshots      the findings that closing a round freezes
    targets        where units want to be at the next round
    agreed         what workshops agreed
    browser_sessions  what a browser last looked at
    invitations    invitations by link and code
    respondents    the devices that joined by an invitation, and what they answer
    workshops      workshops: what they are for and how far they are
    questions      what a room was asked, votes, what was revealed
    paper_ballots  answers typed in from paper ballots
    parking_lot    what workshops parked
    actions        what units will do, whatever it was born from
    priorities     what a council puts first, and what not
    bets           what actions should move, and where it stood that day
    measures       measures, their readings, and limits drawn anew
    reviews        reviews of the plan and what they decided
    versioned_records  what the records of a plan have in common: versions, conflicts
    plan_events    the history of every change of them
    briefs         facilitators' briefs, as taken

Functions take the transaction first and the organisation's id second, return nouns, and see rows of that organisation
alone: what belongs to another is NotFound or absent. Three are different: ``organisations.every`` lists all
organisations, ``browser_sessions`` asks by the hash of a secret token, and ``invitations.by_code`` by a code.
"""

from __future__ import annotations

from sqlalchemy import Connection

from journey.store.engine import Store
from journey.store.errors import Closed, Conflict, Corrupt, Damaged, NotFound, StoreError, Unavailable
from journey.store.typed_text import as_read, clean

__all__ = [
    "Closed",
    "Conflict",
    "Connection",
    "Corrupt",
    "Damaged",
    "NotFound",
    "Store",
    "StoreError",
    "Unavailable",
    "as_read",
    "clean",
]
