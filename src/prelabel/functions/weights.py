"""A function from weights alone: names, size and task from the ONNX metadata, with a handler a person can change.

The weights are a stranger's data: they are only ever opened in a process of the function's own environment.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from prelabel.errors import BuildFailed
from prelabel.functions.completion import write_parts
from prelabel.functions.config import FunctionConfig
from prelabel.functions.environment import Say
from prelabel.functions.inspector import Inspector
from prelabel.functions.written_config import config_text, rectangles

TEMPLATES = Path(__file__).parent / "from_weights"
REQUIREMENTS = ("onnxruntime", "numpy", "opencv-python-headless")
_LONGEST_METADATA = 2**20


async def complete_onnx(bundle: Path, weights: Path, config: FunctionConfig, inspector: Inspector, say: Say) -> None:
    """Write function.yaml, main.py and requirements.txt beside the weights; raises `BuildFailed`."""
    found = await inspector.look(TEMPLATES / "inspect_onnx.py", weights, REQUIREMENTS, say)
    labels = detector_labels(found)
    say("info", f"{weights.name} is a detector of {', '.join(labels)}.")
    handler = (TEMPLATES / "main.py").read_text(encoding="utf-8").replace("model.onnx", weights.name)
    write_parts(bundle, config_text(config.name, rectangles(labels)), {"main.py": handler}, REQUIREMENTS)


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
