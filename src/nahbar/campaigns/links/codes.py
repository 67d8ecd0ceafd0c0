"""Coupon codes: made from a creator's name, read as people type them, never two that look alike. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

# Without I, L and O, which are taken for digits; 23 letters, and 23 is prime, so that one check letter notices every
# wrong letter and every two neighbours that were swapped (weights that differ, modulo a prime: Verhoeff 1969, ch. 2).
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
LONGEST_NAME_PART = 10
SHORTEST, LONGEST = 4, 30
FILLER = "CREATOR"
# What looks like another sign counts as that one when codes are compared.
_ALIKE = str.maketrans({"0": "O", "1": "I", "L": "I", "5": "S", "8": "B", "2": "Z", "Q": "O"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_CODE = re.compile(rf"[A-Z0-9]{{{SHORTEST},{LONGEST}}}")


def read_code(text: str) -> str:
    """Return a code in capital letters without blanks and dashes; raises BadInput (kind "code")."""
    code = re.sub(r"[\s_-]+", "", text).upper()
    if not _CODE.fullmatch(code):
        raise BadInput(
            msg("“{code}” cannot be a coupon code.", code=text.strip()[:40]),
            msg("Use {low} to {high} letters from A to Z and digits.", low=SHORTEST, high=LONGEST),
            kind="code",
        )
    return code


def folded(code: str) -> str:
    """Return a code with signs that look alike made one: two codes that people could confuse fold to the same."""
    return code.upper().translate(_ALIKE)


def make_code(name: str, taken: Collection[str]) -> str:
    """Return a new code from a creator's handle or name; `taken` are folded codes in use.

    The name's letters without those that are taken for digits, a letter more where that is in use already, and a check
    letter.
    """
    stem = _stem(name)
    for number in range(len(LETTERS) ** 3):
        body = stem + _counted(number)
        code = body + check_letter(body)
        if folded(code) not in taken:
            return code
    raise BadInput(msg("No code is left for this name."), msg("Write a code of your own."), kind="code")


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(_GERMAN)).upper()
    letters = "".join(letter for letter in plain if letter in LETTERS)[:LONGEST_NAME_PART]
    return letters if len(letters) >= SHORTEST - 1 else (letters + "".join(c for c in FILLER if c in LETTERS))[:7]


def _counted(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def check_letter(body: str) -> str:
    """Return the letter that makes the weighted sum of a code's letters divisible by 23."""
    total = sum((place + 2) * LETTERS.index(letter) for place, letter in enumerate(body))
    return LETTERS[-total % len(LETTERS)]


def is_whole(code: str) -> bool:
    """Whether a made code's check letter is right; false for codes that a person thought of."""
    return len(code) > 1 and all(c in LETTERS for c in code) and check_letter(code[:-1]) == code[-1]
