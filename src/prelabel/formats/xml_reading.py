"""XML of users, read by a parser that expands no entities, and its faults in our words; not the writing of XML."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from prelabel.errors import InvalidInput


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Faults of the document `name` become `InvalidInput` with their place."""
    try:
        yield
    except ParseError as error:
        line, column = error.position
        raise InvalidInput(f"{name} is broken in line {line}, column {column}: {error}.") from error
    except DefusedXmlException as error:
        raise InvalidInput(f"{name} declares a DTD or entities, which annotations never need.") from error
    except (LookupError, ValueError) as error:
        if type(error) not in (LookupError, ValueError):  # not the parser's: it knows no encoding, or no wide one
            raise
        raise InvalidInput(f"{name} is not XML in an encoding we know: {error}.") from error


def root(name: str, content: bytes) -> Element:
    """The root of a small document."""
    with translated(name):
        element: Element = fromstring(content, forbid_dtd=True)
        return element


def number(element: Element, path: str) -> float:
    """The number in a child's text (`InvalidInput` names the child)."""
    text = element.findtext(path)
    if text is None:
        raise InvalidInput(f"{path} is missing.", field=path)
    try:
        return float(text)
    except ValueError:
        raise InvalidInput(f"{path} is “{text[:60]}”, not a number.", field=path) from None
