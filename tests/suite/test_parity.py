"""DuckDB and Spark give the same tables, cell by cell: of the sample, and of random hostile shops; in any time zone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import comparison
from conftest import DbtBuild
from harness import Case, random_case
from parity import TIMEZONES, Engines, Parity, compare_case, compared, has_java, sample, without_difference
from universes import extreme_settings, extreme_universes

NO_JAVA = (
    "JAVA IS MISSING: nothing has checked that Spark gives the same tables as DuckDB"
    " (apt-get install openjdk-17-jre-headless)"
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    if not has_java():
        if os.environ.get("CI"):
            pytest.fail(NO_JAVA)
        # Because `make test` needs Python, git and make alone; it has said before that nothing is checked on Spark.
        pytest.skip(NO_JAVA)
    with Engines(tmp_path_factory.mktemp("engines")) as engines:
        yield engines


def passed(parity: Parity, report: list[str], what: str) -> None:
    report.append(f"DuckDB and Spark, {what}: {parity}")
    assert not parity.differences, "\n".join(parity.differences)


def test_the_sample_is_the_same(engines: Engines, notes: list[str]) -> None:
    excluded = without_difference()
    parity = engines.compare(sample(), timezone=TIMEZONES[0], checks=("check_macros",), excluded=excluded)
    passed(parity, notes, f"the sample, TZ={TIMEZONES[0]}")


def test_hostile_shops_are_the_same(engines: Engines, notes: list[str], tmp_path: Path) -> None:
    case = random_case(5, universes=25)
    parity = compare_case(engines, case, tmp_path / "raw", TIMEZONES[1])
    passed(parity, notes, f"{len(case.universes)} hostile shops, TZ={TIMEZONES[1]}")


def test_the_ends_of_time_are_the_same(engines: Engines, notes: list[str], tmp_path: Path) -> None:
    case = Case("the ends of time", [extreme_settings(), *extreme_universes(10)])
    parity = compare_case(engines, case, tmp_path / "raw", TIMEZONES[2])
    passed(parity, notes, f"shops at the ends of time, TZ={TIMEZONES[2]}")


def test_money_that_does_not_fit_is_an_error(engines: Engines, dbt_build: DbtBuild, tmp_path: Path) -> None:
    for amount, fits in (("9999999999999999.99", True), ("10000000000000000.00", False)):
        sql = f"select {{{{ as_money('cast({amount} as decimal(38, 2))') }}}} as amount"
        shown = dbt_build(tmp_path, tmp_path / "lookback.duckdb", extra_args=("--inline", sql), command="show")
        assert (shown.returncode == 0) == fits, shown.stdout
        failures = engines.failures_on_spark(sql)
        assert (not failures) == fits, failures
        assert fits or all("to type DECIMAL(18,2) failed" in said for said in (shown.stdout, *failures))


def test_a_difference_is_found(tmp_path: Path) -> None:
    databases = [tmp_path / "one.duckdb", tmp_path / "other.duckdb"]
    for database, cost in zip(databases, ("0.10", "0.11"), strict=True):
        with duckdb.connect(str(database)) as connection:
            connection.execute("create schema marts")
            connection.execute("create schema quality")
            for table, columns in comparison.COLUMNS.items():
                types = (f"{column} {min(comparison.allowed_types(table, column))}" for column in columns)
                connection.execute(f"create table {table} ({', '.join(types)})")
            connection.execute(f"insert into marts.push_campaigns (campaign_id, send_cost) values ('p', {cost})")
    parity = compared(*databases)
    assert (parity.tables, parity.cells) == (len(comparison.KEYS), len(comparison.COLUMNS["marts.push_campaigns"]))
    assert parity.differences == [
        "marts.push_campaigns (campaign_id='p'), send_cost: expected Decimal('0.10'), got Decimal('0.11')"
    ]
