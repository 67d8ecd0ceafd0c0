"""What somebody sent by a lead form, read and checked field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nahbar.campaigns.leads.contracts import Traces
from nahbar.campaigns.leads.forms.design import Design
from nahbar.campaigns.leads.forms.guarding import advertises
from nahbar.campaigns.leads.service.people import clean_email
from nahbar.campaigns.leads.traces import CLICK_PARAMETER, read_traces
from nahbar.kernel.messages import Message, msg

LONGEST = {"email": 320, "name": 200, "company": 200, "phone": 60, "message": 5_000, "choice": 200, "own_words": 1_000}
TRACES = {"click": CLICK_PARAMETER, "link": "nahbar_link", "code": "code"}


@dataclass(frozen=True, slots=True)
class Answers:
    """A sending: texts by field, what was said of the way here, and by field what is wrong."""

    texts: Mapping[str, str]
    traces: Traces
    problems: Mapping[str, Message]

    @property
    def source_said(self) -> str:
        """What was answered to "how did you find us?"."""
        return ": ".join(text for text in (self.texts["choice"], self.texts["own_words"]) if text)


def read_answers(design: Design, sent: Mapping[str, str], *, asked_not_to: bool) -> Answers:
    """Return what was sent. `asked_not_to` is Do Not Track or Global Privacy Control: then no click id is kept."""
    texts = {name: _plain(sent.get(name, ""), name)[:longest] for name, longest in LONGEST.items()}
    traces = read_traces({name: sent.get(field) for name, field in TRACES.items()} | {"campaign": design.campaign})
    if asked_not_to:
        traces = read_traces({"link": traces.link, "code": traces.code, "campaign": traces.campaign})
    problems: dict[str, Message] = {}
    if not clean_email(texts["email"]):
        problems["email"] = msg("Please write an e-mail address at which we can answer.")
    for name in design.required:
        if not texts[name]:
            problems[name] = msg("Please fill this in.")
    if sent.get("consent") != "yes":
        problems["consent"] = msg("Without this we may not answer you.")
    advertised = advertises({name: text for name, text in texts.items() if name != "email"})
    if advertised is not None:
        problems.setdefault(advertised, msg("Please leave out addresses of pages here."))
    return Answers(texts, traces, problems)


def _plain(text: str, name: str) -> str:
    """Return a text without control characters; only a message has lines."""
    lines = (" ".join("".join(c for c in line if c.isprintable() or c == "\t").split()) for line in text.splitlines())
    return ("\n" if name == "message" else " ").join(lines).strip()
