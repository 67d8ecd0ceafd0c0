"""What is written in German, by way of talking. `{slot}` is filled from SLOTS; things, name, user come from outside."""

LINES = {
    "say": """
{wow}, deine {things} sind {degree} {good}
{degree} {good}, {more}
genau wegen solcher {things} folge ich dir
bei dem {part} musste ich {doing}
könnte ich mir {often} anschauen
{name}, deine {things} sind einfach {good}
der {part} ist ja mal {good} {emo}
das hab ich {day} gebraucht, danke {emo}
immer wenn ich denke, besser geht's nicht, kommen neue {things}
können wir bitte über den {part} reden
speicher ich mir für {later}
und ich sitz hier und muss {doing}
so erklärt versteh sogar ich {things}
{degree} unterschätzt das Ganze
wurde mir grad angezeigt und ich {did}
hab's gleich meiner {person} geschickt
geht mir ganz genauso
{day} wieder so ein Tag und dann das hier {emo}
der {part} ist diesmal anders, find ich {good}
also ich find die {things} {good}, auch wenn's nicht meins ist
schaut {good} aus, {more}""",
    "short": """
{good}
so {good}
{wow}
liebs
mega
haha
wie {good} {emo}
wahre Worte
brauch ich
same
stark
schön
läuft bei dir
fühl ich
hahaha
so süß
ja bitte
ganz mein Ding
perfekt
ach schön
Hammer
will auch
keine Worte
wunderschön
ich kann nicht mehr
top
toll gemacht
richtig {good}
traumhaft
ja!!
klasse wie immer""",
    "ask": """
wo hast du den {part} her?
wie lange hast du für die {things} gebraucht?
mit welcher Kamera filmst du?
kommt da noch ein zweiter Teil?
gibt's einen Link zu dem {part}?
machst du {later} wieder mehr {things}?
welche {things} würdest du für Anfänger empfehlen?
geht das auch mit {number} davon?
wie heißt das Lied?
wie bleibst du eigentlich so motiviert?
kannst du den {part} mal näher zeigen?
war das in {place}?
kommst du {later} auch nach {place}?
seit wann machst du eigentlich {things}?
hä wie hast du das mit dem {part} gemacht
funktioniert das auch in einer Mietwohnung?
hält das auch {number} Wochen?""",
    "tell": """
hab das {day} mit meiner {person} probiert, {result}
wir haben zuhause auch so was, meine {person} meinte nur: {result}
meine {person} und ich schauen deine {things} jeden Abend
hab vor {number} Jahren wegen dir damit angefangen
bin seit {place} dabei, schön zu sehen was draus geworden ist
meine {person} sagt, ich rede nur noch über deine {things}
gestern ausprobiert, {result}, hat aber Spaß gemacht
liebe Grüße aus {place}, hier regnet's nur
arbeite im Schichtdienst und schau das immer in der Pause, danke dafür
früher mochte ich {things} gar nicht, bis ich dich gefunden hab
war {day} in {place} und musste an dich denken
unsere Kleine will den {part} jetzt schon zum {number}. Mal sehen""",
    "tag": """
{user} guck mal
{user} wir
{user} das bist so du
{user} müssen wir auch machen
{user} {emo}
{user} weißt du noch {place}?
{user} hab ich doch gesagt!!
{user} {later}?""",
    "entry": """
{user} {user2}
bin dabei {user} {emo}
{user} komm wir gewinnen das
{user} drück die Daumen {emo}
ich hüpf in den Lostopf {user}
würde ich so gern meiner {person} schenken {user}
{user} {user2} viel Glück euch
folge dir, geliked und markiert {user}
wäre ein Traum!! {user}
erledigt {emo} {emo}
tolles Gewinnspiel, {user} und ich wären dabei""",
    "answer": """
Team A
Team B
das erste
Nummer {number}
ganz klar das zweite
beides!
{number}
A natürlich
B {emo}
auf jeden Fall der {part}
{place}
weder noch
zwei, aber andere {things}""",
    "newcomer": """
wie konnte ich dich erst jetzt finden
warum wird mir das angezeigt und warum kann ich nicht aufhören
wem wurde das auch vorgeschlagen
bin neu hier, gleich mal gefolgt
völlig zurecht so viele Aufrufe
wegen dem {part} gekommen, wegen der {things} geblieben
endlich macht der Algorithmus mal was richtig
{things} sind sonst nicht meins und ich hab's {number} mal geschaut""",
    "welcome": """
schön dass du wieder da bist!!
endlich, wir haben dich vermisst {emo}
so {good}, {name} ist zurück
lass dir alle Zeit der Welt
hab ständig geschaut ob was Neues kommt
hoffe dir geht's gut {name}
juhu endlich wieder {things}""",
    "press": """
hab dich gestern im Fernsehen gesehen, {good}
heut früh im Radio gehört {emo}
bin durch den Zeitungsartikel hier
meine {person} hat angerufen, weil du im Fernsehen warst
toller Beitrag gestern, Glückwunsch {name}
du warst in der Sendung so natürlich""",
    "nag": """
Ton ist viel zu leise
ehrlich gesagt fand ich die alten {things} besser
ist das Werbung?
in letzter Zeit zu viele {things}
versteh den Hype nicht
hätte man auch in der Hälfte der Zeit sagen können
nur noch Werbung hier, schade
letztens hast du noch das Gegenteil gesagt""",
    "moment": """
{minute} ich kann nicht mehr {emo}
{minute} der {part} einfach
{minute} was ist das im Hintergrund?
wer schaut's auch erst {later}?
bei {minute} musste ich {number} mal zurückspulen
ab {minute} kommt der {part}""",
    "spam": """
Schreib uns für ein Feature auf unserer Seite
promote it on @{promo}
verdiene {number}00 Euro am Tag dank @{promo}
Hey wir lieben dein Profil, melde dich bei @{promo}
Kostenlose Follower in meinem Profil
wer will traden? schreibt @{promo}
suchen Markenbotschafter, DM an @{promo}""",
    "friend": """
{name}!!! {emo}
haha weißt du noch {day}
sehen wir uns {weekday}?
guck dich an {emo}
stolz auf dich {name}
und wer hat gefilmt?? ich
krieg ich auch was ab?
das ist doch unser Küchentisch
Lieblingsmensch
bring {weekday} mal was mit
Legende {emo}
Mama lässt grüßen
wir müssen wieder nach {place}
{wow} {name}""",
    "bought_short": """
Schönes Bild
Toller Beitrag
Super
Sehr schön
Klasse
Cool
Wow
Gefällt mir
Top
Mega
Weiter so
Tolles Foto
Wunderschön
Sehr gut
Hammer
Echt toll
Super Beitrag
Perfekt
Prima
Nice""",
    "bought_mixed": """
{wow} toller Content {emo}
Schön {emo}{emo}
Das ist {degree} {good} {emo}
Mach weiter so {emo}
Ich liebe deine Seite {emo}
Wunderbarer Beitrag
{good} wie immer {emo}
Dein Content ist der beste
Du bist so {good} {emo}
Mir gefällt dein Stil
Danke fürs Teilen
So ein schöner Beitrag
Wer stimmt zu? {emo}
Tolle Stimmung {emo}""",
    "bought_template": """
Mir gefällt sehr, wie du deine {things} zeigst, weiter so
Diese {things} sind {good}, die zeige ich meiner {person}
Was für eine tolle Idee mit dem {part}, danke fürs Teilen
Solche {things} habe ich schon lange gesucht
Deine {things} inspirieren mich jeden Tag
Das hat mir {day} gutgetan, der {part} ist {good}
Man merkt, wie viel Liebe du in deine {things} steckst
Endlich zeigt mal jemand {things}, wie sie wirklich sind
Meine {person} hat mir das geschickt und ich muss sagen: {degree} {good}
Der {part} ist mein Favorit, was ist eurer?
Ich freue mich immer über neue {things} von dir
Kannst du bitte noch mehr über {things} machen?""",
    "pod_short": """
So schön {name} {emo}
Wie {good} {emo}
Das sieht toll aus!
{wow} {emo}
So ein schöner Beitrag {emo}
Da bin ich ganz bei dir!
Sieht {good} aus!
Liebe deine {things} {emo}
Traumhaft {emo}
Tolle Tipps!
Der {part} ist ja {good} {emo}
Muss ich unbedingt probieren!""",
    "pod_talk": """
Ich liebe es, wie du {things} immer wieder neu zeigst, liebe {name}, wirklich {good} {emo}
So eine schöne Erinnerung, das habe ich {day} gebraucht. Hab einen tollen Tag! {emo}
Oh wow, der {part} ist {degree} {good}! Das muss ich {later} gleich probieren, danke für die Inspiration
{name}, deine {things} sind immer so durchdacht, ich lerne jedes Mal etwas {emo}
So {good}! Wir haben so etwas in {place} gemacht und meine {person} war begeistert
Das kann ich so nachfühlen, bei uns ist es genauso. Liebste Grüße aus {place} {emo}
Der {part} ist ein Traum! Wo findest du nur immer deine Ideen? {emo}
Was für ein schöner Beitrag, liebe {name}, da bekommt man gleich Lust anzufangen""",
    "reply": """
danke dir {emo}
haha ja
danke {user} {emo}
aus einem kleinen Laden in {place}
{later}!
zweiter Teil kommt noch
oh {emo}
ihr seid die Besten
ungefähr {number} Stunden
Link ist in der Bio
gute Frage, dazu mach ich mal was
erzähl dann wie's war!
bei mir auch
sorry für die späte Antwort, ja geht""",
}

SLOTS = {
    "wow": "wow|omg|oh mein Gott|boah|krass|hui|ach|oh wow|heftig|endlich",
    "good": "schön|cool|lustig|toll|stark|super|hübsch|witzig|genial|mega|herrlich|niedlich|lecker|gut|klug",
    "degree": "so|richtig|echt|total|voll|wirklich|unglaublich|mega",
    "more": "mehr davon bitte|freu mich aufs nächste|hör nie auf|bin süchtig|bin neidisch|hast du dir verdient",
    "part": "Schluss|Hintergrund|Anfang|Trick|Blick|Farbton|Song|Teller|Satz|Farbwechsel|Rahmen|Übergang|Rand|Spruch",
    "day": "heute|gestern|diese Woche|am Montag|heute früh|am Wochenende|letzte Woche",
    "often": "stundenlang|den ganzen Tag|in Dauerschleife|ewig|jeden Morgen",
    "later": "später|am Wochenende|im Herbst|nächstes Jahr|zu Weihnachten|2026|im Sommer|nächste Woche|bald",
    "doing": "heulen|lachen|gleich bestellen|zweimal hinschauen|schmunzeln|anfangen|an dich denken",
    "did": "musste sofort folgen|hab so gelacht|hab geheult|will das auch|komm nicht mehr los|bin hin und weg",
    "person": "Mama|Schwester|Frau|Freundin|Tochter|Oma|Kollegin|Cousine|Nachbarin",
    "number": "2|3|4|5|6|7|10|12|20|2|3",
    "place": "Leipzig|Köln|Graz|Hamburg|Wien|Bern|München|Dresden|Kiel|Tirol|Berlin|Bremen|Ulm|Zürich|Kassel",
    "result": "hat geklappt|Katastrophe|ist super geworden|alles auseinandergefallen|sieht komisch aus",
    "minute": "0:41|1:12|2:07|3:33|4:20|5:58|7:15|8:02|10:44|0:09|12:31",
    "weekday": "Montag|Freitag|Samstag|Sonntag|Donnerstag",
    "promo": "global.features|top_style_page|daily.gems.page|pro_fx_desk|marken.haus.collabs",
    "emo": "😍|❤️|🔥|😂|🥰|👏|🙌|✨|😭|💕|😅|💯|🤩|🫶|👀|🙏|😊|🤣|💙|🥹",
}
