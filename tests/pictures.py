"""Pictures as cameras and programs write them, and what is seen of a picture."""

from __future__ import annotations

import io
from math import dist
from random import Random
from typing import Any, Final

from PIL import ExifTags, Image, ImageDraw

#: A picture of one pixel.
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c636058c00000014400a1f964eabe0000000049454e44ae426082"
)
#: The corners of a photo, from the top left in reading order.
CORNERS: Final = {
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
}


def photo(
    size: tuple[int, int] = (640, 480),
    *,
    mode: str = "RGB",
    form: str = "JPEG",
    **more: Any,
) -> bytes:
    """A photo whose corners have four colours, with what a camera notes in it.

    It says that it lies on its side: viewers turn it clockwise by a quarter.
    """
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    width, height = size
    for number, color in enumerate(CORNERS):
        x, y = number % 2 * width // 2, number // 2 * height // 2
        draw.rectangle((x, y, x + width // 2, y + height // 2), color)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Model] = "Camera X"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 22.0, 44.0)
    file = io.BytesIO()
    image.convert(mode).save(file, form, exif=exif, **more)
    return file.getvalue()


def noisy_photo(seed: int = 1, *, side: int = 1200, mode: str = "RGB") -> bytes:
    """A square photo with shapes of all sizes, as real ones have; noted where it was taken.

    PNG if it can be transparent, JPEG otherwise.
    """
    random = Random(seed)
    image = Image.new(mode, (side, side))
    for cells, share in ((6, 0.6), (60, 0.35), (300, 0.25)):
        noise = random.randbytes(cells * cells * len(image.getbands()))
        layer = Image.frombytes(mode, (cells, cells), noise)
        large = layer.resize((side, side), Image.Resampling.BICUBIC)
        image = Image.blend(image, large, share)
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 22.0, 44.0)
    file = io.BytesIO()
    image.save(file, "JPEG" if mode == "RGB" else "PNG", exif=exif)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in *data*."""
    return Image.open(io.BytesIO(data))


def corners(data: bytes) -> list[str]:
    """The names of the colours in the corners of a picture, as in `CORNERS`."""
    image = opened(data).convert("RGB")
    near = image.width // 8
    points = [(x, y) for y in (near, -near) for x in (near, -near)]
    return [_name(image, x % image.width, y % image.height) for x, y in points]


def _name(image: Image.Image, x: int, y: int) -> str:
    pixel: Any = image.getpixel((x, y))
    return min(CORNERS, key=lambda name: dist(CORNERS[name], pixel))
