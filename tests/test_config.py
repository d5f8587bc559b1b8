"""The settings of the product, of its web server and of its locks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config as streamlit_config

from journey.config import OWN_JOIN_ADDRESS, PROJECT, SettingError, Settings

SERVER_SETTINGS = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
THEMES = SERVER_SETTINGS["theme"]

# ---------------------------------------------------------------------------------------------------------------------
# Settings
# ---------------------------------------------------------------------------------------------------------------------


def test_without_settings_answers_are_kept_in_the_project_folder() -> None:
    settings = Settings.read({})
    assert settings.database_url == f"sqlite:///{PROJECT}/data/journey.db"


def test_the_folder_of_own_guidance_is_read_as_it_is_written_and_none_by_default() -> None:
    assert Settings.read({}).own_guidance is None
    assert Settings.read({"JOURNEY_OWN_GUIDANCE": " /srv/our guidance "}).own_guidance == Path("/srv/our guidance")


@pytest.mark.parametrize(("written", "years"), [("", None), ("6", 6), (" 100 ", 100)])
def test_for_how_long_rounds_are_kept_can_be_set(written: str, years: int | None) -> None:
    assert Settings.read({"JOURNEY_KEEP_YEARS": written}).keep_years == years


@pytest.mark.parametrize("written", ["0", "-1", "101", "six", "6 years", "1.5", "9" * 5000])
def test_what_is_no_number_of_years_stops_the_start(written: str) -> None:
    with pytest.raises(SettingError, match="JOURNEY_KEEP_YEARS"):
        Settings.read({"JOURNEY_KEEP_YEARS": written})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("JOURNEY_SMALLGROUP", "JOURNEY_SMALL_GROUP"),
        ("JOURNY_SMALL_GROUP", "JOURNEY_SMALL_GROUP"),
        ("journey_small_group", "JOURNEY_SMALL_GROUP"),
        ("JOURNEY_DATABASE_URI", "JOURNEY_DATABASE_URL"),
        ("JOURNEY_ADRESS", "JOURNEY_ADDRESS"),
        ("JOURNEY_COLOUR", ""),
    ],
)
def test_a_name_that_is_mistyped_stops_the_start_and_the_nearest_one_is_named(written: str, meant: str) -> None:
    with pytest.raises(SettingError, match=f"no setting {written!r}") as caught:
        Settings.read({written: "10"})
    assert f"Did you mean {meant}?" in str(caught.value) or not meant


def test_names_that_others_put_into_the_environment_stop_nothing() -> None:
    others = {"PATH": "/bin", "HOME": "/root", "JOURNAL_STREAM": "8:1", "DATABASE_URL": "x"}
    by_a_container = {"JOURNEY_PORT": "tcp://10.0.0.5:8501", "JOURNEY_SERVICE_HOST": "10.0.0.5"}
    assert Settings.read(others | by_a_container) == Settings.read({})


@pytest.mark.parametrize(
    ("written", "limit"),
    [("", 5), ("  ", 5), ("8", 8), (" 8 ", 8), ("+8", 8), ("3", 3), ("2", 3), ("0", 3), ("-9", 3)],
)
def test_the_smallest_group_is_never_lowered_by_a_slip(written: str, limit: int) -> None:
    assert Settings.read({"JOURNEY_SMALL_GROUP": written}).min_group == limit


@pytest.mark.parametrize("written", ["10 people", "8,0", "7.5", "1e3", "few", "0x10", "1_0", "ten", "٣"])
def test_a_smallest_group_that_cannot_be_read_stops_the_start_and_is_never_five_instead(written: str) -> None:
    with pytest.raises(SettingError, match=r"JOURNEY_SMALL_GROUP.*not a whole number") as caught:
        Settings.read({"JOURNEY_SMALL_GROUP": written})
    assert written in str(caught.value)


@pytest.mark.parametrize("name", ["Journey%20product", "what?now=1", "100% #1", "Zoë’s papers", "a&b=c;d"])
def test_the_path_of_a_file_is_taken_sign_for_sign(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "journey.db"
    assert Settings.read({"JOURNEY_DATABASE_URL": f"sqlite:///{file}"}).database_url == f"sqlite:///{file}"


def test_a_path_written_as_a_web_address_still_finds_the_file_that_is_there(tmp_path: Path) -> None:
    there = tmp_path / "our answers.db"
    there.touch()
    as_an_address = f"sqlite:///{tmp_path}/our%20answers.db"
    assert Settings.read({"JOURNEY_DATABASE_URL": as_an_address}).database_url == f"sqlite:///{there}"
    (tmp_path / "our%20answers.db").touch()
    assert Settings.read({"JOURNEY_DATABASE_URL": as_an_address}).database_url == as_an_address


def test_days_are_those_of_london_unless_another_zone_is_set() -> None:
    assert Settings.read({}).zone.key == "Europe/London"
    assert Settings.read({"JOURNEY_ZONE": " Europe/Dublin "}).zone.key == "Europe/Dublin"


@pytest.mark.parametrize("written", ["London time", "Europe/Londres", "../etc/passwd", "GMT+25"])
def test_a_zone_that_there_is_not_stops_the_start(written: str) -> None:
    with pytest.raises(SettingError, match=r"JOURNEY_ZONE.*no time zone of that name"):
        Settings.read({"JOURNEY_ZONE": written})


@pytest.mark.parametrize("spelling", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_usual_spelling_of_a_postgresql_address_is_understood(spelling: str) -> None:
    settings = Settings.read({"JOURNEY_DATABASE_URL": f"{spelling}://journey@db/journey"})
    assert settings.database_url == "postgresql+psycopg://journey@db/journey"


@pytest.mark.parametrize(
    "address", ["mysql://journey:secret@db/journey", "journey.db", "sqlite://", "sqlite:///:memory:"]
)
def test_another_kind_of_database_is_refused_without_repeating_the_password(address: str) -> None:
    with pytest.raises(SettingError, match="JOURNEY_DATABASE_URL") as caught:
        Settings.read({"JOURNEY_DATABASE_URL": address})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "rest",
    [
        "db/journey",
        "journey@/journey?host=/run/postgresql",
        "journey:p%40ss%2Fw@db.example.gov.uk:5433/journey?sslmode=require",
        "journey:secret@[fd00::2]:5432/journey",
    ],
)
def test_an_address_of_postgresql_is_passed_on_as_it_is(rest: str) -> None:
    assert Settings.read({"JOURNEY_DATABASE_URL": f"postgresql://{rest}"}).database_url.endswith(f"://{rest}")


@pytest.mark.parametrize(
    "rest",
    [
        "journey:S3cret@Tail9@db/journey",
        "journey:S3cret@ss:Tail9/rd@db/journey",
        "journey:S3cret@db:port/journey",
        "journey:S3cret@db:99999/journey",
        "journey:S3cret@db/journey/Tail9",
        "journey:S3cret/Tail9",
    ],
)
def test_a_malformed_address_of_postgresql_is_refused_with_no_part_of_the_password(rest: str) -> None:
    with pytest.raises(SettingError, match=r"JOURNEY_DATABASE_URL.*%40") as caught:
        Settings.read({"JOURNEY_DATABASE_URL": f"postgresql://{rest}"})
    assert not [part for part in ("S3cret", "Tail9", "/rd@") if part in str(caught.value)]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", OWN_JOIN_ADDRESS),
        ("  ", OWN_JOIN_ADDRESS),
        ("https://join.example.gov.uk", "https://join.example.gov.uk"),
        ("HTTPS://Join.Example.gov.uk/", "https://join.example.gov.uk"),
        (" http://192.168.1.20:8080 ", "http://192.168.1.20:8080"),
        ("http://[fd00::2]:8080", "http://[fd00::2]:8080"),
        ("http://perf_laptop01:8501", "http://perf_laptop01:8501"),
        ("https://ymuno.Gŵyr.cymru", "https://ymuno.xn--gyr-b2a.cymru"),
        ("https://gŵyr.cymru:8443/", "https://xn--gyr-b2a.cymru:8443"),
    ],
)
def test_where_links_lead_is_an_address_without_a_slash_at_its_end(written: str, address: str) -> None:
    assert Settings.read({"JOURNEY_JOIN_ADDRESS": written}).join_address == address


@pytest.mark.parametrize(
    "written",
    [
        "join.example.gov.uk",
        "ftp://join.example.gov.uk",
        "javascript:alert(1)",
        "https://",
        "https://join.example.gov.uk/join",
        "https://join.example.gov.uk?to=x",
        "https://join.example.gov.uk#x",
        "https://user:secret@join.example.gov.uk",
        "https://join.example.gov.uk:0",
        "https://join.example.gov.uk:65536",
        "https://join.example.gov.uk:",
        "https://join example.gov.uk",
        "https://[::1",
        'https://x"onload=',
        "https://℀.gov.uk",
        "https://gŵyr..cymru",
    ],
)
def test_an_address_to_which_no_phone_can_be_sent_is_refused(written: str) -> None:
    with pytest.raises(SettingError, match="JOURNEY_JOIN_ADDRESS") as caught:
        Settings.read({"JOURNEY_JOIN_ADDRESS": written})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("written", "port"), [("", None), (" 8080 ", 8080)])
def test_the_port_of_the_light_pages_can_be_set(written: str, port: int | None) -> None:
    assert Settings.read({"JOURNEY_JOIN_PORT": written}).join_port == port


@pytest.mark.parametrize("written", ["0", "65536", "-1", "80.5", "http", "٨٠"])
def test_what_is_no_port_is_refused(written: str) -> None:
    with pytest.raises(SettingError, match="JOURNEY_JOIN_PORT"):
        Settings.read({"JOURNEY_JOIN_PORT": written})


def test_web_servers_elsewhere_are_named_by_address_or_network() -> None:
    assert Settings.read({}).proxies == ()
    named = Settings.read({"JOURNEY_PROXIES": "172.18.0.2, 10.0.0.0/8, fd00::1"}).proxies
    assert named == ("172.18.0.2/32", "10.0.0.0/8", "fd00::1/128")


@pytest.mark.parametrize("written", ["*", "proxy", "172.18.0.2 10.0.0.1", "172.18.0.2/16", "https://172.18.0.2"])
def test_what_is_no_address_of_a_web_server_is_refused(written: str) -> None:
    with pytest.raises(SettingError, match="JOURNEY_PROXIES"):
        Settings.read({"JOURNEY_PROXIES": written})


# ---------------------------------------------------------------------------------------------------------------------
# The web server
# ---------------------------------------------------------------------------------------------------------------------


def flattened(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The full names of all settings in a table of tables."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{key}.")
        else:
            yield prefix + key


def test_streamlit_knows_every_setting_we_make() -> None:
    unknown = set(flattened(SERVER_SETTINGS)) - streamlit_config.get_config_options().keys()
    assert not unknown


def test_the_collection_of_garbage_after_every_click_is_off_where_streamlit_reads_it() -> None:
    names = ["runner.postScriptGC", "browser.gatherUsageStats", "client.showErrorDetails", "server.address"]
    program = (
        f"import json; from streamlit.config import get_option; print(json.dumps([get_option(n) for n in {names}]))"
    )
    printed = subprocess.check_output([sys.executable, "-c", program], cwd=PROJECT, text=True)
    assert json.loads(printed) == [False, False, "none", "127.0.0.1"]


def test_no_font_is_fetched_from_elsewhere() -> None:
    assert "http" not in json.dumps(THEMES)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(colour: str, ground: str, share: float) -> str:
    """What a colour drawn with a share of its strength looks like on a ground."""
    mixed = (
        round(share * int(colour[at : at + 2], 16) + (1 - share) * int(ground[at : at + 2], 16)) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_words_and_borders_can_be_seen_in_both_themes(name: str, ground: str) -> None:
    theme = THEMES[name]
    page = theme[ground]
    assert contrast(theme["textColor"], page) >= 7
    assert contrast(laid_over(theme["textColor"], page, 0.6), page) >= 4.5, "captions"
    assert contrast(theme["grayTextColor"], page) >= 4.5
    assert contrast(theme["linkColor"], page) >= 4.5
    assert contrast("#ffffff", theme["primaryColor"]) >= 4.5, "words on primary buttons"
    assert contrast(theme["primaryColor"], page) >= 3
    assert contrast(theme["borderColor"], page) >= 3


# ---------------------------------------------------------------------------------------------------------------------
# The locks
# ---------------------------------------------------------------------------------------------------------------------


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock with everything the lock says of it."""
    text = (PROJECT / lock).read_text(encoding="utf-8")
    return {block.partition("==")[0]: block for block in re.split(r"\n(?=\S)", text.strip())}


def test_the_test_lock_holds_everything_that_the_run_lock_holds() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_of_a_lock_is_a_version_with_hashes(lock: str) -> None:
    odd = [
        name
        for name, block in pinned(lock).items()
        if not re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n    --hash=", block)
    ]
    assert not odd


def test_the_locks_hold_everything_that_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wanted in {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-dev.txt": project["dependency-groups"]["dev"],
    }.items():
        names = {re.split(r"[^a-z0-9-]", line)[0] for line in wanted}
        assert names <= pinned(lock).keys()
