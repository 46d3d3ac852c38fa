"""faiss as a peer of the index: exact over all hashes, or by the tables that `threatexchange` uses. Not called by its name,
which would hide the library behind this file.

    {"do": "load", "file": hashes of 32 bytes each, "index": "flat" | "multi"}   -> {"ms"}
    {"do": "search", "queries": [64 hex digits], "radius": bits}                 -> {"ms": [...], "found": [...], "sum": [...]}

`found` is how many lie within the radius, `sum` the sum of their places. It deliberately does not know what it is
compared with.
"""

import json
import sys
import time

import faiss
import numpy

faiss.omp_set_num_threads(1)
BITS, TABLES, CHUNK, FLIPS = 256, 16, 16, 1


def load(request):
    hashes = numpy.fromfile(request["file"], numpy.uint8).reshape(-1, BITS // 8)
    began = time.perf_counter()
    if request["index"] == "flat":
        index = faiss.IndexBinaryFlat(BITS)
    else:
        # As PDQMultiHashIndex of `threatexchange` makes it.
        index = faiss.IndexBinaryMultiHash(BITS, TABLES, CHUNK)
        index.nflip = FLIPS
    index.add(hashes)
    return index, {"ms": (time.perf_counter() - began) * 1_000}


def search(index, request):
    answer = {"ms": [], "found": [], "sum": []}
    for query in request["queries"]:
        wanted = numpy.frombuffer(bytes.fromhex(query), numpy.uint8).reshape(1, -1)
        began = time.perf_counter()
        # faiss answers what is nearer than the radius.
        _, _, places = index.range_search(wanted, request["radius"] + 1)
        answer["ms"].append((time.perf_counter() - began) * 1_000)
        answer["found"].append(len(places))
        answer["sum"].append(int(places.sum()))
    return answer


print(json.dumps({"ready": True, "version": faiss.__version__}), flush=True)
INDEX = None
for line in sys.stdin:
    asked = json.loads(line)
    if asked["do"] == "load":
        INDEX, told = load(asked)
    else:
        told = search(INDEX, asked)
    print(json.dumps(told), flush=True)
