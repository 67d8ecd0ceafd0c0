"""Nouns by which posts half say that they are advertising, by families of word parts. Pure data.

"Rezensionsexemplar", "PR-Päckli", "loan unit", "Provisionslink": each is a part that says why (review, press, loan) and
a part that says what (copy, box, stay), joined by nothing, a hyphen, a blank or, in a hashtag, an underscore. `sure`
families are words of the trade; the others are also a neighbour's ("Leihgabe") and need a sale beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nahbar.language.parts import cut

_J = r"[\s\-‐_.]{0,2}"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of label words: the `term` of the rules, whether it is `sure`, whether a giver's name after it makes it
    a label within a sentence too (`named`), and the words."""

    term: str
    sure: bool
    named: bool
    pattern: str


# Why it was given.
_REVIEW = (
    r"(?:re[zs]z?en[sz]s?ions?|rezessions?|re[zs]i|rez|besprechungs?|lese|vorab|voraus|vorablese"
    r"|frei|verlags|presse|blogger|test|review)"
)
_TRADE = (
    r"(?:pr|presse?|medien|media|blogger|bloggers?|influencer|creator|content|promo|ugc|marken|brand"
    r"|kooperations?|koop|collab|kollab|sponsor(?:en|ing)?)"
)
_TRADE_EN = r"(?:pr|press|media|blogger|influencer|creator|promo|brand|marketing|seeding)"
_LENT = r"(?:dauer)?(?:leih|test|muster|probe|vorführ|demo|produkt)"
_LENT_EN = r"(?:(?:long[\s-]term\s+)?loan(?:er|ed)?|review|tester|demo|evaluation|press|sample)"
# What it was.
_COPY = r"(?:exempl?a?r(?:e|s)?|e[xk]s?(?:pl)?\b\.?|e-?books?)"
_BOX_DE = (
    r"(?:mus(?:ch)?ter|pakete?|päckchen|päckli|päggli|päckle|pack(?:er|erl|age)?|packl|boxe?n?|post(?!er)|geräte?|produkte?|ware|samples?|geschenke?|gschenk|gschänk|exemplar|goodies?"
    r"|kit|beutel|haul|sendung|lieferung|sachen|zeugs?|stücke?|tasche)"
)
_BOX_EN = (
    r"(?:packages?|packs?|parcels?|mail(?:er|ing)?|box(?:es)?|hauls?|drops?|samples?|gifts?|gifted|gifting|cop(?:y|ies)|products?|items?|kits?|bundles?|delivery|deliveries|unboxing|bags?|stash|goodies"
    r"|loans?|cars?|vehicles?|units?|stuff|freebies?)"
)
_TRIP_DE = (
    r"(?:reise|einladung|iiladig|events?|aufenthalt|trips?|essen|dinner|lunch|frühstück|brunch|besuch|karten?|tickets?|akkreditierung|nacht|nächte|wochenende|vorstellung|vorführung|termin"
    r"|screening|stay|visit|invite|fahrt|tour|übernachtung(?:en)?|rundgang|führung|verkostung|testessen|abend|launch|urlaub)"
)
_TRIP_EN = (
    r"(?:stays?|trips?|visits?|events?|invit(?:e|es|ation|ations|ed)|tickets?|pass(?:es)?|nights?"
    r"|dinners?|lunch(?:es)?|brunch|meals?|launch|preview|screening|weekend|tour|break|getaway"
    r"|breakfast|tasting)"
)
_TERMS = r"(?:konditionen?|rabatte?|rate|tarif|discount|price|nachlass)"
_LINK_WHY = (
    r"(?:provisions?|commission(?:able|ed)?|commision|kommissions?|empfehlungs|referral"
    r"|refer[\s-]a[\s-]friend|freunde[\s-]?werben(?:[\s-]?freunde)?|freundschaftswerbungs?|werbe"
    r"|vermittlungs)"
)
# Slips: "gesponsort", "spnsrd", "sponsered"; "sponsored" and "gesponsert" are terms of their own.
_SPONSORED = r"(?!sponsored\b|sponsore\b)(?:ge|g)?spo?n?s[oeöi]{0,2}r(?:d|t|ed|et|eret)(?:e[rnsm]?)?"

FAMILIES = (
    Family("sample", True, True, rf"{_REVIEW}{_J}{_COPY}|rezensions?-?(?:buch|titel)|vorab-?ausgabe"),
    Family("sample", True, True, rf"{_TRADE}{_J}{_BOX_DE}"),
    Family("sample", True, True, rf"{_TRADE_EN}{_J}{_BOX_EN}"),
    Family(
        "sample",
        True,
        True,
        rf"(?:(?:advanced?|early|review(?:er)?(?:['’]?s)?|pre-?release|uncorrected|publisher(?:['’]?s)?|galley|netgalley|arc|gifted|free|complimentary){_J}(?:(?:reader|reading|review(?:er)?)(?:['’]?s)?{_J})?"
        r"(?:cop(?:y|ies)|galley|proofs?|edition|e-?book))",
    ),
    Family("sample", True, False, rf"e?arc(?:{_J}(?:review|copy|reader|reading|team|love))?"),
    Family("trip", True, False, rf"(?:{_TRADE}|fam){_J}{_TRIP_DE}"),
    Family(
        "trip", True, False, rf"(?:{_TRADE_EN}|hosted|comped?|gifted|complimentary|sponsored|invited|fam){_J}{_TRIP_EN}"
    ),
    Family("sample", True, False, rf"(?:{_TRADE}|{_TRADE_EN}|industry){_J}{_TERMS}"),
    Family(
        "sample",
        True,
        False,
        rf"(?:{_LENT_EN}{_J}(?:units?|devices?|samples?|models?|bikes?|cars?|vehicles?)|on\s+(?:long[\s-]term\s+)?loan\s+(?:from|by|courtesy)|loan(?:ed)?\s+(?:by|from))",
    ),
    Family(
        "sample",
        False,
        False,
        rf"{_LENT}{_J}(?:gabe|geräte?|stellung|stücke?|rad|wagen|auto|fahrzeug|ski|aktion|kampagne|objekt|kandidat(?:in)?|mus(?:ch)?ter|pakete?|box|produkte?|exemplar|päckli|packerl|ware|weise)",
    ),
    Family(
        "sample",
        False,
        False,
        r"(?:gast(?:aufenthalt|übernachtung|nächte)|gratis-?(?:aufenthalt|übernachtung|nacht|nächte|essen|menü|eintritt)|frei-?(?:übernachtung|aufenthalt|nächte|karten?|tickets?)|on\s+loan|loaned|loaner|loan|comped|complimentary|freebies?|free\s+(?:sample|product|gift|stay|meal|tickets?)s?|(?:geschenkt|g['’]?schenkt|gschänkt)\s+(?:bekommen|kriegt|übercho|erhalten|vom\s+(?:hersteller|verlag))|gratis-?(?:produkt|probe|exemplar)|produktproben?|warenproben?|naturalrabatt|sachbezug)",
    ),
    Family(
        "gifted",
        True,
        False,
        r"(?:kostenlos|kostenfrei|gratis|unentgeltlich|umsonst)\s+(?:erhalten|bekommen|(?:ge?)?kri[ae]?gt|g['’]?kriagt|griagt|übercho|becho|gstellt|gestellt|überlassen|zur\s+verfügung(?:\s+gestellt)?|bereitgestellt|zugeschickt|getestet|vom\s+(?:hersteller|verlag))",
    ),
    Family("gifted", True, False, r"(?:gifft?ed|giftet|gfited|gifetd|gftd|giftd|pr[\s-]?gifted|g!fted)"),
    Family("gesponsert", True, False, rf"(?:teil-?|part[\s-]|halb[\s-]?|mit)?{_SPONSORED}"),
    Family(
        "gesponsert",
        False,
        False,
        r"sponsor(?:ing|ship|enpost|enbeitrag)|sponsoring[\s-]?(?:post|beitrag|partner)|sponsor",
    ),
    Family(
        "partner",
        True,
        False,
        r"(?:werbe|marken|brand|content|creator|influencer)[\s\-_]?(?:partner(?:in|schaft|ship)?|deal)|(?:koop(?:erations)?|collab|kollab|collabo|kollabo)(?:oration)?[\s\-_]?(?:post|beitrag|video|reel|angebot|deal|liebe|love|herz|vibes?|time|zeit|news|alarm|modus|partnerpost|alert|announcement)",
    ),
    Family(
        "partner",
        True,
        True,
        r"(?:ausrüster|ausrüstungs|ausstattungs|material|technik|wärbe|hotel|mobilitäts|ernährungs|fitness|beauty"
        r"|mode|fashion|gear|equipment|exklusiv|premium)[\s\-]?partner(?:in)?|sponsor(?:ship)?[\s-](?:shout-?out"
        r"|segment|break|message|read|spot|plug|alert|time|love|liebe|post)|gratis-?mus(?:ch)?ter|testaktion",
    ),
    Family(
        "partner",
        False,
        False,
        r"(?:werbe|wärbe)-?(?:geschenke?|artikel|gschänk)|kooperationspartner(?:in)?|kollab(?:o|oration)?|collabo|koop(?:eration)?",
    ),
    Family(
        "ambassador",
        True,
        True,
        r"(?:marken|brand|produkt|werbe|firmen){J}(?:botschafter(?:in)?|ambassador|rep(?:resentative)?|advocate|champion|partner|gesicht)(?:\s+(?:für|for|of|von|bei|with))?".replace(
            "{J}", _J
        ),
    ),
    Family(
        "commission",
        True,
        False,
        rf"{_LINK_WHY}{_J}(?:links?|codes?|program(?:m|me)?|partner)|commissions?{_J}(?:earned|paid|may\s+be\s+earned|applies)|paid{_J}links?|#(?:ad)?commission\w*|amazon{_J}(?:associate|partner)(?:links?)?",
    ),
    Family(
        "cooperation",
        False,
        True,
        r"gegengeschäft|tauschgeschäft|bartergeschäft|kompensationsgeschäft|barter(?:[\s-]?(?:deal|trade|collab))?|gifted[\s-]exchange|(?:ware|produkt)\s+gegen\s+(?:content|post|beitrag|bericht)|(?:content|post|beitrag|bericht)\s+gegen\s+(?:ware|produkt)|trade(?:[\s-]?(?:collab|deal))|contra[\s-]?deal",
    ),
    Family(
        "cooperation",
        True,
        False,
        r"in\s+(?:exchange|return)\s+for\s+(?:an?\s+|my\s+|our\s+)?(?:honest\s+|fair\s+|unbiased\s+)?(?:review|opinion|feedback|content|post|coverage|exposure)s?|im\s+(?:aus)?tausch\s+(?:gegen|für)\s+(?:eine?n?\s+)?(?:ehrliche\s+)?(?:rezension|bewertung|meinung|content|beitrag|post|bericht)|gegen\s+(?:rezension|content|bericht)",
    ),
    Family(
        "promotion",
        False,
        False,
        r"(?:produktvorstellung|markentest|promo(?:tion)?[\s\-_]?(?:post|beitrag|video)|produkttester(?:in)?|product\s?tester|vergütet(?:er)?|honoriert(?:er)?)",
    ),
    Family(
        "promotion",
        True,
        False,
        r"(?:promotional|commercial|branded|paid|compensated|sponsert|remunerated)[\s\-_](?:content|post|review|mention|feature|placement)|(?:vergüteter?|honorierter?|entlohnter?)\s+(?:beitrag|post|text|inhalt)",
    ),
)
# A text without any of these holds none of them.
PARTS = cut(
    "muschter;wärbe;werbe;artikel;give;gast;frei;kriagt;becho;gstellt;sampl;review;exempl;rez;-ex;ex.;lese;expl;pr;presse;medien;media;blogger;influencer;creator;promo;ugc;brand;marken;koop;coll;koll;werbe;spo;spn;sp0;leih;muster;probe;vorführ;demo;produkt;loan;unit;copy;copies;galley;proof;arc;"
    "hosted;comp;gift;gft;fam;industry;freebie;kostenlos;kostenfrei;gratis;unentgelt;umsonst;"
    "schenkt;gfit;gife;provis;commis;kommis;empfehl;referr;refer;freunde;freundsch;vermittl;amazon;"
    "geschäft;barter;gegen ;trade;"
    "exchange;return;tausch;vergüt;honor;entlohn;paid;partner;botschaft;ambass;content;rabatt;sachbezug;contra;test;press"
)
WORDS = re.compile(
    r"(?<![\w@#\-‐&])(?:"
    + "|".join(f"(?P<f{n}>{one.pattern})" for n, one in enumerate(FAMILIES))
    + r")(?![\w\-‐&=]|['’]\w)"
)
_WITH_NAME = (
    r"(?:\d{2,4}|_?(?:post|beitrag|video|story|reel|content|werbung|inhalt|life|love|liebe|time"
    r"|unboxing|haul|alert|mail)|_?(?:von|vom|vo|by|from|mit|with|for|für|fuer|ohne|aber|und|aus)_?\w{3,})?"
)


def _glued(pattern: str) -> str:
    """Return the pattern of words as one of a hashtag, which holds no blank."""
    return pattern.replace("#", "").replace(r"\s+", "_?").replace(r"\s?", "_?").replace(r"\s", "")


TAGS = re.compile(
    r"#(?:meine?|unser|my|our|tolle[rs]?|neue[rs]?|kindly|honest|ehrlich\w{0,2}|enthält|contains)?_?(?:"
    + "|".join(f"(?P<f{n}>{_glued(one.pattern)})" for n, one in enumerate(FAMILIES))
    + rf"){_WITH_NAME}(?!\w)"
)
