"""`prelabel backup`: a whole installation to one file."""

from __future__ import annotations

from pathlib import Path

import click

from prelabel import settings as configuration
from prelabel.server import installation

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--data", type=FOLDER, help="Data folder. [the user's own, or PRELABEL_DATA]")
def backup(file: Path, data: Path | None) -> None:
    """Save the whole installation, also while its server runs, in one file."""
    settings = configuration.load(data=data)
    installation.save(settings, file)
    click.echo(f"{settings.data} is saved in {file}.")
