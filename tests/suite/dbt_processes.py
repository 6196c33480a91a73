"""dbt commands as processes of their own that a test can watch, limit and kill.

```python
workplace = Workplace(folder, parsed=target / "partial_parse.msgpack")
build = workplace.start(("build",), raw, database)
build.wait_for("START sql memoized_table model", 20)
build.kill()
```
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from typing import Any

from conftest import PROJECT
from parsed import known


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

    def wait(self, timeout: float = 600) -> CompletedProcess[str]:
        """The completed process; its output is all in stdout."""
        self.process.join(timeout)
        if self.process.is_alive():
            self.kill()
            raise TimeoutExpired(self.arguments, timeout, self.output.read_text())
        return CompletedProcess(self.arguments, self.process.exitcode or 0, self.output.read_text())


class Workplace:
    """A folder that dbt works in, on the project or on a copy of it.

    Given what an earlier command has `parsed` (its file partial_parse.msgpack), dbt does not parse again,
    whatever the vars are.
    """

    def __init__(self, folder: Path, project: Path = PROJECT, *, parsed: Path | None = None) -> None:
        self.folder = folder
        self.project = project
        self.parsed = parsed
        self.runs = 0
        self.processes = multiprocessing.get_context("forkserver")
        self.processes.set_forkserver_preload(["dbt.cli.main", "dbt.adapters.duckdb"])

    def start(
        self,
        command: Sequence[str],
        raw: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        *,
        limit: Callable[[], None] | None = None,
    ) -> DbtProcess:
        """Starts dbt; `limit` is called first, in the process that dbt then runs in."""
        arguments = [
            *command,
            *("--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "logs")),
            *("--vars", json.dumps(dict(vars or {})), "--no-use-colors", "--no-version-check"),
        ]
        own = ("DBT_", "LOOKBACK_")
        environment = {name: text for name, text in os.environ.items() if not name.startswith(own)}
        environment |= {"LOOKBACK_RAW_PATH": str(raw), "LOOKBACK_DATABASE": str(database)}
        self.runs += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        output = self.folder / f"output-{self.runs}.txt"
        output.touch()
        process = self.processes.Process(
            target=live, args=(limit, self.parsed, arguments, environment, self.project, output)
        )
        process.start()
        return DbtProcess(["dbt", *arguments], process, output)

    def run(
        self,
        command: Sequence[str],
        raw: Path | str,
        database: Path | str,
        vars: Mapping[str, Any] | None = None,
        *,
        limit: Callable[[], None] | None = None,
    ) -> CompletedProcess[str]:
        """Runs dbt to its end."""
        return self.start(command, raw, database, vars, limit=limit).wait()


def live(
    limit: Callable[[], None] | None,
    parsed: Path | None,
    arguments: list[str],
    environment: dict[str, str],
    project: Path,
    output: Path,
) -> None:
    """The life of one dbt process: leaves with dbt's exit code, and with all that dbt prints in `output`."""
    descriptor = os.open(output, os.O_WRONLY | os.O_APPEND)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(project)
    if limit:
        limit()

    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import cli

    try:
        cli(args=arguments, prog_name="dbt", obj=known(parsed))
    finally:
        # A process of its own would close the database on leaving; a fork leaves without.
        if DuckDBConnectionManager._ENV:
            DuckDBConnectionManager._ENV.close()


def parsed_by(process: CompletedProcess[str]) -> Path:
    """What a dbt command has parsed."""
    return Path(process.args[process.args.index("--target-path") + 1]) / "partial_parse.msgpack"


def without_privileges() -> None:
    """From here on, root too is asked for permission to open a file: it gives up its capabilities."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        no_capabilities = (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(header, no_capabilities):
            raise OSError(ctypes.get_errno(), "capset")
