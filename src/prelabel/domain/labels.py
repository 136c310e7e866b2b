"""Labels of a task or project and their attributes; not the labels that a model promises (see `function`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from prelabel.errors import InvalidInput

LABEL_TYPES = frozenset(
    {"any", "rectangle", "polygon", "polyline", "points", "ellipse", "cuboid", "mask", "skeleton", "tag"}
)
INPUT_TYPES = frozenset({"select", "radio", "checkbox", "number", "text"})
NAME_LENGTH = 64
COLOR = re.compile(r"#[0-9a-fA-F]{6}")

# Twelve colours that stay apart for colour-blind eyes and carry black text (computed in OKLab).
PALETTE = (
    "#8f94ed", "#a8f145", "#a89620", "#8de8f8", "#e499a4", "#47a7a1",
    "#ea94fe", "#fd9320", "#bada9c", "#5cb572", "#f968d0", "#beb36e",
)  # fmt: skip


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """A question asked of each object of a label; values are always text.

    `values` are the options of select and radio, and minimum, maximum and step of number.
    """

    name: str
    input_type: str = "text"
    mutable: bool = False
    default_value: str = ""
    values: tuple[str, ...] = ()
    id: int | None = None

    def __post_init__(self) -> None:
        if self.input_type not in INPUT_TYPES:
            raise InvalidInput(
                f"“{self.input_type}” is not an input type; use one of {', '.join(sorted(INPUT_TYPES))}.",
                field="input_type",
            )


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A class of objects. A skeleton has sublabels, one for each point."""

    name: str
    color: str = ""
    type: str = "any"
    attributes: tuple[Attribute, ...] = ()
    sublabels: tuple[Label, ...] = ()
    svg: str = ""
    id: int | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidInput("A label needs a name.", field="labels")
        if len(self.name) > NAME_LENGTH:
            raise InvalidInput(f"The label name “{self.name}” is longer than {NAME_LENGTH} characters.", field="labels")
        if self.color and not COLOR.fullmatch(self.color):
            raise InvalidInput(f"“{self.color}” is not a colour such as #1a2b3c.", field="color")
        if self.type not in LABEL_TYPES:
            raise InvalidInput(
                f"“{self.type}” is not a label type; use one of {', '.join(sorted(LABEL_TYPES))}.", field="labels"
            )

    @property
    def known_id(self) -> int:
        """The id of a label that has been stored."""
        assert self.id is not None, f"label {self.name} has no id yet"
        return self.id


def with_colors(labels: Iterable[Label]) -> tuple[Label, ...]:
    """Give each label without a colour the next one of the palette that is not taken."""
    labels = tuple(labels)
    taken = {label.color.lower() for label in labels if label.color}
    free = [color for color in PALETTE if color not in taken] or list(PALETTE)
    coloured = []
    for label in labels:
        if not label.color:
            color = free.pop(0)
            free.append(color)
            label = msgspec.structs.replace(label, color=color)
        coloured.append(label)
    return tuple(coloured)


def check_unique(labels: Iterable[Label]) -> None:
    """Refuse two labels with one name (`InvalidInput`)."""
    seen: set[str] = set()
    for label in labels:
        if label.name in seen:
            raise InvalidInput(f"The label name “{label.name}” is given twice.", field="labels")
        seen.add(label.name)
