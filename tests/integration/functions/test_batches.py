"""batch.mode: the handler gets lists of events, each caller its own response."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from prelabel.functions.bundle import BundleSource
from tests.integration.functions.platform import Platform
from tests.waiting import until


@pytest.fixture(scope="module", autouse=True)
def _batches(platform: Platform) -> None:
    assert platform.deploy("batches").state == "ready"


def together(platform: Platform, *bodies: bytes) -> list[httpx.Response]:
    with ThreadPoolExecutor(len(bodies)) as callers:
        return list(callers.map(lambda body: platform.call("batches", content=body), bodies))


def test_a_full_batch_is_one_call(platform: Platform) -> None:
    answers = together(platform, b"a", b"b", b"c")
    assert [answer.json() for answer in answers] == [{"size": 3, "said": text} for text in "abc"]


def test_a_batch_of_one_goes_off_after_its_timeout(platform: Platform) -> None:
    assert platform.call("batches", content=b"alone").json() == {"size": 1, "said": "alone"}


def test_an_event_without_a_response_is_told_and_hurts_no_other(platform: Platform) -> None:
    lost, found = together(platform, b"lost", b"b")
    assert (lost.status_code, "returned no Response" in lost.text) == (500, True)
    assert found.status_code == 200


def test_an_exception_is_the_answer_to_the_whole_batch(platform: Platform) -> None:
    assert [answer.status_code for answer in together(platform, b"boom", b"b")] == [500, 500]
    assert platform.call("batches", content=b"after").status_code == 200


def test_a_function_is_not_idle_while_a_batch_is_collected(platform: Platform) -> None:
    served = platform.service.served("batches")
    until(lambda: served.idle)
    with ThreadPoolExecutor(1) as callers:
        answer = callers.submit(platform.call, "batches", content=b"alone")
        until(lambda: served.metrics.under_way)
        assert not served.idle
        assert answer.result().status_code == 200


def test_a_batch_size_that_is_no_number_is_refused(platform: Platform) -> None:
    config = {
        "metadata": {"name": "odd-batch"},
        "spec": {"triggers": {"t": {"kind": "http", "batch": {"mode": "enable", "batchSize": "many"}}}},
    }
    view = platform.deploy_source(BundleSource(mapping=config, code="def handler(context, events):\n    return []\n"))
    assert (view.state, "batchSize must be a whole number" in view.message) == ("error", True)
