"""Every shape of a job, placed but without its outline."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from prelabel.domain.placed_object import PlacedObject
from prelabel.store.queries import annotations as rows
from prelabel.store.queries import shape_parts
from prelabel.store.tables.tasks import Job


def of_job(session: Session, job: Job) -> Iterator[PlacedObject]:
    """By frame; what is marked as outside of the picture is left out."""
    for part in shape_parts.of_jobs(session, [job.id]):
        for shape in rows.decode_shapes(part.shapes):
            if not shape.outside:
                yield PlacedObject.of(shape)
