"""XML of users, read without document types and so without entities, and its faults in our words; not its writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml import DefusedXmlException, DTDForbidden

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
    """The root of a small document.

    `defusedxml` does this in one go, but with the parser that is written in Python, which takes three times as long.
    """
    with translated(name):
        _refuse_document_type(content)
        return fromstring(content)


def _refuse_document_type(content: bytes) -> None:
    """Without a document type no entity can be declared (`DTDForbidden`). The same parser reads it as afterwards."""
    parser = ParserCreate()

    def refuse(name: str, system_id: str | None, public_id: str | None, has_internal_subset: bool) -> None:
        del has_internal_subset
        raise DTDForbidden(name, system_id, public_id)

    parser.StartDoctypeDeclHandler = refuse
    with suppress(ExpatError):  # the parser that makes the elements finds it too, and says where
        parser.Parse(content, True)


def number(element: Element, path: str) -> float:
    """The number in a child's text (`InvalidInput` names the child)."""
    text = element.findtext(path)
    if text is None:
        raise InvalidInput(f"{path} is missing.", field=path)
    try:
        return float(text)
    except ValueError:
        raise InvalidInput(f"{path} is “{text[:60]}”, not a number.", field=path) from None
