"""What becomes of requirements, pip lines in directives, pip's own settings, and labels in annotations."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from prelabel.errors import BuildFailed, InvalidInput
from prelabel.functions.base_images import BaseImages
from prelabel.functions.build import remarks, requirements_of
from prelabel.functions.config import FunctionConfig, parse_mapping
from prelabel.functions.environment import without_screen
from prelabel.functions.interpreters import Interpreters, asked_version
from prelabel.functions.model_card import read_labels, strict_spec
from prelabel.functions.package_index import pip_settings
from prelabel.functions.pytorch import has_gpu
from prelabel.functions.recipe import Recipe, recipe_of
from prelabel.functions.weights import detector_labels


def config_with(**build: object) -> FunctionConfig:
    return parse_mapping({"metadata": {"name": "f"}, "spec": {"build": build}})


def test_pip_lines_of_directives_become_requirements(tmp_path: Path) -> None:
    directives = {
        "preCopy": [
            {"kind": "USER", "value": "root"},
            {"kind": "RUN", "value": "apt update && apt install -y libgl1 && pip3 install -U --no-cache-dir 'a>=1' b"},
            {"kind": "RUN", "value": "python3 -m pip install -r more.txt --index-url https://example.org/simple"},
        ],
        "postCopy": [{"kind": "RUN", "value": "pip install --upgrade pip"}],
    }
    found = recipe_of(tmp_path, config_with(directives=directives), BaseImages(tmp_path))
    assert found.requirements == ["a>=1", "b", "-r more.txt", "--index-url https://example.org/simple"]
    assert found.undone == []


def test_commands_stand_in_for_directives(tmp_path: Path) -> None:
    directives = {"preCopy": [{"kind": "RUN", "value": "pip install never"}]}
    commands = ["pip install \\", "a", "@nuclio.postCopy", "wget https://b/c"]
    found = recipe_of(tmp_path, config_with(commands=commands, directives=directives), BaseImages(tmp_path))
    assert (found.requirements, [each.line for each in found.undone]) == (["a"], ["wget https://b/c"])


def test_requirements_are_read_with_any_line_ending(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes("\ufeffnumpy\r\n# a remark\r\n\r\nopencv-python  # too\r\n".encode())
    recipe = recipe_of(tmp_path, config_with(commands=["pip install c"]), BaseImages(tmp_path))
    wanted = requirements_of(tmp_path, recipe)
    assert (wanted.lines, wanted.salt) == (("numpy", "opencv-python", "c"), "")


def test_requirements_that_point_into_the_bundle_are_of_this_bundle(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("./mine.whl\n")
    assert requirements_of(tmp_path, Recipe(None)).salt


def test_what_is_always_there_is_not_asked_for_twice() -> None:
    assert without_screen(("PyYAML", "numpy"), lambda *_: None) == ("nuclio-sdk>=0.5", "pyyaml", "numpy")


@pytest.mark.skipif(has_gpu(), reason="there is a GPU")
@pytest.mark.parametrize(("amount", "said"), [("1", 1), (0, 0)])
def test_a_gpu_that_is_not_there_is_told(amount: object, said: int) -> None:
    spec = {"resources": {"limits": {"nvidia.com/gpu": amount, "memory": "1Gi"}}}
    assert len(remarks(parse_mapping({"metadata": {"name": "f"}, "spec": spec}))) == said


def test_opencv_for_screens_is_replaced() -> None:
    said: list[str] = []
    lines = ("opencv-python==4.10", "opencv-contrib-python", "opencv-python-headless", "numpy")
    replaced = without_screen(lines, lambda *line: said.append(line[1]))
    assert replaced[2:] == (
        "opencv-python-headless==4.10",
        "opencv-contrib-python-headless",
        "opencv-python-headless",
        "numpy",
    )
    assert len(said) == 2


def test_what_pip_was_told_is_passed_on(tmp_path: Path) -> None:
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex-url = https://a/\nextra-index-url = https://b/\n    https://c/\ncert = /ca.pem\n")
    found = pip_settings({"PIP_CONFIG_FILE": str(file), "PIP_INDEX_URL": "https://z/"})
    assert found.options[:6] == ("--default-index", "https://z/", "--index", "https://b/", "--index", "https://c/")
    assert found.variables == (("SSL_CERT_FILE", "/ca.pem"),)


@pytest.mark.parametrize(
    ("runtime", "version"), [("python", None), ("python:3.11", (3, 11)), ("python:3.8", (3, 8)), ("", None)]
)
def test_the_version_a_runtime_asks_for(runtime: str, version: tuple[int, int] | None) -> None:
    assert asked_version(runtime) == version


def test_our_own_interpreter_is_taken_where_it_suits() -> None:
    for asked in (None, sys.version_info[:2]):
        assert Interpreters("no-uv-is-asked", False, {}).choose(asked).request == sys.executable


def test_a_version_that_is_nowhere_is_replaced_with_a_word() -> None:
    import uv

    chosen = Interpreters(uv.find_uv_bin(), False, {"PATH": ""}).choose((3, 2))
    assert "Python 3.2 is not on this machine" in chosen.remark


def test_interpreters_are_looked_for_once_and_again_for_one_that_is_gone(tmp_path: Path) -> None:
    version = (3, 8) if sys.version_info[:2] != (3, 8) else (3, 9)
    python = tmp_path / "versions" / f"3.{version[1]}.1" / ("python.exe" if sys.platform == "win32" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    interpreters = Interpreters(sys.executable, False, {"PYENV_ROOT": str(tmp_path)})
    first = interpreters.choose(version)
    python.parent.parent.rename(tmp_path / "moved")
    assert (first.request, interpreters.choose(version).remark != "") == (str(python), True)


LABELS = [
    ('[{"id": 0, "name": "a"}]', ["a"]),
    ("\n[ \n{ 'name': 'a', 'type': 'polygon' },\n { \"name\": \"b\", },\n]\n", ["a", "b"]),
    ('\t[{"name":\t"a"}]', ["a"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), LABELS)
def test_labels_of_a_model(text: str, names: list[str]) -> None:
    assert [label.name for label in read_labels(text)] == names


@pytest.mark.parametrize("text", ["[{...}]", "a: b", "[1]", '[{"id": 1}]', '[{"name": "a"}, {"name": "a"}]', "[{"])
def test_bad_labels_are_told(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"annotations\.spec"):
        read_labels(text)


def test_what_cvat_reads_is_strict_json() -> None:
    assert strict_spec((), '[{"name": "a"}]') == '[{"name": "a"}]'
    loose = "[{'name': 'a'},]"
    assert strict_spec(read_labels(loose), loose).startswith('[{"id":0,"name":"a"')
    assert strict_spec((), "{broken") == ""


def inspection(shape: list[object], **metadata: str) -> dict[str, object]:
    return {"metadata": metadata, "outputs": [{"name": "o", "shape": shape, "type": ""}]}


def test_the_classes_of_a_detector() -> None:
    found = inspection([1, 6, "anchors"], task="detect", names="{0: 'bolt', 1: 'nut'}")
    assert detector_labels(found) == ("bolt", "nut")


NO_DETECTORS = [
    (inspection([1, 6, 100], task="segment", names="{0: 'a', 1: 'b'}"), "for the task “segment”"),
    (inspection([1, 6, 100], task="detect"), "name no classes"),
    (inspection([1, 6, 100], names="__import__('os')"), "name no classes"),
    (inspection([1, 300, 6], names="{0: 'a', 1: 'b'}"), "has the shape [1, 300, 6]"),
]


@pytest.mark.parametrize(("found", "text"), NO_DETECTORS)
def test_other_weights_are_refused_with_the_reason(found: dict[str, object], text: str) -> None:
    with pytest.raises(BuildFailed) as caught:
        detector_labels(found)
    assert text in caught.value.message
