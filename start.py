#!/usr/bin/env python3
"""Sets up a checkout with nothing but Python, and runs it: `python3 start.py setup|demo|test|up [arguments]`."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "prelabel-setup"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
HEADLESS = "chromium-headless-shell"  # Chromium without its own windows: a third less work in the browser tests
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PACKAGES = (HEADLESS, "bubblewrap", "fonts-liberation")
OWN_BROWSER = """
import pathlib, sys, playwright.sync_api
with playwright.sync_api.sync_playwright() as own:
    sys.exit(not pathlib.Path(own.chromium.executable_path).exists())
"""
VERBS = {
    "setup": "make .venv with everything that development needs, and build the web app",
    "demo": "annotate an example with a real detector and show it (--exit ends the server afterwards)",
    "test": "run all checks and tests, browser tests included",
    "up": "start the server on http://localhost:8080",
}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - this line is for those who come with an older one
        sys.exit(f"Prelabel needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")
    verb, arguments = (sys.argv[1:2] or ["--help"])[0], sys.argv[2:]
    if verb not in VERBS:
        print("usage: python3 start.py VERB [ARGUMENTS]\n")
        print(*(f"  {name:6} {text}" for name, text in VERBS.items()), sep="\n")
        return 0 if verb in ("-h", "--help") else 2
    install("dev" if verb in ("setup", "test") else "run")
    if verb != "test" and web_app_is_stale():  # the checks build it in any case
        say("building the web app")
        call(BIN / "just", "web")
    if verb == "test":
        need_browser()
    return 0 if verb == "setup" else just(verb, arguments)


def install(lock: str) -> None:
    """Bring .venv to what the lock file says; at once when it was so already (development holds all of `run`)."""
    if STAMP.exists() and STAMP.read_text() in (fingerprint(lock), fingerprint("dev")) and works(PYTHON):
        return
    if not (works(PYTHON) and (shutil.which("uv", path=str(BIN)) or works(PYTHON, "import pip"))):
        say("making .venv")
        call(sys.executable, "-m", "venv", "--clear", VENV, hint="On Debian and Ubuntu: apt-get install python3-venv")
    settings = index_settings()
    if not shutil.which("uv", path=str(BIN)):
        say("fetching uv, which installs the rest")
        call(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", pinned("uv"))
    say(f"installing the packages of requirements/{lock}.lock")
    uv = (BIN / "uv", "pip", "install", "--python", PYTHON)
    call(*uv, "--compile-bytecode", "--require-hashes", "-r", ROOT / "requirements" / f"{lock}.lock", **settings)
    say("installing Prelabel itself")
    call(*uv, "--no-deps", "--no-build-isolation", "--editable", ROOT, **settings)
    STAMP.write_text(fingerprint(lock))


def fingerprint(lock: str) -> str:
    """Changes whenever what is to be installed changes."""
    files = (ROOT / "requirements" / f"{lock}.lock", ROOT / "pyproject.toml")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def pinned(package: str) -> str:
    """The package with the version of the lock file."""
    found = re.search(rf"^{package}==\S+", (ROOT / "requirements" / "run.lock").read_text(), re.MULTILINE)
    assert found, f"{package} is not in requirements/run.lock"
    return found[0]


def index_settings() -> dict[str, str]:
    """Where pip was told to find packages, in the words of uv, which does not read pip's settings."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True)
    lines = sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":env:"))  # the environment wins
    pairs = (line.partition("=") for line in lines if "=" in line)
    pip = {key.rpartition(".")[2]: str(ast.literal_eval(value)).split() for key, _, value in pairs}
    settings = {
        "UV_DEFAULT_INDEX": " ".join(pip.get("index-url", [])),
        "UV_INDEX": " ".join(pip.get("extra-index-url", [])),
        "UV_NO_INDEX": " ".join(pip.get("no-index", [])),
        "UV_FIND_LINKS": ",".join(pip.get("find-links", [])),
        "SSL_CERT_FILE": " ".join(pip.get("cert", [])),
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # pip looks at all indexes alike
    }
    return {name: value for name, value in settings.items() if value and name not in os.environ}


def web_app_is_stale() -> bool:
    """Whether a source of the web app is newer than the bundle."""
    bundle = ROOT / "src" / "prelabel" / "web_dist" / "index.html"
    sources = [*(ROOT / "web").glob("*.*"), *(ROOT / "web" / "src").rglob("*"), *(ROOT / "web" / "public").rglob("*")]
    return not bundle.exists() or any(file.stat().st_mtime > bundle.stat().st_mtime for file in sources)


def browser() -> str | None:
    """The program of a Chromium on this machine; without one Playwright may have its own."""
    programs = [Path(os.environ.get(folder, "")) for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    usual = [
        Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        *(folder / "Google/Chrome/Application/chrome.exe" for folder in programs),
        *(folder / "Microsoft/Edge/Application/msedge.exe" for folder in programs),
    ]
    found = (shutil.which(name) for name in BROWSERS)
    return next(filter(None, found), next((str(file) for file in usual if file.exists()), None))


def need_browser() -> None:
    """Browser tests need Chromium: found, installed where that is ours to do, or asked for in one command."""
    if browser() or works(PYTHON, OWN_BROWSER):
        return
    by_playwright = f"{BIN / 'playwright'} install chromium"
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing a browser for the tests")
        environment = {"DEBIAN_FRONTEND": "noninteractive"}
        call("apt-get", "update", "-q", **environment)
        hint = f"Only Debian has {HEADLESS}; elsewhere this installs a browser: {by_playwright}"
        call("apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES, hint=hint, **environment)
    if not browser():
        by_apt = [f"sudo apt-get install {' '.join(PACKAGES)} (Debian)"] if shutil.which("apt-get") else []
        sys.exit("The tests need a browser. This installs one: " + ", or: ".join([*by_apt, by_playwright]))


def just(recipe: str, arguments: list[str]) -> int:
    """Run a recipe until it ends; Ctrl+C reaches it directly, a request to end is passed on."""
    quoted = [subprocess.list2cmdline([text]) if WINDOWS else shlex.quote(text) for text in arguments]
    child = subprocess.Popen([BIN / "just", recipe, *quoted], cwd=ROOT)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return child.wait()


def call(*command: str | Path, hint: str = "", **environment: str) -> None:
    """Run a command that must succeed."""
    status = subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment})
    if status:
        sys.exit(f"This failed with status {status}: {shlex.join(map(str, command))}\n{hint}".rstrip())


def works(python: Path, code: str = "") -> bool:
    """Whether a Python is there, starts and can do this; a moved or upgraded one leaves a broken .venv."""
    return python.exists() and subprocess.call([python, "-c", code], stderr=subprocess.DEVNULL) == 0


def say(text: str) -> None:
    print(f"start.py: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
