"""Builds that are killed or run out of disk, and values that look like code: nothing is lost, nothing is run.

`LOOKBACK_KILL_POINTS` is the number of moments at which a build is killed, 6 if it is not set.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from comparison import KEYS, compare
from dbt_processes import Workplace
from harness import WITHOUT_TESTS, Project
from oracle import compute_marts_of
from universes import SCHEMAS, Row, generate_universe, write_raw

KILL_POINTS = int(os.environ.get("LOOKBACK_KILL_POINTS", "6"))


@dataclass
class Days:
    """Raw folders of two days, and the databases that undisturbed builds make of them."""

    workplace: Workplace
    first: Path
    second: Path
    second_raw: Path
    # The nodes of a build.
    nodes: int

    def after_first(self, folder: Path) -> Path:
        """A database as the first day's build left it."""
        return shutil.copy(self.first, folder / "lookback.duckdb")

    def build_again(self, database: Path) -> None:
        """Builds the second day undisturbed, and finds nothing left of what happened before."""
        process = self.workplace.run(("build", *WITHOUT_TESTS), self.second_raw, database)
        assert process.returncode == 0, process.stdout
        assert tables_that_differ(database, self.second) == []
        with duckdb.connect(str(database), read_only=True) as connection:
            names = connection.execute("select table_name from information_schema.tables").fetchall()
            assert [name for (name,) in names if "__dbt" in name] == []


def tables_that_differ(database: Path, other: Path) -> list[str]:
    """The contract's tables that do not hold the same rows in both databases."""
    with duckdb.connect() as connection:
        for alias, path in (("one", database), ("two", other)):
            connection.execute(f"attach '{path}' as {alias} (read_only)")

        def is_different(table: str) -> bool:
            one, two = f"from one.{table}", f"from two.{table}"
            query = f"({one} except all {two}) union all ({two} except all {one})"
            return bool(connection.execute(query).fetchall())

        return [table for table in KEYS if is_different(table)]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    folder = tmp_path_factory.mktemp("days")
    raw = {day: write_raw(folder / f"raw {day}", generate_universe(day)) for day in (1, 2)}
    workplace = Workplace(folder / "workplace")
    databases = {}
    for day, options in ((1, WITHOUT_TESTS), (2, ())):
        databases[day] = folder / f"day {day}" / "lookback.duckdb"
        databases[day].parent.mkdir()
        process = workplace.run(("build", *options), raw[day], databases[day])
        assert process.returncode == 0, process.stdout
    assert len(tables_that_differ(databases[1], databases[2])) == len(KEYS)
    return Days(workplace, databases[1], databases[2], raw[2], process.stdout.count(" START "))


# ------------------------------------------------------------------------------
# Killed
# ------------------------------------------------------------------------------


@pytest.mark.parametrize("point", range(KILL_POINTS))
def test_a_killed_build_leaves_nothing_behind(days: Days, tmp_path: Path, point: int) -> None:
    """The first moment is before anything is built, the last one when all is; the others are spread between.

    Every other time the database was there before: each of its marts is then as it was, or as it will be.
    """
    was_there = point % 2 == 1
    database = days.after_first(tmp_path) if was_there else tmp_path / "lookback.duckdb"
    build = days.workplace.start(("build",), days.second_raw, database)
    if point == KILL_POINTS - 1:
        build.wait_for("Finished running")
    else:
        build.wait_for("Concurrency: ")
        build.wait_for(" START ", point * days.nodes // (KILL_POINTS - 1))
    build.kill()

    assert build.process.exitcode == -9, build.output.read_text()
    if was_there:
        changed, still_to_come = (set(tables_that_differ(database, day)) for day in (days.first, days.second))
        assert changed & still_to_come == set()
    days.build_again(database)


# ------------------------------------------------------------------------------
# Out of disk
# ------------------------------------------------------------------------------


# dbt itself writes nothing but the compiled SQL, so that it is the database that runs out of disk.
WRITES_NOTHING = ("--no-write-json", "--log-level-file", "none")


def limit_files(size: int) -> None:
    """From here on, no file of this process can grow beyond so many bytes: for it, the disk is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_stops_a_build_and_the_marts_stay(days: Days, tmp_path: Path) -> None:
    database = days.after_first(tmp_path)
    limit = partial(limit_files, 150_000)
    process = days.workplace.run(("build", *WRITES_NOTHING), days.second_raw, database, limit=limit)

    assert process.returncode == 1, process.stdout
    assert "Traceback" not in process.stdout
    message = f'Failed to commit: Could not write file "{database}.wal": File too large'
    assert f"TransactionContext Error: {message}" in process.stdout
    with duckdb.connect(str(database), read_only=True) as connection:
        [(marts,)] = connection.execute("select count(*) from marts.conversions").fetchall()
        assert marts > 0
    assert [table for table in tables_that_differ(database, days.first) if table.startswith("marts.")] == []
    days.build_again(database)


def test_a_build_for_which_the_disk_just_suffices_is_whole(days: Days, tmp_path: Path) -> None:
    """What it wrote stays in the file of changes, which no longer fits into the database's own."""
    database = days.after_first(tmp_path)
    limit = partial(limit_files, database.stat().st_size)
    process = days.workplace.run(
        ("build", *WITHOUT_TESTS, *WRITES_NOTHING),
        days.second_raw,
        database,
        limit=limit,
    )
    assert process.returncode == 0, process.stdout
    assert tables_that_differ(database, days.second) == []


# ------------------------------------------------------------------------------
# Values that look like code
# ------------------------------------------------------------------------------

MARK = "not-to-be-run"


def code(name: str) -> str:
    """Text that is bad for whoever runs it: as SQL, as Jinja, as a pattern, as HTML."""
    return (
        f"{name}'); drop schema marts cascade; --\"; {{{{ 1 / 0 }}}} {{% endraw %}} {{# %s %(x)s \\' $1"
        f" </script><script>alert('{MARK}')</script><img src=x onerror=alert(1)>"
    )


def texts(table: str, **values: object) -> Row:
    """A row with code in every text column, but for these values."""
    columns = [name for name, kind in SCHEMAS[table].items() if kind == "varchar"]
    return {name: code(f"{table}.{name}") for name in columns} | values


NOON = datetime(2024, 5, 10, 12)


def tables_of_code() -> dict[str, list[Row]]:
    campaign_id, user_id, event_name = code("campaign"), code("user"), code("goal")
    purchase, currency = code("purchase"), code("currency")
    sent = {
        "channel": "push",
        "occurred_at": NOON,
        "received_at": NOON,
        "campaign_id": campaign_id,
        "user_id": user_id,
    }
    done = {"occurred_at": NOON, "received_at": NOON, "user_id": user_id}
    settings = texts("purchase_events", event_name=purchase, role="purchase", currency=currency)
    figures = {
        settings["amount_key"]: 5,
        settings["quantity_key"]: 2,
        settings["order_id_key"]: code("order"),
    }
    return {
        "message_events": [
            texts("message_events", event_id=code("sent"), event_type="sent", **sent),
            texts("message_events", event_id=code("click"), event_type="click", **sent),
            texts("message_events", occurred_at=NOON, received_at=NOON),
            texts(
                "message_events",
                event_id=code("channel"),
                event_type="sent",
                occurred_at=NOON,
                received_at=NOON,
            ),
        ],
        "app_events": [
            texts(
                "app_events",
                event_id=code("bought"),
                event_name=purchase,
                properties=json.dumps(figures),
                **done,
            ),
            texts("app_events", event_id=code("done"), event_name=event_name, properties=None, **done),
            texts("app_events", occurred_at=NOON, received_at=NOON),
        ],
        "campaigns": [
            texts(
                "campaigns",
                campaign_id=campaign_id,
                updated_at=NOON,
                channel="push",
                message_type="advertising",
                status="completed",
                purchase_conversion_tracking=True,
            )
        ],
        "campaign_conversion_events": [
            {
                "campaign_id": campaign_id,
                "slot": 1,
                "event_name": event_name,
                "conversion_kind": "standard",
                "basis": "click",
                "window_hours": 24,
            }
        ],
        "purchase_events": [settings],
        "conversion_window_changes": [{"changed_at": NOON, "window_hours": 24}],
        "unit_costs": [
            texts("unit_costs", campaign_id=campaign_id, unit_cost=8, currency=currency, effective_from=NOON)
        ],
        "user_consents": [texts("user_consents", channel="push", is_consented=True, changed_at=NOON)],
        "exchange_rates": [{"currency": currency, "effective_date": NOON.date(), "rate": 2}],
    }


def test_values_that_look_like_code_stay_values(tmp_path: Path) -> None:
    tables = tables_of_code()
    raw, database = write_raw(tmp_path / "raw", tables), tmp_path / "lookback.duckdb"
    workplace = Workplace(tmp_path / "workplace")

    process = workplace.run(("build",), raw, database)

    assert process.returncode == 0, process.stdout
    differences = compare(compute_marts_of(tables), database)
    assert not differences, "\n".join(differences)
    with duckdb.connect(str(database), read_only=True) as connection:
        shown = {
            value
            for table in KEYS
            for row in connection.execute(f"from {table}").fetchall()
            for value in row
            if isinstance(value, str) and MARK in value
        }
    rejected = {text for table in ("message_events", "app_events") for text in texts(table).values()}
    in_marts = ("campaign", "campaigns.campaign_name", "goal", "purchase", "currency", "order")
    assert {*rejected, *map(code, in_marts), f"u:{code('user')}"} - shown == set()

    described = workplace.run(("docs", "generate", "--static"), raw, database)

    assert described.returncode == 0, described.stdout
    target = workplace.target
    pages = {path.name: path.read_text() for path in [*target.glob("*.html"), *target.glob("*.json")]}
    assert pages.keys() >= {"index.html", "static_index.html", "catalog.json", "manifest.json"}
    assert [name for name, page in pages.items() if MARK in page] == []


def test_ids_are_kept_uncompressed(days: Days) -> None:
    """Also in what a second build adds."""
    with duckdb.connect(str(days.second), read_only=True) as connection:
        for table, expected in {
            "lookback_intermediate.int_message_events_arrived": {"event_id", "message_id"},
            "lookback_intermediate.int_app_events_arrived": {"event_id"},
            "lookback_intermediate.int_touches_arrived": {"touch_id"},
            "lookback_intermediate.int_persons_listed": {"user_key"},
            "lookback_intermediate.int_conversions_identified": {"conversion_id", "order_id", "user_key"},
            "lookback_intermediate.int_converters_touched": {"touch_id"},
            "marts.conversions": {"conversion_id", "order_id"},
            "marts.conversion_credits": {"conversion_id", "touch_id"},
            "marts.conversion_trace": {"conversion_id", "touch_id"},
        }.items():
            found = connection.execute(f"""
                select column_name, bool_and(compression = 'Uncompressed')
                from pragma_storage_info('{table}')
                where segment_type = 'VARCHAR' group by all
            """).fetchall()
            assert {name for name, is_uncompressed in found if is_uncompressed} == expected


def test_nothing_is_remembered_of_a_table_while_it_is_made(tmp_path: Path) -> None:
    """So that whenever a build is killed, the state never speaks of a table that is not there or is another."""
    project = Project(tmp_path / "project", is_changed=True)
    model = project.folder / "models" / "intermediate" / "metrics" / "int_remembered.sql"
    raw = write_raw(tmp_path / "raw", generate_universe(1, size="tiny"))
    known = (
        "select count(*) as known from lookback_state.tables where table_name = 'lookback_intermediate.int_remembered'"
    )
    for build in ("first", "second"):
        model.write_text(f"-- the {build} build\n{known}\n")
        project.build(raw, tmp_path / "lookback.duckdb")
        with duckdb.connect(str(tmp_path / "lookback.duckdb"), read_only=True) as connection:
            made = connection.execute("select known from lookback_intermediate.int_remembered").fetchall()
            assert (made, connection.execute(known).fetchall()) == ([(0,)], [(1,)])
