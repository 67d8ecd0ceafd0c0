"""Lines such as "Name: Jo" in messages that a web form sends, or that somebody hands on. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nahbar.campaigns.leads.mailbox.quoting import is_forward

# What web forms call their fields, folded to letters.
_LABELS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "emailadresse", "emailaddress", "mail", "mailadresse", "ihreemail", "ihreemailadresse",
              "youremail", "deineemail", "replyto", "antwortan"),
    "from": ("von", "from", "absender", "sender"),
    "name": ("name", "ihrname", "deinname", "yourname", "vorundnachname", "fullname", "kontaktname",
             "ansprechpartner", "contactname"),
    "first_name": ("vorname", "firstname"),
    "last_name": ("nachname", "familienname", "lastname", "surname"),
    "phone": ("telefon", "telefonnummer", "phone", "phonenumber", "tel", "mobil", "handy", "rückruf", "mobile"),
    "company": ("firma", "unternehmen", "company", "organisation", "organization"),
    "source_said": ("wiehabensievonunserfahren", "wiehabensieunsgefunden", "wiehastduunsgefunden",
                    "wiesindsieaufunsaufmerksamgeworden", "wiebistduaufunsaufmerksamgeworden", "aufmerksamgeworden",
                    "howdidyoufindus", "howdidyouhearaboutus", "gefundenüber", "source"),
    "message": ("nachricht", "ihrenachricht", "deinenachricht", "mitteilung", "anfrage", "message", "yourmessage",
                "kommentar", "comment", "anliegen"),
}  # fmt: skip
_FIELDS = {label: name for name, labels in _LABELS.items() for label in labels}
_LINE = re.compile(r"^[*>•-]{0,3} ?([^:]{2,60}?) ?\*? ?:\*? ?(.*)$")
MOST_LINES = 2_000
LONGEST_LINE = 2_000
# Fewer are a sentence with a colon, not a form.
FEWEST = 2


def form_fields(text: str) -> Mapping[str, str]:
    """Return the fields of a form by our names, {} for a text that is none.

    A field without text on its own line takes the next line; a message takes all lines up to the next known field.
    """
    found: dict[str, list[str]] = {}
    current = ""
    for raw in text.split("\n")[:MOST_LINES]:
        line = " ".join(raw[:LONGEST_LINE].split())
        match = _LINE.match(line)
        field = _FIELDS.get(re.sub(r"[\W_\d]+", "", match[1]).casefold(), "") if match else ""
        if match and field and field not in found:
            found[field], current = [match[2].strip()], field
        elif current and (current == "message" or (line and not any(found[current]))):
            found[current].append(line)
        elif current != "message":
            current = ""
    joined = {name: "\n".join(lines).strip().strip("* ") for name, lines in found.items()}
    known = {name: text for name, text in joined.items() if text}
    enough = len(known) >= FEWEST or is_forward(text)
    return known if enough and {"email", "from"} & set(known) else {}


def form_name(fields: Mapping[str, str]) -> str:
    """Return the name that a form holds, whole or in two parts."""
    both = " ".join(fields[part] for part in ("first_name", "last_name") if fields.get(part))
    return fields.get("name") or both
