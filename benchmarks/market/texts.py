"""What commenters and creators write, German and English: phrases with places to fill. The texts are our own writing.

Places: `{n}` a thing of the creator's niche, `{c}` a town, `{d}` a day of the week, `{k}` a small number.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


NICHES = {
    "baking": {
        "de": _listed(
            "den Teig|das Rezept|die Glasur|den Hefezopf|die Füllung|das Roggenmehl|die Springform|den Apfelkuchen"
        ),
        "en": _listed(
            "the dough|that recipe|the glaze|the crumb|your sourdough|the filling|that cake tin|the apple pie"
        ),
    },
    "fitness": {
        "de": _listed(
            "den Trainingsplan|die Kniebeugen|das Aufwärmen|die Matte|den Halbmarathon|die Dehnübung|"
            "das Widerstandsband|den Schlitten"
        ),
        "en": _listed(
            "the warm up|those split squats|the programme|that mat|the half marathon|your pull up form|"
            "the tempo run|those bands"
        ),
    },
    "fashion": {
        "de": _listed("den Mantel|die Jeans|das Kleid|die Stiefel|den Strickpulli|die Tasche|das Tuch|den Gürtel"),
        "en": _listed("the coat|those jeans|that dress|the boots|the knit|that bag|the scarf|those trousers"),
    },
    "travel": {
        "de": _listed("die Hütte|den Wanderweg|das Hotel|die Fähre|den Strand|die Altstadt|das Zelt|die Zugfahrt"),
        "en": _listed("that hut|the trail|the hotel|the ferry|that beach|the old town|your tent|the train ride"),
    },
    "gaming": {
        "de": _listed(
            "den Endgegner|das Level|die Maus|den Speedrun|das Update|die Grafikkarte|den Controller|das Turnier"
        ),
        "en": _listed(
            "the last boss|that level|the mouse|the speedrun|the patch|your graphics card|the controller|that build"
        ),
    },
    "garden": {
        "de": _listed(
            "die Tomaten|das Hochbeet|den Kompost|die Rosen|das Saatgut|die Gießkanne|den Rasen|das Gewächshaus"
        ),
        "en": _listed(
            "the tomatoes|the raised bed|your compost|those roses|the seeds|the slug trick|the lawn|that greenhouse"
        ),
    },
    "parenting": {
        "de": _listed(
            "den Kinderwagen|die Brotdose|das Einschlafen|die Eingewöhnung|das Spielzeug|den Wickelrucksack|"
            "die Bastelidee|das Laufrad"
        ),
        "en": _listed(
            "the pushchair|those lunch boxes|the bedtime routine|nursery drop off|that toy|the changing bag|"
            "the craft idea|the balance bike"
        ),
    },
    "beauty": {
        "de": _listed(
            "die Creme|den Lippenstift|das Serum|die Foundation|den Lidstrich|die Haarkur|das Peeling|den Sonnenschutz"
        ),
        "en": _listed(
            "the cream|that lipstick|the serum|your base|the liner|that hair mask|the exfoliator|the sunscreen"
        ),
    },
    "diy": {
        "de": _listed(
            "die Werkbank|den Akkuschrauber|das Regal|die Fräse|den Lack|die Fliesen|das Eichenbrett|den Schleifer"
        ),
        "en": _listed(
            "the workbench|that drill|the shelf|your router table|the varnish|those tiles|the oak board|the sander"
        ),
    },
    "books": {
        "de": _listed(
            "das Buch|den Krimi|die Trilogie|das Ende|die Figuren|den Klappentext|die Übersetzung|das Hörbuch"
        ),
        "en": _listed(
            "the book|that thriller|the trilogy|the ending|the characters|the blurb|the translation|the audiobook"
        ),
    },
}
# Comments that speak about the post.
SPECIFIC = {
    "de": _listed(
        "Wo hast du {n} her?|"
        "Ich hab {n} letzte Woche auch ausprobiert, bei mir hat es erst beim zweiten Mal geklappt|"
        "Kannst du {n} beim nächsten Mal genauer zeigen?|{n} hätte ich so nie hinbekommen|"
        "Meine Schwester schwört auf {n}, ich war immer skeptisch|"
        "Ehrlich gesagt mag ich {n} nicht so, aber der Rest ist toll|Wie lange hast du für {n} gebraucht?|"
        "Ich suche schon ewig nach einer Alternative für {n}|"
        "ab Minute zwei musste ich so lachen, {n} war der Hammer|"
        "Danke für den Tipp, {n} hatte ich gar nicht auf dem Schirm|Was kostet das ungefähr? Also {n} mein ich|"
        "Genau {n} hat mir noch gefehlt, danke dir|Gibt es {n} auch in Österreich?|"
        "Bei uns daheim streiten wir immer über {n} haha|Hab mir {n} gerade bestellt, bin gespannt|"
        "Ich glaube du hast {n} verwechselt, schau nochmal nach|Mach doch mal ein Video nur über {n}|"
        "Hatte ich gestern im Laden in der Hand und dann doch nicht {n} mitgenommen|"
        "Wir machen das seit Jahren ohne {n} und es geht auch|Seit du {n} gezeigt hast, will mein Mann das auch|"
        "Oh nein, {n} ist bei mir letzten Monat kaputt gegangen|Für {n} würde ich alles stehen lassen|"
        "Kommt dazu noch ein zweiter Teil? Vor allem {n} würde mich interessieren|"
        "Bei 30 Grad wäre mir {n} zu viel gewesen, Respekt|Welche Größe hast du genommen? Ich meine {n}|"
        "Das Licht im Hintergrund ist mega, und {n} sowieso|"
        "Hast du {n} selbst bezahlt oder war das eine Kooperation?"
    ),
    "en": _listed(
        "Where did you get {n}?|Tried {n} last weekend and it took me two goes to get it right|"
        "Could you show {n} a bit closer next time?|I'd never have managed {n} like that|"
        "My sister swears by {n}, I was never sure about it|Not a fan of {n} if I'm honest but the rest is great|"
        "How long did {n} take you?|Been looking for an alternative to {n} for ages|"
        "I laughed so hard when {n} came up|Thanks for the tip, {n} wasn't on my radar at all|"
        "Roughly how much is that? I mean {n}|{n} is exactly what I was missing, cheers|"
        "Can you get {n} in Ireland?|We always argue about {n} at home lol|"
        "Just ordered because of you, {n} had better be good|I think you mixed up {n}, have another look|"
        "Please do a whole video on {n}|had it in my hand yesterday and put it back, now I see {n} and regret it|"
        "We've gone without {n} for years and it's fine|ever since you showed {n} my husband wants one too|"
        "Oh no, mine broke last month, {n} I mean|I would drop everything for {n}|"
        "Is there a part two? mostly curious about {n}|In this heat {n} would finish me off, respect|"
        "What size did you go for? {n} looks perfect|the light in the back is lovely, and so is {n}|"
        "Did you pay for {n} yourself or was it gifted?"
    ),
}
# Comments of people who know the creator; they fit any post.
CHAT = {
    "de": _listed(
        "Bin seit {k} Jahren dabei und immer noch jeden Tag hier|Gute Besserung an die Kleine!|"
        "Wann sehen wir uns endlich wieder in {c}?|Der Hund im Hintergrund, ich kann nicht mehr|"
        "Heute Abend wird das nachgemacht, ich berichte|"
        "Hat bei uns leider gar nicht funktioniert, vielleicht lag es am Wetter|Schöne Grüße aus {c}|"
        "Ich hab dir eine Nachricht geschrieben, schau mal rein|"
        "Hab das meiner Mutter geschickt, sie ist begeistert|"
        "wie immer viel zu kurz, ich hätte noch eine Stunde zugeschaut|"
        "Das erinnert mich an unseren Urlaub vor {k} Jahren|Endlich sagt es mal jemand|"
        "Sehe ich anders, aber gut erklärt|Komme gerade von der Arbeit und das rettet meinen {d}|"
        "Ist das in {c}? Kommt mir so bekannt vor|Ich warte noch auf Teil {k}|Musste zweimal hinschauen haha|"
        "Der Ton war diesmal etwas leise, sonst top|Das war mein Highlight am {d}|"
        "wir waren letztes Jahr in {c} und haben das auch gesehen"
    ),
    "en": _listed(
        "Been here for {k} years and still check every day|Hope the little one feels better soon!|"
        "When are you back in {c}?|the dog in the background, I can't|Trying this tonight, will report back|"
        "Didn't work for us sadly, maybe the weather|Greetings from {c}|"
        "Sent you a message, have a look when you can|Sent this to my mum, she is thrilled|"
        "too short as always, could have watched another hour|Reminds me of our holiday {k} years ago|"
        "Finally someone says it|I see it differently but well explained|"
        "Just got home from work and this saves my {d}|Is this in {c}? looks so familiar|"
        "still waiting for part {k}|had to look twice haha|Sound was a bit low this time, otherwise great|"
        "Best thing I've seen this {d}|we were in {c} last year and saw the same thing"
    ),
}
TOWNS = {
    "de": _listed("Graz|Leipzig|Köln|Bern|Kiel|Linz|Ulm|Dresden|Hamburg|Zürich"),
    "en": _listed("Leeds|Cork|Austin|Bristol|Perth|Toronto|Glasgow|Denver|York|Boston"),
}
WEEKDAYS = {
    "de": _listed("Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag"),
    "en": _listed("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
}
# Honest, and yet as generic as what packs deliver.
SHORT = {
    "de": _listed(
        "So schön|Toll!|Mega|Wow|Wie cool|Liebs|Richtig gut|Danke!|Sieht super aus|Haha|Stark|Traumhaft|"
        "Sehr schön geworden|Hammer|Guten Morgen|Will ich auch|Genau so|Oh wie süß|Ja bitte|Klasse gemacht|"
        "Schönen Sonntag dir|Same|Hab dich lieb|Du Liebe|Top"
    ),
    "en": _listed(
        "So pretty|Love this|Amazing|Wow|So cool|Love it|Really good|Thank you!|Looks great|Haha|Strong|Gorgeous|"
        "Stunning|Good morning|Need this|Exactly|Oh how cute|Yes please|Well done|Happy Sunday|Same|lol|Obsessed|"
        "This!|Beautiful"
    ),
}
EMOJI = _listed("😍|🔥|❤️|😂|👏|🙌|😊|🥰|💕|✨|👌|💪|🤩|😋|🙏|😅|🤍|💯")
# What comment packs deliver.
PACK = {
    "de": _listed(
        "Tolles Bild|Super Content|Weiter so|Echt schön|Mega Beitrag|Sieht klasse aus|Wunderschön|Einfach toll|"
        "Top Profil|Sehr inspirierend|Gefällt mir sehr|Tolle Arbeit|Perfekt|Schönes Foto|Klasse|Genial|"
        "Super Post|Liebe es|Großartig|Mach weiter so"
    ),
    "en": _listed(
        "Nice pic|Great content|Keep it up|So nice|Awesome post|Looks amazing|Beautiful|Just wow|Cool profile|"
        "Very inspiring|I like it|Great work|Perfect|Nice shot|Wonderful|Awesome|Great post|Love it|Fantastic|"
        "Keep going|Nice one|Incredible|Super|Cool|Amazing feed"
    ),
}
# What members of a ring write to each other.
PRAISE = {
    "de": _listed(
        "Du siehst so toll aus auf dem Foto, meine Liebe|Was für ein schöner Beitrag, einfach klasse|"
        "Immer wieder inspirierend bei dir|Ich liebe deinen Stil total|"
        "Deine Beiträge machen mir jeden Tag gute Laune|Wieder mal perfekt getroffen|So wahr, danke fürs Teilen|"
        "Was für eine tolle Stimmung|Total schön eingefangen|Da bekommt man richtig Lust drauf|"
        "Du bist so eine Inspiration|Wow, das ist ja wunderschön|Sehr schön geschrieben|Ganz tolle Farben|"
        "Das klingt richtig gut"
    ),
    "en": _listed(
        "You look so lovely in this one|What a great post, so good|Always so inspiring|"
        "Absolutely love your style|Your posts make my day every time|Nailed it again|"
        "So true, thanks for sharing|What a vibe|Beautifully captured|This makes me want to go too|"
        "You are such an inspiration babe|Wow this is beautiful|So well said|These colours are everything|"
        "That sounds really good"
    ),
}
CAPTIONS = {
    "de": _listed(
        "Heute geht es um {n}. Was meint ihr?|Neuer Versuch mit {n}, ich bin ganz zufrieden.|"
        "{n} an einem grauen {d}.|Viele haben nach {n} gefragt, hier ist die Antwort.|"
        "Kleiner Einblick in meinen {d}."
    ),
    "en": _listed(
        "Today it's all about {n}. Thoughts?|Another go at {n}, quite pleased with it.|{n} on a grey {d}.|"
        "Many of you asked about {n}, so here you go.|A little look into my {d}."
    ),
}
# How people enter a giveaway, after the friends they tag.
ENTRIES = {
    "de": _listed("dabei!|Ich versuche mein Glück|würde mich so freuen|🍀|hüpfe in den Lostopf"),
    "en": _listed("in!|fingers crossed|would love this|🍀|done"),
}
# How creators answer.
ANSWERS = {
    "de": _listed("Danke dir|Freut mich|Gern|Ja genau|Schau ich mir an|Kommt bald"),
    "en": _listed("Thank you|Glad you like it|Sure|Yes exactly|Will have a look|Coming soon"),
}
