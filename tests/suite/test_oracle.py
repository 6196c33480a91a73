"""The oracle itself: the specification's worked example, and small cases worked out by hand.

The oracle judges the models, so somebody has to judge the oracle. Every number here was computed on paper.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import duckdb
import pytest

from comparison import COLUMNS, KEYS, allowed_types, compare
from dbt_processes import PROJECT
from oracle import compute_marts, compute_marts_of, default_rulesets_seed
from universes import OPTIONAL_TABLES, generate_universe, merge_universes, random_rulesets, write_raw

Row = dict[str, Any]

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
NOON = datetime(2024, 5, 10, 12)

PURCHASE = {
    "event_name": "purchase",
    "role": "purchase",
    "amount_key": "price",
    "quantity_key": "qty",
    "order_id_key": "order.id",
    "currency_key": "cur",
    "currency": "KRW",
}
GIFT = {
    "event_name": "gift",
    "role": "purchase",
    "amount_key": "value",
    "order_id_key": "order",
    "currency": "KRW",
}
REFUND = {**GIFT, "event_name": "refund", "role": "refund"}


class Folder:
    """A raw folder in the making."""

    def __init__(self, window_hours: int = 24) -> None:
        self.serial = count(1)
        self.tables: dict[str, list[Row]] = {
            "message_events": [],
            "app_events": [],
            "campaigns": [],
            "campaign_conversion_events": [],
            "purchase_events": [PURCHASE, GIFT, REFUND],
            "conversion_window_changes": [{"changed_at": datetime(2024, 5, 1), "window_hours": window_hours}],
            "unit_costs": [],
            "exchange_rates": [],
        }

    def add(self, table: str, **row: Any) -> None:
        self.tables[table].append(row)

    def campaign(self, campaign_id: str, channel: str, *, tracking: bool = True, **columns: Any) -> None:
        usual = {
            "campaign_name": campaign_id,
            "message_type": "advertising",
            "status": "posting" if channel == "in_app" else "completed",
            "updated_at": datetime(2024, 5, 1),
            "published_at": datetime(2024, 5, 1),
        }
        row = {"campaign_id": campaign_id, "channel": channel, "purchase_conversion_tracking": tracking}
        self.add("campaigns", **{**usual, **row, **columns})

    def goal(self, campaign_id: str, event_name: str, basis: str, window_hours: int) -> None:
        kind = "purchase" if event_name in ("purchase", "gift") else "standard"
        self.add(
            "campaign_conversion_events",
            campaign_id=campaign_id,
            slot=next(self.serial),
            event_name=event_name,
            conversion_kind=kind,
            basis=basis,
            window_hours=window_hours,
        )

    def message(self, campaign_id: str, event_type: str, at: datetime, /, **columns: Any) -> None:
        channel = next(c["channel"] for c in self.tables["campaigns"] if c["campaign_id"] == campaign_id)
        row = {"campaign_id": campaign_id, "event_type": event_type, "channel": channel}
        self.add("message_events", **{**self.event(at), **row, **columns})

    def app(self, event_name: str, at: datetime, **columns: Any) -> None:
        self.add("app_events", **{**self.event(at), "event_name": event_name, **columns})

    def gift(self, at: datetime, value: Any = 100, **columns: Any) -> None:
        self.app("gift", at, **{"properties": f'{{"value": {value}}}', **columns})

    def event(self, at: datetime) -> Row:
        event_id = f"e{next(self.serial):03}"
        return {"event_id": event_id, "occurred_at": at, "received_at": at, "user_id": "A"}

    def marts(self, seed: Iterable[Row] | None = None, **variables: Any) -> dict[str, list[Row]]:
        return compute_marts_of(self.tables, variables=variables, rulesets_seed=seed)


def only(rows: Iterable[Row], **values: Any) -> Row:
    """The one row with these values."""
    found = [row for row in rows if all(row[column] == value for column, value in values.items())]
    assert len(found) == 1, f"{len(found)} rows with {values}"
    return found[0]


def picked(rows: Iterable[Row], *columns: str) -> set[tuple[Any, ...]]:
    rows = list(rows)
    values = {tuple(row[column] for column in columns) for row in rows}
    assert len(values) == len(rows)
    return values


def rule(channel: str, basis: str, window: str = "24", credit: str = "every_touch", **values: Any) -> Row:
    """One row of the seed `rulesets`, of the ruleset `mine`."""
    return {
        "ruleset": "mine",
        "conversion_kind": "purchase",
        "channel": channel,
        "basis": basis,
        "window": window,
        "participates": "all",
        "credit": credit,
        "counting": "every_occurrence",
        "is_active": "true",
        **values,
    }


MINE = {"reporting_ruleset": "mine", "rulesets": ["mine"]}


# ------------------------------------------------------------------------------
# The worked example
# ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worked_example() -> dict[str, list[Row]]:
    folder = Folder(window_hours=24)
    folder.add("conversion_window_changes", changed_at=datetime(2024, 5, 10, 9), window_hours=72)
    folder.campaign("P", "push")
    folder.campaign("K", "kakaotalk")
    folder.campaign("I", "in_app")
    folder.campaign("X", "text", tracking=False)
    folder.message("K", "click", datetime(2024, 5, 9, 8), event_id="click K")
    folder.message("I", "click", datetime(2024, 5, 10, 9, 11), event_id="click I")
    folder.message("X", "click", datetime(2024, 5, 10, 9, 12), event_id="click X")
    for event_id, at, amount in (
        ("1", datetime(2024, 5, 10, 9, 5), 10_000),
        ("2", datetime(2024, 5, 10, 9, 10), 20_000),
        ("3", datetime(2024, 5, 10, 9, 13), 5_000),
        ("4", datetime(2024, 5, 13, 9, 11), 1_000),
        ("5", datetime(2024, 5, 13, 9, 11, 0, 1), 1_000),
    ):
        folder.gift(at, amount, event_id=event_id)
    return folder.marts()


def test_worked_example_credits(worked_example: dict[str, list[Row]]) -> None:
    credits = [row for row in worked_example["marts.conversion_credits"] if row["ruleset"] == "dfinery"]
    assert picked(credits, "conversion_id", "campaign_id", "touch_id", "window_hours", "credited_amount") == {
        ("2", "K", "click K", 72, Decimal("20000.00")),
        ("3", "I", "click I", 72, Decimal("5000.00")),
        ("4", "I", "click I", 72, Decimal("1000.00")),
    }


def test_worked_example_trace(worked_example: dict[str, list[Row]]) -> None:
    columns = ("conversion_id", "campaign_id", "verdict", "winner_campaign_id", "window_hours")
    assert picked(worked_example["marts.conversion_trace"], *columns) == {
        ("1", "K", "outside_window", None, 24),
        ("2", "K", "credited", None, 72),
        ("3", "K", "lost_to_later_touch", "I", 72),
        ("3", "I", "credited", None, 72),
        ("3", "X", "not_participating", None, 72),
        ("4", "K", "outside_window", None, 72),
        ("4", "I", "credited", None, 72),
        ("4", "X", "not_participating", None, 72),
        ("5", "K", "outside_window", None, 72),
        ("5", "I", "outside_window", None, 72),
        ("5", "X", "not_participating", None, 72),
    }


def test_worked_example_marts(worked_example: dict[str, list[Row]]) -> None:
    found = {
        row["campaign_id"]: (row["purchase_conversions"], row["purchase_amount"])
        for channel in ("push", "kakaotalk", "in_app", "text")
        for row in worked_example[f"marts.{channel}_campaigns"]
    }
    assert found == {
        "P": (0.0, Decimal("0.00")),
        "K": (1.0, Decimal("20000.00")),
        "I": (2.0, Decimal("6000.00")),
        "X": (None, None),
    }


# ------------------------------------------------------------------------------
# Person
# ------------------------------------------------------------------------------


def user_key_of(folder: Folder, at: datetime) -> str:
    folder.gift(at, device_id="D", user_id=None, event_id="asked")
    return only(folder.marts()["marts.conversions"], conversion_id="asked")["user_key"]


def on_device(user_id: str) -> Row:
    return {"device_id": "D", "user_id": user_id}


def test_the_latest_assertion_holds() -> None:
    folder = Folder()
    folder.app("login", NOON - 2 * HOUR, **on_device("A"))
    folder.app("login", NOON - HOUR, **on_device("B"))
    folder.app("login", NOON + HOUR, **on_device("C"))
    assert user_key_of(folder, NOON) == "u:B"


def test_of_assertions_at_one_instant_the_greatest_user_holds() -> None:
    folder = Folder()
    for user_id in ("B", "a", "Z"):
        folder.app("login", NOON, **on_device(user_id))
    assert user_key_of(folder, NOON) == "u:a"


def test_the_first_log_in_claims_what_was_before() -> None:
    folder = Folder()
    folder.app("login", NOON + HOUR, **on_device("B"))
    folder.app("login", NOON + 2 * HOUR, **on_device("C"))
    assert user_key_of(folder, NOON) == "u:B"


def test_a_reset_in_between_parts_the_device_from_its_user() -> None:
    folder = Folder()
    folder.app("login", NOON - 2 * HOUR, **on_device("A"))
    folder.app("reset_identity", NOON, device_id="D", user_id=None)
    assert user_key_of(folder, NOON) == "d:D"


def test_after_a_reset_the_next_user_is_looked_for() -> None:
    folder = Folder()
    folder.app("login", NOON - 2 * HOUR, **on_device("A"))
    folder.app("reset_identity", NOON - HOUR, device_id="D", user_id=None)
    folder.app("login", NOON + HOUR, **on_device("B"))
    assert user_key_of(folder, NOON) == "u:B"


def test_a_reset_at_the_instant_of_an_assertion_comes_before_it() -> None:
    folder = Folder()
    folder.app("reset_identity", NOON, **on_device("B"))
    assert user_key_of(folder, NOON + HOUR) == "u:B"
    folder.tables["app_events"].pop()
    assert user_key_of(folder, NOON - HOUR) == "d:D"


def test_rejected_and_test_rows_assert_nothing() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.message("P", "click", NOON, **on_device("A"), trigger_type="test")
    folder.message("P", "click", NOON, **on_device("B"), campaign_id="nobody")
    assert user_key_of(folder, NOON) == "d:D"


# ------------------------------------------------------------------------------
# Bad input
# ------------------------------------------------------------------------------


def test_the_first_reason_in_order_is_given() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    bad = {"event_type": "SENT", "channel": "Push", "user_id": "", "campaign_id": "nobody"}
    folder.message("P", "sent", NOON, **bad, event_id="type")
    folder.message("P", "sent", NOON, **{**bad, "event_type": "sent"}, event_id="channel")
    folder.message("P", "sent", NOON, user_id="", device_id="", campaign_id="nobody", event_id="identity")
    folder.message("P", "sent", NOON, campaign_id="", event_id="campaign")
    folder.message("P", "sent", NOON, received_at=NOON - 24 * HOUR - MICROSECOND, event_id="late")
    folder.message("P", "sent", NOON, received_at=NOON - 24 * HOUR, event_id="fine")
    folder.message("P", "sent", NOON, **bad, received_at=None, event_id="")
    rejected = folder.marts()["quality.rejected_message_events"]
    assert picked(rejected, "event_id", "rejection_reason") == {
        ("type", "unknown_event_type"),
        ("channel", "unknown_channel"),
        ("identity", "missing_identity"),
        ("campaign", "unknown_campaign"),
        ("late", "occurred_after_received"),
        (None, "missing_event_id"),
    }


def test_of_redelivered_rows_that_pass_the_earliest_received_is_kept() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    later = {"event_id": "once", "received_at": NOON + 2 * HOUR}
    folder.message("P", "sent", NOON, event_id="once", received_at=NOON, channel="nowhere")
    folder.message("P", "click", NOON, event_id="once", received_at=NOON + HOUR)
    folder.message("P", "sent", NOON, **later)
    folder.message("P", "sent", NOON, **later, trigger_type="test")
    marts = folder.marts()
    assert only(marts["quality.event_reconciliation"], table_name="message_events") == {
        "table_name": "message_events",
        "raw_rows": 4,
        "accepted_rows": 1,
        "duplicate_rows": 2,
        "test_rows": 0,
        "rejected_rows": 1,
    }
    assert only(marts["marts.push_campaigns"], campaign_id="P")["clicks"] == 1


def test_nulls_come_last_among_redelivered_rows() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    for platform in ("", "web", "ios"):
        folder.message("P", "click", NOON, event_id="once", platform=platform)
    assert only(folder.marts()["marts.push_campaigns"])["clicks_ios"] == 1


@pytest.mark.parametrize(
    ("properties", "amount"),
    [
        ('{"price": 1.005, "qty": 1}', "1.01"),
        ('{"price": 2.675, "qty": 3.0}', "8.03"),
        ('{"price": "0.005", "qty": "1"}', "0.01"),
        ('{"price": 1E+3, "qty": 1}', "1000.00"),
        ('{"price": "00012.5", "qty": 2}', "25.00"),
        ('{"price": -0.0, "qty": "-0"}', "0.00"),
        ('{"price": 9007199254740993, "qty": 1}', "9007199254740993.00"),
        ('{"price": "9999999999999999.994", "qty": 1}', "9999999999999999.99"),
        ('{"price": 3, "qty": 1, "cur": 5}', "3.00"),
        ('{"price": 3, "qty": 1, "cur": ""}', "3.00"),
        ('{"price": 3.335, "qty": 1, "cur": "USD"}', "4509.00"),
        ('{"price": "9999999999999999.995", "qty": 1}', "invalid_amount"),
        ('{"price": 1e16, "qty": 0}', "invalid_amount"),
        ('{"price": 9e15, "qty": 2}', "invalid_amount"),
        ('{"price": 9e13, "qty": 1, "cur": "USD"}', "invalid_amount"),
        ('{"price": 1e400, "qty": 1}', "invalid_amount"),
        ('{"price": -5, "qty": -1}', "invalid_amount"),
        ('{"price": -1, "qty": 1, "cur": "EUR"}', "invalid_amount"),
        ('{"price": " 1", "qty": 1}', "invalid_amount"),
        ('{"price": "1\\n", "qty": 1}', "invalid_amount"),
        ('{"price": "1e3", "qty": 1}', "invalid_amount"),
        ('{"price": ".5", "qty": 1}', "invalid_amount"),
        ('{"price": "٣", "qty": 1}', "invalid_amount"),
        ('{"price": true, "qty": 1}', "invalid_amount"),
        ('{"price": [1], "qty": 1}', "invalid_amount"),
        ('{"price": 1}', "invalid_amount"),
        ("{}", "invalid_amount"),
        ("", "invalid_amount"),
        ('{"price": 1, "qty": 1, "cur": "usd"}', "unknown_currency"),
        ('{"price": 1, "qty": 1, "cur": "JPY"}', "unknown_currency"),
        ('{"price": 1, "qty": 1} {}', "malformed_properties"),
        ("[]", "malformed_properties"),
        (" ", "malformed_properties"),
    ],
)
def test_figures(properties: str, amount: str) -> None:
    folder = Folder()
    folder.add("exchange_rates", currency="USD", effective_date=date(2024, 5, 10), rate=Decimal("1350"))
    folder.add("exchange_rates", currency="JPY", effective_date=date(2024, 5, 11), rate=Decimal("9"))
    folder.add("exchange_rates", currency="KRW", effective_date=date(2024, 5, 1), rate=Decimal("2"))
    folder.app("purchase", NOON, properties=properties)
    marts = folder.marts()
    found = [str(row["amount"]) for row in marts["marts.conversions"]]
    found += [row["rejection_reason"] for row in marts["quality.rejected_app_events"]]
    assert found == [amount]


@pytest.mark.parametrize(
    ("order", "order_id"),
    [
        ('"order": {"id": "o"}', "o"),
        ('"order": {"id": 7}', "7"),
        ('"order": {"id": 2.50}', "2.5"),
        ('"order": {"id": 12345678901234567890123}', "12345678901234567890123"),
        ('"order": {"id": ""}', None),
        ('"order": {"id": true}', None),
        ('"order": {"id": ["o"]}', None),
        ('"order": "o"', None),
        ('"order": {"id": "o"}, "order.id": "top"', "top"),
        ('"order": {"id": "o"}, "order.id": null', None),
    ],
)
def test_order_ids(order: str, order_id: str | None) -> None:
    folder = Folder()
    folder.app("purchase", NOON, properties=f'{{"price": 1, "qty": 1, {order}}}')
    assert only(folder.marts()["marts.conversions"])["order_id"] == order_id


# ------------------------------------------------------------------------------
# Windows and candidates
# ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elapsed", "is_credited"),
    [
        (-MICROSECOND, False),
        (timedelta(0), True),
        (24 * HOUR, True),
        (24 * HOUR + MICROSECOND, False),
    ],
)
def test_both_ends_of_a_window_are_included(elapsed: timedelta, is_credited: bool) -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.message("P", "sent", NOON)
    folder.gift(NOON + elapsed)
    credits = folder.marts()["marts.conversion_credits"]
    assert [row["ruleset"] for row in credits] == ["growth_action"] * is_credited


def test_the_earliest_window_holds_for_all_time_before() -> None:
    folder = Folder(window_hours=2)
    folder.campaign("P", "push")
    folder.message("P", "open", datetime(2024, 4, 1, 10))
    folder.gift(datetime(2024, 4, 1, 12))
    row = only(folder.marts()["marts.conversion_credits"], ruleset="dfinery")
    assert (row["basis"], row["window_hours"]) == ("click", 2)


def test_a_later_touch_that_is_closed_does_not_block_an_earlier_one_that_is_open() -> None:
    folder = Folder()
    folder.campaign("long", "text")
    folder.campaign("short", "kakaotalk")
    folder.goal("long", "gift", "send", 48)
    folder.goal("short", "gift", "send", 1)
    folder.message("long", "sent", NOON - 24 * HOUR)
    folder.message("short", "sent", NOON - 2 * HOUR)
    folder.gift(NOON)
    seed = [rule(channel, "goal", "goal", "last_touch") for channel in ("text", "kakaotalk")]
    marts = folder.marts(seed, **MINE)
    assert picked(marts["marts.conversion_trace"], "campaign_id", "verdict") == {
        ("long", "credited"),
        ("short", "outside_window"),
    }


def test_at_one_instant_the_byte_wise_greatest_touch_is_last() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.campaign("Q", "push")
    folder.message("P", "click", NOON, event_id="\U0001f6d2")
    folder.message("Q", "click", NOON, event_id="\uff21")
    folder.gift(NOON)
    assert only(folder.marts()["marts.conversion_credits"], ruleset="dfinery")["campaign_id"] == "P"


def test_of_the_bases_open_and_click_the_open_one_counts_and_of_both_open() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.message("P", "open", NOON)
    folder.gift(NOON + HOUR, event_id="soon")
    folder.gift(NOON + 5 * HOUR, event_id="later")
    marts = folder.marts([rule("push", "open", "2"), rule("push", "click", "9")], **MINE)
    assert picked(marts["marts.conversion_credits"], "conversion_id", "basis", "window_hours") == {
        ("soon", "open", 2),
        ("later", "click", 9),
    }


def test_a_fallback_message_follows_the_rules_of_the_channel_it_happened_on() -> None:
    folder = Folder()
    folder.campaign("K", "kakaotalk")
    folder.message("K", "sent", NOON, channel="text", message_format="SMS")
    folder.gift(NOON + HOUR)
    folder.add(
        "unit_costs", campaign_id="K", message_format="", unit_cost=Decimal("9.995"), currency="KRW",
        effective_from=NOON + HOUR,
    )  # fmt: skip
    marts = folder.marts([rule("text", "send")], **MINE)
    fallback, own = marts["marts.text_campaigns"][0], marts["marts.kakaotalk_campaigns"][0]
    columns = ("sent", "purchase_conversions", "send_cost", "roas")
    assert [fallback[column] for column in columns] == [1, 1.0, Decimal("10.00"), 10.0]
    assert [own[column] for column in columns] == [0, 0.0, Decimal("0.00"), None]


# ------------------------------------------------------------------------------
# Credit, counting and money
# ------------------------------------------------------------------------------


Touches = list[tuple[str, timedelta]]


def credited(credit: str, touches: Touches, amount: str) -> dict[str, tuple[float, Decimal]]:
    """Weight and amount by campaign, of a purchase at noon that was touched so long before."""
    folder = Folder()
    for campaign_id, age in touches:
        folder.campaign(campaign_id, "text")
        folder.message(campaign_id, "sent", NOON - age, event_id=campaign_id)
    folder.gift(NOON, amount)
    credits = folder.marts([rule("text", "send", "1000", credit)], **MINE)["marts.conversion_credits"]
    return {row["campaign_id"]: (row["credit_weight"], row["credited_amount"]) for row in credits}


WEEK = 7 * 24 * HOUR
FOUR_TOUCHES = [("a", WEEK), ("b", WEEK / 2), ("c", HOUR), ("d", timedelta(0))]


@pytest.mark.parametrize(
    ("credit", "touches", "amount", "expected"),
    [
        ("last_touch", FOUR_TOUCHES, "1.00", {"d": (1, "1.00")}),
        ("first_touch", FOUR_TOUCHES, "1.00", {"a": (1, "1.00")}),
        ("every_touch", FOUR_TOUCHES[2:], "1.00", {"c": (1, "1.00"), "d": (1, "1.00")}),
        (
            "linear",
            FOUR_TOUCHES[:3],
            "100.00",
            {"a": (1 / 3, "33.33"), "b": (1 / 3, "33.33"), "c": (1 / 3, "33.34")},
        ),
        ("position_based", FOUR_TOUCHES[:1], "9.99", {"a": (1, "9.99")}),
        ("position_based", FOUR_TOUCHES[:2], "9.99", {"a": (0.5, "5.00"), "b": (0.5, "4.99")}),
        (
            "position_based",
            FOUR_TOUCHES,
            "0.99",
            {"a": (0.4, "0.40"), "b": (0.1, "0.10"), "c": (0.1, "0.10"), "d": (0.4, "0.39")},
        ),
        (
            "time_decay",
            [FOUR_TOUCHES[0], FOUR_TOUCHES[3]],
            "100.00",
            {"a": (1 / 3, "33.33"), "d": (2 / 3, "66.67")},
        ),
        ("time_decay", [("a", 2 * WEEK)], "5.00", {"a": (1, "5.00")}),
    ],
)
def test_credit(credit: str, touches: Touches, amount: str, expected: dict[str, Any]) -> None:
    found = credited(credit, touches, amount)
    assert {campaign_id: amount for campaign_id, (_, amount) in found.items()} == {
        campaign_id: Decimal(amount) for campaign_id, (_, amount) in expected.items()
    }
    for campaign_id, (weight, _) in expected.items():
        assert found[campaign_id][0] == pytest.approx(weight, abs=1e-12)


def test_what_rounding_leaves_may_be_less_than_nothing() -> None:
    """Four shares of 0.02 are 0.005 each: three are rounded up to 0.01."""
    shares = credited("linear", FOUR_TOUCHES, "0.02")
    assert [str(shares[campaign_id][1]) for campaign_id in "abcd"] == ["0.01", "0.01", "0.01", "-0.01"]


def test_under_first_touch_one_loses_to_an_earlier_touch() -> None:
    folder = Folder()
    for campaign_id, event_id in (("P", "1"), ("Q", "0"), ("R", "2")):
        folder.campaign(campaign_id, "push")
        folder.message(campaign_id, "sent", NOON, event_id=event_id)
    folder.gift(NOON + HOUR)
    trace = folder.marts([rule("push", "send", credit="first_touch")], **MINE)["marts.conversion_trace"]
    assert picked(trace, "campaign_id", "verdict", "winner_campaign_id") == {
        ("P", "lost_to_earlier_touch", "Q"),
        ("Q", "credited", None),
        ("R", "lost_to_earlier_touch", "Q"),
    }


def test_flarelane_counts_a_user_once() -> None:
    """One message to five devices of one user, one conversion: 5 sends, 1 conversion, 100 %."""
    folder = Folder()
    folder.campaign("P", "push", tracking=False)
    folder.goal("P", "gift", "send", 24)
    for device in range(5):
        folder.message("P", "sent", NOON, device_id=f"D{device}")
    folder.gift(NOON + HOUR, 300, event_id="first")
    folder.gift(NOON + 2 * HOUR, 500, event_id="second")
    marts = folder.marts(trace_rulesets=["flarelane"])
    row = only(marts["marts.conversion_event_results"], ruleset="flarelane")
    assert (row["sent"], row["basis_users"], row["conversions"], row["conversion_rate"]) == (5, 1, 1.0, 1.0)
    assert (row["basis"], row["window_hours"], row["purchase_amount"]) == ("send", 24, Decimal("300.00"))
    assert picked(marts["marts.conversion_trace"], "conversion_id", "verdict") == {
        ("first", "credited"),
        ("second", "already_counted"),
    }


def test_refunds_go_to_the_earliest_purchase_of_their_order() -> None:
    folder = Folder()
    folder.gift(NOON, properties='{"value": 100, "order": "o"}', event_id="second")
    folder.gift(NOON - HOUR, properties='{"value": 10, "order": "o"}', event_id="first")
    folder.gift(NOON - HOUR, properties='{"value": 10}', event_id="no order")
    folder.app("refund", NOON - 9 * HOUR, properties='{"value": 7, "order": "o"}', user_id="B")
    folder.app("refund", NOON + 9 * HOUR, properties='{"value": 4.5, "order": "o"}')
    folder.app("refund", NOON, properties='{"value": 1, "order": ""}')
    found = picked(folder.marts()["marts.conversions"], "conversion_id", "refunded_amount", "net_amount")
    assert found == {
        ("first", Decimal("11.50"), Decimal("0.00")),
        ("second", Decimal("0.00"), Decimal("100.00")),
        ("no order", Decimal("0.00"), Decimal("10.00")),
    }


@pytest.mark.parametrize(("nudge", "is_final"), [(timedelta(0), True), (-MICROSECOND, False)])
def test_is_final(nudge: timedelta, is_final: bool) -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.message("P", "sent", NOON)
    folder.gift(NOON)
    folder.app("login", NOON, received_at=NOON + 72 * HOUR + nudge)
    folder.message("P", "sent", NOON, received_at=NOON + 99 * HOUR, trigger_type="test")
    assert only(folder.marts()["marts.conversion_credits"])["is_final"] is is_final


# ------------------------------------------------------------------------------
# Trace
# ------------------------------------------------------------------------------


def test_without_a_goal_every_allowed_basis_is_traced() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.campaign("K", "kakaotalk")
    folder.message("P", "open", NOON - HOUR, event_id="open")
    folder.message("P", "sent", NOON - 2 * HOUR)
    folder.message("K", "click", NOON - HOUR)
    folder.gift(NOON)
    row = only(folder.marts(trace_rulesets=["flarelane"])["marts.conversion_trace"])
    assert (row["campaign_id"], row["touch_id"], row["basis"]) == ("P", "open", "click")
    assert (row["verdict"], row["window_hours"], row["hours_since_touch"]) == ("not_participating", None, 1.0)


def test_the_horizon_is_included_and_a_credit_is_traced_beyond_it() -> None:
    folder = Folder(window_hours=200)
    folder.campaign("P", "push")
    folder.campaign("off", "push", tracking=False)
    folder.campaign("beyond", "push", tracking=False)
    folder.message("P", "click", NOON - 101 * HOUR)
    folder.message("off", "click", NOON - 100 * HOUR)
    folder.message("beyond", "click", NOON - 100 * HOUR - MICROSECOND)
    folder.gift(NOON)
    trace = folder.marts(trace_horizon_hours=100)["marts.conversion_trace"]
    assert picked(trace, "campaign_id", "verdict") == {("P", "credited"), ("off", "not_participating")}


# ------------------------------------------------------------------------------
# Marts
# ------------------------------------------------------------------------------


def test_days_are_those_of_the_report_time_zone() -> None:
    folder = Folder()
    folder.add("conversion_window_changes", changed_at=datetime(2024, 5, 10, 14, 50), window_hours=72)
    folder.campaign("P", "push", ends_at=None)
    folder.campaign("ended", "push", ends_at=datetime(2024, 5, 10, 15))
    folder.message("P", "sent", datetime(2024, 5, 10, 14, 59, 59, 999999))
    columns = ("campaign_id", "report_date", "sent", "conversion_window_hours", "is_settings_breakpoint")
    assert picked(folder.marts()["marts.push_daily"], *columns) == {
        ("P", date(2024, 5, 10), 1, 24, False),
        ("P", date(2024, 5, 11), 0, 72, True),
    }


def test_elements_and_ranks() -> None:
    folder = Folder()
    folder.campaign("P", "push")
    folder.message("P", "sent", NOON)
    folder.message("P", "open", NOON, element_id="ignored")
    folder.message("P", "click", NOON)
    folder.message("P", "click", NOON, click_target="body", element_id="ignored")
    for label in ("new", None):
        folder.message("P", "click", NOON, click_target="button", element_id="buy", element_label=label)
    folder.message("P", "click", NOON - HOUR, click_target="image", element_id="buy", element_label="old")
    folder.message("P", "click", NOON, click_target="image")
    columns = ("element_id", "element_label", "click_target", "clicks", "click_rate", "click_rank")
    assert picked(folder.marts()["marts.push_clicks"], *columns) == {
        ("body", None, "body", 3, 3.0, 1),
        ("buy", "new", "button", 3, 3.0, 1),
        ("image", None, "image", 1, 1.0, 3),
    }


def test_send_cost_is_summed_before_it_is_rounded() -> None:
    folder = Folder()
    folder.campaign("T", "text")
    folder.add("exchange_rates", currency="USD", effective_date=date(2024, 6, 1), rate=Decimal("1000"))
    for message_format, unit_cost, currency, effective_from in (
        ("SMS", "0.0030", "KRW", NOON),
        ("SMS", "0.0049", "KRW", NOON + HOUR),
        (None, "0.0001", "USD", NOON),
    ):
        folder.add(
            "unit_costs", campaign_id="T", message_format=message_format, unit_cost=Decimal(unit_cost),
            currency=currency, effective_from=effective_from,
        )  # fmt: skip
    folder.message("T", "sent", NOON - HOUR, message_format="SMS")
    folder.message("T", "sent", NOON + HOUR - MICROSECOND, message_format="SMS")
    folder.message("T", "sent", NOON + HOUR, message_format="SMS")
    folder.message("T", "sent", NOON, message_format="LMS")
    # 0.003 + 0.003 + 0.0049 + 0.1 = 0.1109: one by one the first three would be nothing.
    assert only(folder.marts()["marts.text_campaigns"])["send_cost"] == Decimal("0.11")


def test_purchase_columns_of_untracked_campaigns_are_null_and_make_no_days() -> None:
    folder = Folder()
    folder.campaign("I", "in_app", tracking=False)
    folder.message("I", "click", NOON - 24 * HOUR)
    folder.gift(NOON)
    marts = folder.marts(reporting_ruleset="growth_action")
    assert only(marts["marts.in_app_campaigns"])["purchase_conversion_rate"] is None
    assert [row["report_date"] for row in marts["marts.in_app_daily"]] == [date(2024, 5, 9)]
    assert only(marts["marts.kpi_events"])["events_per_click"] == 1.0


# ------------------------------------------------------------------------------
# Universes and comparison
# ------------------------------------------------------------------------------


def test_the_default_seed_has_one_row_per_ruleset_kind_channel_and_basis() -> None:
    seed = default_rulesets_seed()
    assert len(picked(seed, "ruleset", "conversion_kind", "channel", "basis")) == 72
    assert len([row for row in seed if row["is_active"] == "true"]) == 24


def test_the_seed_of_the_project_is_the_one_of_the_specification() -> None:
    with (PROJECT / "seeds" / "rulesets.csv").open(encoding="utf-8", newline="") as file:
        rows = {tuple(sorted(row.items())) for row in csv.DictReader(file)}
    assert rows == {tuple(sorted(row.items())) for row in default_rulesets_seed()}


@pytest.mark.parametrize("seed", range(5))
def test_a_universe_is_what_its_seed_says_and_survives_being_written(seed: int, tmp_path: Any) -> None:
    universe = generate_universe(seed)
    assert universe == generate_universe(seed)
    write_raw(tmp_path, universe, seed=seed)
    marts, in_memory = compute_marts(tmp_path), compute_marts_of(universe)
    for table, rows in marts.items():
        assert sorted(map(repr, rows)) == sorted(map(repr, in_memory[table])), table


@pytest.mark.parametrize("seed", range(5))
def test_weights_add_up_to_one_and_shares_to_the_amount(seed: int) -> None:
    rulesets = random_rulesets(seed)
    shared = {
        (row["ruleset"], row["conversion_kind"])
        for row in rulesets
        if row["credit"] != "every_touch" and row["counting"] == "every_occurrence"
    }
    marts = compute_marts_of(generate_universe(seed), rulesets_seed=rulesets)
    amounts = {row["conversion_id"]: row["amount"] for row in marts["marts.conversions"]}
    sums: dict[tuple[str, str], list[Any]] = {}
    for row in marts["marts.conversion_credits"]:
        if (row["ruleset"], row["conversion_kind"]) in shared:
            total = sums.setdefault((row["ruleset"], row["conversion_id"]), [0.0, Decimal(0)])
            total[0] += row["credit_weight"]
            total[1] += row["credited_amount"] or 0
    assert sums
    for (_, conversion_id), (weight, amount) in sums.items():
        assert weight == pytest.approx(1)
        assert amount == (amounts[conversion_id] or 0)


def test_merged_universes_keep_apart() -> None:
    universes = [generate_universe(seed, size="tiny") for seed in range(4)]
    merged = merge_universes(universes)
    campaign_ids = [{row["campaign_id"] for row in universe["campaigns"]} for universe in universes]
    assert len({row["campaign_id"] for row in merged["campaigns"]}) == sum(map(len, campaign_ids))

    def accepted(tables: dict[str, list[Row]]) -> int:
        rows = compute_marts_of(tables)["quality.event_reconciliation"]
        return only(rows, table_name="message_events")["accepted_rows"]

    assert accepted(merged) == sum(map(accepted, universes))


def test_optional_tables_may_be_absent(tmp_path: Any) -> None:
    tables = {k: rows for k, rows in generate_universe(1).items() if k not in OPTIONAL_TABLES}
    marts = compute_marts(write_raw(tmp_path, tables))
    assert {row["send_cost"] for row in marts["marts.push_campaigns"]} == {None}


def test_comparison_finds_nothing_in_the_oracles_own_tables_and_then_every_change(tmp_path: Any) -> None:
    marts = compute_marts_of(generate_universe(3, size="medium"))
    database = tmp_path / "marts.duckdb"
    with_text = {k: [dict.fromkeys(COLUMNS[k]) | row for row in rows] for k, rows in marts.items()}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as built")
        for schema in ("marts", "quality"):
            connection.execute(f"create schema built.{schema}")
        for table, rows in with_text.items():
            types = {column: min(allowed_types(table, column)) for column in COLUMNS[table]}
            columns = ", ".join(f"unnest(${c}::varchar[])::{kind} as {c}" for c, kind in types.items())
            values = {c: [None if row[c] is None else str(row[c]) for row in rows] for c in types}
            connection.execute(f"create table built.{table} as select {columns}", values)
    assert compare(marts, database) == []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as built")
        connection.execute("update built.marts.push_campaigns set clicks = clicks + 1")
        connection.execute("alter table built.marts.text_campaigns drop send_cost")
        connection.execute("alter table built.marts.in_app_clicks alter clicks type integer")
        connection.execute("delete from built.marts.conversions")
        connection.execute("drop table built.marts.text_daily")
    differences = compare(marts, database, limit=1)
    changed = {difference.split(":")[0].split(" ")[0] for difference in differences}
    assert changed == {
        "marts.push_campaigns",
        "marts.text_campaigns",
        "marts.in_app_clicks",
        "marts.conversions",
        "marts.text_daily",
    }


def test_the_oracle_gives_the_columns_that_are_compared() -> None:
    marts = compute_marts_of(generate_universe(3, size="medium"))
    assert marts.keys() == COLUMNS.keys() == KEYS.keys()
    for table, rows in marts.items():
        assert rows, table
        if "rejected" not in table:
            assert set(rows[0]) == set(COLUMNS[table]), table
