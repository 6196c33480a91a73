"""The worked example of the documentation, built by the real project: one person, four campaigns, five purchases.

The global window is 24 hours and is changed to 72 hours on 10 May at 09:00, which takes effect at 09:10. Purchases are
tracked for the campaigns P (push), K (KakaoTalk) and I (in the app), and not for X (text).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from conftest import DbtBuild
from universes import Row, Tables, write_raw

CHANNELS = {"P": "push", "K": "kakaotalk", "I": "in_app", "X": "text"}
CLICKS = {"K": datetime(2026, 5, 9, 8), "I": datetime(2026, 5, 10, 9, 11), "X": datetime(2026, 5, 10, 9, 12)}
PURCHASES = {
    "before the change": (datetime(2026, 5, 10, 9, 5), 10_000),
    "at the change": (datetime(2026, 5, 10, 9, 10), 20_000),
    "after three clicks": (datetime(2026, 5, 10, 9, 13), 5_000),
    "72 hours after I": (datetime(2026, 5, 13, 9, 11), 1_000),
    "a microsecond later": (datetime(2026, 5, 13, 9, 11, 0, 1), 1_000),
}


def event(event_id: str, occurred_at: datetime, **columns: Any) -> Row:
    return {"event_id": event_id, "occurred_at": occurred_at, "received_at": occurred_at, "user_id": "A", **columns}


def worked_example() -> Tables:
    return {
        "conversion_window_changes": [
            {"changed_at": datetime(2026, 5, 1), "window_hours": 24},
            {"changed_at": datetime(2026, 5, 10, 9), "window_hours": 72},
        ],
        "purchase_events": [
            {"event_name": "purchase", "role": "purchase", "amount_key": "price", "currency": "KRW"},
        ],
        "campaigns": [
            {
                "campaign_id": campaign_id,
                "updated_at": datetime(2026, 5, 1),
                "campaign_name": f"Campaign {campaign_id}",
                "channel": channel,
                "message_type": "advertising",
                "status": "posting" if channel == "in_app" else "completed",
                "purchase_conversion_tracking": campaign_id != "X",
                "published_at": datetime(2026, 5, 1),
            }
            for campaign_id, channel in CHANNELS.items()
        ],
        "message_events": [
            event(f"click {name}", moment, event_type="click", channel=CHANNELS[name], campaign_id=name)
            for name, moment in CLICKS.items()
        ],
        "app_events": [
            event(name, moment, event_name="purchase", properties=f'{{"price": {price}}}')
            for name, (moment, price) in PURCHASES.items()
        ],
    }


@pytest.fixture(scope="module")
def marts(dbt_build: DbtBuild, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("worked_example")
    built = dbt_build(write_raw(folder / "raw", worked_example()), folder / "lookback.duckdb")
    assert built.returncode == 0, built.stdout
    with duckdb.connect(str(folder / "lookback.duckdb"), read_only=True) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, columns: str, relation: str) -> set[tuple[Any, ...]]:
    found = connection.execute(f"select {columns} from {relation}").fetchall()
    assert len(set(found)) == len(found)
    return set(found)


def test_each_purchase_goes_to_the_last_click_whose_window_is_open(marts: duckdb.DuckDBPyConnection) -> None:
    columns = "conversion_id, campaign_id, channel, basis, touch_id, window_hours, credit_weight, credited_amount"
    assert rows(marts, columns, "marts.conversion_credits where ruleset = 'dfinery'") == {
        ("at the change", "K", "kakaotalk", "click", "click K", 72, 1.0, Decimal("20000.00")),
        ("after three clicks", "I", "in_app", "click", "click I", 72, 1.0, Decimal("5000.00")),
        ("72 hours after I", "I", "in_app", "click", "click I", 72, 1.0, Decimal("1000.00")),
    }


def test_the_trace_says_why_the_others_did_not_get_it(marts: duckdb.DuckDBPyConnection) -> None:
    columns = "conversion_id, campaign_id, touch_id, window_hours, verdict, winner_campaign_id"
    assert rows(marts, columns, "marts.conversion_trace") == {
        ("before the change", "K", "click K", 24, "outside_window", None),
        ("at the change", "K", "click K", 72, "credited", None),
        ("after three clicks", "K", "click K", 72, "lost_to_later_touch", "I"),
        ("after three clicks", "I", "click I", 72, "credited", None),
        ("after three clicks", "X", "click X", 72, "not_participating", None),
        ("72 hours after I", "K", "click K", 72, "outside_window", None),
        ("72 hours after I", "I", "click I", 72, "credited", None),
        ("72 hours after I", "X", "click X", 72, "not_participating", None),
        ("a microsecond later", "K", "click K", 72, "outside_window", None),
        ("a microsecond later", "I", "click I", 72, "outside_window", None),
        ("a microsecond later", "X", "click X", 72, "not_participating", None),
    }


def test_the_trace_counts_hours_to_the_microsecond(marts: duckdb.DuckDBPyConnection) -> None:
    traced = "marts.conversion_trace where (conversion_id, campaign_id) in (('before the change', 'K'), "
    traced += "('72 hours after I', 'I'), ('a microsecond later', 'I'))"
    hours = dict(rows(marts, "conversion_id, hours_since_touch", traced))
    assert hours["before the change"] == pytest.approx(25 + 5 / 60)
    assert hours["72 hours after I"] == 72.0
    assert hours["a microsecond later"] > 72.0


def test_each_campaign_shows_its_own_purchases(marts: duckdb.DuckDBPyConnection) -> None:
    found = {
        row
        for channel in CHANNELS.values()
        for row in rows(marts, "campaign_id, purchase_conversions, purchase_amount", f"marts.{channel}_campaigns")
    }
    assert found == {
        ("P", 0.0, Decimal("0.00")),
        ("K", 1.0, Decimal("20000.00")),
        ("I", 2.0, Decimal("6000.00")),
        ("X", None, None),
    }


def test_each_day_shows_its_own_clicks_purchases_and_window(marts: duckdb.DuckDBPyConnection) -> None:
    columns = "report_date, clicks, purchase_conversions, purchase_amount, conversion_window_hours, "
    columns += "is_settings_breakpoint"
    found = {
        (campaign_id, *row)
        for campaign_id, channel in CHANNELS.items()
        for row in rows(marts, columns, f"marts.{channel}_daily")
    }
    assert found == {
        ("P", date(2026, 5, 10), 0, 0.0, Decimal("0.00"), 72, True),
        ("K", date(2026, 5, 9), 1, 0.0, Decimal("0.00"), 24, False),
        ("K", date(2026, 5, 10), 0, 1.0, Decimal("20000.00"), 72, True),
        ("I", date(2026, 5, 10), 1, 1.0, Decimal("5000.00"), 72, True),
        ("I", date(2026, 5, 13), 0, 1.0, Decimal("1000.00"), 72, False),
        ("X", date(2026, 5, 10), 1, None, None, 72, False),
    }


def test_the_change_of_the_window_is_a_breakpoint_of_the_tracked_campaigns(marts: duckdb.DuckDBPyConnection) -> None:
    columns = "campaign_id, effective_at, report_date, setting, old_value, new_value"
    change = (datetime(2026, 5, 10, 9, 10), date(2026, 5, 10), "conversion_window_hours", "24", "72")
    assert rows(marts, columns, "marts.settings_breakpoints") == {("P", *change), ("K", *change), ("I", *change)}


def test_every_purchase_is_a_conversion_credited_or_not(marts: duckdb.DuckDBPyConnection) -> None:
    assert rows(marts, "conversion_id, user_key, converted_at, amount, currency", "marts.conversions") == {
        (name, "u:A", moment, Decimal(price), "KRW") for name, (moment, price) in PURCHASES.items()
    }
