"""What kind of message it is: somebody who asks for something, a program, a bounce, the brand itself. Pure."""

from __future__ import annotations

import re
from email.message import Message as Part

from nahbar.campaigns.leads.mailbox.contracts import AUTOMATIC, BOUNCE, LEAD
from nahbar.campaigns.leads.mailbox.parts import address, header

_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_DAEMONS = re.compile(r"(?:mailer-daemon|mail-daemon|postmaster)@", re.IGNORECASE)
# Nobody reads what is sent there.
_NOBODY = re.compile(
    r"(?:no-?reply|do-?not-?reply|donotreply|wordpress|webmaster|root|www-data|apache)@", re.IGNORECASE
)
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder")
_LISTS = ("List-Id", "List-Unsubscribe")


def sender_kind(message: Part) -> str:
    """Return bounce, automatic or lead (a person, as far as the headers tell).

    Sources: RFC 3834 (automatic responses), RFC 3464 (delivery reports), RFC 2919 and 2369 (lists); Precedence is no
    standard, yet common.
    """
    report = (message.get_param("report-type") or "") if message.get_content_type() == "multipart/report" else ""
    if message.get_content_type() == "multipart/report":
        return AUTOMATIC if str(report).lower() == "disposition-notification" else BOUNCE
    if _DAEMONS.match(address(message, "From")[1]) or header(message, "X-Failed-Recipients"):
        return BOUNCE
    said = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in ("", "no") or header(message, "Precedence").lower() in _BULK:
        return AUTOMATIC
    if any(header(message, name) for name in (*_MARKS, *_LISTS)):
        return AUTOMATIC
    return BOUNCE if header(message, "Return-Path") == "<>" else LEAD


def is_reply_of_a_program(message: Part) -> bool:
    """Whether a program answers somebody (an absence), which a web form never does."""
    return header(message, "Auto-Submitted").lower().startswith("auto-replied")


def is_own(email: str, own: frozenset[str]) -> bool:
    """Whether an address is the brand's: named itself, or at one of its domains."""
    return email in own or email.rpartition("@")[2] in own


def answers_nobody(email: str) -> bool:
    """Whether an address is a machine's."""
    return bool(_NOBODY.match(email))
