"""A new vendor's rule is new rows in the seed `rulesets`, and no new code.

The vendor gives a purchase to the last touch: an open of a push in the 24 hours before, a click in a text in the 120
hours before, or a text that was sent in the 12 hours before. So it looks at several bases of one channel, each with a
window of its own, and at no other channel.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from decimal import Decimal
from filecmp import dircmp
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest

from comparison import compare
from harness import Project
from oracle import compute_marts
from universes import Row, Tables, write_raw

RULES = """\
ruleset,conversion_kind,channel,basis,window,participates,credit,counting,is_active
new_vendor,purchase,push,open,24,all,last_touch,every_occurrence,true
new_vendor,purchase,text,click,120,all,last_touch,every_occurrence,true
new_vendor,purchase,text,send,12,all,last_touch,every_occurrence,true
"""
VARIABLES = {"reporting_ruleset": "new_vendor"}
CHANNELS = {"P": "push", "T": "text", "I": "in_app"}

START = datetime(2026, 5, 1, 8)
MICROSECOND = timedelta(microseconds=1)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


# Who, when after the start, what happened in which campaign.
MESSAGES = [
    ("ann", hours(0), "sent", "T"),
    ("ann", hours(1), "click", "T"),
    ("ann", hours(25), "open", "P"),
    ("ann", hours(26), "click", "P"),
    ("ann", hours(27), "click", "I"),
    ("ann", hours(27), "sent", "P"),
    ("bob", hours(0), "sent", "T"),
    ("cid", hours(0), "click", "T"),
    ("cid", hours(1), "sent", "T"),
]

# Who purchases, when after the start; who is credited: the campaign, the basis and the hour of its touch, its window.
PURCHASES: dict[str, tuple[str, timedelta, tuple[str, str, int, int] | None]] = {
    "the later click of the text": ("ann", hours(2), ("T", "click", 1, 120)),
    "the click, days later": ("ann", hours(25) - MICROSECOND, ("T", "click", 1, 120)),
    "the open of the push, later still": ("ann", hours(25), ("P", "open", 25, 24)),
    "neither a click nor a send of the push": ("ann", hours(30), ("P", "open", 25, 24)),
    "the open to its last microsecond": ("ann", hours(49), ("P", "open", 25, 24)),
    "the open has expired and does not block the click": ("ann", hours(49) + MICROSECOND, ("T", "click", 1, 120)),
    "the click to its last microsecond": ("ann", hours(121), ("T", "click", 1, 120)),
    "everything has expired": ("ann", hours(121) + MICROSECOND, None),
    "the send to its last microsecond": ("bob", hours(12), ("T", "send", 0, 12)),
    "the send has expired": ("bob", hours(12) + MICROSECOND, None),
    "the send is later than the click": ("cid", hours(13), ("T", "send", 1, 12)),
    "the send has expired and does not block a click": ("cid", hours(13) + MICROSECOND, ("T", "click", 0, 120)),
    "another person has no touch": ("dan", hours(2), None),
}


def shop() -> Tables:
    serial = count(1)
    tables: Tables = {
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
                "purchase_conversion_tracking": True,
                "published_at": START,
            }
            for campaign_id, channel in CHANNELS.items()
        ],
    }
    tables["message_events"] = [
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
    ]
    tables["app_events"] = [
        {
            "event_id": name,
            "event_name": "purchase",
            "occurred_at": START + after,
            "received_at": START + after,
            "user_id": user_id,
            "properties": '{"price": 100}',
        }
        for name, (user_id, after, _) in PURCHASES.items()
    ]
    return tables


class Vendor:
    """The project with the new rows, and what it made of the shop."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "project")
        # The seed as it was before it had more columns than these.
        columns = RULES.splitlines()[0].split(",")
        with self.project.rulesets.open(encoding="utf-8", newline="") as file:
            known = [{column: row[column] for column in columns} for row in csv.DictReader(file)]
        self.rulesets: list[Row] = [
            *(row for row in known if row["is_active"] == "true"),
            *csv.DictReader(RULES.splitlines()),
        ]
        self.raw = write_raw(folder / "raw", shop())
        self.database = folder / "lookback.duckdb"
        self.project.build(self.raw, self.database, variables=VARIABLES, rulesets=self.rulesets, with_tests=True)

    def rows(self, query: str) -> set[tuple[Any, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return set(connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def vendor(tmp_path_factory: pytest.TempPathFactory) -> Vendor:
    return Vendor(tmp_path_factory.mktemp("new_vendor"))


def test_only_rows_are_new(vendor: Vendor) -> None:
    original = Path(__file__).resolve().parents[2]
    for folder in ("models", "macros"):
        assert differing(dircmp(original / folder, vendor.project.folder / folder)) == []
    seeds = dircmp(original / "seeds", vendor.project.folder / "seeds")
    assert differing(seeds) == ["rulesets.csv"]


def differing(folders: dircmp[str]) -> list[str]:
    found = [*folders.left_only, *folders.right_only, *folders.diff_files, *folders.funny_files]
    return sorted(found + [name for inner in folders.subdirs.values() for name in differing(inner)])


def test_credits_are_as_the_vendors_rows_say(vendor: Vendor) -> None:
    found = vendor.rows(
        "select conversion_id, campaign_id, channel, basis, touched_at, window_hours, credit_weight, credited_amount"
        " from marts.conversion_credits where ruleset = 'new_vendor'"
    )
    assert found == {
        (name, credit[0], CHANNELS[credit[0]], credit[1], START + hours(credit[2]), credit[3], 1.0, Decimal("100.00"))
        for name, (_, _, credit) in PURCHASES.items()
        if credit
    }


def test_the_channel_marts_show_the_vendors_credits(vendor: Vendor) -> None:
    winners = [credit[0] for _, _, credit in PURCHASES.values() if credit]
    for campaign_id, channel in CHANNELS.items():
        won = winners.count(campaign_id)
        found = vendor.rows(f"select campaign_id, purchase_conversions, purchase_amount from marts.{channel}_campaigns")
        assert found == {(campaign_id, float(won), Decimal(100 * won))}


def test_results_count_the_touches_of_every_basis_of_a_channel(vendor: Vendor) -> None:
    found = vendor.rows(
        "select campaign_id, basis, window_hours, basis_touches, basis_users, conversions, converted_users"
        " from marts.conversion_event_results where ruleset = 'new_vendor'"
    )
    assert found == {("P", "open", 24, 1, 1, 3.0, 1), ("T", None, None, 5, 3, 7.0, 3)}


def test_the_trace_follows_the_vendors_rows(vendor: Vendor) -> None:
    found = vendor.rows(
        "select campaign_id, basis, window_hours, verdict, winner_campaign_id from marts.conversion_trace"
        " where conversion_id = 'the open has expired and does not block the click'"
    )
    assert found == {("P", "open", 24, "outside_window", None), ("T", "click", 120, "credited", None)}
    found = vendor.rows(
        "select campaign_id, basis, verdict, winner_campaign_id from marts.conversion_trace"
        " where conversion_id = 'the open of the push, later still'"
    )
    assert found == {("P", "open", "credited", None), ("T", "click", "lost_to_later_touch", "P")}


def test_the_oracle_agrees_cell_by_cell(vendor: Vendor) -> None:
    expected = compute_marts(vendor.raw, variables=VARIABLES, rulesets_seed=vendor.rulesets)
    assert compare(expected, vendor.database) == []
