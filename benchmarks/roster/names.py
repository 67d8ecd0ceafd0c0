"""Made-up names of accounts, of people and of those that sell comments."""

from __future__ import annotations

import numpy as np

from benchmarks.market.draws import chance, pick, whole


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


FIRST = _listed(
    "anna|lena|mia|lara|julia|sophie|nele|hanna|laura|sarah|emma|lisa|marie|jana|kim|tina|eva|nora|ida|frieda|paul|max|"
    "jonas|felix|leon|tim|lukas|ben|noah|finn|tom|jan|nico|david|erik|moritz|oskar|emil|karl|theo|olivia|chloe|grace|"
    "ruby|ella|zoe|amy|holly|megan|beth|jack|harry|oliver|george|charlie|james|liam|mason|logan|ethan|aiden|ryan|kate|"
    "jess|becky|priya|aisha|fatima|mehmet|elif|deniz|yusuf|carlos|lucia|marta|paolo|giulia|ivan|olga|katya|pierre|"
    "camille"
)
LAST = _listed(
    "mueller|schmidt|schneider|fischer|weber|meyer|wagner|becker|schulz|hoffmann|koch|bauer|richter|klein|wolf|"
    "schroeder|neumann|braun|zimmer|krueger|smith|jones|taylor|brown|wilson|evans|walker|wright|green|hall|clark|lewis|"
    "young|king|hill|moore|baker|cooper|ward|kaya|demir|rossi|silva|garcia|lopez|novak|kowalski|petrov|dubois|larsen|"
    "berg"
)
NICK = _listed(
    "daily|official|life|diaries|wild|happy|little|green|blue|golden|cosy|urban|mountain|coffee|moon|sunny|nordic|home|"
    "studio|lab|loves|goes|mit|the|real|just|its|hey|mama|papa|queen|mr"
)
LETTERS_AND_DIGITS, SPEAKABLE = "abcdefghijklmnopqrstuvwxyz0123456789", "abcdefghiklmnoprstuvz"
JOINTS = ("_", ".", "")
# Shares of names that the platform itself gave, and of all names up to: both names, a first name with a nick name.
GIVEN_BY_YOUTUBE, GIVEN_BY_TIKTOK, BOTH_NAMES, NICK_NAMED = 0.3, 0.1, 0.45, 0.75
# Of the accounts that sell: those that look like people, and up to there those with a long number.
SELLER_LIKE_PEOPLE, SELLER_NUMBERED = 0.55, 0.85


def person_name(rng: np.random.Generator, platform: str) -> str:
    """Return the name of one made-up person's account on a platform."""
    which, first, last = rng.random(), pick(rng, FIRST), pick(rng, LAST)
    if platform == "youtube" and which < GIVEN_BY_YOUTUBE:
        return f"{first}{last}-{_mixed(rng, LETTERS_AND_DIGITS, 2, 5)}"
    if platform == "tiktok" and which < GIVEN_BY_TIKTOK:
        return f"user{whole(rng, 10**8, 10**12)}"
    if which < BOTH_NAMES:
        return first + pick(rng, ("_", ".", "", "__")) + last + _number(rng, 0.45, 2010)
    if which < NICK_NAMED:
        return first + pick(rng, JOINTS) + pick(rng, NICK) + _number(rng, 0.5, 999)
    return pick(rng, NICK) + pick(rng, JOINTS) + pick(rng, FIRST + LAST) + _number(rng, 0.4, 99999)


def seller_name(rng: np.random.Generator, platform: str) -> str:
    """Return the name of one account that sells comments."""
    which = rng.random()
    if which < SELLER_LIKE_PEOPLE:
        return person_name(rng, platform)
    if which < SELLER_NUMBERED:
        return f"{pick(rng, FIRST)}{pick(rng, ('_', '', '.'))}{pick(rng, LAST)}{whole(rng, 100, 99999)}"
    return f"{_mixed(rng, SPEAKABLE, 6, 11)}{whole(rng, 10, 9999)}"


def creator_name(rng: np.random.Generator, number: int) -> str:
    """Return the handle of the creator with that number, which no other has."""
    name = pick(rng, FIRST) + pick(rng, JOINTS) + pick(rng, NICK + LAST)
    return f"{name}{number * 3 + whole(rng, 0, 3) + 100}"


def _mixed(rng: np.random.Generator, letters: str, low: int, below: int) -> str:
    return "".join(pick(rng, letters) for _ in range(whole(rng, low, below)))


def _number(rng: np.random.Generator, without: float, below: int) -> str:
    return "" if chance(rng, without) else str(whole(rng, 1, below))
