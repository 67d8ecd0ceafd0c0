"""Who in trade gave a creator what, where no account is tagged, in German, English and dialect: patterns on plain text.

A giver is named by trade ("das Hotel", "the publisher"), so a gift of a grandmother is none. What a giver sends may be
a bill: weak verbs count only beside words of a gift. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nahbar.language.label_ordinary import on_shirts_of_a_team
from nahbar.language.parts import cut, holds_any
from nahbar.language.shown_gifts import PARTS, gift_that_is_shown, sentence_around
from nahbar.language.told_deals import DEALS
from nahbar.language.told_deals import PARTS as DEAL_PARTS

_IN_SENTENCE = r"[^.!?\n]"
# Trades, also as the last part of a compound ("wellnesshotel", "tourismusverband"). The first kind lives by being shown
# and gives for that; the second gives a slice of sausage to every child, so its gift leaves the question open.
_SHOWN_DE = (
    r"\w*(?:hotel|pension|gasthof|therme|ressort|resort|verlag|hersteller|marke|agentur|veranstalter|tourismus\w*"
    r"|fremdenverkehrs\w*|airline|reederei|brand|label|manufaktur|anbieter|unternehmen|firma|betreiber|inhaber|händler"
    r"|stadtwerke?|vermietung|verleih|gutshaus|gutshof|landhaus|chalet|studio|atelier|autohaus|möbelhaus|modehaus|kaufhaus)"
)
_EVERYDAY_DE = (
    r"\w*(?:restaurant|wirtshaus|lokal|café|salon|handel|weingut|werkstatt|akademie|winzer|theater|sparkasse|bank|platz"
    r"|laden|lade|park|kino|museum|kette|shop|store|center|zentrum|boutique|galerie|vermieter|reiterhof|weinhof"
    r"|bauernhof"
    r"|\w{3}(?:schule|schul|halle|markt|werke?|verband)|(?!part)\w{3}erei\b|\w{4}bahn|\w{3}bauer|praxis|klinik"
    r"|optiker|juwelier"
    r"|konditor|metzger|bäcker|friseur|florist|schneider)"
)
TRADE_DE = rf"(?:(?:{_SHOWN_DE}|{_EVERYDAY_DE})(?:es|er|s|n|in)?)"
_SHOWN_EN = (
    r"(?:hotel|resort|lodge|inn|b&b|brand|company|makers?|manufacturer|publishers?|label|agency|tourist\s+board"
    r"|tourism\s+board|tourism\s+office|distillery|airline|operator|dealership|developers?|cruise\s+line|sponsor|spa"
    r"|organi[sz]ers?|outfitter|hire\s+company)s?"
)
_EVERYDAY_EN = (
    r"(?:restaurant|café|cafe|bakery|shop|store|brewery|winery|vineyard|studio|salon|gym|union|cent(?:re|er)"
    r"|dealer|festival"
    r"|theatre|theater|campsite|site|farm|ranch|nursery|school|marina|museum|gallery|club|clinic|boutique|market"
    r"|works|dentist"
    r"|barber|tailor|jewell?er|florist|venue|factory|roastery|dairy|sauna|pub|diner|park|zoo|wall|rink|show|fair"
    r"|railway|line)s?"
)
_TRADE_EN = rf"(?:{_SHOWN_EN}|{_EVERYDAY_EN})"
_LIVES_BY_IT = re.compile(rf"\b(?:{_SHOWN_DE}(?:es|er|s|n|in)?|{_SHOWN_EN})\b")
_EVERYDAY = re.compile(rf"\b(?:{_EVERYDAY_DE}(?:es|er|s|n|in)?|{_EVERYDAY_EN})\b")
_ME_DE = r"(?:mir|uns|mich|ma|mer|üs|mi|eus|öis)"
_HAS_DE = r"(?:hat|haben|hot|ham|hom|het|händ|hend|hänn|hatte|hett|hebbt)"
_FREE_DE = (
    r"(?:kostenlos\w*|kostenfrei\w*|gratis\w*|umsonst|unentgeltlich\w*|leihweise|zur\s+verfü(?:gung|egig)|zum\s+testen)"
)
_GIVEN_DE = (
    r"(?:geschenkt|g['’]?schenkt|gschänkt|spendiert|offeriert|(?:eingeladen|ei?ng(?:e)?lad[ne]+|ii?glad[eä])\b"
    r"(?!\s*,[^.!?\n]{0,60}\bzu\s+(?!test|prob|erleb|entdeck|übernacht)\w+)|überlassen|bereitgestellt|gestellt"
    r"|geliehen|(?:gratis|umsonst)"
    r"|ausgestattet|gesponsert|finanziert|beschenkt)"
)
_POST_DE = r"(?:post|posting|foto|bild|reel|beitrag|video|reel|clip|story|folge|bericht|werbung|vlog)"
_POST_EN = r"(?:posts?|video|reel|review|clip|story|episode|feature|shout-?\s?out|content|coverage|one)"
_FREE_EN = (
    r"(?:for\s+free|free\s+of\s+charge|no\s+charge|at\s+no\s+cost|to\s+(?:try|test|review|keep)\b(?!\s+(?:and"
    r"|it\s+down|her|him))|(?:advance|early|review)"
    r"\s+cop(?:y|ies)|complimentary|in\s+(?:exchange|return)\s+for)"
)
_ME_EN = r"(?:me|us)\b"
_THE = r"(?:the|this)\s+(?:\w+\s+){0,2}"
_DER = r"(?:der|die|das|den|d|dr|s|dieses|diese|ein|eine)\s+(?:\w+\s+){0,2}?"

_GIFT = (
    rf"\b{_DER}{TRADE_DE}(?:\s+\w+){{0,3}}?\s+{_HAS_DE}\s+(?:\w+\s+){{0,2}}?{_ME_DE}\b{_IN_SENTENCE}{{0,70}}?"
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b{_HAS_DE}\s+{_ME_DE}\s+{_DER}{TRADE_DE}\b{_IN_SENTENCE}{{0,70}}?\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b(?:vom|vo|von|von\s+de[rnm]|von\s+eine[rm])\s+(?:\w+\s+)?{TRADE_DE}\b{_IN_SENTENCE}{{0,50}}?"
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})",
    rf"\b(?:{_GIVEN_DE}|{_FREE_DE})\s+(?:vom|vo|von|von\s+de[rnm]|von\s+eine[rm])\s+(?:\w+\s+)?(?:{TRADE_DE}\b|@)",
    rf"\b{_FREE_DE}\b{_IN_SENTENCE}{{0,40}}\bvom\s+{TRADE_DE}\b",
    rf"\b(?:wurde|wurden|worde)\s+{_ME_DE}\s+(?:\w+\s+){{0,4}}?{_FREE_DE}\s+(?:\w+\s+){{0,2}}?"
    r"(?:bereitgestellt|zugeschickt|geliefert|gestellt|überlassen|angeboten|ausgeliehen)",
    rf"\b{_FREE_DE}\s+bereitgestellt",
    rf"\b{_THE}{_TRADE_EN}\s+(?:\w+\s+){{0,2}}?(?:gifted|comped|hosted|treated|flew|spoiled|spoilt|hooked)\s+{_ME_EN}",
    rf"\b{_THE}{_TRADE_EN}\s+(?:\w+\s+){{0,2}}?(?:put\s+{_ME_EN}\s+up|covered\s+(?:my|our|the|all|everything))",
    rf"\b(?:{_THE}{_TRADE_EN}|they)\s+(?:\w+\s+){{0,2}}?(?:sent|gave|lent|loaned|shipped|mailed)\s+{_ME_EN}"
    rf"{_IN_SENTENCE}{{0,60}}?\b{_FREE_EN}",
    rf"\bthey\s+(?:\w+\s+){{0,2}}?(?:comped|gifted)\b|(?:@[\w.]+"
    rf"|\bthey)\s+(?:\w+\s+){{0,2}}?flew\s+{_ME_EN}\s+(?:out|over|in)",
    rf"\b(?:got|received|had|scored)\s+(?:\w+\s+){{1,4}}?(?:for\s+)?free\s+from\s+(?:@|the\s+(?:\w+\s+)?{_TRADE_EN})",
    rf"\b{_DER}{TRADE_DE}(?:\s+\w+){{0,3}}?\s+{_HAS_DE}\s+(?:mir|uns|mein\w*|unser\w*|alles"
    rf"|die\s+kosten){_IN_SENTENCE}{{0,50}}?"
    r"\b(?:bezahlt|übernommen|gezahlt)\b",
    rf"\bon\s+the\s+house\b{_IN_SENTENCE}{{0,20}}?(?:thanks\s+to|courtesy\s+of)\s+(?:@|the\b)",
    rf"\b(?:einladung|iiladig)\s+(?:de[rs]|vom|von\s+der|vo)\s+(?:\w+\s+)?{TRADE_DE}\b",
    rf"\b(?:waren|sind|war|bin)\s+(?:\w+\s+){{0,3}}als\s+gäste?\s+(?:de[rs]|vom|von)\s+(?:\w+\s+)?(?:{TRADE_DE}\b|@)",
    rf"\b(?:bekomm\w*|krieg\w*|erhalt\w*)\s+(?:ich|i|wir)?\s*(?:\w+\s+){{0,2}}vo[nm]?\s+(?:@[\w.]+"
    rf"|de[rm]\s+{TRADE_DE})"
    rf"{_IN_SENTENCE}{{0,40}}?(?:paket|päckchen|box\b|kiste|sachen|produkte?\b|proben|ware\b|neuheiten|nachschub)",
    rf"\bgeschenk\s+(?:de[rs]|vom|von\s+der)\s+(?:\w+\s+)?{TRADE_DE}\b",
    r"\b(?:freien\s+eintritt|freikarten|frei-?tickets|presse-?(?:karten?|tickets?))\s+(?:\w+\s+){0,3}(?:bekommen"
    r"|gekriegt|gegeben"
    r"|geschenkt|erhalten|gestellt)",
    rf"\b{_THE}{_TRADE_EN}\s+(?:is|are|was|were)\s+hosting\s+{_ME_EN}|\bhosted\s+by\s+(?:the"
    rf"|our)\s+(?:\w+\s+){{0,2}}{_TRADE_EN}",
    rf"\b{_THE}{_TRADE_EN}\s+(?:\w+\s+)?(?:kindly\s+)?(?:has\s+|have\s+)?invited\s+{_ME_EN}"
    r"(?=\s*(?:[.!,–—-]|$|\n|for\b|over\b|along\b|in\b|down\b|to\s+(?:try|dine|stay|test|taste|experience|see"
    r"|celebrate|review"
    r"|the\s+(?:opening|launch|press))))",
    rf"\b(?:we|i)\s+got\s+to\s+(?:\w+\s+){{1,5}}for\s+free\b|\blet\s+{_ME_EN}\s+(?:have|keep|try|borrow"
    rf"|stay)\s+{_IN_SENTENCE}{{0,30}}?"
    r"\bfor\s+(?:free|nothing)",
    r"\b(?:trip|stay|visit|room|tickets?|meal|dinner|product|bike|car|kit)\s+(?:is|are|was|were|has\s+been)\s+"
    rf"(?:kindly\s+)?(?:provided|gifted|comped|supplied)\s+by\s+(?:@|{_THE}{_TRADE_EN})",
    r"(?<!was )(?<!were )\bgifted\s+(?:stay|nights?|meal|tickets?|products?|items?|room|experience|copy|dinner"
    r"|treatment|class)\b(?!-)",
    r"\b(?:press|complimentary|comp)\s+(?:tickets?|stay|night|invite|passe?s?|copy|meal|room|treatment|entry|dinner)\b"
    r"(?=\s+(?:from|courtesy|so|and|again|today|tonight|for\s+(?:me|us))|[,.!]|$|\n)",
    rf"\bas\s+(?:a\s+|the\s+)?guests?\s+of\s+(?:@|the\s+(?:\w+\s+)?{_TRADE_EN})",
)
_PAID = (
    rf"\bfür\s+diese[nrs]?\s+{_POST_DE}\b{_IN_SENTENCE}{{0,50}}?(?:\b(?:geld|honorar|gage|gratis|umsonst|kostenlos"
    rf"|gegenleistung)|\d+\s?(?:euro|€|franken|chf)|\bzahl(?:t|en)\s+(?:mir|uns)\b)",
    rf"\b(?:werden?|wurden?|bin|sind|hat"
    rf"|haben)\b{_IN_SENTENCE}{{0,25}}?\bfür\s+diese[nrs]?\s+{_POST_DE}\b{_IN_SENTENCE}{{0,25}}?"
    r"\b(?:bezahlt|entlohnt|honoriert)\b",
    rf"\bfür\s+diese[nrs]?\s+{_POST_DE}\b\s+(?:werden?|wurden?)\s+(?:ich|wir)\s+(?:\w+\s+){{0,4}}bezahlt\b",
    rf"\b(?:geld|honorar|bezahlt|gage|entlohnt)\b{_IN_SENTENCE}{{0,25}}?\bfür\s+diese[nrs]?\s+{_POST_DE}\b",
    rf"\b(?:dafür|deshalb|deswegen|im\s+gegenzug)\s+(?:gibt.s\s+)?(?:dieser?s?|jetzt\s+dieser?s?|eine?n?"
    rf"|a)\s+{_POST_DE}\s*(?:[.!,]|$|\n|für\b|über\b|auf\b)",
    r"\bmit\s+(?:freundlicher|finanzieller)\s+unterstützung\s+(?:de[rs]|von|vom|durch)\b(?!\s+(?:\w+\s+)?(?:\d|ein|zwei|drei|vier"
    r"|viel|mein|unser|oma|opa|mama|papa|nachbar|freund|famil|kaffee|koffein|schokolade|musik))",
    r"\b(?:video|post|reel|episode|trip|content|thread|story|newsletter)\s+(?:is|was)\s+(?:paid\s+for|funded"
    r"|brought\s+to\s+you)\s+by\s+(?!my\b|our\b|me\b|no\b)",
    r"\b(?:this\s+one(?:.s|\s+is)|this\s+is|it.s|which\s+is)\s+paid\s+for\s+by\s+(?!my\b|our\b|me\b|no\b"
    r"|the\s+(?:state|taxpayer|insur))",
    r"\b(?:ich\s+bin|bin\s+ich|als|i.m|i\s+am|as)\s+(?:jetzt\s+|ab\s+\w+\s+)?(?:an?\s+|die\s+"
    r"|der\s+)?(?:\w+\s+)?(?:marken)?"
    r"(?:botschafter(?:in)?|ambassador)\s+(?:de[rs]|von|für|for|of)\s+(?!peace|frieden|unicef|klima|goodwill|organspende|blutspende|tierschutz|inklusion|demokratie|toleranz|\w*spende\b|organ\s+donation"
    r"|\w*(?:verein|stiftung|hilfe)"
    r"|(?:the\s+)?(?:charity|hospice|foundation))",
    r"\b(?:kooperiere|kooperieren)\s+(?:(?:ich|wir|seit|ab|heute|jetzt|nun|neuerdings|dieses|jahr)\s+)*mit\s+(?:@"
    r"|(?:de[rm]|dem)\s+(?!polizei"
    r"|stadt|schule|uni\w*|verein|gemeinde|feuerwehr|kolleg|team|klinik|jugend|tierheim))",
    r"\b(?:i.m|we.re|i\s+am|we\s+are)\s+(?:proudly\s+|officially\s+)?partnering\s+(?:up\s+)?with\b",
    rf"\b(?:im\s+gegenzug|als\s+(?:dankeschön|gegenleistung|bezahlung))\s+(?:für\s+(?:diese[nrs]?|den|das|mein\w*"
    rf"|ein\w*)"
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
# The post is what is given back: told to the readers, or how it was there.
_REPORTS = r"(?:zeig|bericht|erzähl|schreib|film|test|stell)\w*"
_IN_RETURN = (
    rf"(?:und\s+)?(?:dafür\s+{_REPORTS}\s+(?:ich|wir|i|ma)\s+(?:euch|eich|öich|oich)\b"
    rf"|(?:ich|wir|i|ma)\s+{_REPORTS}\s+(?:euch|eich|öich|oich)\s+dafür\b"
    rf"|(?:ich|wir|i|ma)\s+{_REPORTS}\s+dafür\s*,\s+wie(?:['’]?s|\s+es|\s+warm|\s+gut)?\b)"
)
_EXCHANGED = (
    # "von Reifen Gerken aus Oldenburg": a name of one word may be a friend's.
    rf"\bwurden?\s+(?:mir|uns)\s+(?:von\s+(?!mein|dein|unser|ein|de[rmn]\b|tante|onkel|oma|opa|familie|frau|herrn?\b)[\w&'’-]+(?:\s+[\w&'’-]+){{1,5}}?"
    rf"|vo[nm]\s+(?:\w+\s+){{0,2}}{TRADE_DE}(?:\s+[\w&'’-]+){{0,4}}?)\s(?:gestellt|überlassen|geliehen)\s*,?\s+{_IN_RETURN}",
    rf"\b{_DER}{TRADE_DE}(?:\s+\w+){{0,3}}?\s+(?:be)?(?:zahlt|zahlen)\s+(?:mir|uns)\s{_IN_SENTENCE}{{2,60}}?,\s+{_IN_RETURN}",
)
_COMMISSION = (
    r"\b(?:i|we)(?:.ll)?\s+(?:may\s+|might\s+|do\s+|also\s+)?(?:make|get|earn|receive|take)\s+(?:\w+\s+){0,3}"
    r"(?:commission|kickback|cut|percentage)\b(?=[^.!?\n]{0,40}\b(?:if|when|on|from|through|via|every|link))",
    r"\bverdiene?\s+(?:ich\s+)?(?:\w+\s+){0,3}(?:mit|daran|was|etwas)\b[^.!?\n]{0,40}\b(?:link|bestell|kauf|einkauf)",
    r"\bübern?\s+(?:den|meinen|diesen)?\s*link\s+(?:\w+\s+){0,2}(?:kauf|bestell"
    r"|buch)\w*[^.!?\n]{0,40}\b(?:bekomme?|kriege?|verdiene?"
    r"|gibt.s)\s+(?:ich|i)\b",
    r"\b(?:my|meine[mn]?|mein)\s+(?:\w+\s+)?(?:referral|empfehlungs|freunde-?werben-?)\s*-?(?:link|code)"
    r"|\beverything\s+linked\b[^.!?\n]{0,40}"
    r"\bearns?\b",
)
_PATTERNS = tuple(
    (name, re.compile("|".join(patterns)))
    for name, patterns in (("gift", _GIFT), ("paid for", (*_PAID, *_EXCHANGED)), ("commission", _COMMISSION))
)
# Each pattern needs one of these.
_OF_TRADE = cut(
    "schenkt;schänkt;spendiert;lad;überlassen;bereitgestellt;stattet;sponser;finanz;verwöhnt;kostenl;kostenf;"
    "gratis;umsonst;unentgelt;leihweise;verfügung;zum testen;gifted;comped;hosted;treated;flew;spoil;put me up;"
    "put us up;covered;free;no charge;no cost;to try;to test;to review;to keep;copy;copies;complim;exchange;"
    "in return;guest;honorar;gage;bezahlt;geld;gegenzug;dankeschön;gegenleistung;dafür;gegen ein;entlohnt;"
    "ermöglicht;honoriert;paid;paying;pays me;pay me;commission;kickback; cut ;percentage;gestellt;einlad;iilad;"
    "gäste;geschenk;freien eintritt;freikarten;freitick;frei-tick;presse;hosting;invited;for nothing;provided;"
    "supplied;press ;comp ;unterstützung;brought to;funded;deshalb;deswegen;kooperier;botschaft;ambassador;"
    "the house;hooked;zahlt;übernommen;bekomm;krieg;erhalt;geliehen;partnering;verdien;link;referral;empfehl;"
    "werben"
)
GIVEN_PARTS = tuple(dict.fromkeys(_OF_TRADE + PARTS + DEAL_PARTS))
_NOT = re.compile(
    r"\b(?:no|nicht|nix|nichts|nie|niemals|niemand|keine?[nrms]?|ohne|ned|net|nöd|not|never|nobody|none|without|neither"
    r"|no\s+one)\b|n['’]t\b"
)
# "Without paying" says that it was free.
_NO_PRICE = re.compile(
    r"\bohne\b[^.!?\n]{0,40}zahlen\b|\bno\s+(?:charge|cost|bill)\b|\bunbezahlt\b|\bnicht\s+bezahlt\b|\bnever\s+(?:saw|got)\s+a\s+bill"
    r"|\b(?:did|have|had)n.t\s+(?:have\s+to\s+)?pa(?:y|id)\s+a\s+\w+|\bkeinen\s+cent\b"
)
_WISH = re.compile(r"\b(?:would|wish|if|wenn|falls|hätte[nt]?|würde[nt]?)\b")
# How far before the words of a gift a denial or a wish still speaks of it.
_BEFORE = 16
# What an employer or a trade gives in the course of its business, and what kin gives.
_BUSINESS = re.compile(
    r"vorstellungsgespräch|gekündigt|\bfired\b|falsche[nsr]?\s+\w+\s+ge|verspät|entschädig|\bdelay|\bapolog|(?<!wett)bewerb|probearbeit|weihnachtsfeier|sommerfest|betriebs|interview|\bmy\s+job\b"
    r"|internship|praktikum"
    r"|dienstreise|arbeitgeber|employer|\b(?:my|our)\s+(?:boss|company|firm)|\b(?:mein|unser)\w*\s+(?:chef|firma)"
    r"|gutschrift"
    r"|rechnung|invoice|\bersatz|replacement|garantie|warranty|refund|erstattet|minimum\s+wage|mahnung"
    r"|neue\s+karte|webinar"
    r"|newsletter|reminder|\ba\s+fine\b|kleinanzeigen|flohmarkt|freecycle|marketplace|\bcurb\b|\bkerb\b|\bskip\b"
    r"|(?:ein|ihr|sein|das|mein)\s+lächeln|freude\b|\bmut\b|hoffnung|vertrauen|gänsehaut|\bsmile|\bjoy\b|\bhope\b|chills|\bhug\b"
    r"|für\s+\w+\s+(?:euro|cent|franken)\b|\bin\s+frage\b|fragen?\s+gestellt"
)
_KIN = re.compile(
    r"\b(?:mein|meine|unser|unsere|my|our|der|die|the)\s+(?:\w+\s+)?(?:schwager|schwägerin|bruder|schwester|sohn|tochter|oma"
    r"|opa|tante|onkel"
    r"|papa|mama|vater|mutter|eltern|mann|frau|familie(?=\s+(?:hat|haben))|freund(?:e|in)?|nachbar(?:in)?|kolleg\w+|cousin\w*"
    r"|schwieger\w+|verein|\w+verein|bücherei|arbeitsamt|amt|kirche|gemeinde|library|council|county|church"
    r"|government|vermieter"
    r"|brother|sister|son|daughter|mum|mom|dad|nan|gran\w*|aunt|uncle|neighbou?rs?|husband|wife|mate|friends?|in-laws|cousin)\s+"
    r"(?:\w+\s+)?(?:hat|haben|hot|het|hett|sent|gave|lent|invited|has|bought|let|put|paid)\b"
    r"|(?:^|\s)(?:oma|opa|mama|papa|mutti|vati|grandma|grandpa|granny)\s+(?:hat|haben|hot|het|hett|has|sent|gave)\b"
    r"|\b(?:vom|von|vo|from)\s+(?:de[rmn]\s+|mein\w*\s+|unser\w*\s+|my\s+|our\s+|the\s+)?(?:nachbar\w*|oma|opa|mama"
    r"|papa|mutti|tante|onkel|bruder|schwester|schwieger\w+|freund\w*|grandma|grandpa|mum|mom|dad|neighbou?rs?|friends?|kindergarten|kita|schule|verein"
    r"|gemeinde|krankenkasse|kindergarden|school)\b"
)


def is_business(whole: str, start: int, end: int) -> bool:
    """Tell whether the sentence of `whole[start:end]` speaks of an employer, a bill or a family's gift."""
    sentence = sentence_around(whole, start, end)
    return bool(_BUSINESS.search(sentence) or _KIN.search(sentence)) or on_shirts_of_a_team(whole, start, end)


def find_given(whole: str) -> Iterator[tuple[str, int, int]]:
    """Yield (sign, start, end) of the first words of each kind by which somebody gave, invited or paid the writer."""
    if not holds_any(whole, GIVEN_PARTS):
        return
    for name, pattern in _PATTERNS:
        for seen in pattern.finditer(whole):
            if _holds(whole, name, *seen.span()):
                yield _weighed(name, seen.group()), seen.start(), seen.end()
                break
    for deal in DEALS:
        told = deal.words.search(whole) if holds_any(whole, deal.parts) else None
        if told and _holds(whole, deal.sign, *told.span()) and deal.beside.search(whole):
            yield deal.sign, *told.span()
    shown = gift_that_is_shown(whole)
    if shown and _holds(whole, "gift", *shown):
        yield "gift", *shown


def _weighed(name: str, words: str) -> str:
    everyday = name == "gift" and "@" not in words and _EVERYDAY.search(words) and not _LIVES_BY_IT.search(words)
    return "gift by a name" if everyday else name


def _holds(whole: str, name: str, start: int, end: int) -> bool:
    said = whole[max(0, start - _BEFORE) : end]
    unreal = name != "commission" and _WISH.search(said)
    return not unreal and not _NOT.search(_NO_PRICE.sub("", said)) and not is_business(whole, start, end)
