"""One size and skew of raw data, and everything that is measured with it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contents import Contents, differences
from benchmarks.increments import give
from benchmarks.processes import (
    SCRIPTS,
    BenchmarkError,
    Database,
    Dbt,
    Nodes,
    Usage,
    difference,
    digest,
    environment_of,
    repeated,
    run,
    run_module,
    summary,
)
from benchmarks.progress import Progress, usual_seconds

PARTS = ("floors", "build", "tests", "increment")

BYTES_PER_EVENT = 600
"""Of disk, at the most at once: raw data, three databases, and what DuckDB puts aside while it works."""


@dataclass(frozen=True)
class Plan:
    """What is to be measured of a case, and how."""

    skew: str
    events: int
    runs: int
    seed: int
    parts: frozenset[str]
    memory_limit: str
    is_kept: bool

    def __str__(self) -> str:
        return f"{self.skew}, {self.events:,} events"

    @property
    def name(self) -> str:
        return f"{self.skew}-{self.events}"

    @property
    def usual_seconds(self) -> float:
        """How long all of it usually takes."""
        steps = {
            "floors": ["scan", "copy"] * self.runs,
            "build": ["parse"] + ["build", "empty"] * self.runs,
            "tests": ["test"] * self.runs,
            "increment": ["build", "compare", "compare"] + ["increment"] * self.runs,
        }
        taken = ["generate", "split", *(step for part in self.parts for step in steps[part])]
        return sum(usual_seconds(step, self.events) for step in taken)


class Case:
    """Measures what a plan says, in a folder."""

    def __init__(self, plan: Plan, project: Path, folder: Path, progress: Progress) -> None:
        self.plan = plan
        self.progress = progress
        self.month = folder / "raw" / f"{plan.name}-seed{plan.seed}"
        self.work = folder / "work"
        self.kept = folder / f"kept-{plan.name}"
        self.raw = self.kept / "raw" / "base"
        self.dbt = Dbt(project, self.work / "dbt", plan.memory_limit)
        self.database = self.dbt.database
        self.is_kept = plan.is_kept

    def run(self) -> dict[str, Any]:
        """Measures all parts; leaves the generated month, and nothing else unless it is to be kept."""
        remove(self.work)
        remove(self.kept)
        try:
            return {
                "skew": self.plan.skew,
                "events": self.plan.events,
                "runs": self.plan.runs,
                "generator": self.generate(),
                **self.measure(),
            }
        finally:
            remove(self.work)
            if not self.is_kept:
                remove(self.kept)

    def measure(self) -> dict[str, Any]:
        """Holds the last day back, gives it, and measures the parts on what there is then."""
        parts = self.plan.parts
        measured: dict[str, Any] = {}
        batch = self.hold_back()
        measured |= {"rows": batch["base_rows"] + batch["batch_rows"], "batch": batch}
        before = self.build_days_before() if "increment" in parts else None
        give(self.raw.parent)
        self.read_all_files()
        if "floors" in parts:
            measured["floors"] = self.floors()
        if "build" in parts:
            measured["build"] = self.build()
        if "tests" in parts:
            measured["tests"] = self.tests(measured["build"]["empty"])
        if before is not None:
            measured["increment"] = self.increment(before, measured["build"])
        self.dispose(self.database, "build")
        return measured

    @contextmanager
    def step(self, step: str, text: str, number: int = 0) -> Iterator[None]:
        """Says what is done now, and in which of the runs, which are counted from 1."""
        which = f", run {number} of {self.plan.runs}" if number and self.plan.runs > 1 else ""
        with self.progress.step(step, self.plan.events, f"{self.plan}: {text}{which}"):
            yield

    def module(self, name: str, *arguments: object) -> tuple[Usage, Any]:
        return run_module(name, self.work / f"{name}.txt", *arguments)

    def dispose(self, database: Database, name: str) -> None:
        """Removes a database, or keeps it under a name."""
        if self.is_kept and database.files:
            database.move(self.kept, name)
        database.remove()

    # ------------------------------------------------------------------------------------------------------ raw data

    def generate(self) -> dict[str, Any]:
        """Generates the raw data, unless this very generator has done so before; returns how fast it was."""
        note = self.month.with_name(f"{self.month.name}.json")
        if self.month.is_dir() and note.is_file():
            noted = json.loads(note.read_text())
            if noted.get("generator_version") == generator_version():
                self.progress.say(f"{self.plan}: the raw data is there")
                return noted
        options = {
            "--events": self.plan.events,
            "--skew": self.plan.skew,
            "--seed": self.plan.seed,
            "--output": self.month,
        }
        words = [str(word) for option in options.items() for word in option]
        command = [sys.executable, str(SCRIPTS / "generate_raw_events.py"), *words, "--overwrite"]
        with self.step("generate", "generates the raw data"):
            usage = run(command, environment_of(), self.work / "generator.txt")
        _, rows = self.module("floors", "count", self.month)
        files = list(self.month.rglob("*.parquet"))
        made = {
            **summary([usage]),
            "rows": rows,
            "events_per_second": round(rows / usage.wall_seconds),
            "files": len(files),
            "bytes": sum(path.stat().st_size for path in files),
            "generator_version": generator_version(),
        }
        note.write_text(json.dumps(made, indent=2) + "\n")
        return made

    def read_all_files(self) -> None:
        """So that the first run finds the files in the system's memory, as the later ones do."""
        for path in self.raw.rglob("*.parquet"):
            with path.open("rb") as file:
                while file.read(1 << 20):
                    pass

    # -------------------------------------------------------------------------------------------------------- floors

    def floors(self) -> dict[str, Any]:
        """What DuckDB needs to read the events, and to copy them."""
        copied = Database(self.work / "copy.duckdb")
        limit = ("--memory-limit", self.plan.memory_limit) if self.plan.memory_limit else ()

        def scan(number: int) -> Usage:
            with self.step("scan", "scans the events", number):
                return self.module("floors", "scan", self.raw, *limit)[0]

        def copy(number: int) -> Usage:
            copied.remove()
            with self.step("copy", "copies the events", number):
                return self.module("floors", "copy", self.raw, "--database", copied.path, *limit)[0]

        floors = {"scan": repeated(self.plan.runs, scan), "copy": repeated(self.plan.runs, copy)}
        floors["copy"]["database_bytes"] = copied.bytes
        self.dispose(copied, "copy")
        return floors

    # --------------------------------------------------------------------------------------------------------- builds

    def build(self) -> dict[str, Any]:
        """Builds of all models from nothing, the last of which stays, and builds of it with nothing to do."""
        if not self.dbt.is_parsed:
            with self.step("parse", "lets dbt parse the project"):
                self.dbt.run(Dbt.PARSE, self.raw)
        nodes = Nodes(self.dbt.project)

        def build(number: int) -> Usage:
            self.database.remove()
            with self.step("build", "builds all models", number):
                return self.dbt.run(Dbt.BUILD, self.raw, nodes)

        def build_again(number: int) -> Usage:
            with self.step("empty", "builds again, with nothing to do", number):
                return self.dbt.run(Dbt.BUILD, self.raw)

        full = repeated(self.plan.runs, build)
        full["database_bytes"] = self.database.bytes
        empty = repeated(self.plan.runs, build_again)
        return {"full": full, "empty": empty, "models": difference(full, empty), "nodes": nodes.medians()}

    def tests(self, empty: dict[str, Any]) -> dict[str, Any]:
        """All data tests of the build."""
        nodes = Nodes(self.dbt.project)

        def test(number: int) -> Usage:
            with self.step("test", "runs the data tests", number):
                return self.dbt.run(Dbt.TEST, self.raw, nodes)

        tests = repeated(self.plan.runs, test)
        return {"all": tests, "without_overhead": difference(tests, empty), "nodes": nodes.medians()}

    # ------------------------------------------------------------------------------------------------------ increment

    def hold_back(self) -> dict[str, int]:
        """Makes the raw folder without its last day, and what that day brings; returns how many rows of which kind."""
        with self.step("split", "holds the last day back"):
            return self.module("increments", self.month, self.raw.parent, "--seed", self.plan.seed)[1]

    def build_days_before(self) -> Database:
        """A build without the last day."""
        with self.step("build", "builds the days before the last"):
            self.dbt.run(Dbt.BUILD, self.raw)
        return self.database.move(self.work, "before")

    def increment(self, before: Database, full: dict[str, Any]) -> dict[str, Any]:
        """Builds that read the last day after the days before, beside those of the whole month from nothing."""
        from_nothing = self.database.move(self.work, "build")
        nodes = Nodes(self.dbt.project)

        def build(number: int) -> Usage:
            before.copy(self.database)
            with self.step("increment", "builds what the last day changes", number):
                return self.dbt.run(Dbt.BUILD, self.raw, nodes)

        day = repeated(self.plan.runs, build)
        before.remove()
        tables = self.check(self.database, from_nothing)
        models = difference(day, full["empty"])
        return {
            "day": day,
            "models": models,
            "share_of_full": share(models["cpu_seconds"], full["models"]["cpu_seconds"]),
            "tables_compared": tables,
            "nodes": nodes.medians(),
        }

    def check(self, continued: Database, from_nothing: Database) -> int:
        """Stops if a continued build has other rows than one from nothing; returns how many tables agree."""
        expected = self.contents(from_nothing)
        differing = list(differences(self.contents(continued), expected))
        self.is_kept = self.is_kept or bool(differing)
        self.dispose(continued, "increment")
        self.dispose(from_nothing, "build")
        if differing:
            raise BenchmarkError(
                f"{self.plan}: after the last day a continued build is not what a build from nothing is:\n"
                + "\n".join(f"  {line}" for line in differing)
                + f"\nBoth are in {self.kept}: increment.duckdb and build.duckdb."
            )
        return len(expected)

    def contents(self, database: Database) -> Contents:
        with self.step("compare", "reads all marts"):
            return self.module("contents", database.path)[1]


def remove(folder: Path) -> None:
    """Removes a folder, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def share(part: float, whole: float) -> float | None:
    """A part of a whole; none where so little was measured that it would say nothing."""
    return round(part / whole, 4) if part > 0 and whole > 0 else None


def generator_version() -> str:
    """Another whenever the generator of raw data is another."""
    sources = sorted((SCRIPTS / "raw_events").rglob("*"))
    return digest([SCRIPTS / "generate_raw_events.py", *(path for path in sources if path.suffix in (".py", ".sql"))])
