"""One task of six pictures in two overlapping jobs (0 to 3 and 2 to 5) for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.editor.desk import Desk, opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path, segment_size=4, overlap=2) as desk:
        yield desk
