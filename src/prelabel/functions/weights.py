"""A function from weights alone: names, size and task from the ONNX metadata, with a handler a person can change.

The weights are a stranger's data: they are only ever opened in a process of the function's own environment.
"""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path
from typing import Any

from prelabel.errors import BuildFailed
from prelabel.functions.bundle import CONFIG_NAME, renamed
from prelabel.functions.command import run_command
from prelabel.functions.config import FunctionConfig, parse_yaml
from prelabel.functions.environment import Environments, Requirements, Say

TEMPLATES = Path(__file__).parent / "from_weights"
REQUIREMENTS = ("onnxruntime", "numpy", "opencv-python-headless")
MOST_WORKERS = 8
_LONGEST_METADATA = 2**20
_CONFIGURATION = """\
metadata:
  name: {name}
  annotations:
    name: {name}
    type: detector
    spec: |
      {labels}
spec:
  description: A detector made from its weights
  runtime: python
  handler: main:handler
  eventTimeout: 120s
  triggers:
    http:
      kind: http
      numWorkers: {workers}  # each holds the model once and has its share of the cores
"""


def first_config(weights: Path, name: str, project: str) -> FunctionConfig:
    """The configuration before the weights have been looked into; the name is the file's unless one is given."""
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", weights.stem).strip("-_.")[:63].rstrip("-_.") or "detector"
    return renamed(parse_yaml(_configuration(name or plain, ())), "", project)


async def complete_bundle(bundle: Path, config: FunctionConfig, environments: Environments, say: Say) -> FunctionConfig:
    """Write function.yaml, main.py and requirements.txt beside the weights; raises `BuildFailed`."""
    weights = next(path for path in bundle.iterdir() if path.suffix.lower() == ".onnx")
    environment = await environments.prepare(Requirements(None, REQUIREMENTS, bundle), say)
    printed: list[str] = []
    command: list[str | Path] = [environment.python, "-I", TEMPLATES / "inspect_onnx.py", weights]
    await run_command(command, printed.append, variables=environments.variables, folder=bundle)
    labels = detector_labels(_inspection(weights.name, printed))
    say("info", f"{weights.name} is a detector of {', '.join(labels)}.")
    text = _configuration(config.name, labels)
    handler = (TEMPLATES / "main.py").read_text(encoding="utf-8")
    (bundle / CONFIG_NAME).write_text(text, encoding="utf-8")
    (bundle / "requirements.txt").write_text("\n".join(REQUIREMENTS) + "\n", encoding="utf-8")
    (bundle / "main.py").write_text(handler.replace("model.onnx", weights.name), encoding="utf-8")
    return renamed(parse_yaml(text), "", config.project)


def detector_labels(inspection: dict[str, Any]) -> tuple[str, ...]:
    """The names of the classes in order; raises `BuildFailed` when it is not a detector that the handler can read."""
    metadata = inspection["metadata"]
    task = metadata.get("task", "detect")
    if task != "detect":
        raise BuildFailed(
            f"The weights are for the task “{task}”; only detectors (task “detect”) become a function by themselves. "
            "Write a handler for them and deploy both."
        )
    names = _names(metadata.get("names", ""))
    shape = inspection["outputs"][0]["shape"]
    if len(inspection["outputs"]) != 1 or len(shape) != 3 or shape[1] != 4 + len(names):
        raise BuildFailed(
            f"The output of the weights has the shape {shape}, and that of a YOLOv8 detector with {len(names)} classes "
            f"would be [1, {4 + len(names)}, …]. Write a handler for them and deploy both."
        )
    return names


def _names(text: str) -> tuple[str, ...]:
    """The classes as Ultralytics writes them into the metadata: the text of a dict from number to name."""
    try:
        names = ast.literal_eval(text[:_LONGEST_METADATA])
        found = tuple(str(names[number]) for number in range(len(names)))
    except (ValueError, SyntaxError, TypeError, KeyError, RecursionError, MemoryError):
        found = ()
    if not found:
        raise BuildFailed(
            "The weights name no classes (`names` in the metadata, as Ultralytics' export writes it); "
            "export them again with `yolo export format=onnx`, or write a handler and deploy both."
        )
    return found


def _inspection(name: str, printed: list[str]) -> dict[str, Any]:
    for line in printed:
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    raise BuildFailed(f"{name} cannot be opened: {printed[-1] if printed else 'the model reader ended without a word'}")


def _configuration(name: str, labels: tuple[str, ...]) -> str:
    """A function.yaml as a person would write it."""
    rows = ",\n".join(f"        {_label(number, label)}" for number, label in enumerate(labels))
    return _CONFIGURATION.format(
        name=json.dumps(name),
        labels=f"[\n{rows}\n      ]" if rows else "",
        workers=min(os.cpu_count() or 1, MOST_WORKERS),
    )


def _label(number: int, name: str) -> str:
    return json.dumps({"id": number, "name": name, "type": "rectangle"}, ensure_ascii=not name.isprintable())
