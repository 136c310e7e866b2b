"""What a RUN line asks for: pip's packages become requirements, the rest is known to be needless or left undone."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

_PIP = re.compile(r"^(?:sudo\s+)?(?:\S*python[\d.]*\s+-m\s+|uv\s+)?pip[\d.]*\s+install\s+(.*)$", re.DOTALL)
_APT_INSTALL = re.compile(r"^(?:sudo\s+)?(?:\w+=\S+\s+)*apt(?:-get)?\s+(?:-\S+\s+)*install\s+(.*)$", re.DOTALL)
_SEPARATOR = re.compile(r"""("(?:\\.|[^"\\])*"|'[^']*'|\\.)|&&|\|\||;|\n""", re.DOTALL)
_WITH_VALUE = frozenset({"-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-r", "--requirement"})
_IGNORED_WITH_VALUE = frozenset({"-c", "--constraint", "-t", "--target", "--prefix", "--timeout", "--retries"})
_OUTPUTS = frozenset({"-O", "-o", "--output", "--output-document"})
_PIPS_OWN = frozenset({"pip", "setuptools", "wheel"})
# Lines that only serve the making of an image.
_NEEDLESS = re.compile(
    r"^(?:sudo\s+)?(?:"
    r"apt(?:-get)?\s+(?:-\S+\s+)*(?:update|upgrade|clean|autoclean|autoremove|dist-upgrade)\b|rm\s|cd\s|mkdir\s|set\s|"
    r"ln\s.*\b(?:python|pip)[\d.]*\b|(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+cache\s|update-alternatives\s|echo\s|true$|:$)"
)
_PYTHONS = re.compile(r"^(?:python[\d.]*(?:-(?:pip|dev|venv|setuptools|wheel|distutils|minimal))?|python-is-python3)$")
_TOOLS = """
git curl wget unzip zip tar ca-certificates build-essential gcc g++ make cmake ninja-build pkg-config
software-properties-common apt-utils gnupg gnupg2 lsb-release locales tzdata nano vim sudo
"""
# What the OpenCV for screens needs; the headless build, which is installed in its place, does without.
_SCREEN = """
libgl1 libgl1-mesa-glx libgl1-mesa-dev libglib2.0-0 libglib2.0-0t64 libsm6 libxext6 libxrender1 libxrender-dev
libx11-6 libgtk2.0-dev libgtk-3-0 ffmpeg
"""
_NOT_NEEDED = frozenset((_TOOLS + _SCREEN).split())
_AS_REQUIREMENT = {
    "python3-opencv": "opencv-python-headless",
    "python3-numpy": "numpy",
    "python3-scipy": "scipy",
    "python3-yaml": "pyyaml",
    "python3-pil": "pillow",
    "python3-requests": "requests",
}


@dataclass(frozen=True)
class Undone:
    """A line that was not obeyed, the reason, and what its author can do instead."""

    line: str
    because: str
    instead: str
    makes: str = ""  # the name of the file or folder that the line would have fetched

    def __str__(self) -> str:
        return f"Not done: {self.line} (because {self.because}). Do this instead: {self.instead}."


@dataclass(frozen=True)
class Outcome:
    """What lines come to: lines as in requirements.txt, and what is left undone."""

    requirements: tuple[str, ...] = ()
    undone: tuple[Undone, ...] = ()


def read_shell(value: str) -> Outcome:
    """What all commands of a RUN line come to."""
    outcomes = [_read(command) for command in commands(value)]
    return Outcome(
        tuple(line for each in outcomes for line in each.requirements),
        tuple(line for each in outcomes for line in each.undone),
    )


def commands(value: str) -> Iterator[str]:
    """The commands between `&&`, `||`, `;` and line ends, outside of quotes."""
    whole = value.replace("\\\n", " ")
    for part in _SEPARATOR.sub(lambda match: match[1] or "\0", whole).split("\0"):
        command = part.strip()
        if command and not command.startswith("#"):
            yield command


def _read(command: str) -> Outcome:
    if match := _PIP.match(command):
        return Outcome(tuple(_packages(match[1])))
    if match := _APT_INSTALL.match(command):
        return _system_packages(match[1])
    if _NEEDLESS.match(command):
        return Outcome()
    for pattern, because, instead in _REASONS:
        if pattern.search(command):
            return Outcome(undone=(Undone(command, because, instead(command), _fetched(command)),))
    return Outcome(undone=(Undone(command, "no image is built here", _BY_HAND),))


_BY_HAND = "run it on this machine and add what it makes to the function's files"
_REASONS: tuple[tuple[re.Pattern[str], str, Callable[[str], str]], ...] = (
    (
        re.compile(r"\b(?:wget|curl|gdown|aria2c)\b"),
        "nothing is downloaded while a function is built",
        lambda command: f"download {_address(command)} yourself and add it to the function's files",
    ),
    (
        re.compile(r"\bgit\s+(?:\S+\s+)*clone\b"),
        "nothing is downloaded while a function is built",
        lambda command: f"clone {_address(command)} and add the folder to the function's files",
    ),
    (
        re.compile(r"\b(?:conda|mamba|micromamba)\b"),
        "environments are made by uv, not by conda",
        lambda _: "name the packages in a requirements.txt",
    ),
    (
        re.compile(r"\b(?:apt|apt-get|apk|yum|dnf|dpkg|add-apt-repository)\b"),
        "a function cannot change this machine's system",
        lambda _: "if the function needs it, install it on this machine",
    ),
)


def _address(command: str) -> str:
    match = re.search(r"(?:https?|ftp|git|ssh)(?:://|@)[^\s\"')]+", command)
    return match[0] if match else "it"


def _fetched(command: str) -> str:
    """The name of what a download or clone leaves behind."""
    address = _address(command)
    given = [
        after
        for word, after in pairwise(_words(command))
        if word in _OUTPUTS or (word == address and not after.startswith(("-", ">")))
    ]
    return PurePosixPath((given or [address])[0].partition("?")[0]).name.removesuffix(".git")


def _system_packages(arguments: str) -> Outcome:
    """apt's packages: some are Python's own or have a place among the requirements, most are tools of image making."""
    names = [word.partition("=")[0] for word in _words(arguments) if not word.startswith(("-", "$", ">"))]
    requirements = tuple(_AS_REQUIREMENT[name] for name in names if name in _AS_REQUIREMENT)
    other = [
        name for name in names if name not in _AS_REQUIREMENT and name not in _NOT_NEEDED and not _PYTHONS.match(name)
    ]
    if not other:
        return Outcome(requirements)
    undone = Undone(
        f"apt install {' '.join(other)}",
        "a function cannot change this machine's system",
        f"if the function needs it, install it on this machine (apt install {' '.join(other)})",
    )
    return Outcome(requirements, (undone,))


def _packages(arguments: str) -> list[str]:
    """The packages and indexes of one `pip install`; other options do not matter here."""
    words = iter(_words(arguments))
    lines = []
    for word in words:
        option, _, value = word.partition("=")
        if word in _WITH_VALUE:
            lines.append(f"{word} {next(words, '')}")
        elif word in _IGNORED_WITH_VALUE:
            next(words, "")
        elif option in _WITH_VALUE:
            lines.append(f"{option} {value}")
        elif not word.startswith("-"):
            lines.append(word)
    return [line for line in lines if re.split(r"[=<>~!\[]", line)[0] not in _PIPS_OWN]


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text.replace("\\\n", " "))
    except ValueError:
        return text.split()
