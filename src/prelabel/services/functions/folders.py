"""Where a function's files lie in the data folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path


class FunctionFolders:
    """`<name>/versions/<n>/bundle` as given, `…/work` as its workers see it, `…/build.jsonl`, `<name>/log.jsonl`."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def bundle(self, name: str, number: int) -> Path:
        return self._version(name, number) / "bundle"

    def work(self, name: str, number: int) -> Path:
        return self._version(name, number) / "work"

    def build_log(self, name: str, number: int) -> Path:
        return self._version(name, number) / "build.jsonl"

    def log(self, name: str) -> Path:
        return self._root / name / "log.jsonl"

    def incoming(self) -> Path:
        """An empty folder to put a bundle together in, on the same disk."""
        self._root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".incoming-", dir=self._root))

    def place(self, incoming: Path, name: str, number: int) -> None:
        """Move a finished bundle to where it stays."""
        self.remove_version(name, number)  # left by a crash before its record was written
        target = self.bundle(name, number)
        target.parent.mkdir(parents=True)
        incoming.rename(target)

    def remove_version(self, name: str, number: int) -> None:
        shutil.rmtree(self._version(name, number), ignore_errors=True)

    def remove_work(self, name: str, number: int) -> None:
        shutil.rmtree(self.work(name, number), ignore_errors=True)

    def remove(self, name: str) -> None:
        shutil.rmtree(self._root / name, ignore_errors=True)

    def remove_incoming(self) -> None:
        """Drop what a crash left half-made."""
        for folder in self._root.glob(".incoming-*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _version(self, name: str, number: int) -> Path:
        return self._root / name / "versions" / str(number)
