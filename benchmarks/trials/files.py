"""The five files: what is known of one creator as rows, and the writer that puts them into a folder."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DAY = 86_400
LAST_DAY = int(np.datetime64("2026-10-31", "D").astype(np.int64)) * DAY
END = LAST_DAY + 20 * 3600
HEADERS = {
    "creators": "platform,handle,name,bio,followers,following,posts,created_at,country,language,category,observed_at",
    "followers-daily": "platform,handle,date,followers",
    "posts": "platform,handle,post_id,posted_at,text,kind,likes,comments,shares,saves,views,paid_label",
    "comments": "platform,post_id,comment_id,author,written_at,text,in_reply_to,likes",
}
Row = tuple[object, ...]


@dataclass(frozen=True)
class Sheet:
    """All rows of one creator, and the truth about it."""

    profile: Row
    daily: list[Row]
    posts: list[Row]
    comments: list[Row]
    truth: dict[str, Any]


def moment(seconds: int) -> str:
    """A time of the day in UTC, as the files write it."""
    return f"{np.datetime64(int(seconds), 's')}Z"


def date_of(days: int, index: int) -> str:
    """The date of day `index` in a history of `days` days that ends on the last day."""
    return str(np.datetime64("2026-10-31", "D") - (days - 1 - index))


class Folder:
    """Writes creators one after another, so that no more than one is held in memory."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._stack = ExitStack()
        opened = {
            n: self._stack.enter_context((folder / f"{n}.csv").open("w", encoding="utf-8", newline="")) for n in HEADERS
        }
        self._tables = {name: csv.writer(file, lineterminator="\n") for name, file in opened.items()}
        self._truth = self._stack.enter_context((folder / "truth.jsonl").open("w", encoding="utf-8"))
        for name, header in HEADERS.items():
            self._tables[name].writerow(header.split(","))

    def __enter__(self) -> Folder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def write(self, sheet: Sheet) -> None:
        """Appends one creator to all files."""
        self._tables["creators"].writerow(sheet.profile)
        self._tables["followers-daily"].writerows(sheet.daily)
        self._tables["posts"].writerows(sheet.posts)
        self._tables["comments"].writerows(sheet.comments)
        self._truth.write(json.dumps(sheet.truth, ensure_ascii=False) + "\n")
