"""Checks an IBAN: letters, length of the country, and the check digits (ISO 13616, ISO 7064 MOD 97-10). Pure."""

from __future__ import annotations

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

# Lengths of the countries in the SEPA area (EPC409-09, 2024).
LENGTHS = {
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
}  # fmt: skip


def read_iban(text: str) -> str:
    """Return an IBAN without spaces, in capital letters; raises BadInput with what is wrong with it."""
    iban = "".join(text.split()).upper()
    if not (iban.isascii() and iban.isalnum() and 5 <= len(iban) <= 34 and iban[:2].isalpha() and iban[2:4].isdigit()):
        raise _wrong(msg("This is not an IBAN."))
    length = LENGTHS.get(iban[:2])
    if length is None:
        raise _wrong(msg("Accounts of the country {code:raw} are not reached by a SEPA transfer.", code=iban[:2]))
    if len(iban) != length:
        raise _wrong(msg("An IBAN that begins with {code:raw} has {n} characters.", code=iban[:2], n=length))
    if remainder(iban) != 1:
        raise _wrong(msg("The check digits do not fit: a digit is wrong or two are exchanged."))
    return iban


def remainder(iban: str) -> int:
    """Return the number that an IBAN stands for modulo 97; 1 for a right one."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97


def _wrong(what: Message) -> BadInput:
    return BadInput(what, msg("Copy it from your bank, for example DE89 3704 0044 0532 0130 00."), kind="iban")
