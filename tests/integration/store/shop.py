"""Services on a bare database, and a task with frames and jobs without a picture being read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Label
from prelabel.domain.shapes import Annotations, Shape
from prelabel.media.chunk_cache import ChunkCache
from prelabel.media.storage import MediaStore
from prelabel.services.annotations import AnnotationService
from prelabel.services.labels import LabelService, Whose
from prelabel.services.listing import Window
from prelabel.services.media import MediaFiles
from prelabel.services.projects import NewProject, ProjectService
from prelabel.services.tasks import JobService, NewTask, TaskService
from prelabel.services.uploads import UploadService
from prelabel.services.users import UserService
from prelabel.store.session import Database
from prelabel.store.tables.tasks import FrameRow, Job, Task

UNSORTED = Window(sort="")


class Shop:
    """`boss` is an administrator; `frames` are cut into jobs that overlap by one frame."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        media = MediaFiles(MediaStore.in_memory(), ChunkCache(folder / "chunks", limit_bytes=0))
        uploads = UploadService(database, folder / "uploads")
        self.users = UserService(database)
        self.tasks = TaskService(database, media, uploads)
        self.projects = ProjectService(database, media, uploads)
        self.jobs = JobService(database)
        self.labels = LabelService(database)
        self.annotations = AnnotationService(database)
        self.boss = self.person("boss", "admin")

    def person(self, name: str, role: str = "user") -> Actor:
        self.users.add(name, "password of tests", role)
        return self.users.actor(name)

    def project(self, name: str, owner: Actor | None = None) -> int:
        return self.projects.create(owner or self.boss, NewProject(name, (Label(name="cat"),))).project.id

    def task(self, name: str, frames: int = 0, owner: Actor | None = None, **fields: object) -> int:
        labels = () if "project_id" in fields else (Label(name="cat"), Label(name="dog"))
        new = NewTask(name=name, labels=labels, **fields)  # type: ignore[arg-type]
        task_id = self.tasks.create(owner or self.boss, new).task.id
        if frames:
            self.fill(task_id, frames)
        return task_id

    def label(self, task_id: int, name: str = "cat") -> int:
        found = [
            view.label
            for view in self.labels.list(self.boss, UNSORTED, Whose(task_id)).items
            if view.label.name == name
        ]
        return found[0].known_id

    def fill(self, task_id: int, frames: int) -> None:
        rows = [{"task_id": task_id, "number": n, "name": f"{n}.jpg", "width": 64, "height": 48} for n in range(frames)]
        with self.database.write() as session:
            session.execute(insert(FrameRow), [{**row, "key": f"k{row['number']}", "shown_key": "s"} for row in rows])
            task = session.get_one(Task, task_id)
            task.size, task.mode = frames, "annotation"
            half = frames // 2
            session.add(Job(task_id=task_id, start_frame=0, stop_frame=half))
            session.add(Job(task_id=task_id, start_frame=half, stop_frame=frames - 1))


def boxes(label_id: int, *frames: int) -> Annotations:
    """One rectangle on each of the frames."""
    shapes = [Shape(type="rectangle", frame=frame, label_id=label_id, points=(1, 1, 9, 9)) for frame in frames]
    return Annotations(shapes=tuple(shapes))
