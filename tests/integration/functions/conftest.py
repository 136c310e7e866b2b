"""Platforms for the tests: one that all share, and fresh ones in both kinds of sandbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.integration.functions.platform import Platform, running

NewPlatform = Callable[..., AbstractContextManager[Platform]]


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, environments: Path) -> Iterator[Platform]:
    """One platform for all tests of a module; each deploys its own functions."""
    with running(tmp_path_factory.mktemp("data"), environments) as started:
        yield started


@pytest.fixture
def new_platform(environments: Path) -> NewPlatform:
    """Starts a platform on a data folder: `with new_platform(folder, sandbox="none") as platform`."""
    return partial(_running, environments)


def _running(environments: Path, data: Path, **options: Any) -> AbstractContextManager[Platform]:
    return running(data, environments, **options)
