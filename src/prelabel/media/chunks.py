"""Packs frames into the zip that CVAT calls a chunk; readers take the members by position."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same frames make the same bytes


def packed(pictures: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the pictures, given as extension (`jpeg`) and content, in order and not compressed again."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as chunk:
        for position, (extension, content) in enumerate(pictures):
            chunk.writestr(zipfile.ZipInfo(f"{position:06d}.{extension}", _LONG_AGO), content)
    return out.getvalue()
