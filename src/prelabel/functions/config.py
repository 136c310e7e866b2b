"""function.yaml: read with any line ending, scalars made text where text is wanted, checked; unknown keys are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from prelabel.errors import InvalidInput
from prelabel.functions.cors import Cors, cors_of

NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?")
RESERVED = frozenset({"dashboard", "controller", "dlx", "scaler"})
PROJECT_LABEL = "nuclio.io/project-name"
IMPORTED_ANNOTATIONS = ("skip-build", "skip-deploy")  # either leaves a function in the state `imported`
DEFAULT_BODY_BYTES = 64 * 2**20
MOST_WORKERS = 100_000
_DURATION = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)")
_SECONDS = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True)
class HttpTrigger:
    """How a function is called: workers, the wait for a free one, the largest body, a wanted port (0: any).

    `termination_seconds` is what a worker's termination callback may take; `cors` is None while foreign pages may not
    call the function, `header_bytes` while nothing is said of the size of headers.
    """

    name: str = "default-http"
    workers: int = 1
    wait_seconds: float = 10.0
    body_bytes: int = DEFAULT_BODY_BYTES
    header_bytes: int | None = None
    port: int = 0
    termination_seconds: float = 10.0
    cors: Cors | None = None


@dataclass(frozen=True)
class Image:
    """What an image would have set: variables, and the working folder relative to the bundle's."""

    variables: Mapping[str, str] = field(default_factory=dict)
    working_folder: str = "."


@dataclass(frozen=True)
class FunctionConfig:
    """A checked configuration; `raw` is all of it, with scalars as text where Nuclio wants text.

    `network` is false with Docker's `network: none`.
    """

    name: str
    raw: Mapping[str, Any]
    handler: str
    runtime: str
    trigger: HttpTrigger
    event_seconds: float | None
    ready_seconds: float
    variables: tuple[tuple[str, str], ...]
    image: Image = field(default_factory=Image)
    network: bool = True

    @property
    def annotations(self) -> dict[str, str]:
        found: dict[str, str] = self.raw["metadata"]["annotations"]
        return found

    @property
    def project(self) -> str:
        return str(self.raw["metadata"]["labels"].get(PROJECT_LABEL) or "default")

    @property
    def description(self) -> str:
        return str(self.raw["spec"]["description"])

    @property
    def build(self) -> dict[str, Any]:
        found: dict[str, Any] = self.raw["spec"]["build"]
        return found

    @property
    def imported(self) -> bool:
        """It is to be kept, and not to be built before somebody says so."""
        return any(self.annotations.get(name) == "true" for name in IMPORTED_ANNOTATIONS)

    @property
    def disabled(self) -> bool:
        return bool(self.raw["spec"].get("disable"))


def parse_yaml(text: str) -> FunctionConfig:
    """The configuration in a function.yaml; `InvalidInput` names line and column where it is not YAML."""
    return parse_mapping(load_yaml(text))


def with_image(config: FunctionConfig, image: Image) -> FunctionConfig:
    """The configuration of a version that was built; what spec.env sets wins over the image."""
    own = dict(parse_mapping(config.raw).variables)
    return replace(config, image=image, variables=tuple((dict(image.variables) | own).items()))


def load_yaml(text: str) -> Any:
    """What is in a function.yaml; `InvalidInput` names line and column where it is not YAML."""
    try:
        return yaml.safe_load(text.removeprefix("\ufeff"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = " ".join(filter(None, (error.context, error.problem)))
        raise InvalidInput(f"function.yaml{where}: {problem}.", field="config") from error
    except yaml.YAMLError as error:
        raise InvalidInput(f"function.yaml is not YAML: {error}.", field="config") from error


def parse_mapping(raw: Any) -> FunctionConfig:
    """The configuration in a mapping, as YAML or JSON gave it."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("metadata"), Mapping):
        raise InvalidInput("The configuration has no `metadata` with a `name` in it.", field="metadata")
    metadata, spec = dict(raw["metadata"]), _mapping(raw, "spec")
    for key in ("annotations", "labels"):
        metadata[key] = {str(name): text_of(value) for name, value in _mapping(metadata, key, "metadata.").items()}
    metadata["name"] = check_name(text_of(metadata.get("name")))
    spec["description"] = text_of(spec.get("description"))
    spec["build"] = _mapping(spec, "build", "spec.")
    spec["env"] = [_variable(entry) for entry in spec.get("env") or []]
    name, trigger = _http_trigger(_mapping(spec, "triggers", "spec."))
    platform = _mapping(_mapping(spec, "platform", "spec."), "attributes", "spec.platform.")
    return FunctionConfig(
        name=metadata["name"],
        raw={"metadata": metadata, "spec": spec},
        handler=text_of(spec.get("handler")) or "main:handler",
        runtime=text_of(spec.get("runtime")) or "python",
        trigger=_trigger(name, trigger),
        event_seconds=_event_seconds(text_of(spec.get("eventTimeout"))),
        ready_seconds=float(_number(spec, "readinessTimeoutSeconds", 0, "spec.") or 600),
        variables=tuple((entry["name"], text_of(entry.get("value"))) for entry in spec["env"]),
        network=text_of(platform.get("network")) != "none",
    )


def check_name(name: str) -> str:
    """The name, if it may be a function's: 1 to 63 letters, digits, `-`, `_`, `.`, no sign at its ends."""
    if not name:
        raise InvalidInput("The function has no name: metadata.name is missing.", field="metadata.name")
    if not NAME.fullmatch(name):
        raise InvalidInput(
            f"“{name}” cannot be a function's name: use 1 to 63 letters, digits, “-”, “_” and “.”, "
            "with a letter or digit at both ends.",
            field="metadata.name",
        )
    if name in RESERVED:
        raise InvalidInput(f"The name “{name}” is reserved; choose another.", field="metadata.name")
    return name


def plain_name(text: str, otherwise: str) -> str:
    """A function's name made of a file's."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-_.")[:63].rstrip("-_.") or otherwise


def seconds_of(duration: str, field: str) -> float:
    """Seconds in a duration as Go writes it: `30s`, `1m30s`, `500ms`."""
    if not _DURATION.fullmatch(duration) and not re.fullmatch(f"({_DURATION.pattern})+", duration):
        raise InvalidInput(
            f"“{duration}” is not a duration; write it with its unit, such as 30s or 1m30s.", field=field
        )
    return sum(float(number) * _SECONDS[unit] for number, unit in _DURATION.findall(duration))


def text_of(value: Any) -> str:
    """A scalar as text, as Nuclio's own YAML reader makes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _event_seconds(duration: str) -> float | None:
    if not duration:
        return None
    seconds = seconds_of(duration, "spec.eventTimeout")
    if seconds <= 0:
        raise InvalidInput("spec.eventTimeout must be longer than 0.", field="spec.eventTimeout")
    return seconds


def _http_trigger(triggers: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    https = [
        (str(name), trigger)
        for name, trigger in triggers.items()
        if isinstance(trigger, Mapping) and trigger.get("kind") == "http"
    ]
    if len(https) > 1:
        raise InvalidInput("There is more than one http trigger; a function can have one.", field="spec.triggers")
    return https[0] if https else ("default-http", {})


def _trigger(name: str, trigger: Mapping[str, Any]) -> HttpTrigger:
    where = f"spec.triggers.{name}."
    attributes = _mapping(trigger, "attributes", where)
    workers = _number(trigger, "numWorkers", 0, where) or _number(trigger, "maxWorkers", 0, where) or 1
    if not 0 < workers <= MOST_WORKERS:
        raise InvalidInput(f"{where}numWorkers must be from 1 to {MOST_WORKERS}.", field=where + "numWorkers")
    port = _number(attributes, "port", 0, where + "attributes.")
    if not 0 <= port <= 65535:
        raise InvalidInput(f"{port} is not a port.", field=where + "attributes.port")
    patience = text_of(trigger.get("workerTerminationTimeout"))
    return HttpTrigger(
        name=name,
        workers=workers,
        wait_seconds=_number(trigger, "workerAvailabilityTimeoutMilliseconds", 10_000, where) / 1000,
        body_bytes=_number(attributes, "maxRequestBodySize", DEFAULT_BODY_BYTES, where + "attributes."),
        header_bytes=_number(attributes, "readBufferSize", 0, where + "attributes.") or None,
        port=port,
        termination_seconds=seconds_of(patience, where + "workerTerminationTimeout") if patience else 10.0,
        cors=cors_of(_mapping(attributes, "cors", where + "attributes.")),
    )


def _variable(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping) or not text_of(entry.get("name")):
        raise InvalidInput("Each entry of spec.env needs a `name` and a `value`.", field="spec.env")
    return {**entry, "name": text_of(entry["name"]), "value": text_of(entry.get("value"))}


def _mapping(parent: Mapping[str, Any], key: str, where: str = "") -> dict[str, Any]:
    value = parent.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidInput(f"{where}{key} must be a mapping (`key: value` lines below it).", field=where + key)
    return dict(value)


def _number(parent: Mapping[str, Any], key: str, default: int, where: str) -> int:
    value = parent.get(key)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except (TypeError, ValueError):
        raise InvalidInput(f"{where}{key} must be a whole number, not “{value}”.", field=where + key) from None
