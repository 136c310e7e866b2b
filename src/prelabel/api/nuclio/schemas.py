"""The bodies of Nuclio's dashboard API, and of our extensions to it."""

# ruff: noqa: N815 - Nuclio's names

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from prelabel.functions.base_images import asked_image
from prelabel.functions.bundle import CONFIG_NAME
from prelabel.functions.config import PROJECT_LABEL
from prelabel.functions.logs import LogEntry
from prelabel.functions.model_card import strict_spec
from prelabel.functions.repair import Repair
from prelabel.services.functions import FunctionView
from prelabel.services.functions.projects import FunctionProject
from prelabel.services.functions.service import BaseImage

NAMESPACE = "nuclio"
LONGEST_TEXT_BYTES = 512 * 1024


class FunctionLogLine(BaseModel):
    """A line of the build log; `time` is in milliseconds, as nuclio-jupyter reads it."""

    level: str
    message: str
    time: float

    @classmethod
    def of(cls, entry: LogEntry) -> FunctionLogLine:
        return cls(level=entry.level, message=entry.message, time=entry.time * 1000)


class FunctionMetadata(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    namespace: str
    labels: dict[str, str]
    annotations: dict[str, str]


class FunctionSpecification(BaseModel):
    """All of the configuration's `spec`; `description` is there even when it is empty, for CVAT."""

    model_config = ConfigDict(extra="allow")

    description: str
    handler: str
    runtime: str
    eventTimeout: str = ""
    triggers: dict[str, Any] = {}


class FunctionStatus(BaseModel):
    """`unknownImage` is the base image that the function waits to be told of, in the state `error`; mostly empty."""

    state: str
    message: str
    logs: list[FunctionLogLine]
    httpPort: int
    internalInvocationUrls: list[str]
    externalInvocationUrls: list[str]
    workers: int
    version: int
    unknownImage: str = ""


class Function(BaseModel):
    metadata: FunctionMetadata
    spec: FunctionSpecification
    status: FunctionStatus

    @classmethod
    def of(cls, view: FunctionView, host: str, logs: list[LogEntry]) -> Function:
        """`host` is the name under which the caller reaches this machine."""
        address = f"{host}:{view.http_port}"
        return cls(
            metadata=FunctionMetadata(**metadata_of(view)),
            spec=FunctionSpecification(
                **{
                    **view.config.raw["spec"],
                    "handler": view.config.handler,
                    "runtime": view.config.runtime,
                    "eventTimeout": str(view.config.raw["spec"].get("eventTimeout") or ""),
                    "triggers": view.config.raw["spec"].get("triggers") or {},
                }
            ),
            status=FunctionStatus(
                state=view.state,
                message=view.message,
                logs=[FunctionLogLine.of(entry) for entry in logs],
                httpPort=view.http_port,
                internalInvocationUrls=[address],
                externalInvocationUrls=[address],
                workers=view.workers,
                version=view.newest_version,
                unknownImage=asked_image(view.message),
            ),
        )


class FunctionName(BaseModel):
    name: str


class DeleteFunction(BaseModel):
    metadata: FunctionName


class DesiredState(BaseModel):
    """`ready`, or `scaledToZero`, which is our extension."""

    desiredState: str


class RepairReport(BaseModel):
    """What was changed in a configuration: a unified diff, empty when nothing was."""

    diff: str
    remarks: list[str]

    @classmethod
    def of(cls, repair: Repair) -> RepairReport:
        return cls(diff=repair.diff, remarks=list(repair.remarks))


class RepairedConfig(RepairReport):
    """A configuration as it would be deployed."""

    config: str


class Deployed(BaseModel):
    name: str
    repair: RepairReport


class BaseImageAnswer(BaseModel):
    """What is known of a base image: `known` to everybody, or by `files`; `waiting` are functions that ask for it."""

    name: str
    known: bool
    files: list[str]
    waiting: list[str]

    @classmethod
    def of(cls, image: BaseImage) -> BaseImageAnswer:
        return cls(name=image.name, known=image.known, files=list(image.files), waiting=list(image.waiting))


class LogLine(BaseModel):
    """A line of a function's log; `worker` is null for what the platform says."""

    time: datetime
    level: str
    message: str
    worker: int | None
    event: str
    fields: dict[str, Any]

    @classmethod
    def of(cls, entry: LogEntry) -> LogLine:
        return cls(
            time=datetime.fromtimestamp(entry.time, UTC),
            level=entry.level,
            message=entry.message,
            worker=int(entry.worker) if entry.worker.isdecimal() else None,
            event=entry.event,
            fields=entry.fields,
        )


class FunctionLog(BaseModel):
    lines: list[LogLine]


class BundleFile(BaseModel):
    """A file of a bundle; `text` is its content where that is short and text."""

    name: str
    size: int
    text: str | None

    @classmethod
    def of(cls, folder: Path, file: Path) -> BundleFile:
        size = file.stat().st_size
        text = _text(file) if size <= LONGEST_TEXT_BYTES else None
        return cls(name=file.relative_to(folder).as_posix(), size=size, text=text)


class Bundle(BaseModel):
    config: str
    files: list[BundleFile]

    @classmethod
    def of(cls, folder: Path) -> Bundle:
        config = folder / CONFIG_NAME
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path != config)
        return cls(
            config=(_text(config) or "") if config.is_file() else "",
            files=[BundleFile.of(folder, file) for file in files],
        )


class Project(BaseModel):
    metadata: dict[str, Any]
    spec: dict[str, Any]
    status: dict[str, Any] = {}

    @classmethod
    def of(cls, project: FunctionProject) -> Project:
        return cls(metadata={"name": project.name, "namespace": NAMESPACE}, spec=project.spec)


def metadata_of(view: FunctionView) -> dict[str, Any]:
    """The metadata as clients see it: one namespace, the project among the labels, labels of the model as JSON."""
    metadata = dict(view.config.raw["metadata"])
    metadata["namespace"] = NAMESPACE
    metadata["labels"] = {**metadata["labels"], PROJECT_LABEL: view.project}
    if "spec" in metadata["annotations"]:
        spec = strict_spec(view.spec.labels, metadata["annotations"]["spec"])
        metadata["annotations"] = {**metadata["annotations"], "spec": spec}
    return metadata


def _text(file: Path) -> str | None:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text
