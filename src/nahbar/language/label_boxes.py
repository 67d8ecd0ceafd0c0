"""Short pieces that stand for a label: "(Prod. provided)", "[wurde eingeladen]", "contains pr 🧡". Pure.

A piece is what stands in brackets, or between the signs that part sentences, lines and pictures. It must be short, tell
nothing of "I" or "we" (that would be a sentence), and hold a word of a deal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.label_context import denied
from nahbar.language.label_talk import quoted_advert
from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold
from nahbar.language.parts import cut, holds_any

_PICTURES = "\u2190-\u21ff\u2500-\u27bf\U0001f1e6-\U0001faff\ufe0f"
_LONGEST, _IN_BRACKETS, _BETWEEN_COMMAS = 7, 8, 4
_SHY = 2
_LONGEST_SIGNS = 80
_PIECE = re.compile(rf"[^\n.!?…|•·:;/()\[\]{{}}»«\"“”{_PICTURES}–—]{{2,}}")
_BRACKET = re.compile(r"[(\[{](?P<inside>[^()\[\]{}\n]{2,80})[)\]}]")
# ", ambassador since May,"
_CLAUSE = re.compile(r",[ \t]+(?P<inside>[^\n.!?,:;()]{3,40})(?=[,.!\n]|\Z)")
_WORDS = re.compile(r"\w+")
# Whoever is "I" tells; verbs of a tale do too.
_TOLD = re.compile(
    r"\b(?:ich|wir|i|we|they|sie|er|she|he|you|du|ihr|mir|uns|me|us|mich|my|mein\w*|unser\w*|our|his|her|dein\w*|your|oma|opa|mama|papa|mum|mom|dad|hab\w*|hat|has|have|had|nicht|kein\w*|not|no|never|nie|ohne|without)\b|n['’]t\b"
)
_THING_DE = (
    r"(?:produkte?|prod|buch|bücher|ware|material|stoff|garn|wolle|gerät|teile?|set|essen|menü"
    r"|aufenthalt|übernachtung(?:en)?|reise|anreise|hotel|eintritt|tickets?|karten|behandlung|outfit"
    r"|kleid|look|muster|exemplar|technik|rad|auto|möbel|farbe|saatgut|zutaten)"
)
_THING_EN = (
    r"(?:products?|prod|items?|goods|materials?|kit|yarn|wool|fabric|books?|copy|samples?|gear|stay"
    r"|trip|travel|meals?|dinner|tickets?|entry|accommodation|outfit|dress|look|ingredients"
    r"|equipment|tools?|paint|seeds?|unit|bike|car|room|treatment|flights?|parts|feed|lunch|drinks)"
)
# These are said of deals alone.
_SURE = re.compile(
    rf"(?<![\w@#-])(?:{_THING_EN}\.?\s+(?:was\s+|were\s+|is\s+|are\s+|all\s+)?(?:very\s+|so\s+)?(?:kindly\s+|generously\s+)?(?:provided|supplied|gifted|sponsored|comped|hosted|donated|loaned|furnished|covered|received\s+free|sent\s+free)(?:\s+(?:by|free|for\s+(?:free|review)|to\s+(?:try|test|review)|foc))?"
    rf"|{_THING_DE}\.?\s+(?:wurden?\s+|ist\s+|sind\s+|war\s+|waren\s+)?(?:kostenlos|gratis|kostenfrei|unentgeltlich|gestellt|gesponsor?t|gesponsert|zur\s+verfügung|überlassen|bereitgestellt|vom\s+(?:hersteller|verlag|label|händler)|leihweise)(?:\s+(?:gestellt|erhalten|bekommen|überlassen))?"
    r"|zur\s+(?:rezension|besprechung|bewertung|ansicht|verfügung\s+gestellt|freien\s+verfügung)(?:\s+(?:erhalten|bekommen|gestellt|überlassen|vom\s+verlag))?|zum\s+(?:test|testen|rezensieren|ausprobieren|besprechen|vorstellen)\s+(?:erhalten|bekommen|gestellt|überlassen|geschickt|kriegt)|(?:provided|supplied|received|sent|given)\s+(?:free\s+)?(?:for|to)\s+(?:review|test|try|testing)(?:\s+purposes)?|for\s+review\s+purposes"
    r"|(?:enthält|enthaltet|contains?|includes?|inkl\.?|mit|with|via|some|all|alles|teils?|partly|partially|mostly)\s+(?:\w+\s+)?(?:pr|gifted|werbung|affiliate|sponsored|pr[\s-]\w+|gifts|freebies|leihgaben|geschenke(?=\s+von|\s+der)|rezensionsexemplare?|provisionslinks?|commission\s+links?|paid\s+links?)"
    r"|pr[\s,/|-]+(?:unbezahlt|unpaid)|(?:#|\b)pr\b(?=\s*(?:\Z|[\n.!|•/)\]]))|(?:von\s+(?:der|einer)\s+pr|pr[\s-]agentur)"
    r"|(?:bezahlter?|vergüteter?|entlohnter?|honorierter?|beauftragter?|gebuchter?)\s+(?:post|beitrag|text|auftritt|inhalt|video|content|arbeit|auftrag)|(?:paid|commissioned|compensated|remunerated)\s+(?:post|work|job|gig|piece|for|work)|auftragsarbeit|gegen\s+(?:bezahlung|honorar|entgelt|vergütung|gebühr|cash|provision)|mit\s+honorar|honorar\s+(?:erhalten|bekommen)"
    r"|(?:as\s+)?(?:a\s+)?(?:guest|guests)\s+of|als\s+gast\s+(?:de[rs]|von|vom)|(?:war|waren|bin|wurde|wurden|was|were|been|got)\s+(?:dort\s+|there\s+|kindly\s+|hier\s+|herzlich\s+)?(?:eingeladen|invited|hosted|comped)(?=\s*\Z|\s+(?:als|as|von|by|vom))|eingeladen\s+als\s+\w+|auf\s+einladung\s+(?:de[rs]|vo[nm]|des)|invited\s+(?:as|by)|(?:aufs|auf)\s+haus\s*\(?blogger\)?|on\s+the\s+house\s+\(?blogger\)?"
    r"|(?:trade|barter|swap|exchange)\s+(?:for|against)\s+(?:content|posts?|reels?|photos?|reviews?|exposure|stories)|content[\s-](?:trade|tausch|swap|deal|kooperation)|(?:tausch|trade|barter)[\s-]?(?:koop\w*|collab|deal|kooperation)"
    r"|teil\s+(?:der|einer|des)\s+(?:\w+\s+)?(?:kampagne|kooperation|markenteams?|botschafterprogramms?|pr-?\w*)|part\s+of\s+(?:the|a|an)\s+(?:\w+\s+){0,2}(?:campaign|ambassador\s+program\w*|creator\s+program\w*|affiliate\s+program\w*|squad|brand\s+team)"
    r"|(?:stolze[rn]?|proud|offizielle[rn]?|official|neue[rn]?|new)\s+(?:partner(?:in)?|testerin?|ambassador|botschafter(?:in)?|markengesicht)\s+(?:von|of|der|des|for|für|bei)"
    r"|(?:aff|affil|affiliate|affiliated|provision\w*|commission\w*|empfehlungs\w*|referral|ref)[\s.-]*(?:links?|code)?(?:\s+(?:enthalten|unten|below|inside|included|möglich|applies))"
    r"|(?:gift|gruß|grüße|post|überraschung|aufmerksamkeit|lieferung|geschenk|gschänk|gschenk|present|freebie|sample|muster|leihgabe|loan|einladung|iiladig|invite|invitation|packerl|päckli|paket)\s+(?:from|by|vo[nm]?|de[rs]|of|vun)\s+(?:the\s+|der\s+|dem\s+|de\s+)?(?:brand|company|makers?|publishers?|author|hotel|hersteller\w*|marke|firma|verlag\w*|label|autor\w*|agentur|agency)"
    r"|(?:brand\s+)?(?:ambassador|botschafter(?:in)?|markenbotschafter(?:in)?)\s+(?:since|seit|sit)"
    r"|(?:blogger|influencer|creator|presse|press|media|pr|ambassador|botschafter|friends?\s+(?:and|&)\s+family)[\s-]*(?:rabatt|discount|konditionen|rate|preis|price|tarif))(?![\w-])"
)
# These need a sale or an account too.
_MAYBE = re.compile(
    r"(?<![\w@#-])(?:eingeladen(?:\s+(?:worden|von|vom|zum|als)\b)?|(?:kindly\s+)?invited|hosted"
    r"|comped|geladen|zu\s+gast\s+(?:bei|im)|leihgaben?|leihweise|geliehen|(?:on\s+)?loan(?:ed)?"
    r"|borrowed|on\s+test|testweise|zum\s+testen|to\s+try|to\s+test|tausch(?:e|handel|geschäft)?"
    r"|(?<!fair )trade|traded|swap|barter|in\s+exchange|exchange|bartered"
    r"|gegenleistung|gefälligkeit|sachleistung|naturalien|samples|testers?|tester(?:in)?|testess(?:er|en)|testproband\w*|produkttester(?:in)?|testprodukte?|testpaket|testware|testbox|goodies?|goodie-?bag|swag|freebies?|merch|kostprobe\w*|probepackung"
    r"|supported|unterstützt|support(?:et)?|mit\s+unterstützung|with\s+support|gefördert|funded|backed|ausgestattet(?:\s+(?:von|vom|durch))?|ausrüster|equipped\s+by|kitted\s+out(?:\s+by)?|dressed\s+by|eingekleidet(?:\s+von)?"
    r"|dankend\s+erhalten|zugeschickt\s+bekommen|ei?ng(?:e)?lad[ne]+|ii?glad[eä]\w*|honoriert|vergütet|entlohnt|compensated|remunerated|partner(?:in)?|partnered|teamed\s+up|promo|promotion|promotional|reklame-?ish|empfehlung\s+gegen\s+\w+|provision|kommission|commission|commissionable|empfehlungslink|ref\s?link|ref-?code)(?![\w-])"
)
_PRIVATE = re.compile(
    r"\b(?:bücherei|library|nachba\w*|neighbo\w*|schule|school|verein\w*|kita|uni|arzt|hno|klinik|clinic|spital|krankenhaus|hospital|museums?|schwager|schwester|bruder|sister|brother|tante|onkel|aunt|uncle|freund\w*|friends?|kolleg\w*|chef|boss"
    r"|versicherung|werkstatt|gemeinde|council|church|kirche|hochzeit|wedding|geburtstag|birthday|party|taufe|grillen|kinder|kids|rechnung|bill|steuer\w*|tax|schulden|miete|rent|hypothek|mortgage|gebraucht|kleinanzeigen|flohmarkt|corona|covid|schwangerschaft\w*|pregnan\w*|mathe|fahrt|life|crime)\b"
)
_ABOUT = 800
PARTS = cut(
    "provided;supplied;gifted;sponsor;comped;hosted;donated;loan;furnish;covered;received;kostenl;"
    "gratis;kostenf;unentgelt;gestellt;verfügung;überlassen;vom hersteller;vom verlag;leih;"
    "rezension;besprech;testen;probier;review;enthält;contain;includ;pr ;pr\n;pr.;pr!;(pr;[pr;*pr;"
    "\npr;pr-;dankend;lad;gruß;grüße;überrasch;aufmerks;liefer;gift;geschenk;present;muster"
    ";beitrag;post;auftrag;paid;commission;honorar;bezahl;entgelt;vergüt;guest;gast;eingeladen;"
    "invited;einladung;house;haus;trade;barter;swap;exchange;tausch;teil ;part of;partner;tester;"
    "botschafter;ambassador;aff;provision;rabatt;discount;konditionen"
    ";rate;geliehen;borrow;on test;gegenleist;gefällig;sachleist;natural;sample;goodie;swag;freebie;"
    "support;unterstütz;geförd;funded;backed;ausgestattet;ausrüst;equipped;kitted;dressed;"
    "eingekleidet;vertrag;signed;promo;referral;ref;empfehl;kommission;kostprobe"
)


def find_boxes(text: Plain) -> Iterator[tuple[str, int, int]]:
    """Yield (term, start, end) of words of a deal in pieces that are too short to tell a tale."""
    whole = text.text
    if not holds_any(whole, PARTS):
        return
    for box in _BRACKET.finditer(whole):
        yield from _words_of(text, *box.span("inside"), _IN_BRACKETS)
    for piece in _PIECE.finditer(whole):
        yield from _words_of(text, *piece.span(), _LONGEST)
    for clause in _CLAUSE.finditer(whole):
        yield from _words_of(text, *clause.span("inside"), _BETWEEN_COMMAS)


def _words_of(text: Plain, first: int, last: int, most: int) -> Iterator[tuple[str, int, int]]:
    if last - first > _LONGEST_SIGNS or _within_a_link(text.text, first):
        return
    piece = text.text[first:last]
    if (
        len(_WORDS.findall(piece)) > most
        or text.text[last : last + 1] == "?"
        or _TOLD.search(piece)
        or _PRIVATE.search(piece)
    ):
        return
    found = _SURE.search(piece)
    if found is None:
        found = _MAYBE.search(piece)
        if found is None or not _is_traded(text.text, first, last, most == _IN_BRACKETS or len(piece.split()) <= _SHY):
            return
    start, end = first + found.start(), first + found.end()
    if not denied(text.text, start, end) and not quoted_advert(text.text, start, end):
        yield "promotion", start, end


def _within_a_link(whole: str, first: int) -> bool:
    """Tell whether a piece goes on where an address was cut: "https://shop.example/?partner=klara"."""
    return first > 0 and whole[first - 1] in "?/.:" and not whole[first].isspace()


def _is_traded(whole: str, first: int, last: int, short: bool) -> bool:
    about = whole[max(0, first - _ABOUT) : last + _ABOUT]
    return short and (is_sold(about) or "@" in about)
