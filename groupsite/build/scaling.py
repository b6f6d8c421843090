"""A picture at the size that a page shows, without metadata.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

import PIL
from PIL import Image, ImageCms, ImageOps, features

if TYPE_CHECKING:
    from pathlib import Path

_QUALITY: Final = 85
#: Looks the same in a third less bytes.
_WEBP_QUALITY: Final = 82
WEBP: Final = ".webp"
#: Changes whenever the copy of the same picture might.
RECIPE: Final = (
    f"3:{_QUALITY}:{_WEBP_QUALITY}:{PIL.__version__}:{features.version('webp')}"
)


class Scaled(NamedTuple):
    """A picture, the suffix of its file, its size in pixels, and the same as WebP.

    `webp` is empty if it would not be smaller.
    """

    data: bytes
    suffix: str
    width: int
    height: int
    webp: bytes

    @property
    def files(self) -> dict[str, bytes]:
        """Suffix → content; the file that every program reads comes last."""
        webp = {WEBP: self.webp} if self.webp else {}
        return {**webp, self.suffix: self.data}


class Copy(NamedTuple):
    """What pages show of a picture: its URI, its width and height on a page.

    `webp` is the URI of the same picture as WebP, or empty.
    """

    uri: str
    width: int
    height: int
    webp: str = ""


class UnreadableError(Exception):
    """A file that is no picture, or is cut off."""


def scaled(path: Path, width: int, height: int, *, cropped: bool = False) -> Scaled:
    """The picture in *path*, upright, in at most *width* × *height* pixels.

    JPEG, or PNG if some of it is transparent, and WebP where that is smaller; the same
    bytes for the same picture.
    Colours are those of sRGB, as there is no profile to say otherwise. Of an animation,
    the first frame. A smaller picture is not enlarged.

    :param cropped: cut its middle to that shape instead of showing all of it.
    :raises UnreadableError: if it is not a picture.
    """
    try:
        with Image.open(path) as picture:
            return _written(_fitted(picture, (width, height), cropped=cropped))
    except Exception as error:  # whatever Pillow meets in broken files
        raise UnreadableError(str(error)) from error


def size_of(path: Path) -> tuple[int, int]:
    """The width and height of the picture in *path*, in pixels.

    :raises UnreadableError: if it is not a picture.
    """
    try:
        with Image.open(path) as picture:
            return picture.size
    except Exception as error:  # whatever Pillow meets in broken files
        raise UnreadableError(str(error)) from error


def _fitted(
    picture: Image.Image, most: tuple[int, int], *, cropped: bool
) -> Image.Image:
    # of a large JPEG, only every nth pixel is decoded; it may lie on its side
    picture.draft(None, (max(most), max(most)))
    image = ImageOps.exif_transpose(picture)
    if image.mode not in ("RGB", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    profile = image.info.get("icc_profile")
    if cropped:
        image = ImageOps.fit(image, within(most, image.size))
    else:
        image = image.resize(within(image.size, most))
    return _in_srgb(image, profile)


def within(size: tuple[int, int], most: tuple[int, int]) -> tuple[int, int]:
    """*size* in its own shape, within *most*, and no larger than before."""
    ratio = min(1, most[0] / size[0], most[1] / size[1])
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """*image* in the colours of the web; phones and printers have others."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            web = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, own, web, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # a profile of another sort of colours
            converted = None
        if converted is not None:
            return converted
    return image.convert(mode)


def _written(image: Image.Image) -> Scaled:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    # a new image has nothing but its pixels
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    file = io.BytesIO()
    if bare.mode == "RGBA":
        bare.save(file, "PNG", optimize=True)
        suffix = ".png"
    else:
        bare.save(file, "JPEG", quality=_QUALITY, optimize=True)
        suffix = ".jpg"
    return Scaled(file.getvalue(), suffix, *bare.size, _webp(bare, file.tell()))


def _webp(image: Image.Image, size: int) -> bytes:
    """*image* as WebP, without loss if it is transparent; empty unless below *size*."""
    if not features.check("webp"):  # systems may have built Pillow without it
        return b""
    file = io.BytesIO()
    lossless = image.mode == "RGBA"
    image.save(file, "WEBP", quality=_WEBP_QUALITY, lossless=lossless)
    return file.getvalue() if file.tell() < size else b""
