"""A function from an auto-annotation module of the CVAT SDK (`spec` and `detect`), which stays unmodified."""

from __future__ import annotations

from pathlib import Path

from prelabel.functions.base_images import REQUIREMENTS
from prelabel.functions.completion import write_parts
from prelabel.functions.config import FunctionConfig
from prelabel.functions.environment import Say
from prelabel.functions.inspector import Inspector
from prelabel.functions.recipe import read_lines
from prelabel.functions.written_config import config_text

TEMPLATES = Path(__file__).parent / "from_sdk"
HANDLER = "cvat_handler"
SDK = ("cvat-sdk", "pillow")


async def complete_sdk_module(
    bundle: Path, module: Path, config: FunctionConfig, inspector: Inspector, say: Say
) -> None:
    """Write function.yaml, a handler and requirements.txt beside the module; raises `BuildFailed`."""
    own = read_lines(bundle / REQUIREMENTS)
    requirements = [*own, *(package for package in SDK if not any(line.startswith(package) for line in own))]
    script = TEMPLATES / "inspect_module.py"
    found = await inspector.look(script, module, requirements, say, argument=module.stem)
    labels = found["labels"]
    say("info", f"{module.name} is a detector of {', '.join(label['name'] for label in labels)}.")
    text = config_text(config.name, labels, "A detector written for the CVAT SDK", HANDLER)
    handler = (TEMPLATES / "main.py").read_text(encoding="utf-8").replace('"sdk_module"', repr(module.stem))
    write_parts(bundle, text, {f"{HANDLER}.py": handler}, requirements)
