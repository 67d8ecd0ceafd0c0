"""Deals with a business that is named without a tag, in free words: gifts, small fees, passwords at the counter. Pure.

A name may be a friend's, so most need a sale beside them, and what a password earns must be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nahbar.language.letters import Plain
from nahbar.language.on_sale import is_sold, names_a_business
from nahbar.language.parts import cut, holds_any

_IN = r"[^.!?\n]"
_HAS = r"(?:hat|haben|hot|ham|het|händ|hend|hatte)"
_ME = r"(?:mir|uns|ma|mer|üs|mi|eus|öis)"
_HANDED = (
    r"(?:geschickt|zugeschickt|gschickt|zuegschickt|geschenkt|g['’]?schenkt|gschänkt|überlassen|mitgegeben|dagelassen|da\s+gelassen|hiergelassen|zukommen\s+lassen|spendiert|in\s+die\s+hand\s+gedrückt|zugesandt|zugesteckt"
    r"|geliehen|ausgeliehen|gestellt|ausgestattet|gesponsert|eingepackt|geliefert)"
)
_TRADE = (
    r"(?:verlag|hersteller(?:in)?|marke|manufaktur|agentur|firma|brauerei|brennerei|rösterei"
    r"|kellerei|molkerei|käserei|imkerei|gärtnerei|töpferei|destillerie|reederei|werkstatt"
    r"|designerin|label|\w*(?:hotel|hof|haus|werk|werke|schmied\w*|bauer|metzg\w*|beck|laden"
    r"|handlung|markt|mühle|hütte|stube))"
)
_SENT = r"(?:sent|gave|lent|loaned|gifted|mailed|shipped|posted|dropped\s+off|handed|popped|supplied)"
_BESIDE_NAME = "(?:(?:der|die|das|dr|de|d|vo|vom|von|the|at)\\s+)"
_KEPT = (
    r"(?!\s+(?:home|off|back|away|out|to\s+(?:bed|hospital|school|the\s+shop)))(?!\s+(?:a|an|the|my"
    r"|our)\s+(?:card|letter|bill|fine|message|text|email|postcard|reminder|photo|look|lift|hug|wave"
    r"|nod))"
)
_POST = r"(?:beitrag|post|posting|video|reel|text|story|artikel|clip|bericht)"
_REWARD = re.compile(
    r"\bon\s+(?:them|us)\b|\bpercent\b|\bgratis\b|\bumsonst\b|\bkostenlos|\d\s?%|\bprozent|\brabatt|\bnachlass|\bgünstiger|\bbilliger|\bgeschenkt\b|\baufs\s+haus\b|\bnix\b|\bhalbe[rnsm]?\s+preis|\bfrei\b|\bfree\b|\boff\b|\bdiscount|\bhalf[\s-]price|\bon\s+the\s+house\b|\bextra\b|\beuro\b|\bfranken\b|€|£|\$\d"
)
_AT_A_PLACE = re.compile(r"\b(?:at|bei|beim|bim|im|in|to)\s+(?=(?:the\s+|de[rm]\s+)?\w)")
_SENDER = (
    r"(?:sent\s+(?:me|you|ya)|schickt\s+(?:mich|euch|dich|di)|von\s+(?:de[rm]|mir)\b|vo\s+(?:de"
    r"|mir)\b|grüße|grüsse|gruß|says\s+(?:hi|hello|hey))"
)
_QUOTE = r"[\"“„«»‚']"
_AT_DOOR = re.compile(
    r"\b(?:schulfest|basar|pfarrfest|halloween|trick\s+or\s+treat|kirtag|kindergarten|kita|klasse|schule|school|church|mama|oma|mum|mom|aunt|uncle|house|party)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sign's words; `named`: a business's name follows the group `name`; `sold`: a sale is needed in the text."""

    sign: str
    parts: tuple[str, ...]
    words: re.Pattern[str]
    beside: re.Pattern[str]
    named: bool
    sold: bool


def _told(sign: str, parts: str, words: str, beside: str = "", *, named: bool = False, sold: bool = False) -> Told:
    return Told(sign, cut(parts), re.compile(words), re.compile(beside), named, sold)


_SAVES = (
    r"versandkosten|rabatt|\d\s?%|\bprozent|günstiger|\bgratis\b|\boff\b|\bdiscount"
    r"|free\s+(?:shipping|delivery)|\bcheaper\b|vorzugspreis|sonderpreis"
)
TOLD = (
    _told(
        "gift",
        "hat mir;hat uns;haben mir;haben uns;het mir;het üs;händ mir;hot ma;ham ma",
        rf"\b(?:de[rs]|die|das|dr|d|de)\s+(?:\w+\s+)?{_TRADE}\s+(?P<name>)(?:[\w&'’-]+\s+){{1,3}}?{_HAS}\s+{_ME}\s+{_IN}{{0,80}}?\b{_HANDED}\b",
        named=True,
        sold=True,
    ),
    # "weil Töpferei Lehmann mir die Schale geschenkt hat", "Töpferei Lehmann hat mir die Schale geschenkt".
    _told(
        "gift",
        " mir ; uns ; ma ; mer ; üs ",
        rf"(?:\b(?:weil|dass|da|nachdem|seit|wo)\s+(?:die\s+von\s+)?(?P<name>)(?:[\w&'’-]+\s+){{1,3}}?{_ME}\s{_IN}{{0,60}}?\b{_HANDED}\s+{_HAS}\b)",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "hat mir;hat uns;haben mir;haben uns;het mir;het üs;händ mir;hot ma;ham ma",
        rf"(?:\A|[.!?\n:,;]\s*|\b(?:denn|und|aber|von)\s+)(?P<name>)(?!(?:de[rs]|die|das|dr|d|de|er|sie|es|man|wer|ihr)\s)(?:[\w&'’-]+\s+){{1,3}}?{_HAS}\s+{_ME}\s+{_IN}{{0,80}}?\b{_HANDED}\b",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "vertreter;vertrieb;außendienst;leute von;team von;chef von;inhaber;lüüt vo;leit vo",
        rf"\b(?:vertreter(?:in)?|vertriebler(?:in)?|außendienst(?:ler)?|leute|team|chefin?|inhaber(?:in)?|lüüt|leit)\s+(?:vo[nm]?|de[rs])\s+(?P<name>){_IN}{{2,40}}?\s{_HAS}\s+{_ME}\s{_IN}{{0,60}}?\b(?:zum\s+(?:aus)?(?:probieren|testen)|zum\s+behalten|{_HANDED})\b",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "übercho;bekommen;kriegt;gekriegt;erhalten;geschenkt;gschänkt",
        r"\b(?:vo|vom|von|vun)\s+(?:(?:de[rm]?|em|dr|d)\s+)?(?P<name>)(?:[\w&'’-]+\s+){1,4}?(?:gschänkt|geschenkt|gratis|umsonst|kostenlos|zum\s+testen|gsponseret|g['’]?schenkt)\s+(?:übercho|bekommen|kriegt|gekriegt|erhalten)\b",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "von ;vom ;vo ",
        rf"\b{_ME}\s+(?:\w+\s+){{0,3}}?(?:vo[nm]?|vun)\s+(?:de[rm]?\s+)?(?P<name>)(?:[\w&'’-]+\s+){{1,4}}?(?:kostenlos\s+|gratis\s+)?(?:zugeschickt|überlassen|zugesandt|bereitgestellt|gesponsert|gestellt)\b",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        " by ",
        r"\b(?:(?:sent|given|gifted|lent|loaned)\s+(?:to\s+)?(?:me|us)|(?:was|were|kindly|generously|been)\s+(?:\w+\s+)?(?:sent|given|gifted|provided|supplied|lent|loaned)(?:\s+to\s+(?:me|us))?)\s+by\s+(?P<name>)[\w“\"]",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "people at;folks at;team at;lot at;lads at;ladies at;guys at;crew at;gang at;friends at",
        rf"\b(?:people|folks|team|lot|lads|ladies|guys|crew|gang|friends)\s+at\s+(?P<name>)[^.!?\n]{{2,40}}?\s(?:\w+\s+)?{_SENT}\s+(?:me|us|it|this|these|over|along)\b{_KEPT}",
        named=True,
        sold=True,
    ),
    _told(
        "gift",
        "buch vom;produkt vom;gerät vom;ware vom;set vom;stoff vom;material vom;garn vom;buch v.;"
        "produkt v.;produkte vom",
        r"\bwerbung\b[^.!?\n]{0,30}[,;|/(:–-]\s*(?:buch|produkte?|gerät|ware|set|stoff|material|garn)\s+(?:vom|v\.)\s+(?:verlag|hersteller|händler|anbieter|shop|label)\b",
    ),
    _told(
        "gift",
        "wurde mir;wurden mir;wurde uns;wurden uns",
        r"\b(?:produkte?|ware|sachen|artikel|muster)\s+wurden?\s+(?:mir|uns)\s+(?:\w+\s+){0,3}?(?:geschenkt|gestellt|zugeschickt|überlassen|geschickt)\b",
    ),
    # "Das Haus Dünenkieker hatte uns eingeladen, damit wir mal die neue Sauna ausprobieren."
    _told(
        "invited",
        "eingeladen",
        r"\b(?:de[rs]|die|das)\s+(?:\w+\s+)?(?:haus|hotel|hütte|therme|gasthof|restaurant|lokal|wirt|alm|pension|camping\w*|resort)\s+(?P<name>)(?:[\w&'’-]+\s+){1,3}?(?:hat|hatte|haben)\s+(?:mich|uns)\s+(?:\w+\s+){0,2}?eingeladen\b",
        named=True,
        sold=True,
    ),
    _told(
        "code",
        "rabatt;code",
        r"\bmein(?:en|em)?\s+(?:\w+-?)?(?:rabatt|code)\b[^.!?\n]{0,25}?\d\s?%",
    ),
    _told(
        "paid for",
        "für den;für die;entschädigung;anerkennung;vergütung;obolus;taschengeld;honorar;gage;dankeschön;gutschein",
        rf"\bfür\s+(?:den|diesen|dieses|das)\s+{_POST}\s+(?:gab|gibt|gabs|gibts)(?:['’]s)?\s+(?:es\s+)?(?:vo[nm])\b|\bfür\s+(?:den|diesen|dieses|das|die|diese)\s+(?:\w+\s+)?{_POST}s?\s+(?:gab|gibt|gabs|gibts|habe?|krieg\w*|bekomm\w*|bekam|erhielt)\b{_IN}{{0,50}}?\b(?:aufwandsentschädigung|anerkennung|vergütung|obolus|taschengeld|honorar|gage|dankeschön|gutschein)\b"
        rf"|\b(?:aufwandsentschädigung|vergütung|honorar|obolus|gage)\b{_IN}{{0,30}}?\bfür\s+(?:den|diesen|dieses|das|die)\s+{_POST}\b",
    ),
    _told(
        "paid for",
        "fee;honorarium;envelope;thank-you;thank you;voucher;pocket money",
        r"\b(?:(?:small|little|modest|tiny|wee)\s+)(?:fee|honorarium|envelope|thank[\s-]you|voucher)\s+(?:\w+\s+){0,3}?for\s+(?:this|the|my|writing|posting|doing|making|filming)\s*(?:post|video|reel|review|story|caption|it|this)\b",
    ),
    _told(
        "paid for",
        "bezahlt;paid",
        r"\bbezahlt\s+(?:(?:hab\w*|wird|wurde|habe?n?)\s+(?:ich\s+|i\s+|wir\s+)?)?mit\s+(?:reels|posts|beiträgen|storys|stories|videos|reichweite|content)\b"
        r"|\bpaid\s+(?:for\s+)?(?:it\s+|them\s+)?(?:in|with)\s+(?:reels|posts|content|exposure|stories|videos)\b",
    ),
    _told(
        "commission",
        "thank-you;thank you;something;bonus;kickback;reward;credit;treat;slice;tip;percentage;cut",
        r"\b(?:i|we)\s*(?:may|might|could|do|will|['’]ll|also)?\s*(?:earn|get|receive|make)\s+(?:a\s+)?(?:small|tiny|little|wee|modest)\s+(?:thank[\s-]?you|something|bonus|kickback|reward|credit|treat|slice|tip|percentage|cut)\b",
        r"\b(?:download|links?|linked|sign\s+up|bio|use\s+my|code|orders?|purchase|buy|subscribe)\b",
    ),
    _told(
        "commission",
        "dankeschön;kleinigkeit;bisschen was;bissl was;trinkgeld;prämie",
        r"\b(?:bekomme?|kriege?|verdiene?|erhalte)\s+(?:ich|i|wir)\s+(?:\w+\s+){0,2}?(?:ein\s+(?:kleines\s+|winziges\s+)?(?:dankeschön|trinkgeld)|eine\s+(?:kleine\s+)?(?:prämie|kleinigkeit)|(?:ein\s+)?(?:bisschen|bissl)\s+was)\b(?!\s+(?:mehr|heraus|raus|über))",
        r"\b(?:links?|verlinkt|app|code|bestell\w*|kauft|runterlad\w*|ladet|abo)\b",
    ),
    _told(
        "code",
        "code;coupon;discount;rabatt;gutschein;link",
        r"\b(?:i['’]?ll|i\s+will|and\s+i|lemme)\s+(?:dm|send|message|text|slide)\s+(?:you|y['’]?all|ya)\s+(?:over\s+)?(?:my|the|a|your)\s+(?:\w+\s+)?(?:code|discount|coupon)\b(?!\s+(?:review|base|snippet))"
        r"|\b(?:schicke?|schreibe?|sende|gebe?|verrate?)\s+(?:ich\s+|i\s+)?(?:euch|dir|eich|öich)\s+(?:\w+\s+)?(?:meinen|den|einen|mein)\s+(?:\w+\s+)?(?:rabatt-?\s?code|code|gutschein(?:code)?|rabatt)\b"
        r"|\b(?:use|with|get|drop|dm\s+me\s+for|ask\s+for|mit|nutzt|nehmt|holt\s+euch)\s+(?:my|mein(?:en|em)?)\s+(?:\w+\s+)?(?:discount\s+|rabatt-?|promo\s+)?code\b(?!\s*(?:review|word|base|[\"”]))",
        r"\d\s?%|\boff\b|\bsave|\bspar|\brabatt|\bprozent|\bdiscount|\bfree\b|\bgratis\b|\bdm\b|\bcheck\s?out\b|\bshop",
    ),
    _told(
        "paid for",
        "handelt;geschlagen;geholt;negotiated;haggled;wangled;blagged;secured;snagged",
        r"\bfür\s+(?:euch|eich|öich|meine\s+(?:leser\w*|community|follower\w*))\s+(?:\w+\s+){0,4}?(?:(?:aus|raus|heraus)?(?:ge|ver)handelt|(?:raus|heraus)ge(?:schlagen|holt))\b"
        r"|\b(?:aus|raus|heraus)?(?:ge|ver)handelt\b[^.!?\n]{0,20}\bfür\s+(?:euch|eich|öich)\b"
        r"|\b(?:negotiated|haggled|wangled|blagged|secured|snagged)\s+[^.!?\n]{0,40}?\bfor\s+(?:you|y['’]all|ya|my\s+(?:followers|readers|lot|people))\b",
        _SAVES,
    ),
    _told(
        "code",
        "follower;leser;community;readers;subscribers;abonnent",
        r"\b(?:meine|unsere)\s+(?:leser\w*|follower\w*|community|abonnent\w*)\s+(?:kriegen|bekommen|erhalten|zahlen|sparen|kriegt|bekommt)\b|\bmy\s+(?:followers|readers|subscribers|lot)\s+(?:get|save|pay)\b|\bleser-?rabatt\b|\bfollower-?rabatt\b|\breader\s+discount\b",
        _SAVES,
    ),
)
# "Say 'Tammy sent me' at Suds & Duds, get a free wash".
_COUNTER = re.compile(
    rf"\b(?:say|mention|whisper|shout|quote|drop|tell\s+(?:them|['’]?em|her|him)|sagt?s?|nennt?s?|erwähnt|flüstert|ruft|(?:mit\s+dem|das|beim|unser|mein)\s+(?:sager|spruch|satz|stichwort|kennwort|passwort|codewort|losungswort|zauberwort)|stichwort|kennwort|passwort|codewort|password)\b[^.!?\n]{{0,30}}?[\s:]{_QUOTE}(?P<said>[^\"“”„«»\n]{{3,50}})[\"”“«»']"
)
_SENT_BY_ME = re.compile(
    r"\b(?:sagt?s?|nennt?s?|erwähnt|zeigt|sägid|säged)\b[^.!?\n]{0,40}?\b(?:mein(?:en)?\s+(?:namen|profil|account|kanal|codewort)|diesen\s+(?:post|beitrag)|dieses\s+(?:reel|video)|(?:dass\s+)?ihr\s+(?:kommt\s+|seid\s+)?von\s+mir|von\s+mir\s+kommt|ich\s+(?:habe?\s+)?euch\s+(?:ge)?schick\w*)|\bmit\s+meinem\s+namen\b|\bmeinen\s+namen\s+(?:sagen|nennen|angeben|erwähnen|fallen\s+lassen|droppen)\b"
    r"|\btell\s+(?:them|['’]?em|her|him)\s+(?:i|\w+)\s+sent\s+(?:you|ya)\b|\bmention\s+(?:my\s+name|this\s+(?:post|reel|video|page))\b|\bsay\s+(?:i|\w+)\s+sent\s+(?:you|ya)\b|\b(?:show|flash|wave)\s+(?:\w+\s+){0,4}this\s+(?:post|reel|video|story)\b|\bgive\s+(?:them|['’]?em)\s+my\s+name\b"
)
# "Mention Grandma June at Petal & Vine".
_MENTION = re.compile(r"\bmention\s+(?:\w+\s+){1,3}at\s+(?:the\s+)?(?=\w)")
# "Bonnet & Pip kindly sent me": the name stands before the verb, so it is read where its capitals are.
_KINDLY = re.compile(
    rf"(?<![\w@])(?P<name>[A-ZÄÖÜ][\w'’]+(?:\s+(?:&|and|of|und|the)\s+[A-ZÄÖÜ][\w'’]+|\s+[A-ZÄÖÜ][\w'’]+){{0,3}})\s+(?:have\s+|has\s+|had\s+)?(?P<kind>(?:very\s+|so\s+|also\s+)?(?:kindly|generously|graciously)\s+)?(?:{_SENT}\s+(?:me|us)\b{_KEPT}|hooked\s+(?:me|us)\s+up\b|sends?\s+(?:me|us)\s+(?:\w+\s+){{1,3}}(?:every|each)\b)"
)
_TITLES = re.compile(
    r"(?:Mrs|Mr|Ms|Miss|Dr|Aunt|Auntie|Uncle|Nan|Gran|Grandma|Grandpa|Mum|Mom|Dad|Sister|Brother|Father|Pastor|Coach|I|We|He|She|They|You|It|Who|And|So|Then|My|The(?!\s+[A-Z])|Santa|God|Life|Mother)\b"
)
# A raffle that two accounts run, or whose prize is named after its maker.
_BOTH = re.compile(
    r"\b(?:follow|folgt|folge|like|liked)\s+(?:us\s+both|both\s+(?:of\s+us|pages|accounts|profiles|shops)|uns\s+beiden|beiden\s+(?:accounts|profilen|seiten|konten)|both\b)|\bfolgt\s+(?:mir|uns)\s+und\s+(?:de[rm]\s+)?(?=[a-z]\w+)"
)
_PRIZE = re.compile(
    r"\b(?:win|giveaway|giving\s+away|verlose?n?|gewinnt?|zu\s+gewinnen)\b[^.!?\n]{0,60}?\b(?:from|by|von|vom|vo)\s+(?P<name>)(?=\w)"
)
_TAKES_PART = re.compile(r"\b(?:follow|folgt|tag|like|liked|kommentier\w*|comment|markier\w*|share|teilt)\b")
PARTS = tuple(dict.fromkeys(part for one in TOLD for part in one.parts)) + cut(
    "zeigt;this reel;this post;this video;me up;sends me;say ;mention;tell ;sag;nenn;sager;wort;"
    "spruch;sent me;sent us;gave me;gave us;lent me;lent us;"
    "loaned me;loaned us;meinem namen;erwähnt;säg;my name"
)


def find_told(text: Plain) -> Iterator[tuple[str, str]]:
    """Yield (sign, words) of deals with a business that is named, or with readers who are to name the writer."""
    whole = text.text
    if not holds_any(whole, PARTS):
        return
    for one in TOLD:
        if holds_any(whole, one.parts) and (found := _first(text, one)):
            yield one.sign, _words(text, *found.span())
    said = _COUNTER.search(whole)
    if said and _earns(text, said) and not _AT_DOOR.search(whole):
        yield "code", _words(text, *said.span())
    elif (asked := _MENTION.search(whole)) and _REWARD.search(whole) and names_a_business(text, asked.end()):
        yield "code", _words(text, *asked.span())
    elif (mine := _SENT_BY_ME.search(whole)) and _REWARD.search(whole) and not _AT_DOOR.search(whole):
        yield "code", _words(text, *mine.span())
    if given := _kindly(text):
        yield "gift", given


def raffle_of_two(text: Plain) -> bool:
    """Tell whether a raffle is run with another account or its prize is named after a maker."""
    whole = text.text
    if _BOTH.search(whole):
        return True
    prize = _PRIZE.search(whole)
    return bool(prize and _TAKES_PART.search(whole) and names_a_business(text, prize.start("name")))


def _first(text: Plain, one: Told) -> re.Match[str] | None:
    if (one.sold and not is_sold(text.text)) or not one.beside.search(text.text):
        return None
    for found in one.words.finditer(text.text):
        if not one.named or names_a_business(text, found.start("name")):
            return found
    return None


def _earns(text: Plain, said: re.Match[str]) -> bool:
    whole = text.text
    if not _REWARD.search(whole):
        return False
    if re.search(_SENDER, said.group("said")):
        return True
    return any(names_a_business(text, place.end()) for place in _AT_A_PLACE.finditer(whole))


def _kindly(text: Plain) -> str:
    for found in _KINDLY.finditer(text.original):
        name = found.group("name")
        start = found.start("name")
        several = len(name.split()) > 1
        if _TITLES.match(name) or not (found.group("kind") or several) or not is_sold(text.text):
            continue
        if text.at is not None or names_a_business(text, start):
            return found.group()
    return ""


def _words(text: Plain, start: int, end: int) -> str:
    first, last = text.span(start, end)
    return text.original[first:last].strip(" .,:;!")
