"""Writes the API's OpenAPI document without a server: `python -m prelabel.server.openapi > web/openapi.json`."""

from __future__ import annotations

import json
import sys
from typing import Any

from prelabel.api.cvat.schemas import annotations
from prelabel.server.app import create_app


def document() -> dict[str, Any]:
    """The document, with the schemas of bodies that are decoded past pydantic."""
    document = create_app(None, None).openapi()
    document["components"]["schemas"].update(annotations.components())
    return document


if __name__ == "__main__":
    json.dump(document(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
