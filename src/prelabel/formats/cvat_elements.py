"""The elements of CVAT's XML as points, and the reading of their numbers; not the lists they stand in."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from msgspec import UNSET, UnsetType

from prelabel.domain.shapes import ShapeType
from prelabel.errors import InvalidInput

Points = tuple[float, ...]
LARGEST = 2**31 - 1


def number(element: Element, name: str, default: str | None = None) -> float:
    """A number in an attribute; `InvalidInput` when it is not one, or is missing without a default."""
    text = element.get(name, default)
    if text is None:
        raise InvalidInput(f"{name} is missing.", field=name)
    try:
        return float(text)
    except ValueError:
        raise InvalidInput(f"{name} is “{text}”, not a number.", field=name) from None


def whole(element: Element, name: str, default: str | None = "0") -> int:
    """A whole number in an attribute; `InvalidInput` when it is not one."""
    value = number(element, name, default)
    if not value.is_integer() or abs(value) > LARGEST:
        raise InvalidInput(f"{name} is {value:g}, not a whole number up to {LARGEST}.", field=name)
    return int(value)


def flag(element: Element, name: str) -> bool:
    """Whether an attribute says 1 or true."""
    return element.get(name, "0").strip().lower() in ("1", "true")


def score(element: Element) -> float | UnsetType:
    """The score, which is our addition to the format, or nothing."""
    return number(element, "score") if "score" in element.attrib else UNSET


def _numbers(*names: str) -> Callable[[Element], Points]:
    return lambda element: tuple(number(element, name) for name in names)


def _pairs(element: Element) -> Points:
    text = element.get("points", "")
    try:
        return tuple(float(part) for pair in text.split(";") for part in pair.split(","))
    except ValueError:
        raise InvalidInput(f"points is “{text[:60]}”, not x,y pairs joined by semicolons.", field="points") from None


def _ellipse(element: Element) -> Points:
    cx, cy = number(element, "cx"), number(element, "cy")
    return cx, cy, round(cx + number(element, "rx"), 4), round(cy - number(element, "ry"), 4)


def _mask(element: Element) -> Points:
    left, top = whole(element, "left", None), whole(element, "top", None)
    width, height = whole(element, "width", None), whole(element, "height", None)
    text = element.get("rle", "")
    try:
        runs = tuple(map(int, text.split(",")))
    except ValueError:
        raise InvalidInput(f"rle is “{text[:60]}”, not run lengths joined by commas.", field="rle") from None
    return *runs, left, top, left + width - 1, top + height - 1


_CORNERS = ("tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2")

# element -> shape type and where its points are
ELEMENTS: dict[str, tuple[ShapeType, Callable[[Element], Points]]] = {
    "box": ("rectangle", _numbers("xtl", "ytl", "xbr", "ybr")),
    "polygon": ("polygon", _pairs),
    "polyline": ("polyline", _pairs),
    "points": ("points", _pairs),
    "ellipse": ("ellipse", _ellipse),
    "cuboid": ("cuboid", _numbers(*(f"{axis}{corner}" for corner in _CORNERS for axis in "xy"))),
    "mask": ("mask", _mask),
    "skeleton": ("skeleton", lambda _: ()),
}
