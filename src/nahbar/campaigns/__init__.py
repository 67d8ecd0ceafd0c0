"""The campaigns room: campaigns, briefs, collaborations, links, codes, the collection of touchpoints, payouts.

Other rooms import from here only. What stands behind the door is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.campaigns.leads.service.afterwards import DealNote, deal_notes
    from nahbar.campaigns.leads.service.uploading import upload_kinds
    from nahbar.campaigns.leads.service.waiting import waiting_leads
    from nahbar.campaigns.links.service.checkup import examine_clicks
    from nahbar.campaigns.links.service.counting import count_all
    from nahbar.campaigns.links.service.forgetting import forget_creator

__all__ = [
    "DealNote",
    "count_all",
    "deal_notes",
    "examine_clicks",
    "forget_creator",
    "upload_kinds",
    "waiting_leads",
]

_PLACES = {
    "DealNote": "leads.service.afterwards",
    "count_all": "links.service.counting",
    "deal_notes": "leads.service.afterwards",
    "examine_clicks": "links.service.checkup",
    "forget_creator": "links.service.forgetting",
    "upload_kinds": "leads.service.uploading",
    "waiting_leads": "leads.service.waiting",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
