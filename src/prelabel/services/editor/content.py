"""One frame with everything the editor shows of it."""

from __future__ import annotations

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from prelabel.domain.frame_change import FrameContent, KeptPrediction, KeptTag, TrackOnFrame
from prelabel.domain.shapes import Shape, Tag, Track
from prelabel.domain.tracks import shape_on
from prelabel.services.editor.opened import OpenedFrame
from prelabel.services.editor.predictions import left_out
from prelabel.store.queries import annotations as rows
from prelabel.store.tables.annotations import TrackRow

fields_of = msgspec.structs.asdict


def content(session: Session, frame: OpenedFrame) -> FrameContent:
    shapes, tags = drawn(frame)
    predicted = list(left_out(session, frame))
    return FrameContent(
        frame=frame.number,
        version=frame.version,
        reviewed=frame.review.date is not None,
        shapes=shapes,
        tags=tags,
        tracks=_tracks(session, frame),
        predictions=tuple(KeptPrediction(**fields_of(p), key=key) for key, p in predicted if isinstance(p, Shape)),
        predicted_tags=tuple(KeptTag(**fields_of(p), key=key) for key, p in predicted if isinstance(p, Tag)),
    )


def drawn(frame: OpenedFrame) -> tuple[tuple[Shape, ...], tuple[Tag, ...]]:
    """The shapes and tags of a frame."""
    if frame.row is None:
        return (), ()
    return rows.decode_shapes(frame.row.shapes), rows.decode_tags(frame.row.tags)


def _tracks(session: Session, frame: OpenedFrame) -> tuple[TrackOnFrame, ...]:
    reaching = or_(TrackRow.last_frame.is_(None), TrackRow.last_frame >= frame.number)
    query = select(TrackRow).where(TrackRow.job_id == frame.job.id, TrackRow.frame <= frame.number, reaching)
    found = []
    for row in session.scalars(query.order_by(TrackRow.id)):
        shape = shape_on(msgspec.json.decode(row.body, type=Track), frame.number)
        if shape is not None:
            found.append(TrackOnFrame(id=row.id, label_id=row.label_id, shape=shape))
    return tuple(found)
