# Every chore of the project; `just` lists them. Each line is one command without shell syntax, so all systems run it.

set windows-shell := ["cmd.exe", "/C"]

# Else every server that a test or a person starts would compile all of Prelabel anew.
unexport PYTHONDONTWRITEBYTECODE

# `exec` leaves no shell in between, which would die of a signal and leave its program behind.
bin := if os_family() == "windows" { ".venv\\Scripts\\" } else { "exec .venv/bin/" }
python := bin + "python"

[private]
default:
    @{{ bin }}just --list

# Make .venv and install what the lock files say
setup:
    {{ python }} start.py setup

# Web app with live reload, beside a running `prelabel up`
dev:
    {{ python }} hatch_build.py run dev

# Format and lint what can be mended by itself
fix:
    {{ bin }}ruff check --fix
    {{ bin }}ruff format
    {{ python }} hatch_build.py run fix

# Lint, types on all three systems, layers: side by side
[parallel]
check: (types "linux") (types "win32") (types "darwin") lint web-check

[private]
types platform:
    {{ bin }}mypy --platform {{ platform }} --cache-dir .mypy_cache/{{ platform }}

[private]
lint:
    {{ bin }}ruff check
    {{ bin }}ruff format --check
    {{ bin }}lint-imports

[private]
web-check: web
    {{ python }} hatch_build.py run check

# All checks and all tests; arguments go to pytest, `-n 0` keeps the tests in one process
test *arguments: check
    {{ python }} hatch_build.py run test
    {{ python }} -m pytest -n logical --maxprocesses 6 {{ arguments }}

# Only the browser tests; arguments go to pytest
e2e *arguments: web
    {{ python }} -m pytest tests/e2e {{ arguments }}

# Build the web app into src/prelabel/web_dist, types checked
web:
    {{ python }} hatch_build.py

# Measure: `just bench main` (a whole run beside a bare loop), `server`, `api`, `formats`, `functions`, `canvas` or `review`
bench *arguments:
    {{ python }} -m tests.benchmarks {{ arguments }}

# Functions under calls, kills and redeployments: `just soak [SECONDS]`, ten minutes unless told
soak *arguments:
    {{ python }} -m tests.benchmarks soak {{ arguments }}

# Call the API with whatever its document allows, and more: `just conform [SECONDS]`, ten minutes unless told
conform *arguments:
    {{ python }} -m tests.conformance {{ arguments }}

# Build wheel and sdist into dist/
package:
    {{ python }} -m build --no-isolation

# The documentation as it will be read
docs:
    {{ python }} -m pytest -q tests/unit/test_docs.py

# Pin all dependencies anew
lock:
    {{ bin }}uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group build -o requirements/run.lock
    {{ bin }}uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group dev -c requirements/run.lock -o requirements/dev.lock

# Start the server
[no-exit-message]
up *arguments:
    {{ bin }}prelabel up {{ arguments }}

# The main job on an example
[no-exit-message]
demo *arguments:
    {{ bin }}prelabel demo {{ arguments }}
