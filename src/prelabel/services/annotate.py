"""Annotates a folder of pictures without a server: the same pipeline, with files on either side of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from prelabel.domain.dataset import AnnotatedFrame, Dataset, empty_frames
from prelabel.domain.frames import Frame
from prelabel.domain.function import ModelLabel
from prelabel.domain.labels import Label, with_colors
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from prelabel.runs.mapping import match
from prelabel.runs.pipeline import FrameResult, FunctionPort, Pipeline, RunOptions
from prelabel.runs.tally import Tally, total
from prelabel.services.annotation_journal import FILE_NAME, Entry, Heading, Journal
from prelabel.services.picture_folder import FolderFrames, PictureFile, pictures_in

FAILED_NAME = "failed.txt"


@dataclass(frozen=True)
class Order:
    """What a person asks for. No labels means all of the model's; `format` is a name or alias of the formats."""

    folder: Path
    out: Path
    format: str
    threshold: float | None = None
    labels: tuple[str, ...] = ()
    save_images: bool = False
    restart: bool = False

    def __post_init__(self) -> None:
        registry.exporter(self.format)
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise InvalidInput(f"The threshold is {self.threshold:g}; it must lie in 0..1.", field="threshold")


class Detector(Protocol):
    """A model that is there but does not run yet. `identity` changes with its files."""

    @property
    def identity(self) -> str: ...

    @property
    def labels(self) -> tuple[ModelLabel, ...]: ...

    def running(self) -> AbstractContextManager[FunctionPort]: ...


class Progress(Protocol):
    """Told how many pictures there are, how many of them are done already, and then of each further one."""

    def begin(self, total: int, done: int) -> None: ...

    def advance(self, count: int) -> None: ...


@dataclass(frozen=True)
class Outcome:
    """How it went, over all pictures of the folder; `done_before` of them were done by earlier calls."""

    tally: Tally
    done_before: int
    cancelled: bool = False


def annotate(
    order: Order, detector: Detector, progress: Progress, max_pixels: int, cancelled: Callable[[], bool] = lambda: False
) -> Outcome:
    """Do what is left of an order and write the annotations of all pictures; what has failed is listed in a file.

    The model is started only when there is something to do. `cancelled` is asked after each picture; what is done by
    then is kept for the next call, and no annotations are written.
    """
    labels = _labels(detector.labels, order.labels)
    pictures = pictures_in(order.folder, skip=order.out)
    _check_format(order, labels, pictures)
    heading = Heading(model=detector.identity, threshold=order.threshold, labels=order.labels)
    with Journal(order.out / FILE_NAME, heading, restart=order.restart) as journal:
        left = journal.left(pictures)
        progress.begin(len(pictures), len(pictures) - len(left))
        if left:
            options = RunOptions(match(detector.labels, labels), order.threshold)
            sink = _JournalSink(journal, left, progress, cancelled)
            with detector.running() as function:
                done = Pipeline(FolderFrames(left, max_pixels), function, sink, options).run()
            if done.cancelled:
                return Outcome(done.tally, len(pictures) - len(left), cancelled=True)
        tally = total(entry.tally for picture in pictures if (entry := journal.entry(picture.name)))
        _write(order, labels, pictures, journal)
    _list_failed(order.out / FAILED_NAME, tally)
    return Outcome(tally, len(pictures) - len(left))


def _labels(known: Sequence[ModelLabel], wanted: Sequence[str]) -> tuple[Label, ...]:
    """The model's labels, or the wanted ones of them, as a task would have them."""
    names = [label.name for label in known]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        raise InvalidInput(f"The model has no label “{unknown[0]}”. It has: {', '.join(names)}.", field="labels")
    numbers = iter(range(1, 1_000_000))
    return with_colors(_label(label, numbers) for label in known if not wanted or label.name in wanted)


def _label(model: ModelLabel, numbers: Iterator[int]) -> Label:
    return Label(
        id=next(numbers),
        name=model.name,
        type=model.type,
        sublabels=tuple(_label(sublabel, numbers) for sublabel in model.sublabels),
        svg=model.svg,
    )


class _JournalSink:
    """Writes results into the journal."""

    def __init__(
        self, journal: Journal, pictures: Iterable[PictureFile], progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self._journal = journal
        self._pictures = {picture.number: picture for picture in pictures}
        self._progress = progress
        self._cancelled = cancelled

    def write(self, results: Sequence[FrameResult]) -> None:
        self._journal.add(_entry(result, self._pictures[result.frame.number]) for result in results)
        self._progress.advance(len(results))

    def cancelled(self) -> bool:
        return self._cancelled()


def _entry(result: FrameResult, picture: PictureFile) -> Entry:
    return Entry(
        name=picture.name,
        size_bytes=picture.size_bytes,
        modified_ns=picture.modified_ns,
        width=result.frame.width,
        height=result.frame.height,
        found=result.kept,
        tally=result.tally,
        lasting=not result.error or not result.frame.width,  # a broken picture stays broken, a function may recover
    )


def _write(order: Order, labels: tuple[Label, ...], pictures: Sequence[PictureFile], journal: Journal) -> None:
    """The annotations in the wanted format, unpacked in the folder for results."""

    def frames() -> Iterator[AnnotatedFrame]:
        for picture in pictures:
            entry = journal.entry(picture.name)
            if entry is not None and not entry.tally.failed:
                yield _annotated(picture.number, entry)

    _export(order, labels, frames, len(pictures), order.save_images)


def _annotated(number: int, entry: Entry) -> AnnotatedFrame:
    """An entry as a frame; numbers are given anew, since pictures may have come in between."""
    return AnnotatedFrame(
        Frame(number=number, name=entry.name, width=entry.width, height=entry.height),
        tuple(msgspec.structs.replace(shape, frame=number) for shape in entry.found.shapes),
        tuple(msgspec.structs.replace(tag, frame=number) for tag in entry.found.tags),
    )


def _check_format(order: Order, labels: tuple[Label, ...], pictures: Iterable[PictureFile]) -> None:
    """Say before the work, not after it, that the format cannot hold these pictures: an export of nothing tells."""
    frames = [Frame(number=picture.number, name=picture.name, width=1, height=1) for picture in pictures]
    _export(order, labels, lambda: empty_frames(frames), len(frames), False, keep=False)


def _export(
    order: Order,
    labels: tuple[Label, ...],
    frames: Callable[[], Iterator[AnnotatedFrame]],
    size: int,
    save_images: bool,
    keep: bool = True,
) -> None:
    dataset = Dataset(
        name=order.folder.resolve().name,
        labels=labels,
        frames=frames,
        size=size,
        read_picture=lambda frame: (order.folder / frame.name).read_bytes(),
    )
    order.out.mkdir(parents=True, exist_ok=True)
    packed = order.out / ".annotations.zip"
    try:
        registry.export(order.format, dataset, packed, save_images)
        if keep:
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(order.out)
    finally:
        packed.unlink(missing_ok=True)


def _list_failed(file: Path, tally: Tally) -> None:
    if not tally.failed:
        file.unlink(missing_ok=True)
        return
    lines = (f"{failed.name}: {' '.join(failed.reason.split())}\n" for failed in tally.failed)
    file.write_text("".join(lines), encoding="utf-8")
