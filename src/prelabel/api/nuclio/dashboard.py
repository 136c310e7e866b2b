"""What clients ask about the dashboard itself: version, namespace, addresses."""

from __future__ import annotations

import platform
from typing import Any

from fastapi import APIRouter, Request

import prelabel
from prelabel.api.nuclio.schemas import NAMESPACE

router = APIRouter(tags=["dashboard"])


@router.get("/versions")
def get_versions() -> dict[str, Any]:
    label = f"prelabel-{prelabel.__version__}"
    return {
        "dashboard": {
            "label": label,
            "gitCommit": "",
            "os": platform.system().lower(),
            "arch": platform.machine(),
        }
    }


@router.get("/namespaces")
def get_namespaces() -> dict[str, Any]:
    return {"namespaces": {"names": [NAMESPACE]}}


@router.get("/external_ip_addresses")
def get_external_addresses(request: Request) -> dict[str, Any]:
    """The name under which the caller reached us: it reaches the functions' ports under the same."""
    return {"externalIPAddresses": {"addresses": [request.url.hostname or ""]}}


@router.get("/frontend_spec")
def get_frontend_spec(request: Request) -> dict[str, Any]:
    return {
        "externalIPAddresses": [request.url.hostname or ""],
        "namespace": NAMESPACE,
        "platformKind": "local",
        "imageNamePrefixTemplate": "",
        "defaultFunctionConfig": {"attributes": {"spec": {"runtime": "python", "handler": "main:handler"}}},
        "scaleToZero": {"mode": "disabled"},
        "autoScaleMetrics": {},
        "allowedAuthenticationModes": [],
        "disableDefaultHttpTrigger": False,
    }


@router.get("/api_gateways")
@router.get("/v3io_streams")
def list_nothing() -> dict[str, Any]:
    """What exists on Kubernetes only: empty, as on Nuclio's local platform."""
    return {}
