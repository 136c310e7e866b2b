"""A function from an Ultralytics checkpoint (`best.pt`) alone; the pickle is only ever loaded in its environment."""

from __future__ import annotations

from pathlib import Path

from prelabel.errors import BuildFailed
from prelabel.functions.completion import write_parts
from prelabel.functions.config import FunctionConfig
from prelabel.functions.environment import Say
from prelabel.functions.inspector import Inspector
from prelabel.functions.written_config import config_text, rectangles

TEMPLATES = Path(__file__).parent / "from_checkpoint"
REQUIREMENTS = ("ultralytics", "opencv-python-headless")


async def complete_checkpoint(
    bundle: Path, weights: Path, config: FunctionConfig, inspector: Inspector, say: Say
) -> None:
    """Write function.yaml, main.py and requirements.txt beside the weights; raises `BuildFailed` with the way out."""
    say("info", f"{weights.name} is a checkpoint: its function needs ultralytics with PyTorch, which is large.")
    try:
        found = await inspector.look(TEMPLATES / "inspect_checkpoint.py", weights, REQUIREMENTS, say)
    except BuildFailed as error:
        raise BuildFailed(
            f"{error.message} Without ultralytics here: run `yolo export model={weights.name} format=onnx` where it is "
            "installed, and deploy the .onnx."
        ) from error
    if found["task"] != "detect":
        raise BuildFailed(
            f"The weights are for the task “{found['task']}”; only detectors (task “detect”) become a function by "
            "themselves. Write a handler for them and deploy both."
        )
    names = [str(name) for _, name in sorted(found["names"].items(), key=lambda pair: int(pair[0]))]
    say("info", f"{weights.name} is a detector of {', '.join(names)}.")
    handler = (TEMPLATES / "main.py").read_text(encoding="utf-8").replace("model.pt", weights.name)
    write_parts(bundle, config_text(config.name, rectangles(names)), {"main.py": handler}, REQUIREMENTS)
