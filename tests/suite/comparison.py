"""Compares the tables of a DuckDB file with the tables the oracle gives, and says in words what differs.

Every table of the contract is described here by its key and its columns. Tables are compared as multisets of
rows: rows are paired by their key, doubles agree to 1e-9 (relative or absolute), everything else exactly.
Columns the contract states have to be there and of the stated type; further columns are nobody's business.

    differences = compare(compute_marts(raw_path), "lookback.duckdb")
    assert not differences, "\\n".join(differences)
"""

from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import duckdb

Row = Mapping[str, Any]
Key = tuple[Any, ...]

TOLERANCE = 1e-9

KEYS: dict[str, tuple[str, ...]] = {
    "marts.push_campaigns": ("campaign_id",),
    "marts.kakaotalk_campaigns": ("campaign_id",),
    "marts.text_campaigns": ("campaign_id",),
    "marts.in_app_campaigns": ("campaign_id",),
    "marts.push_daily": ("campaign_id", "report_date"),
    "marts.kakaotalk_daily": ("campaign_id", "report_date"),
    "marts.text_daily": ("campaign_id", "report_date"),
    "marts.in_app_daily": ("campaign_id", "report_date"),
    "marts.push_clicks": ("campaign_id", "element_id"),
    "marts.kakaotalk_clicks": ("campaign_id", "element_id"),
    "marts.in_app_clicks": ("campaign_id", "element_id"),
    "marts.settings_breakpoints": ("campaign_id", "effective_at", "setting"),
    "marts.conversions": ("conversion_id",),
    "marts.conversion_credits": ("ruleset", "conversion_id", "campaign_id"),
    "marts.conversion_event_results": ("ruleset", "campaign_id", "event_name"),
    "marts.kpi_events": ("campaign_id", "event_name"),
    "marts.conversion_trace": ("ruleset", "conversion_id", "campaign_id"),
    "marts.purchases_daily": ("campaign_id", "channel", "report_date"),
    "marts.ruleset_comparison": ("ruleset", "campaign_id"),
    "marts.attribution_summary": ("ruleset", "report_date", "channel"),
    "marts.identity_audit": ("ruleset", "conversion_id", "campaign_id"),
    "quality.refund_issues": ("refund_id", "issue"),
    "marts.send_compliance": ("campaign_id",),
    "marts.fatigue_audit": ("event_id",),
    "marts.experiment_results": ("campaign_id", "variant", "metric"),
    "quality.event_reconciliation": ("table_name",),
    "quality.rejected_message_events": ("event_id", "rejection_reason"),
    "quality.rejected_app_events": ("event_id", "rejection_reason"),
}

PLATFORMS = ("android", "ios", "web")


def by_platform(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}_{platform}" for platform in PLATFORMS))


CAMPAIGN = ("campaign_id", "campaign_name", "message_type", "status", "published_at")
NOT_SENT = ("failed", "restricted", "restricted_fatigue", "restricted_do_not_disturb")
PURCHASES = ("purchase_conversions", "purchase_amount", "purchase_net_amount")
CAUSES = ("basis", "window", "participation", "competition", "counting")
DIFFERENCES = (
    "conversions_difference", *(f"conversions_by_{cause}" for cause in CAUSES),
    "amount_difference", *(f"amount_by_{cause}" for cause in CAUSES),
)  # fmt: skip
SUMMED_AMOUNTS = tuple(
    f"{kind}_{amount}"
    for kind in ("credited", "deduplicated")
    for amount in ("amount", "net_amount", "refunded_amount")
)
DAY = (*PURCHASES, "conversion_window_hours", "is_settings_breakpoint", "is_final", "open_window_rate")
ELEMENTS = (
    "campaign_id", "element_id", "element_label", "click_target", "clicks", "click_rate", "click_rank",
)  # fmt: skip
ADVERTISING_SENDS = (
    "advertising_sends", "night_sends", "night_sends_without_consent", "sends_without_consent",
    "sends_without_consent_record",
)  # fmt: skip
ESTIMATES = (
    "expected_share", "sample_ratio_p_value", "amount_per_recipient", "conversion_lift", "incremental_conversions",
    "incremental_conversions_low", "incremental_conversions_high", "conversion_p_value", "amount_lift",
    "incremental_amount", "incremental_amount_low", "incremental_amount_high", "amount_p_value",
)  # fmt: skip
MESSAGE_CAMPAIGNS = (
    *CAMPAIGN, "first_sent_at", "last_sent_at", "targeted", "sent", *NOT_SENT, "pending", "clicks",
    "click_rate", "sent_users", *PURCHASES, "send_cost", "roas", "net_roas",
)  # fmt: skip
MESSAGE_DAILY = (
    "campaign_id", "report_date", "targeted", "sent", *NOT_SENT, "clicks", "click_rate", *DAY,
)  # fmt: skip

COLUMNS: dict[str, tuple[str, ...]] = {
    "marts.push_campaigns": (
        *MESSAGE_CAMPAIGNS, *by_platform("targeted")[1:], *by_platform("sent")[1:],
        *by_platform("clicks")[1:], *by_platform("click_rate")[1:], "sent_devices", "opens",
        "opened_devices", "opened_users",
    ),
    "marts.kakaotalk_campaigns": MESSAGE_CAMPAIGNS,
    "marts.text_campaigns": MESSAGE_CAMPAIGNS,
    "marts.in_app_campaigns": (
        *CAMPAIGN, "first_shown_at", "last_shown_at", *by_platform("impressions"), "unique_impressions",
        "user_impressions", *by_platform("clicks"), "button_clicks", "unique_clicks", "user_clicks",
        *by_platform("click_rate"), "unique_click_rate", "user_click_rate", *PURCHASES,
        "purchase_conversion_rate", "purchase_conversions_per_impression",
    ),
    "marts.push_daily": (
        *MESSAGE_DAILY, *by_platform("targeted")[1:], *by_platform("sent")[1:], *by_platform("clicks")[1:],
        "opens",
    ),
    "marts.kakaotalk_daily": MESSAGE_DAILY,
    "marts.text_daily": MESSAGE_DAILY,
    "marts.in_app_daily": (
        "campaign_id", "report_date", *by_platform("impressions"), *by_platform("clicks"), "button_clicks",
        "click_rate", *DAY,
    ),
    "marts.push_clicks": ELEMENTS,
    "marts.kakaotalk_clicks": ELEMENTS,
    "marts.in_app_clicks": ELEMENTS,
    "marts.settings_breakpoints": (
        "campaign_id", "effective_at", "report_date", "setting", "old_value", "new_value",
    ),
    "marts.conversions": (
        "conversion_id", "event_name", "conversion_kind", "user_key", "is_identified", "device_id",
        "platform", "converted_at", "report_date", "order_id", "amount", "currency",
        "refunded_amount", "net_amount",
    ),
    "marts.conversion_credits": (
        "ruleset", "conversion_id", "campaign_id", "channel", "event_name", "conversion_kind", "user_key",
        "converted_at", "report_date", "basis", "touch_id", "touched_at", "window_hours", "credit_weight",
        "credited_amount", "credited_net_amount", "is_final", "window_minutes",
    ),
    "marts.conversion_event_results": (
        "ruleset", "campaign_id", "channel", "event_name", "conversion_kind", "basis", "window_hours", "sent",
        "basis_touches", "basis_users", "conversions", "converted_users", "conversion_rate",
        "purchase_amount", "purchase_net_amount", "window_minutes",
    ),
    "marts.kpi_events": (
        "campaign_id", "channel", "event_name", "events", "unique_devices", "users", "sent", "clicks",
        "unique_clicks", "events_per_send", "events_per_click", "events_per_unique_click",
    ),
    "marts.conversion_trace": (
        "ruleset", "conversion_id", "campaign_id", "channel", "basis", "touch_id", "touched_at",
        "window_hours", "hours_since_touch", "verdict", "winner_campaign_id", "window_minutes",
    ),
    "marts.purchases_daily": (
        "campaign_id", "channel", "report_date", *PURCHASES, "refunded_amount",
        "purchase_net_amount_by_refund_date", "is_final",
    ),
    "marts.ruleset_comparison": (
        "ruleset", "campaign_id", "channel", *PURCHASES, *DIFFERENCES,
    ),
    "marts.attribution_summary": (
        "ruleset", "report_date", "channel", "credited_conversions", "credited_purchases",
        "deduplicated_conversions", "over_credit_factor", *SUMMED_AMOUNTS, "is_final",
    ),
    "marts.identity_audit": (
        "ruleset", "conversion_id", "campaign_id", "event_name", "conversion_kind", "converted_at", "report_date",
        "amount", "user_key_as_of_conversion", "user_key_today", "is_credited_as_of_conversion",
        "is_credited_today", "touch_id_as_of_conversion", "touch_id_today",
    ),
    "quality.refund_issues": (
        "refund_id", "issue", "order_id", "refunded_at", "amount", "conversion_id", "converted_at",
        "purchase_amount", "deducted_amount",
    ),
    "marts.send_compliance": (
        "campaign_id", "campaign_name", "channel", "message_type", "status", *ADVERTISING_SENDS,
        "is_marked_as_advertising", "published_at", "scheduled_at", "scheduled_ahead_hours",
        "is_scheduled_at_short_notice", "is_scheduled_late", "in_app_campaigns_at_once", "is_above_in_app_limit",
        "broken_rules",
    ),
    "marts.fatigue_audit": (
        "event_id", "finding", "channel", "campaign_id", "message_id", "user_key", "occurred_at", "report_date",
        "messages_in_window", "limit_messages", "limit_hours",
    ),
    "marts.experiment_results": (
        "campaign_id", "variant", "metric", "channel", "event_name", "conversion_kind", "window_hours", "is_control",
        "recipients", "has_sample_ratio_mismatch", "converted_users", "total_conversions",
        "conversion_rate", "purchase_amount", *ESTIMATES,
    ),
    "quality.event_reconciliation": (
        "table_name", "raw_rows", "accepted_rows", "duplicate_rows", "test_rows", "rejected_rows",
    ),
    "quality.rejected_message_events": (
        "event_id", "event_type", "channel", "occurred_at", "received_at", "campaign_id", "message_id",
        "device_id", "user_id", "platform", "trigger_type", "message_format", "click_target", "element_id",
        "element_label", "reason", "variant", "rejection_reason",
    ),
    "quality.rejected_app_events": (
        "event_id", "event_name", "occurred_at", "received_at", "device_id", "user_id", "platform",
        "properties", "rejection_reason",
    ),
}  # fmt: skip

INTEGER_TYPES = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
)

COUNTS = frozenset(
    (
        *by_platform("targeted"), *by_platform("sent"), *by_platform("clicks"), *by_platform("impressions"),
        *NOT_SENT, "pending", "opens", "button_clicks", "sent_devices", "opened_devices", "sent_users",
        "opened_users", "unique_impressions", "user_impressions", "unique_clicks", "user_clicks",
        "basis_touches", "basis_users", "converted_users", "events", "unique_devices", "users",
        "raw_rows", "accepted_rows", "duplicate_rows", "test_rows", "rejected_rows", "credited_purchases",
        "deduplicated_conversions",
        *ADVERTISING_SENDS, "in_app_campaigns_at_once", "broken_rules", "messages_in_window", "limit_messages",
        "recipients", "total_conversions",
    )
)  # fmt: skip
DOUBLES = frozenset(
    (
        *by_platform("click_rate"), "unique_click_rate", "user_click_rate", "conversion_rate",
        "purchase_conversion_rate", "purchase_conversions_per_impression", "roas", "net_roas", "events_per_send",
        "events_per_click", "events_per_unique_click", "hours_since_touch", "credit_weight", "conversions",
        "purchase_conversions", "credited_conversions", "over_credit_factor", "open_window_rate",
        *(column for column in DIFFERENCES if column.startswith("conversions_")),
        "scheduled_ahead_hours", "limit_hours", *ESTIMATES,
    )
)  # fmt: skip
MONEY = frozenset(
    (
        "purchase_amount", "send_cost", "amount", "refunded_amount", "net_amount", "credited_amount",
        "credited_net_amount", "purchase_net_amount", "purchase_net_amount_by_refund_date", "deducted_amount",
        *(column for column in DIFFERENCES if column.startswith("amount_")), *SUMMED_AMOUNTS,
    )
)  # fmt: skip


# Sums over a whole shop may be larger than any that a campaign has.
WIDE_TABLES = frozenset(("marts.ruleset_comparison", "marts.attribution_summary"))


def allowed_types(table: str, column: str) -> frozenset[str]:
    """The types the contract allows a column of this name."""
    if column in COUNTS:
        return frozenset(("BIGINT",))
    if column in DOUBLES:
        return frozenset(("DOUBLE",))
    if column in MONEY:
        return frozenset(("DECIMAL(38,2)" if table in WIDE_TABLES else "DECIMAL(18,2)",))
    if column.startswith(("is_", "has_")):
        return frozenset(("BOOLEAN",))
    if column.endswith("_at"):
        return frozenset(("TIMESTAMP",))
    if column.endswith("_date"):
        return frozenset(("DATE",))
    if column in ("window_hours", "window_minutes", "conversion_window_hours", "click_rank"):
        return INTEGER_TYPES
    return frozenset(("VARCHAR",))


class Built:
    """The tables of a database file, whatever the file is called."""

    def __init__(self, database_path: str | os.PathLike[str]) -> None:
        self.connection = duckdb.connect()
        path = os.fspath(database_path).replace("'", "''")
        self.connection.execute(f"attach '{path}' as built (read_only)")

    def close(self) -> None:
        self.connection.close()

    def exists(self, table: str) -> bool:
        schema, name = table.split(".")
        found = self.connection.execute(
            "select 1 from information_schema.tables"
            " where table_catalog = 'built' and table_schema = $1 and table_name = $2",
            [schema, name],
        )
        return found.fetchone() is not None

    def read(self, table: str) -> tuple[dict[str, str], list[dict[str, Any]]]:
        """The types of its columns, and its rows."""
        schema, name = table.split(".")
        result = self.connection.execute(f'select * from built."{schema}"."{name}"')
        types = {column[0]: str(column[1]) for column in result.description}
        return types, [dict(zip(types, values, strict=True)) for values in result.fetchall()]


def compare(
    expected: Mapping[str, Iterable[Row]],
    database_path: str | os.PathLike[str],
    *,
    limit: int = 20,
) -> list[str]:
    """What differs, in words: at most `limit` lines for each table, then how many more there are."""
    built = Built(database_path)
    try:
        differences = []
        for table, rows in expected.items():
            found = list(differences_of(table, list(rows), built))
            differences += found[:limit]
            if len(found) > limit:
                differences.append(f"{table}: and {len(found) - limit} more differences")
        return differences
    finally:
        built.close()


def differences_of(table: str, expected: list[Row], built: Built) -> Iterator[str]:
    if not built.exists(table):
        yield f"{table}: the table is missing"
        return
    types, got = built.read(table)
    yield from differences_of_columns(table, types)
    if set(KEYS[table]) <= set(types):
        stated = [column for column in COLUMNS[table] if column in types]
        yield from differences_of_rows(table, expected, got, stated)


def differences_of_columns(table: str, types: Mapping[str, str]) -> Iterator[str]:
    for column in COLUMNS[table]:
        if column not in types:
            yield f"{table}: column {column} is missing"
        elif types[column] not in allowed_types(table, column):
            wanted = " or ".join(sorted(allowed_types(table, column)))
            yield f"{table}: column {column} has type {types[column]}, expected {wanted}"


def differences_of_rows(table: str, expected: list[Row], got: list[Row], columns: list[str]) -> Iterator[str]:
    """Rows paired by key; where one key has several rows, they are told apart by all their values."""
    expected_by_key, got_by_key = by_key(table, expected), by_key(table, got)
    for key in sorted(expected_by_key.keys() | got_by_key.keys(), key=sortable):
        wanted, found = expected_by_key.get(key, []), got_by_key.get(key, [])
        where = f"{table} {described(table, key)}"
        if len(wanted) != len(found):
            yield f"{where}: expected {counted(wanted)}, got {counted(found)}"
        elif len(wanted) == 1:
            yield from differences_of_values(where, wanted[0], found[0], columns)
        else:
            compared = [column for column in columns if column in wanted[0]]
            missing, surplus = multiset(wanted, compared), multiset(found, compared)
            if missing != surplus:
                yield f"{where}: expected {list(missing - surplus)}, got {list(surplus - missing)}"


def differences_of_values(where: str, wanted: Row, found: Row, columns: Iterable[str]) -> Iterator[str]:
    """Columns the expected row does not speak of are not compared."""
    for column in columns:
        if column in wanted and not equal(wanted[column], found[column]):
            yield f"{where}, {column}: expected {wanted[column]!r}, got {found[column]!r}"


def equal(wanted: Any, found: Any) -> bool:
    """Doubles to 1e-9, everything else exactly, in type too."""
    if isinstance(wanted, float) and isinstance(found, float):
        return math.isclose(wanted, found, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return type(wanted) is type(found) and wanted == found


def by_key(table: str, rows: Iterable[Row]) -> dict[Key, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[tuple(row[column] for column in KEYS[table])].append(row)
    return grouped


def multiset(rows: Iterable[Row], columns: Iterable[str]) -> Counter[Key]:
    columns = list(columns)
    return Counter(tuple(row[column] for column in columns) for row in rows)


def sortable(key: Key) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in key)


def described(table: str, key: Key) -> str:
    return "(" + ", ".join(f"{column}={value!r}" for column, value in zip(KEYS[table], key, strict=True)) + ")"


def counted(rows: list[Row]) -> str:
    return {0: "no row", 1: "one row"}.get(len(rows), f"{len(rows)} rows")
