"""dbt commands as processes of their own, forked from one that has dbt loaded already, which a test can watch and kill.

```python
workplace = Workplace(folder)
build = workplace.start(("build",), raw, database)
build.wait_for("START sql memoized_table model", 20)
build.kill()
```

Most of what a small build costs is dbt itself, so here it does less than for a user. What is parsed once serves all
commands, whatever their vars are. No log is written. dbt sees few environment variables, since it looks through all of
them for each of its messages. And Python looks for no garbage, since the process ends soon.
"""

from __future__ import annotations

import ctypes
import gc
import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from threading import Lock
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]

# Of the environment that the tests run in, what reaches dbt.
INHERITED = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ")
# They say which nodes there are, so that what was parsed without them is of no use.
VARS_OF_NODES = {"check_macros", "check_models"}

PROCESSES = multiprocessing.get_context("forkserver")
# The first is the program that runs, which each process would load anew otherwise.
PROCESSES.set_forkserver_preload(["__main__", "dbt.cli.main", "dbt.adapters.duckdb"])
PARSING = Lock()


@dataclass(frozen=True)
class DbtProcess:
    """A dbt command that runs, or has run."""

    arguments: list[str]
    process: BaseProcess
    output: Path

    def wait_for(self, text: str, times: int = 1, *, timeout: float = 300) -> None:
        """Returns as soon as dbt has printed the text so often, or has ended."""
        end = time.monotonic() + timeout
        while self.process.is_alive() and self.output.read_text().count(text) < times:
            if time.monotonic() > end:
                raise TimeoutExpired(self.arguments, timeout, self.output.read_text())
            time.sleep(0.002)

    def kill(self) -> None:
        """As `kill -9` does."""
        self.process.kill()
        self.process.join()

    def wait(self, timeout: float = 900) -> CompletedProcess[str]:
        """The completed process; its output is all in stdout."""
        self.process.join(timeout)
        if self.process.is_alive():
            self.kill()
            raise TimeoutExpired(self.arguments, timeout, self.output.read_text())
        return CompletedProcess(self.arguments, self.process.exitcode or 0, self.output.read_text())


class Workplace:
    """A folder that dbt works in, on the project or on a copy of it.

    A copy `is_changed` when more than its seeds and profiles is not as in the project: dbt parses it for each command,
    unless there is something `parsed` of it.
    """

    def __init__(self, folder: Path, project: Path = PROJECT, *, is_changed: bool = False) -> None:
        self.folder = folder
        self.project = project
        self.is_changed = is_changed
        self.parsed: Path | None = None
        self.runs = 0

    @property
    def target(self) -> Path:
        """Where dbt writes what it has compiled, and its artifacts."""
        return self.folder / "target"

    def parsed_for(self, command: Sequence[str], database: Path, vars: Mapping[str, Any]) -> Path | None:
        """What the command need not parse again, in a file partial_parse.msgpack."""
        if self.is_changed or command[0] == "parse" or VARS_OF_NODES & {*vars}:
            return self.parsed
        with PARSING:
            return parsed_once(database.stem)

    def start(
        self,
        command: Sequence[str],
        raw: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        *,
        environment: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> DbtProcess:
        """Starts dbt; `limit` is called first, in the process that dbt then runs in."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return start(
            [
                *command,
                *(() if "--target-path" in command else ("--target-path", str(self.target))),
                *("--vars", json.dumps(dict(vars or {}), sort_keys=True, default=str)),
            ],
            {**environment_of(raw, database, self.project), **(environment or {})},
            self.project,
            self.next_output(),
            parsed=self.parsed_for(command, Path(database), vars or {}),
            limit=limit,
        )

    def next_output(self) -> Path:
        self.runs += 1
        return self.folder / f"output-{self.runs}.txt"

    def run(
        self,
        command: Sequence[str],
        raw: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        *,
        environment: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
        timeout: float = 900,
    ) -> CompletedProcess[str]:
        """Runs dbt to its end."""
        return self.start(command, raw, database, vars, environment=environment, limit=limit).wait(timeout)


def environment_of(raw: Path | str, database: Path | str, project: Path = PROJECT) -> dict[str, str]:
    """The environment of a command that reads a raw folder and builds a database file."""
    return {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        "DBT_PROFILES_DIR": str(project),
        "LOOKBACK_RAW_PATH": str(raw),
        "LOOKBACK_DATABASE": str(database),
    }


def start(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    project: Path,
    output: Path,
    *,
    parsed: Path | None = None,
    limit: Callable[[], None] | None = None,
) -> DbtProcess:
    """Starts dbt in a project; what it prints is added to the file `output`."""
    arguments = [*arguments, "--no-use-colors", "--no-version-check"]
    if "--log-path" not in arguments:
        arguments += ["--log-path", str(output.parent), "--log-level-file", "none"]
    output.touch()
    process = PROCESSES.Process(target=live, args=(arguments, environment, project, output, parsed, limit))
    process.start()
    return DbtProcess(["dbt", *arguments], process, output)


def live(
    arguments: list[str],
    environment: Mapping[str, str],
    project: Path,
    output: Path,
    parsed: Path | None,
    limit: Callable[[], None] | None,
) -> None:
    """The life of one dbt process: leaves with dbt's exit code."""
    settle(environment, project, output)
    gc.disable()
    if limit:
        limit()

    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import cli

    try:
        cli(args=arguments, prog_name="dbt", obj=known(parsed, project))
    finally:
        # A process of its own would close the database on leaving; a fork leaves without.
        if DuckDBConnectionManager._ENV:
            DuckDBConnectionManager._ENV.close()


def settle(environment: Mapping[str, str], folder: Path, output: Path) -> None:
    """Gives this process an environment and a folder of its own; what it prints is added to the file `output`."""
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)


def known(parsed: Path | None, project: Path) -> dict[str, Any]:
    """What dbt's command line is to be given as `obj`: what has been parsed, if anything, as if in this project."""
    if parsed is None:
        return {}

    from dbt.contracts.graph.manifest import Manifest
    from dbt.node_types import NodeType

    manifest = Manifest.from_msgpack(parsed.read_bytes())
    for node in manifest.nodes.values():
        if node.resource_type == NodeType.Seed:
            # The one place that is parsed: where the rows of the seed are read.
            node.root_path = str(project)
    manifest.build_flat_graph()
    return {"manifest": manifest}


@cache
def parsed_once(database_name: str) -> Path:
    """What dbt has parsed of the project, for a database of this name: a file partial_parse.msgpack."""
    folder = Path(scratch().name) / database_name
    folder.mkdir()
    arguments = ["parse", "--target-path", str(folder)]
    environment = environment_of(folder, folder / f"{database_name}.duckdb")
    parse = start(arguments, environment, PROJECT, folder / "output.txt").wait()
    if parse.returncode:
        raise RuntimeError(parse.stdout)
    return folder / "partial_parse.msgpack"


@cache
def scratch() -> tempfile.TemporaryDirectory[str]:
    """A folder that is there until the tests have ended."""
    return tempfile.TemporaryDirectory(prefix="lookback-parsed-")


def without_privileges() -> None:
    """From here on, root too is asked for permission to open a file: it gives up its capabilities."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        no_capabilities = (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(header, no_capabilities):
            raise OSError(ctypes.get_errno(), "capset")
