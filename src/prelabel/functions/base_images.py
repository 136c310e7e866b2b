"""What people have said is in base images of their own: a Dockerfile with the files it copies, or requirements."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

from prelabel.errors import BuildFailed, InvalidInput
from prelabel.functions.bundle import BundleFile, copy_into
from prelabel.functions.known_images import plain_name

REQUIREMENTS = "requirements.txt"
FOLDER = ".base-images"  # beside the functions, none of which can have such a name


class UnknownImage(BuildFailed):
    """A base image is not known; `image` is its name."""

    def __init__(self, image: str) -> None:
        self.image = plain_name(image)
        super().__init__(question(self.image))


def question(image: str) -> str:
    """What is asked once about an image that only its author knows."""
    return (
        f"What is in the base image {image}? Give its Dockerfile with the files that it copies, or a "
        f"requirements.txt: drop them on the function's page, or `prelabel function base-image {image} Dockerfile …`. "
        "The answer serves all functions that name the image."
    )


def asked_image(message: str) -> str:
    """The image that a function in error asks for; "" where its message is another."""
    start, _, rest = question("\0").partition("\0")
    image = message.removeprefix(start).partition(rest[:2])[0]
    return image if message == question(image) else ""


class BaseImages:
    """A folder with the answers, each under the image's name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, image: str) -> Path | None:
        """The files that were given for the image."""
        folder = self._place(image)
        return folder if folder.is_dir() else None

    def files(self, image: str) -> list[str]:
        """Their names, with `/`; none when the image is not known."""
        folder = self._place(image)
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    def put(self, image: str, files: tuple[BundleFile, ...]) -> None:
        """Keep the files as what is in the image; raises `InvalidInput` when they say nothing."""
        self._folder.mkdir(parents=True, exist_ok=True)
        incoming = Path(tempfile.mkdtemp(prefix=".incoming-", dir=self._folder))
        try:
            for file in files:
                copy_into(incoming, file)
            if dockerfile_in(incoming) is None and not (incoming / REQUIREMENTS).is_file():
                raise InvalidInput("Give a Dockerfile, or a requirements.txt.", field="files")
            place = self._place(image)
            shutil.rmtree(place, ignore_errors=True)
            incoming.rename(place)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

    def _place(self, image: str) -> Path:
        return self._folder / quote(plain_name(image), safe="")


def dockerfile_in(folder: Path) -> Path | None:
    """The Dockerfile in a folder, whatever it is called: `Dockerfile`, `Dockerfile.cpu`, `cpu.dockerfile`."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and "dockerfile" in path.name.lower())
    return next(found, None)
