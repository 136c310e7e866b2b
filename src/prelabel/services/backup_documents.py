"""The JSON files of a backup in CVAT's layout, `task.json` and `project.json`, and the manifest of its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec

from prelabel.domain import jobs as job_words
from prelabel.domain.frames import Frame
from prelabel.domain.labels import Attribute, Label
from prelabel.errors import BadArchive
from prelabel.store.queries.labels import with_names
from prelabel.store.tables.projects import Project
from prelabel.store.tables.tasks import Job, Task

VERSION = "1.0"
MANIFEST_VERSION = "1.1"
T = TypeVar("T")


class AttributeDocument(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    input_type: str
    mutable: bool = False
    default_value: str = ""
    values: list[str] | str = ()  # type: ignore[assignment]  # older versions of CVAT wrote one text

    def to_domain(self) -> Attribute:
        values = self.values.split("\n") if isinstance(self.values, str) else self.values
        return Attribute(
            name=self.name,
            input_type=self.input_type,
            mutable=self.mutable,
            default_value=self.default_value,
            values=tuple(values),
        )


class LabelDocument(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    color: str = ""
    type: str = "any"
    attributes: list[AttributeDocument] = []
    sublabels: list[LabelDocument] = []
    svg: str = ""

    @classmethod
    def of(cls, label: Label) -> LabelDocument:
        return cls(
            name=label.name,
            color=label.color,
            type=label.type,
            attributes=[_attribute(attribute) for attribute in label.attributes],
            sublabels=[cls.of(sublabel) for sublabel in label.sublabels],
            svg=with_names(label),
        )

    def to_domain(self) -> Label:
        return Label(
            name=self.name,
            color=self.color,
            type=self.type or "any",
            attributes=tuple(attribute.to_domain() for attribute in self.attributes),
            sublabels=tuple(sublabel.to_domain() for sublabel in self.sublabels),
            svg=self.svg,
        )


class JobDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A job. CVAT's own backups have the older `status` in place of stage and state."""

    start_frame: int
    stop_frame: int
    status: str = "annotation"
    stage: str = ""
    state: str = ""
    type: str = "annotation"

    @classmethod
    def of(cls, job: Job) -> JobDocument:
        return cls(
            start_frame=job.start_frame,
            stop_frame=job.stop_frame,
            status=job_words.status(job.stage, job.state),
            stage=job.stage,
            state=job.state,
            type=job.type,
        )

    def progress(self) -> tuple[str, str]:
        """Stage and state."""
        if self.stage in job_words.STAGES and self.state in job_words.STATES:
            return self.stage, self.state
        older = {"validation": ("validation", "new"), "completed": ("acceptance", "completed")}
        return older.get(self.status, ("annotation", "new"))


class DataDocument(msgspec.Struct, frozen=True, kw_only=True):
    """How the files of `data/` become frames; we keep only those that did, so no step is left to apply."""

    chunk_size: int = 0
    image_quality: int = 70
    start_frame: int = 0
    stop_frame: int | None = None
    frame_filter: str = ""
    storage_method: str = "cache"
    storage: str = "local"
    sorting_method: str = "predefined"
    chunk_type: str = "imageset"
    deleted_frames: list[int] = []


class TaskDocument(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    bug_tracker: str = ""
    status: str = "annotation"
    subset: str = ""
    labels: list[LabelDocument] = []
    segment_size: int = 0
    overlap: int | None = 0
    data: DataDocument = DataDocument()
    jobs: list[JobDocument] = []
    version: str = VERSION

    @classmethod
    def of(cls, task: Task, labels: Iterable[Label], jobs: Iterable[Job]) -> TaskDocument:
        """`labels` are left out where the project stands beside the task."""
        return cls(
            name=task.name,
            bug_tracker=task.bug_tracker,
            subset=task.subset,
            labels=[LabelDocument.of(label) for label in labels],
            segment_size=task.segment_size,
            overlap=task.overlap,
            data=DataDocument(
                chunk_size=task.chunk_size,
                image_quality=task.image_quality,
                stop_frame=max(task.size - 1, 0),
                deleted_frames=list(task.deleted_frames),
            ),
            jobs=[JobDocument.of(job) for job in jobs],
        )


class ProjectDocument(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    bug_tracker: str = ""
    status: str = "annotation"
    labels: list[LabelDocument] = []
    version: str = VERSION

    @classmethod
    def of(cls, project: Project, labels: Iterable[Label]) -> ProjectDocument:
        return cls(
            name=project.name,
            bug_tracker=project.bug_tracker,
            labels=[LabelDocument.of(label) for label in labels],
        )


def read(content: bytes, kind: type[T], name: str) -> T:
    """Decode a file of a backup (`BadArchive` names it and the field)."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise BadArchive(f"“{name}” in the backup cannot be read: {error}.") from error


def manifest(frames: Iterable[Frame]) -> Iterator[bytes]:
    """The lines of `manifest.jsonl`."""
    yield msgspec.json.encode({"version": MANIFEST_VERSION}) + b"\n"
    yield msgspec.json.encode({"type": "images"}) + b"\n"
    for frame in frames:
        path = PurePosixPath(frame.name)
        line = {
            "name": str(path.with_suffix("")),
            "extension": path.suffix,
            "width": frame.width,
            "height": frame.height,
            "meta": {"related_images": []},
        }
        yield msgspec.json.encode(line) + b"\n"


def pictures_in(content: bytes) -> Sequence[str]:
    """The names of the pictures that a manifest lists, in their order."""
    lines = [read(line, dict[str, Any], "manifest.jsonl") for line in content.splitlines() if line.strip()]
    return [f"{line['name']}{line.get('extension', '')}" for line in lines if "name" in line]


def _attribute(attribute: Attribute) -> AttributeDocument:
    return AttributeDocument(
        name=attribute.name,
        input_type=attribute.input_type,
        mutable=attribute.mutable,
        default_value=attribute.default_value,
        values=list(attribute.values),
    )
