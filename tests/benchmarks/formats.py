"""Exports and imports of 100,000 boxes by the formats themselves, beside their budgets: no server, no database."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from prelabel.domain.dataset import ImportTarget
from prelabel.formats import registry
from tests.unit.formats.datasets import boxes

FRAMES, BOXES_EACH = 1000, 100
EXPORT_SECONDS, IMPORT_SECONDS = 1.0, 3.0


def measure(_: Sequence[str]) -> None:
    """Print seconds, processor seconds and the share of the budget of each format."""
    dataset = boxes(FRAMES, BOXES_EACH)
    target = ImportTarget(dataset.labels, tuple(annotated.frame for annotated in dataset.frames()))
    print(f"{FRAMES * BOXES_EACH} boxes on {FRAMES} pictures{'':18}seconds   cpu  of budget")
    with tempfile.TemporaryDirectory() as folder:
        for known in registry.EXPORTERS:
            written = Path(folder) / f"{known.title}.zip"
            _row(f"export {known.name}", EXPORT_SECONDS, lambda: registry.export(known.name, dataset, written))  # noqa: B023
        for known in registry.IMPORTERS:
            title = "CVAT for images" if known.title == "CVAT" else known.title
            written = Path(folder) / f"{title}.zip"
            _row(f"import {known.name}", IMPORT_SECONDS, lambda: registry.load(known.name, written, target))  # noqa: B023


def _row(name: str, budget_seconds: float, work: Callable[[], object]) -> None:
    begin, cpu = time.perf_counter(), time.process_time()
    work()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    print(f"{name:<50}{seconds:7.2f} {cpu:5.2f}  {seconds / budget_seconds:9.2f}")
