"""Colour profiles put together byte by byte: their numbers are public, and no file is needed.

Version 2 and 4 of the ICC's format. Knows no picture.
"""

import itertools
import struct

# Primaries adapted to D50, as each colour space's definition has them.
DISPLAY_P3 = [(0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)]
ADOBE_RGB = [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)]
D50 = (0.96420, 1.0, 0.82491)


def display_p3() -> bytes:
    """Wider than sRGB, with its curve."""
    return matrix(DISPLAY_P3, parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))


def adobe_rgb() -> bytes:
    """Wider in green, with a plain power."""
    return matrix(ADOBE_RGB, power(563 / 256))


def dark_grey() -> bytes:
    """One channel whose numbers mean much less light than sRGB's."""
    return profile(b"GRAY", b"XYZ ", [(b"wtpt", xyz(D50)), (b"kTRC", power(3.0))])


def inks() -> bytes:
    """Four inks on paper that is a little yellow: a table of five steps an ink, in Lab."""
    table = bytearray()
    steps = [step / 4 for step in range(5)]
    for cyan, magenta, yellow, black in itertools.product(steps, repeat=4):
        light = (1 - 0.45 * cyan) * (1 - 0.52 * magenta) * (1 - 0.08 * yellow) * (1 - 0.86 * black)
        kept = 1 - 0.9 * black
        a = kept * (-36 * cyan + 72 * magenta - 6 * yellow - 30 * cyan * magenta)
        b = 4 + kept * (-46 * cyan - 4 * magenta + 88 * yellow + 8 * cyan * magenta)
        table += struct.pack(">3H", *(round(v) for v in (light * 65280, (a + 128) * 256, (b + 128) * 256)))
    identity = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    head = b"mft2\0\0\0\0" + bytes([4, 3, 5, 0]) + struct.pack(">9i2H", *identity, 2, 2)
    line = struct.pack(">2H", 0, 65535)
    whole = head + line * 4 + bytes(table) + line * 3
    return profile(b"CMYK", b"Lab ", [(b"wtpt", xyz(D50)), (b"A2B0", whole)], kind=b"prtr", version=0x0240_0000)


def matrix(primaries: list, curve: bytes) -> bytes:
    named = [(name, xyz(value)) for name, value in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries)]
    curves = [(name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return profile(b"RGB ", b"XYZ ", [(b"wtpt", xyz(D50)), *named, *curves])


def profile(space: bytes, pcs: bytes, tags: list, kind: bytes = b"mntr", version: int = 0x0440_0000) -> bytes:
    tags = [(b"desc", text("made by code")), (b"cprt", text("CC0")), *tags]
    directory, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags:
        directory += name + struct.pack(">2I", start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    size, made = start + len(body), (2026, 1, 1, 0, 0, 0)
    header = struct.pack(">2I I4s4s4s 6H 4s28x", size, 0, version, kind, space, pcs, *made, b"acsp") + fixed(*D50)
    return header.ljust(128, b"\0") + directory + body


def fixed(*values: float) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def xyz(value: tuple) -> bytes:
    return b"XYZ \0\0\0\0" + fixed(*value)


def power(exponent: float) -> bytes:
    return b"para\0\0\0\0\0\0\0\0" + fixed(exponent)


def parametric(*values: float) -> bytes:
    return b"para\0\0\0\0\0\x03\0\0" + fixed(*values)


def text(words: str) -> bytes:
    plain = words.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">2I2s2s2I", 1, 12, b"en", b"GB", len(plain), 28) + plain
