"""``journey key``: an address for one more browser, and shutting everybody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from journey.cli import main
from journey.web.start_keys import StartKeys


def test_each_address_lets_one_in_and_a_renewal_shuts_everybody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOURNEY_KEY_FOLDER", str(tmp_path / "keys"))
    monkeypatch.setenv("JOURNEY_ADDRESS", "https://journey.example.gov.uk")
    keys = StartKeys(tmp_path / "keys")
    assert [main(["key"]), main(["key"])] == [0, 0]
    first, second = capsys.readouterr().out.split()
    assert first.startswith("https://journey.example.gov.uk/?key=")
    assert keys.use(first.partition("key=")[2])
    token = keys.let_in()
    assert main(["key", "--renew"]) == 0
    assert "Everybody is shut out" in capsys.readouterr().out
    assert (keys.knows(token), keys.use(second.partition("key=")[2])) == (False, False)
