"""Makes the good files, what eyes must get of each, and the hashes that others take of them.

    make.py good FOLDER             writes the good files
    make.py golden GOOD FOLDER      writes a sheet of five small pictures for each file of GOOD, and the table
    make.py drift GOOD              says which file of GOOD holds another picture than would be written now
    make.py frames GOOD             prints how each frame of each file of GOOD hashes
    make.py hashes                  makes files of other motifs and prints how each hashes; see `hashes`

Needs: pip install pdqhash==0.2.8 pillow numpy
"""

import io
import json
import sys
from pathlib import Path

import numpy
import pdqhash
from PIL import Image

import files
import ladder

# The long edge of a small picture, in pixels; lines are shown twice as large, for they are thin.
CELL = 48
COMMITTED, OTHERS = 0, (1, 2, 3)
TABLE = "golden.gen.json"
BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def main() -> None:
    match sys.argv[1:]:
        case ["good", folder]:
            write_good(Path(folder))
        case ["golden", good, folder]:
            write_golden(Path(good), Path(folder))
        case ["drift", good]:
            print("\n".join(drift(Path(good))))
        case ["frames", good]:
            print(json.dumps({path.name: frame_hashes(path.read_bytes()) for path in sorted(Path(good).iterdir())}))
        case ["hashes"]:
            hashes()
        case _:
            sys.exit(__doc__)


def write_good(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, file in files.pictures(COMMITTED).items():
        (folder / name).write_bytes(file)


def write_golden(good: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    table = {}
    for path in sorted(good.iterdir()):
        file = path.read_bytes()
        made = ladder.renditions(file)
        sizes = {rung: [picture.shape[1], picture.shape[0]] for rung, picture in made.items()}
        table[path.name] = {"frames": frame_hashes(file), "renditions": sizes}
        sheet(made).save(folder / f"{path.name}.png", optimize=True)
    (folder / TABLE).write_text(json.dumps(table, indent=1) + "\n")


def sheet(made: dict) -> Image.Image:
    """The outline at the left; beside it heavy and light, below them grey and colour."""
    cells = {rung: small(picture, CELL * (2 if rung == "outline" else 1)) for rung, picture in made.items()}
    outline, cell = cells["outline"], cells["colour"]
    height, width = cell.shape[:2]
    whole = numpy.zeros((max(outline.shape[0], 2 * height), outline.shape[1] + 2 * width, 3))
    whole[: outline.shape[0], : outline.shape[1]] = outline
    for number, rung in enumerate(["heavy_veil", "light_veil", "grey", "colour"]):
        top, left = number // 2 * height, outline.shape[1] + number % 2 * width
        whole[top : top + height, left : left + width] = cells[rung]
    return Image.fromarray(numpy.clip(numpy.rint(whole), 0, 255).astype(numpy.uint8))


def small(picture: numpy.ndarray, long_edge: int) -> numpy.ndarray:
    """Each pixel the mean of the area it stands for."""
    colour = picture if picture.ndim == 3 else numpy.repeat(picture[..., None], 3, axis=2)
    width, height = ladder.sides(colour.shape[1], colour.shape[0], long_edge)
    across, down = means(colour.shape[1], width), means(colour.shape[0], height)
    return numpy.einsum("yj,jic,xi->yxc", down, colour, across, optimize=True)


def means(length: int, parts: int) -> numpy.ndarray:
    edges = numpy.arange(parts + 1) * length / parts
    ends = numpy.minimum(edges[1:, None], numpy.arange(1, length + 1))
    starts = numpy.maximum(edges[:-1, None], numpy.arange(length))
    return numpy.clip(ends - starts, 0, None) * parts / length


def frame_hashes(file: bytes) -> list:
    """Hash and quality of each frame, by the reference over Pillow's RGB, which is what HMA hashes."""
    with Image.open(io.BytesIO(file)) as picture:
        hashed = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            bits, quality = pdqhash.compute(numpy.asarray(rgb(picture)))
            hashed.append([f"{int(''.join(map(str, bits)), 2):064x}", int(quality)])
        return hashed


def rgb(picture: Image.Image) -> Image.Image:
    """Pillow's RGB, in two cases not as it comes.

    Grey of sixteen bits: Pillow calls all above 255 white, and the hash of a white picture is worth nothing;
    the high byte is taken here, as Pillow takes it of RGB. A TIFF to be turned: Pillow turns this format
    alone when it loads; here it is turned back, since Scrim hashes every format as it is stored.
    """
    turn = picture.tag_v2.get(files.ORIENTATION, 1) if picture.format == "TIFF" else 1
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray((numpy.asarray(picture) >> 8).astype(numpy.uint8))
    pixels = picture.convert("RGB")
    return pixels.transpose(BACK[turn]) if turn in BACK else pixels


def hashes() -> None:
    """Each file as a line `{"name", "bytes", "frames"}` followed by that many bytes."""
    for motif in OTHERS:
        for name, file in files.pictures(motif).items():
            head = {"name": f"{motif}/{name}", "bytes": len(file), "frames": frame_hashes(file)}
            sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + file)


def drift(good: Path) -> list:
    made = files.pictures(COMMITTED)
    names = {path.name for path in good.iterdir()}
    both = sorted(names & set(made))
    return sorted(names ^ set(made)) + [name for name in both if not alike(made[name], (good / name).read_bytes())]


def alike(one: bytes, other: bytes) -> bool:
    """The same pictures, however well two versions of an encoder packed them."""
    ours, theirs = (ladder.seen(file) for file in (one, other))
    return ours.shape == theirs.shape and abs(ours - theirs).mean() < 0.5


main()
