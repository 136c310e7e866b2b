"""Files that nobody should swallow: broken, swelling, climbing, in a wrong format or encoding."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

from tests.pictures import jpeg

SWOLLEN_BYTES = 80 * 2**20


@dataclass(frozen=True)
class Spoiled:
    """`use` is what the file is given for: an import in this format, a backup, or the pictures of a task."""

    name: str
    use: str
    file: str
    content: bytes
    says: str


def packed(**files: bytes) -> bytes:
    """A zip; `__` in a name stands for a dot and `___` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), content)
    return out.getvalue()


def coco(**changed: object) -> bytes:
    document = {"images": [{"id": 1, "file_name": "0.jpg", "width": 64, "height": 48}], "annotations": []}
    return json.dumps({**document, "categories": [{"id": 1, "name": "cat"}], **changed}).encode()


def box(**changed: object) -> bytes:
    categories = changed.pop("categories", [{"id": 1, "name": "cat"}])
    one = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 1, 5, 5], **changed}
    return coco(annotations=[one], categories=categories)


def cvat(inside: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    image = f'<image id="0" name="0.jpg" width="64" height="48">{inside}</image>'
    return f"{head}<annotations><version>1.1</version>{image}</annotations>".encode("latin-1")


def yolo(lines: bytes) -> bytes:
    data = b"classes = 2\r\nnames = data/obj.names\r\n"
    return packed(obj__names=b"cat\r\ndog\r\n", obj__data=data, obj_train_data___0__txt=lines)


LAUGHS = (
    "<!DOCTYPE a ["
    + '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)
BOMB = cvat("&j;", f'<?xml version="1.0"?>{LAUGHS}]>')
SPY = cvat("&spy;", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY spy SYSTEM "file:///etc/passwd">]>')
SWOLLEN = packed(big__txt=b"\0" * SWOLLEN_BYTES)
TORN = packed(a__jpg=jpeg())[:-30]
CLIMBING = packed(**{"../../a.jpg": jpeg()})
XML, COCO, YOLO, VOC = "CVAT 1.1", "COCO 1.0", "YOLO 1.1", "PASCAL VOC 1.1"
DATUMARO, LABELME, DETECTION = "Datumaro 1.0", "LabelMe 3.0", "Ultralytics YOLO Detection 1.0"
IMPORTS = [
    *(Spoiled("nothing", use, "a.zip", b"", "") for use in (XML, COCO, YOLO, VOC, DATUMARO, LABELME, DETECTION)),
    *(Spoiled("a torn zip", use, "a.zip", TORN, "zip") for use in (COCO, YOLO, VOC, LABELME)),
    *(Spoiled("a picture", use, "a.zip", jpeg(), "") for use in (XML, COCO, YOLO, DATUMARO)),
    *(Spoiled("a swelling zip", use, "a.zip", SWOLLEN, "holds n") for use in (XML, COCO, YOLO, VOC, LABELME)),
    *(Spoiled("a climbing zip", use, "a.zip", CLIMBING, "holds n") for use in (COCO, YOLO, VOC)),
    Spoiled("an XML bomb", XML, "a.xml", BOMB, "entities"),
    Spoiled("an XML spy", XML, "a.xml", SPY, "entities"),
    Spoiled("an XML bomb in a zip", VOC, "a.zip", packed(Annotations___0__xml=BOMB), "entities"),
    Spoiled("an XML bomb of LabelMe", LABELME, "a.zip", packed(default___0__xml=BOMB), "entities"),
    Spoiled("torn XML", XML, "a.xml", cvat("<box")[:-5], "line"),
    Spoiled("another encoding than it says", XML, "a.xml", cvat('<tag label="café"/>'), "line"),
    Spoiled("an unknown encoding", XML, "a.xml", cvat("", '<?xml version="1.0" encoding="klingon"?>'), "encoding"),
    Spoiled("an unknown label", XML, "a.xml", cvat('<tag label="ox" source="manual"/>'), "ox"),
    Spoiled("an unknown picture", COCO, "a.json", coco(images=[{"id": 1, "file_name": "zebra.png"}]), "zebra"),
    Spoiled(
        "a corner that is no number", XML, "a.xml", cvat('<box label="cat" xtl="x" ytl="1" xbr="2" ybr="3"/>'), "xtl"
    ),
    Spoiled("JSON that is none", COCO, "a.json", b'{"images": [', "a.json"),
    Spoiled("a list of everything", COCO, "a.json", b"[]", ""),
    Spoiled("an unknown category", COCO, "a.json", box(category_id=9), "category_id"),
    Spoiled("a label that is not the task's", COCO, "a.json", box(categories=[{"id": 1, "name": "ox"}]), "ox"),
    Spoiled("a box of three", COCO, "a.json", box(bbox=[1, 2, 3]), "bbox"),
    Spoiled("a box without end", COCO, "a.json", box(bbox=[1, 2, 1e999, 3]), ""),
    Spoiled("a mask bomb", COCO, "a.json", box(segmentation={"size": [10**6, 10**6], "counts": [10**12]}), ""),
    Spoiled("YOLO lines of words", YOLO, "a.zip", yolo(b"cat 1 1\r\n"), "0.txt"),
    Spoiled("a class beyond", YOLO, "a.zip", yolo(b"7 .5 .5 .1 .1\r\n"), "7"),
    Spoiled("data.yaml that swells", DETECTION, "a.zip", packed(data__yaml=b"a: &a [x]\nb: [*a,*a]\n"), "data.yaml"),
]
BACKUPS = [
    Spoiled("a torn backup", "backup", "a.zip", TORN, "a.zip"),
    Spoiled("no backup", "backup", "a.zip", packed(a__jpg=jpeg()), "task.json"),
    Spoiled("a picture", "backup", "a.jpg", jpeg(), "task.json"),
    Spoiled("task.json of text", "backup", "a.zip", packed(task__json=b"{"), "task.json"),
    Spoiled("task.json of a list", "backup", "a.zip", packed(task__json=b"[]"), "task.json"),
    Spoiled("a nameless task", "backup", "a.zip", packed(task__json=b'{"name": "", "labels": [{"name": "a"}]}'), ""),
    Spoiled("a swelling backup", "backup", "a.zip", SWOLLEN, "bomb"),
    Spoiled("a climbing backup", "backup", "a.zip", CLIMBING, "a.jpg"),
]
PICTURES = [
    Spoiled("no picture", "data", "a.jpg", b"no picture", "a.jpg"),
    Spoiled("a torn picture", "data", "a.jpg", jpeg()[:-40], "a.jpg"),
    Spoiled("an empty picture", "data", "a.jpg", b"", "a.jpg"),
    Spoiled("a script for a picture", "data", "a.svg", b"<svg><script/></svg>", "a.svg"),
    Spoiled("a torn zip", "data", "a.zip", TORN, "a.zip"),
    Spoiled("a swelling zip", "data", "a.zip", SWOLLEN, "bomb"),
    Spoiled("a climbing zip", "data", "a.zip", CLIMBING, "a.jpg"),
    Spoiled("a zip of nothing", "data", "a.zip", packed(), ""),
    Spoiled("a zip in a zip", "data", "a.zip", packed(b__zip=packed(a__jpg=jpeg())), "b.zip"),
    Spoiled("one good, one bad", "data", "a.zip", packed(a__jpg=jpeg(), b__jpg=b"no"), "b.jpg"),
]
CASES = [*IMPORTS, *BACKUPS, *PICTURES]
