"""The short form of `just bench review`: predictions of a few pictures are put right, in half of CVAT's time."""

from __future__ import annotations

from playwright.sync_api import Browser, StorageState

from tests.benchmarks import cvat_review
from tests.benchmarks.review import RAN_AT, corrected
from tests.benchmarks.review_cases import pictures
from tests.e2e.conftest import visit
from tests.running import Server

PICTURES = 10


def test_predictions_are_corrected_in_under_half_the_time_that_cvat_takes(
    browser: Browser, server: Server, signed_in: StorageState
) -> None:
    cases = pictures(PICTURES)
    with server.http() as api, visit(browser, server, signed_in) as page:
        work, wrong = corrected(page, api, cases)
    assert wrong == []
    assert work.seconds < cvat_review.corrected(cases, RAN_AT).seconds / 2
