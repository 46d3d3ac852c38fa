"""Draws the app icon: crossing threads of gauze, and one square through which light comes.

Standard library only, same bytes on every run:  python3 icons/draw.py
"""

import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
GROUND = (30, 42, 56)
THREAD = (122, 148, 168)
CROSSING = (190, 208, 220)
LIGHT = (240, 196, 120)
THREADS = 5
OVERSAMPLED = 4


def colour(x, y):
    """The colour at a point, both axes from 0 to 1; none outside the rounded square."""
    margin, radius = 0.04, 0.20
    dx = max(margin + radius - x, x - (1 - margin - radius), 0)
    dy = max(margin + radius - y, y - (1 - margin - radius), 0)
    if dx * dx + dy * dy > radius * radius:
        return None
    u = (x - margin) / (1 - 2 * margin) * THREADS
    v = (y - margin) / (1 - 2 * margin) * THREADS
    along, across = abs(u % 1 - 0.5) < 0.17, abs(v % 1 - 0.5) < 0.17
    if along and across:
        return CROSSING
    if along or across:
        return THREAD
    if 2 < u + 0.5 < 3 and 2 < v + 0.5 < 3:
        return LIGHT
    return GROUND


def pixel(x, y, size):
    steps = [(step + 0.5) / OVERSAMPLED for step in range(OVERSAMPLED)]
    found = [colour((x + i) / size, (y + j) / size) for i in steps for j in steps]
    inside = [one for one in found if one]
    if not inside:
        return (0, 0, 0, 0)
    mean = tuple(round(sum(channel) / len(inside)) for channel in zip(*inside))
    return (*mean, round(255 * len(inside) / len(found)))


def png(size):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(x, y, size)) for x in range(size)) for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def ico(images):
    head, body, offset = struct.pack("<HHH", 0, 1, len(images)), b"", 6 + 16 * len(images)
    for size, image in images:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        body += image
        offset += len(image)
    return head + body


def icns(images):
    kinds = {128: b"ic07", 256: b"ic08", 512: b"ic09"}
    parts = [kinds[size] + struct.pack(">I", 8 + len(image)) + image for size, image in images]
    return b"icns" + struct.pack(">I", 8 + sum(map(len, parts))) + b"".join(parts)


def main():
    drawn = {size: png(size) for size in (16, 32, 48, 128, 256, 512)}
    names = {"32x32.png": 32, "128x128.png": 128, "128x128@2x.png": 256, "icon.png": 512}
    for name, size in names.items():
        (HERE / name).write_bytes(drawn[size])
    (HERE / "icon.ico").write_bytes(ico([(size, drawn[size]) for size in (16, 32, 48, 256)]))
    (HERE / "icon.icns").write_bytes(icns([(size, drawn[size]) for size in (128, 256, 512)]))


if __name__ == "__main__":
    main()
