"""The mutants: wrong changes that the checks must find, in the order in which mutate.py plants them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import test_arrivals
from dbt_processes import PROJECT

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
COMPLIANCE = "macros/compliance/"
LEDGER = "macros/ledger/"
STATISTICS = "macros/statistics/"
INT_COMPLIANCE = "models/intermediate/compliance/"
INT_EXPERIMENTS = "models/intermediate/experiments/"
INT_LEDGER = "models/intermediate/ledger/"
MARTS = "models/marts/"
SEMANTIC = "models/semantic/"
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
    Mutant(ATTRIBUTION + "is_first_of_person.sql", ".converted_at,", ".converted_at desc,"),
    Mutant(ATTRIBUTION + "is_first_of_person.sql", ".conversion_id", ".conversion_id desc"),
    Mutant(ATTRIBUTION + "is_first_of_person.sql", " {{ credit }}.event_name,", ""),
    Mutant(ATTRIBUTION + "is_first_of_person.sql", " {{ credit }}.campaign_id,", ""),
    Mutant(
        INT_ATTRIBUTION + "int_refunds_matched.sql", "order by converted_at, conversion_id", "order by conversion_id"
    ),
    Mutant(INT_ATTRIBUTION + "int_purchases_refunded.sql", "sum(amount)", "max(amount)"),
    Mutant(INT_ATTRIBUTION + "int_refunds_matched.sql", "where money_role = 'refund'", "where true"),
    Mutant(INT_ATTRIBUTION + "int_settlement_reached.sql", "* 3600", "* 60"),
    Mutant(INT_METRICS + "int_campaign_events_counted.sql", "max(received_at)", "max(occurred_at)"),
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
    Mutant(ENGINE + "value_at_or_before.sql", "last_value(", "first_value("),
    Mutant(ENGINE + "value_at_or_before.sql", "first_value(", "last_value("),
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
    Mutant(IDENTITY + "events_of_devices.sql", " and contested.source_table = {{ text_literal(source_table) }}", ""),
    Mutant(
        IDENTITY + "events_of_devices.sql",
        "coalesce(devices.sole_user_hash, contested.user_hash)",
        "devices.sole_user_hash",
    ),
    Mutant(IDENTITY + "events_of_devices.sql", "where events.user_hash is null\n", ""),
    Mutant(IDENTITY + "events_of_devices.sql", "devices.first_asserted_at >", "devices.first_asserted_at >="),
    Mutant(
        IDENTITY + "events_of_devices.sql", "is null then contested.known_at", "is not null then contested.known_at"
    ),
    Mutant(INT_IDENTITY + "int_device_message_events_identified.sql", "holder_user_hash is not", "true is not"),
    Mutant(INT_IDENTITY + "int_touches_identified.sql", "true as is_identified", "false as is_identified"),
    Mutant(IDENTITY + "identified_events.sql", "where user_hash is not null\n", ""),
    Mutant(
        INT_IDENTITY + "int_device_message_events_identified.sql",
        "        'message_events'\n",
        "        'app_events'\n",
    ),
    Mutant(INT_IDENTITY + "int_device_touches_identified.sql", "where kinds.scope_hash is not null\n", ""),
    Mutant(INT_IDENTITY + "int_conversions_audited.sql", "'app_events'", "'message_events'"),
    Mutant(INT_IDENTITY + "int_touches_identified.sql", "where user_hash is not null\n", ""),
    Mutant(INT_IDENTITY + "int_message_events_identified.sql", "where user_hash is not null\n", ""),
    Mutant(INT_ATTRIBUTION + "int_conversions_resolved.sql", "'app_events'", "'message_events'"),
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
    Mutant(INT_EVENTS + "int_message_events_passed.sql", "\nwhere message_events.defect is null\n", "\n"),
    Mutant(INT_EVENTS + "int_message_events_passed.sql", "inner join", "left join"),
    Mutant(INT_EVENTS + "int_app_events_passed.sql", "\nwhere rejection_reason is null\n", "\n"),
    Mutant(
        EVENTS + "repeated_events.sql",
        "partition by event_id",
        "partition by event_hash",
    ),
    Mutant(EVENTS + "deduplicated_events.sql", "where copy_number = 1", "where copy_number = 2"),
    Mutant(EVENTS + "deduplicated_events.sql", "where copied.event_hash is null", "where false"),
    Mutant(EVENTS + "deduplicated_events.sql", "where copied.event_hash is null\n", ""),
    Mutant(EVENTS + "is_touch.sql", "'open', ", ""),
    Mutant(EVENTS + "is_touch.sql", " and {{ trigger_type }} is distinct from 'test'", ""),
    Mutant(INT_EVENTS + "int_touches_arrived.sql", "where defect is null and", "where"),
    Mutant(INT_EVENTS + "int_touches_arrived.sql", " and scope_hash is not null", ""),
    Mutant(INT_EVENTS + "int_message_kinds_listed.sql", "campaign_id is not null and ", ""),
    Mutant(INT_EVENTS + "int_message_kinds_listed.sql", "where {{ is_unread_file('raw_file') }}", "where true"),
    Mutant(INT_EVENTS + "int_message_kinds_listed.sql", "select distinct", "select"),
    Mutant(INT_EVENTS + "int_scopes_listed.sql", "\nwhere scope_hash is not null\n", "\n"),
    Mutant(
        INT_EVENTS + "int_message_events_arrived.sql", "hash_of_all(message_kind_columns())", "hash_of('event_type')"
    ),
    Mutant(EVENTS + "message_kind_columns.sql", "'element_label', ", ""),
    Mutant(MATERIALIZATIONS + "incremental_by_arrival.sql", "is not distinct from arrived", "= arrived"),
    Mutant("macros/tests/wrong_names.sql", "count(*) != 2 or ", ""),
    Mutant("macros/tests/wrong_names.sql", " or sum(is_listed) != 1", ""),
    Mutant(
        INT_EVENTS + "int_touches_accepted.sql",
        "    where copied.event_hash is null\n",
        "",
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
    Mutant(EVENTS + "repeated_hashes.sql", "where unread.defect is null and", "where"),
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
    Mutant(ENGINE + "is_json_object.sql", " and starts_with(ltrim({{ text }}, e' \\t\\n\\r'), '{')", ""),
    Mutant(ENGINE + "is_json_object.sql", "json_valid({{ text }}) and ", ""),
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
        "count(distinct occurred_at) as events",
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
    Mutant(INT_METRICS + "int_devices_touched.sql", "where device_hash is not null\n", ""),
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
        INT_METRICS + "int_costed_sends_counted.sql",
        "counted_sends.first_occurred_at < unit_costs.effective_from",
        "counted_sends.first_occurred_at <= unit_costs.effective_from",
    ),
    Mutant(
        INT_METRICS + "int_costed_sends_counted.sql",
        "counted_sends.last_occurred_at >= unit_costs.effective_from",
        "counted_sends.last_occurred_at > unit_costs.effective_from",
    ),
    Mutant(
        INT_METRICS + "int_costed_sends_counted.sql",
        "counted_sends.costed_format is not distinct from unit_costs.message_format",
        "counted_sends.costed_format = unit_costs.message_format",
    ),
    Mutant(
        INT_METRICS + "int_costed_sends_counted.sql",
        "    select distinct counted_sends.*",
        "    select counted_sends.*",
    ),
    Mutant(INT_METRICS + "int_costed_sends_counted.sql", "where changing.kind_hash is null\n", ""),
    Mutant(
        INT_METRICS + "int_costed_sends_counted.sql",
        "single_sends.kind_hash = changing.kind_hash and single_sends.report_date = changing.report_date",
        "single_sends.kind_hash = changing.kind_hash",
    ),
    Mutant(INT_METRICS + "int_costed_sends_counted.sql", "    where counted.event_type = 'sent'\n", ""),
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
    Mutant(INT_ATTRIBUTION + "int_bases_counted.sql", "select distinct\n        largest", "select\n        largest"),
    Mutant(INT_ATTRIBUTION + "int_bases_counted.sql", "    where persons.person_hash is null\n", ""),
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
    Mutant(INT_IDENTITY + "int_conversions_audited.sql", "converted_at < late", "converted_at <= late"),
    Mutant(
        INT_ATTRIBUTION + "int_touches_audited.sql",
        "conversions.converted_at < device_touches.known_at\n    where not",
        "true\n    where not",
    ),
    Mutant(INT_ATTRIBUTION + "int_touches_audited.sql", " or not touches.is_identified", ""),
    Mutant(
        INT_ATTRIBUTION + "int_touches_audited.sql",
        "converted_at < touches.known_at",
        "converted_at <= touches.known_at",
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
    Mutant(MATERIALIZATIONS + "incremental_by_arrival.sql", "{%- if unique_key %}", "{%- if false %}", GROWN),
    Mutant(
        MATERIALIZATIONS + "incremental_by_arrival.sql",
        "{{ is_present(unique_key) }} and {{ is_later(earliest_by) }}",
        "false",
        GROWN,
    ),
    Mutant(MATERIALIZATIONS + "incremental_by_arrival.sql", " and {{ is_later(earliest_by) }}", "", GROWN),
    Mutant(
        INT_IDENTITY + "int_persons_listed.sql",
        "    unique_key=['person_hash', 'user_key'],\n",
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
    Mutant(EVENTS + "repeated_hashes.sql", "and not {{ is_unread_batch('known.batch') }}", "and false", GROWN),
    Mutant(
        STATE + "changed_conversions.sql",
        "where not {{ is_unread_batch('kept",
        "where true or not {{ is_unread_batch('kept",
        GROWN,
    ),
    Mutant(
        STATE + "changed_conversions.sql",
        "{{ column }} not in (",
        "{{ column }} in (select {{ column }} from {{ ref('int_conversions_identified') }}) and {{ column }} not in (",
        GROWN,
    ),
    Mutant(STATE + "changed_conversions.sql", "}}.converted_at >= (", "}}.converted_at > (", GROWN),
    Mutant(
        STATE + "changed_conversions.sql", "select min(changed.changed_from)", "select max(changed.changed_from)", GROWN
    ),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "min(changed_from)", "max(changed_from)", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "{{ beginning_of_time() }}", "timestamp '2026-05-01'", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "where {{ is_of_changed_conversion('conversion_hash') }}\n",
        "",
        GROWN,
    ),
    *(
        Mutant(STATE + "changed_persons.sql", listed, listed.replace(" in (", " not in ("), GROWN)
        for name in ("changed", "others", "messaged", "assigned")
        for listed in [f"or {{{{ person_hash }}}} in (\n            select {name}."]
    ),
    Mutant(STATE + "arrived.sql", "or {{ event_hash }} in (", "or {{ event_hash }} not in (", GROWN),
    *(
        Mutant(STATE + "arrived.sql", listed, listed.replace(" in (", " not in ("), GROWN)
        for tables in ("['message_events', 'app_events']", "arrived_in")
        for listed in [f"or {{{{ device_hash }}}} in (\n            {{%- for table in {tables} %}}"]
    ),
    *(
        Mutant(path, old, new, GROWN)
        for path, key, changed in (
            (INT_IDENTITY + "int_device_users_asserted.sql", "device_hash", "is_of_copied_device"),
            (INT_METRICS + "int_devices_touched.sql", "device_hash", "is_of_copied_device"),
            (INT_METRICS + "int_persons_touched.sql", "person_hash", "has_other_messages"),
        )
        for old, new in (
            (f"        'kept_by': '{key}',\n", ""),
            (f", {changed}('{key}'))", ", 'false')"),
        )
    ),
    *(
        Mutant(INT_COMPLIANCE + "int_advertising_sends_judged.sql", old, new, GROWN)
        for old, new in (
            ("        'kept_by': 'person_hash',\n", ""),
            ("        'arrived_in': 'int_message_events_identified',\n", ""),
            ("has_other_messages('person_hash'), is_each_once=true", "'false'"),
            (", is_each_once=true", ""),
        )
    ),
    *(
        Mutant(INT_EXPERIMENTS + "int_persons_assigned.sql", old, new, GROWN)
        for old, new in (
            ("        'kept_by': 'person_hash',\n", ""),
            ("        'earliest_by': ['assigned_at', 'variant'],\n", ""),
            ("['assigned_at', 'variant']", "['assigned_at']"),
            ("['assigned_at', 'variant']", "['variant', 'assigned_at']"),
            ("has_other_messages('person_hash')", "'false'"),
        )
    ),
    *(
        Mutant(INT_COMPLIANCE + "int_fatigue_audited.sql", old, new, GROWN)
        for old, new in (
            ("        'kept_by': 'person_hash',\n", ""),
            ("        'arrived_in': 'int_persons_messaged',\n", ""),
            ("is_of_messaged_person(", "has_other_messages("),
        )
    ),
    Mutant(INT_COMPLIANCE + "int_persons_messaged.sql", "{{ is_unread_batch('batch') }}", "false", GROWN),
    Mutant(
        STATE + "changed_persons.sql", " and others.has_other_messages", " and not others.has_other_messages", GROWN
    ),
    Mutant(STATE + "changed_persons.sql", "        {{ has_other_messages(person_hash) }}\n", "        false\n", GROWN),
    Mutant(INT_IDENTITY + "int_device_events_resolved.sql", "        'kept_by': 'device_hash',\n", "", GROWN),
    Mutant(
        INT_IDENTITY + "int_device_events_resolved.sql",
        "        'arrived_in': ['int_message_events_arrived', 'int_app_events_arrived'],\n",
        "",
        GROWN,
    ),
    Mutant(INT_IDENTITY + "int_device_events_resolved.sql", "'int_app_events_arrived']) }}", "]) }}", GROWN),
    *(
        Mutant(INT_EXPERIMENTS + "int_assigned_converters_counted.sql", old, new, GROWN)
        for old, new in (
            ("'kept_by': 'person_hash', ", ""),
            (", 'arrived_in': 'int_persons_assigned'", ""),
            ("is_of_assigned_person(", "is_of_changed_person("),
        )
    ),
    *(
        Mutant(INT_IDENTITY + "int_device_message_events_identified.sql", old, new, GROWN)
        for old, new in (
            ("        'kept_by': 'device_hash',\n", ""),
            ("        'arrived_in': arrived,\n", ""),
            (
                "arrived = ['int_message_events_arrived', 'int_app_events_arrived']",
                "arrived = ['int_message_events_arrived']",
            ),
        )
    ),
    Mutant(STATE + "arrived.sql", "{{ is_of_copied_device(device_hash) }}", "false", GROWN),
    Mutant(STATE + "unread.sql", "        {{ is_unread_batch('batch') }}\n", "        false\n", GROWN),
    Mutant(STATE + "unread.sql", "        and not ({{ is_continued() }} and {{ is_changed }})\n", "", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "'conversion', 'copied_touch'", "'conversion'", GROWN),
    Mutant(INT_ATTRIBUTION + "int_persons_changed.sql", "kind = 'copied_touch' as has", "false as has", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_persons_changed.sql", "true as has_other_messages", "false as has_other_messages", GROWN
    ),
    Mutant(INT_EVENTS + "int_touches_arrived.sql", " and {{ is_unread_batch('batch') }}", "", GROWN),
    Mutant(INT_EVENTS + "int_money_events_priced.sql", "    where {{ is_unread_batch('batch') }}\n", "", GROWN),
    Mutant(QUALITY + "rejected_app_events.sql", " and {{ is_unread_batch('batch') }}", "", GROWN),
    Mutant(INT_ATTRIBUTION + "int_credits_shared.sql", "'kept_by': 'conversion_hash', ", "", GROWN),
    Mutant(INT_ATTRIBUTION + "int_credits_compared.sql", "'kept_by': 'conversion_hash', ", "", GROWN),
    Mutant(
        INT_ATTRIBUTION + "int_credits_compared.sql",
        "    where {{ is_unread_batch('batch') }}\n",
        "    where false\n",
        GROWN,
    ),
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
        MATERIALIZATIONS + "rows_made_anew.sql",
        "    {{ state_forgotten(relation) }};\n",
        "",
        shown_by="test_faults.py::test_nothing_is_remembered_of_a_table_while_it_is_made",
    ),
    Mutant(
        MATERIALIZATIONS + "rows_made_anew.sql",
        "' using compression uncompressed'",
        "''",
        shown_by="test_faults.py::test_ids_are_kept_uncompressed",
    ),
    Mutant(STATE + "content_version.sql", "sum(hash(content)), bit_xor(hash(content, 1))", "0", AT_REST),
    Mutant(STATE + "content_version.sql", "> 100000", ">= 0", AT_REST),
    Mutant(STATE + "origin_of.sql", "'coalesce(generation, version)' if by_arrival else 'version'", "'version'", GROWN),
    Mutant(STATE + "origin_of.sql", "versions_of(inputs, 'version', 'known') if by_arrival", "'' if by_arrival", GROWN),
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
    ),
    # For whom something may have changed
    Mutant(
        INT_ATTRIBUTION + "int_events_changed.sql", "defect is null and {{ is_unread_batch('batch') }}", "false", GROWN
    ),
    Mutant(INT_ATTRIBUTION + "int_events_changed.sql", "'kind_hash in (", "'false and kind_hash in (", SETTLED),
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
        "        campaign_states.state_hash\n",
        "        campaign_states.state_hash * 0 as state_hash\n",
        SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_listed.sql",
        "{{ content_hash('looked_at') }} as rule_hash",
        "{{ hash_of('scope_hash') }} as rule_hash",
        SETTLED,
    ),
    Mutant(
        INT_ATTRIBUTION + "int_person_inputs_listed.sql",
        "coalesce(user_hash, device_hash) as state_hash",
        "device_hash as state_hash",
        GROWN,
    ),
    # Compliance and fatigue
    Mutant(COMPLIANCE + "is_at_night.sql", ">= 21", "> 21"),
    Mutant(COMPLIANCE + "is_at_night.sql", "< 8 *", "<= 8 *"),
    Mutant(COMPLIANCE + "is_scheduled_late.sql", "> 20 *", ">= 20 *"),
    Mutant(COMPLIANCE + "is_scheduled_late.sql", " or {{ is_at_night(local_time) }}", ""),
    Mutant(COMPLIANCE + "is_marked_as_advertising.sql", "'(광고)%'", "'%(광고)%'"),
    Mutant(COMPLIANCE + "time_of_day.sql", "'day'", "'hour'"),
    Mutant(COMPLIANCE + "messages_in_window.sql", "preceding and 1 preceding", "preceding and current row"),
    Mutant(COMPLIANCE + "messages_in_window.sql", "(hours * 3600000000)", "(hours * 3600000000 - 1)"),
    Mutant(COMPLIANCE + "messages_in_window.sql", "int + 1", "int"),
    Mutant(
        COMPLIANCE + "messages_in_window.sql",
        "order by happened_at, event_id rows",
        "order by happened_at, event_id desc rows",
    ),
    Mutant(INT_COMPLIANCE + "int_advertising_campaigns_listed.sql", "\nwhere message_type = 'advertising'\n", "\n"),
    *(
        Mutant(INT_COMPLIANCE + "int_consents_resolved.sql", f"{column} desc", column)
        for column in ("is_consented", "is_night_consented")
    ),
    Mutant(
        INT_COMPLIANCE + "int_consents_resolved.sql",
        "coalesce(is_consented and is_night_consented, false)",
        "coalesce(is_night_consented, false)",
    ),
    Mutant(
        INT_COMPLIANCE + "int_advertising_sends_judged.sql",
        "        and sends.channel = consents.channel\n",
        "",
    ),
    Mutant(
        INT_COMPLIANCE + "int_advertising_sends_judged.sql",
        "sends.occurred_at >= consents.changed_at",
        "sends.occurred_at > consents.changed_at",
    ),
    Mutant(
        INT_COMPLIANCE + "int_advertising_sends_judged.sql",
        "sends.occurred_at < consents.replaced_at",
        "sends.occurred_at <= consents.replaced_at",
    ),
    Mutant(
        INT_COMPLIANCE + "int_advertising_sends_audited.sql",
        "is_at_night and consent != 'day_and_night'",
        "consent != 'day_and_night'",
    ),
    Mutant(
        INT_COMPLIANCE + "int_advertising_sends_audited.sql",
        "from {{ ref('stg_user_consents') }}) > 0 as",
        "from {{ ref('stg_user_consents') }}) >= 0 as",
    ),
    Mutant(COMPLIANCE + "is_limited.sql", " and {{ reason }} = 'fatigue'", ""),
    Mutant(
        INT_COMPLIANCE + "int_persons_messaged.sql", "    and {{ is_limited('channel', 'event_type', 'reason') }}\n", ""
    ),
    Mutant(INT_COMPLIANCE + "int_in_app_campaigns_overlapped.sql", "least(ends_at", "greatest(ends_at"),
    Mutant(INT_COMPLIANCE + "int_in_app_campaigns_overlapped.sql", "('stopped', 'ended')", "('stopped')"),
    Mutant(
        INT_COMPLIANCE + "int_in_app_campaigns_overlapped.sql",
        "moments.changed_at < active.active_until",
        "moments.changed_at <= active.active_until",
    ),
    Mutant(INT_COMPLIANCE + "int_in_app_campaigns_overlapped.sql", "max(moments.active", "min(moments.active"),
    Mutant(MARTS + "compliance/send_compliance.sql", "> 30 as", ">= 30 as"),
    Mutant(MARTS + "compliance/send_compliance.sql", "scheduled_ahead_hours < 1", "scheduled_ahead_hours <= 1"),
    Mutant(MARTS + "compliance/send_compliance.sql", " and channel != 'in_app' as is_sent", " as is_sent"),
    Mutant(MARTS + "compliance/send_compliance.sql", "'is_scheduled_late', ", ""),
    Mutant(
        INT_COMPLIANCE + "int_fatigue_audited.sql", "when message_id is null then event_id", "when true then event_id"
    ),
    Mutant(
        INT_COMPLIANCE + "int_fatigue_audited.sql",
        "messages_in_window >= limit_messages",
        "messages_in_window > limit_messages",
    ),
    # Experiments
    Mutant(STATISTICS + "normal_tail.sql", "{{ z }} + 4 /", "{{ z }} + 5 /"),
    Mutant(STATISTICS + "normal_tail.sql", "6.37396220353165", "6.37396230353165"),
    Mutant(STATISTICS + "polynomial.sql", "coefficients[1:]", "coefficients[2:]"),
    Mutant(STATISTICS + "score_bound.sql", "(4 * {{ people }})", "(2 * {{ people }})"),
    Mutant(STATISTICS + "score_bound.sql", "3.841458820694124", "3.841459820694124"),
    Mutant(STATISTICS + "student_critical_value.sql", "(2 / (' ~", "(1 / (' ~"),
    Mutant(STATISTICS + "student_tail.sql", "0.08", "0.8"),
    Mutant(
        STATISTICS + "student_tail.sql", "{{ power_or_zero('cos(' ~ angle ~ ')', degrees_of_freedom ~ ' - 1') }}", "1"
    ),
    Mutant(
        INT_EXPERIMENTS + "int_persons_assigned.sql",
        "order by assigned_at, variant",
        "order by assigned_at desc, variant",
    ),
    Mutant(INT_EXPERIMENTS + "int_persons_assigned.sql", "order by assigned_at, variant", "order by variant"),
    Mutant(
        INT_EXPERIMENTS + "int_persons_assigned.sql",
        "order by assigned_at, variant",
        "order by assigned_at, variant desc",
    ),
    Mutant(INT_EXPERIMENTS + "int_persons_assigned.sql", "min(events.occurred_at)", "max(events.occurred_at)"),
    Mutant("macros/experiments/is_assignment.sql", " and {{ channel }} = 'in_app')", ")"),
    Mutant(
        INT_EXPERIMENTS + "int_experiment_metrics_listed.sql",
        "inner join experiments on goals.campaign_id = experiments.campaign_id\n",
        "",
    ),
    Mutant(INT_EXPERIMENTS + "int_experiments_listed.sql", " or variant is not null", ""),
    Mutant(INT_EXPERIMENTS + "int_experiments_listed.sql", "event_type = 'held_out' or variant", "variant"),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_listed.sql",
        "    {{ is_assignment('channel', 'event_type') }}\n    and ",
        "    ",
    ),
    Mutant(INT_EXPERIMENTS + "int_persons_assigned.sql", "kinds.variant, 'treated')", "kinds.variant, null)"),
    Mutant(INT_EXPERIMENTS + "int_persons_assigned.sql", "when experiments.has_control then", "when true then"),
    Mutant(
        INT_EXPERIMENTS + "int_persons_assigned.sql",
        "ranked.assigned_at < windows.replaced_at",
        "ranked.assigned_at <= windows.replaced_at",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_assigned_converters_counted.sql",
        "coalesce(metrics.window_hours, persons.global_window_hours)",
        "persons.global_window_hours",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_assigned_converters_counted.sql",
        "        and coalesce(conversions.event_name = metrics.event_name, true)\n",
        "",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_measured.sql",
        "            and variants.variant = totals.variant\n",
        "",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_measured.sql",
        "(measured.recipients - measured.converted_users)",
        "measured.recipients",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_measured.sql",
        "/ nullif(measured.recipients - 1, 0) as amount_variance",
        "/ measured.recipients as amount_variance",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_compared.sql", "power(controls.highest_rate", "power(controls.lowest_rate"
    ),
    Mutant(INT_EXPERIMENTS + "int_experiments_compared.sql", "pooled_rate * (1 - pooled_rate)", "pooled_rate"),
    Mutant(INT_EXPERIMENTS + "int_experiments_compared.sql", "2 * {{ normal_tail", "1 * {{ normal_tail"),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_compared.sql",
        "nullif(angles.control_rate, 0) as conversion_lift",
        "angles.control_rate as conversion_lift",
    ),
    Mutant(
        INT_EXPERIMENTS + "int_experiments_compared.sql",
        "[('low', '-'), ('high', '+')]",
        "[('low', '+'), ('high', '-')]",
        shown_by="test_experiments.py",
    ),
    Mutant(MARTS + "experiments/experiment_results.sql", "expected_share * (1 - expected_share)", "expected_share"),
    Mutant(MARTS + "experiments/experiment_results.sql", "planned.share / plans.shares", "planned.share"),
    Mutant(MARTS + "experiments/experiment_results.sql", "when not variants.is_control\n", "when true\n"),
    Mutant(MARTS + "experiments/experiment_results.sql", "< 0.001 as", "< 0.05 as"),
    Mutant(
        MARTS + "experiments/experiment_results.sql",
        "        and measured.variant = compared.variant\n",
        "",
    ),
    # What was reported before, and why it is another figure now
    Mutant(LEDGER + "arrival_cause.sql", ".settled_date\n", ".settled_date + 1\n"),
    Mutant(LEDGER + "arrival_cause.sql", "when not {{ last_report }}.has_arrivals_since", "when false"),
    Mutant(LEDGER + "arrival_cause.sql", "when {{ last_report }}.has_replacements_since", "when false"),
    Mutant(
        LEDGER + "remember_report.sql",
        "create or replace table lookback_state.reported_purchases",
        "create table if not exists lookback_state.reported_purchases",
        shown_by="test_ledger.py",
    ),
    Mutant(
        LEDGER + "remember_report.sql",
        "create or replace table lookback_state.reported_settings",
        "create table if not exists lookback_state.reported_settings",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_last_report_remembered.sql",
        "order by report desc",
        "order by report",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_last_report_remembered.sql", "max(first_batch)", "min(first_batch)", shown_by="test_ledger.py"
    ),
    Mutant(
        INT_LEDGER + "int_message_events_unreported.sql",
        "            or message_events.received_at > last_report.received_until\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_message_events_unreported.sql",
        " and first_batch.batch <= last_report.batch",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_credited.sql",
        " and ruleset = {{ text_literal(var('reporting_ruleset')) }}",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            -purchase_amount as purchase_amount",
        "            purchase_amount as purchase_amount",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            when not purchases.is_gross then 'refund'\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            when known_persons.person_hash != present_persons.person_hash then 'identity_merged'\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            when new_touches.conversion_hash is not null then 'arrival'\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            when merged_persons.person_hash is not null then 'identity_merged'\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_purchases_moved.sql",
        "            when purchases.has_other_settings then 'settings_change'\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(INT_LEDGER + "int_settings_changed.sql", "is distinct from", "!=", shown_by="test_ledger.py"),
    Mutant(
        INT_LEDGER + "int_settings_hashed.sql",
        "'exchange_rates', 'purchase_events']",
        "'purchase_events']",
        shown_by="test_ledger.py",
    ),
    Mutant(
        INT_LEDGER + "int_settings_hashed.sql",
        "['campaigns.purchase_conversion_tracking', 'goals.goals_hash']",
        "['campaigns.purchase_conversion_tracking']",
        shown_by="test_ledger.py",
    ),
    Mutant(
        MARTS + "ledger/daily_figures.sql", " and campaigns.purchase_conversion_tracking", "", shown_by="test_ledger.py"
    ),
    Mutant(
        MARTS + "ledger/reported_figures.sql",
        "<= last_report.reported_date",
        "< last_report.reported_date",
        shown_by="test_ledger.py",
    ),
    Mutant(
        MARTS + "ledger/reported_figures.sql",
        "full outer join last_entries",
        "left join last_entries",
        shown_by="test_ledger.py",
    ),
    Mutant(
        MARTS + "ledger/reported_figures.sql",
        "            when moved_figures.cause is not null then moved_figures.cause\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(
        MARTS + "ledger/reported_figures.sql",
        "                or 'days' in (select changed_settings.scope from changed_settings)\n",
        "",
        shown_by="test_ledger.py",
    ),
    Mutant(MARTS + "ledger/restatements.sql", "where old_value is not null", "where true", shown_by="test_ledger.py"),
    # The semantic layer, whose metrics must be the marts'
    Mutant(
        SEMANTIC + "semantic_credits.sql",
        "        and credits.event_name = goals.event_name\n",
        "",
        shown_by="test_metrics.py",
    ),
    Mutant(
        SEMANTIC + "semantic_touches.sql",
        "{{ is_click('touches.channel', 'touches.event_type') }}",
        "true",
        shown_by="test_metrics.py",
    ),
    Mutant(
        SEMANTIC + "semantic_element_days.sql",
        "        and days.report_date = clicks.report_date\n",
        "",
        shown_by="test_metrics.py",
    ),
    Mutant(
        SEMANTIC + "semantic_goal_touches.sql",
        "        and touches.event_type = goal_bases.event_type\n",
        "",
        shown_by="test_metrics.py",
    ),
    Mutant(
        SEMANTIC + "semantic_send_costs.sql",
        "inner join costed_campaigns on",
        "left join costed_campaigns on",
        shown_by="test_metrics.py",
    ),
    # Marts that were not told yet
    Mutant(
        MARTS + "attribution/conversion_event_results.sql", "        and results.event_name = credits.event_name\n", ""
    ),
    Mutant(MARTS + "attribution/conversion_event_results.sql", " and results.bases = bases.bases", ""),
    Mutant(MARTS + "attribution/kpi_events.sql", "when channel != 'in_app' then", "when true then"),
    Mutant(
        MARTS + "attribution/kpi_events.sql",
        "count(distinct case when {{ is_identified('conversions.user_key') }} then conversions.person_hash end)",
        "count(distinct conversions.person_hash)",
    ),
    Mutant(MARTS + "in_app/in_app_daily.sql", "['impressions', 'clicks']", "['impressions']"),
    Mutant(MARTS + "push/push_daily.sql", " or is_settings_breakpoint)", ")"),
    Mutant(
        MARTS + "push/push_campaigns.sql",
        "    sent_users,\n    opened_users,",
        "    opened_users as sent_users,\n    sent_users as opened_users,",
    ),
    Mutant(
        INT_EVENTS + "int_exchange_rates_resolved.sql",
        "partition by currency order by effective_date) as replaced",
        "order by effective_date) as replaced",
    ),
    Mutant(
        INT_METRICS + "int_unit_costs_resolved.sql",
        "partition by campaign_id, message_format order by effective_from) as",
        "partition by campaign_id order by effective_from) as",
    ),
]
