"""Messages as bytes, as mail programs write them."""

from __future__ import annotations

from nahbar.campaigns.leads.mailbox.contracts import Raw
from nahbar.campaigns.leads.mailbox.understanding import understand
from tests.conftest import NOW

OWN = frozenset({"shop.example.org", "info@shop.example.org"})
JO = "Jo Ähm <jo@example.net>"


def letter(text: str = "Ich hätte gern ein Angebot.", *, to_bytes: str = "utf-8", **headers: str) -> bytes:
    """Return a plain message; an underscore in a header's name is a dash, "" leaves the header out."""
    given = {
        "From": JO,
        "To": "info@shop.example.org",
        "Subject": "Anfrage",
        "Message-ID": "<1@example.net>",
        "Date": "Sun, 22 Nov 2026 10:00:00 +0100",
        "Content-Type": f"text/plain; charset={to_bytes}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\r\n".join([*lines, "", *text.split("\n")]).encode(to_bytes, "replace")


def mixed(*parts: str, kind: str = "mixed", **headers: str) -> bytes:
    """Return a message of several parts, each with its headers."""
    text = "\n".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return letter(text, Content_Type=f'multipart/{kind}; boundary="b"', **headers)


def said(body: bytes, *, whole: bool = True, own: frozenset[str] = OWN):
    """Return what a message says."""
    return understand(Raw(7, NOW, len(body), body, whole), own)
