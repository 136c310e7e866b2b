"""Where the example that the demo runs on lies: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

import prelabel
from prelabel.errors import NotFound

NAME = "from-weights"


def folder() -> Path:
    """The folder with the demo's detector and pictures."""
    package = Path(prelabel.__file__).parent
    for place in (package / "examples" / NAME, package.parent.parent / "examples" / NAME):
        if place.is_dir():
            return place
    raise NotFound("The example is neither in the package nor in the checkout; install Prelabel again.")
