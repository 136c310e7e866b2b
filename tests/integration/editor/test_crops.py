"""Crops of frames for looking through many objects at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.integration.editor.desk import Desk


@pytest.mark.parametrize(
    ("box", "size", "pixels"),
    [
        ("10,10,30,20", 160, (24, 14)),
        ("10,10,30,20", 16, (16, 9)),
        ("0,0,64,48", 32, (32, 24)),
        ("-20,-20,10.5,8", 160, (12, 10)),
        ("63.2,47.1,70,50", 160, (2, 1)),
    ],
)
def test_a_part_with_a_little_around_it(desk: Desk, box: str, size: int, pixels: tuple[int, int]) -> None:
    path = f"/jobs/{desk.jobs[0]}/frames/0/crop"
    answer = desk.call("GET", path, params={"box": box, "size": size})
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"].startswith("private")
    width, height = Image.open(BytesIO(answer.content)).size
    assert abs(width - pixels[0]) <= 1
    assert abs(height - pixels[1]) <= 1
    again = desk.call("GET", path, params={"box": box, "size": size}, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({"box": "1,2,3"}, 400, "box"),
        ({"box": "a,b,c,d"}, 400, "box"),
        ({"box": "nan,0,9,9"}, 400, "box"),
        ({"box": "9,9,9,9"}, 400, "box"),
        ({"box": "100,100,120,120"}, 400, "box"),
        ({"box": "0,0,9,9", "size": 4096}, 400, "size"),
        ({}, 400, "box"),
    ],
    ids=str,
)
def test_what_is_no_part_of_the_frame(desk: Desk, params: dict[str, str], status: int, field: str) -> None:
    refused = desk.call("GET", f"/jobs/{desk.jobs[0]}/frames/0/crop", params=params)
    assert (refused.status_code, list(refused.json())) == (status, [field])
