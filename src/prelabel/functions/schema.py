"""Where each key of Nuclio's function.yaml belongs: what repair asks; nothing here refuses a configuration."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


class Kind(enum.Enum):
    SCALAR = "scalar"
    MAPPING = "mapping"
    LIST = "list"
    ANY = "any"


@dataclass(frozen=True, eq=False)
class Shape:
    """What may stand at one place: `others` is for keys that authors choose, `item` for lists, `labels` for a spec."""

    kind: Kind
    keys: Mapping[str, Shape] = field(default_factory=dict)
    others: Shape | None = None
    item: Shape | None = None
    labels: bool = False

    def child(self, key: str) -> Shape | None:
        """The shape of `key` here; None where it does not belong. A name that Nuclio has nowhere may stand anywhere."""
        if self.kind is Kind.ANY:
            return ANY
        if self.kind is not Kind.MAPPING:
            return None
        if key in self.keys:
            return self.keys[key]
        if self.others is not None and key not in self.others.keys:
            return self.others
        return None if key in VOCABULARY else ANY


SCALAR = Shape(Kind.SCALAR)
ANY = Shape(Kind.ANY)
LABELS = Shape(Kind.SCALAR, labels=True)


def _mapping(scalars: str = "", others: Shape | None = None, /, **keys: Shape) -> Shape:
    return Shape(Kind.MAPPING, dict.fromkeys(scalars.split(), SCALAR) | keys, others)


def _list(item: Shape) -> Shape:
    return Shape(Kind.LIST, item=item)


_NAMES = _mapping("", SCALAR)
_QUANTITIES = _mapping("cpu memory nvidia.com/gpu amd.com/gpu ephemeral-storage")
_DIRECTIVES = _list(_mapping("kind value"))
_METADATA = _mapping(
    "name namespace resourceVersion generateName",
    labels=_NAMES,
    annotations=Shape(Kind.MAPPING, {"spec": LABELS}, SCALAR),
)
_BUILD = _mapping(
    "image baseImage functionSourceCode path codeEntryType mode noCache noBaseImagesPull offline noCleanup tempDir "
    "registry baseImageRegistry onbuildImage buildTimeoutSeconds timestamp",
    commands=_list(SCALAR),
    directives=_mapping(preCopy=_DIRECTIVES, postCopy=_DIRECTIVES),
    dependencies=_list(SCALAR),
    env=_list(_mapping("name value")),
    args=_NAMES,
    flags=_list(SCALAR),
    codeEntryAttributes=ANY,
    runtimeAttributes=ANY,
)
_TRIGGER = _mapping(
    "kind class name numWorkers maxWorkers workerAvailabilityTimeoutMilliseconds workerTerminationTimeout url disabled "
    "workerAllocatorName explicitAckMode username password secret partitions totalTasks maxTaskAllocation",
    attributes=_mapping(
        "maxRequestBodySize readBufferSize port disablePortPublishing reduceMemoryUsage serviceType interval schedule",
        cors=ANY,
        ingresses=ANY,
        event=ANY,
    ),
    batch=_mapping("mode batchSize timeout"),
    annotations=_NAMES,
    paths=_list(SCALAR),
)
_VOLUME = _mapping(
    volume=_mapping("name", hostPath=_mapping("path type"), emptyDir=ANY, secret=ANY),
    volumeMount=_mapping("name mountPath readOnly subPath"),
)
_PLATFORM = _mapping(
    attributes=_mapping(
        "mountMode network healthCheckInterval processorMountMode",
        restartPolicy=_mapping("name maximumRetryCount"),
    )
)
_SPEC = _mapping(
    "description runtime handler eventTimeout readinessTimeoutSeconds replicas minReplicas maxReplicas targetCPU "
    "disable image imageHash runRegistry imagePullSecrets alias version dealerURI publish avatar serviceType nodeName "
    "priorityClassName preemptionPolicy preemptionMode disableDefaultHTTPTrigger serviceAccount",
    env=_list(_mapping("name value", valueFrom=ANY)),
    envFrom=ANY,
    environment=ANY,
    build=_BUILD,
    triggers=_mapping("", _TRIGGER),
    platform=_PLATFORM,
    resources=_mapping(limits=_QUANTITIES, requests=_QUANTITIES),
    volumes=_list(_VOLUME),
    devices=_list(SCALAR),
    securityContext=_mapping("runAsUser runAsGroup fsGroup"),
    loggerSinks=_list(_mapping("level sink")),
    scaleToZero=ANY,
    autoScaleMetrics=ANY,
    nodeSelector=_NAMES,
    affinity=ANY,
    tolerations=ANY,
    sidecars=ANY,
    initContainers=ANY,
    dataBindings=ANY,
    runtimeAttributes=ANY,
)
FUNCTION = _mapping("apiVersion kind", metadata=_METADATA, spec=_SPEC, status=ANY)


def _names(shape: Shape) -> Iterator[str]:
    for inner in (shape.others, shape.item, *shape.keys.values()):
        if inner is not None:
            yield from _names(inner)
    yield from shape.keys


VOCABULARY = frozenset(_names(FUNCTION))
