"""libvips as a peer, by pyvips. Its shortcuts: a JPEG or WebP reduced while it is decoded where no
hash is wanted, one thread and no cache of results."""

import numpy
import pyvips

import line

pyvips.cache_set_max(0)

LUMA = [[0.299, 0.587, 0.114]]


def ingest(data, request):
    picture = pyvips.Image.new_from_buffer(data, "", access="sequential")
    memory = picture.write_to_memory()
    width, height = picture.width, picture.height
    line.hashed(numpy.frombuffer(memory, numpy.uint8).reshape(height, width, 3))
    return pictures(pyvips.Image.new_from_memory(memory, width, height, 3, "uchar"))


def renditions(data, request):
    options = {"access": "sequential"}
    if request["file"].endswith(".jpg"):
        options["shrink"] = line.shrink(request["long_edge_px"])
    if request["file"].endswith(".webp"):
        options["scale"] = min(1, line.LOOK_PX / request["long_edge_px"])
    return pictures(pyvips.Image.new_from_buffer(data, "", **options))


def pictures(picture):
    colour = picture
    if max(picture.width, picture.height) > line.LOOK_PX:
        colour = resized(picture, line.LOOK_PX)
    colour = colour.copy_memory()
    grey = (colour.recomb(LUMA) + 0.5).cast("uchar").copy_memory()
    drawn = resized(grey, line.OUTLINE_PX).copy_memory()
    heavy = resized(drawn, line.HEAVY_PX).copy_memory()
    return [
        png(heavy.gaussblur(line.HEAVY_SIGMA)),
        png(drawn.gaussblur(line.LIGHT_SIGMA)),
        png(outline(drawn)),
        jpeg(grey),
        jpeg(colour),
    ]


def resized(picture, long_edge):
    width, height = line.fitted((picture.width, picture.height), long_edge)
    return picture.resize(width / picture.width, vscale=height / picture.height, kernel="linear")


def outline(grey):
    difference = grey.gaussblur(line.WIDE_SIGMA) - grey.gaussblur(line.FINE_SIGMA)
    return difference.cast("uchar").maplut(STROKES)


def png(picture):
    return picture.pngsave_buffer(compression=line.PNG_LEVEL)


def jpeg(picture):
    return picture.jpegsave_buffer(Q=line.JPEG_QUALITY)


STROKES = pyvips.Image.new_from_memory(bytes(line.STROKES), 256, 1, 1, "uchar")
version = ".".join(str(pyvips.version(part)) for part in range(3))
line.serve(f"libvips {version} by pyvips {pyvips.__version__}", ingest, renditions)
