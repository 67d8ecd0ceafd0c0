"""Words that are a label because a business is named after them: "repping NAME", "c/o NAME", "my ARC of TITLE". Pure.

Without a name they tell of a story's arc, a lodger's address or a sponsor of sober people; with a friend's first name
or kin they are private (`nahbar.language.on_sale`). `(sold)`: they also need a sale in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from nahbar.language.label_context import denied
from nahbar.language.label_talk import in_jest, quoted_advert
from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold, names_a_business
from nahbar.language.parts import cut, holds_any

_ABOUT = 800
# A post that says it more often is no post; each try looks at what is around.
_TRIES = 30
_START = r"(?:^|[.!?…\n(\[|•·/*\u2190-\U0001faff✔\ufe0f])[\s*]*"


@dataclass(frozen=True, slots=True)
class Named:
    """`words` hold the group `label` and end where the name begins; `sold`: a sale is needed too."""

    term: str
    sold: bool
    parts: tuple[str, ...]
    words: re.Pattern[str]


def _named(term: str, parts: str, words: str, *, sold: bool = True) -> Named:
    return Named(term, sold, cut(parts), re.compile(words, re.MULTILINE))


_NAMED = (
    _named("ambassador", "repping;rep for;riding for", r"\b(?P<label>repping|rep\s+for|riding\s+for)\s+"),
    _named(
        "ambassador",
        "botschaft;ambassador;rep ;gesicht",
        r"\b(?P<label>(?:marken-?|brand[\s-]?|produkt-?|firmen-?)(?:botschafter(?:in)?|ambassador|rep(?:resentative)?|gesicht)\s+(?:für|for|of|von|bei|with))\s+(?!@)",
        sold=False,
    ),
    _named(
        "cooperation",
        "working with;teaming up;partnering;collabing;collaborating;joined forces;teamed up;partnered;"
        "arbeite;kooperiere;zusammen",
        rf"{_START}(?:proudly\s+|happily\s+|now\s+|officially\s+|so\s+excited\s+to\s+be\s+|thrilled\s+to\s+be\s+)?"
        r"(?P<label>(?:working|teaming\s+up|teamed\s+up|partnering|partnered|collabing|collaborating|joining\s+forces|joined\s+forces)\s+with|arbeite\s+(?:jetzt\s+)?zusammen\s+mit|kooperiere\s+mit)\s+",
    ),
    _named(
        "partner", "als partner;as a partner", r"\b(?:als|as\s+a)\s+(?P<label>partner(?:in)?)\s+(?:von|der|des|of)\s+"
    ),
    _named(
        "cooperation",
        "collab;kollab",
        r"\b(?P<label>(?:collab(?:oration)?|kollab(?:o|oration)?)\s+(?:w/|with|mit))\s+",
    ),
    _named(
        "trip",
        "pr invite;pr event;pr trip;pr dinner;pr launch;press invite;press event;press trip;press day;press dinner;"
        "press launch;press preview;pr-einladung;pr-event;presseevent;pressetermin",
        rf"{_START}(?P<label>(?:(?:pr|press)[\s-]+(?:invite|event|trip|day|dinner|launch|preview)|pr-(?:einladung|event)|presse(?:event|termin)))"
        r"\s+(?:to|at|with|for|by|from|bei|beim|von|vom|der|zum|zur)\s+",
    ),
    _named("gifted", "courtesy of", r"(?<!no )\b(?P<label>courtesy\s+of)\s+(?!@)"),
    _named(
        "gifted",
        "c/o;℅;c\\o",
        rf"(?:[,;:]\s*|{_START}|\s[–—-]\s*)(?P<label>(?:all\s+|outfit\s+|dress\s+|kit\s+)?c[/\\]o)\.?\s+",
        sold=False,
    ),
    _named(
        "sponsor name",
        "sponsor",
        r"\b(?P<label>(?:(?:danke?|merci|thanks|thank\s+you|thx)\s+(?:(?:an|to|go\s+to)\s+)?)?(?:mein|unser|my|our|mim|mis)(?:e[mnrs]?)?\s+(?:\w+\s+)?(?:haupt|trikot|ausrüstungs|titel)?sponsor(?:en|s|in)?)\s*[:,–-]?\s+",
    ),
    _named(
        "powered by",
        "support from;support by;supplied by;unterstützung;unterstützt;stellt von;provided by;supported",
        r"\b(?P<label>(?:yarn|wool|fabric|garn|woll|stoff|kit|gear|tool|paint|seed|feed|product|material|travel|fibre|fiber|sewing|pattern|reise|material|technik)[\s-]?"
        r"(?:support|sponsorship|unterstützung|supplied|provided)\s+(?:from|by|von|durch|der))\s+",
        sold=False,
    ),
    _named(
        "powered by",
        "unterstützung",
        r"\b(?P<label>mit\s+(?:(?:freundlicher|herzlicher|großzügiger|tatkräftiger)\s+)?unterstützung\s+(?:von|durch|de[rs]|vom))\s+",
    ),
    _named(
        "promotion",
        "relationship;connection",
        r"\b(?P<label>(?:material|paid|commercial|business)\s+(?:relationship|connection))\s+(?:with|to)\s+",
        sold=False,
    ),
    _named(
        "thanks name",
        "thanks to;dank an",
        r"\b(?P<label>with\s+(?:many\s+|huge\s+|big\s+)?thanks\s+to|mit\s+(?:bestem\s+|herzlichem\s+|liebem\s+)?dank\s+an)\s+(?!@)",
    ),
    _named(
        "powered by",
        "powered by;supported;support;präsentiert;presented;ermöglicht;ausgestattet;equipped;kitted;"
        "dressed;eingekleidet",
        r"\b(?P<label>powered\s+by|support(?:ed|et)?\s+(?:by|von|vo)|präsentiert\s+(?:von|durch)|presented\s+by|ermöglicht\s+(?:durch|von)|ausgestattet\s+(?:von|durch)|equipped\s+by|kitted\s+out\s+by|dressed\s+by|eingekleidet\s+von)\s+(?!@)",
    ),
    _named(
        "trip",
        "einladung;iiladig;invit",
        rf"(?:[,;]\s*|{_START})(?P<label>(?:einladung|iiladig|invitation|invite)\s+(?:vo[nm]?|de[rs]|from|by))\s+(?!@)",
    ),
    # Beside a tagged account the invitation is told by its name, and the older sets call no word of it a label.
    _named(
        "trip", "einladung;iiladig", r"\b(?P<label>(?:auf|uf)\s+(?:einladung|iiladig))\s+(?:de[rs]|vo[nm]?)\s+(?!@)"
    ),
    _named(
        "trip",
        "hosted by;invited by;guest of;gast",
        r"\b(?P<label>hosted\s+by|invited\s+by|(?:as\s+)?(?:a\s+|the\s+)?guests?\s+of)\s+(?!@)",
    ),
    _named(
        "cooperation",
        "geschäft;barter;trade",
        r"\b(?P<label>gegengeschäft|tauschgeschäft|barter(?:\s+deal)?|trade\s+deal|kompensationsgeschäft)\s+(?:mit|with|vo[nm]?|by)\s+",
        sold=False,
    ),
    _named(
        "sample",
        "arc ;arcs ",
        r"\b(?P<label>e?arcs?)\s+(?:copy\s+)?(?:of|from|for|via|through|by|von)\s+",
        sold=False,
    ),
    _named(
        "thanks",
        "dank;thank;merci",
        r"\b(?P<label>(?:(?:ein\s+)?(?:riesen|großer|herzlicher|lieber|tausend)?\s?dank|danke)\s+(?:an|a)|merci\s+(?:a|an)|thank(?:s|\s+you)\s+to)\s+(?!@)",
    ),
)
_MINE = re.compile(
    r"\b(?:(?:ist|sind|is|are|isch)\s+)?(?:mein|my|mi)(?:e[mnrs]?)?\s+(?:neue[rns]?\s+|new\s+|offizielle[rns]?\s+|official\s+|liebste[rn]?\s+)?(?P<label>(?:kooperations|werbe|marken|brand)[\s-]?partner(?:in|firma)?)(?!\w)"
)
_SUBJECT_OF_SCHOOL = re.compile(r"\bschul|\bverein|\buni\b|\bkita\b|\bhochschul|\bgemeinde|\bprojekt")
_ASSOCIATE = re.compile(
    r"\b(?P<label>as\s+an?\s+(?:amazon\s+|shop\w*\s+|ebay\s+)?(?:associate|affiliate|influencer|partner),?\s+(?:i|we)\s+(?:may\s+|can\s+)?(?:earn|get|receive)(?:\s+(?:a\s+commission\s+)?from\s+qualifying\s+purchases)?"
    r"|als\s+(?:amazon|ebay|shop\w*)[\s-]?partner(?:in)?\s+verdiene(?:n)?\s+(?:ich|wir)(?:\s+an\s+qualifizierten\s+(?:verkäufen|käufen))?)"
    r"(?=[^.!?\n]{0,40}?(?:\s*[.!?\n)]|\Z|purchases|verkäufe|links?))(?!\s+(?:less|more|enough|about|nothing)\b)"
)
_HONORIFIC_AFTER = re.compile(r"\s*(?:hat|haben|is\s+(?:a|the)\s+(?:best|worst)|und\s+(?:alle|die)\s)")
# Thanks to a house for what guests otherwise pay for.
_FED = re.compile(
    r"\b(?:for|fürs?)\s+[^.!?\n]{0,60}?(?:\b(?:feeding|hosting|kitting|fitting|putting|treating|sending|lending|loaning|supplying|providing|gifting|sponsoring)\b|\b(?:loan|sample|goodie|paket|einladung|leih|muster|ausstattung|gutschein|testger|leihgabe|präsent|geschenk)\w*)"
)
_GIVEN_NEAR = re.compile(
    r"präsent|geschenk|\bpaket\b|stand\s+(?:plötzlich\s+)?(?:\w+\s+){0,3}vor\s+der\s+tür|refus\w+\s+my\s+(?:card|money)|wollte[n]?\s+kein\s+geld|on\s+the\s+house|aufs\s+haus|goodie|gratis|for\s+free|didn.t\s+(?:charge|pay)"
)
_ADDRESS = re.compile(
    r"[^.!?\n]{0,40}?(?:,\s*\d|\d+\s*(?:[a-d]\b)?\s*[:,]|\bstr(?:aße|\.)|\broad\b|\blane\b|\bstreet\b|\bfamil|weg\s+\d|\b\d{4,5}\b)"
)
_SOBER = re.compile(
    r"\b(?:gestorben|trocken|nüchtern|sober|sobriety|meeting|anonym\w*|clean|alkohol\w*|rückfall|relapse|recovery|entzug|nüchternheit)\b"
)
_MAIL = re.compile(
    r"\b(?:wohn\w*|adress\w*|briefkasten|postkarte|brief\w*|address|letters?|staying|lodg\w*|living\s+at|postcards?|envelope|umzug|moved)\b"
)
PARTS = tuple(dict.fromkeys(part for one in _NAMED for part in one.parts)) + cut(
    "partner;associate;affiliate;influencer,"
)


def find_named(text: Plain) -> Iterator[tuple[str, int, int]]:
    """Yield (term, start, end) of words that are a label by the name that follows."""
    whole = text.text
    if not holds_any(whole, PARTS):
        return
    for one in _NAMED:
        if not holds_any(whole, one.parts):
            continue
        for found in islice(one.words.finditer(whole), _TRIES):
            start, end = found.span("label")
            jest = one.term == "powered by" and in_jest(text, end)
            if not jest and _holds(text, one, start, end, found.end()) and not _is_talk(whole, start, end):
                yield _TERMS.get(one.term, one.term), start, end
                break
    yield from _said_of_oneself(whole)


_TERMS = {"sponsor name": "gesponsert", "thanks name": "thanks"}


def _said_of_oneself(whole: str) -> Iterator[tuple[str, int, int]]:
    mine = _MINE.search(whole)
    if mine and not _SUBJECT_OF_SCHOOL.search(whole) and not _is_talk(whole, *mine.span("label")):
        yield "partner", *mine.span("label")
    if formula := _ASSOCIATE.search(whole):
        yield "commission", *formula.span("label")


def _holds(text: Plain, one: Named, start: int, end: int, name: int) -> bool:
    whole = text.text
    if not names_a_business(text, name):
        return False
    about = whole[max(0, start - _ABOUT) : end + _ABOUT]
    if one.sold and not (is_sold(about) or "@" in about):
        return False
    check = _CHECKS.get(one.term)
    return check is None or check(text, start, name)


def _is_arc(text: Plain, start: int, name: int) -> bool:
    """Tell whether an ARC is written in capitals as the trade does, and a title or a publisher follows."""
    first, last = text.span(start, start + 3)
    return text.original[first:last].upper() in text.original[first : last + 1]


def _is_no_title(text: Plain, start: int, name: int) -> bool:
    """Tell "working with Lone Elm" from "Working With Recruiters", the title of a chapter."""
    first, last = text.span(start, name)
    words = text.original[first:last].split()
    return not (words[-1].istitle() and words[-1].lower() in ("with", "mit"))


def _is_no_address(text: Plain, start: int, name: int) -> bool:
    about = text.text[max(0, start - _ABOUT) : name + _ABOUT]
    return not _ADDRESS.match(text.text, name) and not _MAIL.search(about)


def _was_given(text: Plain, start: int, name: int) -> bool:
    about = text.text[max(0, start - 200) : name + 200]
    return bool(_FED.search(text.text, name, name + 120) or _GIVEN_NEAR.search(about))


def _buys_gear(text: Plain, start: int, name: int) -> bool:
    """Tell a sponsor of a season from one who keeps somebody sober."""
    return not _SOBER.search(text.text)


_CHECKS: dict[str, Callable[[Plain, int, int], bool]] = {
    "sample": _is_arc,
    "cooperation": _is_no_title,
    "sponsor name": _buys_gear,
    "gifted": _is_no_address,
    "thanks": _was_given,
}


def _is_talk(whole: str, start: int, end: int) -> bool:
    return denied(whole, start, end) or quoted_advert(whole, start, end)
