"""Pictures of any sort, small, upright, and without what the camera notes."""

from __future__ import annotations

import io
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms, features

from groupsite.build.scaling import UnreadableError, scaled
from tests.pictures import corners, noisy_photo, opened, photo

if TYPE_CHECKING:
    from pathlib import Path

#: The corners of a `photo` when it is upright.
UPRIGHT = ["blue", "red", "yellow", "green"]
SORTS: dict[str, dict[str, Any]] = {
    "jpeg": {},
    "of a printer": {"mode": "CMYK"},
    "png": {"form": "PNG"},
    "palette": {"mode": "P", "form": "PNG"},
    "opaque": {"mode": "RGBA", "form": "PNG"},
    "webp": {"form": "WEBP"},
    "tiff": {"form": "TIFF"},
}


def made(folder: Path, data: bytes, side: int = 160) -> tuple[bytes, str]:
    """A square of a photo, and its suffix."""
    path = folder / "photo"
    path.write_bytes(data)
    picture = scaled(path, side, side, cropped=True)
    return picture.data, picture.suffix


@pytest.mark.parametrize(
    ("size", "most", "shown"),
    [
        ((640, 480), (256, 256), (192, 256)),  # it lies on its side
        ((100, 900), (256, 256), (256, 28)),
        ((90, 60), (256, 256), (60, 90)),
        ((4000, 1), (100, 100), (1, 100)),
    ],
)
def test_all_of_a_picture_is_shown(
    tmp_path: Path, size: tuple[int, int], most: tuple[int, int], shown: tuple[int, int]
) -> None:
    """In its own shape, never enlarged, if no other shape is asked for."""
    path = tmp_path / "figure"
    path.write_bytes(photo(size))
    picture = scaled(path, *most)

    assert (picture.width, picture.height) == opened(picture.data).size == shown


def test_an_animation_is_shown_by_its_first_frame(tmp_path: Path) -> None:
    """Nothing on a page moves."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), color) for color in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    path = tmp_path / "moving.gif"
    path.write_bytes(file.getvalue())
    image = opened(scaled(path, 30, 30).data)

    assert (image.size, getattr(image, "n_frames", 1)) == ((30, 20), 1)
    pixel: Any = image.getpixel((15, 10))
    assert pixel[0] > 200


@pytest.mark.parametrize("sort", SORTS)
def test_a_portrait_is_square_small_and_upright(tmp_path: Path, sort: str) -> None:
    """The middle of a photo of any sort, turned as the camera says."""
    data, suffix = made(tmp_path, photo(**SORTS[sort]))
    image = opened(data)

    assert (image.format, suffix, image.size) == ("JPEG", ".jpg", (160, 160))
    assert corners(data) == UPRIGHT


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_portrait_says_nothing_of_the_camera(tmp_path: Path, form: str) -> None:
    """Neither where nor with what it was taken, nor any other note, is left."""
    more: dict[str, Any] = {"comment": b"at home"} if form == "JPEG" else {}
    original = photo(form=form, **more)
    assert opened(original).getexif()
    image = opened(made(tmp_path, original)[0])

    assert dict(image.getexif()) == {}
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_transparent_stays_so(tmp_path: Path) -> None:
    """A person cut out of a photo has the colour of the page around them."""
    file = io.BytesIO()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(file, "PNG")
    data, suffix = made(tmp_path, file.getvalue())
    image: Any = opened(data)

    assert (suffix, image.mode, image.getpixel((80, 80))[3]) == (".png", "RGBA", 0)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_same_as_webp(tmp_path: Path, mode: str) -> None:
    """In fewer bytes, upright, with the same size, and as bare as the other."""
    path = tmp_path / "photo"
    path.write_bytes(noisy_photo(mode=mode))
    picture = scaled(path, 160, 160, cropped=True)
    image, usual = opened(picture.webp), opened(picture.data)

    assert 0 < len(picture.webp) < len(picture.data)
    assert list(picture.files) == [".webp", picture.suffix]
    assert (image.format, image.mode, image.size) == ("WEBP", mode, usual.size)
    assert dict(image.getexif()) == {}
    assert not image.info.keys() & {"exif", "icc_profile", "xmp"}
    assert scaled(path, 160, 160, cropped=True) == picture
    path.write_bytes(photo())
    assert corners(scaled(path, 160, 160).webp) == UPRIGHT


@pytest.mark.parametrize(("mode", "usual"), [("RGB", ".jpg"), ("RGBA", ".png")])
def test_no_webp_that_is_larger(tmp_path: Path, mode: str, usual: str) -> None:
    """Such as that of a picture in which no pixel is like the next."""
    path = tmp_path / "noise.png"
    noise = Random(1).randbytes(64 * 64 * len(mode))
    Image.frombytes(mode, (64, 64), noise).save(path)
    assert list(scaled(path, 64, 64).files) == [usual]


def test_no_webp_without_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system may have a Pillow that writes none."""
    path = tmp_path / "photo"
    path.write_bytes(photo())
    assert scaled(path, 160, 160).webp
    monkeypatch.setattr(features, "check", lambda name: name != "webp")
    monkeypatch.delitem(Image.SAVE, "WEBP")
    assert list(scaled(path, 160, 160).files) == [".jpg"]


def test_a_small_photo_is_not_enlarged(tmp_path: Path) -> None:
    """The shorter side is that of the square."""
    assert opened(made(tmp_path, photo((100, 60)))[0]).size == (60, 60)


def test_colours_of_a_profile_are_those_of_the_web(tmp_path: Path) -> None:
    """Without its profile, a photo of other colours would look wrong."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    broken = made(tmp_path, photo(icc_profile=b"nonsense"))
    same = made(tmp_path, photo(icc_profile=lab))

    assert corners(broken[0]) == corners(same[0]) == UPRIGHT


def test_the_same_photo_gives_the_same_bytes(tmp_path: Path) -> None:
    """Builds at other times and in other folders are the same."""
    (tmp_path / "elsewhere").mkdir()

    assert made(tmp_path, photo()) == made(tmp_path / "elsewhere", photo())


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", photo()[:3000], photo(form="PNG")[:300], b"\xff\xd8\xff\xe0"],
    ids=["empty", "text", "half a jpeg", "half a png", "head"],
)
def test_what_is_no_picture_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    """Whatever is wrong with it, there is one sort of error."""
    with pytest.raises(UnreadableError):
        made(tmp_path, data)
