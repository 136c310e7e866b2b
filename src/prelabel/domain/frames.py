"""Frames of a task: one picture each, numbered from 0."""

from __future__ import annotations

from pathlib import PurePosixPath

import msgspec


class Frame(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One picture of a task. `name` is the path it was uploaded under, with `/`; sizes are pixels, upright.

    `key` finds the untouched file in the media store. `shown_key` finds the upright 8-bit copy of a picture that not
    every reader shows right (EXIF orientation, 16 bit, palette, CMYK, TIFF…); it is the same as `key` for the others.
    """

    number: int
    name: str
    width: int
    height: int
    key: str = ""
    shown_key: str = ""

    @property
    def stem(self) -> str:
        """The name without its extension, folders kept: what imports match frames by."""
        return str(PurePosixPath(self.name).with_suffix(""))
