"""What reads a person's files into rows: kinds of tables, their columns, cells and records, and platforms' own exports.

A file goes in (`open_source`), validated records and refusals come out; nothing here knows the store or a use case.
The rest of the room imports from here only.
"""

from nahbar.creators.intake.addresses import handle_key, normal_handle, normal_platform
from nahbar.creators.intake.cells import read_author, read_post_kind
from nahbar.creators.intake.columns import Guess, folded
from nahbar.creators.intake.handover import Export, as_records, dicts
from nahbar.creators.intake.instagram import read_instagram_export
from nahbar.creators.intake.kinds import KINDS
from nahbar.creators.intake.money import currency_in, price_style, read_budget, read_currency, read_price
from nahbar.creators.intake.record_types import (
    CommentRecord,
    CreatorRecord,
    FollowerRecord,
    FollowersDailyRecord,
    InsightRecord,
    OverlapRecord,
    PostRecord,
    PriceRecord,
    Record,
)
from nahbar.creators.intake.records import Refusal, assess, compile_rows
from nahbar.creators.intake.sources import (
    EXPORTS,
    READ_AS,
    SAMPLE_ROWS,
    Choice,
    Matching,
    Source,
    match_columns,
    missing_columns,
    open_source,
)
from nahbar.creators.intake.tiktok import read_tiktok_export

__all__ = [
    "EXPORTS",
    "KINDS",
    "READ_AS",
    "SAMPLE_ROWS",
    "Choice",
    "CommentRecord",
    "CreatorRecord",
    "Export",
    "FollowerRecord",
    "FollowersDailyRecord",
    "Guess",
    "InsightRecord",
    "Matching",
    "OverlapRecord",
    "PostRecord",
    "PriceRecord",
    "Record",
    "Refusal",
    "Source",
    "as_records",
    "assess",
    "compile_rows",
    "currency_in",
    "dicts",
    "folded",
    "handle_key",
    "match_columns",
    "missing_columns",
    "normal_handle",
    "normal_platform",
    "open_source",
    "price_style",
    "read_author",
    "read_budget",
    "read_currency",
    "read_instagram_export",
    "read_post_kind",
    "read_price",
    "read_tiktok_export",
]
