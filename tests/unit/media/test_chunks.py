import zipfile
from io import BytesIO

from prelabel.media.chunks import packed


def test_one_member_per_frame_in_order_and_stored() -> None:
    data = packed([("jpeg", b"zero"), ("png", b"one"), ("jpeg", b"zero")])
    with zipfile.ZipFile(BytesIO(data)) as chunk:
        assert chunk.namelist() == ["000000.jpeg", "000001.png", "000002.jpeg"]
        assert [chunk.read(name) for name in chunk.namelist()] == [b"zero", b"one", b"zero"]
        assert {info.compress_type for info in chunk.infolist()} == {zipfile.ZIP_STORED}


def test_the_same_frames_make_the_same_bytes() -> None:
    assert packed([("jpeg", b"x")]) == packed([("jpeg", b"x")])
