"""Databases that are built again and again while data arrives, and what a build from scratch would give.

    story = random_story(7)
    with Workshop(folder) as workshop:
        assert workshop.submit(Bench.told, story).result() is None

A story is a list of stages. A stage is all that a run of dbt sees at one moment: every raw file with its rows, the vars
and the rulesets. From one stage to the next files arrive, change or vanish, settings change, builds are killed or build
only a part. Many universes live side by side in one raw folder, each with steps of its own; what concerns the whole
folder happens to all of them. After every whole build each table of the contract has to be what the oracle computes
from the raw folder alone and, where the stage says so, what a build from scratch gives.

Stories are plain data and the same for the same seed; only the moment at which a build is killed is never quite the
same. A story that goes wrong is told again with fewer universes, stages and rows, as long as it still goes wrong.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import count
from pathlib import Path
from queue import Queue
from subprocess import CompletedProcess
from typing import Any

import duckdb

import comparison
import harness
import oracle
from dbt_processes import Workplace
from harness import FAILED, WITHOUT_TESTS, as_templates, kinds_of, literal, shortened, shrink, universe_of
from universes import (
    CHANNELS,
    DAY,
    FOLDERS,
    HOUR,
    IN_APP_STATUSES,
    MESSAGE_STATUSES,
    MICROSECOND,
    ODD_DAYS,
    RESET,
    SCHEMAS,
    START,
    WINDOWS,
    Prefixer,
    Row,
    Tables,
    generate_universe,
    random_rulesets,
    write_parquet,
)

EVENTS = ("message_events", "app_events")
OPTIONAL_TABLES = ("campaign_conversion_events", "unit_costs", "user_consents", "exchange_rates")
BUILD = ("build", *WITHOUT_TESTS)
# Rows carry an id of their own under this name, which no raw file has: which universe they are of, and which row.
TAG = "#"
NO_TIME = timedelta(0)


# ------------------------------------------------------------------------------
# Stories
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class File:
    """A raw file: the table it belongs to, and its rows."""

    table: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Stage:
    """What one run of dbt sees: the raw files by their path, the vars and the rulesets (None: the project's).

    A run is killed as soon as it has begun so many nodes, if it says `killed_at`. Every run of the `BUILD` that is not
    killed is compared with the oracle and, if `is_repeated`, with a build from scratch.
    """

    steps: tuple[str, ...]
    files: Mapping[str, File]
    variables: Mapping[str, Any] = field(default_factory=dict)
    rulesets: list[Row] | None = None
    command: tuple[str, ...] = BUILD
    killed_at: int | None = None
    is_repeated: bool = False

    @property
    def is_whole(self) -> bool:
        return self.command[: len(BUILD)] == BUILD and self.killed_at is None

    def tables(self) -> Tables:
        found: Tables = {}
        for file in self.files.values():
            found.setdefault(file.table, []).extend(file.rows)
        return found

    def lines(self, previous: Stage | None) -> Iterator[str]:
        """The stage in words: what is different since the one before, and what dbt is asked to do."""
        before = previous or Stage((), {}, {}, None)
        yield from (f"  {step}" for step in self.steps)
        yield from (f"  - {path} is removed" for path in before.files if path not in self.files)
        for path, file in self.files.items():
            old = before.files.get(path)
            if old != file:
                yield f"  {'+' if old is None else '~'} {path}: {len(file.rows)} rows"
                yield from (f"      {row_in_words(row)}" for row in file.rows if old is None or row not in old.rows)
                yield from (f"    - {row_in_words(row)}" for row in (old.rows if old else ()) if row not in file.rows)
        if dict(self.variables) != dict(before.variables):
            yield f"  vars: {json.dumps(dict(self.variables), ensure_ascii=False)}"
        if self.rulesets != before.rulesets:
            rows = [",".join(map(str, row.values())) for row in self.rulesets or ()]
            yield f"  rulesets: {'; '.join(rows[len(oracle.default_rulesets_seed()) :]) or 'those of the project'}"
        killed = "" if self.killed_at is None else f", killed when {self.killed_at} nodes have begun"
        yield f"  dbt {' '.join(part for part in self.command if part not in WITHOUT_TESTS)}{killed}"


def row_in_words(row: Row) -> str:
    stated = (f"{name}={literal(value)}" for name, value in row.items() if value is not None and name != TAG)
    return shortened(", ".join(stated), 600)


@dataclass(frozen=True)
class Story:
    """Stages in their order; `universes` is how many live side by side, the ids of the n-th beginning with `n~`."""

    name: str
    stages: tuple[Stage, ...]
    universes: int = 1

    def __str__(self) -> str:
        lines = []
        for number, stage in enumerate(self.stages):
            lines.append(f"stage {number}:")
            lines += stage.lines(self.stages[number - 1] if number else None)
        return "\n".join(lines)

    def with_rows(self, change: Callable[[str, tuple[Row, ...]], Iterable[Row]]) -> Story:
        """The same story with the rows that a change makes of a table's rows, in every file of every stage."""
        stages = []
        for stage in self.stages:
            changed = {
                path: replace(file, rows=tuple(change(file.table, file.rows))) for path, file in stage.files.items()
            }
            stages.append(replace(stage, files=consistent(changed, stage.variables)))
        return replace(self, stages=tuple(stages))

    def only(self, universe: int) -> Story:
        """The story of one universe."""
        kept = replace(self, universes=1).with_rows(
            lambda _, rows: (row for row in rows if universe_of_row(row) in (None, universe))
        )
        own = re.compile(rf"universe {universe}: |(?!universe )")
        stages = (replace(stage, steps=tuple(filter(own.match, stage.steps))) for stage in kept.stages)
        return replace(kept, stages=tuple(stages))

    def side_by_side(self, candidates: Sequence[Tables]) -> Story:
        """The story with only these rows of each candidate; the ids of the n-th, from 1, begin with `n~`."""
        tags = [{row[TAG] for rows in tables.values() for row in rows} for tables in candidates]
        prefixers = [Prefixer(number, purchase_events_of(self)) for number in range(1, len(candidates) + 1)]

        def change(table: str, rows: tuple[Row, ...]) -> Iterator[Row]:
            yield from (row for row in rows if row.get(TAG) is None)
            for kept, prefixer in zip(tags, prefixers, strict=True):
                yield from prefixer.rows(table, (row for row in rows if row.get(TAG) in kept))

        return self.with_rows(change)

    def with_only(self, tables: Tables) -> Story:
        """The story with only these rows, and those that all universes share."""
        tags = {row[TAG] for rows in tables.values() for row in rows}
        return self.with_rows(lambda _, rows: (row for row in rows if row.get(TAG) is None or row[TAG] in tags))

    def without_repeats(self) -> Story:
        """The same without builds from scratch."""
        return replace(self, stages=tuple(replace(stage, is_repeated=False) for stage in self.stages))

    def every_row(self) -> Tables:
        """Each row that is of a universe and stands in a file at any stage, once."""
        found: dict[str, dict[str, Row]] = {}
        for stage in self.stages:
            for file in stage.files.values():
                found.setdefault(file.table, {}).update({row[TAG]: row for row in file.rows if row.get(TAG)})
        return {table: list(rows.values()) for table, rows in found.items() if rows}

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stated = {
            "name": self.name,
            "universes": self.universes,
            "stages": [
                {
                    **{name: getattr(stage, name) for name in ("steps", "rulesets", "command", "killed_at")},
                    "variables": dict(stage.variables),
                    "files": {path: {"table": file.table, "rows": file.rows} for path, file in stage.files.items()},
                }
                for stage in self.stages
            ],
        }
        (folder / "story.json").write_text(json.dumps(stated, indent=1, ensure_ascii=False, default=str))


def load_story(folder: Path) -> Story:
    """The story that was saved there; its values are texts, which raw files are written from just the same."""
    stated = json.loads((folder / "story.json").read_text())
    stages = []
    for stage in stated["stages"]:
        files = {path: File(file["table"], tuple(file["rows"])) for path, file in stage["files"].items()}
        texts = {"steps": tuple(stage["steps"]), "command": tuple(stage["command"])}
        stages.append(Stage(**{**stage, **texts, "files": files}))
    return Story(stated["name"], tuple(stages), stated["universes"])


def universe_of_row(row: Row) -> int | None:
    """The universe that a row is of; none for what they share."""
    return int(row[TAG].split(".")[0]) if row.get(TAG) else None


def purchase_events_of(story: Story) -> list[Row]:
    """Every purchase event that a stage knows, once."""
    rows = [row for stage in story.stages for row in stage.tables().get("purchase_events", ())]
    return list({row["event_name"]: row for row in rows}.values())


def consistent(files: Mapping[str, File], variables: Mapping[str, Any]) -> dict[str, File]:
    """The files without settings that contradict others: goals and costs that lack what they need are not there yet."""
    rows_of: Tables = {}
    for file in files.values():
        rows_of.setdefault(file.table, []).extend(file.rows)
    campaigns = {row["campaign_id"] for row in rows_of.get("campaigns", ())}
    currencies = {row["currency"] for row in rows_of.get("exchange_rates", ())}
    currencies.add(variables.get("reporting_currency", "KRW"))
    purchases = {row["event_name"] for row in rows_of.get("purchase_events", ()) if row["role"] == "purchase"}

    def settled(file: File) -> File:
        if file.table == "campaign_conversion_events":
            kinds = {True: "purchase", False: "standard"}
            rows = (
                {**row, "conversion_kind": kinds[row["event_name"] in purchases]}
                for row in file.rows
                if row["campaign_id"] in campaigns
            )
        elif file.table == "unit_costs":
            rows = (row for row in file.rows if row["campaign_id"] in campaigns and row["currency"] in currencies)
        else:
            return file
        return replace(file, rows=tuple(rows))

    return {path: settled(file) for path, file in files.items()}


# ------------------------------------------------------------------------------
# Telling
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a stage came to: what dbt said, what it said of each model, and what is not as the oracle has it."""

    process: CompletedProcess[str]
    messages: dict[str, str]
    differences: list[str]
    expected: dict[str, list[Row]]

    def unchanged(self) -> set[str]:
        """The models that were left as they were."""
        return {name for name, message in self.messages.items() if message == "UNCHANGED"}


class Bench(harness.Bench):
    """A copy of the project with which stories are told."""

    @cached_property
    def workplace(self) -> Workplace:
        return Workplace(self.folder / "workplace", self.project.folder)

    def run(
        self,
        stage: Stage,
        raw: Path,
        database: Path,
        *,
        command: tuple[str, ...] | None = None,
        killed_at: int | None = None,
    ) -> CompletedProcess[str]:
        """Runs dbt as a stage says, or another command."""
        self.builds += 1
        self.project.write_rulesets(stage.rulesets)
        database.parent.mkdir(parents=True, exist_ok=True)
        process = self.workplace.start(command or stage.command, raw, database, as_templates(stage.variables))
        if killed_at is not None:
            process.wait_for("Concurrency: ")
            process.wait_for(" START ", killed_at)
            # Anywhere within the node, too.
            time.sleep(random.random() * 0.03)
            process.kill()
        return process.wait()

    def messages(self) -> dict[str, str]:
        """What dbt said of each model that it ran last."""
        results = json.loads((self.workplace.target / "run_results.json").read_text())["results"]
        names = {result["unique_id"]: result["message"] for result in results}
        return {name.split(".")[-1]: message for name, message in names.items() if name.startswith("model.")}

    def told(self, story: Story, *, limit: int = 20) -> Failure | None:
        """Tells a story until something is wrong with it; the stages that follow are cut off."""
        with Telling(self, story) as telling:
            for number in range(len(story.stages)):
                outcome = telling.go_on(limit=limit)
                if outcome.differences:
                    return Failure(replace(story, stages=story.stages[: number + 1]), outcome.differences)
        return None


class Telling:
    """One database and one raw folder, taken through the stages of a story."""

    def __init__(self, bench: Bench, story: Story) -> None:
        self.bench = bench
        self.story = story
        self.folder = bench.folder / uuid.uuid4().hex
        self.raw = self.folder / "raw"
        self.database = self.folder / "database" / "lookback.duckdb"
        self.files: Mapping[str, File] = {}
        self.outcomes: list[Outcome] = []

    def __enter__(self) -> Telling:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def go_on(self, *, limit: int = 20) -> Outcome:
        """Runs the next stage."""
        stage = self.story.stages[len(self.outcomes)]
        change_files(self.raw, self.files, stage.files)
        self.files = stage.files
        process = self.bench.run(stage, self.raw, self.database, killed_at=stage.killed_at)
        failed = process.returncode and stage.killed_at is None
        differences, expected = [f"{FAILED}: {errors_in(process)}"] if failed else [], {}
        if stage.is_whole and not failed:
            expected = oracle.compute_marts(self.raw, variables=stage.variables, rulesets_seed=stage.rulesets)
            differences = comparison.compare(expected, self.database, limit=limit)
        messages = self.bench.messages() if stage.killed_at is None and not failed else {}
        if stage.is_repeated and not failed:
            differences += self.differences_from_scratch(stage, limit)
        self.outcomes.append(Outcome(process, messages, differences, expected))
        return self.outcomes[-1]

    def differences_from_scratch(self, stage: Stage, limit: int) -> list[str]:
        """What is not as in a new database, in any table of any schema."""
        fresh = self.folder / "fresh" / "lookback.duckdb"
        process = self.bench.run(stage, self.raw, fresh, command=BUILD)
        if process.returncode:
            return [f"{FAILED} from scratch: {errors_in(process)}"]
        found = differing_tables(self.database, fresh, limit=limit)
        fresh.unlink()
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Asks the database something."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.database}' as built (read_only)")
            connection.execute("use built")
            return connection.execute(query).fetchall()


def errors_in(process: CompletedProcess[str]) -> str:
    """What dbt said went wrong, or at least the last that it said."""
    lines = process.stdout.splitlines()
    first = next((number for number, line in enumerate(lines) if re.search("[Ee]rror (?!=)|ERROR ", line)), -20)
    return "\n".join([f"dbt ended with exit code {process.returncode}", *lines[first:][:60]])


def change_files(raw: Path, before: Mapping[str, File], after: Mapping[str, File]) -> None:
    """Makes the raw folder of one stage that of another: files that did not change are left alone or only moved."""
    vanished = {path: file for path, file in before.items() if path not in after}
    with duckdb.connect() as connection:
        for path, file in after.items():
            if before.get(path) == file:
                continue
            target = raw / path
            target.parent.mkdir(parents=True, exist_ok=True)
            moved = next((old for old, content in vanished.items() if file.rows and content == file), None)
            if path not in before and moved:
                (raw / moved).rename(target)
                del vanished[moved]
            else:
                target.unlink(missing_ok=True)
                write_parquet(connection, target, SCHEMAS[file.table], list(file.rows))
    for path in vanished:
        (raw / path).unlink()


# What a table says of the way in which it was made.
NOT_COMPARED = {"batch"}
NOT_COMPARED_TABLES = {
    "lookback_intermediate.int_persons_changed",
    "lookback_intermediate.int_persons_messaged",
    "marts.reported_figures",
}


def differing_tables(database: Path, fresh: Path, *, limit: int = 20) -> list[str]:
    """Every table that has not exactly the same columns and rows in both databases; how they were made is no matter."""
    with duckdb.connect() as connection:
        for alias, path in (("built", database), ("fresh", fresh)):
            connection.execute(f"attach '{path}' as {alias} (read_only)")
        columns = {alias: columns_of(connection, alias) for alias in ("built", "fresh")}
        found = []
        for table in sorted((columns["built"].keys() | columns["fresh"].keys()) - NOT_COMPARED_TABLES):
            built, made = columns["built"].get(table), columns["fresh"].get(table)
            if built != made:
                found.append(f"{table}: its columns are {built}, from scratch {made}")
                continue
            names = ", ".join(f'"{name}"' for name, _ in built if name not in NOT_COMPARED)
            for one, two, words in (
                ("built", "fresh", "only when built again"),
                ("fresh", "built", "only from scratch"),
            ):
                rows = connection.execute(
                    f"select {names} from {one}.{table} except all select {names} from {two}.{table}"
                ).fetchall()
                stated = [name for name, _ in built if name not in NOT_COMPARED]
                for row in rows[:limit]:
                    found.append(f"{table} ({row_in_words(dict(zip(stated, row, strict=True)))}): {words}")
        return found


def columns_of(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[tuple[str, str]]]:
    """The columns of every table that dbt made in an attached database, and their types."""
    rows = connection.execute(
        "select schema_name || '.' || table_name, column_name, data_type from duckdb_columns()"
        " where database_name = $1 and schema_name != 'lookback_state'"
        " and (schema_name, table_name) in (select (schema_name, table_name) from duckdb_tables())"
        " order by column_index",
        [database],
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


class Workshop(harness.Workshop):
    """A few benches for cases and stories, and as many threads that work at them."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.pool = ThreadPoolExecutor(workers)
        self.benches: Queue[Bench] = Queue()
        for number in range(workers):
            self.benches.put(Bench(folder / f"bench-{number}"))


# ------------------------------------------------------------------------------
# Shrinking
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Failure:
    """The shortest story found that still goes wrong, and what is wrong at its end."""

    story: Story
    differences: list[str]

    def __str__(self) -> str:
        return "\n".join(
            [
                f"{self.story.name}: built again and again, the last stage is not what a build from scratch gives:",
                *(f"  {shortened(difference)}" for difference in self.differences[:20]),
                str(self.story),
            ]
        )


def explain(bench: Bench, failure: Failure, *, builds: int = 100) -> Failure:
    """Tells the story with fewer universes, then fewer stages, then fewer rows, in about so many builds at the most."""
    last_build = bench.builds + builds
    kinds = kinds_of(failure.differences)
    if kinds & comparison.KEYS.keys():
        # The oracle alone says so, which saves the builds from scratch.
        failure = replace(failure, story=failure.story.without_repeats())

    def still(story: Story, limit: int = 20) -> Failure | None:
        """How a story goes wrong, if it does so in the same tables."""
        if bench.builds > last_build:
            return None
        found = bench.told(story, limit=limit)
        return found if found and kinds_of(found.differences) & kinds else None

    numbers = {universe_of(difference) for difference in failure.differences} - {None}
    for number in sorted(numbers)[:3] or range(failure.story.universes):
        if alone := still(failure.story.only(number)):
            failure = alone
            break
    failure = with_fewer_stages(failure, still)
    rows = failure.story.every_row()

    def together(candidates: Sequence[Tables]) -> list[bool]:
        found = still(failure.story.side_by_side(candidates), 10**6)
        wrong = {universe_of(difference) for difference in found.differences} if found else set()
        return [number in wrong for number in range(1, len(candidates) + 1)]

    def one_by_one(candidates: Sequence[Tables]) -> list[bool]:
        return [still(failure.story.with_only(candidate)) is not None for candidate in candidates]

    judge = together if together([rows, rows]) == [True, True] else one_by_one
    smaller = bench.told(failure.story.with_only(shrink(rows, judge)))
    return smaller or failure


def with_fewer_stages(failure: Failure, still: Callable[[Story], Failure | None]) -> Failure:
    """Without those stages that need not be built: what arrives in them arrives in the next."""
    number = 0
    while number < len(failure.story.stages) - 1:
        stages = failure.story.stages
        merged = replace(stages[number + 1], steps=(*stages[number].steps, *stages[number + 1].steps))
        shorter = replace(failure.story, stages=(*stages[:number], merged, *stages[number + 2 :]))
        if found := still(shorter):
            failure = found
        else:
            number += 1
    return failure


# ------------------------------------------------------------------------------
# The life of a universe
# ------------------------------------------------------------------------------


class Life:
    """One universe while its rows arrive, one step after the other, and while its settings change."""

    def __init__(self, number: int, seed: str, purchase_events: list[Row]) -> None:
        self.number = number
        self.rng = random.Random(f"life {seed}")
        size = self.one(("tiny", "tiny", "small"))
        universe = generate_universe(self.rng.randrange(10**9), size=size, huge_amounts=False)
        prefixer = Prefixer(number, purchase_events)
        self.serial = count(1)
        tables = {
            table: [self.tagged(row) for row in prefixer.rows(table, universe.get(table, ()))]
            for table in (*EVENTS, "campaigns", "campaign_conversion_events", "unit_costs", "user_consents")
        }
        rows = [(table, row) for table in EVENTS for row in tables[table]]
        rows.sort(key=lambda event: event[1]["received_at"] or START)
        self.late = [event for event in rows if self.chance(0.1)]
        self.waiting = [event for event in rows if event not in self.late]
        self.arrived: list[tuple[str, Row]] = []
        self.campaigns = tables["campaigns"]
        self.goals = tables["campaign_conversion_events"]
        self.costs = tables["unit_costs"]
        self.consents = tables["user_consents"]
        every_id = sorted({row["campaign_id"] for row in self.campaigns})
        unknown = set(self.rng.sample(every_id, self.one((0, 1, 1, len(every_id) - 1))))
        self.later_campaigns = [row for row in self.campaigns if row["campaign_id"] in unknown]
        self.campaigns = [row for row in self.campaigns if row["campaign_id"] not in unknown]
        self.later_goals = [row for row in self.goals if self.chance(0.4)]
        self.goals = [row for row in self.goals if row not in self.later_goals]
        self.later_costs = [row for row in self.costs if self.chance(0.5)]
        self.costs = [row for row in self.costs if row not in self.later_costs]

    # Chance and names

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one(self, values: Iterable[Any]) -> Any:
        return self.rng.choice(list(values))

    def tagged(self, row: Row) -> Row:
        """The row as a row of its own."""
        return {**row, TAG: f"{self.number}.{next(self.serial)}"}

    def new_id(self, stem: str) -> str:
        return f"{self.number}~{self.one(('', 'A', 'a', '_', 'é', '🛒'))}{stem}-{next(self.serial)}"

    # What has arrived

    def sample(self, most: int, *tables: str) -> list[tuple[str, Row]]:
        """Some events that have arrived, with an id and both times."""
        found = [
            (table, row)
            for table, row in self.arrived
            if table in (tables or EVENTS) and row["event_id"] and row["occurred_at"] and row["received_at"]
        ]
        return self.rng.sample(found, min(most, len(found)))

    def latest(self) -> datetime:
        """When the last row was received."""
        return max((row["received_at"] for _, row in self.arrived if row["received_at"]), default=START)

    def device(self, is_known: Callable[[list[Row]], bool] = lambda _: True) -> str | None:
        """A device that has been seen, if there is one of whose rows something is known."""
        rows_of: dict[str, list[Row]] = {}
        for _, row in self.arrived:
            if row["device_id"] and row["occurred_at"]:
                rows_of.setdefault(row["device_id"], []).append(row)
        found = [device_id for device_id, rows in rows_of.items() if is_known(rows)]
        return self.one(found) if found else None

    def about(self, device_id: str | None) -> datetime:
        """A moment before, between or after, or just at what happened on a device."""
        moments = [
            row["occurred_at"]
            for _, row in self.arrived
            if row["device_id"] == device_id and row["occurred_at"] is not None
        ]
        return self.one(moments or [START]) + self.one((NO_TIME, MICROSECOND, -MICROSECOND, HOUR, -HOUR, -9 * DAY, DAY))

    def arrive(self, events: Iterable[tuple[str, Row]]) -> list[tuple[str, Row]]:
        """Events that arrive now."""
        arriving = [(table, self.tagged(row)) for table, row in events]
        self.arrived += arriving
        return arriving

    def app_event(self, event_name: str, occurred_at: datetime, **values: Any) -> tuple[str, Row]:
        row = {
            "event_id": self.new_id("x"),
            "event_name": event_name,
            "occurred_at": occurred_at,
            "received_at": max(occurred_at, self.latest()) + self.one((NO_TIME, HOUR)),
            "device_id": None,
            "user_id": None,
            "platform": None,
            "properties": None,
        }
        return "app_events", {**row, **values}

    # Steps: events that arrive

    def a_new_day_in_order(self) -> list[tuple[str, Row]]:
        number = max(3, len(self.waiting) // self.one((2, 3, 5)))
        day, self.waiting = self.waiting[:number], self.waiting[number:]
        return self.arrive(day)

    def days_out_of_order(self) -> list[tuple[str, Row]]:
        """The last day of all is here before the others."""
        number = max(3, len(self.waiting) // self.one((2, 3, 5)))
        self.waiting, day = self.waiting[:-number], self.waiting[-number:]
        return self.arrive(day)

    def late_rows(self) -> list[tuple[str, Row]]:
        """Rows that ought to have come long ago, as if they had, or received as late as they come."""
        number = self.rng.randint(1, 4)
        late, self.late = self.late[:number], self.late[number:]
        received_at = self.latest() + HOUR
        is_said = self.chance(0.5)
        return self.arrive((table, {**row, "received_at": received_at} if is_said else row) for table, row in late)

    def exact_duplicates(self) -> list[tuple[str, Row]]:
        return self.arrive((table, dict(row)) for table, row in self.sample(8))

    def copies_received_earlier(self) -> list[tuple[str, Row]]:
        """Other rows under the same ids that were there first, though they arrive last."""
        ago = (MICROSECOND, HOUR, 20 * HOUR, 3 * DAY)
        return self.arrive(
            (table, {**self.spoiled(table, row), "received_at": row["received_at"] - self.one(ago)})
            for table, row in self.sample(8)
        )

    def copies_received_at_the_same_time(self) -> list[tuple[str, Row]]:
        """Received together; what happened earlier, or is smaller in another column, is kept."""
        return self.arrive((table, {**row, **self.tied(table)}) for table, row in self.sample(8))

    def conflicting_copies(self) -> list[tuple[str, Row]]:
        later = (NO_TIME, MICROSECOND, HOUR, 5 * DAY)
        return self.arrive(
            (table, {**self.spoiled(table, row), "received_at": row["received_at"] + self.one(later)})
            for table, row in self.sample(8)
        )

    def a_late_log_in(self) -> list[tuple[str, Row]]:
        """Somebody has been on a device for long, as is known only now."""
        device_id = self.device()
        users = sorted({row["user_id"] for _, row in self.arrived if row["user_id"]})
        user_id = self.one([*users, self.new_id("newcomer")])
        return self.arrive(
            [self.app_event(f"{self.number}~login", self.about(device_id), device_id=device_id, user_id=user_id)]
        )

    def a_late_reset(self) -> list[tuple[str, Row]]:
        device_id = self.device()
        return self.arrive([self.app_event(RESET, self.about(device_id), device_id=device_id or self.new_id("dev"))])

    def a_first_log_in_on_a_used_device(self) -> list[tuple[str, Row]]:
        """Nobody was known on the device, which has a history."""
        device_id = self.device(lambda rows: not any(row["user_id"] for row in rows)) or self.device()
        person = {"device_id": device_id, "user_id": self.new_id("newcomer")}
        touch = [(table, {**row, **person, "event_id": self.new_id("m")}) for table, row in self.sample(1, EVENTS[0])]
        if touch and self.chance(0.5):
            return self.arrive(touch)
        return self.arrive([self.app_event(f"{self.number}~login", self.about(device_id), **person)])

    def many_rows_of_one_person(self) -> list[tuple[str, Row]]:
        person = {"device_id": self.device(), "user_id": self.one((None, self.new_id("heavy")))}
        if not person["device_id"]:
            person["user_id"] = self.new_id("heavy")
        rows = []
        for table, most in (("message_events", 90), ("app_events", 20)):
            templates = self.sample(8, table)
            for number in range(most if templates else 0):
                row = self.one(templates)[1]
                occurred_at = row["occurred_at"] + self.rng.randrange(-40, 40) * HOUR / 2
                received_at = occurred_at + self.rng.randrange(3) * HOUR
                at = {"occurred_at": occurred_at, "received_at": received_at}
                rows.append((table, {**row, **person, **at, "event_id": self.new_id(f"heavy-{number}")}))
        return self.arrive(rows)

    def bad_rows(self) -> list[tuple[str, Row]]:
        """Rows with a fault, some under the id of a good one."""
        faults: dict[str, tuple[Row, ...]] = {
            "message_events": (
                {"event_id": None},
                {"received_at": None},
                {"event_type": "delivered"},
                {"channel": "email"},
                {"device_id": None, "user_id": None},
                {"campaign_id": f"{self.number}~nobody"},
                {"received_at": START - 50 * DAY},
            ),
            "app_events": (
                {"event_id": None},
                {"occurred_at": None},
                {"event_name": ""},
                {"properties": '{"price": '},
                {"event_name": "purchase", "properties": '{"price": 5, "qty": 1, "cur": "XXX"}'},
                {"event_name": "gift", "properties": '{"value": -5}'},
                {"received_at": START - 50 * DAY},
            ),
        }
        rows = []
        for table, row in self.sample(4):
            own = {} if self.chance(0.4) else {"event_id": self.new_id("r")}
            rows.append((table, {**row, **own, **self.one(faults[table])}))
        return self.arrive(rows)

    def nothing_of_this_universe(self) -> list[tuple[str, Row]]:
        return []

    def spoiled(self, table: str, row: Row) -> Row:
        """The row, contradicted in some of its columns by another."""
        if self.chance(0.2):
            return row
        _, other = self.one(self.sample(20, table))
        columns = {
            "message_events": (
                *(("event_type",), ("campaign_id",), ("device_id",), ("user_id",), ("platform",), ("trigger_type",)),
                *(("reason",), ("occurred_at",), ("channel", "campaign_id")),
            ),
            "app_events": (("device_id",), ("user_id",), ("event_name", "properties"), ("occurred_at",), ("platform",)),
        }
        changed = {name: other[name] for names in columns[table] if self.chance(0.3) for name in names}
        if self.chance(0.25):
            # What was a touch or a conversion is none.
            of_no_use = {"event_type": self.one(("targeted", "failed"))}
            changed |= of_no_use if table == "message_events" else {"event_name": f"{self.number}~other"}
        spoiled = {**row, **changed}
        if not spoiled["device_id"] and not spoiled["user_id"]:
            spoiled["user_id"] = row["user_id"] or f"{self.number}~somebody"
        return spoiled

    def tied(self, table: str) -> Row:
        """Values that decide between copies received at the same time: smaller, greater, or null."""
        person = {"device_id": self.device(), "user_id": self.one((None, f"{self.number}~", self.new_id("user")))}
        if not person["device_id"]:
            person["user_id"] = self.new_id("user")
        found = [person, {"platform": self.one((None, "", "a", "z"))}]
        if table == "message_events":
            found += [
                {name: self.one((None, "", "a", "z"))} for name in ("trigger_type", "variant", "reason", "message_id")
            ]
            found += [{"event_type": self.one(("click", "sent", "targeted"))}, {"element_label": "a"}]
        else:
            found += [{"event_name": "gift", "properties": f'{{"value": {self.rng.randrange(1000)}}}'}]
            found += [{"event_name": f"{self.number}~login", "properties": None}]
        return {name: value for values in self.rng.sample(found, 2) for name, value in values.items()}

    # Steps: settings that change

    def a_new_campaign(self) -> None:
        """Its rows were there before it was known; goals of events that are no other's goal yet come later."""
        ids = sorted({row["campaign_id"] for row in self.later_campaigns})
        if not ids or self.chance(0.3):
            return self.a_campaign_of_unknown_rows()
        new = self.one(ids)
        counted = self.events_counted_by(row["campaign_id"] for row in self.campaigns)
        self.campaigns += [row for row in self.later_campaigns if row["campaign_id"] == new]
        self.later_campaigns = [row for row in self.later_campaigns if row["campaign_id"] != new]
        self.later_goals += [
            goal for goal in self.goals if goal["campaign_id"] == new and goal["event_name"] not in counted
        ]
        self.goals = [goal for goal in self.goals if goal not in self.later_goals]

    def events_counted_by(self, campaign_ids: Iterable[str]) -> set[str]:
        """The events that are a goal of some campaigns."""
        known = set(campaign_ids)
        return {goal["event_name"] for goal in self.goals if goal["campaign_id"] in known}

    def a_campaign_of_unknown_rows(self) -> None:
        campaign_id = f"{self.number}~nobody"
        if self.campaigns and not any(row["campaign_id"] == campaign_id for row in self.campaigns):
            self.campaigns.append(self.tagged({**self.one(self.campaigns), "campaign_id": campaign_id}))

    def a_campaign_vanishes(self) -> None:
        """One whose goals are also another's, so that the same events count as before."""
        ids = {row["campaign_id"] for row in self.campaigns}
        found = [lost for lost in sorted(ids) if self.events_counted_by([lost]) <= self.events_counted_by(ids - {lost})]
        if found:
            lost = self.one(found)
            self.later_campaigns += [row for row in self.campaigns if row["campaign_id"] == lost]
            self.campaigns = [row for row in self.campaigns if row["campaign_id"] != lost]

    def new_version(self, **changes: Any) -> None:
        if self.campaigns:
            campaign_id = self.one(self.campaigns)["campaign_id"]
            last = max((row for row in self.campaigns if row["campaign_id"] == campaign_id), key=when_updated)
            version = {**last, "updated_at": last["updated_at"] + HOUR, **changes}
            if "status" in changes:
                version["status"] = self.one(IN_APP_STATUSES if last["channel"] == "in_app" else MESSAGE_STATUSES)
            self.campaigns.append(self.tagged(version))

    def a_campaign_gets_another_name(self) -> None:
        self.new_version(campaign_name=self.one(("renamed", "", None, "z")))

    def a_campaign_gets_another_status(self) -> None:
        self.new_version(status=None)

    def a_campaign_ends(self) -> None:
        self.new_version(ends_at=self.one((None, START, START + self.rng.randrange(14) * DAY)))

    def tracking_is_corrected(self) -> None:
        """In all versions, since it may not differ between them once the campaign is published."""
        if self.campaigns:
            campaign_id = self.one(self.campaigns)["campaign_id"]
            self.campaigns = [
                self.tagged({**row, "purchase_conversion_tracking": not row["purchase_conversion_tracking"]})
                if row["campaign_id"] == campaign_id
                else row
                for row in self.campaigns
            ]

    def a_goal_is_added(self) -> None:
        if self.later_goals:
            self.goals.append(self.later_goals.pop())

    def a_goal_is_removed(self) -> None:
        if self.goals:
            self.rng.shuffle(self.goals)
            self.later_goals.insert(0, self.goals.pop())

    def a_goal_gets_another_window(self) -> None:
        if self.goals:
            goal = self.goals.pop(0)
            self.goals.append(self.tagged({**goal, "window_hours": self.one((*WINDOWS, 720))}))

    def a_unit_cost_is_added(self) -> None:
        if self.later_costs:
            self.costs.append(self.later_costs.pop())

    def a_unit_cost_changes(self) -> None:
        if self.costs:
            cost = self.costs.pop(0)
            self.costs.append(self.tagged({**cost, "unit_cost": self.one(map(Decimal, ("0", "9.9", "12.3456")))}))

    def a_unit_cost_is_removed(self) -> None:
        if self.costs:
            self.later_costs.insert(0, self.costs.pop())

    def a_consent_changes(self) -> None:
        consent = {"channel": self.one(CHANNELS), "is_consented": self.chance(0.5), "is_night_consented": None}
        person = {"user_id": f"{self.number}~user", "changed_at": START + self.rng.randrange(10**6) * MICROSECOND}
        self.consents.append(self.tagged({**consent, **person}))

    def settings(self) -> Tables:
        return {
            "campaigns": list(self.campaigns),
            "campaign_conversion_events": list(self.goals),
            "unit_costs": list(self.costs),
        }


def when_updated(campaign: Row) -> datetime:
    return campaign["updated_at"]


EVENT_STEPS = (
    Life.a_new_day_in_order,
    Life.days_out_of_order,
    Life.late_rows,
    Life.exact_duplicates,
    Life.copies_received_earlier,
    Life.copies_received_at_the_same_time,
    Life.conflicting_copies,
    Life.a_late_log_in,
    Life.a_late_reset,
    Life.a_first_log_in_on_a_used_device,
    Life.many_rows_of_one_person,
    Life.bad_rows,
    Life.nothing_of_this_universe,
)
SETTINGS_STEPS = (
    Life.a_new_campaign,
    Life.a_campaign_of_unknown_rows,
    Life.a_campaign_vanishes,
    Life.a_campaign_gets_another_name,
    Life.a_campaign_gets_another_status,
    Life.a_campaign_ends,
    Life.tracking_is_corrected,
    Life.a_goal_gets_another_window,
    Life.a_unit_cost_is_added,
    Life.a_unit_cost_changes,
    Life.a_unit_cost_is_removed,
    Life.a_consent_changes,
)
# What counts as a conversion is another thing then, so that every conversion is looked for anew.
GOAL_STEPS = (Life.a_goal_is_added, Life.a_goal_is_removed)


# ------------------------------------------------------------------------------
# The life of a raw folder
# ------------------------------------------------------------------------------


class Folder:
    """A raw folder in which some universes live, with the settings that they share, the vars and the rulesets."""

    def __init__(self, seed: int, universes: int) -> None:
        self.rng = random.Random(f"folder {seed}")
        shared = next(found for found in map(generate_universe, range(seed, seed + 99)) if found.get("exchange_rates"))
        self.purchase_events = shared["purchase_events"]
        self.lives = [Life(number, f"{seed} {number}", self.purchase_events) for number in range(universes)]
        self.window_changes = shared["conversion_window_changes"]
        self.later_purchase_events = self.rng.sample(self.purchase_events, self.one((0, 1, 2)))
        self.purchase_events = [row for row in self.purchase_events if row not in self.later_purchase_events]
        currency = self.one(("USD", "JPY", "none"))
        self.later_rates = [row for row in shared["exchange_rates"] if row["currency"] == currency]
        self.rates = [row for row in shared["exchange_rates"] if row not in self.later_rates]
        self.missing_tables: set[str] = set()
        self.variables: dict[str, Any] = {}
        self.rulesets: list[Row] | None = self.one((None, random_rulesets(seed)))
        self.files: dict[str, File] = {}
        self.serial = count(1)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one(self, values: Iterable[Any]) -> Any:
        return self.rng.choice(list(values))

    def stage(self, steps: Iterable[str], **options: Any) -> Stage:
        """The folder as it is now."""
        settings: Tables = {
            "purchase_events": self.purchase_events,
            "conversion_window_changes": self.window_changes,
            "exchange_rates": self.rates,
        }
        for life in self.lives:
            for table, rows in life.settings().items():
                settings[table] = [*settings.get(table, ()), *rows]
        files = {f"{table}/{table}.parquet": File(table, tuple(rows)) for table, rows in settings.items()}
        self.receive_consents()
        there = {path: file for path, file in {**self.files, **files}.items() if file.table not in self.missing_tables}
        variables = dict(self.variables)
        return Stage(tuple(steps), consistent(there, variables), variables, self.rulesets, **options)

    def receive_consents(self) -> None:
        """A new file with the consents that are in none; the first of them even without any."""
        known = [file.rows for file in self.files.values() if file.table == "user_consents"]
        tags = {row[TAG] for rows in known for row in rows}
        new = [row for life in self.lives for row in life.consents if row[TAG] not in tags]
        if new or not known:
            self.files[self.new_path("user_consents")] = File("user_consents", tuple(new))

    def receive(self, events: Iterable[tuple[str, Row]]) -> None:
        """New files with these events, one for each table or several."""
        new: dict[tuple[str, int], list[Row]] = {}
        parts = self.one((1, 1, 2, 3))
        for table, row in events:
            new.setdefault((table, self.rng.randrange(parts)), []).append(row)
        for (table, _), rows in new.items():
            self.files[self.new_path(table)] = File(table, tuple(rows))

    def new_path(self, table: str) -> str:
        return "/".join(part for part in (table, self.one(FOLDERS), f"{next(self.serial)}.parquet") if part)

    def paths(self, least: int = 1) -> list[str]:
        """The files of events, of those tables that have enough."""
        tables = [file.table for file in self.files.values()]
        return [path for path, file in self.files.items() if file.table in EVENTS and tables.count(file.table) >= least]

    # Steps: the settings that all universes share

    def the_window_changes(self) -> None:
        known = {row["changed_at"] for row in self.window_changes}
        changed_at = self.one(known) + self.one((HOUR, -HOUR, 2 * DAY, MICROSECOND, -5 * DAY))
        if changed_at not in known:
            self.window_changes = [*self.window_changes, {"changed_at": changed_at, "window_hours": self.one(WINDOWS)}]

    def a_change_of_the_window_is_taken_back(self) -> None:
        if len(self.window_changes) > 1:
            self.window_changes = self.rng.sample(self.window_changes, len(self.window_changes) - 1)

    def a_currency_gets_its_first_rate(self) -> None:
        """What was bought in an unknown currency is accepted."""
        self.rates, self.later_rates = [*self.rates, *self.later_rates], []

    def a_currency_loses_its_rates(self) -> None:
        if self.rates:
            currency = self.one(self.rates)["currency"]
            self.later_rates += [row for row in self.rates if row["currency"] == currency]
            self.rates = [row for row in self.rates if row["currency"] != currency]

    def a_rate_prices_old_purchases_anew(self) -> None:
        """One more rate, from another day on, or another rate for a day that has one."""
        if self.rates:
            row = self.one(self.rates)
            day = row["effective_date"] + self.one((0, 1, 3, -2)) * DAY
            new = {**row, "effective_date": day, "rate": row["rate"] * self.one((2, 3)) + Decimal("0.000001")}
            keys = (new["currency"], new["effective_date"])
            self.rates = [row for row in self.rates if (row["currency"], row["effective_date"]) != keys] + [new]

    def a_purchase_event_gets_its_role(self) -> None:
        if self.later_purchase_events:
            self.purchase_events = [*self.purchase_events, self.later_purchase_events.pop()]

    def a_purchase_event_loses_its_role(self) -> None:
        if len(self.purchase_events) > 2:
            lost = self.one(self.purchase_events)
            self.purchase_events = [row for row in self.purchase_events if row is not lost]
            self.later_purchase_events.insert(0, lost)

    def an_optional_table_goes_or_comes(self) -> None:
        table = self.one(OPTIONAL_TABLES)
        self.missing_tables ^= {table}

    # Steps: vars and rulesets

    def computed(self) -> list[str]:
        """The rulesets that are computed."""
        rows = oracle.default_rulesets_seed() if self.rulesets is None else self.rulesets
        active = {row["ruleset"] for row in rows if row["is_active"] == "true"}
        return sorted(self.variables.get("rulesets") or active)

    def another_ruleset_is_reported(self) -> None:
        self.variables["reporting_ruleset"] = self.one(self.computed())

    def other_rulesets_are_traced(self) -> None:
        computed = self.computed()
        self.variables["trace_rulesets"] = self.rng.sample(computed, self.rng.randint(1, len(computed)))

    def other_rulesets_are_computed(self) -> None:
        self.variables.pop("rulesets", None)
        if self.chance(0.7):
            computed = self.computed()
            self.variables["rulesets"] = sorted(self.rng.sample(computed, self.rng.randint(1, len(computed))))
        self.report_what_is_computed()

    def report_what_is_computed(self) -> None:
        computed = self.computed()
        if self.variables.get("reporting_ruleset", "dfinery") not in computed:
            self.variables["reporting_ruleset"] = self.one(computed)
        traced = [name for name in self.variables.get("trace_rulesets", ()) if name in computed]
        self.variables["trace_rulesets"] = traced or computed

    def the_rulesets_change(self) -> None:
        """Other rows, or another credit, window or counting in the same."""
        self.rulesets = self.one((None, random_rulesets(self.rng.randrange(10**6))))
        self.variables.pop("rulesets", None)
        self.report_what_is_computed()

    def another_horizon(self) -> None:
        self.variables["trace_horizon_hours"] = self.one((720, 24, 1, 100_000))

    def another_time_zone(self) -> None:
        self.variables["report_timezone"] = self.one([zone for zone, _ in ODD_DAYS])

    def other_reset_events(self) -> None:
        logins = [f"{number}~login" for number in range(len(self.lives))]
        self.variables["identity_reset_events"] = self.one(([RESET], [], [RESET, "refund", *logins]))

    def another_currency(self) -> None:
        self.variables["reporting_currency"] = self.one(("KRW", "USD", "JPY"))

    def another_settlement(self) -> None:
        self.variables["settlement_hours"] = self.one((72, 0, 24, 720))

    def another_half_life(self) -> None:
        self.variables["time_decay_half_life_days"] = self.one((7, 0.5, 1, 30))

    def another_propagation(self) -> None:
        self.variables["conversion_window_propagation_minutes"] = self.one((10, 0, 90, 1440))

    # Steps: files

    def an_empty_day(self) -> None:
        """New files without a row."""
        for table in self.one((EVENTS, EVENTS[:1], EVENTS[1:])):
            self.files[self.new_path(table)] = File(table)

    def a_file_is_replaced(self) -> None:
        """By one with other rows in its place: some less, some that were elsewhere."""
        path = self.one(self.paths())
        file = self.files[path]
        kept = [row for row in file.rows if self.chance(0.6)]
        others = [row for other in self.files.values() if other.table == file.table for row in other.rows]
        self.files[path] = replace(file, rows=tuple(kept + self.rng.sample(others, min(3, len(others)))))

    def a_file_is_renamed(self) -> None:
        file = self.files.pop(self.one(self.paths()))
        self.files[self.new_path(file.table)] = file

    def a_file_is_split_in_two(self) -> None:
        path = self.one(self.paths())
        file = self.files[path]
        half = len(file.rows) // 2
        self.files[path] = replace(file, rows=file.rows[:half])
        self.files[self.new_path(file.table)] = replace(file, rows=file.rows[half:])

    def a_file_is_removed(self) -> None:
        if paths := self.paths(least=2):
            del self.files[self.one(paths)]

    def two_files_swap_their_names(self) -> None:
        for table in EVENTS:
            paths = [path for path, file in self.files.items() if file.table == table]
            if len(paths) > 1:
                one, two = self.rng.sample(paths, 2)
                self.files[one], self.files[two] = self.files[two], self.files[one]

    def two_files_become_one(self) -> None:
        if paths := self.paths(least=2):
            path = self.one(paths)
            table = self.files[path].table
            other = self.one(name for name, file in self.files.items() if file.table == table and name != path)
            self.files[path] = File(table, (*self.files[path].rows, *self.files.pop(other).rows))


RATE_STEPS = (
    Folder.a_currency_gets_its_first_rate,
    Folder.a_currency_loses_its_rates,
    Folder.a_rate_prices_old_purchases_anew,
)
SHARED_STEPS = (
    *RATE_STEPS,
    Folder.the_window_changes,
    Folder.a_change_of_the_window_is_taken_back,
    Folder.a_purchase_event_gets_its_role,
    Folder.a_purchase_event_loses_its_role,
    Folder.an_optional_table_goes_or_comes,
)
VAR_STEPS = (
    Folder.another_ruleset_is_reported,
    Folder.other_rulesets_are_traced,
    Folder.other_rulesets_are_computed,
    Folder.the_rulesets_change,
    Folder.another_horizon,
    Folder.another_time_zone,
    Folder.other_reset_events,
    Folder.another_currency,
    Folder.another_settlement,
    Folder.another_half_life,
    Folder.another_propagation,
)
FILE_STEPS = (
    Folder.an_empty_day,
    Folder.a_file_is_replaced,
    Folder.a_file_is_renamed,
    Folder.a_file_is_split_in_two,
    Folder.a_file_is_removed,
    Folder.two_files_swap_their_names,
    Folder.two_files_become_one,
)
NO_NEW_FILE = "no new file"
KILLED = "killed"
PARTIAL_RUN = "partial run"
PARTIAL_FULL_REFRESH = "partial full refresh"
FULL_REFRESH = "full refresh"
SEEDS_ALONE = "seeds alone"
DISTURBANCES = {KILLED: 4, PARTIAL_RUN: 4, PARTIAL_FULL_REFRESH: 2, FULL_REFRESH: 1, SEEDS_ALONE: 1}
MODELS = sorted(path.stem for path in (harness.PROJECT / "models").rglob("*.sql"))
SEEDS = 3
INCREMENTAL = sorted(
    path.stem
    for path in (harness.PROJECT / "models").rglob("*.sql")
    if "materialized='incremental_by_arrival'" in path.read_text()
)


def random_story(seed: int, *, universes: int = 13, rounds: int = 5) -> Story:
    """A first build and so many further ones, each after random steps and now and then after a disturbance."""
    folder = Folder(seed, universes)
    rng = random.Random(f"story {seed}")
    folder.receive(event for life in folder.lives for event in life.a_new_day_in_order())
    folder.receive(event for life in folder.lives for event in life.days_out_of_order() if rng.random() < 0.5)
    for table in EVENTS:
        folder.files[f"{table}/first.parquet"] = File(table)
    stages = [folder.stage(["the first build"])]
    for number in range(1, rounds + 1):
        stages += list(round_of(folder, rng, is_last=number == rounds))
    return Story(f"story {seed}", tuple(stages), universes)


def round_of(folder: Folder, rng: random.Random, *, is_last: bool) -> Iterator[Stage]:
    """What happens between two whole builds, and the second of them."""
    [disturbance] = rng.choices(list(DISTURBANCES), DISTURBANCES.values()) if rng.random() < 0.4 else [None]
    is_quiet = rng.random() < 0.7
    steps = happenings(folder, rng, is_quiet=is_quiet)
    if disturbance:
        yield disturbed(folder, rng, disturbance, steps)
        steps = happenings(folder, rng, is_quiet=is_quiet)
    yield folder.stage(steps, is_repeated=is_last)


def happenings(folder: Folder, rng: random.Random, *, is_quiet: bool) -> list[str]:
    """What happens to the folder and to each universe; now and then nothing.

    When it `is_quiet`, nothing happens for which all that is there would be read or matched anew.
    """
    if rng.random() < 0.08:
        return [NO_NEW_FILE]
    steps = shared_steps(folder, rng, is_quiet=is_quiet)
    arriving = []
    for life in folder.lives:
        for step in own_steps(rng, is_quiet=is_quiet):
            arriving += step(life) or []
            steps.append(f"universe {life.number}: {step.__name__}")
    folder.receive(arriving)
    return steps


def shared_steps(folder: Folder, rng: random.Random, *, is_quiet: bool) -> list[str]:
    """One step of the whole folder, or two, or none."""
    if is_quiet:
        kinds = rng.choices((RATE_STEPS, (Folder.an_empty_day,), ()), (2, 1, 3), k=1)
    else:
        kinds = rng.choices((SHARED_STEPS, VAR_STEPS, FILE_STEPS, ()), (3, 3, 3, 1), k=2)
    chosen = [rng.choice(kind) for kind in kinds if kind]
    for step in chosen:
        step(folder)
    return [step.__name__ for step in chosen]


def own_steps(rng: random.Random, *, is_quiet: bool) -> list[Callable[[Life], Any]]:
    """What one universe is about to do."""
    settings = SETTINGS_STEPS if is_quiet or rng.random() < 0.5 else GOAL_STEPS
    return [
        *rng.sample(EVENT_STEPS, rng.choice((1, 2, 3))),
        *rng.sample(settings, rng.choice((0, 0, 1))),
    ]


def disturbed(folder: Folder, rng: random.Random, disturbance: str, steps: list[str]) -> Stage:
    """A run that does not come to its end, or makes only a part."""
    stage = folder.stage([*steps, disturbance])
    if disturbance == KILLED:
        command = (*BUILD, "--full-refresh") if rng.random() < 0.2 else BUILD
        return replace(stage, command=command, killed_at=rng.randrange(len(MODELS) + SEEDS))
    if disturbance == FULL_REFRESH:
        return replace(stage, command=(*BUILD, "--full-refresh"))
    if disturbance == SEEDS_ALONE:
        return replace(stage, command=("seed",))
    names = rng.sample(MODELS, rng.randrange(1, 4)) + rng.sample(INCREMENTAL, rng.randrange(3))
    selected = [rng.choice(("", "", "+")) + name + rng.choice(("", "", "+")) for name in names]
    refresh = ("--full-refresh",) if disturbance == PARTIAL_FULL_REFRESH else ()
    return replace(stage, command=("run", *refresh, "--select", *selected))
