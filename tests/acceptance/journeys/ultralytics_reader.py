"""Reads exported archives with ultralytics' own data sets; prints, by archive, what their training would see.

Run as `python ultralytics_reader.py URL USER PASSWORD FOLDER`; the folder holds `<task of ultralytics>.zip`.
"""

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

os.environ.update(YOLO_OFFLINE="true", YOLO_AUTOINSTALL="false", YOLO_VERBOSE="false", YOLO_CONFIG_DIR=sys.argv[4])

import vision_operators  # noqa: F401 - what it defines must be there before torchvision is imported
from ultralytics.cfg import get_cfg
from ultralytics.data.dataset import ClassificationDataset, YOLODataset
from ultralytics.data.utils import check_cls_dataset, check_det_dataset


def main(folder: Path) -> None:
    facts = {}
    for archive in sorted(folder.glob("*.zip")):
        place = folder / archive.stem
        zipfile.ZipFile(archive).extractall(place)
        facts[archive.stem] = classified(place) if archive.stem == "classify" else drawn(place, archive.stem)
    print(json.dumps(facts))


def drawn(place: Path, task: str) -> dict[str, Any]:
    (description,) = place.glob("*.yaml")
    description.write_text(description.read_text("utf-8") + "val: train.txt\n", "utf-8")  # as its first line asks for
    data = check_det_dataset(str(description), autodownload=False)
    found = YOLODataset(img_path=data["train"], data=data, task=task, imgsz=64, augment=False)
    first, *others = sorted(found.labels, key=lambda label: label["im_file"])
    return {
        "pictures": [Path(label["im_file"]).name for label in (first, *others)],
        "classes": [data["names"][int(index)] for index in first["cls"].ravel()],
        "boxes": rounded(first["bboxes"]),
        "segments": [len(segment) for segment in first["segments"]],
        "keypoints": [] if first["keypoints"] is None else rounded(first["keypoints"]),
        "on the others": [len(label["cls"]) for label in others],
    }


def classified(place: Path) -> dict[str, Any]:
    data = check_cls_dataset(str(place))
    found = ClassificationDataset(str(data["train"]), get_cfg(overrides={"imgsz": 32}))
    return {"names": data["names"], "samples": [[Path(path).name, label] for path, label, *_ in found.samples]}


def rounded(values: Any) -> list[list[float]]:
    """One row for each object."""
    return [[round(float(value), 3) for value in row.ravel()] for row in values]


main(Path(sys.argv[4]))
