"""The ladder a second time, written from its description and sharing no code with the product:
Pillow decodes, LittleCMS turns colours into sRGB, a blur is a true Gaussian.

Everything is kept in floating point until the end. Knows no hash.
"""

import functools
import io

import numpy
from PIL import Image, ImageCms, ImageOps

GROUND = 128
LOOK, DRAWN, LIGHT, HEAVY = 1600, 800, 800, 400
LIGHT_SHARE, HEAVY_SHARE = 0.03, 0.08
FINE_SHARE, WIDER = 0.0026, 1.6
FAINT, FULL, PAPER, LINE = 200 / 256, 1100 / 256, 244, 30
MOST_FRAMES, THUMB, DIFFERENT, GAP = 9, 16, 10, 6


def renditions(file: bytes) -> dict:
    """Every rung's picture: two axes of grey, or three with colour."""
    colour = fitted(seen(file), LOOK)
    grey = colour @ [0.299, 0.587, 0.114]
    return {
        "heavy_veil": blurred(scaled(grey, HEAVY), HEAVY_SHARE),
        "light_veil": blurred(scaled(grey, LIGHT), LIGHT_SHARE),
        "outline": drawing(scaled(grey, DRAWN)),
        "grey": grey,
        "colour": colour,
    }


def seen(file: bytes) -> numpy.ndarray:
    """What eyes get of a file: upright, sRGB, over grey; of several frames their sheet."""
    with Image.open(io.BytesIO(file)) as picture:
        count = getattr(picture, "n_frames", 1)
        frames = []
        for number in range(count):
            picture.seek(number)
            frames.append(over_ground(picture.copy() if count > 1 else picture))
        return sheet(frames) if count > 1 else frames[0]


def over_ground(picture: Image.Image) -> numpy.ndarray:
    # Pillow turns a TIFF by itself, and forgets that it was to be turned.
    picture = ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I;16"):
        grey = numpy.asarray(picture).astype(int) >> 8
        return numpy.repeat(grey[..., None], 3, axis=2).astype(float)
    if profile:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        picture = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    elif picture.mode == "CMYK":
        left = 255.0 - numpy.asarray(picture)
        return left[..., :3] * left[..., 3:] / 255
    pixels = numpy.asarray(picture.convert("RGBA")).astype(float)
    share = pixels[..., 3:] / 255
    return numpy.rint(pixels[..., :3] * share + GROUND * (1 - share))


def sheet(frames: list) -> numpy.ndarray:
    """The frames that differ from all before them, side by side."""
    kept, thumbs = [], []
    for frame in frames:
        thumb = resized(frame, (THUMB, THUMB))
        if len(kept) < MOST_FRAMES and all(abs(thumb - other).mean() >= DIFFERENT for other in thumbs):
            kept.append(frame)
            thumbs.append(thumb)
    if len(kept) == 1:
        return kept[0]
    columns = 2 if len(kept) <= 4 else 3
    rows = -(-len(kept) // columns)
    height, width, _ = kept[0].shape
    whole = numpy.full((rows * (height + GAP) - GAP, columns * (width + GAP) - GAP, 3), float(GROUND))
    for number, frame in enumerate(kept):
        top, left = number // columns * (height + GAP), number % columns * (width + GAP)
        whole[top : top + height, left : left + width] = resized(frame, (width, height))
    return whole


def drawing(grey: numpy.ndarray) -> numpy.ndarray:
    """Dark lines where the wider Gaussian is above the finer one."""
    difference = blurred(grey, FINE_SHARE * WIDER) - blurred(grey, FINE_SHARE)
    strength = (numpy.clip(difference, FAINT, FULL) - FAINT) / (FULL - FAINT)
    return PAPER - strength * (PAPER - LINE)


def blurred(grey: numpy.ndarray, share: float) -> numpy.ndarray:
    height, width = grey.shape
    deviation = max(max(height, width) * share, 1.0)
    return gaussian(height, deviation) @ grey @ gaussian(width, deviation).T


@functools.cache
def gaussian(length: int, deviation: float) -> numpy.ndarray:
    """The blur of a row as a matrix; what lies beyond its ends is the row mirrored."""
    matrix = numpy.zeros((length, length))
    reach = int(numpy.ceil(deviation * 5))
    at = numpy.arange(length)
    for away in range(-reach, reach + 1):
        place = (at + away) % (2 * length)
        place = numpy.minimum(place, 2 * length - 1 - place)
        numpy.add.at(matrix, (at, place), numpy.exp(-0.5 * (away / deviation) ** 2))
    return matrix / matrix.sum(axis=1, keepdims=True)


def fitted(picture: numpy.ndarray, long_edge: int) -> numpy.ndarray:
    return scaled(picture, long_edge) if max(picture.shape[:2]) > long_edge else picture


def scaled(picture: numpy.ndarray, long_edge: int) -> numpy.ndarray:
    return resized(picture, sides(picture.shape[1], picture.shape[0], long_edge))


def sides(width: int, height: int, long_edge: int) -> tuple:
    """The long one exactly, the short one rounded."""
    longest = max(width, height)
    return tuple(max(1, (2 * side * long_edge + longest) // (2 * longest)) for side in (width, height))


def resized(picture: numpy.ndarray, size: tuple) -> numpy.ndarray:
    if picture.ndim == 3:
        return numpy.stack([resized(picture[..., channel], size) for channel in range(3)], axis=2)
    return numpy.asarray(Image.fromarray(picture.astype(numpy.float32)).resize(size, Image.Resampling.HAMMING))
