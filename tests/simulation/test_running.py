"""What ``python3 -m journey simulate`` prints."""

from __future__ import annotations

import pytest

from journey import cli


def printed_by(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert cli.main(["simulate", *args]) == 0
    return capsys.readouterr().out


def test_one_table_with_its_errors_and_the_figures_in_print(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed_by(capsys, "--table", "3.3", "--councils", "50")
    assert "50 invented councils" in text
    assert "Table 3.3" in text
    assert "Table 3.1" not in text
    assert "±" in text


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_a_table_of_secure_levels_says_by_which_scoring(version: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed_by(capsys, "--table", "3.2", "--councils", "2", "--scoring", version)
    assert f"scoring {version}" in text


def test_the_same_seed_prints_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (printed_by(capsys, "--table", "3.4", "--councils", "5", "--seed", "7") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("councils", ["1", "0", "-3", "many"])
def test_a_number_of_councils_from_which_no_error_can_be_told_is_refused(councils: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["simulate", f"--councils={councils}"])
