"""What the tables of a build hold, in few figures: the same for the same rows in any order.

python -m benchmarks.contents DATABASE
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

Contents = dict[str, dict[str, Any]]
"""By table: the number of its rows, and for each column the sum of its values' hashes."""

# Not compared is the ledger, which says what was built when.
TABLES = """
    select table_schema || '.' || table_name, list(column_name order by ordinal_position)
    from information_schema.columns
    where table_schema in ('marts', 'quality') and table_name not in ('reported_figures', 'restatements')
    group by all
    order by all
"""


def contents(database: Path) -> Contents:
    """The contents of the marts and the quality tables of a database."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        found = {}
        for table, columns in connection.execute(TABLES).fetchall():
            sums = ", ".join(f'sum(hash("{column}"))::varchar' for column in columns)
            rows, *hashes = connection.execute(f"select count(*), {sums} from {table}").fetchone()
            found[table] = {"rows": rows, "columns": dict(zip(columns, hashes, strict=True))}
    return found


def differences(found: Contents, expected: Contents) -> Iterator[str]:
    """What stands in one database and not in the other."""
    for table in sorted(found.keys() | expected.keys()):
        if table not in found or table not in expected:
            yield f"{table} is only in one of them"
        elif found[table]["rows"] != expected[table]["rows"]:
            yield f"{table} has {found[table]['rows']:,} rows and not {expected[table]['rows']:,}"
        else:
            columns = expected[table]["columns"]
            others = [column for column in columns if found[table]["columns"].get(column) != columns[column]]
            if others:
                yield f"{table} has other values in {', '.join(others)}"


if __name__ == "__main__":
    print(json.dumps(contents(Path(sys.argv[1]))))
