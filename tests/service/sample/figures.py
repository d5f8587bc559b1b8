"""The sample's figures as the product shows them once it is loaded, and ``python3 -m`` of this to write them down."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from journey.config import Settings
from journey.service import Product, current_selection, open_product
from journey.service.current_selection import Wanted
from journey.service.pinned_content import STAGES
from journey.service.pitfalls import pitfalls
from journey.service.profile import unit_findings
from journey.service.sample import loading
from journey.service.sample.figures import FILE, SampleFigures, as_json


def shown(product: Product) -> SampleFigures:
    """The figures of the sample's last round, by the way that pages take."""
    sample = loading.load(product)
    selection = current_selection.find(product, Wanted(sample.id)).selection
    assert selection is not None
    profile = unit_findings.by_questionnaire(product, selection)[STAGES].profile
    assert profile is not None
    stages = pitfalls.by_stage(product, selection, profile)
    return SampleFigures(selection.round.name, profile, {id_: stage.tally for id_, stage in stages.items()})


def write() -> None:
    """Write them to the file that ships."""
    with TemporaryDirectory() as folder:
        product = open_product(Settings(database_url=f"sqlite:///{Path(folder) / 'journey.db'}", min_group=5))
        FILE.write_bytes(as_json().dump_json(shown(product), indent=1) + b"\n")
        product.store.close()


if __name__ == "__main__":
    write()
