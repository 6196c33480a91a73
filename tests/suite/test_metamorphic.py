"""What may be done to the raw data without changing the marts, or with a change that can be told beforehand.

Every relation is a function that says in its docstring what is done and what has to come of it. Marts are compared
cell by cell and exactly, doubles too; the world they come from is hostile.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Set
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from comparison import KEYS, Built
from harness import Bench, Workshop
from universes import (
    SCHEMAS,
    Prefixer,
    Row,
    Tables,
    generate_universe,
    merge_universes,
    random_rulesets,
    shifted,
    write_files,
    write_raw,
)

Marts = dict[str, list[Row]]

EVENT_TABLES = ("message_events", "app_events")
RULESETS = random_rulesets(13)
VARIABLES = {"trace_rulesets": sorted({row["ruleset"] for row in RULESETS if row["is_active"] == "true"})}


def world() -> Tables:
    return merge_universes([generate_universe(seed, huge_amounts=False) for seed in (4, 14)])


def another_world() -> Tables:
    return merge_universes([generate_universe(seed, huge_amounts=False) for seed in (5, 4, 6)])


# ------------------------------------------------------------------------------
# Relations
# ------------------------------------------------------------------------------


def same(marts: Marts) -> Marts:
    return marts


@dataclass(frozen=True)
class Variant:
    """What is built instead of the world, how, and what its marts have to be, given those of the world."""

    tables: Tables
    expected: Callable[[Marts], Marts] = same
    write: Callable[[Path, Tables], object] = write_raw
    threads: int | None = None
    before: Tables | None = None
    ignored: frozenset[str] = frozenset()


def rows_and_files_in_another_order() -> Variant:
    """The rows shuffled, over other files in other folders: the same marts."""
    tables = world()
    for rows in tables.values():
        random.Random("another order").shuffle(rows)
    return Variant(tables, write=lambda folder, tables: write_raw(folder, tables, seed=77))


def one_file_a_table() -> Variant:
    """Each table in one file, in reverse: the same marts."""
    backwards = {table: rows[::-1] for table, rows in world().items()}
    return Variant(backwards, write=lambda folder, tables: write_files(folder, tables, files=1))


def hundred_files_a_table() -> Variant:
    """Each table in a hundred files, many of them without a row: the same marts."""
    return Variant(world(), write=lambda folder, tables: write_files(folder, tables, files=100))


def one_thread() -> Variant:
    """One thread of dbt and of DuckDB: the same marts."""
    return Variant(world(), threads=1)


def eight_threads() -> Variant:
    """Eight threads of dbt and of DuckDB: the same marts."""
    return Variant(world(), threads=8)


def every_event_twice() -> Variant:
    """Every raw event twice: the same marts. Only rejected rows are kept twice, and what passes is a duplicate."""
    tables = world()
    twice = {table: tables[table] * 2 for table in EVENT_TABLES}
    return Variant({**tables, **twice}, with_doubled_rows)


def with_doubled_rows(marts: Marts) -> Marts:
    """The others are unchanged: of the rows that pass, the second copy is always the duplicate."""
    reconciliation = [
        {
            **row,
            "raw_rows": 2 * row["raw_rows"],
            "duplicate_rows": 2 * row["duplicate_rows"] + row["accepted_rows"] + row["test_rows"],
            "rejected_rows": 2 * row["rejected_rows"],
        }
        for row in marts["quality.event_reconciliation"]
    ]
    rejected = {table: rows * 2 for table, rows in marts.items() if "rejected" in table}
    return {**marts, **rejected, "quality.event_reconciliation": reconciliation}


def thousand_weeks_later() -> Variant:
    """All timestamps, settings and dates of rates a thousand weeks later, where no clock changes: so are the marts."""
    delta = timedelta(weeks=1000)
    return Variant(shifted(world(), delta), lambda marts: shifted(marts, delta))


def longer_ids() -> Variant:
    """The same text before all ids of campaigns, devices, users and events, which keeps their order: in marts too."""
    tables = {table: [renamed(row, "longer ") for row in rows] for table, rows in world().items()}
    return Variant(
        tables, lambda marts: {table: [renamed(row, "longer ") for row in rows] for table, rows in marts.items()}
    )


ID_COLUMNS = (
    *("campaign_id", "device_id", "user_id", "event_id", "message_id"),
    *("conversion_id", "touch_id", "winner_campaign_id", "refund_id"),
    *("touch_id_as_of_conversion", "touch_id_today"),
)
USER_KEYS = ("user_key", "user_key_as_of_conversion", "user_key_today")


def renamed(row: Row, prefix: str) -> Row:
    """A row of a raw table or of a mart with the prefix before its ids; a user_key has it after its `u:` or `d:`."""
    changed = {column: prefix + row[column] for column in ID_COLUMNS if row.get(column)}
    for column in USER_KEYS:
        if row.get(column):
            changed[column] = row[column][:2] + prefix + row[column][2:]
    return {**row, **changed}


def second_population() -> Variant:
    """As many people once more, with campaigns, goals and orders of their own: twice the marts, side by side.

    Above all, every count of a campaign stays what it was.
    """
    tables = world()
    prefixer = Prefixer(2, tables["purchase_events"])
    others = {
        table: [*rows, *prefixer.rows(table, rows)]
        for table, rows in tables.items()
        if table in (*EVENT_TABLES, "campaigns", "campaign_conversion_events", "unit_costs", "user_consents")
    }

    def expected(marts: Marts) -> Marts:
        doubled = {table: [*rows, *(in_second(row, prefixer) for row in rows)] for table, rows in marts.items()}
        # These have no ids: what they sum is twice as much.
        sums = {
            table: [{column: doubled_sum(column, value) for column, value in row.items()} for row in marts[table]]
            for table in ("quality.event_reconciliation", "marts.attribution_summary")
        }
        return {**doubled, **sums}

    # In a mart, an order id that was a number looks like one that was text.
    # The campaigns that are active at once are counted over the whole shop: twice as many.
    ignored = ("order_id", "in_app_campaigns_at_once", "is_above_in_app_limit", "broken_rules")
    return Variant({**tables, **others}, expected, ignored=frozenset(ignored))


def doubled_sum(column: str, value: Any) -> Any:
    is_sum = isinstance(value, int | float | Decimal) and not isinstance(value, bool) and not column.endswith("_factor")
    return 2 * value if is_sum else value


def in_second(row: Row, prefixer: Prefixer) -> Row:
    """The row of a mart that the second population has in place of this one."""
    if "rejection_reason" in row:
        return next(prefixer.rows("", [row]))
    changed = renamed(row, prefixer.prefix)
    if row.get("event_name") and row["event_name"] not in prefixer.shared_names:
        changed["event_name"] = prefixer.prefix + row["event_name"]
        if row.get("metric"):
            changed["metric"] = row["metric"].replace("goal:", f"goal:{prefixer.prefix}", 1)
    return changed


def file_of_another_world() -> Variant:
    """Into a database file in which another world was built before: the same marts."""
    return Variant(world(), before=another_world())


RELATIONS = (
    rows_and_files_in_another_order,
    one_file_a_table,
    hundred_files_a_table,
    one_thread,
    eight_threads,
    every_event_twice,
    thousand_weeks_later,
    longer_ids,
    second_population,
    file_of_another_world,
)


# ------------------------------------------------------------------------------
# Builds
# ------------------------------------------------------------------------------


def build(bench: Bench, variant: Variant, folder: Path) -> Marts:
    """All tables of the contract with all their columns."""
    database = folder / "lookback.duckdb"
    builds = [variant.tables] if variant.before is None else [variant.before, variant.tables]
    for number, tables in enumerate(builds):
        raw = folder / f"raw-{number}"
        variant.write(raw, tables)
        bench.project.build(raw, database, variables=VARIABLES, rulesets=RULESETS, threads=variant.threads)
    built = Built(database)
    try:
        return {table: built.read(table)[1] for table in KEYS}
    finally:
        built.close()


@pytest.fixture(scope="module")
def builds(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Marts]]]:
    """The marts of the world, and of the variants that this run of pytest asks for."""
    folder = tmp_path_factory.mktemp("metamorphic")
    with Workshop(folder) as workshop:
        found = {"world": workshop.submit(build, Variant(world()), folder / "world")}
        for item in request.session.items:
            relation = getattr(item, "callspec", None) and item.callspec.params.get("relation")
            if relation:
                name = relation.__name__
                found[name] = workshop.submit(build, relation(), folder / name)
        yield found


@pytest.mark.parametrize("relation", [pytest.param(relation, id=relation.__name__) for relation in RELATIONS])
def test_marts_are_as_expected(relation: Callable[[], Variant], builds: dict[str, Future[Marts]]) -> None:
    variant = relation()
    expected = variant.expected(builds["world"].result())
    changes = list(changes_between(expected, builds[relation.__name__].result(), variant.ignored))
    assert not changes, f"{relation.__doc__}\n" + "\n".join(changes)


def changes_between(expected: Marts, found: Marts, ignored: Set[str]) -> Iterator[str]:
    """The first rows of each table that are on one side only."""

    def counted(rows: list[Row]) -> Counter[tuple[Any, ...]]:
        return Counter(tuple(item for item in row.items() if item[0] not in ignored) for row in rows)

    for table in KEYS:
        wanted, got = counted(expected[table]), counted(found[table])
        for what, rows in (("lacks", wanted - got), ("has", got - wanted)):
            for row, number in list(rows.items())[:5]:
                yield f"{table} {what} {number} x {dict(row)}"
            if len(rows) > 5:
                yield f"{table} {what} {len(rows) - 5} rows more"


def test_the_world_leaves_no_mart_empty(builds: dict[str, Future[Marts]]) -> None:
    marts = builds["world"].result()
    assert [table for table, rows in marts.items() if not rows] == []
    assert {row["ruleset"] for row in marts["marts.conversion_trace"]} == set(VARIABLES["trace_rulesets"])
    assert set(world()) == set(SCHEMAS)


def test_a_changed_cell_is_seen(builds: dict[str, Future[Marts]]) -> None:
    marts = builds["world"].result()
    credits = marts["marts.conversion_credits"]
    changed = [{**credits[0], "credit_weight": credits[0]["credit_weight"] + 1e-12}, *credits[1:]]
    changes = list(changes_between(marts, {**marts, "marts.conversion_credits": changed}, frozenset()))
    assert [change.split(" {")[0] for change in changes] == [
        "marts.conversion_credits lacks 1 x",
        "marts.conversion_credits has 1 x",
    ]
