"""Small, hostile raw folders: generated at random, yet always within the contract.

A universe is a raw folder in memory: a dict of table name to rows. It is small so that everything collides
(few devices, users, campaigns and instants), and hostile in its details: the exact ends of windows and days
and one microsecond to either side, ids that only a byte-wise comparison orders rightly, redelivered events
that contradict each other, rows bad in several ways at once, and amounts that are anything but a number. Its
settings never contradict each other, so that a build has to succeed.

    tables = generate_universe(42)
    write_raw("raw", tables, seed=42)  # then: build it, and ask the oracle

The same seed gives the same universe.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import hypothesis
from hypothesis import HealthCheck, Phase, given, settings, strategies
from hypothesis.strategies import SearchStrategy

from oracle import default_rulesets_seed, other_vendors_seed

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# The contract's raw tables: their columns and types.
SCHEMAS: dict[str, dict[str, str]] = {
    "message_events": {
        "event_id": "varchar",
        "event_type": "varchar",
        "channel": "varchar",
        "occurred_at": "timestamp",
        "received_at": "timestamp",
        "campaign_id": "varchar",
        "message_id": "varchar",
        "device_id": "varchar",
        "user_id": "varchar",
        "platform": "varchar",
        "trigger_type": "varchar",
        "message_format": "varchar",
        "click_target": "varchar",
        "element_id": "varchar",
        "element_label": "varchar",
        "reason": "varchar",
        "variant": "varchar",
    },
    "app_events": {
        "event_id": "varchar",
        "event_name": "varchar",
        "occurred_at": "timestamp",
        "received_at": "timestamp",
        "device_id": "varchar",
        "user_id": "varchar",
        "platform": "varchar",
        "properties": "varchar",
    },
    "campaigns": {
        "campaign_id": "varchar",
        "updated_at": "timestamp",
        "campaign_name": "varchar",
        "channel": "varchar",
        "message_type": "varchar",
        "status": "varchar",
        "body": "varchar",
        "purchase_conversion_tracking": "boolean",
        "published_at": "timestamp",
        "scheduled_at": "timestamp",
        "ends_at": "timestamp",
    },
    "campaign_conversion_events": {
        "campaign_id": "varchar",
        "slot": "integer",
        "event_name": "varchar",
        "conversion_kind": "varchar",
        "basis": "varchar",
        "window_hours": "integer",
    },
    "purchase_events": {
        "event_name": "varchar",
        "role": "varchar",
        "amount_key": "varchar",
        "quantity_key": "varchar",
        "order_id_key": "varchar",
        "currency_key": "varchar",
        "currency": "varchar",
    },
    "conversion_window_changes": {"changed_at": "timestamp", "window_hours": "integer"},
    "unit_costs": {
        "campaign_id": "varchar",
        "message_format": "varchar",
        "unit_cost": "decimal(18,4)",
        "currency": "varchar",
        "effective_from": "timestamp",
    },
    "user_consents": {
        "user_id": "varchar",
        "channel": "varchar",
        "is_consented": "boolean",
        "is_night_consented": "boolean",
        "changed_at": "timestamp",
    },
    "exchange_rates": {"currency": "varchar", "effective_date": "date", "rate": "decimal(18,6)"},
}
OPTIONAL_TABLES = ("campaign_conversion_events", "unit_costs", "user_consents", "exchange_rates")
GLOBAL_TABLES = ("purchase_events", "conversion_window_changes", "exchange_rates")

CHANNELS = ("push", "kakaotalk", "text", "in_app")
BASES = ("send", "impression", "open", "click")
ALLOWED_BASES = {"push": ("send", "click"), "kakaotalk": ("send",), "text": ("send",), "in_app": ("click",)}
OTHER_VENDORS = sorted({row["ruleset"] for row in other_vendors_seed()})
CREDITS = ("last_touch", "every_touch", "first_touch", "linear", "position_based", "time_decay")
MESSAGE_STATUSES = ("waiting", "ready", "sending", "completed", "cancelled", "failed")
IN_APP_STATUSES = (
    "writing",
    "waiting_to_post",
    "preparing",
    "posting",
    "posting_modified",
    "stopped",
    "ended",
)
EVENT_TYPES_ON = {
    "push": ("targeted", "sent", "sent", "failed", "restricted", "open", "open", "click", "click"),
    "kakaotalk": ("targeted", "sent", "sent", "failed", "restricted", "click", "click"),
    "text": ("targeted", "sent", "sent", "failed", "restricted", "click", "click"),
    "in_app": ("impression", "impression", "impression", "click", "click", "click"),
}
EVERY_EVENT_TYPE = (
    "targeted",
    "sent",
    "failed",
    "restricted",
    "impression",
    "open",
    "click",
    "held_out",
)
FORMATS_ON = {
    "push": ("PUSH", "RICH"),
    "kakaotalk": ("alimtalk", "Alimtalk"),
    "text": ("SMS", "LMS", "MMS"),
    "in_app": ("popup",),
}

PURCHASES = ("purchase", "gift", "subscription_payment", "구매 {{ x }}")
REFUNDS = ("refund", "subscription_refund")
RESET = "reset_identity"
STANDARD_EVENTS = ("coupon_issued", "Coupon_Issued", "login", "it's_done", '장바구니 "담기"', "<b>signup</b>")
OTHER_EVENTS = ("view_page", "purchase ", "PURCHASE", "LOGIN")

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
START = datetime(2024, 5, 1)
NUDGES = (timedelta(0), timedelta(0), MICROSECOND, -MICROSECOND)
PROPAGATION = timedelta(minutes=10)
SETTLEMENT = 72 * HOUR
HORIZON = 720 * HOUR
WINDOWS = (1, 12, 24, 36, 48, 72, 168)

# Prefixes of ids. A locale, a case-insensitive or a UTF-16 comparison orders them otherwise than bytes do.
PREFIXES = ("", "", "", "", "A", "a", "Z", "_", '"', "'", "é", "Ａ", "Ａ", "🛒", "🛒", " ", "z z", "\\", "-")
BODIES = ("(광고) Hello", "Hello", "(Advertisement) Hello", " (광고) Hello")
ODD_TEXTS = (
    "",
    "",
    " ",
    "NULL",
    "null",
    "이름",
    "ÅÄÖ",
    "🛒👩‍👩‍👧",
    " lead and trail ",
    "line\nbreak\ttab\r\nend",
    "quotes ' \" `",
    "back\\slash \\n \\' ",
    "comma, semicolon; pipe|",
    "'; drop table campaigns; --",
    "{{ this }} {% raw %} {# note #}",
    "<script>alert('x')</script> &amp;",
    "%s %(x)s ${x} $1 :x ?",
    "0",
    "true",
)
LONG_TEXT = "long " * 2000

SIZES = {"tiny": (3, 24, 16), "small": (6, 110, 70), "medium": (8, 420, 280), "large": (14, 2000, 1300)}


# ------------------------------------------------------------------------------
# Properties
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Raw:
    """A JSON value written exactly as its text."""

    text: str


ORDINARY_NUMBERS = (
    *("0", "1", "5", "7.5", "1000", "12345.67", "1.005", "2.675", "1.0", "3.00", "0.005", "0.004999"),
    *("0.015", "1E+3", "1e3", "1.5e-2", "1e-7", "-0", "-0.0", "0.1", "99.995", "100000.005"),
)
ORDINARY_TEXT_NUMBERS = (
    *("0", "5", "12.50", "1.005", "2.675", "00012.5", "-0", "-0.00", "999.995"),
    "0.0049999999999999999999999999",
    "0.005" + "0" * 80 + "1",
)
LARGE_NUMBERS = (Raw("1000000000"), Raw("987654321.125"), Raw("1e9"), "1000000000.005")
HUGE_NUMBERS = (Raw("4400000000000000"), Raw("4.4e15"), "4400000000000000.01", "4399999999999999.995")
GREATEST_NUMBERS = (
    *map(Raw, ("9007199254740993", "9000000000000000", "9.9e15")),
    *("9999999999999999.99", "9999999999999999.994999", "9007199254740993.01"),
)
BAD_NUMBERS = (
    *map(Raw, ("null", "true", "false", "[5]", '{"price": 5}', "[]", "-1", "-0.01", "-5", "1e400", "1e300")),
    *map(Raw, ("10000000000000000", "1e16", "9999999999999999.999", "123456789012345678901234567890")),
    *("", " ", " 1", "1 ", "+1", ".5", "1.", "1e3", "1E+3", "0x1", "1_0", "1,000", "NaN", "Infinity", "inf"),
    *("-1", "-0.01", "--1", "1.2.3", "٣", "１", "1\n", "a lot", "10000000000000000", "9999999999999999.995"),
    "1" + "0" * 5000,
)
CURRENCIES = ("KRW", "KRW", "USD", "JPY", "")
ODD_CURRENCIES = (*map(Raw, ("null", "5", "true", "[]", '{"USD": 1}')), "XXX", "usd", "USD ", "jpy")
ORDER_IDS = (
    *("o-1", "o-2", "O-1", "o'3\"", "주문 1", "1", "2", " ", "a\\b", "line\nbreak"),
    *map(Raw, ("1", "2", "2", "7", "1.5", "2.50", "12345678901234567890123")),
)
NO_ORDER_IDS = ("", *map(Raw, ("null", "true", "false", '["o-1"]', '{"id": "o-1"}')))
MALFORMED = (
    *("{", "}", "not json", '{"a" 1}', "{'price': 5}", '{"price": }', '{"price": 5} {}', '{"price": 5}}'),
    *("[]", '[{"price": 5}]', '"text"', "5", "null", "true", " ", '"{}"', '{"price": 01}', '{"price": +1}'),
)
HARMLESS = (*("{}", ' {"a": 1} ', "\n{}\t", '{"": {"": ""}}', '{"price": -5}', '{"a": "\\u00e9\\/"}', '{"a":[1,[]]}'),)


def written(value: Any, *, ascii_only: bool = False) -> str:
    """A value as JSON text; `Raw` values as they are."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        items = (
            f"{written(key, ascii_only=ascii_only)}: {written(item, ascii_only=ascii_only)}"
            for key, item in value.items()
        )
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item, ascii_only=ascii_only) for item in value) + "]"
    return json.dumps(value, ensure_ascii=ascii_only)


def with_property(properties: Row, key: str, value: Any, *, flat: bool) -> None:
    """Puts a value where the key finds it: top-level, or nested when the key is a path and not `flat`."""
    if flat or "." not in key:
        properties[key] = value
        return
    first, rest = key.split(".", 1)
    inner = properties.setdefault(first, {})
    if isinstance(inner, dict):
        with_property(inner, rest, value, flat=False)


# ------------------------------------------------------------------------------
# Generation
# ------------------------------------------------------------------------------


def generate_universe(seed: int, *, size: str = "small", huge_amounts: bool = True) -> Tables:
    """A hostile raw folder that obeys the contract.

    `size` is `tiny`, `small`, `medium` or `large`. Without `huge_amounts` the numbers stay below ten million:
    far beyond that, weights held as doubles (`time_decay`) no longer settle the last digit of a share.
    Optional tables may be missing from the result.
    """
    return Generator(seed, size, huge_amounts).tables()


def is_huge(event: Row) -> bool:
    """Whether the properties state one of the huge numbers."""
    texts_of_numbers = (number.text if isinstance(number, Raw) else number for number in HUGE_NUMBERS)
    return any(text in (event.get("properties") or "") for text in texts_of_numbers)


class Generator:
    """One universe in the making."""

    def __init__(self, seed: int, size: str, huge_amounts: bool) -> None:
        self.rng = random.Random(f"universe {seed}")
        self.campaign_count, self.message_count, self.app_count = SIZES[size]
        self.huge_amounts = huge_amounts
        self.huge_amounts_left = 1 if huge_amounts else 0
        self.serial = count(1)
        self.event_ids: set[str] = set()
        people = max(3, self.message_count // 40)
        self.users = self.some_ids("user", people, extra=("u:user-1", "d:dev-1", "USER-1", " "))
        self.users += [LONG_TEXT] if self.chance(0.1) else []
        self.devices = self.some_ids("dev", people + 1, extra=("u:user-1", "DEV-1", "d:dev-1"))
        self.message_ids = self.some_ids("msg", self.message_count // 4 + 1)
        self.elements = (None, "", "el-1", "EL-1", "el-2", "body", "button", "image", '<a href="#">', "🛒")
        self.purchase_events = self.make_purchase_events()
        self.window_changes = self.make_window_changes()
        self.exchange_rates = self.make_exchange_rates()
        self.campaigns = self.make_campaigns()
        self.goals = self.make_goals()
        self.moments = self.settings_moments()
        self.touched_at: list[datetime] = [START]
        self.converted_at: list[datetime] = [START]

    def tables(self) -> Tables:
        message_events = [self.make_message_event() for _ in range(self.message_count)]
        app_events = [self.make_app_event() for _ in range(self.app_count)]
        elsewhere = {"campaign_id": self.one(self.campaigns)["campaign_id"]}
        message_events += self.twins(message_events, "m", elsewhere)
        app_events += self.twins(app_events, "a", {"user_id": self.one(self.users)})
        message_events += self.redelivered(message_events, self.spoil_message_event)
        app_events += self.redelivered(app_events, self.spoil_app_event)
        message_events += self.bad_copies(message_events, self.message_faults())
        app_events += self.bad_copies(app_events, self.app_faults())
        for touch, conversion in self.settling_events([*message_events, *app_events]):
            message_events.append(touch)
            app_events.append(conversion)
        app_events += self.hermits()
        tables = {
            "message_events": message_events,
            "app_events": app_events,
            "campaigns": self.campaigns,
            "campaign_conversion_events": self.goals,
            "purchase_events": self.purchase_events,
            "conversion_window_changes": self.window_changes,
            "unit_costs": self.make_unit_costs(),
            "user_consents": self.make_user_consents(),
            "exchange_rates": self.exchange_rates,
        }
        for rows in tables.values():
            self.rng.shuffle(rows)
        return {table: rows for table, rows in tables.items() if rows or self.is_written_empty(table)}

    def is_written_empty(self, table: str) -> bool:
        """An optional table without rows may be absent, or be there and empty."""
        return table not in OPTIONAL_TABLES or self.chance(0.5)

    # Chance

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def one(self, values: Iterable[Any]) -> Any:
        return self.rng.choice(list(values))

    def nothing(self) -> str | None:
        """Null, or the empty text that counts as null."""
        return self.one((None, None, ""))

    def maybe(self, value: Any, probability: float = 0.7) -> Any:
        return value if self.chance(probability) else self.nothing()

    def odd_text(self, usual: str) -> str | None:
        if self.chance(0.6):
            return usual
        return LONG_TEXT if self.chance(0.03) else self.one(ODD_TEXTS)

    # Ids

    def some_ids(self, stem: str, number: int, extra: tuple[str, ...] = ()) -> list[str]:
        ids = [f"{self.one(PREFIXES)}{stem}-{i}" for i in range(number)]
        return ids + [odd for odd in extra if self.chance(0.25)]

    def event_id(self, stem: str) -> str:
        """Unique; equal instants are decided by ids, whose prefixes are in no natural order."""
        while True:
            event_id = f"{self.one(PREFIXES)}{stem}{self.rng.randrange(100)}-{next(self.serial)}"
            if event_id not in self.event_ids:
                self.event_ids.add(event_id)
                return event_id

    # Time

    def grid(self) -> datetime:
        """A coarse grid over the days in which most things happen."""
        return START + self.rng.randrange(12 * 8) * 3 * HOUR

    def settings_moments(self) -> list[datetime]:
        """Instants at which the settings change, and the ends of days in Seoul."""
        moments = [change["changed_at"] + PROPAGATION for change in self.window_changes]
        moments += [change["changed_at"] for change in self.window_changes]
        moments += [START + timedelta(days=day, hours=15) for day in range(1, 14)]
        moments += [c[k] for c in self.campaigns for k in ("published_at", "ends_at") if c[k] is not None]
        return [moment for moment in moments if START - 40 * DAY < moment < START + 80 * DAY]

    def moment(self) -> datetime:
        """The grid, an exact end of something, or an instant used before."""
        kind = self.rng.random()
        if kind < 0.45:
            return self.grid()
        if kind < 0.65:
            return self.one(self.moments) + self.one(NUDGES)
        if kind < 0.9:
            return self.one(self.one((self.touched_at, self.converted_at))[-40:])
        if kind < 0.97:
            return self.grid() + timedelta(microseconds=self.rng.randrange(10**10))
        return self.grid() + self.one((-1, 1)) * HORIZON + self.one(NUDGES)

    def moment_after_touch(self) -> datetime:
        """Most conversions are near a touch: some time after, or at the exact end of a window or horizon."""
        if self.chance(0.3):
            return self.moment()
        touched_at = self.one(self.touched_at)
        if self.chance(0.5):
            return touched_at + self.rng.randrange(24) * HOUR / 2 + self.one(NUDGES)
        return touched_at + self.one((*WINDOWS, 720)) * HOUR + self.one(NUDGES)

    def received_at(self, occurred_at: datetime) -> datetime:
        """Soon after, late, or before by a clock that is wrong: up to 24 h is accepted."""
        kind = self.rng.random()
        if kind < 0.8:
            return occurred_at + self.rng.randrange(4) * timedelta(minutes=5)
        if kind < 0.9:
            return occurred_at + self.rng.randrange(1, 60) * HOUR
        if kind < 0.96:
            return occurred_at - self.rng.randrange(24) * HOUR
        return occurred_at - DAY + self.one((timedelta(0), MICROSECOND, -MICROSECOND))

    # Settings

    def make_purchase_events(self) -> list[Row]:
        """The keys are the same in every universe, so that universes can be merged."""
        keys = {
            "purchase": ("purchase", "price", "qty", "order_id", "cur", "KRW"),
            "gift": ("purchase", "value", self.nothing(), self.nothing(), self.nothing(), "KRW"),
            "subscription_payment": ("purchase", "order.total", None, "order.id", None, "USD"),
            "구매 {{ x }}": ("purchase", 'it\'s "가격"', "a.b.c", "order.id", "order.currency", "JPY"),
            "refund": ("refund", "amount", self.nothing(), "order_id", "cur", "KRW"),
            "subscription_refund": ("refund", "order.total", "order.qty", "order.id", None, "USD"),
        }
        columns = [column for column in SCHEMAS["purchase_events"] if column != "event_name"]
        return [{"event_name": name, **dict(zip(columns, row, strict=True))} for name, row in keys.items()]

    def make_window_changes(self) -> list[Row]:
        """Changes near one another, at ends of days once in force, back to the same value, or only one."""
        moments = {self.one((START - 30 * DAY, START + DAY, START - PROPAGATION))}
        for _ in range(self.rng.randrange(6)):
            moment = self.one((self.grid(), START + self.rng.randrange(12) * DAY + 15 * HOUR))
            moments.add(moment - self.one((PROPAGATION, timedelta(0))) + self.one(NUDGES))
            if self.chance(0.3):
                moments.add(moment - timedelta(minutes=5))
        if self.chance(0.2):
            moments.add(START + 200 * DAY)
        return [{"changed_at": moment, "window_hours": self.one(WINDOWS)} for moment in sorted(moments)]

    def make_exchange_rates(self) -> list[Row]:
        """None, or one for every currency, some from late on; the reporting currency's own says nothing."""
        if self.chance(0.05):
            return []
        rows = {}
        starts = {"USD": -40, "JPY": self.one((-40, 0, 4)), "KRW": self.one((-40, 2))}
        digits = {"USD": "1350.500000", "JPY": "8.725000", "KRW": "0.000740"}
        for currency, start in starts.items():
            days = {start, *(self.rng.randrange(start, 13) for _ in range(self.rng.randrange(4)))}
            for day in days:
                percent = 100 if day == start else self.rng.randrange(80, 120)
                rate = Decimal(digits[currency]) * percent / 100
                rows[currency, day] = rate.quantize(Decimal("0.000001"))
        return [
            {"currency": currency, "effective_date": date(2024, 5, 1) + timedelta(days=day), "rate": rate}
            for (currency, day), rate in rows.items()
        ]

    def make_campaigns(self) -> list[Row]:
        rows = []
        for number in range(self.campaign_count):
            channel = CHANNELS[number % 4] if number < 4 else self.one(CHANNELS)
            rows += self.make_versions(f"{self.one(PREFIXES)}{channel}-{number}", channel)
        return rows

    def make_versions(self, campaign_id: str, channel: str) -> list[Row]:
        """Versions of one campaign: tracking is fixed once published, everything else changes at will."""
        tracking = self.chance(0.7)
        published_at = None
        if self.chance(0.85):
            published_at = self.one((START - 20 * DAY, START, self.change_moment()))
        around = published_at or START
        updated_at = {around + self.one((-3, -2, -1, 0, 0, 1, 2, 5)) * HOUR for _ in range(4)}
        versions = []
        for moment in sorted(updated_at)[: self.rng.randrange(1, 5)]:
            is_published = published_at is not None and moment >= published_at
            announced = published_at if is_published or self.chance(0.5) else None
            versions.append(
                {
                    "campaign_id": campaign_id,
                    "updated_at": moment,
                    "campaign_name": self.odd_text(f"{campaign_id}, {len(versions)}"),
                    "channel": channel,
                    "message_type": self.one(("informational", "advertising")),
                    "status": self.one(IN_APP_STATUSES if channel == "in_app" else MESSAGE_STATUSES),
                    "body": self.maybe(self.odd_text(BODIES[len(versions) % len(BODIES)])),
                    "purchase_conversion_tracking": tracking if is_published else self.chance(0.7),
                    "published_at": announced,
                    "scheduled_at": self.one((None, moment - HOUR)),
                    "ends_at": self.one((None, None, START + 100 * DAY, self.change_moment())),
                }
            )
        return versions

    def change_moment(self) -> datetime:
        """When a change of the window takes effect, to the microsecond."""
        return self.one(self.window_changes)["changed_at"] + PROPAGATION + self.one(NUDGES)

    def present_channels(self) -> dict[str, str]:
        return {campaign["campaign_id"]: campaign["channel"] for campaign in self.campaigns}

    def make_goals(self) -> list[Row]:
        """Up to five goals a campaign, in any slots."""
        names = [*PURCHASES, *STANDARD_EVENTS, "refund", RESET]
        rows = []
        for campaign_id, channel in self.present_channels().items():
            slots = self.rng.sample(range(1, 6), 5)
            for event_name in self.rng.sample(names, self.one((0, 1, 3, 5, 5))):
                rows.append(
                    {
                        "campaign_id": campaign_id,
                        "slot": slots.pop(),
                        "event_name": event_name,
                        "conversion_kind": "purchase" if event_name in PURCHASES else "standard",
                        "basis": self.one(ALLOWED_BASES[channel]),
                        "window_hours": self.one((*WINDOWS, 720, 1000)),
                    }
                )
        return rows if self.chance(0.95) else []

    def make_unit_costs(self) -> list[Row]:
        """Costs in any currency, of some formats or of every format; none where there are no rates."""
        rows = {}
        for campaign_id, channel in self.present_channels().items():
            formats = [None, "", *FORMATS_ON[channel], "LMS"]
            for message_format in self.rng.sample(formats, self.one((0, 1, 2, 3))):
                for _ in range(self.rng.randrange(1, 4)):
                    effective_from = self.one((START, self.moment(), self.moment()))
                    rows[campaign_id, message_format or None, effective_from] = {
                        "campaign_id": campaign_id,
                        "message_format": message_format,
                        "unit_cost": self.one(map(Decimal, ("0", "9.9", "0.005", "12.3456", "0.0001", "30"))),
                        "currency": self.one(("KRW", "USD", "JPY")),
                        "effective_from": effective_from,
                    }
        return list(rows.values()) if self.exchange_rates and self.chance(0.9) else []

    def make_user_consents(self) -> list[Row]:
        """None, few or many; some at the exact instant of a send, some twice at one instant."""
        return [
            {
                "user_id": self.maybe(self.one(self.users), 0.95),
                "channel": self.one(CHANNELS),
                "is_consented": self.one((True, True, False, None)),
                "is_night_consented": self.one((True, False, None)),
                "changed_at": self.one((self.grid(), self.one(self.touched_at), START - DAY, None)),
            }
            for _ in range(self.one((0, 3, 10, 60)))
        ]

    # Events

    def person(self, device_probability: float = 0.8) -> tuple[str | None, str | None]:
        """A device, a user, or both, which asserts that the user is on the device."""
        device_id = self.maybe(self.one(self.devices), device_probability)
        user_id = self.maybe(self.one(self.users), 0.35)
        if not device_id and not user_id:
            if self.chance(0.7):
                return device_id, self.one(self.users)
            return self.one(self.devices), user_id
        return device_id, user_id

    def make_message_event(self) -> Row:
        campaign = self.one(self.campaigns)
        channel = campaign["channel"] if self.chance(0.85) else self.one(CHANNELS)
        event_type = self.one(EVERY_EVENT_TYPE if self.chance(0.1) else EVENT_TYPES_ON[channel])
        device_id, user_id = self.person(0.2 if channel in ("kakaotalk", "text") else 0.9)
        occurred_at = self.moment()
        self.touched_at.append(occurred_at)
        is_click = event_type == "click" or self.chance(0.05)
        reasons = {"failed": ("invalid_address", "opted_out"), "restricted": ("fatigue", "do_not_disturb")}
        return {
            "event_id": self.event_id("m"),
            "event_type": event_type,
            "channel": channel,
            "occurred_at": occurred_at,
            "received_at": self.received_at(occurred_at),
            "campaign_id": campaign["campaign_id"],
            "message_id": self.maybe(self.one(self.message_ids)),
            "device_id": device_id,
            "user_id": user_id,
            "platform": self.maybe(self.one(("android", "ios", "web", "web", "Android", "tv")), 0.8),
            "trigger_type": self.one((*("console", "api", "journey", "TEST", "", None) * 4, "test")),
            "message_format": self.maybe(self.one((*FORMATS_ON[channel], "sms"))),
            "click_target": self.maybe(self.one(("body", "button", "image", "BODY"))) if is_click else None,
            "element_id": self.one(self.elements) if is_click else self.nothing(),
            "element_label": self.odd_text("label") if is_click else self.nothing(),
            "reason": self.maybe(self.one((*reasons.get(event_type, ("",)), "fatigue")), 0.9),
            "variant": self.one((None, "", "A", "B")),
        }

    def make_app_event(self) -> Row:
        kind = self.rng.random()
        if kind < 0.45:
            event_name = self.one(PURCHASES)
        elif kind < 0.6:
            event_name = self.one(REFUNDS)
        elif kind < 0.85:
            event_name = self.one(STANDARD_EVENTS)
        else:
            event_name = self.one((*[RESET] * 5, *OTHER_EVENTS))
        device_id, user_id = self.person(0.95 if event_name == RESET else 0.6)
        occurred_at = self.moment() if event_name == RESET else self.moment_after_touch()
        self.converted_at.append(occurred_at)
        return {
            "event_id": self.event_id("a"),
            "event_name": event_name,
            "occurred_at": occurred_at,
            "received_at": self.received_at(occurred_at),
            "device_id": device_id,
            "user_id": user_id,
            "platform": self.maybe(self.one(("android", "ios", "web"))),
            "properties": self.properties(event_name),
        }

    def properties(self, event_name: str) -> str | None:
        row = next((row for row in self.purchase_events if row["event_name"] == event_name), None)
        if row is None:
            return self.one((None, "", *HARMLESS)) if self.chance(0.95) else self.one(MALFORMED)
        if self.chance(0.03):
            return self.one((None, "", *MALFORMED))
        properties: Row = {"note": self.one(ODD_TEXTS), "nested": {"price": Raw("-7"), "value": "x"}}
        fillers = {
            "amount_key": self.number,
            "quantity_key": self.quantity,
            "order_id_key": lambda: self.one(ORDER_IDS if self.chance(0.8) else NO_ORDER_IDS),
            "currency_key": lambda: self.one(CURRENCIES if self.chance(0.95) else ODD_CURRENCIES),
        }
        for column, filler in fillers.items():
            if row[column] and not self.chance(0.02 if column in ("amount_key", "quantity_key") else 0.2):
                with_property(properties, row[column], filler(), flat=self.chance(0.25))
                if "." in row[column] and self.chance(0.1):
                    with_property(properties, row[column], self.one((filler(), "", Raw("null"))), flat=True)
        if self.chance(0.03):
            properties["order"] = self.one(([], Raw("5"), "text", Raw("null")))
        if self.chance(0.03):
            properties["a.b"] = {"c": Raw("1000")}
        if self.chance(0.01):
            properties["note"] = LONG_TEXT
        items = list(properties.items())
        self.rng.shuffle(items)
        return written(dict(items), ascii_only=self.chance(0.5))

    def number(self) -> Raw | str:
        """An amount: mostly a number, sometimes a strange one, sometimes none."""
        kind = self.rng.random()
        if kind < 0.05:
            return self.one(BAD_NUMBERS)
        if kind < 0.1 and self.huge_amounts:
            return self.one(LARGE_NUMBERS)
        if kind < 0.15 and self.huge_amounts_left:
            self.huge_amounts_left -= 1
            return self.one(HUGE_NUMBERS)
        if kind < 0.3:
            return self.one(ORDINARY_TEXT_NUMBERS)
        if kind < 0.7:
            return Raw(self.one(ORDINARY_NUMBERS))
        return Raw(f"{self.rng.randrange(10**6)}.{self.rng.randrange(10 ** self.rng.randrange(1, 4))}")

    def quantity(self) -> Raw | str:
        """A quantity: nearly always a small number."""
        return self.one(BAD_NUMBERS if self.chance(0.03) else (*map(Raw, ("1", "1", "2", "3.0")), "1"))

    # Twins, redeliveries, bad rows and the end

    def twins(self, events: list[Row], stem: str, difference: Row) -> list[Row]:
        """Other events at the same instants: only their ids, or one thing more, tell them apart.

        Huge amounts have none: the sum of two is more than an amount may be.
        """
        return [
            {**event, **self.one(({}, difference)), "event_id": self.event_id(stem)}
            for event in self.rng.sample(events, len(events) // 10)
            if not is_huge(event)
        ]

    def redelivered(self, events: list[Row], spoil: Any) -> list[Row]:
        """Further rows with the ids of others: the same, or contradicting, and received in any order."""
        copies = []
        for event in self.rng.sample(events, len(events) // 6):
            for _ in range(self.one((1, 1, 2))):
                copy = dict(event)
                if self.chance(0.75):
                    copy["received_at"] += self.one((0, 0, 1, -1)) * self.one((HOUR, MICROSECOND))
                if self.chance(0.3):
                    copy["occurred_at"] += self.one((1, -1)) * self.one((HOUR, MICROSECOND))
                if self.chance(0.7):
                    spoil(copy)
                copies.append(copy)
        return copies

    def spoil_message_event(self, event: Row) -> None:
        """Contradicts an event in some of its columns."""
        other = self.make_message_event()
        columns = ("event_type", "campaign_id", "device_id", "user_id", "platform", "trigger_type", "reason")
        event.update({column: other[column] for column in columns if self.chance(0.3)})
        if not event["device_id"] and not event["user_id"]:
            event["user_id"] = self.one(self.users)

    def spoil_app_event(self, event: Row) -> None:
        """Contradicts an event in some of its columns; its figures stay those of its name."""
        other = self.make_app_event()
        event.update({column: other[column] for column in ("device_id", "user_id") if self.chance(0.4)})
        if self.chance(0.4):
            event.update({column: other[column] for column in ("event_name", "properties")})
        if not event["device_id"] and not event["user_id"]:
            event["device_id"] = self.one(self.devices)

    def message_faults(self) -> list[Row]:
        """What makes a message event bad, in the order in which the reasons are looked for."""
        return [
            {"event_id": self.nothing()},
            {"occurred_at": None},
            {"received_at": None},
            {"event_type": self.one((None, "", "SENT", "sent ", "delivered"))},
            {"channel": self.one((None, "", "Push", "email", "in_app "))},
            {"device_id": self.nothing(), "user_id": self.nothing()},
            {"campaign_id": self.one((None, "", "nobody", "PUSH-0", "' or 1 = 1 --"))},
            {"received_at": START - 50 * DAY},
        ]

    def app_faults(self) -> list[Row]:
        """What makes an app event bad, in the order in which the reasons are looked for."""
        figures = {"event_name": "purchase", "properties": '{"price": 5, "qty": 1, "cur": "XXX"}'}
        return [
            {"event_id": self.nothing()},
            {"occurred_at": None},
            {"received_at": None},
            {"event_name": self.nothing()},
            {"device_id": self.nothing(), "user_id": self.nothing()},
            {"received_at": START - 50 * DAY},
            {"properties": self.one(MALFORMED)},
            {"event_name": "gift", "properties": written({"value": self.one(BAD_NUMBERS)})},
            {"event_name": "purchase", "properties": '{"price": -1, "qty": 1, "cur": "XXX"}'},
            {"event_name": "purchase", "properties": '{"price": -5, "qty": -1}'},
            figures,
        ]

    def bad_copies(self, events: list[Row], faults: list[Row]) -> list[Row]:
        """Rows with one fault or several, some with the id of an event that is all right."""
        copies = []
        for fault in faults:
            for _ in range(self.one((0, 1, 1, 2))):
                copy = dict(self.one(events))
                if copy["event_id"] and self.chance(0.7):
                    copy["event_id"] = self.event_id("r")
                for further in (f for f in faults if self.chance(0.15)):
                    copy.update(further)
                copy.update(fault)
                copies.append(copy)
        return copies

    def hermits(self) -> list[Row]:
        """The greatest amounts are spent by one whom no message reaches: their sums would be too much."""
        if not self.huge_amounts:
            return []
        person = {"device_id": None, "user_id": "hermit", "event_name": "gift"}
        return [
            {**self.make_app_event(), **person, "properties": written({"value": self.one(GREATEST_NUMBERS)})}
            for _ in range(self.one((0, 1, 2)))
        ]

    def settling_events(self, events: list[Row]) -> Iterator[tuple[Row, Row]]:
        """Conversions just about a settlement period before the latest accepted row, and their touches."""
        if self.chance(0.3):
            return
        end = max(event["received_at"] for event in events if event["received_at"]) + HOUR
        person = {"device_id": None, "user_id": self.one(self.users)}
        for nudge in (SETTLEMENT, timedelta(0), MICROSECOND, -MICROSECOND):
            converted_at = end - SETTLEMENT + nudge
            touch = {"event_type": "click", "trigger_type": "", "occurred_at": converted_at - HOUR}
            conversion = {"event_name": "gift", "occurred_at": converted_at, "properties": '{"value": 1}'}
            touch["received_at"] = converted_at
            conversion["received_at"] = min(end, converted_at + HOUR)
            yield (
                {**self.make_message_event(), **person, **touch},
                {**self.make_app_event(), **person, **conversion},
            )
        test = {"trigger_type": "test", "received_at": end + 9 * HOUR}
        unknown = {"event_name": "", "received_at": end + 9 * HOUR}
        yield {**self.make_message_event(), **test}, {**self.make_app_event(), **unknown}


# ------------------------------------------------------------------------------
# Rulesets
# ------------------------------------------------------------------------------


def random_rulesets(seed: int) -> list[Row]:
    """The default rulesets and some more, as rows of `seeds/rulesets.csv`.

    A channel may have rows of several bases. `goal` does not stand beside `send` or `click` there: which row
    counts where two see a touch by the same basis is not specified.
    """
    rng = random.Random(f"rulesets {seed}")
    names = ["linear", "Position based", "o'brien's", "decay", "첫 터치", "DFINERY", "{{ this }}"]
    rows = default_rulesets_seed()
    computed_too = rng.sample(OTHER_VENDORS, rng.randrange(3))
    for row in rows:
        if row["ruleset"] in computed_too:
            row["is_active"] = "true"
    columns = list(rows[0])
    for name in rng.sample(names, rng.randrange(1, 5)):
        is_active = "true" if rng.random() < 0.9 else "false"
        both = ("purchase", "standard")
        for kind in rng.choice((("purchase",), ("standard",), both, both)):
            credit = rng.choice(CREDITS)
            counting = rng.choice(("every_occurrence", "once_per_user"))
            max_touches = rng.choice(("", "", "1", "2", "3"))
            for channel in rng.sample(CHANNELS, rng.randrange(1, 5)):
                several = rng.sample(BASES, rng.choice((1, 1, 2, 3, 4)))
                beside_goal = [basis for basis in several if basis in ("open", "impression")]
                bases = rng.choice((several, ["goal"], ["goal", *beside_goal]))
                for basis in sorted(bases):
                    window = rng.choice(("global", "goal", "goal", "1", "24", "72", "168", "1000"))
                    unit = rng.choice(("", "hours", "minutes"))
                    default = rng.choice(("", "2", "100")) if window == "goal" else ""
                    participates = rng.choice(("tracking_on", "goal", "all", "all"))
                    rule = (window, participates, credit, counting, is_active, unit, default, max_touches)
                    values = (name, kind, channel, basis, *rule)
                    rows.append(dict(zip(columns, values, strict=True)))
    return rows


# ------------------------------------------------------------------------------
# Extremes
# ------------------------------------------------------------------------------

LONG_ID = "an id of 2,000 chars" * 100
MEGABYTE = "1 MiB…  " * (2**20 // 10)
EXTREME_TEXTS = (
    *("é", "e\u0301", "ﬁ", "fi", "ß", "SS", "İ", "i̇", "Å", "A\u030a", "क्षि", "שלום", "\u202edlrow", "𝒳", "\U0010ffff"),
    *("\ufffe", "\uffff", "\ud7ff", "\ue000", "a\u200bb", "\ufeff", "\u2028", "\x01", "\x1f", "\x7f", "\x85", "\xa0"),
    *(" ", "  ", "\t", "\n", "\r\n", "'", "''", '"', '""', "`", "\\", "\\'", "\\u0041", "%", "$$", "--", "/*", "*/"),
    *(";", "null", "NULL", "None", "NaN", "0", "-1", "1e3", "true", "{}", "[]", "{{ 1 }}", "{#", LONG_ID),
)
EXTREME_INSTANTS = (
    datetime(1, 1, 1),
    datetime(1, 1, 1) + MICROSECOND,
    datetime(1582, 10, 15) - MICROSECOND,
    datetime(1969, 12, 31, 23, 59, 59, 999999),
    datetime(1970, 1, 1),
    datetime(2000, 2, 29, 15),
    datetime(2016, 12, 31, 23, 59, 59, 999999),
    datetime(2038, 1, 19, 3, 14, 8),
    datetime(9999, 12, 30, 23, 59, 59, 999999),
)
LARGEST_INTEGER = 2**31 - 1


def extreme_universes(number: int, *, seed: int | None = None) -> list[Tables]:
    """Tiny universes that hypothesis has moved to the ends of time, with any texts for ids and in properties.

    They are to be merged next to `extreme_settings()`. The first two lie at both ends. Dates lie within years 1 and
    9999 in UTC, but not in every other time zone. Without a seed nothing changes from run to run.
    """
    ends = [strategies.just(moment) for moment in (EXTREME_INSTANTS[0], EXTREME_INSTANTS[-1])]
    found: list[Tables] = []

    def collect(moments: SearchStrategy[datetime], examples: int) -> None:
        @settings(
            max_examples=examples,
            derandomize=seed is None,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(extreme_universe(moments))
        def add(universe: Tables) -> None:
            found.append(universe)

        if seed is not None:
            hypothesis.seed(seed)(add)
        add()

    for end in ends:
        collect(end, 1)
    collect(instants(), number - len(ends))
    return found


def extreme_settings() -> Tables:
    """Global settings at both ends of time."""
    changes = {EXTREME_INSTANTS[0]: 1, datetime(1970, 1, 1): LARGEST_INTEGER, EXTREME_INSTANTS[-1] - DAY: 24}
    rates = {date(1, 1, 1): "0.000001", date(1970, 1, 1): "1350.5", date(9999, 12, 31): "999999.999999"}
    return {
        "purchase_events": generate_universe(0, size="tiny")["purchase_events"],
        "conversion_window_changes": [
            {"changed_at": moment, "window_hours": hours} for moment, hours in changes.items()
        ],
        "exchange_rates": [
            {"currency": currency, "effective_date": day, "rate": Decimal(rate)}
            for currency in ("USD", "JPY")
            for day, rate in rates.items()
        ],
    }


def texts() -> SearchStrategy[str]:
    """Any text without U+0000, which not every engine can hold."""
    characters = strategies.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return strategies.sampled_from(EXTREME_TEXTS) | strategies.text(characters, min_size=1, max_size=12)


def instants() -> SearchStrategy[datetime]:
    any_instant = strategies.datetimes(EXTREME_INSTANTS[0], EXTREME_INSTANTS[-1])
    return strategies.sampled_from(EXTREME_INSTANTS) | any_instant


def json_objects() -> SearchStrategy[str]:
    """Properties: the figures of a purchase, and anything else beside them."""
    amounts = strategies.one_of(
        strategies.integers(0, 10**7),
        strategies.floats(0, 1e7, allow_nan=False),
        strategies.decimals(0, 10**7, places=3).map(str),
    )
    anything = strategies.recursive(
        strategies.none() | strategies.booleans() | amounts | texts(),
        lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(texts(), inner, max_size=3),
        max_leaves=5,
    )
    figures = {"price": amounts, "qty": strategies.integers(0, 9), "order_id": texts()}
    return strategies.builds(
        lambda others, own, ascii_only: written({**others, **own}, ascii_only=ascii_only),
        strategies.dictionaries(texts(), anything, max_size=3),
        strategies.fixed_dictionaries(figures),
        strategies.booleans(),
    )


@strategies.composite
def extreme_universe(draw: Any, moments: SearchStrategy[datetime]) -> Tables:
    """A tiny universe, moved: what lies beyond the ends of time happens at the ends, all at once."""
    seed = draw(strategies.integers(0, 2**32))
    rng = random.Random(seed)
    universe = generate_universe(seed, size="tiny", huge_amounts=False)
    moment = draw(moments)
    # Settings keep away from the ends, where two of them would become one.
    settings_at = min(max(moment, EXTREME_INSTANTS[0] + 60 * DAY), EXTREME_INSTANTS[-1] - 120 * DAY)
    moved = shifted(universe, settings_at - START)
    events = {table: universe[table] for table in ("message_events", "app_events")}
    moved.update(shifted(events, moment - START - 3 * DAY))
    renamed = rename_some(moved, draw(strategies.lists(texts(), min_size=4, max_size=12, unique=True)), rng)
    for row in renamed.get("campaign_conversion_events", ()):
        row["window_hours"] = draw(strategies.sampled_from((1, 24, LARGEST_INTEGER)))
    purchases = [row for row in renamed["app_events"] if row["event_name"] == "purchase"]
    for row in purchases[:3]:
        row["properties"] = draw(json_objects())
    return {table: rows for table, rows in renamed.items() if table not in GLOBAL_TABLES}


def rename_some(tables: Tables, names: list[str], rng: random.Random) -> Tables:
    """Other texts for as many ids, taken at random; ids that differ go on to differ."""
    columns = ("event_id", "campaign_id", "device_id", "user_id", "element_id", "message_id")
    ids = {row[column] for rows in tables.values() for row in rows for column in columns if row.get(column)}
    chosen = rng.sample(sorted(ids - set(names)), min(len(names), len(ids - set(names))))
    names_of = {old: name for old, name in zip(chosen, names, strict=False) if name not in ids}
    return {
        table: [
            {column: names_of.get(value, value) if column in columns else value for column, value in row.items()}
            for row in rows
        ]
        for table, rows in tables.items()
    }


def megabyte_universe() -> Tables:
    """Every text as long as a megabyte where it may be: one touch, and the purchase that it earns."""
    at = {"occurred_at": START, "received_at": START}
    person = {"device_id": "d" + MEGABYTE, "user_id": "u" + MEGABYTE}
    texts_of_touch = ("message_id", "platform", "message_format", "element_id", "element_label", "reason", "variant")
    touch = {"event_id": "m" + MEGABYTE, "event_type": "click", "channel": "push", "campaign_id": "c" + MEGABYTE}
    properties = {"price": Raw("5"), "qty": Raw("1"), "order_id": MEGABYTE, "note": MEGABYTE}
    purchase = {"event_id": "a" + MEGABYTE, "event_name": "purchase", "properties": written(properties)}
    settings_row = {
        "campaign_id": "c" + MEGABYTE,
        "updated_at": START,
        "campaign_name": MEGABYTE,
        "body": MEGABYTE,
        "channel": "push",
        "message_type": "informational",
        "status": "completed",
        "purchase_conversion_tracking": True,
        "published_at": START,
    }
    return {
        "message_events": [{**touch, **at, **person, **dict.fromkeys(texts_of_touch, MEGABYTE)}],
        "app_events": [
            {**purchase, **at, **person},
            {**purchase, **at, **person, "event_id": "b", "properties": "[" + MEGABYTE},
        ],
        "campaigns": [settings_row],
    }


# ------------------------------------------------------------------------------
# Another time
# ------------------------------------------------------------------------------

# Days that are odd in their time zone: with the clocks changed, after a date that is missing, or far from UTC.
ODD_DAYS = (
    ("Africa/Cairo", date(2024, 4, 26)),  # 0:00 becomes 1:00
    ("America/Havana", date(2024, 11, 3)),  # 1:00 becomes 0:00
    ("America/New_York", date(2024, 3, 10)),
    ("America/New_York", date(2024, 11, 3)),
    ("America/Santiago", date(2024, 9, 8)),  # 0:00 becomes 1:00
    ("Asia/Kolkata", date(2024, 2, 29)),
    ("Asia/Seoul", date(1988, 5, 8)),
    ("Australia/Lord_Howe", date(2024, 10, 6)),  # by half an hour
    ("Europe/Berlin", date(2024, 10, 27)),
    ("Europe/London", date(2024, 3, 31)),
    ("Pacific/Apia", date(2011, 12, 31)),  # the day after the 29th
    ("Pacific/Kiritimati", date(2023, 1, 1)),
    ("Pacific/Pago_Pago", date(2025, 1, 1)),
    ("UTC", date(2024, 5, 5)),
)


def shifted(tables: Tables, delta: timedelta) -> Tables:
    """The same universe at another time: timestamps move by the delta, dates by its whole days.

    Where time ends, they stop.
    """
    first, last = EXTREME_INSTANTS[0] - START, EXTREME_INSTANTS[-1] - START

    def moved(value: Any) -> Any:
        if isinstance(value, datetime):
            return START + min(max(value - START + delta, first), last)
        return value + timedelta(days=delta.days) if isinstance(value, date) else value

    return {
        table: [{column: moved(value) for column, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def shift_to(report_timezone: str, day: date) -> timedelta:
    """What moves the ends of the days in Seoul, about which so much happens, to the beginning of that day."""
    begins_at = datetime.combine(day, time(), tzinfo=ZoneInfo(report_timezone))
    return begins_at.astimezone(UTC).replace(tzinfo=None) - (START + timedelta(days=6, hours=15))


# ------------------------------------------------------------------------------
# Merging
# ------------------------------------------------------------------------------


def merge_universes(universes: Iterable[Tables]) -> Tables:
    """Several universes side by side in one raw folder.

    Ids of all kinds and names of events are told apart by a prefix, so that nothing of one universe touches
    another. Shared are the global settings of the first universe that has exchange rates (changes of the
    window, purchase events, exchange rates) and the names of purchase, refund and reset events. Goals on
    refunds and resets are left out, for they would make conversions of such events everywhere. `is_final`
    depends on the latest row of all, so that the marts of the whole are not quite the sum of the marts of the
    parts: compute them from the whole.
    """
    universes = list(universes)
    first = next((universe for universe in universes if universe.get("exchange_rates")), universes[0])
    merged: Tables = {table: list(rows) for table, rows in first.items() if table in GLOBAL_TABLES}
    for number, universe in enumerate(universes):
        prefixer = Prefixer(number, merged["purchase_events"])
        for table, rows in universe.items():
            if table not in GLOBAL_TABLES:
                merged.setdefault(table, []).extend(prefixer.rows(table, rows))
    return merged


class Prefixer:
    """Keeps one universe apart from the others."""

    IDS = ("campaign_id", "message_id", "device_id", "user_id", "event_id")

    def __init__(self, number: int, purchase_events: list[Row]) -> None:
        self.number = number
        self.prefix = f"{number}~"
        self.order_id_keys = {row["event_name"]: row["order_id_key"] for row in purchase_events}
        self.shared_names = {*self.order_id_keys, RESET}

    def rows(self, table: str, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if table == "campaign_conversion_events" and row["event_name"] in (*REFUNDS, RESET):
                continue
            changed = {column: self.prefixed(row[column]) for column in self.IDS if column in row}
            if row.get("event_name") and row["event_name"] not in self.shared_names:
                changed["event_name"] = self.prefixed(row["event_name"])
            if self.order_id_keys.get(row.get("event_name")) and row.get("properties"):
                changed["properties"] = self.with_order_id(row["properties"], row["event_name"])
            yield {**row, **changed}

    def prefixed(self, value: str | None) -> str | None:
        return self.prefix + value if value else value

    def with_order_id(self, text: str, event_name: str) -> str:
        """The JSON with another order id in it; all else keeps its value, and what is no object its text."""
        try:
            properties = json.loads(text, parse_int=Raw, parse_float=Raw)
        except ValueError:
            return text
        if not isinstance(properties, dict):
            return text
        key = self.order_id_keys[event_name]
        if key in properties:
            properties[key] = self.other_order_id(properties[key])
        holder: Any = properties
        *path, last = key.split(".")
        for step in path:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if path and isinstance(holder, dict) and last in holder:
            holder[last] = self.other_order_id(holder[last])
        return written(properties, ascii_only=text.isascii())

    def other_order_id(self, value: Any) -> Any:
        """Text gets the prefix; a number gets further digits in front, and stays a number."""
        if isinstance(value, str):
            return self.prefixed(value)
        if isinstance(value, Raw) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", value.text):
            whole, dot, rest = value.text.partition(".")
            return Raw(f"{self.number + 1}{whole:0>6}{dot}{rest}")
        return value


# ------------------------------------------------------------------------------
# Writing
# ------------------------------------------------------------------------------

FOLDERS = ("", "", "part=1", "a b/ü", "2024/05", "part=1/event_id=x", "한글", "it's 100%")


def write_raw(folder: str | os.PathLike[str], tables: Mapping[str, list[Row]], *, seed: int = 0) -> Path:
    """Writes the tables as Parquet files of the contract's types, split at random over odd sub-folders.

    Tables that are not given are not written; tables without rows become one file without rows.
    """
    rng = random.Random(f"raw {seed}")
    folder = Path(folder)
    connection = duckdb.connect()
    try:
        for table, rows in tables.items():
            parts = rng.randrange(1, 5) if len(rows) > 1 else 1
            chosen = [rng.randrange(parts) for _ in rows]
            for part in range(parts):
                path = folder / table / rng.choice(FOLDERS) / f"part-{part}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                here = [row for row, number in zip(rows, chosen, strict=True) if number == part]
                write_parquet(connection, path, SCHEMAS[table], here)
    finally:
        connection.close()
    return folder


def write_files(folder: str | os.PathLike[str], tables: Mapping[str, list[Row]], *, files: int) -> Path:
    """Writes every table as so many Parquet files, whether there are as many rows or not."""
    connection = duckdb.connect()
    try:
        for table, rows in tables.items():
            for part in range(files):
                path = Path(folder) / table / f"{part}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                write_parquet(connection, path, SCHEMAS[table], rows[part::files])
    finally:
        connection.close()
    return Path(folder)


def write_parquet(
    connection: duckdb.DuckDBPyConnection, path: Path, schema: Mapping[str, str], rows: list[Row]
) -> None:
    """One Parquet file with the columns and types of the schema."""
    columns = ", ".join(f"unnest(${name}::varchar[])::{kind} as {name}" for name, kind in schema.items())
    values = {name: [as_text(row.get(name)) for row in rows] for name in schema}
    target = os.fspath(path).replace("'", "''")
    connection.execute(f"copy (select {columns}) to '{target}' (format parquet)", values)


def as_text(value: Any) -> str | None:
    return None if value is None else str(value)
