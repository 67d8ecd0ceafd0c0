"""Sorts the links of a post: affiliate, tracked, short, to the maker of what is shown, or any other. "
"Pure; fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.letters import Plain

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'”“)]+|(?<![\w@.])(?:[a-z0-9äöü-]+\.)+(?:de|at|ch|com|net|org|io|ly|to|me|it"
    r"|us|shop|store|co|uk|link|eu|app|info|gd|at)(?:/[^\s<>\"'”“)]*|(?![\w.]))"
)
_AFFILIATE = re.compile(
    r"amzn\.(?:to|eu)/|amzlink\.to|rstyle\.me|liketk\.it|ltk\.app|shopltk|shop-?my|shopstyle|shpst\.|go\.magik"
    r"|awin1?\.|tidd\.ly|adcell|digistore24|geni\.us|click\.linksynergy|prf\.hn|tradedoubler|financeads"
    r"|howl\.me|skimlinks|go\.skim"
    r"|[?&](?:tag=[\w-]+-2\d|(?:aff(?:_?id|iliate)?|affiliate_?id|ref(?:erral)?|partner(?:_?id)?|subid"
    r"|irclickid|awc|coupon|discount|promo|rfsn|sca_ref|via|wmgtag|a_aid)=)"
    r"|/(?:freunde|invite|referral|refer|empfehlen|werben)/|amazon\.[a-z.]+/shop/"
)
_TRACKED = re.compile(r"[?&]utm_[a-z]+=[\w-]*(?:influenc|affiliate|creator|sponsor|partner|paid|collab|ambassador)")
_SHORT = re.compile(
    r"(?:https?://)?(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.ly|ow\.ly|rebrand\.ly|shorturl\.at|cutt\.ly|is\.gd"
    r"|buff\.ly|smarturl\.it|lnkd\.in|t1p\.de|kurzelinks\.de|tiny\.cc|rb\.gy|goo\.gl|s\.id|v\.gd|urlgeni\.us"
    r"|snip\.ly|bl\.ink|short\.io|linktr\.ee)/?"
)
_BUYING = re.compile(
    r"\bshop|bestell|kauf|lieferbar|vorrat|\border\b|\bbuy\b|rabatt|angebot|reduziert|grab\b|get\s+(?:it|yours"
    r"|mine)|€|euro\b|sichern|zum\s+produkt|link\s+(?:zum|zur)\b|hier\s+gibt|gibt.s\s+(?:hier|sie|ihn|es)"
    r"|hier\s+geht.s|findet\s+ihr(?:\s+\w+){0,2}\s+hier|hier\s+findet|verlinkt|linked|link\s*👇|restock"
    r"|sold\s+out|hier\s+klicken|mein(?:e[ns]?)?\s+lieblings|favou?rite|obsessed|wollte?t?\s+wissen|fragt"
    r"|asked"
)
OTHER_AIM = re.compile(
    r"petition|umfrage|spende|spendet|unterschr|survey|donat|anmeld|rezept|recipe|\bblog|podcast|masterarbeit"
    r"|bachelorarbeit|demo\b|artikel|article|newsletter|playlist|neues\s+video|new\s+video|video\s+(?:ist"
    r"|online|zum)|verein|fundrais|tickets?\b|neue\s+folge|new\s+episode|anleitung|strickmuster|warteliste"
    r"|fahrplan|github|interview|sign\s?up|register|volunteer|freiwillig|\bvote\b|\bwahl|hilfsaktion|selbsthilfe"
    r"|helpline|hospice|hospiz|\bcharity\b|justgiving|sponsor\s+me\b|macmillan|spendenlauf"
)
_CALL = re.compile(
    r"\b(?:bestellt|kauft|shoppt|sichert\s+euch|holt\s+euch|schlagt\s+zu|order\s+(?:now|yours|here)"
    r"|shop\s+(?:now|here|the)|get\s+yours|buy\s+(?:now|it|yours))\b"
)
_NEUTRAL = re.compile(
    r"youtu\.?be|wikipedia|github|tagesschau|spiegel|zeit\.de|orf\.at|srf\.ch|bbc\.|nytimes|guardian|spotify"
    r"|podcast|blog|\.gov|gov\.|\.edu|uni-|bahn\.de|sbb\.ch|oebb|change\.org|openpetition|betterplace|gofundme"
    r"|google\.|instagram\.com|tiktok\.com|facebook|linktr\.ee|lawine|bund|stadt|museum|arxiv|doi\.org|pubmed"
    r"|who\.int"
)
_PRODUCT_PATH = re.compile(
    r"/(?:produkte?|products?|shop|store|p|dp|kollektion|collections?|angebote|item|kaufen|buy)(?:/|$"
    r"|\?)|(?:shop|store)[.\-]|[.\-](?:shop|store)\b"
)
# A handle and a domain that share this many letters at the start belong to one maker.
_ALIKE = 5


def find_links(text: Plain) -> Iterator[tuple[str, str]]:
    """Yield (kind, address) of links that speak of commerce: "affiliate", "tracked", "short shop", "short", "
    ""maker"."""
    whole = text.text
    if "." not in whole:
        return
    for found in _LINK.finditer(whole):
        kind = _kind(found.group(), whole)
        if kind:
            yield kind, found.group()


def _kind(link: str, whole: str) -> str:
    if _AFFILIATE.search(link):
        return "affiliate"
    if _TRACKED.search(link):
        return "tracked"
    if _SHORT.match(link):
        if OTHER_AIM.search(whole):
            return ""
        return "short shop" if _BUYING.search(whole) or "@" in whole else "short"
    if _NEUTRAL.search(link):
        return ""
    return "maker" if _CALL.search(whole) or _PRODUCT_PATH.search(link) or _tagged(link, whole) else ""


def _tagged(link: str, whole: str) -> bool:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", link).partition("/")[0]
    site = re.sub(r"[^a-z0-9]", "", host.rpartition(".")[0])
    handles = (re.sub(r"[^a-z0-9]", "", one) for one in re.findall(r"@([\w.]+)", whole))
    return any(site[:_ALIKE] == one[:_ALIKE] for one in handles if min(len(one), len(site)) >= _ALIKE)
