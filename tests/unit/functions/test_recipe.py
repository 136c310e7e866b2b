"""What becomes of base images, Dockerfiles, directives and commands without an image being made."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from prelabel.errors import InvalidInput
from prelabel.functions.base_images import BaseImages, UnknownImage
from prelabel.functions.bundle import BundleFile
from prelabel.functions.config import FunctionConfig, parse_mapping
from prelabel.functions.dockerfile import assignments, parse_dockerfile
from prelabel.functions.known_images import known_image, plain_name
from prelabel.functions.recipe import Recipe, fill_bundle, recipe_of
from prelabel.functions.shell_lines import commands, read_shell

TUTORIAL = """\
FROM ultralytics/ultralytics:8.2.74-cpu
ENV DEBIAN_FRONTEND=noninteractive
WORKDIR /opt/nuclio
COPY runs/detect/train18/weights/best.pt best.pt
"""


def config(**build: object) -> FunctionConfig:
    return parse_mapping({"metadata": {"name": "f"}, "spec": {"runtime": "python:3.11", "build": build}})


def file(name: str, content: str | bytes = b"x") -> BundleFile:
    return BundleFile(name, io.BytesIO(content.encode() if isinstance(content, str) else content))


@pytest.fixture
def images(tmp_path: Path) -> BaseImages:
    return BaseImages(tmp_path / "images")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    return folder


def followed(text: str, bundle: Path, images: BaseImages, **files: str) -> Recipe:
    """The recipe of a bundle with this Dockerfile and files."""
    (bundle / "Dockerfile").write_text(text, encoding="utf-8", newline="\r\n")
    for name, content in files.items():
        (bundle / name.replace("__", ".")).write_text(content, encoding="utf-8")
    return recipe_of(bundle, config(), images)


KNOWN = [
    ("python:3.10-slim", (3, 10), ()),
    ("docker.io/library/python", None, ()),
    ("ultralytics/ultralytics:8.2.74-cpu", None, ("ultralytics==8.2.74",)),
    ("ultralytics/ultralytics", None, ("ultralytics",)),
    ("pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime", None, ("torch==2.1.0", "torchvision")),
    ("tensorflow/tensorflow:2.15.0-gpu", None, ("tensorflow==2.15.0",)),
    ("openvino/ubuntu20_runtime:2022.1.0", None, ("openvino==2022.1.0",)),
    ("ubuntu:22.04", None, ()),
    ("nvidia/cuda:11.8.0-runtime-ubuntu22.04", None, ()),
]


@pytest.mark.parametrize(("image", "version", "packages"), KNOWN)
def test_images_that_everybody_knows(image: str, version: tuple[int, int] | None, packages: tuple[str, ...]) -> None:
    found = known_image(image)
    assert found is not None
    assert (found.version, found.packages) == (version, packages)


def test_an_image_has_one_name() -> None:
    names = ["mine", "docker.io/library/mine:latest", "host:5000/mine", "a/b:1"]
    assert [plain_name(name) for name in names] == ["mine:latest", "mine:latest", "host:5000/mine:latest", "a/b:1"]
    assert known_image("custom:1") is None


def test_an_unknown_image_is_asked_for_once(bundle: Path, images: BaseImages) -> None:
    wanted = config(baseImage="custom_ultralytics_cpu_yolov8_nano:latest")
    with pytest.raises(UnknownImage, match="What is in the base image custom_ultralytics_cpu_yolov8_nano:latest"):
        recipe_of(bundle, wanted, images)
    images.put("custom_ultralytics_cpu_yolov8_nano", (file("Dockerfile", TUTORIAL), file("best.pt", b"weights")))
    recipe = recipe_of(bundle, wanted, images)
    assert (recipe.requirements, recipe.variables) == (["ultralytics==8.2.74"], {"DEBIAN_FRONTEND": "noninteractive"})
    assert (recipe.working_folder, recipe.undone) == (".", [])
    assert fill_bundle(recipe, bundle) == ["best.pt"]
    assert (bundle / "best.pt").read_bytes() == b"weights"
    assert fill_bundle(recipe, bundle) == []


def test_requirements_say_what_is_in_an_image(bundle: Path, images: BaseImages) -> None:
    images.put("team/base:3", (file("requirements.txt", "numpy\r\n# no\r\nscipy"),))
    assert recipe_of(bundle, config(baseImage="team/base:3"), images).requirements == ["numpy", "scipy"]
    assert images.files("team/base:3") == ["requirements.txt"]


def test_an_answer_that_says_nothing_is_refused(images: BaseImages) -> None:
    with pytest.raises(InvalidInput, match=r"Give a Dockerfile, or a requirements\.txt"):
        images.put("custom", (file("best.pt"),))
    assert images.find("custom") is None


def test_images_made_from_each_other(bundle: Path, images: BaseImages) -> None:
    images.put("child", (file("Dockerfile", "FROM parent\nRUN pip install b\n"),))
    with pytest.raises(UnknownImage, match="base image parent:latest"):
        recipe_of(bundle, config(baseImage="child"), images)
    images.put("parent", (file("Dockerfile", "FROM python:3.10\nRUN pip install a\n"),))
    recipe = recipe_of(bundle, config(baseImage="child"), images)
    assert (recipe.version, recipe.requirements) == ((3, 10), ["a", "b"])


def test_an_image_that_is_made_from_itself_is_asked_for(bundle: Path, images: BaseImages) -> None:
    images.put("loop", (file("Dockerfile", "FROM loop\n"),))
    with pytest.raises(UnknownImage):
        recipe_of(bundle, config(baseImage="loop"), images)


def test_requirements_beside_the_function_are_answer_enough(bundle: Path, images: BaseImages) -> None:
    (bundle / "requirements.txt").write_text("numpy")
    assert "is not used" in recipe_of(bundle, config(baseImage="custom"), images).remarks[0]


def test_files_are_copied_to_where_the_image_would_have_them(bundle: Path, images: BaseImages) -> None:
    text = """\
    FROM ubuntu
    ARG PLACE=weights
    WORKDIR /opt/nuclio/sam
    ENV MODEL=/opt/nuclio/sam/${PLACE}/a.bin PATH=/x:$PATH
    COPY a.bin ${PLACE}/
    COPY b.bin /models/
    COPY missing.bin .
    COPY requirements.txt /tmp/deps.txt
    RUN pip install --no-cache-dir -r /tmp/deps.txt \\
        # a remark between
        && python3 -m pip install extra
    """
    recipe = followed(text, bundle, images, a__bin="a", b__bin="b", requirements__txt="numpy")
    assert recipe.requirements == ["numpy", "extra"]
    assert recipe.variables == {"MODEL": "/opt/nuclio/sam/weights/a.bin"}
    assert (recipe.working_folder, list(recipe.copied())) == ("sam", ["sam/weights/a.bin"])
    assert [each.line for each in recipe.undone] == ["ENV PATH", "COPY b.bin /models/", "COPY missing.bin ."]


SHELL = [
    ("apt-get update && apt-get install -y libgl1 python3-pip git && rm -rf /var/lib/apt/lists/*", [], []),
    ("apt install -y python3-opencv libfoo", ["opencv-python-headless"], ["apt install libfoo"]),
    ("ln -s /usr/bin/python3 /usr/bin/python; pip install -U pip", [], []),
    ("""pip install 'a>=1; python_version<"3.12"' b[c]==2""", ['a>=1; python_version<"3.12"', "b[c]==2"], []),
    ("uv pip install --system a", ["a"], []),
    ("conda install -y x", [], ["conda install -y x"]),
    ("make -j4", [], ["make -j4"]),
]


@pytest.mark.parametrize(("line", "requirements", "undone"), SHELL)
def test_what_a_run_line_asks_for(line: str, requirements: list[str], undone: list[str]) -> None:
    found = read_shell(line)
    assert (list(found.requirements), [each.line for each in found.undone]) == (requirements, undone)


def test_what_is_not_done_names_reason_and_way_out() -> None:
    said = str(read_shell("wget -q https://example.org/best.pt -O best.pt").undone[0])
    assert "because nothing is downloaded" in said
    assert "download https://example.org/best.pt yourself and add it" in said


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("wget -q https://example.org/w/best.pt?download=1", "best.pt"),
        ("curl -L -o /opt/nuclio/own.onnx https://example.org/best.onnx", "own.onnx"),
        ("git clone --depth 1 https://example.org/a/detector.git", "detector"),
        ("git clone https://example.org/a/detector.git /opt/nuclio/model", "model"),
        ("gdown 1abc", "it"),
    ],
)
def test_what_a_line_would_have_fetched(line: str, name: str) -> None:
    assert read_shell(line).undone[0].makes == name


def test_commands_are_not_split_in_quotes() -> None:
    assert list(commands("a 'x && y'; b || c\nd & e")) == ["a 'x && y'", "b", "c", "d & e"]


def test_only_the_last_stage_counts() -> None:
    text = "FROM node AS web\nRUN npm ci\nFROM --platform=linux/amd64 python:3.11 as base\nFROM base\nCMD x\n"
    assert [str(each) for each in parse_dockerfile(text)] == ["FROM python:3.11", "CMD x"]


def test_variables_in_both_forms() -> None:
    assert assignments('A=1 B="x y"') == [("A", "1"), ("B", "x y")]
    assert assignments("A one two") == [("A", "one two")]
