"""Words of interests in German and English; data only, written by hand from everyday use and fitted on nothing.

A word stands for itself; `buch*` stands for every word that begins so, `*buch` for every word that ends so, which
reaches German compounds. Of several beginnings (or endings) that a word has the longest counts, so that `buchung*`
under NOT_A_TOPIC takes bookings out of the books. Umlauts are folded (ä to ae, ß to ss).

There is on purpose no topic from which health, religion, politics, origin or orientation could be read (the special
categories of Article 9 GDPR), and no diet, since diets are often health or belief.
"""

from __future__ import annotations

from collections.abc import Mapping

NOT_A_TOPIC = """
    buchung* buchstab* buchsbaum* buchenwald* buchbar sportwagen* filmriss* tanzania* weinen* weinend* weinerlich*
    rezeption* finanzamt* plant-based lernfrust wandervogel* technikfeind* *beispiele *substanz *distanz *instanz
    *akzeptanz *kommode *preise *kreise *greise *preisen *kreisen *transport *passport *abbildung *einbildung *schwein
    *zuwanderung *einwanderung *auswanderung *abwanderung
"""

TOPICS: Mapping[str, str] = {
    "art": """
        art arts artist artists artwork painter painting drawing illustrator illustration sketch sketchbook gallery
        museum museums sculpture ceramics watercolor watercolour kunst kunstler* kuenstler* *kuenstler *kuenstlerin
        kunstgeschichte kunstliebe kunstdruck* maler malerin malerei *malerei zeichn* illustrat* galerie galerist*
        *galerie skulptur* aquarell* museum* keramik* 🎨 🖼
    """,
    "beauty": """
        beauty makeup mua skincare haircare cosmetics cosmetic nails lipstick perfume fragrance hairstylist kosmetik*
        *kosmetik schminke schminken hautpflege* haarpflege* naturkosmetik parfum* parfuem* nagelstudio* nageldesign*
        friseur* frisur* lippenstift* beauty* makeup* visagist* 💄 💅
    """,
    "books": """
        book books bookish bookworm booklover booklovers bookstagram booktok bookblogger booksandcoffee reader reading
        reads novel novels author authors writer writing library librarian literature poetry poet bookshop bookstore
        buch* *buch buecher* *buecher lesen lese leserin leser leseratte* lesemaus lesefuchs leseliebe* lesesucht*
        lesewurm lesende lesestoff leselust* liest autorin autor autoren autorinnen roman romane romane* *roman
        literatur* *literatur krimi krimis lyrik* gedicht* bibliothek* *bibliothek *bibliothekarin schriftstell*
        verlag* schreiben schreibt book* 📚 📖
    """,
    "business": """
        business businesses startup startups founder cofounder entrepreneur entrepreneurship ceo consultant consulting
        marketing sales freelancer freelance leadership recruiter recruiting management manager branding unternehmen*
        *unternehmen unternehmer* gruender* gruendung* selbststaendig* selbstaendig* unternehmens* berater beraterin
        beratung* *beratung vertrieb* marketing* karriere* fuehrungskraft* geschaeftsf* buchhaltung* buchhalt* 💼
    """,
    "cars": """
        car cars carlover motorcycle motorcycles motorbike biker automotive petrolhead racing auto autos autoliebe*
        autofan* autohaus* motorrad* *motorrad motorraeder oldtimer* youngtimer* tuning* bmw audi porsche vwbus bulli
        formel1 formula1 f1 moped* vespa* rennsport* 🚗 🏎 🏍
    """,
    "comedy": """
        comedy comedian comedians meme memes funny humor humour standup satire jokes witze witzig lustig* humor*
        kabarett* comedy* meme* komiker* komoedie* 😂
    """,
    "crafts": """
        craft crafts crafting crafter diy handmade knitting knitter crochet sewing sewist quilting embroidery woodwork
        woodworking upcycling stricken strick* haekel* naehen naehmaschine* naehliebe* naehprojekt* basteln bastel*
        handarbeit* handgemacht* handwerk* selbstgemacht* selbermachen *holzarbeit* sticken stickerei* toepfer* wolle*
        *wolle scrapbook* 🧶 🧵 🪡
    """,
    "dance and stage": """
        dance dancer dancing ballet theatre theater actor actress acting stage musical musicals choreographer tanz*
        *tanz *taenzerin taenzer* ballett* theater* *theater schauspiel* *schauspieler *schauspielerin buehne*
        musical* choreograf* oper opern* 🩰 🎭 💃
    """,
    "education": """
        teacher teachers teaching teach student students studying university school education learning phd professor
        lehrer* *lehrer *lehrerin lehrerzimmer grundschul* schule* *schule student* studium* *studium studier*
        studentin* *kindergarten uni universitaet* bildung* *bildung dozent* lernen lern* *lernen paedagog* erzieher*
        azubi* ausbildung* referendar* doktorand* 🎓
    """,
    "fashion": """
        fashion fashionista style stylist outfit outfits ootd streetwear sneaker sneakers sneakerhead vintage designer
        jewelry jewellery mode *mode modeblog* modeliebe* modedesign* outfit* schmuck* *schmuck kleidung* *kleidung
        schuhe *schuhe handtasche* fashion* secondhand* sneaker* stilberat* 👗 👠
    """,
    "film": """
        film films filmmaker movie movies cinema cinephile netflix series screenwriter documentary director film*
        *film *filme kino* *kino serie serien serienjunkie* serienliebe* regisseur* drehbuch* doku* movie* 🎬 🎥 🍿
    """,
    "finance": """
        finance finances investing investor investors stocks trading trader etf etfs crypto bitcoin money realestate
        finanz* *finanzen aktien* *aktien aktie boerse* *boerse geldanlag* geld investier* investment* immobilien*
        krypto* sparen sparplan* vorsorge* versicherung* 💰 📈
    """,
    "fitness": """
        fitness gym workout workouts crossfit bodybuilding personaltrainer yoga yogi yogini pilates fitnessmodel
        strength training fitness* kraftsport* krafttraining* yoga* *yoga *training trainingsplan* workout* bodybuild*
        calisthenics hyrox turnen 🏋 💪 🧘
    """,
    "food": """
        food foodie foodies foodporn cook cooking chef baking baker recipe recipes coffee wine tea kitchen restaurant
        restaurants barista brunch bbq kochen koch* *koch *koechin koechin* backen backliebe* backstube* backrezept*
        rezept* *rezepte essen lecker* kueche *kueche kuechen* kaffee* *kaffee wein weine wein* *wein tee teeliebe*
        kuchen* *kuchen torten* *torte brot *brot brotback* grillen grill* schokolade* feinschmecker* genuss* gastro*
        food* 🍳 🍕 ☕ 🍷 🍰 🧁
    """,
    "games": """
        gamer gaming gamers game games videogames boardgame boardgames esports esport twitch streamer playstation xbox
        nintendo minecraft fortnite dnd tabletop zocken zocker* gamer* gaming* spiele *spiele brettspiel* videospiel*
        spieleabend* computerspiel* *spieler rollenspiel* puzzle* 🎮 🎲
    """,
    "garden": """
        garden gardener gardening gardens plants plant houseplants flowers florist urbanjungle balcony garten* *garten
        gaertner* *gaertnerin gaerten pflanz* *pflanzen *pflanze blumen* *blumen balkon* *beet gemuesebeet* florist*
        zimmerpflanz* schrebergart* kraeuter* 🌱 🌷 🪴
    """,
    "home": """
        home homedecor interior interiors interiordesign decor decoration furniture renovation hygge declutter wohnen
        wohn* *wohnung einrichten einrichtung* deko* *deko interior* moebel* *moebel zuhause renovier* altbau*
        hausbau* eigenheim* haushalt* ordnungsliebe* 🏡 🛋
    """,
    "music": """
        music musician singer songwriter band drummer guitarist guitar piano dj producer vinyl concert concerts
        festival festivals rap hiphop techno jazz metal choir musik* *musik musiker* saenger* *saengerin singen chor
        gitarre* klavier* geige* konzert* *konzert schlagzeug* orchester* festival* schallplatt* vinyl* 🎵 🎶 🎸 🎹 🎧
    """,
    "outdoors": """
        outdoor outdoors hiking hiker hike camping camper mountains climbing trekking vanlife nature wandern wander*
        *wandern *wanderung berge *berge bergliebe* bergsteig* klettern kletter* natur naturliebe* naturfreund* zelten
        outdoor* angeln angler* wald waldliebe* bouldern alpin* camping* wohnmobil* 🏔 ⛰ 🏕 🥾
    """,
    "parenting": """
        mom mum mama mother dad papa father parent parents parenting momlife mumlife toddler baby family mami mutti
        vati mama* *mama *papa eltern* familie* *familie familienleben kleinkind* kinder *kindern babyzeit elternzeit
        mamaleben papaleben zwillingsmama *mutter *vater mutter vater 👶 👨‍👩‍👧
    """,
    "pets": """
        dog dogs doglover dogmom dogdad puppy cat cats catlover catmom kitten horse horses pets petlover rabbit hund
        hunde* *hund *hunde hundemama* katze katzen* *katze *katzen kater welpe* pferd pferde* *pferd reiten reiter*
        haustier* tierliebe* hamster* kaninchen* aquarium* aquarist* dogsof* catsof* 🐶 🐱 🐕 🐈 🐴 🐾
    """,
    "photography": """
        photo photos photography photographer photographers photographie camera portrait leica canon nikon fotograf*
        *fotografin *fotograf *fotografie fotos foto photo* kamera* *kamera bildbearbeit* lightroom analogfoto* 📷 📸
    """,
    "sports": """
        sport sports athlete soccer football basketball tennis running runner marathon triathlon cyclist cycling
        swimming swimmer skiing snowboard surfing surfer volleyball handball golf boxing sport* *sport *sportler
        fussball* handball* basketball* volleyball* tischtennis* laufen laeufer* *laeufer *laeuferin lauftreff*
        marathon* triathl* radfahren radsport* rennrad* fahrrad* schwimm* reitsport* skifahren ski surfen segeln
        rudern turnier* trainer verein *verein bundesliga* ⚽ 🏀 🎾 🏃 🚴 🏊
    """,
    "sustainability": """
        sustainability sustainable zerowaste zero-waste slowfashion fairtrade ecofriendly plasticfree minimalism
        nachhaltig* unverpackt* fairtrade* plastikfrei* zerowaste* umwelt* klimafreundlich* bienen* imker* minimalis*
        recycling* ♻
    """,
    "technology": """
        tech technology developer programmer coding coder software engineer engineering ai python javascript linux
        robotics gadgets web3 webdev informatik* programmier* entwickler* *entwickler *entwicklerin softwar* technik*
        *technik ingenieur* *ingenieur digital* webdesign* computer* 3ddruck* elektronik* roboter* 💻 🤖
    """,
    "travel": """
        travel traveler traveller travelling traveling traveladdict travelgram wanderlust backpacker backpacking
        explorer globetrotter expat worldtraveler vacation digitalnomad reisen reise* *reise *reisen reisefieber
        reiseblog* weltreis* urlaub* *urlaub weltenbummler* fernweh* travel* staedtetrip* kreuzfahrt* roadtrip* ✈ 🌍 🌎
        🌏 🧳
    """,
}
