"""The independent oracle: PDQ by PyPI's `pdqhash` (the reference's C++, what HMA uses).

Reads pictures from standard input, each a line `{"name", "width", "height"}` followed by
3*width*height bytes of RGB; writes `{name: {"hash", "quality"}}` as JSON, one name a line.
It deliberately does not know how the pictures are made, nor what our own code answers.

Needs: pip install pdqhash==0.2.8 numpy
"""

import json
import sys

import numpy
import pdqhash


def main() -> None:
    answers = {}
    while line := sys.stdin.buffer.readline():
        head = json.loads(line)
        width, height = head["width"], head["height"]
        pixels = numpy.frombuffer(sys.stdin.buffer.read(3 * width * height), dtype=numpy.uint8)
        bits, quality = pdqhash.compute(pixels.reshape(height, width, 3))
        number = int("".join(str(bit) for bit in bits), 2)
        answers[head["name"]] = {"hash": f"{number:064x}", "quality": quality}
    json.dump(answers, sys.stdout, indent=2)
    print()


main()
