"""Words of a label in somebody else's mouth, or in jest: quoted adverts, "sponsored by cold brew and panic". Pure."""

from __future__ import annotations

import re

from nahbar.language.letters import Plain

# How far the ends of a quotation are looked for.
_QUOTED_WITHIN = 200
# Words outside a quotation that make the post speak of it.
_WORDS_AROUND = 2
_CLOSES = re.compile(r"[\"“”‘’«»›‹](?!\w)")
_SAID = re.compile(
    r"[\"“”«»]\s*,?\s*(?:rief|rufe|ruft|sagt|schrie|schreit|stand|steht|schrieb|murmel|meint|heißt|said|says|wrote|yell|scream"
    r"|read|under|over)"
)
# A quotation within a sentence that began before it and goes on after it.
_LEADS_IN = re.compile(r"\w[,:]?\s+$")
_GOES_ON = re.compile(r"\s*,?\s*\w")
_AROUND = re.compile(r"(?<![\w@#])\w{2,}")
# What nobody is paid by: drinks, food, states of mind and of body, weather, time, family.
_NAMES = (
    r"(?:kaffee|koffein|coffees?|caffeine|espressos?|lattes?|cold\s+brew|tea|teas|tee|schokolade|chocolate|kekse?"
    r"|cookies?|wein|wine|bier|pizza|toast|nudeln|nap|naps|sleep|schlaf|schlafmangel|schlaflosigkeit|insomnia"
    r"|exhaustion"
    r"|müdigkeit|panic|panik|anxiety|angst|adrenalin\w*|hunger|spite|trotz|wut|rage|stress|chaos|tears|tränen|regret\w*"
    r"|guilt|gewissen|hope|hoffnung|love|liebe|luck|(?<!\w)glück|procrastination|prokrastination|delusion|deadlines?"
    r"|hormone\w*|"
    r"sonne|sunshine|rain|regen|wetter|weather|monday|montag|ibuprofen|paracetamol|aspirin|heartbreak|liebeskummer"
    r"|stubbornness|sturheit|ungeduld|willpower|cake|kuchen|crisps|gravity|prayers?|debt|dispo|kissen|decken?|wärmflaschen?|pillows?|blankets?)"
)
THINGS = rf"(?:\w*{_NAMES})\b"
OWN_PEOPLE = (
    r"(?:mein\w*|unser\w*|my|our|eltern|freunden|nachbarn|familie|ehrenamt\w*|spenden|friends|parents|neighbou?rs"
    r"|oma|opa|mama|papa|mum|mom|dad|grandma|grandpa|nan|niemand\w*|nobody|no\s+one"
    r"|no\b|mir|myself"
    r"|absolutely\s+(?:no|nothing)|nothing|nichts|gar\s+niemand\w*|kein\w*|solar|the\s+sun)\b"
)
_BY = re.compile(r"\s+by\b")
_FILLERS = re.compile(r"\s*:?\s*((?:[\w']+[\s]+){0,4}?)" + THINGS)
_MEASURE = re.compile(r"(?:Liter[ns]?|Tassen?|Kannen?|Stunden?|Gläsern?|Tafeln?|Minuten|Tagen|Nächten?)")
_TAG_IN_JEST = re.compile(
    rf"#(?:sponsored|powered|supported)_?by_?(?:(?:my|our|cold|strong|pure|too_?much)_?)?(?:{_NAMES}|mum|mom|dad|grandma|nobody|noone|myself)"
)
_PEOPLE = re.compile(rf"\s*:?\s*{OWN_PEOPLE}")


def tag_in_jest(tag: str) -> bool:
    """Tell whether a tag says who paid and means nobody: "#sponsoredbycoffee"."""
    return bool(_TAG_IN_JEST.fullmatch(tag))


def in_jest(text: Plain, end: int) -> bool:
    """Tell whether "sponsored by" at `text[:end]` leads to a thing or a person that pays for no post."""
    led = _BY.match(text.text, end)
    if led:
        end = led.end()
    elif not text.text[:end].endswith(("by", "von", "vo", "durch", "dur")):
        return False
    if _PEOPLE.match(text.text, end):
        return True
    seen = _FILLERS.match(text.text, end)
    if not seen:
        return False
    if not seen.group(1).strip():
        return True
    # "Blue Bottle Coffee" is a brand, "three cups of coffee" is none; German nouns of measure are capitals too.
    start, stop = text.span(seen.start(1), seen.end(1))
    words = text.original[start:stop].split()
    measured = words[0][:1].islower() or words[0][:1].isdigit()
    return measured and all(word[:1].islower() or word[:1].isdigit() or _MEASURE.fullmatch(word) for word in words)


def quoted_advert(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` stands within somebody else's words, in a post that says more than them."""
    if _SAID.match(text, end):
        return True
    near = text[max(0, start - _QUOTED_WITHIN) : start]
    opened = _opening(near)
    closed = _CLOSES.search(text, end, end + _QUOTED_WITHIN)
    if opened < 0 or not closed:
        return False
    adjacent = opened == len(near) - 1
    boxed = adjacent and closed.start() == end
    if boxed and _LEADS_IN.search(near[:opened]) and _GOES_ON.match(text, closed.end()):
        # My colleague posted a reel with “Anzeige” and was asked about it.
        return True
    before = _AROUND.findall(near[:opened])
    after = _AROUND.findall(text, closed.end(), closed.end() + _QUOTED_WITHIN)
    if not adjacent and len(before) < _WORDS_AROUND:
        # Who begins with a quotation and labels it within speaks in their own voice.
        return False
    return not boxed and len(before) + len(after) >= _WORDS_AROUND


def _opening(before: str) -> int:
    """Return where a quotation opens that is not closed in the text before a place; -1 without one."""
    low = before.rfind("„")
    if low >= 0:
        return low if not _CLOSES.search(before, low + 1) else -1
    straight = [place for place, sign in enumerate(before) if sign in '"“”' and not before[place - 1 : place].isdigit()]
    return straight[-1] if len(straight) % 2 else -1
