"""What DuckDB itself needs to read the events, and to copy them: the floors under any build.

python -m benchmarks.floors count RAW_FOLDER
python -m benchmarks.floors scan RAW_FOLDER [--memory-limit 2GB]
python -m benchmarks.floors copy RAW_FOLDER --database FILE
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.engine import EVENT_TABLES, connect, rows_of


def count(raw: Path) -> int:
    """How many events there are."""
    with connect() as connection:
        tables = " union all ".join(f"select count(*) as events from {rows_of(raw / table)}" for table in EVENT_TABLES)
        return int(connection.execute(f"select sum(events) from ({tables})").fetchone()[0])


def scan(raw: Path, memory_limit: str) -> None:
    """Reads all columns of all events."""
    with connect(memory_limit=memory_limit) as connection:
        for table in EVENT_TABLES:
            connection.execute(f"select max(hash(event)) from {rows_of(raw / table)} as event").fetchone()


def copy(raw: Path, database: Path, memory_limit: str) -> None:
    """Writes all columns of all events into tables of a new database."""
    with connect(database, memory_limit) as connection:
        for table in EVENT_TABLES:
            connection.execute(f"create table {table} as select * from {rows_of(raw / table)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("floor", choices=["count", "scan", "copy"])
    parser.add_argument("raw", type=Path)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--memory-limit", default="")
    options = parser.parse_args()
    if options.floor == "scan":
        scan(options.raw, options.memory_limit)
    if options.floor == "copy":
        copy(options.raw, options.database, options.memory_limit)
    print(json.dumps(count(options.raw) if options.floor == "count" else None))


if __name__ == "__main__":
    main()
