"""Bodies about tasks, jobs and their frames."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from prelabel.api.cvat.schemas.base import Body, Link, Person, Storage, Subset, WebAddress, moment
from prelabel.api.cvat.schemas.labels import LabelRead, LabelWrite
from prelabel.domain.frames import Frame
from prelabel.domain.jobs import status
from prelabel.services.intake import DataOptions
from prelabel.services.media import Meta
from prelabel.services.sources import Sources
from prelabel.services.tasks import JobView, NewTask, Statistics, TaskView
from prelabel.store.tables.requests import Request


class JobsSummary(BaseModel):
    count: int
    completed: int
    validation: int
    url: str


class TaskRead(BaseModel):
    url: str
    id: int
    name: str
    project_id: int | None = None
    mode: str
    owner: Person | None
    assignee: Person | None
    bug_tracker: str
    created_date: str | None
    updated_date: str | None
    overlap: int | None
    segment_size: int
    initial_replicas: int = 0
    status: str
    labels: Link
    jobs: JobsSummary
    data_chunk_size: int
    data_compressed_chunk_type: str = "imageset"
    data_original_chunk_type: str = "imageset"
    size: int
    image_quality: int
    data: int
    dimension: str = "2d"
    media_type: str = "image"
    subset: str
    organization: int | None = None
    organization_id: int | None = None
    target_storage: Storage | None = None
    source_storage: Storage | None = None
    guide_id: int | None = None
    annotated_frames: int = Field(description="Frames with at least one object. Prelabel's extension.")

    @classmethod
    def of(cls, view: TaskView) -> TaskRead:
        task = view.task
        done = view.jobs and view.jobs_completed == view.jobs
        return cls(
            url=f"/api/tasks/{task.id}",
            id=task.id,
            name=task.name,
            project_id=task.project_id,
            mode=task.mode,
            owner=Person.of(view.owner),
            assignee=Person.of(view.assignee),
            bug_tracker=task.bug_tracker,
            created_date=moment(task.created_date),
            updated_date=moment(task.updated_date),
            overlap=task.overlap,
            segment_size=task.segment_size,
            status="completed" if done else "validation" if view.jobs_validated else "annotation",
            labels=Link(url=f"/api/labels?task_id={task.id}"),
            jobs=JobsSummary(
                count=view.jobs,
                completed=view.jobs_completed,
                validation=view.jobs_validated,
                url=f"/api/jobs?task_id={task.id}",
            ),
            data_chunk_size=task.chunk_size,
            size=task.size,
            image_quality=task.image_quality,
            data=task.id,
            subset=task.subset,
            annotated_frames=view.annotated_frames,
        )


class TaskWrite(Body):
    name: str = Field(max_length=256)
    labels: list[LabelWrite] = Field(default_factory=list)
    project_id: int | None = None
    subset: Subset = ""
    bug_tracker: WebAddress = ""
    segment_size: int = Field(0, ge=0)
    overlap: int | None = Field(None, ge=0)
    assignee_id: int | None = None

    def to_domain(self) -> NewTask:
        return NewTask(
            name=self.name,
            labels=tuple(label.to_domain() for label in self.labels),
            project_id=self.project_id,
            subset=self.subset,
            bug_tracker=self.bug_tracker,
            segment_size=self.segment_size,
            overlap=self.overlap or 0,
            assignee_id=self.assignee_id,
        )


class TaskPatch(Body):
    name: str = Field("", max_length=256, min_length=1)
    project_id: int | None = Field(None, description="Moves the task; null takes it out of its project.")
    labels: list[LabelWrite] = Field(default_factory=list)
    subset: Subset = ""
    bug_tracker: WebAddress = ""
    assignee_id: int | None = None

    def values(self) -> dict[str, Any]:
        """The plain fields that the client has sent."""
        return self.model_dump(exclude_unset=True, exclude={"labels"})


class CreationStatus(BaseModel):
    """How far a task is with getting its data, as clients before CVAT's requests ask for it."""

    state: Literal["Queued", "Started", "Finished", "Failed"]
    message: str = ""
    progress: float = 0.0

    @classmethod
    def of(cls, request: Request | None) -> CreationStatus:
        """A task whose request is forgotten, or that waits for its files, is not at work."""
        if request is None:
            return cls(state="Finished", progress=1.0)
        return cls.model_validate(
            {"state": request.state.title(), "message": request.message, "progress": request.progress}
        )


class DataWrite(Body):
    """How uploaded files become frames. What we do not know is accepted and ignored, as in CVAT."""

    image_quality: int = 70
    chunk_size: int | None = None
    sorting_method: str = "lexicographical"
    upload_file_order: list[str] = Field(default_factory=list)
    start_frame: int | None = None
    stop_frame: int | None = None
    frame_filter: str = ""
    remote_files: list[str] = Field(default_factory=list)
    server_files: list[str] = Field(default_factory=list)
    server_files_exclude: list[str] = Field(default_factory=list)
    job_file_mapping: list[list[str]] = Field(default_factory=list)
    cloud_storage_id: None = Field(None, description="There are no cloud storages here.")

    def to_domain(self) -> DataOptions:
        return DataOptions(
            image_quality=self.image_quality,
            chunk_size=self.chunk_size or 0,
            sorting_method=self.sorting_method,
            upload_file_order=tuple(self.upload_file_order),
            job_file_mapping=tuple(map(tuple, self.job_file_mapping)),
            start_frame=self.start_frame or 0,
            stop_frame=self.stop_frame,
            frame_filter=self.frame_filter,
        )

    def sources(self) -> Sources:
        return Sources(tuple(self.server_files), tuple(self.server_files_exclude), tuple(self.remote_files))


class FrameRead(BaseModel):
    name: str
    width: int
    height: int
    related_files: int = 0
    has_related_context: bool = False

    @classmethod
    def of(cls, frame: Frame) -> FrameRead:
        return cls(name=frame.name, width=frame.width, height=frame.height)


class DataMeta(BaseModel):
    chunks_updated_date: str | None
    chunk_size: int
    size: int
    image_quality: int
    start_frame: int
    stop_frame: int
    frame_filter: str
    frames: list[FrameRead]
    deleted_frames: list[int]
    included_frames: list[int] | None = None
    storage: str = "local"
    storage_method: str = "cache"
    cloud_storage_id: int | None = None

    @classmethod
    def of(cls, meta: Meta) -> DataMeta:
        task = meta.task
        return cls(
            chunks_updated_date=moment(task.data_date or task.created_date),
            chunk_size=task.chunk_size,
            size=len(meta.frames),
            image_quality=task.image_quality,
            start_frame=meta.start,
            stop_frame=max(meta.stop, 0),
            frame_filter=task.frame_filter,
            frames=[FrameRead.of(frame) for frame in meta.frames],
            deleted_frames=list(meta.deleted),
        )


class DataMetaPatch(Body):
    deleted_frames: list[int]


class JobRead(BaseModel):
    url: str
    id: int
    task_id: int
    project_id: int | None = None
    assignee: Person | None
    guide_id: int | None = None
    dimension: str = "2d"
    media_type: str = "image"
    bug_tracker: str
    status: str
    stage: str
    state: str
    mode: str
    type: str
    frame_count: int
    start_frame: int
    stop_frame: int
    data_chunk_size: int
    data_compressed_chunk_type: str = "imageset"
    data_original_chunk_type: str = "imageset"
    created_date: str | None
    updated_date: str | None
    issues: dict[str, Any]
    labels: Link
    organization: int | None = None
    target_storage: Storage | None = None
    source_storage: Storage | None = None
    replicas_count: int = 0

    @classmethod
    def of(cls, view: JobView) -> JobRead:
        job, task = view.job, view.task
        return cls(
            url=f"/api/jobs/{job.id}",
            id=job.id,
            task_id=job.task_id,
            project_id=view.task.project_id,
            assignee=Person.of(view.assignee),
            bug_tracker=task.bug_tracker,
            status=status(job.stage, job.state),
            stage=job.stage,
            state=job.state,
            mode=task.mode,
            type=job.type,
            frame_count=job.stop_frame - job.start_frame + 1,
            start_frame=job.start_frame,
            stop_frame=job.stop_frame,
            data_chunk_size=task.chunk_size,
            created_date=moment(job.created_date),
            updated_date=moment(job.updated_date),
            issues={"url": f"/api/issues?job_id={job.id}", "count": view.issues},
            labels=Link(url=f"/api/labels?job_id={job.id}"),
        )


class JobPatch(Body):
    stage: str | None = None
    state: str | None = None
    assignee: int | None = None

    def values(self) -> dict[str, Any]:
        values = self.model_dump(exclude_unset=True)
        return {"assignee_id" if name == "assignee" else name: value for name, value in values.items()}


class LabelCountRead(BaseModel):
    label_id: int
    name: str
    color: str
    objects: int
    by_source: dict[str, int]


class StatisticsRead(BaseModel):
    """Objects of a task. Prelabel's extension."""

    frames: int
    annotated_frames: int
    labels: list[LabelCountRead]
    frame_objects: list[int]

    @classmethod
    def of(cls, found: Statistics) -> StatisticsRead:
        return cls(
            frames=found.frames,
            annotated_frames=found.annotated_frames,
            labels=[
                LabelCountRead(
                    label_id=count.label.known_id,
                    name=count.label.name,
                    color=count.label.color,
                    objects=sum(count.by_source.values()),
                    by_source=count.by_source,
                )
                for count in found.labels
            ],
            frame_objects=list(found.frame_objects),
        )


__all__ = ["DataMeta", "DataWrite", "JobRead", "LabelRead", "TaskRead", "TaskWrite"]
