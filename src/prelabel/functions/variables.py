"""The environment variables of a worker: what programs need, what the configuration sets, nothing of the server's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from prelabel.functions.config import FunctionConfig
from prelabel.functions.sandbox import OPT_NUCLIO, Layout, Sandbox

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
    folder = sandbox.bundle_folder(layout)
    return {
        **host_variables(layout, sandbox, host),
        **_ALLOCATOR,
        "OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // config.trigger.workers)),
        **{name: _mapped(value, folder) for name, value in config.variables},
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


def _mapped(value: str, folder: str) -> str:
    """A value with `/opt/nuclio`, or a list of paths (`a:b`) below it, as the worker will find it."""
    if folder == OPT_NUCLIO or OPT_NUCLIO not in value:
        return value
    parts = value.split(":")
    if any(part == OPT_NUCLIO or part.startswith(OPT_NUCLIO + "/") for part in parts):
        mapped = [_below(part, folder) for part in parts]
        return os.pathsep.join(mapped)
    return value


def _below(path: str, folder: str) -> str:
    if path == OPT_NUCLIO or path.startswith(OPT_NUCLIO + "/"):
        return str(Path(folder, *Path(path).parts[3:]))
    return path
