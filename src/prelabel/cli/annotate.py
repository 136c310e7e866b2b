"""`prelabel annotate`: a folder of pictures through a model, without a server."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from prelabel import settings as configuration
from prelabel.cli.interruption import Interruption
from prelabel.formats.registry import EXPORTERS
from prelabel.services.annotate import FAILED_NAME, Order, Outcome
from prelabel.services.annotate import annotate as annotate_folder
from prelabel.services.local_detector import local_detector

FORMATS = ", ".join(["yolo", "coco", "cvat", *(f'"{known.name}"' for known in EXPORTERS)])


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--model",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="Weights (best.onnx), or the folder or zip of a function.",
)
@click.option("--format", "format_name", default="yolo", show_default=True, help=f"One of {FORMATS}.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the results.")
@click.option("--threshold", type=float, help="Least confidence of an object, 0 to 1. [the function's own]")
@click.option("--labels", help="Only these labels of the model, separated by commas. [all]")
@click.option("--workers", type=click.IntRange(1), help="Processes of the model. [the function's own]")
@click.option("--save-images", is_flag=True, help="Put copies of the pictures beside the annotations.")
@click.option("--restart", is_flag=True, help="Forget what an earlier call has found in --out.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder, for environments.")
def annotate(
    folder: Path,
    model: Path,
    format_name: str,
    out: Path,
    threshold: float | None,
    labels: str | None,
    workers: int | None,
    save_images: bool,
    restart: bool,
    data: Path | None,
) -> None:
    """Annotate all pictures in FOLDER. Called again, it goes on where it stopped and does nothing twice."""
    settings = configuration.load(data=data)
    wanted = tuple(name.strip() for name in labels.split(",") if name.strip()) if labels else ()
    order = Order(folder, out, format_name, threshold, wanted, save_images, restart)
    progress, interruption = ProgressBar(), Interruption()
    try:
        with interruption.heard(), local_detector(model, settings, workers, progress.say, os.environ) as detector:
            outcome = annotate_folder(order, detector, progress, settings.max_pixels, interruption.asked)
            if outcome.cancelled:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        click.echo("Stopped. The same command goes on from here.", err=True)
        sys.exit(130)
    finally:
        progress.close()
    click.echo(summary(outcome, out))
    if len(outcome.tally.failed) == outcome.tally.frames:
        sys.exit(1)


class ProgressBar:
    """A bar with rate and time left on standard error; messages go above it."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def say(self, message: str) -> None:
        tqdm.write(message, file=sys.stderr)

    def begin(self, total: int, done: int) -> None:
        self._bar = tqdm(total=total, initial=done, unit=" pictures", file=sys.stderr, dynamic_ncols=True)

    def advance(self, count: int) -> None:
        if self._bar is not None:
            self._bar.update(count)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def summary(outcome: Outcome, out: Path) -> str:
    """What was found and what was not, in a few lines."""
    tally = outcome.tally
    again = f", {outcome.done_before} of them by an earlier call" if outcome.done_before else ""
    lines = [f"{tally.frames - len(tally.failed)} of {tally.frames} pictures annotated{again}."]
    lines += _counts("kept", tally.kept)
    for reason, counts in tally.dropped.items():
        lines += _counts(f"dropped, {reason}", counts)
    if tally.failed:
        lines.append(f"{len(tally.failed)} pictures failed; they are listed in {out / FAILED_NAME}:")
        lines += [f"  {failed.name}: {failed.reason.strip().splitlines()[-1]}" for failed in tally.failed[:5]]
    return "\n".join([*lines, f"The annotations are in {out}."])


def _counts(title: str, counts: dict[str, int]) -> list[str]:
    """A line with the total and the classes, the most frequent one first."""
    if not counts:
        return [f"{title}: none"]
    classes = ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda item: -item[1]))
    return [f"{title}: {sum(counts.values())} ({classes})"]
