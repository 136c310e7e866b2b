"""The documentation has a heading for every setting and command, and no link that leads nowhere."""

import re
from collections.abc import Iterator
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


def test_every_row_of_nuclios_contract_has_a_test() -> None:
    page = (DOCS / "reference" / "functions.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\d–, ]+) \| [^|]+ \| (.+) \|$", page, re.MULTILINE)
    covered = {number for numbers, _ in rows for number in _numbers(numbers)}
    assert covered == set(range(1, 61))
    assert [test for _, tests in rows for test in _named(tests) if not _exists(*test)] == []


def _numbers(text: str) -> Iterator[int]:
    for part in text.split(", "):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _named(cell: str) -> Iterator[tuple[str, str]]:
    """Module and test; a test without its module is in the one before."""
    module = ""
    for named in re.findall("`([^`]+)`", cell):
        path, _, test = named.partition("::")
        module = path or module
        yield module, test


def _exists(module: str, test: str) -> bool:
    folder = ROOT if "/" in module else ROOT / "tests" / "integration" / "functions"
    return f"\ndef {test}(" in (folder / f"{module}.py").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


def test_decisions_are_numbered_and_complete() -> None:
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for part in ("Context.", "Choice.", "Price.", "To undo."):
        assert [file.name for file in DECISIONS if f"**{part}**" not in file.read_text("utf-8")] == []
