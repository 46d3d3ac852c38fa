"""Draws the pictures of the good files: soft ramps, hard shapes, fine strokes.

A picture is a function of its number and size, in whole numbers where it matters, so that every
machine draws the same. No two corners are alike: a picture that is turned or mirrored is another.
"""

import numpy


# Colours stay this far from grey, so that a JPEG's rarely lie beyond RGB.
STRENGTH = 0.6


def draw(number: int, width: int, height: int) -> numpy.ndarray:
    """Red, green and blue, 8 bits each, as `height × width × 3`."""
    dice = Dice(number)
    y, x = numpy.mgrid[0:height, 0:width]
    across, down = x / max(width - 1, 1), y / max(height - 1, 1)
    corners = [[dice.between(30, 225) for _ in range(3)] for _ in range(4)]
    picture = numpy.zeros((height, width, 3))
    for corner, (u, v) in zip(corners, [(1 - across, 1 - down), (across, 1 - down), (1 - across, down), (across, down)]):
        picture += numpy.array(corner) * (u * v)[..., None]
    for _ in range(7):
        shape = blob(dice, across, down, width / height)
        picture[shape] = [dice.between(0, 255) for _ in range(3)]
    # Strokes finer than anything a veil may keep, in one quarter alone.
    fine = (across > 0.55) & (down < 0.4) & (((x + 2 * y) // 3) % 2 == 0)
    picture[fine] *= 0.45
    return numpy.clip(numpy.rint(128 + (picture - 128) * STRENGTH), 0, 255).astype(numpy.uint8)


def veil_of_alpha(number: int, width: int, height: int) -> numpy.ndarray:
    """Transparency: clear at one side, nothing at the other, a hole."""
    y, x = numpy.mgrid[0:height, 0:width]
    ramp = numpy.clip((x * 380) // max(width, 1) - 40, 0, 255)
    hole = (x - width // 3) ** 2 + (y - (number + 2) * height // (number + 5)) ** 2 < (height // 5) ** 2
    return numpy.where(hole, 0, ramp).astype(numpy.uint8)


def blob(dice: "Dice", across: numpy.ndarray, down: numpy.ndarray, aspect: float) -> numpy.ndarray:
    """A disc or a leaning bar."""
    u, v = across - dice.between(5, 95) / 100, (down - dice.between(5, 95) / 100) / aspect
    if dice.between(0, 1):
        return u * u + v * v < (dice.between(6, 22) / 100) ** 2
    lean = dice.between(-9, 9) / 10
    return (abs(u + lean * v) < dice.between(3, 9) / 100) & (abs(v - lean * u) < dice.between(10, 40) / 100)


class Dice:
    """The same numbers on every machine."""

    def __init__(self, seed: int) -> None:
        self.state = (seed * 2_654_435_761 + 88_172_645_463_325_252) % 2**64

    def between(self, least: int, most: int) -> int:
        self.state = (self.state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        return least + (self.state >> 33) % (most - least + 1)
