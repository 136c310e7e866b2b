"""Makes every service and gives each what it needs; the only place that knows them all."""

from __future__ import annotations

import os
from dataclasses import dataclass

from starlette.types import ASGIApp

from prelabel.api.cvat.services import Services
from prelabel.api.nuclio import app as nuclio
from prelabel.media.chunk_cache import ChunkCache
from prelabel.media.storage import MediaStore
from prelabel.server.access import FunctionAccess
from prelabel.server.background import Background
from prelabel.server.doors import Doors
from prelabel.server.hosts import Hosts
from prelabel.server.platform import FunctionDoors
from prelabel.services.agents import AgentQueue, NativeFunctions
from prelabel.services.annotations import AnnotationService
from prelabel.services.backups import BackupService
from prelabel.services.calls import CallService
from prelabel.services.catalogue import Catalogue, Runners
from prelabel.services.creation import CreationService
from prelabel.services.datasets import DatasetService
from prelabel.services.downloads import Downloads
from prelabel.services.editor import EditorService
from prelabel.services.functions import FunctionService
from prelabel.services.intake import Intake
from prelabel.services.issues import CommentService, IssueService
from prelabel.services.labels import LabelService
from prelabel.services.media import FrameService, MediaFiles
from prelabel.services.preferences import PreferenceService
from prelabel.services.project_datasets import ProjectDatasetService
from prelabel.services.projects import ProjectService
from prelabel.services.requests import RequestService
from prelabel.services.restoration import RestoreService
from prelabel.services.runs import PresetService, RunService
from prelabel.services.share import Share
from prelabel.services.sources import SourceFiles
from prelabel.services.tasks import JobService, TaskService
from prelabel.services.tokens import AccessTokenService
from prelabel.services.uploads import UploadService
from prelabel.services.users import UserService
from prelabel.settings import Settings
from prelabel.store.session import Database


@dataclass(frozen=True)
class Parts:
    """What the server starts and stops."""

    services: Services
    background: Background
    nuclio: ASGIApp
    hosts: Hosts


def assemble(settings: Settings, database: Database, doors: Doors) -> Parts:
    """Make all services on one database."""
    background = Background(settings.jobs_address)
    media = MediaFiles(
        MediaStore.on_disk(settings.media_folder), ChunkCache(settings.chunks_folder, settings.chunk_cache_bytes)
    )
    uploads = UploadService(database, settings.uploads_folder)
    requests = RequestService(database, background, settings.data / "results")
    annotations = AnnotationService(database)
    share = Share(settings.share)
    sources = SourceFiles(uploads, share, Downloads(settings.allow_network, settings.max_remote_bytes))
    intake = Intake(settings, database, media)
    projects = ProjectService(database, media, uploads)
    tasks = TaskService(database, media, uploads)
    datasets = DatasetService(database, media, annotations, uploads, requests)
    users = UserService(database, registration=settings.registration)
    hosts = Hosts(settings.allow_host)
    access = FunctionAccess(settings, users, hosts)
    functions = FunctionService(settings, database, FunctionDoors(doors, hosts, access), os.environ)
    queue = AgentQueue(settings, database)
    natives = NativeFunctions(database, queue.function_deleted)
    runners = Runners(Catalogue(functions, natives, queue), functions, queue)
    services = Services(
        users=users,
        preferences=PreferenceService(database),
        tokens=AccessTokenService(database),
        projects=projects,
        project_datasets=ProjectDatasetService(database, tasks, datasets, annotations, intake, uploads, requests),
        tasks=tasks,
        jobs=JobService(database),
        labels=LabelService(database),
        issues=IssueService(database),
        comments=CommentService(database),
        annotations=annotations,
        editor=EditorService(database),
        frames=FrameService(database, media),
        share=share,
        uploads=uploads,
        creation=CreationService(database, intake, sources, uploads, requests),
        datasets=datasets,
        backups=BackupService(database, media, requests),
        restoration=RestoreService(database, intake, projects, tasks, uploads, requests),
        requests=requests,
        functions=functions,
        natives=natives,
        queue=queue,
        catalogue=runners.catalogue,
        calls=CallService(database, media, runners),
        runs=RunService(database, media, runners, background),
        presets=PresetService(database, runners.catalogue),
    )
    return Parts(services, background, nuclio.create_app(functions, access), hosts)
