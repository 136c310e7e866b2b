"""Annotating a folder of real picture files with a stand-in for the model: resume, failures, what is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from prelabel.domain.function import ModelLabel
from prelabel.errors import HandlerFailed, InvalidInput, StartFailed
from prelabel.services.annotate import Order, Outcome, annotate
from prelabel.services.annotation_journal import FILE_NAME
from tests.unit.runs.fakes import Handler, ThreadedFunction, function

NUT = {"label": "nut", "points": [10, 10, 30, 50], "confidence": 0.75}
BOLT = {"label": "bolt", "points": [-5, 0, 50, 20], "confidence": 0.25}
MAX_PIXELS = 10_000_000


class Model:
    """A detector of nuts and bolts that counts how often it is started and called."""

    identity = "model 1"
    labels = (ModelLabel(name="bolt", type="rectangle"), ModelLabel(name="nut", type="rectangle"))

    def __init__(self, handler: Handler = lambda _: [NUT, BOLT]) -> None:
        self.handler = handler
        self.starts = 0
        self.calls = 0

    def running(self) -> AbstractContextManager[ThreadedFunction]:
        return self._running()

    @contextmanager
    def _running(self) -> Iterator[ThreadedFunction]:
        self.starts += 1
        with function(self._call) as port:
            yield port

    def _call(self, body: dict[str, Any]) -> Any:
        self.calls += 1
        return self.handler(body)


class Steps:
    """Remembers what a progress bar would show."""

    total = done = 0

    def begin(self, total: int, done: int) -> None:
        self.total, self.done = total, done

    def advance(self, count: int) -> None:
        self.done += count


@pytest.fixture
def order(tmp_path: Path) -> Order:
    folder = tmp_path / "мои pictures"
    (folder / "sub").mkdir(parents=True)
    for name in ("1.jpg", "2.png", "10.jpg", "sub/фото.bmp"):
        Image.new("RGB", (100, 80), "grey").save(folder / name)
    turned = Image.Exif()
    turned[274] = 6
    Image.new("RGB", (80, 100), "grey").save(folder / "turned.jpg", exif=turned)
    (folder / "notes.txt").write_text("no picture")
    (folder / ".hidden.jpg").write_bytes(b"")
    return Order(folder, tmp_path / "out", "yolo")


def run(order: Order, model: Model) -> Outcome:
    return annotate(order, model, Steps(), MAX_PIXELS)


def test_boxes_of_every_picture_are_written(order: Order) -> None:
    outcome = run(order, Model())
    assert (outcome.tally.frames, outcome.tally.kept, outcome.tally.failed) == (5, {"bolt": 5, "nut": 5}, ())
    assert yaml.safe_load((order.out / "data.yaml").read_text())["names"] == {0: "bolt", 1: "nut"}
    listed = (order.out / "train.txt").read_text(encoding="utf-8").splitlines()
    assert [line.removeprefix("./images/train/") for line in listed] == [
        "1.jpg",
        "2.png",
        "10.jpg",
        "sub/фото.bmp",
        "turned.jpg",
    ]
    for name in ("1", "sub/фото", "turned"):
        lines = (order.out / "labels" / "train" / f"{name}.txt").read_text().splitlines()
        assert lines[0] == "1 0.20000000 0.37500000 0.20000000 0.50000000"
    assert not (order.out / "failed.txt").exists()


def test_a_second_call_does_nothing_and_says_the_same(order: Order) -> None:
    first, model = run(order, Model()), Model()
    second = run(order, model)
    assert (model.starts, second.done_before) == (0, 5)
    assert second.tally == first.tally


def test_cancelled_it_keeps_what_is_done(order: Order) -> None:
    steps, model = Steps(), Model()
    assert annotate(order, model, steps, MAX_PIXELS, lambda: model.calls >= 2).cancelled
    assert steps.done >= 1
    assert not (order.out / "labels").exists()
    assert run(order, model).done_before == steps.done


def test_it_goes_on_where_it_was_killed(order: Order) -> None:
    run(order, Model())
    journal = order.out / FILE_NAME
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:3]) + lines[3][:20])  # two pictures, and a line that a crash cut off
    model = Model()
    outcome = run(order, model)
    assert (model.calls, outcome.done_before, outcome.tally.frames) == (3, 2, 5)
    assert len(list((order.out / "labels").rglob("*.txt"))) == 5


def test_new_and_changed_pictures_are_done(order: Order) -> None:
    run(order, Model())
    Image.new("RGB", (100, 80)).save(order.folder / "0.jpg")
    Image.new("RGB", (120, 80)).save(order.folder / "2.png")
    model = Model()
    assert run(order, model).tally.frames == 6
    assert model.calls == 2


def test_a_broken_picture_is_listed_and_not_tried_again(order: Order) -> None:
    (order.folder / "broken.jpg").write_bytes((order.folder / "1.jpg").read_bytes()[:300])
    outcome = run(order, Model())
    assert [failed.name for failed in outcome.tally.failed] == ["broken.jpg"]
    assert (order.out / "failed.txt").read_text(encoding="utf-8").startswith("broken.jpg: “broken.jpg”")
    assert not (order.out / "labels" / "train" / "broken.txt").exists()
    again = Model()
    assert run(order, again).tally.failed == outcome.tally.failed
    assert again.starts == 0


def test_a_function_that_failed_is_tried_again(order: Order) -> None:
    def handler(_: dict[str, Any]) -> Any:
        raise HandlerFailed("boom")

    assert len(run(order, Model(handler)).tally.failed) == 5
    outcome = run(order, Model())
    assert (len(outcome.tally.failed), outcome.tally.kept["nut"]) == (0, 5)
    assert not (order.out / "failed.txt").exists()


def test_a_model_that_cannot_start_leaves_the_work_to_the_next_call(order: Order) -> None:
    def handler(_: dict[str, Any]) -> Any:
        raise StartFailed("no cv2")

    with pytest.raises(StartFailed, match="no cv2"):
        run(order, Model(handler))
    assert run(order, Model()).tally.frames == 5


def test_threshold_and_labels_narrow_what_is_kept(order: Order) -> None:
    outcome = run(replace(order, threshold=0.5), Model())
    assert (outcome.tally.kept, outcome.tally.dropped) == ({"nut": 5}, {"below threshold": {"bolt": 5}})
    with pytest.raises(InvalidInput, match="of another model, threshold or choice of labels"):
        run(order, Model())
    outcome = run(replace(order, labels=("bolt",), restart=True), Model())
    assert outcome.tally.dropped == {"label not mapped": {"nut": 5}}
    assert yaml.safe_load((order.out / "data.yaml").read_text())["names"] == {0: "bolt"}


@pytest.mark.parametrize(
    ("name", "file"), [("coco", "annotations/instances_default.json"), ("cvat", "annotations.xml")]
)
def test_another_format_needs_no_second_run(order: Order, name: str, file: str) -> None:
    run(order, Model())
    model = Model()
    run(replace(order, format=name, save_images=True), model)
    assert model.starts == 0
    assert (order.out / file).stat().st_size > 100
    assert len([path for path in (order.out / "images").rglob("*") if path.is_file()]) == 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "nonsense"}, "not a format for export"),
        ({"threshold": 7.0}, "it must lie in 0..1"),
        ({"labels": ("screw",)}, "The model has no label “screw”. It has: bolt, nut"),
        ({"folder": Path("nowhere")}, "is not a folder"),
    ],
)
def test_a_wrong_order_is_refused_before_the_work(order: Order, change: dict[str, Any], said: str) -> None:
    model = Model()
    with pytest.raises(InvalidInput, match=said):
        run(replace(order, **change), model)
    assert model.starts == 0


def test_pictures_that_yolo_cannot_tell_apart_are_named_before_the_work(order: Order) -> None:
    Image.new("RGB", (9, 9)).save(order.folder / "1.png")
    model = Model()
    with pytest.raises(InvalidInput, match="differ only in their ending"):
        run(order, model)
    assert model.starts == 0
    assert run(replace(order, format="coco"), model).tally.frames == 6
