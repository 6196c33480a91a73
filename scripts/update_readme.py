#!/usr/bin/env python3
"""Run the queries of README.md on the sample and write their results below them; `make readme` does both.

A result is the block that follows a query's block, in SQL or for `mf`, and the overview is the block that begins with
its title. With --check nothing is written: the exit code is 1 when a result is not what the README says.
"""

from __future__ import annotations

import re
import shlex
import subprocess
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


def with_metrics(text: str) -> str:
    """The text with what MetricFlow answers now; it opens the database itself."""

    def answer(match: re.Match[str]) -> str:
        command = shlex.split(match.group("command").replace("\\\n", " "))
        program = Path(sys.executable).with_name("mf")
        asked = subprocess.run([program, *command[1:], "--quiet"], capture_output=True, text=True)
        if asked.returncode:
            raise SystemExit(f"{match.group('command')}{asked.stdout}{asked.stderr}")
        lines = [line.rstrip() for line in asked.stdout.strip("\n").split("\n")]
        return match.group("query") + "```text\n" + "\n".join(lines) + "\n```"

    return re.sub(r"(?P<query>```sh\n(?P<command>\S*mf query [^`]*)```\n\n)```text\n[^`]*```", answer, text)


def main(arguments: Sequence[str]) -> int:
    before = README.read_text()
    with duckdb.connect(DATABASE, read_only=True) as connection:
        after = updated(before, connection)
    if "--check" not in arguments or before == after:
        after = with_metrics(after)
    if "--check" not in arguments:
        README.write_text(after)
    elif before != after:
        print("README.md shows other results than the sample has: `make readme` writes them anew.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
