"""A month of raw data cut in two: what is there when the last day begins, and what that day brings.

python -m benchmarks.increments RAW_FOLDER FOLDER --seed 7

Writes FOLDER/base, a raw folder without the last day, and FOLDER/batch, the files that arrive on it:

- the rows of the last day;
- for one in a hundred of them an event of the five days before, which is late: the base does not have it in any copy;
- for one in two hundred a copy of an older event, every other with an earlier received_at, so that it is the one kept;
- for one in a thousand a log-in on a device that was used only without a user before: all its past is now somebody's.

Which events are late or come again depends on the seed and their ids alone. Files that stay as they are are links.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
from pathlib import Path

from benchmarks.engine import EVENT_TABLES, connect, literal, rows_of

LATE_SHARE = 0.01
COPY_SHARE = 0.005
LOGIN_SHARE = 0.001
"""Of the rows of the last day."""

LEAST_LOGINS = 3

LATE_DAYS = 5
"""How many days before the last one late events are from."""

HAS_AN_ID = "event_id is not null and event_id <> ''"
IS_WHOLE = f"{HAS_AN_ID} and occurred_at is not null and received_at is not null"


class Split:
    """The cut of one raw folder."""

    def __init__(self, raw: Path, folder: Path, seed: int) -> None:
        self.raw, self.base, self.batch = raw.resolve(), folder / "base", folder / "batch"
        self.seed = seed
        self.days = sorted(path.name for path in (self.raw / EVENT_TABLES[0]).iterdir())
        self.last = self.days[-1]
        self.days_of_late = self.days[-1 - LATE_DAYS : -1]
        self.database = connect(preserve_insertion_order="true")

    def run(self) -> dict[str, int]:
        """Writes both; returns how many rows of each kind the batch has."""
        counts = dict.fromkeys(("day", "late", "copies", "earlier_copies", "logins"), 0)
        for path in sorted(self.raw.iterdir()):
            if path.name not in EVENT_TABLES:
                self.link(path, self.base / path.name)
        for table in EVENT_TABLES:
            day = self.count(rows_of(self.raw / table / self.last))
            counts["day"] += day
            counts["late"] += self.hold_back(table, math.ceil(day * LATE_SHARE))
            copies, earlier = self.repeat(table, math.ceil(day * COPY_SHARE))
            counts["copies"] += copies
            counts["earlier_copies"] += earlier
        counts["logins"] = self.log_in(max(LEAST_LOGINS, math.ceil(counts["day"] * LOGIN_SHARE)))
        base = sum(self.count(rows_of(self.base / table)) for table in EVENT_TABLES)
        batch = sum(self.count(rows_of(self.batch / table)) for table in EVENT_TABLES)
        return {"base_rows": base, "batch_rows": batch, **{f"{name}_rows": rows for name, rows in counts.items()}}

    def count(self, relation: str) -> int:
        return self.database.execute(f"select count(*) from {relation}").fetchone()[0]

    def link(self, source: Path, target: Path) -> None:
        """A folder whose files are links to those of another."""
        target.mkdir(parents=True)
        for path in sorted(source.iterdir()):
            (target / path.name).symlink_to(path)

    def write(self, query: str, target: Path) -> int:
        target.parent.mkdir(parents=True, exist_ok=True)
        return self.database.execute(f"copy ({query}) to {literal(target)} (format parquet)").fetchone()[0]

    def chance(self, value: str, purpose: str) -> str:
        """An expression: a number of 64 bits that is drawn once for each value and purpose."""
        return f"hash(concat({value}, {literal(f' {purpose} {self.seed}')}))"

    def on_the_last_day(self, value: str) -> str:
        """An expression: a moment of the last day, in its working hours in UTC."""
        seconds = f"cast({self.chance(value, 'moment')} % 43200 as integer)"
        return f"timestamp {literal(self.last)} + to_seconds({seconds})"

    def batch_file(self, table: str, kind: str) -> Path:
        return self.batch / table / self.last / f"part-{kind}.parquet"

    def hold_back(self, table: str, events: int) -> int:
        """Gives the base all days but the last, and keeps some late events for the batch."""
        days = [self.raw / table / day for day in self.days_of_late]
        self.database.execute(f"""
            create or replace temp table late_events as
            select distinct event_id
            from (
                select event_id from {rows_of(*days)} where {HAS_AN_ID}
                order by {self.chance("event_id", "late")}, event_id limit {events}
            )
        """)
        for day in self.days[:-1]:
            source, target = self.raw / table / day, self.base / table / day
            if day not in self.days_of_late:
                self.link(source, target)
                continue
            for path in sorted(source.iterdir()):
                self.write(f"select * from {rows_of(path)} anti join late_events using (event_id)", target / path.name)
        self.link(self.raw / table / self.last, self.batch / table / self.last)
        received_at = f"""
            case when received_at is not null then greatest(received_at, {self.on_the_last_day("event_id")}) end
        """
        late = f"""
            select * replace ({received_at} as received_at)
            from {rows_of(*days)} semi join late_events using (event_id)
            order by event_id, occurred_at
        """
        return self.write(late, self.batch_file(table, "late"))

    def repeat(self, table: str, events: int) -> tuple[int, int]:
        """Gives the batch copies of events of the base; returns how many, and how many were received earlier."""
        is_earlier = f"{self.chance('event_id', 'earlier')} % 2 = 0"
        minutes = f"to_minutes(cast(1 + {self.chance('event_id', 'minutes')} % 60 as integer))"
        self.database.execute(f"""
            create or replace temp table copies as
            select * from {rows_of(self.base / table)} where {IS_WHOLE}
            order by {self.chance("event_id", "copy")}, event_id limit {events}
        """)
        received_at = f"""
            case
                when {is_earlier} then received_at - {minutes}
                else greatest(received_at, {self.on_the_last_day("event_id")})
            end
        """
        rows = self.write(
            f"select * replace ({received_at} as received_at) from copies", self.batch_file(table, "copies")
        )
        return rows, self.count(f"copies where {is_earlier}")

    def log_in(self, logins: int) -> int:
        """Gives the batch log-ins on devices that got messages and were never used with a user."""
        ids = " union all ".join(
            f"select device_id, user_id from {rows_of(self.base / table)}" for table in EVENT_TABLES
        )
        query = f"""
            with devices as (
                select device_id, row_number() over (order by {self.chance("device_id", "device")}, device_id) as number
                from ({ids})
                where device_id <> '' and device_id in (select device_id from {rows_of(self.base / "message_events")})
                group by device_id
                having count(nullif(user_id, '')) = 0
                qualify number <= {logins}
            ),

            users as (
                select user_id, row_number() over (order by {self.chance("user_id", "user")}, user_id) as number
                from (select distinct user_id from ({ids}) where user_id <> '')
                qualify number <= {logins}
            ),

            logins as (
                select 'login-of-the-benchmark-' || number as event_id, device_id, user_id
                from devices
                inner join users using (number)
                order by number
            )

            select
                event_id,
                'login' as event_name,
                {self.on_the_last_day("event_id")} as occurred_at,
                {self.on_the_last_day("event_id")} + interval 1 second as received_at,
                device_id,
                user_id,
                'web' as platform,
                cast(null as varchar) as properties
            from logins
        """
        return self.write(query, self.batch_file("app_events", "logins"))


def give(folder: Path) -> Path:
    """Puts the batch into the base; returns the raw folder, which now has everything."""
    for table in EVENT_TABLES:
        for path in (folder / "batch" / table).iterdir():
            path.rename(folder / "base" / table / path.name)
    shutil.rmtree(folder / "batch")
    return folder / "base"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    print(json.dumps(Split(options.raw, options.folder, options.seed).run()))


if __name__ == "__main__":
    main()
