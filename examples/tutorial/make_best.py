"""Trains a small `best.pt` on drawn pictures, where ultralytics is installed: stands in for weights of your own."""

import random
import shutil
from pathlib import Path

import cv2
import numpy as np
from ultralytics import YOLO

SIDE = 160
PICTURES = 64
HERE = Path(__file__).parent
DATA = HERE / "runs" / "drawn"
WEIGHTS = HERE / "runs" / "detect" / "train18" / "weights" / "best.pt"


def draw(number):
    """A stick figure on grey, with its box as YOLO writes it."""
    height = random.randint(60, 120)
    width = height // 3
    left, top = random.randint(0, SIDE - width), random.randint(0, SIDE - height)
    picture = np.full((SIDE, SIDE, 3), random.randint(90, 160), np.uint8)
    middle = left + width // 2
    cv2.circle(picture, (middle, top + width // 3), width // 3, (30, 60, 220), -1)
    cv2.rectangle(
        picture, (middle - width // 4, top + width // 2), (middle + width // 4, top + height), (200, 80, 40), -1
    )
    box = (left + width / 2, top + height / 2, width, height)
    cv2.imwrite(str(DATA / "images" / f"{number}.png"), picture)
    row = " ".join(str(value / SIDE) for value in box)
    (DATA / "labels" / f"{number}.txt").write_text(f"0 {row}\n")


def main():
    random.seed(18)
    shutil.rmtree(DATA, ignore_errors=True)
    for name in ("images", "labels"):
        (DATA / name).mkdir(parents=True)
    for number in range(PICTURES):
        draw(number)
    description = DATA / "data.yaml"
    description.write_text(f"path: {DATA.as_posix()}\ntrain: images\nval: images\nnames: {{0: person}}\n")
    runs = WEIGHTS.parents[2]
    YOLO("yolov8n.yaml").train(
        data=str(description),
        epochs=30,
        imgsz=SIDE,
        batch=16,
        device="cpu",
        project=str(runs),
        name="train18",
        exist_ok=True,
    )
    print(f"{WEIGHTS} is there.")


if __name__ == "__main__":
    main()
