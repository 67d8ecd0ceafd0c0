"""Whether a post says where, when or for how much a thing is to be had; and who is called like a business. Pure.

Neither makes a post commercial: beside words that hint at a deal they tell it from a family's tale.
"""

from __future__ import annotations

import re

from nahbar.language.brand_thanks import NOBODY
from nahbar.language.commerce_words import NO_BRAND
from nahbar.language.letters import Plain
from nahbar.language.parts import cut

_PRICE = (
    r"[€£$]\s?\d|\b\d+(?:[.,]\d{2})?\s?(?:€|euro\b|eur\b|chf\b|franken\b|fr\.|stutz\b|quid\b"
    r"|dollars\b|bucks\b)|\bfr\.?\s?\d"
)
_SOLD = re.compile(
    rf"{_PRICE}|\berhältlich|\b(?:fach|buch|online-?)?handel\b|\bhändler|\blieferbar|\bvor-?bestell|\bbestell(?:t|en|bar|ung)\b|\bbuch(?:t|bar|en\s+(?:könn|kann|geht|bei))"
    r"|\b(?:gibt|git|geit|gits|gibts)['’]?s?\s+(?:es\s+)?(?:\w+\s+){0,4}?(?:bei|beim|jetzt|im|in|ab|online|überall|für\s+\d|dort|hier|auch|kurse|i\s+de)\b|\b(?:erschienen|erscheint|neu|drin|jetzt)\s+(?:bei|im\s+(?:laden|handel|regal|sortiment|shop))"
    r"|\bkauf(?:t|ts|en\s+könn\w*)\b|\bhol(?:t|ts)\s+(?:es\s+|sie\s+|ihn\s+|s\s+)?(?:euch|eich|öich)|\b(?:gratis|kostenloser?)\s?versand|versandkosten|\bsortiment\b|\bkatalog\b|\bfiliale|\bim\s+(?:laden|angebot|sale|sportladen|shop|store)\b"
    r"|\bab\s+(?:sofort|morgen|heute|samstag|montag|freitag|donnerstag|mittwoch|dienstag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|\d)"
    r"|\bwieder\s+da\b|\b(?:neue|sind|ist)\s+(?:\w+\s+){0,3}(?:da|zurück)\b(?=\s*[,!.])|\bbekomm(?:t|ts)\s+(?:ihr|ihn|sie|es|den|das)\b|\bkrieg(?:t|ts)\s+ihr\b|\bkommt\s+auch\s+in\b|\bin\s+stock\b|\brestock|\bpre-?order|\bon\s+sale\b|\bsales?\s+(?:ends|saturday|sunday|friday|now|starts)"
    r"|\b(?:out|available|opens?|launch\w*|drops?)\s+(?:now|today|tomorrow|on\s|in\s|from\s|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\bpub(?:lication)?\s+day\b|\bhits\s+shelves|\bship(?:s|ping)\b|\bships?\s+free"
    r"|\bshop(?:s|pe|pt)?\b|\border\s+(?:from|at|now|yours|the|it)\b|\bbook(?:ing)?\s+(?:early|now|it|your|a|the|through|online|via|direct)\b|\brooms?\s+(?:start|from)|\bask\s+for\s+(?:['’]?em|them|it|the|their)|\buse\s+their\b|\bbuy\s+(?:it|the|them|one|your|from|a)\b"
    r"|\b(?:garden|bait|gun|feed|yarn|book|bike|hardware|farm|pet|toy|book)\s?(?:centre|center|shop|store)s?\b|\bat\s+your\s+(?:local|nearest)|\bstarts?\s+at\b|\bdownload|\blink\s+(?:in|im|beim|unten|below|zum)\b|\bcode\b|\bdiscount|\brabatt|\bfree\s+trial\b|\bswipe\b|\bkollektion|\bbookplates\b|\btestet\s+(?:selbst|sie)|\bmeldet\s+euch\s+an\b|\btell\s+[a-z]+\s+(?:hi|i\b)|\bcall\s+(?:them|['’]em)\b|\brabatt|\bprozent\b|\bkostet\b|\bto\s+buy\b|\bcosts?\s+[£$€\d]|\bopen\s+(?:sundays|daily|till)|\bgibts\s+heut|\bgeöffnet\b|\breservier\w*|\bchaufe\b|\bat\s+(?:the\s+)?checkout\b|\beintritt\b"
)
_FIRST_NAMES_OF_KIN = frozenset(
    cut(
        "götti;gotti;gotte;grosi;grossmami;schatz;schatzi;tanti;mami;papi;omi;opi;freunden;freunde;nachbarn;kollegen;gemeinde;stadt;verein;feuerwehr;polizei;"
        "universität;hochschule;schule;kita;kindergarten;hort;kirche;bibliothek;bücherei;museum;schwiegermutter;schwiegereltern;schwager;schwägerin;cousin;"
        "cousine;bundesregierung;caritas;diakonie;krankenkasse;klinik;spital;amt;landratsamt;gewerkschaft;partei;enkel;enkelin;kindern;mutter;vater;mutti;vati;"
        "bergwacht;unicef;rotary;rotes;roten;herzen;liebe;familie;frau;herr;herrn;fräulein;uroma;uropa;anderen;i;mrs;mr;miss;ms;uncle;aunt;st"
    )
)
# Before the name of a business.
_BEFORE_A_NAME = re.compile(
    r"\s*(?:(?:de[rmns]|d[iae]e?|dr|das|the|a|es|em|liebe[nrsm]?|lovely|good|wonderful|great|local|lads|ladies|folks|people|team|crew|guys|leute[n]?|at|von|vom|vo|vun|bei|beim|bim|of|from|our|friends|family|legends|angels|geniuses|proud(?:ly)?|@)\s+){0,5}"
    r"[\"“„»«'’*(]?"
)
_FIRM = re.compile(
    r"(?:firma|fa\.|marke|verlag|hersteller\w*|publisher|brand|author|autor\w*|company|maker\w*|agentur|agency)(?!\w)"
)
_OWN = re.compile(r"\s*(?:mein|dein|sein|ihr|unser|my|your|his|her|our|their)\w*\s")
_WORD = re.compile(r"[\w@&'’-]+")


def is_sold(text: str) -> bool:
    """Tell whether a plain text names a price, a shop or a day from which a thing is to be had."""
    return bool(_SOLD.search(text))


def names_a_business(text: Plain, at: int) -> bool:
    """Tell whether `text[at:]` goes on with a name in capitals or an account that is nobody's first name or kin."""
    if _OWN.match(text.text, at):
        return False
    led = _BEFORE_A_NAME.match(text.text, at)
    at = led.end() if led else at
    if _FIRM.match(text.text, at):
        return True
    word = _WORD.match(text.text, at)
    if word is None:
        return False
    start, end = text.span(*word.span())
    name = text.original[start:end]
    bare = name.lower().removesuffix("'s").removesuffix("’s")
    return (name[:1].isupper() or name[:1] == "@") and not (
        bare in NOBODY or bare in NO_BRAND or bare in _FIRST_NAMES_OF_KIN
    )
