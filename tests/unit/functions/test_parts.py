"""What a function can be made of, without running any of it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from prelabel.errors import BuildFailed
from prelabel.functions.checkpoint import complete_checkpoint
from prelabel.functions.doors import FakeDoors
from prelabel.functions.environment import Environments
from prelabel.functions.inspector import Inspector
from prelabel.functions.parts import Part, PartKind, main_part
from prelabel.functions.supervisor import Supervisor
from prelabel.functions.written_config import first_config

SDK = "import cvat_sdk.auto_annotation as aa\nspec = aa.DetectionFunctionSpec(labels=[])\ndef detect(c, i): ...\n"
CREATED = "from cvat_sdk import models\ndef create(threshold='0.5'): ...\n"
FOUND = [
    ({"best.onnx": ""}, PartKind.ONNX),
    ({"best.PT": ""}, PartKind.CHECKPOINT),
    ({"my-detector.py": SDK}, PartKind.SDK_MODULE),
    ({"detector.py": CREATED, "weights.pt": "", "other.py": "x = 1"}, PartKind.SDK_MODULE),
    ({"best.pt": "", "main.py": ""}, None),
    ({"a.py": SDK, "b.py": SDK}, None),
    ({"broken.py": "def ("}, None),
    ({"main.py": "spec = 1\ndef detect(): ..."}, None),
]


@pytest.mark.parametrize(("files", "kind"), FOUND)
def test_what_a_function_can_be_made_of(tmp_path: Path, files: dict[str, str], kind: PartKind | None) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    found = main_part(tmp_path)
    assert (found.kind if found else None) is kind


def test_a_checkpoint_where_ultralytics_cannot_be_had_names_the_way_out(tmp_path: Path) -> None:
    weights = tmp_path / "best.pt"
    weights.write_bytes(b"a pickle that nobody loads")
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    offline = {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(tmp_path / "cache"), "PIP_CONFIG_FILE": os.devnull}
    environments = Environments(tmp_path / "environments", False, kept | offline)
    inspector = Inspector(environments, Supervisor(FakeDoors(), "none", tmp_path, {}).sandbox, {})
    config = first_config(Part(PartKind.CHECKPOINT, weights), "", "")
    with pytest.raises(BuildFailed) as caught:
        asyncio.run(complete_checkpoint(tmp_path, weights, config, inspector, lambda *_: None))
    assert "yolo export model=best.pt format=onnx" in caught.value.message
