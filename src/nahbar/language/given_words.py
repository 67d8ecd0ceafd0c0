"""Who in trade gave a creator what, where no account is tagged, in German, English and dialect: patterns on plain text.

A giver is named by trade ("das Hotel", "the publisher"), so a gift of a grandmother is none. What a giver sends may be
a bill: weak verbs count only beside words of a gift. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.parts import cut, holds_any

_IN_SENTENCE = r"[^.!?\n]"
# Trades, also as the last part of a compound ("wellnesshotel", "tourismusverband").
_TRADE_DE = (
    r"(?:\w*(?:hotel|pension|gasthof|therme|ressort|resort|restaurant|wirtshaus|lokal|café|salon|studio|verlag|hersteller"
    r"|firma|marke|agentur|unternehmen|veranstalter|tourismus\w*|fremdenverkehrs\w*|händler|brauerei|weingut|molkerei"
    r"|rösterei|reederei|airline|brand|label|werkstatt|manufaktur|anbieter|akademie|winzer|bergbahn(?:en)?|theater"
    r"|sparkasse|bank|kletterhalle|campingplatz))(?:s|n|in)?"
)
_TRADE_EN = (
    r"(?:hotel|resort|lodge|inn|b&b|restaurant|café|cafe|bakery|brand|company|makers?|manufacturer|publishers?|label"
    r"|agency|tourist\s+board|tourism\s+board|tourism\s+office|shop|store|brewery|distillery|winery|studio|spa|salon"
    r"|gym|airline|dealership|developers?|festival|theatre|theater|campsite|cruise\s+line|sponsor)s?"
)
_ME_DE = r"(?:mir|uns|mich|ma|mer|üs|mi)"
_HAS_DE = r"(?:hat|haben|hot|ham|hom|het|händ|hend|hatte)"
_FREE_DE = r"(?:kostenlos\w*|kostenfrei\w*|gratis\w*|umsonst|unentgeltlich\w*|leihweise|zur\s+verfügung|zum\s+testen)"
_GIVEN_DE = (
    r"(?:geschenkt|gschenkt|gschänkt|spendiert|eingeladen|ei?ng(?:e)?lad[ne]+|iiglade|überlassen|bereitgestellt"
    r"|ausgestattet|gesponsert|finanziert|verwöhnt|beschenkt)"
)
_POST_DE = r"(?:post|posting|beitrag|video|reel|clip|story|folge|bericht|werbung|vlog)"
_POST_EN = r"(?:posts?|video|reel|review|clip|story|episode|feature|shout-?\s?out|content|coverage|one)"
_FREE_EN = (
    r"(?:for\s+free|free\s+of\s+charge|no\s+charge|at\s+no\s+cost|to\s+(?:try|test|review|keep)\b|(?:advance|early|review)"
    r"\s+cop(?:y|ies)|a\s+free\b|complimentary|in\s+(?:exchange|return)\s+for)"
)
_ME_EN = r"(?:me|us)\b"
_THE = r"(?:the|this)\s+(?:\w+\s+){0,2}"
_DER = r"(?:der|die|das|den|d|dr|s|dieses|diese|ein|eine)\s+(?:\w+\s+){0,2}?"

_GIFT = (
    rf"\b{_DER}{_TRADE_DE}(?:\s+\w+){{0,3}}?\s+{_HAS_DE}\s+(?:\w+\s+){{0,2}}?{_ME_DE}\b{_IN_SENTENCE}{{0,70}}?"
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b{_HAS_DE}\s+{_ME_DE}\s+{_DER}{_TRADE_DE}\b{_IN_SENTENCE}{{0,70}}?\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b(?:vom|vo|von|von\s+de[rnm]|von\s+eine[rm])\s+(?:\w+\s+)?{_TRADE_DE}\b{_IN_SENTENCE}{{0,50}}?"
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})\s+(?:vom|vo|von|von\s+de[rnm]|von\s+eine[rm])\s+(?:\w+\s+)?(?:{_TRADE_DE}\b|@)",
    rf"\b{_FREE_DE}\b{_IN_SENTENCE}{{0,40}}\bvom\s+{_TRADE_DE}\b",
    rf"\b(?:wurde|wurden|worde)\s+{_ME_DE}\s+(?:\w+\s+){{0,4}}?{_FREE_DE}\s+(?:\w+\s+){{0,2}}?"
    r"(?:bereitgestellt|zugeschickt|geliefert|gestellt|überlassen|angeboten|ausgeliehen)",
    rf"\b{_FREE_DE}\s+bereitgestellt",
    rf"\b{_THE}{_TRADE_EN}\s+(?:\w+\s+){{0,2}}?(?:gifted|comped|hosted|treated|flew|spoiled|spoilt)\s+{_ME_EN}",
    rf"\b{_THE}{_TRADE_EN}\s+(?:\w+\s+){{0,2}}?(?:put\s+{_ME_EN}\s+up|covered\s+(?:my|our|the|all|everything))",
    rf"\b(?:{_THE}{_TRADE_EN}|they)\s+(?:\w+\s+){{0,2}}?(?:sent|gave|lent|loaned|shipped|mailed)\s+{_ME_EN}"
    rf"{_IN_SENTENCE}{{0,60}}?\b{_FREE_EN}",
    rf"\bthey\s+(?:\w+\s+){{0,2}}?(?:comped|gifted)\b|(?:@[\w.]+|\bthey)\s+(?:\w+\s+){{0,2}}?flew\s+{_ME_EN}\s+(?:out|over|in)",
    rf"\b(?:got|received|had|scored)\s+(?:\w+\s+){{1,4}}?for\s+free\s+from\s+(?:@|the\s+(?:\w+\s+)?{_TRADE_EN})",
    rf"\bas\s+(?:a\s+|the\s+)?guests?\s+of\s+(?:@|the\s+(?:\w+\s+)?{_TRADE_EN})",
)
_PAID = (
    rf"\bfür\s+diese[nrs]?\s+{_POST_DE}\b{_IN_SENTENCE}{{0,50}}?\b(?:geld|honorar|bezahlt|gage|gratis|umsonst"
    r"|kostenlos|gegenleistung)",
    rf"\b(?:geld|honorar|bezahlt|gage|entlohnt)\b{_IN_SENTENCE}{{0,25}}?\bfür\s+diese[nrs]?\s+{_POST_DE}\b",
    rf"\b(?:im\s+gegenzug|als\s+(?:dankeschön|gegenleistung|bezahlung))\s+(?:für\s+(?:diese[nrs]?|den|das|mein\w*|ein\w*)"
    rf"\s+{_POST_DE}|zeige?|poste|mache)\b",
    r"\b(?:ich|wir|krieg\w*|bekomm\w*)\s+(?:\w+\s+){0,2}(?:dafür|hierfür)\s+(?:\w+\s+){0,2}(?:honorar|gage)\b",
    rf"\b(?:dafür|gegen)\s+eine?n?\s+{_POST_DE}\s+(?:für|über|auf)\b",
    rf"\b(?:dieser|dieses|diese|der|das)\s+{_POST_DE}\s+(?:wird|wurde|ist|wär\w*)\s+(?:mir\s+)?(?:von|vom|durch)\s+"
    rf"{_IN_SENTENCE}{{2,60}}?\s(?:bezahlt|finanziert|gesponsert|ermöglicht|honoriert)\b",
    r"\b(?:paid|paying|pays?)\s+(?:me|us)\s+(?:\w+\s+)?(?:to|for)\s+(?:say|post|talk|write|make|film|share|promote|tell"
    rf"|show|feature|review|(?:this|these|the)\s+{_POST_EN}\b|this\b)",
    r"\b(?:getting|being|was|been|am|i.m|we.re|get|got)\s+paid\s+(?:\w+\s+){0,6}?(?:to\s+(?:say|post|talk|promote|share"
    rf"|tell|show|review)|for\s+(?:this|these|the)\s+{_POST_EN})\b",
    rf"\bin\s+(?:exchange|return)\s+for\s+(?:(?:a|an|this|my|our|some|the|honest|short)\s+)*{_POST_EN}\b",
)
_COMMISSION = (
    r"\b(?:i|we)(?:.ll)?\s+(?:may\s+|might\s+|do\s+|also\s+)?(?:make|get|earn|receive|take)\s+(?:\w+\s+){0,3}"
    r"(?:commission|kickback|cut|percentage)\b(?=[^.!?\n]{0,40}\b(?:if|when|on|from|through|via|every|link))",
)
_PATTERNS = tuple(
    (name, re.compile("|".join(patterns)))
    for name, patterns in (("gift", _GIFT), ("paid for", _PAID), ("commission", _COMMISSION))
)
# Each pattern needs one of these.
GIVEN_PARTS = cut(
    "schenkt;schänkt;spendiert;lad;überlassen;bereitgestellt;stattet;sponser;finanz;verwöhnt;kostenl;kostenf;gratis;umsonst"
    ";unentgelt;leihweise;verfügung;zum testen;gifted;comped;hosted;treated;flew;spoil;put me up;put us up;covered;free"
    ";no charge;no cost;to try;to test;to review;to keep;copy;copies;complim;exchange;in return;guest;honorar;gage"
    ";bezahlt;geld;gegenzug;dankeschön;gegenleistung;dafür;gegen ein;entlohnt;ermöglicht;honoriert;paid;paying"
    ";pays me;pay me;commission;kickback; cut ;percentage"
)
_NOT = re.compile(
    r"\b(?:nicht|nix|nichts|nie|niemals|niemand|keine?[nrms]?|ohne|ned|net|nöd|not|never|nobody|none|without|neither"
    r"|no\s+one)\b|n['’]t\b|\b(?:would|wish|if|wenn|falls|hätte[nt]?|würde[nt]?)\b"
)
# How far before the words of a gift a denial or a wish still speaks of it.
_BEFORE = 16
# Invitations and payments of employers and to what everybody may see.
_EMPLOYED = re.compile(
    r"vorstellungsgespräch|bewerb|probearbeit|weihnachtsfeier|sommerfest|betriebs|interview|job\b|internship|praktikum"
    r"|dienstreise|arbeitgeber|employer|my\s+boss|mein\w*\s+chef|gutschrift|rechnung|invoice|\bersatz|replacement|garantie"
    r"|warranty|refund|erstattet|minimum\s+wage"
)


def find_given(whole: str) -> Iterator[tuple[str, int, int]]:
    """Yield (sign, start, end) of the first words of each kind by which a trade gave, invited or paid the writer."""
    if not holds_any(whole, GIVEN_PARTS) or _EMPLOYED.search(whole):
        return
    for name, pattern in _PATTERNS:
        for seen in pattern.finditer(whole):
            if not _NOT.search(whole[max(0, seen.start() - _BEFORE) : seen.end()]):
                yield name, seen.start(), seen.end()
                break
