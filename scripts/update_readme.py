#!/usr/bin/env python3
"""Run the queries of README.md on the sample and write their results below them; `make readme` does both.

A result is the block that follows a query's block, and the overview is the block that begins with its title. With
--check nothing is written: the exit code is 1 when a result is not what the README says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb

from print_results import DATABASE, overview_lines, query_lines

README = Path("README.md")


def updated(text: str, connection: duckdb.DuckDBPyConnection) -> str:
    """The text with the results as they are now."""

    def block(lines: list[str]) -> str:
        return "```text\n" + "\n".join(line.removeprefix("  ") for line in lines) + "\n```"

    def result(match: re.Match[str]) -> str:
        return match.group("query") + block(query_lines(connection, match.group("sql")))

    text = re.sub(r"(?P<query>```sql\n(?P<sql>[^`]*)```\n\n)```text\n[^`]*```", result, text)
    overview = overview_lines(connection)
    return re.sub(
        rf"```text\n{re.escape(overview[0])}\n[^`]*```", lambda _: "```text\n" + "\n".join(overview) + "\n```", text
    )


def main(arguments: Sequence[str]) -> int:
    before = README.read_text()
    with duckdb.connect(DATABASE, read_only=True) as connection:
        after = updated(before, connection)
    if "--check" not in arguments:
        README.write_text(after)
    elif before != after:
        print("README.md shows other results than the sample has: `make readme` writes them anew.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
