#!/usr/bin/env python3
"""Write docs/metrics.md, the list of all metrics, from what dbt has parsed; `make metrics` does.

    python scripts/write_metrics.py [--manifest target/manifest.json] [--check]

With --check nothing is written: the exit code is 1 when the page is not what the definitions say.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "metrics.md"

HEAD = """\
# Metrics

Every metric is defined once, in `models/semantic`, and asked with [MetricFlow](https://docs.getdbt.com/docs/build/about-metricflow);
the marts publish the same figures, and the test suite asks every metric and compares. This page is written by
`make metrics` from those definitions.

```sh
.venv/bin/mf query --metrics purchase_amount,roas --group-by metric_time__day,campaign__channel
.venv/bin/mf list metrics
```

Ask by `campaign__channel` (where it happened), `campaign__campaign_id`, `campaign__campaign_name`,
`campaign__message_type`, `campaign__status`, `campaign__own_channel` (the campaign's, also for its fallback
messages) and `metric_time__day`, `__week`, `__month`; metrics of goals also by `goal__ruleset`, `goal__event_name`,
`goal__conversion_kind`, `goal__basis`, clicks on elements by `element__element_id`, `element__element_label`,
`element__click_target`. Figures of different rulesets never add up: ask metrics of goals by `goal__ruleset` or with a
`--where` that picks one.

Where nothing was counted, a mart has 0 and MetricFlow no value. Distinct devices and users are counted over what is
asked for; the marts publish them per campaign. `click_rank` is no metric, since it cannot be summed: `push_clicks`,
`kakaotalk_clicks` and `in_app_clicks` have it.
"""

SECTIONS = {
    "campaign_days": "Messages, and purchases by the reporting ruleset",
    "send_costs": "Costs",
    "touches": "Devices and users",
    "element_days": "Elements",
    "credits": "Credits, goals and KPI events",
    "goal_touches": "What goals are divided by",
}


PUBLISHING = re.compile(r"(push|kakaotalk|text|in_app)_(campaigns|daily)|conversion_(event_results|credits)|kpi_events")
"""Marts that show a metric if they have a column of its name: their keys are what metrics are asked by."""


def metrics_of(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The metrics by name, in the order in which they are defined."""
    metrics = [metric for metric in manifest["metrics"].values() if metric["package_name"] == "lookback"]
    names = re.findall(r"^  - name: (\w+)", (PROJECT / metrics[0]["original_file_path"]).read_text(), re.MULTILINE)
    return {metric["name"]: metric for metric in sorted(metrics, key=lambda metric: names.index(metric["name"]))}


def measures_of(manifest: Mapping[str, Any]) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Each measure with the semantic model that it belongs to."""
    models = manifest["semantic_models"].values()
    return {measure["name"]: (measure, model) for model in models for measure in model["measures"]}


def published_in(metric: Mapping[str, Any], manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The marts and columns that show a metric: those that it names, else the columns of its name."""
    named = metric["config"]["meta"].get("published_as")
    if named is not None:
        return [tuple(place.split(".")) for place in named]
    return sorted(
        (node["name"], metric["name"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts" and PUBLISHING.fullmatch(node["name"])
        if metric["name"] in node["columns"]
    )


def is_of_goals(metric: Mapping[str, Any], manifest: Mapping[str, Any]) -> bool:
    """Whether a metric can be asked by goal and ruleset."""
    measures = measures_of(manifest)
    models = [measures[measure["name"]][1] for measure in metric["type_params"]["input_measures"]]
    return all(any(entity["name"] == "goal" for entity in model["entities"]) for model in models)


def filter_of(metric: Mapping[str, Any]) -> str:
    """What a metric is restricted to, as people read it."""
    templates = [each["where_sql_template"] for each in (metric["filter"] or {}).get("where_filters", ())]
    return re.sub(r"\{\{ Dimension\('(\w+)'\) \}\}", r"\1", " and ".join(templates))


def formula_of(metric: Mapping[str, Any], manifest: Mapping[str, Any]) -> str:
    """How a metric is computed: from a measure of a semantic model, or from other metrics."""
    parameters = metric["type_params"]
    if metric["type"] == "ratio":
        formula = f"{parameters['numerator']['name']} / {parameters['denominator']['name']}"
    elif metric["type"] == "derived":
        formula = parameters["expr"]
    else:
        measure, model = measures_of(manifest)[parameters["measure"]["name"]]
        table = model["depends_on"]["nodes"][0].rpartition(".")[2]
        aggregation = {"count_distinct": "count(distinct {})", "sum": "sum({})"}[measure["agg"]]
        formula = f"{aggregation.format(measure['expr'] or measure['name'])} from {table}"
    restriction = filter_of(metric)
    return formula + (f" where {restriction}" if restriction else "")


def is_word_of(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)


def tests_of(columns: Iterable[str], singular: Mapping[str, str], unit: Mapping[str, str]) -> list[str]:
    """The data tests that name one of the columns, and how many unit tests expect a value of it."""
    columns = list(columns)
    tables = re.compile(r"ref\('\w+'\)|\w+\.(?=\w)|\b(?:from|join|as) \w+|\w+ as \(|--[^\n]*")
    singular = {name: tables.sub(" ", text) for name, text in singular.items()}
    found = [f"[{name}](../tests/singular/{name}.sql)" for name, text in singular.items() if is_word_of(text, columns)]
    units = sum(is_word_of(text, columns) for text in unit.values())
    return found + ([f"{units} unit test{'s' if units > 1 else ''}"] if units else [])


def read_tests() -> tuple[dict[str, str], dict[str, str]]:
    """The text of each data test, and what each unit test of a model expects."""
    singular = {path.stem: path.read_text() for path in sorted((PROJECT / "tests" / "singular").glob("*.sql"))}
    unit = {}
    for path in sorted((PROJECT / "models").glob("**/*__*unit_tests.yml")):
        for test in yaml.safe_load(path.read_text())["unit_tests"]:
            unit[test["name"]] = json.dumps(test["expect"], default=str)
    return singular, unit


def cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def page(manifest: Mapping[str, Any]) -> str:
    """The whole page."""
    singular, unit = read_tests()
    metrics = metrics_of(manifest)
    measures = measures_of(manifest)
    lines = [HEAD]
    for model, title in SECTIONS.items():
        lines += [f"## {title}", ""]
        lines += ["| metric | what it is | formula | unit | source | published in |", "|---|---|---|---|---|---|"]
        for name, metric in metrics.items():
            first = metric["type_params"]["input_measures"][0]["name"]
            if measures[first][1]["name"] != model:
                continue
            places = [
                f"`{table}`" if column == name else f"`{table}.{column}`"
                for table, column in published_in(metric, manifest)
            ]
            meta = metric["config"]["meta"]
            lines.append(
                f"| `{name}` | {cell(metric['label'])} | `{cell(formula_of(metric, manifest))}` | {meta['unit']}"
                f" | {meta['source']} | {', '.join(places) or 'a step of other metrics'} |"
            )
        lines.append("")
    lines += [
        "## What each means, and which tests hold it",
        "",
        "Beside the tests named here, `tests/suite/test_metrics.py` asks MetricFlow for every metric and finds the",
        "figures of the marts, and `tests/suite/test_universes.py` compares every cell of the marts with a second",
        "computation, from the raw rows.",
        "",
    ]
    for name, metric in metrics.items():
        places = published_in(metric, manifest)
        tests = tests_of({column for _, column in places}, singular, unit) if places else []
        lines.append(f"- **`{name}`**: {cell(metric['description'])}")
        if tests:
            lines.append(f"  Tests: {', '.join(tests)}.")
    lines += ["", "## Saved queries", "", "What each channel's page shows: `mf query --saved-query push_page`.", ""]
    lines += ["| saved query | what it shows |", "|---|---|"]
    for query in sorted(manifest["saved_queries"].values(), key=lambda query: query["name"]):
        lines.append(f"| `{query['name']}` | {cell(query['description'])} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Write docs/metrics.md from the definitions of the metrics.")
    parser.add_argument("--manifest", type=Path, default=PROJECT / "target" / "manifest.json")
    parser.add_argument("--check", action="store_true", help="write nothing, fail when the page is not current")
    options = parser.parse_args(arguments)
    if not options.manifest.is_file():
        print(f"There is no {options.manifest} yet: `make build` makes it.", file=sys.stderr)
        return 1
    written = page(json.loads(options.manifest.read_text()))
    if not options.check:
        PAGE.write_text(written)
    elif not PAGE.is_file() or PAGE.read_text() != written:
        print("docs/metrics.md is not what the metrics say: `make metrics` writes it anew.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
