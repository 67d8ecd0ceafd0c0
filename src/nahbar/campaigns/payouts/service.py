"""Payouts: what is due, statements made and settled, accounts kept while they are needed, the file for the bank."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from nahbar.campaigns.agree.contracts import Collaboration
from nahbar.campaigns.agree.rows import hold_collaboration
from nahbar.campaigns.agree.seams import deals_of
from nahbar.campaigns.agree.service.campaigns import campaign_of
from nahbar.campaigns.agree.service.collaborations import Actor, collaboration_of, stepped, subject
from nahbar.campaigns.payouts import rows
from nahbar.campaigns.payouts.contracts import Deal, Earnings, Payee, Payout
from nahbar.campaigns.payouts.earning import earnings, paid_before
from nahbar.campaigns.payouts.iban import read_iban
from nahbar.campaigns.payouts.statement import statement_paper
from nahbar.campaigns.payouts.transfer import CURRENCY, LONGEST_NAME, Transfer, check_day, transfer_file
from nahbar.creators import KnownCreator, creators_by_id
from nahbar.kernel.access import record
from nahbar.kernel.clock import date_of, day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.i18n import language_for
from nahbar.kernel.messages import msg

# The fee is owed once the work was done.
FEE_STATES = ("posted", "checked", "paid")
PACKAGES = ("nahbar.kernel", "nahbar.creators", "nahbar.campaigns")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open or paid statement with whom it is for; `account` is the end of the IBAN, "" where none is known.

    `filed_at` is when it last stood in a file for the bank, None when it never did; `called_off` whether the
    collaboration was cancelled.
    """

    payout: Payout
    creator: KnownCreator
    campaign: str
    account: str
    filed_at: int | None
    called_off: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What a collaboration has earned, the statements that were made, and where the money would go."""

    earned: Earnings
    payouts: Sequence[Payout]
    account: str
    holder: str


def due(house: House, collaboration_id: int) -> Due:
    """Return what a collaboration has earned; raises NotFound."""
    with house.store.read() as connection:
        one = collaboration_of(connection, collaboration_id)
    deals = deals_of(house, one)
    with house.store.read() as connection:
        payee = rows.read_payee(connection, one.creator_id)
        made = rows.payouts_of(connection, one.id)
        account, holder = (payee.iban[-4:], payee.holder) if payee else ("", "")
        return Due(_earned(connection, one, deals), made, account, holder)


def _earned(connection: sa.Connection, one: Collaboration, deals: Sequence[Deal]) -> Earnings:
    currency = campaign_of(connection, one.campaign_id).plan.currency
    before = paid_before(payout.lines for payout in rows.payouts_of(connection, one.id))
    fee = one.terms.fee_cents if one.state in FEE_STATES else before.get("fee", 0)
    return earnings(deals, one.terms.share_bp, one.terms.hold_days, currency, before, now(), fee)


def make_statement(house: House, collaboration_id: int, who: str) -> int:
    """Make a statement of what is due and return its number; raises NotFound, Conflict when nothing is."""
    with house.store.read() as connection:
        before = collaboration_of(connection, collaboration_id)
    deals = deals_of(house, before)
    with house.store.write() as connection:
        hold_collaboration(connection, before.id)
        one = collaboration_of(connection, collaboration_id)
        found = _earned(connection, one, deals)
        if found.due_cents <= 0:
            raise Conflict(
                msg("Nothing is to be paid here now."),
                msg("A fee is owed once something was posted, a share once the hold period of a deal is over."),
                kind="nothing-due",
            )
        currency = campaign_of(connection, one.campaign_id).plan.currency
        payout_id = rows.add_payout(connection, (one.id, one.creator_id), found.due, currency, who, now())
        record(connection, who, "payout.make", subject(one.id), now())
    return payout_id


def payout_of(connection: sa.Connection, payout_id: int) -> Payout:
    """Return a statement; raises NotFound."""
    found = rows.read_payout(connection, payout_id) if 0 < payout_id < 2**62 else None
    if found is None:
        raise NotFound(msg("There is no such statement."), msg("Look at the list of payouts."), kind="unknown-payout")
    return found


def settle_statement(house: House, payout_id: int, state: str, who: str) -> Payout:
    """Say that a statement was paid, or void it; raises NotFound, BadInput, Conflict for one that is settled.

    Nothing is paid by this: it notes what happened at the bank. The account is forgotten when nothing waits for it.
    """
    if state not in ("paid", "void"):
        raise BadInput(
            msg("There is no step “{name}”.", name=state), msg("Choose one of: {names:raw}.", names="paid, void")
        )
    with house.store.write() as connection:
        payout = payout_of(connection, payout_id)
        if not rows.settle(connection, payout.id, state, now()):
            raise Conflict(msg("This statement is settled already."), msg("Nothing was changed."), kind="settled")
        record(connection, who, f"payout.{state}", subject(payout.collaboration_id), now())
        one = collaboration_of(connection, payout.collaboration_id)
        if state == "paid" and one.state == "checked" and _unpaid(house, connection, one) is None:
            stepped(connection, one, "pay", Actor("brand", who))
        if not any(other.creator_id == payout.creator_id for other in rows.open_payouts(connection)):
            rows.drop_payee(connection, payout.creator_id)
        return payout_of(connection, payout_id)


def check_paid(house: House, connection: sa.Connection, collaboration: Collaboration) -> None:
    """Raise Conflict when a statement waits to be paid, or a first one was never made of what is due.

    Shares that come free after the fee was paid do not count: they go on to be paid when all else is done.
    """
    made = rows.payouts_of(connection, collaboration.id)
    for payout in made:
        if payout.state == "open":
            raise Conflict(
                msg("Statement {number:raw} waits to be paid.", number=payout.number),
                msg("Say under Payouts that it was paid, or void it; then this moves on by itself."),
                kind="statement-open",
            )
    found = _earned(connection, collaboration, deals_of(house, collaboration))
    if _fee_due(found) or (found.due_cents > 0 and not made):
        raise Conflict(
            msg("Money is due that stands in no statement."),
            msg("Make a statement, then say under Payouts that it was paid; this moves on by itself."),
            kind="money-due",
        )


def _fee_due(found: Earnings) -> bool:
    return any(line.kind == "fee" and line.cents > 0 for line in found.due)


def unpaid(house: House, one: Collaboration) -> Conflict | None:
    """Return why a collaboration cannot be called paid, None where it can."""
    with house.store.read() as connection:
        return _unpaid(house, connection, one)


def _unpaid(house: House, connection: sa.Connection, one: Collaboration) -> Conflict | None:
    try:
        check_paid(house, connection, one)
    except Conflict as error:
        return error
    return None


def keep_account(house: House, collaboration: Collaboration, holder: str, iban: str, who: str) -> None:
    """Keep where a creator's money goes, until it was paid; raises BadInput for an IBAN that cannot be right."""
    holder = " ".join(holder.replace("\0", "").split())
    if not holder:
        raise BadInput(
            msg("The name of the account's holder is missing."), msg("Write it as at the bank."), kind="holder"
        )
    if len(holder) > LONGEST_NAME:
        raise BadInput(
            msg("The name of the account's holder has more than {n} characters.", n=LONGEST_NAME),
            msg("Banks take no more: write what fits, from its beginning."),
            kind="holder",
        )
    payee = Payee(holder, read_iban(iban))
    with house.store.write() as connection:
        rows.set_payee(connection, collaboration.creator_id, payee, who, now())
        record(connection, who, "payout.account", subject(collaboration.id), now())


def waiting(house: House) -> tuple[Sequence[Waiting], Sequence[Waiting]]:
    """Return the statements that wait to be paid, and those that were paid or voided."""
    with house.store.read() as connection:
        return (
            _shown(connection, rows.open_payouts(connection)),
            _shown(connection, rows.settled_payouts(connection)),
        )


def page_of_statements(house: House, state: str, offset: int, limit: int) -> tuple[int, Sequence[Payout]]:
    """Return how many statements are in a state ("": any), and one page of them, newest first."""
    with house.store.read() as connection:
        return rows.page_of_payouts(connection, state, offset, limit)


def statement(house: House, payout_id: int) -> Payout:
    """Return a statement; raises NotFound."""
    with house.store.read() as connection:
        return payout_of(connection, payout_id)


def creators_of(house: House, payouts: Sequence[Payout]) -> Mapping[int, str]:
    """Return the creators of statements as platform/handle, by number."""
    with house.store.read() as connection:
        people = creators_by_id(connection, sorted({one.creator_id for one in payouts}))
    return {number: one.label for number, one in people.items()}


def _shown(connection: sa.Connection, payouts: Sequence[Payout]) -> Sequence[Waiting]:
    people = creators_by_id(connection, sorted({one.creator_id for one in payouts}))
    filed, found = rows.filed_at(connection, [one.number for one in payouts]), []
    for one in payouts:
        payee = rows.read_payee(connection, one.creator_id)
        collaboration = collaboration_of(connection, one.collaboration_id)
        campaign = campaign_of(connection, collaboration.campaign_id)
        if one.creator_id in people:
            shown = (
                people[one.creator_id],
                campaign.plan.name,
                payee.iban[-4:] if payee else "",
                filed.get(one.number),
                collaboration.state == "cancelled",
            )
            found.append(Waiting(one, *shown))
    return found


def statement_pdf(house: House, payout_id: int, language: str, *, only: int | None = None) -> tuple[Payout, bytes]:
    """Return a statement and its paper; `only` is the collaboration that may see it. Raises NotFound."""
    with house.store.read() as connection:
        payout = payout_of(connection, payout_id)
        if only is not None and (payout.collaboration_id != only or payout.state == "void"):
            raise NotFound(msg("There is no such statement."), msg("Look at the page of your link."))
        (shown,) = _shown(connection, [payout])
    said = language_for(language, PACKAGES)
    brand = house.workspace.settings.name
    return payout, statement_paper(payout, shown.creator.name, shown.campaign, brand, said)


def bank_file(
    house: House, holder: str, iban: str, day: dt.date, who: str, *, again: bool = False
) -> tuple[bytes, Sequence[Payout]]:
    """Return a SEPA file of all open statements in euros whose creators gave an account, and which those are.

    What stood in an earlier file is left out, so that nobody is paid twice, unless it is asked for `again`. The account
    of the brand is used for the file and not kept. Raises BadInput, Conflict when nothing can be in it.
    """
    own = read_iban(iban)
    check_day(day, date_of(day_of(now())))
    with house.store.write() as connection:
        transfers = []
        waiting = rows.open_payouts(connection)
        before = {} if again else rows.filed_at(connection, [payout.number for payout in waiting])
        for payout in waiting:
            payee = rows.read_payee(connection, payout.creator_id)
            if payee is not None and payout.currency == CURRENCY and payout.number not in before:
                transfers.append(Transfer(payout, payee))
        if before and not transfers:
            raise _all_filed()
        said = language_for(house.workspace.settings.language, PACKAGES)
        made = transfer_file(holder, own, transfers, day, said.message(msg("Statement")))
        for one in transfers:
            record(connection, who, "payout.file", subject(one.payout.collaboration_id), now())
            record(connection, who, "payout.file", f"{rows.FILED}{one.payout.number}", now())
    return made, [one.payout for one in transfers]


def _all_filed() -> Conflict:
    return Conflict(
        msg("Everything that waits stood in a file for the bank already."),
        msg("Say which was paid; or ask for those again, if the bank never got that file."),
        kind="again",
    )
