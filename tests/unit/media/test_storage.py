from collections.abc import Callable
from pathlib import Path

import pytest

from prelabel.errors import NotFound
from prelabel.media.storage import MediaStore

Open = Callable[[Path], MediaStore]
STORES = pytest.mark.parametrize(
    "open_store", [MediaStore.on_disk, lambda _: MediaStore.in_memory()], ids=["disk", "memory"]
)
KEY = "tasks/7/frames/000012.jpg"


@STORES
def test_gives_back_what_was_put(open_store: Open, tmp_path: Path) -> None:
    store = open_store(tmp_path / "медиа %20 1")
    source = tmp_path / "source"
    source.write_bytes(b"from a file")
    store.put(KEY, b"one")
    store.put(KEY, b"two")
    store.put("tasks/7/source", source)
    assert (store.get(KEY), store.get("tasks/7/source")) == (b"two", b"from a file")
    assert store.exists(KEY)
    assert not store.exists("tasks/7/frames")


@STORES
def test_what_is_not_there_is_named(open_store: Open, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=KEY):
        open_store(tmp_path).get(KEY)


@STORES
def test_deletes_a_value_or_all_below(open_store: Open, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for key in (KEY, "tasks/7/a", "tasks/77/a", "tasks/8/a"):
        store.put(key, b"x")
    store.delete("tasks/7")
    store.delete("tasks/8/a")
    store.delete("tasks/9")
    assert [store.exists(key) for key in (KEY, "tasks/7/a", "tasks/77/a", "tasks/8/a")] == [False, False, True, False]


def test_the_disk_keeps_no_empty_folders(tmp_path: Path) -> None:
    store = MediaStore.on_disk(tmp_path)
    store.put(KEY, b"x")
    store.delete("tasks/7")
    assert list(tmp_path.rglob("000012.jpg")) == []
    assert not (tmp_path / "tasks" / "7").exists()
