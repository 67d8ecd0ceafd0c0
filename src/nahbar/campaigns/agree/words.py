"""The words of codes: each a message, so that rules, screens and files say them alike. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.kernel.messages import Message, msg

STATES: Mapping[str, Message] = {
    "shortlisted": msg("shortlisted"),
    "invited": msg("invited"),
    "agreed": msg("agreed"),
    "briefed": msg("briefed"),
    "draft in": msg("draft handed in"),
    "draft approved": msg("draft approved"),
    "posted": msg("posted"),
    "checked": msg("checked"),
    "paid": msg("paid"),
    "declined": msg("declined"),
    "cancelled": msg("cancelled"),
}
# What a person does, as the words on a button.
STEPS: Mapping[str, Message] = {
    "shortlist": msg("Put on the shortlist"),
    "invite": msg("Invite"),
    "accept": msg("Accept"),
    "decline": msg("Decline"),
    "change terms": msg("Change the terms"),
    "brief": msg("Send the brief"),
    "hand in": msg("Hand in a draft"),
    "return": msg("Ask for changes"),
    "approve": msg("Approve the draft"),
    "publish": msg("Note the post"),
    "check": msg("Mark as checked"),
    "pay": msg("Mark as paid"),
    "cancel": msg("Call it off"),
    "reopen": msg("Take up again"),
}
# What happened, for the history.
DONE: Mapping[str, Message] = {
    "shortlist": msg("put on the shortlist"),
    "invite": msg("invited the creator"),
    "accept": msg("accepted"),
    "decline": msg("declined"),
    "change terms": msg("changed the terms"),
    "brief": msg("sent the brief"),
    "hand in": msg("handed in a draft"),
    "return": msg("asked for changes"),
    "approve": msg("approved the draft"),
    "publish": msg("noted the post"),
    "check": msg("marked the post as checked"),
    "pay": msg("marked it as paid"),
    "cancel": msg("cancelled"),
    "reopen": msg("took it up again"),
    "undo": msg("undid the step before"),
}
# What a creator did that the brand is told of.
HAPPENED: Mapping[str, Message] = {
    "accept": msg("accepted the offer"),
    "decline": msg("declined the offer"),
    "hand in": msg("handed in a draft"),
    "publish": msg("handed in a post"),
}
PARTIES: Mapping[str, Message] = {
    "brand": msg("the brand"),
    "creator": msg("the creator"),
    "software": msg("nahbar itself"),
}
GOALS: Mapping[str, Message] = {
    "awareness": msg("Become known"),
    "launch": msg("Launch something new"),
    "ugc": msg("Content that we may use"),
    "leads": msg("Leads or sales"),
    "community": msg("Talk with the community"),
}
CAMPAIGN_STATES: Mapping[str, Message] = {
    "draft": msg("in preparation"),
    "running": msg("running"),
    "closed": msg("closed"),
}
FORMATS: Mapping[str, Message] = {
    "product test": msg("product test"),
    "challenge": msg("challenge"),
    "takeover": msg("takeover"),
    "giveaway": msg("giveaway"),
    "co-creation": msg("co-creation"),
    "tutorial": msg("tutorial"),
    "event": msg("event"),
    "story series": msg("story series"),
}
KPIS: Mapping[str, Message] = {
    "qualified leads": msg("Qualified leads"),
    "leads": msg("Leads"),
    "deals": msg("Deals"),
    "revenue": msg("Revenue"),
    "clicks": msg("Clicks"),
    "posts": msg("Posts"),
    "reach": msg("Reach"),
}
DELIVERABLES: Mapping[str, Message] = {
    "post": msg("Post"),
    "video": msg("Video"),
    "story": msg("Story"),
    "live": msg("Live stream"),
    "text": msg("Text"),
    "other": msg("Something else"),
}
MEDIA: Mapping[str, Message] = {
    "own channels": msg("the brand's own channels"),
    "website": msg("the brand's website and shop"),
    "paid ads": msg("paid ads"),
    "newsletter": msg("newsletter"),
    "print": msg("print"),
}
LAWS: Mapping[str, Message] = {
    "de": msg("Germany"),
    "at": msg("Austria"),
    "ch": msg("Switzerland"),
    "uk": msg("United Kingdom"),
    "us": msg("United States"),
}
