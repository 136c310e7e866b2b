"""Base images that everybody knows, as the Python version and packages that stand for them; nothing is downloaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_RELEASE = re.compile(r"\d+\.\d+(?:\.\d+)*")


@dataclass(frozen=True)
class KnownImage:
    """What stands for an image: a Python version, or None for any, and lines as in requirements.txt.

    `cpu` is true of an image that was made for machines without a GPU.
    """

    version: tuple[int, int] | None = None
    packages: tuple[str, ...] = ()
    cpu: bool = False


def plain_name(image: str) -> str:
    """The image's name as `docker images` shows it: without Docker's own registry, with a tag."""
    name = image.strip().removeprefix("docker.io/").removeprefix("library/")
    last = name.rpartition("/")[2]
    return name if ":" in last or "@" in last else f"{name}:latest"


def known_image(image: str) -> KnownImage | None:
    """What stands for `image`, or None when only its author knows what is in it."""
    name, _, tag = plain_name(image).rpartition(":")
    for pattern, make in _KNOWN:
        if pattern.fullmatch(name):
            return replace(make(tag), cpu="cpu" in re.split(r"[-_.]", tag))
    return None


def _python(tag: str) -> KnownImage:
    match = re.match(r"(\d+)\.(\d+)", tag)
    return KnownImage((int(match[1]), int(match[2])) if match else None)


def _nothing(tag: str) -> KnownImage:
    del tag
    return KnownImage()


def _pinned(first: str, *others: str) -> Callable[[str], KnownImage]:
    """`first` in the release that the tag begins with, and others in what fits to it."""

    def make(tag: str) -> KnownImage:
        release = _RELEASE.match(tag.removeprefix("v"))
        return KnownImage(packages=(f"{first}=={release[0]}" if release else first, *others))

    return make


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[str], KnownImage]], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"python", _python),
        (r"ultralytics/(?:ultralytics|yolov5)", _pinned("ultralytics")),
        (r"pytorch/pytorch", _pinned("torch", "torchvision")),
        (r"nvcr\.io/nvidia/pytorch", lambda _: KnownImage(packages=("torch", "torchvision"))),
        (r"tensorflow/tensorflow", _pinned("tensorflow")),
        (r"openvino/(?:ubuntu|rhel|debian)\w*_(?:runtime|dev|data_dev)", _pinned("openvino")),
        (r"paddlepaddle/paddle", _pinned("paddlepaddle")),
        (r"huggingface/transformers-pytorch-\w+", lambda _: KnownImage(packages=("transformers", "torch"))),
        (r"mcr\.microsoft\.com/onnxruntime\S*", lambda _: KnownImage(packages=("onnxruntime",))),
        (r"ubuntu|debian|alpine|busybox|amazonlinux|nvidia/cuda|nvcr\.io/nvidia/(?:cuda|tensorrt)", _nothing),
        (r"continuumio/(?:mini|ana)conda3|mambaorg/micromamba|condaforge/\w+", _nothing),
    )
)
