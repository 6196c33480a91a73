"""The rules of further vendors, which are rows of the seed and not active, with credits worked out by hand.

One shop, one build under all of them. P, Q and G are push campaigns, K, T and I those of the other channels; G has
purchases as a goal, within 100 hours of the click. C01 to C11 are push campaigns too.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import duckdb
import pytest

from comparison import compare
from conftest import DbtBuild
from oracle import compute_marts, other_vendors_seed
from universes import Tables, write_raw

MANY = [f"C{number:02}" for number in range(1, 12)]
CHANNELS = {**dict.fromkeys(["P", "Q", "G", *MANY], "push"), "K": "kakaotalk", "T": "text", "I": "in_app"}
VENDORS = sorted({row["ruleset"] for row in other_vendors_seed()})
VARIABLES = {"rulesets": VENDORS, "reporting_ruleset": "braze", "trace_rulesets": VENDORS}

START = datetime(2026, 5, 1, 8)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)

# Who, how long after the start, what happened in which campaign.
MESSAGES = [
    ("ann", 0 * HOUR, "sent", "P"),
    ("bea", 0 * HOUR, "sent", "P"),
    ("bea", 1 * HOUR, "sent", "T"),
    ("cat", 0 * HOUR, "sent", "G"),
    ("dan", 0 * HOUR, "impression", "I"),
    ("eve", 0 * HOUR, "sent", "T"),
    ("eve", 1 * HOUR, "click", "T"),
    ("eve", 2 * HOUR, "open", "P"),
    ("fay", 0 * HOUR, "click", "P"),
    ("fay", 1 * HOUR, "click", "K"),
    ("gus", 0 * HOUR, "click", "P"),
    ("gus", 10 * MINUTE, "click", "I"),
    *(("hal", number * HOUR, "sent", campaign_id) for number, campaign_id in enumerate(MANY)),
]

# The purchases: by whom, when after the start, and who is credited under some of the rulesets.
PURCHASES: dict[str, tuple[str, timedelta, dict[str, set[str]]]] = {
    "first of a person": ("ann", 1 * HOUR, {"braze": {"P"}, "iterable": {"P"}, "onesignal_influenced": {"P"}}),
    "second of a person": ("ann", 2 * HOUR, {"braze": set(), "iterable": {"P"}}),
    "to the end of 24 h": ("bea", 24 * HOUR, {"braze": {"P", "T"}, "iterable": {"T"}, "klaviyo": set()}),
    "24 h after the last": ("bea", 25 * HOUR, {"iterable": {"T"}, "onesignal_influenced": {"T"}}),
    "just beyond 24 h": ("bea", 25 * HOUR + MICROSECOND, {"iterable": set(), "onesignal_influenced": set()}),
    "the window of the goal": ("cat", 100 * HOUR, {"braze": {"G"}, "iterable": {"G"}, "onesignal_influenced": set()}),
    "beyond the window of the goal": ("cat", 100 * HOUR + MICROSECOND, {"iterable": set()}),
    "an impression within 72 h": ("dan", 72 * HOUR, {"braze": {"I"}, "iterable": set(), "klaviyo": set()}),
    "the open of 24 h": ("eve", 26 * HOUR, {"klaviyo": {"P"}, "insider": {"P", "T"}}),
    "the open has expired": ("eve", 26 * HOUR + MICROSECOND, {"klaviyo": {"T"}}),
    "the click has expired": ("eve", 121 * HOUR + MICROSECOND, {"klaviyo": set()}),
    "a week after the first click": ("fay", 168 * HOUR, {"insider": {"P", "K"}, "moengage_in_session": set()}),
    "a week after the second": ("fay", 169 * HOUR, {"insider": {"K"}, "klaviyo": set()}),
    "half an hour": ("gus", 30 * MINUTE, {"moengage_in_session": {"I"}, "insider": {"P", "I"}}),
    "half an hour after the second": ("gus", 40 * MINUTE, {"moengage_in_session": {"I"}}),
    "a microsecond more": ("gus", 40 * MINUTE + MICROSECOND, {"moengage_in_session": set()}),
    "the ten latest of eleven": ("hal", 11 * HOUR, {"onesignal_influenced": {*MANY[1:]}, "iterable": {"C11"}}),
}


def shop() -> Tables:
    serial = count(1)
    return {
        "conversion_window_changes": [{"changed_at": START, "window_hours": 1}],
        "purchase_events": [
            {"event_name": "purchase", "role": "purchase", "amount_key": "price", "currency": "KRW"},
        ],
        "campaigns": [
            {
                "campaign_id": campaign_id,
                "updated_at": START,
                "campaign_name": f"Campaign {campaign_id}",
                "channel": channel,
                "message_type": "advertising",
                "status": "posting" if channel == "in_app" else "completed",
                "purchase_conversion_tracking": False,
            }
            for campaign_id, channel in CHANNELS.items()
        ],
        "campaign_conversion_events": [
            {
                "campaign_id": "G",
                "slot": 1,
                "event_name": "purchase",
                "conversion_kind": "purchase",
                "basis": "click",
                "window_hours": 100,
            }
        ],
        "message_events": [
            {
                "event_id": f"{next(serial):03}",
                "event_type": event_type,
                "channel": CHANNELS[campaign_id],
                "occurred_at": START + after,
                "received_at": START + after,
                "campaign_id": campaign_id,
                "user_id": user_id,
            }
            for user_id, after, event_type, campaign_id in MESSAGES
        ],
        "app_events": [
            {
                "event_id": name,
                "event_name": "purchase",
                "occurred_at": START + after,
                "received_at": START + after,
                "user_id": user_id,
                "properties": '{"price": 100}',
            }
            for name, (user_id, after, _) in PURCHASES.items()
        ],
    }


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_raw(tmp_path_factory.mktemp("other_vendors"), shop())


@pytest.fixture(scope="module")
def database(raw: Path, dbt_build: DbtBuild) -> Path:
    database = raw.parent / "lookback.duckdb"
    built = dbt_build(raw, database, VARIABLES)
    assert built.returncode == 0, built.stdout
    return database


@pytest.mark.parametrize("ruleset", VENDORS)
def test_credits_are_those_of_the_vendor(database: Path, ruleset: str) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        credits = connection.execute(
            "select conversion_id, campaign_id from marts.conversion_credits where ruleset = ?", [ruleset]
        ).fetchall()
    found: dict[str, set[str]] = {name: set() for name in PURCHASES}
    for conversion_id, campaign_id in credits:
        found[conversion_id].add(campaign_id)
    expected = {name: credited[ruleset] for name, (_, _, credited) in PURCHASES.items() if ruleset in credited}
    assert expected
    assert {name: found[name] for name in expected} == expected


def test_the_trace_says_who_was_beyond_the_latest(database: Path) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        beyond = connection.execute(
            "select conversion_id, campaign_id, ruleset from marts.conversion_trace"
            " where verdict = 'beyond_max_touches'"
        ).fetchall()
    assert beyond == [("the ten latest of eleven", "C01", "onesignal_influenced")]


def test_the_oracle_agrees_cell_by_cell(raw: Path, database: Path) -> None:
    assert compare(compute_marts(raw, variables=VARIABLES), database) == []
