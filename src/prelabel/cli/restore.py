"""`prelabel restore`: an installation from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from prelabel import settings as configuration
from prelabel.server import installation

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--data", type=FOLDER, help="Data folder. [the user's own, or PRELABEL_DATA]")
def restore(file: Path, data: Path | None) -> None:
    """Fill an empty data folder from a backup, while no server runs on it."""
    settings = configuration.load(data=data)
    installation.restore(settings, file)
    click.echo(f"{settings.data} is restored from {file}.")
