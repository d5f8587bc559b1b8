"""What a window remembers, and what is opened once for all sessions.

The session is not where answers live: it holds what this window has shown, so that it can tell whether another has
written since. Whatever must survive is in the store.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from journey.http import COOKIE
from journey.model import Organisation
from journey.service import NotFound, Product, current_selection
from journey.service.context import opened
from journey.service.current_selection import Missing, Navigation, Wanted
from journey.ui.shared import address
from journey.wording.catalogue import _

WINDOW = "window"
"""The one key of the session state that is not a widget's."""

FIRST_MARKS = 10**9


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place that a window has come to: its name, which arrival this is, and the spot on it that was asked for.

    ``sight`` is a spot that is brought into sight there without anybody having asked for it.
    """

    place: str | None
    number: int = 0
    spot: str | None = None
    sight: str | None = None


@dataclass(slots=True)
class Window:
    """What one window remembers between two runs of the script.

    ``shown`` is what it last showed of each answer, see ``ui.shared.autosave``; ``order`` the list that is on the
    screen, by name; ``drawn`` the number of the last mark, which begins anywhere: no two windows over one page give a
    mark the same. ``notice`` is a message for the next run, ``fault`` one that says what was not done, and ``warning``
    one that says so of what is not in view any more.

    ``view`` are the ids of what it looks at, None before its first run; ``navigation`` is what came of them in this
    run, ``before`` in the one before, None where this window itself has changed something since. ``tabs`` says which
    tab of each kind is open, ``tabs_drawn`` the kinds on this page, ``tabs_by_address`` those that its address has
    opened in this run; ``page`` is the page that was drawn last, by its hash, ``page_name`` its name in the menu.
    ``buttons`` are the keys of what this run has drawn to be pressed, ``buttons_before`` of the run before. ``arrival``
    is where it came to last; its place is None until it is drawn. ``sample`` is the load of the sample council that it
    waits for. ``fold_labels`` are those of folds whose label says what is inside: an open fold keeps the one that it
    has, since Streamlit would close it with another. ``changing`` is the id of the statement to which somebody went
    from the review of answers, and from which they go back to it. ``share`` is where this run's page wants its address.
    ``plan`` is the plan in view, as this run has read it.
    """

    token: str
    writer: str
    zone: ZoneInfo
    shown: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    notice: str | None = None
    fault: str | None = None
    warning: str | None = None
    order: tuple[str, Sequence[str]] | None = None
    drawn: int = field(default_factory=lambda: secrets.randbelow(FIRST_MARKS))
    view: Wanted | None = None
    navigation: Navigation | None = None
    before: Navigation | None = None
    tabs: dict[str, str] = field(default_factory=dict)
    tabs_drawn: set[str] = field(default_factory=set)
    tabs_by_address: set[str] = field(default_factory=set)
    page: str = ""
    page_name: str = ""
    buttons: set[str] = field(default_factory=set)
    buttons_before: set[str] = field(default_factory=set)
    arrival: Arrival = Arrival(None)
    sample: Any = None
    fold_labels: dict[str, str] = field(default_factory=dict)
    changing: str = ""
    share: Any = None
    plan: Any = None


def window() -> Window:
    """This window's memory; a new one after a reload, a lost session or a restarted server."""
    if WINDOW not in st.session_state:
        # Where cookies are refused the browser is known for as long as this window is open.
        token = st.context.cookies.get(COOKIE) or secrets.token_urlsafe(32)
        st.session_state[WINDOW] = Window(token, current_selection.writer(token), _zone())
    memory: Window = st.session_state[WINDOW]
    return memory


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def product() -> Product:
    """The store, the content and the settings, opened once a process."""
    return opened()


def settle() -> Navigation:
    """Settle what this window looks at in the run that begins, once, before anything is drawn.

    The address says it where somebody came by it; else this window knows; before its first page, its browser. What an
    address names and is not there is left aside. Where what this window has shown is gone, ``missing`` says so, and
    its view stays empty until the person goes on.
    """
    memory = window()
    is_by_address = memory.view is None or address.is_history_step() or memory.page != address.page_of_run()
    memory.tabs_drawn, memory.tabs_by_address, memory.share, memory.plan = set(), set(), None, None
    base = memory.view or current_selection.remembered(product(), memory.token)
    found = (_by_address(base) if is_by_address else None) or current_selection.find(product(), base)
    # Once all is read: while the store is away this is tried again and again within one run.
    memory.buttons, memory.buttons_before = set(), memory.buttons
    if found.missing and memory.navigation is not None:
        return found
    memory.before, memory.navigation, memory.view = memory.navigation, found, found.ids
    return found


def _by_address(base: Wanted) -> Navigation | None:
    """What the address names, and the rest as in ``base``; None, with a word, where that is not there."""
    memory, wanted = window(), address.wanted().over(base)
    found = current_selection.find(product(), wanted)
    if found.missing and not _is_shown(found.missing, wanted):
        leave_warning(_("This address leads to something that is not here, so that was left aside."))
        return None
    if wanted != base:
        _forget_tabs_of_the_unit()
    opened_tabs = address.tabs()
    memory.tabs |= opened_tabs
    memory.tabs_by_address = set(opened_tabs)
    return found


def _forget_tabs_of_the_unit() -> None:
    memory = window()
    memory.tabs = {name: value for name, value in memory.tabs.items() if name not in address.ABOUT_THE_UNIT}


def _is_shown(missing: Missing, wanted: Wanted) -> bool:
    """Whether what is wanted and not there is what this window has shown until now."""
    name = f"{missing}_id"
    return window().view is not None and getattr(wanted, name) == getattr(window().view, name)


def navigation() -> Navigation:
    """What is in view in this run."""
    return window().navigation or settle()


def organisation(navigation: Navigation) -> Organisation:
    """The council in view, on the pages that are there only when there is one."""
    if navigation.organisation is None:
        raise NotFound("organisation", "")
    return navigation.organisation


def look_at(*, organisation_id: str, round_id: str | None = None, unit_id: str | None = None) -> None:
    """Choose the council, round or unit in view, and forget what this window has shown of the one before.

    It is a step in Back, and the first page of the next window begins there.
    """
    current_selection.choose(
        product(), window().token, organisation_id=organisation_id, round_id=round_id, unit_id=unit_id
    )
    _view(Wanted(organisation_id, round_id, unit_id))


def look_at_nothing() -> None:
    """Look at no council: the next run finds a real one, or begins at the start. It is a step in Back."""
    current_selection.choose_nothing(product(), window().token)
    _view(Wanted())


def look_anywhere() -> None:
    """Look at what a new window would, because what was in view is gone."""
    _view(current_selection.remembered(product(), window().token))


def _view(view: Wanted) -> None:
    memory = window()
    memory.shown.clear()
    _forget_tabs_of_the_unit()
    memory.view = view
    changed_here()
    address.write(view, {name: value for name, value in memory.tabs.items() if name in address.tabs()})


def changed_here() -> None:
    """Forget what the last run had in view: what this window changes itself is no news to it."""
    window().navigation = None


def tab(name: str) -> str | None:
    """The tab of this kind that is open in this window, on a page that has them; None where none was opened yet."""
    window().tabs_drawn.add(name)
    return window().tabs.get(name)


def keep_tab(name: str, value: str) -> None:
    """Keep what is open at first, where nobody has chosen: no step in Back."""
    window().tabs[name] = value


def open_tab(name: str, value: str) -> None:
    """Open a tab of this kind in this window; a step in Back."""
    memory = window()
    memory.tabs[name] = value
    standing = {other: memory.tabs[other] for other in address.tabs() if other in memory.tabs}
    address.write(memory.view or Wanted(), {**standing, name: value})


def here() -> dict[str, str]:
    """What the address of the page that this run has drawn says of what is in view, and of what is open on it."""
    memory = window()
    open_tabs = {name: memory.tabs[name] for name in memory.tabs_drawn if name in memory.tabs}
    return address.parameters(memory.view or Wanted(), open_tabs)


def leave_mark(page: str) -> None:
    """Leave for the page's script what belongs into the address of the page that this run has drawn."""
    address.mark(page, here())


def notice() -> str | None:
    """The message left by the last run for this one, read once."""
    text, window().notice = window().notice, None
    return text


def leave_notice(text: str) -> None:
    """Leave a message for the run after this one."""
    window().notice = text


def fault() -> str | None:
    """Why something that was pressed was not done, left by the last run for this one, read once."""
    text, window().fault = window().fault, None
    return text


def leave_fault(text: str) -> None:
    """Leave for the run after this one why something was not done."""
    window().fault = text


def warning() -> str | None:
    """What was left aside, or not done because it is not in view any more; read once."""
    text, window().warning = window().warning, None
    return text


def leave_warning(text: str) -> None:
    """Leave for this run, or the one after it, what was left aside or not done."""
    window().warning = text


def theme() -> Literal["light", "dark"]:
    """The theme on the screen, which charts have to follow."""
    return "dark" if st.context.theme.type == "dark" else "light"


def kept_order(name: str, order: Sequence[str]) -> Sequence[str]:
    """The order in which this window first showed a list: answering must not move what is being answered.

    It is made afresh when another list is shown.
    """
    shown = window().order
    if shown is None or shown[0] != name or set(shown[1]) != set(order):
        window().order = shown = (name, order)
    return shown[1]


def arrive(place: str) -> Arrival:
    """The arrival at the place that this run draws. A spot stays asked for until another place is drawn."""
    memory = window()
    if memory.arrival.place is None:
        memory.arrival = replace(memory.arrival, place=place)
    elif memory.arrival.place != place:
        memory.arrival = Arrival(place, memory.arrival.number)
    return memory.arrival


def seek(spot: str | None = None) -> None:
    """Let the next run be an arrival, also at the place that is shown already, and at this spot of it."""
    window().arrival = Arrival(None, window().arrival.number + 1, spot)


def bring_into_sight(spot: str) -> None:
    """Let the next run bring a spot of this page into sight. What was asked for before stays open."""
    arrival = window().arrival
    window().arrival = Arrival(None, arrival.number + 1, arrival.spot, spot)


def wanted_spot() -> str | None:
    """The spot of this page that was asked for, so that what is folded there can be open."""
    return window().arrival.spot


def fold_label(name: str, label: str) -> str:
    """The label of the fold with this key, which says what is inside; an open one keeps the label that it has."""
    labels = window().fold_labels
    if name not in labels or st.session_state.get(name) is not True:
        labels[name] = label
    return labels[name]


def page(name: str) -> Any:
    """The page of this name, for ``st.page_link``."""
    return window().pages[name]


def link_parameters(**tabs: str) -> dict[str, str]:
    """What a link to another page carries, so that what is in view here is in view there; with these tabs open."""
    return address.parameters(window().view or Wanted(), tabs)


def go_to(name: str, *, spot: str | None = None, **tabs: str) -> NoReturn:
    """Go to another page with what is in view here, these tabs open, and this spot of it in sight."""
    memory = window()
    seek(spot)
    memory.tabs |= tabs
    if tabs:
        memory.page = ""  # so that they are opened by the address also where this is the page already
    # Where nothing new is open this is the address as it stands: another one would make a step of its own in Back.
    standing = st.query_params.to_dict()
    is_standing = not tabs and address.wanted() == memory.view
    st.switch_page(page(name), query_params=standing if is_standing else link_parameters(**tabs))
