"""Names of labels and attributes as CVAT's XML has them, quoted once for a whole document."""

from __future__ import annotations

from functools import lru_cache

from prelabel.domain.labels import Label
from prelabel.domain.shapes import AttributeValue
from prelabel.formats.xml_text import attribute, content


class Names:
    """`labels` are quoted names by id, those of sublabels too."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        everything = [*labels, *(sublabel for label in labels for sublabel in label.sublabels)]
        self.labels = {label.id: attribute(label.name) for label in everything}
        self._attributes = {spec.id: attribute(spec.name) for label in everything for spec in label.attributes}

    def values(self, values: tuple[AttributeValue, ...]) -> str:
        """Attribute values as elements, one a line."""
        return "".join(
            f"      <attribute name={self._attributes[value.spec_id]}>{content(value.value)}</attribute>\n"
            for value in values
            if value.spec_id in self._attributes
        )


@lru_cache(maxsize=64)
def quoted(source: str) -> str:
    """A source with its quotation marks; there are few of them."""
    return attribute(source)
