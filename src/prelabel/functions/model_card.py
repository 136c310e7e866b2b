"""What a configuration's annotations promise of the model: its kind and its labels, as CVAT reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import yaml

from prelabel.domain.function import KINDS, FunctionSpec, ModelAttribute, ModelLabel, Prompts
from prelabel.errors import InvalidInput
from prelabel.functions.config import FunctionConfig


def read_model_card(config: FunctionConfig) -> tuple[FunctionSpec, str]:
    """The function's specification, and what is wrong with its labels ("" if nothing)."""
    annotations = config.annotations
    kind = annotations.get("type", "").strip().lower()
    labels: tuple[ModelLabel, ...] = ()
    trouble = ""
    try:
        labels = read_labels(annotations.get("spec", ""))
    except InvalidInput as error:
        trouble = error.message
    spec = FunctionSpec(
        name=config.name,
        kind=kind if kind in KINDS else "",
        labels=labels,
        title=annotations.get("name") or config.name,
        description=config.description,
        prompts=_prompts(annotations),
        shape_types=tuple(
            name.strip() for name in annotations.get("supported_shape_types", "").split(",") if name.strip()
        ),
    )
    return spec, trouble


def read_labels(text: str) -> tuple[ModelLabel, ...]:
    """The labels in `annotations.spec`: a JSON list; trailing commas and single quotes do no harm."""
    if not text.strip():
        return ()
    try:
        rows = yaml.safe_load(text.replace("\t", " "))  # JSON is YAML, and YAML is the more patient reader
    except yaml.YAMLError as error:
        raise InvalidInput(f"annotations.spec is not a JSON list of labels: {error}", field="spec") from error
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise InvalidInput("annotations.spec must be a JSON list of labels, each with a `name`.", field="spec")
    labels = tuple(_label(row) for row in rows)
    names = [label.name for label in labels]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise InvalidInput(f"annotations.spec has the label “{doubled}” twice.", field="spec")
    return labels


def strict_spec(labels: tuple[ModelLabel, ...], text: str) -> str:
    """`annotations.spec` as strict JSON: CVAT loses all functions over one that is not."""
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        rows = [{"id": number, **msgspec.to_builtins(label)} for number, label in enumerate(labels)]
        return msgspec.json.encode(rows).decode() if rows else ""
    return text


def _prompts(annotations: Mapping[str, str]) -> Prompts:
    """What an interactor's annotations say; any text at all is a yes to a box, as in CVAT."""
    return Prompts(
        min_pos_points=_whole(annotations.get("min_pos_points"), 1),
        min_neg_points=_whole(annotations.get("min_neg_points"), -1),
        startswith_box=bool(annotations.get("startswith_box")),
        startswith_box_optional=bool(annotations.get("startswith_box_optional")),
        help_message=annotations.get("help_message", ""),
        animated_gif=annotations.get("animated_gif", ""),
    )


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default


def _label(row: Mapping[str, Any]) -> ModelLabel:
    name = str(row.get("name") or "").strip()
    if not name:
        raise InvalidInput("annotations.spec has a label without a `name`.", field="spec")
    return ModelLabel(
        name=name,
        type=str(row.get("type") or "any"),
        attributes=tuple(_attribute(entry) for entry in row.get("attributes") or ()),
        sublabels=tuple(_label(entry) for entry in row.get("sublabels") or ()),
        svg=str(row.get("svg") or ""),
    )


def _attribute(row: Mapping[str, Any]) -> ModelAttribute:
    return ModelAttribute(
        name=str(row.get("name") or ""),
        input_type=str(row.get("input_type") or "text"),
        values=tuple(str(value) for value in row.get("values") or ()),
    )
