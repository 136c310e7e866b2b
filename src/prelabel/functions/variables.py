"""The environment variables of a worker: what programs need, what the configuration sets, nothing of the server's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from prelabel.functions.config import FunctionConfig
from prelabel.functions.sandbox import Layout, Sandbox

_PASSED_ON = frozenset(
    {
        *("LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),
        *("NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"),
        *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
    }
)
# By default glibc maps what is over 128 KiB anew each time, which doubles the cost of reading a picture's JSON.
_ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": str(8 * 2**20), "MALLOC_TRIM_THRESHOLD_": str(16 * 2**20)}
_PASSED_ON_STARTS = ("LC_", "CUDA_", "NVIDIA_", "ROCR_", "HIP_", "HSA_")


def worker_variables(
    config: FunctionConfig, layout: Layout, sandbox: Sandbox, host: Mapping[str, str]
) -> dict[str, str]:
    """Variables for one worker; `OMP_NUM_THREADS` shares the cores out among the function's workers."""
    places = sandbox.mapped(layout)
    return {
        **host_variables(layout, sandbox, host),
        **_ALLOCATOR,
        "OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // config.trigger.workers)),
        **{name: _mapped(value, places) for name, value in config.variables},
    }


def host_variables(layout: Layout, sandbox: Sandbox, host: Mapping[str, str]) -> dict[str, str]:
    """What every program in a function's environment gets."""
    passed = {name: value for name, value in host.items() if _is_passed_on(name)}
    temporary = "/tmp" if not sandbox.rewrites else tempfile.gettempdir()  # the sandbox's own
    return {
        **passed,
        "PATH": os.pathsep.join([str(layout.python.parent), host.get("PATH", os.defpath)]),
        "HOME": temporary,
        "USERPROFILE": temporary,
        "TMPDIR": temporary,
        "TEMP": temporary,
        "TMP": temporary,
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
    }


def _is_passed_on(name: str) -> bool:
    return name.upper() in _PASSED_ON or name.upper().startswith(_PASSED_ON_STARTS)


def _mapped(value: str, places: Mapping[str, str]) -> str:
    """A value with `/opt/nuclio` or a volume, or a list of paths (`a:b`) below them, as the worker will find it."""
    parts = value.split(":")
    found = [_below(part, places) for part in parts]
    return value if found == parts else os.pathsep.join(found)


def _below(path: str, places: Mapping[str, str]) -> str:
    for place, folder in sorted(places.items(), reverse=True):  # what lies in another one before that
        if path == place or path.startswith(place + "/"):
            return str(Path(folder, *PurePosixPath(path.removeprefix(place).lstrip("/")).parts))
    return path
