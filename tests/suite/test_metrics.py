"""Every metric, asked through MetricFlow, is the figure that the marts publish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

import write_metrics
from conftest import DbtBuild, Shop
from universes import generate_universe, merge_universes, write_raw

Key = tuple[Any, ...]
Figures = dict[Key, Any]

CHANNELS = ("push", "kakaotalk", "text", "in_app")
CAMPAIGN = {"campaign_id": "campaign__campaign_id"}
CHANNEL = {"channel": "campaign__channel"}
DAY = {"report_date": "metric_time__day"}
ELEMENT = {"element_id": "element__element_id"}
GOAL = {"event_name": "goal__event_name"}
RULESET = {"ruleset": "goal__ruleset"}


class Renderer:
    """What MetricFlow has to know of the engine to write SQL; the tests run that SQL themselves."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()


class Questions:
    """Asks one built database, through MetricFlow and directly."""

    def __init__(self, database: Path, target: Path) -> None:
        self.connection = duckdb.connect(str(database), read_only=True)
        self.manifest = json.loads((target / "manifest.json").read_text())
        definitions = parse_manifest_from_dbt_generated_manifest((target / "semantic_manifest.json").read_text())
        self.engine = MetricFlowEngine(SemanticManifestLookup(definitions), Renderer())

    @cached_property
    def metrics(self) -> dict[str, dict[str, Any]]:
        return write_metrics.metrics_of(self.manifest)

    def asked(self, request: MetricFlowQueryRequest) -> tuple[list[str], list[tuple[Any, ...]]]:
        """The columns and rows that MetricFlow's SQL gives."""
        answer = self.connection.execute(self.engine.explain(request).sql_statement.sql)
        return [column[0] for column in answer.description], answer.fetchall()

    def metric(self, names: Sequence[str], by: Sequence[str]) -> dict[str, Figures]:
        """Figures of metrics, by the values of `by`; what was not counted is not there."""
        columns, rows = self.asked(MetricFlowQueryRequest.create(metric_names=names, group_by_names=by))
        found: dict[str, Figures] = {name: {} for name in names}
        for row in rows:
            values = dict(zip(columns, row, strict=True))
            key = tuple(day_of(values[name]) for name in by)
            for name in names:
                if is_something(values[name]):
                    found[name][key] = figure(values[name])
        return found

    def mart(self, table: str, column: str, keys: Iterable[str]) -> Figures:
        """What a mart publishes, by some of its columns; a channel that it does not state is in its name."""
        shown = ", ".join(keys).replace("channel", f"'{channel_of(table)}'" if channel_of(table) else "channel")
        # Single credits are added up; elsewhere the keys are the mart's, or its rows agree.
        aggregate = "sum" if table == "conversion_credits" else "max"
        rows = self.connection.execute(f"select {shown}, {aggregate}({column}) from marts.{table} group by all")
        return {tuple(row[:-1]): figure(row[-1]) for row in rows.fetchall() if is_something(row[-1])}

    def columns(self, table: str) -> list[str]:
        return [row[0] for row in self.connection.execute(f"describe marts.{table}").fetchall()]

    def campaigns(self, table: str) -> set[str]:
        return {row[0] for row in self.connection.execute(f"select distinct campaign_id from marts.{table}").fetchall()}


def channel_of(table: str) -> str | None:
    """The channel whose mart a table is."""
    channel = table.rpartition("_")[0]
    return channel if channel in CHANNELS else None


def day_of(value: Any) -> Any:
    """MetricFlow gives a day as its first instant."""
    return value.date() if hasattr(value, "hour") else value


def is_something(value: Any) -> bool:
    """Where nothing was counted, marts have 0 and MetricFlow null or no row."""
    return value is not None and value != 0


def figure(value: Any) -> Any:
    """Money and counts exactly, fractions to fourteen digits: both divide doubles, but of differently summed parts."""
    return float(f"{value:.14g}") if isinstance(value, float) else Decimal(value).normalize()


def grain_of(table: str, is_of_goals: bool) -> dict[str, str]:
    """The columns of a mart that a metric is asked by, with their names in MetricFlow."""
    if table == "conversion_credits":
        return CAMPAIGN | CHANNEL | GOAL | RULESET | DAY
    if channel_of(table):
        return CAMPAIGN | CHANNEL | {"daily": DAY, "clicks": ELEMENT}.get(table.rpartition("_")[2], {})
    if not is_of_goals:
        # It stands there for the whole campaign, on all channels.
        return CAMPAIGN
    return CAMPAIGN | GOAL | (RULESET if table == "conversion_event_results" else {})


def differences(questions: Questions) -> tuple[list[str], set[str]]:
    """Where MetricFlow and the marts differ, and the metrics that have shown a figure at all."""
    places = [
        (tuple(grain_of(table, write_metrics.is_of_goals(metric, questions.manifest)).items()), name, table, column)
        for name, metric in questions.metrics.items()
        for table, column in write_metrics.published_in(metric, questions.manifest)
    ]
    found, shown = [], set()
    for grain in dict.fromkeys(place[0] for place in places):
        here = [place[1:] for place in places if place[0] == grain]
        keys = [key for key, _ in grain]
        answers = questions.metric(list(dict.fromkeys(name for name, _, _ in here)), [name for _, name in grain])
        for name, table, column in here:
            published = questions.mart(table, column, keys)
            asked = answers[name]
            if channel_of(table):
                asked = {key: value for key, value in asked.items() if channel_of(table) == key[keys.index("channel")]}
            elif keys == ["campaign_id"]:
                asked = {key: value for key, value in asked.items() if key[0] in questions.campaigns(table)}
            for key in sorted(asked.keys() | published.keys(), key=repr):
                if asked.get(key) != published.get(key):
                    found.append(f"{name}: {asked.get(key)}, but {table}.{column} is {published.get(key)} at {key}")
            if published:
                shown.add(name)
    return found, shown


@pytest.fixture(scope="module")
def questions(shop: Shop) -> Questions:
    return Questions(shop.database, shop.target)


@pytest.fixture(scope="module")
def hostile_questions(dbt_build: DbtBuild, tmp_path_factory: pytest.TempPathFactory) -> Questions:
    """Of a world in which everything collides, and channels overlap."""
    folder = tmp_path_factory.mktemp("hostile")
    tables = merge_universes([generate_universe(seed, huge_amounts=False) for seed in (3, 5, 8, 13)])
    raw = write_raw(folder / "raw", tables, seed=3)
    database = folder / "lookback.duckdb"
    built = dbt_build(raw, database, None, ("--target-path", str(folder), "--exclude-resource-type", "test"))
    assert built.returncode == 0, built.stdout
    return Questions(database, folder)


def test_metricflow_finds_the_figures_of_the_marts(questions: Questions) -> None:
    found, shown = differences(questions)
    assert "\n".join(found[:20]) == ""
    published = {
        name for name, metric in questions.metrics.items() if write_metrics.published_in(metric, questions.manifest)
    }
    assert published - shown == set(), "nothing to compare"
    assert len(published) > 55


def test_metricflow_finds_the_figures_of_a_hostile_world(hostile_questions: Questions) -> None:
    found, shown = differences(hostile_questions)
    assert "\n".join(found[:20]) == ""
    assert len(shown) > 45


def test_a_difference_is_found(questions: Questions, monkeypatch: pytest.MonkeyPatch) -> None:
    """A metric that looks at the figures of another is found out at every place where it is published."""
    metrics = {name: questions.metrics[name] for name in ("clicks", "sent")}
    swapped = Questions.metric

    def mixed_up(self: Questions, names: Sequence[str], by: Sequence[str]) -> dict[str, Figures]:
        answers = swapped(self, names, by)
        return dict.fromkeys(names, answers["clicks"])

    monkeypatch.setattr(questions, "metrics", metrics)
    monkeypatch.setattr(Questions, "metric", mixed_up)
    found, _ = differences(questions)
    assert {line.split(":")[0] for line in found} == {"sent"}
    for table in ("push_campaigns.sent", "push_daily.sent", "kpi_events.sent"):
        assert any(f"{table} is" in line for line in found)


def test_sums_add_up_by_channel_and_day(questions: Questions) -> None:
    """What is summed over campaigns by MetricFlow is the sum of what it says of each."""
    measures = write_metrics.measures_of(questions.manifest)
    sums = [
        name
        for name, metric in questions.metrics.items()
        if metric["type"] == "simple" and measures[metric["type_params"]["measure"]["name"]][0]["agg"] == "sum"
    ]
    assert {"clicks", "purchase_amount", "unrounded_send_cost", "credited_amount", "element_clicks"} <= set(sums)
    by = ["campaign__channel", "metric_time__day"]
    totals = questions.metric(sums, by)
    parts = questions.metric(sums, [*by, "campaign__campaign_id"])
    for name in sums:
        added: Figures = {}
        for key, value in parts[name].items():
            added[key[:2]] = added.get(key[:2], Decimal(0)) + Decimal(value)
        assert {key: figure(value) for key, value in added.items()} == totals[name], name
        assert totals[name], name


def test_the_return_of_a_channel_is_that_of_its_campaigns_with_costs(questions: Questions) -> None:
    answers = questions.metric(["roas"], ["campaign__channel"])["roas"]
    rows = questions.connection.execute(
        " union all ".join(
            f"select '{channel}', cast(sum(purchase_amount) as double) / cast(sum(send_cost) as double)"
            f" from marts.{channel}_campaigns where send_cost is not null"
            for channel in ("push", "kakaotalk", "text")
        )
    ).fetchall()
    assert {(channel,): round(value, 3) for channel, value in rows if value} == {
        key: round(value, 3) for key, value in answers.items()
    }
    assert len(answers) == 3


@pytest.mark.parametrize("channel", CHANNELS)
def test_saved_queries_are_the_columns_of_a_page(questions: Questions, channel: str) -> None:
    """The saved queries of a channel have every figure of its marts and the rows of its campaigns and days."""
    for kind, mart in (("page", f"{channel}_campaigns"), ("trend", f"{channel}_daily")):
        request = MetricFlowQueryRequest.create(saved_query_name=f"{channel}_{kind}")
        columns, rows = questions.asked(request)
        figures = {name for name in questions.columns(mart) if name in questions.metrics}
        asked = set(columns) & questions.metrics.keys()
        assert asked - figures <= {"button_clicks", "opens"}, mart
        assert figures - asked <= {"roas"}, mart
        position = columns.index("clicks")
        clicks = questions.connection.execute(f"select sum(clicks) from marts.{mart}").fetchone()[0]
        assert sum(row[position] or 0 for row in rows) == clicks > 0


def test_the_page_of_metrics_is_current(shop: Shop) -> None:
    assert write_metrics.main(["--check", "--manifest", str(shop.target / "manifest.json")]) == 0


def test_a_page_of_metrics_that_is_not_current_is_found(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = shop.target / "manifest.json"
    other = tmp_path / "metrics.md"
    other.write_text(write_metrics.PAGE.read_text().replace("`clicks`", "`taps`"))
    monkeypatch.setattr(write_metrics, "PAGE", other)
    assert write_metrics.main(["--check", "--manifest", str(manifest)]) == 1
    assert "`make metrics` writes it anew" in capsys.readouterr().err
    assert write_metrics.main(["--manifest", str(manifest)]) == 0
    assert write_metrics.main(["--check", "--manifest", str(manifest)]) == 0


def ungrounded(manifest: Mapping[str, Any]) -> list[str]:
    """The metrics without label, unit, source or description, and those published where there is nothing."""
    marts = {node["name"]: node["columns"] for node in manifest["nodes"].values() if node["schema"] == "marts"}
    found = []
    for name, metric in write_metrics.metrics_of(manifest).items():
        meta = metric["config"]["meta"]
        has_all = all((metric["label"], metric["description"], meta.get("unit"), meta.get("source")))
        found += [] if has_all else [f"{name} is not described"]
        found += [] if re.search(r"Source:\s", metric["description"]) else [f"{name} has no source"]
        places = write_metrics.published_in(metric, manifest)
        found += [f"{name} is not in {table}" for table, column in places if column not in marts.get(table, ())]
        found += [] if places or meta.get("published_as") == [] else [f"{name} is published nowhere"]
    return found


def test_every_metric_is_described_and_published(manifest: dict[str, Any]) -> None:
    assert ungrounded(manifest) == []


def test_metrics_without_ground_are_found(manifest: dict[str, Any]) -> None:
    metrics = json.loads(json.dumps(manifest["metrics"]))
    metrics["metric.lookback.clicks"]["label"] = ""
    metrics["metric.lookback.sent"]["config"]["meta"] = {
        "unit": "messages",
        "source": "DFINERY",
        "published_as": ["a.b"],
    }
    metrics["metric.lookback.opens"]["description"] = "Opens."
    metrics["metric.lookback.pending"]["config"]["meta"] = {
        "unit": "messages",
        "source": "decided",
        "published_as": None,
    }
    nodes = {
        unique_id: {**node, "columns": {name: column for name, column in node["columns"].items() if name != "pending"}}
        for unique_id, node in manifest["nodes"].items()
    }
    assert ungrounded({**manifest, "metrics": metrics, "nodes": nodes}) == [
        "sent is not in a",
        "pending is published nowhere",
        "clicks is not described",
        "opens has no source",
    ]
