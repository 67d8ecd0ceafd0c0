"""What people post about and what others say to it, in German and English.

A block a topic and language: h words for handles and tags, t things a post is about, p posts, s remarks, a questions.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """The words of one topic in one language."""

    tags: tuple[str, ...]
    things: tuple[str, ...]
    posts: tuple[str, ...]
    remarks: tuple[str, ...]
    questions: tuple[str, ...]


_TEXT = """
= baking de
h backen|kuchenliebe|backstube|sauerteig
t Zitronenkuchen|Sauerteigbrot|Zimtschnecken|Käsekuchen|Franzbrötchen|Apfelstreusel|Donauwelle|Pizzateig|Macarons
p Heute aus dem Ofen: {t}. Das erste Mal verbrannt, das zweite war dann gut|{t} nach Omas Rezept, Mengen unten
p Ich hab {t} jetzt dreimal gebacken und endlich stimmt die Krume|Sonntag ist Backtag. {t}, und die Küche sieht aus ...
s {t} ist bei uns auch jeden Sonntag dran|gestern nachgebacken, die Kinder haben alles aufgegessen|die Kruste!!
s mit Dinkelmehl klappts auch super|bei mir wird der Boden immer matschig|sieht aus wie vom Bäcker um die Ecke
a wie lang muss der Teig gehen?|geht das auch ohne Ei?|welche Form nimmst du da?|Ober-/Unterhitze oder Umluft?
= baking en
h bakes|sourdough|kitchen|cakes
t lemon drizzle|sourdough|cinnamon rolls|cheesecake|brownies|focaccia|banana bread|scones|macarons
p {t} fresh out the oven. First batch was a disaster, not gonna lie|My nan's {t}. Recipe in the pinned comment
p third attempt at {t} and I finally got the crumb right|rainy sunday = {t}. the kitchen is a mess and I don't care
s made your {t} last weekend and my husband ate half of it|that crust tho|mine always sinks in the middle
s swapped the butter for oil and it still worked|better than the bakery down our road|saving this for sunday
a how long did you proof it?|does it work gluten free?|what size tin?|fan oven or normal?
= beauty de
h beauty|makeup|hautpflege|glow
t Concealer|Retinol|Lidstrich|Sonnencreme|Lippenstift|Foundation|Augencreme|Haaröl|Nagellack
p Drei Wochen {t} getestet, hier mein ehrliches Fazit|Mein Morgen in 5 Minuten, {t} muss immer mit
p {t} unter 10 Euro, ich war echt skeptisch|Ihr habt so oft nach {t} gefragt, also bitte
s den hab ich auch, hält bei mir nur bis mittags|der Ton steht dir so gut|{t} vertrag ich gar nicht, werd sofort rot
s endlich mal jemand ohne Filter|gleich bei dm geholt|deine Haut!! ich bin neidisch
a welche Nummer ist das?|auch für Mischhaut?|wo hast du das gekauft?|wie lange hält das bei dir?
= beauty en
h glam|skincare|makeup|glow
t concealer|retinol|eyeliner|sunscreen|lip stain|foundation|hair oil|setting spray|blush
p three weeks of {t}, here's what actually happened to my skin|five minute face, {t} does the heavy lifting
p drugstore {t} that I'd buy again with my own money|you asked about {t} so here we go
s this one broke me out so bad|that shade on you is unreal|{t} was sold out at boots again
s love that you don't use a filter|ordered it because of you lol|my skin could never
a what shade are you wearing?|ok for oily skin?|does it pill under spf?|is it fragrance free?
= fitness de
h fit|laufen|training|kraft
t Halbmarathon|Klimmzüge|Kreuzheben|Intervalle|Yoga|Beintag|Rückenprogramm|Radtour|Regenerationslauf
p {t} bei 4 Grad und Regen. Warum tu ich mir das an|Woche 6 vom Plan: {t}. Beine sind Pudding
p {t} für alle die den ganzen Tag sitzen, 12 Minuten|Ehrlich: {t} lief heute überhaupt nicht. Gehört dazu
s respekt, lieg noch auf der Couch|{t} hab ich Mittwoch auch, hab jetzt schon Angst|seit ich dir folge lauf ich wieder
s Knie machen bei mir leider nicht mit|starke Zeit!|Muskelkater vom Zuschauen
a wie oft die Woche machst du das?|welche Schuhe sind das?|was isst du davor?|geht das auch mit Bandscheibe?
= fitness en
h runs|lifts|fit|training
t half marathon|pull ups|deadlifts|intervals|yoga|leg day|mobility|long run|spin class
p {t} in the rain at 6am, why am I like this|week 6: {t}. my legs have left the chat
p {t} for people who sit all day, 12 minutes no kit|honest update: {t} went terribly today and that's fine
s proud of you mate|{t} tomorrow and I'm already scared|started running again because of this account
s my knees said no|that pace is wild|doms just from watching
a how many times a week?|what shoes are those?|do you eat before?|any tips for a beginner over 50?
= gaming de
h zockt|gaming|streamt|pixel
t Elden Ring|Speedrun|Ranked|Indie Horror|Stardew|Patch 4.2|Koop Abend|Minecraft|Retro Konsole
p {t} um 3 Uhr nachts, was soll schon schiefgehen|Hab {t} durch. 61 Stunden, eine kaputte Maus
p {t} mit euch heute ab 19 Uhr live|Meine Meinung zu {t}, bleibt bitte freundlich
s gg|der Boss hat mich 3 Tage gekostet|{t} läuft bei mir nur ruckelig|bei 4:12 hab ich so gelacht
s digga was war das für ein Move|ehre|Schon wieder zu spät zum Stream
a welche Settings spielst du?|wann kommt der nächste Part?|Maus oder Controller?|lohnt sich das auf der Switch?
= gaming en
h plays|gaming|pixels|streams
t Elden Ring|speedrun|ranked|indie horror|Stardew|the new patch|co-op night|Minecraft|retro handheld
p {t} at 3am what could go wrong|finished {t}. 61 hours and one broken mouse
p {t} with chat tonight 7pm|my honest take on {t}, be nice in the comments
s gg|that boss took me 3 days|{t} runs like a slideshow on my laptop|4:12 had me crying
s bro WHAT was that play|W|missed the stream again damn
a what are your settings?|when's part 2?|controller or mnk?|worth it on switch?
= politics de
h rathaus|fraktion|kommunal|wahlkreis
t Haushalt|Radweg|Schulsanierung|Kita-Gebühren|Mietendeckel|Windpark|Buslinie 12|Feuerwehrhaus|Innenstadt
p Heute im Rat: {t}. Es war knapp, aber wir haben eine Mehrheit|{t}: Was beschlossen ist und was noch fehlt
p Viele Gespräche am Marktstand, Thema Nummer eins: {t}|Kleine Anfrage zu {t} ist raus, ich berichte
s und wer soll das bezahlen?|endlich sagt es mal einer|{t} wird seit 10 Jahren versprochen|reden könnt ihr alle
s danke für die Transparenz|Bei uns im Ortsteil passiert gar nichts|so ein Quatsch, sorry|weiter so
a wann ist die nächste Bürgersprechstunde?|wie haben die anderen abgestimmt?|gibts dazu Zahlen?|gilt das überall?
= politics en
h council|ward|forthe|votes
t the budget|the cycle lane|school repairs|nursery fees|rent rules|the wind farm|the number 12 bus|the fire station
p Tonight at council: {t}. Close vote, but we got there|{t}: what was agreed and what still isn't done
p On the doorstep all morning and everyone brought up {t}|I've tabled a question on {t}, will report back
s and who's paying for it?|finally someone says it|{t} was promised ten years ago|talk is cheap
s thanks for being open about this|nothing ever happens in our village|absolute nonsense sorry|keep going
a when's your next surgery?|how did the others vote?|have you got numbers?|what about pensioners?
= shop de
h laden|manufaktur|lieblingsstücke|amMarkt
t Winterschals|Duftkerzen|Keramiktassen|Wolljacken|Teesorten|Geschenkkörbe|Schulranzen|Ohrringe|Postkarten
p Neu eingetroffen: {t}. Kommt vorbei, Marktstraße 8|{t} jetzt wieder da, solange der Vorrat reicht
p Wir packen heute {t} ein und hören Weihnachtsmusik. Viel zu früh|Samstag bis 18 Uhr offen, {t} minus 20 Prozent
s ich komm Samstag vorbei|{t} hab ich letzte Woche bei euch gekauft, so schön verpackt|bester Laden in der Stadt
s leider war schon zu als ich da war|die blauen sind ja toll|schickt ihr meiner Schwester bitte einen Wink
a verschickt ihr auch?|habt ihr montags offen?|was kosten die?|gibts die auch in grün?
= shop en
h store|makers|finds|highstreet
t winter scarves|soy candles|ceramic mugs|wool jumpers|loose teas|gift boxes|earrings|greeting cards
p Just in: {t}. Pop by, we're on Mill Street|{t} are back, small batch so be quick
p packing {t} with christmas music on, way too early|open till 6 on saturday, 20% off {t}
s popping in saturday|bought {t} from you last week, wrapped so nicely|best little shop in town
s you were closed when I came :(|the blue ones!!|hinting at my sister here
a do you ship to ireland?|open mondays?|how much are these?|any in green?
= football de
h sv|fcjugend|kickers|ultras
t Derby|Heimspiel|Pokalrunde|Trainingslager|D-Jugend|Relegation|Elfmeterschießen|Saisonabschluss
p {t}! Anstoß Sonntag 15 Uhr, Bratwurst gibts auch|3:1 im {t}. Was für eine zweite Halbzeit
p Bittere Pille beim {t}, Kopf hoch Männer|{t} in Bildern, danke an alle Helfer
s Auswärtssieg!!|der Schiri war blind|{t} war Gänsehaut pur|Nur der SV
s der Zehner muss viel früher rein|war mit den Kids da, super Stimmung|Abstieg wird kein Thema
a wann ist Einlass?|gibts Karten an der Abendkasse?|wer war das mit dem Tor?|wird das übertragen?
= football en
h fc|united|terrace|matchday
t the derby|saturday's home game|the cup tie|pre-season|the under 12s|the play-off|the shootout
p {t}! kick off 3pm, pies as usual|3-1 in {t}. what a second half
p gutted after {t}, heads up lads|{t} in pictures, thank you to every volunteer
s get in!!|ref needs glasses|{t} was unreal, still no voice|up the reds
s the 10 should've come on way earlier|took the kids, great atmosphere|we're staying up
a what time do gates open?|pay on the day?|who got the second?|is it streamed?
= music de
h musik|songs|band|klang
t neue Single|Akustikversion|Proberaum|Tourstart|EP|Coversong|Clubkonzert|Demo von 2019
p {t} ist draußen und mir ist schlecht vor Aufregung|{t}: ein Take, kein Schnitt
p Wir haben {t} im Keller aufgenommen, hört man auch|{t} Freitag, Tickets im Profil
s Ohrwurm seit Dienstag|kommt nach Leipzig!!|{t} läuft hier auf Dauerschleife|die Bridge ist so gut
s war in Köln dabei, hab geweint|stark abgemischt|klingt bisschen wie die frühen Tocotronic
a gibts Noten dazu?|wann kommt Vinyl?|welches Mikro?|spielt ihr auch Festivals?
= music en
h music|songs|theband|noise
t new single|acoustic version|rehearsal tape|the tour|the EP|a cover|our club show|a demo from 2019
p {t} is out and I feel sick|{t}: one take no edits
p we recorded {t} in a basement and you can tell|{t} this friday, tickets in bio
s been on repeat since tuesday|come to glasgow pls|{t} is going on every playlist I own|that bridge!!
s was at the leeds show, cried|mix is so clean|early arctic monkeys vibes
a any tabs?|vinyl when?|what mic is that?|are you doing festivals?
= family de
h mama|papa|familie|zwerge
t Einschlafen|Kita-Start|Brotdose|Trotzphase|Zahnen|Familienurlaub|Kindergeburtstag|zweites Kind
p {t} bei uns: Tag 3, alle haben geweint, ich auch|Was uns bei {t} wirklich geholfen hat
p {t} sieht bei anderen immer so leicht aus|Niemand hat mich vor {t} gewarnt
s fühl ich so sehr|{t} haben wir gerade hinter uns, es wird besser|bei uns genau gleich, nur mit Zwillingen
s danke für die Ehrlichkeit|meiner ist jetzt 14, ich vermiss es fast|durchhalten liebes
a wie alt ist deine Kleine?|wo ist die Dose her?|macht ihr Mittagsschlaf noch?|was sagt der Kinderarzt?
= family en
h mum|dad|family|tinyhumans
t bedtime|nursery drop-off|packed lunches|the terrible twos|teething|our camping trip|party planning|baby number two
p {t}, day three. everyone cried including me|what actually helped us with {t}
p other people make {t} look so easy|nobody warned me about {t}
s felt this in my soul|just got through {t}, it does get better|same here but twins
s thank you for being honest|mine's 14 now and I almost miss it|hang in there mama
a how old is she now?|where's the lunchbox from?|is he still napping?|did the gp say anything?
= school de
h lehrerzimmer|klasse|unterricht|grundschule
t Elternabend|Bruchrechnen|Zeugnisse|Klassenfahrt|Lesekiste|Gruppenarbeit|Vertretungsplan|Einmaleins
p {t} in der 4b, das hat heute endlich geklappt|Mein Material zu {t}, kostenlos im Profil
p Korrekturstapel Nummer 4 und dann noch {t}|{t}: was ich im Ref gern gewusst hätte
s teste ich morgen in der 3a|{t} ist bei uns jedes Jahr Drama|als Mutter sag ich danke|so eine hätte ich gern gehabt
s Ref ist die Hölle, danke fürs Mutmachen|bin auch Team Leseecke
a gibts das als pdf?|für welche Klasse?|wie machst du das mit 28 Kindern?|klappt das auch in Sek 1?
= school en
h teaches|classroom|missb|staffroom
t parents' evening|fractions|reports|the school trip|reading corner|group work|phonics|times tables
p {t} with year 4, it finally clicked today|my {t} resources, free in bio
p marking pile number four and then {t}|{t}: what I wish I'd known as an nqt
s trying this with year 3 tomorrow|{t} is chaos every single year|as a parent, thank you|wish I'd had a teacher like you
s ect year is brutal, needed this|team reading corner
a is there a pdf?|which year group?|how do you manage with 30 kids?|would it work for secondary?
= nursing de
h pflege|station|schwester|kittel
t Nachtdienst|Frühschicht|Übergabe|Examen|Wundversorgung|Dienstplan|Personalmangel|erster Tag auf Intensiv
p {t} vorbei. Füße tot, Herz voll|{t}: was im Lehrbuch nicht steht
p Zehn Minuten Pause und dann {t}|Zu {t} muss ich mal was loswerden
s danke dass ihr das macht|{t} kenn ich, 22 Jahre Chirurgie|Applaus zahlt keine Miete|genau deswegen bin ich raus
s bei uns auf Station dasselbe|mach im Herbst Examen, drück mir die Daumen
a wie hältst du dich nachts wach?|welche Schuhe trägst du?|würdest du es nochmal lernen?|was verdient man da?
= nursing en
h nurse|nightshift|scrubs|ward
t night shift|handover|the early|finals|wound care|the rota|short staffing|my first day on ICU
p {t} done. feet dead heart full|{t}: what they don't teach you
p ten minute break and then {t}|need to say something about {t}
s thank you for what you do|{t}, been there, 22 years in theatre|clapping doesn't pay rent|this is why I left
s same on our ward|qualify in september, wish me luck
a how do you stay awake?|which shoes?|would you do it again?|what band are you?
= travel de
h reist|unterwegs|fernweh|bus
t Lissabon|Nachtzug|Dolomiten|Vanausbau|Ostseeküste|Japan im Herbst|Interrail|Hüttentour
p {t} mit Rucksack und 40 Euro am Tag|{t} hat mich komplett überrascht
p Drei Dinge die bei {t} schiefgingen|{t}, sechs Uhr früh, kein Mensch da
s war letztes Jahr da, am besten im Mai|{t} steht ganz oben auf der Liste|zu voll mittlerweile|dieses Licht
s wir sind da in den Regen gekommen und es war trotzdem schön|fernweh pur
a wo habt ihr geschlafen?|wie teuer war das?|geht das mit Hund?|welche Kamera?
= travel en
h travels|wander|roams|abroad
t Lisbon|the night train|the Dolomites|van life|the Baltic coast|Japan in autumn|interrail|hut to hut
p {t} with a backpack and 40 quid a day|{t} completely surprised me
p three things that went wrong on {t}|{t}, 6am, nobody around
s went last year, go in may|{t} is top of my list|too crowded these days|that light
s got rained on there and still loved it|the wanderlust is real
a where did you stay?|how much was it all in?|dog friendly?|what camera?
= garden de
h garten|beet|balkon|gruen
t Tomaten|Hochbeet|Kompost|Schnecken|Dahlien|Obstbaumschnitt|Balkonkräuter|Kürbis
p {t} Update: viel zu spät dran, wächst trotzdem|{t} ohne Chemie, so mach ichs
p Erste Ernte! {t} aus dem eigenen Garten|{t} und ich, eine Geschichte voller Missverständnisse
s {t} sind bei mir alle eingegangen|meine Oma schwört auf Kaffeesatz|Neid! Hier nur Lehmboden
s deine Beete sind ein Traum|bei uns haben die Wühlmäuse alles geholt
a wann säst du die aus?|welche Sorte ist das?|wie oft düngst du?|auch für Nordbalkon?
= garden en
h garden|allotment|grows|potting
t tomatoes|raised bed|compost|slugs|dahlias|pruning|herbs|pumpkins
p {t} update: way too late but growing anyway|{t} without chemicals, my way
p first harvest! {t} from our own plot|{t} and me, a love hate story
s lost all mine, blight again|my grandad swore by coffee grounds|jealous, solid clay here
s your beds are a dream|voles got everything on our plot
a when do you sow them?|which variety?|how often do you feed?|ok for a shady balcony?
= books de
h liest|buecher|lesezeit|seiten
t Krimi|Fantasyreihe|Lesemonat|Debütroman|Hörbuch|Buchmesse|SUB|Romantasy
p {t}: fünf Sterne oder völlig überschätzt?|Mein {t} und warum ich um 2 noch wach war
p {t} angefangen, nach 80 Seiten abgebrochen|Buchpost! {t} und ganz viel Tee
s habs an einem Wochenende weggelesen|fand das Ende zu schnell|{t} wartet hier auch noch|Band 2 ist besser
s sagt mir leider gar nichts|jetzt ist mein Stapel noch höher, danke auch
a ab welchem Alter?|gibts das als Taschenbuch?|wie viele Seiten?|kann man das ohne Band 1 lesen?
= books en
h reads|bookish|pages|shelf
t a thriller|this fantasy series|reading wrap up|a debut novel|the audiobook|my tbr|romantasy|a reread
p {t}: five stars or totally overhyped?|{t} and why I was up till 2
p started {t}, dnf at 80 pages|book post! {t} and a lot of tea
s finished it in a weekend|ending felt rushed to me|still on my tbr|book two is better
s not for me sadly|great, now my pile is even taller
a is it spicy?|out in paperback yet?|how many pages?|can I skip book one?
= diy de
h werkelt|holz|renoviert|selbstgemacht
t Esstisch|Altbau|Fliesenspiegel|Palettenbett|Lehmputz|Werkbank|Nistkasten|Dachausbau
p {t} Tag 12: Der Boden ist schief, wer hätte das gedacht|{t} selbst gebaut für 90 Euro
p Vorher nachher: {t}|{t}, alle Fehler die ich gemacht hab
s Respekt, bei mir wär das krumm|Elektro bitte vom Fachmann!|{t} hab ich auch vor mir, graut mir
s sauber gearbeitet|mein Mann will jetzt auch
a welches Holz ist das?|wie lange hat das gedauert?|was hast du zum Ölen genommen?|hält das draußen?
= diy en
h builds|woodshop|renovates|handmade
t dining table|victorian terrace|tile job|pallet bed|lime plaster|workbench|bird box|loft
p {t} day 12: floor isn't level, shocking|built this {t} for 90 quid
p before and after: {t}|{t}, every mistake I made
s hats off, mine would wobble|please get a sparky for that!|{t} is next on our list, dreading it
s tidy work|my husband wants one now
a what wood is that?|how long did it take?|what oil did you use?|ok outdoors?
= pets de
h pfoten|dackel|miez|hundeleben
t Welpe|Tierarzt|Leinentraining|Katzenklo|Silvester|Hundestrand|Zecken|Adoptionstag
p {t} mit Bruno: er fands doof|{t} und der Blick sagt alles
p Ein Jahr nach dem Tierheim, {t}|{t}: was uns geholfen hat
s diese Augen 🥹|meiner macht das auch, 11 Jahre alt|{t} kenn ich nur zu gut|knuddel ihn von mir
s so ein Clown|unsere Miez ist letzte Woche gestorben, deine Bilder trösten
a welche Rasse ist das?|wie alt ist er?|was fütterst du?|verträgt er sich mit Katzen?
= pets en
h paws|doggo|whiskers|rescue
t puppy class|the vet|lead training|litter tray|fireworks night|the beach|ticks|gotcha day
p {t} with Bruno: he hated it|{t} and that face says it all
p a year after the shelter, {t}|{t}: what helped us
s those eyes 🥹|mine does this too, 11 years old|{t} is all too familiar|give him a squeeze from me
s what a clown|lost our old girl last week, your pics help
a what breed?|how old is he?|what do you feed him?|good with cats?
"""


def _topic(lines: list[str]) -> Topic:
    parts = [tuple(part.strip() for line in lines if line[0] == key for part in line[2:].split("|")) for key in "htpsa"]
    return Topic(*parts)


def _read(text: str) -> dict[tuple[str, str], Topic]:
    blocks = [block.strip().split("\n") for block in text.split("\n= ")[1:]]
    return {(block[0].split()[0], block[0].split()[1]): _topic(block[1:]) for block in blocks}


TOPICS = _read(_TEXT)
NAMES = tuple(sorted({name for name, _ in TOPICS}))
