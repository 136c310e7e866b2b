"""Holds the rules of the tree that no linter holds: sizes, and no address of a package registry in any file."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE_LINES, FUNCTION_LINES = 500, 60
HISTORY = ROOT / "src/prelabel/store/migrations/versions"  # written by Alembic, changed by nobody
# Addresses under which packages are fetched; written apart, so that this file does not name one.
REGISTRIES = re.compile(
    r"files\.pythonhosted|(?:test\.)?pypi\.(?:org|python)|registry\.(?:npmjs|yarnpkg)|//[^ /]+/simple/"
)


def tracked(*patterns: str) -> list[Path]:
    """The files that git knows or would take; all files of an unpacked archive, where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_module_is_over_500_lines() -> None:
    sizes = {
        file: len(file.read_text("utf-8").splitlines()) for file in tracked("*.py", "web/src/*.ts", "web/src/*.tsx")
    }
    generated = {ROOT / "web/src/api/schema.d.ts"}
    written = {file: size for file, size in sizes.items() if file not in generated and file.parent != HISTORY}
    assert {file.name: size for file, size in written.items() if size > MODULE_LINES} == {}


def test_no_function_is_over_60_lines() -> None:
    long = {}
    for file in tracked("*.py"):
        if file.parent == HISTORY:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{file.name}:{node.name}"] = lines
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    modules = {file: file.read_text("utf-8") for file in tracked("src/*.py", "start.py", "hatch_build.py")}
    assert [
        file.name for file, text in modules.items() if text.strip() and not ast.get_docstring(ast.parse(text))
    ] == []


def test_no_file_names_a_registry() -> None:
    files = tracked("*.lock", "*.toml", "*.json", "*.md", "*.py", "*.yml", "*.yaml", "justfile", ".npmrc", ".ci/*")
    named = [file.name for file in files if file != Path(__file__) and REGISTRIES.search(file.read_text("utf-8"))]
    assert named == []


def test_lock_files_pin_hashes_and_nothing_local() -> None:
    for file in tracked("requirements/*.lock"):
        lines = file.read_text("utf-8").splitlines()
        assert sum("==" in line for line in lines) <= sum("--hash=sha256:" in line for line in lines)
        assert [line for line in lines if re.search(r"://|^--|find-links| @ ", line)] == []


def test_the_front_ends_lock_file_is_complete() -> None:
    """`npm ci` refuses a lock without the builds for other systems; npm leaves out those that a mirror did not have."""
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))["packages"]
    optional = {name for package in packages.values() for name in package.get("optionalDependencies", {})}
    assert sorted(name for name in optional if f"node_modules/{name}" not in packages) == []
