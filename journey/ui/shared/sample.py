"""Opening the sample council, with a sign of life from the first moment, and leaving it as it is."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Thread

import streamlit as st

from journey.model import Organisation
from journey.service import Product
from journey.service.current_selection import Navigation
from journey.service.sample import loading
from journey.ui.shared import presses, state
from journey.wording.catalogue import _

SECONDS_BETWEEN_SIGNS = 0.1


@dataclass(slots=True)
class Load:
    """A load in a thread of its own, which Streamlit cannot stop in its middle: how far it is, and what came of it."""

    thread: Thread | None = None
    share: float = 0.0
    organisation: Organisation | None = None
    failure: Exception | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is still to come."""
        return self.thread is not None and self.thread.is_alive()

    def begin(self, product: Product) -> None:
        """Load in the background."""
        self.thread = Thread(target=self._run, args=(product,), name="sample", daemon=True)
        self.thread.start()

    def _run(self, product: Product) -> None:
        try:
            self.organisation = loading.load(product, tell=self._take_note)
        except Exception as failure:  # the page raises it, where somebody can read it
            self.failure = failure

    def _take_note(self, share: float) -> None:
        self.share = share


def offer() -> None:
    """Draw the button that opens the sample; pressed again while it loads, it goes on waiting for the same load."""
    memory, sign = state.window(), st.container()
    is_pressed = presses.button(_("Open the sample council"), key="open-sample")
    load = memory.sample if isinstance(memory.sample, Load) else None
    if not is_pressed and not (load and load.is_running):
        return
    if load is None or not load.is_running:
        memory.sample = load = Load()
        load.begin(state.product())
    with sign:
        _wait(load)
    memory.sample = None
    if load.failure is not None:
        raise load.failure
    if load.organisation is not None:
        state.look_at(organisation_id=load.organisation.id)
        state.go_to("home")


def _wait(load: Load) -> None:
    """Show how far it is until it is over."""
    with st.status(_("The sample council is being made…"), expanded=True) as status:
        bar = st.progress(0.0)
        while load.thread is not None and load.is_running:
            bar.progress(load.share)
            load.thread.join(SECONDS_BETWEEN_SIGNS)
        bar.progress(1.0)
        if load.failure is None:
            status.update(label=_("The sample council is there."), state="complete")
        else:
            status.update(label=_("The sample council could not be made."), state="error")


def leave(navigation: Navigation) -> None:
    """Go to the council that is there without the sample, or to the start; the sample stays as it is."""
    own = next((organisation for organisation in navigation.organisations if not organisation.is_sample), None)
    if own is None:
        state.look_at_nothing()
    else:
        state.look_at(organisation_id=own.id)
    state.go_to("home")
