"""The committed API document, from which the web app's types are made, is the one that the code gives."""

from __future__ import annotations

import json
from pathlib import Path

from prelabel.server.openapi import document

COMMITTED = Path(__file__).parent.parent.parent / "web" / "openapi.json"


def test_the_committed_document_is_up_to_date() -> None:
    stale = "run `python -m prelabel.server.openapi > web/openapi.json`, then `python hatch_build.py run types`"
    assert json.loads(COMMITTED.read_text("utf-8")) == json.loads(json.dumps(document())), stale
