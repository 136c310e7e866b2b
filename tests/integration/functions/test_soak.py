"""Half a minute of random calls, killed workers, redeployments and memory hogs; `just soak` takes ten."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.soak import soak

SECONDS = 60.0
MOST_GROWTH_BYTES = 40_000_000


def test_nothing_is_lost_or_left_behind(tmp_path: Path, environments: Path) -> None:
    report = soak(tmp_path, environments, SECONDS)
    assert report.unexplained == []
    assert report.answered == report.asked > 300
    assert report.left_behind == []
    assert report.growth_bytes < MOST_GROWTH_BYTES
