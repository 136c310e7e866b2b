"""Text as XML may hold it: quoted, and without the control characters that no XML file can carry."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_PLAIN = re.compile(r"[^&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]*")
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def attribute(text: str) -> str:
    """An attribute's value with its quotation marks."""
    return quoteattr(text.translate(_FORBIDDEN))


def content(text: str) -> str:
    """The text of an element; a carriage return is kept, which parsers otherwise make a line feed."""
    if _PLAIN.fullmatch(text):
        return text
    return escape(text.translate(_FORBIDDEN), {"\r": "&#13;"})


def element(name: str, text: str) -> str:
    """An element that holds only text."""
    return f"<{name}>{content(text)}</{name}>"
