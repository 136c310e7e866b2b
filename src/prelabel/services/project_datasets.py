"""Data sets of projects: all tasks exported together, and tasks made of an archive of pictures and annotations."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from prelabel.domain.actor import Actor
from prelabel.domain.dataset import Dataset, ImportTarget
from prelabel.errors import InvalidInput
from prelabel.formats import registry
from prelabel.services import access
from prelabel.services.annotations import AnnotationService, Target
from prelabel.services.dataset_pictures import pictures_of
from prelabel.services.datasets import DatasetService, Export, Import, file_name, loaded, remarked
from prelabel.services.intake import DataOptions, Intake
from prelabel.services.joined_dataset import joined, laid_together
from prelabel.services.requests import Outcome, Report, RequestService, Work
from prelabel.services.rights import ALL_OF_TASK
from prelabel.services.tasks import NewTask, TaskService
from prelabel.services.uploads import Staged, UploadService
from prelabel.store.queries import frames as stored_frames
from prelabel.store.queries import labels as stored_labels
from prelabel.store.session import Database
from prelabel.store.tables.requests import Request
from prelabel.store.tables.tasks import Task


class ProjectDatasetService:
    def __init__(
        self,
        database: Database,
        tasks: TaskService,
        datasets: DatasetService,
        annotations: AnnotationService,
        intake: Intake,
        uploads: UploadService,
        requests: RequestService,
    ) -> None:
        self._database = database
        self._tasks = tasks
        self._datasets = datasets
        self._annotations = annotations
        self._intake = intake
        self._uploads = uploads
        self._requests = requests
        requests.register("export:project:dataset", self._export)
        requests.register("import:project:dataset", self._import)

    def export(self, actor: Actor, project_id: int, wanted: Export) -> str:
        """Begin an export; answers the request's id, the same one while an equal export is under way."""
        wanted_format = registry.exporter(wanted.format)
        with self._database.read() as session:
            access.project_of(session, actor, project_id)
        options = {"save_images": wanted.save_images, "filename": wanted.filename}
        work = Work(
            "export",
            "project",
            subresource="dataset",
            format=wanted_format.name,
            options=options,
            project_id=project_id,
        )
        return self._requests.running(actor, work) or self._requests.start(actor, work)

    def open_import(self, actor: Actor, project_id: int, wanted: Import) -> str:
        """Check that a data set may be imported; answers what the uploads are for."""
        registry.importer(wanted.format)
        with self._database.read() as session:
            access.owned_project(session, actor, project_id)
        return import_target(project_id)

    def load(self, actor: Actor, project_id: int, wanted: Import) -> str:
        """Begin to make tasks of an uploaded archive; answers the request's id."""
        wanted_format = registry.importer(wanted.format)
        claimed = self._uploads.claim(actor, self.open_import(actor, project_id, wanted), wanted.upload_id)
        work = Work(
            "import",
            "project",
            subresource="dataset",
            format=wanted_format.name,
            options=wanted.options(claimed),
            project_id=project_id,
        )
        return self._requests.start(actor, work)

    def _export(self, request: Request, report: Report) -> Outcome:
        save_images = request.options["save_images"]
        with self._requests.workspace() as folder:
            parts: dict[str, Path] = {}
            for subset, dataset in self._by_subset(self._requests.owner(request), request.project_id or 0).items():
                parts[subset] = folder / f"part-{len(parts)}.zip"
                registry.export(request.format, dataset, parts[subset], save_images)
                report(0.5)
            made = laid_together(parts, folder / "dataset.zip")
            return Outcome(self._requests.keep(request, made, file_name(request)))

    def _by_subset(self, actor: Actor, project_id: int) -> dict[str, Dataset]:
        """The project's tasks that have pictures and are the actor's as a whole, those of one subset joined."""
        with self._database.read() as session:
            project = access.project_of(session, actor, project_id)
            query = select(Task.id).where(Task.project_id == project_id, Task.size > 0, access.may(actor, ALL_OF_TASK))
            tasks = session.scalars(query.order_by(Task.id)).all()
        if not tasks:
            raise InvalidInput("The project has no pictures yet.")
        by_subset: dict[str, list[Dataset]] = defaultdict(list)
        for task_id in tasks:
            dataset = self._datasets.dataset(Target(task_id=task_id), lambda _: None)
            by_subset[dataset.subset].append(dataset)
        return {subset: joined(project.name, datasets) for subset, datasets in by_subset.items()}

    def _import(self, request: Request, report: Report) -> Outcome:
        actor, claimed = self._requests.owner(request), request.options["upload"]
        self._tasks.forget(request.options.get("made", ()))  # what a server that died then had begun
        made: list[int] = []
        try:
            remarks = self._make(request, self._uploads.claimed(actor.id, claimed), made, report)
        except BaseException:
            self._tasks.forget(made)
            raise
        finally:
            self._uploads.discard(actor.id, claimed)
        return Outcome(message=remarked(remarks))

    def _make(self, request: Request, staged: Staged, made: list[int], report: Report) -> Sequence[str]:
        """Make a task of each subset in the archive; `made` is told their ids as they come to be."""
        actor = self._requests.owner(request)
        remarks: list[str] = []
        with tempfile.TemporaryDirectory(dir=staged.path.parent) as folder:
            subsets = pictures_of(staged.path, staged.name, Path(folder), self._intake.limits)
            for subset, files in subsets.items():
                new = NewTask(subset or Path(staged.name).stem, project_id=request.project_id, subset=subset)
                made.append(self._tasks.create(actor, new).task.id)
                self._requests.remember(request, made=made)
                self._intake.fill(made[-1], files, DataOptions(), report)
                remarks.extend(self._annotate(actor, made[-1], staged, request))
        return remarks if len(subsets) == 1 else ()

    def _annotate(self, actor: Actor, task_id: int, staged: Staged, request: Request) -> Sequence[str]:
        with self._database.read() as session:
            frames = tuple(stored_frames.of_task(session, task_id))
            labels = stored_labels.of_task(session, task_id)
        found = loaded(request, staged, ImportTarget(labels, frames))
        self._annotations.replace(actor, Target(task_id=task_id), found.annotations)
        return found.remarks


def import_target(project_id: int) -> str:
    """What uploads of a project's data sets are for."""
    return f"project:{project_id}:dataset"
