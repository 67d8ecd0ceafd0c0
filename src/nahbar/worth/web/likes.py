"""The page of likes: one reaction at a time, its three answers in three pictures, and both rankings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from litestar import Response, Router, get

from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.earned_posts import names_of, openings
from nahbar.worth.likes.contracts import REACTIONS, WORDS
from nahbar.worth.likes.picture import draw_association, draw_figure
from nahbar.worth.likes.service import likes_of

PATH = "/worth/likes"
TITLES = {
    "like": msg("What is a like worth?"),
    "comment": msg("What is a comment worth?"),
    "share": msg("What is a share worth?"),
    "save": msg("What is a save worth?"),
    "follower": msg("What is a follower worth?"),
}
NAMES = {
    "like": msg("Likes"),
    "comment": msg("Comments"),
    "share": msg("Shares"),
    "save": msg("Saves"),
    "follower": msg("Followers"),
}
RANKED = {
    "like": msg("The same posts by likes and by deals"),
    "comment": msg("The same posts by comments and by deals"),
    "share": msg("The same posts by shares and by deals"),
    "save": msg("The same posts by saves and by deals"),
    "follower": msg("The same posts by followers and by deals"),
}
PLACES = {
    "like": msg("Place by likes"),
    "comment": msg("Place by comments"),
    "share": msg("Place by shares"),
    "save": msg("Place by saves"),
    "follower": msg("Place by followers"),
}
ASSOCIATION = msg("Deals per thousand, by creator, with 95% intervals")
CREDIT = msg("Deals credited, with the 95% interval")
EFFECT = msg("Deals caused by a thousand, with the 95% interval")
SHOWN = 20


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_likes(request: PageRequest, house: Here) -> Response[str]:
    """Show what a reaction is worth; `reaction` in the address says which."""
    name = request.query_params.get("reaction", "like")
    name = name if name in REACTIONS else "like"
    found = likes_of(house, request.user.name, only=(name,))
    one, language = found.reactions[0], house.language(request.user.language)
    pictures: dict[str, Any] = {}
    shown = [row.creator for row in found.ranked[:SHOWN]]
    groups = one.association.creators if one.association else ()
    creators = names_of(house, [*shown, *(group.name for group in groups)])
    if one.association:
        called = [replace(group, name=creators[group.name]) for group in groups]
        pictures["association"] = draw_association(language, called, language.message(ASSOCIATION))
    if one.credit:
        pictures["credit"] = draw_figure(language, one.credit.deals, False, language.message(CREDIT))
    if one.effect:
        pictures["effect"] = draw_figure(language, one.effect.per_thousand, True, language.message(EFFECT))
    values: dict[str, Any] = {
        "found": found,
        "one": one,
        "reactions": NAMES,
        "titles": TITLES,
        "pictures": pictures,
        "captions": {"association": ASSOCIATION, "credit": CREDIT, "effect": EFFECT},
        "heading": RANKED[name],
        "place": PLACES[name],
        "ranked": found.ranked[:SHOWN],
        "three_words": WORDS,
        "creators": creators,
        "openings": openings(house, [(row.creator, row.post) for row in found.ranked[:SHOWN]]),
    }
    return page(request, "worth/likes.html", values)


router = Router("/", route_handlers=[show_likes])
