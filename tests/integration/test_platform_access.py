"""Who may deploy and call functions, and under which names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running import PASSWORD, USER, Server, running
from tests.waiting import until

CLIMBER = Path(__file__).parent.parent / "functions" / "climber"

CONFIG = "metadata:\n  name: refused\nspec:\n  handler: main:handler\n  runtime: python\n"
CODE = "def handler(context, event):\n    return 'hi'\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as server:
        yield server


def deploy(url: str, **options: object) -> httpx.Response:
    return httpx.post(f"{url}/bundles", data={"config": CONFIG, "code": CODE}, **options)  # type: ignore[arg-type]


def addresses(server: Server) -> tuple[str, str]:
    return f"{server.functions_url}/api", f"{server.url}/nuclio/api"


def test_the_functions_port_opens_the_functions_page(server: Server) -> None:
    answer = httpx.get(server.functions_url + "/")
    assert (answer.status_code, answer.headers["location"]) == (307, f"{server.url}/functions")


@pytest.mark.parametrize("door", [0, 1])
def test_deploying_needs_an_administrator(server: Server, door: int) -> None:
    url = addresses(server)[door]
    assert deploy(url).status_code == 401
    assert deploy(url, headers={"Authorization": "Bearer nonsense"}).status_code == 401
    assert httpx.get(f"{url}/functions/refused").status_code == 404


def test_a_user_who_is_no_administrator_may_not_deploy(server: Server) -> None:
    from prelabel.services.users import UserService
    from prelabel.store.session import Database

    database = Database(f"sqlite:///{server.data / 'prelabel.sqlite'}")
    UserService(database).add("plain", "plain password")
    database.close()
    assert deploy(f"{server.functions_url}/api", auth=("plain", "plain password")).status_code == 403


def test_nuclio_clients_carry_a_token_in_the_address(server: Server) -> None:
    login = {"username": USER, "password": PASSWORD}
    key = httpx.post(f"{server.url}/api/auth/login", json=login).json()["key"]
    url = server.functions_url.replace("http://", f"http://x:{key}@")
    assert deploy(f"{url}/api", params={"replace": "true"}).status_code == 202
    httpx.request("DELETE", f"{url}/api/functions", json={"metadata": {"name": "refused"}})


def test_reading_is_free_on_this_machine(server: Server) -> None:
    for url in addresses(server):
        assert httpx.get(f"{url}/functions").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:8070"}, 403),
        ({"Host": "host.docker.internal:8070"}, 200),
        ({"Host": "[::1]:8070"}, 200),
        ({"Origin": "http://evil.example"}, 403),
    ],
)
def test_names_and_pages_that_are_not_ours_are_refused(server: Server, headers: dict[str, str], status: int) -> None:
    assert httpx.get(f"{server.functions_url}/api/functions", headers=headers).status_code == status


def test_a_function_may_welcome_pages_of_others(server: Server) -> None:
    function = CLIMBER.parent / "foreign-pages"
    files = [("files", (file.name, file.read_bytes())) for file in function.iterdir() if file.is_file()]
    url = f"{server.functions_url}/api"
    with server.http() as administrator:
        administrator.post(f"{url}/bundles", files=files).raise_for_status()
    until(lambda: httpx.get(f"{url}/functions/foreign-pages").json()["status"]["state"] == "ready")
    port = httpx.get(f"{url}/functions/foreign-pages").json()["status"]["httpPort"]
    statuses = {
        origin: httpx.post(f"http://127.0.0.1:{port}/", headers={"Origin": origin}).status_code
        for origin in ("https://pages.example", "https://other.example")
    }
    assert statuses == {"https://pages.example": 200, "https://other.example": 403}


def test_a_foreign_name_for_the_main_port_is_no_way_round(server: Server) -> None:
    """A page whose name was made to lead to this machine counts as a stranger."""
    assert httpx.get(f"{server.url}/nuclio/api/functions", headers={"Host": "evil.example"}).status_code == 401


def test_open_functions_are_not_open_to_functions(tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the rule lifted anybody on this machine may deploy; a function, which shares the loopback, may not."""
    with running(tmp_path_factory.mktemp("open"), "--open-functions") as server:
        api = f"{server.functions_url}/api"
        files = [("files", ("main.py", (CLIMBER / "main.py").read_bytes()))]
        config = {"config": (CLIMBER / "function.yaml").read_text()}
        assert httpx.post(f"{api}/bundles", data=config, files=files).status_code == 202
        state = until(lambda: settled(f"{api}/functions/climber"), 300)
        assert state["state"] == "ready", state["message"]
        call = {"headers": {"x-nuclio-function-name": "climber"}, "json": {"url": f"{api}/functions"}, "timeout": 60}
        answer = httpx.post(f"{api}/function_invocations", **call)  # type: ignore[arg-type]
        assert answer.text.startswith("403"), answer.text
        assert "child" not in httpx.get(f"{api}/functions").json()


def settled(url: str) -> dict[str, str] | None:
    status: dict[str, str] = httpx.get(url).json()["status"]
    return status if status["state"] in ("ready", "error") else None
