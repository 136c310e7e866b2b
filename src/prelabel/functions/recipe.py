"""What a function's image would have held, without making one: packages, variables, files, the working folder."""

from __future__ import annotations

import json
import posixpath
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prelabel.errors import BadArchive
from prelabel.functions.base_images import REQUIREMENTS, BaseImages, UnknownImage, dockerfile_in
from prelabel.functions.bundle import inside
from prelabel.functions.config import FunctionConfig
from prelabel.functions.dockerfile import Instruction, assignments, filled, parse_dockerfile
from prelabel.functions.interpreters import asked_version
from prelabel.functions.known_images import known_image, plain_name
from prelabel.functions.sandbox import OPT_NUCLIO
from prelabel.functions.shell_lines import Undone, read_shell

_OTHER_FOLDER = "of an image's folders a function sees only /opt/nuclio"
_SEARCH_PATHS = frozenset({"PATH", "LD_LIBRARY_PATH"})


@dataclass
class Recipe:
    """Filled while instructions are followed, in their order; relative paths are below the bundle's folder."""

    version: tuple[int, int] | None
    requirements: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = OPT_NUCLIO
    files: dict[str, Path] = field(default_factory=dict)  # by the place where the image would have them
    undone: list[Undone] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    cpu: bool = False  # the image was made for machines without a GPU

    @property
    def working_folder(self) -> str:
        return _below_bundle(self.folder) or "."

    def copied(self) -> dict[str, Path]:
        """The files that go into the bundle, by their place there."""
        return {name: path for place, path in self.files.items() if (name := _below_bundle(place))}


def recipe_of(bundle: Path, config: FunctionConfig, images: BaseImages) -> Recipe:
    """Follow the base image, then the build's commands or directives; raises `UnknownImage`."""
    recipe = Recipe(asked_version(config.runtime))
    own = dockerfile_in(bundle)
    image = str(config.build.get("baseImage") or "")
    if image:
        _follow_image(recipe, image, images, bundle, ())
    elif own is not None:
        _follow_dockerfile(recipe, own, bundle, images, bundle, ())
    _follow(recipe, list(_instructions(config)), bundle)
    return recipe


def fill_bundle(recipe: Recipe, bundle: Path) -> list[str]:
    """Put the copied files into the bundle where it has none of that name; the names of those it got."""
    added = []
    for name, source in recipe.copied().items():
        target = inside(bundle, name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            added.append(name)
    (bundle / recipe.working_folder).mkdir(parents=True, exist_ok=True)
    return added


def _follow_image(recipe: Recipe, image: str, images: BaseImages, bundle: Path, seen: tuple[str, ...]) -> None:
    """What a base image holds: known to everybody, told by its author, or to be asked."""
    known, folder = known_image(image), images.find(image)
    if folder is not None and plain_name(image) not in seen:
        dockerfile = dockerfile_in(folder)
        if dockerfile is not None:
            _follow_dockerfile(recipe, dockerfile, folder, images, bundle, (*seen, plain_name(image)))
        recipe.requirements += read_lines(folder / REQUIREMENTS) if dockerfile is None else []
    elif known is not None:
        recipe.version = known.version or recipe.version
        recipe.requirements += known.packages
        recipe.cpu = recipe.cpu or known.cpu
    elif (bundle / REQUIREMENTS).is_file():
        recipe.remarks.append(f"The base image {image} is not used; requirements.txt says what is installed.")
    elif (own := dockerfile_in(bundle)) is not None and not seen:
        _follow_dockerfile(recipe, own, bundle, images, bundle, (plain_name(image),))
    else:
        raise UnknownImage(image)


def _follow_dockerfile(
    recipe: Recipe, file: Path, folder: Path, images: BaseImages, bundle: Path, seen: tuple[str, ...]
) -> None:
    instructions = parse_dockerfile(file.read_text(encoding="utf-8-sig", errors="replace"))
    if instructions and instructions[0].kind == "FROM" and instructions[0].value not in ("", "scratch"):
        _follow_image(recipe, instructions.pop(0).value, images, bundle, seen)
    _follow(recipe, instructions, folder)


def _follow(recipe: Recipe, instructions: Sequence[Instruction], folder: Path) -> None:
    for instruction in instructions:
        act = _ACTIONS.get(instruction.kind)
        if act is not None:
            act(recipe, instruction, folder)


def _run(recipe: Recipe, instruction: Instruction, folder: Path) -> None:
    del folder
    if "<<" in instruction.value:
        recipe.undone.append(Undone(str(instruction), "no image is built here", "run it, and add what it makes"))
        return
    outcome = read_shell(filled(instruction.value, recipe.variables))
    recipe.undone += outcome.undone
    for line in outcome.requirements:
        option, _, name = line.partition(" ")
        listed = _file_at(recipe, name) if option in ("-r", "--requirement") else None
        recipe.requirements += read_lines(listed) if listed is not None else [line]


def _file_at(recipe: Recipe, name: str) -> Path | None:
    """The file that an image would have at `name`, among those copied; a bundle's own are found by pip itself."""
    place = posixpath.normpath(posixpath.join(recipe.folder, name))
    return recipe.files.get(place)


def _env(recipe: Recipe, instruction: Instruction, folder: Path) -> None:
    del folder
    for name, value in assignments(instruction.value):
        if name in _SEARCH_PATHS:
            because = "the search paths are those of the function's environment"
            recipe.undone.append(Undone(f"ENV {name}", because, "set what the function needs in spec.env"))
        else:
            recipe.variables[name] = filled(value, recipe.variables)


def _workdir(recipe: Recipe, instruction: Instruction, folder: Path) -> None:
    del folder
    path = filled(instruction.value.strip("\"'"), recipe.variables).replace("\\", "/")
    recipe.folder = posixpath.normpath(posixpath.join(recipe.folder, path))
    if _below_bundle(recipe.folder) is None:
        recipe.undone.append(Undone(str(instruction), _OTHER_FOLDER, "use a folder below /opt/nuclio"))


def _copy(recipe: Recipe, instruction: Instruction, folder: Path) -> None:
    words = _words(filled(instruction.value, recipe.variables))
    names = [word for word in words if not word.startswith("--")]
    if len(names) < 2:
        return
    *sources, target = names
    to_folder = target.endswith("/") or target in (".", "..") or len(sources) > 1
    place = posixpath.normpath(posixpath.join(recipe.folder, target))
    if any(word.startswith("--from") for word in words):
        recipe.undone.append(Undone(str(instruction), "no image is built here", "add the files to the function"))
        return
    for source in sources:
        found = dict(_found(folder, source, place, to_folder or place == recipe.folder))
        if trouble := _copy_trouble(str(instruction), source, found, place):
            recipe.undone.append(trouble)
        recipe.files |= found


def _copy_trouble(line: str, source: str, found: dict[str, Path], place: str) -> Undone | None:
    if "://" in source:
        return Undone(line, "nothing is downloaded while a function is built", f"download {source} and add it")
    if not found:
        return Undone(line, f"{source} is not among the files", "give it with the others")
    if _below_bundle(place) is None and not place.startswith("/tmp"):
        return Undone(line, _OTHER_FOLDER, "copy to a place below /opt/nuclio, and look for it there")
    return None


def _found(folder: Path, source: str, place: str, to_folder: bool) -> Iterator[tuple[str, Path]]:
    """The files that `source` means and where they go; a dropped file is found by its name alone, too."""
    plain = posixpath.normpath(source.lstrip("/"))
    for path in _matches(folder, plain):
        if path.is_dir():
            inner = (each for each in sorted(path.rglob("*")) if each.is_file() and each != dockerfile_in(folder))
            yield from ((posixpath.join(place, each.relative_to(path).as_posix()), each) for each in inner)
        else:
            yield (posixpath.join(place, path.name) if to_folder else place), path


def _matches(folder: Path, source: str) -> list[Path]:
    if "://" in source:
        return []
    if source == ".":
        return [folder]
    try:
        path = inside(folder, source)
        if path.exists():
            return [path]
        if any(sign in source for sign in "*?["):
            return sorted(folder.glob(source))
    except (BadArchive, ValueError):
        return []
    named = [each for each in folder.rglob(path.name) if each.is_file()]
    return named if len(named) == 1 else []


_ACTIONS: dict[str, Callable[[Recipe, Instruction, Path], None]] = {
    "RUN": _run,
    "ENV": _env,
    "WORKDIR": _workdir,
    "COPY": _copy,
    "ADD": _copy,
}


def _instructions(config: FunctionConfig) -> Iterator[Instruction]:
    """The build's commands, or without any its directives, as in Nuclio; a command may go on in the next."""
    commands = [str(command) for command in config.build.get("commands") or ()]
    pending = ""
    for command in commands:
        if command.rstrip().endswith("\\"):
            pending += command.rstrip()[:-1] + " "
        elif not command.startswith("@nuclio."):
            yield Instruction("RUN", pending + command)
            pending = ""
    directives = (config.build.get("directives") or {}) if not commands else {}
    for moment in ("preCopy", "postCopy"):
        for directive in directives.get(moment) or ():
            yield Instruction(str(directive.get("kind", "")).upper(), str(directive.get("value", "")).strip())


def read_lines(file: Path) -> list[str]:
    """The lines of a requirements.txt; none when there is no such file."""
    if not file.is_file():
        return []
    lines = (line.split(" #")[0].strip() for line in file.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _below_bundle(place: str) -> str | None:
    """A place of the image as a path in the bundle, or None when it is elsewhere."""
    if place == OPT_NUCLIO:
        return "."
    return place.removeprefix(f"{OPT_NUCLIO}/") if place.startswith(f"{OPT_NUCLIO}/") else None


def _words(value: str) -> list[str]:
    try:
        return [str(word) for word in json.loads(value)] if value.startswith("[") else shlex.split(value)
    except ValueError:
        return value.split()
