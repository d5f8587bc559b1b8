"""Every table of the sample council that can be downloaded, read back by pandas: the picture's, the page's figures."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from journey import charts
from journey.charts import Drawn
from journey.config import Settings
from journey.content import Library
from journey.model import Questionnaire, Weighing
from journey.rules.rollup import roll_up
from journey.service import Product
from journey.service.compare.change import between, by_unit
from journey.service.compare.history import History, over_rounds, readiness_over_time, targets_over_time
from journey.service.compare.roles import roles_in_view
from journey.service.current_selection import Selection
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.sample import loading
from journey.service.workshop import agreed_levels
from journey.store import Store, organisations, rounds
from journey.ui.shared import downloads
from journey.ui.shared.downloads import AskedIn, TableSubject
from journey.wording.tables import Number

Downloaded = dict[str, tuple[Drawn, pd.DataFrame]]


@pytest.fixture(scope="module")
def downloaded(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Downloaded]:
    """Every picture of the sample's council, by its view, and its file as pandas reads it."""
    file = tmp_path_factory.mktemp("sample") / "journey.db"
    shutil.copyfile(migrated_sqlite, file)
    store = Store(f"sqlite:///{file}")
    product = Product(store, Library.read(), Settings.read({}))
    organisation = loading.load(product)
    with store.read() as tx:
        all_rounds, units = rounds.every(tx, organisation.id), organisations.units(tx, organisation.id)
    selection = Selection(organisation, all_rounds[-1], units[0])
    history = over_rounds(product, organisation.id, "stages")
    assert history is not None
    drawn = {
        **_of_one_round(product, selection),
        **_of_units(product, selection, history),
        **_of_all_rounds(product, selection, history),
    }
    yield {view: (picture, _read(picture, subject)) for view, (picture, subject) in drawn.items()}
    store.close()


def _read(picture: Drawn, subject: TableSubject) -> pd.DataFrame:
    return pd.read_csv(BytesIO(downloads.csv(picture.file, subject)), encoding="utf-8-sig")


Pictures = Mapping[str, tuple[Drawn, TableSubject]]


def _of_one_round(product: Product, selection: Selection) -> Pictures:
    findings = unit_findings.by_questionnaire(product, selection)["stages"]
    questionnaire, profile = findings.questionnaire, findings.profile
    assert profile is not None
    section = questionnaire.sections[0]
    stages = pitfalls.by_stage(product, selection, profile)
    tallies = {id_: stage.tally for id_, stage in stages.items() if not stage.tally.is_untouched}
    agreed = agreed_levels.profile(product, findings.assessment)
    assert agreed is not None
    found = roles_in_view(product, selection, "stages")
    assert found is not None
    by_role = [(one.role, one.profile) for one in found[1] if one.role is not None]
    pictures = {
        "profile": charts.profile_chart(questionnaire, profile, "light"),
        "section": charts.section_chart(section, profile.section(section.id), "light"),
        "pitfalls": charts.journey_chart(questionnaire, profile, tallies, "light"),
        "roles": charts.roles_chart(questionnaire, by_role, "light"),
        "agreed": charts.agreed_chart(questionnaire, profile, agreed, "light"),
    }
    return {view: (each, downloads.in_one_round(selection, questionnaire, view)) for view, each in pictures.items()}


def _of_units(product: Product, selection: Selection, history: History) -> Pictures:
    questionnaire = history.questionnaire
    figures = history.of_round(selection.round.id)
    below = [figure for figure in figures if figure.unit_id != selection.unit.id]
    rollups = [
        roll_up(section.id, [figure for figure in below if figure.section_id == section.id], Weighing.UNITS)
        for section in questionnaire.sections
    ]
    before = history.rounds[0]
    changes = by_unit(product, selection, "stages", before)
    names = (before.name, selection.round.name)
    services = charts.services_chart(questionnaire, history.units, figures, rollups, selection.round.name, "light")
    heat = charts.change_heat_chart(questionnaire, history.units, changes, names, "light")
    return {
        "services": (services, downloads.in_one_round(selection, questionnaire, "services")),
        "services-change": (heat, _since(selection, questionnaire, history)),
    }


def _since(selection: Selection, questionnaire: Questionnaire, history: History) -> TableSubject:
    asked_in = [AskedIn(history.rounds[0].name, "1.0.0"), AskedIn(selection.round.name, questionnaire.version)]
    return downloads.over_rounds(selection, questionnaire, "change", asked_in)


def _of_all_rounds(product: Product, selection: Selection, history: History) -> Pictures:
    questionnaire, held = history.questionnaire, history.rounds
    figures = history.of_unit(selection.unit.id)
    section = questionnaire.sections[0]
    compared = between(product, selection, "stages", held[0])
    assert compared is not None
    ready = readiness_over_time(product, selection, history)
    targets = targets_over_time(product, selection, history)
    of_section = [figure for figure in history.figures if figure.section_id == section.id]
    over_time = charts.services_over_time_chart(section.title, history.units, held, of_section, "light")
    names = (held[0].name, selection.round.name)
    subject = downloads.over_rounds(
        selection, questionnaire, "all", [AskedIn(each.name, history.by_round[each.id].version) for each in held]
    )
    return {
        "change": (
            charts.change_chart(questionnaire, compared.changes, names, "light"),
            _since(selection, questionnaire, history),
        ),
        "all rounds": (charts.trail_chart(questionnaire, held, figures, "light", targets), subject),
        "stage path": (charts.stage_path_chart(questionnaire, held, figures, ready, "light"), subject),
        "over time": (over_time, subject),
    }


VIEWS = (
    "profile", "section", "pitfalls", "roles", "agreed", "services", "services-change", "change", "all rounds",
    "stage path", "over time",
)  # fmt: skip


def test_every_view_is_looked_at(downloaded: Downloaded) -> None:
    assert set(downloaded) == set(VIEWS)
    assert all(len(table) for _, table in downloaded.values())


@pytest.mark.parametrize("view", VIEWS)
def test_the_file_says_in_every_row_what_it_is_about(downloaded: Downloaded, view: str) -> None:
    _, table = downloaded[view]
    head = ["Council", "Unit", "Round", "Questionnaire", "Version"]
    assert table.columns[:5].tolist() == head
    assert table[head].notna().to_numpy().all()


@pytest.mark.parametrize("view", VIEWS)
def test_numeric_columns_are_numeric_and_hold_the_figures_of_the_page(downloaded: Downloaded, view: str) -> None:
    picture, table = downloaded[view]
    rows = picture.file_rows or picture.rows
    for head in [head for head, cell in rows[0].items() if isinstance(cell, Number)]:
        cells = [row[head] for row in rows]
        assert pd.api.types.is_numeric_dtype(table[head]), head
        values = [cell.value if isinstance(cell, Number) else None for cell in cells]
        assert table[head].tolist() == pytest.approx([float("nan") if v is None else v for v in values], nan_ok=True)
        if table[head].isna().any():
            assert table.loc[table[head].isna(), f"{head}: why none"].notna().all()


DRAWN_AS: Mapping[str, tuple[str, ...]] = {
    "profile": ("Index",),
    "pitfalls": ("Index",),
    "services": ("Index",),
    "services-change": ("Difference",),
    "change": ("Index before", "Index after", "Difference judged"),
    "agreed": ("Agreed index",),
    "roles": ("Higher by at least",),
    "stage path": ("Secure level",),
}
"""The columns whose figures the picture has in words."""


@pytest.mark.parametrize("view", DRAWN_AS)
def test_every_figure_of_the_file_stands_in_the_picture(downloaded: Downloaded, view: str) -> None:
    picture, table = downloaded[view]
    assert picture.chart is not None
    texts = json.loads(picture.chart.to_dict()["layer"][3]["data"]["values"])
    words = " ".join(text["text"].replace("−", "-") for text in texts)
    drawn = {abs(float(number)) for number in re.findall(r"\d+(?:\.\d+)?", words)}
    for head in DRAWN_AS[view]:
        for value in table[head].dropna():
            assert any(abs(abs(value) - number) <= 0.0501 for number in drawn), (head, value)
