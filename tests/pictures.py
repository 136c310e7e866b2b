"""Small pictures for tests, drawn on the spot."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

SHARED = Path(__file__).parent.parent.parent / "shared"
EXAMPLE = Path(__file__).parent.parent / "examples" / "from-weights"


def jpeg(width: int = 64, height: int = 48, shade: int = 128) -> bytes:
    """A JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), (shade, 255 - shade, 64)).save(out, "JPEG")
    return out.getvalue()


def folder_of(folder: Path, names: list[str]) -> list[Path]:
    """JPEGs of these names, each of another shade."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for number, path in enumerate(paths):
        path.write_bytes(jpeg(shade=number * 7 % 256))
    return paths
