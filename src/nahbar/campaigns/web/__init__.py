"""The pages, the API and the fast parts of the campaigns room."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.campaigns.api import briefs as briefs_api
from nahbar.campaigns.api import campaigns as campaigns_api
from nahbar.campaigns.api import collaborations as collaborations_api
from nahbar.campaigns.api import deliverables as deliverables_api
from nahbar.campaigns.api import guests as guests_api
from nahbar.campaigns.api import leads as leads_api
from nahbar.campaigns.api import payouts as payouts_api
from nahbar.campaigns.collect.part import CollectPart
from nahbar.campaigns.leads import open_pages
from nahbar.campaigns.leads import web as leads
from nahbar.campaigns.leads.deals import web as deals
from nahbar.campaigns.leads.forms.part import FormsPart
from nahbar.campaigns.leads.hooks.part import HooksPart
from nahbar.campaigns.leads.mailbox import web as mailboxes
from nahbar.campaigns.leads.qualify import web as qualify
from nahbar.campaigns.leads.scoring import web as scoring
from nahbar.campaigns.links import api as links_api
from nahbar.campaigns.links import web as links
from nahbar.campaigns.links.redirect import Redirects
from nahbar.campaigns.numbers import web as numbers
from nahbar.campaigns.web import briefs, campaigns, collaborations, guests, payouts
from nahbar.kernel.house import House
from nahbar.kernel.journal import Journal
from nahbar.kernel.messages import msg
from nahbar.kernel.web.front import Part
from nahbar.kernel.web.pages import NavigationEntry
from nahbar.kernel.web.shell import Room

ROOM = Room(
    package="nahbar.campaigns",
    handlers=[
        campaigns.router,
        collaborations.router,
        briefs.router,
        payouts.router,
        guests.router,
        numbers.router,
        links.router,
        leads.router,
        deals.router,
        mailboxes.router,
        qualify.router,
        scoring.router,
        open_pages.router,
        links_api.router,
        campaigns_api.router,
        collaborations_api.router,
        deliverables_api.router,
        guests_api.router,
        briefs_api.router,
        leads_api.router,
        payouts_api.router,
    ],
    navigation=[NavigationEntry("/campaigns", msg("Campaigns"))],
)


def fast_parts(house: House) -> Sequence[Part]:
    """Return the raw applications of this room: what answers without sessions and pages."""
    return (Redirects(house), CollectPart(house, Journal(house.workspace)), HooksPart(house), FormsPart(house))
