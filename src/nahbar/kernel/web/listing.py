"""Tables on a page: what is sorted, filtered and paged stands in the address, and so can be shared."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from litestar import Response
from litestar.response import Redirect

PAGE_ROWS = 50
CSV_MEDIA = "text/csv"


@dataclass(frozen=True, slots=True)
class Listing:
    """The state of one table: a sort column (a leading "-" turns it round), a page and the filters that are set."""

    sort: str
    page: int
    filters: Mapping[str, str]
    rows: int = PAGE_ROWS

    @property
    def column(self) -> str:
        """The column that the table is sorted by."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether the largest comes first."""
        return self.sort.startswith("-")

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.rows

    def sorted_by(self, column: str) -> str:
        """Return the address of the same table sorted by `column`, turned round when it is sorted so already."""
        turned = f"-{column}" if self.sort == column else column
        return replace(self, sort=turned, page=1).address()

    def at(self, page: int) -> str:
        """Return the address of another page of the same table."""
        return replace(self, page=page).address()

    def address(self, **more: str) -> str:
        """Return the query string of this state."""
        values = {**self.filters, "sort": self.sort, **({"page": str(self.page)} if self.page > 1 else {}), **more}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def pages(self, total: int) -> int:
        """Return the number of pages for `total` rows."""
        return max(1, -(-total // self.rows))


def read_listing(query: Mapping[str, str], columns: Sequence[str], default: str, filters: Sequence[str]) -> Listing:
    """Return the state that an address describes; unknown columns and senseless pages fall back to the default."""
    sort = query.get("sort", default)
    number = query.get("page", "1")
    return Listing(
        sort=sort if sort.removeprefix("-") in columns else default,
        page=max(1, int(number)) if number.isdecimal() and len(number) < 9 else 1,
        filters={name: query[name].strip()[:200] for name in filters if query.get(name, "").strip()},
    )


def to_last_page(path: str, listing: Listing, total: int) -> Redirect | None:
    """Return the way to the last page of the table at `path` where there are fewer; None where the page is one of it.

    Addresses are kept while lists grow shorter.
    """
    last = listing.pages(total)
    return Redirect(f"{path}{listing.at(last)}", status_code=303) if listing.page > last else None


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response[str]:
    """Answer with a CSV file; a byte-order mark lets spreadsheet programs read the umlauts."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    writer.writerows([[_harmless(value) for value in row] for row in rows])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + buffer.getvalue(), media_type=CSV_MEDIA, headers=headers)


def _harmless(value: object) -> object:
    # A cell that begins like a formula would be run by spreadsheet programs.
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return "'" + value
    return "" if value is None else value
