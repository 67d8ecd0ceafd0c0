"""Words for what decided where a lead came from, and for the ways in."""

from __future__ import annotations

from nahbar.kernel.messages import Message, msg

BY_WORDS: dict[str, Message] = {
    "click": msg("by a click"),
    "link": msg("by a link"),
    "code": msg("by a code"),
    "said": msg("as it was said"),
    "": msg("not known"),
}
VIA_WORDS: dict[str, Message] = {
    "form": msg("form"),
    "mail": msg("e-mail"),
    "crm": msg("CRM"),
    "import": msg("table"),
    "api": msg("program"),
}
