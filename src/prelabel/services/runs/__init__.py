"""Runs of detectors over tasks: what is asked, how it is performed, what came of it."""

from prelabel.services.runs.order import REPLACES, NewRun
from prelabel.services.runs.presets import PresetService
from prelabel.services.runs.service import RunService
from prelabel.services.runs.view import RunView

__all__ = ["REPLACES", "NewRun", "PresetService", "RunService", "RunView"]
