"""The library: how others do it, by stage, breakthrough and kind."""

from __future__ import annotations

from journey.ui.shared import page_title
from journey.wording.catalogue import _


def page() -> None:
    """Everything that helps, to be searched and printed."""
    page_title.show(_("What helps"), place="what-helps")
