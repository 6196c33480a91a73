"""Every model compiles for Snowflake, BigQuery and Postgres without a connection, and is SQL of the dialect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import check_dialects
from dbt_processes import PROJECT

PYTHON = PROJECT / ".venv" / "dialects" / "bin" / "python"
NO_ADAPTERS = (
    "THE ADAPTERS ARE MISSING: nothing has checked that the models compile for Snowflake, BigQuery and Postgres"
    " (make install-dialects)"
)
NAMES: dict[str, dict[str, Any]] = yaml.safe_load(check_dialects.NAMES.read_text())


def test_every_model_compiles_and_is_sql_of_the_dialect(notes: list[str], tmp_path: Path) -> None:
    if not PYTHON.exists():
        if os.environ.get("CI"):
            pytest.fail(NO_ADAPTERS)
        # Because pytest may be run by itself, without the gigabyte of adapters that `make test` installs.
        pytest.skip(NO_ADAPTERS)
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DBT_", "LOOKBACK_"))}
    checked = subprocess.run(
        [PYTHON, "scripts/check_dialects.py", "--target-path", tmp_path],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    results = [line for line in checked.stdout.splitlines() if not line.startswith(" ")]
    assert [line.partition(":")[0] for line in results] == list(NAMES)
    notes.extend(results)


NO_SQL = {
    "snowflake": "select trim(leading '0' from a) as b from t",
    "bigquery": "select a from t union select a from u",
    "postgres": "select (a as b from t",
}


@pytest.mark.parametrize("dialect", NAMES)
def test_what_is_no_sql_of_the_dialect_is_found(dialect: str) -> None:
    findings = check_dialects.check(
        dialect, {"models/a.sql": "select 1 as a", "models/b.sql": f"-- b\n{NO_SQL[dialect]}"}, {}
    )
    assert (findings.models, findings.parsed) == (2, 1)
    assert len(findings.errors) == 1
    assert findings.errors[0].startswith("models/b.sql, line 2 as compiled: ")


def test_what_is_not_one_select_is_found() -> None:
    for sql in ("", "select 1 as a; select 2 as a", "drop table t"):
        assert check_dialects.check("postgres", {"models/a.sql": sql}, {}).errors == ["models/a.sql: is not one select"]


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("select arg_max_null(a, b) as c from t", "function arg_max_null"),
        ("select list_contains(a, 1) as c from t", "function list_contains"),
        ("select epoch_us(a) as c from t", "function epoch_us"),
        ("select a from t where getvariable('b')", "function getvariable"),
        ("select cast(a as hugeint) as c from t", "type hugeint"),
        ("select cast(cast(a as bigint) as decimal(76, 3)) as c from t", "type decimal(76,3)"),
        ("select a from t qualify row_number() over (order by a) = 1", "clause qualify"),
        ("select a % 2 as c from t", "operator %"),
        ("select max_by(a, (b, c)) as d from t", "clause row value in a call"),
        ("select array_agg(a order by (b, c)) as d from t", "clause row value in a call"),
        ("select * exclude (a) from t", "clause * exclude or replace"),
        ("select sum(a order by b) as c from t", "clause order by in sum"),
        ("select a, count(*) as b from t group by all", "clause group by all"),
        ("select t.a from t asof join u on t.a >= u.a", "clause asof or positional join"),
        ("select a from t union all by name select a from u", "clause union by name"),
        ("select [a, b] as c from t", "operator ["),
        ("select [x + 1 for x in a] as b from t", "clause [… for …]"),
        ("select {'a': 1} as b", "operator {"),
        ("select a from (values (1)) as t (a)", "clause values in from"),
        ("select u.b from t cross join lateral (select t.a as b) as u", "clause join lateral (select …)"),
    ],
)
def test_what_is_named_and_not_known_is_found(dialect: str, sql: str, name: str) -> None:
    kind, _, word = name.partition(" ")
    names = {**NAMES[dialect], "needed": {}}
    without = {**names, f"{kind}s": [known for known in names.get(f"{kind}s", ()) if known != word]}
    errors = check_dialects.check(dialect, {"models/a.sql": sql}, without).errors
    assert [error for error in errors if error.endswith(f": {dialect} is not known to have the {name}")], errors


def test_a_comment_that_was_a_quotient_is_found() -> None:
    models = {"models/a.sql": "select\n    a // 2 as c\nfrom t"}
    assert check_dialects.check("snowflake", models, {**NAMES["snowflake"], "needed": {}}).errors == [
        "models/a.sql, line 2 as compiled: snowflake is not known to have the operator //"
    ]
    assert check_dialects.check("postgres", models, {}).errors[0].startswith("models/a.sql, line 2 as compiled: ")


@pytest.mark.parametrize(("dialect", "is_known"), [("snowflake", False), ("bigquery", False), ("postgres", True)])
def test_a_filter_is_known_where_the_engine_has_it(dialect: str, is_known: bool) -> None:
    models = {"models/a.sql": "select count(*) filter (where a > 1) as c from t"}
    assert check_dialects.check(dialect, models, {**NAMES[dialect], "needed": {}}).errors == (
        [] if is_known else [f"models/a.sql: {dialect} is not known to have the clause filter (where …)"]
    )


def test_names_are_read_as_they_are_written() -> None:
    sql = """
        with filtered as (select a, b as date from t where exists (select 1 from u) and a in (1, 2))
        select
            cast(round(a, 2) as decimal(18, 2)) as money,
            cast(b as double precision) as timestamp,
            sum(a) over (partition by coalesce(b, 'cast(x as y)')) as total
        from filtered as renamed (a, b)
    """
    dialect = check_dialects.Dialect.get_or_raise("postgres")
    found = [name for name, _ in check_dialects.names_in(dialect.tokenize(sql), dialect)]
    assert found == [
        *("function cast", "function round", "type decimal(18,2)"),
        *("function cast", "type double precision"),
        *("function sum", "function coalesce"),
    ]


def test_what_is_still_needed_is_counted_and_must_be_found() -> None:
    names = {"functions": ["cast"], "needed": {"type double": "float64", "function pi": "acos(-1)"}}
    findings = check_dialects.check("bigquery", {"models/a.sql": "select cast(a as double) as b from t"}, names)
    assert dict(findings.needed) == {"type double": {"models/a.sql"}}
    assert findings.errors == [
        "scripts/dialects.yml: no model has the function pi, which is said to be still needed",
    ]


def test_a_connection_is_refused() -> None:
    statements = (
        "import socket, check_dialects",
        "check_dialects.refuse_connections()",
        "socket.create_connection(('localhost', 9))",
    )
    tried = subprocess.run(
        [sys.executable, "-c", "; ".join(statements)], cwd=PROJECT / "scripts", capture_output=True, text=True
    )
    assert tried.returncode == 1
    assert "ConnectionRefusedError: a connection is opened: socket." in tried.stderr


def test_the_page_names_what_is_still_needed() -> None:
    page = (PROJECT / "docs" / "dialects.md").read_text().lower()
    for dialect, names in NAMES.items():
        for needed in names.get("needed", {}):
            section = page.partition(f"### {dialect}")[2].partition("\n### ")[0]
            assert f"`{needed}`" in section, f"{dialect}: {needed}"
