"""Contradictory settings: each rule finds the rows that break it and no other, and a build stops at them.

The rules are broken side by side in one raw folder, one seed and one set of vars; what the table
`settings_contradictions` then lists is compared, row by row, with what is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import duckdb
import pytest

from comparison import KEYS
from conftest import DbtBuild
from dbt_processes import Workplace
from harness import WITHOUT_TESTS, Project
from oracle import default_rulesets_seed
from universes import Row, Tables, generate_universe, write_raw

DAY = datetime(2024, 5, 1)
LATER = datetime(2024, 5, 3)
DATE = date(2024, 5, 1)
MARTS = [table for table in KEYS if table.startswith("marts.")]

# A rule and the key of a row that breaks it.
Contradiction = tuple[str, str]


@dataclass
class Broken:
    """Rows of one settings table, and which contradictions are in them."""

    table: str
    rows: list[Row]
    contradictions: list[Contradiction]
    # What the rows need elsewhere, without being wrong themselves.
    settings: Tables = field(default_factory=dict)


# ------------------------------------------------------------------------------
# Rows that are right
# ------------------------------------------------------------------------------


def campaign(campaign_id: str | None, channel: str | None = "push", **columns: Any) -> Row:
    usual = {
        "updated_at": DAY,
        "campaign_name": "a campaign",
        "message_type": "advertising",
        "status": "posting" if channel == "in_app" else "completed",
        "purchase_conversion_tracking": True,
    }
    return {**usual, "campaign_id": campaign_id, "channel": channel, **columns}


def goal(campaign_id: str | None, event_name: str | None = "login", **columns: Any) -> Row:
    usual = {"slot": 1, "conversion_kind": "standard", "basis": "send", "window_hours": 24}
    return {**usual, "campaign_id": campaign_id, "event_name": event_name, **columns}


def purchase_event(event_name: str | None, role: str | None = "purchase", **columns: Any) -> Row:
    return {"event_name": event_name, "role": role, "amount_key": "amount", "currency": "KRW", **columns}


def unit_cost(campaign_id: str | None, **columns: Any) -> Row:
    usual = {"message_format": "SMS", "unit_cost": Decimal("8.4"), "currency": "KRW", "effective_from": DAY}
    return {**usual, "campaign_id": campaign_id, **columns}


def exchange_rate(currency: str | None, **columns: Any) -> Row:
    return {"currency": currency, "effective_date": DATE, "rate": Decimal("1350.5"), **columns}


def user_consent(user_id: str, channel: str | None) -> Row:
    return {"user_id": user_id, "channel": channel, "is_consented": True, "changed_at": DAY}


def ruleset(name: str | None, **columns: Any) -> Row:
    usual = {
        **default_rulesets_seed()[0],
        "channel": "push",
        "basis": "click",
        "window": "24",
        "participates": "all",
    }
    return {**usual, "ruleset": name, **columns}


def settings_that_are_right() -> Tables:
    """They come close to contradictions, but have none."""
    return {
        "message_events": [],
        "app_events": [],
        "campaigns": [
            campaign("right push", message_type="informational"),
            campaign("right kakaotalk", "kakaotalk"),
            campaign("right text", "text"),
            campaign("right in_app", "in_app", status="writing"),
            campaign("right change", published_at=None, purchase_conversion_tracking=False),
            campaign("right change", updated_at=LATER, published_at=LATER),
        ],
        "campaign_conversion_events": [
            *(goal("right push", f"event {slot}", slot=slot) for slot in range(1, 5)),
            goal("right push", "purchase", slot=5, conversion_kind="purchase", basis="click", window_hours=1),
            goal("right kakaotalk"),
            goal("right text", "refund"),
            goal("right in_app", basis="click"),
        ],
        "purchase_events": [purchase_event("purchase"), purchase_event("refund", "refund")],
        "conversion_window_changes": [{"changed_at": DAY, "window_hours": 1}],
        "unit_costs": [
            unit_cost("right push", unit_cost=Decimal(0)),
            unit_cost("right push", message_format=None, currency="USD"),
        ],
        "user_consents": [user_consent("someone", "text"), user_consent("someone", None)],
        "exchange_rates": [exchange_rate("USD"), exchange_rate("KRW", rate=Decimal(0))],
    }


# ------------------------------------------------------------------------------
# Rows that are wrong
# ------------------------------------------------------------------------------


def broken_campaigns() -> Iterator[Broken]:
    def one(rule: str, campaign_id: str, **columns: Any) -> Broken:
        key = f"campaign_id={campaign_id}, updated_at=2024-05-01 00:00:00"
        return Broken("campaigns", [campaign(campaign_id, **columns)], [(rule, key)])

    yield Broken(
        "campaigns",
        [campaign("twice"), campaign("twice", campaign_name="another name")],
        [("key_is_unique", "campaign_id=twice, updated_at=2024-05-01 00:00:00")],
    )
    yield Broken(
        "campaigns",
        [campaign("", updated_at=DAY), campaign(None, updated_at=LATER)],
        [
            ("campaign_id_is_there", "campaign_id=null, updated_at=2024-05-01 00:00:00"),
            ("campaign_id_is_there", "campaign_id=null, updated_at=2024-05-03 00:00:00"),
        ],
    )
    yield Broken(
        "campaigns",
        [campaign("when", updated_at=None)],
        [("updated_at_is_there", "campaign_id=when, updated_at=null")],
    )
    yield one("purchase_conversion_tracking_is_there", "tracking?", purchase_conversion_tracking=None)
    yield one("channel_is_known", "by mail", channel="email")
    yield one("channel_is_known", "by Push", channel="Push")
    yield one("channel_is_known", "by nothing", channel="")
    yield one("message_type_is_known", "urgent", message_type="urgent")
    yield one("message_type_is_known", "no type", message_type=None)
    yield one("status_is_known", "posted push", status="posting")
    yield one("status_is_known", "ready in the app", channel="in_app", status="ready")
    yield one("status_is_known", "no status", channel="text", status=None)
    yield Broken(
        "campaigns",
        [campaign("moved"), campaign("moved", "text", updated_at=LATER)],
        [("channel_never_changes", "campaign_id=moved")],
    )
    yield Broken(
        "campaigns",
        [
            campaign("switched off", published_at=DAY),
            campaign("switched off", published_at=DAY, updated_at=LATER, purchase_conversion_tracking=False),
        ],
        [("tracking_never_changes_once_published", "campaign_id=switched off")],
    )


def broken_goals() -> Iterator[Broken]:
    """Each on a campaign of its own, which has its name."""

    def of(name: str, goals: list[Row], *contradictions: Contradiction, channel: str = "push") -> Broken:
        settings = {"campaigns": [campaign(name, channel)]}
        return Broken("campaign_conversion_events", goals, list(contradictions), settings)

    def one(rule: str, campaign_id: str, *, channel: str = "push", **columns: Any) -> Broken:
        contradiction = (rule, f"campaign_id={campaign_id}, event_name=login")
        return of(campaign_id, [goal(campaign_id, **columns)], contradiction, channel=channel)

    yield of(
        "goal twice",
        [goal("goal twice", slot=1), goal("goal twice", slot=2)],
        ("key_is_unique", "campaign_id=goal twice, event_name=login"),
    )
    yield Broken(
        "campaign_conversion_events",
        [goal(None)],
        [
            ("campaign_id_is_there", "campaign_id=null, event_name=login"),
            ("campaign_exists", "campaign_id=null, event_name=login"),
        ],
    )
    yield Broken(
        "campaign_conversion_events",
        [goal("nowhere")],
        [("campaign_exists", "campaign_id=nowhere, event_name=login")],
    )
    yield of(
        "no event",
        [goal("no event", "")],
        ("event_name_is_there", "campaign_id=no event, event_name=null"),
    )
    yield one("slot_is_there", "no slot", slot=None)
    yield one("window_hours_is_there", "no window", window_hours=None)
    for slot in (-1, 0, 6):
        yield of(
            f"slot {slot}",
            [goal(f"slot {slot}", slot=slot)],
            ("slot_is_between_1_and_5", f"campaign_id=slot {slot}, event_name=login, slot={slot}"),
        )
    yield of(
        "crowded slot",
        [goal("crowded slot", name, slot=3) for name in ("login", "logout")],
        *(("slot_is_unique_in_campaign", f"campaign_id=crowded slot, event_name={name}, slot=3")
          for name in ("login", "logout")),
    )  # fmt: skip
    yield of(
        "sixth goal",
        [goal("sixth goal", f"event {slot}", slot=slot) for slot in range(1, 7)],
        *(("campaign_has_at_most_5_goals", f"campaign_id=sixth goal, event_name=event {slot}")
          for slot in range(1, 7)),
        ("slot_is_between_1_and_5", "campaign_id=sixth goal, event_name=event 6, slot=6"),
    )  # fmt: skip
    yield one("window_is_at_least_1_hour", "no time", window_hours=0)
    yield one("window_is_at_least_1_hour", "backwards", window_hours=-24)
    yield one("basis_is_allowed_on_channel", "no basis", basis=None)
    forbidden = {
        "push": ("open", "impression", "goal", "Send"),
        "kakaotalk": ("click", "open", "impression"),
        "text": ("click", "open", "impression"),
        "in_app": ("send", "open", "impression"),
    }
    for channel, bases in forbidden.items():
        for basis in bases:
            yield one("basis_is_allowed_on_channel", f"{channel} {basis}", channel=channel, basis=basis)
    yield one("conversion_kind_fits_event", "no purchase", conversion_kind="purchase")
    yield one("conversion_kind_fits_event", "no kind", conversion_kind=None)
    yield one("conversion_kind_fits_event", "unknown kind", conversion_kind="gift")
    yield of(
        "standard purchase",
        [goal("standard purchase", "purchase")],
        ("conversion_kind_fits_event", "campaign_id=standard purchase, event_name=purchase"),
    )
    yield of(
        "refund as a goal",
        [goal("refund as a goal", "refund", conversion_kind="purchase")],
        ("conversion_kind_fits_event", "campaign_id=refund as a goal, event_name=refund"),
    )


def broken_purchase_events() -> Iterator[Broken]:
    def one(rule: str, event_name: str, **columns: Any) -> Broken:
        row = purchase_event(event_name, **columns)
        return Broken("purchase_events", [row], [(rule, f"event_name={event_name}")])

    yield Broken(
        "purchase_events",
        [purchase_event("gift"), purchase_event("gift", "refund")],
        [("key_is_unique", "event_name=gift")],
    )
    yield Broken("purchase_events", [purchase_event("")], [("event_name_is_there", "event_name=null")])
    yield one("amount_key_is_there", "free", amount_key="")
    yield one("currency_is_there", "barter", currency=None)
    yield one("role_is_known", "sale", role="sale")
    yield one("role_is_known", "idle", role=None)


def broken_windows() -> Iterator[Broken]:
    def one(rule: str, changed_at: datetime | None, window_hours: int | None, key: str) -> Broken:
        row = {"changed_at": changed_at, "window_hours": window_hours}
        return Broken("conversion_window_changes", [row], [(rule, f"changed_at={key}")])

    twice = [{"changed_at": LATER, "window_hours": hours} for hours in (24, 48)]
    yield Broken("conversion_window_changes", twice, [("key_is_unique", "changed_at=2024-05-03 00:00:00")])
    yield one("changed_at_is_there", None, 24, "null")
    yield one("window_hours_is_there", datetime(2024, 5, 4), None, "2024-05-04 00:00:00")
    yield one("window_is_at_least_1_hour", datetime(2024, 5, 5), 0, "2024-05-05 00:00:00")
    yield one("window_is_at_least_1_hour", datetime(2024, 5, 6), -1, "2024-05-06 00:00:00")


def broken_unit_costs() -> Iterator[Broken]:
    """Each on a campaign of its own, which has its name."""

    def of(campaign_id: str, costs: list[Row], *contradictions: Contradiction) -> Broken:
        return Broken("unit_costs", costs, list(contradictions), {"campaigns": [campaign(campaign_id)]})

    def key(campaign_id: str, message_format: str = "SMS", start: str = "2024-05-01 00:00:00") -> str:
        return f"campaign_id={campaign_id}, message_format={message_format}, effective_from={start}"

    def one(rule: str, campaign_id: str, **columns: Any) -> Broken:
        return of(campaign_id, [unit_cost(campaign_id, **columns)], (rule, key(campaign_id)))

    yield of("cost twice", [unit_cost("cost twice")] * 2, ("key_is_unique", key("cost twice")))
    yield of(
        "every format twice",
        [unit_cost("every format twice", message_format=none) for none in (None, "")],
        ("key_is_unique", key("every format twice", "null")),
    )
    yield Broken(
        "unit_costs",
        [unit_cost("")],
        [("campaign_id_is_there", key("null")), ("campaign_exists", key("null"))],
    )
    yield Broken("unit_costs", [unit_cost("nobody's cost")], [("campaign_exists", key("nobody's cost"))])
    yield one("unit_cost_is_there", "no cost", unit_cost=None)
    yield one("currency_is_there", "no currency", currency="")
    yield of(
        "no start",
        [unit_cost("no start", effective_from=None)],
        ("effective_from_is_there", key("no start", start="null")),
    )
    yield one("cost_is_not_negative", "paid to send", unit_cost=Decimal("-0.0001"))
    yield one("currency_has_a_rate", "paid in francs", currency="CHF")
    yield one("currency_has_a_rate", "paid in usd", currency="usd")


def broken_exchange_rates() -> Iterator[Broken]:
    def one(rule: str, currency: str | None, key: str, **columns: Any) -> Broken:
        return Broken("exchange_rates", [exchange_rate(currency, **columns)], [(rule, key)])

    yield Broken(
        "exchange_rates",
        [exchange_rate("EUR"), exchange_rate("EUR", rate=Decimal(1))],
        [("key_is_unique", "currency=EUR, effective_date=2024-05-01")],
    )
    yield one("currency_is_there", "", "currency=null, effective_date=2024-05-01")
    yield one("effective_date_is_there", "GBP", "currency=GBP, effective_date=null", effective_date=None)
    yield one("rate_is_there", "SEK", "currency=SEK, effective_date=2024-05-01", rate=None)
    yield one("rate_is_positive", "NOK", "currency=NOK, effective_date=2024-05-01", rate=Decimal(0))
    yield one("rate_is_positive", "DKK", "currency=DKK, effective_date=2024-05-01", rate=Decimal("-0.5"))


def broken_user_consents() -> Iterator[Broken]:
    key = "user_id=someone, channel=fax, changed_at=2024-05-01 00:00:00"
    yield Broken("user_consents", [user_consent("someone", "fax")], [("channel_is_known", key)])


def broken_rulesets() -> Iterator[Broken]:
    """Rows of the seed, each with a ruleset of its own."""

    def key(name: str, **values: str) -> str:
        stated = {"conversion_kind": "purchase", "channel": "push", "basis": "click", **values}
        return ", ".join(f"{column}={value}" for column, value in {"ruleset": name, **stated}.items())

    twice = [ruleset("twice"), ruleset("twice", window="48")]
    yield Broken("rulesets", twice, [("key_is_unique", key("twice"))])
    yield Broken("rulesets", [ruleset("")], [("ruleset_is_there", key("null"))])
    yield Broken("rulesets", [ruleset("active?", is_active="")], [("is_active_is_there", key("active?"))])
    for column in ("conversion_kind", "channel", "basis"):
        for name, word in ((f"odd {column}", "odd"), (f"no {column}", "")):
            row = ruleset(name, **{column: word})
            yield Broken("rulesets", [row], [(f"{column}_is_known", key(name, **{column: word or "null"}))])
    for column in ("participates", "credit", "counting"):
        for name, word in ((f"odd {column}", "odd"), (f"no {column}", "")):
            yield Broken("rulesets", [ruleset(name, **{column: word})], [(f"{column}_is_known", key(name))])
    for window in ("forever", "0", "-1", "1.5", "", "1000000", "24 "):
        name = f"window {window}"
        yield Broken("rulesets", [ruleset(name, window=window)], [("window_is_known", key(name))])
    yield Broken("rulesets", [ruleset("odd unit", window_unit="days")], [("window_unit_is_known", key("odd unit"))])
    for default in ("0", "1.5", "global"):
        row = ruleset(f"default {default}", window="goal", default_window=default)
        yield Broken("rulesets", [row], [("default_window_is_known", key(f"default {default}"))])
    row = ruleset("default of no goal", default_window="24")
    yield Broken("rulesets", [row], [("default_window_is_for_windows_of_goals", key("default of no goal"))])
    for limit in ("0", "-1", "all"):
        row = ruleset(f"at most {limit}", max_touches=limit)
        yield Broken("rulesets", [row], [("max_touches_is_known", key(f"at most {limit}"))])
    several = {
        "credit": ("linear", "last_touch"),
        "counting": ("once_per_user", "every_occurrence"),
        "max_touches": ("10", ""),
    }
    for column, words in several.items():
        name = f"two of {column}"
        rows = [
            ruleset(name, channel="push", **{column: words[0]}),
            ruleset(name, channel="text", **{column: words[1]}),
        ]
        rule = f"{column}_is_one_per_ruleset_and_kind"
        yield Broken("rulesets", rows, [(rule, f"ruleset={name}, conversion_kind=purchase")])
    half = [ruleset("half active"), ruleset("half active", channel="text", is_active="false")]
    yield Broken("rulesets", half, [("is_active_is_one_per_ruleset", "ruleset=half active")])


VARS = {
    "reporting_ruleset": "nowhere",
    "trace_rulesets": ["dfinery", "it's me"],
    "rulesets": ["dfinery", "Dfinery"],
}


def broken_vars() -> Iterator[Broken]:
    yield Broken("vars", [], [("ruleset_is_computed", "variable=reporting_ruleset, ruleset=nowhere")])
    yield Broken("vars", [], [("ruleset_is_computed", "variable=trace_rulesets, ruleset=it's me")])
    yield Broken("vars", [], [("ruleset_exists", "variable=rulesets, ruleset=Dfinery")])


def everything_broken() -> list[Broken]:
    return [
        *broken_campaigns(),
        *broken_goals(),
        *broken_purchase_events(),
        *broken_windows(),
        *broken_unit_costs(),
        *broken_exchange_rates(),
        *broken_user_consents(),
        *broken_rulesets(),
        *broken_vars(),
    ]


NO_WINDOW = ("conversion_window_changes", "table_has_a_row", "changes=0")


# ------------------------------------------------------------------------------
# What the project finds
# ------------------------------------------------------------------------------


class Judge:
    """A copy of the project, and what it finds contradictory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = Project(folder / "project")
        self.workplace = Workplace(folder / "workplace", self.project.folder)
        self.database = folder / "lookback.duckdb"

    def contradictions(self, tables: Tables, rulesets: Iterable[Row]) -> list[tuple[str, str, str]]:
        """The table, the rule and the row of each."""
        raw = write_raw(self.folder / f"raw {self.workplace.runs}", tables)
        self.project.write_rulesets(rulesets)
        only = ("--select", "+settings_contradictions", "--exclude-resource-type", "test")
        process = self.workplace.run(("build", *only), raw, self.database, VARS)
        assert process.returncode == 0, process.stdout
        with duckdb.connect(str(self.database), read_only=True) as connection:
            found = "select table_name, rule, row_key from quality.settings_contradictions"
            return sorted(connection.execute(found).fetchall())

    def rules(self) -> set[tuple[str, str]]:
        """The table and the name of every rule in the compiled models."""
        models = self.workplace.target / "compiled/lookback/models/quality/settings"
        texts = [path.read_text() for path in models.glob("contradictions_in_*.sql")]
        pattern = re.compile(r"'(\w+)' as table_name,(?:(?!as table_name).)*?'(\w+)' as rule,", re.DOTALL)
        found = [pair for text in texts for pair in pattern.findall(text)]
        assert len(found) == sum(text.count(" as rule,") for text in texts) > 0
        return set(found)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(tmp_path_factory.mktemp("contradictions"))


def test_each_rule_finds_the_rows_that_break_it_and_no_other(judge: Judge) -> None:
    tables = settings_that_are_right()
    rulesets = default_rulesets_seed()
    expected = []
    for broken in everything_broken():
        expected += [(broken.table, *contradiction) for contradiction in broken.contradictions]
        rows = rulesets if broken.table == "rulesets" else tables.setdefault(broken.table, [])
        rows += broken.rows
        for table, further in broken.settings.items():
            tables[table] += further
    del tables["vars"]

    found = judge.contradictions(tables, rulesets)

    assert found == sorted(expected)
    assert judge.rules() == {(table, rule) for table, rule, _ in [*expected, NO_WINDOW]}


def test_without_a_row_there_is_no_window_and_all_else_is_right(judge: Judge) -> None:
    tables = {**settings_that_are_right(), "conversion_window_changes": []}
    in_vars = [("vars", *found) for broken in broken_vars() for found in broken.contradictions]
    assert judge.contradictions(tables, default_rulesets_seed()) == sorted([NO_WINDOW, *in_vars])


# ------------------------------------------------------------------------------
# What a build does about it
# ------------------------------------------------------------------------------


@dataclass
class GoodBuild:
    """A database as a good build left it, and what builds of another day's raw folder do to it."""

    workplace: Workplace
    raw: Path
    database: Path
    marts: dict[str, list[Any]]

    def build(self, vars: Row | None = None, raw: Path | None = None) -> CompletedProcess[str]:
        return self.workplace.run(("build",), raw or self.raw, self.database, vars)


def marts_in(database: Path) -> dict[str, list[Any]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return {table: connection.execute(f"from {table} order by all").fetchall() for table in MARTS}


@pytest.fixture(scope="module")
def good_build(dbt_build: DbtBuild, tmp_path_factory: pytest.TempPathFactory) -> GoodBuild:
    folder = tmp_path_factory.mktemp("good build")
    database = folder / "lookback.duckdb"
    first = write_raw(folder / "first day", generate_universe(1))
    process = dbt_build(first, database, extra_args=WITHOUT_TESTS)
    assert process.returncode == 0, process.stdout
    marts = marts_in(database)
    assert sum(map(len, marts.values())) > 100
    workplace = Workplace(folder / "workplace")
    return GoodBuild(workplace, write_raw(folder / "second day", generate_universe(2)), database, marts)


def test_a_contradiction_stops_the_build_and_the_marts_stay(good_build: GoodBuild, tmp_path: Path) -> None:
    tables = generate_universe(2)
    tables["campaigns"] += [
        campaign("<b>shouted</b>", status="SENT"),
        campaign("{{ quiet }}", message_type="quiet"),
    ]

    process = good_build.build(raw=write_raw(tmp_path, tables))

    assert process.returncode == 1, process.stdout
    lines = [line.partition("lookback: ")[2] for line in process.stdout.splitlines() if "lookback: " in line]
    assert lines == [
        "the settings contradict themselves, so the marts stay as they were. Correct these rows:",
        "  campaigns (campaign_id=<b>shouted</b>, updated_at=2024-05-01 00:00:00) breaks the rule"
        " status_is_known: status is SENT, which a campaign on push cannot have",
        "  campaigns (campaign_id={{ quiet }}, updated_at=2024-05-01 00:00:00) breaks the rule"
        " message_type_is_known: message_type is quiet; allowed: informational, advertising",
    ]
    assert marts_in(good_build.database) == good_build.marts


@pytest.mark.parametrize(
    ("vars", "message"),
    [
        (
            {"reporting_ruleset": "first_click", "rulesets": ["flarelane", "growth_action"]},
            "vars (variable=reporting_ruleset, ruleset=first_click) breaks the rule ruleset_is_computed:"
            " the ruleset first_click is not computed; computed are: flarelane, growth_action",
        ),
        (
            {"trace_rulesets": ["dfinery", "first_click"]},
            "vars (variable=trace_rulesets, ruleset=first_click) breaks the rule ruleset_is_computed:"
            " the ruleset first_click is not computed; computed are: dfinery, flarelane, growth_action",
        ),
    ],
    ids=["reporting_ruleset", "trace_rulesets"],
)
def test_a_ruleset_that_is_not_computed_stops(good_build: GoodBuild, vars: Row, message: str) -> None:
    process = good_build.build(vars)
    assert process.returncode == 1, process.stdout
    assert message in process.stdout
    assert marts_in(good_build.database) == good_build.marts


@pytest.mark.parametrize(
    ("vars", "message"),
    [
        ({"rulesets": "dfinery"}, "the var rulesets must be a YAML list, such as [dfinery], but is dfinery."),
        ({"trace_rulesets": {"dfinery": 1}}, "the var trace_rulesets must be a YAML list, such as ["),
        (
            {"identity_reset_events": "logout"},
            "the var identity_reset_events must be a YAML list, such as [logout]",
        ),
        (
            {"settlement_hours": -1},
            "the var settlement_hours must be a number that is not negative, but is -1.",
        ),
        (
            {"trace_horizon_hours": "30 days"},
            "the var trace_horizon_hours must be a number that is not negative",
        ),
        ({"time_decay_half_life_days": 0}, "the var time_decay_half_life_days must be"),
        (
            {"fatigue_limits": [{"channel": "push", "messages": 3}]},
            "the var fatigue_limits must be a list of limits such as {channel: push, messages: 3, hours: 24}",
        ),
        (
            {"fatigue_limits": [{"channel": "text", "messages": number, "hours": 24} for number in (1, 2)]},
            "the var fatigue_limits must be a list of limits such as",
        ),
        (
            {"experiment_shares": [{"campaign_id": "c", "variant": "A", "share": 0}]},
            "the var experiment_shares must be a list of shares such as {campaign_id: summer_sale",
        ),
        ({"report_timezone": "Mars/Olympus"}, "the var report_timezone names no time zone: Mars/Olympus."),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_var_without_meaning_stops_the_build(good_build: GoodBuild, vars: Row, message: str) -> None:
    process = good_build.build(vars)
    assert process.returncode == 2, process.stdout
    assert f"lookback: {message}" in process.stdout
    assert "Traceback" not in process.stdout
    assert marts_in(good_build.database) == good_build.marts
