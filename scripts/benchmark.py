#!/usr/bin/env python3
"""Measure builds of large raw data against what DuckDB itself needs to read and to copy it.

Every step is a process of its own, whose CPU seconds (of user and system, with its children), wall seconds and peak of
memory are taken when it ends. For each skew and size of raw data:

  floors     scan: DuckDB reads all columns of all events; copy: it writes them into a database file
  build      all models from nothing, then a build with nothing to do: what dbt itself costs; models: the difference
  tests      all data tests
  increment  what a build takes that reads the last of thirty days after the others, with late events, copies and
             log-ins that give devices another past; an error if the marts are not those of the build from nothing

Prints ratios to the floors, exponents of growth, and what takes longest; writes them all as JSON, with a chart.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.cases import BYTES_PER_EVENT, PARTS, Case, Plan, remove
from benchmarks.chart import chart
from benchmarks.machine import machine, software
from benchmarks.page import PAGE, write_page
from benchmarks.processes import PROJECT, BenchmarkError, copy_project
from benchmarks.progress import Progress, spoken
from benchmarks.report import Results, conditions, growth, tables

SIZES = (1_000_000, 10_000_000, 50_000_000)
SKEWS = ("none", "bot")
RUNS = 3
LEAST_EVENTS = 10_000
BUSY = 0.25
"""A load for each core from which on the figures mean less."""

EXAMPLES = """
examples:
  python scripts/benchmark.py --events 1000000 --skew none
  python scripts/benchmark.py --events 100000000 --skew none --add
  python scripts/benchmark.py --events 10000000 --only build --memory-limit 2GB --output target/benchmark/2GB.json
  python scripts/benchmark.py --write-docs

or through make: make benchmark BENCHMARK="--events 1000000 --skew none"
"""


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "--events",
        type=int,
        nargs="+",
        default=list(SIZES),
        metavar="ROWS",
        help=f"sizes of the raw data (default: {' '.join(map(str, SIZES))})",
    )
    add(
        "--skew",
        nargs="+",
        choices=SKEWS,
        default=list(SKEWS),
        help="skews of the raw data, as generate_raw_events.py knows them (default: none bot)",
    )
    add(
        "--runs",
        type=int,
        metavar="N",
        help=f"runs of each step, of which the median counts (default: {RUNS}; of the largest of several sizes 1)",
    )
    add("--seed", type=int, default=20260501, metavar="NUMBER", help="of the raw data (default: 20260501)")
    add(
        "--folder",
        type=Path,
        default=PROJECT / "target" / "benchmark",
        help="where to work; the raw data stays there for the next time (default: target/benchmark)",
    )
    add("--output", type=Path, metavar="FILE", help="JSON to write, beside it the chart (default: FOLDER/results.json)")
    add("--add", action="store_true", help="add to what the JSON has of other sizes, skews and parts")
    add(
        "--only",
        nargs="+",
        choices=PARTS,
        default=list(PARTS),
        metavar="PART",
        help=f"parts to measure, of {', '.join(PARTS)}; tests and increment bring build along (default: all)",
    )
    add("--memory-limit", default="", metavar="SIZE", help="of DuckDB, such as 2GB or 50%% (default: the profile's)")
    add("--keep", action="store_true", help="leave databases and raw data in FOLDER/kept-SKEW-EVENTS")
    add("--write-docs", action="store_true", help="measure nothing; write what the JSON has into docs/performance.md")
    options = parser.parse_args(arguments)
    if min(options.events) < LEAST_EVENTS:
        parser.error(f"--events must be at least {LEAST_EVENTS}, and one is {min(options.events)}")
    if options.runs is not None and options.runs < 1:
        parser.error(f"--runs must be at least 1, and is {options.runs}")
    if options.memory_limit and not re.fullmatch(r"\d+(\.\d+)? ?([KMGT]i?B|%)", options.memory_limit, re.IGNORECASE):
        parser.error(f"--memory-limit must be a size such as 2GB or 50%, and is {options.memory_limit}")
    options.folder = options.folder.resolve()
    options.output = (options.output or options.folder / "results.json").resolve()
    return options


def plans(options: argparse.Namespace) -> list[Plan]:
    """What is to be measured, the small before the large."""
    sizes = sorted(set(options.events))
    parts = frozenset(options.only)
    if parts & {"tests", "increment"}:
        parts |= {"build"}
    runs = dict.fromkeys(sizes, options.runs or RUNS)
    if options.runs is None and len(sizes) > 1:
        runs[sizes[-1]] = 1
    return [
        Plan(
            skew=skew,
            events=events,
            runs=runs[events],
            seed=options.seed,
            parts=parts,
            memory_limit=options.memory_limit,
            is_kept=options.keep,
        )
        for events in sizes
        for skew in dict.fromkeys(options.skew)
    ]


def check_disk(folder: Path, events: int) -> None:
    """Stops before a disk is full."""
    folder.mkdir(parents=True, exist_ok=True)
    needed, free = events * BYTES_PER_EVENT, shutil.disk_usage(folder).free
    if free < needed:
        raise BenchmarkError(
            f"{events:,} events may need {needed / 1e9:.0f} GB of disk, and {folder} has {free / 1e9:.0f} GB. "
            "Choose another --folder, or fewer --events."
        )


def load(path: Path) -> Results:
    """What was measured before."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        raise BenchmarkError(f"There is no {path} yet: measure first.") from None
    except json.JSONDecodeError:
        raise BenchmarkError(f"{path} is not the JSON of a benchmark.") from None


def new_results(options: argparse.Namespace) -> Results:
    """Results without a case; with those that are there already, if they are to be added to."""
    results: Results = {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "software": software(),
        "seed": options.seed,
        "memory_limit": options.memory_limit,
        "cases": [],
        "growth": [],
    }
    if options.add and options.output.exists():
        present = load(options.output)
        if conditions_of(present) != conditions_of(results):
            raise BenchmarkError(
                f"{options.output} was measured under other conditions, which do not mix: leave --add out, or write to "
                "another --output."
            )
        results["cases"] = present["cases"]
    return results


def conditions_of(results: Results) -> dict[str, Any]:
    """What must be the same for figures to be compared."""
    conditions = {"seed": results["seed"], "memory_limit": results["memory_limit"]}
    conditions |= results["machine"] | results["software"]
    return {name: value for name, value in conditions.items() if name not in ("load_at_start", "lookback")}


def add_case(results: Results, measured: dict[str, Any]) -> None:
    """Puts a case in its place; parts of it that were not measured now stay."""
    cases = {(case["skew"], case["events"]): case for case in results["cases"]}
    key = (measured["skew"], measured["events"])
    cases[key] = cases.get(key, {}) | measured
    order = sorted(cases, key=lambda key: (SKEWS.index(key[0]), key[1]))
    results["cases"] = [cases[key] for key in order]
    results["growth"] = list(growth(results["cases"]))


def write(results: Results, output: Path) -> None:
    """Writes the JSON, and the chart beside it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(results, indent=2) + "\n")
    output.with_suffix(".svg").write_text(chart(results["cases"]))


def measure(options: argparse.Namespace) -> None:
    """Measures all cases; what has been measured is written after each."""
    todo = plans(options)
    check_disk(options.folder, max(plan.events for plan in todo))
    results = new_results(options)
    progress = Progress()
    usual = spoken(sum(plan.usual_seconds for plan in todo))
    progress.say(f"{len(todo)} {'case' if len(todo) == 1 else 'cases'}, about {usual} on two cores of a usual server")
    if results["machine"]["load_at_start"] > BUSY * results["machine"]["cores"]:
        progress.say(f"others are at work here (load {results['machine']['load_at_start']}): figures will be too high")
    remove(options.folder / "project")
    project = copy_project(options.folder / "project")
    try:
        for plan in todo:
            add_case(results, Case(plan, project, options.folder, progress).run())
            write(results, options.output)
    finally:
        remove(project)
    progress.say("done")
    print_report(results)
    print(f"\n{options.output}\n{options.output.with_suffix('.svg')}")


def print_report(results: Results) -> None:
    print(conditions(results))
    for table in tables(results):
        print("", *table.as_text(), sep="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    try:
        if options.write_docs:
            write_page(load(options.output))
            print(f"written: {PAGE.relative_to(PROJECT)}")
        else:
            measure(options)
    except (BenchmarkError, OSError) as error:
        print(f"benchmark.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("benchmark.py: stopped; the cases that were complete are written.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
