"""Forgiving import: makes a pasted function.yaml whole, or refuses it with the line; a valid one stays as it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import Any

import yaml

from prelabel.errors import InvalidInput
from prelabel.functions.config import load_yaml
from prelabel.functions.indentation import Unreadable, readings
from prelabel.functions.label_repair import repair_labels
from prelabel.functions.schema import FUNCTION, Kind, Shape

_TAB_WIDTHS = (4, 2, 8)
_REINDENTED = "The indentation of function.yaml was lost; it was put back by what Nuclio's keys belong to."
_BLANKS = "Tabs and other blanks at the start of lines of function.yaml were made spaces."


@dataclass(frozen=True)
class Repair:
    """A configuration's text after repair: `diff` is a unified one and empty when nothing was changed."""

    text: str
    diff: str = ""
    remarks: tuple[str, ...] = ()


def repair_config(given: str) -> Repair:
    """The text, repaired if it must be; `InvalidInput` says where it cannot be read and what to do."""
    text = given.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    whole, remarks = _whole(text)
    whole, about_labels = _with_strict_labels(whole)
    if whole == text:
        return Repair(given)
    return Repair(whole, _diff(text, whole), (*remarks, *about_labels))


def repair_mapping(raw: Any) -> tuple[Any, tuple[str, ...]]:
    """The same for a configuration that came as JSON, of which only the labels can be broken."""
    spec = _labels_in(raw)
    fixed, remarks = _repaired_labels(spec) if isinstance(spec, str) else ("", ())
    if not fixed:
        return raw, ()
    annotations = {**raw["metadata"]["annotations"], "spec": fixed}
    return {**raw, "metadata": {**raw["metadata"], "annotations": annotations}}, remarks


def _whole(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with an indentation that can be read, and what was done for it."""
    try:
        raw = load_yaml(text)
    except InvalidInput as error:
        refusal = error
    else:
        if _is_sound(raw):
            return text, ()
        refusal = InvalidInput(_missing(raw), field="metadata")
    cleaned = _cleaned(text)
    for candidate in cleaned:
        if _loaded(candidate) is not None:
            return candidate, (_BLANKS,)
    return _reindented(cleaned, refusal), (_REINDENTED,)


def _cleaned(text: str) -> list[str]:
    """The text with spaces for tabs, of each width, and without what stands before or after all of it."""
    plain = text.replace("\u00a0", " ").replace("\u200b", "").strip("\n")
    widths = _TAB_WIDTHS if "\t" in plain else _TAB_WIDTHS[:1]
    found = ("\n".join(line.rstrip() for line in plain.expandtabs(width).split("\n")) + "\n" for width in widths)
    return list(dict.fromkeys(dedent(each) for each in found))


def _reindented(cleaned: list[str], refusal: InvalidInput) -> str:
    """The one reading that there is; raises what the strict reader said otherwise, with what stands in the way."""
    hindrance: Unreadable | None = None
    for slack in (0, 1):
        found: dict[str, str] = {}
        for text in cleaned:
            try:
                for candidate in readings(text, slack):
                    raw = _loaded(candidate)
                    if raw is not None:
                        found.setdefault(_meaning(raw), candidate)
            except Unreadable as error:
                hindrance = hindrance or error
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise InvalidInput(f"{refusal.message} {_choice(list(found.values()))}", field=refusal.field)
    raise InvalidInput(f"{refusal.message} {_advice(hindrance)}", field=refusal.field) from hindrance


def _meaning(raw: Any) -> str:
    """What tells readings apart: not how far the lines of a text are indented, which the width of a tab changes."""
    return re.sub(r"\\n +", r"\\n", repr(raw))


def _loaded(text: str) -> Any:
    """What is in the text if it is a sound configuration."""
    try:
        raw = load_yaml(text)
    except InvalidInput:
        return None
    return raw if _is_sound(raw) else None


def _is_sound(raw: Any) -> bool:
    """It names the function, and no mapping has lost its keys to the one around it."""
    return (
        isinstance(raw, Mapping)
        and isinstance(raw.get("metadata"), Mapping)
        and bool(raw["metadata"].get("name"))
        and _stray_key(raw, FUNCTION) is None
    )


def _stray_key(raw: Any, shape: Shape) -> str | None:
    """A key that stands beside the empty mapping it belongs into."""
    if not isinstance(raw, Mapping) or shape.kind is not Kind.MAPPING:
        return None
    shapes = {str(key): shape.child(str(key)) for key in raw}
    empty = [found for key, found in shapes.items() if found is not None and raw[key] is None]
    for key, found in shapes.items():
        if found is None and any(key in each.keys for each in empty):
            return key
        stray = _stray_key(raw[key], found) if found is not None and key in raw else None
        if stray is not None:
            return stray
    return _lost_to_others(raw, shape)


def _lost_to_others(raw: Mapping[Any, Any], shape: Shape) -> str | None:
    """The same among keys that authors choose, such as the names of triggers."""
    if shape.others is None or not any(raw[key] is None for key in raw):
        return None
    return next((str(key) for key in raw if key in shape.others.keys and key not in shape.keys), None)


def _missing(raw: Any) -> str:
    stray = _stray_key(raw, FUNCTION) if isinstance(raw, Mapping) else None
    if stray is not None:
        return f"function.yaml: “{stray}” stands beside the mapping that it belongs into."
    return "function.yaml has no `metadata` with a `name` in it."


def _advice(hindrance: Unreadable | None) -> str:
    if hindrance is None:
        return "Indent it as in the example on the functions page: two blanks for each level."
    line = hindrance.line
    if hindrance.ambiguous:
        return f"It could not be repaired: there are too many ways to indent it (line {line.number})."
    return (
        f"It could not be repaired: “{line.text[:60]}” (line {line.number}, column {line.indent + 1}) fits nowhere. "
        "Write it below the key that it belongs to, two blanks further right."
    )


def _choice(texts: list[str]) -> str:
    """Where two readings part."""
    pairs = enumerate(zip(texts[0].split("\n"), texts[1].split("\n"), strict=True), 1)
    number, (one, other) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
    columns = sorted({len(each) - len(each.lstrip()) + 1 for each in (one, other)})
    return (
        f"It could be repaired in more than one way: “{one.strip()[:60]}” (line {number}) may begin in column "
        f"{columns[0]} or {columns[-1]}. Indent that line as you mean it."
    )


def _with_strict_labels(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with `annotations.spec` as strict JSON; broken labels that cannot be repaired stay as they are."""
    spec = _labels_in(load_yaml(text))
    fixed, remarks = _repaired_labels(spec) if isinstance(spec, str) else ("", ())
    if not fixed:
        return text, ()
    return _replaced(text, fixed), remarks


def _replaced(text: str, labels: str) -> str:
    """The text with other labels in metadata.annotations.spec; a remark behind them stays."""
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for name in ("metadata", "annotations", "spec"):
        parent = node
        key, node = next((key, value) for key, value in parent.value if key.value == name)
    start = key.end_mark.index
    end = start + len(text[start : node.end_mark.index].rstrip())
    if parent.flow_style:
        one_line = " ".join(labels.split("\n")).replace("'", "''")
        return f"{text[:start]}: '{one_line}'{text[end:]}"
    tail, line_end, rest = text[end:].partition("\n")
    return f"{text[:start]}: |{tail}\n{indent(labels, ' ' * (key.start_mark.column + 2))}{line_end}{rest}"


def _labels_in(raw: Any) -> Any:
    metadata = raw.get("metadata") if isinstance(raw, Mapping) else None
    annotations = metadata.get("annotations") if isinstance(metadata, Mapping) else None
    return annotations.get("spec") if isinstance(annotations, Mapping) else None


def _repaired_labels(spec: str) -> tuple[str, tuple[str, ...]]:
    try:
        return repair_labels(spec)
    except InvalidInput:
        return "", ()  # the build log says what is wrong with them


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "as given", "repaired", lineterm="")
    return "\n".join(lines) + "\n"
