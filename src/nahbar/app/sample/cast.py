"""The creators of the sample: who they are and what happens to each of them; all invented."""

from __future__ import annotations

from dataclasses import dataclass

STORIES = (
    "honest_steady", "viral_post", "giveaway", "press_mention", "seasonal", "long_pause", "platform_outage",
    "tiny_loyal", "large_low_engagement", "follower_burst", "drip_purchase", "purchase_drop_off", "even_likes",
    "comment_packs", "comment_ring", "fake_followers", "clean_followers", "paid_share", "thin_data", "no_posts",
    "only_followers", "followers_unknown", "long_name",
)  # fmt: skip
# Members of the ring who are no creators of the sample.
RING_OUTSIDERS = (
    "lichterkette.liest", "svea.und.der.stapel", "buecherparadies_by_nina", "leseinsel.carina", "sofaleserin.bea",
    "buntebuchwelt.jo", "traumseiten.kim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One creator: `followers` None means that no table says how many; `posts`, `daily`, `comments` and `listed` count
    the rows of each table (comments at most); `paid` is the share of paid posts, `fakes` of fakes among `listed`.
    """

    handle: str
    platform: str
    followers: int | None
    theme: str
    story: str
    name: str = ""
    bio: str = ""
    language: str = "de"
    country: str = "DE"
    posts: int = 40
    daily: int = 0
    comments: int = 0
    paid: float = 0.04
    listed: int = 0
    fakes: float = 0.0
    code: str = ""
    verified: bool = False


_HONEST = (
    Member("mareike.liest", "instagram", 18_412, "buch", "honest_steady", "Mareike liest",
           "Romane, Regen, Rhabarberkuchen. Rezensionen aus Münster 📚", posts=62, daily=290, comments=400),
    Member("tante.frieda.liest.vor", "tiktok", 126_300, "familie", "viral_post", "Tante Frieda liest vor",
           "Vorlesen mit Stimme und Strickjacke 🧶", posts=58, daily=240, comments=400),
    Member("papierhafen.jette", "instagram", 23_870, "papier", "giveaway", "Jette vom Papierhafen",
           "Füller, Hefte, Briefe ✍️ Kiel", posts=52, daily=260, comments=400, paid=0.12),
    Member("buchkiosk.am.kanal", "instagram", 7_254, "buch", "press_mention", "Buchkiosk am Kanal",
           "Ein Fenster, zwei Regale, viele Meinungen", posts=44, daily=230, comments=260),
    Member("zimtundzeilen", "instagram", 41_190, "tee", "seasonal", "Zimt & Zeilen ☕",
           "Tee, Kekse, dicke Romane. Im Winter öfter hier.", posts=78, daily=300, comments=350, paid=0.08),
    Member("seitensprung.nachts", "youtube", 15_640, "buch", "long_pause", "Seitensprung um Mitternacht",
           "Lange Gespräche über kurze Bücher", posts=34, daily=250, comments=300),
    Member("stadtblatt.nora", "instagram", 9_812, "stadt", "platform_outage", "Nora | Stadtblatt",
           "Göttingen zu Fuß, mit Buch in der Tasche", posts=48, daily=240, comments=220),
    Member("kleine.dorfbuecherei.ohl", "instagram", 937, "buch", "tiny_loyal", "Kleine Dorfbücherei Ohl",
           "Ehrenamtlich, donnerstags 15 bis 18 Uhr", posts=56, daily=260, comments=320, paid=0.0),
    Member("lesewelt.xl", "instagram", 792_400, "leben", "large_low_engagement", "Lesewelt XL",
           "Täglich Bücher, Zitate, Listen", posts=80, daily=300, comments=400, paid=0.15, verified=True),
    Member("wortwaerts.hannah", "instagram", 12_305, "buch", "clean_followers", "Hannah geht wortwärts",
           "Lyrik und kleine Verlage 🌿", posts=46, daily=220, comments=400, listed=380, fakes=0.03),
    Member("the.quiet.colophon", "youtube", 112_500, "buch", "honest_steady", "The Quiet Colophon",
           "Slow reviews of fast books", "en", "GB", posts=40, daily=240, comments=400, paid=0.1),
    Member("nine.shelves.high", "tiktok", 245_700, "buch", "honest_steady", "Nine Shelves High",
           "mysteries, maps & mild chaos", "en", "IE", posts=66, daily=210, comments=350, paid=0.1),
    Member("inkwell.otter", "instagram", 19_480, "papier", "honest_steady", "The Inkwell Otter 🦦",
           "stationery for slow people", "en", "NL", posts=38, comments=250),
    Member("pia.zeichnet.figuren", "instagram", 47_620, "bild", "honest_steady", "Pia zeichnet Figuren",
           "Illustratorin. Romanfiguren, wie ich sie sehe 🖍️", posts=50, daily=260, comments=350),
    Member("vorlesepapa.jan", "tiktok", 58_310, "familie", "honest_steady", "Vorlesepapa Jan",
           "Drei Kinder, ein Bollerwagen, null Ordnung", posts=54, daily=240, comments=350, paid=0.09),
    Member("tatortsofa.bernd", "youtube", 96_050, "buch", "honest_steady", "Bernd vom Tatortsofa",
           "Krimis, ohne Spoiler, mit Hund", posts=42, daily=260, comments=350),
    Member("linolundlicht", "instagram", 3_846, "bild", "honest_steady", "Linol & Licht", "Drucke aus Halle", posts=30),
    Member("wimmelbild.werkstatt", "youtube", 8_420, "bild", "honest_steady", "Wimmelbild-Werkstatt",
           "Zeichnen mit Kindern", posts=24),
    Member("bollerwagen.bande", "instagram", 14_730, "familie", "honest_steady", "Die Bollerwagenbande",
           "Büchereitag ist der beste Tag", posts=42, daily=200, paid=0.1),
    Member("kiezgang.mit.buch", "instagram", 26_540, "stadt", "honest_steady", "Kiezgang mit Buch",
           "Bücherschränke, Höfe, Streuselkuchen 🚲", posts=46, daily=220),
    Member("hafenrunde.silke", "youtube", 5_910, "stadt", "honest_steady", "Silkes Hafenrunde", "Moin.", posts=22),
    Member("kluntje.und.krimi", "instagram", 11_230, "tee", "honest_steady", "Kluntje & Krimi",
           "Ostfriesentee und Mord, in dieser Reihenfolge", posts=44, daily=210, listed=260, fakes=0.12),
    Member("booktoast.ellie", "tiktok", 389_000, "leben", "honest_steady", "Ellie on Booktoast",
           "reading slumps & cinnamon toast", "en", "GB", posts=72, daily=200, paid=0.14),
    Member("flieder.folio", "tiktok", 21_760, "buch", "honest_steady", "Flieder Folio",
           "Fantasy und Flieder 💜", posts=48),
    Member("satzzeichen.oemer", "tiktok", 172_200, "leben", "honest_steady", "Ömer setzt Satzzeichen",
           "Deutsch-Leistungskurs, aber lustig", posts=64, daily=210, paid=0.08),
    Member("marie.blaettert.um", "instagram", 34_130, "buch", "paid_share", "Marie blättert um",
           "Bücher & schöne Dinge | Code MARIE15 | Werbung gekennzeichnet", posts=58, daily=240, comments=350,
           paid=0.47, code="MARIE15"),
)  # fmt: skip
_BOUGHT = (
    Member("glanzundregal", "instagram", 64_480, "leben", "follower_burst", "Glanz & Regal ✨",
           "Schöner wohnen mit Büchern", posts=46, daily=280, comments=200, paid=0.18, listed=300, fakes=0.32),
    Member("buchmomente.by.lilian", "instagram", 88_260, "buch", "drip_purchase", "Buchmomente by Lilian",
           "Lesen ist mein Lifestyle 💕", posts=50, daily=270, comments=300, paid=0.15),
    Member("seitenglitzer.daily", "instagram", 37_440, "buch", "purchase_drop_off", "Seitenglitzer Daily",
           "Jeden Tag ein Buch. Fast.", posts=40, daily=280, comments=180, paid=0.1),
    Member("teestube.magnolie", "instagram", 52_710, "tee", "even_likes", "Teestube Magnolie 🌸",
           "Teezeit | Lesezeit | Auszeit", posts=48, daily=210, comments=280, paid=0.12),
    Member("buecherglueck.vanessa", "instagram", 29_840, "buch", "comment_packs", "Vanessas Bücherglück",
           "Happy Place: Buchhandlung", posts=46, daily=220, comments=400, paid=0.12),
    Member("schoenlesen.tabea", "instagram", 71_050, "leben", "fake_followers", "Schönlesen mit Tabea",
           "Regale, Räume, Romane", posts=44, daily=200, comments=250, paid=0.14, listed=400, fakes=0.46),
    Member("kapitel.und.kekse", "instagram", 6_420, "buch", "comment_ring", "Kapitel & Kekse 🍪",
           "Gemütlich lesen", posts=34, daily=200, comments=380),
    Member("lesefee.romy", "instagram", 8_870, "buch", "comment_ring", "Lesefee Romy", "Liebesromane 💕", posts=36,
           comments=380),
    Member("regalgefluester.ks", "instagram", 5_160, "leben", "comment_ring", "Regalgeflüster",
           "Kassel | Kerzen | Kapitel", posts=30, comments=340),
    Member("tintenkleckse.mila", "instagram", 7_690, "papier", "comment_ring", "Milas Tintenkleckse",
           "Lesetagebuch und Füller", posts=32, comments=360),
    Member("buecherwald.ines", "instagram", 4_630, "buch", "comment_ring", "Ines im Bücherwald", "Fantasy 🌲", posts=30,
           comments=340),
)  # fmt: skip
_THIN = (
    Member("buchneuling.ole", "tiktok", 1_148, "buch", "thin_data", "Ole, Buchneuling", "Fange gerade an", posts=3),
    Member("ungelesen.piet", "instagram", 2_706, "leben", "no_posts", "Piet Ungelesen", "Hier bald mehr 🙃", posts=0,
           daily=40),
    Member("rauhfaser.verlagsmaus", "instagram", 5_483, "buch", "only_followers", language="", country="", posts=0),
    Member("omas.lesesessel", "instagram", None, "leben", "followers_unknown", posts=26),
    Member("halbgelesen.ohlheim", "youtube", 3_318, "buch", "long_name",
           "Gesellschaft zur Rettung halb gelesener Romane, Bad Ohlheim!", "Wir lesen zu Ende.", posts=20),
)  # fmt: skip

CAST = _HONEST + _BOUGHT + _THIN
RING = tuple(member.handle for member in CAST if member.story == "comment_ring") + RING_OUTSIDERS
