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


def read_move(stage: str, reason: str) -> tuple[str, str]:
    """Return stage and reason of a move; raises BadInput for an unknown stage, or for lost without a reason."""
    if stage not in STAGES:
        raise BadInput(msg("There is no stage “{stage}”.", stage=stage[:40]), _choose(), kind="stage")
    plain = " ".join(reason.replace("\0", "").split())[:LONGEST_REASON]
    if stage == "lost" and not plain:
        raise BadInput(
            msg("It is not said why it was lost."),
            msg("Write the reason in a few words: it shows later what to change."),
            kind="reason",
        )
    return stage, plain


def _choose() -> Message:
    return msg("Choose one of: {stages}.", stages=", ".join(STAGES))
