"""Bad uploads, bad options of new tasks, addresses of the inner network, and bad exports and imports."""

from __future__ import annotations

from typing import Any

from tests.integration.refusals.case import JSON, Case, bad, tus

DATA, IMPORT, BACKUP = "POST /tasks/$empty/data", "POST /jobs/$job/annotations", "POST /tasks/backup"
PIECE = "PATCH /tasks/$empty/data/$upload"


def piece(offset: object, content: bytes = b"abc") -> dict[str, Any]:
    return {"headers": {"Upload-Offset": str(offset)}, "content": content}


def named(name: str) -> dict[str, Any]:
    return {"headers": {"Upload-Multiple": ""}, "files": {"client_files[0]": (name, b"x")}}


def url(address: str) -> dict[str, Any]:
    return {"json": {"remote_files": [address]}}


INNER = (
    *("http://127.0.0.1/a.jpg", "http://localhost/a.jpg", "http://10.0.0.1/a.jpg", "http://192.168.1.1:8080/a.jpg"),
    *(
        "http://169.254.169.254/latest/meta-data/iam",
        "http://[::1]/a.jpg",
        "http://0.0.0.0/a.jpg",
        "http://[fd00::1]/a.jpg",
    ),
    *("http://2130706433/a.jpg", "http://0x7f.1/a.jpg", "http://[::ffff:127.0.0.1]/a.jpg", "http://224.0.0.1/a.jpg"),
)
NO_ADDRESSES: tuple[str, ...] = (
    "file:///etc/passwd",
    "ftp://example.org/a.jpg",
    "gopher://example.org/1",
    "http://",
    "a.jpg",
)
NO_ADDRESSES += ("http://example.org/", "http://exa mple.org/a.jpg", "http://example.org/..", "//example.org/a.jpg")
CREATION = [
    Case("no file", DATA, "client_files", {"json": {}}),
    *bad(
        DATA, "image_quality", above={"image_quality": 101}, below={"image_quality": -1}, best={"image_quality": "best"}
    ),
    *bad(DATA, "sorting_method", order={"sorting_method": "by size"}),
    *bad(DATA, "frame_filter", step={"frame_filter": "step=0"}, text={"frame_filter": "every second"}),
    *bad(DATA, "frame_filter", letters={"frame_filter": "step=x"}, endless={"frame_filter": "step=" + "9" * 5000}),
    *bad(DATA, "start_frame", start={"start_frame": -1}, huge={"start_frame": 10**30}),
    *bad(DATA, "stop_frame", stop={"start_frame": 5, "stop_frame": 2}, negative={"stop_frame": -1}),
    *bad(DATA, "chunk_size", chunk={"chunk_size": -1}, many={"chunk_size": 10**30}),
    *bad(DATA, "job_file_mapping", flat={"job_file_mapping": ["a.jpg"]}, empty={"job_file_mapping": [[]]}),
    *bad(DATA, "job_file_mapping", also={"job_file_mapping": [["a.jpg"]], "start_frame": 1}),
    *bad(DATA, "cloud_storage_id", cloud={"cloud_storage_id": 1, "server_files": ["a.jpg"]}),
    *bad(DATA, "remote_files", both={"server_files": ["a"], "remote_files": ["http://example.org/a.jpg"]}),
    *bad(DATA, "server_files", shareless={"server_files": ["a.jpg"]}, climbing={"server_files": ["../../etc"]}),
    Case("options that are not JSON", DATA, "JSON", {"content": b"{", "headers": {**JSON, "Upload-Finish": ""}}),
    Case("data for the second time", "POST /tasks/$task/data", "data", {"json": {}}, 409),
    Case("data of a foreign task", "POST /tasks/$alien_task/data", "task", {"json": {}}, 404),
    *(Case(f"inner address {address}", DATA, "remote_files", url(address)) for address in INNER),
    *(Case(f"no address {address}", DATA, "remote_files", url(address)) for address in NO_ADDRESSES),
]
UPLOADS = [
    *(
        Case(f"a file called {name!r}", DATA, "client_files", named(name))
        for name in ("../../x.jpg", "..", "a/../../b", "C:..")
    ),
    Case("a body without parts", DATA, "multipart", {"headers": {"Upload-Multiple": ""}, "json": {}}),
    Case(
        "a multipart body without its boundary",
        DATA,
        "boundary",
        {"headers": {"Upload-Multiple": "", "Content-Type": "multipart/form-data"}, "content": b"x"},
    ),
    Case("no length", DATA, "Upload-Length", {"headers": {"Upload-Length": ""}}),
    *(Case(f"a length of {n}", DATA, "Upload-Length", tus(length=n)) for n in ("x", -1, "1.5", "9" * 30)),
    *(Case(f"tus name {name!r}", DATA, "client_files", tus(name)) for name in (b"../x", b"/", b"a/../../x", b"..")),
    Case(
        "a name that is not base64",
        DATA,
        "client_files",
        {"headers": {"Upload-Length": "9", "Upload-Metadata": "filename !"}},
    ),
    Case("no offset", PIECE, "Upload-Offset", {"content": b"abc"}),
    *(Case(f"offset {n}", PIECE, "Upload-Offset", piece(n)) for n in ("x", -1, "0x0")),
    Case("a wrong offset", PIECE, "byte 0", piece(5), 409),
    Case("more than announced", PIECE, "Upload-Length", piece(0, b"0123456789")),
    Case("a piece for an unknown upload", "PATCH /tasks/$empty/data/none", "upload", piece(0), 404),
    Case("a piece for another task", "PATCH /tasks/$task/data/$upload", "upload", piece(0), 404),
    Case("a piece for a foreign upload", "PATCH /tasks/$alien_empty/data/$alien_upload", "upload", piece(0), 404),
    Case("an upload outside the folder", "PATCH /tasks/$empty/data/..%2fprelabel.sqlite", "", piece(0), 404),
    Case(
        "the end of a torn upload", "POST /tasks/$empty/data", "a.jpg", {"headers": {"Upload-Finish": ""}, "json": {}}
    ),
]
IMPORTS = [
    Case("an unknown format", f"{IMPORT}?format=Paint+1.0", "format", {"headers": {"Upload-Start": ""}}),
    Case("an unknown upload", f"{IMPORT}?format=COCO+1.0&filename=none", "upload", status=404),
    Case("no upload", f"{IMPORT}?format=COCO+1.0", "upload", status=404),
    Case("a used upload", f"{IMPORT}?format=COCO+1.0&filename=$used", "upload", status=404),
    Case("a foreign upload", f"{IMPORT}?format=COCO+1.0&filename=$alien_upload", "upload", status=404),
    Case("an unknown mode", f"{IMPORT}?format=COCO+1.0&filename=x&import_mode=merge", "import_mode"),
    Case("a backup that is not there", f"{BACKUP}?filename=none", "upload", status=404),
    Case("a backup of a noun", "POST /jobs/backup", "noun"),
    Case("an unknown format of export", "POST /tasks/$task/dataset/export?format=Paint", "format"),
    Case("no format of export", "POST /tasks/$task/dataset/export", "format"),
    Case("a cloud", "POST /tasks/$task/dataset/export?format=COCO+1.0&location=cloud_storage", "location"),
    Case("perhaps with pictures", "POST /tasks/$task/dataset/export?format=COCO+1.0&save_images=some", "save_images"),
    Case("a foreign export", "POST /tasks/$alien_task/dataset/export?format=COCO+1.0", "task", status=404),
    Case("a foreign backup", "POST /tasks/$alien_task/backup/export", "task", status=404),
    Case("a foreign result", "GET /requests/$alien_request/result", "request", status=404),
    Case("a request to cancel that is done", "POST /requests/$request/cancel", "queued", status=409),
]
PICTURES = [
    *(Case(f"frame {n}", f"GET /tasks/$task/data?type=frame&number={n}", "frame", status=404) for n in (4, -1)),
    Case("a frame of text", "GET /tasks/$task/data?type=frame&number=x", "number"),
    Case("a huge frame", f"GET /tasks/$task/data?type=frame&number={10**30}", "number"),
    Case("no number", "GET /tasks/$task/data?type=frame", "number"),
    Case("no type", "GET /tasks/$task/data?number=0", "type"),
    Case("an unknown type", "GET /tasks/$task/data?type=film&number=0", "type"),
    Case("an unknown quality", "GET /tasks/$task/data?type=frame&number=0&quality=best", "quality"),
    Case("a chunk that is not there", "GET /tasks/$task/data?type=chunk&number=7", "chunk", status=404),
    Case("a negative chunk", "GET /tasks/$task/data?type=chunk&number=-1", "chunk", status=404),
    Case("a frame of another job", "GET /jobs/$job/data?type=frame&number=3", "frame", status=404),
    Case("a preview of nothing", "GET /tasks/$empty/preview", "pictures", status=404),
    *bad(
        "PATCH /tasks/$task/data/meta", "deleted_frames", beyond={"deleted_frames": [4]}, text={"deleted_frames": "0"}
    ),
    *bad("PATCH /tasks/$task/data/meta", "deleted_frames", none={}, null={"deleted_frames": None}),
]
CASES = [*CREATION, *UPLOADS, *IMPORTS, *PICTURES]
