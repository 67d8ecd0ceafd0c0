"""Stages of a lead: how CRMs and people call them, in German and English, and which moves there are. Pure."""

from __future__ import annotations

import re

from nahbar.campaigns.leads.contracts import STAGES
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

STAGE_WORDS = {
    "new": msg("New"),
    "qualified": msg("Qualified"),
    "offer": msg("Offer made"),
    "won": msg("Won"),
    "lost": msg("Lost"),
}
LONGEST_REASON = 500
LOST_REASONS = {
    "price": msg("Too expensive"),
    "time": msg("Not the right time"),
    "other_offer": msg("Chose somebody else"),
    "no_answer": msg("Did not answer"),
    "no_fit": msg("We do not have what they need"),
    "too_far": msg("Too far away"),
    "no_lead": msg("Was no real inquiry"),
    "other": msg("Another reason"),
}
# Names of stages, folded: those of HubSpot's default pipeline, lifecycle and lead status (and their ids), of
# Pipedrive's default pipeline and status, and the plain words.
_NAMES = {
    "new": (
        "new", "open", "neu", "offen", "lead", "leadin", "subscriber", "abonnent", "attemptedtocontact",
        "versuchterkontakt", "kontaktversuch", "connected", "verbunden", "inprogress", "inbearbeitung", "contactmade",
        "kontaktaufgenommen", "kontakthergestellt", "anfrage", "neueanfrage", "badtiming", "schlechtestiming",
    ),
    "qualified": (
        "qualified", "qualifiziert", "qualifizierteanfrage", "marketingqualifiedlead", "salesqualifiedlead", "mql",
        "sql",
        "marketingqualifizierterlead", "vertriebsqualifizierterlead", "qualifiedtobuy", "fürkaufqualifiziert",
        "appointmentscheduled", "terminvereinbart", "opportunity", "opendeal", "offenerdeal", "verkaufschance",
        "demoscheduled", "demogeplant", "needsdefined", "bedarfdefiniert", "bedarfsermittlung",
    ),
    "offer": (
        "offer", "offermade", "angebot", "angebotgemacht", "angeboterstellt", "angebotunterbreitet", "proposal",
        "proposalmade", "quote", "presentationscheduled", "präsentationgeplant", "decisionmakerboughtin",
        "entscheidungsträgerüberzeugt", "entscheidungsträgerhatzugestimmt", "contractsent", "vertraggesendet",
        "negotiation", "negotiationsstarted", "verhandlung", "verhandlungenbegonnen", "verhandlungengestartet",
    ),
    "won": ("won", "gewonnen", "closedwon", "abgeschlossenundgewonnen", "geschlossengewonnen", "customer", "kunde",
            "evangelist", "deal", "abschluss"),
    "lost": ("lost", "verloren", "closedlost", "abgeschlossenundverloren", "geschlossenverloren", "unqualified",
             "nichtqualifiziert", "unqualifiziert", "deleted", "gelöscht", "abgelehnt", "rejected"),
}  # fmt: skip
_STAGES = {name: stage for stage, names in _NAMES.items() for name in names}


def find_stage(text: str) -> str | None:
    """Return the stage that a CRM's name means; None for one that is unknown. "Closed won (Sales)" is won."""
    plain = re.sub(r"\([^)]*\)", "", text)
    return _STAGES.get(re.sub(r"[\W_\d]+", "", plain).casefold())


def read_move(stage: str, reason: str, why: str = "") -> tuple[str, str, str]:
    """Return stage, reason in words and the code of LOST_REASONS of a move.

    Raises BadInput for an unknown stage or code, or for lost without either; "other" needs words.
    """
    if stage not in STAGES:
        raise BadInput(msg("There is no stage “{stage}”.", stage=stage[:40]), _choose(), kind="stage")
    plain = " ".join(reason.replace("\0", "").split())[:LONGEST_REASON]
    if why and why not in LOST_REASONS:
        raise BadInput(msg("There is no reason “{why}”.", why=why[:40]), msg("Choose one of the list."), kind="reason")
    if stage == "lost" and not plain and why in ("", "other"):
        raise BadInput(
            msg("It is not said why it was lost."),
            msg("Write the reason in a few words: it shows later what to change."),
            kind="reason",
        )
    return stage, plain, why if stage == "lost" else ""


def _choose() -> Message:
    return msg("Choose one of: {stages}.", stages=", ".join(STAGES))
