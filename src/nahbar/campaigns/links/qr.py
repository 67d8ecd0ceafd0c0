"""QR codes of links, as SVG and PNG. Pure.

Error correction M (15 % of the code may be dirty, ISO/IEC 18004) with a quiet zone of four modules, as printers expect.
"""

from __future__ import annotations

from io import BytesIO

import segno

QUIET_MODULES = 4
# At 10 pixels a module a code of 33 modules is 410 pixels wide: 3.5 cm at 300 dpi.
PNG_SCALE = 10
MEDIA = {"svg": "image/svg+xml", "png": "image/png"}


def draw_qr(address: str, kind: str) -> bytes:
    """Return the QR code of an address as a file of `kind` ("svg" or "png"), black on white."""
    buffer = BytesIO()
    code = segno.make(address, error="m", micro=False)
    scale = PNG_SCALE if kind == "png" else 1
    code.save(buffer, kind=kind, scale=scale, border=QUIET_MODULES, dark="#000", light="#fff")
    return buffer.getvalue()
