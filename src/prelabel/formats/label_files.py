"""Names of files that stand for one picture each; not what is in them."""

from __future__ import annotations

from prelabel.domain.frames import Frame
from prelabel.errors import InvalidInput


class LabelFiles:
    """Each picture's name with another ending; two pictures that would share a file are refused."""

    def __init__(self, title: str, ending: str) -> None:
        self._title, self._ending = title, ending
        self._pictures: dict[str, str] = {}

    def name(self, frame: Frame) -> str:
        """The picture's name with the ending of label files, folders kept (`InvalidInput` names both pictures)."""
        other = self._pictures.setdefault(frame.stem, frame.name)
        if other != frame.name:
            raise InvalidInput(
                f"“{other}” and “{frame.name}” differ only in their ending, and {self._title} keeps one file for both. "
                "Rename one, or export as COCO or CVAT."
            )
        return f"{frame.stem}{self._ending}"
