"""Builds made-up worlds with the real project, compares them with the oracle, and makes failures small.

    with Workshop(folder) as workshop:
        assert workshop.submit(Bench.differences, random_case(7)).result() == []

A case is a raw folder in the making, with the vars and the rulesets to build it with. dbt takes some ten
seconds for a build however small the raw folder, so many universes share one: merged, they are told apart by
the prefixes of their ids, and so are the differences. The same trick makes shrinking bearable: a whole round
of smaller candidates is built side by side.
"""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Queue
from typing import Any, Self, TypeVar

import yaml

import comparison
import oracle
from dbt_processes import PROJECT, Workplace
from universes import (
    GLOBAL_TABLES,
    ODD_DAYS,
    RESET,
    Row,
    Tables,
    generate_universe,
    merge_universes,
    random_rulesets,
    shift_to,
    shifted,
    write_raw,
)

PARTS = ("dbt_project.yml", "profiles.yml", "macros", "models", "seeds", "tests", "docs")
NOT_COPIED = shutil.ignore_patterns("suite", "__pycache__")
WITHOUT_TESTS = ("--exclude-resource-type", "test", "unit_test")

T = TypeVar("T")


# ------------------------------------------------------------------------------
# Building
# ------------------------------------------------------------------------------


class BuildError(Exception):
    """A build that did not succeed; the message is what dbt said."""


class Project:
    """A private copy of the project, with seeds, settings and a target folder of its own.

    One build at a time. A copy `is_changed` if models or macros are about to be.
    """

    def __init__(self, folder: Path, *, is_changed: bool = False) -> None:
        self.folder = folder
        self.workplace = Workplace(folder, folder, is_changed=is_changed)
        for part in PARTS:
            source, target = PROJECT / part, folder / part
            if source.is_dir():
                shutil.copytree(source, target, ignore=NOT_COPIED)
            elif source.exists():
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        self.rulesets = folder / "seeds" / "rulesets.csv"
        self.default_rulesets = self.rulesets.read_text()

    def build(
        self,
        raw: Path,
        database: Path,
        *,
        variables: Mapping[str, Any] | None = None,
        rulesets: Iterable[Row] | None = None,
        with_tests: bool = False,
        threads: int | None = None,
    ) -> None:
        """`dbt build` of a raw folder into a database file; the data tests run only `with_tests`.

        `rulesets` replaces the seed, with the columns that its rows have; `threads` is the number of threads of both
        dbt and DuckDB.
        """
        self.write_rulesets(rulesets)
        self.write_threads(threads)
        command = [
            *("build", "--quiet", "--no-write-json"),
            *(() if with_tests else WITHOUT_TESTS),
            *(() if threads is None else ("--threads", str(threads))),
        ]
        process = self.workplace.run(command, raw, database, as_templates(variables or {}))
        if process.returncode:
            raise BuildError(process.stdout.strip() or f"dbt ended with exit code {process.returncode}")

    def write_rulesets(self, rulesets: Iterable[Row] | None) -> None:
        if rulesets is None:
            self.rulesets.write_text(self.default_rulesets)
            return
        rulesets = list(rulesets)
        known = self.default_rulesets.splitlines()[0].split(",")
        header = [column for column in known if not rulesets or any(column in row for row in rulesets)]
        with self.rulesets.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(rulesets)

    def write_threads(self, threads: int | None) -> None:
        profiles = yaml.safe_load((PROJECT / "profiles.yml").read_text())
        if threads is not None:
            profiles["lookback"]["outputs"]["duckdb"]["settings"]["threads"] = threads
        (self.folder / "profiles.yml").write_text(yaml.safe_dump(profiles))


def as_templates(variables: Mapping[str, Any]) -> dict[str, Any]:
    """The vars as dbt is to be told them: it renders a var that is one text, so one with Jinja is said raw."""
    return {
        name: f"{{% raw %}}{value}{{% endraw %}}" if isinstance(value, str) and "{" in value else value
        for name, value in variables.items()
    }


# ------------------------------------------------------------------------------
# Cases
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """Universes to be built side by side, and what to build them with; `rulesets` None is the project's seed."""

    name: str
    universes: list[Tables]
    variables: dict[str, Any] = field(default_factory=dict)
    rulesets: list[Row] | None = None

    @property
    def settings(self) -> Tables:
        """The global settings that all its universes share."""
        merged = merge_universes(self.universes)
        return {table: merged[table] for table in GLOBAL_TABLES if table in merged}

    def tables(self) -> Tables:
        """One raw folder; the ids of the n-th universe, from 0, begin with `n~`. One universe stays as it is."""
        return merge_universes(self.universes) if len(self.universes) > 1 else self.universes[0]

    def save(self, folder: Path) -> None:
        """The raw folder, and beside it what to build it with."""
        write_raw(folder / "raw", self.tables())
        stated = {"name": self.name, "vars": self.variables, "rulesets": self.rulesets}
        (folder / "case.json").write_text(json.dumps(stated, indent=1, ensure_ascii=False))


def load_case(folder: Path) -> Case:
    """The case that was saved there, as one universe."""
    stated = json.loads((folder / "case.json").read_text())
    tables = {name: rows for name, rows in oracle.read_raw(folder / "raw").items() if (folder / "raw" / name).exists()}
    return Case(stated["name"], [tables], stated["vars"], stated["rulesets"])


def random_case(seed: int, *, universes: int = 30) -> Case:
    """A case to which everything may happen: sizes, time zones, clock changes, vars and rulesets."""
    rng = random.Random(f"case {seed}")
    rulesets = random_rulesets(seed) if seed % 4 else None
    variables = random_variables(rng, rulesets)
    weighs_in_doubles = any(row["credit"] == "time_decay" for row in rulesets or ())
    sizes = rng.choices(("tiny", "small", "medium"), (10, 20, 1), k=universes)
    found = [
        generate_universe(1000 * seed + number, size=size, huge_amounts=not weighs_in_doubles)
        for number, size in enumerate(sizes)
    ]
    if rng.random() < 0.7:
        report_timezone, day = rng.choice(ODD_DAYS)
        variables["report_timezone"] = report_timezone
        found = [shifted(universe, shift_to(report_timezone, day)) for universe in found]
    return Case(f"case {seed}", found, variables, rulesets)


def random_variables(rng: random.Random, rulesets: list[Row] | None) -> dict[str, Any]:
    """Every var, each at its default or elsewhere."""
    seed = oracle.default_rulesets_seed() if rulesets is None else rulesets
    every = sorted({row["ruleset"] for row in seed})
    computed = sorted({row["ruleset"] for row in seed if row["is_active"] == "true"})
    variables: dict[str, Any] = {}
    if rng.random() < 0.3:
        computed = sorted(rng.sample(every, rng.randint(1, len(every))))
        variables["rulesets"] = computed
    reporting = "dfinery" if "dfinery" in computed and rng.random() < 0.5 else rng.choice(computed)
    variables["reporting_ruleset"] = reporting
    variables["trace_rulesets"] = computed if rng.random() < 0.8 else [reporting]
    choices = {
        "reporting_currency": ("KRW", "KRW", "USD", "JPY"),
        "trace_horizon_hours": (720, 24, 1, 100_000),
        "settlement_hours": (72, 0, 24, 720),
        "time_decay_half_life_days": (7, 0.5, 1, 30),
        "conversion_window_propagation_minutes": (10, 0, 90, 1440),
        "experiment_shares": (
            [],
            [
                {"campaign_id": f"{number}~{channel}", "variant": variant, "share": share}
                for number in range(30)
                for channel in ("push-0", "kakaotalk-1", "in_app-3")
                for variant, share in (("A", 0.3), ("B", 1.2), ("held_out", 0.1))
            ],
        ),
        "fatigue_limits": (
            [],
            [{"channel": "push", "messages": 1, "hours": 24}, {"channel": "text", "messages": 2, "hours": 1.5}],
            [{"channel": "kakaotalk", "messages": 1, "hours": 72}, {"channel": "push", "messages": 2, "hours": 336}],
        ),
        "identity_reset_events": ([RESET], [], [RESET, "refund", "login", *(f"{n}~login" for n in range(60))]),
    }
    for name, values in choices.items():
        if rng.random() < 0.6:
            variables[name] = rng.choice(values)
    return variables


def side_by_side(case: Case, universes: Iterable[Tables]) -> Case:
    """Other universes under the settings of a case; the ids of the n-th of them, from 1, begin with `n~`."""
    return replace(case, universes=[case.settings, *universes])


# ------------------------------------------------------------------------------
# Comparing
# ------------------------------------------------------------------------------


FAILED = "the build failed"


class Bench:
    """Builds cases in a private project, and compares what comes out with the oracle."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Project(folder / "project")
        self.builds = 0

    def differences(self, case: Case, *, with_tests: bool = False, limit: int = 20) -> list[str]:
        """What a build of the case has wrong; that it fails is a difference of its own."""
        self.builds += 1
        folder = self.folder / uuid.uuid4().hex
        try:
            raw = write_raw(folder / "raw", case.tables(), seed=self.builds)
            database = folder / "lookback.duckdb"
            try:
                self.project.build(
                    raw, database, variables=case.variables, rulesets=case.rulesets, with_tests=with_tests
                )
            except BuildError as error:
                return [f"{FAILED}: {error}"]
            expected = oracle.compute_marts(raw, variables=case.variables, rulesets_seed=case.rulesets)
            return comparison.compare(expected, database, limit=limit)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


class Workshop:
    """A few benches, and as many threads that work at them."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.pool = ThreadPoolExecutor(workers)
        self.benches: Queue[Bench] = Queue()
        for number in range(workers):
            self.benches.put(Bench(folder / f"bench-{number}"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pool.shutdown(cancel_futures=True)

    def submit(self, task: Callable[..., T], *arguments: Any, **options: Any) -> Future[T]:
        """Runs the task, with a bench as its first argument, as soon as one is free."""

        def run() -> T:
            bench = self.benches.get()
            try:
                return task(bench, *arguments, **options)
            finally:
                self.benches.put(bench)

        return self.pool.submit(run)


# ------------------------------------------------------------------------------
# Shrinking
# ------------------------------------------------------------------------------

# Says of each of some candidates whether it still shows the failure.
Judge = Callable[[Sequence[Tables]], list[bool]]
Position = tuple[str, int]
Piece = frozenset[Position]

ROWS_AT_ONCE = 10_000
OPTIONAL_COLUMNS = {
    "message_events": (
        *("message_id", "platform", "trigger_type", "message_format", "click_target"),
        *("element_id", "element_label", "reason", "variant", "device_id", "user_id"),
    ),
    "app_events": ("platform", "device_id", "user_id"),
    "campaigns": ("campaign_name", "body", "scheduled_at", "ends_at"),
}


@dataclass(frozen=True)
class Failure:
    """The smallest case found that still differs, and how."""

    case: Case
    differences: list[str]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"{self.case.name} is not what the oracle says:",
                *(f"  {shortened(difference)}" for difference in self.differences[:20]),
                f"vars: {json.dumps(self.case.variables, ensure_ascii=False)}",
                *self.ruleset_lines(),
                *self.row_lines(),
            ]
        )

    def ruleset_lines(self) -> list[str]:
        """The rows of the rulesets that the differences speak of, if they are not the project's."""
        text = "\n".join(self.differences)
        rows = [row for row in self.case.rulesets or () if repr(row["ruleset"]) in text]
        return [f"rulesets: {','.join(map(str, row.values()))}" for row in rows]

    def row_lines(self) -> list[str]:
        """Every raw row, without its nulls."""
        lines = []
        for table, rows in self.case.tables().items():
            if rows:
                lines.append(f"{table}: {len(rows)} rows")
            for row in rows[:40]:
                stated = (f"{name}={literal(value)}" for name, value in row.items() if value is not None)
                lines.append(f"  {shortened(', '.join(stated), 600)}")
            if len(rows) > 40:
                lines.append(f"  and {len(rows) - 40} more")
        return lines


def literal(value: Any) -> str:
    return repr(value) if isinstance(value, str) else str(value)


def shortened(text: str, length: int = 1500) -> str:
    return text if len(text) <= length else f"{text[:length]} … ({len(text)} characters)"


def explain(bench: Bench, case: Case, differences: list[str], *, builds: int = 40) -> Failure:
    """Finds the one universe that differs, and the rows of it that matter, in so many builds at the most."""
    found = Failure(case, differences)
    detective = Detective(bench, case, differences, builds)
    universe = detective.culprit()
    if universe is None:
        return found
    universe = shrink(universe, detective.judge_of(universe))
    alone = replace(case, universes=[{**case.settings, **universe}])
    still = bench.differences(alone, with_tests=detective.with_tests)
    return Failure(alone, still) if still else found


class Detective:
    """Judges candidates by building them, side by side where the differences tell whose they are."""

    def __init__(self, bench: Bench, case: Case, differences: list[str], builds: int) -> None:
        self.bench = bench
        self.case = case
        self.kinds = kinds_of(differences)
        # A build that failed may have failed in a data test.
        self.with_tests = any(difference.startswith(FAILED) for difference in differences)
        self.last_build = bench.builds + builds

    def culprit(self) -> Tables | None:
        """One universe that differs on its own, if there is one: first those that the differences name."""
        suspects = self.case.universes
        flags = self.together(suspects)
        named = [universe for universe, is_wrong in zip(suspects, flags, strict=True) if is_wrong]
        if named and self.is_wrong([smallest := min(named, key=count_rows)]):
            return smallest
        suspects = named or suspects
        while len(suspects) > 1 and self.may_build():
            first, second = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
            if self.is_wrong(first):
                suspects = first
            elif self.is_wrong(second):
                suspects = second
            else:
                return None
        return suspects[0] if len(suspects) == 1 and self.is_wrong(suspects) else None

    def judge_of(self, universe: Tables) -> Judge:
        """Side by side if that shows the failure, else one candidate after the other."""
        return self.together if self.together([universe, universe]) == [True, True] else self.one_by_one

    def may_build(self) -> bool:
        return self.bench.builds < self.last_build

    def is_wrong(self, universes: Sequence[Tables]) -> bool:
        """Whether these differ in the way that the case does."""
        differences = self.bench.differences(side_by_side(self.case, universes), with_tests=self.with_tests)
        return bool(kinds_of(differences) & self.kinds)

    def together(self, candidates: Sequence[Tables]) -> list[bool]:
        if not self.may_build():
            return [False] * len(candidates)
        case = side_by_side(self.case, candidates)
        differences = self.bench.differences(case, with_tests=self.with_tests, limit=10**6)
        wrong = [difference for difference in differences if kinds_of([difference]) & self.kinds]
        numbers = {universe_of(difference) for difference in wrong}
        return [number in numbers for number in range(1, len(candidates) + 1)]

    def one_by_one(self, candidates: Sequence[Tables]) -> list[bool]:
        return [self.may_build() and self.is_wrong([candidate]) for candidate in candidates]


def kinds_of(differences: Iterable[str]) -> set[str]:
    """The tables that differ; for a failed build the nodes that failed."""
    kinds = set()
    for difference in differences:
        if difference.startswith(FAILED):
            kinds.update(re.findall(r"(?:in|Error in) (\w+ \w+)", difference) or ["build"])
        else:
            kinds.add(re.split(r"[ :]", difference, maxsplit=1)[0])
    return kinds


def universe_of(difference: str) -> int | None:
    """The number of the universe whose ids a difference speaks of."""
    found = re.search(r"=['\"](\d+)~", difference)
    return int(found[1]) if found else None


def shrink(tables: Tables, judge: Judge) -> Tables:
    """As few rows as possible that still show the failure: delta debugging, a round of candidates at a time."""
    tables = {table: rows for table, rows in tables.items() if table not in GLOBAL_TABLES}
    for pieces in (by_table, by_campaign, by_person):
        tables = without_pieces(tables, pieces(tables), judge)
    size = max(1, count_rows(tables) // 8)
    while True:
        before = count_rows(tables)
        tables = without_pieces(tables, by_number(tables, size), judge)
        if size == 1 and count_rows(tables) == before:
            break
        size = max(1, min(size // 2, count_rows(tables) // 4))
    return without_values(tables, judge)


def without_pieces(tables: Tables, pieces: Sequence[Piece], judge: Judge) -> Tables:
    """Without those pieces that the failure does not need, as many at once as can be spared together."""
    most = max(8, ROWS_AT_ONCE // (count_rows(tables) + 1))
    if len(pieces) > most:
        pieces = random.Random(len(pieces)).sample(pieces, most)
    candidates = [without(tables, piece) for piece in pieces]
    spare = [piece for piece, still in zip(pieces, verdicts(judge, candidates), strict=True) if still]
    if len(spare) < 2:
        return without(tables, spare[0]) if spare else tables
    unions = [without(tables, frozenset().union(*spare[:number])) for number in range(1, len(spare) + 1)]
    shown = [union for union, still in zip(unions, verdicts(judge, unions), strict=True) if still]
    return shown[-1] if shown else unions[0]


def without_values(tables: Tables, judge: Judge) -> Tables:
    """The same rows with nulls instead of the values that do not matter."""
    for table, columns in OPTIONAL_COLUMNS.items():
        rows = tables.get(table, [])
        filled = [column for column in columns if any(row[column] is not None for row in rows)]
        blanks = [{**tables, table: [{**row, column: None} for row in rows]} for column in filled]
        spare = [column for column, still in zip(filled, verdicts(judge, blanks), strict=True) if still]
        all_blank = {**tables, table: [{**row, **dict.fromkeys(spare)} for row in rows]}
        if spare and verdicts(judge, [all_blank]) == [True]:
            tables = all_blank
    return tables


def verdicts(judge: Judge, candidates: Sequence[Tables]) -> list[bool]:
    return judge(candidates) if candidates else []


def without(tables: Tables, piece: Piece) -> Tables:
    """Without these rows, and without settings of campaigns that are no more."""
    left = {
        table: [row for index, row in enumerate(rows) if (table, index) not in piece] for table, rows in tables.items()
    }
    campaigns = {row["campaign_id"] for row in left.get("campaigns", ())}
    for table in ("campaign_conversion_events", "unit_costs"):
        if table in left:
            left[table] = [row for row in left[table] if row["campaign_id"] in campaigns]
    return left


def positions(tables: Tables) -> list[tuple[Position, Row]]:
    return [((table, index), row) for table, rows in tables.items() for index, row in enumerate(rows)]


def count_rows(tables: Tables) -> int:
    return sum(map(len, tables.values()))


def by_table(tables: Tables) -> list[Piece]:
    return grouped((position, position[0]) for position, _ in positions(tables))


def by_campaign(tables: Tables) -> list[Piece]:
    return grouped((position, row.get("campaign_id")) for position, row in positions(tables))


def by_person(tables: Tables) -> list[Piece]:
    return grouped(
        (position, (row.get("user_id"), row.get("device_id")))
        for position, row in positions(tables)
        if position[0] in ("message_events", "app_events")
    )


def by_number(tables: Tables, size: int) -> list[Piece]:
    every = [position for position, _ in positions(tables)]
    return [frozenset(every[start : start + size]) for start in range(0, len(every), size)]


def grouped(keyed: Iterable[tuple[Position, Any]]) -> list[Piece]:
    """Positions with the same key together, the largest piece first."""
    pieces: dict[Any, set[Position]] = {}
    for position, key in keyed:
        pieces.setdefault(key, set()).add(position)
    return sorted(map(frozenset, pieces.values()), key=len, reverse=True)
