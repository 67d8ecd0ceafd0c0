"""Small tables of the cast's creators, written as files for tests of import and vetting."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

CREATORS = [
    {"platform": "instagram", "handle": "Lese.Fuchs", "name": "Lese Füchsin 🦊", "followers": 12_000},
    {"platform": "instagram", "handle": "@buchbert", "name": "Bert", "followers": 3_400},
    {"platform": "tiktok", "handle": "page.turner", "name": "Page Turner", "followers": 250_000},
]
DAY = 86_400
START = 1_760_000_000


def follower_rows(platform: str, handle: str, n: int) -> list[dict[str, Any]]:
    """Return `n` followers of whom every fourth has an empty profile that follows thousands; some write of books."""
    return [
        {
            "platform": platform,
            "handle": handle,
            "follower": f"leserin_{k}",
            "posts": 0 if k % 4 == 0 else 40 + 3 * k,
            "following": 5_000 + k if k % 4 == 0 else 200 + k,
            "followers": 12 if k % 4 == 0 else 300 + 2 * k,
            "has_picture": k % 4 != 0,
            "is_private": k % 5 == 0,
            "bio": ("Bücher und Kaffee" if k % 3 == 0 else "" if k % 3 == 1 else "aus Göttingen"),
        }
        for k in range(n)
    ]


def write_table(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write rows as CSV and return the path."""
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def post_rows(platform: str, handle: str, n: int, likes: int = 300) -> list[dict[str, Any]]:
    """Return `n` posts, one every two days."""
    return [
        {
            "platform": platform,
            "handle": handle,
            "post_id": f"{handle.strip('@').lower()}-{k}",
            "posted_at": START + 2 * k * DAY,
            "text": f"Beitrag {k}" + (" #werbung mit Code MARIE15" if k % 5 == 0 else ""),
            "likes": likes + 17 * (k * 7 % 11),
            "comments": 9 + k % 5,
        }
        for k in range(n)
    ]


def comment_rows(platform: str, posts: Iterable[str], authors: int) -> list[dict[str, Any]]:
    """Return three comments a post by authors that take turns."""
    rows = []
    for number, post in enumerate(posts):
        for k in range(3):
            author = f"leserin{(number * 3 + k) % authors}"
            rows.append(
                {
                    "platform": platform,
                    "post_id": post,
                    "comment_id": f"{post}-c{k}",
                    "author": author,
                    "written_at": START + 2 * number * DAY + 4_000 * (k + 1),
                    "text": f"Das Kapitel {number} hat mich wirklich überrascht, vor allem Seite {k * 13 + 40}.",
                }
            )
    return rows
