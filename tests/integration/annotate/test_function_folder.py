"""`local_detector` with a function's folder and zip: the same engine that the server has, for one command."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from prelabel.errors import InvalidInput, StartFailed
from prelabel.services.annotate import Order, Outcome, annotate
from prelabel.services.local_detector import local_detector
from prelabel.settings import Settings
from tests.integration.annotate.test_annotate import Steps

CONFIG = """
metadata:
  name: halves
  annotations:
    type: {kind}
    spec: '[{{"name": "left", "type": "rectangle"}}, {{"name": "picture", "type": "tag"}}]'
spec:
  handler: main:handler
  triggers: {{http: {{kind: http, numWorkers: 2}}}}
"""
CODE = """
import json

def init_context(context):
    with open("/opt/nuclio/size.json") as file:
        context.user_data.size = json.load(file)

def handler(context, event):
    if len(event.body["image"]) > 5000:
        raise ValueError("too much detail")
    return [
        {"label": "left", "type": "rectangle", "points": [0, 0] + context.user_data.size, "confidence": 1},
        {"label": "picture", "type": "tag"},
        {"label": "right", "type": "rectangle", "points": [9, 9, 12, 12]},
    ]
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("data"))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "function"
    folder.mkdir()
    (folder / "function.yaml").write_text(CONFIG.format(kind="detector"))
    (folder / "main.py").write_text(CODE)
    (folder / "size.json").write_text("[16, 12]")
    return folder


@pytest.fixture
def order(tmp_path: Path) -> Order:
    (tmp_path / "pictures").mkdir()
    for name, picture in (("plain", Image.new("RGB", (32, 24))), ("noisy", Image.effect_noise((320, 240), 90))):
        picture.save(tmp_path / "pictures" / f"{name}.png")
    return Order(tmp_path / "pictures", tmp_path / "out", "cvat")


def run(order: Order, model: Path, settings: Settings) -> Outcome:
    with local_detector(model, settings, None, print, os.environ) as detector:
        return annotate(order, detector, Steps(), settings.max_pixels)


@pytest.mark.parametrize("packed", [False, True])
def test_a_folder_or_a_zip_annotates(order: Order, model: Path, settings: Settings, packed: bool) -> None:
    given = Path(shutil.make_archive(str(model), "zip", model)) if packed else model
    outcome = run(order, given, settings)
    assert outcome.tally.kept == {"left": 1, "picture": 1}
    assert outcome.tally.dropped == {"label not mapped": {"right": 1}}
    (failed,) = outcome.tally.failed
    assert failed.name == "noisy.png"
    assert "too much detail" in failed.reason
    written = (order.out / "annotations.xml").read_text("utf-8")
    assert 'label="left" source="auto" occluded="0" xtl="0.00" ytl="0.00" xbr="16.00" ybr="12.00"' in written
    assert '<tag label="picture" source="auto"/>' in written


def test_a_function_that_cannot_start_says_why(order: Order, model: Path, settings: Settings) -> None:
    (model / "main.py").write_text("import a_module_that_is_not_there")
    with pytest.raises(StartFailed, match="a_module_that_is_not_there"):
        run(order, model, settings)


def test_only_detectors_annotate(order: Order, model: Path, settings: Settings) -> None:
    (model / "function.yaml").write_text(CONFIG.format(kind="interactor"))
    with pytest.raises(InvalidInput, match="halves is of the kind “interactor”; only a detector"):
        run(order, model, settings)
    (model / "function.yaml").write_text(CONFIG.format(kind="detector").replace("spec: '[", "spec: '[ #"))
    with pytest.raises(InvalidInput, match="halves names no labels"):
        run(order, model, settings)
