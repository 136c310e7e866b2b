"""What a function found on one frame, in the task's labels and with its scores; not yet anybody's annotation."""

from __future__ import annotations

import msgspec
from msgspec import UNSET

from prelabel.domain.shapes import Shape, Tag


class Predictions(msgspec.Struct, frozen=True, kw_only=True):
    """Shapes and tags of `source` auto, whatever their score."""

    shapes: tuple[Shape, ...] = ()
    tags: tuple[Tag, ...] = ()

    def __len__(self) -> int:
        return len(self.shapes) + len(self.tags)

    def missing_in(self, kept: Predictions) -> list[int]:
        """The places of those that were not kept: shapes first, then tags."""
        there = {*kept.shapes, *kept.tags}
        return [place for place, found in enumerate((*self.shapes, *self.tags)) if found not in there]

    def over(self, threshold: float | None) -> Predictions:
        """Those whose score is not below the threshold; one without a score always stays."""
        if not threshold:
            return self
        return Predictions(
            shapes=tuple(shape for shape in self.shapes if _reaches(shape, threshold)),
            tags=tuple(tag for tag in self.tags if _reaches(tag, threshold)),
        )


def _reaches(found: Shape | Tag, threshold: float) -> bool:
    return found.score is UNSET or found.score >= threshold
