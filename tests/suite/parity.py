"""The engines side by side: builds raw folders on DuckDB and on Spark, and compares every table of the contract.

    python tests/suite/parity.py --cases 20 --universes 30

builds the sample, on Spark with all tests that dbt has, and as many random cases, one after the other, and ends with
how many cells were compared and which differ. What the test suite compares in every run is in test_parity.py.

Builds on Spark follow each other in one process, so that only the first waits for Java. Each has a time zone of its
own, of the process and of Java: no result may depend on it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

import duckdb

import comparison
from dbt_processes import PROJECT, settle
from harness import WITHOUT_TESTS, Case, Project, as_templates, random_case
from universes import write_raw

TIMEZONES = ("Asia/Seoul", "America/New_York", "Pacific/Apia")
# Small data: what Spark and Java do for large data, such as compiling each query and what runs often, only costs time.
SETTINGS = """\
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""


def has_java() -> bool:
    """Whether Java is there, which Spark needs."""
    return bool(os.environ.get("JAVA_HOME")) or shutil.which("java") is not None


@dataclass(frozen=True)
class Parity:
    """What was compared, and what differs, in words."""

    tables: int
    cells: int
    differences: list[str]

    def __str__(self) -> str:
        return f"{self.tables} tables, {self.cells:,} cells compared, {len(self.differences)} differences"


class SparkError(Exception):
    """A build on Spark that did not succeed; the message is what dbt said."""


class Engines:
    """A private copy of the project, built on DuckDB and on Spark at the same time.

    with Engines(folder) as engines:
        assert not engines.compare(raw, timezone="Pacific/Apia").differences
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Project(folder / "project")
        self.spark_project = Project(folder / "spark_project")
        self.warehouse = folder / "lookback.spark"
        settings = folder / "settings"
        settings.mkdir(parents=True)
        (settings / "spark-defaults.conf").write_text(SETTINGS)
        inherited = {name: text for name, text in os.environ.items() if not name.startswith(("DBT_", "LOOKBACK_"))}
        environment = {
            **inherited,
            "DBT_PROFILES_DIR": str(self.spark_project.folder),
            "LOOKBACK_SPARK_CATALOG": "in-memory",
            "LOOKBACK_SPARK_PARTITIONS": "2",
            "LOOKBACK_SPARK_WAREHOUSE": str(self.warehouse),
            "SPARK_CONF_DIR": str(settings),
        }
        processes = multiprocessing.get_context("spawn")
        self.spark, self.theirs = processes.Pipe()
        self.process = processes.Process(
            target=build_one_after_the_other,
            args=(self.theirs, self.spark_project.folder, environment, str(folder / "spark.txt")),
        )

    def __enter__(self) -> Self:
        self.process.start()
        # So that a process that has ended ends the waiting for its answer.
        self.theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.is_alive():
            self.spark.send(None)
            self.process.join(60)
            self.process.kill()

    def compare(
        self,
        raw: Path,
        *,
        timezone: str,
        variables: Mapping[str, Any] | None = None,
        rulesets: list[dict[str, Any]] | None = None,
        checks: Sequence[str] = (),
        excluded: Sequence[str] = (),
        limit: int = 20,
    ) -> Parity:
        """Builds a raw folder on both engines, on Spark under a time zone.

        With any `checks`, vars such as check_macros, Spark also runs the data tests and what these turn on, but for
        those that are `excluded` by name.
        """
        self.spark_project.write_rulesets(rulesets)
        stated = json.dumps(as_templates({**(variables or {}), **dict.fromkeys(checks, True)}))
        options = (("--exclude", *excluded) if excluded else ()) if checks else WITHOUT_TESTS
        self.spark.send((str(raw), timezone, ["build", "--vars", stated, *options]))
        database, spark_database = self.folder / "lookback.duckdb", self.folder / "spark.duckdb"
        self.project.build(raw, database, variables=variables, rulesets=rulesets)
        failures = self.spark.recv()
        if failures:
            raise SparkError("\n".join(failures))
        read_warehouse(self.warehouse, spark_database)
        return compared(database, spark_database, limit=limit)

    def failures_on_spark(self, sql: str) -> list[str]:
        """What Spark says against a query, in which macros may stand; nothing if it answers."""
        self.spark.send(("", TIMEZONES[0], ["show", "--inline", sql]))
        return self.spark.recv()


def build_one_after_the_other(requests: Connection, folder: Path, environment: Mapping[str, str], output: str) -> None:
    """The life of a process that runs dbt on Spark: answers each request with what failed."""
    settle(environment, folder, output)

    from dbt.cli.main import dbtRunner
    from pyspark.sql import SparkSession

    while request := requests.recv():
        raw, timezone, arguments = request
        os.environ.update(LOOKBACK_RAW_PATH=raw, TZ=timezone)
        time.tzset()
        if session := SparkSession.getActiveSession():
            zones = session._jvm.java.util.TimeZone
            zones.setDefault(zones.getTimeZone(timezone))
        done = dbtRunner().invoke([*arguments, "--target", "spark", "--quiet", "--no-use-colors", "--no-version-check"])
        requests.send([str(done.exception)] if done.exception else failures_of(done.result))


def failures_of(results: Any) -> list[str]:
    """The nodes of a dbt run that failed, with what dbt says of them."""
    return [
        f"{result.node.name}: {result.message}"
        for result in results
        if result.status in ("error", "fail", "runtime error")
    ]


def read_warehouse(warehouse: Path, database: Path) -> None:
    """Copies the tables of the contract from the files that Spark wrote into a DuckDB file."""
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        for table in comparison.KEYS:
            schema, name = table.split(".")
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(
                f"create table {table} as select * from"
                " read_parquet($1, hive_partitioning = true, hive_types_autocast = false)",
                [f"{warehouse}/{schema}.db/{name}/**/*.parquet"],
            )


def compared(database: Path, other_database: Path, *, limit: int = 20) -> Parity:
    """Compares the tables of the contract in two DuckDB files, cell by cell."""
    expected: dict[str, list[dict[str, Any]]] = {}
    built = comparison.Built(database)
    try:
        for table in comparison.KEYS:
            expected[table] = built.read(table)[1]
    finally:
        built.close()
    cells = sum(len(comparison.COLUMNS[table]) * len(rows) for table, rows in expected.items())
    return Parity(len(expected), cells, comparison.compare(expected, other_database, limit=limit))


def without_difference() -> list[str]:
    """Generic tests, and the cases of macros that are the same on every engine: not those of macros/engine."""
    differing = {f"{path.stem}_cases" for path in (PROJECT / "macros" / "engine").glob("*.sql")}
    cases = {path.stem for path in (PROJECT / "tests" / "macro_cases").glob("*.sql")}
    return ["test_type:generic", *sorted(cases - differing)]


def sample() -> Path:
    """The raw folder that `make build` builds."""
    return Path(os.environ.get("LOOKBACK_RAW_PATH") or PROJECT / "data" / "raw").absolute()


def compare_case(engines: Engines, case: Case, raw: Path, timezone: str) -> Parity:
    """Writes the case's raw folder and compares the engines on it."""
    write_raw(raw, case.tables(), seed=1)
    return engines.compare(raw, timezone=timezone, variables=case.variables, rulesets=case.rulesets)


def show(what: str, timezone: str, parity: Parity) -> None:
    print(f"{what}, TZ={timezone}: {parity}", flush=True)
    for difference in parity.differences:
        print(f"  {difference[:1500]}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare DuckDB and Spark on the sample and on random cases.")
    parser.add_argument("--cases", type=int, default=10, metavar="COUNT", help="how many cases (default: 10)")
    parser.add_argument("--universes", type=int, default=30, metavar="COUNT", help="shops in each (default: 30)")
    parser.add_argument("--seed", type=int, default=1, metavar="NUMBER", help="of the first case (default: 1)")
    arguments = parser.parse_args()
    if not has_java():
        sys.exit("Spark needs Java 17: install openjdk-17-jre-headless, or set JAVA_HOME.")
    found: list[Parity] = []
    with tempfile.TemporaryDirectory() as scratch, Engines(Path(scratch)) as engines:
        parity = engines.compare(sample(), timezone=TIMEZONES[0], checks=("check_macros", "check_models"))
        found.append(parity)
        show("the sample, with its tests", TIMEZONES[0], parity)
        for seed in range(arguments.seed, arguments.seed + arguments.cases):
            case = random_case(seed, universes=arguments.universes)
            timezone = TIMEZONES[seed % len(TIMEZONES)]
            parity = compare_case(engines, case, Path(scratch) / f"raw-{seed}", timezone)
            found.append(parity)
            show(case.name, timezone, parity)
    differences = [difference for parity in found for difference in parity.differences]
    print(f"in all: {Parity(len(comparison.KEYS), sum(parity.cells for parity in found), differences)}")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
