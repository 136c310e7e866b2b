"""Who is let in at the main port, and what a stranger's page cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running import PASSWORD, USER, Server, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture
def browser(server: Server) -> Iterator[httpx.Client]:
    """A browser that has signed in."""
    with httpx.Client(base_url=server.url) as browser:
        signed = browser.post("/api/auth/login", json={"username": USER, "password": PASSWORD})
        assert signed.status_code == 200
        yield browser


def csrf(browser: httpx.Client) -> dict[str, str]:
    return {"X-CSRFToken": browser.cookies["csrftoken"]}


NEW_TASK = {"name": "t", "labels": [{"name": "cat"}]}


def test_the_first_cookie_ends_in_a_named_attribute(server: Server) -> None:
    """The SDK reads cookies with a parser that gives up otherwise."""
    signed = httpx.post(f"{server.url}/api/auth/login", json={"username": USER, "password": PASSWORD})
    first, second = signed.headers.get_list("set-cookie")
    assert first.startswith("sessionid=")
    assert "HttpOnly" in first
    assert first.endswith("SameSite=Lax")
    assert second.startswith("csrftoken=")


@pytest.mark.parametrize("path", ["/api/tasks", "/api/users/self", "/api/lambda/functions", "/api/requests"])
def test_nobody_reads_without_signing_in(server: Server, path: str) -> None:
    assert httpx.get(server.url + path).status_code == 401
    assert httpx.get(server.url + path, headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_a_session_changes_only_with_its_csrf_token(browser: httpx.Client) -> None:
    assert browser.post("/api/tasks", json=NEW_TASK).status_code == 403
    assert browser.post("/api/tasks", json=NEW_TASK, headers=csrf(browser)).status_code == 201


def test_a_foreign_page_is_refused(browser: httpx.Client) -> None:
    foreign = {**csrf(browser), "Origin": "http://evil.example"}
    assert browser.post("/api/tasks", json=NEW_TASK, headers=foreign).status_code == 403
    own = {**csrf(browser), "Origin": str(browser.base_url).rstrip("/")}
    assert browser.post("/api/tasks", json=NEW_TASK, headers=own).status_code == 201


def test_every_form_of_credentials(server: Server) -> None:
    key = httpx.post(f"{server.url}/api/auth/login", json={"username": USER, "password": PASSWORD}).json()["key"]
    url = f"{server.url}/api/users/self"
    for headers in ({"Authorization": f"Token {key}"}, {"Authorization": f"Bearer {key}"}):
        assert httpx.get(url, headers=headers).json()["username"] == USER
    assert httpx.get(url, auth=(USER, PASSWORD)).json()["username"] == USER
    assert httpx.get(url, auth=("x", key)).json()["username"] == USER
    assert httpx.get(url, auth=(USER, "wrong password")).status_code == 401


def test_signing_out_ends_the_session(browser: httpx.Client) -> None:
    cookies = dict(browser.cookies)
    assert browser.post("/api/auth/logout", headers=csrf(browser)).status_code == 200
    assert httpx.get(browser.base_url.join("/api/users/self"), cookies=cookies).status_code == 401


def test_users_do_not_see_each_other(server: Server, browser: httpx.Client) -> None:
    made = browser.post("/api/tasks", json=NEW_TASK, headers=csrf(browser)).json()
    from prelabel.services.users import UserService
    from prelabel.store.session import Database

    database = Database(f"sqlite:///{server.data / 'prelabel.sqlite'}")
    UserService(database).add("other", "other password")
    database.close()
    other = ("other", "other password")
    for path in ("", "/annotations", "/data/meta", "/statistics", "/preview"):
        assert httpx.get(f"{server.url}/api/tasks/{made['id']}{path}", auth=other).status_code == 404
    assert httpx.get(f"{server.url}/api/tasks", auth=other).json()["count"] == 0
    assert httpx.delete(f"{server.url}/api/tasks/{made['id']}", auth=other).status_code == 404
    own = httpx.post(f"{server.url}/api/tasks", json=NEW_TASK, auth=other)
    assert own.status_code == 201


def test_every_answer_carries_the_guards(server: Server) -> None:
    headers = httpx.get(f"{server.url}/api/server/about").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_paths_answer_with_and_without_a_slash(browser: httpx.Client) -> None:
    assert browser.get("/api/tasks").json() == browser.get("/api/tasks/").json()


@pytest.mark.parametrize("page", ["/", "/tasks", "/tasks/7", "/functions/new"])
def test_pages_open_at_their_own_address(server: Server, page: str) -> None:
    from prelabel.server.web import BUNDLE

    if not (BUNDLE / "index.html").exists():
        pytest.skip("the web app is not built; `just web` builds it")
    assert "<html" in httpx.get(server.url + page).text


def test_no_file_outside_the_web_app_is_served(server: Server) -> None:
    secret = Path(server.data / "prelabel.sqlite")
    assert secret.exists()
    for path in ("/../prelabel.sqlite", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../settings.py"):
        assert b"SQLite" not in httpx.get(server.url + path).content
        assert b"Settings" not in httpx.get(server.url + path).content
