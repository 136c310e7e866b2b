"""What a worker sees of the machine: its bundle as `/opt/nuclio` under bubblewrap, or everything without it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from prelabel.errors import InvalidInput
from prelabel.functions import worker
from prelabel.functions.volumes import Volume

OPT_NUCLIO = "/opt/nuclio"
WORKER_FOLDER = Path(worker.__file__).parent
# Read-only parts of the system; what is not there is left out.
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/nix", "/sys")
_RESOLVERS = ("/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager")
_DEVICES = ("/dev/dri", "/dev/kfd", "/dev/accel", "/dev/dxg")  # the last is WSL's


@dataclass(frozen=True)
class Layout:
    """The places a worker needs: its environment (read-only), its copy of the bundle (writable), its volumes."""

    python: Path
    environment: Path
    bundle: Path
    network: bool = True
    volumes: tuple[Volume, ...] = ()


class Sandbox(Protocol):
    """Turns the layout of a version into the command that starts its workers."""

    rewrites: bool

    def bundle_folder(self, layout: Layout) -> str:
        """Where the worker finds its bundle."""
        ...

    def mapped(self, layout: Layout) -> dict[str, str]:
        """Paths that the worker has to find elsewhere, and where."""
        ...

    def command(self, layout: Layout, socket_folder: Path) -> list[str]:
        """What to put before the worker's address."""
        ...

    def script(self, layout: Layout, script: Path) -> list[str]:
        """What runs one of our scripts in the bundle's folder, which it may only read where there are walls."""
        ...


class Bare:
    """No walls: the worker runs as the server does, and maps `/opt/nuclio` itself."""

    rewrites = True

    def bundle_folder(self, layout: Layout) -> str:
        return str(layout.bundle)

    def mapped(self, layout: Layout) -> dict[str, str]:
        return {OPT_NUCLIO: str(layout.bundle)} | {each.place: str(each.host) for each in layout.volumes}

    def command(self, layout: Layout, socket_folder: Path) -> list[str]:
        del socket_folder
        return _interpreter(layout)

    def script(self, layout: Layout, script: Path) -> list[str]:
        return [str(layout.python), "-I", "-B", str(script)]


class Bubblewrap:
    """A private file system: the system read-only, nothing of the home or of `hidden`; a network if wanted."""

    rewrites = False

    def __init__(self, program: str, hidden: Path) -> None:
        self._program = program
        self._hidden = hidden

    def bundle_folder(self, layout: Layout) -> str:
        del layout
        return OPT_NUCLIO

    def mapped(self, layout: Layout) -> dict[str, str]:
        del layout
        return {}

    def command(self, layout: Layout, socket_folder: Path) -> list[str]:
        return [
            *self.walls(),
            *_read_only(_base_prefix(layout.python), WORKER_FOLDER, layout.environment),
            *("--bind", str(layout.bundle), OPT_NUCLIO),
            *_bound(layout.volumes),
            *("--bind", str(socket_folder), str(socket_folder)),
            *(() if layout.network else ("--unshare-net",)),
            *("--chdir", OPT_NUCLIO, "--"),
            *_interpreter(layout),
        ]

    def script(self, layout: Layout, script: Path) -> list[str]:
        return [
            *self.walls(),
            *_read_only(_base_prefix(layout.python), script.parent, layout.environment),
            *("--ro-bind", str(layout.bundle), OPT_NUCLIO),
            *("--chdir", OPT_NUCLIO, "--"),
            *(str(layout.python), "-I", "-B", str(script)),
        ]

    def walls(self) -> list[str]:
        """The part that is the same for every worker."""
        walls = [self._program, "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--proc", "/proc"]
        walls += ["--dev", "/dev", *_devices(), "--tmpfs", "/tmp", "--tmpfs", "/opt"]
        for path in map(Path, _SYSTEM):
            walls += ["--symlink", str(path.readlink()), str(path)] if path.is_symlink() else _read_only(path)
        walls += _read_only(*map(Path, _RESOLVERS), *_children_of_opt())
        if any(self._hidden.is_relative_to(path) for path in [*map(Path, _SYSTEM), *_children_of_opt()]):
            walls += ["--tmpfs", str(self._hidden)]
        return walls


def choose(setting: str, hidden: Path) -> Sandbox:
    """The sandbox that `setting` (auto, bubblewrap, none) asks for; auto takes bubblewrap where a trial works.

    Raises `InvalidInput` when bubblewrap is demanded and does not work.
    """
    program = shutil.which("bwrap") if sys.platform == "linux" and setting != "none" else None
    if program is not None:
        bubblewrap = Bubblewrap(program, hidden.resolve())
        if _works(bubblewrap):
            return bubblewrap
    if setting == "bubblewrap":
        raise InvalidInput(
            "bubblewrap does not work here; install it and allow user namespaces, or set sandbox to auto.",
            field="sandbox",
        )
    return Bare()


def _works(bubblewrap: Bubblewrap) -> bool:
    with tempfile.TemporaryDirectory(prefix="prelabel-") as folder:
        trial = [*bubblewrap.walls(), "--bind", folder, OPT_NUCLIO, "--chdir", OPT_NUCLIO, "--", "/bin/sh", "-c", ":"]
        try:
            return subprocess.run(trial, capture_output=True, timeout=10, check=False).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False


def _interpreter(layout: Layout) -> list[str]:
    return [str(layout.python), "-u", str(WORKER_FOLDER)]


def _base_prefix(python: Path) -> Path:
    """Where the interpreter that an environment was made from lives."""
    return python.resolve().parent.parent


def _read_only(*paths: Path) -> list[str]:
    return [word for path in paths for word in ("--ro-bind-try", str(path), str(path))]


def _bound(volumes: tuple[Volume, ...]) -> list[str]:
    return [
        word
        for each in volumes
        for word in ("--bind" if each.writable else "--ro-bind", str(each.host.resolve()), each.place)
    ]


def _children_of_opt() -> list[Path]:
    opt = Path("/opt")
    return [path for path in opt.iterdir() if path.name != "nuclio"] if opt.is_dir() else []


def _devices() -> list[str]:
    devices = [*map(Path, _DEVICES), *Path("/dev").glob("nvidia*")]
    return [word for path in devices for word in ("--dev-bind-try", str(path), str(path))]
