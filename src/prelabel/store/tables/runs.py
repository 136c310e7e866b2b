"""Runs of functions over tasks, and what they found on each frame."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from prelabel.store.tables.base import Base, now


class Run(Base):
    """One automatic annotation of a task, or of one of its jobs, by one version of a function.

    `state` is queued, started, finished, failed or cancelled. `gives_confidence` is what was known of the version when
    the run began, so that a run that goes on after a crash treats all frames alike. `tally` is JSON and grows with each
    batch, in the transaction that writes the batch. A `native` run is done by an agent. `thresholds` are of single
    labels, `frames` the numbers of the chosen ones (None: all), and `replace` is one of `services.runs.REPLACES`;
    `max_distance` is for the `kind` reid.
    """

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="CASCADE"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    function: Mapped[str] = mapped_column(index=True)
    function_version: Mapped[int]
    kind: Mapped[str] = mapped_column(default="detector")
    native: Mapped[bool] = mapped_column(default=False)
    threshold: Mapped[float | None]
    max_distance: Mapped[int | None]
    gives_confidence: Mapped[bool | None]
    mapping: Mapped[dict[str, Any]]
    thresholds: Mapped[dict[str, Any]] = mapped_column(default=dict)
    conv_mask_to_poly: Mapped[bool] = mapped_column(default=False)
    roi: Mapped[list[Any] | None]
    frames: Mapped[list[Any] | None]
    replace: Mapped[str] = mapped_column(default="nothing")
    state: Mapped[str] = mapped_column(default="queued", index=True)
    message: Mapped[str] = mapped_column(default="")
    cancelled: Mapped[bool] = mapped_column(default=False)
    frames_total: Mapped[int] = mapped_column(default=0)
    tally: Mapped[bytes] = mapped_column(default=b"{}")
    created_date: Mapped[datetime] = mapped_column(default=now)
    started_date: Mapped[datetime | None]
    finished_date: Mapped[datetime | None]


class RunFrame(Base):
    """A frame that a run has finished. `reason` is empty unless it failed; `predictions` is JSON, scores included.

    `left_out` are the places of predictions that did not become annotations: shapes first, then tags.
    """

    __tablename__ = "run_frames"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    frame: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list[Any]] = mapped_column(default=list)
    predictions: Mapped[bytes] = mapped_column(default=b"{}")
