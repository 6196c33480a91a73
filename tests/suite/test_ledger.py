"""What was reported stays known: a shop that is built again and again, and what the ledger says of each build.

Every cause has a campaign of its own, so that one build can restate for several. Between the builds events arrive late
or in time, a person turns out to be another, money is given back, settings change, files vanish; runs are partial,
killed, repeated without need, and made from nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import DbtBuild
from dbt_processes import Workplace
from harness import WITHOUT_TESTS
from universes import SCHEMAS, Row, write_parquet

MAY = datetime(2024, 5, 1)
HOUR = timedelta(hours=1)
EVERYTHING = ("--select", "+restatements", *WITHOUT_TESTS)
# All that is needed for the figures of a channel, and not the ledger.
A_PART = ("--select", "+push_daily", *WITHOUT_TESTS)

Restatement = tuple[str, date, str, Decimal, Decimal, str]


def at(day: int, hours: float = 0) -> datetime:
    """A time of May, noon and later in Seoul."""
    return MAY + timedelta(days=day - 1, hours=3 + hours)


def message(campaign_id: str, event_type: str, when: datetime, received_at: datetime, **ids: str) -> Row:
    names = "-".join(ids.values())
    return {
        "event_id": f"{campaign_id} {event_type} {when} {names}",
        "event_type": event_type,
        "channel": "push",
        "occurred_at": when,
        "received_at": received_at,
        "campaign_id": campaign_id,
        **ids,
    }


def app(event_name: str, when: datetime, received_at: datetime, amount: int | None = None, **ids: str) -> Row:
    order = ids.pop("order", "")
    return {
        "event_id": f"{event_name} {when} {'-'.join(ids.values())}",
        "event_name": event_name,
        "occurred_at": when,
        "received_at": received_at,
        "properties": None if amount is None else f'{{"price": {amount}, "order": "{order}"}}',
        **ids,
    }


def campaign(campaign_id: str) -> Row:
    return {
        "campaign_id": campaign_id,
        "updated_at": MAY,
        "campaign_name": campaign_id,
        "channel": "push",
        "message_type": "advertising",
        "status": "completed",
        "purchase_conversion_tracking": True,
        "published_at": MAY,
    }


SETTINGS: dict[str, list[Row]] = {
    "campaigns": [campaign(name) for name in ("late", "open", "merged", "moved", "seen", "refunded", "governed")],
    "purchase_events": [
        {"event_name": name, "role": name, "amount_key": "price", "order_id_key": "order", "currency": "KRW"}
        for name in ("purchase", "refund")
    ],
    "conversion_window_changes": [{"changed_at": MAY, "window_hours": 72}],
}

# The first build knows what was received until 20 May: what happened until the 17th is settled.
IN_TIME, AFTERWARDS = at(20), at(21)
FIRST: dict[str, list[Row]] = {
    "message_events": [
        message("late", "sent", at(1), IN_TIME, user_id="L"),
        message("late", "click", at(1), IN_TIME, user_id="L"),
        message("open", "sent", at(19), IN_TIME, user_id="O"),
        message("merged", "click", at(2), IN_TIME, device_id="phone"),
        message("seen", "click", at(9), IN_TIME, device_id="watch"),
        message("refunded", "click", at(3), IN_TIME, user_id="R"),
        message("governed", "click", at(4), IN_TIME, user_id="G"),
        # Nothing is known of its campaign before the third build.
        message("unknown", "sent", at(4), IN_TIME, user_id="U"),
    ],
    "app_events": [
        app("purchase", at(1, 1), IN_TIME, 100, user_id="L"),
        app("purchase", at(2, 1), IN_TIME, 200, user_id="M"),
        app("purchase", at(3, 1), IN_TIME, 300, user_id="R", order="o"),
        app("purchase", at(5, 2), IN_TIME, 400, user_id="G"),
        app("purchase", at(7, 1), IN_TIME, 150, device_id="tablet"),
        app("purchase", at(8, 1), IN_TIME, 80, user_id="S"),
    ],
}
SECOND: dict[str, list[Row]] = {
    "message_events": [
        message("late", "sent", at(1, 1), AFTERWARDS, user_id="L2"),
        message("late", "click", at(1, 1), AFTERWARDS, user_id="L2"),
        message("open", "sent", at(19, 1), AFTERWARDS, user_id="O2"),
        # On the last day of the first report, and on one that it does not have.
        message("open", "sent", at(20, 1), AFTERWARDS, user_id="O3"),
        message("open", "sent", at(21), AFTERWARDS, user_id="O"),
        message("moved", "click", at(7), AFTERWARDS, user_id="T"),
        message("seen", "click", at(8), AFTERWARDS, user_id="S"),
    ],
    "app_events": [
        app("purchase", at(1, 2), AFTERWARDS, 50, user_id="L2"),
        app("log in", at(10), AFTERWARDS, device_id="phone", user_id="M"),
        app("log in", at(10), AFTERWARDS, device_id="tablet", user_id="T"),
        app("log in", at(10), AFTERWARDS, device_id="watch", user_id="S"),
        app("refund", at(6), AFTERWARDS, 100, user_id="R", order="o"),
    ],
}


@dataclass
class Shop:
    """A raw folder and the database that is built from it."""

    folder: Path
    dbt_build: DbtBuild
    seen: int = 0
    stages: dict[str, list[Restatement]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    settings: dict[str, dict[tuple[str, str | None], int]] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "lookback.duckdb"

    def receive(self, name: str, tables: dict[str, list[Row]]) -> None:
        with duckdb.connect() as connection:
            for table, rows in tables.items():
                (self.folder / "raw" / table).mkdir(parents=True, exist_ok=True)
                write_parquet(connection, self.folder / "raw" / table / f"{name}.parquet", SCHEMAS[table], rows)

    def build(self, stage: str, *options: str, selection: tuple[str, ...] = EVERYTHING, **variables: str) -> None:
        """Builds, and keeps what was restated by it and the hashes of the settings that it was made by."""
        built = self.dbt_build(self.folder / "raw", self.database, variables, (*selection, *options))
        assert built.returncode == 0, built.stdout
        self.messages[stage] = built.stdout
        self.stages[stage] = self.news()
        hashes = self.asked("select scope, campaign_id, settings_hash from lookback_intermediate.int_settings_hashed")
        self.settings[stage] = {(scope, campaign_id): settings_hash for scope, campaign_id, settings_hash in hashes}

    def kill(self, stage: str) -> None:
        """Kills a build as soon as it has begun to write the ledger."""
        process = Workplace(self.folder / "workplace").start(("build", *EVERYTHING), self.folder / "raw", self.database)
        process.wait_for("START sql append_only model")
        process.kill()

    def asked(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def news(self) -> list[Restatement]:
        """What has been restated since this was asked last."""
        rows = self.asked("""
            select report, campaign_id, report_date, metric, old_value, new_value, cause from marts.reported_figures
            where old_value is not null order by all
        """)
        new = [row[1:] for row in rows if row[0] > self.seen]
        [(self.seen,)] = self.asked("select coalesce(max(report), 0) from marts.reported_figures")
        return new


def restated(campaign_id: str, day: int, metrics: dict[str, tuple[int, int]], cause: str) -> Iterator[Restatement]:
    for metric, (old, new) in metrics.items():
        yield campaign_id, date(2024, 5, day), metric, Decimal(old), Decimal(new), cause


def purchases(conversions: tuple[int, int], amount: tuple[int, int]) -> dict[str, tuple[int, int]]:
    return {"purchase_conversions": conversions, "purchase_amount": amount, "purchase_net_amount": amount}


@pytest.fixture(scope="module")
def shop(dbt_build: DbtBuild, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("ledger"), dbt_build)
    shop.receive("settings", SETTINGS)
    shop.receive("first", FIRST)
    shop.build("first")

    shop.receive("second", SECOND)
    shop.build("second")

    shop.receive("settings", {"conversion_window_changes": [{"changed_at": MAY, "window_hours": 24}]})
    third = [
        message("late", "sent", at(1, 2), at(22), user_id="L3"),
        message("new", "sent", at(5), at(22), user_id="N"),
    ]
    shop.receive("third", {"message_events": third, "campaigns": [campaign("new"), campaign("unknown")]})
    shop.build("from nothing", "--full-refresh")

    # The 18th was open at the first report, and settled at the last.
    late = [
        message("late", "sent", at(1, 3), at(23), user_id="L4"),
        message("open", "sent", at(18), at(23), user_id="O4"),
    ]
    goal = {"campaign_id": "open", "event_name": "review", "conversion_kind": "standard", "slot": 1}
    rate = {"currency": "USD", "effective_date": MAY.date(), "rate": Decimal(1300)}
    more_settings = {
        "campaign_conversion_events": [{**goal, "basis": "click", "window_hours": 24}],
        "exchange_rates": [rate],
    }
    shop.receive("fourth", {"message_events": late, **more_settings})
    shop.build("partial", selection=A_PART)
    shop.kill("killed")
    shop.stages["killed"] = shop.news()
    shop.build("after that")
    shop.build("once more")

    (shop.folder / "raw" / "message_events" / "fourth.parquet").unlink()
    shop.build("without a file")

    shop.receive("fifth", {"message_events": [message("late", "sent", at(1, 4), at(24), user_id="L5")]})
    shop.build("other days", report_timezone="UTC")
    return shop


def test_a_first_report_restates_nothing(shop: Shop) -> None:
    assert shop.stages["first"] == []


def test_each_cause_is_named(shop: Shop) -> None:
    more = {"clicks": (1, 2), "sent": (1, 2), **purchases((1, 2), (100, 150))}
    assert shop.stages["second"] == sorted(
        [
            *restated("late", 1, more, "late_event"),
            *restated("merged", 2, purchases((0, 1), (0, 200)), "identity_merged"),
            # What is known of a person comes before a touch that came with it, where the purchase was somebody else's.
            *restated("moved", 7, {"clicks": (0, 1)}, "late_event"),
            *restated("moved", 7, purchases((0, 1), (0, 150)), "identity_merged"),
            *restated("open", 19, {"sent": (1, 2)}, "window_still_open"),
            *restated("open", 20, {"sent": (0, 1)}, "window_still_open"),
            *restated("seen", 8, {"clicks": (0, 1), **purchases((0, 1), (0, 80))}, "late_event"),
            *restated("refunded", 3, {"purchase_net_amount": (300, 200)}, "refund"),
        ]
    )


def test_a_build_from_nothing_keeps_what_was_reported_and_names_the_cause(shop: Shop) -> None:
    assert shop.stages["from nothing"] == sorted(
        [
            *restated("governed", 5, purchases((1, 0), (400, 0)), "settings_change"),
            *restated("late", 1, {"sent": (2, 3)}, "late_event"),
            *restated("new", 5, {"sent": (0, 1)}, "late_event"),
            *restated("unknown", 4, {"sent": (0, 1)}, "settings_change"),
        ]
    )


def test_what_partial_and_killed_runs_left_is_reported_once(shop: Shop) -> None:
    """Once, even if the build was through with the ledger when it was killed."""
    assert shop.stages["partial"] == []
    assert shop.stages["killed"] + shop.stages["after that"] == [
        *restated("late", 1, {"sent": (3, 4)}, "late_event"),
        *restated("open", 18, {"sent": (0, 1)}, "late_event"),
    ]


def test_a_run_without_news_leaves_the_ledger_as_it_is(shop: Shop) -> None:
    assert shop.stages["once more"] == []
    [line] = [line for line in shop.messages["once more"].splitlines() if "OK" in line and "reported_figures" in line]
    assert "UNCHANGED" in line


def test_what_a_file_held_is_taken_back_with_it(shop: Shop) -> None:
    assert shop.stages["without a file"] == [
        *restated("late", 1, {"sent": (4, 3)}, "raw_data_replaced"),
        *restated("open", 18, {"sent": (1, 0)}, "raw_data_replaced"),
    ]


def test_other_days_are_another_setting(shop: Shop) -> None:
    assert shop.stages["other days"] == list(restated("late", 1, {"sent": (3, 4)}, "settings_change"))


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        # The window; two campaigns come.
        ("second", "from nothing", {("purchases", None), ("campaign", "new"), ("campaign", "unknown")}),
        # An exchange rate, and a goal of a campaign.
        ("from nothing", "after that", {("purchases", None), ("campaign", "open")}),
        ("after that", "without a file", set()),
        ("without a file", "other days", {("days", None)}),
    ],
)
def test_settings_are_known_by_what_is_changed_in_them(
    shop: Shop, before: str, after: str, changed: set[tuple[str, str | None]]
) -> None:
    old, new = shop.settings[before], shop.settings[after]
    assert {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)} == changed


def test_figures_as_reported_then_can_be_asked_for(shop: Shop) -> None:
    as_reported = """
        select campaign_id, max_by(new_value, reported_at) from marts.reported_figures
        where metric = 'sent' and reported_at <= (select min(reported_at) from marts.reported_figures)
        group by campaign_id order by campaign_id
    """
    assert shop.asked(as_reported) == [("late", 1), ("open", 1)]


def test_restatements_are_the_entries_that_are_not_the_first(shop: Shop) -> None:
    [(entries,)] = shop.asked("select count(*) from marts.restatements")
    assert entries == sum(map(len, shop.stages.values()))
