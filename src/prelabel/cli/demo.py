"""`prelabel demo`: the main job on an example, from deploying a detector to annotated pictures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import click

from prelabel import settings as configuration
from prelabel.cli import example
from prelabel.domain.function import FunctionState
from prelabel.domain.labels import Label
from prelabel.errors import PrelabelError
from prelabel.functions.bundle import BundleSource
from prelabel.server.serving import Running
from prelabel.services.intake import DataOptions
from prelabel.services.runs import NewRun, RunView
from prelabel.services.tasks import NewTask
from prelabel.settings import Settings

MODEL = "fasteners-open.onnx"
FUNCTION = "fasteners-open"
THRESHOLD = 0.25
# The task's labels are not quite the model's, so that the mapping is seen to do its work.
MAPPING = {"bolt": "screw", "nut": "nut", "washer": "washer"}
POLL_SECONDS = 0.1


@click.command()
@click.option("--exit", "leave", is_flag=True, help="End after the job; status 0 only if the annotations are there.")
@click.option("--host", help="Address to listen on. [127.0.0.1]")
@click.option("--port", type=int, help="Port of the web app and the API; 0 takes a free one. [8080]")
@click.option("--functions-port", type=int, help="Port of the function platform; 0 takes a free one. [8070]")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder. [the user's own]")
def demo(leave: bool, host: str | None, port: int | None, functions_port: int | None, data: Path | None) -> None:
    """Start the server, deploy a detector, annotate pictures with it, and say what was found."""
    from prelabel.cli import running

    settings = configuration.load(host=host, port=port, functions_port=functions_port, data=data)
    job = Job(leave)
    running.run(settings, job.begin, job.status)


class Job:
    """The main job, done beside the server in a thread of its own."""

    def __init__(self, leave: bool) -> None:
        self._leave = leave
        self._done = False

    def status(self) -> int:
        return 0 if self._done else 1

    def begin(self, settings: Settings, server: Running) -> None:
        threading.Thread(target=self._do, args=(settings, server), daemon=True).start()

    def _do(self, settings: Settings, server: Running) -> None:
        try:
            self._done = Demonstration(server, settings.admin_user).run()
        except PrelabelError as error:
            click.echo(f"The demo failed: {error.message}", err=True)
        finally:
            if self._leave:
                server.stop()


class Demonstration:
    """The steps, each said aloud."""

    def __init__(self, server: Running, username: str) -> None:
        self._server = server
        self._services = server.services
        self._username = username
        self._actor = server.services.users.actor(username)

    def run(self) -> bool:
        """Whether the annotations are there at the end."""
        begin = time.monotonic()
        self._deploy()
        task_id = self._create()
        run = self._annotate(task_id)
        self._tell(task_id, run, time.monotonic() - begin)
        return run.run.state == "finished" and self._annotated(task_id) > 0

    def _deploy(self) -> None:
        functions = self._services.functions
        click.echo(f"[1/3] Deploying the detector {MODEL} as the function {FUNCTION}…")
        functions.deploy(BundleSource.from_path(example.folder() / MODEL), replace=True)
        view = functions.wait_until_settled(FUNCTION)
        if view.state is not FunctionState.READY:
            raise PrelabelError(view.message)
        click.echo(f"      ready: it finds {', '.join(label.name for label in view.spec.labels)}")

    def _create(self) -> int:
        pictures = sorted((example.folder() / "images").glob("*.jpg"))
        click.echo(f"[2/3] Making a task from {len(pictures)} pictures…")
        labels = tuple(Label(name=name, type="rectangle") for name in MAPPING.values())
        task_id = self._services.tasks.create(self._actor, NewTask("Fasteners (demo)", labels)).task.id
        target = self._services.creation.open(self._actor, task_id)
        for picture in pictures:
            with picture.open("rb") as content:
                self._services.uploads.add(self._actor, target, [(picture.name, content)])
        rq_id = self._services.creation.start(self._actor, task_id, DataOptions())
        self._wait(lambda: self._services.requests.get(self._actor, rq_id).request.state in ("finished", "failed"))
        request = self._services.requests.get(self._actor, rq_id).request
        if request.state == "failed":
            raise PrelabelError(request.message)
        return task_id

    def _annotate(self, task_id: int) -> RunView:
        runs = self._services.runs
        click.echo("[3/3] Annotating it automatically…")
        mapping = {model: {"name": label} for model, label in MAPPING.items()}
        new = NewRun(FUNCTION, task_id=task_id, threshold=THRESHOLD, mapping=mapping)
        run_id = runs.start(self._actor, new).run.id
        self._wait(lambda: runs.get(self._actor, run_id).run.finished_date is not None)
        view = runs.get(self._actor, run_id)
        if view.run.state == "failed":
            raise PrelabelError(view.run.message)
        return view

    def _tell(self, task_id: int, view: RunView, seconds: float) -> None:
        tally = view.tally
        click.echo(f"      {tally.frames} pictures, {view.frames_per_second or 0:.1f} a second; found:")
        for label, count in sorted(tally.kept.items()):
            click.echo(f"      {count:6} {label}")
        for failed in tally.failed:
            click.echo(f"      {failed.name} failed: {failed.reason}")
        click.echo(
            f"Done in {seconds:.1f} s. Look at it: {self._server.sign_in_link(self._username, f'/tasks/{task_id}')}"
        )

    def _annotated(self, task_id: int) -> int:
        return self._services.tasks.statistics(self._actor, task_id).annotated_frames

    def _wait(self, done: Callable[[], bool]) -> None:
        while not done():
            time.sleep(POLL_SECONDS)
