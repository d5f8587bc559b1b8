"""The review: what a management team looks at in twenty minutes, exceptions first, and what it decides."""

from __future__ import annotations

from journey.ui.shared import page_title
from journey.wording.catalogue import _


def page() -> None:
    """The review of the unit in view."""
    page_title.show(_("Review"), place="review")
