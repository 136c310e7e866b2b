"""Makes new tasks and projects of backups, all of one or nothing; see `backups` for how they are made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations
from prelabel.errors import BadArchive
from prelabel.services import annotations as drawn
from prelabel.services import backup_documents as documents
from prelabel.services.backup_annotations import numbered
from prelabel.services.backup_documents import ProjectDocument, TaskDocument
from prelabel.services.backups import Kind
from prelabel.services.intake import DataOptions, Intake
from prelabel.services.projects import NewProject, ProjectService
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.services.tasks import NewTask, TaskService
from prelabel.services.uploads import UploadService
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import Job, Task

Files = Mapping[str, Path]


class RestoreService:
    def __init__(
        self,
        database: Database,
        intake: Intake,
        projects: ProjectService,
        tasks: TaskService,
        uploads: UploadService,
        requests: RequestService,
    ) -> None:
        self._database = database
        self._intake = intake
        self._projects = projects
        self._tasks = tasks
        self._uploads = uploads
        self._requests = requests
        requests.register("import:task:backup", self._import)
        requests.register("import:project:backup", self._import)

    def open(self, actor: Actor, kind: Kind) -> str:
        """What uploads of the actor's backups are for."""
        return f"user:{actor.id}:{kind}-backup"

    def start(self, actor: Actor, kind: Kind, upload_id: str) -> str:
        """Begin to make a task or project of an uploaded backup; answers the request's id."""
        claimed = self._uploads.claim(actor, self.open(actor, kind), upload_id)
        return self._requests.start(actor, Work("import", kind, subresource="backup", options={"upload": claimed}))

    def _import(self, request: Request, report: Report) -> Outcome:
        self._forget(request.options.get("made", {}))  # what a server that died then had begun
        made: dict[str, list[int]] = {"projects": [], "tasks": []}
        owner_id = self._requests.owner(request).id
        try:
            staged = self._uploads.claimed(owner_id, request.options["upload"])
            with self._intake.unpacked([(staged.name, staged.path)]) as members:
                made_id = self._restore(request, dict(members), made, report)
        except BaseException:
            self._forget(made)
            raise
        finally:
            self._uploads.discard(owner_id, request.options["upload"])
        return Outcome(made_id=made_id)

    def _forget(self, made: Mapping[str, list[int]]) -> None:
        self._tasks.forget(made.get("tasks", []))
        self._projects.forget(made.get("projects", []))

    def _restore(self, request: Request, files: Files, made: dict[str, list[int]], report: Report) -> int:
        if request.target == "task":
            return self._task(request, files, "", None, made, report)
        document = documents.read(_content(files, "project.json"), ProjectDocument, "project.json")
        labels = tuple(label.to_domain() for label in document.labels)
        new = NewProject(document.name, labels, document.bug_tracker)
        project_id = self._projects.create(self._requests.owner(request), new).project.id
        made["projects"].append(project_id)
        self._requests.remember(request, made=made)
        number = 0
        while f"task_{number}/task.json" in files:
            self._task(request, files, f"task_{number}/", project_id, made, report)
            number += 1
        return project_id

    def _task(
        self,
        request: Request,
        files: Files,
        folder: str,
        project_id: int | None,
        made: dict[str, list[int]],
        report: Report,
    ) -> int:
        name = f"{folder}task.json"
        document = documents.read(_content(files, name), TaskDocument, name)
        labels = () if project_id is not None else tuple(label.to_domain() for label in document.labels)
        new = NewTask(
            name=document.name,
            labels=labels,
            project_id=project_id,
            subset=document.subset,
            bug_tracker=document.bug_tracker,
            segment_size=document.segment_size,
            overlap=document.overlap or 0,
        )
        task_id = self._tasks.create(self._requests.owner(request), new).task.id
        made["tasks"].append(task_id)
        self._requests.remember(request, made=made)
        if f"{folder}data/manifest.jsonl" in files:
            self._fill(task_id, files, folder, document, report)
        return task_id

    def _fill(self, task_id: int, files: Files, folder: str, document: TaskDocument, report: Report) -> None:
        names = documents.pictures_in(_content(files, f"{folder}data/manifest.jsonl"))
        pictures = [(name, _file(files, f"{folder}data/{name}")) for name in names]
        data = document.data
        options = DataOptions(
            image_quality=data.image_quality,
            chunk_size=data.chunk_size,
            sorting_method="predefined",
            start_frame=data.start_frame,
            stop_frame=data.stop_frame,
            frame_filter=data.frame_filter,
        )
        segments = [(job.start_frame, job.stop_frame) for job in document.jobs]
        self._intake.fill(task_id, pictures, options, report, segments)
        bodies: list[dict[str, Any]] = documents.read(
            _content(files, f"{folder}annotations.json"), list[dict[str, Any]], f"{folder}annotations.json"
        )
        self._annotate(task_id, document, bodies)

    def _annotate(self, task_id: int, document: TaskDocument, bodies: list[dict[str, Any]]) -> None:
        """Put back what the jobs were like and what is drawn on them, in one transaction."""
        with self._database.write() as session:
            task = session.get_one(Task, task_id)
            task.deleted_frames = [number for number in document.data.deleted_frames if 0 <= number < task.size]
            labels = stored_labels.of_task(session, task_id)
            jobs = session.scalars(select(Job).where(Job.task_id == task_id).order_by(Job.id)).all()
            for job, before in zip(jobs, document.jobs, strict=True):
                job.stage, job.state = before.progress()
            if len(bodies) > len(jobs):
                raise BadArchive("The backup has annotations for more jobs than it has.")
            drawn.restore(session, task, list(zip(jobs, _numbered(bodies, labels), strict=False)))


def _numbered(bodies: list[dict[str, Any]], labels: tuple[Label, ...]) -> list[Annotations]:
    try:
        return [numbered(body, labels) for body in bodies]
    except (KeyError, TypeError, AttributeError) as error:
        raise BadArchive(f"The annotations in the backup cannot be read: {error!r}.") from error


def _file(files: Files, name: str) -> Path:
    if name not in files:
        raise BadArchive(f"The backup does not hold “{name}”.")
    return files[name]


def _content(files: Files, name: str) -> bytes:
    return _file(files, name).read_bytes()
