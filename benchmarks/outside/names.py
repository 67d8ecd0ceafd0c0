"""Names of people and accounts. All are made up."""

from numpy.random import Generator

from benchmarks.outside.dice import Quick, chance, pick


def listed(text: str) -> tuple[str, ...]:
    """The words of a text."""
    return tuple(text.split())


FIRST_DE = listed(
    "anna lena marie laura jonas felix lukas paul emma mia lea sophie nina jana katrin silke heike uwe torsten jan tim "
    "max moritz david elif ayse mehmet can deniz olga irina piotr kasia luca chiara nele ida greta frieda oskar anton "
    "emil theo karl ben finn leon noah sarah lisa vanessa jessi steffi melli tanja birgit sabine petra renate monika"
)
FIRST_EN = listed(
    "emily olivia grace chloe megan hannah jack harry oliver liam noah ethan mason logan ava zoe ruby ella amy kate "
    "jess beth molly daisy sam alex jordan taylor casey riley morgan quinn nate josh tyler kyle brandon maria sofia "
    "diego carlos priya anika raj arjun mei yuki kwame zainab omar leila tom ben will george rosie ellie lottie"
)
LAST = listed(
    "weber wagner becker hoffmann koch bauer richter klein wolf neumann braun krause vogel winter sommer lang roth "
    "smith jones brown davis miller wilson moore clark lewis walker young hill green baker carter reed cook bell ward"
)
NOUNS = listed(
    "moon fox bear berry cloud honey daisy river ocean storm pixel panda tiger lotus maple ember echo luna nova sky "
    "wolke stern biene fuchs igel waldfee kaffee zimt mango keks eule motte wiese nebel funke krabbe spatz"
)
ADJECTIVES = listed(
    "little lazy happy wild salty golden tiny mad quiet sunny kleine wilde bunte stille crazy sweet dark"
)
TAGS = {
    "fashion": "styles looks wardrobe mode", "beauty": "glow beauty makeup skin", "fitness": "fit moves runs strong",
    "food": "kitchen bakes kocht eats", "travel": "wanders unterwegs travels roams", "family": "mama family papa home",
    "gaming": "plays gg live zockt", "tech": "tech bytes testet labs", "garden": "garten grows beete garden",
    "music": "music sings band sounds", "books": "reads liest books pages", "home": "wohnt diy nest builds",
    "pets": "paws dogs pfoten cats", "comedy": "lol comedy jokes official",
}  # fmt: skip


def creator_handle(rng: Generator, topic: str, index: int) -> str:
    """A handle for a creator; `index` keeps it unlike all others of the file."""
    first = pick(rng, FIRST_DE + FIRST_EN)
    tag = pick(rng, TAGS[topic].split())
    middle = pick(rng, (".", "_", "", "."))
    shape = int(rng.integers(4))
    stem = (
        f"{first}{middle}{tag}",
        f"{tag}{middle}{first}",
        f"the{middle}{first}{middle}{tag}",
        first + pick(rng, LAST),
    )
    return f"{stem[shape]}{pick(rng, ('', '', '_'))}{index + 11}"


def display_name(rng: Generator, language: str) -> str:
    """A name as shown on the profile."""
    first = pick(rng, FIRST_DE if language == "de" else FIRST_EN).title()
    return f"{first} {pick(rng, LAST).title()}" if chance(rng, 0.6) else first


def viewer(code: int, language: str) -> str:
    """The account name of a person in an audience; the same code gives the same name."""
    q = Quick(code)
    first = q.pick(FIRST_DE if (language == "de") == q.chance(0.85) else FIRST_EN)
    shape = q.below(10)
    if shape < 3:
        return f"{first}{q.pick(('.', '_', ''))}{q.pick(LAST)}{q.pick(('', '', str(q.below(100))))}"
    if shape < 5:
        return f"{first}{q.pick(('_', '', '.'))}{q.below(10000)}"
    if shape < 7:
        return f"{q.pick(ADJECTIVES)}{q.pick(('_', ''))}{q.pick(NOUNS)}{q.below(3000)}"
    if shape < 8:
        return f"{q.pick(NOUNS)}{q.pick(('.', '_', ''))}{first}{q.pick(('', str(q.below(99))))}"
    if shape < 9:
        return f"{first[:3]}{q.pick(LAST)[:4]}{1960 + q.below(52)}"
    return f"its{q.pick(('_', '.', ''))}{first}{q.pick(('x', '', 'xo', '__', 'chen'))}{q.below(400)}"


def worker(code: int, grade: int) -> str:
    """The account name of a seller's account: `grade` 0 is a careless seller, 2 one that copies real names."""
    q = Quick(code)
    if grade == 2 or q.chance(0.35 * grade):
        return viewer(q.next(), "en")
    first = q.pick(FIRST_EN)
    if q.chance(0.5):
        return f"{first}{q.pick(LAST)}{q.below(100000)}"
    return f"{first}_{q.pick(NOUNS)}{10 + q.below(9990)}"


def podder(code: int, language: str) -> str:
    """The account name of a member of a ring: mostly small creators."""
    q = Quick(code)
    first = q.pick(FIRST_DE if language == "de" else FIRST_EN)
    tag = q.pick(TAGS[q.pick(tuple(TAGS))].split())
    if q.chance(0.3):
        return viewer(q.next(), language)
    return f"{first}{q.pick(('.', '_', ''))}{tag}{q.pick(('', '', '_', str(q.below(90))))}"


def spammer(code: int) -> str:
    """The account name of an unasked advertiser."""
    q = Quick(code)
    if q.chance(0.5):
        return f"{q.pick(('promo', 'collab', 'feature', 'brand'))}_{q.pick(NOUNS)}{q.below(900)}"
    return f"{q.pick(FIRST_EN)}_{q.pick(('fx', 'trades', 'crypto', 'invest', 'vip'))}{q.below(9000)}"
