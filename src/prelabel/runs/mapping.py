"""Which task label each model label becomes, with attributes and sublabels; checked once, before the first frame."""

from __future__ import annotations

import collections.abc as abc
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from prelabel.domain.function import ModelAttribute, ModelLabel
from prelabel.domain.labels import Attribute, Label
from prelabel.errors import InvalidMapping

Named = TypeVar("Named")


@dataclass(frozen=True)
class MappedLabel:
    """A model label's task label; attributes and sublabels are found by the model's names."""

    label: Label
    attributes: abc.Mapping[str, Attribute] = field(default_factory=dict)
    sublabels: abc.Mapping[str, MappedLabel] = field(default_factory=dict)
    type: str = "any"


@dataclass(frozen=True)
class Mapping:
    """Model label name → what it becomes. Several model labels may become one task label."""

    labels: abc.Mapping[str, MappedLabel]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose for one model label, in the words of CVAT's lambda API."""

    name: str
    attributes: dict[str, str] = {}
    sublabels: dict[str, Choice | str] = {}


def fits(model_type: str, label_type: str) -> bool:
    """Whether objects of the model's type may carry a label of the task's type (CVAT's rules)."""
    if model_type == label_type or {model_type, label_type} == {"mask", "polygon"}:
        return True
    return "any" in (model_type, label_type) and "skeleton" not in (model_type, label_type)


def match(model_labels: abc.Iterable[ModelLabel], task_labels: abc.Iterable[Label]) -> Mapping:
    """The default mapping: every pair of the same name whose types fit; model labels without a partner are left out."""
    return Mapping(_match(model_labels, task_labels))


def _match(model_labels: abc.Iterable[ModelLabel], task_labels: abc.Iterable[Label]) -> dict[str, MappedLabel]:
    labels = {label.name: label for label in task_labels}
    return {
        model.name: MappedLabel(
            label=label,
            attributes=_same_attributes(model.attributes, label.attributes),
            sublabels=_match(model.sublabels, label.sublabels),
            type=model.type,
        )
        for model in model_labels
        if (label := labels.get(model.name)) and fits(model.type, label.type)
    }


def _same_attributes(model: abc.Iterable[ModelAttribute], task: abc.Iterable[Attribute]) -> dict[str, Attribute]:
    known = {attribute.name: attribute for attribute in task}
    return {attribute.name: known[attribute.name] for attribute in model if attribute.name in known}


def check(
    given: abc.Mapping[str, Any], model_labels: abc.Iterable[ModelLabel], task_labels: abc.Iterable[Label]
) -> Mapping:
    """The mapping that a person gave, as `{model label: {"name": …, "attributes": …, "sublabels": …}}` or just a name.

    An empty one is the default mapping. Raises `InvalidMapping` for names that nobody knows and types that do not fit.
    """
    if not given:
        return match(model_labels, task_labels)
    try:
        choices = msgspec.convert(given, dict[str, Choice | str])
    except msgspec.ValidationError as error:
        raise InvalidMapping(f"Invalid mapping. {error}", field="mapping") from error
    return Mapping(_check(choices, model_labels, task_labels, "label"))


def names(mapping: Mapping) -> dict[str, Any]:
    """The mapping in the form in which it is given, complete, for those who have only the names."""
    return {name: _names(mapped) for name, mapped in mapping.labels.items()}


def _names(mapped: MappedLabel) -> dict[str, Any]:
    return {
        "name": mapped.label.name,
        "attributes": {name: attribute.name for name, attribute in mapped.attributes.items()},
        "sublabels": {name: _names(sublabel) for name, sublabel in mapped.sublabels.items()},
    }


def _check(
    choices: abc.Mapping[str, Choice | str],
    model_labels: abc.Iterable[ModelLabel],
    task_labels: abc.Iterable[Label],
    noun: str,
) -> dict[str, MappedLabel]:
    models = {label.name: label for label in model_labels}
    labels = {label.name: label for label in task_labels}
    checked = {}
    for name, choice in choices.items():
        chosen = Choice(name=choice) if isinstance(choice, str) else choice
        model = _find(models, name, f"function has no {noun}")
        label = _find(labels, chosen.name, f"task has no {noun}")
        checked[name] = _check_pair(model, label, chosen)
    return checked


def _check_pair(model: ModelLabel, label: Label, chosen: Choice) -> MappedLabel:
    if not fits(model.type, label.type):
        raise _invalid(
            f"The model's “{model.name}” is of type {model.type}, the task's “{label.name}” of type {label.type}."
        )
    if model.type == label.type == "skeleton" and not chosen.sublabels:
        raise _invalid(f"The skeleton “{model.name}” needs sublabels.")
    return MappedLabel(
        label=label,
        attributes=_check_attributes(chosen.attributes, model, label),
        sublabels=_check(chosen.sublabels, model.sublabels, label.sublabels, "sublabel"),
        type=model.type,
    )


def _check_attributes(chosen: abc.Mapping[str, str], model: ModelLabel, label: Label) -> dict[str, Attribute]:
    known = {attribute.name: attribute for attribute in model.attributes}
    wanted = {attribute.name: attribute for attribute in label.attributes}
    for name in chosen:
        _find(known, name, f"model's “{model.name}” has no attribute")
    return {name: _find(wanted, target, f"task's “{label.name}” has no attribute") for name, target in chosen.items()}


def _find(known: abc.Mapping[str, Named], name: str, fault: str) -> Named:
    try:
        return known[name]
    except KeyError:
        has = ", ".join(known) or "none"
        raise _invalid(f"The {fault} “{name}”; it has: {has}.") from None


def _invalid(sentence: str) -> InvalidMapping:
    return InvalidMapping(f"Invalid mapping. {sentence}", field="mapping")
