"""Deals told in free words beside a tag, in German, English and dialect: patterns on plain text. Pure.

Most need a tagged account: what is told without one is as often a family's. `given_words` adds its denials, wishes and
kin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nahbar.language.label_talk import OWN_PEOPLE, THINGS
from nahbar.language.parts import cut

_TAG = r"@[\w.]+"
_HAS = r"(?:hat|haben|hatte|hatten|hot|ham|hom|habn|het|hend|händ|hänn|händ|hett|hebbt|hebben)"
_ME = r"(?:mir|uns|mich|mi|ma|mer|us|üs|eus|öis|ös)"
_DIALECT = (
    r"(?:g['’]?schenkt|gschänkt|schenkt|hergschenkt|i+glad[eä]\w*|ygglade|ei?ng['’]?lad[ne]+|inladen|inlaadt|spendiert"
    r"|spendeert|offerie?rt|mitgeben|mitgebn|mitgäh|mitgä|bereitgestellt"
    r"|\w*gschickt|zuegschickt)"
)
_POSTS = r"(?:reels?|posts?|postings?|storys?|stories|videos?|clips?|beiträge?|tiktoks?|vlogs?)"
_SOME = r"(?:zwei|drei|vier|fünf|sechs|ein\s+paar|two|three|four|five|six|\d{1,2})"
# Handles of places that put up, feed or entertain.
_HOUSE = (
    r"@[\w.]*(?:haus|hotel|resort|hof|lodge|spa|therme|restaurant|suites?|inn|house|kitchen|bistro|osteria|trattoria"
    r"|hütte|huette|\balm|schloss|weingut|museum|theater|festival|camping|pension)[\w.]*"
)
_THANKS_FOR_IT = (
    r"\b(?:dank\w*\s+(?:\w+\s+){0,2}für\s+(?:die|eure|diese|deine)\s+(?:\w+\s+)?einladung"
    r"|(?:thanks|thank\s+you)\s+(?:so\s+much\s+)?for\s+(?:the\s+invit\w+|having\s+(?:me|us)))"
)
_CAMPAIGN = r"(?:\w*kampagne|werbespot|spot|werbung|reels?|posts?|video|clip|campaign|commercial|shoot)"

# A sentence, line or bracket of its own.
_ALONE = r"(?:^|[.!?\n(|•\u2190-\U0001faff])\s*"
# Praise of a product as if it were a stranger's.
_ADMIRED = (
    r"\b(?:obsessed|addicted|hooked|in\s+love|süchtig|verliebt|can.?t\s+stop)\b[^.!?\n]{0,30}?"
    r"\b(?:app|tool|platform|website|game|software|service|plattform|programm|spiel|brand|marke)\b"
)
_TAGGED = r"@"
# Who gives in private, or by law.
_OWN = (
    r"(?:(?:mein|unser|sein|ihr|dein|my|our|his|her)(?:e[mnrs]?)?\s|(?:eine?[mnr]?\s+)?(?:freund|bekannte|nachbar|kolleg)\w*|\w*(?:verein|kasse|amt|schule|kita|kirche|klasse|chor)\b"
    r"|gemeinde\b|kindergarten\b|hort\b|uni(?:versität)?\b|jobcenter\b|\w*(?:versicherung|meister|vermieter|schwieger\w+)\b|feuerwehr\b|stadt\b|staat\b|land\b|firma\b|chef\w*\b|arbeit\w*\b|oma\b|opa\b|omi\b|opi\b|mama\b|papa\b|eltern\b|großeltern\b|tante\b|onkel\b|bruder\b"
    r"|schwester\b|schwager\b|mann\b|frau\b|arzt\b|church\b|school\b|club\b|pta\b|council\b|grandma\b|grandpa\b|mom\b|mum\b|dad\b|aunt\b|uncle\b|friend\w*|neighbo\w*)"
)
_GIVER = rf"(?:(?!\b{_OWN})[^.!?\n,:]){{2,60}}?"
_SUM_DE = r"(?:\d+\s?(?:franken|chf|euro|€|fr\b)|(?:\d+\s?(?:franken|chf|euro|€)\s+)?(?:guthaben|prämie|bonus)\b)"
_LITTLE_EN = (
    r"(?:(?:a\s+few|a\s+couple\s+of|some)\s+(?:pence|pennies|cents|dollars|quid|bucks)|pennies"
    r"|a\s+(?:little|(?:tiny\s+)?bit|small\s+(?:amount|sum|fee)))"
)
_LITTLE_DE = r"(?:ein\s+paar\s+(?:cents?|rappen|prozente?|euro)|eine\s+kleinigkeit|einen\s+kleinen\s+(?:betrag|teil))"


@dataclass(frozen=True, slots=True)
class Deal:
    """A sign's `words`, what the text must hold `beside` them, and `parts` without one of which it holds neither."""

    sign: str
    parts: tuple[str, ...]
    words: re.Pattern[str]
    beside: re.Pattern[str]


def _deal(sign: str, parts: str, words: str, beside: str = "") -> Deal:
    return Deal(sign, cut(parts), re.compile(words), re.compile(beside))


DEALS = (
    _deal(
        "gift",
        "gschickt;schenkt;schänkt;glad;lad;inla;spend;offer;mitge;mitgä;bereitgest",
        rf"{_TAG}\s+(?:\w+\s+)?{_HAS}\s+{_ME}\s[^.!?\n]{{0,80}}?\b{_DIALECT}\b",
    ),
    _deal(
        "gift",
        "gschickt;schenkt;schänkt;glad;lad;inla;spend;offer;mitge;mitgä;bereitgest",
        rf"\b(?:ham|hom|habn|hot|hat|haben)['’]?s\s+{_ME}\s+(?:\w+\s+){{0,4}}?(?:{_DIALECT}|geschenkt)\b",
        _TAGGED,
    ),
    _deal(
        "gift",
        "gschickt;schenkt;schänkt;glad;lad;inla;spend;offer;mitge;mitgä;bereitgest",
        rf"\b(?:vo|vom|vun|von)\s+(?:d['’e]\s*\w+\s+(?:vo|vun|von)\s+)?{_TAG}[^.!?\n]{{0,60}}?\b{_DIALECT}\b",
    ),
    _deal(
        "gift",
        "sent;gifted;given;lent;loaned",
        rf"\b(?:been|was|were|got|being|getting)\s+(?:sent|gifted|given|lent|loaned)\b[^.!?\n]{{0,70}}?\bby\s+{_TAG}",
    ),
    _deal(
        "gift",
        "kam ;kamen ",
        rf"{_TAG}[^.!?\n]{{0,60}}\bkam(?:en)?\s+(?:\w+\s+)?(?:kostenlos|gratis|umsonst|kostenfrei)\b",
    ),
    _deal(
        "gift",
        "kam ;kamen ",
        r"\bkam(?:en)?\s+(?:\w+\s+)?(?:kostenlos|gratis|umsonst|kostenfrei)\s+(?:zu|bei)\s+(?:uns|mir)\b",
        _TAGGED,
    ),
    _deal(
        "gift",
        "danke @;dank @;merci @;thanks @;thank you @",
        rf"\b(?:gratis|umsonst|kostenlos|for\s+free)\W{{1,6}}(?:danke?|merci|thanks?|thank\s+you)\s+{_TAG}",
    ),
    _deal(
        "gift",
        "presse",
        r"\bpresse-?(?:lunch|dinner|essen|event|termin|frühstück|abend|brunch|vorführung)\s+(?:\w+\s+){0,2}?"
        r"(?:bei|beim|im|in|von|mit|bi)\s+@",
    ),
    _deal(
        "gift", "pr inv;pr-inv;pr ev;pr-ev;press", rf"{_ALONE}(?:pr|press)[\s-]+(?:invite|invitation|event)\b", _TAGGED
    ),
    _deal(
        "gift",
        "unbezahlt;unpaid;nicht bezahlt",
        r"\b(?:unbezahlt|unpaid|nicht\s+bezahlt)\W+(?:aber|but|jedoch|dafür)\s+(?:eingeladen|invited|gifted"
        r"|geschenkt)\b",
        _TAGGED,
    ),
    _deal("gift", "einladung;thanks for;thank you for;thank you so;thanks so", _THANKS_FOR_IT, _HOUSE),
    _deal(
        "gift",
        "einladung;thanks for;thank you for;thank you so;thanks so",
        rf"{_THANKS_FOR_IT}(?=[,\s]+(?:an\s+|to\s+)?(?:das\s+|the\s+)?(?:\w+\s+)?(?:team|crew)\b)",
        _TAGGED,
    ),
    _deal(
        "paid for",
        "gebucht;engagiert;beauftragt;bucht",
        rf"{_TAG}\s+(?:\w+\s+)?(?:hat|haben|hot|ham|het|händ)\s+(?:mich|uns|mi)\s+(?=[^.!?\n]{{0,60}}\b{_CAMPAIGN}\b)"
        r"[^.!?\n]{0,60}?\b(?:gebucht|engagiert|beauftragt|bucht)\b",
    ),
    _deal(
        "paid for",
        "gebucht;engagiert;beauftragt",
        rf"\b(?:von|vo)\s+{_TAG}\s+(?:\w+\s+){{0,5}}?(?:gebucht|engagiert|beauftragt)\b",
        rf"\b{_CAMPAIGN}\b",
    ),
    _deal(
        "paid for",
        "booked;hired;signed",
        rf"{_TAG}\s+(?:\w+\s+)?(?:booked|hired|signed)\s+(?:me|us)\s+(?:for|to)\b(?=[^.!?\n]{{0,60}}\b{_CAMPAIGN}\b)",
    ),
    _deal(
        "paid for",
        "im auftrag",
        r"\bim\s+auftrag\s+(?:von\s+|vom\s+|der\s+|des\s+)?(?:@(?![\w.]*(?:oma|opa|mama|papa|mutti|vati)))",
    ),
    _deal("paid for", "gegen ", rf"\bgegen\s+{_SOME}\s+{_POSTS}\b(?=\s*(?:[.!,:;)–—-]|$|\n|[\u2190-\U0001faff]))"),
    _deal(
        "paid for",
        "deal;tausch;abmachung",
        rf"\b(?:deal|tausch|abmachung)\b[^.!?\n]{{0,80}}?\b(?:gegen|für|for)\s+{_SOME}\s+{_POSTS}\b",
    ),
    _deal(
        "paid for",
        "reels;posts;storys;stories;videos;clips;tiktoks;vlogs",
        rf"\b(?:nights?|days?|stay|lessons?|product|box|meals?)\s+(?:in\s+exchange\s+)?for\s+{_SOME}\s+{_POSTS}\b",
    ),
    _deal(
        "paid for", "brand deal;brand-deal", rf"{_ALONE}brand[\s-]deal\)?\s*(?:$|\n|#|[.!]\s*$|(?:mit|with)\s+@|[@|:])"
    ),
    _deal(
        "paid for",
        "built;made;own;founded;created;coded;work;gebaut;entwickelt;programmiert;gegründet",
        r"\b(?:we|i|wir|ich)\s+(?:literally\s+|actually\s+|kind\s+of\s+|sort\s+of\s+)?(?:(?:built|made|own|founded"
        r"|created|coded)\s+(?:it|this|that)|work\s+(?:there|for\s+them)"
        r"|hab\w*\s+(?:sie|es|das|die)\s+(?:\w+\s+)?(?:gebaut|entwickelt|programmiert|gegründet))\b",
        _ADMIRED,
    ),
    _deal(
        "paid for",
        "exchange for;return for",
        r"\bin\s+(?:exchange|return)\s+for\s+(?:some|a\s+few|our|my|three|two|\d{1,2})\s+(?:\w+\s+)?(?:photos|pictures|pics"
        r"|shots|content|coverage|mentions?|shout-?outs?)\b",
    ),
    _deal("paid for", "zahlt;zahlen", r"\bfür\s+diese[ns]\s+(?:hier|beitrag|post)\s+zahl(?:t|en)\s+(?:mir|uns)\b"),
    _deal("gift", "comped", r"\b(?:i|we)\s+(?:got|was|were|have\s+been|.ve\s+been)\s+comped\b"),
    _deal("gift", "freebie", r"\b(?:sent|gave)\s+(?:me|us)\b[^.!?\n]{0,50}\bas\s+a\s+freebie\b"),
    _deal(
        "gift",
        "gratis;umsonst;kostenlos;for free",
        rf"\b(?:gratis|umsonst|kostenlos|for\s+free)\s+(?:übercho|bekommen|gekriegt|kriegt|erhalten)\s+(?:vo|vom|von)\s+{_TAG}",
    ),
    _deal("gift", "kosten des haus", r"\bauf\s+kosten\s+des\s+hauses\b", _TAGGED),
    _deal("gift", "comped;hosted", rf"\bat\s+{_TAG}\s+(?:\w+\s+)?(?:was|were|is)\s+(?:comped|hosted)\b"),
    _deal(
        "paid for",
        "store credit;gift card;voucher",
        r"\b(?:store\s+credit|gift\s+cards?|vouchers?)\s+(?:to|for|so)\s+(?:\w+\s+)?(?:show|shar|post|film|review|talk)\w*",
    ),
    _deal("paid for", "honorar", rf"\bhonorar\s+(?:von|vom|vo)\s+{_TAG}"),
    _deal(
        "paid for",
        "powered by",
        rf"\bpowered\s+by\s+(?!(?:[\w']+\s+){{0,2}}{THINGS}|{OWN_PEOPLE})\w",
        r"\b(?:vom|unser\w*|our|the)\s+(?:haupt|trikot)?sponsor\b(?!\s+(?:der|of)\b)",
    ),
    # Somebody pays, and the post is what is given back for it.
    _deal(
        "paid for",
        "in return;in exchange",
        rf"\bthe\s+{_GIVER}\s(?:pays?|paid)\s+for\s+(?:my|our)\s[^.!?\n]{{2,60}}?\bin\s+(?:return|exchange),?\s+(?:i|we)\s+"
        r"(?:tell|show|write|film|post)\s+you\b",
    ),
    # Both gain where somebody signs up.
    _deal(
        "commission",
        "beide;wir je",
        rf"\b(?:(?:erhalten|bekommen|kriegen|kassieren)\s+wir\s+(?:beide|je(?:weils)?)|wir\s+(?:erhalten|bekommen|kriegen)\s+(?:beide|je(?:weils)?))\b"
        rf"[^.!?\n]{{0,30}}?{_SUM_DE}",
        r"\A(?=(?s:.*)\b(?:darüber|links?|app|über\s+mich|mein\w*\s+(?:namen|code))\b)(?!(?s:.*)\bsonst\b)(?=(?s:.*)(?:\b(?:du|ihr|dich|euch)\b[^.!?\n]{0,60}?"
        r"\b(?:anmelde(?:st|t)|registrierst|registriert|eröffne(?:st|t)|bestells?t|wechsels?t|abschließt)\b"
        r"|\b(?:melde(?:st|t)|registriers?t)\s+(?:du|ihr|dich|euch)\b))",
    ),
    _deal(
        "commission",
        "we both;we each;we'll;we’ll;we will",
        r"\bwe(?:['’]ll|\s+will)?\s+(?:both|each)\s+(?:get|earn|receive)\b[^.!?\n]{0,30}?"
        r"(?:[$£€]\s?\d|\b\d+\s?(?:dollars|bucks|quid|pounds|euros|francs)|\b(?:account|store)\s+credit|\bfree\s+(?:month|ride|box|delivery))",
        r"\b(?:use|with|through|via)\s+my\s+(?:\w+\s+)?(?:name|link|code(?!\s+word)|number|invite)\b"
        r"|\A(?=(?s:.*)\b(?:if|when|once)\s+you\s+(?:\w+\s+)?(?:sign|join|switch|download|open|register|use|order)\b)(?=(?s:.*)\b(?:links?|linked|app)\b)",
    ),
    # A little of every purchase behind a link.
    _deal(
        "commission",
        "pence;pennies;cents;dollars;quid;bucks;a little;a bit;a tiny;amount;small sum;small fee",
        rf"\b(?:i|we)(?:['’]ll)?\s+(?:may\s+|might\s+|do\s+|also\s+)?(?:make|get|earn|receive)\s+{_LITTLE_EN}\s+(?:from|for|on|of|every|each|when|if|whenever)\b"
        r"(?=[^.!?\n]{0,70}?\b(?:buy|bought|purchase[ds]?|(?:through|via|using|from|on)\s+(?:(?:the|these|those|my|this)\s+)?(?:links?|them))\b)",
        r"\blink(?:s|ed)?\b",
    ),
    _deal(
        "commission",
        "ein paar;kleinigkeit;kleiner;rappen",
        rf"\b(?:über|durch)\s+(?:die|diese|den|diesen|meine[n]?)\s+links?\b[^.!?\n]{{0,50}}?\b(?:bekomm|krieg|erhalt|verdien)\w*[^.!?\n]{{0,20}}?{_LITTLE_DE}"
        rf"|\b(?:bekomm|krieg|erhalt|verdien)\w*\s+(?:ich\s+|wir\s+)?{_LITTLE_DE}[^.!?\n]{{0,50}}?\b(?:über|durch)\s+(?:die|diese|den|diesen|meine[n]?)\s+links?\b",
        r"\b(?:kauf|bestell|buch|shopp|einkauf)\w*",
    ),
    # Prizes that somebody handed over to be raffled.
    _deal(
        "raffle with a brand",
        "verlos",
        rf"{_ALONE}{_GIVER}\s{_HAS}\s+(?:mir|uns)\s[^.!?\n]{{2,50}}?\b(?:zum|zur|für\s+(?:die|eine|diese))\s+verlos(?:en|ung)\s+"
        r"(?:überlassen|gegeben|mitgegeben|geschickt|gestellt|spendiert|gespendet|geschenkt)\b",
        r"wettbewerb|gewinn|verlosung\b|\bverlose\b|kommentier",
    ),
    _deal(
        "raffle with a brand",
        "raffle off;give away;giveaway",
        rf"{_ALONE}{_GIVER}\s(?:sent|gave|handed|donated)\s+(?:me|us)\s+[^.!?\n]{{2,40}}?\s(?:to\s+(?:raffle\s+off|give\s+away)|for\s+(?:a|the|this)\s+(?:giveaway|raffle))\b",
        r"giveaway|\bcomment\b|to\s+enter",
    ),
    # Nobody says who paid: the question stays open.
    _deal("gift by a name", " bill", r"\b(?:no|never\s+(?:saw|got)\s+a)\s+bill\b(?!\s+(?:for|from|in|on))", _TAGGED),
    _deal(
        "gift by a name",
        "zahlt ;übernimmt",
        rf"{_TAG}\s+(?:\w+\s+)?(?:be)?(?:zahlt|übernimmt)\s+(?:alles|mir|uns|unser\w*|die\s+kosten)\b",
    ),
    _deal(
        "gift by a name", "schickt ", rf"{_TAG}\s+schickt\s+(?:mir|uns)\s+(?:jede[nsr]?|regelmäßig|immer\s+wieder)\b"
    ),
    _deal(
        "gift by a name",
        " penny; cent; dime",
        r"\b(?:did|have|had)n.t\s+(?:have\s+to\s+)?pa(?:y|id)\s+a\s+(?:penny|cent|dime)\b|\bkeinen\s+cent\s+(?:be|ge)?zahl\w*",
        _TAGGED,
    ),
)
PARTS = tuple(dict.fromkeys(part for one in DEALS for part in one.parts))
