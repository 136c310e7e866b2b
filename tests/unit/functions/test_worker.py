"""The parts of a worker that need no process: messages, the mapping of /opt/nuclio, output, logs."""

from __future__ import annotations

import ast
import io
import os
from pathlib import Path

import pytest

from prelabel.functions.logs import Log
from prelabel.functions.output import LONGEST_LINE_BYTES, OutputReader
from prelabel.functions.worker import wire
from prelabel.functions.worker.opt_nuclio import Mapping, Rewriter

MESSAGES: list[wire.Message] = [
    wire.Start("main:handler", "/opt/nuclio", mapped={"/opt/nuclio": "/data/f"}),
    wire.Ready(),
    wire.Failed("ValueError: é", "Traceback…"),
    wire.Event(id="1", headers={"A": "b"}, fields={"q": "2"}, timestamp=1.5, body=bytes(range(256))),
    wire.Response(201, "image/jpeg", {"X": "1"}, [{"level": "info"}], b"\xff\x00"),
    wire.Stop(),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_arrives_as_it_was_sent(message: wire.Message) -> None:
    data = b"".join(wire.pack(message))
    assert wire.receive(io.BytesIO(data)) == message
    for size in (1, 7, len(data)):
        arriving = wire.Arriving()
        pieces = [data[start : start + size] for start in range(0, len(data), size)]
        assert [found for piece in pieces if (found := arriving.add(piece)) is not None] == [message]


def test_what_is_no_message_is_refused() -> None:
    data = b"".join(wire.pack(wire.Ready()))
    for wrong in (data + b"x", data.replace(b"Ready", b"Stead"), data[:12] + b"{" * (len(data) - 12)):
        with pytest.raises(ValueError, match="message"):
            wire.Arriving().add(wrong)
    with pytest.raises(EOFError):
        wire.receive(io.BytesIO(data[:-1]))


PATHS = [
    ("/opt/nuclio", "/data/f"),
    ("/opt/nuclio/", "/data/f/"),
    ("/opt/nuclio/a/b.pt", "/data/f/a/b.pt"),
    ("/opt/nuclios/a", "/opt/nuclios/a"),
    ("x/opt/nuclio", "x/opt/nuclio"),
    ("", ""),
]


@pytest.mark.parametrize(("path", "mapped"), PATHS)
@pytest.mark.skipif(os.sep != "/", reason="the table is written with slashes")
def test_where_a_path_leads(path: str, mapped: str) -> None:
    mapping = Mapping({"/opt/nuclio": "/data/f"})
    assert mapping.path(path) == mapped
    assert mapping.path(path.encode()) == mapped.encode()
    assert mapping.path(3) == 3


@pytest.mark.skipif(os.sep != "/", reason="the text is written with slashes")
def test_constants_are_rewritten_and_lines_stay() -> None:
    source = "a = '/opt/nuclio/x'\n\nb = f'/opt/nuclio/{a}'\nc = 'see /opt/nuclio'\n"
    tree = Rewriter(Mapping({"/opt/nuclio": "/d", "/opt/nuclio/models": "/m"})).visit(ast.parse(source))
    assert ast.unparse(tree) == "a = '/d/x'\nb = f'/d/{a}'\nc = 'see /opt/nuclio'"
    assert [statement.lineno for statement in tree.body] == [1, 3, 4]


def test_output_is_cut_into_records_and_plain_lines() -> None:
    reader = OutputReader("0")
    record = b'\x1e{"time": 1.5, "level": "error", "message": "two\\nlines", "with": {"k": 1}}\n'
    entries = reader.feed(b"plain\nhal") + reader.feed(b"f" + record + b"\x1ebroken\nlast") + reader.finish()
    assert [(entry.level, entry.message) for entry in entries] == [
        ("info", "plain"),
        ("info", "half"),
        ("error", "two\nlines"),
        ("info", "broken"),
        ("info", "last"),
    ]
    assert (entries[2].time, entries[2].fields, entries[2].worker) == (1.5, {"k": 1}, "0")


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    entries = OutputReader("0").feed(b"x" * (LONGEST_LINE_BYTES + 1))
    assert len(entries) == 1


def test_a_log_never_grows_beyond_its_bound(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl", limit_bytes=2000)
    for number in range(200):
        log.add("info", f"line {number}")
    log.close()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 5000
    assert [entry.message for entry in log.entries(tail=2)] == ["line 198", "line 199"]


def test_a_log_is_filtered_and_survives_a_cut_line(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.jsonl")
    for level in ("debug", "info", "warning", "error"):
        log.add(level, f"Said at {level}")
    log.close()
    with (tmp_path / "log.jsonl").open("ab") as file:
        file.write(b'{"level": "in')
    assert [entry.level for entry in log.entries(level="warning")] == ["warning", "error"]
    assert [entry.level for entry in log.entries(text="at D")] == ["debug"]
