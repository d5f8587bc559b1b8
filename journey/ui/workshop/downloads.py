"""What is printed or sent for a workshop: each file is made when somebody presses its button, and not before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

import streamlit as st

from journey.model import Workshop, WorkshopStage
from journey.service.workshop import brief, handouts, outcome_pack
from journey.ui.shared import errors, join_details, state
from journey.ui.shared.escaping import plain
from journey.wording import formatting
from journey.wording.catalogue import _

HTML, CALENDAR = "text/html", "text/calendar"
LONGEST_NAME = 40


def printed(workshop: Workshop) -> None:
    """Draw the files that fit the stage of the workshop: those for before it, or those for after."""
    if workshop.stage is WorkshopStage.BEFORE:
        before(workshop)
    else:
        after(workshop)


def before(workshop: Workshop) -> None:
    """Preview, ballot cards, wall chart, and the facilitator's brief."""
    product = state.product()
    st.markdown(
        _(
            "Each is one file. Open it in a browser to read it, to print it, or to save it as PDF; attach it to a "
            "message to send it."
        )
    )
    address = f"{join_details.origin()}/join"
    _file(
        workshop,
        "preview",
        _("All statements"),
        _(
            "Send this a week or two before: every statement with its levels, why it is asked, what to look for, what "
            "is promised, and how to answer beforehand."
        ),
        partial(handouts.preview, product, workshop, address=address),
    )
    for_paper(workshop)
    st.subheader(_("For you alone"), anchor=False)
    _brief(workshop)


def for_paper(workshop: Workshop) -> None:
    """Draw the files for people who have no phone: ballot cards and wall chart."""
    product = state.product()
    _file(
        workshop,
        "cards",
        _("Ballot cards"),
        _(
            "For whoever has no phone at hand, or for everybody: four cards on a sheet of A4, to cut. The first page "
            "says how."
        ),
        partial(handouts.ballots, product, workshop),
    )
    _file(
        workshop,
        "wall-chart",
        _("Wall chart"),
        _("Sheets of A3 with room for sticky dots or tally marks; they print on A4 as well."),
        partial(handouts.wall_chart, product, workshop),
    )


def after(workshop: Workshop) -> None:
    """The pack, and the review date for a diary."""
    product = state.product()
    so_far = "" if workshop.stage is WorkshopStage.ENDED else _(" So far: what comes later is in a later one.")
    _file(
        workshop,
        "pack",
        _("The pack"),
        _(
            "Send this to everybody who was there, the same day: what was asked, how the room answered, what was "
            "agreed, who does what by when. The first page is made to be passed on.{so_far}",
            so_far=so_far,
        ),
        partial(outcome_pack.pack, product, workshop),
    )
    if workshop.review_on:
        _file(
            workshop,
            "review",
            _("The review date"),
            _(
                "An entry for diaries on {day}: send it with the pack.",
                day=formatting.day(workshop.review_on),
            ),
            partial(_review, workshop),
            kind=CALENDAR,
        )


def _review(workshop: Workshop) -> str:
    return outcome_pack.review(state.product(), workshop) or ""


def _brief(workshop: Workshop) -> None:
    """Draw the brief where it was taken; else what it is, and the button that takes it."""
    taken = brief.kept(state.product(), workshop)
    if taken is not None:
        people = formatting.count(taken.responses, "person", "people")
        _file(
            workshop,
            "brief",
            _("Facilitator’s brief"),
            _(
                "Where the room may differ, in words, from the answers of {people} by {date}. It was taken once and "
                "stays as it is.",
                people=people,
                date=formatting.day(state.product().day_of(taken.taken_at)),
            ),
            partial(brief.paper, state.product(), workshop),
        )
        return
    st.markdown(
        _(
            "**Facilitator’s brief.** From the answers given beforehand: on which statements people agree or not, "
            "where many don’t know, and so where to spend the minutes. It holds no levels: the reveal stays the first "
            "sight of results. It can be taken once, before the room opens, so take it shortly before you need it."
        )
    )
    st.button(_("Take the brief"), on_click=_take, args=(workshop,), key=f"take-brief-{workshop.id}")


def _take(workshop: Workshop) -> None:
    with errors.refusals_shown_next_run():
        brief.take(state.product(), workshop)
        state.leave_notice(_("The brief is taken. Download it here."))


def _file(workshop: Workshop, name: str, title: str, hint: str, make: Callable[[], str], *, kind: str = HTML) -> None:
    """Draw what one file is for, and the button that makes it."""
    ending = "ics" if kind == CALENDAR else "html"
    with st.container(key=f"paper-{name}", gap="xsmall"):
        st.markdown(f"**{title}.** {plain(hint)}")
        st.download_button(
            _("Download: {title}", title=f"{title[:1].lower()}{title[1:]}"),
            make,
            file_name=f"{_file_name(workshop, name)}.{ending}",
            mime=kind,
            on_click="ignore",
            key=f"download-{name}-{workshop.id}",
        )


def _file_name(workshop: Workshop, name: str) -> str:
    """``preview-where-we-stand-2026-12-03``: plain letters, figures and hyphens, whatever the title is."""
    letters = unicodedata.normalize("NFKD", workshop.plan.title).encode("ascii", "ignore").decode().lower()
    title = re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST_NAME].strip("-")
    return "-".join(filter(None, [name, title, workshop.plan.held_on.isoformat()]))
