"""A mailbox read: each message kept once, with the place up to which it is read, in one transaction.

Cut off at any moment, the next reading goes on behind the last message that was kept. A server that numbers its
messages anew is read from the beginning, and what is known is recognised by what it is made of.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hmac
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads import rows as lead_rows
from nahbar.campaigns.leads.contracts import NEW, Kept, NewLead, Traces
from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.contracts import (
    LEAD,
    LEAVE,
    REPEATED,
    REPLY,
    Mail,
    Mailbox,
    Raw,
    ReadCount,
    Reading,
)
from nahbar.campaigns.leads.mailbox.oauth.service.tokens import forget_token
from nahbar.campaigns.leads.mailbox.oauth.troubles import NoTokenError
from nahbar.campaigns.leads.mailbox.quoting import LONGEST_TEXT
from nahbar.campaigns.leads.mailbox.server import REFUSED_KIND, Session, session
from nahbar.campaigns.leads.mailbox.service.keeping import credential_of, find_mailbox, list_mailboxes
from nahbar.campaigns.leads.mailbox.understanding import traces_named, understand
from nahbar.campaigns.leads.schema import lead
from nahbar.campaigns.leads.service.people import person_of
from nahbar.campaigns.leads.service.recording import hold, record_leads
from nahbar.campaigns.leads.traces import read_traces
from nahbar.campaigns.links.tables import links as link_tables
from nahbar.campaigns.links.tables.codes import all_codes
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NahbarError, Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

KEY_NAME = "mailboxes"
# A mailbox is asked so often; after a failure at twice the distance each time, up to an hour.
PAUSE_SECONDS = 60
LONGEST_PAUSE_SECONDS = 3_600


def read_mailbox(house: House, one: Mailbox, may_go_on: Callable[[], bool] = lambda: True) -> ReadCount:
    """Read what is new in a mailbox and return what became of it.

    Raises Conflict when another process reads it at this moment, Unavailable with what to do when the server is away,
    refuses, or breaks off; what was read until then is kept. `may_go_on` is asked before each message.
    """
    counts: Counter[str] = Counter()
    with house.workspace.lock(f"mailbox-{one.id}"):
        # Another process may have read on since.
        one = find_mailbox(house, one.plan.name)
        try:
            with _opened(house, one) as talk:
                _read_new(house, one, talk, counts, may_go_on)
                _tidy(house, one, talk, may_go_on)
        except NahbarError as error:
            _note_failure(house, one, error, counts)
            raise
        with house.store.write() as connection:
            state = {"read_at": now(), "failures": 0, "problem": None, "next_at": now() + PAUSE_SECONDS}
            rows.set_state(connection, one.id, **state)
    return ReadCount(dict(counts))


def read_named(house: House, name: str) -> Reading:
    """Read what is new in the mailbox of that name; raises NotFound, and what `read_mailbox` raises."""
    one = find_mailbox(house, name)
    return Reading(one.plan.name, read_mailbox(house, one), None)


def read_all(house: House) -> Iterator[Reading]:
    """Read what is new in each mailbox, one after another; one that cannot be read does not stop the others."""
    for one, _ in list_mailboxes(house).boxes:
        try:
            yield Reading(one.plan.name, read_mailbox(house, one), None)
        except NahbarError as error:
            yield Reading(one.plan.name, None, error)


@contextlib.contextmanager
def _opened(house: House, one: Mailbox) -> Iterator[Session]:
    """Open a mailbox; a token that was kept and is no longer taken is fetched anew, once."""
    credential = credential_of(house, one)
    with contextlib.ExitStack() as open_for_now:
        try:
            talk = open_for_now.enter_context(session(one.plan, credential))
        except Unavailable as error:
            if error.kind != REFUSED_KIND:
                raise
            forget_token(house, one.id)
            if not credential.kept:
                raise
            talk = open_for_now.enter_context(session(one.plan, credential_of(house, one, fresh=True)))
        yield talk


def _note_failure(house: House, one: Mailbox, error: NahbarError, counts: Counter[str]) -> None:
    # A reading that brought something forward is no failure: a slow server is asked again soon.
    failures = 0 if counts.total() else one.failures + 1
    pause = min(PAUSE_SECONDS * 2 ** min(failures, 10), LONGEST_PAUSE_SECONDS)
    if isinstance(error, NoTokenError):
        pause = max(pause, error.wait_seconds)
    said = msgspec.json.encode([error.message.to_list(), error.remedy.to_list()]).decode()
    with house.store.write() as connection:
        rows.set_state(connection, one.id, failures=failures, next_at=now() + pause, problem=said)


def _read_new(house: House, one: Mailbox, talk: Session, counts: Counter[str], may_go_on: Callable[[], bool]) -> None:
    place = one
    last = one.last_uid if one.uid_validity == talk.validity else 0
    for uid in talk.numbers_after(last, one.plan.since_day):
        if not may_go_on():
            return
        raw = talk.fetch(uid, now())
        if raw is None:
            continue
        counts[_keep(house, place, talk.validity, raw)] += 1
        place = replace(place, uid_validity=talk.validity, last_uid=uid)


def _keep(house: House, place: Mailbox, validity: int, raw: Raw) -> str:
    """Keep what one message says and return what became of it."""
    mail = understand(raw, place.plan.own)
    key = hmac.digest(house.workspace.key(KEY_NAME), mail.identity, "sha256").hex()
    with house.store.read() as connection:
        known = rows.known_message(connection, place.id, key)
    if known is not None or mail.kind != LEAD:
        return _keep_other(house, place, validity, raw, mail, key)
    person = person_of(house, mail.email)
    if mail.answers and _keep_reply(house, place, validity, raw, mail, key, person):
        return REPLY
    given = _lead(house, place, raw, mail, key, person)
    outcomes: list[str] = []

    def also(connection: sa.Connection, kept: Sequence[Kept]) -> None:
        outcomes.append(LEAD if kept[0].outcome == NEW else REPEATED)
        _remember(connection, place, validity, raw, mail, key, outcomes[0], kept[0].id)

    record_leads(house, [given], f"mailbox {place.plan.name}", also=also)
    return outcomes[0]


def _keep_other(house: House, place: Mailbox, validity: int, raw: Raw, mail: Mail, key: str) -> str:
    """Keep a message that is no lead, or that was seen before."""
    with house.store.write() as connection:
        known = rows.known_message(connection, place.id, key)
        if known is None:
            _remember(connection, place, validity, raw, mail, key, mail.kind, None)
            return mail.kind
        if known.uid_validity == validity:
            _remember(connection, place, validity, raw, mail, key, REPEATED, None)
            return REPEATED
        _move_on(connection, place, validity, raw.uid)
        rows.found_again(connection, known.id, validity, raw.uid)
        return REPEATED


def _keep_reply(
    house: House, place: Mailbox, validity: int, raw: Raw, mail: Mail, key: str, person: str | None
) -> bool:
    """Put a message that answers another below the newest lead of who wrote it; return False when there is none."""
    with house.store.write() as connection:
        hold(connection)
        newest = sa.select(lead.c.id).where(lead.c.person == person).order_by(lead.c.came_at.desc(), lead.c.id.desc())
        number = connection.execute(newest.limit(1)).scalar()
        if number is None:
            return False
        contact = lead_rows.contact_of(connection, number)
        answers = msgspec.json.decode(contact["answers"]) if contact else {}
        day = dt.datetime.fromtimestamp(raw.came_at, dt.UTC).date().isoformat()
        texts = [answers.get("message", ""), f"[{day}]\n{mail.text}"]
        answers["message"] = "\n\n".join(text for text in texts if text)[-LONGEST_TEXT:]
        stored = {"answers": msgspec.json.encode(answers, order="sorted").decode()}
        stored |= {} if contact else {"email": mail.email, "name": mail.name}
        lead_rows.keep_contact(connection, number, stored, known=contact is not None)
        _remember(connection, place, validity, raw, mail, key, REPLY, number)
    return True


def _lead(house: House, place: Mailbox, raw: Raw, mail: Mail, key: str, person: str | None) -> NewLead:
    said = {"subject": mail.subject, "message": mail.text or mail.subject, "phone": mail.phone, "company": mail.company}
    if mail.attachments:
        said["attachments"] = str(mail.attachments)
    return NewLead(
        key=f"mail:{key}",
        came_at=raw.came_at,
        via="mail",
        traces=_traces(house, place, mail),
        person=person,
        email=mail.email,
        name=mail.name,
        answers={name: text for name, text in said.items() if text},
        source_said=mail.source_said,
    )


def _traces(house: House, place: Mailbox, mail: Mail) -> Traces:
    click, slugs, codes = traces_named(mail)
    with house.store.read() as connection:
        links = link_tables.find(connection, slugs)
        known = {row.code for row in all_codes(connection)} if codes else set()
    link = next((slug for slug in slugs if slug in links), "")
    code = next((code for code in codes if code in known), "")
    return read_traces({"click": click, "link": link, "code": code, "campaign": place.plan.campaign})


def _remember(
    connection: sa.Connection,
    place: Mailbox,
    validity: int,
    raw: Raw,
    mail: Mail,
    key: str,
    outcome: str,
    lead_id: int | None,
) -> None:
    _move_on(connection, place, validity, raw.uid)
    reason = msgspec.json.encode(mail.reason.to_list()).decode() if mail.reason else None
    values = {"key": key, "outcome": outcome, "reason": reason, "lead_id": lead_id}
    rows.keep_message(connection, place.id, validity, raw, {**values, "tidied": place.plan.after == LEAVE})


def _move_on(connection: sa.Connection, place: Mailbox, validity: int, uid: int) -> None:
    if not rows.move_on(connection, place, validity, uid):
        raise Conflict(
            msg("Somebody else reads the mailbox “{name}”, or it was removed.", name=place.plan.name),
            msg("Wait until it has been read. Nothing was kept twice."),
            kind="mailbox-busy",
        )


def _tidy(house: House, one: Mailbox, talk: Session, may_go_on: Callable[[], bool]) -> None:
    """Flag or move what is kept by now, also what an earlier reading could not."""
    if one.plan.after == LEAVE:
        return
    with house.store.read() as connection:
        waiting = rows.untidied(connection, one.id, talk.validity)
    for row in waiting:
        if not may_go_on():
            return
        talk.tidy(row.uid, one.plan)
        with house.store.write() as connection:
            rows.mark_tidied(connection, row.id)
