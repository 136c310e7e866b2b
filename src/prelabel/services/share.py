"""The share: a folder of the server's machine whose pictures tasks may be made of. Nothing outside it is reachable."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prelabel.errors import InvalidInput, NotFound

MANIFEST = ".jsonl"


@dataclass(frozen=True)
class Entry:
    """A file or folder of the share."""

    name: str
    is_folder: bool

    @property
    def mime(self) -> str:
        return "DIR" if self.is_folder else mimetypes.guess_type(self.name)[0] or "unknown"


class Share:
    """`root` is the folder; None where the operator shares none. Names are paths below it, with `/`."""

    def __init__(self, root: Path | None) -> None:
        self._root = root.resolve() if root is not None else None

    def entries(self, directory: str = "/", search: str = "") -> list[Entry]:
        """What lies in a folder of the share, folders first."""
        if self._root is None:
            return []
        folder = self._resolved(directory)
        if not folder.is_dir():
            raise NotFound(f"There is no folder “{directory}” in the share.")
        entries = [
            Entry(path.name, path.is_dir())
            for path in folder.iterdir()
            if path.name.startswith(search) and self._is_inside(path)
        ]
        return sorted(entries, key=lambda entry: (not entry.is_folder, entry.name))

    def files(self, names: Sequence[str], exclude: Sequence[str] = ()) -> list[tuple[str, Path]]:
        """The files of these names, and all those in folders among them, each under its name; without `exclude`."""
        if self._root is None:
            raise InvalidInput("This server shares no folder; upload the files.", field="server_files")
        found: dict[str, Path] = {}
        for name in names:
            path = self._resolved(name)
            inside = sorted(path.rglob("*")) if path.is_dir() else [path]
            for file in inside:
                if file.is_file() and self._is_inside(file) and file.suffix != MANIFEST:
                    found[file.relative_to(self._root).as_posix()] = file
            if not path.exists():
                raise InvalidInput(f"There is no “{name}” in the share.", field="server_files")
        left_out = tuple(PurePosixPath("/", name) for name in exclude)
        return [
            (name, file)
            for name, file in found.items()
            if not any(PurePosixPath("/", name).is_relative_to(path) for path in left_out)
        ]

    def _resolved(self, name: str) -> Path:
        assert self._root is not None
        if "\0" in name:
            raise InvalidInput("A name cannot hold a zero byte.", field="server_files")
        path = (self._root / name.strip("/\\")).resolve()
        if not path.is_relative_to(self._root):
            raise InvalidInput(f"“{name}” leads out of the share.", field="server_files")
        return path

    def _is_inside(self, path: Path) -> bool:
        """Whether a path, which may be a link, stays in the share."""
        assert self._root is not None
        return path.resolve().is_relative_to(self._root)
