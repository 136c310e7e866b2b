"""The colours that labels and objects have in mask pictures, and `labelmap.txt`, which names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from prelabel.domain.labels import Label
from prelabel.errors import InvalidInput

Colour = tuple[int, int, int]
BACKGROUND: Colour = (0, 0, 0)
_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$", re.IGNORECASE)
_LINE = re.compile(r"(?P<name>.+?):(?P<red>\d{1,3}),(?P<green>\d{1,3}),(?P<blue>\d{1,3}):[^:]*:[^:]*$")


def object_colour(number: int) -> Colour:
    """PASCAL VOC's colour of an object number: its bits are spread over red, green and blue, the lowest first."""
    red = green = blue = 0
    for bit in range(7, -1, -1):
        red |= (number & 1) << bit
        green |= (number >> 1 & 1) << bit
        blue |= (number >> 2 & 1) << bit
        number >>= 3
    return red, green, blue


def label_colours(labels: Sequence[Label]) -> dict[int | None, Colour]:
    """Label id → colour: the label's own unless it is black, unknown or taken; then the next one of VOC's."""
    taken = {BACKGROUND}
    colours: dict[int | None, Colour] = {}
    for label in labels:
        match = _HEX.match(label.color)
        own = (int(match[1], 16), int(match[2], 16), int(match[3], 16)) if match else BACKGROUND
        colours[label.id] = own if own not in taken else next(found for found in _palette() if found not in taken)
        taken.add(colours[label.id])
    return colours


def _palette() -> Iterator[Colour]:
    return map(object_colour, count(1))


def written(labels: Sequence[Label], colours: dict[int | None, Colour]) -> str:
    """The lines of `labelmap.txt`: name, colour, parts and actions, of which we know none."""
    named = {"background": BACKGROUND} | {label.name: colours[label.id] for label in labels}
    lines = (f"{name}:{red},{green},{blue}::\n" for name, (red, green, blue) in named.items())
    return "# label:color_rgb:parts:actions\n" + "".join(lines)


def read(path: str, text: str) -> dict[Colour, str]:
    """Colour → label of a `labelmap.txt`, without the background (`InvalidInput` names the line)."""
    found: dict[Colour, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.match(line.strip())
        if match is None:
            raise InvalidInput(f"{path} line {number} is “{line[:60]}”, not name:red,green,blue:parts:actions.")
        colour = int(match["red"]), int(match["green"]), int(match["blue"])
        if colour != BACKGROUND:
            found[colour] = match["name"]
    return found
