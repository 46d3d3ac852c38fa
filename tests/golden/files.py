"""Writes the good files: every format and variant that is read, each with a drawn picture in it.

Pillow encodes what it can; the rest is put together here. `pictures` makes them of other motifs too,
so that hashes are compared over more than what is committed. Knows nothing of what comes of a file.
"""

import io
import struct
import zlib

import numpy
from PIL import Image

import profiles
from scene import draw, veil_of_alpha

SIZE = (141, 95)
SMALL = (97, 71)
ORIENTATION = 0x0112


def pictures(motif: int) -> dict:
    """Every file by its name, the motifs counted from `motif`."""
    files, number = {}, motif * 100
    for name, maker in all_makers().items():
        files[name] = maker(number)
        number += 1
    return files


def all_makers() -> dict:
    return jpegs() | pngs() | webps() | gifs() | tiffs() | others()


def jpegs() -> dict:
    made = {
        "jpeg-420.jpg": rgb(subsampling=2),
        "jpeg-422.jpg": rgb(subsampling=1),
        "jpeg-444.jpg": rgb(subsampling=0),
        "jpeg-even.jpg": rgb(size=(160, 96), subsampling=2),
        "jpeg-poor.jpg": rgb(quality=35, subsampling=2),
        "jpeg-progressive.jpg": rgb(subsampling=2, progressive=True),
        "jpeg-large.jpg": rgb(size=(1801, 1213), quality=60, subsampling=2),
        "jpeg-grey.jpg": lambda n: saved(image(n).convert("L"), "JPEG", quality=90),
        "jpeg-grey-profile.jpg": lambda n: saved(
            image(n).convert("L"), "JPEG", quality=90, icc_profile=profiles.dark_grey()
        ),
        "jpeg-display-p3.jpg": rgb(subsampling=0, icc_profile=profiles.display_p3()),
        "jpeg-adobe-rgb.jpg": rgb(subsampling=2, icc_profile=profiles.adobe_rgb()),
        "jpeg-cmyk.jpg": lambda n: saved(inked(n), "JPEG", quality=90),
        "jpeg-cmyk-profile.jpg": lambda n: saved(inked(n), "JPEG", quality=90, icc_profile=profiles.inks()),
    }
    for turn in range(2, 9):
        made[f"jpeg-turned-{turn}.jpg"] = rgb(subsampling=2, exif=turned(turn))
    return made


def pngs() -> dict:
    return {
        "png-rgb.png": lambda n: saved(image(n), "PNG", optimize=True),
        "png-grey.png": lambda n: saved(image(n).convert("L"), "PNG", optimize=True),
        "png-grey-alpha.png": lambda n: saved(clear(n).convert("LA"), "PNG", optimize=True),
        "png-bilevel.png": lambda n: saved(image(n).convert("1"), "PNG", optimize=True),
        "png-alpha.png": lambda n: saved(clear(n), "PNG", optimize=True),
        "png-palette.png": lambda n: saved(few(n), "PNG", optimize=True),
        "png-palette-alpha.png": lambda n: saved(few(n), "PNG", optimize=True, transparency=holes(few(n))),
        "png-rgb-16.png": lambda n: sixteen_bit_png(deep(n)),
        "png-grey-16.png": lambda n: sixteen_bit_png(deep(n)[..., :1]),
        "png-display-p3.png": lambda n: saved(image(n), "PNG", optimize=True, icc_profile=profiles.display_p3()),
        "png-turned-5.png": lambda n: saved(image(n), "PNG", optimize=True, exif=turned(5)),
        "png-animated.png": lambda n: film(n, "PNG", disposal=[0, 1, 0, 2], blend=[0, 1, 1, 0]),
        "png-stand-in.png": lambda n: film(n, "PNG", default_image=True),
    }


def webps() -> dict:
    return {
        "webp-lossy.webp": lambda n: saved(image(n), "WEBP", quality=80),
        "webp-lossless.webp": lambda n: saved(image(n), "WEBP", lossless=True),
        "webp-lossy-alpha.webp": lambda n: saved(clear(n), "WEBP", quality=80, exact=True),
        "webp-lossless-alpha.webp": lambda n: saved(clear(n), "WEBP", lossless=True, exact=True),
        "webp-adobe-rgb.webp": lambda n: saved(image(n), "WEBP", lossless=True, icc_profile=profiles.adobe_rgb()),
        "webp-turned-6.webp": lambda n: saved(image(n), "WEBP", quality=80, exif=turned(6)),
        "webp-animated.webp": lambda n: film(n, "WEBP", lossless=True),
        "webp-animated-lossy.webp": lambda n: film(n, "WEBP", quality=80),
    }


def gifs() -> dict:
    return {
        "gif-still.gif": lambda n: saved(few(n), "GIF"),
        "gif-transparent.gif": lambda n: saved(few(n), "GIF", transparency=7),
        "gif-animated.gif": lambda n: film(n, "GIF", disposal=1),
        "gif-cleared.gif": lambda n: film(n, "GIF", disposal=2),
    }


def tiffs() -> dict:
    return {
        "tiff-rgb.tif": lambda n: saved(image(n, SMALL), "TIFF"),
        "tiff-rgb-16.tif": lambda n: sixteen_bit_tiff(deep(n)),
        "tiff-lzw.tif": lambda n: saved(image(n), "TIFF", compression="tiff_lzw"),
        "tiff-deflate.tif": lambda n: saved(image(n), "TIFF", compression="tiff_adobe_deflate"),
        "tiff-grey.tif": lambda n: saved(image(n).convert("L"), "TIFF", compression="tiff_lzw"),
        "tiff-bilevel.tif": lambda n: saved(image(n).convert("1"), "TIFF"),
        "tiff-palette.tif": lambda n: saved(few(n), "TIFF", compression="tiff_lzw"),
        "tiff-alpha.tif": lambda n: saved(clear(n), "TIFF", compression="tiff_lzw"),
        "tiff-cmyk.tif": lambda n: saved(inked(n), "TIFF", compression="tiff_lzw"),
        "tiff-display-p3.tif": lambda n: saved(
            image(n), "TIFF", compression="tiff_lzw", icc_profile=profiles.display_p3()
        ),
        "tiff-turned-7.tif": lambda n: saved(image(n), "TIFF", compression="tiff_lzw", tiffinfo={ORIENTATION: 7}),
        "tiff-pages.tif": lambda n: saved(
            image(n, SMALL), "TIFF", compression="tiff_lzw", save_all=True, append_images=unlike(n)[1:]
        ),
    }


def others() -> dict:
    return {
        "bmp-rgb.bmp": lambda n: saved(image(n, SMALL), "BMP"),
        "bmp-palette.bmp": lambda n: saved(few(n), "BMP"),
        "ico-png.ico": lambda n: saved(clear(n, (96, 96)), "ICO", sizes=[(32, 32), (96, 96)]),
        "ico-bmp.ico": lambda n: saved(clear(n, (64, 64)), "ICO", sizes=[(64, 64)], bitmap_format="bmp"),
    }


def rgb(size: tuple = SIZE, quality: int = 90, **how):
    return lambda n: saved(image(n, size), "JPEG", quality=quality, **how)


def image(number: int, size: tuple = SIZE) -> Image.Image:
    return Image.fromarray(draw(number, *size))


def clear(number: int, size: tuple = SIZE) -> Image.Image:
    """With transparency, and with colours where nothing is seen of them."""
    alpha = veil_of_alpha(number, *size)[..., None]
    return Image.fromarray(numpy.concatenate([draw(number, *size), alpha], axis=2))


def few(number: int) -> Image.Image:
    """In forty colours by index."""
    return image(number).quantize(40, dither=Image.Dither.NONE)


def holes(picture: Image.Image) -> bytes:
    """Transparency by index, from none to all."""
    return bytes((index * 53) % 256 for index in range(len(picture.getpalette()) // 3))


def inked(number: int) -> Image.Image:
    """Four inks with some black taken out of the three others."""
    left = draw(number, *SIZE).astype(int)
    black = (255 - left.max(axis=2, keepdims=True)) * 2 // 3
    return Image.fromarray(numpy.concatenate([255 - left - black, black], axis=2).astype(numpy.uint8), "CMYK")


def deep(number: int) -> numpy.ndarray:
    """Sixteen bits a channel, of which the low ones tell whether they are cut off or rounded."""
    shallow = draw(number, *SMALL).astype(numpy.uint16)
    y, x = numpy.mgrid[0 : SMALL[1], 0 : SMALL[0]]
    return shallow * 256 + ((x * 5 + y * 3) % 256).astype(numpy.uint16)[..., None]


def unlike(number: int) -> list:
    """Four pictures that are no two alike."""
    return [image(number + 1000 * step, SMALL) for step in range(4)]


def film(number: int, kind: str, **how) -> bytes:
    """Four frames: a picture, the same with a disc moved on it twice, another picture."""
    first, *_, last = unlike(number)
    frames = [first]
    for step in (1, 2):
        frame = numpy.array(frames[-1])
        y, x = numpy.mgrid[0 : SMALL[1], 0 : SMALL[0]]
        frame[(x - 25 * step) ** 2 + (y - 30) ** 2 < 300] = (250 - 120 * step, 40 + 90 * step, 20 * step)
        frames.append(Image.fromarray(frame))
    frames.append(last)
    if kind == "GIF":
        frames = [frame.quantize(40, dither=Image.Dither.NONE) for frame in frames]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80, loop=0, **how)


def turned(value: int) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = value
    return exif.tobytes()


def saved(picture: Image.Image, kind: str, **how) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def sixteen_bit_png(samples: numpy.ndarray) -> bytes:
    height, width, channels = samples.shape
    rows = samples.astype(">u2").reshape(height, -1).view(numpy.uint8).astype(int)
    # Each row as what it has more than the row above: filter 2.
    more = (rows - numpy.vstack([numpy.zeros_like(rows[:1]), rows[:-1]])) % 256
    raw = b"".join(b"\2" + bytes(row.tolist()) for row in more)
    header = struct.pack(">2I5B", width, height, 16, 0 if channels == 1 else 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    sealed = (struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(sealed)


def sixteen_bit_tiff(samples: numpy.ndarray) -> bytes:
    height, width, channels = samples.shape
    data = zlib.compress(samples.astype("<u2").tobytes(), 9)
    data += bytes(len(data) % 2)
    bits = 8 + len(data)
    entries = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, channels, bits), (259, 3, 1, 8), (262, 3, 1, 2),
        (273, 4, 1, 8), (277, 3, 1, channels), (278, 4, 1, height), (279, 4, 1, len(data)), (284, 3, 1, 1),
    ]  # fmt: skip
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<2H2I", *entry) for entry in entries)
    head = b"II*\0" + struct.pack("<I", bits + 2 * channels)
    return head + data + struct.pack(f"<{channels}H", *[16] * channels) + directory + bytes(4)
