"""Functions to begin with, and configurations with gaps that are filled in."""

from __future__ import annotations

import base64
import json
import re
from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel

from prelabel.errors import InvalidInput
from prelabel.functions.config import load_yaml
from prelabel.functions.templates import Template, templates

router = APIRouter(prefix="/function_templates", tags=["functions"])

_GAP = re.compile(r"{{-?\s*\.([\w.]+)\s*-?}}")


class FunctionTemplate(BaseModel):
    """`rendered` can be deployed as it is; `config`, `code` and `requirements` are the same as texts, our extension."""

    metadata: dict[str, str]
    rendered: dict[str, Any]
    config: str
    code: str
    requirements: str

    @classmethod
    def of(cls, template: Template) -> FunctionTemplate:
        raw = template.raw
        build = {"functionSourceCode": base64.b64encode(template.code.encode()).decode()}
        packages = template.requirements.split()
        commands = {"commands": [f"pip install {' '.join(packages)}"]} if packages else {}
        return cls(
            metadata={"name": template.name, "description": str(raw["spec"].get("description", ""))},
            rendered={**raw, "spec": {**raw["spec"], "build": build | commands}},
            config=template.config,
            code=template.code,
            requirements=template.requirements,
        )


class Rendering(BaseModel):
    """A configuration's text with gaps as Go writes them, `{{ .name }}`, and what goes into them."""

    template: str
    values: dict[str, Any] = {}


@router.get("")
def list_templates(
    contains: Annotated[str, Header(alias="x-nuclio-filter-contains")] = "",
) -> dict[str, FunctionTemplate]:
    """All by name, or those in whose name, configuration or code the header's text is."""
    wanted = contains.lower()
    found = (each for each in templates() if wanted in f"{each.name}\n{each.config}\n{each.code}".lower())
    return {template.name: FunctionTemplate.of(template) for template in found}


@router.post("/render")
def render_template(body: Rendering) -> dict[str, Any]:
    """The configuration with its gaps filled."""
    raw = load_yaml(_GAP.sub(lambda gap: _value(body.values, gap[1]), body.template))
    if not isinstance(raw, dict):
        raise InvalidInput("The template is not a configuration with `metadata` and `spec`.", field="template")
    try:
        found: dict[str, Any] = json.loads(json.dumps(raw, allow_nan=False, default=str))
    except (ValueError, TypeError) as error:
        raise InvalidInput(f"The template holds what JSON cannot: {error}.", field="template") from error
    return found


def _value(values: dict[str, Any], path: str) -> str:
    found: Any = values
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        raise InvalidInput(f"The template wants a value for “{path}”.", field="values")
    return str(found)
