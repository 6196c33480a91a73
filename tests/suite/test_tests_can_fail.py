"""Every data test can fail: it returns nothing on tables that are right, and rows after a sabotage.

One small universe is built. Each test's compiled SQL runs on the tables as built, then after each sabotage: a
single statement that is rolled back, on a view in the rows that it has. Generic tests are sabotaged by their kind,
singular tests clause by clause.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from comparison import COLUMNS, DIFFERENCES, KEYS, PURCHASES
from dbt_processes import Workplace
from harness import Project
from universes import generate_universe, merge_universes, write_raw

Node = dict[str, Any]

CHANNELS = ("push", "kakaotalk", "text", "in_app")
CLICKED_CHANNELS = ("push", "kakaotalk", "in_app")
CREDITS = "marts.conversion_credits"
RESULTS = "marts.conversion_event_results"
ACCEPTED = "lookback_intermediate.int_app_events_accepted"
CAMPAIGNS = "lookback_intermediate.int_campaigns_latest"
IDENTIFIED = "lookback_intermediate.int_conversions_identified"
RULES = "lookback_intermediate.int_attribution_rules_resolved"
SHARED = "lookback_intermediate.int_credits_shared"
TOUCHES = "lookback_intermediate.int_touches_identified"
TRACE = "marts.conversion_trace"
CONVERSIONS = "marts.conversions"
BREAKPOINTS = "marts.settings_breakpoints"
AUDIT = "marts.identity_audit"
COMPARISON = "marts.ruleset_comparison"
SUMMARY = "marts.attribution_summary"
REFUNDS = "lookback_intermediate.int_refunds_matched"
REFUNDS_CREDITED = "lookback_intermediate.int_refunds_credited"
FIGURES = "marts.reported_figures"
IS_PURCHASE = "conversion_kind = 'purchase'"
IS_STANDARD = "conversion_kind = 'standard'"
IS_REPORTED = f"ruleset = 'dfinery' and {IS_PURCHASE}"

# A credit that a campaign in the trace lost.
WON = f"""(ruleset, conversion_hash, campaign_id) in (
    select trace.ruleset, conversions.conversion_hash, trace.winner_campaign_id
    from {TRACE} as trace inner join {IDENTIFIED} as conversions on trace.conversion_id = conversions.conversion_id
)"""

# A rule with the scope of another rule.
IS_SHARED_SCOPE = f"scope_hash in (select scope_hash from {RULES} group by scope_hash having count(*) > 1)"

# A row of the identity audit whose conversion has others.
IS_NOT_ALONE = f"""(ruleset, conversion_id) in (
    select (ruleset, conversion_id) from {AUDIT} group by ruleset, conversion_id having count(*) > 1
)"""

# Rejected rows have no key.
TABLES_WITH_A_KEY = [table for table in KEYS if not table.startswith("quality.rejected_")]


# ------------------------------------------------------------------------------
# Sabotage
# ------------------------------------------------------------------------------


def change(table: str, column: str, value: str, where: str = "true") -> str:
    """Another value in one row."""
    return f"update {table} set {column} = {value} {one_row(table, where)}"


def drop(table: str, where: str = "true") -> str:
    """One row less."""
    return f"delete from {table} {one_row(table, where)}"


def one_row(table: str, where: str) -> str:
    return f"where rowid = (select min(rowid) from {table} where {where})"


def repeat(table: str, where: str = "true", **values: str) -> str:
    """One row twice, but for these values."""
    replaced = ", ".join(f"{value} as {column}" for column, value in values.items())
    columns = f"* replace ({replaced})" if values else "*"
    return f"insert into {table} select {columns} from {table} where {where} limit 1"


def to_the_greatest(table: str, column: str) -> str:
    """The greatest value of the column in one more row."""
    greatest = f"(select max({column}) from {table})"
    return change(table, column, greatest, f"{column} != {greatest}")


def repeat_key(table: str) -> str:
    """One row twice more; two rows of nulls in a table without rows, as those of changes are after a first build."""
    return f"insert into {table} select a_row.* from range(2) left join (from {table} limit 1) as a_row on true"


def in_campaigns(where: str) -> str:
    """The condition that a row is of one of these campaigns."""
    return f"campaign_id in (select campaign_id from {CAMPAIGNS} where {where})"


def of_channel(channel: str) -> str:
    """The condition that a row is of a campaign of this channel that tracks purchases."""
    return in_campaigns(f"channel = '{channel}' and purchase_conversion_tracking")


def daily_count(channel: str, column: str) -> str:
    return change(f"marts.{channel}_daily", column, f"{column} + 1")


def more_than(table: str, part: str, whole: str) -> str:
    return change(f"marts.{table}", part, f"{whole} + 1")


SINGULAR_SABOTAGES: dict[str, list[str]] = {
    "audited_credits_are_those_of_today": [
        drop(AUDIT, f"is_credited_today and {IS_NOT_ALONE}"),
        change(AUDIT, "touch_id_today", "'another'", "is_credited_today"),
        change(AUDIT, "is_credited_today", "false", "is_credited_today"),
        change(AUDIT, "is_credited_as_of_conversion", "not is_credited_as_of_conversion"),
        change(AUDIT, "touch_id_as_of_conversion", "'another'", "not is_credited_as_of_conversion"),
        *(change(AUDIT, column, "'another'", "is_credited_today")
          for column in ("ruleset", "conversion_id", "campaign_id")),
        f"update {AUDIT} set is_credited_today = true, is_credited_as_of_conversion = true",
    ],
    "breakpoints_are_marked_on_their_day": [
        f"delete from {BREAKPOINTS}",
        change(BREAKPOINTS, "report_date", "date '1999-01-01'"),
        *(change(f"marts.{channel}_daily", "is_settings_breakpoint", "true", "not is_settings_breakpoint")
          for channel in CHANNELS),
    ],
    "causes_add_up_to_the_difference": [
        drop(COMPARISON, "ruleset = 'dfinery'"),
        *(change(COMPARISON, column, f"{column} + 1", "ruleset != 'dfinery'")
          for column in (*DIFFERENCES, "purchase_conversions", "purchase_amount")),
        change(COMPARISON, "purchase_amount", "purchase_amount + 1", "ruleset = 'dfinery'"),
    ],
    "channels_partition_the_credited_purchases": [
        drop(CREDITS, f"{IS_REPORTED} and {of_channel('push')}"),
        *(change(f"marts.{channel}_campaigns", column, f"{column} + 1", of_channel(channel))
          for channel in CHANNELS for column in ("purchase_conversions", "purchase_amount")),
    ],
    "compared_rulesets_have_their_credits": [
        *(change(COMPARISON, column, f"{column} + 1") for column in PURCHASES),
        *(change(SUMMARY, column, f"{column} + 1")
          for column in ("credited_conversions", "credited_amount", "credited_net_amount", "credited_refunded_amount")),
        change(COMPARISON, "ruleset", "'another'", "purchase_amount > 0"),
        change(SUMMARY, "ruleset", "'another'", "credited_amount > 0"),
        drop(CREDITS, IS_PURCHASE),
    ],
    "credits_agree_with_their_conversion": [
        drop(CONVERSIONS, f"conversion_id in (select conversion_id from {CREDITS})"),
        change(CREDITS, "event_name", "'another'"),
        change(CREDITS, "conversion_kind", "'standard'", IS_PURCHASE),
        change(CREDITS, "user_key", "'u:another'"),
        change(CREDITS, "converted_at", "converted_at + interval 1 microsecond"),
        change(CREDITS, "report_date", "report_date + 1"),
        change(CREDITS, "credit_weight", "1.000001"),
        change(CREDITS, "credit_weight", "-0.000001"),
        change(CREDITS, "credited_amount", "null", IS_PURCHASE),
        change(CREDITS, "credited_amount", "0", IS_STANDARD),
        change(CREDITS, "credited_amount", "credited_amount + 0.01", IS_REPORTED),
        change(CREDITS, "credited_net_amount", "credited_amount + 0.02", IS_PURCHASE),
    ],
    "credits_are_within_their_window": [
        change(CREDITS, "touched_at", "converted_at + interval 1 microsecond"),
        change(CREDITS, "touched_at", "converted_at - to_hours(window_hours) - interval 1 microsecond"),
    ],
    "credits_go_to_touches_of_the_same_person": [
        change(CREDITS, "touch_id", "'another'"),
        change(CREDITS, "campaign_id", "'another'"),
        change(CREDITS, "channel", "'another'"),
        change(CREDITS, "user_key", "'u:another'"),
        change(CREDITS, "touched_at", "touched_at - interval 1 microsecond"),
        change(CREDITS, "conversion_id", "'another'"),
        change(IDENTIFIED, "person_hash", "0", f"conversion_id in (select conversion_id from {CREDITS})"),
        change(TOUCHES, "person_hash", "0", f"touch_id in (select touch_id from {CREDITS})"),
        drop(TOUCHES, f"touch_id in (select touch_id from {CREDITS})"),
    ],
    "days_sum_to_campaigns": [
        *(daily_count(channel, column)
          for channel in ("push", "kakaotalk", "text")
          for column in ("targeted", "sent", "failed", "restricted", "restricted_fatigue", "clicks")),
        *(daily_count("push", column) for column in ("sent_android", "sent_ios", "clicks_android", "opens")),
        *(daily_count("in_app", column) for column in ("impressions", "impressions_ios", "button_clicks")),
        *(change(f"marts.{channel}_daily", column, f"{column} + 1", f"{column} is not null")
          for channel in CHANNELS for column in ("purchase_conversions", "purchase_amount")),
        *(drop(f"marts.{channel}_daily", "clicks > 0") for channel in CHANNELS),
    ],
    "deduplicated_purchases_are_those_of_the_shop": [
        *(change(SUMMARY, column, f"{column} + 1")
          for column in ("deduplicated_conversions", "deduplicated_amount", "deduplicated_net_amount",
                         "deduplicated_refunded_amount")),
        drop(SUMMARY, "channel = 'unattributed' and deduplicated_amount > 0"),
        change(SUMMARY, "report_date", "date '1999-01-01'", "deduplicated_conversions > 0"),
        change(SUMMARY, "ruleset", "'another'", "deduplicated_conversions > 0"),
        change(SUMMARY, "channel", "'push'", "channel = 'unattributed' and deduplicated_conversions > 1"),
        drop(CONVERSIONS, IS_PURCHASE),
        change(REFUNDS, "deducted_amount", "deducted_amount + 1"),
        change(REFUNDS, "report_date", "date '1999-01-01'", "deducted_amount > 0"),
    ],
    "elements_sum_to_clicks": [
        *(change(f"marts.{channel}_clicks", "clicks", "clicks + 1") for channel in CLICKED_CHANNELS),
        *(drop(f"marts.{channel}_clicks") for channel in CLICKED_CHANNELS),
    ],
    "entries_of_the_ledger_continue_each_other": [
        change(FIGURES, "old_value", "1"),
        change(FIGURES, "new_value", "0"),
        change(FIGURES, "cause", "'late_event'"),
        repeat(FIGURES, report="report + 1"),
        repeat(FIGURES, report="report + 1", old_value="new_value", cause="'refund'"),
        repeat(FIGURES, report="report + 1", old_value="new_value", new_value="new_value + 1"),
    ],
    "event_hashes_belong_to_one_event": [
        sabotage
        for table in ("message_events", "app_events")
        for repeated in [f"lookback_intermediate.int_{table}_repeated"]
        for sabotage in (
            change(repeated, "event_id", "'another'", "copy_number = 2"),
            to_the_greatest(repeated, "event_hash"),
        )
    ],
    "every_campaign_is_in_its_channel": [
        *(drop(f"marts.{channel}_campaigns", of_channel(channel)) for channel in CHANNELS),
    ],
    "every_conversion_is_credited_or_not": [
        drop(CONVERSIONS),
        drop(ACCEPTED, f"event_name in (select event_name from {CONVERSIONS})"),
        change(CREDITS, "conversion_id", "'another'"),
    ],
    "final_days_have_final_credits": [
        *(change(table, "is_final", "not is_final", f"report_date = (select {day}(report_date) from {table})")
          for table, day in (*((f"marts.{channel}_daily", "max") for channel in CHANNELS),
                             ("marts.purchases_daily", "max"), (SUMMARY, "max"))),
    ],
    "goal_results_sum_to_the_credits": [
        change(RESULTS, "conversions", "conversions + 1"),
        change(RESULTS, "purchase_amount", "purchase_amount + 0.01", IS_PURCHASE),
        change(RESULTS, "ruleset", "'another'", "conversions > 0"),
        change(CREDITS, "ruleset", "'another'"),
    ],
    "kpi_events_are_the_growth_action_credits": [
        change("marts.kpi_events", "events", "events + 1"),
        drop("marts.kpi_events"),
        repeat("marts.kpi_events", campaign_id="'another'"),
    ],
    "losers_in_the_trace_name_the_winner": [
        change(TRACE, "winner_campaign_id", "null", "verdict = 'lost_to_later_touch'"),
        change(TRACE, "winner_campaign_id", "'another'", "verdict = 'lost_to_later_touch'"),
        change(TRACE, "winner_campaign_id", "campaign_id", "verdict = 'lost_to_later_touch'"),
        change(TRACE, "winner_campaign_id", "'another'", "verdict = 'credited'"),
        change(TRACE, "verdict", "'outside_window'", "verdict = 'lost_to_later_touch'"),
        *(change(SHARED, column, value, WON) for column, value in (
            ("ruleset", "'another'"), ("conversion_hash", "0"), ("campaign_id", "'another'"))),
    ],
    "net_days_sum_to_campaigns": [
        *(change("marts.purchases_daily", column, f"{column} + 1")
          for column in (*PURCHASES, "purchase_net_amount_by_refund_date")),
        *(change(f"marts.{channel}_campaigns", column, f"{column} + 1", of_channel(channel))
          for channel in CHANNELS for column in PURCHASES),
        drop("marts.purchases_daily", "purchase_conversions > 0"),
        change("marts.purchases_daily", "channel", "'another'"),
        change("marts.purchases_daily", "campaign_id", "'another'"),
    ],
    "one_campaign_wins_a_contested_conversion": [
        repeat(CREDITS, IS_REPORTED, campaign_id="'another'"),
    ],
    "open_windows_are_a_part_of_the_sends": [
        *(change(f"marts.{channel}_daily", "open_window_rate", value, "open_window_rate is not null")
          for channel in CHANNELS for value in ("1.000001", "-0.000001", "null")),
        *(change(f"marts.{channel}_daily", "open_window_rate", "0", "open_window_rate is null")
          for channel in CHANNELS),
    ],
    "parts_never_exceed_their_whole": [
        *(more_than("push_campaigns", f"{whole}_{part}", whole)
          for whole in ("targeted", "sent", "clicks") for part in ("android", "ios", "web")),
        *(more_than("push_campaigns", part, "sent") for part in ("sent_devices", "sent_users")),
        *(more_than("push_campaigns", part, "opens") for part in ("opened_devices", "opened_users")),
        more_than("push_campaigns", "opens", "clicks"),
        *(more_than("in_app_campaigns", f"{whole}_{part}", whole)
          for whole in ("impressions", "clicks") for part in ("android", "ios", "web")),
        *(more_than("in_app_campaigns", f"{persons}_{whole}", whole)
          for whole in ("impressions", "clicks") for persons in ("unique", "user")),
        more_than("in_app_campaigns", "button_clicks", "clicks"),
        *(more_than(f"{channel}_campaigns", f"restricted_{part}", "restricted")
          for channel in ("push", "kakaotalk", "text") for part in ("fatigue", "do_not_disturb")),
        *(more_than(f"{channel}_campaigns", "sent_users", "sent") for channel in ("kakaotalk", "text")),
    ],
    "persons_count_once_per_campaign_and_event": [
        repeat(CREDITS, "ruleset = 'flarelane'", conversion_id="'another'"),
    ],
    "raw_rows_add_up": [
        change("quality.event_reconciliation", column, f"{column} + 1", f"table_name = '{table}'")
        for table in ("message_events", "app_events")
        for column in ("raw_rows", "accepted_rows", "duplicate_rows", "test_rows", "rejected_rows")
    ],
    "refunds_never_exceed_what_they_refund": [
        change(CONVERSIONS, "amount", "null", IS_PURCHASE),
        change(CONVERSIONS, "amount", "0", IS_STANDARD),
        change(CONVERSIONS, "refunded_amount", "null", IS_PURCHASE),
        change(CONVERSIONS, "refunded_amount", "0", IS_STANDARD),
        change(CONVERSIONS, "refunded_amount", "-0.01", IS_PURCHASE),
        change(CONVERSIONS, "net_amount", "net_amount + 0.01", IS_PURCHASE),
        change(CONVERSIONS, "net_amount", "-0.01", IS_PURCHASE),
    ],
    "refunds_sum_to_what_credits_lose": [
        change(CREDITS, "credited_net_amount", "credited_net_amount - 0.01", IS_PURCHASE),
        change(REFUNDS_CREDITED, "refunded_amount", "refunded_amount + 0.01"),
        drop(REFUNDS_CREDITED, "refunded_amount > 0"),
        *(change(REFUNDS_CREDITED, column, "'another'", "refunded_amount > 0")
          for column in ("ruleset", "campaign_id", "channel")),
    ],
    "refunds_sum_to_what_purchases_lose": [
        change(CONVERSIONS, "net_amount", "net_amount - 0.01", IS_PURCHASE),
        change(REFUNDS, "deducted_amount", "-0.01", "conversion_id is null"),
        change(REFUNDS, "deducted_amount", "deducted_amount - 0.01", "deducted_amount > 0"),
        change(REFUNDS, "amount", "deducted_amount - 0.01"),
        change(REFUNDS, "conversion_id", "'another'", "deducted_amount > 0"),
        drop(REFUNDS, "deducted_amount > 0"),
    ],
    "scope_hashes_belong_to_one_scope": [
        *(change(RULES, column, "'another'", IS_SHARED_SCOPE) for column in ("campaign_id", "channel", "event_type")),
        to_the_greatest(RULES, "scope_hash"),
    ],
    "shares_sum_to_one_and_to_the_amount": [
        change(CREDITS, "credit_weight", "0.999999", IS_REPORTED),
        change(CREDITS, "credited_amount", "credited_amount + 0.01", IS_REPORTED),
        change(CREDITS, "credited_amount", "null", IS_REPORTED),
        change(CREDITS, "credited_net_amount", "credited_net_amount + 0.01", IS_REPORTED),
    ],
    "the_ledger_ends_with_the_daily_figures": [
        change(FIGURES, "new_value", "new_value + 1"),
        drop(FIGURES),
        repeat(FIGURES, campaign_id="'another'"),
        repeat(FIGURES, report="report + 1", new_value="0"),
        *(change(f"marts.{channel}_daily", "clicks", "clicks + 1") for channel in CHANNELS),
    ],
    "trace_has_every_credit_and_no_other": [
        drop(TRACE, "verdict = 'credited'"),
        drop(CREDITS, "ruleset = 'dfinery'"),
        change(TRACE, "verdict", "'credited'", "verdict = 'outside_window'"),
        change(TRACE, "verdict", "'outside_window'", "verdict = 'credited'"),
        *(change(TRACE, column, value, "verdict = 'credited'")
          for column, value in (("touch_id", "'another'"), ("channel", "'another'"), ("basis", "'another'"),
                                ("window_minutes", "window_minutes + 1"))),
    ],
    "untracked_campaigns_have_no_purchase_columns": [
        change(f"marts.{channel}_campaigns", column, value, in_campaigns(f"{no}purchase_conversion_tracking"))
        for channel in CHANNELS
        for column in ("purchase_conversions", "purchase_amount")
        for no, value in (("", "null"), ("not ", "0"))
    ],
}  # fmt: skip


def unknown_value(node: Node, table: str) -> str:
    return change(table, node["test_metadata"]["kwargs"]["column_name"], "'no such value'")


def null_value(node: Node, table: str) -> str:
    where = node["config"].get("where") or "true"
    return change(table, node["test_metadata"]["kwargs"]["column_name"], "null", where)


def kind_of(node: Node) -> str:
    return node["test_metadata"]["name"]


# The kinds of generic tests; each takes the test and the table that it is on.
GENERIC_SABOTAGES: dict[str, Callable[[Node, str], str]] = {
    "accepted_values": unknown_value,
    "relationships": unknown_value,
    "not_null": null_value,
    "unique_key": lambda node, table: repeat_key(table),
    "has_no_rows": lambda node, table: f"insert into {table} (table_name) values ('campaigns')",
}


# ------------------------------------------------------------------------------
# The tables as built
# ------------------------------------------------------------------------------


class Built:
    """The database of a build, and what dbt knows of its tests and tables."""

    def __init__(self, folder: Path, manifest: Node) -> None:
        self.folder = folder
        self.nodes: dict[str, Node] = manifest["nodes"]
        self.tests = {node["name"]: node for node in self.nodes.values() if node["resource_type"] == "test"}
        self.connection = duckdb.connect(str(folder / "lookback.duckdb"))

    @property
    def generic_tests(self) -> dict[str, Node]:
        return {name: node for name, node in self.tests.items() if node.get("test_metadata")}

    def model(self, table: str) -> Node:
        return self.nodes[f"model.lookback.{table.split('.')[1]}"]

    def failures(self, test_name: str, sabotage: str | None = None) -> int:
        """How many rows the test returns, after a sabotage that is undone again."""
        self.connection.begin()
        try:
            if sabotage:
                self.store_view(sabotage)
                [(changed,)] = self.connection.execute(sabotage).fetchall()
                assert changed, f"changes no row: {sabotage}"
            return len(self.connection.execute(self.tests[test_name]["compiled_code"]).fetchall())
        finally:
            self.connection.rollback()

    def store_view(self, sabotage: str) -> None:
        """If the table that a sabotage changes is a view: puts a table with its rows in its place."""
        [name] = re.findall(r"(?:update|delete from|insert into) ([a-z_]+[.][a-z_]+)", sabotage)
        schema, table = name.split(".")
        is_view = "select true from duckdb_views() where schema_name = ? and view_name = ?"
        if self.connection.execute(is_view, [schema, table]).fetchall():
            self.connection.execute(f"create table {name}_stored as select * from {name}")
            self.connection.execute(f"drop view {name}")
            self.connection.execute(f"alter table {name}_stored rename to {table}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("built")
    tables = merge_universes([generate_universe(seed) for seed in range(4)])
    workplace = Workplace(folder / "workplace")
    process = workplace.run(("build",), write_raw(folder / "raw", tables), folder / "lookback.duckdb")
    assert process.returncode == 0, process.stdout
    result = Built(folder, json.loads((workplace.target / "manifest.json").read_text()))
    yield result
    result.connection.close()


# ------------------------------------------------------------------------------
# Tests
# ------------------------------------------------------------------------------


def test_every_test_has_a_sabotage(built: Built) -> None:
    singular = built.tests.keys() - built.generic_tests.keys()
    assert singular == SINGULAR_SABOTAGES.keys()
    assert {kind_of(node) for node in built.generic_tests.values()} == GENERIC_SABOTAGES.keys()


def test_every_test_passes_on_tables_that_are_right(built: Built) -> None:
    assert {name: failures for name in built.tests if (failures := built.failures(name))} == {}


@pytest.mark.parametrize(
    ("test_name", "sabotage"),
    [
        pytest.param(name, sabotage, id=f"{name}-{number}")
        for name, sabotages in SINGULAR_SABOTAGES.items()
        for number, sabotage in enumerate(sabotages, 1)
    ],
)
def test_singular_test_can_fail(built: Built, test_name: str, sabotage: str) -> None:
    assert built.failures(test_name, sabotage)


@pytest.mark.parametrize("kind", GENERIC_SABOTAGES)
def test_generic_tests_can_fail(built: Built, kind: str) -> None:
    """Each test of this kind, on its own table."""
    blind = []
    for name, node in built.generic_tests.items():
        if kind_of(node) == kind:
            attached = built.nodes[node["attached_node"]]
            sabotage = GENERIC_SABOTAGES[kind](node, f"{attached['schema']}.{attached['name']}")
            if not built.failures(name, sabotage):
                blind.append(name)
    assert blind == []


@pytest.mark.parametrize("table", TABLES_WITH_A_KEY)
def test_key_is_the_one_of_the_contract(built: Built, table: str) -> None:
    keys = [
        node["test_metadata"]["kwargs"]["columns"]
        for node in built.generic_tests.values()
        if kind_of(node) == "unique_key" and node["attached_node"] == built.model(table)["unique_id"]
    ]
    assert [set(key) for key in keys] == [set(KEYS[table])]


@pytest.mark.parametrize("table", KEYS)
def test_columns_of_the_contract_are_enforced(built: Built, table: str) -> None:
    model = built.model(table)
    assert model["config"]["contract"]["enforced"]
    assert set(COLUMNS[table]) <= model["columns"].keys()


@pytest.mark.parametrize("table", KEYS)
def test_columns_declared_not_null_refuse_null(built: Built, table: str) -> None:
    declared = {
        name
        for name, column in built.model(table)["columns"].items()
        if any(constraint["type"] == "not_null" for constraint in column["constraints"])
    }
    if table in TABLES_WITH_A_KEY:
        assert set(KEYS[table]) <= declared
    for column in declared:
        with pytest.raises(duckdb.ConstraintException, match=f"NOT NULL constraint failed.*{column}"):
            built.failures("raw_rows_add_up", repeat(table, **{column: "null"}))


def test_build_fails_on_a_null_key_and_on_another_type(built: Built, tmp_path: Path) -> None:
    """In a copy of the project whose models are wrong. The tables of the last good build stay."""
    wrong_columns = {
        "push/push_clicks": "* replace (cast(null as varchar) as element_id)",
        "kakaotalk/kakaotalk_clicks": "* replace (cast(clicks as varchar) as clicks)",
        "in_app/in_app_clicks": "* exclude (click_rate)",
    }
    project = Project(tmp_path / "project", is_changed=True)
    for name, columns in wrong_columns.items():
        path = project.folder / "models" / "marts" / f"{name}.sql"
        path.write_text(f"select {columns} from (\n{path.read_text()}\n) as wrong")
    built.connection.execute("checkpoint")
    shutil.copy(built.folder / "lookback.duckdb", tmp_path)

    selection = ("--select", *(name.split("/")[1] for name in wrong_columns))
    workplace = Workplace(tmp_path, project.folder, is_changed=True)
    process = workplace.run(("run", *selection), built.folder / "raw", tmp_path / "lookback.duckdb")

    assert process.returncode == 1, process.stdout
    assert "Constraint Error: NOT NULL constraint failed: push_clicks.element_id" in process.stdout
    assert process.stdout.count("This model has an enforced contract that failed") == 2
    assert "clicks      | VARCHAR         | BIGINT        | data type mismatch" in process.stdout
    assert "click_rate  |                 | DOUBLE        | missing in definition" in process.stdout
    with duckdb.connect(str(tmp_path / "lookback.duckdb"), read_only=True) as connection:
        for name in ("push_clicks", "kakaotalk_clicks", "in_app_clicks"):
            rows = f"select * from marts.{name} order by all"
            assert connection.execute(rows).fetchall() == built.connection.execute(rows).fetchall()
