"""Cooperations with schools, clubs and authorities in which nothing is sold, in German and English. Pure."""

from __future__ import annotations

import re

# How far to look for prices and accounts; a bound keeps long texts linear.
_ABOUT = 800
_PUBLIC_DE = (
    r"(?!\w*(?:touris|fremdenverkehr|gesamt\b|samt\b))"
    r"(?:\w*(?:schule|gymnasium|gymi|kita|kindergarten|universität|hochschule|fakultät|lehrstuhl|verein|feuerwehr|polizei|gemeinde"
    r"|amt|ministerium|bücherei|bibliothek|kirche|pfarrei|diakonie|tierheim|jugendzentrum|behörde|altenheim|seniorenheim|chor"
    r"|musikkapelle)"
    r"|liceum|lyzeum|lycée|lycee|uni(?!-)|vhs|thw|drk|caritas|landkreis|stadt|tsv|tus|fc|sv|vfl|roten\s+kreuz"
    r"|\w*(?:sport|schwimm|ruder|tennis|fußball|schach|alpen|turn|rad|segel|hockey)[\s-]?club)(?:s|es|en|n)?"
)
_PUBLIC_EN = (
    r"(?:school|university|college|council|library|police|church|department\s+of\s+\w+|ministry|nhs"
    r"|fire\s+(?:department|service|brigade)|(?:football|rugby|rowing|running|swimming|chess|cricket|tennis)\s+club)"
)
_WITH = re.compile(
    rf"(?:\s+(?:mit|with))?\s+(?:(?:de[mnr]|einer|einem|unser\w*|the|our|a|an)\s+)?(?:(?!und\b|and\b|für\b|for\b)\w+[\s-]+){{0,2}}?(?:{_PUBLIC_DE}|{_PUBLIC_EN})\b"
    r"(?![^.!?\n]{0,40}(?:\bund|\band|&|,)\s+@)"
)
_SOLD = re.compile(
    r"€|£|\$\s?\d|\d\s?%|\b(?:euro|chf|franken|code|rabatt|gutschein|prozent|preis|voucher|discount)\b|\bshops?\b|\bbestell|\bkauf|\bbuch(?:t|en|bar)\b"
    r"|\border\b|\bbuy\b|verlos|gewinnspiel|giveaway|link\s+in\s+bio|\bwerbung\b|\banzeige\b|\bsponsor"
    r"|(?:fahr|surf|ski|tanz|hunde|yoga|sprach|flug|segel|tauch|reit|koch)-?schule"
    r"|\b(?:driving|surf|ski|cooking|riding|diving|language|yoga|beauty)\s+school"
)
_HANDLE = re.compile(r"@[\w.]+")
_PUBLIC_HANDLE = re.compile(
    r"schule|gymnasium|uni|verein|feuerwehr|ffw|tsv|school|college|council|bibliothek|buecherei|gemeinde|polizei"
)


def with_an_institution(text: str, end: int) -> bool:
    """Tell whether "in Kooperation mit" at `text[:end]` leads to a school, a club or an authority and nothing is sold.

    Other accounts in the text leave it open whether a brand took part.
    """
    if not _WITH.match(text, end):
        return False
    about = text[max(0, end - _ABOUT) : end + _ABOUT]
    return not _SOLD.search(about) and all(_PUBLIC_HANDLE.search(handle) for handle in _HANDLE.findall(about))
