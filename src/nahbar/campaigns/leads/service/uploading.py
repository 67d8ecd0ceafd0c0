"""Leads, deals and orders as kinds on the page of imports."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from nahbar.campaigns.leads.columns import COLUMNS, REQUIRED, guess_columns
from nahbar.campaigns.leads.service import importing
from nahbar.creators import Examine, UploadColumn, UploadKind
from nahbar.kernel.house import House
from nahbar.kernel.tabular import Row

_RUN = {"leads": importing.import_leads, "deals": importing.import_deals, "orders": importing.import_orders}
PAGES = {"leads": "/campaigns/leads", "deals": "/campaigns", "orders": "/campaigns"}


def upload_kinds() -> Sequence[UploadKind]:
    """Return what the page of imports needs to know of each kind."""
    return [_kind(name) for name in _RUN]


def _kind(name: str) -> UploadKind:
    return UploadKind(
        name=name,
        columns=[UploadColumn(column, column in REQUIRED[name]) for column in COLUMNS[name]],
        guess=functools.partial(guess_columns, kind=name),
        examiner=functools.partial(_examiner, name),
        run=_RUN[name],
        page=PAGES[name],
        shop=name == "orders",
    )


def _examiner(kind: str, house: House, index: Mapping[str, int], sample: Sequence[Row], platform: str) -> Examine:
    return importing.examiner(house, kind, index, sample, platform)
