"""Keeps reductions portable: the words that DuckDB, Spark and ClickHouse all understand, and the transpiled texts.

A transpiler passes on what it does not know; so a query may use only what is listed here.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

DIALECTS = ("spark", "clickhouse")
FUNCTIONS = (
    exp.And,
    exp.Or,
    exp.Case,
    exp.If,
    exp.Cast,
    exp.Coalesce,
    exp.Count,
    exp.Sum,
    exp.Min,
    exp.Max,
    exp.Avg,
    exp.Median,
    exp.StddevSamp,
    exp.Greatest,
    exp.Ln,
    exp.Exp,
    exp.Abs,
    exp.Floor,
    exp.RowNumber,
)
JOINS = ("", "INNER", "LEFT", "CROSS")
REFUSED = (exp.Pivot, exp.Qualify, exp.SimilarTo, exp.Bracket, exp.TableSample, exp.Lambda, exp.Array, exp.Struct)


class NotPortableError(ValueError):
    """A reduction uses something that one of the engines cannot say."""


def check_portable(query: str) -> None:
    """Raise NotPortableError with the first part of `query` that is outside the common subset."""
    for node in sqlglot.parse_one(query, read="duckdb").walk():
        if isinstance(node, REFUSED) or (isinstance(node, exp.Func) and not isinstance(node, FUNCTIONS)):
            raise NotPortableError(f"not portable: {node.sql(dialect='duckdb')[:80]}")
        if isinstance(node, exp.Join) and ((node.kind or node.side or "").upper() not in JOINS or node.method):
            raise NotPortableError(f"not portable: {node.sql(dialect='duckdb')[:80]}")
        if isinstance(node, exp.Distinct) and node.args.get("on"):
            raise NotPortableError("not portable: DISTINCT ON")


def transpiled(query: str, dialect: str) -> str:
    """Return `query` in the words of `dialect` ("spark" or "clickhouse"); raises NotPortableError."""
    check_portable(query)
    strict = sqlglot.ErrorLevel.RAISE
    text = str(sqlglot.transpile(query, read="duckdb", write=dialect, pretty=True, unsupported_level=strict)[0])
    sqlglot.parse_one(text, read=dialect)
    return text
