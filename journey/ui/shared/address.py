"""What the address of a window says: the ids of what is in view, and which tab of the page is open.

The address is read where somebody came by it: on the first page of a window, with Back and Forward, and by a link.
Otherwise the window knows better: a click that is on its way still carries the address of the moment before. Choosing
writes the address, which makes a step in Back; what is missing there is completed by the page's script without one
(``address.js``), from the mark that every run leaves. Ids and fixed words stand there alone, never a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from journey.service.current_selection import Wanted

IDS = ("council", "round", "unit")
COMPARED = ("view", "since", "order", "weighing", "followed", "role", "other-role")
"""What is chosen on Compare: the view, the earlier round, the order of services and how they are counted together, the
section that is followed over the rounds, and the two roles."""
HELPS = ("helps-with", "entry", "for-stage", "for-breakthrough", "kind")
"""What is chosen on What helps: what it is to help with, one entry alone, and the three lists."""
TABS = ("section", "stage", "questionnaire", "step", *COMPARED, *HELPS)
"""The part of Assess, the stage of Pitfalls, the questionnaire of Profile and Compare, the step of a workshop, and what
is chosen on Compare and What helps."""
ABOUT_THE_UNIT = ("section", "step")
"""Those that mean nothing for another council, round or unit."""
CHOICE = "choice"
"""The section of Assess at which the choice of what to assess is shown."""
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{1,100}")


def page_of_run() -> str:
    """The hash of the page that this run draws."""
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def is_history_step() -> bool:
    """Whether this run was asked for by Back or Forward."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def wanted() -> Wanted:
    """The ids in the address."""
    return Wanted(*(_read(name) for name in IDS))


def tabs() -> dict[str, str]:
    """The open tabs in the address, by name."""
    found = {name: _read(name) for name in TABS}
    return {name: value for name, value in found.items() if value is not None}


def _read(name: str) -> str | None:
    value = st.query_params.get(name)
    return value or None


def write(view: Wanted, open_tabs: Mapping[str, str]) -> None:
    """Put this into the address, as a step in Back."""
    st.query_params.from_dict(parameters(view, open_tabs))


def parameters(view: Wanted, open_tabs: Mapping[str, str]) -> dict[str, str]:
    """What stands in the address for this, by name. Values that are no ids or fixed words are left out."""
    ids = zip(IDS, (view.organisation_id, view.round_id, view.unit_id), strict=True)
    named = {**dict(ids), **open_tabs}
    return {name: value for name, value in named.items() if value and WELL_FORMED.fullmatch(value)}


def mark(page: str, here: Mapping[str, str]) -> None:
    """Leave for the page's script what belongs into the address of this page, by name."""
    at = urlencode(here).replace("&", "&amp;")
    st.html(f'<i data-at="{page}?{at}"></i>')
