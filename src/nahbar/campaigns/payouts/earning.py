"""What a collaboration has earned: the fee, a share of each deal, refunds taken back, a hold period. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from nahbar.campaigns.payouts.contracts import Deal, Earnings, Line

SECONDS_A_DAY = 86_400
WHOLE_BP = 10_000


def share_of(cents: int, share_bp: int) -> int:
    """Return a share (in hundredths of a percent) of an amount, half a cent rounded up."""
    return (cents * share_bp + WHOLE_BP // 2) // WHOLE_BP


def paid_before(statements: Iterable[Sequence[Line]]) -> Mapping[str, int]:
    """Return what earlier statements hold by key of the line ("fee", or the id of a deal)."""
    found: dict[str, int] = defaultdict(int)
    for lines in statements:
        for line in lines:
            found[line.key] += line.cents
    return found


def earnings(
    deals: Sequence[Deal],
    share_bp: int,
    hold_days: int,
    currency: str,
    before: Mapping[str, int],
    now: int,
    fee_cents: int = 0,
) -> Earnings:
    """Return what is to be paid now.

    A deal counts with its amount less what was refunded, once the hold period is over; what earlier statements hold
    (`before`) is taken off, so that a refund after the payment becomes a line below zero. `fee_cents` is the agreed fee
    once it is owed, 0 before. A deal that stands twice in the list counts once.
    """
    once = {deal.id: deal for deal in deals}.values()
    ours = [deal for deal in once if deal.currency == currency]
    free = [deal for deal in ours if _free_at(deal, hold_days) <= now or _key(deal) in before]
    held = [deal for deal in ours if _free_at(deal, hold_days) > now and _key(deal) not in before]
    lines = [] if fee_cents == before.get("fee", 0) else [_fee(fee_cents - before.get("fee", 0), now)]
    lines += [line for deal in free if (line := _line(deal, share_bp, before, now))]
    waiting = sum(_earned(deal, share_bp) for deal in held)
    free_day = min(
        (_free_at(deal, hold_days) // SECONDS_A_DAY for deal in held if _earned(deal, share_bp)), default=None
    )
    taken = -sum(line.cents for line in lines if line.kind == "refund")
    return Earnings(lines, sum(line.cents for line in lines), waiting, free_day, taken, len(once) - len(ours))


def _key(deal: Deal) -> str:
    return f"deal:{deal.id}"


def _free_at(deal: Deal, hold_days: int) -> int:
    return deal.at + hold_days * SECONDS_A_DAY


def _earned(deal: Deal, share_bp: int) -> int:
    return share_of(max(0, deal.amount_cents - deal.refunded_cents), share_bp)


def _fee(cents: int, now: int) -> Line:
    return Line("fee", "fee", now // SECONDS_A_DAY, cents, cents)


def _line(deal: Deal, share_bp: int, before: Mapping[str, int], now: int) -> Line | None:
    cents = _earned(deal, share_bp) - before.get(_key(deal), 0)
    if not cents:
        return None
    base = max(0, deal.amount_cents - deal.refunded_cents)
    if cents < 0:
        return Line("refund", _key(deal), now // SECONDS_A_DAY, base, cents)
    return Line("deal", _key(deal), deal.at // SECONDS_A_DAY, base, cents)
