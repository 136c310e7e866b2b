"""Keeps media under keys, on the local disk or in an object store; names that users gave never become part of a key."""

from __future__ import annotations

from pathlib import Path

from obstore.store import LocalStore, MemoryStore, ObjectStore

from prelabel.errors import NotFound


class MediaStore:
    """Bytes under keys such as `tasks/7/frames/000012.jpg`."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def on_disk(cls, folder: Path) -> MediaStore:
        """Files below `folder`, which is made when it is not there."""
        return cls(LocalStore(folder, mkdir=True, automatic_cleanup=True))

    @classmethod
    def in_memory(cls) -> MediaStore:
        return cls(MemoryStore())

    def put(self, key: str, content: bytes | Path) -> None:
        """Keep bytes or a file's content; all of it or nothing, an older value is replaced."""
        self._store.put(key, content)

    def get(self, key: str) -> bytes:
        """The bytes under a key (`NotFound`)."""
        try:
            return bytes(self._store.get(key).bytes())
        except FileNotFoundError as error:
            raise NotFound(f"There is no {key} in the media store.") from error

    def exists(self, key: str) -> bool:
        try:
            self._store.head(key)
        except FileNotFoundError:
            return False
        return True

    def delete(self, prefix: str) -> None:
        """Remove the value under a key and everything below it; what is not there is no fault."""
        keys = [meta["path"] for page in self._store.list(prefix) for meta in page]
        if self.exists(prefix):
            keys.append(prefix)
        if keys:
            self._store.delete(keys)
