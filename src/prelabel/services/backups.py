"""Backups of tasks and projects as archives in CVAT's layout; see `restoration` for the way back."""

from __future__ import annotations

import zipfile
from typing import Literal

import msgspec
from sqlalchemy import select

from prelabel.domain.actor import Actor
from prelabel.domain.shapes import Annotations
from prelabel.services import access
from prelabel.services import annotations as drawn
from prelabel.services import backup_documents as documents
from prelabel.services.backup_annotations import named
from prelabel.services.backup_documents import ProjectDocument, TaskDocument
from prelabel.services.datasets import file_name
from prelabel.services.media import MediaFiles
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.projects import Project
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import Job, Task

Kind = Literal["task", "project"]


class BackupService:
    def __init__(self, database: Database, media: MediaFiles, requests: RequestService) -> None:
        self._database = database
        self._media = media
        self._requests = requests
        for kind in ("task", "project"):
            requests.register(f"export:{kind}:backup", self._export)

    def export(self, actor: Actor, kind: Kind, object_id: int, filename: str = "") -> str:
        """Begin a backup; answers the request's id, the same one while an equal backup is made."""
        with self._database.read() as session:
            if kind == "project":
                access.owned_project(session, actor, object_id)
            else:
                access.owned_task(session, actor, object_id)
        task_id, project_id = (object_id, None) if kind == "task" else (None, object_id)
        options = {"filename": filename}
        work = Work("export", kind, task_id, subresource="backup", options=options, project_id=project_id)
        return self._requests.running(actor, work) or self._requests.start(actor, work)

    def _export(self, request: Request, report: Report) -> Outcome:
        with self._requests.workspace() as folder:
            made = folder / "backup.zip"
            with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
                if request.target == "project":
                    self._write_project(out, request.project_id or 0, report)
                else:
                    self._write_task(out, "", request.task_id or 0)
            return Outcome(self._requests.keep(request, made, file_name(request)))

    def _write_project(self, out: zipfile.ZipFile, project_id: int, report: Report) -> None:
        with self._database.read() as session:
            project = session.get_one(Project, project_id)
            labels = stored_labels.of(session, stored_labels.Owner(project_id=project_id))
            query = select(Task.id).where(Task.project_id == project_id).order_by(Task.id)
            tasks = session.scalars(query).all()
        _write(out, "project.json", msgspec.json.encode(ProjectDocument.of(project, labels)))
        for number, task_id in enumerate(tasks):
            self._write_task(out, f"task_{number}/", task_id)
            report((number + 1) / len(tasks))

    def _write_task(self, out: zipfile.ZipFile, folder: str, task_id: int) -> None:
        with self._database.read() as session:
            task = session.get_one(Task, task_id)
            labels = stored_labels.of_task(session, task_id)
            jobs = session.scalars(select(Job).where(Job.task_id == task_id).order_by(Job.start_frame, Job.id)).all()
            frames = stored_frames.of_task(session, task_id)
            bodies = [drawn.body_of(session, [job.id]) for job in jobs]
        document = TaskDocument.of(task, () if folder else labels, jobs)
        annotations = [named(msgspec.json.decode(body, type=Annotations), labels) for body in bodies]
        _write(out, f"{folder}task.json", msgspec.json.encode(document))
        _write(out, f"{folder}annotations.json", msgspec.json.encode(annotations))
        if frames:
            _write(out, f"{folder}data/manifest.jsonl", b"".join(documents.manifest(frames)))
        for frame in frames:
            out.writestr(f"{folder}data/{frame.name}", self._media.original(frame))


def _write(out: zipfile.ZipFile, name: str, content: bytes) -> None:
    out.writestr(name, content, zipfile.ZIP_DEFLATED)
