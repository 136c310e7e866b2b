"""Users, access tokens, passwords and what is not here, through cvat-sdk, unmodified."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, make_client, models
from cvat_sdk.api_client.exceptions import ApiException, NotFoundException, UnauthorizedException

from tests.acceptance.accounts import signed_in
from tests.running import PASSWORD, USER, Server, running


def test_administrators_see_all_of_users_others_names_only(server: Server, client: Client) -> None:
    with signed_in(server, "accounts-user") as other:
        me = other.users.retrieve_current_user()
        everybody = {user.username: user for user in other.users.list()}
        assert {USER, "accounts-user"} <= set(everybody)
        assert not hasattr(everybody[USER], "email")
        assert everybody["accounts-user"].groups == ["user"]
        (found,), _ = client.api_client.users_api.list(search="accounts-u")[0].results, None
        assert (found.id, found.groups) == (me.id, ["user"])

        users = other.api_client.users_api
        changed, _ = users.partial_update(me.id, patched_user_request=models.PatchedUserRequest(first_name="Ann"))
        assert changed.first_name == "Ann"
        for values in ({"groups": ["admin"]}, {"is_active": False}):
            with pytest.raises(ApiException) as refused:
                users.partial_update(me.id, patched_user_request=models.PatchedUserRequest(**values))
            assert refused.value.status == 403
        with pytest.raises(ApiException) as refused:
            users.destroy(me.id)
        assert refused.value.status == 403


def test_the_last_administrator_stays(client: Client) -> None:
    me = client.users.retrieve_current_user().id
    users = client.api_client.users_api
    with pytest.raises(ApiException) as refused:
        users.partial_update(me, patched_user_request=models.PatchedUserRequest(groups=["user"]))
    assert refused.value.status == 409
    with pytest.raises(ApiException) as refused:
        users.destroy(me)
    assert refused.value.status == 409


def new_token(client: Client, **values: Any) -> Any:
    body = models.AccessTokenWriteRequest(name="script", **values)
    return client.api_client.auth_api.create_access_tokens(access_token_write_request=body)[0]


def test_a_token_from_start_to_end(server: Server, client: Client, task: Any) -> None:
    auth = client.api_client.auth_api
    token = new_token(client)
    with make_client(server.url, access_token=token.value) as script:
        assert script.users.retrieve_current_user().username == USER
        assert script.api_client.auth_api.retrieve_access_tokens_self()[0].id == token.id
        seen, _ = auth.retrieve_access_tokens(token.id)
        assert (seen.name, seen.read_only, "value" in seen.to_dict()) == ("script", False, False)
        assert seen.last_used_date is not None
        script.tasks.retrieve(task.id).update({"name": "by script"})

        reading = models.PatchedAccessTokenWriteRequest(read_only=True)
        auth.partial_update_access_tokens(token.id, patched_access_token_write_request=reading)
        assert script.tasks.retrieve(task.id).name == "by script"
        with pytest.raises(ApiException) as refused:
            script.tasks.retrieve(task.id).remove()
        assert refused.value.status == 403

        assert token.id in [one.id for one in auth.list_access_tokens()[0].results]
        auth.destroy_access_tokens(token.id)
        with pytest.raises(UnauthorizedException):
            script.users.retrieve_current_user()


def test_tokens_of_others_do_not_exist(server: Server, client: Client) -> None:
    token = new_token(client, expiry_date=datetime.now(UTC) + timedelta(days=1))
    with signed_in(server, "accounts-user") as other:
        with pytest.raises(NotFoundException):
            other.api_client.auth_api.retrieve_access_tokens(token.id)
        assert other.api_client.auth_api.list_access_tokens()[0].count == 0
        with pytest.raises(NotFoundException):
            other.api_client.auth_api.retrieve_access_tokens_self()
    with pytest.raises(ApiException, match="expiry_date"):
        new_token(client, expiry_date=datetime.now(UTC) - timedelta(days=1))


def test_cvat_clis_profiles_sign_in(server: Server, client: Client, tmp_path: Path) -> None:
    """A profile has the server, the token and its name; a default server is asked where no profile is chosen."""
    folder = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    given = {**os.environ, **folder, "PYTHONWARNINGS": "ignore", "PASS": PASSWORD}
    token = new_token(client).value

    def cvat_cli(*arguments: str, text: str | None = None) -> str:
        command = [sys.executable, "-m", "cvat_cli", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=given, input=text)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert "script" in cvat_cli("--server-host", server.url, "profile", "create", text=f"{token}\n")
    cvat_cli("--server-host", server.url, "profile", "create", "--name", "second", "--set-default", str(token))
    assert "second" in cvat_cli("profile", "list")
    cvat_cli("--profile", "script", "task", "ls")
    cvat_cli("task", "ls")
    cvat_cli("profile", "default", "--unset")
    cvat_cli("config", "default-server", server.url)
    cvat_cli("--auth", USER, "task", "ls")
    cvat_cli("profile", "delete", "second")
    assert "second" not in cvat_cli("profile", "list")


def test_a_password_is_changed(server: Server) -> None:
    new = "another-password"
    with signed_in(server, "forgetful") as other:
        auth = other.api_client.auth_api

        def change(old: str, one: str, two: str) -> None:
            auth.create_password_change(
                password_change_request=models.PasswordChangeRequest(
                    old_password=old, new_password1=one, new_password2=two
                )
            )

        for wrong, field in (
            (("wrong", new, new), "old_password"),
            ((PASSWORD, new, "different"), "new_password2"),
        ):
            with pytest.raises(ApiException, match=field):
                change(*wrong)
        change(PASSWORD, new, new)
    with make_client(server.url, credentials=("forgetful", new)) as again:
        assert again.users.retrieve_current_user().username == "forgetful"
    with pytest.raises(ApiException):
        make_client(server.url, credentials=("forgetful", PASSWORD))


def registration(name: str) -> Any:
    return models.RegisterSerializerExRequest(username=name, password1=PASSWORD, password2=PASSWORD, email="a@b.org")


def test_registration_is_off_unless_the_operator_wants_it(client: Client, tmp_path: Path) -> None:
    with pytest.raises(ApiException) as refused:
        client.api_client.auth_api.create_register(registration("newcomer"))
    assert refused.value.status == 403
    with running(tmp_path / "data", PRELABEL_REGISTRATION="true") as server:
        with make_client(server.url, credentials=(USER, PASSWORD)) as admin:
            made, _ = admin.api_client.auth_api.create_register(registration("newcomer"))
            assert (made.username, made.email_verification_required) == ("newcomer", False)
        with make_client(server.url, credentials=("newcomer", PASSWORD)) as newcomer:
            assert newcomer.users.retrieve_current_user().groups == ["user"]


def test_what_is_not_here_is_answered_as_by_an_empty_cvat(client: Client) -> None:
    api = client.api_client
    lists = (
        api.organizations_api.list,
        api.memberships_api.list,
        api.invitations_api.list,
        api.webhooks_api.list,
        api.cloudstorages_api.list,
        api.quality_api.list_reports,
        api.quality_api.list_conflicts,
        api.quality_api.list_settings,
        api.quality_api.list_settings_requirements,
        api.consensus_api.list_settings,
    )
    assert [answer.count for answer, _ in (look() for look in lists)] == [0] * len(lists)
    assert client.organizations.list() == []
    for look in (api.organizations_api, api.webhooks_api, api.cloudstorages_api, api.guides_api):
        with pytest.raises(NotFoundException, match=r"There is no “7”\. Prelabel"):
            look.retrieve(7)


def test_jobs_for_validation_are_not_here_and_clients_hear_so(client: Client, task: Any) -> None:
    api, (job,) = client.api_client, task.get_jobs()
    layout, _ = api.tasks_api.retrieve_validation_layout(task.id)
    assert layout.mode is None
    api.jobs_api.retrieve_validation_layout(job.id)
    wanted = models.JobWriteRequest(type="ground_truth", task_id=task.id, frame_selection_method="manual", frames=[0])
    for refused in (partial(api.jobs_api.create, wanted), partial(api.jobs_api.destroy, job.id)):
        with pytest.raises(ApiException, match="ground truth"):
            refused()


def test_what_old_clients_and_tools_ask_besides(server: Server, client: Client, task: Any) -> None:
    with server.http() as http:
        assert http.get("/api/schema/", params={"scheme": "json"}).json()["openapi"].startswith("3.")
        status = http.get(f"/api/tasks/{task.id}/status").json()
        assert (status["state"], status["message"]) == ("Finished", "")
        assert http.get("/api/events").text.startswith("scope,")
        refused = http.post("/api/auth/password/reset", json={"email": "a@b.example"})
        assert (refused.status_code, list(refused.json())) == (400, ["email"])
    assert client.api_client.webhooks_api.retrieve_events()[0].events == []
