"""Plant small errors in macros and models, one at a time, and show that the checks find each of them.

    python tests/suite/mutate.py [--only TEXT] [--workers 2] [--seed 7] [--dry-run]

Each mutant is one replaced piece of SQL in a copy of the project. The cheapest check that could catch it comes first:
the cases of its macro or the unit tests of its model; then builds of hostile worlds, whose marts must be the oracle's;
then the data tests and all other cases and unit tests; for the checks of the settings their own test. Mutants of what
builds remember of each other are tried on sequences of arrivals before anything else. Mutants that change no result are
listed as equivalent with the reason, and are run too: one that is caught after all is not equivalent and fails the
command.

Ends with the score; the exit code is 1 when a mutant survived.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from queue import Queue
from typing import Any

import arrivals
import comparison
import harness
import oracle
import test_arrivals
import universes
from dbt_processes import Workplace, parsed_by

PROJECT = Path(__file__).resolve().parents[2]

NOT_COPIED = shutil.ignore_patterns("__pycache__")
# Each copy is parsed with these vars, so that every case and unit test is there to be selected.
EVERY_TEST = {"check_macros": True, "check_models": True}
MACRO_CASES = "path:tests/macro_cases"
COMMENT = re.compile(r"\{#.*?#\}|--[^\n]*|/\*.*?\*/", re.DOTALL)

# Stages of the story in tests/suite/test_arrivals.py. Each is all that a build sees, so that some may be left out.
GROWN = ("the first build", "arrivals")
SETTLED = ("arrivals", "settings")
GROWN_AND_SETTLED = (*GROWN, "settings")
AT_REST = ("arrivals", "no new file", "an empty day", "another name")
OTHER_FILES = (
    "after a partial full refresh",
    "a file replaced and a file renamed",
    "a file split in two and a file removed",
)
OTHER_VARS = ("settings", *test_arrivals.VAR_CHANGES, "other rulesets")
REFRESHED = ("arrivals", "a full refresh")
PARTIAL = (
    "after it was killed",
    *("after a partial run: 1", "after a partial run"),
    *("after two partial runs: 1", "after two partial runs: 2", "after two partial runs"),
)
# What these stages show beside their marts: that work is saved, but not too much of it.
SHOWN_AT: dict[str, Callable[..., None]] = {
    "arrivals": test_arrivals.test_new_files_add_exactly_their_rows,
    "no new file": test_arrivals.test_a_build_without_changes_makes_nothing,
    "an empty day": test_arrivals.test_files_without_rows_change_nothing_behind_the_event_store,
    "a full refresh": test_arrivals.test_a_full_refresh_makes_everything_anew,
}


@dataclass(frozen=True)
class Mutant:
    """One wrong change: `old` becomes `new` where it first stands in the file.

    Stages that are `told` show it first; `shown_by` is a test of the suite that does, where dbt's own tests cannot.
    """

    file: str
    old: str
    new: str
    told: tuple[str, ...] = ()
    shown_by: str = ""
    equivalent_because: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.old.split())!r} -> {' '.join(self.new.split())!r}"

    def plant(self, text: str) -> str:
        """The text of its file with the error in it."""
        start = text.index(self.old)
        return text[:start] + self.new + text[start + len(self.old) :]

    def error(self) -> str:
        """Why it cannot be planted; empty when it can."""
        text = (PROJECT / self.file).read_text()
        start, end = text.find(self.old), text.find(self.old) + len(self.old)
        if start < 0:
            return f"{self.file} no longer has {self.old!r}"
        if any(comment.start() < end and start < comment.end() for comment in COMMENT.finditer(text)):
            return f"{self.file} has {self.old!r} in a comment first"
        return "" if self.new != self.old else f"{self.file} is not changed by {self.new!r}"

    @property
    def own_tests(self) -> list[str]:
        """What dbt is to select: the cases of the macros in its file, or the unit tests of the model that it is."""
        name = Path(self.file).stem
        if self.file.startswith("models/"):
            return [f"{name},resource_type:unit_test"]
        macros = re.findall(r"\{% macro (?:duckdb__)?(\w+)", (PROJECT / self.file).read_text())
        cases = {f"{macro}_cases" for macro in macros}
        there = {path.stem for path in (PROJECT / "tests" / "macro_cases").rglob("*.sql")}
        return sorted(cases & there)


@dataclass(frozen=True)
class World:
    """A raw folder with the marts that it must give."""

    raw: Path
    variables: dict[str, Any]
    rulesets: list[dict]
    expected: dict

    @property
    def stage(self) -> arrivals.Stage:
        return arrivals.Stage((), {}, self.variables, self.rulesets)


ATTRIBUTION = "macros/attribution/"
ENGINE = "macros/engine/"
EVENTS = "macros/events/"
IDENTITY = "macros/identity/"
MATERIALIZATIONS = "macros/materializations/"
METRICS = "macros/metrics/"
MONEY = "macros/money/"
STATE = "macros/state/"
INT_ATTRIBUTION = "models/intermediate/attribution/"
INT_EVENTS = "models/intermediate/events/"
INT_IDENTITY = "models/intermediate/identity/"
INT_METRICS = "models/intermediate/metrics/"
MARTS = "models/marts/"
QUALITY = "models/quality/"

MUTANTS = [
    # Windows and eligibility
    Mutant(ATTRIBUTION + "is_within_window.sql", "<= {{ converted_at }}", "< {{ converted_at }}"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "<= {{ window_minutes }}", "< {{ window_minutes }}"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "60000000", "3600000000"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "60000000", "60000001"),
    Mutant(ATTRIBUTION + "is_participating.sql", "then {{ row }}.has_goal", "then true"),
    Mutant(ATTRIBUTION + "is_participating.sql", "then {{ row }}.purchase_conversion_tracking", "then true"),
    Mutant(ATTRIBUTION + "is_participating.sql", "{{ row }}.has_goal\n            or (", "true\n            or ("),
    Mutant(ATTRIBUTION + "is_looked_at.sql", "else {{ touch_base }}.is_goal_basis", "else false"),
    Mutant(
        INT_ATTRIBUTION + "int_attribution_rules_resolved.sql",
        "coalesce(combined.goal_window_minutes, combined.default_window_minutes)",
        "combined.fixed_window_minutes",
    ),
    Mutant(INT_ATTRIBUTION + "int_attribution_rules_resolved.sql", " or combined.is_traced\n", "\n"),
    Mutant(
        INT_ATTRIBUTION + "int_attribution_rules_resolved.sql",
        "combined.window_kind = 'global' as is_global_window",
        "combined.window_kind != 'fixed' as is_global_window",
    ),
    Mutant(INT_ATTRIBUTION + "int_candidates_selected.sql", "where is_participating and", "where"),
    Mutant(INT_ATTRIBUTION + "int_candidates_selected.sql", " and is_eligible\n", "\n"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_looked_at.sql",
        "when rules.is_global_window then cast(",
        "when rules.window_minutes is null then cast(",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_looked_at.sql",
        "when rules.is_global_window then cast(",
        "when true then cast(",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_looked_at.sql",
        "conversions.event_name = rules.event_name",
        "conversions.event_name >= rules.event_name",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_looked_at.sql",
        "coalesce({{ is_within_window('touched_at', 'converted_at', 'window_minutes') }}, false)",
        "{{ is_within_window('touched_at', 'converted_at', 'window_minutes') }}",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_conversion_windows_resolved.sql",
        "var('conversion_window_propagation_minutes') * 60",
        "var('conversion_window_propagation_minutes') * 61",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_conversions_identified.sql",
        "conversions.converted_at >= windows.effective_at",
        "conversions.converted_at > windows.effective_at",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_conversions_identified.sql",
        "conversions.converted_at < windows.replaced_at",
        "conversions.converted_at <= windows.replaced_at",
    ),
    Mutant(INT_ATTRIBUTION + "int_conversions_identified.sql", " or windows.is_first", ""),
    # Which touches are matched with which conversions
    Mutant(ATTRIBUTION + "scope_hash.sql", "[channel, event_type, campaign_id]", "[channel, channel, campaign_id]"),
    Mutant(ATTRIBUTION + "scope_hash.sql", "[channel, event_type, campaign_id]", "[event_type, campaign_id]"),
    Mutant(
        ATTRIBUTION + "latest_of_series.sql",
        "range between unbounded preceding and current row",
        "rows between unbounded preceding and current row",
    ),
    Mutant(
        ATTRIBUTION + "latest_of_series.sql",
        "range between current row and unbounded following",
        "rows between current row and unbounded following",
    ),
    Mutant(ATTRIBUTION + "latest_of_series.sql", "max({{ value }})", "min({{ value }})"),
    Mutant(ATTRIBUTION + "latest_of_series.sql", "min({{ value }})", "max({{ value }})"),
    Mutant(ATTRIBUTION + "latest_of_series.sql", "partition by person_hash, scope_hash", "partition by person_hash"),
    Mutant(INT_ATTRIBUTION + "int_converters_touched.sql", "max(converted_at) as", "min(converted_at) as"),
    Mutant(
        INT_ATTRIBUTION + "int_converters_touched.sql",
        "touches.touched_at <= converters.last_converted_at",
        "touches.touched_at < converters.last_converted_at",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_converters_touched.sql",
        "order by touched_at, touch_id)",
        "order by touched_at, touch_id desc)",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_converters_touched.sql",
        "order by touched_at, touch_id)",
        "order by touch_id, touched_at)",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_converters_touched.sql",
        "    where touches.scope_hash in (select rules.scope_hash from rules)\n",
        "",
    ),
    Mutant(INT_ATTRIBUTION + "int_touches_matched.sql", "greatest(\n", "least(\n"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "max(\n                case\n                    when rules.is_global",
        "min(\n                case\n                    when rules.is_global",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "cast(max(window_hours)",
        "cast(min(window_hours)",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql", "when rules.is_traced then", "when not rules.is_participating then"
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "            <= series.reach_minutes",
        "            < series.reach_minutes",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "elapsed_microseconds('series.last_touched_at'",
        "elapsed_microseconds('series.first_touched_at'",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "conversions.converted_at >= series.first_touched_at",
        "conversions.converted_at > series.first_touched_at",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_matched.sql",
        "conversions.converted_at >= series.first_touched_at",
        "conversions.converted_at >= series.last_touched_at",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_first_touches_matched.sql",
        "{{ microseconds_of('converted_at') }} - cast",
        "{{ microseconds_of('converted_at') }} - 1 - cast",
    ),
    Mutant(INT_ATTRIBUTION + "int_first_touches_matched.sql", "where credit = 'first_touch' and", "where"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_judged.sql",
        "        looked_at.credit = 'first_touch'\n        and looked_at.is_eligible",
        "        looked_at.is_eligible",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_judged.sql",
        "        and looked_at.window_minutes = first_touches.window_minutes\n",
        "",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_judged.sql",
        "        and looked_at.scope_hash = first_touches.scope_hash\n",
        "",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_judged.sql",
        "coalesce(first_touches.touch_number, looked_at.touch_number)",
        "looked_at.touch_number",
    ),
    # Candidates, competition and shares
    Mutant(ATTRIBUTION + "candidate.sql", "value_of_greatest(", "value_of_smallest("),
    Mutant(ATTRIBUTION + "candidate.sql", "then -touch_number else", "then touch_number else"),
    Mutant(ATTRIBUTION + "candidate.sql", "else touch_number end", "else -touch_number end"),
    Mutant(ATTRIBUTION + "candidate.sql", "    + precedence", "    - precedence"),
    Mutant(ATTRIBUTION + "candidate.sql", "end * 4", "end * 2"),
    Mutant(ATTRIBUTION + "candidate.sql", "cast(1000000000000000 as bigint)", "cast(1 as bigint)"),
    Mutant(ATTRIBUTION + "precedence.sql", "when 'open' then 2", "when 'open' then 0"),
    Mutant(ATTRIBUTION + "precedence.sql", "when 'goal' then 0", "when 'goal' then 1"),
    Mutant(ENGINE + "value_of_greatest.sql", "arg_max_null", "arg_max"),
    Mutant(ATTRIBUTION + "is_credited.sql", "touch_position = {{ candidate }}.touches", "touch_position = 1"),
    Mutant(ATTRIBUTION + "is_credited.sql", "touch_position = 1\n", "touch_position = 2\n"),
    Mutant(ATTRIBUTION + "is_credited.sql", "else true", "else {{ candidate }}.touch_position = 1"),
    Mutant(INT_ATTRIBUTION + "int_credits_shared.sql", "order by touch_number)", "order by touch_number desc)"),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "count(*) over (partition by ruleset, conversion_hash)",
        "count(*) over (partition by ruleset, conversion_hash, channel)",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "max(touched_at) over",
        "min(touched_at) over",
        equivalent_because="any moment gives the same shares; the latest only keeps old touches' from vanishing",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "where credit = 'every_touch'",
        "where credit in ('every_touch', 'linear')",
    ),
    Mutant(INT_ATTRIBUTION + "int_credits_shared.sql", "where credit != 'every_touch'", "where true"),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "net_amount as credited_net_amount",
        "amount as credited_net_amount",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql", "where counting = 'every_occurrence'", "where counting is not null"
    ),
    Mutant(ATTRIBUTION + "share.sql", "then 2", "then 1"),
    Mutant(ATTRIBUTION + "share.sql", "then 5", "then 4"),
    Mutant(ATTRIBUTION + "share.sql", "({{ candidate }}.touches - 2)", "({{ candidate }}.touches - 1)"),
    Mutant(ATTRIBUTION + "share.sql", "touches <= 2", "touches <= 1"),
    Mutant(ATTRIBUTION + "share.sql", "when 'linear' then {{ candidate }}.touches", "when 'linear' then 1"),
    Mutant(ATTRIBUTION + "recency.sql", "86400000000", "3600000000"),
    Mutant(ATTRIBUTION + "recency.sql", "'-' ~ age", "age"),
    Mutant(ATTRIBUTION + "remainder_to_last_touch.sql", "touch_position = touches", "touch_position = 1"),
    Mutant(ATTRIBUTION + "remainder_to_last_touch.sql", "credit != 'every_touch' and ", ""),
    Mutant(
        ATTRIBUTION + "is_first_of_person.sql", "order by converted_at, conversion_id", "order by converted_at desc"
    ),
    Mutant(
        ATTRIBUTION + "is_first_of_person.sql",
        "order by converted_at, conversion_id",
        "order by converted_at, conversion_id desc",
    ),
    Mutant(ATTRIBUTION + "is_first_of_person.sql", "ruleset, campaign_id, event_name,", "ruleset, campaign_id,"),
    Mutant(ATTRIBUTION + "is_first_of_person.sql", "campaign_id, event_name, person_hash", "event_name, person_hash"),
    Mutant(
        INT_ATTRIBUTION + "int_refunds_matched.sql", "order by converted_at, conversion_id", "order by conversion_id"
    ),
    Mutant(INT_ATTRIBUTION + "int_purchases_refunded.sql", "sum(amount)", "max(amount)"),
    Mutant(INT_ATTRIBUTION + "int_refunds_matched.sql", "where money_role = 'refund'", "where true"),
    Mutant(INT_ATTRIBUTION + "int_settlement_reached.sql", "* 3600", "* 60"),
    Mutant(INT_ATTRIBUTION + "int_settlement_reached.sql", "int_message_events_accepted", "int_app_events_accepted"),
    Mutant(MARTS + "attribution/conversion_credits.sql", "<= settlement.final_until", "< settlement.final_until"),
    Mutant(INT_ATTRIBUTION + "int_credits_counted.sql", "where is_counted", "where true"),
    # Persons
    Mutant(ENGINE + "hash_of.sql", "case when {{ text }} is not null then hash({{ text }}) end", "hash({{ text }})"),
    Mutant(IDENTITY + "person_hash.sql", "\"'d:' || \"", "\"'u:' || \""),
    Mutant(
        IDENTITY + "person_hash.sql",
        "{{ own_user_hash }}, {{ holder_user_hash }}",
        "{{ holder_user_hash }}, {{ own_user_hash }}",
    ),
    Mutant(ENGINE + "value_at_or_before.sql", "max_by(", "min_by("),
    Mutant(ENGINE + "value_at_or_before.sql", "min_by(", "max_by("),
    Mutant(IDENTITY + "holder_of_device.sql", "device_id ~ ', ' ~ life", "device_id"),
    Mutant(
        IDENTITY + "life_of_device.sql",
        "range between unbounded preceding and current row",
        "rows between unbounded preceding and 1 preceding",
    ),
    Mutant(INT_IDENTITY + "int_devices_summarized.sql", " and resets.device_hash is null", ""),
    Mutant(
        INT_IDENTITY + "int_devices_summarized.sql",
        "asserted.smallest_user_hash = asserted.greatest_user_hash and ",
        "",
    ),
    Mutant(INT_IDENTITY + "int_device_events_resolved.sql", "value_of_greatest(", "value_of_smallest("),
    Mutant(INT_IDENTITY + "int_device_events_resolved.sql", "'users.user_key')", "'users.person_hash')"),
    Mutant(INT_IDENTITY + "int_device_events_resolved.sql", "    where user_hash is null\n", ""),
    Mutant(INT_IDENTITY + "int_touches_identified.sql", "where source_table = 'message_events'", "where true"),
    Mutant(
        INT_IDENTITY + "int_touches_identified.sql",
        "holder_user_hash is not null as is_identified",
        "true as is_identified",
    ),
    Mutant(
        INT_IDENTITY + "int_touches_identified.sql",
        "coalesce(touches.user_hash, devices.sole_user_hash, contested_events.user_hash)",
        "coalesce(touches.user_hash, devices.sole_user_hash)",
    ),
    Mutant(
        INT_IDENTITY + "int_touches_identified.sql",
        "case when user_hash is null then device_hash end as unidentified_device_hash",
        "device_hash as unidentified_device_hash",
        equivalent_because="the user of the touch itself comes first: what its device holds is looked up for nothing",
    ),
    Mutant(INT_ATTRIBUTION + "int_conversions_resolved.sql", "where source_table = 'app_events'", "where true"),
    Mutant(INT_EVENTS + "int_message_events_accepted.sql", "where trigger_type is distinct from 'test'", "where true"),
    # Events: checks, copies, figures
    Mutant(EVENTS + "is_too_far_ahead.sql", "> 24", ">= 24"),
    Mutant(EVENTS + "is_too_far_ahead.sql", "3600000000", "60000000"),
    Mutant(INT_EVENTS + "int_message_events_arrived.sql", "coalesce(event_type, '') not in", "event_type not in"),
    Mutant(
        INT_EVENTS + "int_message_events_arrived.sql", "device_id is null and user_id", "device_id is null or user_id"
    ),
    Mutant(INT_EVENTS + "int_message_events_checked.sql", "in ('', 'occurred_after_received')", "= ''"),
    Mutant(INT_EVENTS + "int_app_events_arrived.sql", "is_about_money or defect is not null", "is_about_money"),
    Mutant(INT_EVENTS + "int_app_events_arrived.sql", "when not {{ is_json_object", "when {{ is_json_object"),
    Mutant(INT_EVENTS + "int_app_events_checked.sql", "(has_rate and amount is null)", "amount is null"),
    Mutant(INT_EVENTS + "int_app_events_checked.sql", "where defect is not null or not is_about_money", "where true"),
    Mutant(EVENTS + "repeated_events.sql", "            received_at,\n", ""),
    Mutant(EVENTS + "repeated_events.sql", "            occurred_at\n", "            occurred_at desc\n"),
    Mutant(EVENTS + "repeated_events.sql", "{{ column }} nulls last", "{{ column }} nulls first"),
    Mutant(
        EVENTS + "repeated_events.sql", "        rejection_reason is null\n        and event_hash", "        event_hash"
    ),
    Mutant(
        EVENTS + "repeated_events.sql",
        "partition by event_id",
        "partition by event_hash",
    ),
    Mutant(EVENTS + "deduplicated_events.sql", "where copy_number = 1", "where copy_number = 2"),
    Mutant(EVENTS + "deduplicated_events.sql", "and not exists (", "and false and not exists ("),
    Mutant(EVENTS + "deduplicated_events.sql", "and not exists (", "and true or not exists ("),
    Mutant(EVENTS + "is_touch.sql", "'open', ", ""),
    Mutant(EVENTS + "is_touch.sql", " and {{ trigger_type }} is distinct from 'test'", ""),
    Mutant(INT_EVENTS + "int_touches_arrived.sql", "where defect is null and", "where"),
    Mutant(
        INT_EVENTS + "int_touches_accepted.sql",
        "    where not exists (",
        "    where true or not exists (",
    ),
    Mutant(INT_EVENTS + "int_touches_accepted.sql", "where copy_number = 1 and", "where"),
    Mutant(
        INT_EVENTS + "int_touches_accepted.sql",
        "    inner join {{ ref('int_campaigns_known') }} as campaigns",
        "    left join {{ ref('int_campaigns_known') }} as campaigns",
    ),
    Mutant(ENGINE + "repeated_values.sql", "having count(*) > 1", "having count(*) > 2"),
    Mutant(ENGINE + "repeated_values.sql", "having count(*) > 1", "having count(*) > 0"),
    Mutant(ENGINE + "repeated_values.sql", "= previous_value", "!= previous_value"),
    Mutant(ENGINE + "repeated_values.sql", "select distinct {{ column }}", "select {{ column }}"),
    Mutant(EVENTS + "repeated_hashes.sql", "where defect is null and", "where"),
    Mutant(MONEY + "exact_product.sql", "length({{ left_decimal }}) <= 10 and ", ""),
    Mutant(MONEY + "is_amount.sql", "not {{ matches", "true or {{ matches"),
    Mutant(MONEY + "is_amount.sql", "<= 9999999999999999", "<= 99999999999999999"),
    Mutant(MONEY + "round_money.sql", "'round(' ~ amount ~ ', 2)'", "'round(' ~ amount ~ ', 1)'"),
    Mutant(
        MONEY + "exact_product.sql",
        "'replace(' ~ plain_decimal ~ \", '.', '')\"",
        "'split_part(' ~ plain_decimal ~ \", '.', 1)\"",
    ),
    Mutant(MONEY + "share_of_money.sql", "~ ' + ' ~ denominator", "~ ' + 0 * ' ~ denominator"),
    Mutant(MONEY + "plain_decimal.sql", "as integer) - 1", "as integer)"),
    Mutant(MONEY + "json_decimal.sql", "then {{ plain_decimal(json_text(value)) }}", "then {{ json_number(value) }}"),
    Mutant(ENGINE + "json_value.sql", "        json_extract({{ object }}, {{ pointer }}),\n", ""),
    Mutant(ENGINE + "json_value.sql", "replace({{ pointer }}, '.', '/')", "{{ pointer }}"),
    Mutant(ENGINE + "json_value.sql", "'/', '~1'", "'/', '/'"),
    Mutant(
        ENGINE + "json_text.sql",
        "nullif(json_extract_string({{ value }}, '$'), '')",
        "json_extract_string({{ value }}, '$')",
    ),
    Mutant(ENGINE + "json_text.sql", "case json_type({{ value }}) when 'VARCHAR'", "case when true"),
    Mutant(ENGINE + "json_number.sql", "'BIGINT', 'UBIGINT', 'DOUBLE'", "'BIGINT', 'DOUBLE'"),
    Mutant(ENGINE + "is_json_object.sql", "= 'OBJECT'", "in ('OBJECT', 'ARRAY')"),
    Mutant(
        INT_EVENTS + "int_money_events_extracted.sql",
        "case when quantity_key is null then '1'",
        "case when quantity_key is null then '2'",
    ),
    Mutant(
        INT_EVENTS + "int_money_events_extracted.sql",
        "coalesce({{ json_text('order_id_value') }}, {{ json_number('order_id_value') }})",
        "{{ json_text('order_id_value') }}",
    ),
    Mutant(
        INT_EVENTS + "int_money_events_extracted.sql",
        "coalesce({{ json_text('currency_value') }}, default_currency)",
        "default_currency",
    ),
    Mutant(
        INT_EVENTS + "int_money_events_extracted.sql", "is_about_money and defect is null and", "is_about_money and"
    ),
    Mutant(
        INT_EVENTS + "int_money_events_priced.sql",
        "report_date >= exchange_rates.effective_date",
        "report_date > exchange_rates.effective_date",
    ),
    Mutant(INT_EVENTS + "int_campaigns_latest.sql", "order by updated_at desc", "order by updated_at"),
    Mutant(QUALITY + "event_reconciliation.sql", "where copy_number > 1", "where copy_number >= 1"),
    # Metrics
    Mutant(
        METRICS + "is_click.sql",
        "or ({{ channel }} = 'push' and {{ event_type }} = 'open')",
        "or {{ event_type }} = 'open'",
    ),
    Mutant(METRICS + "rate.sql", "nullif(cast({{ denominator }} as double), 0)", "cast({{ denominator }} as double)"),
    Mutant(
        METRICS + "click_rate_base.sql",
        "then {{ impressions }} else {{ sent }}",
        "then {{ sent }} else {{ impressions }}",
    ),
    Mutant(METRICS + "count_events.sql", "aggregate_where('sum'", "aggregate_where('count'"),
    Mutant(
        METRICS + "count_by_platform.sql",
        "['android', 'ios', 'web']",
        "['ios', 'android', 'web']",
        equivalent_because="the columns come in another order, under the same names",
    ),
    Mutant(METRICS + "report_date_of.sql", "date_trunc('hour'", "date_trunc('day'"),
    Mutant(
        METRICS + "report_date_of.sql",
        "cast({{ in_report_timezone(occurred_at) }} as date)",
        "cast({{ occurred_at }} as date)",
    ),
    Mutant(
        INT_METRICS + "int_hours_dated.sql",
        "    local_end = local_hour_at + {{ interval_literal(1, 'hour') }}\n    and ",
        "    ",
    ),
    Mutant(
        INT_METRICS + "int_hours_dated.sql",
        "    and cast(local_end - {{ interval_literal(1, 'microsecond') }} as date) = cast(local_hour_at as date)\n",
        "",
    ),
    Mutant(
        INT_METRICS + "int_hours_dated.sql",
        "local_end - {{ interval_literal(1, 'microsecond')",
        "local_end - {{ interval_literal(1, 'hour')",
    ),
    Mutant(
        INT_METRICS + "int_campaign_events_counted.sql",
        "count(*) as events",
        "count(distinct event_hash % 2) as events",
    ),
    Mutant(INT_METRICS + "int_campaign_days_counted.sql", "and reason = 'fatigue'", "and reason != 'do_not_disturb'"),
    Mutant(INT_METRICS + "int_campaign_days_counted.sql", "'min', 'first_occurred_at'", "'max', 'first_occurred_at'"),
    Mutant(INT_METRICS + "int_audiences_counted.sql", "    where persons.is_identified\n", ""),
    Mutant(
        INT_METRICS + "int_audiences_counted.sql",
        "= 'impression'\") }} as unique_impressions",
        "= 'sent'\") }} as unique_impressions",
    ),
    Mutant(
        INT_METRICS + "int_audiences_counted.sql",
        "count(distinct case when {{ is_click('scopes.channel', 'scopes.event_type') }} then devices",
        "count(case when {{ is_click('scopes.channel', 'scopes.event_type') }} then devices",
    ),
    Mutant(INT_METRICS + "int_persons_touched.sql", "select distinct\n", "select\n"),
    Mutant(INT_METRICS + "int_devices_touched.sql", "select distinct\n", "select\n"),
    Mutant(INT_METRICS + "int_devices_touched.sql", "    device_hash is not null\n    and (", "    ("),
    Mutant(
        INT_METRICS + "int_campaigns_counted.sql",
        "where {{ is_click('scopes.channel', 'scopes.event_type') }}",
        "where scopes.event_type = 'click'",
    ),
    Mutant(
        INT_METRICS + "int_campaigns_counted.sql", "count(distinct devices.device_hash)", "count(devices.device_hash)"
    ),
    Mutant(
        INT_METRICS + "int_send_days_costed.sql",
        "sends.occurred_at >= unit_costs.effective_from",
        "sends.occurred_at > unit_costs.effective_from",
    ),
    Mutant(INT_METRICS + "int_send_days_costed.sql", " or unit_costs.is_first", ""),
    Mutant(INT_METRICS + "int_send_days_costed.sql", " or exchange_rates.is_first", ""),
    Mutant(
        INT_METRICS + "int_send_days_costed.sql",
        "sends.costed_format is not distinct from unit_costs.message_format",
        "sends.costed_format = unit_costs.message_format",
    ),
    Mutant(METRICS + "clicked_element.sql", "{{ event_type }} = 'open' or ", ""),
    Mutant(INT_METRICS + "int_elements_counted.sql", "rank() over", "row_number() over"),
    Mutant(
        METRICS + "clicked_element.sql",
        "coalesce({{ element_id }}, {{ click_target }})",
        "coalesce({{ click_target }}, {{ element_id }})",
    ),
    Mutant(
        INT_METRICS + "int_campaign_channels_reported.sql",
        "greatest(targeted - sent - failed - restricted, 0)",
        "targeted - sent - failed - restricted",
    ),
    Mutant(
        INT_METRICS + "int_campaign_days_reported.sql",
        "days.report_date >= windows.effective_date",
        "days.report_date > windows.effective_date",
    ),
    Mutant(INT_METRICS + "int_purchases_counted.sql", "conversion_kind = 'purchase'\n        and ", ""),
    Mutant(
        INT_ATTRIBUTION + "int_breakpoints_listed.sql",
        "campaigns.published_at < windows",
        "campaigns.published_at <= windows",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_breakpoints_listed.sql", "campaigns.ends_at > windows", "campaigns.ends_at >= windows"
    ),
    Mutant(
        INT_ATTRIBUTION + "int_breakpoints_listed.sql",
        "where windows.window_hours != windows.previous_window_hours",
        "where windows.previous_window_hours is not null",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_results_listed.sql",
        "when count(row_ruleset) = 1 then max(basis)",
        "when true then max(basis)",
    ),
    Mutant(INT_ATTRIBUTION + "int_bases_counted.sql", "base_sets.has_click and {{", "base_sets.has_open and {{"),
    Mutant(
        INT_ATTRIBUTION + "int_bases_counted.sql",
        "has_send and scopes.event_type = 'sent'",
        "has_send and scopes.event_type = 'open'",
    ),
    Mutant(INT_ATTRIBUTION + "int_bases_counted.sql", "            and base_scopes.channel = events.channel\n", ""),
    # Limits of a row
    Mutant(INT_ATTRIBUTION + "int_candidates_admitted.sql", "recency_position <= max", "recency_position < max"),
    Mutant(INT_ATTRIBUTION + "int_candidates_admitted.sql", "order by touch_number desc", "order by touch_number"),
    Mutant(INT_ATTRIBUTION + "int_touches_traced.sql", "when winners.touch_number <", "when winners.touch_number !="),
    Mutant(INT_ATTRIBUTION + "int_rulesets_selected.sql", "when 'minutes' then 1", "when 'minutes' then 60"),
    Mutant(INT_ATTRIBUTION + "int_rulesets_listed.sql", "coalesce(window_unit, 'hours')", "window_unit"),
    Mutant(ATTRIBUTION + "is_participating.sql", " or {{ row }}.default_window_minutes is not null", ""),
    Mutant(ATTRIBUTION + "whole_hours_of.sql", ", 60) = 0", ", 60) < 60"),
    # Identity as of the conversion
    Mutant(
        "macros/identity/holder_of_device.sql", " is null\n            then min(", " is not null\n            then min("
    ),
    Mutant(INT_IDENTITY + "int_devices_summarized.sql", "min(first_asserted_at)", "max(first_asserted_at)"),
    Mutant(INT_IDENTITY + "int_device_users_asserted.sql", "min(asserted_at)", "max(asserted_at)"),
    Mutant(INT_IDENTITY + "int_late_touches_listed.sql", "first_asserted_at > touches", "first_asserted_at >= touches"),
    Mutant(INT_IDENTITY + "int_conversions_audited.sql", "converted_at < late", "converted_at <= late"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_audited.sql",
        "conversions.converted_at < late_touches.known_at\n    where not",
        "true\n    where not",
    ),
    Mutant(INT_ATTRIBUTION + "int_credits_audited.sql", "    where is_participating\n", ""),
    Mutant(MARTS + "attribution/identity_audit.sql", "where compared.is_other_today", ""),
    # Settled at
    Mutant(
        INT_ATTRIBUTION + "int_settlement_reached.sql",
        "'final_until + ' ~ interval_literal(1, 'microsecond')",
        "'final_until'",
    ),
    Mutant(INT_METRICS + "int_open_sends_counted.sql", "        and rules.is_participating\n", ""),
    Mutant(INT_METRICS + "int_open_sends_counted.sql", "        max(case", "        min(case"),
    Mutant(INT_METRICS + "int_open_sends_counted.sql", "then 'impression'", "then 'sent'"),
    Mutant(
        INT_METRICS + "int_open_sends_counted.sql",
        "        <= windows.window_minutes",
        "        < windows.window_minutes",
    ),
    # Rulesets against each other, and against the shop
    Mutant(ATTRIBUTION + "is_looked_at.sql", "else {{ touch_base }}.is_goal_basis", "else true"),
    Mutant(INT_ATTRIBUTION + "int_credits_compared.sql", "when not scopes.is_participating", "when false"),
    Mutant(INT_ATTRIBUTION + "int_credits_compared.sql", "    where not is_counted\n", ""),
    Mutant(INT_ATTRIBUTION + "int_credits_compared.sql", "when scopes.ruleset is null", "when false"),
    Mutant(INT_ATTRIBUTION + "int_credits_compared.sql", "when candidates.conversion_hash is not null", "when false"),
    Mutant(INT_ATTRIBUTION + "int_scopes_looked_at.sql", "bool_or(", "bool_and("),
    Mutant(INT_ATTRIBUTION + "int_purchases_deduplicated.sql", "value_of_greatest(", "value_of_smallest("),
    Mutant(
        MARTS + "attribution/attribution_summary.sql",
        "count(distinct conversion_hash) as credited_purchases",
        "count(*) as credited_purchases",
    ),
    Mutant(MARTS + "attribution/ruleset_comparison.sql", "    where conversion_kind = 'purchase'\n", ""),
    # Refunds by their own dates
    Mutant(INT_ATTRIBUTION + "int_refunds_matched.sql", "rows unbounded preceding", "rows current row"),
    Mutant(INT_ATTRIBUTION + "int_refunds_matched.sql", "refunded_at, refunds.refund_id", "refunded_at desc"),
    Mutant(INT_ATTRIBUTION + "int_refunds_matched.sql", " and purchases.order_position = 1", ""),
    Mutant(
        INT_ATTRIBUTION + "int_refunds_credited.sql",
        "touch_number = max(touch_number)",
        "touch_number = min(touch_number)",
    ),
    Mutant(INT_ATTRIBUTION + "int_refunds_credited.sql", "\nwhere is_counted", ""),
    Mutant(MARTS + "attribution/purchases_daily.sql", "where campaigns.purchase_conversion_tracking", "where true"),
    Mutant(QUALITY + "refund_issues.sql", "refunded_at < converted_at", "refunded_at <= converted_at"),
    Mutant(QUALITY + "refund_issues.sql", "amount > deducted_amount", "amount != purchase_amount"),
    # Trace
    Mutant(INT_ATTRIBUTION + "int_touches_traced.sql", "when not shown.is_participating then", "when false then"),
    Mutant(INT_ATTRIBUTION + "int_touches_traced.sql", "case when is_eligible then credit end", "credit"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_traced.sql",
        "where shown.has_touch_in_horizon or credits.is_counted",
        "where shown.has_touch_in_horizon",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_traced.sql",
        "when is_eligible and is_participating then 2",
        "when is_eligible and is_participating then 1",
    ),
    Mutant(INT_ATTRIBUTION + "int_touches_traced.sql", "when is_eligible then 1", "when is_eligible then 0"),
    Mutant(INT_ATTRIBUTION + "int_touches_traced.sql", "(is_in_horizon or is_eligible)", "is_in_horizon"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_traced.sql",
        "when credits.conversion_hash is not null then 'already_counted'",
        "when false then 'already_counted'",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_touches_traced.sql",
        "when winners.credit = 'last_touch' then",
        "when winners.credit = 'first_touch' then",
    ),
    # Settings checks
    Mutant(QUALITY + "settings/contradictions_in_goals.sql", "slot not between 1 and 5", "slot not between 1 and 6"),
    Mutant(QUALITY + "settings/contradictions_in_goals.sql", "goals_of_campaign > 5", "goals_of_campaign > 6"),
    Mutant(
        QUALITY + "settings/contradictions_in_campaigns.sql",
        "updated_at >= published_at",
        "updated_at > published_at",
    ),
    Mutant(QUALITY + "settings/contradictions_in_unit_costs.sql", "unit_cost < 0", "unit_cost < -1"),
    Mutant("macros/settings/repeated_keys.sql", "having count(*) > 1", "having count(*) > 2"),
    # What has been read
    Mutant(STATE + "unread.sql", "{{ batch }} > coalesce", "{{ batch }} >= coalesce", GROWN),
    Mutant(
        STATE + "unread.sql",
        "coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), true)",
        "true",
        GROWN,
    ),
    Mutant(
        STATE + "unread.sql",
        "coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), true)",
        "not coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), false)",
        GROWN,
    ),
    Mutant(STATE + "unread.sql", "coalesce(getvariable('lookback_this_batch'), 1)", "1", GROWN),
    Mutant(STATE + "unread.sql", "coalesce(getvariable('lookback_is_continued'), false)", "true", GROWN),
    Mutant(STATE + "unread.sql", "where batch > ' ~ read_batch", "where batch >= ' ~ read_batch", GROWN),
    Mutant(STATE + "unread.sql", "lookback_read_batch = ' ~ read_batch", "lookback_read_batch = ' ~ this_batch", GROWN),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "set_what_is_unread(recorded.batch if is_continued else 0, is_continued",
        "set_what_is_unread(0, is_continued",
        GROWN,
    ),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "set_what_is_unread(recorded.batch if is_continued else 0, is_continued",
        "set_what_is_unread(recorded.batch or 0, is_continued",
        SETTLED,
    ),
    Mutant(STATE + "origin_of.sql", "'batch': found.batch,", "'batch': 0,", GROWN),
    Mutant(
        STATE + "origin_of.sql",
        "coalesce(min(coalesce(known.batch, 0)), ",
        "coalesce(max(coalesce(known.batch, 0)), ",
        PARTIAL,
    ),
    Mutant(
        STATE + "origin_of.sql", "' and known.generation is not null' if only_arrivals", "'' if only_arrivals", PARTIAL
    ),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "        {% do record_batch(this, made_from.batch) %}\n",
        "",
        AT_REST,
    ),
    Mutant(STATE + "prepare_state.sql", "coalesce(max(batch), 0) + 1", "coalesce(max(batch), 1)", GROWN),
    Mutant(STATE + "remember_raw_files.sql", "where file not in (", "where true or file not in (", GROWN),
    Mutant(STATE + "remember_raw_files.sql", "' and exists (", "' and false and exists (", OTHER_FILES),
    Mutant(STATE + "remember_raw_files.sql", "'from ' ~ (batches[0] or 'nothing')", "'from the first'", OTHER_FILES),
    Mutant(STATE + "remember_raw_files.sql", "'batches ' ~ batches | join(' to ')", "'all batches'", GROWN),
    Mutant(STATE + "remember_raw_files.sql", "content_version(table.relation_name))", "\"'its version'\")", SETTLED),
    Mutant(ENGINE + "raw_file_versions.sql", "files.size, files.last_modified, footers.footer_hash, ", "", OTHER_FILES),
    # What is added to a table, and what is taken from it before
    Mutant(MATERIALIZATIONS + "incremental_by_arrival.sql", "{%- if obsolete %}", "{%- if false %}", GROWN),
    Mutant(MATERIALIZATIONS + "incremental_by_arrival.sql", "{%- if present %}", "{%- if false %}", GROWN),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "{{- ' and present.' ~ earliest_by",
        "{{- '' ~ earliest_by",
        GROWN,
    ),
    Mutant(
        INT_IDENTITY + "int_persons_listed.sql",
        ", unique_key=['person_hash', 'user_key']",
        "",
        GROWN,
    ),
    Mutant(
        INT_EVENTS + "int_message_events_copied.sql",
        ", unique_key=['event_hash']",
        "",
        GROWN_AND_SETTLED,
        equivalent_because="every model asks only whether a hash is there: one that is there twice changes no number",
    ),
    Mutant(
        INT_EVENTS + "int_app_events_copied.sql",
        ", unique_key=['event_hash']",
        "",
        GROWN_AND_SETTLED,
        equivalent_because="every model asks only whether a hash is there: one that is there twice changes no number",
    ),
    Mutant(
        EVENTS + "repeated_hashes.sql", "    and not {{ is_unread_batch('known.batch') }}\n", "    and false\n", GROWN
    ),
    Mutant(
        STATE + "unread.sql", "where not {{ is_unread_batch('kept", "where true or not {{ is_unread_batch('kept", GROWN
    ),
    Mutant(
        STATE + "unread.sql",
        "{{ column }} not in (",
        "{{ column }} in (select {{ column }} from {{ ref('int_conversions_identified') }}) and {{ column }} not in (",
        GROWN,
    ),
    Mutant(STATE + "unread.sql", "}}.converted_at >= (", "}}.converted_at > (", GROWN),
    Mutant(STATE + "unread.sql", "select min(changed.changed_from)", "select max(changed.changed_from)", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "min(changed_from)", "max(changed_from)", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "{{ beginning_of_time() }}", "timestamp '2026-05-01'", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "where {{ is_of_changed_conversion('conversion_hash') }}\n",
        "",
        GROWN,
    ),
    Mutant(STATE + "unread.sql", "or {{ person_hash }} in (", "or {{ person_hash }} not in (", GROWN),
    Mutant(STATE + "unread.sql", "or {{ event_hash }} in (", "or {{ event_hash }} not in (", GROWN),
    Mutant(STATE + "unread.sql", "or {{ device_hash }} in (", "or {{ device_hash }} not in (", GROWN),
    *(
        Mutant(path, old, new, GROWN)
        for path, key, changed in (
            (INT_IDENTITY + "int_device_users_asserted.sql", "device_hash", "is_of_copied_device"),
            (INT_METRICS + "int_devices_touched.sql", "device_hash", "is_of_copied_device"),
            (INT_METRICS + "int_persons_touched.sql", "person_hash", "is_of_changed_person"),
        )
        for old, new in (
            (f"        'kept_by': '{key}',\n", ""),
            (f" or {{{{ {changed}('{key}') }}}}", ""),
            ("{{ is_unread_batch('batch') }} or ", ""),
        )
    ),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "'conversion', 'copied_touch'", "'conversion'", GROWN),
    Mutant(INT_EVENTS + "int_touches_arrived.sql", " and {{ is_unread_batch('batch') }}", "", GROWN),
    Mutant(INT_EVENTS + "int_money_events_priced.sql", "    where {{ is_unread_batch('batch') }}\n", "", GROWN),
    Mutant(QUALITY + "rejected_app_events.sql", " and {{ is_unread_batch('batch') }}", "", GROWN),
    Mutant(INT_ATTRIBUTION + "int_credits_shared.sql", "'kept_by': 'conversion_hash', ", "", GROWN),
    # What a table is made from
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "is_continued and recorded.arrivals ==",
        "is_continued or recorded.arrivals ==",
        GROWN,
    ),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "else arrived_version(this, generation)",
        "else text_literal(generation)",
        GROWN,
    ),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "recorded.generation if is_continued else invocation_id",
        "'first'",
        OTHER_FILES,
    ),
    Mutant(
        MATERIALIZATIONS + "memoized_table.sql",
        "    {% do forget_state(this) %}\n",
        "",
        shown_by="test_faults.py::test_nothing_is_remembered_of_a_table_while_it_is_made",
    ),
    Mutant(STATE + "content_version.sql", "sum(hash(content)), bit_xor(hash(content, 1))", "0", AT_REST),
    Mutant(STATE + "content_version.sql", "> 100000", ">= 0", AT_REST),
    Mutant(STATE + "origin_of.sql", "'coalesce(generation, version)' if by_arrival else 'version'", "'version'", GROWN),
    Mutant(STATE + "origin_of.sql", "versions_of(inputs, 'version') if by_arrival", "'' if by_arrival", GROWN),
    Mutant(STATE + "origin_of.sql", "{% if input.config.materialized == 'view' %}", "{% if false %}", GROWN),
    Mutant(
        STATE + "origin_of.sql",
        "from duckdb_views()\n    where ",
        "from duckdb_views()\n    where false and ",
        AT_REST,
    ),
    Mutant(STATE + "origin_of.sql", "local_md5(sql ~", "local_md5(''~", OTHER_VARS),
    Mutant(STATE + "recorded_state.sql", "recorded.definition == made_from.definition and ", "", OTHER_VARS),
    Mutant(STATE + "recorded_state.sql", " and recorded.inputs == made_from.inputs", "", SETTLED),
    Mutant(STATE + "recorded_state.sql", " and not should_full_refresh()", "", REFRESHED),
    Mutant(
        INT_METRICS + "int_purchases_counted.sql",
        "with credits as (",
        "{{ config(meta={'accounted_inputs': ['int_credits_shared']}) }}\n\nwith credits as (",
        GROWN,
    ),
    Mutant(
        MARTS + "attribution/conversions.sql",
        "['int_purchases_refunded']",
        "['int_purchases_refunded', 'int_persons_changed', 'int_conversions_identified']",
        OTHER_VARS,
        equivalent_because="conversions made anew are of this build's batch, by which all rows are replaced",
    ),
    Mutant(MARTS + "attribution/conversion_credits.sql", "    post_hook='{{ renew_finality() }}',\n", "", GROWN),
    Mutant(
        ATTRIBUTION + "renew_finality.sql", "set is_final = converted_at <=", "set is_final = converted_at >", GROWN
    ),
    Mutant(
        INT_ATTRIBUTION + "int_persons_changed.sql",
        "    post_hook='{{ remember_person_inputs() }}',\n",
        "",
        GROWN,
        equivalent_because="what is never remembered has always changed: everybody is decided anew, at a cost alone",
    ),
    # For whom something may have changed
    Mutant(INT_ATTRIBUTION + "int_events_changed.sql", "{{ is_unread_batch('batch') }}\n", "false\n", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql",
        "or {{ hash_of('campaign_id')",
        "or false and {{ hash_of('campaign_id')",
        SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql", "union all\nselect * from copies_of_changed_events\n", "", GROWN
    ),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql",
        "        event_hash in (",
        "        false and event_hash in (",
        GROWN,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql",
        "or event_hash in (",
        "or false and event_hash in (",
        GROWN_AND_SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql",
        "union all\nselect * from money_events_of_changed_orders\n",
        "",
        GROWN_AND_SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql",
        "where order_id in (",
        "where false and order_id in (",
        GROWN_AND_SETTLED,
    ),
    Mutant(INT_ATTRIBUTION + "int_events_changed.sql", "is_touch('event_type',", "is_touch(\"'other'\",", GROWN),
    *(
        Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", columns, columns.replace(column, "null"), GROWN)
        for columns in ["['input_hash', 'known_state_hash', 'present_state_hash']"]
        for column in ("'input_hash'", "'known_state_hash'", "'present_state_hash'")
    ),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "where events.kind = 'touch'", "where false", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "    where is_contested\n", "    where false\n", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_persons_changed.sql",
        "events.occurred_at <= conversions.converted_at",
        "events.occurred_at < conversions.converted_at",
        GROWN,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_persons_changed.sql",
        "and contested_events.source_table = case",
        "or false and contested_events.source_table = case",
        GROWN,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_persons_changed.sql",
        "('device', 'message_events', 'app_events')",
        "('device')",
        GROWN,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_changed.sql",
        "present.state_hash is distinct from known.state_hash",
        "present.state_hash != known.state_hash",
        GROWN,
    ),
    Mutant(INT_ATTRIBUTION + "int_person_inputs_changed.sql", "full outer join", "left join", SETTLED),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_listed.sql",
        "{{ sum_of_hashes(content_hash('money_events')) }}",
        "{{ sum_of_hashes(hash_of('event_id')) }}",
        SETTLED,
    ),
    Mutant(ENGINE + "sum_of_hashes.sql", "'cast(sum('", "'cast(min('", SETTLED),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_listed.sql",
        "        campaign_rules.state_hash\n",
        "        campaign_rules.state_hash * 0 as state_hash\n",
        SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_listed.sql",
        "coalesce(user_hash, device_hash) as state_hash",
        "device_hash as state_hash",
        GROWN,
    ),
]


def make_worlds(folder: Path, seed: int) -> list[World]:
    """A world of many universes under many rulesets, all of them traced; two smaller ones with vars of their own."""
    rulesets = oracle.default_rulesets_seed()
    for number in range(10):
        known = {row["ruleset"] for row in rulesets}
        rulesets += [row for row in universes.random_rulesets(seed + number) if row["ruleset"] not in known]
    active = sorted({row["ruleset"] for row in rulesets if row["is_active"] == "true"})
    found = [universes.generate_universe(seed + number, huge_amounts=False) for number in range(20)]
    cases = [
        harness.Case("merged", found, {"trace_rulesets": active}, rulesets),
        *(harness.random_case(seed + number, universes=16) for number in (0, 2)),
    ]
    return [make_world(folder / f"raw-{number}", case) for number, case in enumerate(cases)]


def make_world(folder: Path, case: harness.Case) -> World:
    raw = universes.write_raw(folder, case.tables(), seed=1)
    expected = oracle.compute_marts(raw, variables=case.variables, rulesets_seed=case.rulesets)
    return World(raw, case.variables, case.rulesets, expected)


class Copy(arrivals.Bench):
    """A copy of the project in which one mutant at a time lives."""

    def __init__(self, folder: Path, worlds: list[World]) -> None:
        super().__init__(folder)
        self.worlds = worlds
        # The test of the settings checks builds from the copy that it stands in.
        shutil.copytree(PROJECT / "tests" / "suite", self.project.folder / "tests" / "suite", ignore=NOT_COPIED)
        self.stages = test_arrivals.story_of_all_kinds()
        self.settled = folder / "settled" / "lookback.duckdb"
        self.parse()
        built = self.run(arrivals.Stage((), {}), worlds[0].raw, self.settled, command=arrivals.BUILD)
        if built.returncode:
            raise SystemExit(f"The project itself does not build before any mutant: {built.stdout}")

    @cached_property
    def workplace(self) -> Workplace:
        workplace = Workplace(self.folder / "workplace", self.project.folder)
        # What this file imports is there in each process already.
        workplace.processes.set_forkserver_preload(["__main__", "dbt.cli.main", "dbt.adapters.duckdb"])
        return workplace

    def parse(self, *command: str) -> subprocess.CompletedProcess:
        """Runs dbt on what the untouched project built. It reads what changed in the copy; later runs know that."""
        self.project.write_rulesets(None)
        self.workplace.parsed = None
        arguments = (*(command or ("parse",)), "--quiet")
        process = self.workplace.run(arguments, self.worlds[0].raw, self.settled, EVERY_TEST)
        self.workplace.parsed = parsed_by(process)
        return process

    # Checks: each says how it catches what is in the copy, and nothing when it does not.

    def finds_no_sense(self) -> str:
        return "dbt cannot read it" if self.parse().returncode else ""

    def finds_failing_tests(self, selected: list[str]) -> str:
        """By these cases or unit tests, which need no build."""
        process = self.parse("test", "--select", *selected)
        return f"own tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_wrong_sequence(self, told: tuple[str, ...]) -> str:
        """By builds while data arrives: what they give, and what they leave as it is."""
        stages = tuple(replace(self.stages[name], is_repeated=False) for name in told)
        story = arrivals.Story("a mutant", stages, len(test_arrivals.KINDS))
        outcomes, batches, behind = {}, {}, {}
        with arrivals.Telling(self, story) as telling:
            for number, name in enumerate(told):
                outcomes[name] = telling.go_on()
                if found := outcomes[name].differences:
                    return f"arrivals, {name}: {differences_in_words(found)}"
                batches[name] = telling.rows(test_arrivals.BATCHES)
                behind[name] = telling.rows(test_arrivals.BEHIND)
                if number and name in SHOWN_AT:
                    shown = test_arrivals.Told(self.stages, outcomes, batches, behind)
                    if not self.passes(SHOWN_AT[name], told=shown):
                        return f"arrivals, {name}: {SHOWN_AT[name].__name__}"
            if self.stages[told[-1]].is_repeated and (found := telling.differences_from_scratch(stages[-1], 20)):
                return f"arrivals, {told[-1]}, from scratch: {differences_in_words(found)}"
        return ""

    def passes(self, test: Callable[..., None], **given: Any) -> bool:
        """Whether a test passes, with the fixtures that it asks for."""
        if "manifest" in inspect.signature(test).parameters:
            given["manifest"] = json.loads((self.workplace.folder / "target" / "manifest.json").read_text())
        try:
            test(**given)
        except Exception:  # As in pytest, a test that breaks has failed.
            return False
        return True

    def finds_difference(self, number: int) -> str:
        """By a build of a world, whose marts are not the oracle's."""
        world, database = self.worlds[number], self.database_of(number)
        database.unlink(missing_ok=True)
        if self.run(world.stage, world.raw, database, command=(*arrivals.BUILD, "--quiet")).returncode:
            return f"world {number}: no longer builds"
        differences = comparison.compare(world.expected, database)
        return f"oracle, world {number}: {differences_in_words(differences)}" if differences else ""

    def finds_failing_data(self) -> str:
        """By the data tests of the first world."""
        world = self.worlds[0]
        command = ("test", "--exclude-resource-type", "unit_test", "--exclude", MACRO_CASES, "--quiet")
        process = self.run(world.stage, world.raw, self.database_of(0), command=command)
        return f"data tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_failing_cases(self) -> str:
        """By any macro case or unit test."""
        command = ("test", "--select", MACRO_CASES, "resource_type:unit_test", "--quiet")
        process = self.workplace.run(command, self.worlds[0].raw, self.settled, EVERY_TEST)
        return f"other tests: {failures_in(process.stdout)}" if process.returncode else ""

    def finds_failing_suite(self, test: str) -> str:
        """By a file of the test suite, or one test in it."""
        tested = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", f"tests/suite/{test}"],
            cwd=self.project.folder,
            capture_output=True,
        )
        return test if tested.returncode else ""

    def database_of(self, number: int) -> Path:
        return self.folder / f"world-{number}" / "lookback.duckdb"

    # Mutants

    def checks(self, mutant: Mutant) -> Iterator[str]:
        """What each check finds, in the order in which they are tried."""
        if mutant.told:
            yield self.finds_no_sense()
            yield self.finds_wrong_sequence(mutant.told)
        yield self.finds_failing_tests(own) if (own := mutant.own_tests) else self.finds_no_sense()
        if "settings" in mutant.file:
            yield self.finds_failing_suite("test_settings_contradictions.py")
            return
        if mutant.shown_by:
            yield self.finds_failing_suite(mutant.shown_by)
        for number in range(len(self.worlds)):
            yield self.finds_difference(number)
        yield self.finds_failing_data()
        yield self.finds_failing_cases()

    def catches(self, mutant: Mutant) -> str:
        """What catches the mutant; empty when it survives."""
        file = self.project.folder / mutant.file
        original = file.read_text()
        file.write_text(mutant.plant(original))
        try:
            return next(filter(None, self.checks(mutant)), "")
        finally:
            file.write_text(original)

    def catches_nothing(self, mutants: Iterable[Mutant]) -> None:
        """Stops when a check that is needed for these mutants fails on the project itself."""
        found = [self.finds_difference(number) for number in range(len(self.worlds))]
        found += [self.finds_failing_data(), self.finds_failing_cases()]
        found += [self.finds_wrong_sequence(told) for told in sorted({mutant.told for mutant in mutants} - {()})]
        if any(found):
            raise SystemExit(f"The project itself is not right before any mutant: {', '.join(filter(None, found))}.")


def failures_in(output: str) -> str:
    """The names of the tests that failed, the first of them at least."""
    names = re.findall(r"(?:Failure|Error) in (?:unit_test|test) (\S+)", output)
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else (*names, "dbt stops")[0]


def differences_in_words(differences: list[str]) -> str:
    if differences[0].startswith(harness.FAILED):
        return "no longer builds"
    return f"{len(differences)} differences, such as {harness.shortened(differences[0], 100)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="", metavar="TEXT", help="run the mutants whose description has this text")
    parser.add_argument("--begin-with", type=int, default=1, metavar="N", help="leave out the mutants before the Nth")
    parser.add_argument("--workers", type=int, default=2, help="how many mutants to run at once (default: 2)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the worlds (default: 7)")
    parser.add_argument("--dry-run", action="store_true", help="only see whether every mutant can be planted")
    options = parser.parse_args()

    mutants = [mutant for mutant in MUTANTS if options.only in str(mutant)][options.begin_with - 1 :]
    if unplanted := [error for mutant in mutants if (error := mutant.error())]:
        raise SystemExit("\n".join(["Correct these mutants:", *unplanted]))
    if options.dry_run:
        print(f"{len(mutants)} mutants can be planted.")
        return 0
    with tempfile.TemporaryDirectory(prefix="lookback-mutants-") as name:
        folder = Path(name)
        worlds = make_worlds(folder, options.seed)
        copies: Queue[Copy] = Queue()
        for number in range(options.workers):
            copies.put(Copy(folder / f"copy-{number}", worlds))
        untouched = copies.get()
        untouched.catches_nothing(mutants)
        copies.put(untouched)

        def run(mutant: Mutant) -> tuple[Mutant, str, float]:
            copy, started = copies.get(), time.monotonic()
            try:
                return mutant, copy.catches(mutant), time.monotonic() - started
            except subprocess.TimeoutExpired:
                return mutant, "does not end", time.monotonic() - started
            finally:
                copies.put(copy)

        wrong, caught, equivalent = 0, 0, 0
        last = options.begin_with - 1 + len(mutants)
        with ThreadPoolExecutor(options.workers) as pool:
            for number, (mutant, found, seconds) in enumerate(pool.map(run, mutants), start=options.begin_with):
                if mutant.equivalent_because:
                    equivalent += 1
                    wrong += bool(found)
                    verdict = f"NOT EQUIVALENT ({found})" if found else f"equivalent: {mutant.equivalent_because}"
                else:
                    caught += bool(found)
                    wrong += not found
                    verdict = f"caught ({found})" if found else "SURVIVED"
                print(f"{number:3}/{last} {seconds:5.1f} s  {mutant}\n        {verdict}", flush=True)

    print(f"\n{caught} caught of {len(mutants) - equivalent} mutants; {equivalent} equivalent.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
