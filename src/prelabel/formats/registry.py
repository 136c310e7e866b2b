"""Finds a format by the name that users pass, and writes or reads a data set in it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from prelabel.domain.dataset import Dataset, ImportResult, ImportTarget
from prelabel.errors import InvalidInput


@dataclass(frozen=True)
class Format:
    """A format, one way. `module` has the function `export` or `load` and is imported when it is used."""

    title: str
    version: str
    ext: str
    module: str
    aliases: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What users pass: title and version."""
        return f"{self.title} {self.version}"


def _both(title: str, version: str, module: str, *aliases: str) -> Format:
    """A format whose module has both functions, and which is read from archives only."""
    return Format(title, version, "ZIP", f"prelabel.formats.{module}", aliases)


_ULTRALYTICS = (
    _both("Ultralytics YOLO Detection", "1.0", "ultralytics_detection", "yolo", "YOLOv8 Detection 1.0"),
    _both(
        "Ultralytics YOLO Oriented Bounding Boxes",
        "1.0",
        "ultralytics_obb",
        "yolo-obb",
        "YOLOv8 Oriented Bounding Boxes 1.0",
    ),
    _both("Ultralytics YOLO Segmentation", "1.0", "ultralytics_segmentation", "yolo-seg", "YOLOv8 Segmentation 1.0"),
    _both("Ultralytics YOLO Pose", "1.0", "ultralytics_pose", "yolo-pose", "YOLOv8 Pose 1.0"),
    _both(
        "Ultralytics YOLO Classification", "1.0", "ultralytics_classification", "yolo-cls", "YOLOv8 Classification 1.0"
    ),
)
_MASKS = (_both("Segmentation mask", "1.1", "segmentation_mask", "masks"),)
EXPORTERS = (
    Format("CVAT for images", "1.1", "ZIP", "prelabel.formats.cvat_export", ("cvat",)),
    Format("CVAT for video", "1.1", "ZIP", "prelabel.formats.cvat_video_export", ("cvat-video",)),
    Format("COCO", "1.0", "ZIP", "prelabel.formats.coco_export", ("coco",)),
    Format("COCO Keypoints", "1.0", "ZIP", "prelabel.formats.coco_keypoints_export", ("coco-keypoints",)),
    Format("YOLO", "1.1", "ZIP", "prelabel.formats.yolo_export", ("darknet",)),
    *_ULTRALYTICS,
    Format("PASCAL VOC", "1.1", "ZIP", "prelabel.formats.voc_export", ("voc",)),
    *_MASKS,
    Format("LabelMe", "3.0", "ZIP", "prelabel.formats.labelme_export", ("labelme",)),
    Format("Datumaro", "1.0", "ZIP", "prelabel.formats.datumaro_export", ("datumaro",)),
)
IMPORTERS = (
    Format(
        "CVAT",
        "1.1",
        "XML, ZIP",
        "prelabel.formats.cvat_import",
        ("cvat", "cvat-video", "CVAT for images 1.1", "CVAT for video 1.1", "CVAT XML 1.1"),
    ),
    Format("COCO", "1.0", "JSON, ZIP", "prelabel.formats.coco_import", ("coco",)),
    Format("COCO Keypoints", "1.0", "JSON, ZIP", "prelabel.formats.coco_keypoints_import", ("coco-keypoints",)),
    Format("YOLO", "1.1", "ZIP", "prelabel.formats.yolo_import", ("darknet",)),
    *_ULTRALYTICS,
    Format("PASCAL VOC", "1.1", "ZIP", "prelabel.formats.voc_import", ("voc",)),
    *_MASKS,
    Format("LabelMe", "3.0", "ZIP", "prelabel.formats.labelme_import", ("labelme",)),
    Format("Datumaro", "1.0", "JSON, ZIP", "prelabel.formats.datumaro_import", ("datumaro",)),
)


def exporter(name: str) -> Format:
    """The export format of this name or alias (`InvalidInput` lists them)."""
    return _find(EXPORTERS, name, "export")


def importer(name: str) -> Format:
    """The import format of this name or alias (`InvalidInput` lists them)."""
    return _find(IMPORTERS, name, "import")


def export(name: str, dataset: Dataset, destination: Path, save_images: bool = False) -> None:
    """Write the data set as an archive; `destination` appears only when it is whole."""
    module = importlib.import_module(exporter(name).module)
    module.export(dataset, destination, save_images)


def load(name: str, source: Path, target: ImportTarget) -> ImportResult:
    """Read a file in this format; what it says of frames that the target lacks becomes a remark."""
    module = importlib.import_module(importer(name).module)
    result: ImportResult = module.load(source, target)
    return result


def _find(formats: tuple[Format, ...], name: str, verb: str) -> Format:
    wanted = name.strip().casefold()
    for known in formats:
        if wanted in (known.name.casefold(), *(alias.casefold() for alias in known.aliases)):
            return known
    names = ", ".join(known.name for known in formats)
    raise InvalidInput(f"“{name}” is not a format for {verb}; use one of: {names}.", field="format")
