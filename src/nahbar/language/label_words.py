"""The words of advertising labels in German and English, as patterns on plain text. Pure data.

`clear` words call the thing advertising or paid; `weak` ones hint at it. Which of them a law accepts is decided by the
rules of disclosure, not here. A name in capitals is one term: "WERBUNG", "AD".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nahbar.language.parts import cut
from nahbar.language.slips import MISSPELT
from nahbar.language.slips import PARTS as SLIP_PARTS

# Digits and signs that stand for letters in words which are meant to be read and not to be found.
_LEET = {
    "a": "a4@*",
    "b": "b8",
    "e": "e3€*",
    "g": "g9",
    "i": "i1!|l*",
    "o": "o0*",
    "s": "s5$",
    "t": "t7",
    "u": "u*",
    "l": "l1|",
    "z": "z2",
}
PICTURE = "[\u2600-\u27bf\u2b50-\u2b55\U0001f300-\U0001faff]\ufe0f?"
_GAP = rf"(?:[ \u00a0\u2009]{{1,2}}|[ ]?(?:[._*·•\-–|/~]|{PICTURE})[ ]?)"
_DOT = rf"(?:[._\-·•|]|{PICTURE})?"


def _drawn(word: str) -> str:
    """Return a pattern for a word, also with digits or stars for letters, and with gaps in it."""
    letters = [f"[{_LEET[sign]}]" if sign in _LEET else sign for sign in word]
    return f"{_DOT.join(letters)}|{_GAP.join(letters)}"


@dataclass(frozen=True, slots=True)
class Term:
    """A label's term: `word` is true where the term is also an ordinary word, so that its place must show "
    "the label."""

    name: str
    clear: bool
    word: bool
    pattern: str


# Swiss German beside the words themselves.
_WERBUNG = _drawn("werbung") + r"|w[eä]rbig|wärb(?:ung|ug)"
_ANZEIGE = _drawn("anzeige") + r"|aazeig"
_PAID = r"(?:bezahlt[ei][rns]?|zahlti|entgeltliche[rns]?|kommerzielle[rns]?)"

TERMS = (
    Term("gesponsert", False, False, r"gesponser[td]e[rns]?\s+(?:reise|beitrag|post|video|inhalt)"),
    Term("advertising", True, False, r"werbung\s+enthalten"),
    Term("placement", True, True, r"produkt-?platzierung(?:en)?"),
    Term("sponsor", False, False, r"aff(?:iliate)?\s+links?"),
    Term("continuous", True, True, r"dauer-?werbe(?:sendung|video)"),
    Term("placement", True, False, r"(?:mit\s+)?unterst(?:ü|ue)tzt\s+durch\s+produkt-?platzierung(?:en)?"),
    Term("placement", True, False, r"enth(?:ä|ae)lt\s+(?:bezahlte\s+)?produkt-?platzierung(?:en)?"),
    Term("partnership", True, False, rf"{_PAID}\s*(?:werbe-?)?(?:partnerschaft|kooperation|zusammenarbeit)"),
    Term("insertion", True, False, rf"{_PAID}\s*einschaltung"),
    Term("advertising", True, False, r"(?:enth(?:ä|ae)lt|beinhaltet)\s+(?:bezahlte\s+)?(?:werbung|anzeigen?)"),
    Term("advertising", True, False, rf"{_PAID}\s*(?:werbung|anzeige|promotion|reklame)"),
    Term(
        "advertising",
        True,
        False,
        r"(?:werbe-?(?:hinweis|kennzeichnung)|hinweis\s+auf\s+werbung"
        r"|kennzeichnung(?:\s+als\s+werbung)?)(?=\s*:?\s+(?:s\.|siehe|(?:(?:siehe|s\.|stehe?[nt]|ist|findet\s+ihr)\s+)?"
        r"(?:im|in|auf|unter))\s+[^.!?\n]{0,20}(?:kommentar|bild|foto|video|story))",
    ),
    Term("slash", True, True, r"(?:werbung\s?[/|&+]\s?anzeige|anzeige\s?[/|&+]\s?werbung)"),
    Term("advertising", True, True, r"werbe-?(?:video|beitrag|post|posting|partnerschaft|kooperation|anzeige)"),
    Term("foreign", True, True, r"(?:publireportage|pubblicit[aà]|publicit[eé])"),
    Term("advertising", True, True, r"reklame"),
    Term("misspelt", True, True, MISSPELT),
    Term("short", False, True, r"(?:anz|werbg|wrbg|werb|advt)(?!\w)\.?"),
    Term("advertising", True, True, f"(?:{_WERBUNG})"),
    Term("notice", True, True, f"(?:{_ANZEIGE})"),
    Term(
        "paid partnership",
        True,
        False,
        r"paid\s*(?:partnership|collaboration|promotion|sponsorship)(?=$|[^a-z]|mit|with)",
    ),
    Term(
        "paid ad",
        True,
        False,
        r"(?<=this is a )paid\s+(?:ad|advert|advertisement)"
        r"(?!\s*(?:break|campaign|tier|version|space|for\s+(?:my|our)))",
    ),
    Term("paid ad", True, True, r"paid\s+(?:ad|advert|advertisement)"),
    Term("advertorial", True, True, r"advertorial"),
    Term("advertisement", True, True, r"advertisement\s+feature"),
    Term("advertisement", True, True, f"(?:{_drawn('advertisement')}|{_drawn('advertising')}|{_drawn('advert')})"),
    Term("sponsored", True, False, r"(?:this\s+)?(?:video|post|reel|episode)\s+is\s+sponsored(?=\s+by)"),
    Term("sponsored by", False, False, r"(?:gesponsert|gesponsort|sponsored|presented|präsentiert)\s+(?:von|by|durch)"),
    Term("sponsored", True, True, f"(?:sponsored\\s?(?:post|content|video|stream)|{_drawn('sponsored')})"),
    Term("gesponsert", False, True, r"gesponser?[td]e?r?(?:\s+(?:post|beitrag))?"),
    Term(
        "gesponsert",
        False,
        False,
        r"gesponser[td]\s*(?=$|[.!\n|])|gesponser[td]e[rns]?\s+(?:reise|beitrag|post|video|inhalt)"
        r"|gsponse?re?t\s+vo",
    ),
    Term("ad", True, True, r"ad"),
    Term(
        "cooperation",
        False,
        False,
        r"in?\s+(?:\w+er\s+)?(?:kooperation|koop|kollab(?:oration)?|collab|zusammenarbeit|zäm+en?arb(?:ei|e)t|partnerschaft)\s+mit(?!\s+(?:mein"
        r"|dein|unser|euch|eure|der\s+(?:polizei|stadt|gemeinde|schule|uni|feuerwehr|hochschule|klinik)"
        r"|dem\s+(?:verein|tierheim|roten|landkreis|jugend)))",
    ),
    Term("cooperation", False, False, r"in\s+(?:association|partnership|collaboration|collab)\s+(?:with|w/|w(?=\s))"),
    Term(
        "cooperation",
        False,
        True,
        r"(?:kooperation|koop|zusammenarbeit|zäm+en?arb(?:ei|e)t|collab(?:oration)?)"
        r"(?!\s+(?:mit|with)\s+(?:my|our|mein\w*|unser\w*|dem|der)\b[^.!?\n@]*(?:[.!?\n]|$))(?:\s+(?:mit|with|w/"
        r"|x(?=\s+@)))?",
    ),
    # "Unser Partner auf dieser Tour ist @..."
    Term(
        "partner",
        False,
        False,
        r"(?:(?<=unser )|(?<=unsere )|(?<=our ))partner(?:in)?(?=(?:\s+(?:auf|bei|beim|für|fürs|in|im|durch|während|am"
        r"|on|for|during|throughout|dieser|unserer|of)\s[^.!?\n@]{0,40})?\s*(?:\s(?:ist|sind|war|is|was)(?:\s+(?:wieder|again))?\s+"
        r"|:\s*)@)",
    ),
    Term(
        "partner",
        False,
        True,
        r"(?:partner-?(?:post|beitrag|video)|brand-?\s?partner(?:in)?|kooperationspartner|werbepartner|partner(?:in"
        r"|ship)?)",
    ),
    Term("sample", False, True, r"(?:pr[\s\-_]?(?:sample|samples|muster|paket|gift|package|product)|pressemuster)"),
    Term("gifted", False, False, r"(?<!was )(?<!were )(?<!been )(?:kindly|generously)\s+gifted(?=\s*(?:[.!|,)#\n]|$))"),
    Term("gifted", False, True, r"(?:gifted|gift|geschenkt)"),
    Term("powered by", False, False, r"powered\s*by(?=\s*[@#])|supported\s*by|unterst(?:ü|ue)tzt\s+(?:von|durch)"),
    Term(
        "thanks",
        False,
        False,
        r"(?:danke?|thanks|thank\s+you)\s+(?:an|to)(?=\s+(?:(?:das|the|die|de|dat|d|mein\w*|lieben?)\s+){0,3}"
        r"(?:(?:team|leute|lüüd|lüt|leit|crew|folks|people)\s+|lieben\s+)?(?:von\s+|vun\s+|vo\s+|at\s+|bei\s+)?@)|merci(?=\s+@[\w.]+\s+f(?:ü|ue)rs?\s)",
    ),
    Term(
        "thanks",
        False,
        False,
        r"danke?\s+an(?=\s+\S+(?:\s+\S+)?\s+f(?:ü|ue)r\s+(?:das|den|die|euer|eure)\s+(?:\w+\s+)?(?:paket|produkt"
        r"|p(?:ä|ae)ck|einladung|sample|ausr|testger|reise|muster|goodie))",
    ),
    Term("trip", False, True, r"(?:press(?:e-?reise|\s?trip)|invitation|hosted|auf\s+einladung\s+(?:von|der|des))"),
    Term("ambassador", False, True, r"(?:brand\s?)?(?:ambassador|botschafter(?:in)?)"),
    Term("sponsor", False, True, r"(?:spon|sp|aff(?:il(?:iate)?)?)"),
    Term("promotion", False, True, r"(?:promotion|promo|produkttest)"),
)

# A tag in which a label's word is glued to others; what begins with the same letters is mostly a word of its own
# ("#werbungskosten", "#anzeigenblatt", "#sponsoredathlete"), so the others are named. A denial within it makes it none.
_DENIES = r"(?!\w*(?:nicht|not|never|no(?![a-z])|kein|un_?-?bezahlt|unbeauftragt|unpaid))"
_WITH_IT = (
    r"(?:kooperation|koop|collab|partner(?:schaft)?|gesponsert|sponsored|geschenk|gifted|produkttest|pr_?(?:sample|paket|muster)"
    r"|affiliate|reklame|enthalten|(?:aber|trotzdem)_?(?:ehrlich|vonherzen|aus|mein|eigen|ernst|echt|gern|gut|toll|schön|super)|irgendwie|halt|ish|ohne_?geld|von_?herzen|und_?(?:anzeige|werbung|kooperation|koop|collab))"
)
GLUED = (
    rf"werbung_?{_DENIES}{_WITH_IT}\w*|anzeige_?{_DENIES}(?:{_WITH_IT}|werbung|selbst|wegen|damarken|danamens|dapr)\w+"
    rf"|(?:kooperation|koop|collab|gesponsert|achtung|produkttest|reklame|enth(?:ä|ae)lt)_?(?:werbung|anzeige)"
    rf"|sponsored_?{_DENIES}(?:but(?!ter|ton|cher)|and_?(?:honest|love|gifted)|honest|collab|partnership|gift|ad_)\w*"
    r"|ad_?(?:prgift|gift|paid|sponsored|collab|partner)(?:ed|s|ship)?|ad_?affiliate|gifted_?ad"
)

# Hashtags hold labels without gaps; the name is the same as that of the term.
TAGS = (
    ("misspelt", True, MISSPELT),
    ("glued", True, GLUED),
    ("advertising", True, r"w_e_r_b_u_n_g"),
    (
        "advertising",
        True,
        r"(?:bezahlte)?w[e3][r]b[u*]ng(?:(?:wegen|wg|da|durch|weil|f(?:ü|ue)r|anzeige|mit|aus|due|selbst)\w*)?|werbevideo"
        r"|werbepost|werbepartner(?:schaft)?|bezahltewerbepartnerschaft",
    ),
    ("notice", True, r"(?:bezahlte)?anzeige(?:werbung)?|anze[1l!]ge|4nzeige|a_n_z_e_i_g_e"),
    ("insertion", True, r"(?:entgeltliche|bezahlte)einschaltung"),
    ("partnership", True, r"bezahlte(?:partnerschaft|kooperation)"),
    ("continuous", True, r"dauerwerbesendung"),
    ("placement", True, r"produktplatzierung(?:en)?"),
    ("advertisement", True, r"advert|advertisement|advertising"),
    ("paid partnership", True, r"paidpartnership|paidpromotion|paidcollab(?:oration)?"),
    ("paid ad", True, r"paidad|paidadvert(?:isement)?"),
    ("sponsored", True, r"sponsored(?:post|content|ad|by\w*|video|reel|story|review|stream)?|sp[o0]ns[o0]red"),
    ("ad", True, r"ad|ads"),
    ("gesponsert", False, r"gesponsert"),
    (
        "cooperation",
        False,
        r"(?:kooperation|koop|collab)(?:ohne|aber|und|mit)\w+|kooperation|koop|collab|collaboration|zusammenarbeit|brandcollab",
    ),
    ("partner", False, r"partner|partnership|brandpartner|werbepartner|kooperationspartner"),
    (
        "partner",
        False,
        r"(?!(?:work|gym|run|train|life|dance|crime|travel|hiking|lauf|tanz|spiel|ehe|traum"
        r"|bett)\w*partner)[a-z]\w{3,}_?partner",
    ),
    ("sample", False, r"pr_?-?sample|prsamples|presssample|pressemuster|prpackage|prgift|prpaket"),
    ("gifted", False, r"gifted|gift|giftedby\w*|kindlygifted|prgifted"),
    ("powered by", False, r"supportedby\w*|poweredby\w*|unterst(?:ü|ue)tztvon\w*"),
    ("thanks", False, r"dankan\w+|dankean\w+|thanksto\w+"),
    ("trip", False, r"pressereise|presstrip|hosted|invitation|eingeladen"),
    ("ambassador", False, r"\w*ambassador|botschafterin|markenbotschafter(?:in)?"),
    ("sponsor", False, r"spon|sp|aff|affiliate|affiliatelink|sponsor"),
    ("promotion", False, r"promo|promotion|produkttest"),
    ("commission", False, r"(?:commission|provisions?|paid)_?links?"),
)

# Every label has one of these parts or looks; a text without any is done after one look.
_PARTS = SLIP_PARTS + cut(
    "werb;wärb;anze;4nz;@nz;*nz;anzi;azei;wrb;webr;webu;wreb;advert;sponsor;sponser;bezahl;zahlti;"
    "entgelt;kommerz;produktp;produkt-p;produktt;partner;paid;koop;zusammenarb;zämm;zämen;collab;"
    "in assoc;pr-;pr_;pr s;pr m;pr p;pr g;prs;prp;prg;prm;muster;gift;geschenkt;powered;supported;"
    "unterst;präsent;presented;presst;press t;press s;presse;dank;thank;merci;invitation;hosted;"
    "eingeladen;einladung;ambassador;botschafter;spon;#sp;#aff;#ad;promo;publi;pubbli;reklam;kennzeich;"
    "gsponse;aazeig;sp|;(sp);aff ;affi;koll"
)
_LOOKS = (
    re.compile(r"w[\W_]{0,4}[e3€*][\W_]{0,4}[r*][\W_]{0,4}b"),
    re.compile(r"w[e3€*][r*][b8*]"),
    re.compile(r"a[\W_]{0,4}[n][\W_]{0,4}[z2][\W_]{0,4}[e3€*]"),
    re.compile(r"a[\W_]{0,4}d[\W_]{0,4}v[\W_]{0,4}[e3€*][\W_]{0,4}r"),
    re.compile(r"s[\W_]{0,4}p[\W_]{0,4}[o0*][\W_]{0,4}n"),
    re.compile(r"ad(?![a-zäöüß])"),
    re.compile(r"sp(?!\w)"),
    re.compile(r"aff(?!\w)"),
    re.compile(r"\A\W*(?:anz|wrbg)(?!\w)"),
)


def may_hold_a_label(text: str) -> bool:
    """Tell quickly whether plain text may hold a label; it is wrong only on the side of caution."""
    return any(part in text for part in _PARTS) or any(look.search(text) for look in _LOOKS)


SPOKEN = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<t{n}>{term.pattern})" for n, term in enumerate(TERMS)) + ")")
TAGGED = re.compile("#(?:" + "|".join(f"(?P<t{n}>{pattern})" for n, (_, _, pattern) in enumerate(TAGS)) + r")(?![\w])")
