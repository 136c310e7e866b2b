"""Keeps the process small under glibc, whose allocator gives each thread a heap of its own and seldom empties one."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys

import psutil

M_ARENA_MAX = -8  # of glibc's malloc.h
HEAPS = 2
LOOK_SECONDS = 5
WORTH_BYTES = 16 * 2**20


def share_heaps() -> None:
    """Let all threads share few heaps; to be called before there are threads. Elsewhere than glibc it does nothing."""
    library = _glibc()
    if library is not None:
        library.mallopt(M_ARENA_MAX, HEAPS)


def settle() -> None:
    """Look for garbage from now on, and only in what comes; what starting has made stays."""
    gc.freeze()
    gc.enable()


async def give_back() -> None:
    """Return what large requests have left behind to the system, for as long as the server runs."""
    library = _glibc()
    process, least = psutil.Process(), 0
    while library is not None:
        await asyncio.sleep(LOOK_SECONDS)
        if process.memory_info().rss > least + WORTH_BYTES:
            await asyncio.to_thread(library.malloc_trim, 0)
            least = process.memory_info().rss


def _glibc() -> ctypes.CDLL | None:
    """The C library, where it is the one whose allocator this is about."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
