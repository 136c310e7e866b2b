"""The API in this process on a database of its own: a task of small pictures, people, and runs with known results."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from msgspec import UNSET
from sqlalchemy import select

from prelabel.domain.actor import Actor
from prelabel.domain.labels import Attribute, Label
from prelabel.domain.predictions import Predictions
from prelabel.domain.shapes import Shape
from prelabel.media.chunk_cache import ChunkCache
from prelabel.media.storage import MediaStore
from prelabel.runs.pipeline import FrameResult
from prelabel.runs.tally import Tally
from prelabel.server.app import create_app
from prelabel.server.doors import Doors
from prelabel.server.wiring import Parts, assemble
from prelabel.services.intake import DataOptions, Intake
from prelabel.services.media import MediaFiles
from prelabel.services.runs.work import write_results
from prelabel.services.tasks import NewTask
from prelabel.settings import Settings
from prelabel.store.queries import frames as stored_frames
from prelabel.store.session import Database
from prelabel.store.tables.base import Base, now
from prelabel.store.tables.runs import Run
from prelabel.store.tables.tasks import Job
from tests.pictures import folder_of

BOX = [1.0, 2.0, 30.0, 40.0]
LABELS = (
    Label(name="cat", attributes=(Attribute(name="tame", input_type="checkbox", default_value="false"),)),
    Label(name="dog"),
)


@dataclass
class Desk:
    """Calls as `admin` unless another name is given; `task_id` and `jobs` are those of its task."""

    settings: Settings
    database: Database
    parts: Parts
    app: FastAPI
    tokens: dict[str, str] = field(default_factory=dict)
    task_id: int = 0
    jobs: list[int] = field(default_factory=list)

    def person(self, name: str, role: str) -> Actor:
        users = self.parts.services.users
        users.add(name, "", role)
        self.tokens[name] = users.new_token(name)
        return users.actor(name)

    def call(
        self, method: str, path: str, by: str = "admin", headers: dict[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        signed = {"Authorization": f"Bearer {self.tokens[by]}", **(headers or {})}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, f"/api{path}", headers=signed, **more)

        return asyncio.run(send())

    def get(self, path: str, by: str = "admin", **params: Any) -> Any:
        answer = self.call("GET", path, by, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def frame(self, number: int, job: int = 0) -> dict[str, Any]:
        content: dict[str, Any] = self.get(f"/jobs/{self.jobs[job]}/frames/{number}")
        return content

    def state(self, number: int, job: int = 0) -> dict[str, Any]:
        states = self.get(f"/jobs/{self.jobs[job]}/frames")["frames"]
        return next(state for state in states if state["frame"] == number)

    def patch(
        self, number: int, version: int | None = None, by: str = "admin", job: int = 0, **change: Any
    ) -> httpx.Response:
        headers = {} if version is None else {"If-Match": f'"{version}"'}
        body = {"change": str(uuid.uuid4()), **change}
        return self.call("PATCH", f"/jobs/{self.jobs[job]}/frames/{number}", by, json=body, headers=headers)

    def change(self, number: int, version: int | None = None, **change: Any) -> dict[str, Any]:
        answer = self.patch(number, version, **change)
        assert answer.status_code == 200, answer.text
        changed: dict[str, Any] = answer.json()
        return changed

    def labels(self) -> dict[str, int]:
        found = self.get("/labels", task_id=self.task_id)["results"]
        return {label["name"]: label["id"] for label in found}

    def box(self, frame: int = 0, label: str = "dog", **values: Any) -> dict[str, Any]:
        return {"type": "rectangle", "frame": frame, "label_id": self.labels()[label], "points": BOX, **values}

    def make_task(self, pictures: Sequence[Path], segment_size: int = 0, overlap: int = 0) -> None:
        admin = self.parts.services.users.actor("admin")
        new = NewTask(name="pets", labels=LABELS, segment_size=segment_size, overlap=overlap)
        self.task_id = self.parts.services.tasks.create(admin, new).task.id
        chunks = ChunkCache(self.settings.chunks_folder, limit_bytes=0)
        media = MediaFiles(MediaStore.on_disk(self.settings.media_folder), chunks)
        named = [(path.name, path) for path in pictures]
        Intake(self.settings, self.database, media).fill(self.task_id, named, DataOptions(), lambda _: None)
        with self.database.read() as session:
            query = select(Job.id).where(Job.task_id == self.task_id).order_by(Job.start_frame)
            self.jobs = list(session.scalars(query))

    def run(self, frame: int, scores: Sequence[float | None], threshold: float = 0.5, function: str = "finder") -> str:
        """A finished run that has found dogs of these scores on a frame; its id."""
        run = Run(
            id=uuid.uuid4().hex,
            task_id=self.task_id,
            function=function,
            function_version=1,
            threshold=threshold,
            mapping={},
            state="finished",
            created_date=now(),
        )
        dog = self.labels()["dog"]
        found = tuple(
            Shape(
                type="rectangle",
                frame=frame,
                label_id=dog,
                points=tuple(BOX),
                source="auto",
                score=UNSET if score is None else score,
            )
            for score in scores
        )
        predictions = Predictions(shapes=found)
        with self.database.write() as session:
            session.add(run)
            session.flush()
            (shown,) = stored_frames.of_task(session, self.task_id, frame, frame)
            write_results(session, run, [FrameResult(shown, predictions, predictions.over(threshold), Tally())])
        return run.id


@contextmanager
def opened(data: Path, frames: int = 6, segment_size: int = 0, overlap: int = 0) -> Iterator[Desk]:
    settings = Settings(data=data)
    database = Database(f"sqlite:///{settings.database_file}")
    Base.metadata.create_all(database.engine)
    parts = assemble(settings, database, Doors(settings.host))
    desk = Desk(settings, database, parts, create_app(parts.services, None))
    desk.person("admin", "admin")
    desk.make_task(folder_of(data / "pictures", [f"{number}.jpg" for number in range(frames)]), segment_size, overlap)
    try:
        yield desk
    finally:
        database.close()


def scores(shapes: Sequence[dict[str, Any]]) -> list[float | None]:
    return [shape.get("score") for shape in shapes]
