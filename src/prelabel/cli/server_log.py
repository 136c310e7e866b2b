"""The server's log: a bounded file in the data folder, and warnings on standard error."""

from __future__ import annotations

import logging
import logging.handlers
import sys

from prelabel.settings import Settings

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
FILE_BYTES = 5 * 2**20
OLD_FILES = 3


def begin(settings: Settings) -> None:
    """Send everything of level info to the file, and warnings to the terminal too."""
    settings.data.mkdir(parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        settings.log_file, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8"
    )
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format=FORMAT, handlers=[file, terminal])
