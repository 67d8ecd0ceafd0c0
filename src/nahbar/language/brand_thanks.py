"""Thanks to a business by its name for goods or for nights in its house, where no account is tagged. Pure.

Guests who paid thank a hotel for "a lovely stay", so only counted nights speak of a gift; and a name of one word may be
a friend's, so first names and whoever lends and gives in private are left out.
"""

from __future__ import annotations

import re

from nahbar.language.letters import Plain
from nahbar.language.parts import cut, holds_any

PARTS = cut("dank an;danke an;thanks to;thank you to")
_THANKS_DE = r"\b[Dd]anke?\s+an\s+"
_THANKS_EN = r"\b[Tt]hank(?:s|\s+you)\s+to\s+"
_HOUSE_DE = (
    r"(?!Hotel\s+Mam)(?:\w+\s+)?\w*(?:[Hh]otel|[Pp]ension|[Gg]asthof|[Tt]herme|[Rr]esort|[Gg]utshaus|[Ll]andhaus|[Cc]halet|[Ll]odge|[Ww]eingut"
    r"|[Ff]erienhof)"
)
_HOUSE_EN = r"(?:[A-Z][\w'’&]+\s+){0,3}(?:[Hh]otel|[Ii]nn|[Ll]odge|[Rr]esort|[Ss]pa|[Gg]uesthouse)"
_COUNT_DE = r"(?:zwei|drei|vier|fünf|sechs|sieben|\d{1,2})"
_COUNT_EN = r"(?:two|three|four|five|six|seven|\d{1,2})"
_STAY = re.compile(
    rf"{_THANKS_DE}(?:das|die|den|dem|unser)\s+{_HOUSE_DE}(?!\s+(?:Mama|Oma|Papa|Opa|Mutti|Eltern))(?:\s+[A-ZÄÖÜ][\w-]+){{0,3}}\s+für\s+(?:die\s+)?"
    rf"{_COUNT_DE}\s+(?:Nächte|Übernachtungen|Tage|Wellnesstage)(?=\s*(?:[!.,;\n]|$|[\u2190-\U0001faff])|\s+(?:mit|und|inklusive|inkl|samt|im|am)\b)"
    rf"|{_THANKS_EN}the\s+{_HOUSE_EN}(?:\s+[A-Z][\w'’]+){{0,3}}\s+for\s+(?:the\s+)?{_COUNT_EN}\s+nights(?=\s*(?:[!.,;\n]|$|[\u2190-\U0001faff])|\s+(?:and|with|in|by|including|overlooking)\b)"
)
# What brands send to be seen with.
_GOODS = (
    r"(?:tent|jacket|parka|coat|boots|sneakers|trainers|backpack|rucksack|mattress|bike|e-bike|scooter|helmet|kayak|paddleboard|surfboard|snowboard"
    r"|skis|smartwatch|watch|headphones|earbuds|speaker|camera|lens|tripod|drone|stand\s+mixer|mixer|blender|air\s+fryer|skillet|pan|knife\s+set|pizza\s+oven"
    r"|oven|grill|smoker|cooler|espresso\s+machine|coffee\s+machine|vacuum|stroller|pram|pushchair|car\s+seat|high\s?chair|crib|cot|baby\s+carrier|sofa|rug"
    r"|standing\s+desk|desk|keyboard|monitor|laptop|tablet|handbag|suitcase|luggage|leggings|sunglasses|serum|moisturi[sz]er|skincare)"
)
_PRODUCT = re.compile(
    rf"{_THANKS_EN}(?P<name>[A-Z][\w'’&-]+)(?:\s+(?:&\s+)?[A-Z][\w'’&-]+){{0,2}}\s+for\s+(?:the|our|my|this|these|a|an)\s+(?:[a-z]+\s+){{0,2}}{_GOODS}"
    r"(?=\s*(?:[!.,;:–—\n(]|$|[\u2190-\U0001faff]|(?:and|which|that)\b))"
)
# Who is no business, or sells what was given away before; first names that a sentence begins with are friends.
NOBODY = frozenset(
    cut(
        "amazon;ikea;ebay;vinted;costco;walmart;target;aldi;lidl;tesco;goodwill;freecycle;craigslist;facebook;gumtree;oxfam;depop;marketplace;netflix;google;"
        "santa;god;jesus;covid;mum;mom;mama;mummy;mommy;dad;daddy;papa;nan;nana;nanna;gran;granny;grandma;grandpa;grandad;granddad;oma;opa;auntie;aunt;uncle;"
        "coach;dr;mr;mrs;ms;miss;sir;pastor;father;sister;brother;saint;st;officer;captain;professor;everyone;everybody;all;you;my;our;the;this;that;whoever;"
        "kleinanzeigen;insurance;congress;medicare;medicaid;"
        "anneliese;annelie;annette;antje;astrid;birte;britta;brigitte;dagmar;dieter;dirk;elke;elsa;erika;frieda;friedrich;gabi;gerd;gisela;greta;günter;hanna;heike;helga;helmut;henrik;hilde;horst;ilse;jana;jens;jochen;jörg;jürgen;karin;karl;klaus;kerstin;lars;lina;lotte;manfred;marlies;matthias;monika;nele;niklas;olaf;regina;rita;rolf;rudi;sigrid;svenja;thorsten;torsten;ulrike;ute;volker;werner;aaron;abby;adam;adrian;ahmed;aisha;alan;alex;alexa;alice;alison;amanda;amber;amelia;amir;amy;ana;andre;andrea;andrew;andy;angela;anja;anke;ann;anna;"
        "anne;annie;anthony;april;ariel;arthur;ash;ashley;audrey;ava;barbara;barry;beate;becky;bella;ben;bernd;beth;betty;bill;billy;birgit;bob;bobby;brad;"
        "brandon;brenda;brett;brian;bridget;brooke;bruce;bryan;caleb;callum;cameron;carl;carla;carlos;carmen;carol;caroline;carrie;casey;catherine;cathy;"
        "charles;charlie;charlotte;chloe;chris;christian;christina;christine;claire;clara;claudia;cody;colin;connor;craig;curtis;cynthia;daisy;dale;dan;dana;"
        "daniel;danielle;danny;darren;dave;david;dawn;dean;debbie;deborah;denise;dennis;derek;diana;diane;dominic;don;donna;doris;dorothy;doug;duncan;dylan;"
        "ed;eddie;edward;elaine;eleanor;elena;eli;elizabeth;ella;ellen;ellie;emil;emily;emma;eric;erica;erik;erin;ethan;eva;evan;eve;faith;fatima;felix;finn;"
        "fiona;florian;frances;frank;fred;gabriel;gail;gareth;gary;gavin;gemma;george;georgia;gerald;gina;glen;glenn;gloria;gordon;grace;graham;greg;hannah;"
        "hans;harold;harriet;harry;hassan;hazel;heather;heidi;helen;henry;holly;howard;hugh;ian;imran;ines;ingrid;irene;iris;isaac;isabel;isla;ivan;ivy;jack;"
        "jackie;jacob;jade;jake;james;jamie;jan;jane;janet;janice;jasmine;jason;jay;jean;jeff;jen;jenna;jennifer;jenny;jeremy;jerry;jesse;jessica;jill;jim;"
        "jimmy;joan;joanna;joe;joel;johanna;john;johnny;jon;jonas;jonathan;jordan;jose;joseph;josh;joshua;joy;joyce;juan;judith;judy;jule;julia;julian;julie;"
        "june;justin;kai;karen;kate;katherine;kathy;katie;katja;kayla;keith;kelly;ken;kenny;kerry;kevin;kim;kirsten;kristen;kurt;kyle;lara;larry;laura;lauren;"
        "lea;leah;lee;lena;leo;leon;leslie;lewis;liam;lily;linda;lisa;liz;lola;louis;louise;lucas;lucy;luis;luke;lukas;lydia;lynn;maggie;malik;marc;marcus;"
        "margaret;margot;maria;marie;marion;mark;marlene;martha;martin;mary;mason;matt;matthew;max;megan;mehmet;mel;melanie;melissa;mia;michael;michelle;mick;"
        "miguel;mike;mila;miriam;mo;mohammed;molly;monica;morgan;nadia;nadine;naomi;natalie;nathan;neil;nia;nicholas;nick;nicole;nigel;nina;noah;nora;oliver;"
        "olivia;omar;oscar;otto;owen;paige;pam;pamela;pat;patricia;patrick;paul;paula;pauline;peggy;penny;pete;peter;petra;phil;philip;phoebe;pia;polly;priya;"
        "rachel;ralf;ralph;ravi;ray;raymond;rebecca;reggie;renate;rhys;richard;rick;rob;robert;robin;rod;roger;roland;ron;rosa;rose;rosie;ross;roy;ruby;russ;"
        "ruth;ryan;sabine;sally;sam;samantha;samira;sandra;sara;sarah;sascha;scott;sean;sebastian;seth;shane;shannon;sharon;sheila;shirley;silke;simon;sofia;"
        "sonja;sophia;sophie;stacy;stan;stefan;stella;stephanie;stephen;steve;steven;stuart;sue;susan;susanne;suzanne;sven;sylvia;tamara;tammy;tanja;tanya;tara;"
        "ted;teresa;terry;theo;theresa;thomas;tim;tina;toby;todd;tom;tommy;toni;tony;tracy;trevor;tristan;troy;tyler;ursula;uwe;valerie;vanessa;vera;vicky;"
        "victor;victoria;vincent;violet;virginia;walter;wanda;wayne;wendy;wiebke;will;william;willow;wolfgang;yasmin;yusuf;yvonne;zach;zara;zoe"
    )
)
# Who complains was given nothing, and who saved or booked paid.
_COMPLAINT = re.compile(
    r"spart\b|zahlend|\bbezahl|\bgebucht|gegönnt|stammg[aä]st|\bsaved\s+up|\bpaid\b|\bbooked\b|honeymoon|flitterwochen"
    r"|lärm|alarm|wanzen|schimmel|nie\s+wieder|never\s+again|reklam|beschwer|erstatt|refund|\bnoise|mould|mold\b|bed\s?bugs|\bhole\b|\bbroken?\b|\blost\b"
    r"|\bdamaged?\b|\bruined\b|kaputt|\bworst\b"
)
# Whoever is spoken of as a person afterwards.
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers)\b|next\s+door|\bneighbo|\blent\b|\bloan|\bborrow|second-?\s?hand|hand-me-down", re.I
)


def thanks_a_brand(text: Plain) -> str:
    """Return the words that thank a business for goods or nights; "" where there are none."""
    if not holds_any(text.text, PARTS) or _COMPLAINT.search(text.text):
        return ""
    if stay := _STAY.search(text.original):
        return stay.group()
    given = _PRODUCT.search(text.original)
    if given is None or _of_somebody(given.group("name")) or _PERSON.search(text.original):
        return ""
    return given.group()


def _of_somebody(name: str) -> bool:
    lowered = name.lower().replace("’", "'")
    return lowered in NOBODY or lowered.removesuffix("'s") in NOBODY
