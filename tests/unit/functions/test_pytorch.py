"""Which build of PyTorch is asked for, in which order, and the torchvision that does not fit it."""

from __future__ import annotations

from pathlib import Path

import pytest

from prelabel.functions.known_images import known_image
from prelabel.functions.pytorch import attempts, cpu_builds, mend_torchvision


def wheels(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / f"{name}-cp311-cp311-linux_x86_64.whl").touch()
    return folder


def test_the_newest_builds_for_processors_on_disk_are_taken(tmp_path: Path) -> None:
    names = ("torch-2.9.1+cpu", "torch-2.13.0+cpu", "torch-2.14.0", "torchvision-0.28.0+cpu", "torchmetrics-1.0+cpu")
    assert cpu_builds([wheels(tmp_path, *names)]) == ("torch==2.13.0+cpu", "torchvision==0.28.0+cpu")


def test_builds_on_disk_come_before_pytorchs_own_index_and_that_before_all_else(tmp_path: Path) -> None:
    folder = wheels(tmp_path, "torch-2.13.0+cpu")
    constraints = ("--constraints", str(tmp_path / "pytorch.txt"))
    assert list(attempts("cpu", [folder], tmp_path)) == [constraints, ("--torch-backend", "cpu"), ()]
    assert (tmp_path / "pytorch.txt").read_text() == "torch==2.13.0+cpu\n"
    assert list(attempts("auto", [folder], tmp_path)) == [("--torch-backend", "auto"), ()]
    assert list(attempts("", [folder], tmp_path)) == [()]


INSTALLED = [
    (("torch-2.13.0+cpu", "torchvision-0.28.0"), True),
    (("torch-2.13.0+cpu", "torchvision-0.28.0+cpu"), False),
    (("torch-2.13.0", "torchvision-0.28.0"), False),
    (("torch-2.13.0+cpu",), False),
]


@pytest.mark.parametrize(("packages", "mended"), INSTALLED)
def test_only_a_torchvision_that_does_not_fit_gets_the_stand_in(
    tmp_path: Path, packages: tuple[str, ...], mended: bool
) -> None:
    place = tmp_path / "lib" / "python3.11" / "site-packages"
    for package in packages:
        (place / f"{package}.dist-info").mkdir(parents=True)
    assert bool(mend_torchvision(tmp_path)) == mended
    assert (place / "prelabel_torchvision.pth").exists() == mended


@pytest.mark.parametrize(
    ("image", "cpu"),
    [
        ("ultralytics/ultralytics:8.2.74-cpu", True),
        ("ultralytics/ultralytics:latest-cpu", True),
        ("ultralytics/ultralytics:8.2.74", False),
        ("pytorch/pytorch:2.3.0-cuda12.1-cudnn8-runtime", False),
    ],
)
def test_an_images_tag_says_that_no_gpu_is_wanted(image: str, cpu: bool) -> None:
    known = known_image(image)
    assert known is not None
    assert known.cpu == cpu
