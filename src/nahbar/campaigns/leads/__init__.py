"""Leads, deals and refunds: how they come in, whom they are credited to, and what became of them.

What stands behind the door is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nahbar.campaigns.leads.contracts import KeptDeal, Lead, NewDeal, NewLead, NewRefund, Traces
    from nahbar.campaigns.leads.service.erasing import erase_customer, export_customer
    from nahbar.campaigns.leads.service.looking import deals_of, leads_of
    from nahbar.campaigns.leads.service.placing import OrderPlaces, PlacedOrder, order_places, orders_placed
    from nahbar.campaigns.leads.service.recording import record_deal, record_lead, record_refund

__all__ = [
    "KeptDeal",
    "Lead",
    "NewDeal",
    "NewLead",
    "NewRefund",
    "OrderPlaces",
    "PlacedOrder",
    "Traces",
    "deals_of",
    "erase_customer",
    "export_customer",
    "leads_of",
    "order_places",
    "orders_placed",
    "record_deal",
    "record_lead",
    "record_refund",
]

_PLACES = {
    **dict.fromkeys(("KeptDeal", "Lead", "NewDeal", "NewLead", "NewRefund", "Traces"), "contracts"),
    **dict.fromkeys(("deals_of", "leads_of"), "service.looking"),
    **dict.fromkeys(("erase_customer", "export_customer"), "service.erasing"),
    **dict.fromkeys(("OrderPlaces", "PlacedOrder", "order_places", "orders_placed"), "service.placing"),
    **dict.fromkeys(("record_deal", "record_lead", "record_refund"), "service.recording"),
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
