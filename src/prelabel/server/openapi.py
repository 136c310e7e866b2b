"""The OpenAPI document of all that the main port serves; `python -m prelabel.server.openapi > web/openapi.json`."""

from __future__ import annotations

import json
import sys
from typing import Any

from fastapi import FastAPI

from prelabel.api.cvat.errors import REFUSAL
from prelabel.api.cvat.schemas.annotations import components
from prelabel.api.cvat.schemas.frames import STRUCTS
from prelabel.api.nuclio.app import create_app as create_functions_app

MOUNTED_AT = "/nuclio/api"


def describe(app: FastAPI) -> dict[str, Any]:
    """The app's own document, with that of the function platform and the schemas of bodies decoded past pydantic."""
    document = FastAPI.openapi(app)
    functions = create_functions_app(None, None).openapi()
    document["paths"].update({MOUNTED_AT + path: methods for path, methods in functions["paths"].items()})
    document["components"]["schemas"].update(functions["components"]["schemas"], **components(*STRUCTS), **REFUSAL)
    return document


def document() -> dict[str, Any]:
    """The document without a server."""
    from prelabel.server.app import create_app

    return create_app(None, None).openapi()


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
