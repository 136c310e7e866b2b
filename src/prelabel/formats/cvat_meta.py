"""The `meta` part of CVAT's XML: the task, its owner and its labels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from prelabel.domain.dataset import Dataset
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Attribute, Label
from prelabel.formats.xml_text import content, element


def meta(dataset: Dataset, mode: str = "annotation", sized: Frame | None = None) -> str:
    """The element with all that is known of the task, indented as CVAT writes it; `sized` is a video's frame."""
    last = max(dataset.size - 1, 0)
    facts = {
        "id": str(dataset.task_id),
        "name": dataset.name,
        "size": str(dataset.size),
        "mode": mode,
        "overlap": "0",
        "bugtracker": "",
        "created": dataset.created,
        "updated": dataset.updated,
        "subset": dataset.subset or "default",
        "start_frame": "0",
        "stop_frame": str(last),
        "frame_filter": "",
    }
    labels = "".join(_labels(dataset.labels))
    return (
        "  <meta>\n    <task>\n"
        + "".join(f"      {element(name, text)}\n" for name, text in facts.items())
        + f"      <labels>\n{labels}      </labels>\n"
        + _original_size(sized)
        + f"      <owner>{element('username', dataset.owner)}<email></email></owner>\n"
        + "    </task>\n"
        + f"    {element('dumped', datetime.now(UTC).isoformat(' '))}\n  </meta>\n"
    )


def _original_size(frame: Frame | None) -> str:
    if frame is None:
        return ""
    size = f"{element('width', str(frame.width))}{element('height', str(frame.height))}"
    return f"      <original_size>{size}</original_size>\n"


def _labels(labels: tuple[Label, ...]) -> Iterator[str]:
    for label in labels:
        yield _label(label)
        for sublabel in label.sublabels:
            yield _label(sublabel, parent=label.name)


def _label(label: Label, parent: str = "") -> str:
    facts = [element("name", label.name), element("color", label.color), element("type", label.type)]
    facts.append(f"<attributes>{''.join(map(_attribute, label.attributes))}</attributes>")
    if label.type == "skeleton":
        facts.append(element("svg", label.svg))
    if parent:
        facts.append(element("parent", parent))
    lines = "".join(f"          {fact}\n" for fact in facts)
    return f"        <label>\n{lines}        </label>\n"


def _attribute(spec: Attribute) -> str:
    values = content("\n".join(spec.values))
    return (
        f"<attribute>{element('name', spec.name)}<mutable>{spec.mutable}</mutable>"
        f"{element('input_type', spec.input_type)}{element('default_value', spec.default_value)}"
        f"<values>{values}</values></attribute>"
    )
