"""Which build of PyTorch an environment gets: the small one for processors where there is no GPU or none is wanted."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

STAND_IN = Path(__file__).parent / "stand_ins" / "prelabel_torchvision.py"
_BUILD = re.compile(r"(torch|torchvision|torchaudio)-(\d[^-]*\+cpu)-.+\.whl")


def backend(cpu: bool, variables: Mapping[str, str]) -> str:
    """The word for uv's `--torch-backend`: `cpu`, `auto` for the build that fits the GPU, or "" to leave it to uv."""
    if sys.platform == "darwin" or "UV_TORCH_BACKEND" in variables:
        return ""
    return "cpu" if cpu or not has_gpu() else "auto"


def has_gpu() -> bool:
    """Whether a driver shows a card that PyTorch could use."""
    devices = [*Path("/dev").glob("nvidia[0-9]*"), Path("/dev/kfd")]
    return any(device.exists() for device in devices) or shutil.which("nvidia-smi") is not None


def attempts(wanted: str, folders: Sequence[Path], scratch: Path) -> Iterator[tuple[str, ...]]:
    """Options for `uv pip install`, to be tried one after the other while they fail because of PyTorch.

    Builds for processors that lie in `folders` win; then those of PyTorch's own index, which not every machine reaches;
    in the end whatever there is.
    """
    pins = cpu_builds(folders) if wanted == "cpu" else ()
    if pins:
        constraints = scratch / "pytorch.txt"
        constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
        yield ("--constraints", str(constraints))
    if wanted:
        yield ("--torch-backend", wanted)
    yield ()


def cpu_builds(folders: Sequence[Path]) -> tuple[str, ...]:
    """The newest of each package as a line of requirements: `torch==2.13.0+cpu`."""
    newest: dict[str, str] = {}
    for file in (file for folder in folders for file in sorted(folder.glob("torch*.whl"))):
        if found := _BUILD.fullmatch(file.name):
            name, version = found.groups()
            newest[name] = max(newest.get(name, version), version, key=_release)
    return tuple(f"{name}=={version}" for name, version in newest.items())


def mend_torchvision(environment: Path) -> str:
    """Put the stand-in beside a torchvision whose operators do not fit its PyTorch; what to say of it, or ""."""
    torch, vision = _installed(environment, "torch"), _installed(environment, "torchvision")
    if torch is None or vision is None or "+cpu" not in torch.name or "+cpu" in vision.name:
        return ""
    shutil.copyfile(STAND_IN, vision.parent / STAND_IN.name)
    (vision.parent / f"{STAND_IN.stem}.pth").write_text(f"import {STAND_IN.stem}\n", encoding="utf-8")
    packages = [folder.name.removesuffix(".dist-info").replace("-", " ") for folder in (vision, torch)]
    return (
        f"{packages[0]} is the build for CUDA, whose operators cannot be loaded beside {packages[1]}: a stand-in does "
        "nms, the others are missing."
    )


def _installed(environment: Path, package: str) -> Path | None:
    return next(environment.glob(f"[Ll]ib/**/site-packages/{package}-*.dist-info"), None)


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0]))
