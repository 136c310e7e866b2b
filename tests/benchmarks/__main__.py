"""`just bench main` and `just bench server`."""

import sys

from tests.benchmarks import main, server

BENCHMARKS = {"main": main.measure, "server": server.measure}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHMARKS:
        sys.exit(f"usage: just bench {'|'.join(BENCHMARKS)}")
    BENCHMARKS[name](sys.argv[2:])
