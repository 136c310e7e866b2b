"""Annotations as a backup has them: labels and attributes by their names, which outlive their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations
from prelabel.errors import BadArchive

PARTS = ("tags", "shapes", "tracks")
Item = dict[str, Any]


def named(annotations: Annotations, labels: Iterable[Label]) -> Item:
    """The annotations with names in place of ids; each object keeps its own id, since jobs may share it."""
    everything = {label.known_id: label for top in labels for label in (top, *top.sublabels)}
    body: Item = msgspec.to_builtins(annotations)
    for part in PARTS:
        for item in body[part]:
            _name(item, everything)
    return body


def numbered(body: Item, labels: Sequence[Label]) -> Annotations:
    """The annotations with the ids of these labels (`BadArchive` names a label or attribute that is not there)."""
    known = {label.name: label for label in labels}
    for part in PARTS:
        for item in body.get(part, ()):
            _number(item, known)
    try:
        return msgspec.convert(body, Annotations)
    except msgspec.ValidationError as error:
        raise BadArchive(f"The annotations in the backup cannot be read: {error}.") from error


def _name(item: Item, labels: dict[int, Label]) -> None:
    label = labels[item.pop("label_id")]
    item["label"] = label.name
    names = {attribute.id: attribute.name for attribute in label.attributes}
    for holder in (item, *_key_frames(item)):
        values = holder.get("attributes", ())
        holder["attributes"] = [{"name": names[v["spec_id"]], "value": v["value"]} for v in values]
    for element in item.get("elements", ()):
        _name(element, labels)


def _number(item: Item, labels: dict[str, Label]) -> None:
    label = labels.get(item.pop("label", ""))
    if label is None:
        raise BadArchive("The annotations in the backup name a label that the backup does not have.")
    item["label_id"] = label.known_id
    ids = {attribute.name: attribute.id for attribute in label.attributes}
    for holder in (item, *_key_frames(item)):
        values = holder.get("attributes", ())
        if any(value.get("name") not in ids for value in values):
            raise BadArchive(f"The annotations in the backup name an attribute that “{label.name}” does not have.")
        holder["attributes"] = [{"spec_id": ids[value["name"]], "value": value["value"]} for value in values]
    inner = {sublabel.name: sublabel for sublabel in label.sublabels}
    for element in item.get("elements", ()):
        _number(element, inner)


def _key_frames(item: Item) -> Sequence[Item]:
    keys: Sequence[Item] = item.get("shapes", ())
    return keys
