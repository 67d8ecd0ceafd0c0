"""What commenters and creators of the panel write, German and English. The texts are our own writing.

Places: `{w}` a thing of the creator's topic or of any clip, `{x}` an afterthought.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


TOPICS = {
    "baking": {
        "en": _listed("sourdough|glaze|oven|crumb|tart|rye flour"),
        "de": _listed("Sauerteig|Glasur|Ofen|Krume|Tarte|Roggenmehl"),
    },
    "cycling": {
        "en": _listed("climb|saddle|route|gravel|derailleur|tyres"),
        "de": _listed("Anstieg|Sattel|Strecke|Schotter|Schaltung|Reifen"),
    },
    "plants": {
        "en": _listed("monstera|repotting|soil|cuttings|balcony|roots"),
        "de": _listed("Monstera|Umtopfen|Erde|Stecklinge|Balkon|Wurzeln"),
    },
    "makeup": {
        "en": _listed("concealer|palette|blush|lashes|primer|lip liner"),
        "de": _listed("Concealer|Palette|Rouge|Wimpern|Primer|Lipliner"),
    },
    "climbing": {
        "en": _listed("crux|beta|slab|harness|overhang|chalk"),
        "de": _listed("Schlüsselstelle|Lösung|Platte|Gurt|Überhang|Chalk"),
    },
    "interior": {
        "en": _listed("shelf|lamp|wallpaper|sofa|hallway|tiles"),
        "de": _listed("Regal|Lampe|Tapete|Sofa|Flur|Fliesen"),
    },
    "parenting": {
        "en": _listed("stroller|bedtime|nursery|lunchbox|toddler|rain jacket"),
        "de": _listed("Kinderwagen|Einschlafen|Kinderzimmer|Brotdose|Kleinkind|Regenjacke"),
    },
    "music": {
        "en": _listed("bassline|chorus|pedal|mix|live set|vocals"),
        "de": _listed("Bass|Refrain|Pedal|Mix|Konzert|Gesang"),
    },
}
# Comments that speak about the post.
SAID = {
    "en": _listed(
        "where did you get the {w}?|the {w} part made me laugh, {x}|I tried this with my {w} and {x}|"
        "how long did the {w} take you?|{x}, but I would skip the {w}|finally someone talks about {w}|"
        "can you do a longer one about {w}?|my sister needs this {w}, {x}|not sure about the {w} to be honest|"
        "second time I watch this just for the {w}|{w} at the end, {x}|which {w} is that in the first shot?|"
        "had the same trouble with {w} last week, {x}|saving this for {w} season"
    ),
    "de": _listed(
        "woher ist das mit {w}?|bei {w} musste ich lachen, {x}|hab das mit {w} probiert und {x}|"
        "wie lange hast du für {w} gebraucht?|{x}, aber auf {w} würde ich verzichten|endlich redet mal jemand über {w}|"
        "machst du noch was Längeres zu {w}?|meine Schwester braucht das, Thema {w}, {x}|"
        "bei {w} bin ich ehrlich gesagt nicht sicher|schaue das zum zweiten Mal nur wegen {w}|{w} am Ende, {x}|"
        "welches {w} ist das im ersten Bild?|hatte letzte Woche das gleiche Problem mit {w}, {x}"
    ),
}
# What `{x}` stands for.
AFTERTHOUGHTS = {
    "en": _listed(
        "it worked on the first try|no idea why|you were right|I gave up halfway|will try on Sunday|my dog agrees|"
        "so calm to watch|a bit pricey though|that saved my week|same here|greetings from Leeds|thanks for being honest"
    ),
    "de": _listed(
        "klappt sofort|keine Ahnung warum|du hattest recht|ich hab aufgegeben|probiere ich am Sonntag|"
        "mein Hund ist dafür|so entspannt|bisschen teuer|hat mir die Woche gerettet|geht mir auch so|Grüße aus Kassel|"
        "danke für die Ehrlichkeit"
    ),
}
OPENINGS = {
    "en": _listed("ok but |hey, |honest question: |oh man, |as a beginner: |hm, |wait, |late to this, |lol |so "),
    "de": _listed(
        "ok aber |hey, |ehrliche Frage: |oh Mann, |als Anfängerin: |hm, |Moment, |bin spät dran, |lol |also "
    ),
}
# Things that are in any clip.
THINGS = {
    "en": _listed(
        "jacket|background|blue one|intro|voice over|kitchen table|font|camera|last minute|price|first tip|third step"
    ),
    "de": _listed(
        "Jacke|Hintergrund|das Blaue|Intro|Ton|Küchentisch|Schrift|Kamera|die letzte Minute|Preis|Tipp eins|"
        "Schritt drei"
    ),
}
ENDINGS = {
    "en": _listed(
        "my mum asked too|two years in and still learning|took me four tries|found it at a flea market|"
        "see you on Friday|rain all day here|anyone else?|or is it just me|the old one broke|thanks in advance|no rush|"
        "our club does it differently|wrote it on my list|that was the missing bit|my colleague swears by it|"
        "third winter now"
    ),
    "de": _listed(
        "meine Mama fragt auch|nach zwei Jahren lerne ich noch|hat vier Versuche gebraucht|gab es auf dem Flohmarkt|"
        "bis Freitag|hier regnet es nur|noch jemand?|oder geht das nur mir so|das alte ist kaputt|danke schon mal|"
        "eilt nicht|bei uns im Verein anders|steht auf meiner Liste|das hat mir gefehlt|meine Kollegin schwört drauf|"
        "jetzt der dritte Winter"
    ),
}
# Honest, and yet as generic as what packs deliver.
SHORT = {
    "en": _listed(
        "love it|so good|beautiful|haha|wow|amazing|yes!!|need this|goals|so pretty|well done|this!|perfect|nice one"
    ),
    "de": _listed("so schön|mega|wow|toll|haha|ja!!|wunderschön|brauche ich|stark|super|klasse|genau so|richtig gut"),
}
EMOJI = _listed("❤️|🔥|😍|👏|😂|🙌|💯|🥰|✨|💪|😭|🤩")
# What comment packs deliver.
PACK = _listed(
    "Nice pic|Great post!|Awesome 🔥|Wow amazing|Love this ❤️|So cool|Keep it up 👏|Perfect 😍|Great content|Beautiful|"
    "Stunning|Nice|🔥🔥🔥|😍😍|👏👏👏|❤️❤️❤️|💯|Super|Top!|Good job|Cool 😎|Best|I love it|Very nice|Incredible|Just wow|"
    "Fantastic 🙌|So nice 😍"
)
FIRST_NAMES = _listed(
    "mara|jonas|lea|tim|nele|oskar|ida|paul|elif|ben|zoe|kai|rosa|finn|amy|luca|sam|tess|noah|juno|emre|pia|max|vera|"
    "owen|ruth|leo|nina|carl|mina"
)
SURNAMES = _listed(
    "berg|holt|vale|stone|kern|lund|frost|wren|adler|moss|hale|roth|lane|fuchs|dove|reed|krug|ash|sommer|pike"
)
# How creators answer, and how people enter a giveaway.
ANSWERS = {
    "de": _listed("danke dir ❤️|🥰|gerne!|ja genau"),
    "en": _listed("thank you ❤️|🥰|sure!|yes exactly"),
}
ENTRIES = _listed("✅|done|dabei|🍀|fingers crossed|ich will!")
# Captions; `%s` is a thing of the topic.
CAPTIONS = {
    "de": _listed("Heute: %s|Neues zu %s|%s – was meint ihr?|Kleines Update: %s|Warum ich %s neu denke"),
    "en": _listed("Today: %s|More on %s|%s – thoughts?|Small update: %s|Why I changed my mind about %s"),
}
EVENT_CAPTIONS = {
    "giveaway": {
        "de": "GEWINNSPIEL! Folgen, liken, zwei Freunde markieren – Thema %s",
        "en": "GIVEAWAY! Follow, like and tag two friends – all things %s",
    },
    "press": {
        "de": "Danke an die Redaktion für den Beitrag über mich und %s",
        "en": "In the paper today, talking about %s – thank you",
    },
}
