"""A campaign of the sample brand: creators at every point of the road, links, clicks, leads and orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nahbar.app.sample.owner import OWNER_EMAIL
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.house import House

if TYPE_CHECKING:
    from nahbar.campaigns.leads.contracts import NewDeal, NewLead

SEED = 20_261_122
NAME = "Vorlesewinter"
DAYS_SO_FAR, DAYS_TO_COME = 24, 30
DAY = 86_400
WENT_TO = ("DE", "DE", "DE", "AT", "DE", "DE", "CH")
SHOP = "https://lesezeichen.example/vorlesewinter"
DRAFT_WITHOUT_LABEL = (
    "Drei Bücher, bei denen hier abends niemand nach der zweiten Seite einschläft 📚 Danke an @lesezeichen_buch für "
    "das Paket! Mein liebstes ist das mit dem Bären. Link in der Bio."
)
POST = (
    "Werbung | Vorlesewinter mit @lesezeichen_buch: Diese vier Bilderbücher lesen wir gerade jeden Abend. Mit {code} "
    "bekommt ihr das Lesezeichen aus Holz dazu. #vorlesewinter"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A creator in the campaign: how far it is, the fee in hundredths, and what their link brought so far."""

    creator: str
    reached: str
    fee_cents: int
    clicks: int = 0
    leads: int = 0
    orders: int = 0
    # The pages before the shop, in turn; "" where a browser says none.
    came_from: tuple[str, ...] = ("l.instagram.com", "", "l.instagram.com", "google.com")


CAST = (
    Part("instagram/mareike.liest", "checked", 45_000, 412, 19, 13),
    Part("tiktok/satzzeichen.oemer", "posted", 130_000, 655, 14, 6, ("tiktok.com", "", "tiktok.com", "mydealz.de")),
    Part("youtube/the.quiet.colophon", "draft approved", 110_000),
    Part("instagram/pia.zeichnet.figuren", "draft in", 40_000),
    Part("instagram/wortwaerts.hannah", "invited", 35_000),
    Part("youtube/halbgelesen.ohlheim", "declined", 60_000),
)


def add_campaign(house: House) -> None:
    """Add the campaign with everything that belongs to it."""
    from nahbar.campaigns.agree.service.campaigns import create_campaign, move_campaign
    from nahbar.campaigns.agree.service.collaborations import add_creators
    from nahbar.campaigns.brief.service import current_brief, save_brief

    who = OWNER_EMAIL
    made = create_campaign(house, _plan(), who)
    assert isinstance(made, int), made.problems
    move_campaign(house, made, "start", who)
    for language, parts in _briefs().items():
        template = current_brief(house, made, language).parts
        save_brief(house, made, language, {**template, **parts}, who)
    numbers = add_creators(house, made, [part.creator for part in CAST], who)
    for number, part in zip(numbers, CAST, strict=True):
        _link(house, part)
        _walk(house, number, part)
    _click(house)
    _sell(house)


def _day(offset: int) -> str:
    return (dt.datetime.fromtimestamp(now(), dt.UTC).date() + dt.timedelta(days=offset)).isoformat()


def _plan() -> dict[str, str]:
    return {
        "name": NAME,
        "goal": "leads",
        "law": "de",
        "budget": "5000",
        "currency": "EUR",
        "starts": _day(-DAYS_SO_FAR),
        "ends": _day(DAYS_TO_COME),
        "formats": "product test,giveaway",
        "audience": "Eltern und Großeltern, die vorlesen; Menschen, die Bücher verschenken",
        "kpi-leads": "80",
        "kpi-deals": "50",
        "kpi-clicks": "2500",
    }


def _briefs() -> dict[str, dict[str, str]]:
    german = {
        "goal": "Familien entdecken unsere Vorleseabende und melden sich an.",
        "tonality": "So, wie du sonst auch sprichst. Ein ehrlicher Satz über ein schwaches Buch ist willkommen.",
        "messages": "Jeden Donnerstag um 17 Uhr liest jemand im Laden vor.\nWer sich anmeldet, bekommt einen Platz.",
        "dos": "Zeig das Buch aufgeschlagen.\nNenne @lesezeichen_buch.",
        "donts": "Keine Kinder, deren Eltern nicht gefragt wurden.",
        "mentions": "@lesezeichen_buch",
        "hashtags": "#vorlesewinter",
    }
    english = {
        "goal": "Families find our reading evenings and sign up.",
        "tonality": "The way you always speak. An honest sentence about a weak book is welcome.",
        "messages": "Every Thursday at 5 pm somebody reads aloud in the shop.\nWhoever signs up gets a seat.",
        "dos": "Show the book open.\nName @lesezeichen_buch.",
        "donts": "No children whose parents were not asked.",
        "mentions": "@lesezeichen_buch",
        "hashtags": "#vorlesewinter",
    }
    return {"de": german, "en": english}


def _code(part: Part) -> str:
    handle = part.creator.partition("/")[2]
    return "".join(sign for sign in handle.upper() if sign.isalpha() and sign not in "ILO")[:6] + "7"


def _slug(part: Part) -> str:
    return part.creator.partition("/")[2].replace(".", "-")


def _link(house: House, part: Part) -> None:
    from nahbar.campaigns.links.service.codes import add_code
    from nahbar.campaigns.links.service.keeping import add_link

    shared = {"creator": part.creator, "campaign": NAME}
    add_link(house, {"slug": _slug(part), "target": SHOP, **shared}, OWNER_EMAIL)
    add_code(house, {"code": _code(part), **shared}, OWNER_EMAIL)


def _walk(house: House, number: int, part: Part) -> None:
    from nahbar.campaigns.agree.contracts import Terms
    from nahbar.campaigns.agree.reading import Owed
    from nahbar.campaigns.agree.service.collaborations import Actor, add_deliverable, offer_terms, take_step
    from nahbar.campaigns.agree.service.work import hand_in_draft, note_post

    brand, creator = Actor("brand", OWNER_EMAIL), Actor("creator", f"guest link {number}")
    terms = Terms(fee_cents=part.fee_cents, share_bp=800, rights_media=("website",), rights_where="DE", rights_days=180)
    offer_terms(house, number, terms, brand)
    text = POST.format(code=_code(part))
    posted = text if part.reached == "checked" else ""
    address = f"https://posts.example/{_slug(part)}/vorlesewinter"
    road: dict[str, Callable[[], object]] = {
        "invited": lambda: take_step(house, number, "invite", brand),
        "agreed": lambda: take_step(house, number, "accept", creator),
        "briefed": lambda: take_step(house, number, "brief", brand),
        "draft in": lambda: hand_in_draft(
            house, number, DRAFT_WITHOUT_LABEL if part.reached == "draft in" else text, "photo", creator
        ),
        "draft approved": lambda: take_step(house, number, "approve", brand),
        "posted": lambda: note_post(house, number, address, posted, "photo", creator),
        "checked": lambda: take_step(house, number, "check", brand),
    }
    if part.reached == "declined":
        road["invited"]()
        take_step(house, number, "decline", creator, "Im Winter bin ich auf Lesereise, im Frühjahr gern.")
        return
    add_deliverable(house, number, Owed("post", day_of(now()) + 14, ""), OWNER_EMAIL)
    for state, step in road.items():
        step()
        if state == part.reached:
            break


def _times(rng: np.random.Generator, n: int) -> list[int]:
    """Return seconds, most of them in the days after a post, which is half way through what has passed."""
    since = np.minimum(rng.exponential(3.0 * DAY, n), DAYS_SO_FAR / 2 * DAY - 7_200)
    return sorted(int(now() - DAYS_SO_FAR / 2 * DAY + one) for one in since)


def _click(house: House) -> None:
    """Write clicks as the redirect does, and count them as the server does."""
    from nahbar.campaigns.links.records import PROGRAM, encode
    from nahbar.campaigns.links.service.counting import count_all
    from nahbar.campaigns.links.service.looking import link_page
    from nahbar.campaigns.links.spool import FOLDER, SUFFIX

    rng = np.random.default_rng(SEED)
    flow: list[tuple[int, int, int, int]] = []
    for part in CAST:
        link = link_page(house, _slug(part)).link.id
        # One in nine is a program, one in eight somebody who taps twice.
        for at in _times(rng, part.clicks):
            visitor = int(rng.integers(1, 2**40))
            flow.append((at, visitor, link, 0))
            if rng.random() < 1 / 8:
                flow.append((at + 2, visitor, link, 0))
            if rng.random() < 1 / 9:
                flow.append((at + 1, visitor + 1, link, PROGRAM))
    content = b"".join(
        encode(at * 1_000_000, who, 7, link, flags, 0, bytes(16)) for at, who, link, flags in sorted(flow)
    )
    folder = house.workspace.folder / FOLDER
    folder.mkdir(exist_ok=True)
    (folder / f"sample{SUFFIX}").write_bytes(content)
    count_all(house)


def _sell(house: House) -> None:
    from nahbar.campaigns.leads.service.recording import record_deals, record_leads

    record_leads(house, list(_leads()), OWNER_EMAIL)
    record_deals(house, list(_orders()), OWNER_EMAIL)


SAID = ("Instagram, bei Mareike", "TikTok", "eine Freundin", "im Laden gesehen", "", "Google")


def _leads() -> Iterator[NewLead]:
    from nahbar.campaigns.leads.contracts import NewLead, Traces

    rng = np.random.default_rng(SEED + 1)
    stages = ("new", "new", "qualified", "qualified", "offer", "won", "lost")
    for part in CAST:
        for number, at in enumerate(_times(rng, part.leads)):
            stage = stages[int(rng.integers(len(stages)))]
            yield NewLead(
                key=f"sample-lead-{_slug(part)}-{number}",
                came_at=at + 600,
                via="form",
                traces=Traces(link=_slug(part)),
                source_said=SAID[int(rng.integers(len(SAID)))],
                stage=stage,
                qualified=None if stage == "new" else stage != "lost",
                reason="kommt aus einer anderen Stadt" if stage == "lost" else "",
            )


def _orders() -> Iterator[NewDeal]:
    from nahbar.campaigns.leads.contracts import NewDeal, Traces

    rng = np.random.default_rng(SEED + 2)
    for part in CAST:
        for number, at in enumerate(_times(rng, part.orders)):
            cents = int(np.round(rng.lognormal(3.4, 0.5), 1) * 100)
            yield NewDeal(
                key=f"sample-order-{_slug(part)}-{number}",
                at=at + 1_200,
                value_cents=cents,
                currency="EUR",
                traces=Traces(code=_code(part)),
                refunded_cents=cents if number == 4 else 0,
                order_number=f"B-{1_000 + int(rng.integers(9_000))}",
                came_from=part.came_from[number % len(part.came_from)] or None,
                country=WENT_TO[number % len(WENT_TO)],
            )
