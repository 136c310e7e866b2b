"""Nuclio's dashboard API with our extensions: served at `/api` on its own port and at `/nuclio/api` on the main one."""

from prelabel.api.nuclio.access import Access
from prelabel.api.nuclio.app import create_app

__all__ = ["Access", "create_app"]
