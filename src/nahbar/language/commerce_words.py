"""The words that show a commercial reason in German, English and Swiss German, as patterns on plain "
"text. Pure data."""

from __future__ import annotations

import re

from nahbar.language.parts import cut

_NAME = r"@[\w.]+"
_VERB = (
    r"(?:bekommen|kriegt|gekriegt|übercho|erhalten|geschenkt|g?e?schickt|gschickt|zugeschickt|zugesandt"
    r"|gesendet|spendiert|überlassen"
    r"|gestellt|ausgestattet|eingeladen|iiglade|übernommen|beschenkt|gesponsert|finanziert|gezahlt|gebaut"
    r"|überrascht|verwöhnt|gratis|kostenlos|umsonst|erlassen)"
)
_FREE = r"(?:kostenlos\w*|kostenfrei\w*|gratis|unentgeltlich\w*|for\s+free|free\s+of\s+charge|complimentary)"
_WHO = rf"(?:{_NAME}|team\s+von|marke|firma|hersteller|verlag|agentur|brand|company)"

# Each sign and the words that show it; the first sign of a name counts.
_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "gift",
        rf"dank\w*\s+(?:an\s+)?(?:\w+\s+){{0,4}}{_NAME}[^.!?\n]{{0,20}}\s+für\s+(?:das|die|den|euer|eure"
        rf"|dieses?n?)\s+(?:\w+\s+)?(?:geschenk|paket|päck|packerl|produkt|sample|testexemplar|testger|ausstattung"
        rf"|goodie|muster)",
    ),
    (
        "gift",
        rf"courtesy\s+of\s+{_NAME}|gratis\s+bei\s+{_NAME}|{_NAME}\s+gratis\b|(?:(?:ich|wir)\s+durft\w*"
        rf"|durft\w*\s+(?:ich|wir|i)\b)\s+(?:[\w@.]+\s+){{0,5}}?(?:gratis"
        rf"|kostenlos|umsonst)",
    ),
    (
        "paid for",
        rf"{_NAME}\s+(?:(?!who\b)\w+\s+)?paid\s+(?:me|us|for)\b|(?:partnering|collaborating|ambassador)\s+(?:with|for"
        rf"|of)\s+{_NAME}|(?<!nicht )von\s+{_NAME}\s+bezahlt",
    ),
    (
        "gift",
        rf"{_FREE}\s+(?:\S+\s+){{0,4}}?(?:zur\s+verfügung|zugeschickt|geschickt|bekommen|erhalten|testen|überlassen"
        rf"|zugesandt)",
    ),
    (
        "gift",
        r"\b(?:mir|uns|ma)\b[^.!?\n]{0,60}zur\s+verfügung\s+gestellt|zur\s+verfügung\s+gestellt\s+(?:bekommen|von)",
    ),
    (
        "gift",
        rf"\b(?:von|vo|vom|by|from)\s+(?:der\s+|dem\s+|den\s+"
        rf"|dr\s+)?(?:lieben\s+)?{_NAME}(?!\w)[^.!?\n]{{0,70}}?\b{_VERB}",
    ),
    (
        "gift",
        rf"{_NAME}\s+(?:\w+\s+)?(?:hat|haben|ham|het|händ|hend)\s+(?:mir|uns|mich|ma|mer|üs)"
        rf"\s[^.!?\n]{{0,80}}?\b{_VERB}",
    ),
    (
        "gift",
        rf"(?:hat|haben|ham|het|händ)\s+(?:mir|uns|mich|ma|üs)\s+(?:\w+\s+){{0,2}}{_NAME}[^.!?\n]{{0,60}}?\b{_VERB}",
    ),
    ("gift", rf"(?:bekommen|erhalten|geschenkt|geschickt|spendiert)\s+(?:\w+\s+)?(?:von|vo)\s+{_NAME}"),
    (
        "gift",
        rf"{_WHO}[^.!?\n]{{0,50}}\b(?:mir|uns|ma)\b[^.!?\n]{{0,60}}(?:paket|packerl|päckli|muster|testgerät"
        rf"|box)[^.!?\n]{{0,40}}{_VERB}",
    ),
    (
        "gift",
        rf"(?:mir|uns)\s+{_NAME}[^.!?\n]{{0,40}}{_VERB}|{_NAME}[^.!?\n]{{0,60}}(?:paket|packerl|päckli)\s+(?:ge"
        rf"|g)?schickt",
    ),
    ("gift", rf"geschenk\w*\s+(?:von|vo|der\s+marke)\s+{_NAME}|gschänk\s+vo\s+{_NAME}"),
    (
        "gift",
        r"\b(?:test(?:gerät(?!\s+(?:beim?|im|in|vom|der|des|am)\s+(?:\w+\s+)?(?:hno|arzt|ärztin|spital|krankenhaus|labor|optiker|akustiker|tüv|klinik|schul|uni))|produkt|exemplar)|rezensionsexemplar|leseexemplar|pr-?\s?(?:sample|paket|muster"
        r"|package|gift|haul|trip)|pressemuster|werbegeschenk)",
    ),
    (
        "gift",
        rf"{_NAME}\s+(?:(?:very|so|has|have|just|kindly|recently|actually)\s+)*(?:sent|gifted|gave|comped|hosted"
        rf"|treated|hooked|provided|lent|loaned|invited|shipped\s+(?:me|us)|mailed\s+(?:me|us)"
        r"|covered\s+(?:my|our|all|everything|the\s+(?:whole|entire|full|trip|stay|cost|tickets?)))\b",
    ),
    ("gift", rf"(?:people|team|folks|lot|guys)\s+at\s+{_NAME}\s+(?:\w+\s+)?(?:sent|gave|gifted|invited|lent)"),
    (
        "gift",
        rf"(?:{_NAME}|shoutout)[^.!?\n]{{0,50}}(?:hook(?:ed|ing)\s+(?:me|us)\s+up|(?:sent|sending|gave|gifted"
        rf"|giving)\s+(?:me|us|this|these|over|him|her|\w+\s+a)|keeps?\s+sending)",
    ),
    (
        "gift",
        rf"\bgifted\s+(?:to\s+(?:me|us)\s+)?(?:by|from)\s+{_NAME}|kindly\s+gifted|(?:\b(?:i|we|it|this|these|they|that|which)\s+(?:was|were)\s+gifted\b)"
        rf"|(?:was|were)\s+gifted(?=\s+(?:to|by|from)\b|\s*(?:[.!,)]|$))|free\s+of\s+charge"
        rf"|pr\s+(?:package|gift|box|haul)",
    ),
    (
        "gift",
        rf"{_NAME}[^.!?\n]{{0,80}}(?:complimentary|on\s+the\s+house|free\s+of\s+charge|all\s+expenses\s+paid)"
        rf"|(?:was|were)\s+complimentary",
    ),
    (
        "invited",
        rf"(?:auf\s+)?einladung\s+(?:von|vo|der|des)\s+{_NAME}|eingeladen\s+von\s+{_NAME}"
        rf"|von\s+{_NAME}\s+eingeladen|(?:uf\s+)?iiladig\s+vo",
    ),
    (
        "invited",
        rf"(?:bei|im|in)\s+{_NAME}[^.!?\n]{{0,40}}eingeladen|presse-?reise|press\s?trip|bloggerreise|fam\s?trip",
    ),
    (
        "invited",
        rf"(?:anreise|hotel|reise|flug|kosten|übernachtung|verpflegung)[^.!?\n]{{0,60}}(?:von"
        rf"|vo)\s+{_NAME}\s+(?:übernommen|bezahlt|gesponsert)",
    ),
    (
        "invited",
        rf"(?:was|were|been|got)\s+invited[^.!?\n]{{0,40}}{_NAME}|{_NAME}\s+invited\s+(?:me|us)|(?:hosted"
        rf"|invited)\s+by\s+{_NAME}",
    ),
    (
        "invited",
        rf"(?:vom|von\s+(?:der|dem|einem|einer)|by\s+the)\s+(?:hotel|resort|restaurant|tourismus\w*|marke|brand"
        rf"|hersteller|agentur|verlag|team)\b[^.!?\n]{{0,50}}{_VERB}",
    ),
    (
        "gift",
        r"(?:thanks?(?:\s+you)?|thx|danke)\b[^.!?\n]{2,40}\bfor\s+(?:sending|gifting|inviting|hosting"
        r"|having\s+(?:me|us)|the\s+(?:free|gifted|pr)\b|hooking|sponsoring)",
    ),
    (
        "paid for",
        rf"(?:excited|grateful|thrilled|proud|honou?red|happy|stoked|delighted)\b[^.!?\n]{{0,30}}(?:work|partner"
        rf"|team|collab)\w*(?:\s+up)?\s+with\s+{_NAME}",
    ),
    (
        "paid for",
        rf"(?:zusammengetan|partnered(?:\s+up)?|teamed\s+up|zusammenarbeit|kooperiere\w*"
        rf"|arbeite\s+\w*\s?mit)\s+(?:mit\s+|with\s+)?{_NAME}|mit\s+{_NAME}\s+zusammengetan|(?:werbe-?"
        rf"|marken)partner(?:in)?\s+(?:von|bei|der)|markenbotschafter",
    ),
    (
        "paid for",
        rf"(?<!not )(?<!nicht )(?<!never )(?<!un)(?:sponsoring|sponsored|gesponsert|sponsert)\b"
        rf"(?!\s+(?:but|aber|though)\b)[^.!?\n]{{0,30}}{_NAME}|{_NAME}\s+(?:for"
        rf"|fürs?)\s+(?:sponsoring|the\s+sponsor)",
    ),
    (
        "commission",
        r"affiliate|(?:ich|wir|meine?|kleine|eine|mir)\s+(?:\w+\s+){0,3}provision\b(?!\s+(?:zahl"
        r"|für\s+den\s+makler))|provisions-?link|partner-?link|(?:earn|small|get"
        r"|receive)\s+(?:\w+\s+){0,3}commission|earn\s+me|werbe-?link",
    ),
    (
        "commission",
        r"(?<!their )(?<!her )(?<!his )\b(?:amazon|amzn)['’s]*[\s-]+storefront\b|\b(?:in|on|to|from|via|through"
        r"|check|visit|shop|see|linked|auf|über|out)\s+(?:my\s+|mein\w*\s+)?storefront\b(?!\s+(?:window|sign|door|glass))"
        r"|\bstorefront\b(?=[^.!?\n]{0,20}\blink)"
        r"|\b(?:my|mein\w*|our)\s+(?:ltk|liketoknow\.?it|shop-?my)\b(?!\s+(?:order|haul|application|cart|package))"
        r"|\b(?:link(?:e?d|ing|s)?|shop|posted|everything|all|outfits?|looks?|find\s+(?:it|them|me|my|every\w+)|follow\s+me|verlinkt|findet)"
        r"\b[^.!?\n]{0,40}\b(?:on|via|to|in|auf|über|bei)\s+(?:ltk|shopmy)\b"
        r"|\b(?:ltk|shopmy)[\s-]+(?:shop|store|link|page|profil\w*|collection)|#(?:liketkit|liketoknowit|shopmy|ltk(?:style|home"
        r"|fashion|beauty|fit|family|travel|europe|uk|de|salealert|seasonal|finds|sale|under\w+|swim|baby|kids|creator))\b"
        r"|\b(?:my|mein\w*)\s+amazon[\s-]+(?:shop|store|finds|favou?rites)\b",
    ),
    (
        "commission",
        r"(?:über|mit)\s+meine[mn]\s+(?:link|empfehlungslink)[^.!?\n]{0,60}(?:euro|€|chf|franken|guthaben|bonus"
        r"|gratis|rabatt|%|prozent|sparen|spart)",
    ),
    (
        "link in profile",
        r"(?<!\w)(?:\w+-?)?links?(?:['’]?s)?\b(?!-?in\b)[^.!?\n@]{0,25}\b(?:bio|profil\w*|beschreibung|description"
        r"|caption"
        r"|stor(?:y|ies)|highlights?)\b(?!\s+(?:seht|sieht|sehe|ist\s+d))|(?<!\w)link\s+(?:ist\s+|steht\s+"
        r"|hier\s+)?unten|(?:im\s+profil|in\s+(?:der|meiner|my)\s+bio|in\s+bio|unten|below)\s+(?:verlinkt"
        r"|linked)|(?:findet|find)\s+(?:ihr|you)[^.!?\n]{0,30}verlinkt|(?:verlinkt|linked)\s+(?:\w+\s+){0,2}(?:im|in"
        r"|below)\b|linked\s+(?:my|the)\b|\bswipe[sd]?\s+up\b|\b(?:wischt?|swiped?)\s+(?:\w+\s+){0,2}(?:hoch"
        r"|nach\s+oben)\b"
        r"|\bver-?linkt\s+hab\w*|\bhab\w*\s+(?:\w+\s+){0,4}verlinkt",
    ),
    (
        "offer",
        r"(?:\d+\s?(?:%|prozent|procent)\s+(?:reduziert|rabatt|off|günstiger|billiger)|um\s+\d+\s?(?:%|prozent)"
        r"|im\s+(?:angebot|sale)|on\s+sale|reduziert|gibt.s\s+gerade|rabatt(?:aktion)?|black\s?(?:friday|week))",
    ),
    (
        "thanks",
        rf"(?:\b(?:danke?|merci|thanks|thank\s+you|thx)\b(?:\s+(?:an|to|go\s+out\s+to|liebe[srn]?|so\s+much|euch"
        rf"|vielmals|viel?m[ao]ls?|vill?m[ao]ls?|viumau?s?|vöu?mau|für\s+alles,?|für|fürs?\s+\w+))*,?\s*{_NAME})|{_NAME}[^.!?\n]{{0,20}}\bdanke\b",
    ),
)
# One of these must be in a text for a sign of that name; looking for a part is fifty times as fast as for a pattern.
PART_OF = {
    "gift": cut(
        "courtesy;dank;umsonst;bekomm;kriegt;übercho;erhalten;schenk;schickt;sandt;gesendet;spendiert;überlassen;gestellt;"
        "stattet;lad;übernommen;sponser;finanz;zahlt;gebaut;überrascht;verwöhnt;gratis;testger;testpro;"
        "exemplar;pr-;pr ;prs;muster;sent;gift;gave;comp;hosted;treated;hook;provided;lent;loaned;invited;"
        "sending;keep;giving;free;shipped;mailed;covered;erlassen;"
        "on the house;expenses;inviting;hosting;having;kostenlos;kostenfrei;"
        "unentgelt;werbegesch"
    ),
    "invited": cut(
        "einlad;eingelad;invited;hosted;reise;trip;iilad;übernommen;bezahlt;gesponsert;hotel;resort;team;marke"
    ),
    "paid for": cut("paid;ambassador;bezahlt;sammen;partner;teamed;with;kooper;arbeite;botschaft;spons"),
    "commission": cut(
        "affil;provision;partner;commission;earn me;storefront;werbelink;werbe-link;link;ltk;liketk;liketo;shopmy;"
        "shop-my;amazon"
    ),
    "link in profile": cut("link;swipe;wisch"),
    "offer": cut("%;prozent;procent;angebot;sale;reduziert;gerade;rabatt;black"),
    "thanks": cut("dank;merci;thank;thx"),
}
PATTERN = [(name, re.compile(pattern)) for name, pattern in _SIGNS]
RAFFLE = re.compile(
    r"\bgewinnspiel|\b(?:verlose\b|verlosung|verlost\b(?!\s+hat)|(?:wir|und\s+ich)\s+verlosen\b"
    r"|verlosen\s+(?:wir|zusammen|gemeinsam|mit\b|ich\s+und))|\bverlos\s+(?:i|ich|mir)\b|gwünn|lostopf"
    r"|giveaway|gewinnt\s+mit|\bwettbewerb\b|(?<!:\d\d )\braffle(?!\s*,|\s+(?:und|mit|d|de|s|i|uf)\b)|\bwin\s+(?:a"
    r"|one|this)\b|gewinne\s+(?:ein|mit|jetzt|zwei|drei)"
    r"|(?:^|[.!?\n🎉]\s*)(?:\w+\s+){0,4}zu\s+gewinnen\s*[:!👉]|gibt\s+(?:\w+\s+){0,4}zu\s+gewinnen|(?:ich"
    r"|wir)\s+verschenken?\b"
    r"|verschenken?\s+(?:ich|wir)\b"
)
RAFFLE_PARTS = cut("gewinn;verlos;gwünn;lostopf;giveaway;wettbewerb;raffle;win ;verschenk")
WON = re.compile(
    r"(?:habe?|hat|haben|bin|ha)\b[^.!?\n]{0,60}\bgewonnen|(?:beim|am)\s+(?:gewinnspiel|wettbewerb)"
    r"|wettbewerb\w*\s+(?:gewonnen|verloren|der|um)"
)
TERMS = re.compile(
    r"teilnahme-?(?:bedingung|schluss)|bedingungen|\bagb\b|gilt\s+(?:nur\s+)?(?:noch\s+)?bis|gültig"
    r"|\bbis\s+(?:zum\s+|am\s+|einschließlich\s+)?(?:\d|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|morgen|sunn)"
    r"|ab\s+18|mindestbestellwert|t&c|terms|\bends?\b|valid|nur\s+(?:heute|bis)|letzte\s+tag|ausgenommen"
    r"|not\s+combin|nicht\s+kombinier"
)
# Warnings of raffles that somebody else runs in the creator's name.
NOT_MY_RAFFLE = re.compile(
    r"(?:village|school|church|parish|pta|charity|kita|schul\w*|vereins?\w*|pfarr\w*)[\s-]+(?:\w+\s+)?(?:raffle"
    r"|tombola|verlosung)"
    r"|\b(?:gave|handed|donated)\s+(?:our|the|my)\s+(?:\w+\s+)?(?:church|school|pta|parish|club|team|shelter|library|charity)\b"
    r"|\braffle\s+(?:raised|made|prize|ticket)|\bfake\b|fake-|\bscam|phishing|betrug|betrüg|gefälscht"
    r"|falsche[srn]?\s+(?:gewinnspiel|profil|account|konto)"
    r"|nicht\s+von\s+(?:mir|uns)\b|in\s+(?:meinem|unserem)\s+namen|in\s+(?:my|our)\s+name|impersonat"
    r"|verlosen?\s+(?:gar\s+)?(?:nichts|nix)\b|\b(?:kein\s+gewinnspiel|keine\s+verlosung|not\s+(?:running|doing"
    r"|hosting)\s+(?:a"
    r"|any)\s+(?:giveaway|raffle))"
)
NAMED = re.compile(_NAME)
OWN_MONEY = re.compile(
    r"(?<!nicht )(?:selbst|selber|sälber|selbscht)\s+(?:\w+\s+)?(?:gekauft|bezahlt|gezahlt|finanziert|zahlt|kauft"
    r"|gebucht)(?!\s+(?:\w+\s+){0,2}nicht\b)|selbst(?:gekauft|bezahlt)"
    r"|krieg\w*\s+(?:da)?für\s+(?:kein|nix|nichts)|i\s+bought|bought\s+(?:it|this|these|them)\s+myself"
    r"|\b(?:we|i)\s+(?:\w+\s+)?paid\s+(?:full\s+price|(?:for\s+)?(?:my|our)\s+own\b|for\s+\w+(?:\s+\w+)?\s+(?:myself|ourselves))"
    r"|my\s+own\s+money|nobody\s+is\s+paying|niemand\s+zahlt"
    r"|(?<!aber auch )nicht\s+(?:dafür\s+)?bezahlt(?!\W+(?:aber|jedoch)\s+(?:eingeladen|beschenkt))"
)
_OWN_ENTRY = re.compile(
    r"(?:\b(?:ich|wir)\s+hab\w*|\bhaben?\b(?!\s+(?:uns|mir)\b))(?:(?!\b(?:keine?n?|nicht|nichts|nix|nie|uns|mir|mich)\b)"
    r"[^.!?\n@]){0,40}?\beintritt\s+(?:\w+\s+)?(?:be|ge)?zahlt\b|(?:^|[,.!?\n])\s*eintritt\s+(?:selbst\s+|voll\s+)?(?:be|ge)zahlt(?=\s*[,.!]|\s*$)"
)
SECOND_HAND = re.compile(
    r"ausgeliehen|flohmarkt|second-?\s?hand|brocki|brockehuus|nix\s+gekauft|charity\s+shop|drauf\s+gespart"
    r"|nachgekauft|bücherei|\bthrift(?:ed|s|ing)?\b|sperrmüll|library"
)
OWN_BUSINESS = re.compile(
    r"in\s+eigener\s+sache|\b(?:mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|my|our|üse|mis)\s+(?:(?:neue[snr]?"
    r"|eigene[snrm]?|own|new|erste[snr]?)\s+)*(?:shop|onlineshop|buch|debüt|kollektion|collection|merch\w*"
    r"|kurs|workshop|podcast|studio|e-?book|praxis|café|kalender|tierschutzkalender|course|book|album|atelier"
    r"|laden|shop)\b|ich\s+biete\b"
)
# Each sign against, and the part without which its pattern is not tried.
AGAINST = (
    ("own money", "", OWN_MONEY),
    ("own money", "eintritt", _OWN_ENTRY),
    ("second hand", "", SECOND_HAND),
    ("own business", "", OWN_BUSINESS),
    ("terms", "", TERMS),
)
# Names without a tag count where brands are named: after who gave it and with whom it was made.
UNTAGGED = re.compile(
    r"(?:\b(?:von|vo|vom|by|from|By|From|Von)|(?:[Kk]ooperation|[Zz]usammenarbeit|artnerschaft|artnership"
    r"|ollaboration|[Zz]usammen|[Gg]emeinsam|teamed up|partnered|partner|partnering|working|work)\s+(?:mit"
    r"|with))\s+(?:der\s+|dem\s+|the\s+)?(?P<name>[A-ZÄÖÜ][\w&'-]+)"
    r"|(?:(?<=[.!?\n] )|^)(?!Ich|Wir|Er|Sie|Es|Das|Die|Der)(?P<subject>[A-ZÄÖÜ][\w&'-]+)(?=\s+(?:hat|haben"
    r"|sent|gave|invited)\s+(?:mir|uns|me|us)\b)"
)
FIRST_PERSON = re.compile(r"\b(?:ich|i|mir|mich|uns|wir|me|us|we|i.m|ha|händ|ma|dieses|diese[rs]?|this)\b")
SHARED = re.compile(r"(?:mit|with|von|gemeinsam|zusammen)\s+@")
# People and things that give without being a brand.
NO_BRAND = frozenset(
    cut(
        "amt;anfang;arbeit;arzt;bergwacht;bruder;chef;chefin;christmas;dad;dienstag;dir;donnerstag;eltern;"
        "euch;familie;finanzamt;frau;frauenarzt;god;freitag;freund;freunden;freundin;freundinnen;friday;friends;"
        "gastfamilie;gott;grandma;grandpa;hand;he;herzen;hier;ihm;ihr;it;jobcenter;kind;kindern;kita;"
        "kollege;kollegen;kollegin;krankenhaus;krankenkasse;krankenkassen;land;lehrer;lehrerin;mama;mami;"
        "mann;mir;mittwoch;mom;monday;montag;mum;mutti;nachbar;nachbarin;nachbarn;natur;oma;onkel;opa;papa;"
        "papi;papst;patentante;polizei;samstag;santa;schule;schwester;schwiegermutter;she;sohn;sonntag;"
        "staat;stadt;sunday;tante;they;tochter;uni;uns;vati;verein;we;weihnachten;you;ärztin"
    )
)
PRIVATE_GIFT = re.compile(
    r"geburtstag|\bweihnacht|hochzeits?tag|jahrestag|muttertag|vatertag|valentin|verlobung|zum\s+abi|birthday"
    r"|anniversary|for\s+christmas|@(?:mein|my)[._]?(?:mann|frau|husband|wife|sister|brother|mum|mom|dad|bruder|schwester|mama|papa)"
    r"|\b(?:mein(?:e[rmns]?)?|unser(?:e[rmns]?)?|my|our)\s+(?:beste[nr]?\s+|best\s+|lieb\w+\s+|lovely\s+|dear\s+|alte[rn]?\s+)?"
    r"(?:verein|chor|kolleg\w+|nachbar\w*|cousin\w*|tante|onkel|trainer\w*|chef\w*|schule|kita|mate|buddy|pal|aunt\w*|uncle|coach"
    r"|boss|neighbou?r|colleague|dad|nan|freund\w*|schwester|bruder"
    r"|mama|mutter|papa|mann|frau|oma|opa|familie|schwieger\w+|husband|wife|mum|mom|sister|brother|friend)\s+@"
)
# Affiliate links that are asked about, denied or a subject, where none is near.
_LINKS = r"(?:affiliate|partner-?links?\b|provisions-?links?\b|werbe-?links?\b)"
LINKS_TALKED_OF = re.compile(
    r"\b(?:nie|niemals|nicht|keine?[nrs]?|ohne|über(?!\s+(?:mein|den\b|diese|unser))|never|not|no|don.t|about|without|muss"
    r"|müssen|should|warum|wieso|why|was\s+sind|what\s+are)\b(?:(?!\b(?:aber|but|nur|only|und|and)\b)[^.!?\n,;:]){0,30}"
    rf"\b{_LINKS}|\b{_LINKS}[^.!\n]{{0,60}}\?|\b{_LINKS}(?:[\s-]?links?)?\s+(?:erklär|heiß|bedeut|explained|mean)"
)
# A shop of such links that its writer has not, or has no more.
NO_SHOP = re.compile(
    r"\b(?:no|not|never|nie|keine?[nmrs]?|ohne|without|deleted|quit|closed|left|gelöscht|rejected|abgelehnt)\b[^.!?\n]{0,30}"
    r"\b(?:ltk|shopmy|storefront)\b|n['’]t\b[^.!?\n]{0,30}\b(?:ltk|shopmy|storefront)\b|\b(?:ltk|shopmy)\b[^.!?\n]{0,30}"
    r"\b(?:deleted|closed|denied|rejected|gelöscht|abgelehnt)\b"
)
AIMED = re.compile(r"https?:|www\.|\bbio\b|\bprofil\b|\bunten\b|\bbelow\b|\w\.\w+/")
# Accounts that are called like a person ("@tim.s"), and what only a person gives: their own old things.
PERSON = re.compile(
    r"@[a-zäöü]{3,9}[._][a-zäöü](?![\w.])|\b(?:mir|uns)\s+(?:sein|ihr)\w*\s+alte\w*|\b(?:lent|gave|sent)\s+(?:me|us)\s+(?:his|her)\b"
    r"|\bbei\s+@(?:oma|opa|mama|papa|tante|onkel)(?![a-zäöü])"
)
# Somebody else than the writer got it.
FOR_OTHERS = re.compile(
    r"\b(?:unsere?|die|der|das|our|the)\s+(?:schule|kita|klasse|gemeinde|stadt|dorf|feuerwehr|verein|chor|tierheim|school|church"
    r"|council|village|library|shelter)\s+(?:hat|haben|has|have|got|bekam|was|wurde)\b"
)
PRIVATE_THANKS = re.compile(
    r"für\s+(?:die\s+|das\s+)?(?:fotos?|bilder|shooting|aufnahmen)|📸|for\s+the\s+(?:photos?|pics|pictures)"
)
# Every sign that is searched for has one of these parts; a text without any is done after one look.
PARTS = cut(
    "gwünn;courtesy;@;bekommen;erhalten;geschenk;gschenk;gschänk;schickt;sandt;gesendet;spendiert;überlassen;gestellt;"
    "überrascht;stattet;eingeladen;iiglade;übernommen;bezahlt;sponsor;sponser;finanziert;testgerät;"
    "testprodukt;exemplar;pr-;pr ;pressemuster;werbegeschenk;gifted;compli;on the house;invit;"
    "einladung;presse;press trip;presstrip;fam trip;bloggerreise;zusammengetan;partner;teamed;"
    "working with;work with;collab;kooperier;arbeite;botschafter;affiliate;provision;werbelink;"
    "werbe-link;commission;storefront;meinen link;empfehlungslink;link;rabatt;%;prozent;angebot; sale;"
    "reduziert;black;gratis;kostenlos;kostenfrei;unentgelt;for free;free of;gewinn;verlos;lostopf;"
    "giveaway;wettbewerb;raffle;win ;verschenke;code;spar;save;discount;checkout;gutschein;eingeb;igäh;"
    "tenner;gives you;gets you;hook;sending;inviting;having me;having us;the free;selbst gekauft;"
    "selber;sälber;bought;eigener sache;kollektion;http;www.;.de;.com;.at;.ch;.ly;.to;.shop;.it/;.me/;"
    "ltk;liketk;liketo;shopmy;shop-my;amazon;eintritt;paid ;"
    "shipped;mailed;covered;erlassen;umsonst;verwöhnt;kriegt;übercho;zahlt;gebaut;spoil;swipe;wisch"
)
