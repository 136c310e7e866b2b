"""The documentation has a heading for every setting and command, and no link that leads nowhere."""

import re
from pathlib import Path

import pytest

from prelabel.cli.main import COMMANDS
from prelabel.server import permissions
from prelabel.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)


def test_every_setting_is_described() -> None:
    page = DOCS / "reference" / "settings.md"
    assert headings(page)[1:] == list(Settings.model_fields)
    assert [name for name in Settings.model_fields if f"`PRELABEL_{name.upper()}`" not in page.read_text("utf-8")] == []


def test_every_command_is_described() -> None:
    assert {f"prelabel {name}" for name in COMMANDS} <= set(headings(DOCS / "reference" / "commands.md"))


def test_the_page_of_permissions_is_that_of_their_table() -> None:
    stale = "run `python -m prelabel.server.permissions`"
    assert (DOCS / "reference" / "permissions.md").read_text("utf-8") == permissions.page(), stale


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_and_complete() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for part in ("Context.", "Choice.", "Price.", "To undo."):
        assert [file.name for file in DECISIONS if f"**{part}**" not in file.read_text("utf-8")] == []
