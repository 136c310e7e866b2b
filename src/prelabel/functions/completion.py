"""Writes what a bundle lacks beside the part that a function is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from prelabel.functions.base_images import REQUIREMENTS
from prelabel.functions.bundle import CONFIG_NAME


def write_parts(bundle: Path, config: str, files: Mapping[str, str], requirements: Sequence[str]) -> None:
    """Write what the bundle lacked; the configuration last, since with it the bundle is whole."""
    for name, text in files.items():
        (bundle / name).write_text(text, encoding="utf-8")
    (bundle / REQUIREMENTS).write_text("\n".join(requirements) + "\n", encoding="utf-8")
    (bundle / CONFIG_NAME).write_text(config, encoding="utf-8")
