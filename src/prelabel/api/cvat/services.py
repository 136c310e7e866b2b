"""The services that the routes call, handed to them by the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from prelabel.services.agents import AgentQueue, NativeFunctions
from prelabel.services.annotations import AnnotationService
from prelabel.services.backups import BackupService
from prelabel.services.calls import CallService
from prelabel.services.catalogue import Catalogue
from prelabel.services.creation import CreationService
from prelabel.services.datasets import DatasetService
from prelabel.services.editor import EditorService
from prelabel.services.functions import FunctionService
from prelabel.services.issues import CommentService, IssueService
from prelabel.services.labels import LabelService
from prelabel.services.media import FrameService
from prelabel.services.preferences import PreferenceService
from prelabel.services.project_datasets import ProjectDatasetService
from prelabel.services.projects import ProjectService
from prelabel.services.requests import RequestService
from prelabel.services.restoration import RestoreService
from prelabel.services.runs import PresetService, RunService
from prelabel.services.share import Share
from prelabel.services.tasks import JobService, TaskService
from prelabel.services.tokens import AccessTokenService
from prelabel.services.uploads import UploadService
from prelabel.services.users import UserService


@dataclass(frozen=True)
class Services:
    """One of each."""

    users: UserService
    preferences: PreferenceService
    tokens: AccessTokenService
    projects: ProjectService
    project_datasets: ProjectDatasetService
    tasks: TaskService
    jobs: JobService
    labels: LabelService
    issues: IssueService
    comments: CommentService
    annotations: AnnotationService
    editor: EditorService
    frames: FrameService
    share: Share
    uploads: UploadService
    creation: CreationService
    datasets: DatasetService
    backups: BackupService
    restoration: RestoreService
    requests: RequestService
    runs: RunService
    presets: PresetService
    functions: FunctionService
    natives: NativeFunctions
    queue: AgentQueue
    catalogue: Catalogue
    calls: CallService


async def _services(request: Request) -> Services:  # a plain function would cost a change of threads
    services: Services = request.app.state.services
    return services


ServicesDep = Annotated[Services, Depends(_services)]
