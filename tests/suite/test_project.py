"""The repository itself: described, short, well-formed, and as the README says. Each check is shown to fail."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from dbt.jsonschemas.jsonschemas import project_schema, resources_schema
from dbt.parser.schemas import is_valid_type
from dbt_semantic_interfaces.parsing.schemas import metric_validator
from jsonschema import Draft7Validator
from jsonschema.validators import extend
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import print_results
from conftest import DbtBuild
from dbt_processes import PROJECT

GENERATED = ("target", "logs", "data", "dbt_packages", ".venv", ".git")
LONGEST_MACRO = 60
LONGEST_MODEL = 150
LONGEST_LINE = 140  # of SQL with Jinja in it; sqlfluff and ruff hold models and Python to 120


def files(*patterns: str) -> list[Path]:
    """The project's own files that match one of the patterns."""
    found = {path for pattern in patterns for path in PROJECT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if path.relative_to(PROJECT).parts[0] not in GENERATED)


def found_in(paths: Iterable[Path], check: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What a check of a file's text finds, by the file's name."""
    found = {str(path.relative_to(PROJECT)): check(path.read_text()) for path in paths}
    assert found, "no file to look at"
    return {name: findings for name, findings in found.items() if findings}


# ---------------------------------------------------------------------------------------------------- descriptions


def undescribed(manifest: Mapping[str, Any], columns: Mapping[str, Iterable[str]]) -> list[str]:
    """Models, seeds, sources, macros and columns without a description, and described columns that are not there.

    `columns` are those that the tables really have, by unique id.
    """
    missing = []
    things = {**manifest["nodes"], **manifest["sources"], **manifest["macros"]}
    for unique_id, thing in sorted(things.items()):
        if thing["package_name"] != "lookback" or thing["resource_type"] in ("test", "unit_test", "operation"):
            continue
        if not thing["description"].strip():
            missing.append(unique_id)
        described = {name for name, column in thing.get("columns", {}).items() if column["description"].strip()}
        stated = set(thing.get("columns", {}))
        found = set(columns.get(unique_id, stated))
        missing.extend(f"{unique_id}.{column}" for column in sorted((stated | found) - described))
        missing.extend(f"{unique_id}.{column} is not there" for column in sorted(described - found))
        missing.extend(
            f"{unique_id}({argument['name']})"
            for argument in thing.get("arguments", ())
            if not (argument["description"] or "").strip()
        )
    return missing


@pytest.fixture(scope="module")
def built_from_nothing(dbt_build: DbtBuild, manifest: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a shop that has nothing yet but a conversion window."""
    folder = tmp_path_factory.mktemp("nothing")
    for source in manifest["sources"].values():
        raw_table = folder / "raw" / source["name"]
        raw_table.mkdir(parents=True)
        is_needed = source["name"] == "conversion_window_changes"
        values = {"changed_at": "timestamp '2024-05-01'", "window_hours": "24"} if is_needed else {}
        columns = ", ".join(
            f"cast({values.get(name, 'null')} as {column['data_type']}) as {name}"
            for name, column in source["columns"].items()
        )
        with duckdb.connect() as connection:
            connection.execute(
                f"copy (select {columns} where {is_needed}) to '{raw_table}/part-0.parquet' (format parquet)"
            )
    database = folder / "lookback.duckdb"
    built = dbt_build(folder / "raw", database)
    assert built.returncode == 0, built.stdout
    return database


def test_everything_is_described(manifest: dict[str, Any], built_from_nothing: Path) -> None:
    with duckdb.connect(str(built_from_nothing), read_only=True) as connection:
        found = connection.execute("select table_schema, table_name, column_name from information_schema.columns")
        columns: dict[tuple[str, str], list[str]] = {}
        for schema, table, column in found.fetchall():
            columns.setdefault((schema, table), []).append(column)
    relations = {
        unique_id: columns[(node["schema"], node["alias"])]
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] in ("model", "seed") and node["config"]["materialized"] != "ephemeral"
    }
    assert "\n".join(undescribed(manifest, relations)) == ""


def test_what_is_not_described_is_found() -> None:
    def thing(resource_type: str, description: str, **columns: str) -> dict[str, Any]:
        described = {name: {"description": text} for name, text in columns.items()}
        kind = {"package_name": "lookback", "resource_type": resource_type}
        return {**kind, "description": description, "columns": described}

    manifest = {
        "nodes": {
            "model.a": thing("model", "", x="One."),
            "model.b": thing("model", "One row per b.", x=" ", y="Another."),
            "model.c": thing("model", "One row per c.", x="One.", y="Another."),
            "test.d": thing("test", ""),
        },
        "sources": {"source.e": thing("source", "", x="")},
        "macros": {
            "macro.f": {**thing("macro", ""), "arguments": [{"name": "x", "description": ""}]},
            "macro.g": {**thing("macro", ""), "package_name": "dbt"},
        },
    }
    assert undescribed(manifest, {"model.b": ["x", "y", "z"], "model.c": ["x"]}) == [
        "macro.f",
        "macro.f(x)",
        "model.a",
        "model.b.x",
        "model.b.z",
        "model.c.y is not there",
        "source.e",
        "source.e.x",
    ]


def own_macros(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The project's macros, by unique id."""
    return {unique_id: macro for unique_id, macro in manifest["macros"].items() if macro["package_name"] == "lookback"}


def is_dispatched(name: str) -> bool:
    """Whether a macro is what another is on one engine."""
    return re.match(r"[a-z]+__\w+$", name) is not None


def materialization(name: str) -> str | None:
    """The materialization that a macro is on one engine or on the others."""
    found = re.match(r"materialization_(\w+)_(?:default|duckdb|spark)$", name)
    return found.group(1) if found else None


def unused_macros(manifest: Mapping[str, Any]) -> list[str]:
    """The project's macros that neither a node nor another macro calls, and whose name dbt does not look for."""
    nodes = [*manifest["nodes"].values(), *disabled(manifest)]
    called = {macro for thing in [*nodes, *manifest["macros"].values()] for macro in thing["depends_on"]["macros"]}
    materializations = {node.get("config", {}).get("materialized") for node in nodes}
    return sorted(
        unique_id
        for unique_id, macro in own_macros(manifest).items()
        if unique_id not in called
        and not is_dispatched(macro["name"])
        and not re.match(r"generate_\w+_name$", macro["name"])
        and materialization(macro["name"]) not in materializations - {None}
    )


def disabled(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for nodes in manifest.get("disabled", {}).values():
        yield from (node for node in nodes if "depends_on" in node)


def test_every_macro_is_used(manifest: dict[str, Any]) -> None:
    assert unused_macros(manifest) == []


def test_unused_macros_are_found() -> None:
    def macro(name: str, *calls: str) -> dict[str, Any]:
        return {"package_name": "lookback", "name": name, "depends_on": {"macros": list(calls)}}

    manifest = {
        "nodes": {
            "model.a": {"depends_on": {"macros": ["macro.used"]}, "config": {"materialized": "kept_table"}},
        },
        "macros": {
            "macro.kept": macro("materialization_kept_table_duckdb"),
            "macro.kept_elsewhere": macro("materialization_kept_table_default"),
            "macro.thrown": macro("materialization_thrown_table_duckdb"),
            "macro.used": macro("used", "macro.used_by_it"),
            "macro.used_by_it": macro("used_by_it"),
            "macro.dispatched": macro("duckdb__used"),
            "macro.forgotten": macro("forgotten"),
        },
    }
    assert unused_macros(manifest) == ["macro.forgotten", "macro.thrown"]


def wrong_arguments(manifest: Mapping[str, Any]) -> list[str]:
    """The macros whose description has other arguments than they have, or arguments of a type that dbt has not."""
    found = []
    for unique_id, macro in sorted(own_macros(manifest).items()):
        signature = re.search(r"\{%-?\s*(?:macro|test)\s+\w+\s*\((.*?)\)\s*-?%\}", macro["macro_sql"], re.DOTALL)
        if signature is None or is_dispatched(macro["name"]):
            continue
        names = [argument.partition("=")[0].strip() for argument in signature.group(1).split(",")]
        described = [argument["name"] for argument in macro["arguments"]]
        if described != [name for name in names if name]:
            found.append(f"{unique_id}({signature.group(1)}) is not described as ({', '.join(described)})")
        found.extend(
            f"{unique_id}({argument['name']}) is no {argument['type']}"
            for argument in macro["arguments"]
            if not is_valid_type(argument["type"] or "")
        )
    return found


def test_arguments_of_macros_are_as_described(manifest: dict[str, Any]) -> None:
    assert "\n".join(wrong_arguments(manifest)) == ""


def test_wrong_arguments_are_found() -> None:
    def macro(name: str, head: str, **arguments: str) -> dict[str, Any]:
        described = [{"name": argument, "type": kind} for argument, kind in arguments.items()]
        return {"package_name": "lookback", "name": name, "macro_sql": f"{{%{head}%}}x", "arguments": described}

    manifest = {
        "macros": {
            "macro.a": macro("a", " macro a() -"),
            "macro.b": macro("b", "- macro b(x, y=0) ", x="string", y="list[string]"),
            "macro.c": macro("c", " macro c(x, y=none) -", x="string"),
            "macro.d": macro("d", " macro d(x, y) -", y="string", x="string"),
            "macro.e": macro("e", " test e(model) ", model="string", columns="string"),
            "macro.f": macro("f", " macro f(x) ", x="truth"),
            "macro.g": macro("duckdb__g", " macro duckdb__g(x) "),
            "macro.h": macro("materialization_h_duckdb", " materialization h, adapter='duckdb' "),
        }
    }
    assert wrong_arguments(manifest) == [
        "macro.c(x, y=none) is not described as (x)",
        "macro.d(x, y) is not described as (y, x)",
        "macro.e(model) is not described as (model, columns)",
        "macro.f(x) is no truth",
    ]


# What a macro is, by the first words of its description, when there is nothing in it that a query could compare.
NOTHING_TO_COMPARE = ("Statement", "Statements", "Materialization", "Generic test")

# Macros that depend on files, on the environment or on a secret: these tests have their cases.
CASES_IN_PYTHON = {
    "columns_that_do_not_fit": "test_raw_input_errors.py",
    "is_readable": "test_raw_input_errors.py",
    "raw_files": "test_raw_input_errors.py",
    "raw_folder": "test_raw_input_errors.py",
    "unreadable_file": "test_raw_input_errors.py",
    "unreadable_files": "test_raw_input_errors.py",
    "keyed_hash": "test_pseudonyms.py",
    "pseudonym": "test_pseudonyms.py",
    "pseudonymous_user_key": "test_pseudonyms.py",
    "unless_pseudonymized": "test_pseudonyms.py",
}


def wrong_cases(manifest: Mapping[str, Any], cases: Iterable[str], elsewhere: Iterable[str]) -> list[str]:
    """The macros that nothing specifies by cases, and the cases, in SQL or `elsewhere`, of macros that need none."""
    needed = {
        macro["name"]
        for macro in own_macros(manifest).values()
        if not is_dispatched(macro["name"])
        and materialization(macro["name"]) is None
        and re.split("[:,(]", macro["description"])[0].strip() not in NOTHING_TO_COMPARE
    }
    given = [*cases, *elsewhere]
    missing = [f"{name} has no cases" for name in needed - set(given)]
    unneeded = [f"{name} needs no cases" for name in set(given) - needed]
    twice = [f"{name} has cases twice" for name in set(given) if given.count(name) > 1]
    return sorted([*missing, *unneeded, *twice])


def test_every_macro_has_its_cases(manifest: dict[str, Any]) -> None:
    cases = [path.stem.removesuffix("_cases") for path in files("tests/macro_cases/**/*.sql")]
    assert "\n".join(wrong_cases(manifest, cases, CASES_IN_PYTHON)) == ""
    assert all((PROJECT / "tests" / "suite" / name).exists() for name in CASES_IN_PYTHON.values())


def test_macros_without_cases_are_found() -> None:
    def macro(name: str, description: str) -> dict[str, Any]:
        return {"package_name": "lookback", "name": name, "description": description}

    manifest = {
        "macros": {
            "macro.a": macro("a", "Expression (window): a."),
            "macro.b": macro("b", "Statement, run after everything else: b."),
            "macro.c": macro("c", "Predicate: c."),
            "macro.d": macro("d", "Statements: d."),
            "macro.e": macro("duckdb__a", "`a` on DuckDB."),
            "macro.f": macro("f", "Whatever it is."),
            "macro.g": macro("materialization_g_default", "`g` on other engines."),
            "macro.h": {**macro("h", "Text: h."), "package_name": "dbt"},
            "macro.i": macro("i", "Text: i."),
        }
    }
    assert wrong_cases(manifest, ["a", "c", "d", "gone"], ["i", "c"]) == [
        "c has cases twice",
        "d needs no cases",
        "f has no cases",
        "gone needs no cases",
    ]


# --------------------------------------------------------------------------------------------------------- storage


def wrong_storage(manifest: Mapping[str, Any]) -> list[str]:
    """What the meta of models calls uncompressed wrongly: no column of theirs."""
    found = []
    for node in manifest["nodes"].values():
        uncompressed = node["config"].get("meta", {}).get("uncompressed", [])
        found += [f"{node['name']} has no {name}" for name in uncompressed if name not in node["columns"]]
    return sorted(found)


def test_uncompressed_columns_are_there(manifest: dict[str, Any]) -> None:
    assert wrong_storage(manifest) == []


def test_wrong_storage_is_found() -> None:
    def model(name: str, uncompressed: list[str]) -> dict[str, Any]:
        return {"name": name, "columns": {"event_id": {}}, "config": {"meta": {"uncompressed": uncompressed}}}

    nodes = {
        "model.a": model("right", ["event_id"]),
        "model.b": model("misspelt", ["event_ids"]),
        "model.c": {"name": "plain", "columns": {}, "config": {}},
    }
    assert wrong_storage({"nodes": nodes}) == ["misspelt has no event_ids"]


# ------------------------------------------------------------------------------------------------------------ size


def long_macros(text: str) -> list[str]:
    """The macros of a file that, with the comment before them, are more than a screen."""
    found = []
    for macro in re.finditer(
        r"(?:\{#(?:(?!#\}).)*#\}\s*)?\{%-?\s*(macro|test|materialization)\s+(\w+).*?\{%-?\s*end\1", text, re.DOTALL
    ):
        lines = macro.group().count("\n") + 1
        if lines > LONGEST_MACRO:
            found.append(f"{macro.group(2)} ({lines} lines)")
    return found


def wide_lines(text: str) -> list[str]:
    """The lines of a file that are too long."""
    return [f"line {number}" for number, line in enumerate(text.split("\n"), start=1) if len(line) > LONGEST_LINE]


def untidy_lines(text: str) -> list[str]:
    """The lines of a file that end in white space or have a tab, and a wrong end of the file."""
    lines = enumerate(text.split("\n"), start=1)
    found = [f"line {number}" for number, line in lines if line != line.rstrip() or "\t" in line]
    if not text.endswith("\n") or text.endswith("\n\n"):
        found.append("end")
    return found


def long_models(text: str) -> list[str]:
    lines = text.count("\n")
    return [f"{lines} lines"] if lines > LONGEST_MODEL else []


def test_macros_are_one_screen() -> None:
    assert found_in(files("macros/**/*.sql"), long_macros) == {}


def test_models_are_short() -> None:
    assert found_in(files("models/**/*.sql"), long_models) == {}


def test_lines_are_not_wide() -> None:
    assert found_in(files("macros/**/*.sql", "tests/**/*.sql", "scripts/**/*.sql"), wide_lines) == {}


def test_lines_are_tidy() -> None:
    assert found_in(files("**/*.sql", "**/*.yml", "**/*.md", "**/*.csv", "*.toml"), untidy_lines) == {}


def test_what_is_too_long_or_untidy_is_found() -> None:
    body = "    select 1\n" * LONGEST_MACRO
    comment = "{# Select: ones. #}\n"
    assert long_macros(f"{comment}{{% macro ones() %}}\n{body}{{% endmacro %}}\n") == ["ones (63 lines)"]
    assert long_macros(f"{{% test ones(model) -%}}\n{body}{{%- endtest %}}\n") == ["ones (62 lines)"]
    assert long_macros(f"{{% materialization ones, default %}}\n{body}{{% endmaterialization %}}\n") == [
        "ones (62 lines)"
    ]
    assert not long_macros(f"{comment}{{% macro one() %}}\n    1\n{{% endmacro %}}\n" * 30)
    assert long_models("select 1\n" * (LONGEST_MODEL + 1)) == ["151 lines"]
    assert long_models("select 1\n" * LONGEST_MODEL) == []
    assert wide_lines("x" * LONGEST_LINE + "\n") == []
    assert wide_lines("x\n" + "x" * (LONGEST_LINE + 1)) == ["line 2"]
    assert untidy_lines("select\n    1\n") == []
    assert untidy_lines("select 1 \n") == ["line 1"]
    assert untidy_lines("select\n\t1") == ["line 2", "end"]
    assert untidy_lines("select 1\n\n") == ["end"]


# ------------------------------------------------------------------------------------------------------------ YAML


def may_be(validator: Any, types: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """JSON schema's `type`, for YAML: a date is text, and what is wholly Jinja may become anything."""
    if isinstance(instance, date) and "string" in types:
        return
    if isinstance(instance, str) and re.fullmatch(r"\{\{.*\}\}", instance.strip(), re.DOTALL):
        return
    yield from Draft7Validator.VALIDATORS["type"](validator, types, instance, schema)


def with_own_materializations(schema: dict[str, Any]) -> dict[str, Any]:
    """dbt's schema, which knows its own materializations only, with those of this project."""
    definitions = schema["definitions"]
    if "DbtMaterialization" not in definitions:
        return schema
    texts = [path.read_text() for path in files("macros/materializations/*.sql")]
    own = sorted({name for text in texts for name in re.findall(r"\{%-? materialization (\w+),", text)})
    # Any: a view is one of dbt's own, and one of the project's.
    known = {"anyOf": [*definitions["DbtMaterialization"]["oneOf"], {"type": "string", "enum": own}]}
    return {**schema, "definitions": {**definitions, "DbtMaterialization": known}}


def yaml_errors(text: str, schema: Mapping[str, Any]) -> list[str]:
    """What dbt's own schema of its YAML finds wrong in a file, and habits of the past.

    Metrics are held to the schema of the semantic layer: that of dbt describes the YAML of metrics that later versions
    read, and this one does not.
    """
    content = yaml.safe_load(text)
    metrics = content.get("metrics") or []
    others = {key: value for key, value in content.items() if key != "metrics"}
    errors = list(extend(Draft7Validator, {"type": may_be})(schema).iter_errors(others))
    errors += [error for metric in metrics for error in metric_validator.iter_errors(metric)]
    found = [f"{'.'.join(str(part) for part in error.path)}: {error.message}" for error in errors]
    if "version" in content and "name" not in content:
        found.append("version: is not needed")
    return found


RESOURCES = with_own_materializations(resources_schema())
PROJECT_FILE = with_own_materializations(project_schema())


def test_yaml_is_what_dbt_reads() -> None:
    resources = files(*(f"{folder}/**/*.y*ml" for folder in ("models", "seeds", "macros", "tests", "snapshots")))
    assert found_in(resources, lambda text: yaml_errors(text, RESOURCES)) == {}


def test_the_project_file_is_what_dbt_reads() -> None:
    assert yaml_errors((PROJECT / "dbt_project.yml").read_text(), PROJECT_FILE) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "version: 2\nmodels: [{name: a}]",
        "models: [{name: a, meta: {owner: me}, tests: 5}]",
        "models: [{name: a, colums: [{name: x}]}]",
        "models: [{name: a, columns: [{name: x, data_type: 5}]}]",
        "models: [{name: a, config: {materialized: 5}}]",
        "modells: [{name: a}]",
        "metrics: [{name: a, type: simple}]",
        "metrics: [{name: a, type: simple, type_params: {measure: a}, lable: A}]",
        "metrics: [{name: a, type: sum, type_params: {measure: a}}]",
        "sources: [{tables: [{name: a}]}]",
    ],
)
def test_yaml_that_dbt_does_not_read_is_found(wrong: str) -> None:
    assert yaml_errors(wrong, RESOURCES)


@pytest.mark.parametrize(
    "wrong",
    [
        "name: a\nmodel-path: [models]",
        "name: a\nprofile: [a]",
        "name: a\nmodels: {a: {+enabled: perhaps}}",
        "name: a\nmodels: {a: {+materialized: memorized_table}}",
    ],
)
def test_a_project_file_that_dbt_does_not_read_is_found(wrong: str) -> None:
    assert yaml_errors(wrong, PROJECT_FILE)


# ------------------------------------------------------------------------------------------------------ documentation


def machine_paths(text: str) -> list[str]:
    """Absolute paths of somebody's machine."""
    return re.findall(r"(?<![\w.}\])/*-])/(?:work|home|root|tmp|Users|mnt)/[\w./-]+", text)


def broken_links(page: Path, text: str) -> list[str]:
    """The links of a page to files that are not there."""
    links = re.findall(r"\]\((?!https?://|mailto:|#)([^)#\s]+)", text)
    return [link for link in links if not (page.parent / link).exists()]


def test_no_machine_is_named() -> None:
    patterns = ("*", "**/*.md", "**/*.sql", "**/*.yml", "**/*.py", "**/*.csv", ".ci/*", "scripts/*")
    texts = [path for path in files(*patterns) if path != Path(__file__) and ".duckdb" not in path.suffixes]
    assert found_in(texts, machine_paths) == {}


def test_links_lead_somewhere() -> None:
    broken = {page: broken_links(page, page.read_text()) for page in files("*.md", "docs/**/*.md")}
    assert {page: links for page, links in broken.items() if links} == {}


def test_machine_paths_and_broken_links_are_found() -> None:
    assert machine_paths("see /home/me/lookback.duckdb") == ["/home/me/lookback.duckdb"]
    assert machine_paths("LOOKBACK_RAW_PATH=/tmp/raw make build") == ["/tmp/raw"]
    assert not machine_paths("data/raw/work/x, https://example.com/home/x, {{ target }}/tmp/x, /path/to/export")
    page = PROJECT / "README.md"
    assert broken_links(page, "[a](docs/no-such-page.md), [b](https://example.com), [c](#here), [d](LICENSE)") == [
        "docs/no-such-page.md"
    ]


@pytest.fixture(scope="module")
def readme() -> str:
    return (PROJECT / "README.md").read_text()


def unmentioned(names: Iterable[str], text: str) -> list[str]:
    """The names that a text never has in code marks."""
    mentioned = set(re.findall(r"\w+", " ".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))))
    return sorted(set(names) - mentioned)


def test_the_readme_begins_with_its_commands(readme: str) -> None:
    beginning = readme[:1500]
    assert "make build" in beginning
    assert "make test" in readme


def test_the_readme_names_every_mart(readme: str, manifest: dict[str, Any]) -> None:
    public = [
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] in ("marts", "quality")
    ]
    assert len(public) >= 20
    assert not unmentioned((name for name in public if not name.startswith("contradictions_in_")), readme)


def test_the_readme_names_every_raw_column(readme: str, manifest: dict[str, Any]) -> None:
    sources = manifest["sources"].values()
    assert not unmentioned((source["name"] for source in sources), readme)
    assert not unmentioned((column for source in sources for column in source["columns"]), readme)


def test_the_readme_names_every_var_and_environment_variable(readme: str) -> None:
    stated = yaml.safe_load((PROJECT / "dbt_project.yml").read_text())["vars"]
    assert not unmentioned(stated, readme)
    sources = files("macros/**/*.sql", "profiles.yml", "Makefile", "scripts/*.py")
    variables = {name for path in sources for name in re.findall(r"LOOKBACK_[A-Z_]+", path.read_text())}
    assert not unmentioned(variables, readme)


def test_names_that_are_not_mentioned_are_found() -> None:
    text = "The `push_campaigns` and\n```sql\nselect channel from marts.push_daily\n```\nand text_daily."
    assert unmentioned(["push_campaigns", "push_daily", "text_daily", "channel", "push"], text) == [
        "push",
        "text_daily",
    ]


# ---------------------------------------------------------------------------------------------------- dependencies


def lock_pins(lock: str) -> dict[str, str]:
    """The version of each package in a lock file."""
    pins = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", lock, re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pins}


def lock_errors(wanted: Iterable[str], lock: str) -> list[str]:
    """What a lock file lacks: a wanted package, a fitting version, a hash."""
    pins = lock_pins(lock)
    found = []
    for requirement in map(Requirement, wanted):
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            found.append(f"{requirement} is not what the lock has: {version}")
    for entry in re.split(r"\n(?=[\w.-]+(?:\[[\w,-]+\])?==)", lock):
        if "==" in entry and "--hash=sha256:" not in entry:
            found.append(f"{entry.split()[0]} has no hash")
    return found


def wanted_packages(*extras: str) -> list[str]:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    return [*project["dependencies"], *(name for extra in extras for name in project["optional-dependencies"][extra])]


def test_the_locks_have_what_the_project_wants() -> None:
    locks = [(PROJECT / name).read_text() for name in ("requirements.lock", "requirements-spark.lock")]
    assert not lock_errors(wanted_packages("dev"), locks[0])
    assert not lock_errors(wanted_packages("dev", "spark"), locks[1])
    assert set(lock_pins(locks[0]).items()) <= set(lock_pins(locks[1]).items())
    assert not lock_errors(wanted_packages("dialects"), (PROJECT / "requirements-dialects.lock").read_text())


def test_spark_is_installed_only_when_wanted() -> None:
    lock = lock_pins((PROJECT / "requirements.lock").read_text())
    assert "duckdb" in lock
    assert not lock.keys() & {"pyspark", "dbt-spark"}


def test_errors_of_a_lock_are_found() -> None:
    lock = "a==1.2 \\\n  --hash=sha256:0\nb[x]==2.0 ; python_version < '3.12' \\\n  --hash=sha256:1\nc==3\n  # via a\n"
    assert not lock_errors(["a==1.*", "B"], lock.replace("c==3\n", "c==3 --hash=sha256:2\n"))
    assert lock_errors(["a==2.*", "d"], lock) == [
        "a==2.* is not what the lock has: 1.2",
        "d is not what the lock has: None",
        "c==3 has no hash",
    ]


# --------------------------------------------------------------------------------------------------------- results


def test_tables_are_aligned_with_wide_letters() -> None:
    lines = print_results.table(
        ["name", "clicks", "rate"],
        [["봄맞이 특가", 1234567, 0.5], ["cafe\u0301", None, None]],
        {"rate": print_results.percentage},
    )
    assert lines == [
        "  name            clicks   rate",
        "  -----------  ---------  -----",
        "  봄맞이 특가  1,234,567  50.0%",
        "  cafe\u0301                 -      -",
    ]


def results(database: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/print_results.py", *arguments],
        cwd=PROJECT,
        env={**os.environ, "LOOKBACK_DATABASE": str(database)},
        capture_output=True,
        text=True,
    )


def test_results_of_nothing_are_printed(built_from_nothing: Path) -> None:
    printed = results(built_from_nothing)
    assert printed.returncode == 0, printed.stderr
    for word in ("push", "kakaotalk", "text", "in_app", "the shop itself", "message_events", "app_events"):
        assert word in printed.stdout


def test_a_query_is_answered_and_changes_nothing(built_from_nothing: Path) -> None:
    answered = results(built_from_nothing, "select window_hours from lookback_raw.conversion_window_changes")
    assert answered.returncode == 0, answered.stderr
    assert answered.stdout.split() == ["window_hours", "------------", "24", "(1", "row)"]
    assert results(built_from_nothing, "create table marts.mine as select 1 as x").returncode == 1


def test_a_missing_database_is_one_sentence(tmp_path: Path) -> None:
    printed = results(tmp_path / "lookback.duckdb")
    assert printed.returncode == 1
    assert printed.stdout == ""
    assert printed.stderr.strip().endswith("`make build` makes it.")
    assert printed.stderr.count("\n") == 1


# ----------------------------------------------------------------------------------------------------- the commands


def clone_into(folder: Path) -> Path:
    """The project as a new user gets it."""
    folder.mkdir()
    for entry in PROJECT.iterdir():
        if entry.name not in GENERATED and not entry.name.endswith((".duckdb", ".wal", "_cache")):
            (folder / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone in which the dependencies are installed."""
    clone = clone_into(tmp_path / "clone")
    (clone / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (clone / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    (clone / ".venv" / ".installed").touch()
    return clone


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = ("LOOKBACK_", "DBT_", "MAKE", "MFLAGS", "PYTHON")
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(settings)}
    return subprocess.run(
        command.split(), cwd=folder, env={**inherited, **environment}, capture_output=True, text=True, timeout=900
    )


def test_make_lists_its_targets() -> None:
    listed = run("make", PROJECT)
    assert listed.returncode == 0, listed.stderr
    targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    assert {"build", "test", "lint", "format", "docs", "clean", "help"} <= set(targets)
    assert re.findall(r"^  make ([\w-]+)", listed.stdout, re.MULTILINE) == targets


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("tests/suite/mutate.py --dry-run", "mutants can be planted"),
        ("tests/suite/fuzz.py --help", "universes"),
        ("scripts/benchmark.py --help", "median"),
    ],
)
def test_commands_that_take_long_are_ready(clone: Path, command: str, said: str) -> None:
    """Each mutant's text is where it is said to be, and nothing is missing outside of pytest."""
    started = run(f".venv/bin/python {command}", clone)
    assert started.returncode == 0, started.stderr
    assert said in started.stdout


def test_a_new_user_builds_the_sample(clone: Path) -> None:
    built = run("make build", clone, LOOKBACK_RAW_PATH="", LOOKBACK_DATABASE="")
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Where to look next" in built.stdout
    assert "<html" in (clone / "target" / "static_index.html").read_text()[:2000].lower()
    with duckdb.connect(str(clone / "lookback.duckdb"), read_only=True) as connection:
        for channel in ("push", "kakaotalk", "text", "in_app"):
            assert connection.execute(f"select sum(clicks) from marts.{channel}_campaigns").fetchone() > (0,)
    shown = run(".venv/bin/python scripts/update_readme.py --check", clone)
    assert shown.returncode == 0, shown.stderr
    text = (clone / "README.md").read_text()
    (clone / "README.md").unlink()
    (clone / "README.md").write_text(text.replace("```text\nchannel", "```text\nchannels"))
    assert run(".venv/bin/python scripts/update_readme.py --check", clone).returncode == 1


def test_raw_data_is_left_alone(clone: Path, tmp_path: Path) -> None:
    assert run("make sample", clone, LOOKBACK_RAW_PATH=str(tmp_path)).returncode == 0
    assert not (clone / "data").exists()
    mine = clone / "data" / "raw" / "campaigns" / "mine.parquet"
    mine.parent.mkdir(parents=True)
    mine.touch()
    assert run("make sample", clone).returncode == 0
    assert run("make clean", clone).returncode == 0
    assert [path for path in (clone / "data").rglob("*") if path.is_file()] == [mine]


def test_a_missing_python_is_one_sentence(tmp_path: Path) -> None:
    stopped = run("make install PYTHON=python2.7", clone_into(tmp_path / "clone"))
    assert stopped.returncode != 0
    assert "lookback needs Python 3.11, 3.12 or 3.13, and python2.7" in stopped.stderr


def test_ci_fails_when_a_check_fails(tmp_path: Path) -> None:
    for exit_code in (0, 3):
        make = tmp_path / "make"
        make.write_text(f"#!/bin/sh\necho $CI $*\nexit {exit_code}\n")
        make.chmod(0o755)
        for name in ("java", "chromium", "chromedriver"):
            (tmp_path / name).write_text("#!/bin/sh\n")
            (tmp_path / name).chmod(0o755)
        checked = run("bash .ci/run", PROJECT, PATH=f"{tmp_path}:{os.environ['PATH']}")
        assert (checked.returncode, checked.stdout) == (exit_code, "true test\n")
