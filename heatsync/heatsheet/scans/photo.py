"""A photo of a posted sheet (JPEG, PNG or HEIC) becomes a picture. The only file that decodes photos."""

import io

import numpy as np
import pi_heif
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

from heatsync.heatsheet.scans.picture import Picture
from heatsync.heatsheet.unreadable import Unreadable

_MOST_PIXELS = 60_000_000
"""More than a phone takes; it is looked at before anything is decoded."""
_LONGEST_SIDE = 2600
"""Pixels; that many show the print of a whole sheet."""
_FORMATS = (JpegImagePlugin.JpegImageFile.format, PngImagePlugin.PngImageFile.format, "HEIF")

Image.init()  # else modules are loaded when the first photo is opened, and a locked child can load none
pi_heif.register_heif_opener()


def picture_of(photo: bytes) -> Picture:
    """The photo, upright as its camera says. Raises Unreadable: TOO_COMPLEX, or INVALID_PDF where it is damaged."""
    try:
        with Image.open(io.BytesIO(photo), formats=[name for name in _FORMATS if name]) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Unreadable("TOO_COMPLEX")
            image.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            return _grey(image)
    except Image.DecompressionBombError as error:
        raise Unreadable("TOO_COMPLEX") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("INVALID_PDF") from error


def _grey(image: Image.Image) -> Picture:
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
    grey = upright.convert("L")
    grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.BICUBIC)
    return np.asarray(grey)
