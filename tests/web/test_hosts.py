"""Under which names the managers' pages answer."""

from __future__ import annotations

import pytest

from journey.web.hosts import origin_of

NAMED = "https://journey.example.gov.uk"


def origin(host: str, *, port: int = 8501, scheme: str = "http", address: str | None = NAMED) -> str | None:
    return origin_of(host, port=port, scheme=scheme, address=address)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8501", "http://127.0.0.1:8501"),
        ("localhost:8501", "http://localhost:8501"),
        ("LocalHost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("journey.example.gov.uk", NAMED),
        ("Journey.Example.GOV.uk", NAMED),
        ("journey.example.gov.uk:443", NAMED),
    ],
)
def test_a_known_name_stands_for_one_origin(host: str, expected: str) -> None:
    assert origin(host) == expected


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8501",
        "127.0.0.1",
        "127.0.0.1:8502",
        "127.0.0.1:8501.evil.example",
        "localhost.evil.example:8501",
        "127.0.0.2:8501",
        "192.168.1.20:8501",
        "journey.example.gov.uk:8501",
        "journey.example.gov.uk.",
        "evil@127.0.0.1:8501",
        "join.example.gov.uk",
    ],
)
def test_every_other_name_is_unknown(host: str) -> None:
    assert origin(host) is None


def test_the_default_port_may_be_left_out_and_without_a_setting_no_name_is_known() -> None:
    assert origin("localhost", port=80) == "http://localhost"
    assert origin("localhost", port=80, scheme="https") is None
    assert origin("journey.example.gov.uk", address=None) is None
    assert origin("journey.example.gov.uk", address="https://journey.example.gov.uk:8443") is None
