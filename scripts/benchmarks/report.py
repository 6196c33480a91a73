"""Tables of what was measured: ratios to the floors, growth, and which models take how long."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Results = dict[str, Any]
Measured = dict[str, Any]
"""What was measured of one case; parts that were not asked for are not there."""

LONGEST_NODES = 15
NOTHING = "-"

CPU_SECONDS = {
    "scan": ("floors", "scan", "cpu_seconds"),
    "copy": ("floors", "copy", "cpu_seconds"),
    "models": ("build", "models", "cpu_seconds"),
    "tests": ("tests", "all", "cpu_seconds"),
    "last day": ("increment", "models", "cpu_seconds"),
}
"""The measures that grow with the data, and where they stand."""


@dataclass(frozen=True)
class Table:
    """A table of texts; the first `words` columns are words, the others figures."""

    title: str
    header: list[str]
    rows: list[list[str]]
    words: int = 1

    def as_text(self) -> list[str]:
        """Lines for a terminal."""
        widths = [max(map(len, column)) for column in zip(self.header, *self.rows, strict=True)]

        def line(texts: Iterable[str]) -> str:
            cells = zip(texts, widths, strict=True)
            parts = [
                f"{text:{'<' if number < self.words else '>'}{width}}" for number, (text, width) in enumerate(cells)
            ]
            return f"  {'  '.join(parts)}".rstrip()

        rule = ["-" * width for width in widths]
        return [self.title, "", line(self.header), line(rule), *map(line, self.rows)]

    def as_markdown(self) -> list[str]:
        """Lines for a page."""
        rules = ["---" if number < self.words else "---:" for number in range(len(self.header))]
        rows = [f"| {' | '.join(texts)} |" for texts in (self.header, *self.rows)]
        return [f"**{self.title}**", "", rows[0], f"|{'|'.join(rules)}|", *rows[1:]]


def found(measured: Measured, *path: str) -> Any:
    """What stands under a path; none where that was not measured."""
    value: Any = measured
    for name in path:
        value = value.get(name) if value is not None else None
    return value


def quotient(dividend: float | None, divisor: float | None) -> float | None:
    return None if dividend is None or not divisor else dividend / divisor


def seconds(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,.1f}"


def times(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,.2f}"


def percentage(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1%}"


def megabytes(value: float | None) -> str:
    return NOTHING if value is None else f"{value / 1e6:,.0f}"


def whole(value: float | None) -> str:
    return NOTHING if value is None else f"{value:,.0f}"


def case_table(title: str, cases: list[Measured], columns: dict[str, Any]) -> Table:
    """A table with a row for each case; columns are functions of what was measured."""
    rows = [
        [case["skew"], f"{case['events'] / 1e6:,g} M", *(show(case) for show in columns.values())] for case in cases
    ]
    return Table(title, ["skew", "events", *columns], rows)


def shown(show: Any, *path: str) -> Any:
    """A function: a figure of a case, as it is shown."""
    return lambda case: show(found(case, *path))


def ratio(dividend: tuple[str, ...], divisor: tuple[str, ...]) -> Any:
    """A function: the quotient of two figures of a case, as it is shown."""
    return lambda case: times(quotient(found(case, *dividend), found(case, *divisor)))


def cpu_table(cases: list[Measured]) -> Table:
    models, full = CPU_SECONDS["models"], ("build", "full")
    return case_table(
        "CPU seconds, and how many times the floors the models take",
        cases,
        {
            "scan": shown(seconds, *CPU_SECONDS["scan"]),
            "copy": shown(seconds, *CPU_SECONDS["copy"]),
            "full build": shown(seconds, *full, "cpu_seconds"),
            "empty build": shown(seconds, "build", "empty", "cpu_seconds"),
            "models": shown(seconds, *models),
            "models / scan": ratio(models, CPU_SECONDS["scan"]),
            "models / copy": ratio(models, CPU_SECONDS["copy"]),
            "all tests": shown(seconds, *CPU_SECONDS["tests"]),
            "less empty build": shown(seconds, "tests", "without_overhead", "cpu_seconds"),
        },
    )


def wall_table(cases: list[Measured]) -> Table:
    copy, models = ("floors", "copy", "wall_seconds"), ("build", "models", "wall_seconds")
    return case_table(
        "Wall seconds",
        cases,
        {
            "scan": shown(seconds, "floors", "scan", "wall_seconds"),
            "copy": shown(seconds, *copy),
            "full build": shown(seconds, "build", "full", "wall_seconds"),
            "empty build": shown(seconds, "build", "empty", "wall_seconds"),
            "models": shown(seconds, *models),
            "models / copy": ratio(models, copy),
            "all tests": shown(seconds, "tests", "all", "wall_seconds"),
            "last day": shown(seconds, "increment", "day", "wall_seconds"),
        },
    )


def size_table(cases: list[Measured]) -> Table:
    return case_table(
        "Memory and disk in MB, and the generator",
        cases,
        {
            "raw files": shown(megabytes, "generator", "bytes"),
            "copy": shown(megabytes, "floors", "copy", "database_bytes"),
            "database": shown(megabytes, "build", "full", "database_bytes"),
            "peak memory of the build": shown(megabytes, "build", "full", "peak_memory_bytes"),
            "of the last day": shown(megabytes, "increment", "day", "peak_memory_bytes"),
            "generated events per second": shown(whole, "generator", "events_per_second"),
        },
    )


def increment_table(cases: list[Measured]) -> Table:
    return case_table(
        "The last day of thirty: CPU seconds of its models, beside those of a build from nothing",
        cases,
        {
            "rows": shown(whole, "batch", "batch_rows"),
            "late": shown(whole, "batch", "late_rows"),
            "copies": shown(whole, "batch", "copies_rows"),
            "log-ins": shown(whole, "batch", "logins_rows"),
            "last day": shown(seconds, *CPU_SECONDS["last day"]),
            "from nothing": shown(seconds, "build", "models", "cpu_seconds"),
            "share": shown(percentage, "increment", "share_of_full"),
            "tables that agree": shown(whole, "increment", "tables_compared"),
        },
    )


def growth(cases: list[Measured]) -> Iterator[dict[str, Any]]:
    """The exponent of each measure's growth from each size to the next: 1 when it grows as the events do."""
    for skew in dict.fromkeys(case["skew"] for case in cases):
        sizes = sorted((case for case in cases if case["skew"] == skew), key=lambda case: case["events"])
        for smaller, larger in zip(sizes[:-1], sizes[1:], strict=True):
            rows = larger["rows"] / smaller["rows"]
            exponents = {}
            for name, path in CPU_SECONDS.items():
                before, after = found(smaller, *path), found(larger, *path)
                is_known = before is not None and after is not None and min(before, after) > 0
                exponents[name] = round(math.log(after / before) / math.log(rows), 3) if is_known else None
            yield {"skew": skew, "from": smaller["events"], "to": larger["events"], "exponents": exponents}


def growth_table(cases: list[Measured]) -> Table:
    rows = [
        [
            step["skew"],
            f"{step['from'] / 1e6:,g} M",
            f"{step['to'] / 1e6:,g} M",
            *map(times, step["exponents"].values()),
        ]
        for step in growth(cases)
    ]
    title = "Exponents of growth in CPU seconds: 1 is in proportion to the events, below 1 is slower"
    return Table(title, ["skew", "from", "to", *CPU_SECONDS], rows)


def builds(cases: list[Measured], skew: str) -> list[Measured]:
    """The cases of a skew in which all models were built, the smaller before the larger."""
    return sorted((case for case in cases if case["skew"] == skew and "build" in case), key=lambda case: case["events"])


def part_table(cases: list[Measured], skew: str) -> Table | None:
    """What the parts of the project take: folders of models, and besides them seeds and what runs before and after."""
    sizes = builds(cases, skew)
    if not sizes:
        return None
    taken: dict[str, Counter[str]] = {}
    for case in sizes:
        for name, step in (("full", "build"), ("last day", "increment")):
            if nodes := found(case, step, "nodes"):
                column = taken.setdefault(f"{name}, {case['events'] / 1e6:,g} M", Counter())
                for node in nodes:
                    column[node["part"]] += node["seconds"]
    largest = taken[f"full, {sizes[-1]['events'] / 1e6:,g} M"]
    rows = [[part, *(times(column[part]) for column in taken.values())] for part, _ in largest.most_common()]
    return Table(f"What the parts of the project take, in wall seconds (skew {skew})", ["part", *taken], rows)


def node_table(cases: list[Measured], skew: str) -> Table | None:
    """What takes longest in the largest build of a skew, beside the smaller ones."""
    sizes = builds(cases, skew)
    if not sizes:
        return None
    by_size = [{node["name"]: node["seconds"] for node in case["build"]["nodes"]} for case in sizes]
    largest = by_size[-1]
    total = sum(largest.values())
    rows = [
        [name, *(times(nodes.get(name)) for nodes in by_size), percentage(taken / total)]
        for name, taken in list(largest.items())[:LONGEST_NODES]
    ]
    rows.append([f"all {len(largest)}", *(times(sum(nodes.values())) for nodes in by_size), percentage(1)])
    header = ["model", *(f"{case['events'] / 1e6:,g} M" for case in sizes), "share"]
    return Table(f"The models that take longest, in wall seconds (skew {skew})", header, rows)


def tables(results: Results) -> Iterator[Table]:
    """All tables that what was measured gives."""
    cases = results["cases"]
    yield cpu_table(cases)
    yield wall_table(cases)
    yield size_table(cases)
    if any("increment" in case for case in cases):
        yield increment_table(cases)
    if any(growth(cases)):
        yield growth_table(cases)
    for skew in dict.fromkeys(case["skew"] for case in cases):
        yield from filter(None, (part_table(cases, skew), node_table(cases, skew)))


def conditions(results: Results) -> str:
    """What the figures were measured on, and how."""
    machine, software = results["machine"], results["software"]
    runs = ", ".join(f"{case['runs']} of {case['events'] / 1e6:,g} M {case['skew']}" for case in results["cases"])
    return (
        f"Measured on {results['measured_on']}: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_bytes'] / 1e9:.0f} GB of memory, {machine['system']}, "
        f"load {machine['load_at_start']} before; "
        f"DuckDB {software['duckdb']}, dbt {software['dbt-core']}, dbt-duckdb {software['dbt-duckdb']}, "
        f"Python {software['python']}; lookback {software['lookback'] or 'without git'}; seed {results['seed']}; "
        f"memory limit {results['memory_limit'] or 'as in the profile'}. "
        f"Runs, of which the median counts: {runs}."
    )
