"""Files as they come, read as rows: CSV, JSON Lines, Parquet, Excel, and the cells inside them."""

from nahbar.kernel.tabular.archives import Archive, open_archive
from nahbar.kernel.tabular.contracts import DEFAULT, Cell, Limits, Row, Table
from nahbar.kernel.tabular.reading import open_table

__all__ = ["DEFAULT", "Archive", "Cell", "Limits", "Row", "Table", "open_archive", "open_table"]
