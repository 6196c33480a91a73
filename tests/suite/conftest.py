"""Shared by all tests: building the project from raw data of one's own into a database of one's own.

    def test_something(dbt_build, tmp_path):
        built = dbt_build(raw_path, tmp_path / "lookback.duckdb", vars={"reporting_ruleset": "flarelane"})
        assert built.returncode == 0, built.stdout

Every build is a process of its own, so that none inherits an open database or the state of another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, Protocol

import duckdb
import pytest

from dbt_processes import Workplace


class DbtBuild(Protocol):
    """What the fixture `dbt_build` gives: builds, and returns the completed process with all its output in stdout."""

    def __call__(
        self,
        raw_path: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        extra_args: Sequence[str] = (),
        *,
        command: str = "build",
        environment: Mapping[str, str] | None = None,
        timeout: float = 900,
    ) -> CompletedProcess[str]: ...


class Dbt:
    """Runs dbt commands on the project, each in a folder of its own; several threads may use it at once."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.numbers = count(1)

    def run(
        self,
        raw_path: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        extra_args: Sequence[str] = (),
        *,
        command: str = "build",
        environment: Mapping[str, str] | None = None,
        timeout: float = 900,
    ) -> CompletedProcess[str]:
        database = Path(database).absolute()
        database.parent.mkdir(parents=True, exist_ok=True)
        workplace = Workplace(self.scratch / f"run-{next(self.numbers)}")
        arguments = [*command.split(), *extra_args]
        return workplace.run(arguments, raw_path, database, vars, environment=environment, timeout=timeout)


@pytest.fixture(scope="session")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Dbt:
    return Dbt(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session")
def dbt_build(dbt: Dbt) -> DbtBuild:
    """dbt_build(raw_path, database, vars=None, extra_args=()): the completed process; its output is all in stdout."""
    return dbt.run


@pytest.fixture(scope="session")
def manifest(dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """dbt's own description of the project, with the tests that only developers run."""
    folder = tmp_path_factory.mktemp("manifest")
    parsed = dbt.run(
        folder,
        folder / "lookback.duckdb",
        {"check_macros": True, "check_models": True},
        ("--target-path", str(folder)),
        command="parse",
    )
    assert parsed.returncode == 0, parsed.stdout
    return json.loads((folder / "manifest.json").read_text())


# The files of tests that take longest, which begin first: at the end no process is left alone with one of them.
LONGEST = (
    *("test_arrivals.py", "test_universes.py", "test_parity.py", "test_faults.py", "test_tests_can_fail.py"),
    *("test_project.py", "test_metamorphic.py", "test_benchmark.py", "test_pseudonyms.py", "test_ledger.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


NOTES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def notes(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the run is to end with: what a test has measured."""
    return pytestconfig.stash.setdefault(NOTES, [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    # A process that runs a part of the tests hands its lines to the one that reports.
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["notes"] = session.config.stash.get(NOTES, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash.setdefault(NOTES, []).extend(getattr(node, "workeroutput", {}).get("notes", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if lines := config.stash.get(NOTES, []):
        terminalreporter.section("notes")
        for line in lines:
            terminalreporter.write_line(line)


# What people may call a campaign: markup, what a spreadsheet takes for a formula, both scripts.
ODD_NAMES = [
    "<script>document.title = 'taken'</script>",
    "=1+1",
    "+82 10-0000-0000",
    "@SUM(A1:A9)",
    'Spring & "summer", 50% off',
    "{{ vars }} {% raw %}",
    "봄맞이 특가 </script><b>굵게</b>",
    "-2 plus 3",
]


@dataclass(frozen=True)
class Shop:
    """A generated shop that has been built: its database, and what dbt has written about it."""

    database: Path
    target: Path

    @property
    def manifest(self) -> dict[str, Any]:
        return json.loads((self.target / "manifest.json").read_text())


@pytest.fixture(scope="session")
def shop(dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A small sample shop whose campaigns have odd names, under every ruleset, with its documentation page."""
    # Only here, since the commands that look for wrong numbers import this file without the folder of the scripts.
    import generate_raw_events

    folder = tmp_path_factory.mktemp("shop")
    raw, target, database = folder / "raw", folder / "target", folder / "lookback.duckdb"
    assert generate_raw_events.main(["--output", str(raw), "--events", "40000", "--campaigns", "40"]) == 0
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table campaigns as
            select * replace (
                coalesce($names[dense_rank() over (order by campaign_id)], campaign_name) as campaign_name
            )
            from read_parquet($files)
            """,
            {"names": ODD_NAMES, "files": f"{raw}/campaigns/**/*.parquet"},
        )
        for file in (raw / "campaigns").rglob("*.parquet"):
            file.unlink()
        connection.execute(f"copy campaigns to '{raw}/campaigns/campaigns.parquet' (format parquet)")
    to_target = ("--target-path", str(target))
    built = dbt.run(raw, database, extra_args=(*to_target, "--exclude-resource-type", "test"))
    assert built.returncode == 0, built.stdout
    described = dbt.run(raw, database, extra_args=(*to_target, "--static", "--no-compile"), command="docs generate")
    assert described.returncode == 0, described.stdout
    return Shop(database, target)
