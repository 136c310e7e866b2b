"""Finds a task's label and attribute by the names that a file speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from prelabel.domain.labels import Attribute, Label
from prelabel.domain.shapes import AttributeValue
from prelabel.errors import InvalidInput
from prelabel.formats.remarks import Remarks


class LabelIndex:
    """Labels by name; an unknown one fails the import. An unknown attribute is left out with a remark."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._labels = {label.name: label for label in labels}
        self._attributes = {
            id(label): {attribute.name: attribute for attribute in label.attributes}
            for parent in self._labels.values()
            for label in (parent, *parent.sublabels)
        }
        self._remarks = Remarks("unknown attributes")

    def find(self, name: str) -> Label:
        """The label of this name (`InvalidInput` names it and the known ones)."""
        return _find(self._labels, name, "which the task does not have. It has")

    def sublabel(self, parent: Label, name: str) -> Label:
        """The sublabel of this name (`InvalidInput` names it and the known ones)."""
        known = {label.name: label for label in parent.sublabels}
        return _find(known, name, f"which the skeleton “{parent.name}” does not have. It has")

    def attribute(self, label: Label, name: str) -> Attribute | None:
        """The attribute of this name, or None with a remark."""
        found = self._attributes[id(label)].get(name)
        if found is None:
            self._remarks.add(f"the label “{label.name}” has no attribute “{name}”; its values are left out")
        return found

    def has_attribute(self, label: Label, name: str) -> bool:
        return name in self._attributes[id(label)]

    def values(self, label: Label, given: Iterable[tuple[str, str]]) -> tuple[AttributeValue, ...]:
        """Attribute values by name as values by id."""
        return tuple(
            AttributeValue(spec_id=attribute.id, value=value)
            for name, value in given
            if (attribute := self.attribute(label, name)) and attribute.id is not None
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        return self._remarks.lines


def _find(known: dict[str, Label], name: str, lacking: str) -> Label:
    try:
        return known[name]
    except KeyError:
        names = ", ".join(known) or "none"
        raise InvalidInput(f"The file speaks of the label “{name}”, {lacking}: {names}.", field="labels") from None
