"""A SEPA credit-transfer file (pain.001.001.09) out of statements, checked against the schema of the library."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sepaxml import SepaTransfer

from nahbar.campaigns.payouts.contracts import Payee, Payout
from nahbar.kernel.errors import BadInput, Conflict
from nahbar.kernel.messages import msg

SCHEMA = "pain.001.001.09"
CURRENCY = "EUR"
# Beyond letters and digits the rules of SEPA allow these signs alone (EPC217-08).
_FORBIDDEN = re.compile(r"[^\w/\-?:().,'+ ]|_")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
LONGEST_NAME, LONGEST_PURPOSE = 70, 140


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer: a statement and where its money goes."""

    payout: Payout
    payee: Payee


def transfer_file(holder: str, iban: str, transfers: Sequence[Transfer], day: dt.date) -> bytes:
    """Return the file for the bank; `day` is the day on which it should carry the transfers out.

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
        made.add_payment(_payment(one, day))
    done: bytes = made.export(validate=True)
    return done


def _payment(one: Transfer, day: dt.date) -> dict[str, object]:
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
        "description": f"Statement {one.payout.number}"[:LONGEST_PURPOSE],
        "endtoend_id": f"NAHBAR-{one.payout.number}",
    }


def _name(text: str) -> str:
    # The library rewrites other letters in Latin ones; it would say "a" for "ä", where German says "ae".
    name = _FORBIDDEN.sub("", text.translate(_UMLAUTS)).strip()[:LONGEST_NAME]
    if not any(letter.isalnum() for letter in name):
        raise BadInput(msg("This name has no letter that a bank can read."), msg("Write it in letters."), kind="holder")
    return name
