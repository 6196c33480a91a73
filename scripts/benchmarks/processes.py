"""Commands in processes of their own, and what each of them costs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = PROJECT / "scripts"

PARTS_OF_THE_PROJECT = ("dbt_project.yml", "profiles.yml", "docs", "macros", "models", "seeds", "tests")
"""What dbt reads."""

BYTES_OF_A_UNIT = 1 if sys.platform == "darwin" else 1024
"""What the system counts the peak of memory in."""

LINES_OF_A_FAILURE = 30


class BenchmarkError(Exception):
    """Something that ends the benchmark; its text says what and where to look."""


@dataclass(frozen=True)
class Usage:
    """What one process took, with the children that it waited for."""

    cpu_seconds: float
    wall_seconds: float
    peak_memory_bytes: int


def run(command: Sequence[str], environment: dict[str, str], log: Path, folder: Path = PROJECT) -> Usage:
    """Runs a command to its end, its output in a file. This process stays small, for a child's peak begins with it."""
    log.parent.mkdir(parents=True, exist_ok=True)
    started_at = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
    wall_seconds = time.monotonic() - started_at
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise BenchmarkError(failure(command, process.returncode, log))
    return Usage(usage.ru_utime + usage.ru_stime, wall_seconds, usage.ru_maxrss * BYTES_OF_A_UNIT)


def failure(command: Sequence[str], exit_code: int, log: Path) -> str:
    """What there is to say of a command that failed."""
    lines = log.read_text(errors="replace").splitlines()[-LINES_OF_A_FAILURE:]
    if exit_code < 0:
        lines.append(f"Signal {-exit_code} ended it. If that was for want of memory, give it a --memory-limit.")
    return "\n".join([f"{' '.join(command)} failed (exit code {exit_code}):", *(f"  {line}" for line in lines)])


def environment_of(**variables: str) -> dict[str, str]:
    """The environment with these variables, and without what else may be set for dbt and for the project."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("DBT_", "LOOKBACK_"))}
    return {**inherited, "PYTHONPATH": str(SCRIPTS), **variables}


def run_module(name: str, log: Path, *arguments: object) -> tuple[Usage, Any]:
    """Runs a module of this package; returns what it took and the JSON that it printed."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *map(str, arguments)]
    usage = run(command, environment_of(), log)
    return usage, json.loads(log.read_text())


@dataclass(frozen=True)
class Database:
    """A DuckDB file."""

    path: Path

    @property
    def files(self) -> list[Path]:
        return [path for path in (self.path, self.path.with_name(f"{self.path.name}.wal")) if path.exists()]

    @property
    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self.files)

    def remove(self) -> None:
        for path in self.files:
            path.unlink()

    def move(self, folder: Path, name: str) -> Database:
        """Gives it another folder and name, in the place of what has that name there."""
        moved = Database(folder / f"{name}.duckdb")
        moved.remove()
        folder.mkdir(parents=True, exist_ok=True)
        for path in self.files:
            path.rename(moved.path.with_name(path.name.replace(self.path.name, moved.path.name, 1)))
        return moved

    def copy(self, target: Database) -> None:
        """Makes another database its copy."""
        target.remove()
        for path in self.files:
            shutil.copyfile(path, target.path.with_name(path.name.replace(self.path.name, target.path.name, 1)))


def copy_project(folder: Path) -> Path:
    """Copies what dbt reads, so that all is measured of one state of the project, whatever is edited meanwhile."""
    for name in PARTS_OF_THE_PROJECT:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder)
    return folder


class Dbt:
    """Runs dbt on a project, always on the same database file: dbt parses anew when its path is another."""

    BUILD = ("build", "--exclude-resource-type", "test", "unit_test")
    TEST = ("test",)
    PARSE = ("parse",)

    def __init__(self, project: Path, folder: Path, memory_limit: str) -> None:
        self.project = project
        self.folder = folder
        self.memory_limit = memory_limit
        self.database = Database(folder / "lookback.duckdb")

    def run(self, arguments: Sequence[str], raw: Path, nodes: Nodes | None = None) -> Usage:
        """Runs a command on a raw folder; notes how long its nodes took, where that is wanted."""
        places = ("--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "logs"))
        manners = ("--quiet", "--no-use-colors", "--no-version-check")
        variables = {
            "DBT_PROJECT_DIR": str(self.project),
            "DBT_PROFILES_DIR": str(self.project),
            "LOOKBACK_RAW_PATH": str(raw),
            "LOOKBACK_DATABASE": str(self.database.path),
            "LOOKBACK_MEMORY_LIMIT": self.memory_limit,
        }
        command = [sys.executable, "-m", "dbt.cli.main", *arguments, *places, *manners]
        usage = run(command, environment_of(**variables), self.folder / "dbt.txt", self.project)
        if nodes is not None:
            nodes.add(json.loads((self.folder / "target" / "run_results.json").read_text())["results"])
        return usage

    @property
    def is_parsed(self) -> bool:
        return (self.folder / "target" / "partial_parse.msgpack").exists()


class Nodes:
    """How long each node took in some runs of a dbt command on a project."""

    def __init__(self, project: Path) -> None:
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self.parts = {path.stem: path.parent.name for path in (project / "models").rglob("*.sql")}

    def add(self, results: list[dict[str, Any]]) -> None:
        """Notes the results of a run, as dbt writes them."""
        for result in results:
            self.seconds[result["unique_id"]].append(result["execution_time"])

    def medians(self) -> list[dict[str, Any]]:
        """The nodes with their medians, the longest first, and the part of the project that each belongs to."""
        found = [
            {"name": name_of(unique_id), "part": self.part_of(unique_id), "seconds": median(runs)}
            for unique_id, runs in self.seconds.items()
        ]
        return sorted(found, key=lambda node: -node["seconds"])

    def part_of(self, unique_id: str) -> str:
        """The folder of a model; of other nodes, what they are."""
        return self.parts.get(name_of(unique_id)) or unique_id.split(".")[0].replace("_", " ")


def name_of(unique_id: str) -> str:
    """A node's name, as people know it."""
    return unique_id.split(".")[2].removeprefix("lookback-")


def digest(files: Iterable[Path]) -> str:
    """A short text that is another whenever the files are others."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]


def median(values: Sequence[float]) -> float:
    """The median, in as many digits as mean something."""
    return round(statistics.median(values), 3)


def summary(usages: Sequence[Usage]) -> dict[str, Any]:
    """The medians of some runs, their highest peak of memory, and the CPU seconds of each."""
    return {
        "cpu_seconds": median([usage.cpu_seconds for usage in usages]),
        "wall_seconds": median([usage.wall_seconds for usage in usages]),
        "peak_memory_bytes": max(usage.peak_memory_bytes for usage in usages),
        "cpu_seconds_of_runs": [round(usage.cpu_seconds, 3) for usage in usages],
    }


def difference(minuend: dict[str, Any], subtrahend: dict[str, Any]) -> dict[str, float]:
    """What remains of a summary's seconds."""
    return {name: round(minuend[name] - subtrahend[name], 3) for name in ("cpu_seconds", "wall_seconds")}


def repeated(times: int, measure: Callable[[int], Usage]) -> dict[str, Any]:
    """The summary of so many runs, which are counted from 1."""
    return summary([measure(number) for number in range(1, times + 1)])
