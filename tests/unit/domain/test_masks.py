"""Run lengths of masks, ours and COCO's, against pycocotools and against drawing them."""

from __future__ import annotations

import random

import pytest

from prelabel.domain import masks
from prelabel.errors import InvalidInput


@pytest.mark.parametrize(
    ("pixels", "runs"),
    [("", []), ("0", [1]), ("1", [0, 1]), ("0011101", [2, 3, 1, 1]), ("1100", [0, 2, 2])],
)
def test_runs_begin_with_zeros(pixels: str, runs: list[int]) -> None:
    drawn = bytes(map(int, pixels))
    assert masks.runs_of(drawn) == runs
    assert masks.pixels_of(runs) == drawn


@pytest.mark.parametrize("seed", range(20))
def test_columns_and_rows_are_the_same_mask(seed: int) -> None:
    source = random.Random(seed)
    width, height = source.randint(1, 30), source.randint(1, 30)
    rows = bytes(source.random() < source.choice((0.1, 0.9)) for _ in range(width * height - 1)) + b"\1"
    columns = b"".join(rows[x::width] for x in range(width))
    points = masks.from_columns(masks.runs_of(columns), width, height)
    assert masks.to_columns(points, width, height) == masks.runs_of(columns)
    assert masks.area(points) == sum(rows)


def test_what_lies_outside_of_the_picture_is_cut() -> None:
    everywhere = (0, 16, -1, -1, 2, 2)
    assert masks.to_columns(everywhere, 2, 2) == [0, 4]
    assert masks.to_columns(everywhere, 9, 9)[1] == 3


@pytest.mark.parametrize("seed", range(5))
def test_packed_counts_are_pycocotools(seed: int) -> None:
    import numpy as np
    from pycocotools import mask

    pixels = (np.random.default_rng(seed).random((211, 307)) < 0.02 + seed / 5).astype(np.uint8)
    packed = mask.encode(np.asfortranarray(pixels))["counts"].decode()
    assert masks.unpack_counts(packed) == masks.runs_of(pixels.T.tobytes())
    assert masks.pack_counts(masks.unpack_counts(packed)) == packed


@pytest.mark.parametrize("counts", [[4, 1], [4], [5, -1]])
def test_counts_that_do_not_fit_are_refused(counts: list[int]) -> None:
    with pytest.raises(InvalidInput, match="The mask"):
        masks.from_columns(counts, 2, 2)


def test_a_mask_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(InvalidInput, match="too large"):
        masks.to_columns((0, 1e12, 0, 0, 999_999, 999_999), 10, 10)


@pytest.mark.parametrize("seed", range(20))
def test_the_part_on_the_picture_is_cut_out(seed: int) -> None:
    source = random.Random(seed)
    width, height = source.randint(1, 12), source.randint(1, 12)
    left, top = source.randint(-6, 6), source.randint(-6, 6)
    pixels = bytes(source.random() < 0.5 for _ in range(width * height))
    points = (*masks.runs_of(pixels), left, top, left + width - 1, top + height - 1)
    kept = masks.on_picture(points, 7, 5)
    drawn = {
        (left + at % width, top + at // width)
        for at, pixel in enumerate(pixels)
        if pixel and 0 <= left + at % width < 7 and 0 <= top + at // width < 5
    }
    assert (masks.to_columns(kept, 7, 5) if kept else [35]) == masks.runs_of(
        bytes((x, y) in drawn for x in range(7) for y in range(5))
    )


def test_a_run_length_without_end_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no end"):
        masks.unpack_counts("o" * 1_000_000)


def test_a_mask_of_any_size_is_cut_quickly() -> None:
    assert masks.on_picture((0, 1e12, 0, 0, 999_999, 999_999), 10, 10) == (0, 100, 0, 0, 9, 9)
