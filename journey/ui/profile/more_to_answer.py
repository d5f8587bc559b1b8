"""What a full assessment would add to a quick check, and the buttons that begin it: all, the first section, another."""

from __future__ import annotations

import streamlit as st

from journey.model import Profile
from journey.service.current_selection import Selection
from journey.service.profile.unit_findings import UnitFindings
from journey.ui.shared import asking_more
from journey.ui.shared.escaping import plain
from journey.wording import full_assessment, ranking
from journey.wording.catalogue import _


def show(selection: Selection, findings: UnitFindings, profile: Profile) -> None:
    """Say what the rest would add, and offer it; nothing where nothing may be asked as well."""
    offers = asking_more.offered(selection)
    own = [offer for offer in offers if offer.questionnaire.id == findings.questionnaire.id and not offer.is_new]
    whole = [offer for offer in own if offer.section is None]
    first = ranking.first_sections(profile)
    parts = [offer for offer in own if offer.section and offer.section.id in first]
    others = [offer for offer in offers if offer.is_new]
    if not whole and not others:
        return
    st.header(_(full_assessment.TITLE) if whole else _(full_assessment.ELSE), anchor=False)
    for offer in whole:
        st.markdown(plain(full_assessment.adds(findings.questionnaire, profile, *offer.workload)))
    with st.container(horizontal=True):
        for offer in (*whole, *parts, *others):
            asking_more.button(selection, offer, key="profile")
