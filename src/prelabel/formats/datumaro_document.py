"""A document of Datumaro as Structs; what they mean as shapes is `datumaro_import`'s."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from prelabel.formats.built_in import LARGEST

Number = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]


class Rle(msgspec.Struct, gc=False):
    counts: str | list[int]
    size: tuple[int, int]


class Annotation(msgspec.Struct, gc=False):
    """`points` are flat numbers, and pairs for cuboids."""

    type: str
    label_id: int | None = None
    group: Number | None = 0
    z_order: Number = 0
    attributes: dict[str, Any] | None = None
    bbox: tuple[float, ...] = ()
    points: tuple[float | tuple[float, float], ...] = ()
    visibility: tuple[int, ...] | None = ()
    rle: Rle | None = None
    elements: tuple[Annotation, ...] = ()
    source: str = "manual"
    score: float | UnsetType = UNSET


class Image(msgspec.Struct, gc=False):
    path: str | None = ""


class Item(msgspec.Struct, gc=False):
    id: str
    annotations: tuple[Annotation, ...] = ()
    image: Image | None = None


class Name(msgspec.Struct, gc=False):
    name: str


class Labels(msgspec.Struct, gc=False):
    labels: tuple[Name, ...] = ()


class Categories(msgspec.Struct, gc=False):
    label: Labels = msgspec.field(default_factory=Labels)


class Document(msgspec.Struct, gc=False):
    items: tuple[Item, ...]
    categories: Categories
