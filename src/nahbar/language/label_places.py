"""Places of labels that need a look of their own: behind the number of a slide, abbreviated, "our partner". Pure."""

from __future__ import annotations

import re

from nahbar.language.given_words import TRADE_DE
from nahbar.language.letters import Plain
from nahbar.language.on_sale import names_a_business

_SIGN = r"[|/:·•–—\-\u2190-\U0001faff@]"
# "1/3 Anzeige ·", "Slide 2 Werbung |".
_COUNTER = re.compile(
    r"[^\w\n]{0,3}(?:(?:story|slide|frame|folie|bild|teil|part)\s*\d{1,2}(?:\s*(?:/|von|of)\s*\d{1,2})?"
    r"|\d{1,2}\s*(?:/|von|of)\s*\d{1,2})[^\w\n]{0,3}"
)
# "1️⃣ Werbung |": plain text does not show the key around the number, and "1 Anzeige" counts reports.
_KEY = re.compile(r"[^\w\n]*\d{1,2}\ufe0f?\u20e3\s*")
_FRAME_CLOSES = re.compile(rf"\s*(?:$|\n|[.)\]]|{_SIGN}|(?:für|mit|for|with)\s+@)")
_LONGEST_COUNTER = 24

# "Anz. | Die Pfanne ..."; a column of that name heads others.
_SHORT_BEFORE = re.compile(r"[^\w@#]*")
_SHORT_CLOSES = re.compile(
    rf"\s*(?:\n|{_SIGN})(?!\W*(?:artikel|stück|stk|teilnehmer|personen?|pers|preis|menge|name|tag|ort|datum|\d+\s*(?:kisten"
    r"|stück|stk|x|mal))\b)"
)

# A partner in a game, on a stage, at a school; a person by the look of the account or of the next word.
_GAME = re.compile(
    r"[^.!?\n@]{0,50}?(?:turnier|doppel|mixed|tanz|hochzeit|\behe\b|leben|\bcrime|schüler|schule|austausch|verein|tierheim"
    r"|tierrettung|spiel|match|bühne|duett|quiz|doubles|relay|staffel|escape|rätsel|\bfinal|wedding|danc|\blife|tournament|\bgame|training|school|parent|kinder)"
)
_SOMEBODY = re.compile(
    r"[^@\n]{0,70}@(?:[a-zäöü]{3,9}[._][a-zäöü](?!\w|\.\w)|(?:coach|trainer|mama|papa|oma|opa)|[\w.]*(?:schule|lycee|gymnasium|uni_"
    r"|verein|feuerwehr|ffw|tsv|tierheim|college|council|stadt|gemeinde|kirche)|[\w.]+(?:\s*,\s*(?:der|er|he|who|she)\b|[^.!?\n]{0,30}\b(?:ihn|him|his)\b))"
)

# "aff 👉 the airer, link's on the sticker"; Scots say "aff" for "off".
_POINTS = re.compile(r"\)?\s*[👉➡🔗👇⬇→↓]")
_LINKED = re.compile(
    r"\blinks?\b(?!\s+(?:road|bus|arms|between))|\blink['’]s\b|\blinked\s+(?:on|in|below|above|the|my|here|at)\b|\bverlinkt\b|https?:|🔗"
    r"|\bin\s+stock\b|\bstorefront\b"
)
# "Hosted by my sister", "Invitation to my cousin's wedding".
_AT_HOME = re.compile(
    r"\s+(?:by\s+)?(?:my|our|his|her|their|the\s+(?:family|in-laws|neighbou?rs)|mum|mom|dad|gran\w*|nan)\b"
    r"|\s+(?:to|from|for)\s+(?:the\s+)?(?:my|our|his|her|their|a|an|[\w.]+['’]s|\w+\s+(?:and|&)\s+\w+['’]s?)\s"
    r"|\s+(?:nachbarn?|nachbarin|freunde\w*|familie|schwieger\w*|kolleg\w+|klasse|schule|gemeinde|stadt|feuerwehr|pfarr\w*|kirche)\b"
    r"|\s+to\s+(?:the\s+)?(?:\w+\s+){0,3}(?:wedding|birthday|christening|funeral|party|baptism|shower|reunion)"
)
# Who cooperates in jest: animals, weather, parts of the house and of the body.
_NO_PARTNER = re.compile(
    r"(?:\s+(?:mit|with))?\s+(?:(?:de[mnr]|einer|einem|zwei|drei|vier|allen|the|a|an|two|three|my|some|all|ganz|viel|sehr)\s+){0,2}(?:\w+(?:e[nmr]|ed|y|ing)\s+)?"
    r"(?:katzen?|kater|hunde?n?|hündin|pferd|hühnern?|ziegen?|schafen?|kühen|kuh|baby|kind(?:ern)?|kleinkind|zwillingen|regen|wind|sturm|schnee|wetter|sonne|nebel|schwerkraft|zufall|schicksal|glück|pech|chaos"
    r"|müdigkeit|koffein|kaffee|schlafmangel|waschmaschine|spülmaschine|staubsauger|gewissen|rücken|knie|magen|muskelkater|christkind|osterhasen?|weihnachtsmann|nikolaus|universum|hunger|finanzamt|steuerberater\w*|oma|opa|mama|papa"
    r"|cats?|kittens?|dogs?|pupp(?:y|ies)|hens?|chickens?|goats?|sheep|cows?|toddlers?|baby|kids?|rain|weather|wind|fog|snow|sun|gravity|luck|fate|coffee|caffeine|chaos|washing\s+machine|dishwasher|universe|santa|tooth\s+fairy)\b(?!\s*(?:&|und\s+co|and\s+co))"
)
# "Werbung für die Käserei Rüebliboden": a trade and a name in capitals; what is seen on walls and heard on air is none.
_FOR_A_TRADE = re.compile(
    rf"\s+(?:für|fuer|von|vom|vo|fürs|der|des|im\s+auftrag\s+(?:der|des|von))\s+(?:(?:die|das|den|der|dem|d|s|meine\w*|unsere\w*|neue\w*)\s+){{0,2}}(?:{TRADE_DE}|\w*(?:handlung|gesellschaft|betrieb|hütte|alm|mühle|stube|garten|apotheke|marke)|fa\.)\s+(?P<name>[\w&„»\"])"
)
_ON_AIR = re.compile(
    r"[^.!?\n]{0,80}\b(?:nervt|läuft|lief|hängt|hing|plakat|radio|fernsehen|tv|gegen|erstattet|gesehen|gehört|mach(?:e|en|t)\s+(?:wir|ich))\b"
)


def counts_a_frame(text: str, start: int, end: int) -> bool:
    """Tell whether only the number of a slide or story frame stands before `text[start:end]`, and a sign after it."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    numbered = len(line) <= _LONGEST_COUNTER and _COUNTER.fullmatch(line)
    return bool(numbered and _FRAME_CLOSES.match(text, end))


def follows_a_key(text: Plain, start: int, end: int) -> bool:
    """Tell whether only a number on a key stands before a place in its line."""
    first, _ = text.span(start, end)
    return bool(_KEY.fullmatch(text.original, text.original.rfind("\n", 0, first) + 1, first))


def stands_for_a_label(text: str, start: int, end: int) -> bool:
    """Tell whether an abbreviation opens a text and is parted from the rest as a label is."""
    return bool(_SHORT_BEFORE.fullmatch(text, 0, start) and _SHORT_CLOSES.match(text, end))


def plays_along(text: str, end: int) -> bool:
    """Tell whether "our partner" at `text[:end]` is one in a game, at a school, or a person."""
    return bool(_GAME.match(text, end) or _SOMEBODY.match(text, end))


def points_to_a_link(text: str, end: int) -> bool:
    """Tell whether a hint at `text[:end]` is followed by a pointing sign in a text that speaks of a link."""
    return bool(_POINTS.match(text, end) and _LINKED.search(text, end))


def at_home(text: str, end: int) -> bool:
    """Tell whether "hosted" or "invitation" at `text[:end]` leads to the writer's own people or to a feast."""
    return bool(_AT_HOME.match(text, end))


def with_nobody(text: str, end: int) -> bool:
    """Tell whether "in Kooperation mit" at `text[:end]` leads to an animal, the weather or another joke."""
    return bool(_NO_PARTNER.match(text, end))


# "Anzeige der Raiffeisenkasse Obertal:" names in two words at least who pays.
_OF_A_NAME = re.compile(
    r"\s+(?:von|vom|der|des|für\s+(?:die|das|den))\s+(?P<name>[\w&'’.-]+(?:\s+[\w&'’.-]+){1,3}?)\s*(?=[:(])"
)


def _of_a_name(text: Plain, end: int) -> bool:
    named = _OF_A_NAME.match(text.text, end)
    if named is None:
        return False
    start, stop = text.span(*named.span("name"))
    words = text.original[start:stop].split()
    return all(word[:1].isupper() for word in words) and names_a_business(text, named.start("name"))


def for_a_trade(text: Plain, end: int) -> bool:
    """Tell whether a label at `text[:end]` goes on with the trade and the name of who pays."""
    if _ON_AIR.match(text.text, end):
        return False
    named = _FOR_A_TRADE.match(text.text, end)
    if named is None:
        return _of_a_name(text, end)
    start, stop = text.span(*named.span("name"))
    return not text.original[start:stop].islower()
