"""The methods in full: every definition, formula and table, for whoever wants to check."""

from __future__ import annotations

import streamlit as st

from journey.ui.shared import components, page_title, state
from journey.wording import methods
from journey.wording.catalogue import _
from journey.wording.methods_tables import PrintedTable


def page() -> None:
    """The page that *How it works* leads to."""
    page_title.show(_("The methods in full"), place="methods")
    st.markdown(
        _(
            "Every definition and formula, and how often what the product says was found right. For somebody who wants "
            "to check; the same in plain English stands on *How it works*."
        )
    )
    st.page_link(state.page("how-it-works"), label=_("Back to How it works"), query_params=state.link_parameters())
    for title, parts in methods.chapters(min_group=state.product().settings.min_group).items():
        st.header(title, anchor=False)
        for part in parts:
            if isinstance(part, PrintedTable):
                _table(part)
            else:
                st.markdown(part)


def _table(printed: PrintedTable) -> None:
    import pandas as pd  # slow to import

    st.subheader(printed.title, anchor=False)
    components.table(pd.DataFrame(printed.rows, columns=list(printed.headings)))
    st.caption(printed.note)
