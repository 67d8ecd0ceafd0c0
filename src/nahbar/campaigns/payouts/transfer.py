"""A SEPA credit-transfer file (pain.001.001.09) out of statements, checked against the schema of the library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

from nahbar.campaigns.payouts.contracts import Payee, Payout
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.messages import msg

SCHEMA = "pain.001.001.09"
CURRENCY = "EUR"
# Beyond letters and digits the rules of SEPA allow these signs alone (EPC217-08).
_FORBIDDEN = re.compile(r"[^\w/\-?:().,'+ ]|_")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST_NAME, LONGEST_PURPOSE = 70, 140
# Banks keep an order for a future day for about a year, none longer.
MOST_DAYS_AHEAD = 365
# The library leaves the debtor's bank empty without a BIC; the guidelines of banks want it said (EPC132-08, DbtrAgt).
_BANK_EMPTY = b"<FinInstnId />"
_BANK_SAID = b"<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer: a statement and where its money goes."""

    payout: Payout
    payee: Payee


def transfer_file(
    holder: str, iban: str, transfers: Sequence[Transfer], day: dt.date, purpose: str = "Statement"
) -> bytes:
    """Return the file for the bank; `day` is the day on which it should carry the transfers out.

    `purpose` is the word before the number of a statement, which a creator reads on their account.

    Raises Conflict when there is nothing to transfer or an amount is not in euros or not above zero, BadInput for a
    holder whose name has no letter that a bank can read.
    """
    if not transfers:
        raise Conflict(
            msg("There is nothing to transfer."),
            msg("A statement needs an account of the creator, in euros."),
            kind="sepa",
        )
    config = {"name": _name(holder), "IBAN": iban, "batch": True, "currency": CURRENCY}
    made = SepaTransfer(config, schema=SCHEMA, clean=True)
    for one in transfers:
        made.add_payment(_payment(one, day, purpose))
    done: bytes = made.export(validate=False).replace(_BANK_EMPTY, _BANK_SAID)
    try_valid_xml(done, SCHEMA)
    return done


def check_day(day: dt.date, today: dt.date) -> None:
    """Raise BadInput for a day on which no bank carries a transfer out."""
    if day < today:
        raise BadInput(msg("That day has passed."), msg("Choose today or a later day."), kind="day")
    if (day - today).days > MOST_DAYS_AHEAD:
        raise BadInput(msg("That day lies more than a year ahead."), msg("Choose an earlier day."), kind="day")


def _payment(one: Transfer, day: dt.date, purpose: str) -> dict[str, object]:
    if one.payout.currency != CURRENCY or one.payout.amount_cents <= 0:
        raise Conflict(
            msg(
                "Statement {number:raw} cannot be transferred: only amounts in euros above zero.",
                number=one.payout.number,
            ),
            msg("Leave it out, or settle it with the creator in another way."),
            kind="sepa",
        )
    return {
        "name": _name(one.payee.holder),
        "IBAN": one.payee.iban,
        "amount": one.payout.amount_cents,
        "execution_date": day,
        "description": f"{purpose} {one.payout.number}"[:LONGEST_PURPOSE],
        "endtoend_id": f"NAHBAR-{one.payout.number}",
    }


def _name(text: str) -> str:
    # The library rewrites other letters in Latin ones; it would say "a" for "ä", where German says "ae".
    name = " ".join(_FORBIDDEN.sub("", text.translate(_UMLAUTS)).split())[:LONGEST_NAME].strip()
    if not any(letter.isalnum() for letter in name):
        raise BadInput(msg("This name has no letter that a bank can read."), msg("Write it in letters."), kind="holder")
    return name
