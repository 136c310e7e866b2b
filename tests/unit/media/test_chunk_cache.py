"""Chunks that are kept: found again, thrown out by size, and never needed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from prelabel.media.chunk_cache import ChunkCache


def test_a_chunk_is_made_once_also_for_the_next_server(tmp_path: Path) -> None:
    assert ChunkCache(tmp_path, 100).get("1-a.zip", lambda: b"made") == b"made"
    assert ChunkCache(tmp_path, 100).get("1-a.zip", _never) == b"made"


def test_those_asked_for_longest_ago_go_first(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path, 30)
    for name in ("a", "b", "c"):
        cache.get(name, lambda: b"x" * 10)
    cache.get("a", _never)
    cache.get("d", lambda: b"x" * 10)
    assert _names(tmp_path) == ["a", "d"]  # room is made for a tenth more than was needed


def test_a_chunk_larger_than_the_limit_is_not_kept(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path / "chunks", 3)
    assert [cache.get("a", lambda: b"large") for _ in range(2)] == [b"large"] * 2
    assert not (tmp_path / "chunks").exists()


def test_a_task_that_goes_takes_its_chunks_along(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path, 100)
    for name in ("1-a", "12-a", "1-b"):
        cache.get(name, lambda: b"x")
    cache.forget("1-")
    assert _names(tmp_path) == ["12-a"]


def test_a_folder_that_was_tidied_up_is_filled_again(tmp_path: Path) -> None:
    cache = ChunkCache(tmp_path / "chunks", 100)
    for made in (b"one", b"two"):
        assert cache.get("a", _give(made)) == made
        shutil.rmtree(tmp_path / "chunks")


def test_what_a_crash_left_unfinished_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".half").write_bytes(b"x")
    ChunkCache(tmp_path, 100)
    assert _names(tmp_path) == []


def test_of_many_who_ask_at_once_one_makes_it(tmp_path: Path) -> None:
    cache, made = ChunkCache(tmp_path, 100), []
    together = threading.Barrier(4)

    def ask() -> bytes:
        together.wait()
        return cache.get("a", lambda: made.append(1) or b"x")  # type: ignore[func-returns-value]

    with ThreadPoolExecutor(4) as pool:
        assert [future.result() for future in [pool.submit(ask) for _ in range(4)]] == [b"x"] * 4
    assert len(made) == 1


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _give(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _never() -> bytes:
    raise AssertionError("it was there already")
