"""Where a task's pictures come from and how they become frames, through cvat-sdk, unmodified."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, make_client, models
from cvat_sdk.core.proxies.tasks import ResourceType

from tests.acceptance.conftest import POLL_SECONDS
from tests.acceptance.test_cli import LABELS, cvat_cli
from tests.pictures import folder_of, jpeg
from tests.running import PASSWORD, USER, Server, running

NAMES = ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]
SPEC = models.TaskWriteRequest(name="options", labels=[{"name": "cat"}])


class Site(BaseHTTPRequestHandler):
    """A web site with a picture, a way to it, a way inward, a page that is missing and one that is too large."""

    def do_GET(self) -> None:
        ways = {"/way.jpg": "/a.jpg", "/inward.jpg": "http://127.0.0.2:1/a.jpg", "/round.jpg": "/round.jpg"}
        if self.path in ways:
            self.send_response(302)
            self.send_header("Location", ways[self.path])
            self.end_headers()
            return
        body = {"/a.jpg": jpeg(), "/large.jpg": bytes(100_000)}.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *arguments: Any) -> None:
        del format, arguments


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    folder_of(folder, ["one.jpg"])
    folder_of(folder / "day", ["2.jpg", "1.jpg"])
    (folder.parent / "secret.jpg").write_bytes(jpeg())
    return folder


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory, share: Path) -> Iterator[Server]:
    options = ("--share", str(share), "--allow-network", "127.0.0.1/32")
    with running(tmp_path_factory.mktemp("open"), *options, PRELABEL_MAX_REMOTE_BYTES="50000") as server:
        yield server


@pytest.fixture(scope="module")
def open_client(open_server: Server) -> Iterator[Client]:
    with make_client(open_server.url, credentials=(USER, PASSWORD)) as client:
        client.config.status_check_period = POLL_SECONDS
        yield client


def names_of(task: Any) -> list[str]:
    return [frame.name for frame in task.get_frames_info()]


def create(client: Client, kind: ResourceType, resources: list[str], **options: Any) -> Any:
    return client.tasks.create_from_data(SPEC, resources, resource_type=kind, data_params=options, pbar=None)


FRAMES = [
    ({"start_frame": 1}, "bcde"),
    ({"stop_frame": 2}, "abc"),
    ({"start_frame": 1, "stop_frame": 3}, "bcd"),
    ({"frame_step": 2}, "ace"),
    ({"start_frame": 1, "frame_step": 3}, "be"),
    ({"sorting_method": "predefined"}, "edabc"),
    ({"sorting_method": "natural"}, "abcde"),
    ({"job_file_mapping": [["e.jpg", "a.jpg"], ["c.jpg", "b.jpg", "d.jpg"]]}, "eacbd"),
]


@pytest.mark.parametrize(("options", "expected"), FRAMES)
def test_which_files_become_frames_and_in_which_order(
    client: Client, tmp_path: Path, options: dict[str, Any], expected: str
) -> None:
    folder_of(tmp_path, NAMES)
    given = [str(tmp_path / f"{letter}.jpg") for letter in "edabc"]
    task = create(client, ResourceType.LOCAL, given, **options)
    assert "".join(name[0] for name in names_of(task)) == expected
    if "job_file_mapping" in options:
        assert sorted((job.start_frame, job.stop_frame) for job in task.get_jobs()) == [(0, 1), (2, 4)]
    task.remove()


BAD_OPTIONS = [
    ({"job_file_mapping": [["a.jpg"], ["x.jpg"]]}, "x.jpg"),
    ({"job_file_mapping": [["a.jpg"]]}, "b.jpg"),
    ({"job_file_mapping": [["a.jpg", "a.jpg"], ["b.jpg"]]}, "twice"),
    ({"job_file_mapping": [["a.jpg", "b.jpg"], []]}, "at least one"),
    ({"job_file_mapping": [["a.jpg", "b.jpg"]], "start_frame": 1}, "leave out"),
    ({"frame_step": "0"}, "step=N"),
    ({"start_frame": 7}, "start_frame"),
    ({"image_quality": 101}, "image_quality"),
]


@pytest.mark.parametrize(("options", "sentence"), BAD_OPTIONS)
def test_options_that_make_no_sense_are_named(
    server: Server, client: Client, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    pictures = [str(path) for path in folder_of(tmp_path, ["a.jpg", "b.jpg"])]
    with pytest.raises(Exception, match=sentence):
        create(client, ResourceType.LOCAL, pictures, **options)
    refused = client.tasks.list()[0]
    assert refused.size == 0
    refused.remove()
    assert not list((server.data / "uploads").iterdir())


SHARED = [
    (["one.jpg"], {}, ["one.jpg"]),
    (["/day/"], {}, ["day/1.jpg", "day/2.jpg"]),
    (["one.jpg", "day"], {"sorting_method": "predefined"}, ["one.jpg", "day/1.jpg", "day/2.jpg"]),
    (["/"], {"server_files_exclude": ["day/1.jpg"]}, ["day/2.jpg", "one.jpg"]),
]


@pytest.mark.parametrize(("given", "options", "expected"), SHARED)
def test_tasks_from_the_share(open_client: Client, given: list[str], options: Any, expected: list[str]) -> None:
    assert names_of(create(open_client, ResourceType.SHARE, given, **options)) == expected


def test_what_the_share_holds(open_client: Client, client: Client) -> None:
    listed, _ = open_client.api_client.server_api.list_share()
    assert [(entry.name, entry.type.value, entry.mime_type) for entry in listed] == [
        ("day", "DIR", "DIR"),
        ("one.jpg", "REG", "image/jpeg"),
    ]
    inside, _ = open_client.api_client.server_api.list_share(directory="/day", search="1")
    assert [entry.name for entry in inside] == ["1.jpg"]
    assert client.api_client.server_api.list_share()[0] == []


OUTSIDE = ["../secret.jpg", "zero\0.jpg", "day/../../secret.jpg", "/etc/passwd", "missing.jpg", "link.jpg"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_the_share_is_reachable(open_client: Client, share: Path, name: str) -> None:
    link = share / "link.jpg"
    if name == link.name:
        link.symlink_to(share.parent / "secret.jpg")
    try:
        with pytest.raises(Exception, match=r"share|zero byte"):
            create(open_client, ResourceType.SHARE, [name])
        assert "link.jpg" not in [entry.name for entry in open_client.api_client.server_api.list_share()[0]]
    finally:
        link.unlink(missing_ok=True)


def test_pictures_come_from_the_network(open_client: Client, open_server: Server, site: str, tmp_path: Path) -> None:
    task = create(open_client, ResourceType.REMOTE, [f"{site}/a.jpg", f"{site}/way.jpg"])
    assert names_of(task) == ["a.jpg", "way.jpg"]
    del tmp_path
    period = ("--completion_verification_period", "0.2")
    cvat_cli(open_server, "task", "create", "cli", "--labels", LABELS, *period, "remote", f"{site}/a.jpg")
    cvat_cli(open_server, "task", "create", "cli", "--labels", LABELS, *period, "share", "day")
    assert open_client.tasks.list()[0].size == 2


REFUSED = [
    ("/inward.jpg", "127.0.0.2 is not on the public network"),
    ("/round.jpg", "leads from one address to the next"),
    ("/missing.jpg", "answers 404"),
    ("/large.jpg", "larger than 50000"),
    ("/", "not the http or https address of a file"),
]


@pytest.mark.parametrize(("path", "sentence"), REFUSED)
def test_what_cannot_be_fetched_is_named(open_client: Client, site: str, path: str, sentence: str) -> None:
    with pytest.raises(Exception, match=sentence):
        create(open_client, ResourceType.REMOTE, [f"{site}{path}"])


INWARD = ["http://127.0.0.1/a.jpg", "http://localhost/a.jpg", "http://10.0.0.1/a.jpg", "http://169.254.169.254/a.jpg"]
INWARD += ["http://[::1]/a.jpg", "http://[::ffff:127.0.0.1]/a.jpg", "http://[64:ff9b::7f00:1]/a.jpg", "http://0/a.jpg"]


@pytest.mark.parametrize("url", INWARD)
def test_addresses_of_the_inner_network_are_refused(client: Client, url: str) -> None:
    with pytest.raises(Exception, match="not on the public network"):
        create(client, ResourceType.REMOTE, [url])


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://host/a.jpg", "a.jpg", "http:///a.jpg", "http://host/%2e%2e"]
)
def test_what_is_no_address_is_refused_at_once(client: Client, url: str) -> None:
    task = client.tasks.create(SPEC)
    body = models.DataRequest(image_quality=70, remote_files=[url])
    with pytest.raises(Exception, match=r"address of a file|file name that can be kept"):
        task.api.create_data(task.id, data_request=body)
    task.remove()
