"""A message as a lead, or why it is none. Pure: bytes in, a `Mail` out; whatever the bytes are, it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import Message as Part

from nahbar.campaigns.leads.mailbox.contracts import AUTOMATIC, BOUNCE, LEAD, OWN, REFUSED, Mail, Raw
from nahbar.campaigns.leads.mailbox.form_lines import form_fields, form_name
from nahbar.campaigns.leads.mailbox.parts import Words, address, header, read_parts, words_of
from nahbar.campaigns.leads.mailbox.quoting import LONGEST_TEXT, without_history
from nahbar.campaigns.leads.mailbox.sorting import answers_nobody, is_own, is_reply_of_a_program, sender_kind
from nahbar.campaigns.leads.service.people import clean_email
from nahbar.campaigns.leads.traces import read_traces
from nahbar.kernel.messages import Message, msg

LONGEST = {"name": 200, "phone": 60, "company": 200, "source_said": 500, "subject": 300}
_EMAIL = re.compile(r"[^\s@<>\"'(),;:\[\]]{1,64}@[^\s@<>\"'(),;:\[\]]{1,255}")
_LINK = re.compile(r"https?://[^\s/]{1,253}/(?:l/)?([a-z0-9][a-z0-9_-]{0,79})(?=[/?#\s>)\].,;]|$)", re.IGNORECASE)
_CLICK = re.compile(r"nahbar_click=([0-9a-f]{32})")
_AFTER_CODE = re.compile(r"(?:code|gutschein|coupon|rabatt)([^\n]{1,50})", re.IGNORECASE)
_WORD = re.compile(r"[\w-]{3,30}")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z0-9][A-Z0-9_-]{2,29}(?![\w-])")
_FORWARDED = re.compile(r"(?:wg|fwd?|tr)\s?:", re.IGNORECASE)
MOST_WORDS = 500


def understand(raw: Raw, own: frozenset[str]) -> Mail:
    """Return what a message says; `own` are the brand's addresses and domains.

    What cannot be read is refused with the reason, never left out.
    """
    try:
        message = read_parts(raw.body)
        words = words_of(message, whole=raw.whole)
        return _understood(message, words, raw, own)
    # The parser of the standard library raises many kinds on bytes made to break it, and one message must not stop all.
    except Exception:  # noqa: BLE001
        return Mail(REFUSED, raw.body, msg("It is broken: no program could read it."))


def _understood(message: Part, words: Words, raw: Raw, own: frozenset[str]) -> Mail:
    identity = _identity(message, words)
    subject = header(message, "Subject")[: LONGEST["subject"]]
    fields = form_fields(_relevant(message, subject, words.text, own))
    kind = _kind(message, fields)
    if kind != LEAD:
        return Mail(kind, identity)
    name, email = _who(message, fields, own)
    if not email:
        sent_by_us = is_own(clean_email(address(message, "From")[1]), own)
        if sent_by_us:
            return Mail(OWN, identity)
        return Mail(REFUSED, identity, msg("It names no address at which it could be answered."))
    if (problem := _unusable(words)) is not None:
        return Mail(REFUSED, identity, problem)
    return Mail(
        kind=LEAD,
        identity=identity,
        email=email,
        name=name[: LONGEST["name"]],
        subject=subject,
        text=(fields.get("message") or without_history(words.text))[:LONGEST_TEXT],
        attachments=words.attachments,
        answers=bool(header(message, "In-Reply-To") or header(message, "References")),
        phone=_line(fields, "phone"),
        company=_line(fields, "company"),
        source_said=_line(fields, "source_said"),
    )


def _line(fields: Mapping[str, str], name: str) -> str:
    return " ".join(fields.get(name, "").split())[: LONGEST[name]]


def _relevant(message: Part, subject: str, text: str, own: frozenset[str]) -> str:
    """Return the text in which a form may stand: all of what is handed on, else without the history."""
    handed_on = is_own(clean_email(address(message, "From")[1]), own) or _FORWARDED.match(subject)
    return text if handed_on else without_history(text)


def _identity(message: Part, words: Words) -> bytes:
    """Return what a message is made of: its id alone would not do, as some web forms always send the same."""
    names = ("Message-ID", "Date", "From", "Reply-To", "Subject")
    return "\x1f".join([*(header(message, name) for name in names), " ".join(words.text.split())]).encode()


def _kind(message: Part, fields: Mapping[str, str]) -> str:
    found = sender_kind(message)
    # The programs of web forms say that they are programs; what they bring is from a person.
    if found == AUTOMATIC and fields and not is_reply_of_a_program(message) and not header(message, "List-Id"):
        return LEAD
    if found == BOUNCE and fields and message.get_content_type() != "multipart/report":
        return LEAD
    return found


def _who(message: Part, fields: Mapping[str, str], own: frozenset[str]) -> tuple[str, str]:
    """Return name and address of who asks: of the form, else of Reply-To, else of From; never the brand's own."""
    sender, plain = address(message, "From")
    answer_name, answer_to = address(message, "Reply-To")
    same = clean_email(answer_to) == clean_email(plain)
    found = [
        (form_name(fields), _first_email(fields.get("email", ""))),
        (form_name(fields) or _before_address(fields.get("from", "")), _first_email(fields.get("from", ""))),
        (answer_name or form_name(fields) or (sender if same else ""), clean_email(answer_to)),
        (sender or form_name(fields), clean_email(plain)),
    ]
    usable = (one for one in found if one[1] and not is_own(one[1], own) and not answers_nobody(one[1]))
    return next(usable, ("", ""))


def _before_address(text: str) -> str:
    return text.partition("<")[0].strip(" \"'") if "<" in text else ""


def _first_email(text: str) -> str:
    match = _EMAIL.search(text)
    return clean_email(match[0].rstrip(".")) if match else ""


def _unusable(words: Words) -> Message | None:
    if words.encrypted:
        return msg("It is encrypted: only your mail program can open it.")
    if not words.complete:
        return msg("It is too long: its words go on beyond the first megabyte.")
    return None


def traces_named(mail: Mail) -> tuple[str, list[str], list[str]]:
    """Return the click id that a message names ("" for none), and what may be slugs of links and coupon codes.

    A word may be a code when it stands in capitals or behind a word like "code"; only known ones are used.
    """
    text = f"{mail.subject}\n{mail.text}\n{mail.source_said}"
    click = _CLICK.search(text)
    slugs = [found.lower() for found in _LINK.findall(text)[:MOST_WORDS]]
    behind = [word for rest in _AFTER_CODE.findall(text)[:MOST_WORDS] for word in _WORD.findall(rest)]
    words = [*behind, *_CAPITALS.findall(text)[:MOST_WORDS]]
    codes = [code for word in words if (code := read_traces({"code": word}).code)]
    return click[1] if click else "", list(dict.fromkeys(slugs)), list(dict.fromkeys(codes))
