"""Lead forms: made, closed, shown with a token, and what a sending does."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.leads.contracts import NewLead
from nahbar.campaigns.leads.forms.answers import Answers, read_answers
from nahbar.campaigns.leads.forms.design import Design, read_design
from nahbar.campaigns.leads.forms.guarding import MOST_AN_HOUR, TRAP, make_token, read_token
from nahbar.campaigns.leads.schema import form_sent, lead_form
from nahbar.campaigns.leads.service.people import clean_email, person_of
from nahbar.campaigns.leads.service.recording import record_lead
from nahbar.campaigns.links.slugs import read_slug
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

KEY_NAME = "forms"
HOUR, DAY = 3_600, 86_400
PATIENCE_MS = 5_000
KEPT, AGAIN, WRONG, TOO_MANY, BUSY = "kept", "again", "wrong", "too many", "busy"


@dataclass(frozen=True, slots=True)
class LeadForm:
    """A form as it is kept."""

    id: int
    key: str
    name: str
    design: Design
    closed: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sending: kept, to be sent again (with a token or because the store is busy), wrong, too many."""

    outcome: str
    answers: Answers


def add_form(house: House, key: str, name: str, given: Mapping[str, str], who: str) -> str:
    """Make the form /form/KEY and return its key; raises BadInput, Conflict."""
    slug, design = read_slug(key), read_design(given)
    with house.store.write() as connection:
        if connection.execute(sa.select(lead_form.c.id).where(lead_form.c.key == slug)).first() is not None:
            raise Conflict(
                msg("There is a form “{key}” already.", key=slug), msg("Choose another name."), kind="form-exists"
            )
        stored = msgspec.json.encode(design.to_dict()).decode()
        values = {"key": slug, "name": name.strip()[:200] or slug, "design": stored, "created_at": now()}
        connection.execute(lead_form.insert().values(**values))
        record(connection, who, "form.add", slug, now())
    return slug


def close_form(house: House, key: str, who: str) -> None:
    """Take nothing more by a form; raises NotFound."""
    mine = (lead_form.c.key == key) & lead_form.c.closed_at.is_(None)
    with house.store.write() as connection:
        if not connection.execute(lead_form.update().where(mine).values(closed_at=now())).rowcount:
            raise _unknown()
        record(connection, who, "form.close", key, now())


def list_forms(house: House) -> Sequence[LeadForm]:
    """Return all forms, oldest first."""
    with house.store.read() as connection:
        return [_form(row) for row in connection.execute(sa.select(lead_form).order_by(lead_form.c.id))]


def open_form(house: House, key: str) -> LeadForm:
    """Return a form that takes leads; raises NotFound."""
    mine = sa.select(lead_form).where(lead_form.c.key == key, lead_form.c.closed_at.is_(None))
    with house.store.read() as connection:
        row = connection.execute(mine).first()
    if row is None:
        raise _unknown()
    return _form(row)


def _form(row: sa.Row[Any]) -> LeadForm:
    design = Design.from_dict(msgspec.json.decode(row.design))
    return LeadForm(row.id, row.key, row.name, design, row.closed_at is not None)


def _unknown() -> NotFound:
    return NotFound(msg("This form is not open."), msg("Write to us by e-mail instead."), kind="unknown-form")


def new_token(house: House, key: str) -> str:
    """Return the token for a form that is shown now."""
    return make_token(house.workspace.key(KEY_NAME), key, now(), secrets.token_hex(16))


def submit(house: House, form: LeadForm, sent: Mapping[str, str], address: int, *, asked_not_to: bool) -> Sent:
    """Keep what somebody sent as a lead, once for each token.

    `address` is the day's salted hash of where it came from (63 bits). Raises Unavailable when the store is locked.
    """
    answers = read_answers(form.design, sent, asked_not_to=asked_not_to)
    at = now()
    token = read_token(house.workspace.key(KEY_NAME), form.key, sent.get("token", ""), at)
    if answers.problems:
        return Sent(WRONG, answers)
    if token is None or sent.get(TRAP):
        return Sent(AGAIN, answers)
    if not _first_few(house, form, token, address, at):
        return Sent(TOO_MANY, answers)
    email = clean_email(answers.texts["email"])
    agreed = form.design.consent_text or "yes"
    said = {name: text for name, text in answers.texts.items() if text and name in ("company", "phone", "message")}
    lead = NewLead(
        key=f"form:{form.key}:{token}",
        came_at=at,
        via="form",
        traces=answers.traces,
        person=person_of(house, email),
        email=email,
        name=answers.texts["name"],
        answers={**said, "agreed": agreed},
        source_said=answers.source_said,
    )
    record_lead(house, lead, "form", PATIENCE_MS)
    return Sent(KEPT, answers)


def _first_few(house: House, form: LeadForm, token: str, address: int, at: int) -> bool:
    """Whether an address has sent no more than a person would; hashes of a day that is over are dropped."""
    with house.store.write(PATIENCE_MS) as connection:
        connection.execute(form_sent.delete().where(form_sent.c.at < at - DAY))
        known = connection.execute(sa.select(form_sent.c.at).where(form_sent.c.token == token)).first()
        if known is not None:
            return True
        lately = (form_sent.c.address == address, form_sent.c.at > at - HOUR)
        count = connection.execute(sa.select(sa.func.count()).select_from(form_sent).where(*lately)).scalar_one()
        if count >= MOST_AN_HOUR:
            return False
        connection.execute(form_sent.insert().values(token=token, form_id=form.id, address=address, at=at))
        return True
