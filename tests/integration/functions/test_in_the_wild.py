"""Functions as people publish them for CVAT, in our words: each is deployed as it is, with and without a sandbox.

What they need is what many need: labels read from the configuration, modules and weights by absolute paths, apt and pip
in directives, commands or a Dockerfile, files by bare names, Windows' line ends, statuses of their own.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from prelabel.functions.bundle import BundleFile, BundleSource
from prelabel.functions.pytorch import has_gpu
from tests.integration.functions.platform import FUNCTIONS, Platform, running

WILD = FUNCTIONS / "in-the-wild"
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "functions.md"
EXAMPLE = Path(__file__).parents[3] / "examples" / "from-weights"
IMAGE = base64.b64encode((EXAMPLE / "images" / "val_0000.jpg").read_bytes()).decode()


@dataclass
class Deployed:
    platform: Platform
    name: str

    def call(self, body: Any, method: str = "POST") -> httpx.Response:
        """A call as CVAT's."""
        headers = {"Content-Type": "application/json"}
        return self.platform.call(self.name, content=json.dumps(body).encode(), method=method, headers=headers)

    def build_log(self) -> str:
        logs = self.platform.api("GET", f"/functions/{self.name}").json()["status"]["logs"]
        return "\n".join(line["message"] for line in logs)


@pytest.fixture(scope="module", params=["auto", "none"])
def platform(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, environments: Path
) -> Iterator[Platform]:
    with running(tmp_path_factory.mktemp("data"), environments, sandbox=request.param) as started:
        yield started


def deployed(platform: Platform, folder: str, *more: BundleFile, **options: Any) -> Deployed:
    source = BundleSource.from_path(WILD / folder)
    view = platform.deploy_source(replace(source, files=source.files + more, **options), replace=True)
    assert (view.state, view.message) == ("ready", "")
    return Deployed(platform, view.name)


def test_a_model_handler_with_labels_from_the_configuration(platform: Platform) -> None:
    function = deployed(platform, "labels from config", BundleFile("best.onnx", EXAMPLE / "fasteners-open.onnx"))
    assert "Not done" not in function.build_log(), "its weights are there"
    assert "opencv-python is replaced by opencv-python-headless" in function.build_log()
    found = function.call({"image": IMAGE}).json()
    assert sorted({each["label"] for each in found}) == ["bolt", "nut", "washer"]
    assert len(function.call({"image": IMAGE, "threshold": 0.9995}).json()) < len(found)
    assert "Init context...100%" in platform.messages(function.name)


def test_one_file_from_windows_with_all_that_nuclio_ignores(platform: Platform) -> None:
    function = deployed(platform, "one-file")
    for _ in range(2):  # it writes into its folder
        (found,) = function.call({"image": IMAGE}).json()
        assert (found["label"], found["points"]) == ("dark", [0, 0, 320, 320])
    assert [label.name for label in platform.service.get(function.name).spec.labels] == ["dark", "light"]
    assert has_gpu() or "asks for a GPU and this machine has none" in function.build_log()
    assert [entry.level for entry in platform.service.log(function.name, text="the CPU is used")] == ["warning"]


def test_masks_in_both_forms_with_attributes(platform: Platform) -> None:
    found = deployed(platform, "masks").call({"image": IMAGE}).json()
    assert [each["type"] for each in found] == ["mask", "mask", "polygon"]
    assert found[0]["mask"] == found[1]["mask"]
    left, top, right, bottom = found[0]["mask"][-4:]
    assert len(found[0]["mask"]) == (right - left + 1) * (bottom - top + 1) + 4
    assert found[0]["attributes"] == [{"name": "dark", "value": "true"}, {"name": "size", "value": "large"}]


def test_an_interactor_answers_with_points_and_a_mask(platform: Platform) -> None:
    body = {"image": IMAGE, "pos_points": [[60, 40]], "neg_points": [[5, 5]], "obj_bbox": None}
    found = deployed(platform, "interactor").call(body).json()
    assert (len(found["mask"]), len(found["mask"][0]), len(found["points"])) == (320, 320, 4)


def test_a_tracker_keeps_its_state_with_the_caller(platform: Platform) -> None:
    function = deployed(platform, "tracker")
    first = function.call({"image": IMAGE, "shapes": [[1, 2, 3, 4]], "states": []}).json()
    then = function.call({"image": IMAGE, "shapes": [None], "states": first["states"]}).json()
    assert (first["shapes"], then["shapes"]) == ([[2, 3, 4, 5]], [[3, 4, 5, 6]])


def test_the_handler_that_the_reference_shows(platform: Platform) -> None:
    code = REFERENCE.read_text("utf-8").split("```python\n")[1].split("```")[0]
    texts = {"shown.py": code, "weights.txt": "w", "requirements.txt": "numpy\npillow\n"}
    files = tuple(BundleFile(name, io.BytesIO(text.encode())) for name, text in texts.items())
    view = platform.deploy_source(BundleSource(files=files))
    assert (view.name, view.state, view.message) == ("shown", "ready", "")
    assert Deployed(platform, "shown").call({"image": IMAGE}).json()[0]["points"] == [0, 0, 320, 320]


def test_statuses_are_passed_on(platform: Platform) -> None:
    function = deployed(platform, "statuses")
    bodies = [([], "POST"), ({}, "POST"), ({"image": "refuse"}, "POST"), ({"image": ""}, "POST"), ({}, "PUT")]
    assert [function.call(*each).status_code for each in bodies] == [400, 404, 500, 201, 405]
    assert function.call({}).headers["x-reason"] == "image"


@pytest.mark.parametrize("read_only", [False, True])
def test_models_that_the_command_mounts(platform: Platform, tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "written").mkdir()
    (tmp_path / "best.txt").write_text("m")
    mount = {"name": "volume-1", "mountPath": "/models", "readOnly": read_only}
    volume = {"volume": {"name": "volume-1", "hostPath": {"path": str(tmp_path)}}, "volumeMount": mount}
    function = deployed(platform, "mounted", overrides={"spec": {"volumes": [volume]}})
    found = function.call({}).json()
    assert (found["model"], found["there"]) == ("mm", ["best.txt", "written"])
    walled = not platform.do(platform.service._supervisor.sandbox()).rewrites
    assert (tmp_path / "written" / "0.txt").exists() == found["written"] == (not (read_only and walled))


@pytest.mark.parametrize(("host", "said"), [("/nowhere", "There is no /nowhere"), ("", "holds data of the server")])
def test_what_cannot_be_mounted(platform: Platform, host: str, said: str) -> None:
    path = host or str(platform.service._supervisor._data)
    volume = {"volume": {"hostPath": {"path": path}}, "volumeMount": {"mountPath": "/models"}}
    source = replace(BundleSource.from_path(WILD / "mounted"), overrides={"spec": {"volumes": [volume]}})
    view = platform.deploy_source(source, replace=True)
    assert (view.state, said in view.message) == ("error", True), view.message


def test_a_dockerfile_beside_it_and_a_gpu_wanted(platform: Platform) -> None:
    function = deployed(platform, "gpu-choice", config=(WILD / "gpu-choice" / "function-gpu.yaml").read_text("utf-8"))
    assert "Not done: git clone" in function.build_log()
    assert "weights/model.txt is copied" in function.build_log()
    assert function.call({}).json()[0]["points"] == [0, 0, 17.0, 17.0]
