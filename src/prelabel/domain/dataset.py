"""A data set as formats see it: labels, and frames with what is drawn on them, read one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from prelabel.domain.frames import Frame
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape, Tag, Track


@dataclass(frozen=True)
class AnnotatedFrame:
    """A frame with its shapes and tags; tracks are laid down as shapes, their key frames in `Dataset.tracks`."""

    frame: Frame
    shapes: tuple[Shape, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """What an exporter writes. `frames` may be walked more than once; `read_picture` gives a frame's untouched file."""

    name: str
    labels: tuple[Label, ...]
    frames: Callable[[], Iterator[AnnotatedFrame]]
    size: int
    read_picture: Callable[[Frame], bytes]
    subset: str = ""
    tracks: tuple[Track, ...] = ()
    task_id: int = 0
    owner: str = ""
    created: str = ""
    updated: str = ""
    deleted_frames: frozenset[int] = field(default_factory=frozenset)

    def annotated(self) -> Iterator[AnnotatedFrame]:
        """The frames that go into an export: without the deleted ones."""
        return (annotated for annotated in self.frames() if annotated.frame.number not in self.deleted_frames)


@dataclass(frozen=True)
class ImportTarget:
    """What an importer fills: the frames and labels that its file may speak of."""

    labels: tuple[Label, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class ImportResult:
    """What an importer found, in the target's ids, and remarks for the user (`frame not in the task: a.jpg`)."""

    annotations: Annotations
    remarks: tuple[str, ...] = ()


def empty_frames(frames: Iterable[Frame]) -> Iterator[AnnotatedFrame]:
    """Frames with nothing drawn on them."""
    return (AnnotatedFrame(frame) for frame in frames)
