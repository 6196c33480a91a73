#!/usr/bin/env python3
"""Write a month of a made-up shop's messaging data: the raw input tables, as Parquet.

The data looks like what a real shop exports. Campaigns on four channels are sent, tapped, ignored, held
back and redelivered as text; people visit, look around, buy and send things back; devices are shared,
reset and logged in to; and a fraction of a percent of the rows is broken in every way the project knows.

Settings are few: Python makes them, with Faker for the words. Events are many: DuckDB makes them, from
the files in raw_events/sql. The n-th message and the n-th visit are functions of the seed and of n alone,
so the rows depend neither on the number of threads nor on how the work is cut into files.

Days are days of Asia/Seoul; all timestamps are UTC. A day's folder holds the messages and visits that
began on that day and what followed from them, even if days later. Nothing happens after the last day,
and what arrives more than six hours after it is missing: the export is a snapshot, as exports are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb

from raw_events.campaigns import (
    ELEMENT_SLOTS,
    FALLBACK_FORMAT,
    LONG_FORMATS,
    MESSAGE_FORMATS,
    TRIGGER_TYPES,
    Campaign,
    element_rows,
    make_campaigns,
)
from raw_events.options import KIOSK_USERS, UTC_OFFSET, Options
from raw_events.products import NAMES, PRODUCTS, name_rows, product_rows
from raw_events.schedule import (
    EVENTS_PER_CHUNK,
    EVENTS_PER_USER,
    HOUR_SLOTS,
    IN_APP_SLOTS,
    MESSAGE_SLOTS,
    Slice,
    group_slices,
    hour_slots,
    in_app_slots,
    message_slots,
    plan_slices,
)
from raw_events.schemas import SCHEMAS
from raw_events.settings import settings_rows
from raw_events.words import Words

SQL_FOLDER = Path(__file__).resolve().parent / "raw_events" / "sql"

EVENT_TABLES = ["message_events", "app_events"]

MOST_THREADS = 8
"""Unless told otherwise: each thread needs a few hundred megabytes."""

BOT_CLICK_SHARE = 0.10
BOT_PURCHASE_SHARE = 0.01
"""If skewed: what the bot gets of all clicks and purchases."""


class UsageError(Exception):
    """Something that the caller can put right; its text is one sentence."""


def parse_arguments(arguments: list[str] | None = None) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="generate_raw_events.py",
        description="Write a made-up shop's raw messaging data as Parquet, one folder per raw table.",
        epilog="The same seed and options give the same rows, whatever --threads and --files are.",
    )
    add = parser.add_argument
    add(
        "--output",
        type=Path,
        default=Path("data/raw"),
        metavar="FOLDER",
        help="folder to write to (default: data/raw)",
    )
    add(
        "--events",
        type=int,
        default=60_000,
        metavar="ROWS",
        help="rows of message_events and app_events together, give or take a tenth (default: 60000)",
    )
    add(
        "--days",
        type=int,
        default=30,
        metavar="DAYS",
        help="length of the period in days of Asia/Seoul (default: 30)",
    )
    add(
        "--users",
        type=int,
        metavar="PEOPLE",
        help=f"people who get messages and visit (default: one for {EVENTS_PER_USER} of the ROWS)",
    )
    add(
        "--campaigns",
        type=int,
        default=40,
        metavar="COUNT",
        help="campaigns, all channels together, at least 5 (default: 40)",
    )
    add(
        "--seed",
        type=int,
        default=20260501,
        metavar="NUMBER",
        help="any whole number; another number, another shop (default: 20260501)",
    )
    add(
        "--start-date",
        type=date.fromisoformat,
        default=date(2026, 5, 1),
        metavar="YYYY-MM-DD",
        help="first day of the period in Asia/Seoul (default: 2026-05-01)",
    )
    add(
        "--skew",
        choices=["none", "bot"],
        default="none",
        help="bot: one person has a tenth of the clicks and a hundredth of the purchases, one campaign"
        f" has half of the message events, and up to {KIOSK_USERS:,} people share a device (default: none)",
    )
    add(
        "--files",
        type=int,
        metavar="FILES",
        help="Parquet files of each event table per day"
        f" (default: as few as keep a day's file below about {EVENTS_PER_CHUNK:,} rows)",
    )
    add(
        "--threads",
        type=int,
        metavar="THREADS",
        help=f"threads to use (default: one per core, at most {MOST_THREADS})",
    )
    add("--overwrite", action="store_true", help="replace the raw tables that are in the folder already")
    return complete_options(parser.parse_args(arguments))


def complete_options(arguments: argparse.Namespace) -> Options:
    """Refuse sizes that cannot be meant, and fill in the default that depends on another option."""
    given = vars(arguments)
    least = {"events": 100, "days": 1, "users": 10, "campaigns": 5, "files": 1, "threads": 1}
    for name, size in least.items():
        if given[name] is not None and given[name] < size:
            raise UsageError(f"--{name} must be at least {size}, and is {given[name]}.")
    if not 1971 <= given["start_date"].year <= 2200:
        raise UsageError(f"--start-date must be in 1971 to 2200, and is {given['start_date']}.")
    if given["users"] is None:
        given["users"] = max(10, given["events"] // EVENTS_PER_USER)
    users, events = given["users"], given["events"]
    if users > events:
        raise UsageError(f"--users must be at most --events, and is {users} for {events} events.")
    return Options(**given)


def check_output(options: Options) -> None:
    """Refuse a folder that is in use, and never replace anything but raw tables."""
    output = options.output
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output} is not a folder.")
    if output.exists() and any(output.iterdir()) and not options.overwrite:
        raise UsageError(f"{output} is not empty: choose another --output, or replace it with --overwrite.")
    for folder in (output, options.partial, options.previous):
        names = sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []
        strangers = [name for name in names if name not in SCHEMAS]
        if strangers:
            raise UsageError(f"{folder} is not overwritten: it holds {strangers[0]}, which is no raw table.")


class Writer:
    """Makes tables in a session of the database and writes them, in one thread."""

    def __init__(self, options: Options, database: duckdb.DuckDBPyConnection) -> None:
        self.options = options
        self.database = database
        self.set_variables()

    def set_variables(self) -> None:
        """Tell the database what the SQL depends on."""
        skewed = int(self.options.is_skewed)
        variables = {
            "seed": (str(self.options.seed), "varchar"),
            "users": (self.options.users, "bigint"),
            "days": (self.options.days, "bigint"),
            "starts_at": (self.options.starts_at, "timestamp"),
            "ends_at": (self.options.ends_at, "timestamp"),
            "exported_at": (self.options.exported_at, "timestamp"),
            "utc_offset": (f"{UTC_OFFSET.seconds} seconds", "interval"),
            "message_slots": (MESSAGE_SLOTS, "bigint"),
            "in_app_slots": (IN_APP_SLOTS, "bigint"),
            "hour_slots": (HOUR_SLOTS, "bigint"),
            "element_slots": (ELEMENT_SLOTS, "bigint"),
            "products": (PRODUCTS, "bigint"),
            "names": (NAMES, "bigint"),
            "fallback_format_number": (MESSAGE_FORMATS.index(FALLBACK_FORMAT), "integer"),
            "bot_click_share": (BOT_CLICK_SHARE * skewed, "double"),
            "bot_purchase_share": (BOT_PURCHASE_SHARE * skewed, "double"),
            "kiosk_users": (self.options.kiosk_users, "bigint"),
        }
        for name, (value, kind) in variables.items():
            self.database.execute(f"set variable {name} = '{value}'::{kind}")

    def execute(self, file: str) -> None:
        """Run the statements of a file."""
        self.database.execute((SQL_FOLDER / f"{file}.sql").read_text(encoding="utf-8"))

    def load(self, table: str, columns: dict[str, str], rows: Iterable[dict], kind: str = "table") -> None:
        """Create a table from Python's rows."""
        self.database.execute(
            f"create {kind} {table} as select unnest(from_json($rows::json, $shape), max_depth := 2)",
            {"rows": json.dumps(list(rows), default=str, ensure_ascii=False), "shape": json.dumps([columns])},
        )

    def enumerate(self, table: str, *columns: str) -> None:
        """Turn texts into enums: Parquet gets the same texts, in half the time."""
        for column in columns:
            self.database.execute(f"""
                create type {table}_{column} as enum (
                    select distinct {column} from {table} where {column} is not null order by {column}
                );
                alter table {table} alter {column} type {table}_{column};
            """)

    def write(self, table: str, source: str, file: str) -> int:
        """Write a relation as one file of a raw table, its columns in order."""
        target = self.options.partial / table / file
        target.parent.mkdir(parents=True, exist_ok=True)
        columns = ", ".join(SCHEMAS[table])
        path = str(target).replace("'", "''")
        copied = self.database.execute(f"copy (select {columns} from {source}) to '{path}' (format parquet)")
        return copied.fetchone()[0]

    def write_chunk(self, slices: list[Slice]) -> list[tuple[Slice, dict[str, int]]]:
        """Make the events of some slices and write one file of each event table for each slice."""
        self.load("slices", dict.fromkeys(Slice.__annotations__, "bigint"), map(asdict, slices), "temp table")
        for file in ("numbers", "messages", "visits", "message_events", "app_events"):
            self.execute(file)
        written = []
        for piece in slices:
            file = f"{self.options.day(piece.day)}/part-{piece.part}.parquet"
            source = {table: f"{table} where slice = {piece.slice}" for table in EVENT_TABLES}
            written.append((piece, {table: self.write(table, source[table], file) for table in EVENT_TABLES}))
        return written


class Generator:
    """Makes all tables, and says so."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.threads = options.threads or min(os.cpu_count() or 1, MOST_THREADS)
        self.started = time.monotonic()
        self.rows = dict.fromkeys(SCHEMAS, 0)
        self.database = duckdb.connect(config={"threads": 1})

    def run(self) -> None:
        """Make everything."""
        writer = Writer(self.options, self.database)
        words = Words(self.options.seed)
        campaigns = make_campaigns(self.options, words)
        self.write_settings(writer, campaigns)
        writer.execute("macros")
        load_lists(writer, campaigns, words)
        load_schedules(writer, campaigns)
        self.write_rest()

    def count(self, table: str, rows: int) -> None:
        """Remember and say how many rows have been written."""
        self.rows[table] += rows
        self.report(f"{table}: {rows:,} rows")

    def report(self, text: str) -> None:
        """Say what has been done, and when."""
        print(f"{time.monotonic() - self.started:8.1f} s  {text}", file=sys.stderr, flush=True)

    def write_settings(self, writer: Writer, campaigns: list[Campaign]) -> None:
        """Write the tables that Python makes."""
        for table, rows in settings_rows(self.options, campaigns).items():
            writer.load(f"raw_{table}", SCHEMAS[table], rows)
            self.count(table, writer.write(table, f"raw_{table}", "part-0.parquet"))

    def write_rest(self) -> None:
        """Make consents and events, each thread a chunk at a time."""
        chunks = list(group_slices(plan_slices(self.options), self.threads))
        with ThreadPoolExecutor(self.threads) as pool:
            consents = pool.submit(self.write_consents)
            for written in pool.map(self.write_chunk, chunks):
                for piece, rows in written:
                    self.count_slice(piece, rows)
            self.count("user_consents", consents.result())

    def write_consents(self) -> int:
        """Make user_consents in a session of its own."""
        with self.database.cursor() as session:
            writer = Writer(self.options, session)
            writer.execute("user_consents")
            return writer.write("user_consents", "user_consents", "part-0.parquet")

    def write_chunk(self, slices: list[Slice]) -> list[tuple[Slice, dict[str, int]]]:
        """Make a chunk of events in a session of its own, whose temporary tables end with it."""
        with self.database.cursor() as session:
            return Writer(self.options, session).write_chunk(slices)

    def count_slice(self, piece: Slice, rows: dict[str, int]) -> None:
        """Remember and say how many events a slice has."""
        for table, count in rows.items():
            self.rows[table] += count
        counts = ", ".join(f"{table} {count:,} rows" for table, count in rows.items())
        self.report(f"{self.options.day(piece.day)}, part {piece.part}: {counts}")


def load_lists(writer: Writer, campaigns: list[Campaign], words: Words) -> None:
    """Load what events refer to by number."""
    writer.load(
        "campaigns",
        {
            "campaign_number": "integer",
            "channel": "varchar",
            "message_type": "varchar",
            "format_number": "integer",
            "long_format_number": "integer",
            "appeal": "double",
            "held_out_share": "double",
            "has_fallback": "boolean",
        },
        map(campaign_row, campaigns),
    )
    writer.load(
        "campaign_ids",
        {
            "campaign_number": "integer",
            "is_test": "boolean",
            "campaign_id": "varchar",
            "trigger_type": "varchar",
            "has_variants": "boolean",
        },
        campaign_id_rows(campaigns),
    )
    writer.load(
        "formats",
        {"format_number": "integer", "message_format": "varchar"},
        [{"format_number": number, "message_format": name} for number, name in enumerate(MESSAGE_FORMATS)],
    )
    writer.load(
        "elements",
        {
            "element_slot": "bigint",
            "click_target": "varchar",
            "element_id": "varchar",
            "element_label": "varchar",
        },
        element_rows(campaigns, words),
    )
    writer.load(
        "products",
        {
            "product_number": "integer",
            "price": "double",
            "product_json": "varchar",
            "view_properties": "varchar",
        },
        product_rows(writer.options.seed, words),
    )
    writer.enumerate("campaign_ids", "campaign_id", "trigger_type")
    writer.enumerate("formats", "message_format")
    writer.enumerate("elements", "click_target", "element_id", "element_label")
    writer.load("names", {"name_number": "integer", "name": "varchar"}, name_rows(words))
    writer.load(
        "device_ranks",
        {"devices": "integer", "device_rank": "integer"},
        [{"devices": devices, "device_rank": rank} for devices in (1, 2, 3) for rank in range(devices)],
    )


def load_schedules(writer: Writer, campaigns: list[Campaign]) -> None:
    """Load who sends when, and when people visit."""
    options = writer.options
    days = range(options.days)
    campaign_slot = {"day": "integer", "slot": "integer", "campaign_number": "integer"}
    window = {"first_second": "integer", "seconds": "integer"}
    message_rows = (row for day in days for row in message_slots(options, campaigns, day))
    in_app_rows = (row for day in days for row in in_app_slots(campaigns, day))
    writer.load("message_slots", campaign_slot | window, message_rows)
    writer.load("in_app_slots", campaign_slot, in_app_rows)
    writer.load("hour_slots", {"slot": "integer"} | window, hour_slots())


def campaign_row(campaign: Campaign) -> dict:
    """What decides on a campaign's events."""
    long_format = LONG_FORMATS.get(campaign.message_format, campaign.message_format)
    return {
        "campaign_number": campaign.number,
        "channel": campaign.channel,
        "message_type": campaign.message_type,
        "format_number": MESSAGE_FORMATS.index(campaign.message_format),
        "long_format_number": MESSAGE_FORMATS.index(long_format),
        "appeal": campaign.appeal,
        "held_out_share": campaign.held_out_share,
        "has_fallback": campaign.has_fallback,
    }


def campaign_id_rows(campaigns: list[Campaign]) -> Iterable[dict]:
    """What a campaign's events say, test sends or not; and two campaigns that the settings do not know."""
    known = [(campaign.number, campaign.campaign_id, campaign.has_variants) for campaign in campaigns]
    unknown = [(-1, None, False), (-2, "cmp_deleted_long_ago", False)]
    for number, campaign_id, has_variants in known + unknown:
        trigger_type = TRIGGER_TYPES[campaigns[number].style] if number >= 0 else "console"
        for is_test in (False, True):
            yield {
                "campaign_number": number,
                "is_test": is_test,
                "campaign_id": campaign_id,
                "trigger_type": "test" if is_test else trigger_type,
                "has_variants": has_variants,
            }


def remove(folder: Path) -> None:
    """Remove a folder, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


def publish(options: Options) -> None:
    """Give the finished folder its name; what was there goes."""
    remove(options.previous)
    if options.output.exists():
        options.output.rename(options.previous)
    options.partial.rename(options.output)
    remove(options.previous)


def generate(options: Options) -> dict[str, int]:
    """Write all tables, complete or not at all; return the number of rows of each."""
    check_output(options)
    remove(options.partial)
    options.partial.mkdir(parents=True)
    generator = Generator(options)
    generator.run()
    publish(options)
    summarise(options, generator)
    return generator.rows


def summarise(options: Options, generator: Generator) -> None:
    """Say what has been written."""
    elapsed = time.monotonic() - generator.started
    events = sum(generator.rows[table] for table in EVENT_TABLES)
    print(f"\n{options.output}: {events:,} events in {elapsed:.1f} s ({events / elapsed:,.0f} per second)")
    for table, rows in generator.rows.items():
        print(f"  {table:<28}{rows:>15,} rows")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    try:
        generate(parse_arguments(arguments))
    except UsageError as error:
        print(f"generate_raw_events.py: {error}", file=sys.stderr)
        return 2
    except (OSError, duckdb.IOException) as error:
        print(f"generate_raw_events.py: could not write: {str(error).splitlines()[0]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
