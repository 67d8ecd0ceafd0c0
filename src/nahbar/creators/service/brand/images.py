"""Pictures in the workspace, measured: inside the folder `files` only, of bounded size, and never kept in another form.

A picture is data from outside. Its path must stay inside, its bytes and pixels are counted before it is decoded, and
whatever the decoder refuses is left out.
"""

from __future__ import annotations

import functools
import io
import struct
from pathlib import Path
from typing import Any

import numpy as np

from nahbar.creators.fit.contracts import ImageLook
from nahbar.creators.fit.palette import measure_look
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
FORMATS = ("JPEG", "PNG", "WEBP")
# Cameras of phones make 12 to 50 million pixels; platforms keep far fewer.
MOST_BYTES, MOST_PIXELS = 20_000_000, 60_000_000
MEASURED_SIDE = 256
REMEMBERED = 20_000


def look_of(house: House, media_path: str) -> ImageLook | None:
    """Return the measures of a post's picture under `files/`; None where there is none that may be read."""
    path = inside(house.workspace.files, media_path)
    if path is None:
        return None
    state = path.stat()
    return _measured(path, state.st_size, state.st_mtime_ns)


def inside(folder: Path, media_path: str) -> Path | None:
    """Return the file that a path names inside a folder; None for other endings, ways out and what is not there."""
    if not media_path.casefold().endswith(ENDINGS) or "\0" in media_path or "\\" in media_path:
        return None
    try:
        # Links are followed before it is judged where the file lies.
        path = (folder / media_path).resolve(strict=True)
    except (OSError, RuntimeError):
        return None
    within = path.is_relative_to(folder.resolve()) and not Path(media_path).is_absolute()
    return path if within and path.is_file() else None


@functools.lru_cache(maxsize=REMEMBERED)
def _measured(path: Path, size: int, _changed: int) -> ImageLook | None:
    if size > MOST_BYTES:
        return None
    try:
        return measure_picture(path.read_bytes())
    except (BadInput, OSError):
        return None


def measure_picture(content: bytes) -> ImageLook:
    """Measure a picture (JPEG, PNG, WebP); raises BadInput for what is none, too large or damaged."""
    from PIL import Image

    if len(content) > MOST_BYTES:
        raise _refused("too-large")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            return measure_look(_pixels(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _refused("too-large") from error
    except (OSError, ValueError, SyntaxError, TypeError, EOFError, MemoryError, struct.error) as error:
        raise _refused("no-picture") from error


def _pixels(picture: Any) -> Any:
    width, height = picture.size
    # Only the head has been read so far: a bomb is never unpacked.
    if width * height > MOST_PIXELS:
        raise _refused("too-large")
    picture.draft("RGB", (MEASURED_SIDE, MEASURED_SIDE))
    picture.thumbnail((MEASURED_SIDE, MEASURED_SIDE))
    return np.asarray(picture.convert("RGB"), dtype=np.uint8)


def _refused(why: str) -> BadInput:
    if why == "too-large":
        return BadInput(
            msg("The picture is larger than {mb} MB or {pixels} million pixels.", mb=20, pixels=60),
            msg("Save it smaller and try again."),
            kind="image",
        )
    return BadInput(
        msg("This file cannot be read as a picture."), msg("Choose a JPEG, PNG or WebP file."), kind="image"
    )
