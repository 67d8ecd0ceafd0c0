"""What commenters and creators of the roster write, German and English. The texts are our own writing.

Places: `{n}` and `{m}` things of the creator's topic, `{k}` a small number, `{p}` a town, `{e}` an emoji; in entries of
a giveaway `{a}` and `{b}` friends.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


TOPICS = {
    "food": {
        "en": _listed("bread|cake|pasta|recipe|sauce|soup|kitchen|dough|breakfast|salad"),
        "de": _listed("Brot|Kuchen|Nudeln|Rezept|Soße|Suppe|Küche|Teig|Frühstück|Salat"),
    },
    "fitness": {
        "en": _listed("workout|run|training|plan|squat|stretch|marathon|gym|routine|protein"),
        "de": _listed("Training|Lauf|Plan|Kniebeuge|Dehnung|Marathon|Studio|Routine|Protein|Übung"),
    },
    "fashion": {
        "en": _listed("dress|jacket|outfit|shoes|coat|bag|knit|jeans|look|colour"),
        "de": _listed("Kleid|Jacke|Outfit|Schuhe|Mantel|Tasche|Strick|Jeans|Look|Farbe"),
    },
    "travel": {
        "en": _listed("beach|island|hike|hotel|city|train|lake|view|trip|coast"),
        "de": _listed("Strand|Insel|Wanderung|Hotel|Stadt|Zug|See|Aussicht|Reise|Küste"),
    },
    "beauty": {
        "en": _listed("lipstick|serum|skin|routine|palette|foundation|mascara|hair|cream|nails"),
        "de": _listed("Lippenstift|Serum|Haut|Routine|Palette|Foundation|Mascara|Haare|Creme|Nägel"),
    },
    "family": {
        "en": _listed("kids|baby|school|sleep|toddler|playground|birthday|sister|morning|stroller"),
        "de": _listed("Kinder|Baby|Schule|Schlaf|Kleinkind|Spielplatz|Geburtstag|Schwester|Morgen|Kinderwagen"),
    },
    "gaming": {
        "en": _listed("game|boss|level|stream|build|update|map|console|run|quest"),
        "de": _listed("Spiel|Boss|Level|Stream|Build|Update|Karte|Konsole|Lauf|Quest"),
    },
    "tech": {
        "en": _listed("phone|laptop|camera|battery|review|setup|keyboard|screen|chip|app"),
        "de": _listed("Handy|Laptop|Kamera|Akku|Test|Setup|Tastatur|Bildschirm|Chip|App"),
    },
    "garden": {
        "en": _listed("tomatoes|seeds|soil|roses|compost|bed|greenhouse|herbs|bulbs|hedge"),
        "de": _listed("Tomaten|Samen|Erde|Rosen|Kompost|Beet|Gewächshaus|Kräuter|Zwiebeln|Hecke"),
    },
    "books": {
        "en": _listed("book|chapter|ending|author|series|library|story|cover|shelf|novel"),
        "de": _listed("Buch|Kapitel|Ende|Autorin|Reihe|Bibliothek|Geschichte|Cover|Regal|Roman"),
    },
    "diy": {
        "en": _listed("shelf|paint|wall|table|wood|drill|lamp|kitchen|floor|project"),
        "de": _listed("Regal|Farbe|Wand|Tisch|Holz|Bohrer|Lampe|Küche|Boden|Projekt"),
    },
    "pets": {
        "en": _listed("dog|cat|puppy|walk|vet|toy|fur|treats|paws|rescue"),
        "de": _listed("Hund|Katze|Welpe|Gassi|Tierarzt|Spielzeug|Fell|Leckerli|Pfoten|Tierheim"),
    },
}
# Captions, and what some of them end with.
CAPTIONS = {
    "en": _listed(
        "New {n} today and I am quite happy with how it turned out.|A short one about {n} and {m}.|"
        "Three things I learned about {n} this week.|{n}, {m} and far too little sleep.|"
        "This {n} took me two days. Worth it.|Sunday with {n}.|Throwback to the {n} from last month|"
        "Honest thoughts on {n}.|How I do my {n} when there is no time|Part {k}: {n} and what comes after|"
        "Not perfect, but mine. {n} {e}|Behind the scenes: {n}|My {n} in under a minute|The {m} nobody talks about {e}|"
        "I tried the {n} so you don't have to|Finally: the {n} you asked about|Little {n}, big {m}.|"
        "{k} tips for your {n}|We need to talk about {m}|Good morning from the {n} {e}"
    ),
    "de": _listed(
        "Heute ein neues Thema: {n}. Bin ganz zufrieden damit.|Kurz und knapp: {n} und {m}.|"
        "Drei Dinge, die ich diese Woche über {n} gelernt habe.|{n}, {m} und viel zu wenig Schlaf.|"
        "Zwei Tage Arbeit stecken hier drin. {n} {e}|Sonntag mit {n}.|Rückblick: {n} vom letzten Monat|"
        "Ehrliche Gedanken zu {n}.|So mache ich {n}, wenn keine Zeit ist|Teil {k}: {n} und was danach kommt|"
        "Nicht perfekt, aber meins. {n} {e}|Hinter den Kulissen: {n}|{n} in unter einer Minute|"
        "Darüber redet keiner: {m} {e}|Ich habe {n} getestet, damit ihr es nicht müsst|"
        "Endlich: {n}, wie ihr es euch gewünscht habt|Kleines Thema, große Wirkung: {m}.|{k} Tipps für {n}|"
        "Wir müssen über {m} reden|Guten Morgen {e} heute mit {n}"
    ),
}
QUESTIONS = {
    "en": _listed(
        "What do you think? Tell me in the comments!|Which one would you pick?|Yes or no? Write it below.|"
        "How do you do it at home?"
    ),
    "de": _listed(
        "Was meint ihr? Schreibt es in die Kommentare!|Welches würdet ihr nehmen?|Ja oder nein? Ab in die Kommentare.|"
        "Wie macht ihr das zu Hause?"
    ),
}
# Captions of giveaways, of creators in the press, and of those who come back from a pause.
GIVEAWAYS = {
    "en": _listed(
        "GIVEAWAY {e} Win {k} x {n}! Follow me, like this post and tag two friends in the comments. Ends on Sunday, "
        "good luck!|"
        "It's giveaway time! Tag a friend who needs this {n}. Must be following to enter. Winner announced next week.|"
        "Win a {n} worth 250 €! To enter: follow + comment and tag someone. Every comment counts. T&Cs in bio."
    ),
    "de": _listed(
        "GEWINNSPIEL {e} Ich verlose {k} x {n}! Folgt mir, liked den Beitrag und markiert zwei Freunde in den "
        "Kommentaren. Teilnahme bis Sonntag, viel Glück!|"
        "Verlosung! Markiere jemanden, der {n} genauso liebt wie du, und folge mir. Gewinner wird nächste Woche "
        "ausgelost.|Gewinne {n} im Wert von 250 €! So nimmst du teil: folgen, kommentieren, Freundin verlinken. "
        "Teilnahmebedingungen in der Bio."
    ),
}
IN_THE_PRESS = {
    "en": _listed(
        "I was in the paper today?! Still can't believe it.|"
        "We were on TV last night. Hello to everyone who is new here!"
    ),
    "de": _listed(
        "Heute stand ich in der Zeitung?! Ich kann es noch nicht glauben.|"
        "Gestern im Fernsehen. Hallo an alle, die neu hier sind!"
    ),
}
COME_BACK = {
    "en": _listed("I'm back. Thanks for waiting.|Long time no see - here is what happened."),
    "de": _listed("Ich bin wieder da. Danke fürs Warten.|Lange nichts gehört - das war los."),
}
PAID = {"de": ("Anzeige | ", "Werbung: "), "en": ("Ad | ", "Sponsored: ")}
# Comments that speak about the post.
SPECIFIC = {
    "en": _listed(
        "I tried this {n} last week and it worked|where did you get the {n}?|the {n} at the end made me laugh|"
        "is the {m} the one from your last post?|never thought about {n} that way|could you do one about {m} too?|"
        "my sister has the same {n}|how long did the {n} take you|that {m} though|"
        "this is exactly what I needed for my {n}|ok now I need a {n}|I disagree about the {m} but nice post|"
        "does it work without {m} as well?|saving this for the weekend, my {n} is a mess|"
        "been following since the first {n} and you got so good|"
        "the {n} looks different from last year, did you change something|you always make {m} look easy|"
        "thank you for showing the {n} so honestly|which brand is the {m}?|my {n} never turns out like that|"
        "we did that in {p} last year|finally someone says it about {m}|first time I hear about {n}, thanks|"
        "greetings from {p}|can you link the {n} please|the part with the {m} was too fast for me|"
        "had the same problem with my {n} yesterday|that's not how you do {n} lol|please more {n}!|"
        "I waited for this one|what about {m}?|hope you feel better soon|"
        "my husband says hi, he built the {n} after your video|number {k} is so true|I'm still not sure about the {m}|"
        "congrats on everything this year"
    ),
    "de": _listed(
        "Hab {n} letzte Woche probiert und es hat geklappt|Woher hast du das mit {n}?|"
        "Das mit {n} am Ende, ich kann nicht mehr|Ist {m} wieder das vom letzten Mal?|So hab ich {n} noch nie gesehen|"
        "Kannst du auch mal was zu {m} machen?|Meine Schwester hat das gleiche Thema mit {n}|"
        "Wie lange hat {n} gedauert?|Aber {m} bitte nicht so schnell|Genau das hab ich für {n} gebraucht|"
        "Jetzt brauche ich auch {n}|Bei {m} bin ich anderer Meinung, trotzdem schöner Beitrag|Geht das auch ohne {m}?|"
        "Speicher ich mir fürs Wochenende, {n} ist bei mir Chaos|"
        "Ich bin seit dem ersten Beitrag über {n} dabei, du bist so gut geworden|"
        "{n} sah letztes Jahr anders aus, hast du was geändert|Bei dir sieht {m} immer so leicht aus|"
        "Danke, dass du {n} so ehrlich zeigst|Welche Marke ist das bei {m}?|Bei mir wird {n} nie so|"
        "Das haben wir letztes Jahr in {p} gemacht|Endlich sagt es mal jemand über {m}|"
        "Von {n} höre ich zum ersten Mal, danke|Liebe Grüße aus {p}|Kannst du {n} bitte verlinken|"
        "Der Teil mit {m} ging mir zu schnell|Gestern genau das Problem mit {n} gehabt|"
        "So macht man {n} aber nicht haha|Bitte mehr {n}!|Darauf hab ich gewartet|Und was ist mit {m}?|"
        "Gute Besserung dir|Mein Mann grüßt, er hat {n} nach deinem Video gebaut|Nummer {k} stimmt so sehr|"
        "Bei {m} bin ich noch unsicher|Glückwunsch zu allem dieses Jahr"
    ),
}
TOWNS = _listed(
    "Hamburg|Berlin|Köln|Wien|Zürich|Leipzig|München|London|Leeds|Dublin|Bristol|Graz|Bern|Manchester|Bremen|Austin|"
    "Toronto|Oslo"
)
# Honest, and yet as generic as what packs deliver.
GENERIC = {
    "en": _listed(
        "love this|so good|beautiful|wow|amazing|nice|gorgeous|haha|yesss|so true|love it|great|thank you|so cute|same|"
        "perfect|omg|obsessed|this is great|so pretty|need this|lol|cool|well done|great post|stunning|you look great|"
        "first"
    ),
    "de": _listed(
        "so schön|toll|wow|mega|liebs|super|haha|richtig gut|sehr schön|traumhaft|danke|klasse|ja genau|wunderschön|"
        "geil|stark|so wahr|süß|perfekt|cool|gefällt mir|schön|bin verliebt|toller Beitrag|lecker|weiter so|"
        "sieht super aus|erste"
    ),
}
# What comment packs deliver.
PACK = _listed(
    "Nice!|Great post!|Love this!|Awesome|Amazing content|Wow!|Keep it up|So cool|Beautiful|Fantastic|Great content 👏|"
    "Love it ❤️|Very nice|Well done!|Perfect|Superb!|Nice one|Incredible|Awesome work|Good job|Stunning 😍|"
    "This is great|Great shot|Wonderful|Nice pic|Lovely|Gorgeous|Love your page|Cool post|Best|So inspiring|Amazing 🔥|"
    "Top|I like it|Interesting|Great vibes|Nice feed|You are the best|Really nice|So beautiful|Excellent|Great video|"
    "Good one 👍|Just wow|Perfection|Thanks for sharing|Love your content|Keep going 💪|Legend|Goals|Brilliant|"
    "Super nice|Yes!!|Congrats|Amazing as always|Great stuff"
)
PACK_GERMAN = _listed(
    "Super!|Toll!|Sehr schön|Wow|Mega|Klasse|Tolles Bild|Weiter so|Wunderschön|Schöner Beitrag|Top|Gefällt mir sehr|"
    "Richtig gut|Cool|Einfach toll|Spitze|Danke dafür|Sehr inspirierend|Hammer|Super Content|Perfekt|Schön gemacht|"
    "Tolles Video|Bester|Stark"
)
PACK_ANYWHERE = "Love the {n}"
# What members of a ring write to each other.
PRAISE = {
    "en": _listed(
        "Such a great post, thanks for sharing this {n}!|Love the way you show the {n}, so inspiring|"
        "This is so helpful, saving it for later|You always have the best {n} content|So true, could not agree more|"
        "What a lovely {n}, have a great day|Your feed is so beautiful, love it|Great tips as always my dear|"
        "This {m} is everything, so good|Wow this looks amazing, well done you|Absolutely love this {n}|"
        "Such good advice, thank you lovely|Haha I can relate so much to this|Always enjoy your posts about {n}"
    ),
    "de": _listed(
        "So ein toller Beitrag, danke fürs Teilen!|Ich liebe, wie du {n} zeigst, sehr inspirierend|"
        "So hilfreich, direkt gespeichert|Du hast immer die besten Ideen zu {n}|Da kann ich nur zustimmen, so wahr|"
        "Sehr schön geworden, hab einen tollen Tag|Dein Feed ist so schön, ich liebe ihn|"
        "Wieder tolle Tipps, meine Liebe|Das mit {m} ist alles, richtig gut|Wow, sieht das toll aus, gut gemacht|"
        "Liebe {n} einfach total|So ein guter Rat, danke dir|Haha, da finde ich mich wieder|"
        "Deine Beiträge über {n} sind immer schön"
    ),
}
# How people enter a giveaway.
ENTRIES = {
    "en": _listed(
        "{a} {b}|{a} we need this|{a} {b} good luck!|in! {a}|{a} this is for you|done {a} {b} 🍀|"
        "I'd love to win this! {a}|{a}"
    ),
    "de": _listed(
        "{a} {b}|{a} das brauchen wir|{a} {b} viel Glück!|Bin dabei! {a}|{a} das ist was für dich|"
        "gerne dabei {a} {b} 🍀|Würde mich so freuen! {a}|{a}"
    ),
}
# After the press, under a post that went viral, after a pause.
SAW_YOU = {
    "en": _listed(
        "saw you on TV yesterday|came here from the article|read about you in the paper, so happy I found you"
    ),
    "de": _listed(
        "hab dich gestern im Fernsehen gesehen|komme vom Artikel hierher|"
        "hab über dich in der Zeitung gelesen, schön, dich gefunden zu haben"
    ),
}
STRANGERS = {
    "en": _listed(
        "how did I end up here|why is this on my page|who else is watching this in {k} languages|"
        "the algorithm brought me here|this needs more likes"
    ),
    "de": _listed(
        "wie bin ich hier gelandet|warum wird mir das angezeigt|wer ist auch über die Startseite hier|"
        "der Algorithmus hat mich hergebracht|das braucht mehr Likes"
    ),
}
WELCOME = {
    "en": _listed("so good to have you back|welcome back!|missed you"),
    "de": _listed("schön, dass du wieder da bist|willkommen zurück!|hab dich vermisst"),
}
# How creators answer.
ANSWERS = {
    "en": _listed(
        "thank you!|glad you like it|it's linked in my bio|haha yes|will do|thanks so much ❤️|about two hours"
    ),
    "de": _listed("danke dir!|freut mich|steht in der Bio|haha ja|mach ich|lieben Dank ❤️|so zwei Stunden"),
}
EMOJI = _listed("❤️|😍|🔥|👏|😂|🙌|🥰|😊|✨|💪|👍|💯|🙏|😭|🤩|💕|🎉|😅|🌸|👌")
