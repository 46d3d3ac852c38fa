"""Writes raw RGB as a WebP with loss:  webp.py RAW WIDTH HEIGHT FILE

The project's own encoder writes WebP without loss only, which is not what platforms are sent.
"""

import sys
from pathlib import Path

from PIL import Image

raw, width, height, file = sys.argv[1:]
picture = Image.frombytes("RGB", (int(width), int(height)), Path(raw).read_bytes())
picture.save(file, format="WEBP", quality=90, method=4)
