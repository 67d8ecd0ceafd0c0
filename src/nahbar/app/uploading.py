"""The kinds of tables of all rooms on one page of imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns import upload_kinds
from nahbar.creators import Examine, UploadColumn, UploadKind, offer
from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.journal.cells import COLUMNS, REQUIRED, RowReader
from nahbar.kernel.journal.importing import import_touchpoints
from nahbar.kernel.messages import Message
from nahbar.kernel.tabular import Row
from nahbar.kernel.touchpoints import NotATouchpoint


def offer_kinds() -> None:
    """Offer leads, deals, orders and touchpoints beside the kinds of the creators room."""
    columns = [UploadColumn(name, name in REQUIRED) for name in COLUMNS]
    touchpoints = UploadKind("touchpoints", columns, _nothing, _touchpoints, import_touchpoints, "/data")
    for kind in (*upload_kinds(), touchpoints):
        offer(kind)


def _nothing(headers: Sequence[str]) -> Mapping[str, str]:
    return {}


def _touchpoints(house: House, index: Mapping[str, int], sample: Sequence[Row], platform: str) -> Examine:
    reader = RowReader(index, sample, now(), creator=None, currency=house.workspace.settings.currency)

    def look(row: Row) -> tuple[str, Message] | None:
        try:
            reader.read(row)
        except NotATouchpoint as error:
            return error.column, error.reason
        return None

    return look
