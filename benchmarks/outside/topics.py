"""What creators are about: a season and words of each topic, in German (plurals, they fit everywhere) and English."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject: `peak` is the day of the year of most interest, `swing` how strong the season is (log units)."""

    name: str
    peak: int
    swing: float
    talk: float
    de: tuple[str, ...]
    en: tuple[str, ...]
    brands: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


TOPICS = (
    Topic(
        "fashion",
        280,
        0.08,
        0.9,
        _words("Outfits, Looks, Jacken, Kleider, Farben, Schuhe, Mäntel, Kombis, Taschen, Blazer, Röcke, Stiefel"),
        _words("outfits, looks, jackets, dresses, colours, shoes, coats, styling ideas, bags, blazers, skirts, boots"),
        ("Lindwerk", "Mode Karo", "Norththread"),
    ),
    Topic(
        "beauty",
        330,
        0.08,
        1.0,
        _words("Lippenstifte, Wimpern, Haare, Paletten, Cremes, Augenbrauen, Nägel, Pinsel, Routinen, Masken, Locken"),
        _words("lipsticks, lashes, curls, palettes, creams, brows, nails, brushes, routines, face masks, hair tips"),
        ("Hautnah", "Petalia", "Glowlab"),
    ),
    Topic(
        "fitness",
        12,
        0.20,
        0.8,
        _words("Workouts, Übungen, Läufe, Kniebeugen, Pläne, Fortschritte, Klimmzüge, Dehnübungen, Einheiten, Trails"),
        _words("workouts, exercises, runs, squats, plans, progress updates, pull-ups, stretches, sessions, trails"),
        ("Kraftkern", "Runwell", "Proteo"),
    ),
    Topic(
        "food",
        345,
        0.12,
        1.2,
        _words("Rezepte, Kuchen, Nudeln, Brote, Suppen, Plätzchen, Bowls, Knödel, Soßen, Aufläufe, Salate, Waffeln"),
        _words("recipes, cakes, noodles, loaves, soups, cookies, bowls, dumplings, sauces, bakes, salads, waffles"),
        ("Pfannenglück", "Hofladen Ost", "Tastebox"),
    ),
    Topic(
        "travel",
        190,
        0.25,
        0.9,
        _words(
            "Reisen, Strände, Berge, Wanderungen, Städte, Fotos, Routen, Sonnenuntergänge, Hütten, Inseln, Zugfahrten"
        ),
        _words("trips, beaches, mountains, hikes, cities, photos, routes, sunsets, huts, islands, train rides"),
        ("Fernweg", "Stayloft", "Packmule"),
    ),
    Topic(
        "family",
        300,
        0.08,
        1.4,
        _words("Kinder, Nächte, Ausflüge, Brotdosen, Bastelideen, Wutanfälle, Geschichten, Tipps, Zwillinge, Rituale"),
        _words("kids, nights, day trips, lunch boxes, craft ideas, tantrums, stories, tips, twins, little rituals"),
        ("Zwergenwelt", "Kiddoo", "Sternkind"),
    ),
    Topic(
        "gaming",
        340,
        0.15,
        1.3,
        _words("Runden, Streams, Builds, Bosse, Mods, Maps, Clips, Speedruns, Lets Plays, Skins, Quests, Setups"),
        _words(
            "rounds, streams, builds, boss fights, mods, maps, clips, speedruns, playthroughs, skins, quests, setups"
        ),
        ("Pixelhof", "Keyforge Gear", "Respawn Drinks"),
    ),
    Topic(
        "tech",
        270,
        0.10,
        1.1,
        _words(
            "Tests, Kameras, Laptops, Akkus, Vergleiche, Kopfhörer, Updates, Handys, Tutorials, Drucker, Basteleien"
        ),
        _words("reviews, cameras, laptops, batteries, comparisons, headphones, updates, phones, tutorials, printers"),
        ("Voltkiste", "Bytehaus", "Soundcore Nord"),
    ),
    Topic(
        "garden",
        130,
        0.55,
        1.2,
        _words(
            "Tomaten, Beete, Rosen, Stauden, Kürbisse, Hochbeete, Aussaaten, Gurken, Kräuter, Hecken, Blumen, Zucchini"
        ),
        _words(
            "tomatoes, beds, roses, perennials, pumpkins, raised beds, seedlings, cucumbers, herbs, hedges, flowers"
        ),
        ("Grünzeug", "Beetfreund", "Rootbound"),
    ),
    Topic(
        "music",
        180,
        0.10,
        1.5,
        _words("Songs, Konzerte, Texte, Akkorde, Cover, Refrains, Alben, Riffs, Auftritte, Beats, Proben, Balladen"),
        _words("songs, shows, lyrics, chords, covers, choruses, albums, riffs, gigs, beats, rehearsals, ballads"),
        ("Saitenweise", "Tonkontor", "Ampworks"),
    ),
    Topic(
        "books",
        320,
        0.12,
        1.6,
        _words("Bücher, Reihen, Romane, Krimis, Leselisten, Kapitel, Regale, Hörbücher, Zitate, Figuren, Enden, Cover"),
        _words("books, series, novels, thrillers, reading lists, chapters, shelves, audiobooks, quotes, characters"),
        ("Lesezeit", "Papierboot", "Pagewise"),
    ),
    Topic(
        "home",
        300,
        0.10,
        1.0,
        _words("Regale, Wände, Umbauten, Lampen, Möbel, Fliesen, Ideen, Kerzen, Schränke, Teppiche, Küchen, Ecken"),
        _words("shelves, walls, makeovers, lamps, furniture finds, tiles, ideas, candles, cupboards, rugs, kitchens"),
        ("Wohnfein", "Holzweg", "Nestly"),
    ),
    Topic(
        "pets",
        200,
        0.05,
        1.4,
        _words(
            "Hunde, Katzen, Welpen, Pfoten, Spaziergänge, Tricks, Leckerlis, Schnauzen, Abenteuer, Kaninchen, Pferde"
        ),
        _words("dogs, cats, puppies, paws, walks, tricks, treats, snouts, adventures, bunnies, horses"),
        ("Napfglück", "Pfotenpost", "Waggle"),
    ),
    Topic(
        "comedy",
        40,
        0.05,
        0.9,
        _words("Videos, Sketche, Rollen, Witze, Parodien, Dialekte, Gesichter, Pointen, Szenen, Perücken, Geschichten"),
        _words("videos, sketches, characters, jokes, parodies, accents, faces, punchlines, scenes, wigs, stories"),
        ("Lachsack", "Snackbude", "Funbox"),
    ),
)
