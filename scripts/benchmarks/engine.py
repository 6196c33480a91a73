"""DuckDB as the benchmark uses it."""

from __future__ import annotations

from pathlib import Path

import duckdb

EVENT_TABLES = ("message_events", "app_events")

SETTINGS = {
    "TimeZone": "UTC",
    "preserve_insertion_order": "false",
    "wal_autocheckpoint": "1GB",
    "block_allocator_memory": "80%",
    "allocator_flush_threshold": "2GB",
    "allocator_bulk_deallocation_flush_threshold": "4GB",
}
"""As in profiles.yml."""


def connect(database: Path | None = None, memory_limit: str = "", **settings: str) -> duckdb.DuckDBPyConnection:
    """A connection with the settings of the profile, unless others are given."""
    connection = duckdb.connect(str(database or ":memory:"))
    given = {**({"memory_limit": memory_limit} if memory_limit else {}), **SETTINGS, **settings}
    for name, value in given.items():
        connection.execute(f"set {name} = {literal(value)}")
    return connection


def literal(text: object) -> str:
    """A text in SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def pattern(path: Path) -> str:
    """A path with what means something in a pattern escaped, so that it means itself."""
    return str(path).replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")


def rows_of(*paths: Path) -> str:
    """A relation: the rows of some Parquet files, and of all those below some folders."""
    patterns = [f"{pattern(path)}/**/*.parquet" if path.is_dir() else pattern(path) for path in paths]
    return (
        f"read_parquet([{', '.join(map(literal, patterns))}],"
        " union_by_name = true, hive_partitioning = false, binary_as_string = true)"
    )
