"""Immediate calls of functions: one frame, answered at once, nothing stored."""

from prelabel.services.calls.call import NewCall
from prelabel.services.calls.service import CallService

__all__ = ["CallService", "NewCall"]
