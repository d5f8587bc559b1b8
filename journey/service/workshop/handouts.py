"""Papers for before a workshop: the preview of all statements, ballot cards, and the wall chart.

They hold what is asked and what is promised, and nothing of what anybody has answered.
"""

from __future__ import annotations

from journey.model import Statement, Vignette, Workshop
from journey.reports.ballots import ballots as ballots_paper
from journey.reports.paper import Occasion, PaperSection, PaperStatement
from journey.reports.preview import preview as preview_paper
from journey.reports.wall_chart import wall_chart as wall_chart_paper
from journey.service.assessments import asked_of, confidential_of, min_group_of
from journey.service.context import Product
from journey.service.pinned_content import STAGES, checklists_of
from journey.store import Connection, NotFound, invitations, organisations, workshops
from journey.wording.formatting import spaced_code
from journey.wording.privacy_notice import promise


def preview(product: Product, workshop: Workshop, *, address: str = "") -> str:
    """All statements with their levels, as one HTML file; ``address`` is where colleagues type the code.

    Raises NotFound, Unavailable.
    """
    with product.store.read() as tx:
        of = occasion(tx, workshop, address=address)
        invitation = invitations.of_unit(tx, workshop.organisation_id, workshop.round_id, workshop.unit_id)
        min_group = min_group_of(product.settings.min_group, *confidential_of(tx, workshop))
        return preview_paper(
            of, promise(min_group, reveals=invitation is None or invitation.reveals), parts(tx, workshop)
        )


def ballots(product: Product, workshop: Workshop) -> str:
    """Cards to fill in without a phone, as one HTML file. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        asked = parts(tx, workshop)
        sections = {part.section.id for part in asked if part.questionnaire.id == STAGES}
        checklists = checklists_of(tx, workshop.organisation_id, workshop.round_id)
        return ballots_paper(
            occasion(tx, workshop),
            asked,
            vignettes=_vignettes(product, workshop),
            checklists=[one for section_id, one in checklists.items() if section_id in sections],
        )


def wall_chart(product: Product, workshop: Workshop) -> str:
    """Sheets for the wall, as one HTML file. Raises NotFound, Unavailable."""
    with product.store.read() as tx:
        return wall_chart_paper(occasion(tx, workshop), parts(tx, workshop))


def occasion(tx: Connection, workshop: Workshop, *, address: str = "") -> Occasion:
    """Whose paper it is; with the code as long as it leads in."""
    here = workshops.get(tx, workshop.organisation_id, workshop.id)
    invitation = invitations.of_unit(tx, here.organisation_id, here.round_id, here.unit_id)
    is_open = invitation is not None and invitation.closed_at is None
    return Occasion(
        council=organisations.get(tx, here.organisation_id).name,
        unit=organisations.unit(tx, here.organisation_id, here.unit_id).name,
        title=here.plan.title,
        held_on=here.plan.held_on,
        minutes=here.plan.minutes,
        purpose=here.plan.purpose,
        who=here.plan.who,
        code=spaced_code(invitation.code) if invitation and is_open else "",
        address=address,
    )


def parts(tx: Connection, workshop: Workshop) -> tuple[PaperSection, ...]:
    """The sections that the workshop is about, with the statements that are asked, numbered as on every paper."""
    found: list[PaperSection] = []
    for assessment in confidential_of(tx, workshop):
        asked = asked_of(tx, assessment)
        for section, statements in asked.sections():
            number = len(found) + 1
            numbered = [
                PaperStatement(f"{number}.{n}", assessment.id, statement)
                for n, statement in enumerate(statements, start=1)
            ]
            found.append(PaperSection(number, asked.questionnaire, section, tuple(numbered)))
    return tuple(found)


def _vignettes(product: Product, workshop: Workshop) -> list[tuple[Vignette, Statement]]:
    """The cases of the design that the workshop was made from, each with the statement that it is placed on."""
    library, design = product.library, workshop.plan.design
    if design not in library.ids("workshop"):
        return []
    found = []
    for vignette in library.workshop(design).vignettes:
        statements = {one.id: one for one in library.questionnaire(vignette.questionnaire).statements()}
        if vignette.statement not in statements:
            raise NotFound("statement", vignette.statement)
        found.append((vignette, statements[vignette.statement]))
    return found
