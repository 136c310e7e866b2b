"""Exports and imports of 100,000 boxes by the formats themselves, beside their budgets: no server, no database."""

from __future__ import annotations

import functools
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportTarget
from prelabel.formats import registry
from tests.unit.formats.datasets import boxes

FRAMES, BOXES_EACH = 1000, 100
EXPORT_SECONDS, IMPORT_SECONDS = 1.0, 3.0
# Two pictures for each frame, painted and compressed: the pixels cost, not the boxes.
PAINTED, PAINTED_FRAMES = "Segmentation mask", 20


def measure(_: Sequence[str]) -> None:
    """Print seconds, processor seconds and the share of the budget of each format."""
    print(f"{FRAMES * BOXES_EACH} boxes on {FRAMES} pictures{'':18}seconds   cpu  of budget")
    with tempfile.TemporaryDirectory() as folder:
        for known in registry.EXPORTERS:
            dataset, note = _dataset(known.title)
            written = Path(folder) / f"{known.title}.zip"
            export = functools.partial(registry.export, known.name, dataset, written)
            _row(f"export {known.name}{note}", EXPORT_SECONDS, export)
        for known in registry.IMPORTERS:
            title = "CVAT for images" if known.title == "CVAT" else known.title
            dataset, note = _dataset(title)
            target = ImportTarget(dataset.labels, tuple(annotated.frame for annotated in dataset.frames()))
            load = functools.partial(registry.load, known.name, Path(folder) / f"{title}.zip", target)
            _row(f"import {known.name}{note}", IMPORT_SECONDS, load)


@functools.cache
def _dataset(title: str) -> tuple[Dataset, str]:
    """The boxes for a format, and what to say when there are fewer of them."""
    if title == PAINTED:
        return boxes(PAINTED_FRAMES, BOXES_EACH), f", {PAINTED_FRAMES} pictures"
    return _boxes(), ""


@functools.cache
def _boxes() -> Dataset:
    return boxes(FRAMES, BOXES_EACH)


def _row(name: str, budget_seconds: float, work: Callable[[], object]) -> None:
    begin, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    print(f"{name:<50}{seconds:7.2f} {cpu:5.2f}  {seconds / budget_seconds:9.2f}")
