"""QR codes are read back as a camera reads them: dark places from the picture, bits from those, the address from bits.

The reader knows one size, version 3 with error correction M, which is that of an address in a room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from journey import qr

SIZE = 29
QUIET = 4
SVG = "{http://www.w3.org/2000/svg}"
FORMAT = [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8), (7, 8)]
FORMAT += [(row, 8) for row in range(5, -1, -1)]
FORMAT_MASK = 0b101010000010010
MEDIUM = 0b00


def dark_places(svg: str) -> set[tuple[int, int]]:
    """Row and column of each dark module, from the only line that the picture draws."""
    (line,) = [one for one in ElementTree.fromstring(svg).iter(f"{SVG}path") if one.get("stroke")]
    found = set()
    column, row = 0.0, 0.0
    for command, one, other in re.findall(r"([Mmh])(-?[\d.]+)(?:\s(-?[\d.]+))?", line.get("d") or ""):
        if command == "h":
            found |= {(int(row) - QUIET, int(column) + step - QUIET) for step in range(int(one))}
            column += int(one)
        elif command == "M":
            column, row = float(one), float(other)
        else:
            column, row = column + float(one), row + float(other or 0)
    return found


def is_of_the_frame(row: int, column: int) -> bool:
    """Whether the module belongs to what finds and measures the code, and carries no data."""
    in_corner = (row < 9 and (column < 9 or column >= SIZE - 8)) or (row >= SIZE - 8 and column < 9)
    return in_corner or 6 in (row, column) or (20 <= row <= 24 and 20 <= column <= 24)


def is_masked(mask: int, row: int, column: int) -> bool:
    """Whether the mask turns this module round."""
    product, total = row * column, row + column
    rules = [
        total % 2,
        row % 2,
        column % 3,
        total % 3,
        (row // 2 + column // 3) % 2,
        product % 2 + product % 3,
        (product % 2 + product % 3) % 2,
        (total % 2 + product % 3) % 2,
    ]
    return rules[mask] == 0


def path() -> Iterator[tuple[int, int]]:
    """The modules with data, up and down in pairs of columns from the right."""
    is_upward = True
    for right in [column for column in range(SIZE - 1, 0, -2) if column > 6] + [5, 3, 1]:
        for row in range(SIZE - 1, -1, -1) if is_upward else range(SIZE):
            yield from ((row, column) for column in (right, right - 1) if not is_of_the_frame(row, column))
        is_upward = not is_upward


def read(svg: str) -> str:
    """What a camera makes of it."""
    dark = dark_places(svg)
    written = int("".join("1" if place in dark else "0" for place in FORMAT), 2) ^ FORMAT_MASK
    correction, mask = written >> 13, written >> 10 & 0b111
    assert correction == MEDIUM
    bits = "".join("01"[(place in dark) != is_masked(mask, *place)] for place in path())
    kind, length = int(bits[:4], 2), int(bits[4:12], 2)
    assert kind == 0b0100, "bytes"
    return bytes(int(bits[12 + 8 * at : 20 + 8 * at], 2) for at in range(length)).decode()


@pytest.mark.parametrize(
    "address", ["http://192.168.1.20:8080/join/ABCD2345", "https://join.example.gov.uk/join/ZYXW9876"]
)
def test_a_camera_reads_the_address(address: str) -> None:
    assert read(qr.svg(address)) == address


def test_it_is_dark_on_light_with_a_quiet_edge_and_has_a_name() -> None:
    picture = ElementTree.fromstring(qr.svg("http://192.168.1.20:8080/join/ABCD2345"))
    side = SIZE + 2 * QUIET
    assert picture.get("viewBox") == f"0 0 {side} {side}"
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == "QR code that leads to http://192.168.1.20:8080/join/ABCD2345"
    ground, line = picture.iter(f"{SVG}path")
    assert (ground.get("fill"), ground.get("d")) == ("#fff", f"M0 0h{side}v{side}h-{side}z")
    assert line.get("stroke") == qr.DARK


def test_an_address_is_text_in_the_picture_whatever_it_holds() -> None:
    address = 'http://x/"><script>alert(1)</script>&amp;'
    picture = ElementTree.fromstring(qr.svg(address))
    assert picture.findtext(f"{SVG}title") == f"QR code that leads to {address}"
    assert list(picture.iter(f"{SVG}script")) == []
