"""Issues, comments and the filters of jobs and requests, through cvat-sdk, unmodified."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cvat_sdk import Client, models
from cvat_sdk.api_client.exceptions import ApiException, NotFoundException

from tests.acceptance.accounts import signed_in
from tests.acceptance.conftest import make_task
from tests.pictures import folder_of
from tests.running import USER, Server


def raise_issue(client: Client, task: Any, **values: Any) -> Any:
    (job,) = task.get_jobs()
    given = {"job": job.id, "frame": 2, "position": [1.0, 2.0, 30.0, 40.0], "message": "too small", **values}
    return client.issues.create(models.IssueWriteRequest(**given))


def test_an_issue_from_start_to_end(client: Client, task: Any) -> None:
    (job,) = task.get_jobs()
    issue = raise_issue(client, task)
    assert (issue.frame, issue.position, issue.resolved, issue.owner.username) == (2, [1, 2, 30, 40], False, USER)
    assert [found.id for found in job.get_issues()] == [issue.id]
    assert job.fetch().issues.count == 1

    answer = client.comments.create(models.CommentWriteRequest(issue=issue.id, message="is it?"))
    assert sorted(comment.message for comment in issue.get_comments()) == ["is it?", "too small"]
    client.api_client.comments_api.partial_update(
        answer.id, patched_comment_write_request=models.PatchedCommentWriteRequest(message="it is")
    )
    assert client.comments.retrieve(answer.id).message == "it is"
    client.api_client.comments_api.destroy(answer.id)

    issue.update({"resolved": True})
    assert client.issues.retrieve(issue.id).resolved
    unresolved, _ = client.api_client.issues_api.list(job_id=job.id, resolved=False)
    assert unresolved.results == []
    issue.remove()
    with pytest.raises(NotFoundException):
        client.issues.retrieve(issue.id)


BAD_ISSUES = [
    ({"frame": 6}, "frame"),
    ({"position": [1.0]}, "position"),
    ({"message": " "}, "message"),
    ({"assignee": 999}, "assignee_id"),
]


@pytest.mark.parametrize(("values", "field"), BAD_ISSUES)
def test_bad_issues_name_the_field(client: Client, task: Any, values: dict[str, Any], field: str) -> None:
    with pytest.raises(ApiException) as refused:
        raise_issue(client, task, **values)
    assert refused.value.status == 400
    assert field in refused.value.body


def test_who_may_do_what_with_issues(server: Server, client: Client, task: Any) -> None:
    issue = raise_issue(client, task)
    comment = issue.get_comments()[0]
    with signed_in(server, "issues-worker", "worker") as other:
        with pytest.raises(NotFoundException):
            other.issues.retrieve(issue.id)
        with pytest.raises(NotFoundException):
            other.comments.retrieve(comment.id)
        assert (other.issues.list(), other.comments.list()) == ([], [])
        task.get_jobs()[0].update({"assignee": other.users.retrieve_current_user().id})
        other.issues.retrieve(issue.id).update({"resolved": True})
        seen = other.issues.retrieve(issue.id)
        with pytest.raises(ApiException) as refused:
            seen.remove()
        assert refused.value.status == 403
        with pytest.raises(ApiException) as refused:
            other.api_client.comments_api.destroy(comment.id)
        assert refused.value.status == 403


def test_jobs_are_filtered(server: Server, client: Client, tmp_path: Path) -> None:
    task = make_task(client, folder_of(tmp_path, ["a.jpg", "b.jpg"]), segment_size=1)
    task.update({"name": "filtered"})
    first, second = sorted(task.get_jobs(), key=lambda job: job.start_frame)
    with signed_in(server, "filters-worker", "worker") as other:
        first.update({"assignee": other.users.retrieve_current_user().id})
    second.update({"stage": "acceptance", "state": "completed"})

    def found(**wanted: Any) -> list[int]:
        page, _ = client.api_client.jobs_api.list(task_name="filtered", **wanted)
        return sorted(job.id for job in page.results)

    assert found() == sorted([first.id, second.id])
    assert found(assignee="filters-worker") == [first.id]
    assert found(stage="acceptance", state="completed") == [second.id]
    assert found(type="ground_truth") == []
    assert found(project_name="none") == []


def test_requests_are_filtered(client: Client, task: Any, tmp_path: Path) -> None:
    task.export_dataset("COCO 1.0", str(tmp_path / "coco.zip"), include_images=False)
    requests = client.api_client.requests_api
    mine = {"task_id": task.id}
    assert requests.list(**mine)[0].count == 2
    (export,) = requests.list(action="export", format="COCO 1.0", status="finished", **mine)[0].results
    assert (export.operation.type, export.operation.task_id) == ("export:dataset", task.id)
    assert requests.list(subresource="backup", **mine)[0].count == 0
    assert requests.list(status="failed", **mine)[0].count == 0
