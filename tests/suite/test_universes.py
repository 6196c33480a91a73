"""What the real `dbt build` gives, compared cell by cell with the oracle, on hundreds of made-up worlds.

Every build takes some thirty universes side by side and has vars, rulesets and global settings of its own. Two
builds are worked on at a time, while the tests wait for their own. A universe that differs is singled out and
shrunk to the few raw rows that matter, which the failing test prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest

import oracle
from harness import Bench, Case, Failure, Workshop, explain, random_case, shrink
from universes import (
    ODD_DAYS,
    START,
    Row,
    Tables,
    extreme_settings,
    extreme_universes,
    generate_universe,
    megabyte_universe,
    merge_universes,
    random_rulesets,
    shift_to,
    shifted,
)

RANDOM_CASES = range(10)
WITH_DATA_TESTS = {0, 1}  # One with the project's own rulesets, one with others.


# ------------------------------------------------------------------------------
# Worlds made by hand
# ------------------------------------------------------------------------------

PUSH: Row = {
    "campaign_id": "c",
    "updated_at": START,
    "campaign_name": None,
    "channel": "push",
    "body": None,
    "message_type": "advertising",
    "status": "completed",
    "purchase_conversion_tracking": True,
    "published_at": START,
    "scheduled_at": None,
    "ends_at": None,
}
TAP: Row = {
    "event_id": "t",
    "event_type": "open",
    "channel": "push",
    "campaign_id": "c",
    "occurred_at": START,
    "received_at": START,
    "user_id": "u",
}
PURCHASE: Row = {
    "event_id": "p",
    "event_name": "purchase",
    "user_id": "u",
    "properties": '{"price": 12.5}',
    "occurred_at": START + timedelta(hours=1),
    "received_at": START + timedelta(days=9),
}
PRICE: Row = {"event_name": "purchase", "role": "purchase", "amount_key": "price", "currency": "KRW"}
WINDOW: Row = {"changed_at": START, "window_hours": 1}


def nothing() -> Case:
    """Tables without a row wherever one may be without, and no optional table."""
    empty = ("message_events", "app_events", "campaigns", "purchase_events")
    return Case("nothing", [{**{table: [] for table in empty}, "conversion_window_changes": [WINDOW]}])


def one_of_each() -> Case:
    """One row in every table, the optional ones too."""
    goal = {"campaign_id": "c", "slot": 5, "event_name": "purchase", "conversion_kind": "purchase"}
    cost = {"campaign_id": "c", "unit_cost": Decimal("9.9"), "currency": "KRW", "effective_from": START}
    consent = {"user_id": "u", "channel": "push", "is_consented": True, "changed_at": START}
    tables = {
        "message_events": [TAP],
        "app_events": [PURCHASE],
        "campaigns": [PUSH],
        "campaign_conversion_events": [{**goal, "basis": "click", "window_hours": 1}],
        "purchase_events": [PRICE],
        "conversion_window_changes": [WINDOW],
        "unit_costs": [cost],
        "user_consents": [{**consent, "is_night_consented": False}],
        "exchange_rates": [{"currency": "KRW", "effective_date": date(2024, 5, 1), "rate": Decimal("2")}],
    }
    return Case("one of each", [tables])


def at_the_ends_of_time() -> Case:
    """Any text and any instant from year 1 to year 9999, any row null, and texts of a megabyte."""
    universes = [extreme_settings(), *extreme_universes(40), megabyte_universe()]
    names = sorted({row["ruleset"] for row in random_rulesets(3) if row["is_active"] == "true"})
    variables = {"report_timezone": "UTC", "trace_rulesets": names, "trace_horizon_hours": 10**8}
    return Case("at the ends of time", universes, variables, random_rulesets(3))


def twice_at_midnight() -> Case:
    """Universes about a day in Havana that begins twice, with changes of the window at and about both times."""
    report_timezone, day = next(found for found in ODD_DAYS if found[0] == "America/Havana")
    delta = shift_to(report_timezone, day)
    begins_at = START + timedelta(days=6, hours=15) + delta
    universes = [shifted(generate_universe(seed, size="tiny"), delta) for seed in range(900, 940)]
    minutes = (-61, -60, -30, 0, 30, 60, 90, 24 * 60, 25 * 60)
    universes[0]["conversion_window_changes"] = [
        {"changed_at": begins_at + timedelta(minutes=minute, microseconds=nudge), "window_hours": hours}
        for hours, (minute, nudge) in enumerate(product(minutes, (-1, 0)), start=1)
    ]
    variables = {"report_timezone": report_timezone, "conversion_window_propagation_minutes": 0}
    return Case("twice at midnight", universes, variables)


MADE_BY_HAND = (nothing, one_of_each, at_the_ends_of_time, twice_at_midnight)
CASES = [
    *(pytest.param(make, id=make.__name__) for make in MADE_BY_HAND),
    *(pytest.param(seed, id=f"random_case_{seed}") for seed in RANDOM_CASES),
]


# ------------------------------------------------------------------------------
# The real project against the oracle
# ------------------------------------------------------------------------------


def examine(bench: Bench, case: Case, *, with_tests: bool) -> Failure | None:
    """What is wrong with a build of the case, made as small as a few more builds can make it."""
    differences = bench.differences(case, with_tests=with_tests)
    return explain(bench, case, differences) if differences else None


@pytest.fixture(scope="module")
def outcomes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Failure | None]]]:
    """The outcome of each case that this run of pytest asks for, by the name of its test."""
    with Workshop(tmp_path_factory.mktemp("universes")) as workshop:
        found = {}
        for item in request.session.items:
            if getattr(item, "originalname", "") == test_marts_are_those_of_the_oracle.__name__:
                case = item.callspec.params["case"]
                made = random_case(case) if isinstance(case, int) else case()
                with_tests = case in WITH_DATA_TESTS or case is nothing
                found[item.name] = workshop.submit(examine, made, with_tests=with_tests)
        yield found


@pytest.mark.parametrize("case", CASES)
def test_marts_are_those_of_the_oracle(
    case: object, outcomes: dict[str, Future[Failure | None]], request: pytest.FixtureRequest
) -> None:
    failure = outcomes[request.node.name].result()
    if failure is not None:
        pytest.fail(str(failure), pytrace=False)


def test_hundreds_of_universes_are_compared() -> None:
    universes = [random_case(seed).universes for seed in RANDOM_CASES]
    assert sum(map(len, universes)) >= 300


# ------------------------------------------------------------------------------
# The machinery itself
# ------------------------------------------------------------------------------


def test_a_failure_shrinks_to_the_rows_that_matter() -> None:
    """A made-up fault: a click in text and a purchase by one user, whatever stands around them."""
    universe = merge_universes([generate_universe(5), {}])
    click = next(row for row in universe["message_events"] if row["event_type"] == "click" and row["user_id"])
    wanted = {**click, "event_id": "click", "channel": "text"}
    purchase = {**universe["app_events"][0], "event_id": "purchase", "user_id": click["user_id"]}
    universe["message_events"].insert(30, wanted)
    universe["app_events"].insert(9, purchase)

    def judge(candidates: list[Tables]) -> list[bool]:
        return [
            {"click", "purchase"}
            <= {
                row["event_id"]
                for table in ("message_events", "app_events")
                for row in candidate.get(table, ())
                if row["user_id"] == click["user_id"]
            }
            for candidate in candidates
        ]

    small = shrink(universe, judge)
    left = {table: [row["event_id"] for row in rows] for table, rows in small.items() if rows}
    assert left == {"message_events": ["click"], "app_events": ["purchase"]}
    assert small["message_events"][0]["platform"] is None


def test_universes_move_to_the_days_on_which_clocks_change() -> None:
    for report_timezone, day in ODD_DAYS:
        begins_at = START + timedelta(days=6, hours=15) + shift_to(report_timezone, day)
        calendar = oracle.Calendar(report_timezone)
        moment = oracle.to_micros(begins_at)
        assert calendar.report_date(moment) == day
        assert calendar.report_date(moment - 1) < day


def test_extreme_universes_reach_both_ends_of_time() -> None:
    rows = [row for universe in extreme_universes(40) for row in universe["message_events"]]
    moments = [row["occurred_at"] for row in rows if row["occurred_at"] is not None]
    assert min(moments) < datetime(2, 1, 1)
    assert max(moments) > datetime(9999, 1, 1)
    assert len(moments) < len(rows)
