"""Bodies about the share."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from prelabel.services.share import Entry


class FileInfo(BaseModel):
    name: str
    type: Literal["REG", "DIR"]
    mime_type: str

    @classmethod
    def of(cls, entry: Entry) -> FileInfo:
        return cls(name=entry.name, type="DIR" if entry.is_folder else "REG", mime_type=entry.mime)
