"""A page with the statements of one of our pages: each with its levels, don't know, not applicable and a note.

``page.json`` has the words; ``ROUNDS`` says how often the page comes.
"""

import json
import os
from pathlib import Path
from typing import ClassVar

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models, widgets

STATEMENTS = json.loads(Path(__file__).with_name("page.json").read_text(encoding="utf-8"))


class C(BaseConstants):
    NAME_IN_URL = "steps"
    PLAYERS_PER_GROUP = None
    NUM_ROUNDS = int(os.environ["ROUNDS"])


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    pass


class Player(BasePlayer):
    pass


for number, statement in enumerate(STATEMENTS):
    choices = [(value, text) for value, text in statement["options"]]
    choice = models.StringField(label=statement["text"], choices=choices, widget=widgets.RadioSelect, blank=True)
    setattr(Player, f"choice{number}", choice)
    setattr(Player, f"note{number}", models.LongStringField(label="Note", blank=True))


class Step(Page):
    form_model = "player"
    form_fields: ClassVar = [f"{kind}{number}" for number in range(len(STATEMENTS)) for kind in ("choice", "note")]


page_sequence = [Step]
