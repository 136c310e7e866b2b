"""Bundles: the folder of one version, put together from a folder, a zip, pasted code, or weights alone."""

from __future__ import annotations

import base64
import binascii
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import yaml

from prelabel.errors import BadArchive, InvalidInput
from prelabel.functions.config import PROJECT_LABEL, FunctionConfig, load_yaml, parse_mapping
from prelabel.functions.config_text import with_value
from prelabel.functions.inline_config import inline_config, merged, modules_of
from prelabel.functions.lone_module import lone_config, with_handler
from prelabel.functions.parts import Part, main_part
from prelabel.functions.repair import Repair, repair_config, repair_mapping

CONFIG_NAME = "function.yaml"
_CONFIG_NAMES = (CONFIG_NAME, "function.yml", "config.yaml", "config.yml")
_CHECKPOINTS = frozenset({".pth"})
_CODE = frozenset({".py", ".pyc", ".so", ".pyd"})


@dataclass(frozen=True)
class BundleFile:
    """A file to put into a bundle: its path there, with `/`, and where it lies now, or the file opened."""

    name: str
    content: Path | BinaryIO


@dataclass(frozen=True)
class BundleSource:
    """What a person gives: the text of a function.yaml (or a mapping), pasted code, files; a zip or weights alone do.

    `name`, `project` and `overrides`, which has the form of a configuration, win over what the configuration says.
    """

    config: str = ""
    mapping: Any = None
    code: str = ""
    files: tuple[BundleFile, ...] = ()
    name: str = ""
    project: str = ""
    overrides: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_path(cls, path: Path) -> BundleSource:
        """A folder, a zip or weights on this machine."""
        if not path.exists():
            raise InvalidInput(f"{path} does not exist.", field="path")
        if path.is_file():
            return cls(files=(BundleFile(path.name, path),))
        found = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        return cls(files=tuple(BundleFile(file.relative_to(path).as_posix(), file) for file in found))


@dataclass(frozen=True)
class Assembled:
    """A bundle that was put together: its configuration, or None when a function is still to be made (see `makers`)."""

    config: FunctionConfig | None
    repair: Repair


@dataclass(frozen=True)
class ArchiveLimits:
    """The most that a zip may unpack to."""

    total_bytes: int = 64 * 2**30
    files: int = 100_000


def assemble(source: BundleSource, folder: Path, limits: ArchiveLimits) -> Assembled:
    """Fill the empty `folder`, repairing the configuration where it must be.

    Raises `InvalidInput` or `BadArchive`; what is in the folder then is of no use.
    """
    try:
        _put_files(source, folder, limits)
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as error:
        raise BadArchive(f"Two of the files want the same place: {error.filename}.", field="files") from error
    if source.config:
        (folder / CONFIG_NAME).write_text(source.config, encoding="utf-8", newline="")
    if source.mapping is None and unfinished_part(folder) is not None:
        if source.overrides:
            raise InvalidInput(
                "A function that is made of one file gets its configuration while it is built: deploy it without "
                "options, and change its configuration then.",
                field="overrides",
            )
        return Assembled(None, Repair(""))
    text = inline_config(_sources(source, folder))
    if source.mapping is None and _config_in(folder) is None and (own := text or lone_config(folder, source.name)):
        (folder / CONFIG_NAME).write_text(own, encoding="utf-8")
    inline = _inline_mapping(text)
    if source.mapping is not None:
        config, repair = _read_mapping(source.mapping, inline, folder)
    else:
        config, repair = _read_repaired(inline, folder)
    if source.overrides:
        config = _overridden(config, source.overrides, folder)
    config = _called(config, source, folder)
    _write_code(config, source.code, folder)
    _check_code(config, folder)
    return Assembled(config, repair)


def _overridden(config: FunctionConfig, over: Mapping[str, Any], folder: Path) -> FunctionConfig:
    """The configuration with what the deployer wants otherwise; it is written down, for handlers and later versions."""
    changed = parse_mapping(merged(config.raw, over))
    file = _config_in(folder) or folder / CONFIG_NAME
    file.write_text(yaml.safe_dump(dict(changed.raw), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return changed


def _called(config: FunctionConfig, source: BundleSource, folder: Path) -> FunctionConfig:
    """The configuration under the name and project that the deployer chose; they are written down as well, or what is
    edited or exported later would come back as another function."""
    file, chosen = _config_in(folder), renamed(config, source.name, source.project)
    if file is not None:
        write_down(file, config, chosen)
    return chosen


def write_down(file: Path, config: FunctionConfig, chosen: FunctionConfig) -> None:
    """Put the name and project of `chosen` into the file that says what is in `config`."""
    text = given = file.read_bytes().decode("utf-8")
    if chosen.name != config.name:
        text = with_value(text, ("metadata", "name"), chosen.name)
    if chosen.project != config.project:
        text = with_value(text, ("metadata", "labels", PROJECT_LABEL), chosen.project)
    if text != given:
        file.write_text(text, encoding="utf-8", newline="")


def copy_into(folder: Path, file: BundleFile) -> None:
    """Put a file where its name says; refused when that is not in the folder."""
    _copy(file.content, inside(folder, file.name))


def inside(folder: Path, name: str) -> Path:
    """The path of `name` in `folder`; refused when it climbs out of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or not path.parts or any(part == ".." or ":" in part or "\0" in part for part in path.parts):
        raise BadArchive(f"“{name}” is not a path inside the function's folder.", field="files")
    return folder.joinpath(*path.parts)


def _sources(source: BundleSource, folder: Path) -> Iterator[str]:
    """The code as it was given, in whichever way."""
    yield from modules_of(folder)
    yield source.code
    if isinstance(source.mapping, Mapping):
        build = (source.mapping.get("spec") or {}).get("build") or {}
        yield _decoded(str(build.get("functionSourceCode") or ""))


def _inline_mapping(text: str) -> Mapping[str, Any]:
    found = load_yaml(text) if text else {}
    return found if isinstance(found, Mapping) else {}


def _read_repaired(inline: Mapping[str, Any], folder: Path) -> tuple[FunctionConfig, Repair]:
    """The configuration among the files; one that had to be repaired is there as function.yaml afterwards."""
    file = _config_in(folder)
    if file is None:
        _refuse_checkpoint(folder)
        raise InvalidInput(
            f"There is no {CONFIG_NAME} among the files; it names the function (metadata.name) and its handler."
            f"{_other_config(folder)}",
            field="config",
        )
    try:
        repair = repair_config(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        raise InvalidInput(f"{file.name} is not UTF-8 text; save it as UTF-8.", field="config") from None
    given = load_yaml(repair.text)
    config = parse_mapping(with_handler(merged(inline, given), folder) if isinstance(given, Mapping) else given)
    if repair.diff:
        (folder / CONFIG_NAME).write_text(repair.text, encoding="utf-8", newline="")
    return config, repair


def _other_config(folder: Path) -> str:
    """What to do where a configuration has another name, such as CVAT's function-gpu.yaml."""
    names = sorted(file.name for ending in ("yaml", "yml") for file in folder.glob(f"*.{ending}"))
    if not names:
        return ""
    return f" If {' or '.join(names)} does, call it {CONFIG_NAME}, or deploy with --file {names[0]}."


def _put_files(source: BundleSource, folder: Path, limits: ArchiveLimits) -> None:
    if len(source.files) == 1 and source.files[0].name.lower().endswith(".zip") and not source.config:
        _unpack(source.files[0], folder, limits)
        return
    for file in source.files:
        is_config = not source.config and len(source.files) == 1 and file.name.lower().endswith((".yaml", ".yml"))
        copy_into(folder, replace(file, name=CONFIG_NAME) if is_config else file)


def _config_in(folder: Path) -> Path | None:
    return next((folder / name for name in _CONFIG_NAMES if (folder / name).is_file()), None)


def unfinished_part(folder: Path) -> Part | None:
    """What a function is still to be made of, in a bundle without a configuration."""
    return main_part(folder) if _config_in(folder) is None else None


def _read_mapping(mapping: Any, inline: Mapping[str, Any], folder: Path) -> tuple[FunctionConfig, Repair]:
    """The configuration that came as JSON; it is written down for handlers that read it."""
    repaired, remarks = repair_mapping(mapping)
    config = parse_mapping(merged(inline, repaired) if isinstance(repaired, Mapping) else repaired)
    plain = {"metadata": dict(config.raw["metadata"]), "spec": dict(config.raw["spec"])}
    plain["spec"]["build"] = {k: v for k, v in config.build.items() if k != "functionSourceCode"}
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)
    (folder / CONFIG_NAME).write_text(text, encoding="utf-8")
    return config, Repair(text, remarks=remarks)


def renamed(config: FunctionConfig, name: str, project: str) -> FunctionConfig:
    """The configuration under the name and project that the deployer chose, if any."""
    if not name and not project:
        return config
    raw = {"metadata": dict(config.raw["metadata"]), "spec": config.raw["spec"]}
    raw["metadata"]["name"] = name or config.name
    if project:
        raw["metadata"]["labels"] = {**raw["metadata"]["labels"], PROJECT_LABEL: project}
    return parse_mapping(raw)


def _write_code(config: FunctionConfig, code: str, folder: Path) -> None:
    encoded = config.build.get("functionSourceCode")
    if encoded:
        code = _decoded(str(encoded))
    if code:
        module = config.handler.partition(":")[0] or "main"
        target = inside(folder, module.replace(".", "/") + ".py")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(code.replace("\r\n", "\n"), encoding="utf-8", newline="\n")


def _check_code(config: FunctionConfig, folder: Path) -> None:
    if not any(path.suffix in _CODE for path in folder.rglob("*")):
        module = config.handler.partition(":")[0]
        raise InvalidInput(f"There is no code: add the file {module}.py, or paste it.", field="code")


def _refuse_checkpoint(folder: Path) -> None:
    """A checkpoint is a pickle that only its own framework can read."""
    found = next((path.name for path in folder.iterdir() if path.suffix.lower() in _CHECKPOINTS), None)
    if found is not None and len(list(folder.iterdir())) == 1:
        raise InvalidInput(
            f"{found} alone cannot become a function; export it with `yolo export model={found} format=onnx` and "
            "deploy the .onnx, or deploy it with a handler and a function.yaml.",
            field="files",
        )


def _decoded(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=False).decode("utf-8-sig")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"spec.build.functionSourceCode is not base64 of UTF-8 text: {error}.",
            field="spec.build.functionSourceCode",
        ) from error


def _copy(content: Path | BinaryIO, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, target)
    else:
        with target.open("wb") as file:
            shutil.copyfileobj(content, file, 2**20)


def _unpack(archive: BundleFile, folder: Path, limits: ArchiveLimits) -> None:
    try:
        with zipfile.ZipFile(archive.content) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir()]
            if len(entries) > limits.files:
                raise BadArchive(f"{archive.name} holds {len(entries)} files; {limits.files} are allowed.")
            left = limits.total_bytes
            for entry in entries:
                left -= _unpack_entry(opened, entry, inside(folder, entry.filename), left)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadArchive(f"{archive.name} is not a zip that can be read: {error}.") from error
    _lift_single_folder(folder)


def _unpack_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """Unpack one file, by counted bytes rather than by what the entry says; the bytes written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(entry) as packed, target.open("wb") as unpacked:
        while block := packed.read(2**20):
            written += len(block)
            if written > left:
                raise BadArchive(f"The archive unpacks to more than is allowed (at “{entry.filename}”).")
            unpacked.write(block)
    return written


def _lift_single_folder(folder: Path) -> None:
    """A zip of a folder holds that folder; its content is the bundle."""
    children = list(folder.iterdir())
    if len(children) == 1 and children[0].is_dir():
        inner = children[0].rename(folder / f".{children[0].name}.lifted")
        for child in inner.iterdir():
            child.rename(folder / child.name)
        inner.rmdir()
