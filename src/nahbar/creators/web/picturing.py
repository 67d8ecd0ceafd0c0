"""Hands the pictures of a creator's page their figures and their titles in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nahbar.creators.contracts import Sign
from nahbar.creators.pictures import draw_growth, draw_network, draw_posts, draw_ring, draw_size
from nahbar.creators.service.reports.profiles import CreatorPage
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.plots import whisker

PICTURE_SIZE = msg("Engagement rate among creators of like size")
PICTURE_GROWTH = msg("Followers over time")
PICTURE_POSTS = msg("Engagement rate of each post")
PICTURE_RING = msg("Share of the posts on which each of the most active commenters wrote")
PICTURE_NETWORK = msg("Who comments under the same posts")
GROWTH_SIGNS = ("follower_burst", "follower_plateau", "slow_delivery")


def pictures(language: Language, shown: CreatorPage) -> dict[str, Any]:
    """Return the pictures by name; None where the data does not carry one."""
    vetting = shown.vetting
    found, profile = vetting.by_followers, vetting.profile
    say = language.message
    drawn: dict[str, Any] = {"size": None, "growth": None, "posts": None, "ring": None, "network": None}
    drawn["whisker"] = whisker
    if found is not None and profile.followers:
        curve = shown.curves.by_followers
        drawn["size"] = draw_size(language, curve, profile.followers, found, shown.neighbours, say(PICTURE_SIZE))
    if vetting.growth is not None:
        marked = _spans(vetting.authenticity.signs)
        drawn["growth"] = draw_growth(language, vetting.growth, marked, say(PICTURE_GROWTH))
    band = (found or vetting.by_views).posts if (found or vetting.by_views) else None  # type: ignore[union-attr]
    if band is not None and len(band.row) > 1:
        paid = [one.post_id for one in vetting.paid.posts] if vetting.paid else []
        drawn["posts"] = draw_posts(language, band, vetting.posts, paid, say(PICTURE_POSTS))
    if shown.commenters is not None and shown.meetings:
        words = _ring_words(language, profile.handle)
        drawn["ring"] = draw_ring(language, shown.commenters, words, say(PICTURE_RING))
        drawn["network"] = draw_network(language, shown.commenters, shown.meetings, words, say(PICTURE_NETWORK))
    return drawn


def _ring_words(language: Language, handle: str) -> dict[str, str]:
    said = {
        "minutes": msg("min after the post"),
        "hours": msg("h after the post"),
        "mutual": msg("mutual"),
        "of_posts": msg("of the posts"),
        "together": msg("of the posts together"),
    }
    return {name: language.message(message) for name, message in said.items()} | {"creator": f"@{handle}"}


def _spans(signs: Sequence[Sign]) -> list[tuple[int, int]]:
    spans = []
    for sign in signs:
        if sign.sign in GROWTH_SIGNS:
            for evidence in sign.evidence:
                days = [int(day) for day in evidence.rows.get("day", ())]
                if days:
                    spans.append((min(days), max(days)))
    return spans


def compared(language: Language, pages: Sequence[CreatorPage]) -> dict[str, Any]:
    """Return what a comparison needs: one axis for all rates."""
    highs = [one.vetting.by_followers.interval[1] for one in pages if one.vetting.by_followers is not None]
    return {"scale": max(highs, default=1.0), "whisker": whisker, "titles": _titles(language)}


def _titles(language: Language) -> dict[str, str]:
    messages: dict[str, Message] = {"size": PICTURE_SIZE, "growth": PICTURE_GROWTH}
    return {name: language.message(message) for name, message in messages.items()}
