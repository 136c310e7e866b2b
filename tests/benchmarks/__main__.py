"""`just bench main`, `just bench server` and `just bench formats`."""

import sys

from tests.benchmarks import formats, main, server

BENCHMARKS = {"main": main.measure, "server": server.measure, "formats": formats.measure}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHMARKS:
        sys.exit(f"usage: just bench {'|'.join(BENCHMARKS)}")
    BENCHMARKS[name](sys.argv[2:])
