"""What stands under the posts themselves."""

from benchmarks.outside.dice import Quick
from benchmarks.outside.texts import fill

CAPTIONS = {
    "en": {
        "": """
{things} today. {more}
new {things} {emo}
{degree} happy with these {things}
{wow}, {things}
some {things} from {place}
what I learned about {things} in {number} years
{number} {things} I can't live without
three {things}, one {day}
back in {place} {emo}
the {part} took me {number} hours
I have been asked about my {things} a lot, so here you go
{day} thoughts
slow {day}
you asked, here are the {things}
it rained all {day}, so I had time for {things}. {more}
we went to {place} and came home with {things}
my {person} asked what I do all {day}. This: {things}. {more}
old {things}, new light
{number} out of {number} {things} failed. {more}
I nearly didn't post this. {more}
the {part} is my favourite. {more}
if you only try one of my {things} this {span}, try these
unpopular opinion about {things}, see the last one
{weekday} means {things}. {more}""",
        "giveaway": """
GIVEAWAY {emo} win {things} from {brand}! Follow me, like this post and tag two friends. Ends in 7 days.
Giveaway time! Tell me your favourite {things} in the comments and tag a friend to win.""",
        "winner": """
The winner of the giveaway is drawn, congratulations! Now: {things}""",
        "press": """
You may have seen me on tv this week {emo} hello to everyone new here
So much press these days, thank you""",
        "return": """
I'm back. It has been a while, I needed the break
Hello again {emo}""",
        "relaunch": """
Things change here: less of the old, from now on it's all about {things}""",
        "thanks": """
Thank you for the shout-out and welcome to all the new people here {emo}""",
        "series": """
Day 1 of my challenge: {things} every single day""",
        "question": """
A or B? Tell me below {emo}
Which {things} would you pick, 1, 2 or 3?
Where are you from? {emo}""",
        "collab": """
Together with {user} {emo} {things}
{things} x {user}""",
        "paid": """
Ad | My {things} with {brand}, code {code} saves you 15 %
#ad new {things} from {brand} {emo}""",
    },
    "de": {
        "": """
Heute: {things}. {more}
Neue {things} {emo}
Ich mag diese {things} {degree}
{wow}, {things}
Ein paar {things} aus {place}
Was ich in {number} Jahren über {things} gelernt habe
{number} {things}, ohne die ich nicht kann
Mal wieder in {place} {emo}
Für den {part} hab ich {number} Stunden gebraucht
Ihr habt oft nach meinen {things} gefragt, hier sind sie
Gedanken {day}
Einfach nur {things}
Ihr wolltet es, hier kommen die {things}
Es hat nur geregnet, also Zeit für {things}. {more}
Wir waren in {place} und haben {things} mitgebracht
Meine {person} fragt, was ich so mache. Das: {things}. {more}
Alte {things}, neues Licht
Fast hätte ich das nicht gepostet. {more}
Der {part} ist mein Liebling. {more}
Wenn ihr nur eins davon probiert: diese {things}
Unbeliebte Meinung zum Thema {things}. {more}
{weekday} heißt bei mir {things}. {more}""",
        "giveaway": """
GEWINNSPIEL {emo} Gewinne {things} von {brand}! Folge mir, like den Beitrag und markiere zwei Freunde. Bis Sonntag.
Verlosung! Schreib mir deine liebsten {things} in die Kommentare und markiere jemanden.""",
        "winner": """
Der Gewinner der Verlosung steht fest, Glückwunsch! Und jetzt: {things}""",
        "press": """
Vielleicht habt ihr mich diese Woche im Fernsehen gesehen {emo} hallo an alle Neuen
So viel Presse, danke euch""",
        "return": """
Ich bin wieder da. War lange still, ich brauchte die Pause
Da bin ich wieder {emo}""",
        "relaunch": """
Hier ändert sich was: ab jetzt dreht sich alles um {things}""",
        "thanks": """
Danke fürs Erwähnen und willkommen an alle Neuen hier {emo}""",
        "series": """
Tag 1 meiner Challenge: jeden Tag {things}""",
        "question": """
A oder B? Schreibt's unten rein {emo}
Welche {things} würdet ihr nehmen, 1, 2 oder 3?
Woher kommt ihr? {emo}""",
        "collab": """
Zusammen mit {user} {emo} {things}
{things} x {user}""",
        "paid": """
Werbung | Meine {things} mit {brand}, mit {code} spart ihr 15 %
Anzeige: neue {things} von {brand} {emo}""",
    },
}  # fmt: skip


MORE = {
    "en": (
        "What do you think?",
        "More in my stories.",
        "Took me a while.",
        "Not perfect, but mine.",
        "You know how much I like these.",
        "Save it for the weekend.",
        "Who is in?",
        "It was a long week.",
        "I will show you the rest soon.",
        "No filter.",
    ),
    "de": (
        "Was meint ihr?",
        "Mehr in der Story.",
        "Hat gedauert.",
        "Nicht perfekt, aber meins.",
        "Ihr wisst ja, wie gern ich das mag.",
        "Speichert's euch fürs Wochenende.",
        "Wer ist dabei?",
        "War eine lange Woche.",
        "Den Rest zeig ich euch bald.",
        "Ohne Filter.",
    ),
}


def caption(q: Quick, language: str, tag: str, outside: dict[str, tuple[str, ...]]) -> str:
    """A caption of the given kind; unknown kinds read like any other."""
    outside = {**outside, "more": MORE[language]}
    lines = CAPTIONS[language].get(tag) or CAPTIONS[language][""]
    text = fill(q, language, q.pick(tuple(lines.strip().split("\n"))), outside)
    text = text[0].upper() + text[1:]
    if q.chance(0.6):
        marks = [q.pick(outside["things"]).replace(" ", "").replace("-", "").lower() for _ in range(q.below(4))]
        text += "".join(f" #{m}" for m in dict.fromkeys(marks))
    return text
