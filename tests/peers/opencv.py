"""OpenCV as a peer. Its shortcuts: a JPEG decoded at 1/2, 1/4 or 1/8 where no hash is wanted, its own
order of colours kept, reductions by whole steps before the fine one, blurs by boxes."""

import math

import cv2
import numpy

import line

cv2.setNumThreads(1)

REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


def decode(data, reduced):
    return cv2.imdecode(numpy.frombuffer(data, numpy.uint8), REDUCED[reduced] | cv2.IMREAD_IGNORE_ORIENTATION)


def ingest(data, request):
    pixels = decode(data, 1)
    line.hashed(pixels[:, :, ::-1])
    return pictures(pixels)


def renditions(data, request):
    jpeg = request["file"].endswith(".jpg")
    return pictures(decode(data, line.shrink(request["long_edge_px"]) if jpeg else 1))


def pictures(pixels):
    colour = resized(pixels, line.LOOK_PX, shrinks_only=True)
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    drawn = resized(grey, line.OUTLINE_PX)
    heavy = resized(drawn, line.HEAVY_PX)
    return [
        png(veiled(heavy, line.HEAVY_SIGMA)),
        png(veiled(drawn, line.LIGHT_SIGMA)),
        png(outline(drawn)),
        jpeg(grey),
        jpeg(colour),
    ]


def resized(pixels, long_edge, shrinks_only=False):
    height, width = pixels.shape[:2]
    whole = max(width, height) // long_edge
    if whole > 1:
        width, height = width // whole, height // whole
        pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
    if max(width, height) == long_edge or (shrinks_only and max(width, height) < long_edge):
        return pixels
    return cv2.resize(pixels, line.fitted((width, height), long_edge), interpolation=cv2.INTER_LINEAR)


def veiled(grey, sigma):
    """A Gaussian by three boxes, whose cost does not grow with the blur."""
    side = 2 * math.ceil((math.sqrt(4 * sigma * sigma + 1) - 1) / 2) + 1
    for _ in range(3):
        grey = cv2.blur(grey, (side, side), borderType=cv2.BORDER_REFLECT)
    return grey


def outline(grey):
    fine = cv2.GaussianBlur(grey, (0, 0), line.FINE_SIGMA)
    wide = cv2.GaussianBlur(grey, (0, 0), line.WIDE_SIGMA)
    return cv2.LUT(cv2.subtract(wide, fine), numpy.array(line.STROKES, numpy.uint8))


def png(grey):
    return cv2.imencode(".png", grey)[1].tobytes()


def jpeg(pixels):
    return cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, line.JPEG_QUALITY])[1].tobytes()


line.serve(f"OpenCV {cv2.__version__}", ingest, renditions)
