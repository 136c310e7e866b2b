"""One server for all acceptance tests, and the SDK's client signed in to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, make_client, models

from tests.pictures import folder_of
from tests.running import PASSWORD, USER, Server, running

POLL_SECONDS = 0.1


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[Client]:
    with make_client(server.url, credentials=(USER, PASSWORD)) as client:
        client.config.status_check_period = POLL_SECONDS
        yield client


@pytest.fixture
def task(client: Client, tmp_path: Path) -> Any:
    """A task of six small pictures with the labels cat and dog."""
    pictures = folder_of(tmp_path / "pictures", [f"{number}.jpg" for number in range(6)])
    return make_task(client, pictures)


def make_task(client: Client, pictures: list[Path], data_params: dict[str, Any] | None = None, **options: Any) -> Any:
    """A task of these pictures; `data_params` are options of CVAT's `data` call, the others those of the task."""
    labels = [models.PatchedLabelRequest(name="cat"), models.PatchedLabelRequest(name="dog", type="rectangle")]
    spec = models.TaskWriteRequest(name="pets", labels=labels, **options)
    files = [str(path) for path in pictures]
    return client.tasks.create_from_data(spec, files, data_params=data_params, pbar=None)
