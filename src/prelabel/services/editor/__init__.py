"""What the annotation editor works with: the frames of a job, one frame whole, and one change of it at a time."""

from prelabel.services.editor.service import EditorService

__all__ = ["EditorService"]
