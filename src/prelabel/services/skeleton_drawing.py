"""The drawing of a skeleton as a client sends it: SVG that is shown on pages, so nothing in it may act."""

from __future__ import annotations

from prelabel.errors import InvalidInput
from prelabel.formats import xml_reading

ELEMENTS = frozenset({"svg", "g", "circle", "line", "text", "title", "desc"})


def check_drawing(svg: str) -> None:
    """Refuse what is no XML, and elements and attributes other than those of a drawing (`InvalidInput`)."""
    if not svg:
        return
    try:
        drawing = xml_reading.root("The drawing", f"<svg>{svg}</svg>".encode())
    except InvalidInput as error:
        raise InvalidInput(error.message, field="svg") from error
    for element in drawing.iter():
        name = element.tag.rpartition("}")[2]
        if name not in ELEMENTS:
            raise InvalidInput(f"“{name}” is not an element of a skeleton's drawing.", field="svg")
        for attribute in element.attrib:
            if attribute.lower().startswith("on") or attribute.rpartition("}")[2].lower() in ("href", "style"):
                raise InvalidInput(f"“{attribute}” is not an attribute of a skeleton's drawing.", field="svg")
