"""The campaigns room: campaigns, briefs, collaborations, links, codes, the collection of touchpoints, payouts.

Other rooms import from here only. What stands behind the door is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.campaigns.earned.contracts import Brought, Earned
    from nahbar.campaigns.earned.service import earned_between
    from nahbar.campaigns.earned.working import Work, work_between
    from nahbar.campaigns.leads.service.afterwards import DealNote, deal_notes
    from nahbar.campaigns.leads.service.uploading import upload_kinds
    from nahbar.campaigns.leads.service.waiting import waiting_leads
    from nahbar.campaigns.links.service.checkup import examine_clicks
    from nahbar.campaigns.links.service.counting import count_all
    from nahbar.campaigns.links.service.forgetting import forget_creator
    from nahbar.campaigns.numbers.contracts import OtherMoney, Sums
    from nahbar.campaigns.paper import Sheet

__all__ = [
    "Brought",
    "DealNote",
    "Earned",
    "OtherMoney",
    "Sheet",
    "Sums",
    "Work",
    "count_all",
    "deal_notes",
    "earned_between",
    "examine_clicks",
    "forget_creator",
    "upload_kinds",
    "waiting_leads",
    "work_between",
]

_PLACES = {
    **dict.fromkeys(("Brought", "Earned"), "earned.contracts"),
    **dict.fromkeys(("OtherMoney", "Sums"), "numbers.contracts"),
    "earned_between": "earned.service",
    **dict.fromkeys(("Work", "work_between"), "earned.working"),
    "Sheet": "paper",
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
