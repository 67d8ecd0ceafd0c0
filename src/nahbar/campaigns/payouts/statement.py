"""A statement as paper and as rows of a table; pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nahbar.campaigns.payouts.contracts import Line, Payout
from nahbar.kernel.clock import day_of, iso_day
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, msg

HEADER = ("statement", "line", "day", "deal", "base", "amount", "currency")


def line_words(line: Line) -> Message:
    """Return what a line of a statement is for."""
    if line.kind == "fee":
        return msg("Agreed fee")
    deal = line.key.partition(":")[2]
    if line.kind == "refund":
        return msg("Taken back for deal {deal:raw}, which was refunded", deal=deal)
    return msg("Share of deal {deal:raw}", deal=deal)


def rows_of(payout: Payout) -> Sequence[Sequence[object]]:
    """Return a statement as rows under HEADER: amounts in whole units with a point, days as ISO dates."""
    return [
        (payout.number, line.kind, iso_day(line.day), line.key.partition(":")[2], _units(line.base_cents),
         _units(line.cents), payout.currency)
        for line in payout.lines
    ]  # fmt: skip


def _units(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


def statement_paper(payout: Payout, creator: str, campaign: str, brand: str, said: Language) -> bytes:
    """Return a statement as PDF on A4."""
    # The library of PDFs is slow to load, and most visitors want none.
    from nahbar.campaigns.paper import Sheet

    made = day_of(payout.made_at)
    foot = msg("{brand:raw} · Statement {number:raw} of {day:date}", brand=brand, number=payout.number, day=made)
    title = said.message(msg("Statement {number:raw}", number=payout.number))
    sheet = Sheet(title, brand, said.code, said.message(foot))
    sheet.add("over", brand)
    sheet.add("title", title)
    for text in (
        msg("For {creator:raw}, campaign “{campaign:raw}”", creator=creator, campaign=campaign),
        msg("Made on {day:date}", day=made),
    ):
        sheet.add("text", said.message(text))
    sheet.space(4)
    money = [_money(said, line.cents, payout.currency) for line in payout.lines]
    lines = [
        (said.date(line.day), said.message(line_words(line)), _money(said, line.base_cents, payout.currency), amount)
        for line, amount in zip(payout.lines, money, strict=True)
    ]
    head = [said.message(one) for one in (msg("Day"), msg("For what"), msg("Of"), msg("Amount"))]
    total = ("", said.message(msg("To be paid")), "", _money(said, payout.amount_cents, payout.currency))
    sheet.table(head, [*lines, total], (0.17, 0.45, 0.19, 0.19), 2)
    sheet.space(6)
    sheet.add("over", said.message(_tax()))
    return sheet.pdf()


def _money(said: Language, cents: int, currency: str) -> str:
    return said.money(Decimal(cents).scaleb(-2), currency)


def _tax() -> Message:
    return msg(
        "This statement is no invoice. Taxes, and whether an invoice or a credit note is due, are not judged here."
    )
