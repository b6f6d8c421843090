"""A photo as a small square picture without metadata.

Pure: neither Sphinx nor docutils is imported here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

import PIL
from PIL import Image, ImageCms, ImageOps

if TYPE_CHECKING:
    from pathlib import Path

_QUALITY: Final = 85
#: Changes whenever the portrait of the same photo might.
RECIPE: Final = f"1:{_QUALITY}:{PIL.__version__}"


class Portrait(NamedTuple):
    """A picture, and the suffix of its file."""

    data: bytes
    suffix: str


class UnreadableError(Exception):
    """A file that is no picture, or is cut off."""


def portrait(path: Path, side: int) -> Portrait:
    """The photo in *path*, upright, its middle cut to a square.

    JPEG, or PNG if some of it is transparent; the same bytes for the same photo. Colours
    are those of sRGB, as there is no profile to say otherwise.

    :param side: of the square in pixels; a smaller photo is not enlarged.
    :raises UnreadableError: if it is not a picture.
    """
    try:
        with Image.open(path) as photo:
            return _written(_squared(photo, side))
    except Exception as error:  # whatever Pillow meets in broken files
        raise UnreadableError(str(error)) from error


def _squared(photo: Image.Image, side: int) -> Image.Image:
    photo.draft(None, (side, side))  # of a large JPEG, only every nth pixel is decoded
    image = ImageOps.exif_transpose(photo)
    if image.mode not in ("RGB", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    side = min(side, *image.size)
    profile = image.info.get("icc_profile")
    return _in_srgb(ImageOps.fit(image, (side, side)), profile)


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


def _written(image: Image.Image) -> Portrait:
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    # a new image has nothing but its pixels
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    file = io.BytesIO()
    if bare.mode == "RGBA":
        bare.save(file, "PNG", optimize=True)
        return Portrait(file.getvalue(), ".png")
    bare.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return Portrait(file.getvalue(), ".jpg")
