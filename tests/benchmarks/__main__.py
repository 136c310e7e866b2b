"""`just bench main`, `server`, `api`, `formats`, `functions`, `canvas` and `review`; `just soak`."""

import sys

from tests.benchmarks import api, canvas, formats, functions, main, review, server, soak

BENCHMARKS = {
    "main": main.measure,
    "server": server.measure,
    "api": api.measure,
    "formats": formats.measure,
    "functions": functions.measure,
    "canvas": canvas.measure,
    "review": review.measure,
    "soak": soak.measure,
}

if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in BENCHMARKS:
        sys.exit(f"usage: just bench {'|'.join(BENCHMARKS)}")
    BENCHMARKS[name](sys.argv[2:])
