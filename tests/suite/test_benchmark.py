"""The benchmark: it measures all that it promises, on raw data cut as it says. No test asserts a time."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest
import yaml

import benchmark
from benchmarks.cases import Case, Plan
from benchmarks.chart import chart
from benchmarks.contents import contents, differences
from benchmarks.engine import EVENT_TABLES, SETTINGS, rows_of
from benchmarks.page import BEGIN, END, PAGE, updated, write_page
from benchmarks.processes import BenchmarkError, Database, environment_of, run
from benchmarks.progress import Progress
from benchmarks.report import CPU_SECONDS, Results, found, growth, tables
from dbt_processes import PROJECT

EVENTS = 20_000
LAST_DAY = "2026-05-30"
DAYS_OF_LATE = ["2026-05-25", "2026-05-26", "2026-05-27", "2026-05-28", "2026-05-29"]


@dataclass(frozen=True)
class Benchmark:
    """A run of the whole benchmark, and what it left."""

    folder: Path
    output: str
    results: Results

    @property
    def case(self) -> dict[str, Any]:
        return self.results["cases"][0]

    @property
    def kept(self) -> Path:
        return self.folder / f"kept-none-{EVENTS}"


def measured(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/benchmark.py", "--folder", str(folder), "--events", str(EVENTS)]
    options = ["--skew", "none", "--runs", "1", *arguments]
    return subprocess.run([*command, *options], cwd=PROJECT, capture_output=True, text=True, timeout=1800)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Benchmark:
    folder = tmp_path_factory.mktemp("benchmark")
    completed = measured(folder, "--keep")
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return Benchmark(folder, completed.stdout, json.loads((folder / "results.json").read_text()))


# ---------------------------------------------------------------------------------------------------- what it measures


def figures_missing(case: dict[str, Any]) -> list[str]:
    """The figures that a case has not, or not as a positive number."""
    processes = [
        ("generator",),
        ("floors", "scan"),
        ("floors", "copy"),
        ("build", "full"),
        ("build", "empty"),
        ("tests", "all"),
        ("increment", "day"),
    ]
    paths = [(*path, name) for path in processes for name in ("cpu_seconds", "wall_seconds", "peak_memory_bytes")]
    paths += [("events",), ("rows",), ("runs",), ("increment", "tables_compared")]
    paths += [("generator", name) for name in ("rows", "events_per_second", "files", "bytes")]
    paths += [("floors", "copy", "database_bytes"), ("build", "full", "database_bytes")]
    missing = [".".join(path) for path in paths if not (found(case, *path) or 0) > 0]
    remainders = [("build", "models"), ("tests", "without_overhead"), ("increment", "models")]
    paths = [(*path, name) for path in remainders for name in ("cpu_seconds", "wall_seconds")]
    missing += [".".join(path) for path in paths if not isinstance(found(case, *path), float)]
    return missing + ([] if "share_of_full" in case["increment"] else ["increment.share_of_full"])


def test_every_figure_is_measured(whole: Benchmark) -> None:
    assert [(case["skew"], case["events"], case["runs"]) for case in whole.results["cases"]] == [("none", EVENTS, 1)]
    assert figures_missing(whole.case) == []
    without_tests = {name: part for name, part in whole.case.items() if name != "tests"}
    assert "tests.all.cpu_seconds" in figures_missing(without_tests)


def test_what_it_was_measured_on_is_noted(whole: Benchmark) -> None:
    machine, software = whole.results["machine"], whole.results["software"]
    assert machine["cores"] >= 1 and machine["memory_bytes"] > 1e8 and machine["processor"]
    assert software["duckdb"] == duckdb.__version__
    assert software["dbt-core"] and software["dbt-duckdb"] and software["python"]
    assert whole.results["seed"] == 20260501


def test_every_node_is_in_the_breakdown(whole: Benchmark, manifest: dict[str, Any]) -> None:
    models = {node["name"] for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed")}
    for part in ("build", "increment"):
        names = {node["name"] for node in whole.case[part]["nodes"]}
        assert models <= names
        assert "on-run-start-0" in names
    seconds = [node["seconds"] for node in whole.case["build"]["nodes"]]
    assert seconds == sorted(seconds, reverse=True)
    assert all(node["name"] not in models for node in whole.case["tests"]["nodes"])
    parts = {node["name"]: node["part"] for node in whole.case["build"]["nodes"]}
    assert (parts["int_credits_shared"], parts["push_campaigns"]) == ("attribution", "push")
    assert (parts["rulesets"], parts["on-run-start-0"]) == ("seed", "operation")


def test_what_was_measured_is_printed(whole: Benchmark) -> None:
    begins = (
        "CPU seconds",
        "Wall seconds",
        "Memory and disk",
        "The last day",
        "What the parts",
        "The models that take",
    )
    assert all(begin in whole.output for begin in begins)
    assert whole.case["build"]["nodes"][0]["name"] in whole.output
    assert str(whole.folder / "results.json") in whole.output
    ElementTree.parse(whole.folder / "results.svg")


def test_the_databases_hold_what_was_measured(whole: Benchmark) -> None:
    with duckdb.connect(str(whole.kept / "copy.duckdb"), read_only=True) as connection:
        copied = [connection.execute(f"select count(*) from {table}").fetchone()[0] for table in EVENT_TABLES]
    assert sum(copied) == whole.case["rows"]
    for name in ("build", "increment"):
        with duckdb.connect(str(whole.kept / f"{name}.duckdb"), read_only=True) as connection:
            counted = connection.execute("select sum(raw_rows) from quality.event_reconciliation").fetchone()[0]
        assert counted == whole.case["rows"]


def test_raw_data_is_used_again_figures_are_added_and_databases_go(whole: Benchmark, tmp_path: Path) -> None:
    shutil.copytree(whole.folder / "raw", tmp_path / "raw")
    shutil.copy(whole.folder / "results.json", tmp_path)
    again = measured(tmp_path, "--only", "floors", "--add")
    assert again.returncode == 0, again.stderr
    assert "the raw data is there" in again.stderr
    (case,) = json.loads((tmp_path / "results.json").read_text())["cases"]
    assert case["floors"] != whole.case["floors"]
    assert {**case, "floors": whole.case["floors"]} == whole.case
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raw", "results.json", "results.svg"]
    note = next((tmp_path / "raw").glob("*.json"))
    assert json.loads(note.read_text())["rows"] == whole.case["generator"]["rows"]


# ------------------------------------------------------------------------------------------------ how the month is cut


@pytest.fixture
def cut(whole: Benchmark) -> Iterator[Cut]:
    """The generated month, and the same with its last day given."""
    with duckdb.connect() as connection:
        yield Cut(connection, whole.folder / "raw" / f"none-{EVENTS}-seed20260501", whole.kept / "raw" / "base")


@dataclass(frozen=True)
class Cut:
    """Relations of the month that was generated, and of what became of it."""

    connection: duckdb.DuckDBPyConnection
    generated: Path
    given: Path

    def month(self, table: str) -> str:
        return rows_of(self.generated / table)

    def day(self, table: str) -> str:
        return rows_of(self.generated / table / LAST_DAY)

    def base(self, table: str) -> str:
        return rows_of(*(folder for folder in (self.given / table).iterdir() if folder.name != LAST_DAY))

    def batch(self, table: str, part: str) -> str:
        return rows_of(self.given / table / LAST_DAY / f"part-{part}.parquet")

    def count(self, relation: str) -> int:
        return self.connection.execute(f"select count(*) from {relation}").fetchone()[0]

    def number(self, query: str) -> int:
        return self.connection.execute(query).fetchone()[0]


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_the_base_and_the_last_day_are_the_month(cut: Cut, table: str) -> None:
    assert sorted(path.name for path in (cut.given / table).iterdir()) == sorted(
        path.name for path in (cut.generated / table).iterdir()
    )
    parts = f"""
        (
            select * exclude (received_at) from {cut.base(table)}
            union all by name
            select * exclude (received_at) from {cut.day(table)}
            union all by name
            select * exclude (received_at) from {cut.batch(table, "late")}
        )
    """
    month = f"(select * exclude (received_at) from {cut.month(table)})"
    assert cut.count(f"(from {parts} except all from {month})") == 0
    assert cut.count(f"(from {month} except all from {parts})") == 0


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_late_events_are_of_the_five_days_before_and_nowhere_else(cut: Cut, table: str) -> None:
    late = cut.batch(table, "late")
    events = cut.number(f"select count(distinct event_id) from {late}")
    assert events == math.ceil(cut.count(cut.day(table)) / 100)
    assert cut.count(f"{late} semi join {cut.base(table)} using (event_id)") == 0
    days = [cut.generated / table / day for day in DAYS_OF_LATE]
    assert cut.count(f"{late} anti join {rows_of(*days)} using (event_id)") == 0
    assert cut.count(f"{late} where date_trunc('day', received_at) <> '{LAST_DAY}'") == 0
    assert cut.count(f"{late} where date_diff('day', occurred_at, received_at) > 6") == 0


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_copies_are_of_older_events_and_some_came_earlier(cut: Cut, table: str) -> None:
    copies = cut.batch(table, "copies")
    assert cut.count(copies) == math.ceil(cut.count(cut.day(table)) / 200)
    others = (
        f"(select * exclude (received_at) from {copies} except select * exclude (received_at) from {cut.base(table)})"
    )
    assert cut.count(others) == 0
    assert cut.count(f"{copies} where received_at is null") == 0


def test_some_copies_are_the_ones_to_keep_and_some_are_not(cut: Cut, whole: Benchmark) -> None:
    earlier = later = 0
    for table in EVENT_TABLES:
        first = f"(select event_id, min(received_at) as first_at from {cut.base(table)} group by event_id)"
        pairs = f"{cut.batch(table, 'copies')} inner join {first} using (event_id)"
        earlier += cut.count(f"{pairs} where received_at < first_at")
        later += cut.count(f"{pairs} where received_at >= first_at")
    assert earlier > 0 and later > 0
    assert earlier <= whole.case["batch"]["earlier_copies_rows"]


def test_log_ins_are_of_users_on_devices_that_had_none(cut: Cut) -> None:
    logins = cut.batch("app_events", "logins")
    assert cut.count(logins) >= 3
    assert cut.count(f"{logins} where event_name <> 'login' or user_id is null") == 0
    assert cut.number(f"select count(distinct device_id) from {logins}") == cut.count(logins)
    ids = " union all ".join(f"select device_id, user_id from {cut.base(table)}" for table in EVENT_TABLES)
    assert cut.count(f"{logins} anti join {cut.base('message_events')} using (device_id)") == 0
    assert cut.count(f"{logins} semi join (select device_id from ({ids}) where user_id <> '') using (device_id)") == 0
    assert cut.count(f"{logins} anti join ({ids}) using (user_id)") == 0
    assert cut.count(f"{logins} semi join {cut.month('app_events')} using (event_id)") == 0


def test_the_rows_of_the_batch_are_counted(cut: Cut, whole: Benchmark) -> None:
    def rows(part: str) -> int:
        return sum(
            cut.count(cut.batch(table, part))
            for table in EVENT_TABLES
            if (cut.given / table / LAST_DAY / f"part-{part}.parquet").exists()
        )

    batch = whole.case["batch"]
    kinds = {"day": "0", "late": "late", "copies": "copies", "logins": "logins"}
    assert {kind: batch[f"{kind}_rows"] for kind in kinds} == {kind: rows(part) for kind, part in kinds.items()}
    assert batch["batch_rows"] == sum(batch[f"{kind}_rows"] for kind in kinds)
    assert batch["base_rows"] == sum(cut.count(cut.base(table)) for table in EVENT_TABLES)
    assert whole.case["rows"] == batch["base_rows"] + batch["batch_rows"]


# -------------------------------------------------------------------------------------------------- what it stops for


def small_database(path: Path, amounts: list[int]) -> Database:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create table marts.sales (campaign_id varchar, amount integer)")
        connection.executemany("insert into marts.sales values ('a', ?)", [[amount] for amount in amounts])
    return Database(path)


def test_tables_that_differ_are_found(tmp_path: Path) -> None:
    one, same, other, fewer = (
        contents(small_database(tmp_path / f"{name}.duckdb", amounts).path)
        for name, amounts in {"one": [1, 2, 2], "same": [2, 1, 2], "other": [1, 1, 2], "fewer": [1, 2]}.items()
    )
    assert list(differences(one, same)) == []
    assert list(differences(other, one)) == ["marts.sales has other values in amount"]
    assert list(differences(fewer, one)) == ["marts.sales has 2 rows and not 3"]
    assert list(differences({}, one)) == ["marts.sales is only in one of them"]


def test_a_continued_build_that_differs_is_an_error_and_is_kept(tmp_path: Path) -> None:
    plan = Plan("none", EVENTS, 1, 0, frozenset(), "", is_kept=False)
    case = Case(plan, PROJECT, tmp_path, Progress())
    databases = [small_database(tmp_path / f"{name}.duckdb", rows) for name, rows in (("a", [1]), ("b", [1, 2]))]
    with pytest.raises(BenchmarkError, match=r"marts\.sales has 1 rows and not 2"):
        case.check(*databases)
    assert case.is_kept
    assert sorted(path.name for path in case.kept.iterdir()) == ["build.duckdb", "increment.duckdb"]


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    script = "print('first'); print('the reason'); raise SystemExit(3)"
    with pytest.raises(BenchmarkError, match=r"(?s)exit code 3.*the reason"):
        run([sys.executable, "-c", script], environment_of(), tmp_path / "log.txt")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--events", "500"], "--events must be at least 10000, and one is 500"),
        (["--runs", "0"], "--runs must be at least 1, and is 0"),
        (["--memory-limit", "much"], "--memory-limit must be a size such as 2GB or 50%, and is much"),
        (["--skew", "robot"], "invalid choice: 'robot'"),
        (["--only", "marts"], "invalid choice: 'marts'"),
    ],
)
def test_options_that_make_no_sense(arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        benchmark.parse(arguments)
    assert stopped.value.code == 2
    assert reason in capsys.readouterr().err


def test_a_disk_that_is_too_small_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="GB of disk"):
        benchmark.check_disk(tmp_path, 10**15)


def test_figures_of_other_conditions_are_not_mixed(tmp_path: Path) -> None:
    options = benchmark.parse(["--folder", str(tmp_path)])
    benchmark.write({**benchmark.new_results(options), "cases": [made_up_case("none", 1_000_000)]}, options.output)
    options.add = True
    assert [case["events"] for case in benchmark.new_results(options)["cases"]] == [1_000_000]
    options.memory_limit = "2GB"
    with pytest.raises(BenchmarkError, match="other conditions"):
        benchmark.new_results(options)


def test_the_page_of_nothing_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["--write-docs", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith("results.json yet: measure first.\n")


# ------------------------------------------------------------------------------------------------------- what it plans


def test_the_largest_of_several_sizes_is_run_once() -> None:
    planned = benchmark.plans(benchmark.parse(["--events", "20000", "10000", "--only", "tests", "--seed", "5"]))
    assert [(plan.skew, plan.events, plan.runs) for plan in planned] == [
        ("none", 10_000, 3),
        ("bot", 10_000, 3),
        ("none", 20_000, 1),
        ("bot", 20_000, 1),
    ]
    assert {plan.parts for plan in planned} == {frozenset({"build", "tests"})}
    assert {plan.seed for plan in planned} == {5}
    (alone,) = benchmark.plans(benchmark.parse(["--events", "20000", "--skew", "none"]))
    assert alone.runs == 3
    asked = benchmark.plans(benchmark.parse(["--events", "20000", "10000", "--runs", "2"]))
    assert {plan.runs for plan in asked} == {2}


def test_the_floors_have_the_settings_of_the_profile() -> None:
    profile = yaml.safe_load((PROJECT / "profiles.yml").read_text())["lookback"]["outputs"]["duckdb"]
    settings = {name: str(value).lower() for name, value in profile["settings"].items()}
    assert "lookback_memory_limit" in settings.pop("memory_limit")
    assert settings == {name: value.lower() for name, value in SETTINGS.items()}
    assert profile["threads"] == 1, "the times of the nodes would not add up"


# --------------------------------------------------------------------------------------------------------- what it says


def made_up_case(skew: str, events: int, exponent: float = 1.0) -> dict[str, Any]:
    """A case whose CPU seconds grow with this exponent: 2 for a million events."""
    seconds = 2 * (events / 1_000_000) ** exponent
    usage = {"cpu_seconds": seconds, "wall_seconds": seconds / 2, "peak_memory_bytes": 1e8, "database_bytes": 1e8}
    nodes = [
        {"name": f"int_{number}", "part": "odd" if number % 2 else "even", "seconds": float(20 - number)}
        for number in range(20)
    ]
    batch = {"base_rows": events, "batch_rows": 0, "late_rows": 0, "copies_rows": 0, "logins_rows": 0}
    return {
        "skew": skew,
        "events": events,
        "rows": events,
        "runs": 1,
        "generator": {**usage, "rows": events, "events_per_second": 5, "bytes": 1e8},
        "batch": batch,
        "floors": {"scan": usage, "copy": usage},
        "build": {"full": usage, "empty": usage, "models": usage, "nodes": nodes},
        "tests": {"all": usage, "without_overhead": usage, "nodes": nodes},
        "increment": {"day": usage, "models": usage, "share_of_full": 1.0, "tables_compared": 9, "nodes": nodes},
    }


def made_up_results(*cases: dict[str, Any]) -> Results:
    machine = {"processor": "A", "cores": 2, "memory_bytes": 8e9, "system": "B", "load_at_start": 0.0}
    software = {"python": "3.11", "duckdb": "2.0", "dbt-core": "1.11", "dbt-duckdb": "1.11", "lookback": None}
    conditions = {"measured_on": "2026-05-01", "machine": machine, "software": software}
    return {**conditions, "seed": 1, "memory_limit": "", "cases": list(cases), "growth": []}


def test_growth_is_the_exponent() -> None:
    cases = [made_up_case("none", events, 1.2) for events in (1_000_000, 10_000_000, 50_000_000)]
    steps = list(growth([*cases, made_up_case("bot", 1_000_000)]))
    assert [(step["skew"], step["from"], step["to"]) for step in steps] == [
        ("none", 1_000_000, 10_000_000),
        ("none", 10_000_000, 50_000_000),
    ]
    assert {exponent for step in steps for exponent in step["exponents"].values()} == {1.2}
    assert steps[0]["exponents"].keys() == CPU_SECONDS.keys()


def test_parts_that_were_not_measured_are_left_open() -> None:
    floors_only = {name: made_up_case("none", 1_000_000)[name] for name in ("skew", "events", "rows", "runs", "batch")}
    floors_only |= {"generator": made_up_case("none", 1_000_000)["generator"]}
    made = list(tables(made_up_results(floors_only, made_up_case("bot", 1_000_000))))
    assert made[0].rows[0] == ["none", "1 M", *["-"] * 9]
    assert made[0].rows[1][2:] == ["2.0", "2.0", "2.0", "2.0", "2.0", "1.00", "1.00", "2.0", "2.0"]
    assert not any("skew none" in table.title for table in made)
    assert [row[0] for row in made[-1].rows] == [*(f"int_{number}" for number in range(15)), "all 20"]
    assert made[-2].header == ["part", "full, 1 M", "last day, 1 M"]
    assert made[-2].rows == [["even", "110.00", "110.00"], ["odd", "100.00", "100.00"]]
    ElementTree.fromstring(chart([floors_only]))


def test_tables_are_aligned_and_are_markdown() -> None:
    (first, *_) = tables(made_up_results(made_up_case("none", 1_000_000)))
    lines = first.as_text()
    assert len({line.find("1.00") for line in lines[4:]} | {lines[2].find("models / scan") + 9}) == 1
    heads, rules, *rows = first.as_markdown()[2:]
    assert {line.count("|") for line in (heads, rules, *rows)} == {len(first.header) + 1}
    assert rules.startswith("|---|---:|")


def test_the_chart_has_a_line_for_each_measure_and_no_label_on_another() -> None:
    cases = [made_up_case(skew, events) for skew in ("none", "bot") for events in (1_000_000, 10_000_000)]
    drawn = ElementTree.fromstring(chart(cases))
    labels = [label for label in drawn.iter("{http://www.w3.org/2000/svg}text") if label.text.endswith(" s")]
    assert {label.text.partition(":")[0] for label in labels} == {
        f"{measure}{skew}" for measure in CPU_SECONDS for skew in ("", ", bot")
    }
    heights = sorted(float(label.get("y")) for label in labels)
    assert min(below - above for above, below in zip(heights[:-1], heights[1:], strict=True)) >= 12
    assert all(0 <= float(label.get("y")) <= 460 for label in labels)


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    results = made_up_results(made_up_case("none", 1_000_000))
    write_page(results, page)
    once = page.read_text()
    assert once.startswith(f"before\n\n{BEGIN}\n\nMeasured on 2026-05-01") and once.endswith(f"\n\n{END}\n\nafter\n")
    assert "old" not in once and "![CPU seconds by events](assets/performance.svg)" in once
    ElementTree.parse(tmp_path / "assets" / "performance.svg")
    write_page(results, page)
    assert page.read_text() == once
    with pytest.raises(BenchmarkError, match="both marks"):
        updated("no marks", "text")


def test_the_page_has_both_marks() -> None:
    text = PAGE.read_text()
    assert 0 < text.find(BEGIN) < text.find(END)
