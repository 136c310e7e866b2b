"""What axe finds wrong with the page as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parent.parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def need_axe() -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; `just web` installs it")


def faults_seen(page: Page, rules: list[str] = RULES) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    result: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]
