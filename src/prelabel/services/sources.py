"""Where the pictures of a new task come from: uploads, the share, or addresses on the network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prelabel.errors import InvalidInput
from prelabel.services.downloads import Downloads
from prelabel.services.share import Share
from prelabel.services.uploads import UploadService

NamedFile = tuple[str, Path]


@dataclass(frozen=True)
class Sources:
    """Names in the share, or addresses; without either it is what was uploaded."""

    server_files: tuple[str, ...] = ()
    server_files_exclude: tuple[str, ...] = ()
    remote_files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.server_files and self.remote_files:
            raise InvalidInput("Take files of the share or from the network, not both.", field="remote_files")


class SourceFiles:
    def __init__(self, uploads: UploadService, share: Share, downloads: Downloads) -> None:
        self._uploads = uploads
        self._share = share
        self._downloads = downloads

    def check(self, owner_id: int, target: str, sources: Sources) -> None:
        """Refuse what cannot be got (`InvalidInput` names it), as far as that is known before it is tried."""
        for url in sources.remote_files:
            self._downloads.check(url)
        if sources.remote_files:
            return
        if sources.server_files:
            if not self._share.files(sources.server_files, sources.server_files_exclude):
                raise InvalidInput("There is no file under these names in the share.", field="server_files")
        elif not self._uploads.staged(owner_id, target):
            raise InvalidInput("No file was uploaded for this task.", field="client_files")

    @contextmanager
    def opened(self, owner_id: int, target: str, sources: Sources) -> Iterator[Sequence[NamedFile]]:
        """The files by name; what was fetched lies on the disk meanwhile."""
        if sources.remote_files:
            with tempfile.TemporaryDirectory() as folder:
                yield list(self._fetched(sources.remote_files, Path(folder)))
        elif sources.server_files:
            yield self._share.files(sources.server_files, sources.server_files_exclude)
        else:
            yield [(file.name, file.path) for file in self._uploads.staged(owner_id, target)]

    def _fetched(self, urls: Sequence[str], folder: Path) -> Iterator[NamedFile]:
        for number, url in enumerate(urls):
            path = folder / str(number)
            self._downloads.fetch(url, path)
            yield self._downloads.check(url), path
