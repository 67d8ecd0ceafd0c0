"""Hard kinds of honest creators: each looks odd somewhere, and none has bought followers, likes, views or comments."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from benchmarks.outside.calendar import DAYS, around_year
from benchmarks.outside.dice import chance, log_uniform, pick, spread
from benchmarks.outside.people import Person
from benchmarks.outside.story import Special, Story, burst, moment

Shape = Callable[[Generator, Person, Story], None]


def _u(rng: Generator, low: float, high: float) -> float:
    return float(rng.uniform(low, high))


def giveaway(rng: Generator, person: Person, story: Story) -> None:
    """One to four draws of lots: entries in the comments, followers of whom many leave after the draw."""
    person.size = min(person.size, 400_000)
    for _ in range(int(rng.integers(1, 5))):
        day = moment(rng, person, story, 12)
        more = log_uniform(rng, 4, 40)
        story.specials[day] = Special("giveaway", _u(rng, 1.1, 3), log_uniform(rng, 1.3, 4), more, "entry")
        burst(rng, story, day, log_uniform(rng, 0.01, 0.15), _u(rng, 1, 4), _u(rng, 0.2, 0.65))
        if chance(rng, 0.6):
            story.notes[min(DAYS - 1, day + int(rng.integers(4, 11)))] = "winner"


def viral(rng: Generator, person: Person, story: Story) -> None:
    """One or two posts far beyond the usual; followers come for days after."""
    person.videos = max(person.videos, 0.4)
    for _ in range(pick(rng, (1, 1, 1, 2))):
        day = moment(rng, person, story, 12)
        times = log_uniform(rng, 10, 150)
        story.specials[day] = Special(
            "viral", times, times ** _u(rng, 0.75, 1), times ** _u(rng, 0.6, 0.95), "newcomer"
        )
        share = log_uniform(rng, 0.03, 0.5) * (person.size / 20_000) ** -0.15
        burst(rng, story, day + pick(rng, (0, 0, 1, 2, 6)), share, _u(rng, 1.5, 7), _u(rng, 0.05, 0.3))
        story.reach[day + 1 : day + 30] *= _u(rng, 1.0, 1.5)


def press(rng: Generator, person: Person, story: Story) -> None:
    """A newspaper, podcast or TV show brings followers at once, tied to no post; captions often name it."""
    for _ in range(pick(rng, (1, 1, 2))):
        day = moment(rng, person, story, 8)
        burst(rng, story, day, log_uniform(rng, 0.02, 0.4), log_uniform(rng, 0.5, 3), _u(rng, 0.05, 0.35))
        if chance(rng, 0.7):
            told = min(DAYS - 1, day + int(rng.integers(-2, 3)))
            if chance(rng, 0.5):
                story.specials[told] = Special("press", _u(rng, 0.8, 1.5), _u(rng, 0.9, 1.8), _u(rng, 1, 3), "press")
            else:
                story.notes[told] = "press"
            story.chatter[day : day + 5] *= _u(rng, 1.0, 2.0)


def seasonal(rng: Generator, person: Person, story: Story) -> None:
    """Interest, growth and posting follow the year closely."""
    peak = int(rng.integers(1, 366))
    wave = around_year(peak) - 0.3
    strength = _u(rng, 0.5, 1.2)
    story.reach *= np.exp(strength * 0.7 * wave)
    story.drive *= np.exp(strength * 2.0 * wave)
    story.active *= np.exp(strength * 1.2 * wave)
    story.facts["peak_day_of_year"] = peak


def long_pause(rng: Generator, person: Person, story: Story) -> None:
    """Weeks or months without a post; the feed forgets, or the audience celebrates the return."""
    length = int(log_uniform(rng, 35, 240))
    day = min(moment(rng, person, story, 20), DAYS - 15)
    back = min(DAYS - 5, day + length)
    story.active[day:back] = 0.0
    story.drive[day:back] *= 0.25
    story.reach[back : back + 60] *= log_uniform(rng, 0.4, 1.4)
    story.notes[back] = "return"
    story.specials[back] = Special("return", _u(rng, 0.8, 2), _u(rng, 0.9, 2.5), _u(rng, 1, 5), "welcome")
    story.facts["pause_days"] = back - day


def outage(rng: Generator, person: Person, story: Story) -> None:
    """The platform's counter stands still for days and jumps after; posts of these days hardly reach anyone."""
    person.growth = max(person.growth, 0.15)
    for _ in range(int(rng.integers(1, 4))):
        day = moment(rng, person, story, 12)
        length = int(rng.integers(2, 10))
        story.frozen.append((day, day + length))
        story.reach[day : day + min(length, 3)] *= _u(rng, 0.1, 0.6)


def boosted(rng: Generator, person: Person, story: Story) -> None:
    """Paid ads on the platform: more views and followers while they run, few likes per view."""
    for _ in range(int(rng.integers(1, 5))):
        day = moment(rng, person, story, 15)
        length = int(rng.integers(3, 30))
        times = log_uniform(rng, 2, 20)
        story.specials[day] = Special("boosted", times, times ** _u(rng, 0.2, 0.6), times ** _u(rng, 0, 0.3), "")
        share = log_uniform(rng, 0.005, 0.08)
        daily = np.exp(rng.normal(0, 0.2, size=length)) * share / length
        story.gain[day : day + length] += daily[: DAYS - day]


def small_circle(rng: Generator, person: Person, story: Story) -> None:
    """A small account whose friends comment on almost everything, quickly."""
    person.size = int(log_uniform(rng, 700, 9000))
    person.rate *= _u(rng, 1.0, 2.2)
    person.fans = _u(rng, 0.3, 0.7)
    story.friends = int(rng.integers(5, 7 + min(25, person.size // 60)))
    story.zeal = _u(rng, 0.25, 0.85)
    story.early = chance(rng, 0.6)
    person.replies = max(person.replies, _u(rng, 0.3, 0.95))


def cooled_off(rng: Generator, person: Person, story: Story) -> None:
    """Large once: most followers no longer look."""
    person.size = max(person.size, int(log_uniform(rng, 40_000, 2_000_000)))
    person.age = max(person.age, DAYS + 700)
    story.start = 0
    low = log_uniform(rng, 0.05, 0.35)
    person.rate *= low
    person.seen *= low
    person.growth = _u(rng, -0.15, 0.01)


def shoutout(rng: Generator, person: Person, story: Story) -> None:
    """Bigger accounts point here, a few times; the rise takes a day or two."""
    for _ in range(int(rng.integers(1, 5))):
        day = moment(rng, person, story, 8)
        burst(rng, story, day, log_uniform(rng, 0.01, 0.2), log_uniform(rng, 0.4, 1.5), _u(rng, 0.05, 0.4))
        if chance(rng, 0.4):
            story.notes[day] = "thanks"


def relaunch(rng: Generator, person: Person, story: Story) -> None:
    """Another topic from one day on: old followers leave or stop looking, new ones come slowly."""
    day = moment(rng, person, story, 30)
    story.turn = day
    story.notes[day] = "relaunch"
    story.reach[day:] *= _u(rng, 0.35, 0.8) + 0.3 * np.minimum(1.0, np.arange(DAYS - day) / 200)
    story.loss[day : day + 60] += log_uniform(rng, 0.02, 0.12) / 60
    story.drive[day + 30 :] *= _u(rng, 0.8, 2.5)


def spam_magnet(rng: Generator, person: Person, story: Story) -> None:
    """Advertisers and fake accounts come unasked, and purges take them away again."""
    person.spam = _u(rng, 0.06, 0.35)
    story.gain += log_uniform(rng, 0.02, 0.1) / 365
    story.facts["spam_share"] = round(person.spam, 3)


def emoji_audience(rng: Generator, person: Person, story: Story) -> None:
    """An audience that speaks in hearts and single words."""
    person.emoji = _u(rng, 0.6, 0.92)
    person.talk *= _u(rng, 1, 1.8)


def daily_series(rng: Generator, person: Person, story: Story) -> None:
    """Something every day at the same hour for weeks (a challenge, an advent calendar); an even audience."""
    length = int(rng.integers(24, 110))
    day = moment(rng, person, story, 25)
    person.regular, person.pace = 30.0, min(person.pace, 0.5)
    person.week, person.hours = np.ones(7), (person.hours[0], _u(rng, 0.05, 0.8))
    story.active[day : day + length] = 1.0 / person.pace
    person.noise = _u(rng, 0.1, 0.25)
    person.wild = min(person.wild, 0.35)
    story.notes[day] = "series"


def collabs(rng: Generator, person: Person, story: Story) -> None:
    """Joint posts with bigger accounts: likes of two audiences on some posts."""
    for _ in range(int(rng.integers(4, 18))):
        times = log_uniform(rng, 1.5, 7)
        day = moment(rng, person, story, 4)
        story.specials[day] = Special("collab", times, times * _u(rng, 0.8, 1.1), times ** _u(rng, 0.5, 1), "")
        if chance(rng, 0.5):
            burst(rng, story, day, log_uniform(rng, 0.003, 0.04), 1.5, 0.2)


def fan_army(rng: Generator, person: Person, story: Story) -> None:
    """Fans who are there within minutes, again and again, with few words."""
    person.fans = _u(rng, 0.55, 0.85)
    person.talk *= _u(rng, 1.5, 3.5)
    person.emoji = max(person.emoji, _u(rng, 0.3, 0.6))
    story.early = True
    story.friends = int(rng.integers(4, 25))
    story.zeal = _u(rng, 0.3, 0.9)


def asks_questions(rng: Generator, person: Person, story: Story) -> None:
    """Captions that ask for a short answer: many comments, many alike."""
    more = log_uniform(rng, 2, 6)
    for day in range(story.start, DAYS, max(2, int(3 / person.pace * _u(rng, 0.6, 1.5)))):
        story.specials[day] = Special("question", 1.0, _u(rng, 0.9, 1.2), spread(rng, more, 0.3), "answer")


def purge_hit(rng: Generator, person: Person, story: Story) -> None:
    """The platform cleans up, and this audience has many sleeping accounts."""
    person.size = max(person.size, 15_000)
    for _ in range(pick(rng, (1, 1, 2))):
        day = moment(rng, person, story, 8)
        story.loss[day : day + pick(rng, (1, 1, 2, 3))] += log_uniform(rng, 0.01, 0.07)


HARD: dict[str, Shape] = {
    f.__name__: f
    for f in (
        giveaway,
        viral,
        press,
        seasonal,
        long_pause,
        outage,
        boosted,
        small_circle,
        cooled_off,
        shoutout,
        relaunch,
        spam_magnet,
        emoji_audience,
        daily_series,
        collabs,
        fan_army,
        asks_questions,
        purge_hit,
    )
}


def draw_kind(rng: Generator) -> str:
    """Half of all creators are plain, half are of a hard kind."""
    return "plain" if chance(rng, 0.5) else pick(rng, tuple(HARD))
