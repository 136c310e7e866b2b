"""Whether a frame is still as somebody has seen it; frames of tasks have a version in each job that shows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prelabel.domain.shapes import Annotations
from prelabel.errors import InvalidInput, Stale
from prelabel.store.queries import annotations as rows
from prelabel.store.tables.tasks import Job

ANY = "*"


@dataclass(frozen=True)
class Place:
    """The frame that a change is about, and the versions in which its author may have seen it (None: whatever)."""

    frame: int
    seen: Collection[str] | None = None

    def fits(self, version: str) -> bool:
        return self.seen is None or ANY in self.seen or version in self.seen


def of(session: Session, jobs: Sequence[Job], frame: int) -> str:
    """The frame's version; where jobs overlap, those of all of them."""
    inside = [job.id for job in jobs if job.start_frame <= frame <= job.stop_frame]
    return "-".join(map(str, rows.versions(session, inside, frame)))


def check(session: Session, jobs: Sequence[Job], given: Annotations, place: Place | None) -> None:
    """Refuse a change that was made to another version of the frame, or that is about others too."""
    if place is None:
        return
    if any(item.frame != place.frame for items in (given.shapes, given.tags, given.tracks) for item in items):
        raise InvalidInput(f"The change is about other frames than {place.frame}, which it names.", field="frame")
    version = of(session, jobs, place.frame)
    if not place.fits(version):
        raise stale(place.frame, version)


def after(session: Session, jobs: Sequence[Job], place: Place | None) -> str:
    return of(session, jobs, place.frame) if place is not None else ""


def stale(frame: int, version: str, current: object = None) -> Stale:
    return Stale(
        f"Frame {frame} was changed by somebody else meanwhile and has the version {version} now; nothing was "
        "changed. Read it again and repeat the change.",
        version=version,
        current=current,
    )
