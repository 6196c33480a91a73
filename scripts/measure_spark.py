"""Measure how builds on Spark grow: bytes shuffled and spilled per raw row at several sizes, and the core joins.

    python scripts/measure_spark.py --events 100000 300000 900000

Each size is a made-up shop of its own (scripts/generate_raw_events.py), built in a process of its own. The bytes are
those that Spark writes into its event log, stage by stage. What grows with the events is shuffled however small it is
here, and not sent to every executor: on a cluster it would not fit.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

PROJECT = Path(__file__).resolve().parents[1]
SETTINGS = """\
spark.eventLog.enabled true
spark.eventLog.compress false
spark.eventLog.rolling.enabled false
spark.eventLog.dir file://{folder}
spark.sql.autoBroadcastJoinThreshold 50k
spark.sql.maxPlanStringLength 200000
"""
CORE = ("int_device_events_resolved", "int_converters_touched", "int_touches_matched", "int_candidates_selected")
WITHOUT_KEY = "NestedLoop|CartesianProduct"


@dataclass
class Measured:
    """What one build did."""

    raw_rows: int
    raw_bytes: int
    seconds: float
    cpu_seconds: float = 0  # of the tasks; what dbt and the planning of queries take is not in it
    shuffled: Counter[str] = field(default_factory=Counter)  # bytes, by table
    spilled: Counter[str] = field(default_factory=Counter)  # bytes, by table
    stored: Counter[str] = field(default_factory=Counter)  # bytes, by table
    plans: dict[str, str] = field(default_factory=dict)


def events_of(log: Path) -> Iterator[Mapping[str, Any]]:
    for file in log.iterdir():
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def table_of(plan: str) -> str | None:
    """The table that a plan writes."""
    found = re.search(r"\) Execute InsertIntoHadoopFsRelationCommand\nInput.*\nArguments: [^,\s]*/(\w+), ", plan)
    return found.group(1) if found else None


def read_log(log: Path, measured: Measured) -> None:
    """Adds up what the event log says of each stage, by the table that it was for."""
    tables: dict[str, str] = {}
    executions: dict[int, str] = {}
    for event in events_of(log):
        kind = event["Event"].rpartition(".")[2]
        if kind in ("SparkListenerSQLExecutionStart", "SparkListenerSQLAdaptiveExecutionUpdate"):
            plan = event["physicalPlanDescription"]
            if table := table_of(plan):
                tables[str(event["executionId"])] = table
                measured.plans[table] = plan
        elif kind == "SparkListenerJobStart":
            execution = event["Properties"].get("spark.sql.execution.id", "")
            executions.update(dict.fromkeys(event["Stage IDs"], execution))
        elif kind == "SparkListenerTaskEnd" and (metrics := event.get("Task Metrics")):
            table = tables.get(executions.get(event["Stage ID"], ""), "queries that write nothing")
            measured.cpu_seconds += (metrics["Executor CPU Time"] + metrics["Executor Deserialize CPU Time"]) / 1e9
            measured.shuffled[table] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            measured.spilled[table] += metrics["Memory Bytes Spilled"] + metrics["Disk Bytes Spilled"]


def build(events: int, folder: Path) -> Measured:
    """Generates a shop of so many events and builds it on Spark."""
    raw, log, settings, warehouse = (folder / name for name in ("raw", "log", "settings", "lookback.spark"))
    log.mkdir(parents=True)
    settings.mkdir()
    (settings / "spark-defaults.conf").write_text(SETTINGS.format(folder=log))
    generate = ("scripts/generate_raw_events.py", "--output", str(raw), "--events", str(events))
    subprocess.run([sys.executable, *generate], cwd=PROJECT, check=True, capture_output=True)
    started = time.monotonic()
    built = subprocess.run(
        [
            *(sys.executable, "-m", "dbt.cli.main", "build", "--target", "spark", "--exclude-resource-type", "test"),
            *("--target-path", str(folder / "target"), "--log-path", str(folder / "logs"), "--no-use-colors"),
        ],
        cwd=PROJECT,
        env={
            **os.environ,
            "DBT_PROFILES_DIR": str(PROJECT),
            "LOOKBACK_RAW_PATH": str(raw),
            "LOOKBACK_SPARK_CATALOG": "in-memory",
            "LOOKBACK_SPARK_WAREHOUSE": str(warehouse),
            "SPARK_CONF_DIR": str(settings),
        },
        capture_output=True,
        text=True,
    )
    if built.returncode:
        sys.exit(f"dbt failed:\n{built.stdout[-4000:]}")
    with duckdb.connect() as connection:
        patterns = [f"{raw}/{table}/**/*.parquet" for table in ("message_events", "app_events")]
        (rows,) = connection.execute(
            "select count(*) from read_parquet($1, union_by_name = true)", [patterns]
        ).fetchone()
    measured = Measured(rows, size_of(raw), time.monotonic() - started)
    read_log(log, measured)
    for table in warehouse.glob("*.db/*"):
        measured.stored[table.name] = size_of(table)
    if unknown := sorted(measured.stored.keys() - measured.plans.keys()):
        sys.exit(f"The event log of this version of Spark does not say which queries write these tables: {unknown}")
    return measured


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def tree_of(plan: str) -> list[str]:
    """The lines of the plan that ran, of which each stands further to the right than what it feeds."""
    tree = plan.partition("\n\n\n")[0]
    ran = tree.partition("== Final Plan ==")[2].partition("== Initial Plan ==")[0] or tree
    return ran.splitlines()


def joins_of(plan: str) -> Counter[str]:
    """The kinds of joins in the plan that ran, each with how often it is there."""
    return Counter(re.findall(r"[-+] (?:\* )?(\w*(?:Join|Product)\w*)", "\n".join(tree_of(plan))))


def depth_of(line: str) -> int:
    return len(line) - len(line.lstrip(" :+-"))


def rows_sent_to(join: int, lines: list[str]) -> Iterator[float]:
    """How many rows a join in a plan has of a side that every executor has all rows of."""
    for line in lines[join + 1 :]:
        if depth_of(line) <= depth_of(lines[join]):
            return
        if depth_of(line) == depth_of(lines[join]) + 3 and "BroadcastQueryStage" in line:
            yield from map(float, re.findall(r"rowCount=([\d.E+]+)", line))


def rows_of_joins_without_key(plan: str) -> list[str]:
    """For each join without a key of equality, how many rows of one side every executor has."""
    lines = tree_of(plan)
    joins = [number for number, line in enumerate(lines) if re.search(WITHOUT_KEY, line)]
    rows = [min(rows_sent_to(join, lines), default=None) for join in joins]
    return ["unknown" if count is None else f"{count:,.0f}" for count in rows]


def in_words(joins: Mapping[str, int]) -> list[str]:
    return [", ".join(f"{join} {count}" for join, count in sorted(joins.items()))]


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(found: list[Measured]) -> str:
    """Tables in Markdown: of the builds, of those that shuffle and store most, of the plans."""
    builds = [
        [
            f"{one.raw_rows:,}",
            f"{one.raw_bytes / one.raw_rows:.0f}",
            f"{sum(one.shuffled.values()) / one.raw_rows:.0f}",
            f"{sum(one.spilled.values()) / one.raw_rows:.0f}",
            f"{sum(one.stored.values()) / one.raw_bytes:.2f}",
            f"{one.seconds:.0f}",
            f"{one.cpu_seconds:.0f}",
        ]
        for one in found
    ]
    largest = found[-1]
    per_table = defaultdict(list)
    for name, _ in largest.shuffled.most_common(15):
        for one in found:
            per_table[name].append(f"{one.shuffled[name] / one.raw_rows:.1f}")
        per_table[name].append(f"{largest.stored[name] / largest.raw_bytes:.3f}")
    sizes = [f"at {one.raw_rows:,} rows" for one in found]
    stored = [
        [f"`{name}`", *(f"{one.stored[name] / one.raw_bytes:.3f}" for one in found)]
        for name, _ in largest.stored.most_common(10)
    ]
    joins = {name: joins_of(plan) for name, plan in sorted(largest.plans.items())}
    core = [[f"`{name}`", *in_words(joins[name])] for name in CORE if name in joins]
    without_key = [
        [f"`{name}`", ", ".join(rows_of_joins_without_key(largest.plans[name]))]
        for name, found_joins in joins.items()
        if any(re.search(WITHOUT_KEY, join) for join in found_joins)
    ]
    return "\n\n".join(
        [
            table(
                [
                    "raw rows",
                    "raw bytes a row",
                    "shuffled bytes a row",
                    "spilled bytes a row",
                    "tables × raw",
                    "seconds",
                    "CPU seconds of tasks",
                ],
                builds,
            ),
            table(
                ["table", *(f"shuffled bytes a raw row {size}" for size in sizes), "stored × raw"],
                [[f"`{name}`" if " " not in name else name, *cells] for name, cells in per_table.items()],
            ),
            table(["table", *(f"stored × raw {size}" for size in sizes)], stored),
            table(["table", "joins in its plan"], core),
            table(
                [f"table (of {len(joins)})", "rows that every executor has for each join without a key of equality"],
                without_key,
            ),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--events",
        type=int,
        nargs="+",
        default=[100_000, 300_000, 900_000],
        metavar="ROWS",
        help="raw events of each size",
    )
    parser.add_argument(
        "--plans", type=Path, metavar="FOLDER", help="also write the plan of each table into this folder"
    )
    arguments = parser.parse_args()
    found = []
    for events in sorted(arguments.events):
        with tempfile.TemporaryDirectory() as scratch:
            found.append(build(events, Path(scratch)))
    if arguments.plans:
        arguments.plans.mkdir(parents=True, exist_ok=True)
        for name, plan in found[-1].plans.items():
            (arguments.plans / f"{name}.txt").write_text(plan)
    print(report(found))


if __name__ == "__main__":
    main()
