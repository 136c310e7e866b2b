"""One walk over a data set, so that an export is of one moment; the frames are remembered for their pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prelabel.domain.dataset import AnnotatedFrame, Dataset
from prelabel.domain.frames import Frame
from prelabel.formats.archive import ArchiveWriter


class Walk:
    """Yields the annotated frames once; `frames` are those that have been yielded."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.frames: list[Frame] = []

    def __iter__(self) -> Iterator[AnnotatedFrame]:
        for annotated in self._dataset.annotated():
            self.frames.append(annotated.frame)
            yield annotated

    def pictures(self, archive: ArchiveWriter, path: Callable[[Frame], str]) -> None:
        """The pictures of the frames, one at a time, each under the path that `path` gives it."""
        for frame in self.frames:
            archive.picture(path(frame), self._dataset.read_picture(frame))
