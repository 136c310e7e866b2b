"""Tasks through cvat-sdk, unmodified."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models
from cvat_sdk.api_client.exceptions import ApiException, NotFoundException
from PIL import Image

from tests.acceptance.conftest import make_task
from tests.pictures import folder_of, jpeg
from tests.running import Server


def test_a_task_has_its_frames_labels_and_job(task: Any) -> None:
    assert (task.size, task.data_original_chunk_type) == (6, "imageset")
    assert [label.name for label in task.get_labels()] == ["cat", "dog"]
    assert [(job.start_frame, job.stop_frame) for job in task.get_jobs()] == [(0, 5)]
    first = task.get_frames_info()[0]
    assert (first.name, first.width) == ("0.jpg", 64)


def test_any_file_name_survives(client: Client, tmp_path: Path) -> None:
    names = ["Ёлка и снег.jpg", "写真 (1).jpg", "a%20b&c=d;e.jpg", "x" * 180 + ".jpg", "ünï côdé.jpg"]
    task = make_task(client, folder_of(tmp_path, names))
    assert sorted(frame.name for frame in task.get_frames_info()) == sorted(names)
    task.remove()


def test_segments_become_jobs(client: Client, tmp_path: Path) -> None:
    pictures = folder_of(tmp_path, [f"{number}.jpg" for number in range(10)])
    task = make_task(client, pictures, segment_size=4, overlap=1)
    jobs = sorted((job.start_frame, job.stop_frame) for job in task.get_jobs())
    assert jobs == [(0, 3), (3, 6), (6, 9)]


def test_frames_chunks_and_previews(task: Any, tmp_path: Path) -> None:
    assert Image.open(task.get_frame(2, quality="original")).size == (64, 48)
    assert Image.open(task.get_preview()).format == "JPEG"
    chunk = tmp_path / "chunk.zip"
    with chunk.open("wb") as out:
        task.download_chunk(0, out, quality="original")
    assert len(zipfile.ZipFile(chunk).namelist()) == 6


def test_chunks_of_a_task_go_over_the_borders_of_jobs_and_those_of_a_job_end_there(
    client: Client, tmp_path: Path
) -> None:
    pictures = folder_of(tmp_path, [f"{number}.jpg" for number in range(10)])
    task = make_task(client, pictures, segment_size=5, data_params={"chunk_size": 4})
    second = max(job.id for job in task.get_jobs())
    expected = {
        (f"tasks/{task.id}", "number", 1): [4, 5, 6, 7],
        (f"tasks/{task.id}", "number", 2): [8, 9],
        (f"jobs/{second}", "number", 1): [5, 6, 7],
        (f"jobs/{second}", "index", 0): [5, 6, 7, 8],
        (f"jobs/{second}", "index", 1): [9],
    }
    for (whose, counted, number), frames in expected.items():
        for _ in range(2):  # made, and then as it was kept
            assert _shades(client, whose, counted, number) == pytest.approx([n * 7 for n in frames], abs=3)
    for whose, counted, number in ((f"jobs/{second}", "number", 0), (f"tasks/{task.id}", "number", 3)):
        with pytest.raises(NotFoundException):
            _shades(client, whose, counted, number)


def _shades(client: Client, whose: str, counted: str, number: int) -> list[int]:
    """The red of the first pixel of each picture in a chunk."""
    query = [("type", "chunk"), (counted, str(number)), ("quality", "compressed")]
    _, response = client.api_client.call_api(f"/api/{whose}/data", "GET", query_params=query, _parse_response=False)
    with zipfile.ZipFile(BytesIO(response.data)) as chunk:
        return [Image.open(BytesIO(chunk.read(name))).convert("RGB").tobytes()[0] for name in chunk.namelist()]


def test_untouched_originals_come_back(client: Client, tmp_path: Path) -> None:
    picture = folder_of(tmp_path, ["one.jpg"])[0]
    task = make_task(client, [picture])
    assert task.get_frame(0, quality="original").read() == picture.read_bytes()


def test_a_zip_archive_is_unpacked(client: Client, tmp_path: Path) -> None:
    archive = tmp_path / "pictures.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for name in ("b/2.jpg", "a/1.jpg"):
            out.writestr(name, jpeg())
    task = make_task(client, [archive])
    assert [frame.name for frame in task.get_frames_info()] == ["a/1.jpg", "b/2.jpg"]


def test_what_lies_beside_pictures_is_left_out_and_named(client: Client, tmp_path: Path) -> None:
    """As CVAT does with a folder that has the labels of its pictures in it; the request says what was left out."""
    archive, notes = tmp_path / "dataset.zip", tmp_path / "notes.txt"
    notes.write_text("dogs")
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("images/2.jpg", jpeg())
        out.writestr("labels/2.txt", "0 0.5 0.5 1 1")
    (picture,) = folder_of(tmp_path, ["one.jpg"])
    task = make_task(client, [archive, picture, notes])
    assert [frame.name for frame in task.get_frames_info()] == ["images/2.jpg", "one.jpg"]
    made, _ = client.api_client.requests_api.list(task_id=task.id, action="create")
    assert made.results[0].message == "2 files are no pictures and were left out: labels/2.txt, notes.txt"
    in_order = make_task(client, [notes, picture], data_params={"sorting_method": "predefined"})
    assert in_order.size == 1
    with pytest.raises(Exception, match=r"notes\.txt” is not a picture"):
        make_task(client, [notes])


def test_two_thousand_pictures_in_one_group(client: Client, tmp_path: Path) -> None:
    pictures = folder_of(tmp_path, [f"{number:04}.jpg" for number in range(2000)])
    task = make_task(client, pictures)
    assert task.size == 2000


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cut.jpg", jpeg(640, 480)[:-900], "cut.jpg"),
        ("text.jpg", b"not a picture", "text.jpg"),
        ("empty.png", b"", "empty.png"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(
    client: Client, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    good, bad = tmp_path / "good.jpg", tmp_path / name
    good.write_bytes(jpeg())
    bad.write_bytes(content)
    with pytest.raises(Exception, match=sentence):
        make_task(client, [good, bad])
    newest = client.tasks.list()[0]
    assert newest.size == 0
    newest.remove()


def test_a_climbing_archive_is_refused(client: Client, server: Server, tmp_path: Path) -> None:
    archive = tmp_path / "climbing.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("../../climbed.jpg", jpeg())
    with pytest.raises(Exception, match="climbed"):
        make_task(client, [archive])
    assert not list(server.data.rglob("*climbed*"))
    assert not list((server.data / "uploads").iterdir())


def test_a_task_can_be_changed_and_removed(client: Client, task: Any) -> None:
    task.update({"name": "animals", "labels": [models.PatchedLabelRequest(name="bird")]})
    assert task.name == "animals"
    assert [label.name for label in task.get_labels()] == ["cat", "dog", "bird"]
    task.remove()
    with pytest.raises(NotFoundException):
        client.tasks.retrieve(task.id)


def test_deleted_frames_keep_their_numbers(task: Any) -> None:
    task.remove_frames_by_ids([1, 3])
    meta = task.get_meta()
    assert meta.deleted_frames == [1, 3]
    assert len(meta.frames) == 6


def test_a_task_without_labels_is_refused(client: Client) -> None:
    with pytest.raises(ApiException) as refused:
        client.tasks.create(models.TaskWriteRequest(name="bare", labels=[]))
    assert refused.value.status == 400
    assert "labels" in refused.value.body


def test_large_files_come_in_pieces(client: Client, task: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The SDK's own limits for pieces, made small, so that tus is used for pictures as for 100 MiB files."""
    from cvat_sdk.core import uploading

    monkeypatch.setattr(uploading, "MAX_REQUEST_SIZE", 500)
    monkeypatch.setattr(uploading.Uploader, "_CHUNK_SIZE", 300, raising=False)
    del task
    picture = tmp_path / "large.jpg"
    picture.write_bytes(jpeg(200, 200))
    made = make_task(client, [picture])
    assert made.get_frame(0, quality="original").read() == picture.read_bytes()


def test_pictures_are_upright_everywhere(client: Client, tmp_path: Path) -> None:
    turned = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", (80, 40)).save(out, "JPEG", exif=exif)
    turned.write_bytes(out.getvalue())
    task = make_task(client, [turned])
    assert (task.get_frames_info()[0].width, task.get_frames_info()[0].height) == (40, 80)
    assert Image.open(task.get_frame(0, quality="original")).size == (40, 80)
