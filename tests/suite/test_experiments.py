"""Experiments whose truth is known: a thousand campaigns that change what people do, and a thousand that do not.

Half of the people of each campaign are held out, the others targeted; nobody is in two campaigns. All campaigns are one
raw folder and one build. Every interval and p-value is then compared with scipy's, and all together with the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from scipy import stats

from conftest import DbtBuild
from harness import WITHOUT_TESTS

SEED = 20260501
SIMULATIONS = 1000
PEOPLE = 100  # in each of the two groups of a campaign
CONTROL_RATE, TREATED_RATE = 0.30, 0.42
MEAN_AMOUNT = 10_000
EXACT = {"rtol": 1e-6, "atol": 1e-9}

RAW = """
create table people as
select
    campaign,
    person,
    'c' || campaign as campaign_id,
    'u' || campaign || '-' || person as user_id,
    is_held_out,
    amount,
    timestamp '2026-05-01' + to_seconds(person) as assigned_at
from simulated;

create table message_events as
select
    'm' || user_id as event_id, if(is_held_out, 'held_out', 'targeted') as event_type, 'push' as channel,
    assigned_at as occurred_at, assigned_at as received_at, campaign_id, null as message_id, null as device_id, user_id,
    null as platform, null as trigger_type, null as message_format, null as click_target, null as element_id,
    null as element_label, null as reason, null as variant
from people;

create table app_events as
select
    'a' || user_id as event_id, 'purchase' as event_name, assigned_at + interval 1 hour as occurred_at,
    occurred_at as received_at, null as device_id, user_id, null as platform,
    '{"price": ' || amount || '}' as properties
from people
where amount > 0;

create table campaigns as
select distinct
    campaign_id, timestamp '2026-04-01' as updated_at, campaign_id as campaign_name, 'push' as channel,
    'advertising' as message_type, 'completed' as status, null as body, true as purchase_conversion_tracking,
    null::timestamp as published_at, null::timestamp as scheduled_at, null::timestamp as ends_at
from people;

create table purchase_events as
select
    'purchase' as event_name, 'purchase' as role, 'price' as amount_key, null as quantity_key, null as order_id_key,
    null as currency_key, 'KRW' as currency;

create table conversion_window_changes as select timestamp '2026-01-01' as changed_at, 24 as window_hours;
"""


@dataclass(frozen=True)
class Simulated:
    """What everybody bought: amounts by campaign and person, 0 for nothing; and what the build makes of it."""

    control: np.ndarray
    treated: np.ndarray
    results: dict[str, np.ndarray]

    def outcome(self, column: str, *, has_lift: bool) -> np.ndarray:
        """A column of the campaigns with or without a lift."""
        return self.results[column][:SIMULATIONS] if has_lift else self.results[column][SIMULATIONS:]


@pytest.fixture(scope="module")
def simulated(dbt_build: DbtBuild, tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    folder = tmp_path_factory.mktemp("experiments")
    chance = np.random.default_rng(SEED)
    rates = np.repeat([TREATED_RATE, CONTROL_RATE], SIMULATIONS)[:, None]
    shape = (2 * SIMULATIONS, PEOPLE)

    def amounts(rate: Any) -> np.ndarray:
        return np.where(chance.random(shape) < rate, 1 + np.rint(chance.exponential(MEAN_AMOUNT - 1, shape)), 0)

    control, treated = amounts(CONTROL_RATE), amounts(rates)
    write(folder / "raw", np.concatenate([control, treated], axis=1))
    selection = ("--select", "+experiment_results", *WITHOUT_TESTS)
    built = dbt_build(folder / "raw", folder / "lookback.duckdb", extra_args=selection)
    assert built.returncode == 0, built.stdout
    with duckdb.connect(str(folder / "lookback.duckdb"), read_only=True) as connection:
        results = connection.execute(
            "select * from marts.experiment_results where variant = 'treated' order by substr(campaign_id, 2)::integer"
        ).fetchnumpy()
    return Simulated(control, treated, results)


def write(folder: Path, amounts: np.ndarray) -> None:
    """The raw tables; the first half of the people of each campaign is held out."""
    campaign, person = np.indices(amounts.shape)
    columns = {
        "campaign": campaign.ravel(),
        "person": person.ravel(),
        "is_held_out": (person < PEOPLE).ravel(),
        "amount": amounts.astype(np.int64).ravel(),
    }
    with duckdb.connect() as connection:
        connection.register("simulated", columns)
        connection.execute(RAW)
        found = connection.execute("select table_name from duckdb_tables() where table_name != 'people'")
        for (table,) in found.fetchall():
            (folder / table).mkdir(parents=True)
            connection.execute(f"copy {table} to '{folder / table / 'part-0.parquet'}' (format parquet)")


def test_everybody_is_in_the_group_that_they_were_assigned_to(simulated: Simulated) -> None:
    assert len(simulated.results["campaign_id"]) == 2 * SIMULATIONS
    assert set(simulated.results["recipients"]) == {PEOPLE}
    np.testing.assert_array_equal(simulated.results["converted_users"], (simulated.treated > 0).sum(axis=1))
    np.testing.assert_allclose(simulated.results["amount_per_recipient"], simulated.treated.mean(axis=1), **EXACT)


def test_amounts_are_compared_by_welchs_t(simulated: Simulated) -> None:
    welch = stats.ttest_ind(simulated.treated, simulated.control, axis=1, equal_var=False)
    interval = welch.confidence_interval(0.95)
    np.testing.assert_allclose(simulated.results["amount_p_value"], welch.pvalue, **EXACT)
    np.testing.assert_allclose(simulated.results["incremental_amount_low"], PEOPLE * interval.low, **EXACT)
    np.testing.assert_allclose(simulated.results["incremental_amount_high"], PEOPLE * interval.high, **EXACT)


def test_rates_are_compared_by_the_two_proportion_z_test(simulated: Simulated) -> None:
    """Squared, the z of pooled proportions is the chi-square of the fourfold table."""
    converted = [(group > 0).sum(axis=1) for group in (simulated.treated, simulated.control)]
    expected = [
        stats.chi2_contingency([[one, PEOPLE - one], [other, PEOPLE - other]], correction=False).pvalue
        for one, other in zip(*converted, strict=True)
    ]
    np.testing.assert_allclose(simulated.results["conversion_p_value"], expected, **EXACT)


def test_intervals_of_rates_are_made_of_wilsons(simulated: Simulated) -> None:
    """Newcombe's: the distances to the near and the far bound, at right angles."""
    wilson = {
        number: stats.binomtest(number, PEOPLE).proportion_ci(0.95, method="wilson") for number in range(PEOPLE + 1)
    }
    numbers = [(group > 0).sum(axis=1) for group in (simulated.treated, simulated.control)]
    treated, control = (group / PEOPLE for group in numbers)
    (low, high), (control_low, control_high) = (
        (np.array([wilson[number].low for number in group]), np.array([wilson[number].high for number in group]))
        for group in numbers
    )
    below = treated - control - np.hypot(treated - low, control_high - control)
    above = treated - control + np.hypot(high - treated, control - control_low)
    np.testing.assert_allclose(simulated.results["incremental_conversions_low"], PEOPLE * below, **EXACT)
    np.testing.assert_allclose(simulated.results["incremental_conversions_high"], PEOPLE * above, **EXACT)


TRUTH = {
    "incremental_conversions": (TREATED_RATE - CONTROL_RATE) * PEOPLE,
    "incremental_amount": (TREATED_RATE - CONTROL_RATE) * PEOPLE * MEAN_AMOUNT,
}


@pytest.mark.parametrize("estimate", TRUTH)
@pytest.mark.parametrize("has_lift", [True, False])
def test_intervals_hold_the_truth_as_often_as_they_say(simulated: Simulated, estimate: str, has_lift: bool) -> None:
    truth = TRUTH[estimate] if has_lift else 0
    low = simulated.outcome(f"{estimate}_low", has_lift=has_lift)
    high = simulated.outcome(f"{estimate}_high", has_lift=has_lift)
    assert 0.93 <= np.mean((low <= truth) & (truth <= high)) <= 0.97
    assert np.mean(simulated.outcome(estimate, has_lift=has_lift)) == pytest.approx(truth, abs=TRUTH[estimate] / 20)


@pytest.mark.parametrize("estimate", ["conversion", "amount"])
def test_what_changes_nothing_is_seldom_said_to_change_something(simulated: Simulated, estimate: str) -> None:
    p_value = simulated.outcome(f"{estimate}_p_value", has_lift=False)
    assert 0.03 <= np.mean(p_value < 0.05) <= 0.07
    assert np.mean(p_value < 0.001) < 0.005


@pytest.mark.parametrize(("estimate", "power"), [("conversion", 0.35), ("amount", 0.15)])
def test_what_changes_something_is_found_more_often(simulated: Simulated, estimate: str, power: float) -> None:
    assert np.mean(simulated.outcome(f"{estimate}_p_value", has_lift=True) < 0.05) > power
