"""Gifts that a post shows in return: something was given to the writer, and the post says that it shows or tells of it.

Who gave it need not be known: what makes a gift consideration is that it leads to the post. Both halves must be there;
a gift alone may be a grandmother's, and "I'll show you" alone is any post. Pure.
"""

from __future__ import annotations

import re

from nahbar.language.parts import cut, holds_any

_POSTS = r"(?:posts?|postings?|fotos?|bild(?:er)?|videos?|reels?|beitr[aä]ge?|storys?|stories|story|clips?|folgen?)"
_SHOW = (
    r"(?:film\w*|dreh\w*|fotografier\w*|zeig\w*|bericht\w*|erzähl\w*|vorstell\w*|stell\w*|schwärm\w*|verrat\w*|test\w*)"
)
_YOU = r"(?:euch|eich|öich|oich|eu|ihnen)\b"
GIFT = re.compile(
    r"\b(?:geschenkt|g['’]?schenkt|gschänkt|spendiert|spendieren|gesponsert|gsponseret|gratis|kostenlos\w*"
    r"|kostenfrei\w*|umsonst"
    r"|eingeladen|iiglade|überlassen|geliehen|zugeschickt|zugesandt|bereitgestellt|zur\s+verfügung"
    r"|ohne\s+(?:(?:dass|dafür|etwas|was|einen\s+cent)\s+)*(?:ich\s+|wir\s+)?(?:(?:was|etwas"
    r"|dafür)\s+)*(?:zu\s+)?(?:be)?zahlen"
    r"|bezahlt\s+(?:hat|haben|het)|(?:hat|haben|het)\s+(?:mir|uns|mein\w*|unser\w*|alles|ihn|sie|es|den|das|die)\b"
    r"[^.!?\n]{0,40}\b(?:bezahlt|übernommen)"
    r"|for\s+free|free\s+of\s+charge|on\s+the\s+house|complimentary|comped|freebie|waived|aufs\s+haus"
    r"|hooked\s+(?:me|us)\s+up|covered\s+(?:my|our|all)"
    r"|übernimmt\s+(?:mein|unser)\w*\s+\w*(?:kosten|gebühr|tickets?|reise|übernachtung|karten?)\b"
    r"|paid\s+for\s+(?:my|our)|flew\s+(?:me|us)|put\s+(?:me|us)\s+up|(?:gave|sent|lent|loaned|offered)\s+(?:me"
    r"|us)\s+(?:a|an|the|some"
    r"|two|three|this|these)\s+(?:free\s+)?)"
)
# Only words that make the post the reason or the price of the gift: "I'll show you" alone opens any post.
SHOWN = re.compile(
    rf"\b(?:damit|sodass|so\s+dass|um)\s+(?:(?:ich|wir|i|ihn|sie|es|das|die|den|dafür"
    rf"|hier)\s+)*(?:{_YOU}\s+)?(?:\w+\s+){{0,3}}?(?:zu\s+)?"
    r"(?:zeig|bericht|erzähl|vorstell|test|post|bewert)\w*"
    rf"|\b(?:dafür|im\s+gegenzug|zum\s+dank|als\s+dank|deshalb|deswegen)\s+(?:\w+\s+){{0,2}}?(?:{_SHOW}\s+(?:ich|i"
    rf"|wir)|poste?\b"
    rf"|(?:gibt.s|jetzt|hier|dieser?s?|eine?n?|das)\s+(?:\w+\s+)?{_POSTS}\b)"
    rf"|\bfür\s+(?:diese[nrs]?|die|meine|unsere)\s+{_POSTS}\b"
    r"|\b(?:gefragt|gebeten)\b[^.!?\n]{0,30}\b(?:zeig|test|vorstell|post)\w*|\bsoll\w*\s+(?:ich\s+)?(?:davon"
    r"|darüber|euch|eich|öich)\s+(?:\w+\s+)?"
    r"(?:erzähl|bericht|zeig|sag)\w*|\b(?:transparenz|transparenzhinweis|offenlegung|full\s+disclosure|disclosure)\s*:"
    r"|\b(?:dass|damit)\s+(?:mer|ma|mir|i|ich|wir)\s+(?:\w+\s+){0,2}(?:drüber|davon|darüber)\s+(?:schrii?b|schreib"
    r"|bericht|verzell|erzähl)\w*"
    rf"|\bweil\s+(?:ich|wir|i)\s+[^.!?\n]{{0,40}}?\b{_POSTS}\b[^.!?\n]{{0,40}}\b(?:gemacht|gedreht|geschrieben|gepostet"
    r"|veröffentlicht|mache|drehe|poste)\b|\bbecause\s+(?:i|we)\s+(?:made|posted|wrote|filmed|shot)\s+(?:a|one|some|two)\b"
    r"|\bso\s+(?:that\s+)?(?:i|we)\s+(?:could|can|get\s+to)\s+(?:show|tell|share|film|review)|\b(?:so"
    r"|because)\s+(?:i|we)(?:['’]d|\s+(?:would|said|promised))\b"
    r"[^.!?\n]{0,20}\b(?:post|film|show|share|review|write)|\bversprochen\b|\bfor\s+the\s+(?:video|reel|post|photos)\b"
    r"|\b(?:my|our|an)\s+honest\s+(?:take|review|verdict|opinion|thoughts|ranking)|\bso\s+here.?s\s+(?:a|my|our"
    r"|the|your)\s+(?:post|review)"
    r"|\b(?:for|in\s+exchange\s+for|in\s+return\s+for)\s+(?:this|some|a\s+few|a)\s+(?:review|post|video|reel"
    r"|photo|picture|story)"
)
PARTS = cut(
    "schenkt;schänkt;spend;sponser;gratis;kostenl;kostenf;umsonst;lade;überlassen;geliehen;zugeschickt;zugesandt;bereitgest;"
    "verfügung;zahl;übernommen;for free;free of;the house;complim;"
    "comped;freebie;waived;aufs haus;loaned;hooked;covered;paid for;flew;put me;put us;gave;"
    "sent ;lent ;offered;übernimmt"
)
_TO_ME = re.compile(
    r"\b(?:mein|unser)\w*\s+\w+\s+(?:ging|war|geht)\s+aufs\s+haus\b|\bübernimmt\s+(?:mein|unser)\w*\b"
    r"|\b(?:mir|uns|mich|me|us|ma|mer|üs|(?:ich|wir)\s+durft\w*|durft\w*\s+(?:ich|wir))\b"
    r"|\b(?:covered|waived|paid\s+for)\s+(?:my|our)\b|\b(?:hat|haben|het)\s+(?:mein|unser|ihn|sie|es)\w*"
    r"|\bbezahlt\s+(?:hat|haben|het)\b"
)
# What the creator or somebody at home paid for is none, and neither is what strangers left behind.
_PAID_THEMSELVES = re.compile(
    r"\b(?:i|we|wir|ich)\s+(?:\w+\s+)?(?:paid|haben?)\b[^.!?\n]{0,40}(?:paid|bezahlt|selbst)|\bselbst\s+bezahlt"
    r"|kleinanzeigen"
)


def gift_that_is_shown(whole: str) -> tuple[int, int] | None:
    """Return where a text says that its writer was given what it shows; None where either half is missing."""
    if not holds_any(whole, PARTS) or not SHOWN.search(whole):
        return None
    for seen in GIFT.finditer(whole):
        sentence = sentence_around(whole, *seen.span())
        if _TO_ME.search(sentence) and not _PAID_THEMSELVES.search(sentence):
            return seen.span()
    return None


def sentence_around(whole: str, start: int, end: int) -> str:
    """Return the sentence or line that holds `whole[start:end]`."""
    first = max(whole.rfind(sign, 0, start) for sign in ".!?\n") + 1
    ends = [place for sign in ".!?\n" if (place := whole.find(sign, end)) >= 0]
    return whole[first : min(ends, default=len(whole))]
