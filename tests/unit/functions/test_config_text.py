"""Single values are changed in a text, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from prelabel.functions.config_text import with_value

PROJECT = ("metadata", "labels", "nuclio.io/project-name")
CASES = [
    ("metadata:\n  name: f  # mine\nspec: {}\n", ("metadata", "name"), "g", "metadata:\n  name: g  # mine\nspec: {}\n"),
    ("metadata: {name: 'f'}\n", ("metadata", "name"), "g-1.0", "metadata: {name: g-1.0}\n"),
    ("metadata: {name: f}\n", ("metadata", "name"), "1.10", 'metadata: {name: "1.10"}\n'),
    ("\ufeffmetadata:\r\n  name: f\r\n", ("metadata", "name"), "true", '\ufeffmetadata:\r\n  name: "true"\r\n'),
    (
        "metadata:\n    # a remark\n    name: f\n",
        PROJECT,
        "cvat",
        "metadata:\n    # a remark\n    labels: {nuclio.io/project-name: cvat}\n    name: f\n",
    ),
    ("metadata: {name: f}", PROJECT, "cvat", "metadata: {labels: {nuclio.io/project-name: cvat}, name: f}"),
    (
        "metadata:\n  labels:\n    a: b\n  name: f\n",
        PROJECT,
        "cvat",
        "metadata:\n  labels:\n    nuclio.io/project-name: cvat\n    a: b\n  name: f\n",
    ),
    (
        "metadata:\n  labels:\n  name: f\n",
        PROJECT,
        "cvat",
        "metadata:\n  labels: {nuclio.io/project-name: cvat}\n  name: f\n",
    ),
    (
        "metadata:\n  labels: {}\n",
        PROJECT,
        "my project",
        'metadata:\n  labels: {nuclio.io/project-name: "my project"}\n',
    ),
]


@pytest.mark.parametrize(("text", "path", "value", "changed"), CASES)
def test_a_value_is_changed_or_put_in(text: str, path: tuple[str, ...], value: str, changed: str) -> None:
    assert with_value(text, path, value) == changed
    found: Any = yaml.safe_load(changed)
    for name in path:
        assert isinstance(found, Mapping)
        found = found[name]
    assert found == value
