"""What a function and a project look like as a file: for `?export=true`, to be imported here or by Nuclio."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from prelabel.api.nuclio.function_events import SavedEvent
from prelabel.api.nuclio.schemas import Project, metadata_of
from prelabel.functions.base_images import REQUIREMENTS
from prelabel.functions.config import IMPORTED_ANNOTATIONS, FunctionConfig
from prelabel.functions.recipe import read_lines
from prelabel.services.functions import FunctionService, FunctionView

PREVIOUS_STATE = "nuclio.io/previous-state"


class ExportedFunction(BaseModel):
    """A configuration with the code of its handler in it; of other files a configuration can hold none."""

    metadata: dict[str, Any]
    spec: dict[str, Any]

    @classmethod
    def of(cls, view: FunctionView, bundle: Path) -> ExportedFunction:
        """Whoever imports it does not build it until told to."""
        metadata = metadata_of(view)
        marks = dict.fromkeys(IMPORTED_ANNOTATIONS, "true") | {PREVIOUS_STATE: view.state.value}
        metadata["annotations"] = {**metadata["annotations"], **marks}
        return cls(metadata=metadata, spec={**view.config.raw["spec"], "build": _build(view.config, bundle)})


class ExportedProject(BaseModel):
    """A project with its functions and their events, in Nuclio's form."""

    project: Project
    functions: dict[str, ExportedFunction] = {}
    functionEvents: dict[str, SavedEvent] = {}  # noqa: N815 - Nuclio's name
    apiGateways: dict[str, Any] = {}  # noqa: N815

    @classmethod
    def of(cls, functions: FunctionService, name: str) -> ExportedProject:
        views = functions.list(name)
        names = {view.name for view in views}
        return cls(
            project=Project.of(functions.projects.get(name)),
            functions={view.name: ExportedFunction.of(view, functions.bundle_folder(view.name)) for view in views},
            functionEvents={
                event.name: SavedEvent.of(event) for event in functions.events.all() if event.function in names
            },
        )


def _build(config: FunctionConfig, bundle: Path) -> dict[str, Any]:
    """The build with the handler's code, and with what requirements.txt asks for as a command."""
    build = dict(config.build)
    file = bundle / (config.handler.partition(":")[0].replace(".", "/") + ".py")
    if file.is_file():
        build["functionSourceCode"] = base64.b64encode(file.read_bytes()).decode()
    packages = read_lines(bundle / REQUIREMENTS)
    if packages and not build.get("commands") and not build.get("directives"):
        build["commands"] = [f"pip install {' '.join(packages)}"]
    return build
