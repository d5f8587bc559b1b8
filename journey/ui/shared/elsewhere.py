"""What other windows have done to what this one shows, said at its next run: what happened, what is kept, where it is.

A round that was closed is still in view. Of what was removed nothing can be shown, and nothing else takes its place
without a word: the window shows this page alone until the person goes on.
"""

from __future__ import annotations

import streamlit as st

from journey.model import Round
from journey.service.current_selection import Navigation
from journey.ui.shared import page_title, state
from journey.ui.shared.escaping import plain
from journey.wording.catalogue import _


def say_what_has_changed() -> None:
    """Say that the round in view was closed or opened again since this window last drew it."""
    memory = state.window()
    if memory.before is None or memory.navigation is None:
        return
    if memory.before.organisation is None and memory.navigation.organisation is not None:
        name = plain(memory.navigation.organisation.name)
        st.info(_("{name} was begun in another window or by somebody else. You are now looking at it.", name=name))
    before, now = memory.before.selection, memory.navigation.selection
    if before and now and before.round.id == now.round.id:
        _say_if_closed(before.round, now.round)


def _say_if_closed(before: Round, now: Round) -> None:
    name = plain(now.name)
    if now.closed_at and not before.closed_at:
        st.info(
            _(
                "{name} was closed in another window or by somebody else. What was saved before is kept and changes no "
                "more; nothing was saved since. You are still looking at it.",
                name=name,
            )
        )
    elif before.closed_at and not now.closed_at:
        st.info(
            _(
                "{name} was opened again in another window or by somebody else: its answers may change. You are still "
                "looking at it.",
                name=name,
            )
        )


def page(navigation: Navigation) -> None:
    """Say that what was in view was removed, and lead on to what there is."""
    page_title.show(_("What was in view here is gone"), place="gone")
    st.markdown(
        _(
            "{what} was removed in another window or by somebody else, with everything in it. Nothing that was done "
            "here since was saved, and nothing else was changed.",
            what=_what(navigation),
        )
    )
    if navigation.organisation is None:
        st.markdown(_("There is no council here now."))
        st.button(_("Go to the start"), type="primary", key="go-on", on_click=state.look_anywhere)
        return
    st.markdown(_("This window looks at nothing until you go on."))
    st.button(
        _("Go on with {where}", where=plain(_where(navigation))),
        type="primary",
        key="go-on",
        on_click=_go_on,
        args=(navigation,),
    )


def _what(navigation: Navigation) -> str:
    """What is gone, by its name."""
    shown = state.window().navigation
    if shown is None or shown.organisation is None:
        return _("It")
    if navigation.missing == "organisation":
        name = plain(shown.organisation.name)
        return _("The sample council {name}", name=name) if shown.organisation.is_sample else name
    if shown.selection is None:
        return _("It")
    if navigation.missing == "round":
        return _("The round {name}", name=plain(shown.selection.round.name))
    return _("The unit {name}", name=plain(shown.selection.unit.name))


def _where(navigation: Navigation) -> str:
    """What there is in place of what is gone, by its names."""
    if navigation.organisation is None:
        return ""
    if navigation.selection is None or navigation.missing == "organisation":
        return navigation.organisation.name
    return f"{navigation.selection.unit.name} · {navigation.selection.round.name}"


def _go_on(navigation: Navigation) -> None:
    ids = navigation.ids
    if ids.organisation_id is not None:
        state.look_at(organisation_id=ids.organisation_id, round_id=ids.round_id, unit_id=ids.unit_id)
