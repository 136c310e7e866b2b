"""Automatic annotation through the SDK's lambda API, with real detectors on real pictures."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models
from cvat_sdk.api_client.exceptions import ApiException
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from tests.acceptance.detectors import Found, deploy, expected, missing, shared
from tests.pictures import EXAMPLE, folder_of
from tests.running import Server
from tests.waiting import until

FASTENERS = ("bolt", "nut", "washer")


@pytest.fixture(scope="module")
def fasteners(server: Server) -> str:
    return deploy(server, EXAMPLE / "fasteners-open.onnx")


def task_of(client: Client, pictures: list[Path], labels: tuple[str, ...]) -> Any:
    spec = models.TaskWriteRequest(name="run", labels=[models.PatchedLabelRequest(name=name) for name in labels])
    return client.tasks.create_from_data(spec, [str(path) for path in pictures], pbar=None)


def run(client: Client, function: str, task: Any, **options: Any) -> dict[str, Any]:
    """Start a run and wait for its end; the call's record as it came over the wire."""
    request = models.FunctionCallRequest(function=function, task=task.id, **options)
    (call, _) = client.api_client.lambda_api.create_requests(function_call_request=request)

    def ended() -> dict[str, Any] | None:
        (_, answer) = client.api_client.lambda_api.retrieve_requests(call.id)
        record: dict[str, Any] = json.loads(answer.data)
        return record if record["status"] in ("finished", "failed") else None

    return until(ended, 120)


def found_in(task: Any) -> dict[str, list[Found]]:
    """The shapes of a task as detections, by picture."""
    names = {label.id: label.name for label in task.get_labels()}
    frames = [frame.name for frame in task.get_frames_info()]
    found: dict[str, list[Found]] = {name: [] for name in frames}
    for shape in task.get_annotations().shapes:
        found[frames[shape.frame]].append(Found(names[shape.label_id], shape.score, tuple(shape.points)))
    return found


def test_cli_task_sdk_run_and_coco_export(server: Server, client: Client, fasteners: str, tmp_path: Path) -> None:
    """The whole of the main job with nothing but CVAT's own clients."""
    from tests.acceptance.test_cli import cvat_cli

    pictures = sorted((EXAMPLE / "images").glob("*.jpg"))
    labels = json.dumps([{"name": name} for name in FASTENERS])
    local = ["local", *map(str, pictures)]
    made = cvat_cli(server, "task", "create", "main job", "--labels", labels, *local)
    task = client.tasks.retrieve(int(made.strip().splitlines()[-1]))
    record = run(client, fasteners, task, threshold=0.25)
    assert (record["status"], record["progress"], record["exc_info"]) == ("finished", 100, "")

    export = tmp_path / "coco.zip"
    cvat_cli(server, "task", "export-dataset", str(task.id), str(export), "--format", "COCO 1.0")
    annotations = zipfile.ZipFile(export).extract("annotations/instances_default.json", tmp_path)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(annotations)
    assert len(coco.getAnnIds()) == record["summary"]["kept"] == len(task.get_annotations().shapes) > 40
    assert {category["name"] for category in coco.loadCats(coco.getCatIds())} == set(FASTENERS)


def test_the_example_finds_what_it_should(client: Client, fasteners: str) -> None:
    wanted = expected("expected-fasteners-open.json")
    pictures = sorted(shared("images", "fasteners-val", "images").glob("*.jpg"))
    task = task_of(client, pictures, FASTENERS)
    run(client, fasteners, task, threshold=0.25)
    found = found_in(task)
    for name, detections in wanted.items():
        assert missing(detections, found[name], 0.25) == []
        assert missing(found[name], detections, 0.25) == []


def test_yolov8_finds_what_it_should_in_photographs(server: Server, client: Client) -> None:
    wanted = expected("expected-yolov8n.json")
    folders = [shared("images", "real"), shared("images", "coco-ccby", "images")]
    pictures = sorted(path for folder in folders for path in folder.glob("*.jpg"))
    function = deploy(server, shared("models", "yolov8n.onnx"))
    labels = tuple(sorted({one.label for detections in wanted.values() for one in detections}))
    task = task_of(client, pictures, labels)
    run(client, function, task, threshold=0.25)
    found = found_in(task)
    for name, detections in wanted.items():
        assert missing(detections, found[name], 0.25) == []
        assert missing(found[name], detections, 0.25) == []


def test_map_is_what_it_is_outside(client: Client, fasteners: str, tmp_path: Path) -> None:
    """The detections that a run keeps as shapes, judged by pycocotools, against the figure of the model's README."""
    folder = shared("images", "fasteners-val")
    pictures = sorted((folder / "images").glob("*.jpg"))
    task = task_of(client, pictures, FASTENERS)
    run(client, fasteners, task, threshold=0.05)
    inside = mean_average_precision(folder, found_in(task), tmp_path)
    outside = mean_average_precision(folder, detect_outside(pictures), tmp_path)
    assert inside == pytest.approx(outside, abs=0.005)


def detect_outside(pictures: list[Path]) -> dict[str, list[Found]]:
    """The same model, letterbox and decoding in a plain loop."""
    from tests.acceptance.plain_detector import detect

    return {path.name: detect(EXAMPLE / "fasteners-open.onnx", path, FASTENERS, 0.05) for path in pictures}


def mean_average_precision(folder: Path, found: dict[str, list[Found]], scratch: Path) -> float:
    """mAP50-95 over a set with YOLO labels, all pictures 320 x 320."""
    side, results = 320, []
    images: list[dict[str, Any]] = []
    truths: list[dict[str, Any]] = []
    for number, name in enumerate(sorted(found)):
        images.append({"id": number, "file_name": name, "width": side, "height": side})
        for line in (folder / "labels" / name).with_suffix(".txt").read_text().splitlines():
            kind, cx, cy, w, h = map(float, line.split())
            box = [(cx - w / 2) * side, (cy - h / 2) * side, w * side, h * side]
            truth = {"image_id": number, "category_id": int(kind), "bbox": box, "area": box[2] * box[3], "iscrowd": 0}
            truths.append({"id": len(truths) + 1, **truth})
        for one in found[name]:
            x1, y1, x2, y2 = one.box
            result = {"image_id": number, "category_id": FASTENERS.index(one.label), "score": one.score}
            results.append({**result, "bbox": [x1, y1, x2 - x1, y2 - y1]})
    categories = [{"id": number, "name": name} for number, name in enumerate(FASTENERS)]
    file = scratch / "truth.json"
    file.write_text(json.dumps({"images": images, "annotations": truths, "categories": categories}))
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(file))
        evaluation = COCOeval(coco, coco.loadRes(results), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return float(evaluation.stats[0])


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"cat": {"name": "bolt"}}, "cat"),
        ({"bolt": {"name": "screw"}}, "screw"),
        ({"bolt": {"name": "bolt", "attributes": {"size": "size"}}}, "size"),
    ],
)
def test_a_wrong_mapping_is_refused_at_once(
    client: Client, fasteners: str, tmp_path: Path, mapping: dict[str, Any], words: str
) -> None:
    task = task_of(client, folder_of(tmp_path, ["a.jpg"]), FASTENERS)
    with pytest.raises(ApiException) as refused:
        run(client, fasteners, task, mapping=mapping)
    assert refused.value.status == 400
    assert "Invalid mapping." in refused.value.body
    assert words in refused.value.body


def test_several_labels_may_become_one(client: Client, fasteners: str) -> None:
    pictures = sorted((EXAMPLE / "images").glob("*.jpg"))[:5]
    task = task_of(client, pictures, ("thing",))
    everything = {name: {"name": "thing"} for name in FASTENERS}
    record = run(client, fasteners, task, mapping=everything, threshold=0.25)
    assert record["summary"]["labels"] == {"thing": len(task.get_annotations().shapes)}


def test_unmapped_labels_are_counted(client: Client, fasteners: str) -> None:
    pictures = sorted((EXAMPLE / "images").glob("*.jpg"))[:5]
    task = task_of(client, pictures, ("nut",))
    record = run(client, fasteners, task, threshold=0.25)
    dropped = record["summary"]["dropped"]
    assert record["summary"]["kept"] == len(task.get_annotations().shapes)
    assert {"bolt", "washer"} <= {label for counts in dropped.values() for label in counts}


def test_an_unknown_function_and_an_empty_task(client: Client, fasteners: str) -> None:
    empty = client.tasks.create(models.TaskWriteRequest(name="empty", labels=[models.PatchedLabelRequest(name="nut")]))
    for function, status in (("nobody", 404), (fasteners, 409)):
        with pytest.raises(ApiException) as refused:
            run(client, function, empty)
        assert refused.value.status == status


def test_functions_are_listed_as_models(client: Client, fasteners: str) -> None:
    (_, answer) = client.api_client.lambda_api.list_functions(_parse_response=False)
    listed = {one["id"]: one for one in json.loads(answer.data)}
    assert listed[fasteners]["kind"] == "detector"
    assert [label["name"] for label in listed[fasteners]["labels_v2"]] == list(FASTENERS)
