"""Data sets out and in: exports of tasks and jobs in a format, and imports of annotations from a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prelabel.domain import polygons
from prelabel.domain import tracks as track_geometry
from prelabel.domain.actor import Actor
from prelabel.domain.dataset import AnnotatedFrame, Dataset, ImportResult, ImportTarget
from prelabel.domain.shapes import Annotations, Shape, Tag, Track
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from prelabel.services import access
from prelabel.services.annotations import AnnotationService, Target
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.services.uploads import Staged, UploadService
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.queries import shape_parts
from prelabel.store.session import Database
from prelabel.store.tables.annotations import TrackRow
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import Job, Task
from prelabel.store.tables.users import User

UNSAFE = re.compile(r"[^A-Za-z0-9_. -]+")
IMPORT_MODES = ("replace", "append")
REMARKS_SHOWN = 20


@dataclass(frozen=True)
class Export:
    """What is asked for. `save_images` puts the pictures beside the annotations."""

    format: str
    save_images: bool = False
    filename: str = ""


@dataclass(frozen=True)
class Import:
    """The file, by the id of its upload, and whether what it holds is added or takes the place of what is there.

    With `conv_mask_to_poly` each mask becomes a polygon.
    """

    format: str
    upload_id: str = ""
    mode: str = "replace"
    conv_mask_to_poly: bool = False

    def __post_init__(self) -> None:
        if self.mode not in IMPORT_MODES:
            raise InvalidInput(f"“{self.mode}” is not one of {', '.join(IMPORT_MODES)}.", field="import_mode")

    def options(self, upload: str) -> dict[str, Any]:
        """What the request of the import keeps."""
        return {"upload": upload, "mode": self.mode, "conv_mask_to_poly": self.conv_mask_to_poly}


class DatasetService:
    def __init__(
        self,
        database: Database,
        media: MediaFiles,
        annotations: AnnotationService,
        uploads: UploadService,
        requests: RequestService,
    ) -> None:
        self._database = database
        self._media = media
        self._annotations = annotations
        self._uploads = uploads
        self._requests = requests
        for noun in ("task", "job"):
            requests.register(f"export:{noun}:dataset", self._export)
            requests.register(f"import:{noun}:annotations", self._import)

    def export(self, actor: Actor, target: Target, wanted: Export) -> str:
        """Begin an export; answers the request's id, the same one while an equal export is under way."""
        wanted_format = registry.exporter(wanted.format)
        task, noun = self._check(actor, target)
        options = {"save_images": wanted.save_images, "filename": wanted.filename}
        work = Work("export", noun, task.id, target.job_id, "dataset", wanted_format.name, options)
        return self._requests.running(actor, work) or self._requests.start(actor, work)

    def open_import(self, actor: Actor, target: Target, wanted: Import) -> str:
        """Check that annotations may be imported; answers what the uploads are for."""
        registry.importer(wanted.format)
        self._check(actor, target)
        return import_target(target)

    def load(self, actor: Actor, target: Target, wanted: Import) -> str:
        """Begin an import of an uploaded file; answers the request's id."""
        wanted_format = registry.importer(wanted.format)
        task, noun = self._check(actor, target)
        claimed = self._uploads.claim(actor, import_target(target), wanted.upload_id)
        options = wanted.options(claimed)
        work = Work("import", noun, task.id, target.job_id, "annotations", wanted_format.name, options)
        return self._requests.start(actor, work)

    def _check(self, actor: Actor, target: Target) -> tuple[Task, str]:
        with self._database.read() as session:
            if target.job_id is not None:
                return access.job_of(session, actor, target.job_id)[1], "job"
            assert target.task_id is not None
            return access.whole_task(session, actor, target.task_id), "task"

    def _export(self, request: Request, report: Report) -> Outcome:
        dataset = self.dataset(_target(request), report)
        with self._requests.workspace() as folder:
            made = folder / "dataset.zip"
            registry.export(request.format, dataset, made, request.options["save_images"])
            return Outcome(self._requests.keep(request, made, file_name(request)))

    def _import(self, request: Request, report: Report) -> Outcome:
        del report
        target, actor = _target(request), self._requests.owner(request)
        try:
            staged = self._uploads.claimed(actor.id, request.options["upload"])
            with self._database.read() as session:
                task, jobs = _open(session, target)
                frames = stored_frames.of_task(session, task.id, jobs[0].start_frame, jobs[-1].stop_frame)
                labels = stored_labels.of_task(session, task.id)
            found = loaded(request, staged, ImportTarget(labels, tuple(frames)))
            if found.remarks and found.annotations == Annotations():
                unused = f"Nothing in {staged.name} could be used, and nothing was changed."
                raise InvalidInput(f"{unused}\n{remarked(found.remarks)}")
            write = self._annotations.create if request.options["mode"] == "append" else self._annotations.replace
            write(actor, target, found.annotations)
        finally:
            self._uploads.discard(actor.id, request.options["upload"])
        return Outcome(message=remarked(found.remarks))

    def dataset(self, target: Target, report: Report) -> Dataset:
        """A task or job as formats see it; frames are read from the database while they are written."""
        with self._database.read() as session:
            task, jobs = _open(session, target)
            labels = stored_labels.of_task(session, task.id)
            tracks = _tracks(session, jobs)
            owner = session.get(User, task.owner_id) if task.owner_id else None
        deleted = frozenset(task.deleted_frames)
        first, last = jobs[0].start_frame, jobs[-1].stop_frame
        laid = track_geometry.lay_down(tracks, last)

        def frames() -> Iterator[AnnotatedFrame]:
            with self._database.read() as session:
                drawn = _drawn(session, jobs)
                for done, frame in enumerate(stored_frames.of_task(session, task.id, first, last)):
                    shapes, tags = drawn.get(frame.number, ((), ()))
                    if frame.number not in deleted:
                        yield AnnotatedFrame(frame, (*shapes, *laid.get(frame.number, ())), tags)
                    if done % 500 == 499:
                        report(done / task.size)

        return Dataset(
            name=task.name,
            labels=labels,
            frames=frames,
            size=task.size,
            read_picture=self._media.original,
            subset=task.subset,
            tracks=tracks,
            task_id=task.id,
            owner=owner.username if owner else "",
            created=task.created_date.isoformat(),
            updated=task.updated_date.isoformat(),
            deleted_frames=deleted,
        )


def loaded(request: Request, staged: Staged, target: ImportTarget) -> ImportResult:
    """What an uploaded file holds, as the request wants it; refusals call it by the name that its owner knows."""
    try:
        found = registry.load(request.format, staged.path, target)
    except InvalidInput as error:
        raise InvalidInput(error.message.replace(staged.path.name, staged.name), field=error.field) from error
    if request.options["conv_mask_to_poly"]:
        return replace(found, annotations=polygons.of_masks(found.annotations))
    return found


def import_target(target: Target) -> str:
    """What uploads of annotations are for."""
    return f"job:{target.job_id}:annotations" if target.job_id is not None else f"task:{target.task_id}:annotations"


def _target(request: Request) -> Target:
    return Target(job_id=request.job_id) if request.target == "job" else Target(task_id=request.task_id)


def _open(session: Session, target: Target) -> tuple[Task, Sequence[Job]]:
    query = select(Job).order_by(Job.start_frame)
    if target.job_id is not None:
        jobs = session.scalars(query.where(Job.id == target.job_id)).all()
    else:
        jobs = session.scalars(query.where(Job.task_id == target.task_id)).all()
    if not jobs:
        raise InvalidInput("The task has no pictures yet.")
    return session.get_one(Task, jobs[0].task_id), jobs


def _tracks(session: Session, jobs: Sequence[Job]) -> tuple[Track, ...]:
    query = select(TrackRow.body).where(TrackRow.job_id.in_([job.id for job in jobs])).order_by(TrackRow.id)
    return tuple(map(rows.decode_track, session.scalars(query)))


def _drawn(session: Session, jobs: Sequence[Job]) -> dict[int, tuple[tuple[Shape, ...], tuple[Tag, ...]]]:
    """Shapes and tags by frame; where jobs overlap, an object that both hold counts once."""
    ids = [job.id for job in jobs]
    shapes: dict[int, dict[int | None, Shape]] = defaultdict(dict)
    tags: dict[int, dict[int | None, Tag]] = defaultdict(dict)
    for part in shape_parts.of_jobs(session, ids):
        shapes[part.frame].update((shape.id, shape) for shape in rows.decode_shapes(part.shapes))
    for row in session.execute(rows.tags_of_jobs(ids)):
        tags[row.frame].update((tag.id, tag) for tag in rows.decode_tags(row.tags))
    frames = shapes.keys() | tags.keys()
    return {frame: (tuple(shapes[frame].values()), tuple(tags[frame].values())) for frame in frames}


def remarked(remarks: Sequence[str]) -> str:
    """What was left out of an import, as one message."""
    more = len(remarks) - REMARKS_SHOWN
    return "\n".join([*remarks[:REMARKS_SHOWN], *([f"… and {more} more"] if more > 0 else [])])


def file_name(request: Request) -> str:
    """Plain ASCII that the SDK's check of download names lets pass."""
    if request.options["filename"]:
        return UNSAFE.sub("_", str(request.options["filename"])).lstrip(".") or "dataset.zip"
    subject = f"{request.target}_{request.job_id or request.task_id or request.project_id}"
    return f"{subject}_{UNSAFE.sub('_', request.format or request.subresource).replace(' ', '_').lower()}.zip"
