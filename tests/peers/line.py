"""What every Python peer shares: the line protocol, the clock, the hash, and what is to be made.

A request is a line of JSON on standard input, its answer a line on standard output:

    {"do": "ingest" | "renditions", "file", "long_edge_px", "size_px": [w, h], "keep": folder | null}
    {"do": "hash", "file": raw RGB, "size_px": [w, h]}

A file is read before the clock starts, and what was made is written to `keep` after it stopped.
It deliberately does not know what it is compared with.
"""

import json
import sys
import time
from pathlib import Path

import numpy
import pdqhash

# As in crates/media/src/rendition/settings.rs and outline.rs.
LOOK_PX, OUTLINE_PX, LIGHT_PX, HEAVY_PX = 1600, 800, 800, 400
LIGHT_SIGMA, HEAVY_SIGMA = 0.03 * LIGHT_PX, 0.08 * HEAVY_PX
FINE_SIGMA, WIDE_SIGMA = 2.45, 3.46
PAPER, LINE, FAINT, FULL = 244, 30, 200 / 256, 1100 / 256
JPEG_QUALITY, PNG_LEVEL = 85, 1

# The greys of an outline by how much darker the finer blur is, in levels.
STROKES = [
    round(PAPER - (min(max(step, FAINT), FULL) - FAINT) * (PAPER - LINE) / (FULL - FAINT))
    for step in range(256)
]

_hash = {}


def fitted(size, long_edge):
    """Sides of which the longer one is `long_edge`."""
    longest = max(size)
    return tuple(max(1, (side * long_edge + longest // 2) // longest) for side in size)


def shrink(long_edge, factors=(8, 4, 2)):
    """By how much a decoder may reduce so that no look has to be enlarged."""
    return next((factor for factor in factors if long_edge // factor >= LOOK_PX), 1)


def hashed(pixels):
    """Hashes RGB at full size, and keeps how long that took."""
    began = time.perf_counter()
    bits, quality = pdqhash.compute(pixels)
    _hash["hash_ms"] = (time.perf_counter() - began) * 1_000
    number = int("".join(str(bit) for bit in bits), 2)
    _hash.update(pdq=f"{number:064x}", quality=quality)


def serve(version, ingest, renditions):
    """Answers until standard input ends. Both functions take a file's bytes and the request."""
    print(json.dumps({"ready": True, "version": version}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        data = Path(request["file"]).read_bytes()
        _hash.clear()
        if request["do"] == "hash":
            width, height = request["size_px"]
            hashed(numpy.frombuffer(data, numpy.uint8).reshape(height, width, 3))
            answer = dict(_hash)
        else:
            answer = measured({"ingest": ingest, "renditions": renditions}[request["do"]], data, request)
        print(json.dumps(answer), flush=True)


def measured(work, data, request):
    """The time of one piece of work; the pictures are heavy veil, light veil, outline, grey, colour."""
    began, cpu = time.perf_counter(), time.process_time()
    pictures = work(data, request)
    ended, cpu_ended = time.perf_counter(), time.process_time()
    for name, picture in zip(["heavy_veil", "light_veil", "outline", "grey", "colour"], pictures):
        if request["keep"]:
            Path(request["keep"], name).write_bytes(picture)
    times = {"ms": (ended - began) * 1_000, "cpu_ms": (cpu_ended - cpu) * 1_000}
    return {**times, **_hash, "bytes": [len(picture) for picture in pictures]}
