"""Plant small errors in macros and models, one at a time, and show that the checks find each of them.

    python scripts/mutate.py [--only TEXT] [--workers 2] [--seed 7]

Each mutant is one replaced piece of text in a copy of the project. It is caught when the copy no longer builds, when a
mart differs from the oracle's on one of a few hostile worlds, when a macro case, a unit test or a data test fails, or,
for the checks of the settings, when their test fails. Mutants that change no result are listed as equivalent with the
reason, and are run too: one that is caught after all is not equivalent and fails the command.

Ends with the score; the exit code is 1 when a mutant survived.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "suite"))

import comparison  # noqa: E402  (the suite is not a package)
import oracle  # noqa: E402
import universes  # noqa: E402

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "target", "logs", "data", "*.duckdb*", "__pycache__")


@dataclass(frozen=True)
class Mutant:
    """One wrong change: `old` becomes `new` where it first stands in the file."""

    file: str
    old: str
    new: str
    equivalent_because: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {' '.join(self.old.split())!r} -> {' '.join(self.new.split())!r}"


@dataclass(frozen=True)
class World:
    """A raw folder with the marts that it must give."""

    raw: Path
    variables: dict
    rulesets: list[dict]
    expected: dict


ATTRIBUTION = "macros/attribution/"
IDENTITY = "macros/identity/"
METRICS = "macros/metrics/"
MONEY = "macros/money/"
EVENTS = "macros/events/"
INT_ATTRIBUTION = "models/intermediate/attribution/"
INT_EVENTS = "models/intermediate/events/"
INT_IDENTITY = "models/intermediate/identity/"
INT_METRICS = "models/intermediate/metrics/"
MARTS = "models/marts/"

MUTANTS = [
    # Windows and eligibility
    Mutant(ATTRIBUTION + "is_within_window.sql", "<= {{ converted_at }}", "< {{ converted_at }}"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "<= {{ window_hours }}", "< {{ window_hours }}"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "3600000000", "60000000"),
    Mutant(ATTRIBUTION + "is_within_window.sql", "3600000000", "3600000001"),
    Mutant(ATTRIBUTION + "is_participating.sql", "then {{ row }}.has_goal", "then true"),
    Mutant(ATTRIBUTION + "is_participating.sql", "then {{ row }}.purchase_conversion_tracking", "then true"),
    Mutant(ATTRIBUTION + "is_participating.sql", "and ({{ row }}.has_goal or", "and (true or"),
    Mutant(INT_ATTRIBUTION + "int_attribution_rules_resolved.sql", "else touch_bases.is_goal_basis", "else false"),
    Mutant(
        INT_ATTRIBUTION + "int_attribution_rules_resolved.sql",
        "when 'goal' then combined.goal_window_hours",
        "when 'goal' then combined.fixed_window_hours",
    ),
    Mutant(INT_ATTRIBUTION + "int_candidates_selected.sql", "where is_participating", "where true"),
    Mutant(INT_ATTRIBUTION + "int_candidates_selected.sql", "max(case when", "min(case when"),
    Mutant(
        INT_ATTRIBUTION + "int_candidates_selected.sql",
        "coalesce(rules.window_hours, pairs.global_window_hours) as",
        "coalesce(pairs.global_window_hours, rules.window_hours) as",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_candidates_selected.sql",
        "            and pairs.event_name = rules.event_name\n",
        "            and pairs.event_name >= rules.event_name\n",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_conversion_windows_resolved.sql",
        "var('conversion_window_propagation_minutes') * 60",
        "var('conversion_window_propagation_minutes') * 61",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_conversions_identified.sql",
        "app_events.occurred_at >= windows.effective_at",
        "app_events.occurred_at > windows.effective_at",
    ),
    Mutant(INT_ATTRIBUTION + "int_conversions_identified.sql", " or windows.is_first", ""),
    # Candidates, competition and shares
    Mutant(ATTRIBUTION + "candidate.sql", "value_of_smallest(", "value_of_greatest("),
    Mutant(ATTRIBUTION + "candidate.sql", "value_of_greatest(", "value_of_smallest("),
    Mutant(ATTRIBUTION + "candidate.sql", "~ '.touch_id, '", "~ '.campaign_id, '"),
    Mutant(ATTRIBUTION + "candidate.sql", "'-' ~ relation", "'' ~ relation"),
    Mutant(ATTRIBUTION + "precedence.sql", "when 'open' then 2", "when 'open' then 0"),
    Mutant(ATTRIBUTION + "precedence.sql", "when 'goal' then 0", "when 'goal' then 1"),
    Mutant("macros/engine/value_of_greatest.sql", "arg_max_null", "arg_max"),
    Mutant(ATTRIBUTION + "is_credited.sql", "touch_position = {{ candidate }}.touches", "touch_position = 1"),
    Mutant(ATTRIBUTION + "is_credited.sql", "touch_position = 1", "touch_position = 2"),
    Mutant(ATTRIBUTION + "is_credited.sql", "else true", "else {{ candidate }}.touch_position = 1"),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "order by touched_at, touch_id)",
        "order by touched_at, touch_id desc)",
    ),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql", "order by touched_at, touch_id)", "order by touch_id, touched_at)"
    ),
    Mutant(
        INT_ATTRIBUTION + "int_credits_shared.sql",
        "count(*) over (partition by ruleset, conversion_id)",
        "count(*) over (partition by ruleset, conversion_id, channel)",
    ),
    Mutant(ATTRIBUTION + "share.sql", "then 2", "then 1"),
    Mutant(ATTRIBUTION + "share.sql", "then 5", "then 4"),
    Mutant(ATTRIBUTION + "share.sql", "({{ candidate }}.touches - 2)", "({{ candidate }}.touches - 1)"),
    Mutant(ATTRIBUTION + "share.sql", "touches <= 2", "touches <= 1"),
    Mutant(ATTRIBUTION + "share.sql", "when 'linear' then {{ candidate }}.touches", "when 'linear' then 1"),
    Mutant(ATTRIBUTION + "recency.sql", "86400000000", "3600000000"),
    Mutant(ATTRIBUTION + "recency.sql", "    -{{", "    {{"),
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
    Mutant(ATTRIBUTION + "is_first_of_person.sql", "campaign_id, event_name, user_key", "event_name, user_key"),
    Mutant(
        INT_ATTRIBUTION + "int_purchases_refunded.sql", "order by converted_at, conversion_id", "order by conversion_id"
    ),
    Mutant(INT_ATTRIBUTION + "int_purchases_refunded.sql", "and purchases.order_position = 1", ""),
    Mutant(INT_ATTRIBUTION + "int_purchases_refunded.sql", "money_role = 'refund' and ", ""),
    Mutant(INT_ATTRIBUTION + "int_settlement_reached.sql", "* 3600", "* 60"),
    Mutant(INT_ATTRIBUTION + "int_settlement_reached.sql", "int_message_events_accepted", "int_app_events_accepted"),
    Mutant(MARTS + "attribution/conversion_credits.sql", "<= settlement.final_until", "< settlement.final_until"),
    Mutant(INT_ATTRIBUTION + "int_credits_counted.sql", "where is_counted", "where true"),
    # Persons
    Mutant(
        IDENTITY + "user_key.sql",
        "'u:' || {{ own_user_id }}, 'u:' || {{ holder_user_id }}",
        "'u:' || {{ holder_user_id }}, 'u:' || {{ own_user_id }}",
    ),
    Mutant(IDENTITY + "holder_of_device.sql", "max_by(", "min_by("),
    Mutant(IDENTITY + "holder_of_device.sql", "        min_by(", "        max_by("),
    Mutant(IDENTITY + "holder_of_device.sql", ", {{ life }}", ""),
    Mutant(
        IDENTITY + "life_of_device.sql",
        "range between unbounded preceding and current row",
        "rows between unbounded preceding and 1 preceding",
    ),
    Mutant(INT_IDENTITY + "int_devices_summarized.sql", " and resets.device_id is null", ""),
    Mutant(
        INT_IDENTITY + "int_device_events_resolved.sql",
        "max(user_id) as asserted_user_id",
        "min(user_id) as asserted_user_id",
    ),
    Mutant(INT_EVENTS + "int_message_events_accepted.sql", "where trigger_type is distinct from 'test'", "where true"),
    # Events: checks, duplicates, figures
    Mutant(EVENTS + "is_too_far_ahead.sql", "> 24", ">= 24"),
    Mutant(EVENTS + "is_too_far_ahead.sql", "3600000000", "60000000"),
    Mutant(EVENTS + "repeated_events.sql", "            passed.received_at,\n", ""),
    Mutant(EVENTS + "repeated_events.sql", "            passed.occurred_at\n", "            passed.occurred_at desc\n"),
    Mutant(EVENTS + "repeated_events.sql", "nulls last", "nulls first"),
    Mutant(EVENTS + "repeated_events.sql", "    where rejection_reason is null\n", ""),
    Mutant(EVENTS + "deduplicated_events.sql", "where copy_number = 1", "where copy_number = 2"),
    Mutant(
        EVENTS + "repeated_events.sql",
        "having count(*) > 1",
        "having count(*) > 0",
        equivalent_because="every event becomes a suspect, so that all are sorted: slower, with the same copies kept",
    ),
    Mutant(MONEY + "is_amount.sql", "not {{ matches", "true or {{ matches"),
    Mutant(MONEY + "round_money.sql", "round({{ amount }}, 2)", "round({{ amount }}, 1)"),
    Mutant(
        MONEY + "exact_product.sql",
        "ltrim(replace({{ plain_decimal }}, '.', ''), '-0')",
        "replace(split_part({{ plain_decimal }}, '.', 1), '-', '')",
    ),
    Mutant(MONEY + "share_of_money.sql", "~ ' + ' ~ denominator", "~ ' + 0 * ' ~ denominator"),
    Mutant(
        INT_EVENTS + "int_money_events_priced.sql",
        "case when quantity_key is null then '1'",
        "case when quantity_key is null then '2'",
    ),
    Mutant(
        INT_EVENTS + "int_money_events_priced.sql",
        "report_date >= exchange_rates.effective_date",
        "report_date > exchange_rates.effective_date",
    ),
    Mutant(INT_EVENTS + "int_campaigns_latest.sql", "order by updated_at desc", "order by updated_at"),
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
    Mutant(
        INT_METRICS + "int_audiences_counted.sql",
        "case when {{ is_identified('user_key') }} then user_key end",
        "user_key",
    ),
    Mutant(
        INT_METRICS + "int_sends_costed.sql",
        "sends.occurred_at >= unit_costs.effective_from",
        "sends.occurred_at > unit_costs.effective_from",
    ),
    Mutant(INT_METRICS + "int_sends_costed.sql", " or unit_costs.is_first", ""),
    Mutant(INT_METRICS + "int_sends_costed.sql", " or exchange_rates.is_first", ""),
    Mutant(INT_METRICS + "int_elements_counted.sql", "event_type = 'open' or ", ""),
    Mutant(INT_METRICS + "int_elements_counted.sql", "rank() over", "row_number() over"),
    Mutant(
        INT_METRICS + "int_elements_counted.sql",
        "coalesce(element_id, click_target)",
        "coalesce(click_target, element_id)",
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
    # Trace
    Mutant(MARTS + "attribution/conversion_trace.sql", "when not shown.is_participating then", "when false then"),
    Mutant(
        MARTS + "attribution/conversion_trace.sql", "case when is_eligible then credit else 'last_touch' end", "credit"
    ),
    Mutant(
        MARTS + "attribution/conversion_trace.sql",
        "where shown.has_touch_in_horizon or credits.is_counted",
        "where shown.has_touch_in_horizon",
    ),
    Mutant(
        MARTS + "attribution/conversion_trace.sql",
        "order by is_eligible and is_participating desc, is_eligible desc",
        "order by is_eligible desc",
    ),
    # Settings checks
    Mutant(
        "models/quality/settings/contradictions_in_goals.sql", "slot not between 1 and 5", "slot not between 1 and 6"
    ),
    Mutant("models/quality/settings/contradictions_in_goals.sql", "goals_of_campaign > 5", "goals_of_campaign > 6"),
    Mutant(
        "models/quality/settings/contradictions_in_campaigns.sql",
        "updated_at >= published_at",
        "updated_at > published_at",
    ),
    Mutant("models/quality/settings/contradictions_in_unit_costs.sql", "unit_cost < 0", "unit_cost < -1"),
    Mutant("macros/settings/repeated_keys.sql", "having count(*) > 1", "having count(*) > 2"),
]


def make_worlds(folder: Path, seed: int) -> list[World]:
    """Three hostile worlds: one with the default rulesets, two with random ones, all of them traced."""
    worlds = []
    for number in range(3):
        first = seed + 100 * number
        tables = universes.merge_universes(
            [universes.generate_universe(first + i, huge_amounts=False) for i in range(12)]
        )
        raw = universes.write_raw(folder / f"raw-{number}", tables, seed=first)
        rulesets = universes.random_rulesets(first) if number else oracle.default_rulesets_seed()
        active = sorted({row["ruleset"] for row in rulesets if str(row["is_active"]).lower() == "true"})
        variables = {"trace_rulesets": active, "trace_horizon_hours": 720 if number < 2 else 60}
        expected = oracle.compute_marts(raw, variables=variables, rulesets_seed=rulesets)
        worlds.append(World(raw, variables, rulesets, expected))
    return worlds


class Copy:
    """A copy of the project in which one mutant at a time lives."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(PROJECT, folder, ignore=NOT_COPIED)
        self.folder = folder
        self.seed_text = (folder / "seeds" / "rulesets.csv").read_text()

    def dbt(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [Path(sys.executable).parent / "dbt", *arguments, "--quiet"],
            cwd=self.folder,
            env={**os.environ, "DBT_TARGET_PATH": "target", "DBT_LOG_PATH": "logs", **environment},
            capture_output=True,
            text=True,
        )

    def write_rulesets(self, rulesets: list[dict]) -> None:
        with open(self.folder / "seeds" / "rulesets.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, list(rulesets[0]))
            writer.writeheader()
            writer.writerows(rulesets)

    def finds_difference(self, number: int, world: World) -> str:
        """How the oracle's comparison on a world catches what is in the copy; empty when it does not."""
        database = self.folder / f"world_{number}.duckdb"
        database.unlink(missing_ok=True)
        self.write_rulesets(world.rulesets)
        built = self.dbt(
            "build",
            "--exclude-resource-type",
            "test",
            "unit_test",
            "--vars",
            json.dumps(world.variables),
            LOOKBACK_RAW_PATH=str(world.raw),
            LOOKBACK_DATABASE=str(database),
        )
        if built.returncode:
            return f"world {number}: no longer builds"
        differences = comparison.compare(world.expected, database)
        return f"oracle, world {number}: {len(differences)} differences" if differences else ""

    def finds_failure(self, world: World) -> str:
        """How the macro cases, unit tests and data tests catch what is in the copy; empty when they do not."""
        (self.folder / "seeds" / "rulesets.csv").write_text(self.seed_text)
        variables = {"check_macros": True, "check_models": True}
        tested = self.dbt(
            "build",
            "--vars",
            json.dumps(variables),
            LOOKBACK_RAW_PATH=str(world.raw),
            LOOKBACK_DATABASE=str(self.folder / "tests.duckdb"),
        )
        return "macro cases, unit tests or data tests" if tested.returncode else ""

    def finds_unchecked_setting(self) -> str:
        """How the tests of the settings checks catch what is in the copy; empty when they do not."""
        tested = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "tests/suite/test_settings_contradictions.py"],
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        return "tests of the settings checks" if tested.returncode else ""

    def catches(self, mutant: Mutant, worlds: list[World]) -> str:
        """What catches the mutant; empty when it survives."""
        file = self.folder / mutant.file
        original = file.read_text()
        if mutant.old not in original:
            raise SystemExit(f"{mutant.file} no longer has {mutant.old!r}: correct the mutant.")
        file.write_text(original.replace(mutant.old, mutant.new, 1))
        try:
            if "settings" in mutant.file:
                return self.finds_unchecked_setting()
            for number, world in enumerate(worlds):
                if caught := self.finds_difference(number, world):
                    return caught
            return self.finds_failure(worlds[0])
        finally:
            file.write_text(original)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="", metavar="TEXT", help="run the mutants whose description has this text")
    parser.add_argument("--workers", type=int, default=2, help="how many mutants to run at once (default: 2)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the worlds (default: 7)")
    options = parser.parse_args()

    mutants = [mutant for mutant in MUTANTS if options.only in str(mutant)]
    with tempfile.TemporaryDirectory(prefix="lookback-mutants-") as name:
        folder = Path(name)
        worlds = make_worlds(folder, options.seed)
        copies: Queue[Copy] = Queue()
        for number in range(options.workers):
            copies.put(Copy(folder / f"project-{number}"))

        untouched = copies.get()
        for number, world in enumerate(worlds):
            if found := untouched.finds_difference(number, world):
                raise SystemExit(f"The project itself is not right before any mutant: {found}.")
        if found := untouched.finds_failure(worlds[0]):
            raise SystemExit(f"The project itself is not right before any mutant: {found}.")
        copies.put(untouched)

        def run(mutant: Mutant) -> tuple[Mutant, str, float]:
            copy, started = copies.get(), time.monotonic()
            try:
                return mutant, copy.catches(mutant, worlds), time.monotonic() - started
            finally:
                copies.put(copy)

        wrong, caught, equivalent = 0, 0, 0
        with ThreadPoolExecutor(options.workers) as pool:
            for number, (mutant, found, seconds) in enumerate(pool.map(run, mutants), start=1):
                if mutant.equivalent_because:
                    equivalent += 1
                    wrong += bool(found)
                    verdict = f"NOT EQUIVALENT ({found})" if found else f"equivalent: {mutant.equivalent_because}"
                else:
                    caught += bool(found)
                    wrong += not found
                    verdict = f"caught ({found})" if found else "SURVIVED"
                print(f"{number:3}/{len(mutants)} {seconds:5.1f} s  {mutant}\n        {verdict}", flush=True)

    print(f"\n{caught} caught of {len(mutants) - equivalent} mutants; {equivalent} equivalent.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
