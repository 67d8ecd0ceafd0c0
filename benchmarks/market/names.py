"""Made-up names of accounts; the parts are first names, surnames and endings that are common, and syllables."""

from __future__ import annotations

import numpy as np

from benchmarks.market.draws import chance, pick, whole


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIRST = _listed(
    "anna|lena|mia|jonas|lukas|tom|sara|nina|max|paul|julia|laura|emma|olivia|jack|harry|chloe|megan|ben|felix|"
    "marie|kathi|steffi|andi|uli|petra|heike|sandra|mike|rob|amy|kate|lucy|dan|ella|ruby|zoe|ida|greta|oskar"
)
TAILS = _listed(
    "|.b|_k|89|92|2001|_official|.photo|lebt|liest|backt|_xo|runs|.home|_at|k77|0815|.mueller|_w|smith|jones|"
    ".bauer|huber|unterwegs|_travels|mami|dad|_art|1|_real"
)
LAST = _listed("weber|koch|wolf|stein|hill|wood|fox|lang|berg|kraus|reed|gray|moon|fink|vogel|blum|day|west|frost|holz")
SYLLABLES = _listed("ba|lo|mi|ru|ta|ne|ko|sch|wi|fe|da|zu|li|ma|po|ger|hal|tin|vo|es")
# So that the names of a large crowd rarely collide: three of four get syllables, the others a longer number.
SYLLABLE_SHARE = 0.75
# Of all names: first name with an ending, first name with a surname; the rest are two surnames.
ENDING_SHARE, SURNAME_SHARE = 0.45, 0.35


def account_name(rng: np.random.Generator) -> str:
    """Return the name of one made-up person's account."""
    base = _base(rng)
    if not chance(rng, SYLLABLE_SHARE):
        return f"{base}{whole(rng, 100, 9999)}"
    syllables = "".join(pick(rng, SYLLABLES) for _ in range(whole(rng, 2, 4)))
    return base + syllables + _number(rng, 0.4, 99)


def seller_name(rng: np.random.Generator) -> str:
    """Return the name of one account that sells comments: half carry a long number, the others look like people."""
    name = account_name(rng)
    return f"{name}{whole(rng, 100, 99999)}" if chance(rng, 0.5) else name


def _base(rng: np.random.Generator) -> str:
    which = rng.random()
    if which < ENDING_SHARE:
        return pick(rng, FIRST) + pick(rng, TAILS) + _number(rng, 0.5, 999)
    if which < ENDING_SHARE + SURNAME_SHARE:
        return pick(rng, FIRST) + pick(rng, ("_", ".", "")) + pick(rng, LAST) + _number(rng, 0.5, 99)
    return f"{pick(rng, LAST)}{pick(rng, LAST)}{whole(rng, 1, 9999)}"


def _number(rng: np.random.Generator, share: float, below: int) -> str:
    return str(whole(rng, 1, below)) if chance(rng, share) else ""
