"""Comment texts of the made-up creators: generic, specific and emoji-only, German and English.

The generic texts imitate what comment packs and pods write; they are not taken from the product's lexicon, which knows
62 % of them as generic.
"""

from __future__ import annotations

import numpy as np


def _listed(text: str) -> list[str]:
    return text.split("|")


PACK = _listed(
    "Love this! 😍|So pretty 🔥|Nice one bro|Wow just wow|This is fire 🔥🔥|Great content!|"
    "Stunning as ever ❤️|Keep shining ✨|"
    "You inspire me every day|Amazing shot 📸|Absolutely gorgeous|Perfection 👌|Killer feed|"
    "Looking good mate|Dope!!|"
    "Superb work|That's lit 🔥|Awesome post|Adorable 😍😍|Magic ✨|Beautiful capture|"
    "Totally in love with this|Woow|Cool pic|"
    "So inspiring 🙌|The best!|Lovely ❤️|Insane 😱|Great post, thanks for sharing|"
    "Keep up the great work 👏|Legendary|"
    "What a vibe|Marvellous|Yesss queen 👑|Love your page|Can't get over this|Nice picture|Epic|"
    "You rock|Speechless|"
    "Mega schön 😍|Wunderschön!|So toll ❤️|Richtig starkes Bild|Hammer Foto 🔥|Traumhaft schön|"
    "Super Beitrag|Sehr schön 👏|"
    "Einfach nur wow|Du bist der Wahnsinn|Klasse gemacht|Wahnsinnig hübsch|Echt cool|Weiter so 💪|"
    "Tolles Bild|Mega!|"
    "Sieht super aus|Bin begeistert|Ganz große Klasse|Herzallerliebst|Zucker 😍|Wie immer top|"
    "Liebe deinen Feed|Stark 💪|"
    "Hübsche Maus|Schönes Foto meine Liebe|Geil!|Unfassbar gut|Perfekt ❤️|Bester Content|"
    "Toller Post, danke fürs Teilen"
)
PRAISE = _listed(
    "love it|so cute|nice|wow|haha|beautiful ❤️|great video|thank you|schön|super|danke dir|wie süß|"
    "so toll|mega|"
    "haha genau|stimmt|cool|ohh 😍|lol|true|immer wieder schön|you look great|best|liebs|omg yes|"
    "ja genau|top|"
    "wunderbar|nice one|good stuff|congrats|glückwunsch ❤️|same here|der hammer"
)
HOW = _listed("so|very|really|just|wirklich|einfach|total|richtig|echt|wie|ganz|||")
WHAT = _listed(
    "nice|lovely|cute|funny|beautiful|great|helpful|good|sweet|schön|süß|lustig|toll|cool|lieb|gut|"
    "hilfreich|stark|lecker|"
    "gemütlich|spannend|wahr|interessant|yummy|cosy|clever|brave|ehrlich|witzig|treffend"
)
WHOM = _listed("|||||haha| :)| danke| thank you| you two| ihr zwei| again| wieder| today| heute| as always| wie immer")
EMOJI = _listed("😍|🔥|❤️|😂|👏|🙌|💪|✨|💯|🥰|😭|🤣|💜|🫶|👑|😊|🌸|🎉|💚|🙏🏼")
THINGS = _listed(
    "recipe|jacket|lens|trail|kitchen|dog|bike|playlist|hotel|book|lipstick|sofa|garden|editing|"
    "costume|guitar|"
    "Rezept|Kleid|Kamera|Wanderweg|Küche|Hund|Fahrrad|Lied|Hotel|Buch|Sofa|Garten|Schnitt|Rucksack|"
    "Teig|Sauerteig"
)
PLACES = _listed("Berlin|Wien|Zürich|Hamburg|Lisbon|Oslo|Köln|Leipzig|Porto|Graz|London|Bern|the Alps|Rügen|Sylt")
ENGLISH = _listed(
    "where did you buy the {t}? I have been looking for one since {n} weeks|"
    "the part at {n}:{m} with the {t} got me|"
    "we were in {p} last summer and the {t} was closed, jealous|"
    "is the {t} waterproof or only for dry days?|"
    "my sister tried the {t} and hers broke after {n} days|could you do one about the {t} in {p}?|"
    "I disagree about the {t}, {n} euros is too much|how long did it take to finish the {t}?|"
    "the {t} at the end, my kids cannot stop laughing|took the train to {p} because of your {t} tip|"
    "which size is the {t}? I am {n}{m} cm tall|thanks for mentioning {p}, my home town|part {n} when?|"
    "did the {t} survive the rain?|I made the {t} yesterday, took {n} tries but it worked"
)
GERMAN = _listed(
    "Wo hast du das mit dem {t} her? Suche seit {n} Wochen|Bei {n}:{m} musste ich so lachen wegen {t}|"
    "Wir waren letztes Jahr in {p} und da war leider zu|Hält das mit dem {t} auch bei Regen?|"
    "Meine Schwester hat {t} ausprobiert und ist nach {n} Tagen verzweifelt|"
    "Machst du mal was über {p}?|"
    "Finde {n} Euro für {t} ehrlich gesagt zu teuer|"
    "Wie lange hast du dafür gebraucht? Bei mir waren es {n} Stunden|"
    "Das Ende mit {t}, meine Kinder lachen immer noch|Bin wegen dir nach {p} gefahren, hat geregnet|"
    "Welche Größe hast du? Ich bin {n}{m} groß|Danke für den Tipp mit {p}, da wohne ich|"
    "Wann kommt Teil {n}?|"
    "Hab das mit {t} gestern nachgemacht, hat nach {n} Versuchen geklappt|"
    "Kannst du {t} verlinken bitte?"
)


def specific(rng: np.random.Generator, german: bool) -> str:
    """A comment that names something of the post."""
    template = str(rng.choice(GERMAN if german else ENGLISH))
    return template.format(
        t=THINGS[int(rng.integers(len(THINGS)))],
        p=PLACES[int(rng.integers(len(PLACES)))],
        n=int(rng.integers(2, 60)),
        m=int(rng.integers(10, 60)),
    )


def organic_pool(rng: np.random.Generator, size: int, praise: float, emoji: float) -> list[str]:
    """Texts of people who mean it: `praise` is short praise, `emoji` emoji alone, the rest names something."""
    german = bool(rng.random() < 0.6)
    kinds = rng.random(size)
    return [
        emojis(rng) if kind < emoji else praised(rng) if kind < emoji + praise else specific(rng, german)
        for kind in kinds
    ]


def praised(rng: np.random.Generator) -> str:
    """Short praise as people write it, seldom twice the same."""
    if rng.random() < 0.3:
        return PRAISE[int(rng.integers(len(PRAISE)))]
    return (
        f"{HOW[int(rng.integers(len(HOW)))]} {WHAT[int(rng.integers(len(WHAT)))]}{WHOM[int(rng.integers(len(WHOM)))]}"
    )


def emojis(rng: np.random.Generator) -> str:
    """One to four emoji."""
    return "".join(EMOJI[int(i)] for i in rng.integers(0, len(EMOJI), int(rng.integers(1, 5))))


def pack_pool(rng: np.random.Generator, size: int) -> list[str]:
    """Texts of one seller: a small menu, some emoji alone, now and then a text that names something."""
    menu = [PACK[int(i)] for i in rng.integers(0, len(PACK), int(rng.integers(8, 60)))]
    off, emoji = rng.uniform(0, 0.3), rng.uniform(0, 0.35)
    kinds = rng.random(size)
    return [
        specific(rng, True) if kind < off else emojis(rng) if kind < off + emoji else menu[int(rng.integers(len(menu)))]
        for kind in kinds
    ]
