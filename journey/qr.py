"""QR codes for addresses, as SVG: a picture that needs no file and no other machine."""

from __future__ import annotations

from io import BytesIO

import segno

from journey.wording import terms

DARK, LIGHT = "#17262e", "#ffffff"
"""The same on dark pages: many cameras read no code that is light on dark."""


def svg(address: str) -> str:
    """The address as a QR code: an ``<svg>`` that fills the width it is given, with the address as its title."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        dark=DARK,
        light=LIGHT,
        title=terms.qr_code(address),
    )
    return out.getvalue().decode().strip().replace("<svg ", '<svg role="img" ', 1)
