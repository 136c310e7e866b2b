"""Who makes a function of which part; a new kind of part is one line here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from prelabel.functions.bundle import CONFIG_NAME, renamed, write_down
from prelabel.functions.checkpoint import complete_checkpoint
from prelabel.functions.config import FunctionConfig, parse_yaml
from prelabel.functions.environment import Say
from prelabel.functions.inspector import Inspector
from prelabel.functions.parts import Part, PartKind
from prelabel.functions.sdk_module import complete_sdk_module
from prelabel.functions.weights import complete_onnx

Maker = Callable[[Path, Path, FunctionConfig, Inspector, Say], Awaitable[None]]
_MAKERS: dict[PartKind, Maker] = {
    PartKind.ONNX: complete_onnx,
    PartKind.CHECKPOINT: complete_checkpoint,
    PartKind.SDK_MODULE: complete_sdk_module,
}


async def complete_bundle(
    bundle: Path, part: Part, config: FunctionConfig, inspector: Inspector, say: Say
) -> FunctionConfig:
    """Write what the bundle lacks beside its part; the configuration then. Raises `BuildFailed`."""
    await _MAKERS[part.kind](bundle, part.file, config, inspector, say)
    made = parse_yaml((bundle / CONFIG_NAME).read_text(encoding="utf-8"))
    chosen = renamed(made, "", config.project)
    write_down(bundle / CONFIG_NAME, made, chosen)
    return chosen
