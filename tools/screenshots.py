"""Takes the screenshots under docs/images/ from a served workspace: every page, both languages, both widths.

python -m tools.screenshots http://127.0.0.1:8700 [FOLDER] [--dark] [--only NAME]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nahbar.app.sample import OWNER_EMAIL, OWNER_PASSWORD

WIDTHS = {"desktop": 1280, "phone": 360}
PAGES = {
    "sign-in": "/sign-in",
    "today": "/",
    "creators": "/creators",
    "data": "/data",
    "settings": "/settings",
    "notices": "/settings/notices",
    "mail-server": "/settings/mail",
    "api": "/api",
    "creator-strong-signs": "/creators/instagram/glanzundregal",
    "creator-no-sign": "/creators/instagram/mareike.liest",
    "creator-comment-ring": "/creators/instagram/kapitel.und.kekse",
    "creator-cannot-tell": "/creators/tiktok/buchneuling.ole",
    "compare": "/creators/compare?"
    + "&".join(f"one=instagram/{handle}" for handle in ("glanzundregal", "kapitel.und.kekse", "mareike.liest")),
    "disclosure": "/creators/instagram/glanzundregal/disclosure",
    "draft": "/disclosure",
    "choose": "/creators/portfolio",
    "find": "/creators/search?q=Vorlesen+mit+Kindern",
    "fit": "/creators/fit",
    "creator-fit": "/creators/instagram/mareike.liest/fit",
    "brand": "/brand",
    "followers": "/creators/instagram/glanzundregal/followers",
    "guest-links": "/creators/instagram/kapitel.und.kekse/guests",
    "import-done": "/data/imports/3",
    "campaigns": "/campaigns",
    "campaign": "/campaigns/1",
    "campaign-new": "/campaigns/new",
    "campaign-edit": "/campaigns/1/edit",
    "brief": "/campaigns/1/brief",
    "collaboration": "/campaigns/collaborations/4",
    "links": "/campaigns/links",
    "link": "/campaigns/links/to/mareike-liest",
    "link-new": "/campaigns/links/new",
    "link-edit": "/campaigns/links/to/mareike-liest/edit",
    "codes": "/campaigns/links/codes",
    "payouts": "/campaigns/payouts",
    "campaign-numbers": "/campaigns/1/numbers",
    "leads": "/campaigns/leads",
    "lead": "/campaigns/leads/1",
    "deals": "/campaigns/leads/deals",
    "ways-in": "/campaigns/leads/ways",
    "lead-rule": "/campaigns/leads/rule",
    "lead-score": "/campaigns/leads/score",
    "mailboxes": "/campaigns/leads/mailboxes",
    "credit": "/worth/attribution",
    "report": "/worth/report",
    "experiments": "/worth/experiments",
    "experiment": "/worth/experiments/erinnerungsmail",
    "experiment-begun": "/worth/experiments/postkarte",
    "experiment-plan": "/worth/experiments/new",
    "experiments-together": "/worth/experiments/together",
    "experiment-file": "/worth/experiments/analyse",
    "designs": "/worth/designs",
    "design-who": "/worth/designs/who",
    "design-switchback": "/worth/designs/switchback",
    "design-staggered": "/worth/designs/staggered",
    "customers": "/worth/customers",
    "likes": "/worth/likes",
    "participation": "/worth/participation",
    "silent": "/worth/silent",
    "content": "/worth/content",
}
SIGNED_OUT = ("sign-in",)
# Pages of people without an account: where the owner makes the link to each.
GUESTS = {
    "guest-report": "/creators/instagram/kapitel.und.kekse/guests",
    "guest-collaboration": "/campaigns/collaborations/4",
    "guest-numbers": "/campaigns/1/numbers",
}
COLOURS = 256  # enough for pages of few colours, at two fifths of the bytes
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def main() -> None:
    """Save one PNG a page, language and width."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("docs/images"))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--page", action="append", default=[], help="NAME=PATH, beside the standard ones")
    given = parser.parse_args()
    pages = PAGES | dict(one.split("=", 1) for one in given.page)
    wanted = [name for name in (*pages, *GUESTS) if given.only in ("", name)]
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, pixels in WIDTHS.items():
            for language in ("de", "en"):
                owner, stranger = (_visitor(browser, given, pixels, language) for _ in range(2))
                _sign_in(owner, given.address)
                owner.goto(f"{given.address}/language/{language}")  # an account brings its own
                for name in wanted:
                    page = stranger if name in SIGNED_OUT or name in GUESTS else owner
                    page.goto(given.address + pages[name] if name in pages else _guest_link(owner, given, name))
                    page.wait_for_load_state("networkidle")
                    _save(page, given.folder / f"{name}-{language}-{width}.png")
        browser.close()


def _visitor(browser: Browser, given: argparse.Namespace, pixels: int, language: str) -> Page:
    """Return a page of a browser of its own, in a language."""
    context = browser.new_context(
        viewport={"width": pixels, "height": 800}, color_scheme="dark" if given.dark else "light"
    )
    page = context.new_page()
    page.goto(f"{given.address}/language/{language}")
    return page


def _sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#f-email", OWNER_EMAIL)
    page.fill("#f-password", OWNER_PASSWORD)
    page.click("main button")


def _guest_link(owner: Page, given: argparse.Namespace, name: str) -> str:
    """Make a guest link as the owner, and return its address."""
    owner.goto(given.address + GUESTS[name])
    owner.click('form[action$="/guests"] button')
    return owner.inner_text("code.address")


def _save(page: Page, path: Path) -> None:
    page.screenshot(path=path, full_page=True)
    with Image.open(path) as taken:
        few = taken.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
