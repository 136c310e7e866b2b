"""Bodies about formats and plugins."""

from __future__ import annotations

from pydantic import BaseModel

from prelabel.formats.registry import Format


class FormatRead(BaseModel):
    name: str
    ext: str
    version: str
    enabled: bool = True
    dimension: str = "2d"

    @classmethod
    def of(cls, known: Format) -> FormatRead:
        return cls(name=known.name, ext=known.ext, version=known.version)


class Formats(BaseModel):
    importers: list[FormatRead]
    exporters: list[FormatRead]


class Plugins(BaseModel):
    GIT_INTEGRATION: bool = False
    ANALYTICS: bool = False
    MODELS: bool = True
    PREDICT: bool = False
