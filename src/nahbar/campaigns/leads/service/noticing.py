"""The data-protection text of this workspace: what the brand said, and what is in use here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa

from nahbar.campaigns.collect.tables import write_key
from nahbar.campaigns.leads.mailbox.schema import mailbox
from nahbar.campaigns.leads.notice import Facts, Section, read_notice, sections
from nahbar.campaigns.leads.schema import deal, hook, lead, lead_form, notice
from nahbar.campaigns.leads.service.importing import SHOPS
from nahbar.campaigns.links.tables.schema import tracking_link
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.house import House


def keep_notice(house: House, given: Mapping[str, str], who: str) -> None:
    """Keep what the brand says of itself; an empty text takes it back. Raises BadInput."""
    with house.store.write() as connection:
        before = _answers(connection)
        stored = msgspec.json.encode(read_notice({**before, **given})).decode()
        connection.execute(notice.delete())
        connection.execute(notice.insert().values(id=1, answers=stored, changed_at=now()))
        record(connection, who, "notice.keep", "", now())


def notice_of(house: House) -> tuple[Sequence[Section], Mapping[str, str]]:
    """Return the text as it stands today, and what the brand said."""
    with house.store.read() as connection:
        answers = _answers(connection)
        hooks = set(connection.execute(sa.select(hook.c.kind).where(hook.c.revoked_at.is_(None))).scalars())
        facts = Facts(
            forms=_any(connection, lead_form, lead_form.c.closed_at.is_(None)) or _came_by(connection, "form"),
            # Orders come by table, too, and stay when their webhook has gone.
            shops=bool(hooks & set(SHOPS)) or _any(connection, deal, deal.c.lead_id.is_(None)),
            crm="crm" in hooks or _came_by(connection, "crm", "import"),
            collect=_any(connection, write_key, write_key.c.revoked_at.is_(None)),
            links=_any(connection, tracking_link, sa.true()),
            mail=_any(connection, mailbox, mailbox.c.removed_at.is_(None)) or _came_by(connection, "mail"),
            retention_months=house.workspace.settings.touchpoints.retention_months,
        )
    return sections(answers, facts), answers


def _answers(connection: sa.Connection) -> dict[str, str]:
    stored = connection.execute(sa.select(notice.c.answers)).scalar()
    return msgspec.json.decode(stored, type=dict[str, str]) if stored else {}


def _came_by(connection: sa.Connection, *ways: str) -> bool:
    return _any(connection, lead, lead.c.via.in_(ways))


def _any(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> bool:
    return connection.execute(sa.select(sa.literal(1)).select_from(table).where(where).limit(1)).first() is not None
