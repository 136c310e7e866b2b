"""Formats are found by CVAT's names and by kind aliases, and each of them can be imported."""

from __future__ import annotations

import importlib

import pytest

from prelabel.errors import InvalidInput
from prelabel.formats import registry


@pytest.mark.parametrize("known", registry.EXPORTERS, ids=lambda known: known.name)
def test_every_exporter_exports(known: registry.Format) -> None:
    assert callable(importlib.import_module(known.module).export)
    assert registry.exporter(known.name.lower()) == known


@pytest.mark.parametrize("known", registry.IMPORTERS, ids=lambda known: known.name)
def test_every_importer_loads(known: registry.Format) -> None:
    assert callable(importlib.import_module(known.module).load)
    assert all(registry.importer(alias) == known for alias in known.aliases)


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match=r"“VOX” is not a format for export; use one of: CVAT for images 1\.1, CVAT"):
        registry.exporter("VOX")
