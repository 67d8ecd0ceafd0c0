"""Fit of the look: the colours of a creator's pictures beside the brand's, and light, contrast, colourfulness. Pure.

Faces and products are not counted: no model for it comes in a package that may be shipped and was tested on people of
all skin tones and ages.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nahbar.creators.fit.contracts import Brand, Dimension, ImageLook, LookSummary
from nahbar.creators.fit.palette import close_colours, hex_palette, main_colours, palette_distance, to_hex
from nahbar.kernel.messages import msg

Floats = npt.NDArray[np.float64]

LEAST_IMAGES = 3
DRAWS, LEVEL, SEED = 400, 0.95, 20_261_121
MEASURES = ("lightness", "contrast", "colourfulness")


def brand_palette(brand: Brand) -> Floats | None:
    """Return the brand's colours as rows (L, a, b, share): those that are named, else those of its sample images."""
    if brand.palette:
        return hex_palette(brand.palette)
    rows = [row for image in brand.images for row in image.palette]
    return None if not rows else np.array(rows, dtype=np.float64)


def look_dimension(brand: Brand, images: Sequence[ImageLook]) -> Dimension:
    """Return how near the pictures' colours are to the brand's: 1 the same, 0 as far as unrelated colours.

    The value is the mean over pictures, each by the earth mover's distance of its palette; the interval is a
    percentile bootstrap over pictures (Efron 1979).
    """
    wanted, n = brand_palette(brand), len(images)
    if wanted is None:
        return Dimension("look", None, 0.0, 1.0, n, msg("the brand profile names no colours"))
    if n < LEAST_IMAGES:
        return Dimension("look", None, 0.0, 1.0, n, msg("fewer than {n} pictures are in the workspace", n=LEAST_IMAGES))
    near = np.array([close_colours(palette_distance(np.array(one.palette), wanted)) for one in images])
    counts = np.random.default_rng(SEED).multinomial(n, np.full(n, 1.0 / n), size=DRAWS)
    tail = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(counts @ near / n, [tail, 1.0 - tail])
    return Dimension("look", float(near.mean()), float(low), float(high), n, msg("{n} pictures", n=n))


def summarise_look(brand: Brand, images: Sequence[ImageLook]) -> LookSummary | None:
    """Return the main colours over all pictures and the means of the measures; None without pictures."""
    if not images:
        return None
    rows = np.array([row for image in images for row in image.palette], dtype=np.float64)
    # Each row stands for its share of a picture, in hundredths.
    spread_out = np.repeat(rows[:, :3], np.maximum(1, np.round(100 * rows[:, 3]).astype(int)), axis=0)
    palette = [(to_hex(row[:3]), float(row[3])) for row in main_colours(spread_out)]
    means = {name: float(np.mean([getattr(one, name) for one in images])) for name in MEASURES}
    own = {name: float(np.mean([getattr(one, name) for one in brand.images or images])) for name in MEASURES}
    return LookSummary(len(images), palette, brand=own if brand.images else {}, **means)
