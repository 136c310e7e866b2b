"""The same predictions corrected twice: with our review keys, for real, and as CVAT has it by its documented keys."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Page, sync_playwright

import start
from tests import predictions
from tests.benchmarks import cvat_review, steps
from tests.benchmarks.keystrokes import BUTTON, HOME, KEY, MENTAL, POINT, Work
from tests.benchmarks.review_cases import LABELS, SIZE, Box, Picture, pictures
from tests.benchmarks.reviewer import Reviewer
from tests.benchmarks.served import served
from tests.e2e.app import App
from tests.e2e.conftest import FLAGS, WINDOW
from tests.pictures import jpeg

RAN_AT = 0.5  # what our dialog proposes, and what the functions written for CVAT fall back to
LOWERED_TO = 0.25
DETECTOR = "weak"
CVAT_TRIES = (0.15, 0.25, 0.35, 0.5)


def measure(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="just bench review", description=__doc__)
    parser.add_argument("--pictures", type=int, default=60)
    cases = pictures(parser.parse_args(arguments).pictures)
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=start.browser(), args=FLAGS)
        context = browser.new_context(base_url=str(server.api.base_url), viewport=WINDOW)
        page = context.new_page()
        App(page).sign_in()
        ours, wrong = corrected(page, server.api, cases)
        browser.close()
    print(f"{len(wrong)} objects are not on the server as they should be", *wrong, sep="\n  ")
    _print(cases, ours)


def corrected(page: Page, api: httpx.Client, cases: Sequence[Picture]) -> tuple[Work, list[str]]:
    """What our way takes on a page that is signed in, and what on the server is not as it should be afterwards."""
    task, job = _predicted(api, cases)
    work = Reviewer(page, job, LOWERED_TO).correct(cases, RAN_AT)
    return work, _wrong(api, task, job, cases)


def _predicted(api: httpx.Client, cases: Sequence[Picture]) -> tuple[int, int]:
    """A task on which a run with the usual threshold has just ended, and its job."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:03}.jpg") for number in range(len(cases))]
        for number, path in enumerate(paths):
            path.write_bytes(jpeg(*SIZE, shade=80 + number))
        task = steps.make_task(api, "review", LABELS, paths)
    labels = _labels(api, task)
    found = [
        {"frame": frame, "label": one.label, "points": one.box, "score": one.score}
        for frame, case in enumerate(cases)
        for one in case.found
    ]

    def post(path: str, body: Any) -> Any:
        answer = api.post(path, json=body).raise_for_status()
        return answer.json() if answer.content else None

    predictions.run(post, _detector(api, post), task, labels, found, RAN_AT)
    return task, api.get("/api/jobs", params={"task_id": task}).json()["results"][0]["id"]


def _detector(api: httpx.Client, post: predictions.Post) -> int:
    """Also on a server where it has been used before."""
    known = [each["id"] for each in api.get("/api/functions").json()["results"] if each["name"] == DETECTOR]
    return known[0] if known else predictions.register(post, DETECTOR, LABELS)


def _labels(api: httpx.Client, task: int) -> dict[str, int]:
    found = api.get("/api/labels", params={"task_id": task}).json()["results"]
    return {label["name"]: label["id"] for label in found}


def _wrong(api: httpx.Client, task: int, job: int, cases: Sequence[Picture]) -> list[str]:
    """Objects that the server has and should not, and that it should have and has not, to a pixel or two."""
    names = {number: name for name, number in _labels(api, task).items()}
    faults = []
    for frame, case in enumerate(cases):
        shapes = api.get(f"/api/jobs/{job}/frames/{frame}").raise_for_status().json()["shapes"]
        left = list(case.truth)
        for shape in shapes:
            match = next((one for one in left if _same(one, (names[shape["label_id"]], shape["points"]))), None)
            if match is None or shape["source"] == "auto":
                faults.append(f"frame {frame} has {shape}")
            else:
                left.remove(match)
        faults += [f"frame {frame} lacks {one}" for one in left]
    return faults


def _same(truth: tuple[str, Box], found: tuple[str, Sequence[float]]) -> bool:
    return truth[0] == found[0] and all(abs(a - b) <= 2 for a, b in zip(truth[1], found[1], strict=True))


def _print(cases: Sequence[Picture], ours: Work) -> None:
    kinds = [one.kind for case in cases for one in case.found if one.score >= RAN_AT]
    objects = sum(len(case.truth) for case in cases)
    print(f"{len(cases)} pictures, {objects} objects; a run at {RAN_AT} shows", end=" ")
    print(", ".join(f"{kinds.count(kind)} {kind}" for kind in ("right", "class", "box", "false")), end="; ")
    print(f"{objects - len(kinds) + kinds.count('false')} objects are missed")
    print(
        f"key {KEY} s, pointing {POINT} s, button {BUTTON} s, homing {HOME} s; a drag is two of the second and third\n"
    )
    print(
        f"{'':34}{'keys':>6}{'hovers':>8}{'clicks':>8}{'drags':>7}{'homings':>9}{'units':>7}{'seconds':>9}{'ratio':>7}"
    )
    _line(f"ours, slider at {LOWERED_TO}, for real", ours, ours)
    works = {threshold: cvat_review.corrected(cases, threshold) for threshold in CVAT_TRIES}
    for threshold, work in works.items():
        _line(f"CVAT, run at {threshold}", work, ours)
    same, best = works[RAN_AT], min(works.values(), key=lambda work: work.seconds)
    thoughtful = min(works.values(), key=lambda work: work.seconds_with_thought)
    print(f"\nagainst CVAT if its model is run at the threshold that suits it best: {ours.seconds / best.seconds:.2f}")
    with_thought = ours.seconds_with_thought / same.seconds_with_thought
    suited = ours.seconds_with_thought / thoughtful.seconds_with_thought
    print(f"with {MENTAL} s of thought before each unit in both ways: {with_thought:.2f}, and {suited:.2f}")
    print(f"ratio {ours.seconds / same.seconds:.2f}")


def _line(name: str, work: Work, ours: Work) -> None:
    numbers = f"{work.keys:6}{work.hovers:8}{work.clicks:8}{work.drags:7}{work.homings:9}{work.units:7}"
    print(f"{name:34}{numbers}{work.seconds:9.0f}{ours.seconds / work.seconds:7.2f}")
