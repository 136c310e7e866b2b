import pytest
from PIL import Image, ImageCms

from prelabel.errors import BadPicture
from prelabel.media.pictures import compressed, shown, thumbnail
from tests.unit.media.drawings import (
    BLUE,
    GREEN,
    HEIGHT,
    RED,
    WHITE,
    WIDTH,
    alike,
    corners,
    encoded,
    opened,
    quarters,
    with_orientation,
)

UPRIGHT = [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_turned_upright(kind: str, orientation: int) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    copy = opened(shown(with_orientation(kind, orientation, **options)))
    assert copy.size == (WIDTH, HEIGHT)
    assert alike(corners(copy), UPRIGHT)
    assert 274 not in copy.getexif()
    if kind != "JPEG":
        assert copy.convert("RGB").tobytes() == quarters().tobytes()


COLOURED = [
    ("JPEG", "CMYK"),
    ("TIFF", "CMYK"),
    ("TIFF", "LAB"),
    ("TIFF", "RGBA"),
    ("TIFF", "YCbCr"),
    ("BMP", "RGB"),
    ("BMP", "P"),
    ("GIF", "P"),
    ("PNG", "P"),
    ("PNG", "RGBA"),
    ("WEBP", "RGBA"),
]


@pytest.mark.parametrize(("kind", "mode"), COLOURED)
def test_colours_stay_right(kind: str, mode: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {"quality": 95} if kind == "JPEG" else {}
    image = lab(quarters()) if mode == "LAB" else quarters().quantize() if mode == "P" else quarters().convert(mode)
    copy = opened(shown(encoded(image, kind, **options)))
    assert (copy.mode, copy.format) == ("RGB", "JPEG" if kind == "JPEG" else "PNG")
    assert alike(corners(copy), UPRIGHT, tolerance=8)


def lab(image: Image.Image) -> Image.Image:
    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    result = ImageCms.profileToProfile(image, *profiles, outputMode="LAB")
    assert result
    return result


def test_cmyk_follows_its_colour_profile() -> None:
    """A damaged profile must not cost the picture; there is no free CMYK profile small enough to carry here."""
    data = encoded(quarters().convert("CMYK"), "JPEG", quality=95, icc_profile=b"no profile")
    assert alike(corners(opened(shown(data))), UPRIGHT, tolerance=8)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize(("low", "high"), [(0, 65535), (1000, 3000), (10, 200)])
def test_deep_grey_fills_eight_bits(kind: str, low: int, high: int) -> None:
    image = Image.new("I;16", (WIDTH, HEIGHT), low)
    image.paste(high, (WIDTH // 2, 0, WIDTH, HEIGHT))
    copy = opened(shown(encoded(image, kind)))
    assert copy.mode == "L"
    assert [copy.getpixel((x, 5)) for x in (0, WIDTH - 1)] == [0, 255]


@pytest.mark.parametrize(("mode", "low", "high"), [("F", -1.5, 2.5), ("I", -70_000, 70_000), ("I;16B", 256, 511)])
def test_other_deep_tiffs_are_scaled_too(mode: str, low: float, high: float) -> None:
    image = Image.new(mode, (2, 1), low)
    image.putpixel((1, 0), high)
    copy = opened(shown(encoded(image, "TIFF")))
    assert [copy.getpixel((x, 0)) for x in (0, 1)] == [0, 255]


def test_deep_grey_of_one_value_is_black() -> None:
    copy = opened(shown(encoded(Image.new("I;16", (4, 4), 5000), "PNG")))
    assert copy.getextrema() == (0, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_laid_on_white(mode: str) -> None:
    image = quarters().convert("RGBA")
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, 0, WIDTH // 2, HEIGHT // 2))
    image.putalpha(alpha)
    data = (
        encoded(image.convert("LA"), "PNG")
        if mode == "LA"
        else encoded(image if mode == "RGBA" else image.quantize(), "PNG")
    )
    found = corners(opened(shown(data)))
    assert found[0] == (255, 255, 255)
    assert (found[1] == (255, 255, 255)) is False


def test_a_transparent_colour_of_a_palette_is_laid_on_white() -> None:
    image = quarters().quantize(4)
    data = encoded(image, "PNG", transparency=image.getpixel((0, 0)))
    assert corners(opened(shown(data))) == [(255, 255, 255), GREEN, BLUE, WHITE]


def test_an_empty_alpha_channel_hides_nothing() -> None:
    image = quarters().convert("RGBA")
    image.putalpha(0)
    assert corners(opened(shown(encoded(image, "TIFF")))) == UPRIGHT


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_only_the_first_frame_counts(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    later = [Image.new("RGB", (WIDTH, HEIGHT), "black")]
    copy = opened(shown(encoded(quarters(), kind, save_all=True, append_images=later, duration=100, **options)))
    assert alike(corners(copy), UPRIGHT, tolerance=8)
    assert getattr(copy, "n_frames", 1) == 1


def test_compressed_is_an_upright_jpeg() -> None:
    copy = opened(compressed(with_orientation("PNG", 6), quality=70))
    assert (copy.format, copy.size) == ("JPEG", (WIDTH, HEIGHT))
    assert len(compressed(encoded(quarters(), "PNG"), 20)) < len(compressed(encoded(quarters(), "PNG"), 95))


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "I;16"), ("GIF", "P")]
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_thumbnails_are_small_and_upright(kind: str, mode: str, orientation: int) -> None:
    image = quarters(640, 480) if orientation == 1 else quarters(480, 640)
    exif = Image.Exif()
    exif[274] = orientation
    options = {} if kind == "GIF" else {"exif": exif.tobytes()}
    stored = image.convert("I").convert("I;16") if mode == "I;16" else image.convert(mode)
    small = opened(thumbnail(encoded(stored, kind, **options), side=64))
    assert small.format == "JPEG"
    assert small.size == ((48, 64) if kind == "GIF" and orientation == 6 else (64, 48))


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(thumbnail(encoded(quarters(), "PNG"), side=256)).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("size", [(3000, 2), (2, 3000), (1, 1)])
def test_thumbnails_of_very_long_pictures(size: tuple[int, int]) -> None:
    small = opened(thumbnail(encoded(Image.new("RGB", size), "JPEG"), side=256))
    assert max(small.size) == min(256, max(size))


@pytest.mark.parametrize("work", [shown, thumbnail, lambda data, name: compressed(data, 70, name=name)])
def test_broken_pictures_are_refused_by_name(work: object) -> None:
    with pytest.raises(BadPicture, match=r"“a b\.png”"):
        work(encoded(quarters(), "PNG")[:60], name="a b.png")  # type: ignore[operator]


def test_a_colour_profile_stays_with_the_copy() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(quarters(), "BMP")
    assert "icc_profile" not in opened(shown(data)).info
    data = encoded(quarters(), "TIFF", icc_profile=profile)
    assert opened(shown(data)).info["icc_profile"] == profile
