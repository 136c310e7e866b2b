"""Archives made of texts, as a user might send them, and what comes out of one of ours."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult
from prelabel.domain.shapes import Shape
from prelabel.formats import registry
from tests.unit.formats import datasets


def made(tmp_path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(tmp_path / "given.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return tmp_path / "given.zip"


def loaded(tmp_path: Path, name: str, files: Mapping[str, str | bytes]) -> ImportResult:
    """What an import finds in an archive of these files."""
    return registry.load(name, made(tmp_path, files), datasets.TARGET)


def exported(tmp_path: Path, name: str, dataset: Dataset, *, save_images: bool = True) -> dict[str, bytes]:
    """The files of an export."""
    registry.export(name, dataset, tmp_path / "export.zip", save_images)
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def returned(tmp_path: Path, name: str, *shapes: Shape) -> tuple[Shape, ...]:
    """Shapes after an export and an import that has nothing to remark."""
    registry.export(name, datasets.dataset(shapes), tmp_path / "export.zip")
    result = registry.load(name, tmp_path / "export.zip", datasets.TARGET)
    assert result.remarks == ()
    return result.annotations.shapes
