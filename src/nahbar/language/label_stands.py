"""Where a noun of `label_families` stands like a label: boxed, first, last, on its own line, as a tag. Pure.

"[Rezensionsexemplar] ..." is a label; "das Rezensionsexemplar lag im Briefkasten" tells a gift and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.label_context import denied
from nahbar.language.label_families import FAMILIES, PARTS, TAGS, WORDS
from nahbar.language.label_talk import in_jest, quoted_advert, tag_in_jest
from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold, names_a_business
from nahbar.language.parts import holds_any

# How far before and after a noun its place is read.
_NEAR = 60
_PICTURES = "\u2190-\u21ff\u2500-\u27bf\U0001f1e6-\U0001faff\ufe0f"
_LEAD = (
    r"(?:(?:(?:dies(?:e[rs]?)?|das|des|es|this|it|these|which|all|hier)\s*(?:['’]s|\s(?:ist|war|is|was|were|are|sind|isch))|alles|als|as|an?|ein(?:e[nmrs]?)?|es|mein(?:e[nmrs]?)?|unser(?:e[nmrs]?)?|my|our|the"
    r"|via|per|mit|with|kostenlose[srn]?|unentgeltliche[srn]?|digitale[srn]?|digital|free|gratis|advance|enthält|contains|inkl\.?|proud(?:ly)?|official|offizielle[rs]?|stolze[rs]?|kindly|quick|kurze[rs]?|beim|weil|aka|hashtag|angaben:?|info:?|hinweis:?|heute|hüt|today)\s+){0,3}"
)
# What parts a label from the words before it: a strong sign, or a comma.
_OPENS = re.compile(rf"(?:\A|[\n.!?…(\[{{»«\"„“”|/\\•·:;~+=<>*✔{_PICTURES}–—]|(?<=\s)-(?=\s))[\s*_~]*{_LEAD}\Z")
_LISTED = re.compile(r",\s*\Z")
_BOXED = re.compile(r"[(\[{*]\s*(?:[\w&'’.-]+:?\s+){1,2}\Z")
_TAIL = (
    r"(?:\s+(?:supplied|provided|received|loaned|sent|erhalten|bekommen|gestellt|überlassen"
    r"|kostenlos|gratis|unbezahlt|unpaid|free|inside|enthalten|included|alert|time|ahoi|incoming"
    r"|again|day|da|cho|drin))?"
)
_CLOSES = re.compile(rf"{_TAIL}\s*(?:\Z|[\n.!…,;:)\]}}»«\"“”|/\\•·~+=<>*#({_PICTURES}–—\[]|-\s|@)")
_LEADS_TO = re.compile(
    rf"{_TAIL}[ \t]+(?:vo[nm]?|vun|from|by|via|durch|de[rs]|through|courtesy\s+of|mit|with|für|for|of|x|w/)(?=\s)"
)
_ONE_WORD = re.compile(rf"\s+\w+\s*(?:!|\||:|[{_PICTURES}])")
_ASKED = re.compile(r"\s*\?")
# Who lends, gives and keeps without being shown for it.
_PRIVATE = re.compile(
    r"\b(?:bücherei|bibliothek|library|nachba\w*|neighbo\w*|oma|opa|mama|papa|mutti|vati|mum|mom|dad|nan|schule|schuel|school|verein\w*|kita|uni|universität|university|arzt|ärztin|hno|klinik|clinic|spital|krankenhaus|hospital"
    r"|akustiker\w*|audiolog\w*|optiker\w*|museums?|archiv|schwager|schwägerin|schwester|bruder|sister|brother|tante|onkel|aunt|uncle|freund\w*|friends?|kolleg\w*|colleagues?|chef|boss|arbeit|work|versicherung|werkstatt|autohaus"
    r"|legal|jury|court|gericht|physio\w*|kirche|church|gemeinde|council|feuerwehr)\b"
)
_ABOUT = 800


def find_standing(text: Plain) -> Iterator[tuple[str, int, int]]:
    """Yield (term, start, end) of every noun that stands like a label; a hashtag begins with its sign."""
    whole = text.text
    if not holds_any(whole, PARTS):
        return
    for found in WORDS.finditer(whole):
        family = FAMILIES[int(str(found.lastgroup)[1:])]
        if _stands(text, family.sure, family.named, *found.span()) and not _is_talk(text, family.term, *found.span()):
            yield family.term, *found.span()
    for found in TAGS.finditer(whole):
        family = FAMILIES[int(str(found.lastgroup)[1:])]
        if (family.sure or _is_trade(text, *found.span())) and not _is_talk(text, family.term, *found.span()):
            yield family.term, *found.span()


def _stands(text: Plain, sure: bool, named: bool, start: int, end: int) -> bool:
    whole = text.text
    if _ASKED.match(whole, end):
        return False
    before = whole[max(0, start - _NEAR) : start]
    before = before if start <= _NEAR else f"x{before}"
    opens = bool(_OPENS.search(before))
    boxed = sure and not opens and bool(_BOXED.search(before))
    listed = sure and not opens and bool(_LISTED.search(before))
    leads = _LEADS_TO.match(whole, end)
    giver = bool(leads and names_a_business(text, leads.end()))
    if not (opens or boxed or listed):
        return named and giver and not _is_private(whole, end)
    if giver:
        return (sure or not _is_private(whole, end)) and not listed
    if not _CLOSES.match(whole, end) and not (sure and _runs_on(text, start, end)):
        return False
    return sure or _is_bracketed(whole, start, end) or _is_trade(text, start, end)


def _runs_on(text: Plain, start: int, end: int) -> bool:
    """Tell whether a noun that opens a text leads to a new sentence without a sign, or to one word and a sign."""
    if text.text[:start].strip(" #*[("):
        return False
    if _ONE_WORD.match(text.text, end):
        return True
    first, stop = text.span(start, end)
    rest = text.original[stop:].lstrip(" ")[:2]
    return text.original[first:stop].isupper() and not rest.isupper() and rest[:1].isalpha()


def _is_bracketed(whole: str, start: int, end: int) -> bool:
    return whole[start - 1 : start] in ("(", "[") and whole[end : end + 1] in (")", "]", ",")


def _is_trade(text: Plain, start: int, end: int) -> bool:
    """Tell whether something is on sale or tagged around a word that neighbours use too."""
    about = text.text[max(0, start - _ABOUT) : end + _ABOUT]
    return not _is_private(text.text, end) and ("@" in about or is_sold(about))


def _is_private(whole: str, end: int) -> bool:
    stops = [place for sign in ".!?\n" if (place := whole.find(sign, end, end + _NEAR)) >= 0]
    return bool(_PRIVATE.search(whole, end, min(stops, default=end + _NEAR)))


def _is_talk(text: Plain, term: str, start: int, end: int) -> bool:
    jest = tag_in_jest(text.text[start:end]) or (term == "gesponsert" and in_jest(text, end))
    return jest or denied(text.text, start, end) or quoted_advert(text.text, start, end)
