"""Damaged files of every format: an import answers or refuses them, and what it answers is valid."""

from __future__ import annotations

import random
import re
import zipfile
from pathlib import Path

import msgspec
import pytest

from prelabel.domain.shapes import check_shape
from prelabel.errors import UserError
from prelabel.formats import registry
from tests.unit.formats import datasets, drawn
from tests.unit.formats.archives import made

ROUNDS = 15
SHAPES = [kind(seed) for kind in drawn.KINDS.values() for seed in range(2)]
PLACES = re.compile(rb'[-\d.]+|"[^"]*"|(?<=>)[^<>]+(?=<)')
TOKENS = (
    *(b"NaN", b"nan", b"1e999", b"-1", b"9" * 30, b"2147483648", b"1e300", b"-0.0", b"null", b"true", b'"x"'),
    *(b"[]", b"{}", b"", b"\xff", b"\xd0", b"\0", b"<a>", b",", b":"),
)  # fmt: skip


def damaged(source: random.Random, content: bytes) -> bytes:
    """One to three values replaced, or the end cut off."""
    if source.random() < 0.1:
        return content[: source.randrange(len(content) + 1)]
    for _ in range(source.randint(1, 3)):
        places = list(PLACES.finditer(content))
        if places:
            place = source.choice(places)
            content = content[: place.start()] + source.choice(TOKENS) + content[place.end() :]
    return content


@pytest.mark.parametrize("known", registry.EXPORTERS, ids=lambda known: known.name)
def test_damaged_files_are_read_or_refused(tmp_path: Path, known: registry.Format) -> None:
    source = random.Random(known.name)
    registry.export(known.name, datasets.dataset(SHAPES, [datasets.TAG]), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(ROUNDS):
        name = source.choice(list(files))
        try:
            given = made(tmp_path, {**files, name: damaged(source, files[name])})
            found = registry.load(registry.importer(known.name).name, given, datasets.TARGET).annotations
        except UserError:
            continue
        msgspec.json.encode(found)
        for shape in found.shapes:
            check_shape(shape)
