"""A log that is followed while the function speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from prelabel.errors import NotFound
from prelabel.functions.logs import LogEntry
from tests.integration.functions.platform import Platform


async def first(entries: AsyncIterator[LogEntry], count: int) -> list[str]:
    found: list[str] = []
    async with asyncio.timeout(30):
        async for entry in entries:
            found.append(entry.message)
            if len(found) == count:
                break
    return found


async def all_of(entries: AsyncIterator[LogEntry]) -> list[str]:
    async with asyncio.timeout(30):
        return [entry.message async for entry in entries]


def test_what_a_function_says_is_followed_live(platform: Platform) -> None:
    platform.deploy("answers")
    kinder = asyncio.run_coroutine_threadsafe(
        first(platform.service.follow_log("answers", level="warning", text="KINDER"), 2), platform.loop
    )
    while not kinder.done():
        platform.call("answers", "/log")
    assert kinder.result() == ["kinder name", "kinder name"]


def test_following_begins_with_what_is_kept(platform: Platform) -> None:
    platform.deploy("answers", replace=True)
    platform.call("answers", "/log")
    platform.wait_for_message("answers", "told")
    assert platform.do(first(platform.service.follow_log("answers", text="told", tail=1), 1)) == ["told"]


def test_following_ends_with_the_function(platform: Platform) -> None:
    platform.deploy("says-goodbye")
    following = asyncio.run_coroutine_threadsafe(
        all_of(platform.service.follow_log("says-goodbye", text="goodbye")), platform.loop
    )
    platform.call("says-goodbye")
    platform.do(platform.service.delete("says-goodbye"))
    assert following.result(30) == ["goodbye"]


def test_a_log_of_nobody_is_not_followed(platform: Platform) -> None:
    with pytest.raises(NotFound):
        platform.service.follow_log("nobody")
