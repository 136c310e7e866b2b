"""The function.yaml of a function that is made from its parts, as a person would have written it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from prelabel.functions.bundle import renamed
from prelabel.functions.config import FunctionConfig, parse_yaml, plain_name
from prelabel.functions.parts import Part

MOST_WORKERS = 8
_CONFIGURATION = """\
metadata:
  name: {name}
  annotations:
    name: {name}
    type: detector
    spec: |
      {labels}
spec:
  description: {description}
  runtime: python
  handler: {module}:handler
  eventTimeout: 120s
  triggers:
    http:
      kind: http
      numWorkers: {workers}  # each holds the model once and has its share of the cores
"""


def first_config(part: Part, name: str, project: str) -> FunctionConfig:
    """The configuration before the part has been looked into; the name is the file's unless one is given."""
    return renamed(parse_yaml(config_text(name or plain_name(part.file.stem, "detector"), ())), "", project)


def config_text(
    name: str,
    labels: Sequence[dict[str, Any]],
    description: str = "A detector made from its weights",
    module: str = "main",
) -> str:
    rows = ",\n".join(f"        {_label(label)}" for label in labels)
    return _CONFIGURATION.format(
        name=json.dumps(name),
        labels=f"[\n{rows}\n      ]" if rows else "",
        description=description,
        module=module,
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
    )


def rectangles(names: Sequence[str]) -> list[dict[str, Any]]:
    """The labels of a detector of boxes."""
    return [{"id": number, "name": name, "type": "rectangle"} for number, name in enumerate(names)]


def _label(label: dict[str, Any]) -> str:
    text = json.dumps(label, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(label)
