"""Signs in a post's words that somebody else gains by it: gifts, invitations, raffles, thanks, offers. Pure.

A sign has a name and the place of its words in the plain text. What a sign weighs is decided by the rules that use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nahbar.language.codes import find_code
from nahbar.language.letters import Plain
from nahbar.language.web_links import OTHER_AIM, find_links

_NAME = r"@[\w.]+"
_VERB = (
    r"(?:bekommen|kriegt|gekriegt|übercho|erhalten|geschenkt|g?e?schickt|gschickt|zugeschickt|zugesandt|gesendet|spendiert|überlassen"
    r"|gestellt|ausgestattet|eingeladen|iiglade|übernommen|beschenkt|gesponsert|finanziert|gezahlt|gebaut|überrascht|verwöhnt|gratis)"
)
_FREE = r"(?:kostenlos\w*|kostenfrei\w*|gratis|unentgeltlich\w*|for\s+free|free\s+of\s+charge|complimentary)"
_WHO = rf"(?:{_NAME}|team\s+von|marke|firma|hersteller|verlag|agentur|brand|company)"

# Each sign and the words that show it; the first sign of a name counts.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("gift", rf"{_FREE}\s+(?:\S+\s+){{0,4}}?(?:zur\s+verfügung|zugeschickt|geschickt|bekommen|erhalten|testen|überlassen|zugesandt)"),
    ("gift", r"\b(?:mir|uns|ma)\b[^.!?\n]{0,60}zur\s+verfügung\s+gestellt|zur\s+verfügung\s+gestellt\s+(?:bekommen|von)"),
    ("gift", rf"\b(?:von|vo|vom|by|from)\s+(?:der\s+|dem\s+|den\s+|dr\s+)?(?:lieben\s+)?{_NAME}(?!\w)[^.!?\n]{{0,70}}?\b{_VERB}"),
    ("gift", rf"{_NAME}\s+(?:\w+\s+)?(?:hat|haben|ham|het|händ|hend)\s+(?:mir|uns|mich|ma|mer|üs|\w+)\s[^.!?\n]{{0,80}}?\b{_VERB}"),
    ("gift", rf"(?:hat|haben|ham|het|händ)\s+(?:mir|uns|mich|ma|üs)\s+(?:\w+\s+){{0,2}}{_NAME}[^.!?\n]{{0,60}}?\b{_VERB}"),
    ("gift", rf"(?:bekommen|erhalten|geschenkt|geschickt|spendiert)\s+(?:\w+\s+)?(?:von|vo)\s+{_NAME}"),
    ("gift", rf"{_WHO}[^.!?\n]{{0,50}}\b(?:mir|uns|ma)\b[^.!?\n]{{0,60}}(?:paket|packerl|päckli|muster|testgerät|box)[^.!?\n]{{0,40}}{_VERB}"),
    ("gift", rf"(?:mir|uns)\s+{_NAME}[^.!?\n]{{0,40}}{_VERB}|{_NAME}[^.!?\n]{{0,60}}(?:paket|packerl|päckli)\s+(?:ge|g)?schickt"),
    ("gift", rf"geschenk\w*\s+(?:von|vo|der\s+marke)\s+{_NAME}|gschänk\s+vo\s+{_NAME}"),
    ("gift", r"\b(?:test(?:gerät|produkt|exemplar)|rezensionsexemplar|leseexemplar|pr-?\s?(?:sample|paket|muster|package|gift|haul|trip)|pressemuster|werbegeschenk)"),
    ("gift", rf"{_NAME}\s+(?:(?:very|so|has|have|just|kindly|recently|actually)\s+)*(?:sent|gifted|gave|comped|hosted|treated|hooked|provided|lent|loaned|invited)\b"),
    ("gift", rf"(?:people|team|folks|lot|guys)\s+at\s+{_NAME}\s+(?:\w+\s+)?(?:sent|gave|gifted|invited|lent)"),
    ("gift", rf"(?:{_NAME}|shoutout)[^.!?\n]{{0,50}}(?:hook(?:ed|ing)\s+(?:me|us)\s+up|(?:sent|sending|gave|gifted|giving)\s+(?:me|us|this|these|over|him|her|\w+\s+a)|keeps?\s+sending)"),
    ("gift", rf"\bgifted\s+(?:to\s+(?:me|us)\s+)?(?:by|from)\s+{_NAME}|(?:kindly|was|were)\s+gifted|free\s+of\s+charge|pr\s+(?:package|gift|box|haul)"),
    ("gift", rf"{_NAME}[^.!?\n]{{0,80}}(?:complimentary|on\s+the\s+house|free\s+of\s+charge|all\s+expenses\s+paid)|(?:was|were)\s+complimentary"),
    ("invited", rf"(?:auf\s+)?einladung\s+(?:von|vo|der|des)\s+{_NAME}|eingeladen\s+von\s+{_NAME}|von\s+{_NAME}\s+eingeladen|(?:uf\s+)?iiladig\s+vo"),
    ("invited", rf"(?:bei|im|in)\s+{_NAME}[^.!?\n]{{0,40}}eingeladen|presse-?reise|press\s?trip|bloggerreise|fam\s?trip"),
    ("invited", rf"(?:anreise|hotel|reise|flug|kosten|übernachtung|verpflegung)[^.!?\n]{{0,60}}(?:von|vo)\s+{_NAME}\s+(?:übernommen|bezahlt|gesponsert)"),
    ("invited", rf"(?:was|were|been|got)\s+invited[^.!?\n]{{0,40}}{_NAME}|{_NAME}\s+invited\s+(?:me|us)|(?:hosted|invited)\s+by\s+{_NAME}"),
    ("invited", rf"(?:vom|von\s+(?:der|dem|einem|einer)|by\s+the)\s+(?:hotel|resort|restaurant|tourismus\w*|marke|brand|hersteller|agentur|verlag|team)\b[^.!?\n]{{0,50}}{_VERB}"),
    ("gift", rf"(?:thanks?(?:\s+you)?|thx|danke)\b[^.!?\n]{{2,40}}\bfor\s+(?:sending|gifting|inviting|hosting|having\s+(?:me|us)|the\s+(?:free|gifted|pr)|hooking|sponsoring)"),
    ("paid for", rf"(?:excited|grateful|thrilled|proud|honou?red|happy|stoked|delighted)\b[^.!?\n]{{0,30}}(?:work|partner|team|collab)\w*(?:\s+up)?\s+with\s+{_NAME}"),
    ("paid for", rf"(?:zusammengetan|partnered(?:\s+up)?|teamed\s+up|zusammenarbeit|kooperiere\w*|arbeite\s+\w*\s?mit)\s+(?:mit\s+|with\s+)?{_NAME}|mit\s+{_NAME}\s+zusammengetan|(?:werbe-?|marken)partner(?:in)?\s+(?:von|bei|der)|markenbotschafter"),
    ("paid for", rf"(?:sponsoring|sponsored|gesponsert|sponsert)[^.!?\n]{{0,30}}{_NAME}|{_NAME}\s+(?:for|fürs?)\s+(?:sponsoring|the\s+sponsor)"),
    ("commission", r"affiliate|(?:ich|wir|meine?|kleine|eine|mir)\s+(?:\w+\s+){0,3}provision\b(?!\s+(?:zahl|für\s+den\s+makler))|provisions-?link|partner-?link|(?:earn|small|get|receive)\s+(?:\w+\s+){0,3}commission|earn\s+me|\bstorefront\b|werbe-?link"),
    ("commission", r"(?:über|mit)\s+meine[mn]\s+(?:link|empfehlungslink)[^.!?\n]{0,60}(?:euro|€|chf|franken|guthaben|bonus|gratis|rabatt|%|prozent|sparen|spart)"),
    ("link in profile", r"link\s+(?:zum\s+\w+\s+)?(?:ist\s+)?(?:in|im|unten|steht)\s*(?:der|meiner|meinem|my|the)?\s*(?:bio|profil|beschreibung|description|caption)|(?:im\s+profil|in\s+der\s+bio|in\s+bio|unten|below)\s+(?:verlinkt|linked)|(?:findet|find)\s+(?:ihr|you)[^.!?\n]{0,30}verlinkt|(?:verlinkt|linked)\s+(?:im|in|below)|linked\s+(?:my|the)\b"),
    ("offer", r"(?:\d+\s?(?:%|prozent|procent)\s+(?:reduziert|rabatt|off|günstiger|billiger)|um\s+\d+\s?(?:%|prozent)|im\s+(?:angebot|sale)|on\s+sale|reduziert|gibt.s\s+gerade|rabatt(?:aktion)?|black\s?(?:friday|week))"),
    ("thanks", rf"(?:\b(?:danke?|merci|thanks|thank\s+you|thx)\b(?:\s+(?:an|to|go\s+out\s+to|liebe[srn]?|so\s+much|euch|vielmals|für\s+alles,?|für|fürs?\s+\w+))*,?\s*{_NAME})|{_NAME}[^.!?\n]{{0,20}}\bdanke\b"),
)
# One of these must be in a text for a sign of that name; looking for a part is fifty times as fast as for a pattern.
_PART_OF = {
    "gift": (
        "bekomm", "kriegt", "übercho", "erhalten", "schenk", "schickt", "sandt", "gesendet", "spendiert", "überlassen", "gestellt", "stattet", "lad",
        "übernommen", "sponser", "finanz", "zahlt", "gebaut", "überrascht", "verwöhnt", "gratis", "testger", "testpro", "exemplar", "pr-", "pr ", "prs",
        "muster", "sent", "gift", "gave", "comp", "hosted", "treated", "hook", "provided", "lent", "loaned", "invited", "sending", "keep", "giving",
        "free", "on the house", "expenses", "inviting", "hosting", "having", "kostenlos", "kostenfrei", "unentgelt", "werbegesch",
    ),
    "invited": ("einlad", "eingelad", "invited", "hosted", "reise", "trip", "iilad", "übernommen", "bezahlt", "gesponsert", "hotel", "resort", "team", "marke"),
    "paid for": ("sammen", "partner", "teamed", "with", "kooper", "arbeite", "botschaft", "spons"),
    "commission": ("affil", "provision", "partner", "commission", "earn me", "storefront", "werbelink", "werbe-link", "link"),
    "link in profile": ("link",),
    "offer": ("%", "prozent", "procent", "angebot", "sale", "reduziert", "gerade", "rabatt", "black"),
    "thanks": ("dank", "merci", "thank", "thx"),
}  # fmt: skip
_PATTERN = [(name, re.compile(pattern)) for name, pattern in _SIGNS]
_RAFFLE = re.compile(
    r"\bgewinnspiel|\bverlos(?:e|en|ung)\b|lostopf|giveaway|gewinnt\s+mit|\bwettbewerb\b|\braffle|\bwin\s+(?:a|one|this)\b|gewinne\s+(?:ein|mit|jetzt|zwei|drei)"
    r"|zu\s+gewinnen\s*(?:[:!👉]|gibt)|gibt\s+(?:\w+\s+){0,4}zu\s+gewinnen|(?:ich|wir)\s+verschenken?\b|verschenken?\s+(?:ich|wir)\b"
)
_WON = re.compile(r"(?:habe?|hat|haben|bin|ha)\b[^.!?\n]{0,60}\bgewonnen|(?:beim|am)\s+(?:gewinnspiel|wettbewerb)|wettbewerb\w*\s+(?:gewonnen|verloren|der|um)")
_TERMS = re.compile(
    r"teilnahme-?(?:bedingung|schluss)|bedingungen|\bagb\b|gilt\s+(?:nur\s+)?(?:noch\s+)?bis|gültig|\bbis\s+(?:zum\s+|am\s+|einschließlich\s+)?(?:\d|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|morgen|sunn)"
    r"|ab\s+18|mindestbestellwert|t&c|terms|\bends?\b|valid|nur\s+(?:heute|bis)|letzte\s+tag|ausgenommen|not\s+combin|nicht\s+kombinier"
)
_NAMED = re.compile(_NAME)
_OWN_MONEY = re.compile(
    r"(?:selbst|selber|sälber|selbscht)\s+(?:\w+\s+)?(?:gekauft|bezahlt|gezahlt|finanziert|zahlt|kauft|gebucht)|selbst(?:gekauft|bezahlt)"
    r"|krieg\w*\s+(?:da)?für\s+(?:kein|nix|nichts)|i\s+bought|bought\s+(?:it|this|these|them)\s+myself|my\s+own\s+money|nobody\s+is\s+paying|niemand\s+zahlt|nicht\s+(?:dafür\s+)?bezahlt"
)
_SECOND_HAND = re.compile(
    r"ausgeliehen|flohmarkt|second-?\s?hand|brocki|brockehuus|nix\s+gekauft|charity\s+shop|drauf\s+gespart|nachgekauft|bücherei|thrift|sperrmüll|library"
)
_OWN_BUSINESS = re.compile(
    r"in\s+eigener\s+sache|\b(?:mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|my|our|üse|mis)\s+(?:(?:neue[snr]?|eigene[snrm]?|own|new|erste[snr]?)\s+)*(?:shop|onlineshop|buch|debüt|kollektion|collection|merch\w*|kurs|workshop|podcast|studio|e-?book|praxis|café|kalender|tierschutzkalender|course|book|album|atelier|laden|shop)\b|ich\s+biete\b"
)
_AGAINST = (
    ("own money", _OWN_MONEY),
    ("second hand", _SECOND_HAND),
    ("own business", _OWN_BUSINESS),
    ("terms", _TERMS),
)
# Names without a tag count where brands are named: after who gave it and with whom it was made.
_UNTAGGED = re.compile(
    r"(?:\b(?:von|vo|vom|by|from|By|From|Von)|(?:[Kk]ooperation|[Zz]usammenarbeit|artnerschaft|artnership|ollaboration|[Zz]usammen|[Gg]emeinsam|teamed up|partnered|partner|partnering|working|work)\s+(?:mit|with))\s+(?:der\s+|dem\s+|the\s+)?(?P<name>[A-ZÄÖÜ][\w&'-]+)"
    r"|(?:(?<=[.!?\n] )|^)(?!Ich|Wir|Er|Sie|Es|Das|Die|Der)(?P<subject>[A-ZÄÖÜ][\w&'-]+)(?=\s+(?:hat|haben|sent|gave|invited)\s+(?:mir|uns|me|us)\b)"
)
_FIRST_PERSON = re.compile(r"\b(?:ich|i|mir|mich|uns|wir|me|us|we|i.m|ha|händ|ma|dieses|diese[rs]?|this)\b")
_SHARED = re.compile(r"(?:mit|with|von|gemeinsam|zusammen)\s+@")
# People and things that give without being a brand.
_NO_BRAND = frozenset(
    "oma opa mama papa mami papi mutti vati tante onkel schwester bruder freundin freund freunden freundinnen nachbarin nachbar nachbarn "
    "kollegin kollege kollegen chef chefin familie gastfamilie eltern schwiegermutter mann frau kindern kind tochter sohn patentante "
    "herzen hand anfang montag dienstag mittwoch donnerstag freitag samstag sonntag natur gott arbeit lehrerin lehrer mum mom dad grandma "
    "grandpa santa friends friday monday sunday hier dir euch ihm ihr mir uns weihnachten christmas stadt verein bergwacht polizei "
    "krankenkasse krankenkassen krankenhaus frauenarzt arzt ärztin land staat jobcenter amt uni schule kita papst he she they it we you".split()
)
_PRIVATE_GIFT = re.compile(
    r"geburtstag|\bweihnacht|hochzeits?tag|jahrestag|muttertag|vatertag|valentin|verlobung|zum\s+abi|birthday|anniversary|for\s+christmas|@(?:mein|my)_?(?:mann|frau|husband|wife)"
    r"|\b(?:meine[rmns]?|my)\s+(?:beste[nr]?\s+|best\s+|lieb\w+\s+|lovely\s+)?(?:freund\w*|schwester|bruder|mama|mutter|papa|mann|frau|oma|opa|familie|schwieger\w+|husband|wife|mum|mom|sister|brother|friend)\s+@"
)
_PRIVATE_THANKS = re.compile(r"für\s+(?:die\s+|das\s+)?(?:fotos?|bilder|shooting|aufnahmen)|📸|for\s+the\s+(?:photos?|pics|pictures)")
# Every sign that is searched for has one of these parts; a text without any is done after one look.
_PARTS = (
    "@", "bekommen", "erhalten", "geschenk", "gschenk", "gschänk", "schickt", "sandt", "gesendet", "spendiert", "überlassen", "gestellt", "überrascht",
    "stattet", "eingeladen", "iiglade", "übernommen", "bezahlt", "sponsor", "sponser", "finanziert", "testgerät", "testprodukt", "exemplar",
    "pr-", "pr ", "pressemuster", "werbegeschenk", "gifted", "compli", "on the house", "invit", "einladung", "presse", "press trip", "presstrip",
    "fam trip", "bloggerreise", "zusammengetan", "partner", "teamed", "working with", "work with", "collab", "kooperier", "arbeite", "botschafter", "affiliate",
    "provision", "werbelink", "werbe-link", "commission", "storefront", "meinen link", "empfehlungslink", "link", "rabatt", "%", "prozent",
    "angebot", " sale", "reduziert", "black", "gratis", "kostenlos", "kostenfrei", "unentgelt", "for free", "free of", "gewinn", "verlos",
    "lostopf", "giveaway", "wettbewerb", "raffle", "win ", "verschenke", "code", "spar", "save", "discount", "checkout", "gutschein",
    "eingeb", "igäh", "tenner", "gives you", "gets you", "hook", "sending", "inviting", "having me", "having us", "the free", "selbst gekauft",
    "selber", "sälber", "bought", "eigener sache", "kollektion", "http", "www.", ".de", ".com", ".at", ".ch", ".ly", ".to", ".shop", ".it/", ".me/",
    "verwöhnt", "kriegt", "übercho", "zahlt", "gebaut", "spoil",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign for or against a commercial reason; `words` are those of the post that show it."""

    name: str
    words: str


def find_signs(text: Plain) -> dict[str, Sign]:
    """Return the signs of a text by name, the first of each."""
    if not any(part in text.text for part in _PARTS):
        return {}
    found: dict[str, Sign] = {}
    for sign in _signs(text):
        found.setdefault(sign.name, sign)
    return found


def _signs(text: Plain) -> Iterator[Sign]:
    whole, named = text.text, _with_names(text)
    mine = named != whole and _FIRST_PERSON.search(whole)
    present = {name for name, parts in _PART_OF.items() if any(part in whole for part in parts)}
    for name, pattern in _PATTERN:
        if name not in present:
            continue
        seen = pattern.search(whole)
        if seen and not _is_private(name, whole):
            yield _sign(text, name, seen)
        elif name in ("gift", "invited", "paid for") and mine and (seen := pattern.search(named)):
            yield _sign(text, "paid for" if name == "paid for" else "gift by a name", seen)
    if code := find_code(text.original):
        yield Sign("code", code)
    yield from (Sign(kind, address) for kind, address in find_links(text))
    raffle = _RAFFLE.search(whole)
    if raffle and not _WON.search(whole):
        shared = "@" in whole or _SHARED.search(named)
        yield _sign(text, "raffle with a brand" if shared else "raffle", raffle)
    for name, pattern in _AGAINST:
        if seen := pattern.search(whole):
            yield _sign(text, name, seen)
    if names := _NAMED.search(whole):
        yield _sign(text, "brand tag", names)


def _is_private(name: str, whole: str) -> bool:
    if name == "gift":
        return bool(_PRIVATE_GIFT.search(whole))
    if name == "thanks":
        return bool(_PRIVATE_THANKS.search(whole))
    return name == "link in profile" and bool(OTHER_AIM.search(whole))


def _with_names(text: Plain) -> str:
    """Return the plain text in which names without a tag begin with @ in place of their first letter."""
    if text.at is not None:
        return text.text
    signs = list(text.text)
    for found in _UNTAGGED.finditer(text.original):
        group = "name" if found.group("name") else "subject"
        if found.group(group).lower() not in _NO_BRAND:
            signs[found.start(group)] = "@"
    return "".join(signs)


def _sign(text: Plain, name: str, seen: re.Match[str]) -> Sign:
    start, end = text.span(seen.start(), seen.end())
    return Sign(name, text.original[start:end])
