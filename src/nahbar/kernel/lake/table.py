"""The Delta table `lake/touchpoints`: its schema, its last sealed batch, and what reaches the disk.

Only `time` has statistics in the Delta log: those of `person` or `id` would outlive an erasure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import TableNotFoundError

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import Workspace

# Under this name the lake remembers the last batch of the journal that it took.
APPLICATION = "nahbar-journal"
_TYPES = {"time": pa.int64(), "value_cents": pa.int64(), "consent": pa.bool_()}
ROW_SCHEMA = pa.schema(
    [
        *((name, _TYPES.get(name, pa.string())) for name in Touchpoint.__struct_fields__),
        ("received_at", pa.int64()),
    ]
)
COLUMNS: Sequence[str] = tuple(ROW_SCHEMA.names)
SCHEMA = ROW_SCHEMA.append(pa.field("month", pa.string()))
# The library takes these in a path for parts of an address.
UNADDRESSABLE = "[]%^|"
CONFIGURATION = {"delta.dataSkippingStatsColumns": "time"}


def lake_path(workspace: Workspace) -> Path:
    """Return where the table lies, or would."""
    return workspace.folder / "lake" / "touchpoints"


def files_of(workspace: Workspace, table: DeltaTable) -> Sequence[str]:
    """Return the Parquet files of a version of the table, as paths of this machine."""
    path = lake_path(workspace)
    return [str(path / name) for name in pa.table(table.get_add_actions()).column("path").to_pylist()]


def open_lake(workspace: Workspace) -> DeltaTable | None:
    """Return the newest version of the table, None when nothing was sealed yet."""
    path = lake_path(workspace)
    try:
        return DeltaTable(path) if path.is_dir() else None
    except TableNotFoundError:
        # Killed while the table was made: nothing is in it.
        return None


def make_lake(workspace: Workspace) -> DeltaTable:
    """Return the table, made when there is none."""
    path = lake_path(workspace)
    if any(sign in str(path.absolute()) for sign in UNADDRESSABLE):
        raise BadInput(
            msg(
                "The lake cannot be made in {folder}: its name has one of {signs:raw}.",
                folder=str(path),
                signs=UNADDRESSABLE,
            ),
            msg("Stop nahbar and rename the folder of the workspace. Nothing was lost."),
            kind="folder-name",
        )
    path.mkdir(parents=True, exist_ok=True)
    found = open_lake(workspace)
    return found or DeltaTable.create(path, schema=SCHEMA, partition_by=["month"], configuration=CONFIGURATION)


def sealed_batch(table: DeltaTable | None) -> int:
    """Return the number of the last batch that is in the lake, 0 when none is."""
    version = None if table is None else table.transaction_version(APPLICATION)
    return int(version or 0)


def write_batch(workspace: Workspace, rows: pa.Table, number: int) -> None:
    """Add the batch `number` to the lake in one commit that has reached the disk when this returns."""
    table = make_lake(workspace)
    taken = CommitProperties(app_transactions=[Transaction(APPLICATION, number)])
    write_deltalake(table, with_month(rows), mode="append", commit_properties=taken)
    sync_newest(workspace)


def with_month(rows: pa.Table) -> pa.Table:
    """Return rows in the order of their time, with the month in UTC that they are filed under."""
    ordered = rows.sort_by("time")
    moments = ordered.column("time").cast(pa.timestamp("us"))
    return ordered.append_column(SCHEMA.field("month"), pc.strftime(moments, format="%Y-%m"))


def sync_newest(workspace: Workspace) -> None:
    """Bring the newest commit, and the files that it added, to the disk: the journal's rows are deleted next."""
    path = lake_path(workspace)
    log = path / "_delta_log" / f"{DeltaTable(path).version():020}.json"
    actions = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    files = [path / action["add"]["path"] for action in actions if "add" in action]
    folders = {file.parent for file in files}
    for one in (*files, *folders, log, log.parent, path, path.parent):
        descriptor = os.open(one, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
