"""The creator's right of reply: a link to their own report, answers to its signs, data of their own, erasure."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from nahbar.creators.intake import Choice
from nahbar.creators.notices.service import note_happening
from nahbar.creators.service.imports.uploads import in_thread, receive_upload
from nahbar.creators.service.lists import creator_row
from nahbar.creators.service.reports.profiles import CreatorPage, creator_page
from nahbar.creators.tables import replies as rows
from nahbar.creators.tables.runs import count_waiting
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.guests import GuestLink, LogLine, find_link, list_links, log_of, make_link, revoke_link
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

PURPOSE = "report"
LONGEST_ANSWER = 5_000
MOST_ANSWERS = 100
# All that vetting may find; a sign may be gone from the report when its answer comes.
SIGNS = (
    "follower_burst",
    "follower_plateau",
    "slow_delivery",
    "low_engagement",
    "even_likes",
    "like_comment_mismatch",
    "generic_comments",
    "comment_arrival",
    "commenter_names",
    "comment_ring",
    "fake_followers",
    "like_digits",
)
# What a creator may hand in: it waits until somebody of the brand has looked at it.
HANDED_IN = ("followers-daily", "posts", "instagram-export", "tiktok-export")
# Files that wait take room on the brand's disk until somebody looks at them.
MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What a creator answered; `sign` is empty for an answer to the whole report."""

    kind: str
    sign: str
    text: str
    written_at: int


@dataclass(frozen=True, slots=True)
class Replies:
    """All answers of a creator: by sign, to the whole ("" as sign), and whether erasure was asked for."""

    by_sign: Mapping[str, Sequence[Reply]]
    erasure: Reply | None


@dataclass(frozen=True, slots=True)
class GuestReport:
    """What the guest page shows: the creator's own report without anybody else, and what they answered."""

    name: str
    language: str | None
    shown: CreatorPage
    replies: Replies
    link: GuestLink


@dataclass(frozen=True, slots=True)
class Invitations:
    """The guest links of a creator, the answers and the audit log, for the brand."""

    name: str
    links: Sequence[GuestLink]
    replies: Replies
    log: Sequence[LogLine]
    now: int


def invite(house: House, name: str, days: int, who: str) -> str:
    """Make a guest link to a creator's report and return its path; raises NotFound, BadInput."""
    with house.store.write() as connection:
        subject = _subject(creator_row(connection, name).id)
        return f"/report/{make_link(connection, PURPOSE, subject, days, who, now())}"


def _subject(creator_id: int) -> str:
    return f"creator:{creator_id}"


def revoke(house: House, name: str, link_id: int, who: str) -> None:
    """Revoke a guest link of a creator; raises NotFound."""
    with house.store.write() as connection:
        revoke_link(connection, link_id, _subject(creator_row(connection, name).id), who, now())


def invitations(house: House, name: str) -> Invitations:
    """Return the guest links of a creator with what came of them; raises NotFound."""
    with house.store.read() as connection:
        row = creator_row(connection, name)
        subject = _subject(row.id)
        given = _sorted(rows.replies_of(connection, row.id))
        links, log = list_links(connection, subject), log_of(connection, subject)
        return Invitations(f"{row.platform}/{row.handle}", links, given, log, now())


def replies_to(house: House, name: str) -> Replies:
    """Return what a creator answered; raises NotFound."""
    with house.store.read() as connection:
        return _sorted(rows.replies_of(connection, creator_row(connection, name).id))


def _sorted(found: Sequence[Reply]) -> Replies:
    by_sign: dict[str, list[Reply]] = {}
    erasure = None
    for row in found:
        one = Reply(row.kind, row.sign, row.text, row.written_at)
        if one.kind == "erasure":
            erasure = one
        else:
            by_sign.setdefault(one.sign, []).append(one)
    return Replies(by_sign, erasure)


def guest_report(house: House, secret: str) -> GuestReport:
    """Open a guest link: the creator's own report. Raises NotFound for a link that is not valid."""
    link, creator_id, name, language = _opened(house, secret, "guest.open")
    with house.store.read() as connection:
        given = _sorted(rows.replies_of(connection, creator_id))
    # The dots of other creators are theirs.
    shown = replace(creator_page(house, name), neighbours=())
    return GuestReport(name, language, shown, given, link)


def check_link(house: House, secret: str) -> None:
    """Raise NotFound for a link that is not valid, or no longer."""
    with house.store.read() as connection:
        find_link(connection, secret, PURPOSE, now())


def _opened(house: House, secret: str, action: str) -> tuple[GuestLink, int, str, str | None]:
    with house.store.write() as connection:
        link = find_link(connection, secret, PURPOSE, now())
        creator_id = int(link.subject.partition(":")[2])
        known = rows.name_of(connection, creator_id)
        if known is None:
            raise NotFound(
                msg("This link is not valid, or no longer."),
                msg("Ask whoever sent it to you for a new one."),
                kind="guest-link",
            )
        record(connection, link.name, action, link.subject, now())
    return link, creator_id, *known


def answer(house: House, secret: str, sign: str, text: str, kind: str = "answer") -> str | None:
    """Keep what a creator answers to a sign ("" for the whole report), or their wish for erasure.

    Returns the creator's language where it is known. Raises NotFound for a link that is not valid, BadInput for a sign
    that does not exist and for an empty or over-long text, Conflict for too many.
    """
    # Forms send two signs for the end of a line, of which the writer's own count knows one.
    text = text.replace("\r\n", "\n").strip()
    if sign and sign not in SIGNS:
        raise BadInput(
            msg("The report knows no such sign."), msg("Answer to a sign of the report, or to the whole."), kind="text"
        )
    if not text and kind == "answer":
        raise BadInput(msg("The answer is empty."), msg("Write what you would like to say."), kind="text")
    if len(text) > LONGEST_ANSWER:
        raise BadInput(
            msg("The answer has more than {n} characters.", n=LONGEST_ANSWER), msg("Say it shorter."), kind="text"
        )
    link, creator_id, name, language = _opened(house, secret, f"guest.{kind}")
    with house.store.write() as connection:
        if rows.count_replies(connection, link.id) >= MOST_ANSWERS:
            raise Conflict(
                msg("Through this link came {n} answers already.", n=MOST_ANSWERS),
                msg("Write to whoever sent you the link."),
                kind="text",
            )
        values = {"creator_id": creator_id, "kind": kind, "sign": sign, "text": text, "written_at": now()}
        rows.add_reply(connection, {**values, "guest_link_id": link.id})
        note_happening(connection, kind, creator_id, f"/creators/{quote(name)}/guests")
    return language


async def hand_in(house: House, secret: str, kind: str, file_name: str, body: AsyncIterator[bytes]) -> str | None:
    """Keep a file that a creator hands in; nothing is imported before somebody of the brand has looked at it.

    Only rows of this creator will be taken from it. Returns their language where it is known. Raises
    NotFound for a link that is not valid, BadInput for a kind that creators do not hand in, Conflict while too many
    files wait.
    """
    if kind not in HANDED_IN:
        raise BadInput(msg("Say first what the file holds."), msg("Choose a kind of table, then drop the file again."))
    link, creator_id, name, language = await in_thread(_opened, house, secret, "guest.data")
    platform, _, handle = name.partition("/")
    who = f"{link.name} (@{handle})"
    await in_thread(_check_room, house, who)
    await receive_upload(house, kind, file_name, Choice(platform, handle, only=name), who, body)
    await in_thread(_note_data, house, creator_id)
    return language


def _check_room(house: House, who: str) -> None:
    with house.store.read() as connection:
        waiting = count_waiting(connection, who)
    if waiting >= MOST_FILES:
        raise Conflict(
            msg("Through this link came {n} {n|file|files} that nobody has looked at yet.", n=waiting),
            msg("Wait until that is done, or write to whoever sent you the link."),
            kind="file",
        )


def _note_data(house: House, creator_id: int) -> None:
    with house.store.write() as connection:
        note_happening(connection, "data", creator_id, "/data")
