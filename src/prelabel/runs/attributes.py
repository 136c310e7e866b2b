"""The attribute values that a function gives to an object, as far as the task's attributes take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from prelabel.domain.labels import Attribute
from prelabel.domain.shapes import AttributeValue
from prelabel.runs.mapping import MappedLabel


def values_of(given: Any, mapped: MappedLabel) -> tuple[AttributeValue, ...]:
    """A value for each attribute of the task's label: the function's where it is mapped and suits, else the default."""
    found = {}
    for name, value in _pairs(given):
        attribute = mapped.attributes.get(name)
        if attribute is not None and suits(attribute, text := _text(value)):
            found[attribute.id] = text
    return tuple(
        AttributeValue(spec_id=attribute.id, value=found.get(attribute.id, attribute.default_value))
        for attribute in mapped.label.attributes
        if attribute.id is not None
    )


def suits(attribute: Attribute, value: str) -> bool:
    """Whether a value is one that the attribute takes (CVAT's rules)."""
    return _RULES[attribute.input_type](attribute, value)


def _number(attribute: Attribute, value: str) -> bool:
    """A whole number between minimum and maximum, on the step."""
    try:
        number = int(value)
        least, most, step = (int(text) for text in attribute.values)
    except ValueError:
        return not attribute.values and value.lstrip("-").isdecimal()
    return least <= number <= most and (number - least) % (step or 1) == 0


_RULES: dict[str, Callable[[Attribute, str], bool]] = {
    "number": _number,
    "checkbox": lambda _, value: value in ("true", "false"),
    "select": lambda attribute, value: value in attribute.values,
    "radio": lambda attribute, value: value in attribute.values,
    "text": lambda _, __: True,
}


def _pairs(given: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of `[{"name": …, "value": …}]`; what has another form is passed over."""
    for item in given if isinstance(given, list) else ():
        if isinstance(item, dict) and "value" in item:
            yield str(item.get("name")), item["value"]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
