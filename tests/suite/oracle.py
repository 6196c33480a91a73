"""An independent reference implementation of the marts: brute force over raw rows, in plain Python.

The oracle shares nothing with the dbt models. It has no SQL (DuckDB only hands over the rows of the Parquet
files), no window functions and no cleverness: every rule of the specification is one small function that says
the rule aloud and then does it. The tests compare what a build gives with what the oracle gives.

Instants are integers (microseconds since 1970, UTC) and money is an integer number of hundredths, so that
nothing is ever rounded by accident. They become `datetime` and `Decimal` only in the rows handed back.

    marts = compute_marts("data/raw", variables={"reporting_ruleset": "flarelane"})
    marts["marts.conversion_credits"]  # a list of dicts, one for each row, in no particular order
"""

from __future__ import annotations

import glob
import json
import math
import os
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
from scipy import stats

Row = dict[str, Any]
Tables = Mapping[str, Iterable[Mapping[str, Any]]]

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

CHANNELS = ("push", "kakaotalk", "text", "in_app")
PLATFORMS = ("android", "ios", "web")
EVENT_TYPES = ("targeted", "sent", "failed", "restricted", "impression", "open", "click", "held_out")
ALLOWED_BASES = {"push": ("send", "click"), "kakaotalk": ("send",), "text": ("send",), "in_app": ("click",)}

TOO_MUCH = 10**16
RAW_TABLES = (
    "message_events",
    "app_events",
    "campaigns",
    "campaign_conversion_events",
    "purchase_events",
    "conversion_window_changes",
    "unit_costs",
    "user_consents",
    "exchange_rates",
)


# ------------------------------------------------------------------------------
# Values
# ------------------------------------------------------------------------------

EPOCH = datetime(1970, 1, 1)


def to_micros(moment: datetime) -> int:
    """A timestamp as microseconds since 1970, UTC."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return (moment - EPOCH) // timedelta(microseconds=1)


def to_timestamp(micros: int | None) -> datetime | None:
    return None if micros is None else EPOCH + timedelta(microseconds=micros)


def to_money(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents).scaleb(-2)


def normalised(value: Any) -> Any:
    """Empty text counts as null everywhere; timestamps become integers."""
    if value == "":
        return None
    if isinstance(value, datetime):
        return to_micros(value)
    return value


def round_half_away(value: Fraction) -> int:
    """All rounding of money is half away from zero."""
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


def rate(numerator: float | None, denominator: float | None) -> float | None:
    """Rates are fractions, null when the denominator is 0."""
    return None if numerator is None or not denominator else float(numerator / denominator)


def distinct(values: Iterable[Any]) -> int:
    """The number of different values that are not null."""
    return len({value for value in values if value is not None})


def identified(user_keys: Iterable[str]) -> set[str]:
    """`is_identified` is true for `u:` keys."""
    return {user_key for user_key in user_keys if user_key.startswith("u:")}


# ------------------------------------------------------------------------------
# Variables and rulesets
# ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Variables:
    """The dbt vars, with their defaults."""

    report_timezone: str = "Asia/Seoul"
    reporting_currency: str = "KRW"
    reporting_ruleset: str = "dfinery"
    rulesets: tuple[str, ...] | None = None
    trace_rulesets: tuple[str, ...] | None = None
    trace_horizon_hours: int = 720
    settlement_hours: int = 72
    identity_reset_events: tuple[str, ...] = ("reset_identity",)
    conversion_window_propagation_minutes: int = 10
    time_decay_half_life_days: float = 7
    experiment_shares: tuple[Mapping[str, Any], ...] = ()
    fatigue_limits: tuple[Mapping[str, Any], ...] = ({"channel": "push", "messages": 3, "hours": 24},)

    @classmethod
    def of(cls, overrides: Mapping[str, Any] | None) -> Variables:
        lists = ("rulesets", "trace_rulesets", "identity_reset_events", "fatigue_limits", "experiment_shares")
        given = {k: tuple(v) if k in lists and v is not None else v for k, v in (overrides or {}).items()}
        return replace(cls(), **given)


@dataclass(frozen=True)
class RulesetRow:
    """Which touches of one channel and basis may earn which conversions."""

    ruleset: str
    conversion_kind: str
    channel: str
    basis: str
    window: str
    participates: str
    credit: str
    counting: str
    is_active: bool
    window_unit: str = "hours"
    default_window: str = ""
    max_touches: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> RulesetRow:
        """A column that is not there, or empty, has its default."""
        texts = {f.name: str(row[f.name]).strip() for f in fields(cls) if row.get(f.name) not in (None, "")}
        return cls(**{**texts, "is_active": texts["is_active"].lower() == "true"})

    def minutes(self, window: str) -> int:
        return int(window) * {"hours": 60, "minutes": 1}[self.window_unit]

    def stated_window_minutes(self, goal: Goal | None) -> int | None:
        """The fixed window, the goal's, or the one for campaigns without the goal; null where it is global."""
        if self.window == "global":
            return None
        if self.window != "goal":
            return self.minutes(self.window)
        if goal is not None:
            return goal.window_hours * 60
        return self.minutes(self.default_window) if self.default_window else None


def default_rulesets_seed() -> list[Row]:
    """The table of the specification, spelled out row by row."""
    day_for_all = ("24", "all", "every_touch", "every_occurrence")
    table = [
        ("dfinery", "purchase", CHANNELS, "click", "global", "tracking_on", "last_touch", "every_occurrence"),
        ("dfinery", "standard", CHANNELS, "click", "global", "goal", "every_touch", "every_occurrence"),
    ]
    for kind in ("purchase", "standard"):
        table += [
            ("growth_action", kind, ("push", "kakaotalk", "text"), "send", *day_for_all),
            ("growth_action", kind, ("in_app",), "click", *day_for_all),
            ("flarelane", kind, CHANNELS, "goal", "goal", "goal", "every_touch", "once_per_user"),
        ]
    ours = [
        {
            "ruleset": ruleset,
            "conversion_kind": kind,
            "channel": channel,
            "basis": basis,
            "window": window,
            "participates": participates,
            "credit": credit,
            "counting": counting,
            "is_active": "true",
            "window_unit": "hours",
            "default_window": "",
            "max_touches": "",
        }
        for ruleset, kind, channels, basis, window, participates, credit, counting in table
        for channel in channels
    ]
    return ours + other_vendors_seed()


def other_vendors_seed() -> list[Row]:
    """The rules of vendors that are not computed unless they are asked for."""
    reached = {"push": "send", "kakaotalk": "send", "text": "send", "in_app": "impression"}
    clicked = dict.fromkeys(CHANNELS, "click")
    every_time = {"counting": "every_occurrence"}
    vendors = {
        "braze": [
            (channel, basis, {"window": "goal", "default_window": "72", "counting": "once_per_user"})
            for channel, basis in reached.items()
        ],
        "klaviyo": [
            (channel, basis, {"window": window, "credit": "last_touch", **every_time})
            for channel, basis, window in (
                ("push", "open", "24"),
                ("text", "click", "120"),
                ("text", "send", "12"),
                ("kakaotalk", "click", "120"),
                ("in_app", "click", "120"),
            )
        ],
        "iterable": [
            (channel, basis, {"window": "goal", "default_window": "24", "credit": "last_touch", **every_time})
            for channel, basis in reached.items()
        ],
        "insider": [(channel, basis, {"window": "168", **every_time}) for channel, basis in clicked.items()],
        "moengage_in_session": [
            (channel, basis, {"window": "30", "window_unit": "minutes", "credit": "last_touch", **every_time})
            for channel, basis in clicked.items()
        ],
        "onesignal_influenced": [
            (channel, "send", {"window": "24", "max_touches": "10", **every_time})
            for channel in ("push", "kakaotalk", "text")
        ],
    }
    usual = {"participates": "all", "credit": "every_touch", "is_active": "false", "window_unit": "hours"}
    return [
        {
            "ruleset": name,
            "conversion_kind": kind,
            "channel": channel,
            "basis": basis,
            **usual,
            "default_window": "",
            "max_touches": "",
            **stated,
        }
        for name, rows in vendors.items()
        for kind in ("purchase", "standard")
        for channel, basis, stated in rows
    ]


@dataclass
class Ruleset:
    """All rows of one ruleset."""

    name: str
    rows: list[RulesetRow]

    def rows_for(self, kind: str, channel: str) -> list[RulesetRow]:
        return [row for row in self.rows if (row.conversion_kind, row.channel) == (kind, channel)]

    def credit(self, kind: str) -> str | None:
        """`credit` agrees within a (ruleset, conversion_kind)."""
        return next((row.credit for row in self.rows if row.conversion_kind == kind), None)

    def counting(self, kind: str) -> str | None:
        """`counting` agrees within a (ruleset, conversion_kind)."""
        return next((row.counting for row in self.rows if row.conversion_kind == kind), None)

    def max_touches(self, kind: str) -> int | None:
        """`max_touches` agrees within a (ruleset, conversion_kind)."""
        return next(
            (int(row.max_touches) for row in self.rows if row.conversion_kind == kind and row.max_touches), None
        )


def computed_rulesets(seed: Iterable[Mapping[str, Any]], variables: Variables) -> list[Ruleset]:
    """The rulesets named in the var `rulesets`, by default every active one."""
    by_name: dict[str, list[RulesetRow]] = defaultdict(list)
    for row in map(RulesetRow.of, seed):
        by_name[row.ruleset].append(row)
    names = variables.rulesets
    if names is None:
        names = tuple(name for name, rows in by_name.items() if rows[0].is_active)
    return [Ruleset(name, by_name[name]) for name in names]


# ------------------------------------------------------------------------------
# Raw input
# ------------------------------------------------------------------------------


def read_raw(raw_path: str | os.PathLike[str]) -> dict[str, list[Row]]:
    """Every row of every Parquet file at any depth below the tables' folders; absent tables are empty."""
    connection = duckdb.connect()
    try:
        return {table: list(read_table(connection, os.path.join(raw_path, table))) for table in RAW_TABLES}
    finally:
        connection.close()


def read_table(connection: duckdb.DuckDBPyConnection, folder: str) -> Iterator[Row]:
    for parent, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith(".parquet"):
                path = glob.escape(os.path.join(parent, name))
                result = connection.execute(
                    "select * from read_parquet($path, hive_partitioning = false)", {"path": path}
                )
                columns = [column[0] for column in result.description]
                for values in result.fetchall():
                    yield dict(zip(columns, values, strict=True))


def records(kind: type, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Raw rows as records of the kind, with its columns alone and with nulls for empty text."""
    columns = [f.name for f in fields(kind) if f.init]
    return [kind(*(normalised(row.get(column)) for column in columns)) for row in rows]


@dataclass(eq=False)
class MessageEvent:
    """One row of message_events; its columns in the contract's order."""

    event_id: str | None
    event_type: str | None
    channel: str | None
    occurred_at: int | None
    received_at: int | None
    campaign_id: str | None
    message_id: str | None
    device_id: str | None
    user_id: str | None
    platform: str | None
    trigger_type: str | None
    message_format: str | None
    click_target: str | None
    element_id: str | None
    element_label: str | None
    reason: str | None
    variant: str | None
    user_key: str = field(default="", init=False)


@dataclass(eq=False)
class AppEvent:
    """One row of app_events; its columns in the contract's order."""

    event_id: str | None
    event_name: str | None
    occurred_at: int | None
    received_at: int | None
    device_id: str | None
    user_id: str | None
    platform: str | None
    properties: str | None
    user_key: str = field(default="", init=False)


@dataclass(frozen=True)
class Campaign:
    campaign_id: str
    updated_at: int
    campaign_name: str | None
    channel: str
    message_type: str
    status: str
    body: str | None
    purchase_conversion_tracking: bool
    published_at: int | None
    scheduled_at: int | None
    ends_at: int | None


@dataclass(frozen=True)
class Goal:
    campaign_id: str
    event_name: str
    conversion_kind: str
    basis: str
    window_hours: int


@dataclass(frozen=True)
class PurchaseEvent:
    event_name: str
    role: str
    amount_key: str
    quantity_key: str | None
    order_id_key: str | None
    currency_key: str | None
    currency: str


@dataclass(frozen=True)
class WindowChange:
    changed_at: int
    window_hours: int


@dataclass(frozen=True)
class UnitCost:
    campaign_id: str
    message_format: str | None
    unit_cost: Decimal
    currency: str
    effective_from: int


@dataclass(frozen=True)
class UserConsent:
    user_id: str | None
    channel: str
    is_consented: bool | None
    is_night_consented: bool | None
    changed_at: int | None


@dataclass(frozen=True)
class ExchangeRate:
    currency: str
    effective_date: date
    rate: Decimal


# ------------------------------------------------------------------------------
# Calendar, global window and exchange rates
# ------------------------------------------------------------------------------


class Calendar:
    """Report dates: the dates of instants in the report time zone."""

    def __init__(self, report_timezone: str) -> None:
        self.zone = ZoneInfo(report_timezone)

    def report_date(self, instant: int) -> date:
        return self.wall_clock(instant).date()

    def wall_clock(self, instant: int) -> datetime:
        """What a clock on the wall shows."""
        utc = (EPOCH + timedelta(microseconds=instant)).replace(tzinfo=UTC)
        return utc.astimezone(self.zone)

    def last_microsecond(self, day: date) -> int:
        """The last microsecond of a report date: the one before the next date begins."""
        return to_micros(datetime.combine(day + timedelta(days=1), time(), tzinfo=self.zone)) - 1


class GlobalWindow:
    """The global purchase-conversion window over time."""

    def __init__(self, changes: Iterable[WindowChange], propagation_minutes: int) -> None:
        """A row takes effect at `changed_at` + the propagation time."""
        ordered = sorted(changes, key=lambda change: change.changed_at)
        self.changes = [(c.changed_at + propagation_minutes * MINUTE, c.window_hours) for c in ordered]

    def in_force(self, instant: int) -> int:
        """The latest row in effect; the earliest row also holds for all time before it."""
        hours = self.changes[0][1]
        for effective_at, window_hours in self.changes:
            if effective_at <= instant:
                hours = window_hours
        return hours

    def value_changes(self) -> Iterator[tuple[int, int, int]]:
        """Every change after the first that changes the value: (effective_at, old, new)."""
        for (_, old), (effective_at, new) in pairwise(self.changes):
            if old != new:
                yield effective_at, old, new


class ExchangeRates:
    """Rates of exchange into the reporting currency."""

    def __init__(self, rows: Iterable[ExchangeRate], reporting_currency: str) -> None:
        self.reporting_currency = reporting_currency
        self.by_currency: dict[str, list[ExchangeRate]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.effective_date):
            self.by_currency[row.currency].append(row)

    def on(self, currency: str, day: date) -> Fraction | None:
        """The rate with the latest effective_date on or before the date; 1 for the reporting currency."""
        if currency == self.reporting_currency:
            return Fraction(1)
        started = [row for row in self.by_currency[currency] if row.effective_date <= day]
        return Fraction(started[-1].rate) if started else None

    def on_or_earliest(self, currency: str, day: date) -> Fraction:
        """For unit costs the earliest rate also holds for all time before it."""
        found = self.on(currency, day)
        return Fraction(self.by_currency[currency][0].rate) if found is None else found


# ------------------------------------------------------------------------------
# Properties: JSON
# ------------------------------------------------------------------------------

PLAIN_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class JsonNumber:
    """A JSON number: an integer exactly, any other read as a double, then as its shortest decimal text."""

    text: str

    @classmethod
    def of_integer(cls, text: str) -> JsonNumber:
        return cls("0" if text == "-0" else text)

    @classmethod
    def of_double(cls, text: str) -> JsonNumber:
        return cls(repr(float(text)))

    def value(self) -> Fraction | None:
        """The number, null when it is not finite."""
        number = Decimal(self.text)
        return Fraction(number) if number.is_finite() else None


def parse_object(properties: str | None) -> Row | None:
    """The JSON object in `properties`, null when it is anything else."""

    def forbidden(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    try:
        value = json.loads(
            properties or "",
            parse_int=JsonNumber.of_integer,
            parse_float=JsonNumber.of_double,
            parse_constant=forbidden,
        )
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def property_at(properties: Row | None, key: str | None) -> Any:
    """Keys name a top-level property (taken when present, even if null), else a path (`order.total`)."""
    if properties is None or key is None:
        return None
    if key in properties:
        return normalised(properties[key])
    value: Any = properties
    for step in key.split("."):
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    return normalised(value)


def number_of(value: Any) -> Fraction | None:
    """A number is a JSON number or text that is a plain decimal number."""
    if isinstance(value, JsonNumber):
        return value.value()
    if isinstance(value, str) and PLAIN_DECIMAL.fullmatch(value):
        return Fraction(Decimal(value))
    return None


def text_or_number(value: Any) -> str | None:
    """An order id may be text or a number (taken as its text)."""
    if isinstance(value, JsonNumber):
        return value.text
    return value if isinstance(value, str) else None


def text_of(value: Any) -> str | None:
    return value if isinstance(value, str) else None


# ------------------------------------------------------------------------------
# Bad input
# ------------------------------------------------------------------------------


@dataclass
class Deliveries:
    """Where every raw row of an event table ended."""

    accepted: list[Any] = field(default_factory=list)
    duplicates: list[Any] = field(default_factory=list)
    tests: list[Any] = field(default_factory=list)
    rejected: list[tuple[Any, str]] = field(default_factory=list)

    def reconciliation(self, table_name: str) -> Row:
        counts = {
            "accepted_rows": len(self.accepted),
            "duplicate_rows": len(self.duplicates),
            "test_rows": len(self.tests),
            "rejected_rows": len(self.rejected),
        }
        return {"table_name": table_name, "raw_rows": sum(counts.values()), **counts}

    def rejections(self) -> list[Row]:
        """Rejected rows are kept whole; empty text is null there as everywhere."""
        return [{**raw_columns(event), "rejection_reason": reason} for event, reason in self.rejected]


def raw_columns(event: Any) -> Row:
    stated = {f.name: getattr(event, f.name) for f in fields(event) if f.init}
    return {name: to_timestamp(value) if name.endswith("_at") else value for name, value in stated.items()}


def sort_deliveries(events: Iterable[Any], rejection_reason: Callable[[Any], str | None]) -> Deliveries:
    """Rejection is decided before duplicates; a kept row with `trigger_type = test` is a test row."""
    deliveries = Deliveries()
    passing: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        reason = rejection_reason(event)
        if reason is None:
            passing[event.event_id].append(event)
        else:
            deliveries.rejected.append((event, reason))
    for copies in passing.values():
        kept, *others = sorted(copies, key=delivery_order)
        deliveries.duplicates += others
        is_test = getattr(kept, "trigger_type", None) == "test"
        (deliveries.tests if is_test else deliveries.accepted).append(kept)
    return deliveries


def delivery_order(event: Any) -> tuple[Any, ...]:
    """Earliest received_at, then smallest occurred_at, then by the remaining columns in order, nulls last."""
    columns = [f.name for f in fields(event) if f.init and f.name not in ("occurred_at", "received_at")]
    remaining = [(getattr(event, column) is None, getattr(event, column) or "") for column in columns]
    return event.received_at, event.occurred_at, remaining


@dataclass(frozen=True)
class Money:
    """What a purchase or refund event says about money, and what it is worth in the reporting currency."""

    order_id: str | None
    currency: str
    amount: int


class Figures:
    """Reads the figures of purchase and refund events."""

    def __init__(self, rows: Iterable[PurchaseEvent], rates: ExchangeRates, calendar: Calendar) -> None:
        self.purchase_events = {row.event_name: row for row in rows}
        self.rates = rates
        self.calendar = calendar

    @property
    def purchases(self) -> list[str]:
        return [row.event_name for row in self.purchase_events.values() if row.role == "purchase"]

    def role(self, event_name: str) -> str | None:
        row = self.purchase_events.get(event_name)
        return row.role if row else None

    def read(self, event: AppEvent) -> Money | str:
        """The event's money, or the reason to reject it."""
        row = self.purchase_events[event.event_name]
        properties = parse_object(event.properties)
        amount = number_of(property_at(properties, row.amount_key))
        quantity = Fraction(1)
        if row.quantity_key is not None:
            quantity = number_of(property_at(properties, row.quantity_key))
        if amount is None or quantity is None or amount < 0 or quantity < 0:
            return "invalid_amount"
        stated = round_half_away(amount * quantity * 100)
        if max(amount, quantity, Fraction(stated, 100)) >= TOO_MUCH:
            return "invalid_amount"
        currency = text_of(property_at(properties, row.currency_key)) or row.currency
        exchange_rate = self.rates.on(currency, self.calendar.report_date(event.occurred_at))
        if exchange_rate is None:
            return "unknown_currency"
        converted = round_half_away(stated * exchange_rate)
        if Fraction(converted, 100) >= TOO_MUCH:
            return "invalid_amount"
        return Money(text_or_number(property_at(properties, row.order_id_key)), currency, converted)


def message_rejection(event: MessageEvent, campaign_ids: Iterable[str]) -> str | None:
    """The first reason that applies to a row of message_events."""
    if event.event_id is None:
        return "missing_event_id"
    if event.occurred_at is None or event.received_at is None:
        return "missing_timestamp"
    if event.event_type not in EVENT_TYPES:
        return "unknown_event_type"
    if event.channel not in CHANNELS:
        return "unknown_channel"
    if event.device_id is None and event.user_id is None:
        return "missing_identity"
    if event.campaign_id not in campaign_ids:
        return "unknown_campaign"
    if event.occurred_at > event.received_at + DAY:
        return "occurred_after_received"
    return None


def app_rejection(event: AppEvent, figures: Figures) -> str | None:
    """The first reason that applies to a row of app_events."""
    if event.event_id is None:
        return "missing_event_id"
    if event.occurred_at is None or event.received_at is None:
        return "missing_timestamp"
    if event.event_name is None:
        return "missing_event_name"
    if event.device_id is None and event.user_id is None:
        return "missing_identity"
    if event.occurred_at > event.received_at + DAY:
        return "occurred_after_received"
    if event.properties is not None and parse_object(event.properties) is None:
        return "malformed_properties"
    if figures.role(event.event_name) is not None:
        money = figures.read(event)
        if isinstance(money, str):
            return money
    return None


# ------------------------------------------------------------------------------
# Person
# ------------------------------------------------------------------------------


class Identity:
    """Who was on which device when."""

    def __init__(self, events: Iterable[MessageEvent | AppEvent], reset_events: Iterable[str]) -> None:
        """An event with both ids asserts that the user is on the device; a named app event resets it."""
        self.assertions: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.resets: dict[str, list[int]] = defaultdict(list)
        for event in events:
            if event.device_id is None:
                continue
            if event.user_id is not None:
                self.assertions[event.device_id].append((event.occurred_at, event.user_id))
            if isinstance(event, AppEvent) and event.event_name in reset_events:
                self.resets[event.device_id].append(event.occurred_at)

    def user_key(self, event: MessageEvent | AppEvent, until: float = math.inf) -> str:
        """The person, as known by what was asserted until a moment."""
        if event.user_id is not None:
            return "u:" + event.user_id
        user = self.last_known(event) or self.first_known_after(event, until)
        return "d:" + event.device_id if user is None else "u:" + user

    def last_known(self, event: MessageEvent | AppEvent) -> str | None:
        """The user of the device's latest assertion at or before, unless it was reset in between."""
        earlier = [a for a in self.assertions[event.device_id] if a[0] <= event.occurred_at]
        if not earlier:
            return None
        asserted_at, user = max(earlier)
        was_reset = any(asserted_at < reset <= event.occurred_at for reset in self.resets[event.device_id])
        return None if was_reset else user

    def first_known_after(self, event: MessageEvent | AppEvent, until: float) -> str | None:
        """The user of the device's first assertion after, unless it was reset in between."""
        later = [a for a in self.assertions[event.device_id] if event.occurred_at < a[0] <= until]
        if not later:
            return None
        first_at = min(asserted_at for asserted_at, _ in later)
        was_reset = any(event.occurred_at < reset <= first_at for reset in self.resets[event.device_id])
        return None if was_reset else max(user for asserted_at, user in later if asserted_at == first_at)


# ------------------------------------------------------------------------------
# Touches, conversions and credits
# ------------------------------------------------------------------------------


def bases_of(event: MessageEvent) -> tuple[str, ...]:
    """The bases of which an event is a touch: a push click is an open or a click."""
    if event.event_type == "open":
        return ("open", "click") if event.channel == "push" else ("open",)
    return {"sent": ("send",), "impression": ("impression",), "click": ("click",)}.get(event.event_type, ())


def touch_order(event: MessageEvent) -> tuple[int, str]:
    return event.occurred_at, event.event_id


@dataclass(eq=False)
class Conversion:
    """An accepted app event that is a purchase or a goal of at least one campaign."""

    event: AppEvent
    kind: str
    money: Money | None
    refunded: int | None = None
    refunds: list[Refund] = field(default_factory=list)

    @property
    def conversion_id(self) -> str:
        return self.event.event_id

    @property
    def event_name(self) -> str:
        return self.event.event_name

    @property
    def user_key(self) -> str:
        return self.event.user_key

    @property
    def converted_at(self) -> int:
        return self.event.occurred_at

    @property
    def order(self) -> tuple[int, str]:
        return self.converted_at, self.conversion_id

    @property
    def amount(self) -> int | None:
        return self.money.amount if self.money else None

    @property
    def net_amount(self) -> int | None:
        """amount − refunded_amount, not below 0."""
        return max(0, self.money.amount - self.refunded) if self.money else None


@dataclass(eq=False)
class Refund:
    """An accepted refund event, and what it takes off the purchase that it belongs to."""

    event: AppEvent
    money: Money
    purchase: Conversion | None = None
    deducted: int = 0

    def issues(self) -> Iterator[str]:
        """What is wrong with it."""
        if self.purchase is None:
            yield "without_purchase"
            return
        if self.event.occurred_at < self.purchase.converted_at:
            yield "before_purchase"
        if self.money.amount > self.deducted:
            yield "above_purchase"


def assign_refunds(conversions: Iterable[Conversion], refunds: Iterable[Refund]) -> None:
    """Refunds are summed into the earliest purchase (then smallest conversion_id) with their order_id."""
    owed = defaultdict(list)
    for refund in sorted(refunds, key=lambda refund: (refund.event.occurred_at, refund.event.event_id)):
        if refund.money.order_id is not None:
            owed[refund.money.order_id].append(refund)
    purchases = [conversion for conversion in conversions if conversion.kind == "purchase"]
    for purchase in sorted(purchases, key=lambda conversion: conversion.order):
        purchase.refunds = owed.pop(purchase.money.order_id, [])
        purchase.refunded = sum(refund.money.amount for refund in purchase.refunds)
        left = purchase.money.amount
        for refund in purchase.refunds:
            refund.purchase = purchase
            refund.deducted = min(left, refund.money.amount)
            left -= refund.deducted


def window_columns(minutes: int | None) -> Row:
    """A window in minutes, and in hours where it is a whole number of them."""
    is_whole = minutes is not None and minutes % 60 == 0
    return {"window_hours": minutes // 60 if is_whole else None, "window_minutes": minutes}


@dataclass(frozen=True, eq=False)
class Look:
    """One touch as one row of a ruleset sees it, for one conversion."""

    touch: MessageEvent
    row: RulesetRow
    basis: str
    window_minutes: int | None
    is_eligible: bool
    participates: bool

    @property
    def order(self) -> tuple[int, str]:
        return touch_order(self.touch)

    @property
    def precedence(self) -> tuple[bool, bool]:
        """Of two rows that see one touch alike, `open` counts before `click`, and `goal` after both."""
        return self.basis == "open", self.row.basis != "goal"


def latest(looks: Iterable[Look]) -> Look:
    return max(looks, key=lambda look: (look.order, look.precedence))


def earliest(looks: Iterable[Look]) -> Look:
    looks = list(looks)
    first = min(look.order for look in looks)
    return latest(look for look in looks if look.order == first)


def candidate_of(looks: Iterable[Look], credit: str) -> Look | None:
    """The latest eligible touch (then the greatest touch_id); under `first_touch` the earliest."""
    looks = list(looks)
    if not looks:
        return None
    return earliest(looks) if credit == "first_touch" else latest(looks)


@dataclass(frozen=True, eq=False)
class Credit:
    ruleset: str
    conversion: Conversion
    look: Look
    weight: float
    amount: int | None
    net_amount: int | None

    @property
    def campaign_id(self) -> str:
        return self.look.touch.campaign_id


Weight = Fraction | float


def weights(credit: str, candidates: list[Look], half_life_days: float) -> dict[Look, Weight]:
    """The weight of each credited candidate, by (touched_at, touch_id)."""
    ordered = sorted(candidates, key=lambda look: look.order)
    n = len(ordered)
    if credit == "last_touch":
        return {ordered[-1]: Fraction(1)}
    if credit == "first_touch":
        return {ordered[0]: Fraction(1)}
    if credit == "every_touch":
        return {look: Fraction(1) for look in ordered}
    if credit == "linear":
        return {look: Fraction(1, n) for look in ordered}
    if credit == "position_based":
        return dict(zip(ordered, position_based_weights(n), strict=True))
    if credit == "time_decay":
        return dict(zip(ordered, time_decay_weights(ordered, half_life_days), strict=True))
    raise ValueError(f"unknown credit: {credit}")


def position_based_weights(n: int) -> list[Fraction]:
    """0.4 first, 0.4 last, 0.2 shared by those between; n = 1: 1; n = 2: 0.5 each."""
    if n <= 2:
        return [Fraction(1, n)] * n
    return [Fraction(2, 5), *[Fraction(1, 5) / (n - 2)] * (n - 2), Fraction(2, 5)]


def time_decay_weights(ordered: list[Look], half_life_days: float) -> list[float]:
    """2^(-age/half-life), normalised to 1: age may as well be counted from the latest candidate."""
    last_touched_at = ordered[-1].touch.occurred_at
    half_life = half_life_days * DAY
    decayed = [2.0 ** (-(last_touched_at - look.touch.occurred_at) / half_life) for look in ordered]
    total = sum(decayed)
    return [value / total for value in decayed]


def shares(credit: str, weighted: dict[Look, Weight], amount: int | None) -> dict[Look, int | None]:
    """weight × amount, rounded; where weights share, the last touch's campaign takes what that leaves."""
    if amount is None:
        return dict.fromkeys(weighted)
    if credit == "every_touch":
        return dict.fromkeys(weighted, amount)
    *others, last = sorted(weighted, key=lambda look: look.order)
    rounded = {look: round_half_away(Fraction(weighted[look]) * amount) for look in others}
    return {**rounded, last: amount - sum(rounded.values())}


def shares_of_refunds(
    credit: str, credits: list[Credit], refunds: list[Refund]
) -> Iterator[tuple[Credit, Refund, int]]:
    """What each refund of one conversion takes off each of its credits.

    In proportion to the refunds, each sum up to one rounded; where weights share, the last touch's campaign takes
    what that leaves.
    """
    in_all = sum(refund.deducted for refund in refunds)
    last = max(credits, key=lambda one: one.look.order)
    before = dict.fromkeys(credits, 0)
    so_far = 0
    for refund in refunds:
        if refund.deducted == 0:
            continue
        so_far += refund.deducted
        taken = {one: round_half_away(Fraction((one.amount - one.net_amount) * so_far, in_all)) for one in credits}
        if credit != "every_touch":
            taken[last] = so_far - sum(amount for one, amount in taken.items() if one is not last)
        for one in credits:
            yield one, refund, taken[one] - before[one]
        before = taken


def once_per_user(credits: Iterable[Credit]) -> list[Credit]:
    """Of one campaign's conversions for one event_name and user_key only the earliest counts."""
    groups: dict[tuple[str, str, str], list[Credit]] = defaultdict(list)
    for credit in credits:
        groups[credit.campaign_id, credit.conversion.event_name, credit.conversion.user_key].append(credit)
    return [min(group, key=lambda credit: credit.conversion.order) for group in groups.values()]


# ------------------------------------------------------------------------------
# The world: raw rows, understood
# ------------------------------------------------------------------------------


class World:
    """Everything the marts are a function of."""

    def __init__(self, raw: Tables, variables: Variables, rulesets: list[Ruleset]) -> None:
        self.variables = variables
        self.rulesets = rulesets
        self.calendar = Calendar(variables.report_timezone)
        self.window = GlobalWindow(
            records(WindowChange, raw.get("conversion_window_changes", ())),
            variables.conversion_window_propagation_minutes,
        )
        self.rates = ExchangeRates(records(ExchangeRate, raw.get("exchange_rates", ())), variables.reporting_currency)
        self.unit_costs = records(UnitCost, raw.get("unit_costs", ()))
        self.consents = records(UserConsent, raw.get("user_consents", ()))
        self.campaigns = latest_versions(records(Campaign, raw.get("campaigns", ())))
        self.goals = {
            (goal.campaign_id, goal.event_name): goal
            for goal in records(Goal, raw.get("campaign_conversion_events", ()))
        }
        self.figures = Figures(records(PurchaseEvent, raw.get("purchase_events", ())), self.rates, self.calendar)
        self.message_events = sort_deliveries(
            records(MessageEvent, raw.get("message_events", ())),
            lambda event: message_rejection(event, self.campaigns),
        )
        self.app_events = sort_deliveries(
            records(AppEvent, raw.get("app_events", ())),
            lambda event: app_rejection(event, self.figures),
        )
        self.identify()

    @property
    def accepted(self) -> list[MessageEvent | AppEvent]:
        return [*self.message_events.accepted, *self.app_events.accepted]

    def identify(self) -> None:
        self.identity = Identity(self.accepted, self.variables.identity_reset_events)
        for event in self.accepted:
            event.user_key = self.identity.user_key(event)

    @cached_property
    def ledger(self) -> tuple[list[Conversion], list[Refund]]:
        """The conversions, and the refunds with what they take off them."""
        goal_events = {event_name for _, event_name in self.goals}
        conversions, refunds = [], []
        for event in self.app_events.accepted:
            role = self.figures.role(event.event_name)
            if role == "refund":
                refunds.append(Refund(event, self.figures.read(event)))
            if role == "purchase":
                conversions.append(Conversion(event, "purchase", self.figures.read(event)))
            elif event.event_name in goal_events:
                conversions.append(Conversion(event, "standard", None))
        assign_refunds(conversions, refunds)
        return conversions, refunds

    @property
    def conversions(self) -> list[Conversion]:
        """The accepted app events that are purchases or a goal of at least one campaign."""
        return self.ledger[0]

    @property
    def refunds(self) -> list[Refund]:
        """The accepted refund events."""
        return self.ledger[1]

    @cached_property
    def conversions_of(self) -> dict[str, list[Conversion]]:
        """The conversions of each user_key."""
        found = defaultdict(list)
        for conversion in self.conversions:
            found[conversion.user_key].append(conversion)
        return found

    @cached_property
    def events_of(self) -> dict[tuple[str, str], list[MessageEvent]]:
        """The accepted message events of each (campaign, channel)."""
        found = defaultdict(list)
        for event in self.message_events.accepted:
            found[event.campaign_id, event.channel].append(event)
        return found

    @cached_property
    def touches_of(self) -> dict[str, dict[str, list[MessageEvent]]]:
        """The touches of each user_key, by campaign."""
        found = defaultdict(lambda: defaultdict(list))
        for event in self.message_events.accepted:
            if bases_of(event):
                found[event.user_key][event.campaign_id].append(event)
        return found

    @cached_property
    def touches_on(self) -> dict[str | None, list[MessageEvent]]:
        """The touches on each device."""
        found = defaultdict(list)
        for event in self.message_events.accepted:
            if bases_of(event):
                found[event.device_id].append(event)
        return found

    def as_of(self, conversion: Conversion) -> tuple[str, dict[str, list[MessageEvent]]]:
        """Who made a conversion, and their touches by campaign, by what was asserted until then.

        A person of that time is one of today, or the device.
        """
        now = conversion.converted_at
        user_key = self.identity.user_key(conversion.event, now)
        nearby = [touch for touches in self.touches_of.get(user_key, {}).values() for touch in touches]
        nearby += self.touches_on.get(conversion.event.device_id, []) if conversion.event.device_id else []
        found = defaultdict(list)
        for touch in dict.fromkeys(nearby):
            if touch.occurred_at <= now and self.identity.user_key(touch, now) == user_key:
                found[touch.campaign_id].append(touch)
        return user_key, found

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        return {ruleset.name: Attribution(self, ruleset) for ruleset in self.rulesets}

    @cached_property
    def latest_received_at(self) -> int:
        return max(event.received_at for event in self.accepted)

    def is_final(self, conversion: Conversion) -> bool:
        """No event that arrives on time can change the row any more."""
        return self.latest_received_at - conversion.converted_at >= self.variables.settlement_hours * HOUR

    def is_final_day(self, day: date) -> bool:
        """No event that arrives on time can change the figures of the day any more."""
        if not self.accepted:
            return False
        settled_until = self.latest_received_at - self.variables.settlement_hours * HOUR
        return settled_until >= self.calendar.last_microsecond(day)

    def is_open(self, send: MessageEvent) -> bool:
        """A purchase where the data ends would be within the longest window that the reporting ruleset has for it."""
        attribution = self.attributions[self.variables.reporting_ruleset]
        now = self.latest_received_at
        for row in attribution.ruleset.rows_for("purchase", send.channel):
            for event_name in self.figures.purchases:
                if attribution.participates(row, send.campaign_id, event_name):
                    goal = self.goals.get((send.campaign_id, event_name))
                    minutes = (
                        self.window.in_force(now) * 60 if row.window == "global" else row.stated_window_minutes(goal)
                    )
                    if send.occurred_at + minutes * MINUTE >= now:
                        return True
        return False

    def events_on_all_channels(self, campaign_id: str) -> list[MessageEvent]:
        return [event for channel in CHANNELS for event in self.events_of.get((campaign_id, channel), ())]


def latest_versions(versions: Iterable[Campaign]) -> dict[str, Campaign]:
    """The latest version is the campaign's present state and holds for all its history."""
    return {v.campaign_id: v for v in sorted(versions, key=lambda version: version.updated_at)}


class Attribution:
    """One ruleset applied to every conversion."""

    def __init__(self, world: World, ruleset: Ruleset) -> None:
        self.world = world
        self.ruleset = ruleset
        self.looks = {
            conversion: self.looks_for(conversion, world.touches_of.get(conversion.user_key, {}))
            for conversion in world.conversions
        }
        self.competed = {conversion: self.compete(conversion, looks) for conversion, looks in self.looks.items()}
        competed = [credit for credits in self.competed.values() for credit in credits]
        # Who won, where one campaign wins: counting once_per_user, which comes after, does not change that.
        self.winners = {credit.conversion: credit.campaign_id for credit in competed}
        self.credits = [
            *(c for c in competed if ruleset.counting(c.conversion.kind) == "every_occurrence"),
            *once_per_user(c for c in competed if ruleset.counting(c.conversion.kind) == "once_per_user"),
        ]

    def looks_for(
        self, conversion: Conversion, touches_of_person: Mapping[str, list[MessageEvent]]
    ) -> dict[str, list[Look]]:
        """By campaign, every touch by the same user_key at or before the conversion of a basis looked at."""
        found = {}
        for campaign_id, touches in touches_of_person.items():
            looks = [
                self.look(conversion, touch, row, basis)
                for touch in touches
                if touch.occurred_at <= conversion.converted_at
                for row in self.ruleset.rows_for(conversion.kind, touch.channel)
                for basis in self.bases_looked_at(row, campaign_id, conversion.event_name)
                if basis in bases_of(touch)
            ]
            if looks:
                found[campaign_id] = looks
        return found

    def bases_looked_at(self, row: RulesetRow, campaign_id: str, event_name: str) -> tuple[str, ...]:
        """The row's basis, or for `goal` the goal's; without a goal, every basis allowed on the channel."""
        if row.basis != "goal":
            return (row.basis,)
        goal = self.world.goals.get((campaign_id, event_name))
        return (goal.basis,) if goal else ALLOWED_BASES[row.channel]

    def look(self, conversion: Conversion, touch: MessageEvent, row: RulesetRow, basis: str) -> Look:
        """Eligible: touched_at <= converted_at <= touched_at + window, both ends included."""
        minutes = self.window_minutes(row, touch.campaign_id, conversion)
        is_eligible = minutes is not None and conversion.converted_at <= touch.occurred_at + minutes * MINUTE
        participates = self.participates(row, touch.campaign_id, conversion.event_name)
        return Look(touch, row, basis, minutes, is_eligible, participates)

    def window_minutes(self, row: RulesetRow, campaign_id: str, conversion: Conversion) -> int | None:
        """The global window in force at the conversion, or the one that the row states."""
        if row.window == "global":
            return self.world.window.in_force(conversion.converted_at) * 60
        return row.stated_window_minutes(self.world.goals.get((campaign_id, conversion.event_name)))

    def participates(self, row: RulesetRow, campaign_id: str, event_name: str) -> bool:
        """Tracking on, or the goal set, or all; never by a goal that is not there."""
        has_goal = (campaign_id, event_name) in self.world.goals
        if "goal" in (row.basis, row.participates) and not has_goal:
            return False
        if row.window == "goal" and not row.default_window and not has_goal:
            return False
        if row.participates == "tracking_on":
            return self.world.campaigns[campaign_id].purchase_conversion_tracking
        return True

    def candidate(self, conversion: Conversion, looks: Iterable[Look]) -> Look | None:
        """One campaign's candidate for credit: only touches that are eligible and participate."""
        open_looks = [look for look in looks if look.is_eligible and look.participates]
        return candidate_of(open_looks, self.ruleset.credit(conversion.kind))

    def compete(self, conversion: Conversion, looks_of: Mapping[str, list[Look]]) -> list[Credit]:
        """The credits of one conversion, before counting."""
        candidates = [self.candidate(conversion, looks) for looks in looks_of.values()]
        candidates = [candidate for candidate in candidates if candidate is not None]
        if not candidates:
            return []
        limit = self.ruleset.max_touches(conversion.kind)
        if limit is not None:
            candidates = sorted(candidates, key=lambda look: look.order)[-limit:]
        rule = self.ruleset.credit(conversion.kind)
        weighted = weights(rule, candidates, self.world.variables.time_decay_half_life_days)
        amounts = shares(rule, weighted, conversion.amount)
        net_amounts = shares(rule, weighted, conversion.net_amount)
        return [
            Credit(self.ruleset.name, conversion, look, float(weight), amounts[look], net_amounts[look])
            for look, weight in weighted.items()
        ]

    @cached_property
    def credited(self) -> set[tuple[Conversion, str]]:
        return {(credit.conversion, credit.campaign_id) for credit in self.credits}

    def refunded(self) -> Iterator[tuple[Credit, Refund, int]]:
        """What each refund takes off each credit that counts."""
        counted = set(self.credits)
        for conversion, credits in self.competed.items():
            if credits and any(refund.deducted for refund in conversion.refunds):
                rule = self.ruleset.credit(conversion.kind)
                for credit, refund, amount in shares_of_refunds(rule, credits, conversion.refunds):
                    if credit in counted:
                        yield credit, refund, amount

    # Trace

    def trace(self) -> Iterator[Row]:
        """For each conversion and each campaign looked at within the horizon, or credited, one row."""
        horizon = self.world.variables.trace_horizon_hours * HOUR
        for conversion, looks_of in self.looks.items():
            for campaign_id, looks in looks_of.items():
                recent = [k for k in looks if conversion.converted_at - k.touch.occurred_at <= horizon]
                if recent or (conversion, campaign_id) in self.credited:
                    yield self.trace_row(conversion, campaign_id, self.shown(conversion, looks, recent))

    def shown(self, conversion: Conversion, looks: list[Look], recent: list[Look]) -> Look:
        """The campaign's candidate, else an eligible touch not participating, else its latest touch."""
        candidate = self.candidate(conversion, looks)
        if candidate is not None:
            return candidate
        eligible = [look for look in looks if look.is_eligible]
        return candidate_of(eligible, self.ruleset.credit(conversion.kind)) or latest(recent)

    def trace_row(self, conversion: Conversion, campaign_id: str, look: Look) -> Row:
        verdict = self.verdict(conversion, campaign_id, look)
        return {
            "ruleset": self.ruleset.name,
            "conversion_id": conversion.conversion_id,
            "campaign_id": campaign_id,
            "channel": look.touch.channel,
            "basis": look.basis,
            "touch_id": look.touch.event_id,
            "touched_at": to_timestamp(look.touch.occurred_at),
            **window_columns(look.window_minutes),
            "hours_since_touch": (conversion.converted_at - look.touch.occurred_at) / HOUR,
            "verdict": verdict,
            "winner_campaign_id": self.winners[conversion] if verdict.startswith("lost_to_") else None,
        }

    def verdict(self, conversion: Conversion, campaign_id: str, look: Look) -> str:
        """The first verdict that applies."""
        if (conversion, campaign_id) in self.credited:
            return "credited"
        if not look.participates:
            return "not_participating"
        if not look.is_eligible:
            return "outside_window"
        if campaign_id in {credit.campaign_id for credit in self.competed[conversion]}:
            return "already_counted"
        rule = self.ruleset.credit(conversion.kind)
        if rule == "last_touch":
            return "lost_to_later_touch"
        if rule == "first_touch" and look.order > self.competed[conversion][0].look.order:
            return "lost_to_earlier_touch"
        return "beyond_max_touches"


CAUSES = ("basis", "window", "participation", "competition", "counting")


def differing_purchases(one: Attribution, other: Attribution) -> Iterator[tuple[str, str, float, int]]:
    """The campaigns of purchases to which the two give different credit: the cause, how much more one gives."""
    if one is other:
        return
    mine, theirs = (
        {(c.conversion, c.campaign_id): c for c in attribution.credits if c.conversion.kind == "purchase"}
        for attribution in (one, other)
    )
    for key in mine.keys() | theirs.keys():
        given, taken = mine.get(key), theirs.get(key)
        if given and taken:
            if (given.weight, given.amount) != (taken.weight, taken.amount):
                yield key[1], "competition", given.weight - taken.weight, given.amount - taken.amount
        elif given:
            yield key[1], cause_of_denial(other, given), given.weight, given.amount
        else:
            yield key[1], cause_of_denial(one, taken), -taken.weight, -taken.amount


def cause_of_denial(denying: Attribution, credit: Credit) -> str:
    """Why a ruleset does not give the credit that another gives."""
    if any(c.campaign_id == credit.campaign_id for c in denying.competed[credit.conversion]):
        return "counting"
    looks = denying.looks[credit.conversion].get(credit.campaign_id, [])
    if denying.candidate(credit.conversion, looks) is not None:
        return "competition"
    seen = [look for look in looks if look.touch is credit.look.touch]
    if not seen:
        return "basis"
    return "window" if any(look.participates for look in seen) else "participation"


# ------------------------------------------------------------------------------
# Metrics
# ------------------------------------------------------------------------------

Events = list[MessageEvent]


def of_type(events: Events, *event_types: str) -> Events:
    return [event for event in events if event.event_type in event_types]


def clicks_of(events: Events) -> Events:
    """push: `open` + `click`; other channels: `click`."""
    return [event for event in events if "click" in bases_of(event)]


def devices(events: Events) -> int:
    """distinct device_id"""
    return distinct(event.device_id for event in events)


def users(events: Events) -> int:
    """distinct identified user_key"""
    return len(identified(event.user_key for event in events))


def by_platform(name: str, events: Events) -> Row:
    """A count in total and the same by platform."""
    counts = {name: len(events)}
    for platform in PLATFORMS:
        counts[f"{name}_{platform}"] = sum(event.platform == platform for event in events)
    return counts


def message_counts(events: Events, channel: str) -> Row:
    """The counts of push, kakaotalk and text that are found in the daily mart too."""
    restricted = of_type(events, "restricted")
    split = {
        **by_platform("targeted", of_type(events, "targeted")),
        **by_platform("sent", of_type(events, "sent")),
        **by_platform("clicks", clicks_of(events)),
    }
    counts = {
        **(split if channel == "push" else {name: split[name] for name in ("targeted", "sent", "clicks")}),
        "failed": len(of_type(events, "failed")),
        "restricted": len(restricted),
        "restricted_fatigue": sum(event.reason == "fatigue" for event in restricted),
        "restricted_do_not_disturb": sum(event.reason == "do_not_disturb" for event in restricted),
    }
    if channel == "push":
        counts["opens"] = len(of_type(events, "open"))
    return counts


def in_app_counts(events: Events) -> Row:
    """The counts of in_app that are found in the daily mart too."""
    clicks = clicks_of(events)
    return {
        **by_platform("impressions", of_type(events, "impression")),
        **by_platform("clicks", clicks),
        "button_clicks": sum(event.click_target == "button" for event in clicks),
    }


def daily_counts(events: Events, channel: str) -> Row:
    return in_app_counts(events) if channel == "in_app" else message_counts(events, channel)


def click_base(channel: str) -> str:
    """click_rate is clicks / sent, on in_app clicks / impressions."""
    return "impressions" if channel == "in_app" else "sent"


def platform_click_rates(counts: Row, channel: str) -> Row:
    """click_rate, in total and by platform where the counts have it."""
    base = click_base(channel)
    return {
        f"click_rate{suffix}": rate(counts[f"clicks{suffix}"], counts[f"{base}{suffix}"])
        for suffix in ("", "_android", "_ios", "_web")
        if f"clicks{suffix}" in counts
    }


def span(events: Events) -> tuple[datetime | None, datetime | None]:
    """The first and the last time."""
    times = [event.occurred_at for event in events]
    return to_timestamp(min(times, default=None)), to_timestamp(max(times, default=None))


def element_of(click: MessageEvent) -> str:
    """`body` for push opens, clicks on it and clicks that say nothing; else element_id, else click_target."""
    if click.event_type == "open" or click.click_target == "body":
        return "body"
    return click.element_id or click.click_target or "body"


def latest_not_null(clicks: Events, column: str) -> str | None:
    """The latest not null value by (occurred_at, event_id)."""
    for click in sorted(clicks, key=touch_order, reverse=True):
        if getattr(click, column) is not None:
            return getattr(click, column)
    return None


def send_cost(world: World, campaign_id: str, sends: Events) -> int | None:
    """The sum of what the sends cost, then rounded; null where the campaign has no cost rows."""
    costs = [cost for cost in world.unit_costs if cost.campaign_id == campaign_id]
    if not costs:
        return None
    return round_half_away(100 * sum((cost_of_send(world, costs, send) for send in sends), Fraction(0)))


def cost_of_send(world: World, costs: list[UnitCost], send: MessageEvent) -> Fraction:
    """The unit cost in force for the send's format, else for every format, else 0; at the send's own rate."""
    exact = [c for c in costs if c.message_format is not None and c.message_format == send.message_format]
    rows = exact or [cost for cost in costs if cost.message_format is None]
    if not rows:
        return Fraction(0)
    rows = sorted(rows, key=lambda cost: cost.effective_from)
    cost = [row for row in rows if row.effective_from <= send.occurred_at][-1:] or rows[:1]
    day = world.calendar.report_date(send.occurred_at)
    return Fraction(cost[0].unit_cost) * world.rates.on_or_earliest(cost[0].currency, day)


@dataclass
class Purchases:
    """Purchases credited by the reporting ruleset to a campaign on a channel; null where tracking is off."""

    conversions: float | None
    amount: int | None
    net_amount: int | None

    @classmethod
    def of(cls, campaign: Campaign, credits: list[Credit]) -> Purchases:
        if not campaign.purchase_conversion_tracking:
            return cls(None, None, None)
        return cls(
            float(sum(c.weight for c in credits)), sum(c.amount for c in credits), sum(c.net_amount for c in credits)
        )

    def columns(self) -> Row:
        return {
            "purchase_conversions": self.conversions,
            "purchase_amount": to_money(self.amount),
            "purchase_net_amount": to_money(self.net_amount),
        }

    def net_roas(self, cost: int | None) -> float | None:
        return None if self.net_amount is None or not cost else float(Fraction(self.net_amount, cost))


# ------------------------------------------------------------------------------
# Marts
# ------------------------------------------------------------------------------


class Marts:
    """Every table of the contract."""

    def __init__(self, world: World) -> None:
        self.world = world

    def tables(self) -> dict[str, list[Row]]:
        tables = {
            "quality.event_reconciliation": self.event_reconciliation(),
            "quality.rejected_message_events": self.world.message_events.rejections(),
            "quality.rejected_app_events": self.world.app_events.rejections(),
            "quality.refund_issues": self.refund_issues(),
            "marts.purchases_daily": self.purchases_daily(),
            "marts.ruleset_comparison": self.ruleset_comparison(),
            "marts.identity_audit": self.identity_audit(),
            "marts.attribution_summary": self.attribution_summary(),
            "marts.settings_breakpoints": self.settings_breakpoints(),
            "marts.conversions": self.conversions(),
            "marts.conversion_credits": self.conversion_credits(),
            "marts.conversion_event_results": self.conversion_event_results(),
            "marts.kpi_events": self.kpi_events(),
            "marts.conversion_trace": self.conversion_trace(),
            "marts.send_compliance": [self.send_compliance(campaign) for campaign in self.world.campaigns.values()],
            "marts.fatigue_audit": list(self.fatigue_audit()),
            "marts.experiment_results": list(self.experiment_results()),
        }
        for channel in CHANNELS:
            rows = self.in_app_campaigns() if channel == "in_app" else self.message_campaigns(channel)
            tables[f"marts.{channel}_campaigns"] = rows
            tables[f"marts.{channel}_daily"] = self.daily(channel)
            if channel != "text":
                tables[f"marts.{channel}_clicks"] = self.clicks(channel)
        return tables

    def event_reconciliation(self) -> list[Row]:
        return [
            self.world.message_events.reconciliation("message_events"),
            self.world.app_events.reconciliation("app_events"),
        ]

    # Campaigns

    def campaigns_on(self, channel: str) -> list[tuple[Campaign, Events]]:
        """Every campaign of the channel, and those of others with any accepted event there."""
        found = []
        for campaign in self.world.campaigns.values():
            events = self.world.events_of.get((campaign.campaign_id, channel), [])
            if campaign.channel == channel or events:
                found.append((campaign, events))
        return found

    @staticmethod
    def campaign_columns(campaign: Campaign) -> Row:
        return {
            "campaign_id": campaign.campaign_id,
            "campaign_name": campaign.campaign_name,
            "message_type": campaign.message_type,
            "status": campaign.status,
            "published_at": to_timestamp(campaign.published_at),
        }

    def purchase_credits(self, campaign_id: str, channel: str) -> list[Credit]:
        """The reporting ruleset's credits for purchases with that campaign and (the touch's) channel."""
        attribution = self.world.attributions[self.world.variables.reporting_ruleset]
        return [
            credit
            for credit in attribution.credits
            if credit.conversion.kind == "purchase"
            and (credit.campaign_id, credit.look.touch.channel) == (campaign_id, channel)
        ]

    def message_campaigns(self, channel: str) -> list[Row]:
        found = self.campaigns_on(channel)
        return [self.message_campaign(campaign, channel, events) for campaign, events in found]

    def message_campaign(self, campaign: Campaign, channel: str, events: Events) -> Row:
        counts = message_counts(events, channel)
        sends = of_type(events, "sent")
        pending = counts["targeted"] - counts["sent"] - counts["failed"] - counts["restricted"]
        purchases = Purchases.of(campaign, self.purchase_credits(campaign.campaign_id, channel))
        cost = send_cost(self.world, campaign.campaign_id, sends)
        first_sent_at, last_sent_at = span(sends)
        row = {
            **self.campaign_columns(campaign),
            "first_sent_at": first_sent_at,
            "last_sent_at": last_sent_at,
            **counts,
            "pending": max(0, pending),
            **platform_click_rates(counts, channel),
            "sent_users": users(sends),
            **purchases.columns(),
            "send_cost": to_money(cost),
            "roas": None if purchases.amount is None or not cost else float(Fraction(purchases.amount, cost)),
            "net_roas": purchases.net_roas(cost),
        }
        if channel == "push":
            opens = of_type(events, "open")
            row["sent_devices"] = devices(sends)
            row["opened_devices"] = devices(opens)
            row["opened_users"] = users(opens)
        return row

    def in_app_campaigns(self) -> list[Row]:
        return [self.in_app_campaign(campaign, events) for campaign, events in self.campaigns_on("in_app")]

    def in_app_campaign(self, campaign: Campaign, events: Events) -> Row:
        counts = in_app_counts(events)
        impressions, clicks = of_type(events, "impression"), clicks_of(events)
        purchases = Purchases.of(campaign, self.purchase_credits(campaign.campaign_id, "in_app"))
        first_shown_at, last_shown_at = span(impressions)
        return {
            **self.campaign_columns(campaign),
            "first_shown_at": first_shown_at,
            "last_shown_at": last_shown_at,
            **counts,
            "unique_impressions": devices(impressions),
            "user_impressions": users(impressions),
            "unique_clicks": devices(clicks),
            "user_clicks": users(clicks),
            **platform_click_rates(counts, "in_app"),
            "unique_click_rate": rate(devices(clicks), devices(impressions)),
            "user_click_rate": rate(users(clicks), users(impressions)),
            **purchases.columns(),
            "purchase_conversion_rate": rate(purchases.conversions, len(clicks)),
            "purchase_conversions_per_impression": rate(purchases.conversions, len(impressions)),
        }

    # Days

    def daily(self, channel: str) -> list[Row]:
        found = self.campaigns_on(channel)
        return [row for campaign, events in found for row in self.days(campaign, channel, events)]

    def days(self, campaign: Campaign, channel: str, events: Events) -> Iterator[Row]:
        """A row for each date on which a count or purchase_conversions is not 0, and each breakpoint date."""
        report_date = self.world.calendar.report_date
        events_on, credits_on = defaultdict(list), defaultdict(list)
        for event in events:
            events_on[report_date(event.occurred_at)].append(event)
        for credit in self.purchase_credits(campaign.campaign_id, channel):
            credits_on[report_date(credit.conversion.converted_at)].append(credit)
        breakpoints = set()
        if campaign.channel == channel:
            breakpoints = {report_date(effective_at) for effective_at, _, _ in self.breakpoints(campaign)}
        for day in sorted({*events_on, *credits_on, *breakpoints}):
            counts = daily_counts(events_on[day], channel)
            purchases = Purchases.of(campaign, credits_on[day])
            sends = of_type(events_on[day], "impression" if channel == "in_app" else "sent")
            if any(counts.values()) or purchases.conversions or day in breakpoints:
                yield {
                    "campaign_id": campaign.campaign_id,
                    "report_date": day,
                    **counts,
                    "click_rate": rate(counts["clicks"], counts[click_base(channel)]),
                    **purchases.columns(),
                    "conversion_window_hours": self.world.window.in_force(self.world.calendar.last_microsecond(day)),
                    "is_settings_breakpoint": day in breakpoints,
                    "is_final": self.world.is_final_day(day),
                    "open_window_rate": rate(sum(map(self.world.is_open, sends)), len(sends)),
                }

    def breakpoints(self, campaign: Campaign) -> Iterator[tuple[int, int, int]]:
        """Changes of the global window's value while a campaign with tracking on was published."""
        for effective_at, old, new in self.world.window.value_changes():
            began = campaign.published_at is not None and campaign.published_at < effective_at
            goes_on = campaign.ends_at is None or campaign.ends_at > effective_at
            if campaign.purchase_conversion_tracking and began and goes_on:
                yield effective_at, old, new

    def settings_breakpoints(self) -> list[Row]:
        return [
            {
                "campaign_id": campaign.campaign_id,
                "effective_at": to_timestamp(effective_at),
                "report_date": self.world.calendar.report_date(effective_at),
                "setting": "conversion_window_hours",
                "old_value": str(old),
                "new_value": str(new),
            }
            for campaign in self.world.campaigns.values()
            for effective_at, old, new in self.breakpoints(campaign)
        ]

    # Rulesets against each other, and against the shop

    def ruleset_comparison(self) -> list[Row]:
        """What each ruleset gives a campaign, and by which cause that is not what the reporting ruleset gives it."""
        reporting = self.world.attributions[self.world.variables.reporting_ruleset]
        rows = []
        for attribution in self.world.attributions.values():
            credits_of = defaultdict(list)
            for credit in attribution.credits:
                if credit.conversion.kind == "purchase":
                    credits_of[credit.campaign_id].append(credit)
            conversions: dict[str, Counter[str]] = defaultdict(Counter)
            amounts: dict[str, Counter[str]] = defaultdict(Counter)
            for campaign_id, cause, weight, amount in differing_purchases(attribution, reporting):
                conversions[campaign_id][cause] += weight
                amounts[campaign_id][cause] += amount
            for campaign in self.world.campaigns.values():
                credits = credits_of[campaign.campaign_id]
                by_cause, amount_by_cause = conversions[campaign.campaign_id], amounts[campaign.campaign_id]
                rows.append(
                    {
                        "ruleset": attribution.ruleset.name,
                        "campaign_id": campaign.campaign_id,
                        "channel": campaign.channel,
                        "purchase_conversions": float(sum(credit.weight for credit in credits)),
                        "purchase_amount": to_money(sum(credit.amount for credit in credits)),
                        "purchase_net_amount": to_money(sum(credit.net_amount for credit in credits)),
                        "conversions_difference": float(sum(by_cause.values())),
                        "amount_difference": to_money(sum(amount_by_cause.values())),
                        **{f"conversions_by_{cause}": float(by_cause[cause]) for cause in CAUSES},
                        **{f"amount_by_{cause}": to_money(amount_by_cause[cause]) for cause in CAUSES},
                    }
                )
        return rows

    def attribution_summary(self) -> list[Row]:
        """By day and channel: purchases as often as they are credited, and each once, credited or not."""
        return [row for attribution in self.world.attributions.values() for row in self.summary_of(attribution)]

    def summary_of(self, attribution: Attribution) -> Iterator[Row]:
        report_date = self.world.calendar.report_date
        credits_of: dict[Conversion, list[Credit]] = defaultdict(list)
        credited: dict[tuple[date, str], list[Credit]] = defaultdict(list)
        for credit in attribution.credits:
            if credit.conversion.kind == "purchase":
                credits_of[credit.conversion].append(credit)
                credited[report_date(credit.conversion.converted_at), credit.look.touch.channel].append(credit)
        refunded: Counter[tuple[date, str]] = Counter()
        for credit, refund, amount in attribution.refunded():
            refunded[report_date(refund.event.occurred_at), credit.look.touch.channel] += amount
        once: dict[tuple[date, str], list[Conversion]] = defaultdict(list)
        refunded_once: Counter[tuple[date, str]] = Counter()
        for purchase in self.world.conversions:
            if purchase.kind == "purchase":
                credits = credits_of.get(purchase, [])
                latest_credit = max(credits, key=lambda credit: credit.look.order, default=None)
                channel = latest_credit.look.touch.channel if latest_credit else "unattributed"
                once[report_date(purchase.converted_at), channel].append(purchase)
                for refund in purchase.refunds:
                    if refund.deducted:
                        refunded_once[report_date(refund.event.occurred_at), channel] += refund.deducted
        for day, channel in credited.keys() | refunded.keys() | once.keys() | refunded_once.keys():
            credits, purchases = credited.get((day, channel), []), once.get((day, channel), [])
            conversions = float(sum(credit.weight for credit in credits))
            credited_purchases = len({credit.conversion for credit in credits})
            yield {
                "ruleset": attribution.ruleset.name,
                "report_date": day,
                "channel": channel,
                "credited_conversions": conversions,
                "credited_purchases": credited_purchases,
                "deduplicated_conversions": len(purchases),
                "over_credit_factor": rate(conversions, credited_purchases),
                "credited_amount": to_money(sum(credit.amount for credit in credits)),
                "credited_net_amount": to_money(sum(credit.net_amount for credit in credits)),
                "credited_refunded_amount": to_money(refunded[day, channel]),
                "deduplicated_amount": to_money(sum(purchase.amount for purchase in purchases)),
                "deduplicated_net_amount": to_money(sum(purchase.net_amount for purchase in purchases)),
                "deduplicated_refunded_amount": to_money(refunded_once[day, channel]),
                "is_final": self.world.is_final_day(day),
            }

    # Identity

    def identity_audit(self) -> list[Row]:
        """Conversions that other campaigns have by what was known of persons at the conversion, before counting."""
        return [row for conversion in self.world.conversions for row in self.audit(conversion)]

    def audit(self, conversion: Conversion) -> Iterator[Row]:
        user_key, touches = self.world.as_of(conversion)
        for attribution in self.world.attributions.values():
            was = attribution.compete(conversion, attribution.looks_for(conversion, touches))
            before = {credit.campaign_id: credit.look.touch.event_id for credit in was}
            today = {credit.campaign_id: credit.look.touch.event_id for credit in attribution.competed[conversion]}
            if before.keys() == today.keys():
                continue
            for campaign_id in before.keys() | today.keys():
                yield {
                    "ruleset": attribution.ruleset.name,
                    "conversion_id": conversion.conversion_id,
                    "campaign_id": campaign_id,
                    "event_name": conversion.event_name,
                    "conversion_kind": conversion.kind,
                    "converted_at": to_timestamp(conversion.converted_at),
                    "report_date": self.world.calendar.report_date(conversion.converted_at),
                    "amount": to_money(conversion.amount),
                    "user_key_as_of_conversion": user_key,
                    "user_key_today": conversion.user_key,
                    "is_credited_as_of_conversion": campaign_id in before,
                    "is_credited_today": campaign_id in today,
                    "touch_id_as_of_conversion": before.get(campaign_id),
                    "touch_id_today": today.get(campaign_id),
                }

    # Refunds

    def purchases_daily(self) -> list[Row]:
        """Gross and net by the date of the purchase, and refunds by their own date, where purchases are tracked."""
        report_date = self.world.calendar.report_date
        attribution = self.world.attributions[self.world.variables.reporting_ruleset]
        purchases: dict[tuple[str, str, date], list[Credit]] = defaultdict(list)
        refunds: Counter[tuple[str, str, date]] = Counter()
        for credit in attribution.credits:
            if credit.conversion.kind == "purchase":
                day = report_date(credit.conversion.converted_at)
                purchases[credit.campaign_id, credit.look.touch.channel, day].append(credit)
        for credit, refund, amount in attribution.refunded():
            refunds[credit.campaign_id, credit.look.touch.channel, report_date(refund.event.occurred_at)] += amount
        rows = []
        for campaign_id, channel, day in purchases.keys() | refunds.keys():
            campaign = self.world.campaigns[campaign_id]
            if campaign.purchase_conversion_tracking:
                found = Purchases.of(campaign, purchases.get((campaign_id, channel, day), []))
                refunded = refunds[campaign_id, channel, day]
                rows.append(
                    {
                        "campaign_id": campaign_id,
                        "channel": channel,
                        "report_date": day,
                        **found.columns(),
                        "refunded_amount": to_money(refunded),
                        "purchase_net_amount_by_refund_date": to_money(found.amount - refunded),
                        "is_final": self.world.is_final_day(day),
                    }
                )
        return rows

    def refund_issues(self) -> list[Row]:
        return [
            {
                "refund_id": refund.event.event_id,
                "issue": issue,
                "order_id": refund.money.order_id,
                "refunded_at": to_timestamp(refund.event.occurred_at),
                "amount": to_money(refund.money.amount),
                "conversion_id": refund.purchase.conversion_id if refund.purchase else None,
                "converted_at": to_timestamp(refund.purchase.converted_at) if refund.purchase else None,
                "purchase_amount": to_money(refund.purchase.amount) if refund.purchase else None,
                "deducted_amount": to_money(refund.deducted),
            }
            for refund in self.world.refunds
            for issue in refund.issues()
        ]

    # Clicks

    def clicks(self, channel: str) -> list[Row]:
        found = self.campaigns_on(channel)
        return [row for campaign, events in found for row in self.elements(campaign, channel, events)]

    def elements(self, campaign: Campaign, channel: str, events: Events) -> list[Row]:
        """The campaign's clicks by element; click_rank is shared by ties (1, 1, 3)."""
        base_type = "impression" if channel == "in_app" else "sent"
        base = len(of_type(events, base_type))
        clicks_on = defaultdict(list)
        for click in clicks_of(events):
            clicks_on[element_of(click)].append(click)
        return [
            {
                "campaign_id": campaign.campaign_id,
                "element_id": element_id,
                "element_label": latest_not_null(clicks, "element_label"),
                "click_target": "body" if element_id == "body" else latest_not_null(clicks, "click_target"),
                "clicks": len(clicks),
                "click_rate": rate(len(clicks), base),
                "click_rank": 1 + sum(len(others) > len(clicks) for others in clicks_on.values()),
            }
            for element_id, clicks in clicks_on.items()
        ]

    # Conversions

    def conversions(self) -> list[Row]:
        return [
            {
                "conversion_id": conversion.conversion_id,
                "event_name": conversion.event_name,
                "conversion_kind": conversion.kind,
                "user_key": conversion.user_key,
                "is_identified": conversion.user_key.startswith("u:"),
                "device_id": conversion.event.device_id,
                "platform": conversion.event.platform,
                "converted_at": to_timestamp(conversion.converted_at),
                "report_date": self.world.calendar.report_date(conversion.converted_at),
                "order_id": conversion.money.order_id if conversion.money else None,
                "amount": to_money(conversion.amount),
                "currency": conversion.money.currency if conversion.money else None,
                "refunded_amount": to_money(conversion.refunded),
                "net_amount": to_money(conversion.net_amount),
            }
            for conversion in self.world.conversions
        ]

    def conversion_credits(self) -> list[Row]:
        return [
            {
                "ruleset": credit.ruleset,
                "conversion_id": credit.conversion.conversion_id,
                "campaign_id": credit.campaign_id,
                "channel": credit.look.touch.channel,
                "event_name": credit.conversion.event_name,
                "conversion_kind": credit.conversion.kind,
                "user_key": credit.conversion.user_key,
                "converted_at": to_timestamp(credit.conversion.converted_at),
                "report_date": self.world.calendar.report_date(credit.conversion.converted_at),
                "basis": credit.look.basis,
                "touch_id": credit.look.touch.event_id,
                "touched_at": to_timestamp(credit.look.touch.occurred_at),
                **window_columns(credit.look.window_minutes),
                "credit_weight": credit.weight,
                "credited_amount": to_money(credit.amount),
                "credited_net_amount": to_money(credit.net_amount),
                "is_final": self.world.is_final(credit.conversion),
            }
            for attribution in self.world.attributions.values()
            for credit in attribution.credits
        ]

    def conversion_event_results(self) -> list[Row]:
        """One row for each goal of each campaign, and one for every further pair with a credit."""
        rows = []
        for attribution in self.world.attributions.values():
            credits_of: dict[tuple[str, str], list[Credit]] = defaultdict(list)
            for goal in self.world.goals:
                credits_of[goal] = []
            for credit in attribution.credits:
                credits_of[credit.campaign_id, credit.conversion.event_name].append(credit)
            for (campaign_id, event_name), credits in credits_of.items():
                rows.append(self.event_result(attribution.ruleset, campaign_id, event_name, credits))
        return rows

    def event_result(self, ruleset: Ruleset, campaign_id: str, event_name: str, credits: list[Credit]) -> Row:
        campaign = self.world.campaigns[campaign_id]
        goal = self.world.goals.get((campaign_id, event_name))
        kind = "purchase" if self.world.figures.role(event_name) == "purchase" else "standard"
        rules = ruleset.rows_for(kind, campaign.channel)
        bases = {row.basis if row.basis != "goal" else goal.basis if goal else None for row in rules}
        events = self.world.events_on_all_channels(campaign_id)
        touches = [event for event in events if bases.intersection(bases_of(event))]
        basis_users = len({touch.user_key for touch in touches})
        converted_users = len({credit.conversion.user_key for credit in credits})
        return {
            "ruleset": ruleset.name,
            "campaign_id": campaign_id,
            "channel": campaign.channel,
            "event_name": event_name,
            "conversion_kind": kind,
            "basis": bases.pop() if len(rules) == 1 else None,
            **window_columns(rules[0].stated_window_minutes(goal) if len(rules) == 1 else None),
            "sent": len(of_type(events, "sent")),
            "basis_touches": len(touches),
            "basis_users": basis_users,
            "conversions": float(sum(credit.weight for credit in credits)),
            "converted_users": converted_users,
            "conversion_rate": rate(converted_users, basis_users),
            "purchase_amount": to_money(sum(c.amount for c in credits)) if kind == "purchase" else None,
            "purchase_net_amount": to_money(sum(c.net_amount for c in credits)) if kind == "purchase" else None,
        }

    def kpi_events(self) -> list[Row]:
        """Pairs with at least one credit under `growth_action`; none if it is not computed."""
        if "growth_action" not in self.world.attributions:
            return []
        conversions_of: dict[tuple[str, str], list[Conversion]] = defaultdict(list)
        for credit in self.world.attributions["growth_action"].credits:
            conversions_of[credit.campaign_id, credit.conversion.event_name].append(credit.conversion)
        return [self.kpi_event(*pair, conversions) for pair, conversions in conversions_of.items()]

    def kpi_event(self, campaign_id: str, event_name: str, conversions: list[Conversion]) -> Row:
        """Per send on push, kakaotalk and text; per click and per unique click on in_app."""
        channel = self.world.campaigns[campaign_id].channel
        events = self.world.events_on_all_channels(campaign_id)
        clicks = clicks_of(events)
        sent = len(of_type(events, "sent"))
        is_in_app = channel == "in_app"
        return {
            "campaign_id": campaign_id,
            "channel": channel,
            "event_name": event_name,
            "events": len(conversions),
            "unique_devices": distinct(conversion.event.device_id for conversion in conversions),
            "users": len(identified(conversion.user_key for conversion in conversions)),
            "sent": sent,
            "clicks": len(clicks),
            "unique_clicks": devices(clicks),
            "events_per_send": None if is_in_app else rate(len(conversions), sent),
            "events_per_click": rate(len(conversions), len(clicks)) if is_in_app else None,
            "events_per_unique_click": rate(len(conversions), devices(clicks)) if is_in_app else None,
        }

    def conversion_trace(self) -> list[Row]:
        variables = self.world.variables
        traced = variables.trace_rulesets
        if traced is None:
            traced = (variables.reporting_ruleset,)
        return [row for name in traced for row in self.world.attributions[name].trace()]

    # Compliance

    def send_compliance(self, campaign: Campaign) -> Row:
        """What an audit of one campaign finds; what is not known breaks no rule."""
        is_advertising = campaign.message_type == "advertising"
        sends = of_type(self.world.events_on_all_channels(campaign.campaign_id), "sent") if is_advertising else []
        at_night = [send for send in sends if is_at_night(self.world.calendar.wall_clock(send.occurred_at).time())]
        answers = {send: self.answers_before(send) for send in sends}
        are_known = bool(self.world.consents) or not sends
        refused_at_night = [send for send in at_night if not allows(answers[send], at_night=True)]
        refused = [send for send in sends if not allows(answers[send], at_night=False)]
        unasked = [send for send in sends if not answers[send]]
        is_sent = campaign.channel != "in_app"
        is_marked, is_late, ahead_hours, is_hasty = None, None, None, None
        if is_advertising and is_sent and campaign.body is not None:
            is_marked = campaign.body.startswith(("(광고)", "(Advertisement)"))
        if is_advertising and is_sent and campaign.scheduled_at is not None:
            clock = self.world.calendar.wall_clock(campaign.scheduled_at).time()
            is_late = clock > time(20, 30) or clock < time(8)
        if campaign.scheduled_at is not None and campaign.published_at is not None:
            ahead_hours = (campaign.scheduled_at - campaign.published_at) / HOUR
            is_hasty = campaign.scheduled_at - campaign.published_at < HOUR if is_sent else None
        at_once = self.in_app_campaigns_at_once(campaign)
        is_above = None if at_once is None else at_once > 30
        broken = [
            len(refused_at_night if are_known else at_night) > 0,
            are_known and len(refused) > 0,
            is_marked is False,
            is_hasty,
            is_late,
            is_above,
        ]
        return {
            "campaign_id": campaign.campaign_id,
            "campaign_name": campaign.campaign_name,
            "channel": campaign.channel,
            "message_type": campaign.message_type,
            "status": campaign.status,
            "advertising_sends": len(sends),
            "night_sends": len(at_night),
            "night_sends_without_consent": len(refused_at_night) if are_known else None,
            "sends_without_consent": len(refused) if are_known else None,
            "sends_without_consent_record": len(unasked) if are_known else None,
            "is_marked_as_advertising": is_marked,
            "published_at": to_timestamp(campaign.published_at),
            "scheduled_at": to_timestamp(campaign.scheduled_at),
            "scheduled_ahead_hours": ahead_hours,
            "is_scheduled_at_short_notice": is_hasty,
            "is_scheduled_late": is_late,
            "in_app_campaigns_at_once": at_once,
            "is_above_in_app_limit": is_above,
            "broken_rules": sum(map(bool, broken)),
        }

    def answers_before(self, send: MessageEvent) -> list[UserConsent]:
        """The latest answers of the send's person for its channel at or before it; several, if at one moment."""
        given = [
            consent
            for consent in self.world.consents
            if consent.user_id is not None
            and ("u:" + consent.user_id, consent.channel) == (send.user_key, send.channel)
            and consent.changed_at is not None
            and consent.changed_at <= send.occurred_at
        ]
        last = max((consent.changed_at for consent in given), default=None)
        return [consent for consent in given if consent.changed_at == last]

    def in_app_campaigns_at_once(self, campaign: Campaign) -> int | None:
        """The most in-app campaigns at one moment of the campaign's own time: looked for where each of them begins."""
        in_app = [other for other in self.world.campaigns.values() if other.channel == "in_app"]
        begins = [other.published_at for other in in_app if other.published_at is not None]
        own = [moment for moment in begins if campaign.channel == "in_app" and is_active_at(campaign, moment)]
        return max((sum(is_active_at(other, moment) for other in in_app) for moment in own), default=None)

    def fatigue_audit(self) -> Iterator[Row]:
        """Messages beyond the limit of their channel, and those held back below it."""
        for limit in self.world.variables.fatigue_limits:
            messages = self.messages_of(limit["channel"])
            received = [message for message in messages if message[0].event_type == "sent"]
            for first, user_key in messages:
                before = [
                    other
                    for other, other_key in received
                    if other_key == user_key
                    and touch_order(other) < touch_order(first)
                    and other.occurred_at >= first.occurred_at - limit["hours"] * HOUR
                ]
                is_sent = first.event_type == "sent"
                if is_sent == (len(before) >= limit["messages"]):
                    yield {
                        "event_id": first.event_id,
                        "finding": "sent_over_limit" if is_sent else "held_back_below_limit",
                        "channel": first.channel,
                        "campaign_id": first.campaign_id,
                        "message_id": first.message_id,
                        "user_key": user_key,
                        "occurred_at": to_timestamp(first.occurred_at),
                        "report_date": self.world.calendar.report_date(first.occurred_at),
                        "messages_in_window": len(before),
                        "limit_messages": limit["messages"],
                        "limit_hours": float(limit["hours"]),
                    }

    def messages_of(self, channel: str) -> list[tuple[MessageEvent, str]]:
        """Each message that a person received on the channel, or did not for fatigue: its first event, and whose."""
        copies: dict[tuple[Any, ...], list[MessageEvent]] = defaultdict(list)
        for event in self.world.message_events.accepted:
            is_tired = event.event_type == "restricted" and event.reason == "fatigue"
            if event.channel == channel and (event.event_type == "sent" or is_tired):
                message = ("event", event.event_id) if event.message_id is None else ("message", event.message_id)
                copies[event.campaign_id, event.user_key, event.event_type, message].append(event)
        firsts = [min(events, key=touch_order) for events in copies.values()]
        return [(first, first.user_key) for first in firsts]

    # Experiments

    def experiment_results(self) -> Iterator[Row]:
        for campaign in self.world.campaigns.values():
            assigned = assignments(self.world.events_on_all_channels(campaign.campaign_id))
            people: dict[str, dict[str, int]] = defaultdict(dict)
            for user_key, (variant, assigned_at) in assigned.items():
                people[variant][user_key] = assigned_at
            ratios = self.sample_ratios(campaign, {variant: len(persons) for variant, persons in people.items()})
            for metric, event_name, kind, hours in self.metrics_of(campaign):
                arms = {v: self.arm(persons, event_name, kind, hours) for v, persons in people.items()}
                for variant, arm in arms.items():
                    row = dict.fromkeys(COMPARED)
                    if variant != CONTROL and CONTROL in arms:
                        row |= compared(arm, arms[CONTROL], kind)
                    yield {
                        "campaign_id": campaign.campaign_id,
                        "variant": variant,
                        "metric": metric,
                        "channel": campaign.channel,
                        "event_name": event_name,
                        "conversion_kind": kind,
                        "window_hours": hours,
                        "is_control": variant == CONTROL,
                        "recipients": arm.recipients,
                        **ratios[variant],
                        "converted_users": arm.converted,
                        "total_conversions": sum(arm.conversions),
                        "conversion_rate": float(arm.rate),
                        "purchase_amount": to_money(sum(arm.amounts)) if kind == "purchase" else None,
                        "amount_per_recipient": float(arm.mean) if kind == "purchase" else None,
                        **row,
                    }

    def metrics_of(self, campaign: Campaign) -> Iterator[tuple[str, str | None, str, int | None]]:
        """All purchases, and each goal: its name, event, kind and window."""
        yield "purchases", None, "purchase", None
        for (campaign_id, event_name), goal in self.world.goals.items():
            if campaign_id == campaign.campaign_id:
                kind = "purchase" if self.world.figures.role(event_name) == "purchase" else "standard"
                yield f"goal:{event_name}", event_name, kind, goal.window_hours

    def arm(self, persons: Mapping[str, int], event_name: str | None, kind: str, hours: int | None) -> Arm:
        """What each person did within the window after the assignment: the goal's, else the global one then."""
        arm = Arm([], [])
        for user_key, assigned_at in persons.items():
            window = (self.world.window.in_force(assigned_at) if hours is None else hours) * HOUR
            done = [
                conversion
                for conversion in self.world.conversions_of.get(user_key, ())
                if conversion.kind == kind
                and event_name in (None, conversion.event_name)
                and assigned_at <= conversion.converted_at <= assigned_at + window
            ]
            arm.conversions.append(len(done))
            arm.amounts.append(sum(conversion.amount or 0 for conversion in done))
        return arm

    def sample_ratios(self, campaign: Campaign, people: Mapping[str, int]) -> dict[str, Row]:
        """Whether each variant has about as many people as it should: as planned, else all but the control alike."""
        plan = {
            entry["variant"]: Fraction(entry["share"])
            for entry in self.world.variables.experiment_shares
            if entry["campaign_id"] == campaign.campaign_id
        }
        if not plan:
            plan = {variant: Fraction(1) for variant in people if variant != CONTROL}
        shares = {variant: share / sum(plan.values()) for variant, share in plan.items()}
        checked = sum(number for variant, number in people.items() if variant in shares)
        found = {}
        for variant, number in people.items():
            share = shares.get(variant)
            p_value = None
            if share is not None and share != 1:
                deviation = float(abs(number - checked * share)) / float(checked * share * (1 - share)) ** 0.5
                p_value = float(2 * stats.norm.sf(deviation))
            found[variant] = {
                "expected_share": None if share is None else float(share),
                "sample_ratio_p_value": p_value,
                "has_sample_ratio_mismatch": None if p_value is None else p_value < 0.001,
            }
        return found


def is_at_night(clock: time) -> bool:
    """From nine in the evening until just before eight in the morning."""
    return clock >= time(21) or clock < time(8)


def allows(answers: list[UserConsent], *, at_night: bool) -> bool:
    """Whether the answers of one moment allow advertising; a refusal among them holds, and so does silence."""
    return bool(answers) and all(
        bool(answer.is_consented) and (not at_night or bool(answer.is_night_consented)) for answer in answers
    )


def is_active_at(campaign: Campaign, moment: int) -> bool:
    """Published, and neither over nor stopped."""
    ends = [campaign.ends_at]
    if campaign.status in ("stopped", "ended"):
        ends.append(campaign.updated_at)
    is_over = any(end is not None and end <= moment for end in ends)
    return campaign.published_at is not None and campaign.published_at <= moment and not is_over


# ------------------------------------------------------------------------------
# Experiments
# ------------------------------------------------------------------------------

CONTROL = "held_out"


@dataclass
class Arm:
    """The people of one variant, and what each of them bought and how often they converted, by one metric."""

    amounts: list[int | None]
    conversions: list[int]

    @property
    def recipients(self) -> int:
        return len(self.conversions)

    @property
    def converted(self) -> int:
        return sum(number > 0 for number in self.conversions)

    @property
    def rate(self) -> Fraction:
        return Fraction(self.converted, self.recipients)

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.amounts), 100 * self.recipients)

    @property
    def variance(self) -> Fraction:
        squares = sum((Fraction(amount, 100) - self.mean) ** 2 for amount in self.amounts)
        return squares / (self.recipients - 1)


def assignments(events: Events) -> dict[str, tuple[str, int]]:
    """The variant of each person of a campaign, and when it was assigned: the first; of several at once, by name."""
    events = [event for event in events if is_assigning(event)]
    named = [CONTROL if event.event_type == "held_out" else event.variant for event in events]
    if CONTROL in named:
        named = [variant or "treated" for variant in named]
    found: dict[str, tuple[int, str]] = {}
    for event, variant in zip(events, named, strict=True):
        if variant is not None:
            assignment = (event.occurred_at, variant)
            found[event.user_key] = min(found.get(event.user_key, assignment), assignment)
    return {user_key: (variant, occurred_at) for user_key, (occurred_at, variant) in found.items()}


def is_assigning(event: MessageEvent) -> bool:
    """In the app nothing is sent, but shown."""
    is_shown = event.event_type == "impression" and event.channel == "in_app"
    return event.event_type in ("held_out", "targeted", "sent") or is_shown


def compared(arm: Arm, control: Arm, kind: str) -> Row:
    """What a variant brought about, with 95 % intervals and p-values by the book."""
    n, n_control = arm.recipients, control.recipients
    difference = arm.rate - control.rate
    pooled = Fraction(arm.converted + control.converted, n + n_control)
    pooled_variance = pooled * (1 - pooled) * (Fraction(1, n) + Fraction(1, n_control))
    row: Row = {
        "conversion_lift": float(difference / control.rate) if control.rate else None,
        "incremental_conversions": float(difference * n),
    }
    (low, high), (control_low, control_high) = score_interval(arm), score_interval(control)
    below = ((float(arm.rate) - low) ** 2 + (control_high - float(control.rate)) ** 2) ** 0.5
    above = ((high - float(arm.rate)) ** 2 + (float(control.rate) - control_low) ** 2) ** 0.5
    row["incremental_conversions_low"] = n * (float(difference) - below)
    row["incremental_conversions_high"] = n * (float(difference) + above)
    if pooled_variance:
        row["conversion_p_value"] = float(2 * stats.norm.sf(abs(float(difference)) / float(pooled_variance) ** 0.5))
    if kind == "purchase":
        row |= compared_amounts(arm, control)
    return row


def score_interval(arm: Arm) -> tuple[float, float]:
    """Wilson's, of the rate."""
    interval = stats.binomtest(arm.converted, arm.recipients).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)


def compared_amounts(arm: Arm, control: Arm) -> Row:
    """Welch's t."""
    n, difference = arm.recipients, arm.mean - control.mean
    row: Row = {
        "amount_lift": float(difference / control.mean) if control.mean else None,
        "incremental_amount": float(difference * n),
    }
    if min(n, control.recipients) < 2 or not arm.variance + control.variance:
        return row
    parts = [(group.variance / group.recipients, group.recipients - 1) for group in (arm, control)]
    variance = sum(part for part, _ in parts)
    degrees = float(variance**2 / sum(part**2 / freedom for part, freedom in parts))
    error = float(variance) ** 0.5
    margin = float(stats.t.isf(0.025, degrees)) * error
    row["incremental_amount_low"] = n * (float(difference) - margin)
    row["incremental_amount_high"] = n * (float(difference) + margin)
    row["amount_p_value"] = float(2 * stats.t.sf(abs(float(difference)) / error, degrees))
    return row


COMPARED = (
    *("conversion_lift", "incremental_conversions", "incremental_conversions_low", "incremental_conversions_high"),
    *("conversion_p_value", "amount_lift", "incremental_amount", "incremental_amount_low", "incremental_amount_high"),
    "amount_p_value",
)


# ------------------------------------------------------------------------------
# Public
# ------------------------------------------------------------------------------


def compute_marts(
    raw_path: str | os.PathLike[str],
    *,
    variables: Mapping[str, Any] | None = None,
    rulesets_seed: Iterable[Mapping[str, Any]] | None = None,
) -> dict[str, list[Row]]:
    """Every table of the contract, as it must be for the raw folder, keyed `schema.table`."""
    return compute_marts_of(read_raw(raw_path), variables=variables, rulesets_seed=rulesets_seed)


def compute_marts_of(
    raw: Tables,
    *,
    variables: Mapping[str, Any] | None = None,
    rulesets_seed: Iterable[Mapping[str, Any]] | None = None,
) -> dict[str, list[Row]]:
    """The same for raw tables held in memory: lists of dicts, keyed by table."""
    settings = Variables.of(variables)
    seed = default_rulesets_seed() if rulesets_seed is None else rulesets_seed
    return Marts(World(raw, settings, computed_rulesets(seed, settings))).tables()
