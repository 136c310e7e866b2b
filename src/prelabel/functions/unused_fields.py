"""Which fields of a configuration do nothing on one machine without containers, for the build log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ONE_MACHINE = "there is one machine"
_NO_CONTAINERS = "there are no containers"
_WORKERS = "numWorkers of the http trigger says how many events are handled at once"
# The path of each field below `spec`, and why it does nothing or what to do instead.
FIELDS: Mapping[str, str] = {
    "devices": "workers see graphics cards as they are",
    "securityContext": "workers run as the user of the server",
    "envFrom": "write the variables into spec.env",
    "sidecars": _NO_CONTAINERS,
    "initContainers": _NO_CONTAINERS,
    "platform.attributes.mountMode": _NO_CONTAINERS,
    "platform.attributes.healthCheckInterval": "the end of a worker is seen at once",
    "platform.attributes.restartPolicy": "a worker that ends is replaced, one that cannot start is given up",
    "resources.limits.cpu": "workers share all cores",
    "replicas": _WORKERS,
    "minReplicas": _WORKERS,
    "maxReplicas": _WORKERS,
    "targetCPU": _WORKERS,
    "autoScaleMetrics": _WORKERS,
    "nodeSelector": _ONE_MACHINE,
    "nodeName": _ONE_MACHINE,
    "affinity": _ONE_MACHINE,
    "tolerations": _ONE_MACHINE,
    "priorityClassName": _ONE_MACHINE,
    "preemptionMode": _ONE_MACHINE,
    "loggerSinks": "the function's log takes everything and is filtered when it is read",
}


def unused_fields(spec: Mapping[str, Any]) -> str:
    """One sentence that names the fields that are set and do nothing; "" when there are none."""
    found = [f"spec.{path} ({reason})" for path, reason in FIELDS.items() if _at(spec, path)]
    return f"These fields are kept and do nothing here: {'; '.join(found)}." if found else ""


def unused_triggers(spec: Mapping[str, Any]) -> list[str]:
    """A sentence for each trigger through which nobody will call."""
    triggers = spec.get("triggers") or {}
    return [
        f"The trigger {name} of the kind {trigger['kind']} does nothing here, only http triggers do: "
        "let a program of yours, or the system's timer, call the function's port."
        for name, trigger in triggers.items()
        if isinstance(trigger, Mapping) and trigger.get("kind") not in (None, "", "http")
    ]


def _at(spec: Mapping[str, Any], path: str) -> Any:
    found: Any = spec
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found
