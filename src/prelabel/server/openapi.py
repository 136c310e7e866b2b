"""Writes the API's OpenAPI document without a server: `python -m prelabel.server.openapi > web/openapi.json`."""

from __future__ import annotations

import json
import sys
from typing import Any

from prelabel.api.cvat.schemas.annotations import components
from prelabel.api.cvat.schemas.frames import STRUCTS
from prelabel.api.nuclio.app import create_app as create_functions_app
from prelabel.server.app import create_app

MOUNTED_AT = "/nuclio/api"


def document() -> dict[str, Any]:
    """The document of the main port, with the schemas of bodies that are decoded past pydantic."""
    document = create_app(None, None).openapi()
    functions = create_functions_app(None, None).openapi()
    document["paths"].update({MOUNTED_AT + path: methods for path, methods in functions["paths"].items()})
    document["components"]["schemas"].update(functions["components"]["schemas"], **components(*STRUCTS))
    return document


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
