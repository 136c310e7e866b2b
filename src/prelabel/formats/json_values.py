"""Values as JSON text, for documents that are written piece by piece, and attributes' values read back from JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from prelabel.domain.shapes import AttributeValue


def listed(numbers: Sequence[float]) -> str:
    return f"[{','.join(str(round(number, 2)) for number in numbers)}]"


def text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def joined(parts: Iterator[str]) -> Iterator[str]:
    """Parts with a comma and a line feed between them."""
    for position, part in enumerate(parts):
        yield f",\n{part}" if position else part


def attribute_value(value: AttributeValue, input_type: str) -> str:
    """A checkbox as true or false and a number as a number, where reading it back gives the same text."""
    if input_type == "checkbox" and value.value in ("true", "false"):
        return value.value
    if input_type == "number":
        try:
            if str(int(value.value)) == value.value:
                return value.value
        except ValueError:
            pass
    return text(value.value)


def attribute_text(value: object) -> str:
    """Values of attributes are text in the domain, whatever JSON has."""
    return str(value).lower() if isinstance(value, bool) else str(value)
