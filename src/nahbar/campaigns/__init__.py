"""The campaigns room: campaigns, briefs, collaborations, links, codes, the collection of touchpoints, payouts.

Other rooms import from here only. What stands behind the door is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.campaigns.agree.service.pressing import Pressing, pressing
    from nahbar.campaigns.agree.words import HAPPENED
    from nahbar.campaigns.earned.contracts import Brought, Earned
    from nahbar.campaigns.earned.service import earned_between
    from nahbar.campaigns.earned.working import Work, first_work_day, work_between
    from nahbar.campaigns.leads.service.afterwards import DealNote, deal_notes
    from nahbar.campaigns.leads.service.arriving import Arrival, arrivals
    from nahbar.campaigns.leads.service.buying import Purchase, purchases_of_people
    from nahbar.campaigns.leads.service.forgetting import forget_creator
    from nahbar.campaigns.leads.service.uploading import upload_kinds
    from nahbar.campaigns.leads.service.waiting import waiting_leads
    from nahbar.campaigns.links.service.checkup import examine_clicks
    from nahbar.campaigns.links.service.counting import count_all
    from nahbar.campaigns.numbers.contracts import OtherMoney, Sums
    from nahbar.campaigns.numbers.tracked import qualified_by_post, tracked_links
    from nahbar.campaigns.paper import Sheet

__all__ = [
    "HAPPENED",
    "Arrival",
    "Brought",
    "DealNote",
    "Earned",
    "OtherMoney",
    "Pressing",
    "Purchase",
    "Sheet",
    "Sums",
    "Work",
    "arrivals",
    "count_all",
    "deal_notes",
    "earned_between",
    "examine_clicks",
    "first_work_day",
    "forget_creator",
    "pressing",
    "purchases_of_people",
    "qualified_by_post",
    "tracked_links",
    "upload_kinds",
    "waiting_leads",
    "work_between",
]

_PLACES = {
    "HAPPENED": "agree.words",
    "Arrival": "leads.service.arriving",
    "Brought": "earned.contracts",
    "DealNote": "leads.service.afterwards",
    "Earned": "earned.contracts",
    "OtherMoney": "numbers.contracts",
    "Pressing": "agree.service.pressing",
    "Purchase": "leads.service.buying",
    "Sheet": "paper",
    "Sums": "numbers.contracts",
    "Work": "earned.working",
    "arrivals": "leads.service.arriving",
    "count_all": "links.service.counting",
    "deal_notes": "leads.service.afterwards",
    "earned_between": "earned.service",
    "examine_clicks": "links.service.checkup",
    "first_work_day": "earned.working",
    "forget_creator": "leads.service.forgetting",
    "pressing": "agree.service.pressing",
    "purchases_of_people": "leads.service.buying",
    "qualified_by_post": "numbers.tracked",
    "tracked_links": "numbers.tracked",
    "upload_kinds": "leads.service.uploading",
    "waiting_leads": "leads.service.waiting",
    "work_between": "earned.working",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
