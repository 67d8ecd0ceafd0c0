"""Colours as people see them: sRGB into OKLab, a picture's main colours, the distance between two palettes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from nahbar.creators.fit.contracts import ImageLook

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]

COLOURS = 5
ROUNDS = 20
# More pixels change no main colour; about 100 to a side are left.
MOST_PIXELS = 10_000
# The mean OKLab distance of two colours drawn evenly from the sRGB cube (one million pairs; a test repeats it).
UNRELATED = 0.300
HEX = re.compile(r"#[0-9a-fA-F]{6}")

# Ottosson (2020), "A perceptual color space for image processing": linear sRGB to cone responses, those to Lab.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def to_oklab(rgb: npt.NDArray[np.floating] | Bytes) -> Floats:
    """Return OKLab of sRGB values 0 to 255, shape (..., 3): L 0 to 1, a and b about -0.4 to 0.4 (Ottosson 2020)."""
    share = np.asarray(rgb, dtype=np.float64) / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    lab: Floats = np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def to_hex(lab: Sequence[float]) -> str:
    """Return the sRGB colour of an OKLab value as #rrggbb; what sRGB cannot show is held at its edge."""
    cones = np.linalg.solve(_TO_LAB, np.asarray(lab, dtype=np.float64)) ** 3
    linear = np.clip(np.linalg.solve(_TO_LMS, cones), 0.0, 1.0)
    share = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * float(one)):02x}" for one in share)


def hex_palette(colours: Sequence[str]) -> Floats:
    """Return #rrggbb colours as rows (L, a, b, share) of equal shares; raises ValueError for other texts."""
    if not all(HEX.fullmatch(one) for one in colours):
        raise ValueError("a colour is written as #rrggbb")
    rgb = np.array([[int(one[k : k + 2], 16) for k in (1, 3, 5)] for one in colours], dtype=np.float64).reshape(-1, 3)
    return np.column_stack([to_oklab(rgb), np.full(len(rgb), 1.0 / max(1, len(rgb)))])


def measure_look(rgb: Bytes, seed: int = 1) -> ImageLook:
    """Measure one picture, shape (height, width, 3), sRGB 0 to 255."""
    step = max(1, int(np.ceil(np.sqrt(rgb.shape[0] * rgb.shape[1] / MOST_PIXELS))))
    pixels = rgb[::step, ::step].reshape(-1, 3)
    lab = to_oklab(pixels)
    rows = [(float(a), float(b), float(c), float(d)) for a, b, c, d in main_colours(lab, seed)]
    return ImageLook(rows, float(lab[:, 0].mean()), float(lab[:, 0].std()), colourfulness(pixels))


def colourfulness(pixels: Bytes) -> float:
    """Return the colourfulness of pixels, shape (n, 3) (Hasler and Suesstrunk 2003, section 7, metric M3)."""
    red, green, blue = pixels.astype(np.float64).T
    one, other = red - green, 0.5 * (red + green) - blue
    return float(np.hypot(one.std(), other.std()) + 0.3 * np.hypot(one.mean(), other.mean()))


def main_colours(lab: Floats, seed: int = 1) -> Floats:
    """Return up to five rows (L, a, b, share), largest share first, by k-means in OKLab (Lloyd 1982)."""
    rng = np.random.default_rng(seed)
    centres = _spread(lab, rng)
    nearest = np.zeros(len(lab), dtype=np.int64)
    for _ in range(ROUNDS):
        nearest = _nearest(lab, centres)
        moved = np.array([lab[nearest == k].mean(axis=0) if (nearest == k).any() else c for k, c in enumerate(centres)])
        if np.allclose(moved, centres, atol=1e-4):
            break
        centres = moved
    shares = np.bincount(nearest, minlength=len(centres)) / len(lab)
    order = [k for k in np.argsort(-shares, kind="stable") if shares[k] > 0]
    return np.column_stack([centres[order], shares[order]])


def _spread(lab: Floats, rng: np.random.Generator) -> Floats:
    """Return starting centres far from each other (k-means++, Arthur and Vassilvitskii 2007)."""
    centres = [lab[rng.integers(len(lab))]]
    while len(centres) < COLOURS:
        away = np.min([((lab - one) ** 2).sum(axis=1) for one in centres], axis=0)
        if away.sum() < 1e-9:
            break
        centres.append(lab[rng.choice(len(lab), p=away / away.sum())])
    return np.array(centres)


def _nearest(lab: Floats, centres: Floats) -> npt.NDArray[np.int64]:
    half = (centres**2).sum(axis=1) / 2
    found: npt.NDArray[np.int64] = np.argmax(lab @ centres.T - half, axis=1)
    return found


def palette_distance(one: Floats, other: Floats) -> float:
    """Return the earth mover's distance of two palettes of rows (L, a, b, share) (Rubner, Tomasi and Guibas 2000).

    It is the least mean OKLab distance by which one palette's colours must be moved to become the other's.
    """
    one, other = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    cost = np.linalg.norm(one[:, None, :3] - other[None, :, :3], axis=2)
    have, need = one[:, 3] / one[:, 3].sum(), other[:, 3] / other[:, 3].sum()
    if len(one) == 1 or len(other) == 1:
        return float((cost * np.outer(have, need)).sum())
    rows, columns = cost.shape
    leaving = np.kron(np.eye(rows), np.ones(columns))
    arriving = np.kron(np.ones(rows), np.eye(columns))
    answer = linprog(
        cost.ravel(), A_eq=np.vstack([leaving, arriving])[:-1], b_eq=np.r_[have, need][:-1], method="highs"
    )
    return max(0.0, float(answer.fun))


def close_colours(distance: float) -> float:
    """Return how near two palettes are: 1 for the same, 0 from the distance of two unrelated colours on."""
    return 1.0 - min(1.0, distance / UNRELATED)
