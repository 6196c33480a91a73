#!/usr/bin/env python3
"""Write every mart as CSV and as Parquet, with a dictionary of all tables and columns beside them.

    python scripts/export_marts.py [--output target/export]

The CSV files open in a spreadsheet as they are: UTF-8 with a byte order mark, and a text that a spreadsheet would run
as a formula gets an apostrophe before it. The Parquet files have every value and type as the mart has it. Reads the
DuckDB file that the build wrote (LOOKBACK_DATABASE, by default lookback.duckdb) and what dbt says of it
(target/manifest.json).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from print_results import DATABASE

BYTE_ORDER_MARK = "\ufeff"
FORMULA_BEGINS = "=+\\-@\t\r\n＝＋－＠"
"""With what a text begins that a spreadsheet takes for a formula, as the inside of a character class."""

DICTIONARY = "data_dictionary"


def marts_of(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The marts by name, as dbt describes them."""
    return {
        node["name"]: node
        for node in sorted(manifest["nodes"].values(), key=lambda node: node["name"])
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }


def keys_of(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """The key of each mart, as its test of uniqueness has it."""
    return {
        manifest["nodes"][node["attached_node"]]["name"]: node["test_metadata"]["kwargs"]["columns"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "unique_key"
    }


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def harmless(column: str) -> str:
    """Expression: a text as a spreadsheet shows it rather than runs it."""
    name = identifier(column)
    return f"case when regexp_matches({name}, {literal(f'^[{FORMULA_BEGINS}]')}) then '''' || {name} else {name} end"


def csv_select(name: str, columns: Sequence[tuple[str, str]], order: str) -> str:
    """A mart as its CSV file has it; the byte order mark is the beginning of the first column's name."""
    shown = [harmless(column) if kind == "VARCHAR" else identifier(column) for column, kind in columns]
    heads = [BYTE_ORDER_MARK + column if position == 0 else column for position, (column, _) in enumerate(columns)]
    listed = ", ".join(f"{what} as {identifier(head)}" for what, head in zip(shown, heads, strict=True))
    return f"select {listed} from (from marts.{identifier(name)} order by {order})"


def dictionary(
    marts: Mapping[str, Mapping[str, Any]],
    keys: Mapping[str, Sequence[str]],
    types: Mapping[str, Sequence[tuple[str, str]]],
) -> Iterator[list[str]]:
    """A row for each table, with no column, followed by a row for each of its columns."""
    yield ["table", "column", "type", "is_key", "may_be_null", "is_personal", "description", "source"]
    for name, columns in types.items():
        mart = marts[name]
        personal = str(bool(mart["config"]["meta"].get("contains_personal_data"))).lower()
        yield [name, "", "", "", "", personal, " ".join(mart["description"].split()), ""]
        for column, kind in columns:
            described = mart["columns"].get(column, {})
            text, _, source = " ".join(described.get("description", "").split()).rpartition("Source: ")
            is_required = any(each["type"] == "not_null" for each in described.get("constraints", ()))
            is_personal = bool(described.get("config", {}).get("meta", {}).get("contains_personal_data"))
            flags = (column in keys.get(name, ()), not is_required, is_personal)
            yield [name, column, kind.lower(), *(str(flag).lower() for flag in flags), text.strip() or source, source]


def export(
    connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], output: Path
) -> Iterator[tuple[str, int]]:
    """Write each mart that is there, and the dictionary; gives each table's name and rows when it is written."""
    marts, keys = marts_of(manifest), keys_of(manifest)
    output.mkdir(parents=True, exist_ok=True)
    types: dict[str, list[tuple[str, str]]] = {}
    for name, column, kind in connection.execute(
        "select table_name, column_name, data_type from information_schema.columns where table_schema = 'marts'"
        " order by table_name, ordinal_position"
    ).fetchall():
        if name in marts:
            types.setdefault(name, []).append((column, kind))
    for name, columns in types.items():
        order = ", ".join(identifier(column) for column in keys.get(name, ())) or "all"
        as_it_is = f"from marts.{identifier(name)} order by {order}"
        for kind, select, options in (
            ("csv", csv_select(name, columns, order), "format csv, header true"),
            ("parquet", as_it_is, "format parquet, compression zstd"),
        ):
            partial = output / f"{name}.{kind}.partial"
            (rows,) = connection.execute(f"copy ({select}) to {literal(str(partial))} ({options})").fetchone()
            partial.replace(output / f"{name}.{kind}")
        yield name, rows
    with (output / f"{DICTIONARY}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in dictionary(marts, keys, types):
            writer.writerow([re.sub(f"^(?=[{FORMULA_BEGINS}])", "'", text) for text in row])


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="export_marts.py", description="Write every mart as CSV and as Parquet.")
    parser.add_argument("--output", type=Path, default=Path("target/export"), help="folder (default: target/export)")
    parser.add_argument(
        "--manifest", type=Path, default=Path("target/manifest.json"), help="what dbt wrote (target/manifest.json)"
    )
    options = parser.parse_args(arguments)
    for file, cure in ((Path(DATABASE), "`make build` makes it"), (options.manifest, "`dbt parse` makes it")):
        if not file.is_file():
            print(f"There is no {file} yet: {cure}.", file=sys.stderr)
            return 1
    started = time.monotonic()
    try:
        with duckdb.connect(DATABASE, read_only=True) as connection:
            connection.execute("set threads = 1; set preserve_insertion_order = true")
            for name, rows in export(connection, json.loads(options.manifest.read_text()), options.output):
                print(f"  {name}: {rows:,} row{'' if rows == 1 else 's'}", file=sys.stderr, flush=True)
    except (duckdb.Error, OSError) as error:
        print(f"The export was not finished. {error}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(f"{options.output}: the marts as CSV and Parquet, and {DICTIONARY}.csv, in {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
