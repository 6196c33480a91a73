#!/usr/bin/env python3
"""Print what the last build found, or the rows of a query.

    python scripts/print_results.py
    python scripts/print_results.py "select * from marts.push_campaigns limit 5"

Reads the DuckDB file that the build wrote (LOOKBACK_DATABASE, by default lookback.duckdb) and changes nothing in it.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

DATABASE = os.environ.get("LOOKBACK_DATABASE") or "lookback.duckdb"
DOCUMENTATION = Path("target/static_index.html")
REPORT = Path("target/report/index.html")
NOTHING = "-"

CHANNELS = """
    with campaigns as (
        select 1 as position, 'push' as channel, sent, clicks, purchase_conversions, purchase_amount, send_cost
        from marts.push_campaigns
        union all
        select 2, 'kakaotalk', sent, clicks, purchase_conversions, purchase_amount, send_cost
        from marts.kakaotalk_campaigns
        union all
        select 3, 'text', sent, clicks, purchase_conversions, purchase_amount, send_cost
        from marts.text_campaigns
        union all
        select 4, 'in_app', impressions, clicks, purchase_conversions, purchase_amount, null
        from marts.in_app_campaigns
    )

    select
        channels.channel,
        count(campaigns.channel) as campaigns,
        coalesce(sum(sent), 0) as "sent or shown",
        coalesce(sum(clicks), 0) as clicks,
        sum(clicks) / nullif(sum(sent), 0) as "click rate",
        sum(purchase_conversions) as purchases,
        sum(purchase_amount) as "purchase amount",
        sum(send_cost) as "send cost",
        sum(purchase_amount) filter (where send_cost is not null) / nullif(sum(send_cost), 0) as roas
    from (values (1, 'push'), (2, 'kakaotalk'), (3, 'text'), (4, 'in_app')) as channels (position, channel)
    left join campaigns using (channel)
    group by channels.position, channels.channel
    order by channels.position
"""

RULESETS = """
    with shop as (
        select count(*) as purchases, sum(amount) as amount from marts.conversions where conversion_kind = 'purchase'
    ),

    credited as (
        select
            ruleset,
            count(*) as credits,
            count(distinct conversion_id) as purchases,
            sum(credited_amount) as amount
        from marts.conversion_credits
        where conversion_kind = 'purchase'
        group by ruleset
    )

    select ruleset, credits, credited.purchases, credited.amount, credited.amount / nullif(shop.amount, 0) as factor
    from credited cross join shop
    union all
    select 'the shop itself', null, purchases, coalesce(amount, 0), 1 from shop
    order by credits is not null, factor, ruleset
"""

RECONCILIATION = """
    select table_name, raw_rows, accepted_rows, duplicate_rows, test_rows, rejected_rows
    from quality.event_reconciliation
    order by table_name desc
"""


def width(text: str) -> int:
    """How many columns of a terminal a text takes: a Korean letter takes two, a combining one none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def figure(value: Any) -> str:
    """A value as people read it: thousands apart, no more decimals than there are, and at most four."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, Decimal):
        return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return " ".join(str(value).split())


def percentage(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1%}"


def factor(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,.2f}x"


def table(header: Sequence[str], rows: Iterable[Sequence[Any]], shown: dict[str, Any] | None = None) -> list[str]:
    """Lines of a table: figures to the right, words to the left. `shown` has functions for single columns."""
    rows = list(rows)
    functions = [(shown or {}).get(name, figure) for name in header]
    cells = [[show(value) for show, value in zip(functions, row, strict=True)] for row in rows]
    widths = [max(width(text) for text in column) for column in zip(header, *cells, strict=True)]
    are_words = [all(isinstance(value, str | date | None) for value in column) for column in zip(*rows, strict=True)]
    are_words = are_words or [True] * len(header)

    def line(texts: Sequence[str]) -> str:
        parts = []
        for text, columns, is_words in zip(texts, widths, are_words, strict=True):
            space = " " * (columns - width(text))
            parts.append(text + space if is_words else space + text)
        return "  " + "  ".join(parts).rstrip()

    return [line(header), "  " + "  ".join("-" * columns for columns in widths), *(line(texts) for texts in cells)]


def query_lines(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    result = connection.execute(query)
    if result.description is None:
        return []
    header = [column[0] for column in result.description]
    rows = result.fetchall()
    return [*table(header, rows), f"  ({len(rows):,} row{'' if len(rows) == 1 else 's'})"]


def overview_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What the channels, the rulesets and the checks of the raw rows come to."""
    channels = connection.execute(CHANNELS)
    return [
        "Campaigns by channel: purchases by the reporting ruleset, roas over the campaigns that have costs",
        "",
        *table(
            [column[0] for column in channels.description],
            channels.fetchall(),
            {"click rate": percentage, "roas": factor},
        ),
        "",
        "Purchases by ruleset, beside what the shop really sold",
        "",
        *table(
            ["ruleset", "credits", "distinct purchases", "credited amount", "of real revenue"],
            connection.execute(RULESETS).fetchall(),
            {"of real revenue": factor},
        ),
        "",
        "Every raw row is in exactly one place",
        "",
        *table(
            ["raw table", "rows", "= accepted", "+ duplicates", "+ tests", "+ rejected"],
            connection.execute(RECONCILIATION).fetchall(),
        ),
    ]


def next_lines() -> list[str]:
    """Where to look next."""
    lines = [
        "Where to look next",
        "",
        f"  {DATABASE}: the tables marts.* and quality.*, for any program that reads DuckDB 2.0 files",
    ]
    if REPORT.exists():
        lines.append(f"  {REPORT}: the campaigns, channels and rulesets as pages; open it in a browser")
    if DOCUMENTATION.exists():
        lines.append(f"  {DOCUMENTATION}: what every table and column means, as a page")
    lines.append("  make export: every table of marts as CSV and Parquet, for a spreadsheet or another program")
    lines.append('  make query SQL="select * from marts.conversion_trace limit 5": ask the database from here')
    return lines


def main(arguments: Sequence[str]) -> int:
    if not Path(DATABASE).is_file():
        print(f"There is no database {DATABASE} yet: `make build` makes it.", file=sys.stderr)
        return 1
    try:
        with duckdb.connect(DATABASE, read_only=True) as connection:
            lines = (
                query_lines(connection, arguments[0]) if arguments else [*overview_lines(connection), "", *next_lines()]
            )
    except duckdb.Error as error:
        print(f"{DATABASE} does not answer. {error}", file=sys.stderr)
        return 1
    print("\n".join(["", *lines, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
