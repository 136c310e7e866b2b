"""A COCO document as Structs: pictures, categories and objects, of instances and of key points."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

# What a database holds
Number = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]


class Rle(msgspec.Struct, gc=False):
    counts: list[int] | str
    size: tuple[int, int]


class Picture(msgspec.Struct, gc=False):
    id: int | str
    file_name: str
    width: int = 0
    height: int = 0


class Category(msgspec.Struct, gc=False):
    id: int
    name: str
    keypoints: tuple[str, ...] = ()


class Object(msgspec.Struct, gc=False):
    image_id: int | str
    category_id: int
    id: int | str = ""
    bbox: tuple[float, ...] | None = ()
    segmentation: list[list[float]] | Rle | None = None
    keypoints: tuple[float, ...] | None = ()
    attributes: dict[str, Any] | None = None
    score: float | UnsetType = UNSET
    z_order: Number = 0
    group: Number | None = 0
    ellipse: tuple[float, ...] = ()


class Document(msgspec.Struct, gc=False):
    images: list[Picture]
    categories: list[Category]
    annotations: list[Object]
