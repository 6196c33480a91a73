"""Every mart as CSV and Parquet: all rows, Korean that Excel reads, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import ODD_NAMES, Shop
from dbt_processes import PROJECT

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def run_export(database: Path, target: Path, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "scripts/export_marts.py", "--output", str(output)),
            *("--manifest", str(target / "manifest.json")),
        ],
        cwd=PROJECT,
        env={**os.environ, "LOOKBACK_DATABASE": str(database)},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def exported(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("export") / "all"
    done = run_export(shop.database, shop.target, output)
    assert done.returncode == 0, done.stderr
    return output


def read_csv(file: Path) -> list[dict[str, str]]:
    text = file.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and not text.startswith("\ufeff\ufeff"), file
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def written(value: Any) -> str:
    """A value as a CSV file has it, said a second time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA_BEGINS):
        return "'" + value
    return str(value)


def is_same(text: str, value: Any) -> bool:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return text == written(value)
    if isinstance(value, datetime):
        return datetime.fromisoformat(text) == value
    if isinstance(value, date):
        return date.fromisoformat(text) == value
    return Decimal(text) == Decimal(str(value)) if isinstance(value, Decimal) else type(value)(text) == value


def test_every_mart_is_exported(shop: Shop, exported: Path, manifest: dict[str, Any]) -> None:
    marts = {node["name"] for node in manifest["nodes"].values() if node["schema"] == "marts"}
    assert len(marts) >= 17
    assert {file.name for file in exported.iterdir()} == {
        "data_dictionary.csv",
        *(f"{name}.{kind}" for name in marts for kind in ("csv", "parquet")),
    }


def test_parquet_is_the_mart(shop: Shop, exported: Path) -> None:
    with duckdb.connect(str(shop.database), read_only=True) as connection:
        for file in exported.glob("*.parquet"):
            for one, other in ((f"marts.{file.stem}", f"'{file}'"), (f"'{file}'", f"marts.{file.stem}")):
                query = f"select count(*) from (from {one} except all from {other})"
                assert connection.execute(query).fetchone() == (0,), file.stem
            described = "select column_name, column_type from (describe from {})"
            assert (
                connection.execute(described.format(f"'{file}'")).fetchall()
                == connection.execute(described.format(f"marts.{file.stem}")).fetchall()
            )


def test_csv_is_the_mart(shop: Shop, exported: Path) -> None:
    keys = {"push_campaigns": "campaign_id", "push_daily": "campaign_id, report_date", "conversions": "conversion_id"}
    keys["conversion_credits"] = "ruleset, conversion_id, campaign_id"
    with duckdb.connect(str(shop.database), read_only=True) as connection:
        for name, key in keys.items():
            answer = connection.execute(f"select * from marts.{name} order by {key}")
            columns = [column[0] for column in answer.description]
            rows = answer.fetchall()
            found = read_csv(exported / f"{name}.csv")
            assert len(found) == len(rows) > 0
            assert list(found[0]) == columns
            for texts, row in zip(found, rows, strict=True):
                for column, value in zip(columns, row, strict=True):
                    assert is_same(texts[column], value), (name, column, texts[column], value)


def test_a_difference_between_csv_and_mart_is_found() -> None:
    assert is_same("", None) and is_same("1.50", Decimal("1.5")) and is_same("0.1", 0.1) and is_same("'=1", "=1")
    assert not is_same("0", None)
    assert not is_same("1.51", Decimal("1.5"))
    assert not is_same("0.1000001", 0.1)
    assert not is_same("=1", "=1")
    assert not is_same("2026-05-02", date(2026, 5, 1))


def test_nothing_is_a_formula(exported: Path) -> None:
    names = {row["campaign_name"] for table in exported.glob("*_campaigns.csv") for row in read_csv(table)}
    dangerous = [name for name in ODD_NAMES if name.startswith(FORMULA_BEGINS)]
    assert len(dangerous) >= 4
    for name in ODD_NAMES:
        assert (f"'{name}" if name in dangerous else name) in names
    for file in exported.glob("*.csv"):
        for row in read_csv(file):
            for text in row.values():
                is_figure = text.removeprefix("-").replace(".", "", 1).replace("e-", "", 1).isdigit()
                assert is_figure or not text.startswith(FORMULA_BEGINS), (file.name, row)


def test_the_dictionary_describes_every_column(shop: Shop, exported: Path) -> None:
    entries = read_csv(exported / "data_dictionary.csv")
    with duckdb.connect(str(shop.database), read_only=True) as connection:
        there = connection.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'marts'"
        ).fetchall()
    assert {(row["table"], row["column"]) for row in entries if row["column"]} == set(there)
    assert {row["table"] for row in entries if not row["column"]} == {table for table, _ in there}
    assert all(row["description"] for row in entries)
    assert all(row["description"].startswith("One row per") for row in entries if not row["column"])
    by_name = {(row["table"], row["column"]): row for row in entries}
    rate = by_name["push_campaigns", "click_rate"]
    assert (rate["type"], rate["is_key"], rate["may_be_null"]) == ("double", "false", "true")
    assert rate["source"] == "DFINERY."
    assert by_name["push_daily", "report_date"]["is_key"] == "true"
    assert by_name["conversions", "user_key"]["is_personal"] == "true"
    assert by_name["push_campaigns", "sent"]["may_be_null"] == "false"


def test_an_export_of_nothing_is_one_sentence(shop: Shop, tmp_path: Path) -> None:
    done = run_export(tmp_path / "lookback.duckdb", shop.target, tmp_path / "export")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("`make build` makes it.")
    assert not (tmp_path / "export").exists()
    done = run_export(shop.database, tmp_path, tmp_path / "export")
    assert done.returncode == 1
    assert "`dbt parse` makes it" in done.stderr
