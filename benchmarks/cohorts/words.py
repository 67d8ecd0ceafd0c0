"""How people write: names and handles, posts, and comments in many voices."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.cohorts.rows import Floats, Rng
from benchmarks.cohorts.topics import TOPICS, Topic


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("|"))


FIRST = {
    "de": _split("""lena|jonas|mia|felix|anna|paul|julia|lukas|sarah|tim|laura|max|nele|moritz|katrin
    |sven|ayse|mehmet
    |heike|uwe|sabine|jan|pia|finn|marie|ole|birgit|tobi|emre|hanna|steffi|kathi|rainer|nina|david|elif
    |svenja|marco"""),
    "en": _split("""emma|jack|olivia|harry|chloe|tom|grace|liam|megan|josh|priya|aisha|ben|kate|sam
    |holly|ryan|zoe|dan
    |lucy|mo|ella|chris|beth|niall|jess|kyle|amy|rob|fiona|tasha|will|steph|karen|luca|maya|owen|ruth
    |dev|hannah"""),
    "far": _split("""aleksandr|rahul|putri|dewi|thiago|yusuf|anya|rizky|fatma|carlos|nguyen|mariam|arjun|lucas|siti
    |oksana|hamza|camila|deniz|joao|sunita|ivan"""),
}
LAST = _split("""meier|schulz|wagner|koch|yilmaz|krause|becker|vogt|lange|hahn|smith|jones|patel|walsh
    |evans|clarke|khan
|murphy|hughes|reid|foto|life|unterwegs|art|official|home|_x|music|daily|world|92|nord|and.co|loves|real""")
CITIES = {
    "de": _split("""Köln|Leipzig|Hamburg|Graz|Münster|Bern|Kassel|Rostock|München|Wien|Bremen|Freiburg|Zürich|Linz"""),
    "en": _split("""Leeds|Glasgow|Bristol|Cardiff|Austin|Portland|York|Dublin|Toronto|Brighton|Melbourne|Belfast"""),
}
LANDS = {"de": ("DE", "DE", "DE", "AT", "CH"), "en": ("GB", "GB", "US", "US", "IE", "CA", "AU")}
EMOJI = _split("""😍|🔥|❤️|😂|👏|🙌|🥰|💪|😊|✨|👍|🤩|😅|💯|🙏|😭|🫶|🤣|👌|💛|🎉""")
_PRAISE = {
    "de": _split("""mega|so schön|toll|wow|richtig gut|stark|love it|danke dafür|Wie cool|hammer
    |einfach nur ja|klasse
    |Super Beitrag|du bist die beste|traumhaft|lieb ich|Same|haha so wahr|genau das
    |gefällt mir sehr gut|schön geworden"""),
    "en": _split("""love this|so good|amazing|wow|obsessed|yesss|this!!|so true|haha same|beautiful
    |brilliant|well done
    |needed this today|you're the best|lovely|iconic|great post|can't wait|looks great|too cute|so proud of you"""),
}
_STORY = {
    "de": _split("""Bei uns war das damals genauso, nur dass {t} da noch kaum einer kannte
    |Hab das meiner Schwester geschickt,
    die sitzt gerade an {t} und verzweifelt
    |ich hab vor zwei Jahren mit {t} angefangen und hätte nie gedacht dass ich
    dranbleibe|Arbeite in dem Bereich und kann nur sagen: stimmt alles, bis auf das mit {t}
    |Ehrlich gesagt seh ich {t}
    anders, aber gut erklärt|Mein Papa hätte das geliebt, der hat von {t} nie genug bekommen"""),
    "en": _split("""we had exactly this back then except nobody had heard of {t}
    |sent this to my sister, she's in the middle
    of {t} and losing it|started with {t} two years ago and never thought I'd stick with it
    |I work in this and it's all
    spot on apart from the bit about {t}|honestly see {t} differently but well explained
    |my dad would've loved this, never
    got enough of {t}"""),
}
_TAG = {
    "de": _split("""@{h} guck mal|@{h} das sind wir|@{h} müssen wir auch|@{h}|@{h} 😂😂|@{h} Samstag?|@{h} @{g}"""),
    "en": _split("""@{h} look|@{h} us|@{h} we need to do this|@{h}|@{h} 😂😂|@{h} saturday?|@{h} @{g}"""),
}
_WIN = {
    "de": _split("""@{h} @{g} 🍀|Dabei! @{h}|Ich versuch mein Glück 🍀 @{h}|done ✅ @{h} @{g}
    |würd mich so freuen @{h}"""),
    "en": _split("""@{h} @{g} 🤞|done! @{h}|fingers crossed @{h}|entered ✅ @{h} @{g}|would love to win this @{h}"""),
}
_PACK = _split("""Nice|Great content 🔥|Awesome!|So beautiful 😍|Wow amazing|Perfect 👌|Love your page
    |Cool post bro|Keep it up 💪
|Very nice dear|Super 👍|I like it|Great shot|Good job 👏|❤️❤️❤️|🔥🔥🔥|Best one|Really good|Incredible work
    |Stunning ✨""")
_APP = {
    "de": _split("""Was für ein inspirierender Beitrag über {t}! Danke fürs Teilen
    |{t} ist so ein wichtiges Thema, toll umgesetzt
    |Sehr schöne Einblicke, besonders {t} hat mir gefallen|Wirklich authentisch! Mehr davon bitte ✨
    |Toller Content, weiter so!
    |Ich liebe deine Art, {t} zu zeigen 🙌|Das motiviert mich sehr, vielen Dank für diesen Beitrag"""),
    "en": _split("""What an inspiring take on {t}! Thanks for sharing
    |{t} is such an important topic, beautifully done
    |Really valuable insights, especially about {t}|So authentic! More of this please ✨|Great content, keep it up!
    |I love the way you present {t} 🙌|This is so motivating, thank you for this post"""),
}
_POD = {
    "de": _split("""Ach wie schön ist das denn, du Liebe 😍|Toller Post, hab einen schönen Tag!
    |Da bin ich ganz bei dir 💛|Was für ein
    tolles Bild, liebe Grüße|{t} klingt super, das muss ich mir merken
    |Sehr guter Punkt, danke fürs Teilen|So wichtig!
    |Du machst das einfach großartig|Wünsch dir eine tolle Woche ✨|{t} ist immer eine gute Idee 🙌
    |Liebs total, wie immer"""),
    "en": _split("""This is gorgeous hun 😍|Great post, have a lovely day!|Couldn't agree more 💛
    |What a fab pic|{t} sounds so good,
    saving this|Such a good point, thanks for sharing|So important!|You're smashing it babe
    |Have the best week ✨|{t} is always
    a good idea 🙌|Love this so much as always"""),
}
_REPLY = {
    "de": _split("""danke dir!|haha ja|Lieb von dir ❤️|schreib mir gern|steht in der Bio|ja klappt auch|kommt bald|😂
    |gute Frage|oh das freut mich|hab ich auch erst gedacht|mach ich nächste Woche mal|dankeee|leider nein
    |so um die 20 min|guck mal im Beitrag davor
    |na klar|das musst du mir erzählen|{t}? ja|fühl dich gedrückt|genau so"""),
    "en": _split("""thank you!|haha yes|aw thanks ❤️|drop me a dm|link in bio|yep works too|coming soon|😂|good question
    |oh that's made my day|thought so too at first|will do one next week|thanks lovely|sadly not|about 20 mins
    |see the post before this|of course|you have to tell me|{t}? yes|exactly that"""),
}
_OPEN = {
    "de": _split("""|||||Guten Morgen ihr Lieben!|Kurzes Update:|Ok also|Endlich!|Werbung wegen Nennung.|Sooo"""),
    "en": _split("""|||||Morning all!|Quick update:|ok so|Finally!|storytime.|Not me again with this one..."""),
}
_START = {
    "de": _split("""Also|Haha|ja|Ohh|Puh|oh man|ganz ehrlich,|Hi 👋|Moin|naja|Ach,|boah|wie immer:|ich sag nur|hm"""),
    "en": _split("""ok|haha|yeah|ohh|phew|oh man|honestly|hi 👋|morning|well|ngl|omg|as always|hm|right,|tbf"""),
}
_CLOSE = {
    "de": _split("""|||Wie macht ihr das?|Was meint ihr?|😅|Mehr die Tage.|Schreibts mir gern|Bis morgen 👋"""),
    "en": _split("""|||How do you do it?|Thoughts?|😅|More soon.|Tell me below|See you tomorrow 👋"""),
}
_PAID = {
    "de": _split("""Werbung|Anzeige|*Werbung*|bezahlte Partnerschaft"""),
    "en": _split("""#ad|ad |#sponsored|paid partnership"""),
}
_WON = {
    "de": _split(
        """GEWINNSPIEL: folgen, liken, 2 Freunde markieren, bis Sonntag|Verlosung! Folgt mir und markiert jemanden"""
    ),
    "en": _split("""GIVEAWAY: follow, like, tag 2 friends, ends sunday|Win this! follow me and tag a mate"""),
}

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Voice:
    """How the people around a creator talk: shares of what they say, and how often they slip."""

    emoji: float
    praise: float
    topical: float
    question: float
    story: float
    tag: float
    slips: float


def draw_voice(rng: Rng, emoji_fans: bool = False) -> Voice:
    """Some crowds chat, some only send hearts."""
    weights = rng.dirichlet([6.0, 2, 1, 0.4, 0.2, 0.5] if emoji_fans else [1.0, 1.6, 2.2, 0.9, 0.6, 0.6])
    emoji, praise, topical, question, story, tag = (float(weight) for weight in weights)
    return Voice(emoji, praise, topical, question, story, tag, slips=float(rng.beta(1, 8)))


def pick(options: tuple[str, ...], u: float) -> str:
    """The option at a place between 0 and 1."""
    return options[int(u * len(options))]


def handle_of(u: Floats, language: str) -> str:
    """A commenter's handle out of five numbers between 0 and 1."""
    land = language if u[0] < 0.85 else "en" if u[0] < 0.95 else "far"
    name, last, number = pick(FIRST[land], u[1]), pick(LAST, u[2]), int(u[3] * 9999)
    forms = (
        f"{name}.{last}{number % 100}",
        f"{name}_{last}_{number % 1000}",
        f"{name}{number}",
        f"{last}.{name}{number % 500}",
    )
    return pick((*forms, f"{name}{last}{1950 + number % 65}", f"_{name}{number % 100}{last[:3]}"), u[4])


def bought_handle(u: Floats) -> str:
    """Handles of accounts for rent: many are made in bulk, some look like anybody's."""
    land = "far" if u[0] < 0.5 else "en"
    name, tail = pick(FIRST[land], u[1]), int(u[3] * 89999) + 10000
    return f"{name}{tail}" if u[4] < 0.6 else f"{name}_{pick(LAST, u[2])}{tail % 1000}"


def _slip(text: str, voice: Voice, u: Floats) -> str:
    if u[5] < 0.4:
        text = text.lower()
    if u[6] < voice.slips and len(text) > 6:
        place = 2 + int(u[4] * (len(text) - 4))
        text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text


def _tail(u: Floats) -> str:
    return (
        " " + pick(EMOJI, u[4]) * (1 + int(u[6] * 2.6)) if u[3] < 0.35 else pick(("", "", "!", "!!", "..", " :)"), u[4])
    )


def fan_comment(voice: Voice, language: str, topic: Topic, thing: str, u: Floats) -> str:
    """What somebody says who is really there."""
    kinds = (voice.emoji, voice.praise, voice.topical, voice.question, voice.story, voice.tag)
    rest, kind = float(u[0]), 0
    while kind < 5 and rest > kinds[kind]:
        rest, kind = rest - kinds[kind], kind + 1
    if kind == 0:
        return pick(EMOJI, u[1]) * (1 + int(u[2] ** 2 * 5)) + (pick(EMOJI, u[3]) if u[4] < 0.4 else "")
    options = (_PRAISE[language], topic.remarks, topic.questions, _STORY[language], _TAG[language])[kind - 1]
    text = fill(pick(options, u[1]), thing, u, language)
    if kind == 2 and u[2] < 0.3:
        second = fill(pick(topic.remarks, u[7]), thing, u, language)
        text = text if second == text else f"{text.rstrip('!')}, {second}"
    elif kind > 1 and kind < 5 and u[2] < 0.7:
        text = f"{pick(_START[language] if u[2] < 0.55 else _PRAISE[language], u[7])} {text}"
    return _slip(text, voice, u) + ("" if kind in (3, 5) else _tail(u))


def fill(text: str, thing: str, u: Floats, language: str) -> str:
    """Put the thing of the post and the names of friends into a sentence."""
    if "{" not in text:
        return text
    return text.format(t=thing, h=handle_of(u[2:7], language), g=handle_of(u[1:6], language))


def guest_comment(style: str, language: str, thing: str, u: Floats) -> str:
    """What those say who come for another reason: pack, app, pod, win (a giveaway), friend, reply."""
    if style == "pack":
        return pick(_PACK, u[1]) + _tail(u) if u[2] < 0.8 else pick(EMOJI, u[1]) * (1 + int(u[3] * 4))
    if style == "app" and u[2] < 0.6:
        second = pick(_APP[language], u[7]) if u[2] < 0.3 else pick(_PRAISE[language], u[7])
        return fill(f"{pick(_APP[language], u[1])} {second}", thing, u, language) + _tail(u)
    options = {"app": _APP, "pod": _POD, "win": _WIN, "reply": _REPLY, "friend": _PRAISE}[style][language]
    text = fill(pick(options, u[1]), thing, u, language)
    return text + (_tail(u) if style in ("pod", "friend", "win", "reply") else "")


def post_text(rng: Rng, topic: str, language: str, note: str = "") -> tuple[str, str]:
    """A caption and the thing that it is about; note is paid or win."""
    words, u = TOPICS[topic, language], rng.random(8)
    thing = pick(words.things, u[0])
    parts = [pick(_OPEN[language], u[1]), pick(words.posts, u[2]).format(t=thing), pick(_CLOSE[language], u[3])]
    if note:
        parts.insert(0 if u[4] < 0.7 else 2, pick((_PAID if note == "paid" else _WON)[language], u[5]))
    if u[6] < 0.55:
        parts.append(" ".join(f"#{tag}" for tag in words.tags[: 1 + int(u[7] * len(words.tags))]))
    return " ".join(part for part in parts if part), thing


def creator_names(rng: Rng, topic: str, language: str, taken: set[str]) -> tuple[str, str, str]:
    """A handle that nobody has yet, a name and a bio."""
    words, u = TOPICS[topic, language], rng.random(6)
    first, tag, city = pick(FIRST[language], u[0]), pick(words.tags, u[1]), pick(CITIES[language], u[2])
    handle = pick(
        (f"{first}.{tag}", f"{tag}_{first}", f"{first}{tag}", f"{tag}.{city.lower()}", f"{first}_{tag}_"), u[3]
    )
    handle = handle.translate(_PLAIN)
    while handle in taken:
        handle = f"{handle.rstrip('0123456789')}{int(rng.integers(2, 9999))}"
    taken.add(handle)
    thing = pick(words.things, u[4])
    bios = (f"{tag} | {city}", f"📍{city} ✉️ dm", f"{thing} & {tag}", f"{first}, {city}. {tag} ✨", "")
    tails = ("", tag, city, pick(LAST[:14], u[4]).capitalize())
    return handle, f"{first.capitalize()} {pick(tails, u[4])}".strip(), pick(bios, u[5])
