"""Pillow as a peer. Its shortcuts: a JPEG decoded at 1/2, 1/4 or 1/8 (`draft`) where no hash is
wanted, whole steps of reduction before the fine one, blurs that are boxes."""

from io import BytesIO

import numpy
import PIL
from PIL import Image, ImageChops, ImageFilter

import line


def ingest(data, request):
    picture = Image.open(BytesIO(data)).convert("RGB")
    line.hashed(numpy.asarray(picture))
    return pictures(picture)


def renditions(data, request):
    picture = Image.open(BytesIO(data))
    picture.draft("RGB", line.fitted(picture.size, line.LOOK_PX))
    return pictures(picture.convert("RGB"))


def pictures(picture):
    colour = picture
    if max(picture.size) > line.LOOK_PX:
        size = line.fitted(picture.size, line.LOOK_PX)
        colour = picture.resize(size, Image.Resampling.HAMMING, reducing_gap=1)
    grey = colour.convert("L")
    drawn = grey.resize(line.fitted(grey.size, line.OUTLINE_PX), Image.Resampling.HAMMING, reducing_gap=1)
    heavy = drawn.resize(line.fitted(drawn.size, line.HEAVY_PX), Image.Resampling.HAMMING, reducing_gap=1)
    return [
        png(heavy.filter(ImageFilter.GaussianBlur(line.HEAVY_SIGMA))),
        png(drawn.filter(ImageFilter.GaussianBlur(line.LIGHT_SIGMA))),
        png(outline(drawn)),
        jpeg(grey),
        jpeg(colour),
    ]


def outline(grey):
    fine = grey.filter(ImageFilter.GaussianBlur(line.FINE_SIGMA))
    wide = grey.filter(ImageFilter.GaussianBlur(line.WIDE_SIGMA))
    return ImageChops.subtract(wide, fine).point(line.STROKES)


def png(picture):
    return saved(picture, format="PNG", compress_level=line.PNG_LEVEL)


def jpeg(picture):
    return saved(picture, format="JPEG", quality=line.JPEG_QUALITY)


def saved(picture, **options):
    file = BytesIO()
    picture.save(file, **options)
    return file.getvalue()


line.serve(f"Pillow {PIL.__version__}", ingest, renditions)
