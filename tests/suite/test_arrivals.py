"""A database that is built again and again while data arrives always equals a build from scratch.

Random stories take many universes side by side through builds, kills and partial runs, each with steps of its own; what
is wrong is shrunk to the steps and raw rows that matter, which the failing test prints. One more story is made by hand:
each of its universes shows one kind of arrival or change, and how the marts change with it. It also shows that
work is saved: what cannot come out otherwise is left as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import arrivals
from arrivals import (
    BUILD,
    DISTURBANCES,
    EVENT_STEPS,
    EVENTS,
    FILE_STEPS,
    GOAL_STEPS,
    INCREMENTAL,
    MODELS,
    NO_NEW_FILE,
    SEEDS,
    SETTINGS_STEPS,
    SHARED_STEPS,
    TAG,
    VAR_STEPS,
    Bench,
    Failure,
    File,
    Outcome,
    Stage,
    Story,
    Telling,
    Workshop,
    consistent,
    explain,
    load_story,
    random_story,
)
from conftest import DbtBuild
from harness import FAILED, WITHOUT_TESTS, universe_of
from oracle import compute_marts_of, default_rulesets_seed
from universes import START, Prefixer, Row, Tables, generate_universe, write_raw

RANDOM_STORIES = range(2)
UNIVERSES = 26
ROUNDS = 4

Marts = Mapping[str, list[Row]]


# ------------------------------------------------------------------------------
# One universe for each kind of arrival or change
# ------------------------------------------------------------------------------


def day(number: float, hours: float = 0) -> datetime:
    return START + timedelta(days=number, hours=hours)


CLICK: Row = {"event_type": "click", "channel": "push", "campaign_id": "c", "user_id": "u", "device_id": None}
APP: Row = {"user_id": "u", "device_id": None, "platform": None, "properties": None}


def click(event_id: str, occurred_at: datetime, **values: Any) -> Row:
    return {**CLICK, "event_id": event_id, "occurred_at": occurred_at, "received_at": occurred_at, **values}


def sent(event_id: str, occurred_at: datetime, **values: Any) -> Row:
    return click(event_id, occurred_at, **{"event_type": "sent", **values})


def targeted(event_id: str, occurred_at: datetime, variant: str, **values: Any) -> Row:
    return click(event_id, occurred_at, **{"event_type": "targeted", "variant": variant, **values})


def touched(event_id: str, device_id: str, user_id: str | None, **values: Any) -> Row:
    """An open, or another touch, that somebody makes on a device."""
    return click(event_id, day(0), **{"event_type": "open", "device_id": device_id, "user_id": user_id, **values})


def app(event_name: str, event_id: str, occurred_at: datetime, **values: Any) -> Row:
    at = {"occurred_at": occurred_at, "received_at": occurred_at}
    return {**APP, "event_name": event_name, "event_id": event_id, **at, **values}


def money(event_name: str, event_id: str, occurred_at: datetime, price: float = 10, **values: Any) -> Row:
    """A purchase or a refund; `order_id` and `cur` go into its properties."""
    figures = {"price": price, **{key: values.pop(key) for key in ("order_id", "cur") if key in values}}
    return app(event_name, event_id, occurred_at, properties=json.dumps(figures), **values)


def purchase(event_id: str, occurred_at: datetime, price: float = 10, **values: Any) -> Row:
    return money("purchase", event_id, occurred_at, price, **values)


def refund(event_id: str, occurred_at: datetime, price: float, **values: Any) -> Row:
    return money("refund", event_id, occurred_at, price, **values)


def campaign(campaign_id: str = "c", **values: Any) -> Row:
    return {
        "campaign_id": campaign_id,
        "updated_at": START,
        "campaign_name": "first name",
        "channel": "push",
        "message_type": "advertising",
        "status": "sending",
        "body": None,
        "purchase_conversion_tracking": True,
        "published_at": START,
        "scheduled_at": None,
        "ends_at": None,
        **values,
    }


def goal(event_name: str, **values: Any) -> Row:
    allowed = {"slot": 1, "conversion_kind": "standard", "basis": "click", "window_hours": 72}
    return {"campaign_id": "c", "event_name": event_name, **allowed, **values}


@dataclass(frozen=True)
class Kind:
    """A universe before and after something, and what the marts show of it: `was` before and `becomes` after.

    Tables of events hold what arrives, `after`; other tables hold all that there is then.
    """

    name: str
    before: Tables
    after: Tables
    shown: Callable[[Seen], Any]
    was: Any
    becomes: Any


@dataclass(frozen=True)
class Seen:
    """What the marts show of one universe, without the prefix of its ids."""

    marts: Marts
    number: int

    def rows(self, table: str) -> list[Row]:
        prefix = f"{self.number}~"
        own = [row for row in self.marts[table] if any(str(value).startswith(prefix) for value in row.values())]
        return [{name: without_prefix(value, prefix) for name, value in row.items()} for row in own]

    def values(self, table: str, *columns: str, **wanted: Any) -> list[Any]:
        """Some columns of the rows that have the wanted values in others, sorted; of one column its values."""
        rows = [row for row in self.rows(table) if all(row[name] == value for name, value in wanted.items())]
        found = [tuple(row[column] for column in columns) for row in rows]
        return sorted((values[0] if len(values) == 1 else values for values in found), key=repr)


def without_prefix(value: Any, prefix: str) -> Any:
    return value.replace(prefix, "") if isinstance(value, str) else value


def credits(seen: Seen) -> list[Any]:
    """Which touch earned which conversion under the default ruleset."""
    return seen.values("marts.conversion_credits", "conversion_id", "touch_id", ruleset="dfinery")


def finality(seen: Seen) -> list[Any]:
    """Whether the default ruleset's credits can still change."""
    return seen.values("marts.conversion_credits", "conversion_id", "is_final", ruleset="dfinery")


def first_per_user(seen: Seen) -> list[Any]:
    return seen.values("marts.conversion_credits", "conversion_id", "touch_id", ruleset="flarelane")


def persons(seen: Seen) -> list[Any]:
    return seen.values("marts.conversions", "conversion_id", "user_key")


def amounts(seen: Seen) -> list[Any]:
    return [(name, float(amount)) for name, amount in seen.values("marts.conversions", "conversion_id", "amount")]


def net_amounts(seen: Seen) -> list[Any]:
    return [(name, float(amount)) for name, amount in seen.values("marts.conversions", "conversion_id", "net_amount")]


def clicks(seen: Seen) -> list[Any]:
    return seen.values("marts.push_campaigns", "clicks")


def rejected(seen: Seen) -> list[Any]:
    tables = ("quality.rejected_message_events", "quality.rejected_app_events")
    return [found for table in tables for found in seen.values(table, "event_id", "rejection_reason")]


def audience(seen: Seen) -> list[Any]:
    """Whom the campaign touched, as its mart counts them."""
    return seen.values("marts.push_campaigns", "sent_devices", "opened_devices", "sent_users", "opened_users")


def assigned(seen: Seen) -> list[Any]:
    return seen.values("marts.experiment_results", "variant", "recipients", metric="purchases")


def converted(seen: Seen) -> list[Any]:
    return seen.values("marts.experiment_results", "variant", "recipients", "converted_users", metric="purchases")


def of_campaign(*columns: str) -> Callable[[Seen], list[Any]]:
    return lambda seen: seen.values("marts.push_campaigns", *columns)


USUAL: Tables = {"message_events": [click("m", day(0))], "app_events": [purchase("p", day(0, 1))]}
ON_DEVICE = {"device_id": "d", "user_id": None}
LOG_IN = {"device_id": "d", "user_id": "u"}
# A device of three people, on which something happened while it was the first one's.
SHARED: Tables = {
    "message_events": [click("m", day(1), **ON_DEVICE)],
    "app_events": [
        app("log in", "first", day(0), **LOG_IN),
        *(app("log in", f"of {user}", day(3), device_id="d", user_id=user) for user in ("v", "w")),
        purchase("p", day(1, 1)),
    ],
}

ARRIVALS = [
    # Of people who buy nothing, so that nothing else has them looked at again.
    Kind(
        "another send of advertising is judged beside those before",
        {"message_events": [sent("s1", day(0))]},
        {"message_events": [sent("s2", day(1))]},
        lambda seen: seen.values("marts.send_compliance", "advertising_sends"),
        [1],
        [2],
    ),
    Kind(
        "who buys something later was sent advertising all the same",
        {"message_events": [sent("s", day(0))]},
        {"app_events": [purchase("p", day(1))]},
        lambda seen: seen.values("marts.send_compliance", "advertising_sends"),
        [1],
        [1],
    ),
    Kind(
        "a late message is counted in the limits of those after it",
        {"message_events": [sent(f"s{hour}", day(0, hour)) for hour in (0, 1, 3, 4)]},
        {"message_events": [sent("s2", day(0, 2), received_at=day(1))]},
        lambda seen: seen.values("marts.fatigue_audit", "event_id", "messages_in_window"),
        [("s4", 3)],
        [("s3", 3), ("s4", 4)],
    ),
    Kind(
        "a late assignment was the first one",
        {"message_events": [sent("s", day(1), variant="B")]},
        {"message_events": [targeted("t", day(0), "A", received_at=day(2))]},
        assigned,
        [("B", 1)],
        [("A", 1)],
    ),
    Kind(
        "what the person of a late assignment had bought after it counts",
        {"message_events": [targeted("v", day(0), "A", user_id="v")], "app_events": [purchase("p", day(0, 2))]},
        {"message_events": [targeted("t", day(0, 1), "A", received_at=day(2))]},
        converted,
        [("A", 1, 0)],
        [("A", 2, 1)],
    ),
    Kind(
        "a late assignment to another variant takes along what its person had bought",
        {"message_events": [targeted("b", day(0, 1), "B")], "app_events": [purchase("p", day(0, 2))]},
        {"message_events": [targeted("a", day(0), "A", received_at=day(2))]},
        converted,
        [("B", 1, 1)],
        [("A", 1, 1)],
    ),
    Kind(
        "an assignment that is not late changes nothing",
        {"message_events": [targeted("a", day(0), "B")]},
        {"message_events": [targeted("b", day(1), "A")]},
        assigned,
        [("B", 1)],
        [("B", 1)],
    ),
    Kind(
        "a late assignment at the same moment is to the variant that is the first by name",
        {"message_events": [targeted("a", day(0), "B"), targeted("b", day(0), "B", user_id="v")]},
        {"message_events": [targeted("c", day(0), "A"), targeted("d", day(0), "C", user_id="v")]},
        assigned,
        [("B", 2)],
        [("A", 1), ("B", 1)],
    ),
    Kind(
        "an earlier copy of an assignment names somebody else",
        {"message_events": [targeted("a", day(0), "A", received_at=day(2)), targeted("b", day(1), "B")]},
        {"message_events": [targeted("a", day(0), "A", received_at=day(1), user_id="v")]},
        assigned,
        [("A", 1)],
        [("A", 1), ("B", 1)],
    ),
    Kind(
        "an earlier copy of an assignment says that it was after another",
        {"message_events": [targeted("a", day(0), "A", received_at=day(2)), targeted("b", day(1), "B")]},
        {"message_events": [targeted("a", day(1, 1), "A", received_at=day(1, 1))]},
        assigned,
        [("A", 1)],
        [("B", 1)],
    ),
    Kind(
        "an earlier copy of an assignment names another variant",
        {"message_events": [targeted("a", day(0), "A", received_at=day(2))]},
        {"message_events": [targeted("a", day(0), "B", received_at=day(1))]},
        assigned,
        [("A", 1)],
        [("B", 1)],
    ),
    Kind(
        "an earlier copy of an assignment assigns nobody",
        {"message_events": [targeted("a", day(0), "A", received_at=day(2)), targeted("b", day(1), "B")]},
        {"message_events": [click("a", day(0), received_at=day(1), variant="A")]},
        assigned,
        [("A", 1)],
        [("B", 1)],
    ),
    Kind(
        "a late log-in makes the assignment of a device that of its user",
        {"message_events": [targeted("a", day(0), "A", **ON_DEVICE), targeted("b", day(1), "B")]},
        {"app_events": [app("log in", "l", day(0, 1), received_at=day(2), **LOG_IN)]},
        assigned,
        [("A", 1), ("B", 1)],
        [("A", 1)],
    ),
    Kind(
        "a late message to a device is one with that to another device of its person",
        {"message_events": [sent(f"s{hour}", day(0, hour), message_id=f"m{hour}") for hour in (1, 2, 3, 4)]},
        {"message_events": [sent("s0", day(0), message_id="m4", received_at=day(1))]},
        lambda seen: seen.values("marts.fatigue_audit", "event_id", "messages_in_window"),
        [("s4", 3)],
        [("s3", 3)],
    ),
    Kind(
        "a late log-in makes the messages of a device those of its user",
        {
            "message_events": [
                *(sent(f"s{hour}", day(0, hour)) for hour in (0, 2, 3)),
                sent("s1", day(0, 1), **ON_DEVICE),
            ]
        },
        {"app_events": [app("log in", "l", day(0, 1), received_at=day(2), **LOG_IN)]},
        lambda seen: seen.values("marts.fatigue_audit", "event_id", "messages_in_window"),
        [],
        [("s3", 3)],
    ),
    Kind(
        "an earlier copy of a message names another person",
        {"message_events": [sent(f"s{hour}", day(0, hour), received_at=day(2)) for hour in (0, 1, 2, 3)]},
        {"message_events": [sent("s1", day(0, 1), received_at=day(1), user_id="v")]},
        lambda seen: seen.values("marts.fatigue_audit", "event_id", "messages_in_window"),
        [("s3", 3)],
        [],
    ),
    Kind(
        "a new day in order earns its own credits",
        USUAL,
        {"message_events": [click("m2", day(4))], "app_events": [purchase("p2", day(4, 1))]},
        credits,
        [("p", "m")],
        [("p", "m"), ("p2", "m2")],
    ),
    Kind(
        "a day that comes after a later one takes over its credits",
        {"message_events": [click("m", day(0))], "app_events": [purchase("p", day(2))]},
        {"message_events": [click("m2", day(1))]},
        credits,
        [("p", "m")],
        [("p", "m2")],
    ),
    Kind(
        "a late purchase is the first of its person",
        {
            "message_events": [click("m", day(0))],
            "app_events": [purchase("p2", day(0, 9))],
            "campaign_conversion_events": [goal("purchase", conversion_kind="purchase")],
        },
        {"app_events": [purchase("p1", day(0, 1), received_at=day(8))]},
        first_per_user,
        [("p2", "m")],
        [("p1", "m")],
    ),
    Kind(
        "exact duplicates of old rows change nothing",
        USUAL,
        USUAL,
        lambda seen: (clicks(seen), amounts(seen), credits(seen)),
        ([1], [("p", 10.0)], [("p", "m")]),
        ([1], [("p", 10.0)], [("p", "m")]),
    ),
    Kind(
        "a copy that was received earlier is kept instead",
        {"app_events": [purchase("p", day(0, 1), received_at=day(1))]},
        {"app_events": [purchase("p", day(0, 1), 7)]},
        amounts,
        [("p", 10.0)],
        [("p", 7.0)],
    ),
    Kind(
        "a copy that was received at the same time and happened earlier is kept instead",
        {**USUAL, "app_events": [purchase("p", day(0, 1), received_at=day(1))]},
        {"app_events": [purchase("p", day(0, -1), received_at=day(1))]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a copy that is equal but for a smaller column is kept instead",
        {"app_events": [purchase("p", day(0, 1), platform="web")]},
        {"app_events": [purchase("p", day(0, 1), platform="ios")]},
        lambda seen: seen.values("marts.conversions", "platform"),
        ["web"],
        ["ios"],
    ),
    Kind(
        "a touch that was something else before is no touch",
        USUAL,
        {"message_events": [click("m", day(0), event_type="targeted", received_at=day(0, -1))]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a purchase that was something else before is no purchase",
        USUAL,
        {"app_events": [app("log in", "p", day(0, 1), received_at=day(0))]},
        persons,
        [("p", "u:u")],
        [],
    ),
    Kind(
        "a purchase that was another person's before is theirs",
        USUAL,
        {"app_events": [purchase("p", day(0, 1), received_at=day(0), user_id="v")]},
        lambda seen: (persons(seen), credits(seen)),
        ([("p", "u:u")], [("p", "m")]),
        ([("p", "u:v")], []),
    ),
    Kind(
        "a touch that was of another campaign before is that one's",
        {**USUAL, "campaigns": [campaign(), campaign("c2")]},
        {"message_events": [click("m", day(0), campaign_id="c2", received_at=day(0, -1))]},
        lambda seen: seen.values("marts.conversion_credits", "campaign_id", ruleset="dfinery"),
        ["c"],
        ["c2"],
    ),
    Kind(
        "conflicting copies that were received later change nothing",
        USUAL,
        {
            "message_events": [click("m", day(0, 2), received_at=day(1), user_id="v")],
            "app_events": [purchase("p", day(0, 1), 99, received_at=day(1), user_id="v")],
        },
        lambda seen: (clicks(seen), amounts(seen), credits(seen)),
        ([1], [("p", 10.0)], [("p", "m")]),
        ([1], [("p", 10.0)], [("p", "m")]),
    ),
    Kind(
        "a late log-in makes one person of two",
        {"message_events": [click("m", day(0), **ON_DEVICE)], "app_events": [purchase("p", day(0, 1))]},
        {"app_events": [app("log in", "late", day(3), **LOG_IN)]},
        credits,
        [],
        [("p", "m")],
    ),
    Kind(
        "a late log-in of somebody else makes two persons of one",
        {
            "message_events": [click("m", day(1), **ON_DEVICE)],
            "app_events": [app("log in", "first", day(0), **LOG_IN), purchase("p", day(1, 1))],
        },
        {"app_events": [app("log in", "late", day(0, 12), device_id="d", user_id="v")]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a late reset of a device ends what was before",
        {
            "message_events": [click("m", day(1), **ON_DEVICE)],
            "app_events": [app("log in", "first", day(0), **LOG_IN), purchase("p", day(1, 1))],
        },
        {"app_events": [app("reset_identity", "late", day(0, 12), **ON_DEVICE)]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a first log-in on a device that was used before names its person",
        {"message_events": [click("m", day(0), **ON_DEVICE)], "app_events": [purchase("p", day(0, 1), **ON_DEVICE)]},
        {"app_events": [app("log in", "late", day(2), **LOG_IN)]},
        lambda seen: (persons(seen), credits(seen)),
        ([("p", "d:d")], [("p", "m")]),
        ([("p", "u:u")], [("p", "m")]),
    ),
    Kind(
        "many rows of one person",
        USUAL,
        {
            "message_events": [click(f"m{number:03}", day(0) + timedelta(minutes=number / 5)) for number in range(250)],
            "app_events": [purchase(f"q{number:02}", day(0, 2), number) for number in range(30)],
        },
        lambda seen: Counter(touch_id for _, touch_id in credits(seen)),
        Counter(m=1),
        Counter(m249=31),
    ),
    Kind(
        "a late refund lowers the amount of its purchase",
        {"app_events": [purchase("p", day(0), order_id="o")]},
        {"app_events": [refund("r", day(1), 6, order_id="o", user_id="w")]},
        net_amounts,
        [("p", 10.0)],
        [("p", 4.0)],
    ),
    Kind(
        "a refund that was of another order before is that one's",
        {
            "app_events": [
                *(purchase("p", day(0), order_id="o"), purchase("q", day(0), order_id="o2", user_id="v")),
                refund("r", day(1), 6, order_id="o", user_id="w"),
            ]
        },
        {"app_events": [refund("r", day(1), 6, order_id="o2", user_id="w", received_at=day(0, 20))]},
        net_amounts,
        [("p", 4.0), ("q", 10.0)],
        [("p", 10.0), ("q", 4.0)],
    ),
    Kind(
        "a refund that was something else before is no refund",
        {"app_events": [purchase("p", day(0), order_id="o"), refund("r", day(1), 6, order_id="o", user_id="w")]},
        {"app_events": [app("log in", "r", day(1), received_at=day(0, 20), user_id="w")]},
        net_amounts,
        [("p", 4.0)],
        [("p", 10.0)],
    ),
    Kind(
        "a purchase that was later before leaves the refund to the next of its order",
        {
            "app_events": [
                purchase("p", day(0), order_id="o", received_at=day(3)),
                purchase("q", day(1), order_id="o", user_id="v"),
                refund("r", day(1), 6, order_id="o", user_id="w"),
            ]
        },
        {"app_events": [purchase("p", day(2), order_id="o")]},
        net_amounts,
        [("p", 4.0), ("q", 10.0)],
        [("p", 10.0), ("q", 4.0)],
    ),
    Kind(
        "an event of a device that nobody was seen on moves to one of several people",
        {
            "app_events": [
                app("log in", "first", day(0), device_id="e"),
                app("log in", "second", day(3), device_id="e", user_id="v"),
                purchase("p", day(1), **ON_DEVICE, received_at=day(2)),
            ]
        },
        {"app_events": [purchase("p", day(1.5), device_id="e", user_id=None, received_at=day(1.5))]},
        persons,
        [("p", "d:d")],
        [("p", "u:u")],
    ),
    Kind(
        "a credit becomes final as time passes",
        {"message_events": [click("m", day(23.9))], "app_events": [purchase("p", day(24))]},
        {"app_events": [app("something else", "later", day(27.5))]},
        finality,
        [("p", False)],
        [("p", True)],
    ),
    Kind(
        "touches count people and devices that they did not count before",
        {"message_events": [touched("m", "d", "u", event_type="sent"), touched("o", "d", "u")]},
        {
            "message_events": [
                touched("m2", "e", "v", event_type="sent"),
                touched("o2", "d", "u"),
                touched("o3", "e", "v"),
            ]
        },
        audience,
        [(1, 1, 1, 1)],
        [(2, 2, 2, 2)],
    ),
    Kind(
        "a touch that was another person's on another device before counts them instead, though nobody buys",
        {"message_events": [touched("o", "d", "u"), touched("o2", "e", "v"), touched("o3", "f", "w")]},
        {"message_events": [touched("o", "e", "v", received_at=day(0, -1))]},
        audience,
        [(0, 3, 0, 3)],
        [(0, 2, 0, 2)],
    ),
    Kind(
        "a late log-in makes one counted user of two devices",
        {"message_events": [touched("o", "d", None), touched("o2", "e", "u")]},
        {"app_events": [app("log in", "late", day(3), **LOG_IN)]},
        audience,
        [(0, 2, 0, 1)],
        [(0, 2, 0, 1)],
    ),
    Kind(
        "a late log-in of somebody who was not known counts another user",
        {"message_events": [touched("o", "d", None), touched("o2", "e", "v")]},
        {"app_events": [app("log in", "late", day(3), **LOG_IN)]},
        audience,
        [(0, 2, 0, 1)],
        [(0, 2, 0, 2)],
    ),
    Kind(
        "a log-in that was something on another device before leaves its device to nobody",
        {
            "message_events": [click("m", day(0), **ON_DEVICE)],
            "app_events": [app("log in", "first", day(0), **LOG_IN), purchase("p", day(0, 1))],
        },
        {"app_events": [app("log in", "first", day(0), device_id="e", user_id="u", received_at=day(0, -1))]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a late log-in on a device of several people takes over what happened there",
        SHARED,
        {"app_events": [app("log in", "late", day(0, 12), device_id="d", user_id="x")]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a late message to somebody on a device of several people takes over what happened there",
        SHARED,
        {"message_events": [sent("late", day(0, 12), device_id="d", user_id="x")]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a log-in that was something on another device before leaves its device to the other people",
        SHARED,
        {"app_events": [app("log in", "first", day(0), device_id="e", user_id="u", received_at=day(0, -1))]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "rows of an unknown campaign are rejected",
        USUAL,
        {"message_events": [click("x", day(0), campaign_id="nobody")]},
        rejected,
        [],
        [("x", "unknown_campaign")],
    ),
]

SETTINGS = [
    Kind(
        "a unit cost that is added prices what was sent before",
        {"message_events": [click("m", day(0), event_type="sent")]},
        {"unit_costs": [{"campaign_id": "c", "unit_cost": Decimal(9), "currency": "KRW", "effective_from": START}]},
        of_campaign("send_cost"),
        [None],
        [Decimal("9.00")],
    ),
    Kind(
        "a new rate prices old purchases anew",
        {"app_events": [purchase("p", day(1), 2, cur="USD")]},
        {"exchange_rates": [{"currency": "USD", "effective_date": date(2024, 5, 2), "rate": Decimal(1500)}]},
        amounts,
        [("p", 2000.0)],
        [("p", 3000.0)],
    ),
    Kind(
        "the first rate of a currency turns rejected purchases into accepted ones",
        {"message_events": [click("m", day(0))], "app_events": [purchase("p", day(0, 1), 2, cur="EUR")]},
        {"exchange_rates": [{"currency": "EUR", "effective_date": date(2024, 4, 1), "rate": Decimal(1600)}]},
        lambda seen: (rejected(seen), amounts(seen), credits(seen)),
        ([("p", "unknown_currency")], [], []),
        ([], [("p", 3200.0)], [("p", "m")]),
    ),
    Kind(
        "the first rate of a currency brings back a purchase that is kept instead of its copy",
        {
            "app_events": [
                purchase("p", day(0), 2, cur="GBP"),
                app("sign up", "p", day(0), received_at=day(1), user_id="v"),
            ],
            "campaign_conversion_events": [goal("sign up")],
        },
        {"exchange_rates": [{"currency": "GBP", "effective_date": date(2024, 4, 1), "rate": Decimal(1700)}]},
        persons,
        [("p", "u:v")],
        [("p", "u:u")],
    ),
    Kind(
        "a new campaign turns rejected rows into accepted ones",
        {**USUAL, "message_events": [click("m", day(0), campaign_id="c2")]},
        {"campaigns": [campaign(), campaign("c2")]},
        lambda seen: (rejected(seen), credits(seen)),
        ([("m", "unknown_campaign")], []),
        ([], [("p", "m")]),
    ),
    Kind(
        "a new campaign brings back a touch that is kept instead of its copy",
        {
            "message_events": [
                click("m", day(0), campaign_id="c2", user_id="v"),
                click("m", day(0), received_at=day(0, 1)),
                click("of somebody else", day(0), user_id="w"),
            ],
            "app_events": [purchase("p", day(0, 2))],
        },
        {"campaigns": [campaign(), campaign("c2")]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a campaign that vanishes takes its credits along",
        {**USUAL, "campaigns": [campaign(), campaign("c2")]},
        {"campaigns": [campaign("c2")]},
        lambda seen: (rejected(seen), credits(seen)),
        ([], [("p", "m")]),
        ([("m", "unknown_campaign")], []),
    ),
    Kind(
        "a version of a campaign begins to track purchases",
        {**USUAL, "campaigns": [campaign(purchase_conversion_tracking=False, published_at=None)]},
        {
            "campaigns": [
                campaign(purchase_conversion_tracking=False, published_at=None),
                campaign(updated_at=day(2), published_at=day(2)),
            ]
        },
        credits,
        [],
        [("p", "m")],
    ),
    Kind(
        "a version of a campaign has another status",
        USUAL,
        {"campaigns": [campaign(), campaign(updated_at=day(1), status="completed")]},
        of_campaign("status"),
        ["sending"],
        ["completed"],
    ),
]

# Settings after which every conversion is looked for anew.
SETTINGS_FOR_ALL = [
    Kind(
        "a new change of the window",
        {"message_events": [click("m", day(10, 1))], "app_events": [purchase("p", day(10, 5))]},
        {"conversion_window_changes": [{"changed_at": day(10), "window_hours": 1}]},
        credits,
        [("p", "m")],
        [],
    ),
    Kind(
        "a goal that is added counts what happened before",
        {"message_events": [click("m", day(0))], "app_events": [app("sign up", "s", day(0, 1))]},
        {"campaign_conversion_events": [goal("sign up")]},
        credits,
        [],
        [("s", "m")],
    ),
    Kind(
        "a goal that is removed takes its conversions along",
        {
            "message_events": [click("m", day(0))],
            "app_events": [app("sign up", "s", day(0, 1))],
            "campaign_conversion_events": [goal("sign up")],
        },
        {"campaign_conversion_events": []},
        persons,
        [("s", "u:u")],
        [],
    ),
    Kind(
        "an event that becomes a purchase counts from the beginning",
        {"message_events": [click("m", day(0))], "app_events": [money("gift", "g", day(0, 1))]},
        {"purchase_events": [{"event_name": "gift", "role": "purchase", "amount_key": "price", "currency": "KRW"}]},
        lambda seen: (amounts(seen), credits(seen)),
        ([], []),
        ([("g", 10.0)], [("g", "m")]),
    ),
]

NAMED = Kind(
    "a version of a campaign has another name",
    USUAL,
    {"campaigns": [campaign(), campaign(updated_at=day(1), campaign_name="another name")]},
    of_campaign("campaign_name"),
    ["first name"],
    ["another name"],
)

# What arrives while only a part of the models is made, and between which whole builds that is.
PARTS = {
    "after a partial run": Kind(
        "a touch is taken over by a copy that a partial run has read",
        USUAL,
        {"message_events": [click("m", day(0), received_at=day(0, -1), user_id="v")]},
        credits,
        [("p", "m")],
        [],
    ),
    "after two partial runs": Kind(
        "a touch changes a person of whom a partial run knows already",
        USUAL,
        {"message_events": [click("m2", day(0, 0.5))]},
        credits,
        [("p", "m")],
        [("p", "m2")],
    ),
    "after a partial full refresh": Kind(
        "a copy arrives when the copies alone are made anew",
        USUAL,
        {"message_events": [click("m", day(0), platform="web")]},
        clicks,
        [1],
        [1],
    ),
}

# Something for each of the vars and rulesets to change.
VARIED: Tables = {
    "message_events": [
        *(click("m", day(0)), click("n", day(1, 1), event_type="sent"), click("late", day(24.99))),
        click("on device", day(0, 15), **ON_DEVICE),
    ],
    "app_events": [
        app("log in", "first", day(0), **LOG_IN),
        app("hand over", "h", day(0, 4), **ON_DEVICE),
        *(purchase("p", day(0, 14)), purchase("q", day(2)), purchase("late", day(25), 3)),
        purchase("on device", day(0, 16), **ON_DEVICE),
        purchase("in dollars", day(1, 2), 5, cur="USD"),
    ],
    "campaign_conversion_events": [goal("purchase", conversion_kind="purchase")],
}
WITHOUT_FLARELANE = ["dfinery", "growth_action"]
EARLIER_VARS: dict[str, Any] = {}
VAR_CHANGES: dict[str, dict[str, Any]] = {
    "who is reported": {
        "reporting_ruleset": "growth_action",
        "identity_reset_events": ["reset_identity", "{n}~hand over"],
        "settlement_hours": 0,
    },
    "what is computed": {
        "rulesets": WITHOUT_FLARELANE,
        "trace_horizon_hours": 1,
        "conversion_window_propagation_minutes": 60 * 24 * 10,
    },
    "where and what is traced": {
        "report_timezone": "America/New_York",
        "trace_rulesets": WITHOUT_FLARELANE,
        "reporting_currency": "USD",
    },
}


# ------------------------------------------------------------------------------
# The story of them all
# ------------------------------------------------------------------------------

SHARED: Tables = {
    "purchase_events": [
        {
            "event_name": name,
            "role": name,
            "amount_key": "price",
            "quantity_key": None,
            "order_id_key": "order_id",
            "currency_key": "cur",
            "currency": "KRW",
        }
        for name in ("purchase", "refund")
    ],
    "conversion_window_changes": [{"changed_at": day(-30), "window_hours": 72}],
    "exchange_rates": [{"currency": "USD", "effective_date": date(2024, 1, 1), "rate": Decimal(1000)}],
}
VARIED_KIND = Kind("vars and rulesets", VARIED, {}, credits, None, None)
KINDS = [*ARRIVALS, *SETTINGS, *SETTINGS_FOR_ALL, *PARTS.values(), NAMED, VARIED_KIND]
NUMBERS = {kind.name: number for number, kind in enumerate(KINDS)}
PURCHASE_NAMES = [*SHARED["purchase_events"], {"event_name": "gift", "order_id_key": None}]


class Narrator:
    """Writes the story stage by stage, each under a name."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {table: list(rows) for table, rows in SHARED.items()}
        self.files: dict[str, File] = {}
        self.variables: dict[str, Any] = {}
        self.rulesets: list[Row] | None = None
        self.stages: dict[str, Stage] = {}

    def settings_of(self, kind: Kind, tables: Tables) -> None:
        """The universe's settings are these from now on; tables that are shared get further rows."""
        number = NUMBERS[kind.name]
        prefixer = Prefixer(number, PURCHASE_NAMES)
        for table, rows in tables.items():
            if table in SHARED:
                self.tables[table] = [*self.tables[table], *rows]
            elif table not in EVENTS:
                others = [row for row in self.tables.get(table, ()) if row[TAG] != f"{number}."]
                own = [{**row, TAG: f"{number}."} for row in prefixer.rows(table, rows)]
                self.tables[table] = [*others, *own]

    def receive(self, name: str, arriving: Mapping[str, Tables]) -> None:
        """New files of this name, in which events of several kinds arrive."""
        for table in EVENTS:
            rows: list[Row] = []
            for kind, tables in arriving.items():
                rows += Prefixer(NUMBERS[kind], PURCHASE_NAMES).rows(table, tables.get(table, ()))
            self.files[f"{table}/{name}.parquet"] = File(table, tuple(rows))

    def tell(self, name: str, **options: Any) -> None:
        settings = {f"{table}/settings.parquet": File(table, tuple(rows)) for table, rows in self.tables.items()}
        files = consistent({**self.files, **settings}, self.variables)
        self.stages[name] = Stage((name,), files, dict(self.variables), self.rulesets, **options)


# What is run before a whole build: all models that are selected.
PARTIAL_RUNS = {
    "after a partial run": [("--select", "int_message_events_arrived", "int_persons_changed")],
    "after two partial runs": [("--select", "+int_persons_changed"), ("--select", "int_candidates_selected")],
    "after a partial full refresh": [
        ("--full-refresh", "--select", "int_message_events_copied", "int_conversions_identified", "conversion_credits")
    ],
}


def story_of_all_kinds() -> dict[str, Stage]:
    narrator = Narrator()
    for kind in KINDS:
        narrator.settings_of(kind, {"campaigns": [campaign()], **kind.before})
    narrator.receive("first", {kind.name: kind.before for kind in KINDS})
    narrator.tell("the first build")

    narrator.receive("second", {kind.name: kind.after for kind in ARRIVALS})
    narrator.tell("arrivals", is_repeated=True)
    narrator.tell("no new file")
    narrator.receive("empty", {})
    narrator.tell("an empty day")
    narrator.settings_of(NAMED, NAMED.after)
    narrator.tell("another name")
    for kind in SETTINGS:
        narrator.settings_of(kind, kind.after)
    narrator.tell("settings", is_repeated=True)
    for kind in SETTINGS_FOR_ALL:
        narrator.settings_of(kind, kind.after)
    narrator.tell("settings for all")

    for name, changes in VAR_CHANGES.items():
        narrator.variables |= numbered(changes)
        narrator.tell(name)
    narrator.rulesets = [
        {**row, "credit": "linear"} if (row["ruleset"], row["conversion_kind"]) == ("dfinery", "purchase") else row
        for row in default_rulesets_seed()
    ]
    narrator.tell("other rulesets")
    narrator.variables, narrator.rulesets = {}, None

    narrator.receive("third", {VARIED_KIND.name: later(VARIED, "third")})
    narrator.tell("killed", killed_at=40)
    narrator.receive("fourth", {VARIED_KIND.name: later(VARIED, "fourth")})
    narrator.tell("after it was killed")
    for name, commands in PARTIAL_RUNS.items():
        kind = PARTS[name]
        narrator.receive(name, {kind.name: kind.after, VARIED_KIND.name: later(VARIED, name)})
        for number, command in enumerate(commands, start=1):
            narrator.tell(f"{name}: {number}", command=("run", *command))
        narrator.tell(name)

    first, second = (narrator.files[f"app_events/{name}.parquet"] for name in ("first", "second"))
    narrator.files["app_events/first.parquet"] = replace(first, rows=(*first.rows[::2], *second.rows[:3]))
    narrator.files["message_events/moved.parquet"] = narrator.files.pop("message_events/third.parquet")
    narrator.tell("a file replaced and a file renamed")
    split = narrator.files.pop("message_events/second.parquet")
    for half in (0, 1):
        narrator.files[f"message_events/half {half}.parquet"] = replace(split, rows=split.rows[half::2])
    del narrator.files["app_events/fourth.parquet"]
    narrator.tell("a file split in two and a file removed")
    narrator.tell("a full refresh", command=(*BUILD, "--full-refresh"), is_repeated=True)
    return narrator.stages


def numbered(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The vars with the universe's number where they name one of its events."""
    number = NUMBERS[VARIED_KIND.name]
    text = json.dumps(changes).replace("{n}", str(number))
    return json.loads(text)


def later(tables: Tables, name: str) -> Tables:
    """The same events under other ids."""
    return {table: [{**row, "event_id": f"{name} {row['event_id']}"} for row in tables[table]] for table in EVENTS}


# ------------------------------------------------------------------------------
# Told
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """The outcomes of all stages by their names, and what was asked of the database after some."""

    stages: Mapping[str, Stage]
    outcomes: Mapping[str, Outcome]
    batches: Mapping[str, list[Any]] = field(default_factory=dict)
    behind: Mapping[str, list[Any]] = field(default_factory=dict)

    def differences(self, stage: str, kind: Kind) -> list[str]:
        """What is wrong after a stage with the universe of a kind, or with the build as a whole."""
        return [
            difference
            for difference in self.outcomes[stage].differences
            if universe_of(difference) == NUMBERS[kind.name] or difference.startswith(FAILED)
        ]

    def seen(self, stage: str, kind: Kind) -> Seen:
        return Seen(self.outcomes[stage].expected, NUMBERS[kind.name])


BATCHES = "select batch, count(*) from lookback_intermediate.int_message_events_arrived group by batch order by batch"


# The tables that have not been made as far as there was something to read.
BEHIND = "select table_name from lookback_state.tables where batch < (select max(batch) from lookback_state.builds)"


def tell_all_kinds(bench: Bench) -> Told:
    stages = story_of_all_kinds()
    outcomes, batches, behind = {}, {}, {}
    with Telling(bench, Story("all kinds", tuple(stages.values()), len(KINDS))) as telling:
        for name in stages:
            outcomes[name] = telling.go_on()
            batches[name] = telling.rows(BATCHES) if name in ("the first build", "arrivals") else []
            behind[name] = telling.rows(BEHIND) if name in ("no new file", "after a partial run: 1") else []
    return Told(stages, outcomes, batches, behind)


def tell(bench: Bench, seed: int) -> Failure | None:
    """What is wrong with a random story, made as short as some more builds can make it."""
    failure = bench.told(random_story(seed, universes=UNIVERSES, rounds=ROUNDS))
    return explain(bench, failure) if failure else None


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future]]:
    """The outcome of each story that this run of pytest asks for."""
    items = [item for item in request.session.items if item.path == Path(__file__)]
    with Workshop(tmp_path_factory.mktemp("arrivals")) as workshop:
        found = {}
        if any("told" in item.fixturenames for item in items):
            found["all kinds"] = workshop.submit(tell_all_kinds)
        for item in items:
            if getattr(item, "originalname", "") == test_builds_in_a_random_story_equal_builds_from_scratch.__name__:
                found[item.name] = workshop.submit(tell, item.callspec.params["seed"])
        yield found


@pytest.fixture(scope="module")
def told(outcomes: dict[str, Future]) -> Told:
    return outcomes["all kinds"].result()


@pytest.mark.parametrize("seed", RANDOM_STORIES)
def test_builds_in_a_random_story_equal_builds_from_scratch(
    seed: int, outcomes: dict[str, Future], request: pytest.FixtureRequest
) -> None:
    failure = outcomes[request.node.name].result()
    if failure is not None:
        pytest.fail(str(failure), pytrace=False)


def assert_none(differences: list[str]) -> None:
    assert not differences, "\n".join(differences)


def by_name(kinds: list[Kind]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", kinds, ids=lambda kind: kind.name)


@by_name(ARRIVALS)
def test_after_arrivals(kind: Kind, told: Told) -> None:
    assert_none(told.differences("arrivals", kind))
    assert kind.shown(told.seen("the first build", kind)) == kind.was
    assert kind.shown(told.seen("arrivals", kind)) == kind.becomes


@by_name(SETTINGS)
def test_after_settings_have_changed(kind: Kind, told: Told) -> None:
    assert_none(told.differences("settings", kind))
    assert kind.shown(told.seen("another name", kind)) == kind.was
    assert kind.shown(told.seen("settings", kind)) == kind.becomes


@by_name(SETTINGS_FOR_ALL)
def test_after_settings_for_all_have_changed(kind: Kind, told: Told) -> None:
    assert_none(told.differences("settings for all", kind))
    assert kind.shown(told.seen("settings", kind)) == kind.was
    assert kind.shown(told.seen("settings for all", kind)) == kind.becomes


def test_after_a_campaign_has_got_another_name(told: Told) -> None:
    assert_none(told.outcomes["another name"].differences)
    assert NAMED.shown(told.seen("an empty day", NAMED)) == NAMED.was
    assert NAMED.shown(told.seen("another name", NAMED)) == NAMED.becomes


@pytest.mark.parametrize(("stage", "var"), [(stage, var) for stage, changes in VAR_CHANGES.items() for var in changes])
def test_after_a_var_has_changed(stage: str, var: str, told: Told) -> None:
    """The build has to be what the oracle says with all vars, and that has to be something else without this one."""
    with_var = told.stages[stage]
    names = list(told.stages)
    before = told.stages[names[names.index(stage) - 1]].variables
    without = {name: value for name, value in with_var.variables.items() if name != var or var in before}
    expected = told.outcomes[stage].expected
    otherwise = compute_marts_of(with_var.tables(), variables=without, rulesets_seed=with_var.rulesets)
    different = [table for table in expected if sorted_rows(expected[table]) != sorted_rows(otherwise[table])]
    assert different, f"the var {var} changes nothing"
    assert_none(told.outcomes[stage].differences)


def sorted_rows(rows: list[Row]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


STAGES = [name for name, stage in story_of_all_kinds().items() if stage.is_whole]


@pytest.mark.parametrize("stage", STAGES)
def test_built_again_equals_built_from_scratch(stage: str, told: Told) -> None:
    assert_none(told.outcomes[stage].differences)


def test_after_it_was_killed_a_build_is_as_from_scratch(told: Told) -> None:
    assert told.outcomes["killed"].process.returncode == -9
    assert_none(told.outcomes["after it was killed"].differences)


@pytest.mark.parametrize("stage", PARTS)
def test_after_partial_runs(stage: str, told: Told) -> None:
    kind = PARTS[stage]
    runs = [outcome.process for name, outcome in told.outcomes.items() if name.startswith(f"{stage}: ")]
    assert [run.returncode for run in runs] == [0] * len(PARTIAL_RUNS[stage]), [run.stdout for run in runs]
    assert_none(told.differences(stage, kind))
    assert kind.shown(told.seen("after it was killed", kind)) == kind.was
    assert kind.shown(told.seen(stage, kind)) == kind.becomes


# ------------------------------------------------------------------------------
# Work that is saved
# ------------------------------------------------------------------------------

MEMOIZED_OR_INCREMENTAL = "memoized_table", "incremental_by_arrival"
# What is known of each event by itself.
EVENT_STORE = {
    *("int_message_events_arrived", "int_app_events_arrived", "int_persons_listed", "int_money_events_extracted"),
    *("int_message_events_copied", "int_app_events_copied", "int_money_events_priced"),
}


def stored_models(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """The models that are tables, by their folder."""
    found: dict[str, list[str]] = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model" and node["config"]["materialized"] in MEMOIZED_OR_INCREMENTAL:
            found.setdefault(node["fqn"][-2], []).append(node["name"])
    return found


def test_a_build_without_changes_makes_nothing(told: Told, manifest: Mapping[str, Any]) -> None:
    stored = {name for names in stored_models(manifest).values() for name in names}
    assert len(stored) > 40
    assert stored - told.outcomes["no new file"].unchanged() == set()
    assert told.behind["no new file"] == []


def test_the_first_build_makes_everything(told: Told) -> None:
    assert told.outcomes["the first build"].unchanged() == set()


def test_a_full_refresh_makes_everything_anew(told: Told) -> None:
    assert told.outcomes["a full refresh"].unchanged() == set()


def test_new_files_add_exactly_their_rows(told: Told) -> None:
    """What was read before keeps its batch; all new rows are of one more."""
    rows = [len(told.stages["arrivals"].files[f"message_events/{name}.parquet"].rows) for name in ("first", "second")]
    [(first_batch, first)] = told.batches["the first build"]
    [(kept_batch, kept), (new_batch, new)] = told.batches["arrivals"]
    assert (first, kept, new) == (rows[0], *rows)
    assert first_batch == kept_batch < new_batch


def test_files_without_rows_change_nothing_behind_the_event_store(told: Told, manifest: Mapping[str, Any]) -> None:
    stored = {name for names in stored_models(manifest).values() for name in names}
    made = stored - told.outcomes["an empty day"].unchanged()
    read_files = {
        *("int_message_events_arrived", "int_message_kinds_listed", "int_app_events_arrived", "int_persons_listed"),
        "event_reconciliation",
    }
    assert made <= read_files


def test_another_name_of_a_campaign_leaves_events_persons_and_credits_alone(
    told: Told, manifest: Mapping[str, Any]
) -> None:
    stored = stored_models(manifest)
    behind = {name for folder in ("identity", "attribution") for name in stored[folder] if name.startswith("int_")}
    # What reads the campaigns themselves is made anew, and comes out the same: nothing that follows from it is.
    reading_campaigns = {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and "model.lookback.int_campaigns_latest" in node["depends_on"]["nodes"]
    }
    assert (EVENT_STORE | behind) - reading_campaigns - told.outcomes["another name"].unchanged() == set()


def test_a_partial_run_makes_what_it_was_asked_for(told: Told) -> None:
    messages = told.outcomes["after a partial run: 1"].messages
    assert messages.keys() == {"int_message_events_arrived", "int_persons_changed"}
    assert "UNCHANGED" not in messages.values()
    assert ("lookback_intermediate.int_persons_changed",) in told.behind["after a partial run: 1"]
    assert ("lookback_intermediate.int_message_events_arrived",) not in told.behind["after a partial run: 1"]


def test_another_key_gives_other_pseudonyms_to_what_is_there(dbt_build: DbtBuild, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", generate_universe(11, size="tiny"))
    shown = []
    for database, key in (("built", "one"), ("built", "two"), ("fresh", "two")):
        file = tmp_path / database / "lookback.duckdb"
        process = dbt_build(
            raw,
            file,
            {"pseudonymize_user_ids": True},
            (*WITHOUT_TESTS, "--select", "+conversions"),
            environment={"LOOKBACK_PSEUDONYM_KEY": key},
        )
        assert process.returncode == 0, process.stdout
        with duckdb.connect(str(file), read_only=True) as connection:
            shown.append(connection.execute("select user_key from marts.conversions order by all").fetchall())
    one, two, fresh = shown
    assert two == fresh
    assert one and not {*one} & {*two}


# ------------------------------------------------------------------------------
# The machinery itself
# ------------------------------------------------------------------------------


def test_random_stories_are_more_than_fifty_and_take_every_kind_of_step() -> None:
    stories = [random_story(seed, universes=UNIVERSES, rounds=ROUNDS) for seed in RANDOM_STORIES]
    assert sum(story.universes for story in stories) >= 50
    assert all(4 <= len(story.stages) - 1 <= 2 * ROUNDS for story in stories)
    taken = {step.split(": ")[-1] for story in stories for stage in story.stages for step in stage.steps}
    assert {step.__name__ for step in EVENT_STEPS} - taken == set()

    more = [random_story(seed, universes=2) for seed in range(60)]
    taken = {step.split(": ")[-1] for story in more for stage in story.stages for step in stage.steps}
    every = (*EVENT_STEPS, *SETTINGS_STEPS, *GOAL_STEPS, *SHARED_STEPS, *VAR_STEPS, *FILE_STEPS)
    assert {*(step.__name__ for step in every), *DISTURBANCES, NO_NEW_FILE} - taken == set()


def test_the_same_seed_gives_the_same_story() -> None:
    assert str(random_story(3, universes=3)) == str(random_story(3, universes=3))
    assert str(random_story(3, universes=3)) != str(random_story(4, universes=3))


def test_partial_runs_know_the_models(manifest: Mapping[str, Any]) -> None:
    nodes = {node["name"]: node for node in manifest["nodes"].values()}
    assert {name for name, node in nodes.items() if node["resource_type"] == "model"} == set(MODELS)
    kinds = {name: nodes[name]["config"]["materialized"] for name in MODELS}
    assert {name for name, kind in kinds.items() if kind == "incremental_by_arrival"} == set(INCREMENTAL)
    assert sum(node["resource_type"] == "seed" for node in nodes.values()) == SEEDS


def test_a_story_can_be_saved_and_read_again(tmp_path: Path) -> None:
    story = random_story(5, universes=2, rounds=1)
    story.save(tmp_path)
    again = load_story(tmp_path)
    assert [stage.steps for stage in again.stages] == [stage.steps for stage in story.stages]
    tables = [compute_counts(told.stages[-1]) for told in (story, again)]
    assert tables[0] == tables[1]
    again.save(tmp_path / "again")
    assert (tmp_path / "again" / "story.json").read_text() == (tmp_path / "story.json").read_text()


def compute_counts(stage: Stage) -> dict[str, int]:
    return {table: len(rows) for table, rows in stage.tables().items()}


class Oracle:
    """Stands in for a bench: a story is wrong if at its end two rows are there, the one by a file after the other."""

    def __init__(self) -> None:
        self.builds = 0

    def told(self, story: Story, *, limit: int = 20) -> Failure | None:
        self.builds += len(story.stages)
        for number in range(1, len(story.stages)):
            before, now = (rows_by_id(story.stages[index]) for index in (number - 1, number))
            wrong = [name for name in now if name.endswith("~culprit") and name.replace("culprit", "reason") in before]
            if wrong:
                differences = [f"marts.conversions (conversion_id={name!r}): expected no row" for name in wrong]
                return Failure(replace(story, stages=story.stages[: number + 1]), differences)
        return None


def rows_by_id(stage: Stage) -> dict[str, Row]:
    return {row["event_id"]: row for row in stage.tables().get("app_events", ()) if row["event_id"]}


def test_a_failure_shrinks_to_the_stages_and_rows_that_matter() -> None:
    story = random_story(6, universes=3, rounds=3)
    for name, first in (("reason", 1), ("culprit", 3)):
        row = {**app("purchase", f"2~{name}", START), TAG: f"2.{name}"}
        stages = [
            replace(stage, files={**stage.files, f"app_events/{name}.parquet": File("app_events", (row,))})
            if number >= first
            else stage
            for number, stage in enumerate(story.stages)
        ]
        story = replace(story, stages=tuple(stages))
    bench: Any = Oracle()
    failure = explain(bench, bench.told(story))
    assert len(failure.story.stages) == 2
    rows = failure.story.every_row()
    assert [row["event_id"] for row in rows.pop("app_events")] == ["2~reason", "2~culprit"]
    assert rows == {}
    assert "culprit" in str(failure)


def test_the_raw_folder_follows_the_story(tmp_path: Path) -> None:
    """Files are written, left alone, moved and removed as from one stage to the next."""
    one, two = (File("app_events", (app("log in", name, START),)) for name in ("one", "two"))
    arrivals.change_files(tmp_path, {}, {"app_events/a.parquet": one, "app_events/b.parquet": two})
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "app_events").iterdir()}
    after = {"app_events/moved.parquet": two, "app_events/empty.parquet": File("app_events")}
    arrivals.change_files(tmp_path, {"app_events/a.parquet": one, "app_events/b.parquet": two}, after)
    found = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "app_events").iterdir()}
    assert found.keys() == {"moved.parquet", "empty.parquet"}
    assert found["moved.parquet"] == times["b.parquet"]


def test_databases_differ_in_any_table_and_any_cell(tmp_path: Path) -> None:
    for name, amount in (("one", "1.00"), ("two", "1.01")):
        with duckdb.connect(str(tmp_path / f"{name}.duckdb")) as connection:
            connection.execute("create schema marts; create schema lookback_intermediate; create schema lookback_state")
            connection.execute(f"create table marts.some as select 'a' as id, {amount}::decimal(18, 2) as amount")
            connection.execute("create table marts.twice as select unnest([1, 1]) as id")
            connection.execute(f"create table lookback_intermediate.some as select {amount} as batch, 1 as id")
            connection.execute(f"create table lookback_state.some as select {amount} as id")
            if name == "two":
                connection.execute("delete from marts.twice; insert into marts.twice values (1)")
                connection.execute("create table marts.more as select 1 as id")
    found = arrivals.differing_tables(tmp_path / "one.duckdb", tmp_path / "two.duckdb")
    assert [line.split(" ")[0] for line in found] == ["marts.more:", "marts.some", "marts.some", "marts.twice"]
    assert arrivals.differing_tables(tmp_path / "one.duckdb", tmp_path / "one.duckdb") == []
