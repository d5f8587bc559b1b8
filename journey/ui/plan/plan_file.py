"""The plan as a file for a spreadsheet: one row an action, with all that its cards say, and with its version."""

from __future__ import annotations

import streamlit as st

from journey.service.plan.standings import StandingAction
from journey.ui.plan.reading import PlanInView
from journey.ui.shared import downloads, state
from journey.wording import plan as words
from journey.wording.catalogue import _


def offer(view: PlanInView) -> None:
    """A button that downloads the whole plan, also what is over; written when somebody wants it."""
    navigation = state.navigation()
    council = state.organisation(navigation).name
    unit = next((one.name for one in navigation.units if one.id == view.place.unit_id), council)
    st.download_button(
        _("Download the plan (CSV)"),
        lambda: written(view, council, unit),
        file_name=f"{'-'.join(filter(None, map(downloads.slug, dict.fromkeys((council, unit)))))}-plan.csv",
        mime="text/csv",
        key=f"plan-file-{view.place.key}",
        on_click="ignore",
    )


def written(view: PlanInView, council: str, unit: str) -> bytes:
    """The file."""
    from pandas import DataFrame

    return downloads.encoded(DataFrame([_row(view, one, council, unit) for one in view.plan.actions]))


def _row(view: PlanInView, one: StandingAction, council: str, unit: str) -> dict[str, str | int]:
    action, content, progress = one.action, one.action.content, one.action.progress
    days = {
        "due": content.by_when,
        "step": content.first_step_on,
        "done": progress.first_step_done_on,
        "said": progress.word_on,
        "again": progress.look_again_on,
        "finished": progress.done_on,
    }
    told = {name: day.isoformat() if day else "" for name, day in days.items()}
    return {
        _("Council"): council,
        _("Unit"): unit,
        _("Id"): action.id,
        _("Title"): content.what,
        _("State"): words.STATES[progress.state],
        _("Stands"): words.mark(one.standing),
        _("To be seen to"): "; ".join(words.flags(action, one.standing)),
        _("Owner"): content.lead,
        _("Due"): told["due"],
        _("First step"): content.first_step,
        _("First step by"): told["step"],
        _("First step done on"): told["done"],
        _("Serves"): view.priority(content.priority_id),
        _("Answers"): view.title(action.id),
        _("Measure of success"): content.success,
        _("Resources"): content.resources,
        _("Risk"): content.risk,
        _("Stops"): content.stops,
        _("Last word"): words.WORDS[progress.word][2:] if progress.word else "",
        _("Said"): progress.word_text,
        _("Said on"): told["said"],
        _("Reason"): progress.why,
        _("Look again on"): told["again"],
        _("Followed in"): progress.kept_in,
        _("Done on"): told["finished"],
        _("From"): words.ORIGINS[action.origin],
        _("Version"): action.version,
    }
