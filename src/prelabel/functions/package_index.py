"""Where packages come from: what pip has been told on this machine, in the words of uv, which reads none of it."""

from __future__ import annotations

import configparser
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

# pip's name -> uv's option, whether it may hold several values
_OPTIONS = {
    "index-url": ("--default-index", False),
    "extra-index-url": ("--index", True),
    "find-links": ("--find-links", True),
    "trusted-host": ("--allow-insecure-host", True),
}


@dataclass(frozen=True)
class PackageIndex:
    """Options for `uv pip install` and environment variables that go with them."""

    options: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    folders: tuple[Path, ...] = ()  # of files to install from, those of uv itself too


def pip_settings(variables: Mapping[str, str]) -> PackageIndex:
    """What pip's files and PIP_* variables say; a variable wins over the files, as in pip."""
    settings: dict[str, str] = {}
    for file in _pip_files(variables):
        settings.update(_read(file))
    for name in (*_OPTIONS, "cert", "no-index"):
        value = variables.get("PIP_" + name.upper().replace("-", "_"))
        if value is not None:
            settings[name] = value
    places = [*_values(settings, "find-links"), *variables.get("UV_FIND_LINKS", "").split(",")]
    folders = tuple(Path(place) for place in places if place and Path(place).is_dir())
    return PackageIndex(_options(settings), _certificates(settings, variables), folders)


def _options(settings: Mapping[str, str]) -> tuple[str, ...]:
    options: list[str] = []
    for name, (option, many) in _OPTIONS.items():
        values = _values(settings, name)
        for value in values if many else values[:1]:
            options += [option, value]
    if settings.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        options.append("--no-index")
    # pip takes the best version of all indexes; uv would stop at the first index that has the package
    return (*options, "--index-strategy", "unsafe-best-match")


def _values(settings: Mapping[str, str], name: str) -> list[str]:
    return shlex.split(settings.get(name, ""), posix=sys.platform != "win32")


def _certificates(settings: Mapping[str, str], variables: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if "cert" in settings and "SSL_CERT_FILE" not in variables:
        return (("SSL_CERT_FILE", settings["cert"]),)
    return ()


def _pip_files(variables: Mapping[str, str]) -> list[Path]:
    """pip's configuration files, the weakest first; see “Configuration files” in pip's documentation."""
    if "PIP_CONFIG_FILE" in variables:
        return [Path(variables["PIP_CONFIG_FILE"])]
    name = "pip.ini" if sys.platform == "win32" else "pip.conf"
    return [
        *(Path(folder) / name for folder in platformdirs.site_config_dir("pip", False, multipath=True).split(":")),
        *([Path("/etc/pip.conf")] if sys.platform != "win32" else []),
        Path.home() / ("pip" if sys.platform == "win32" else ".pip") / name,
        Path(platformdirs.user_config_dir("pip", False, roaming=True)) / name,
        *([Path.home() / ".config" / "pip" / name] if sys.platform == "darwin" else []),
        Path(sys.prefix) / name,
    ]


def _read(file: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(file, encoding="utf-8-sig")
    except (configparser.Error, OSError, UnicodeDecodeError):
        return {}
    sections = [section for section in ("global", "install") if parser.has_section(section)]
    return {name.replace("_", "-"): value for section in sections for name, value in parser.items(section)}
