"""Raw folders and databases that cannot be used stop a build with one clear sentence; odd ones are read.

Most tests start dbt on what an earlier command has parsed, since what is wrong comes up when dbt runs.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import duckdb
import pytest

from comparison import compare
from conftest import DbtBuild
from dbt_processes import Workplace, without_privileges
from harness import WITHOUT_TESTS
from oracle import compute_marts_of
from universes import OPTIONAL_TABLES, SCHEMAS, Tables, generate_universe, write_parquet, write_raw

REQUIRED_TABLES = [table for table in SCHEMAS if table not in OPTIONAL_TABLES]


@dataclass
class Place:
    """A raw folder that can be read, and dbt to read copies of it that cannot."""

    folder: Path
    workplace: Workplace

    def copy(self, folder: Path) -> Path:
        return shutil.copytree(self.folder, folder / "raw")

    def stops(self, raw: Path, database: Path | None = None) -> str:
        """What dbt says when it cannot start."""
        process = self.workplace.run(("build",), raw, database or raw.parent / "lookback.duckdb")
        assert process.returncode == 2, process.stdout
        assert "Traceback" not in process.stdout
        return sentence_of(process)


def sentence_of(process: CompletedProcess[str]) -> str:
    """The sentence for the user: the project's own or, of the database itself, DuckDB's."""
    error = process.stdout.partition("Encountered an error:\n")[2].splitlines()
    own = [line.strip() for line in error if line.startswith("  lookback: ")]
    assert len(own) <= 1, process.stdout
    return own[0].removeprefix("lookback: ") if own else error[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("raw input")
    raw = write_raw(folder / "raw", {**generate_universe(1), **dict.fromkeys(OPTIONAL_TABLES, [])})
    return Place(raw, Workplace(folder / "workplace"))


def files_of(raw: Path, table: str) -> list[Path]:
    return sorted((raw / table).rglob("*.parquet"))


def rewrite(path: Path, columns: str) -> None:
    """The same rows with other columns."""
    name = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"create table written as from read_parquet('{name}', hive_partitioning = false)")
        connection.execute(f"copy (select {columns} from written) to '{name}' (format parquet)")


def flip(path: Path, start: int, end: int) -> None:
    """Other bytes in a part of the file."""
    content = path.read_bytes()
    flipped = bytes(byte ^ 0xFF for byte in content[start:end])
    path.write_bytes(content[:start] + flipped + content[start + len(flipped) :])


# ------------------------------------------------------------------------------
# Raw folders that cannot be used
# ------------------------------------------------------------------------------


def test_raw_folder_that_is_missing(place: Place, tmp_path: Path) -> None:
    raw = tmp_path / "nowhere"
    assert place.stops(raw) == (
        "the raw table message_events has no Parquet file:"
        f" nothing matches {raw}/message_events/**/*.parquet."
        " Set LOOKBACK_RAW_PATH to the folder that holds one sub-folder per raw table."
    )


@pytest.mark.parametrize("table", REQUIRED_TABLES)
def test_required_table_that_is_missing(place: Place, tmp_path: Path, table: str) -> None:
    raw = place.copy(tmp_path)
    for path in files_of(raw, table):
        path.rename(path.with_suffix(".csv"))
    start = f"the raw table {table} has no Parquet file: nothing matches {raw}/{table}/**/*.parquet."
    assert place.stops(raw).startswith(start)


def unreadable(path: Path, table: str) -> str:
    return (
        f"the file {path} of the raw table {table} cannot be read as Parquet: it is damaged or incomplete,"
        " or may not be opened. Export it anew, or remove it."
    )


def cut(path: Path, end: int) -> None:
    path.write_bytes(path.read_bytes()[:end])


def damage_footer(path: Path) -> None:
    size = path.stat().st_size
    length = int.from_bytes(path.read_bytes()[-8:-4], "little")
    flip(path, size - 8 - length + 30, size - 8 - length + 50)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: cut(path, 0), id="zero bytes"),
        pytest.param(lambda path: cut(path, path.stat().st_size // 2), id="truncated"),
        pytest.param(lambda path: cut(path, -8), id="footer cut"),
        pytest.param(damage_footer, id="footer damaged"),
        pytest.param(lambda path: path.write_text("event_id,event_type\n" * 100), id="text"),
    ],
)
@pytest.mark.parametrize("table", ["message_events", "unit_costs"])
def test_file_that_cannot_be_read(
    place: Place,
    tmp_path: Path,
    table: str,
    damage: Callable[[Path], None],
) -> None:
    """The others of its table can be; their number does not matter."""
    raw = place.copy(tmp_path)
    path = raw / table / "event_id=x" / "it's [1] *.parquet"
    path.parent.mkdir()
    shutil.copy(files_of(raw, table)[0], path)
    damage(path)
    assert place.stops(raw) == unreadable(path, table)


def test_file_that_may_not_be_opened(place: Place, tmp_path: Path) -> None:
    raw = place.copy(tmp_path)
    path = files_of(raw, "campaigns")[0]
    path.chmod(0)
    process = place.workplace.run(("build",), raw, tmp_path / "lookback.duckdb", limit=without_privileges)
    assert process.returncode == 2, process.stdout
    assert sentence_of(process) == unreadable(path, "campaigns")


@pytest.mark.parametrize("part", ["header of a page", "rows"])
def test_rows_that_cannot_be_read(place: Place, tmp_path: Path, part: str) -> None:
    """The columns can be read, so it comes up late, and DuckDB does not always say in which file."""
    raw = place.copy(tmp_path)
    path = files_of(raw, "message_events")[-1]
    if part == "rows":
        flip(path, path.stat().st_size // 4, path.stat().st_size // 2)
    else:
        flip(path, 5, 30)
    only = ("--select", "+int_message_events_repeated")
    process = place.workplace.run(("build", *only), raw, tmp_path / "lookback.duckdb")
    assert process.returncode == 1, process.stdout
    assert "Traceback" not in process.stdout
    said = [line.partition("lookback: ")[2] for line in process.stdout.splitlines() if "lookback: " in line]
    assert said == [unreadable(path, "message_events")]


def test_column_that_is_missing_in_one_file(place: Place, tmp_path: Path) -> None:
    """What is nested in other columns is no column."""
    raw = place.copy(tmp_path)
    path = raw / "message_events" / "reason=x" / "part.parquet"
    path.parent.mkdir()
    shutil.copy(files_of(raw, "message_events")[0], path)
    rewrite(path, "* exclude (reason), {'reason': 'fatigue'} as details")
    assert place.stops(raw) == (
        f"the file {path} of the raw table message_events has no column reason; varchar is expected."
    )


@pytest.mark.parametrize(
    ("table", "column", "written", "found", "expected"),
    [
        ("message_events", "occurred_at", "'yesterday'", "VARCHAR", "timestamp"),
        ("message_events", "received_at", "1714521600", "INTEGER", "timestamp"),
        ("campaigns", "published_at", "date '2024-05-01'", "DATE", "timestamp"),
        ("campaigns", "ends_at", "[timestamp '2024-05-01']", "TIMESTAMP[]", "timestamp"),
        ("campaigns", "purchase_conversion_tracking", "'true'", "VARCHAR", "boolean"),
        ("campaigns", "purchase_conversion_tracking", "1", "INTEGER", "boolean"),
        ("campaign_conversion_events", "slot", "1.5::double", "DOUBLE", "integer"),
        ("conversion_window_changes", "window_hours", "'24'", "VARCHAR", "integer"),
        ("unit_costs", "unit_cost", "'8.4'", "VARCHAR", "decimal(18,4)"),
        ("exchange_rates", "rate", "true", "BOOLEAN", "decimal(18,6)"),
        ("exchange_rates", "effective_date", "timestamp '2024-05-01'", "TIMESTAMP", "date"),
        ("app_events", "properties", "{'price': 5}", "STRUCT(price INTEGER)", "varchar"),
        ("app_events", "properties", "map {'price': 5}", "MAP(VARCHAR, INTEGER)", "varchar"),
        ("campaigns", "campaign_name", "['a', 'b']", "VARCHAR[]", "varchar"),
    ],
)
def test_column_of_a_wrong_type(
    place: Place, tmp_path: Path, table: str, column: str, written: str, found: str, expected: str
) -> None:
    raw = place.copy(tmp_path)
    path = files_of(raw, table)[0]
    rewrite(path, f"* replace ({written} as {column})")
    wrong = f"has the column {column} as {found}; {expected} is expected."
    assert place.stops(raw) == f"the file {path} of the raw table {table} {wrong}"


# ------------------------------------------------------------------------------
# Raw folders that look odd, and can be used
# ------------------------------------------------------------------------------


def replaced(schema: Mapping[str, str], start: str, expression: str) -> str:
    """All columns, those of one kind of type written otherwise."""
    return ", ".join(
        f"{expression.format(column=name)} as {name}" if kind.startswith(start) else name
        for name, kind in schema.items()
    )


# Ways to write the same rows: select lists and, where it matters, options of Parquet.
ODDITIES: dict[str, tuple[Callable[[Mapping[str, str]], str], str]] = {
    "columns in another order": (lambda schema: ", ".join(reversed(schema)), ""),
    "names in capitals": (lambda schema: ", ".join(f'{name} as "{name.upper()}"' for name in schema), ""),
    "further columns": (
        lambda _: "*, 1 as more, {'occurred_at': 'x', 'event_id': [1]} as nested, null as nothing",
        "",
    ),
    "time zones": (
        lambda schema: replaced(schema, "timestamp", "timezone('UTC', {column})"),
        "compression gzip",
    ),
    "nanoseconds": (
        lambda schema: replaced(schema, "timestamp", "{column}::timestamp_ns"),
        "compression zstd",
    ),
    "text as bytes": (lambda schema: replaced(schema, "varchar", "encode({column})"), "parquet_version v2"),
    "wide integers": (
        lambda schema: replaced(schema, "integer", "{column}::bigint"),
        "compression uncompressed",
    ),
    "figures as doubles": (
        lambda schema: replaced(schema, "decimal", "{column}::double"),
        "row_group_size 2048",
    ),
}
ODD_FOLDERS = (
    "",
    "2024/05/01",
    "event_id=x/reason=y",
    "part-0.parquet",
    "sp ace",
    "[1] *?",
    ".hidden",
    "it's 한글",
)


def write_oddly(folder: Path, tables: Tables) -> None:
    """Every table in many files; each is written in another way, in another folder."""
    rng = random.Random("oddly")
    with duckdb.connect() as connection:
        for table, rows in tables.items():
            schema = SCHEMAS[table]
            for number, (columns, options) in enumerate(ODDITIES.values()):
                path = folder / table / ODD_FOLDERS[number] / f"{number}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                write_parquet(connection, path, schema, rows[number :: len(ODDITIES)])
                name = str(path).replace("'", "''")
                source = f"read_parquet('{path_as_pattern(name)}', hive_partitioning = false)"
                connection.execute(f"create or replace table written as from {source}")
                settings = ", ".join(filter(None, ("format parquet", options)))
                connection.execute(f"copy (select {columns(schema)} from written) to '{name}' ({settings})")
            (folder / table / "_SUCCESS").write_text("")
            (folder / table / f"notes {rng.random()}.txt").write_text("not Parquet")


def path_as_pattern(path: str) -> str:
    return path.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")


def test_odd_files_and_folders_are_read(dbt_build: DbtBuild, tmp_path: Path) -> None:
    tables = generate_universe(3)
    for row in tables["message_events"][:: len(ODDITIES)]:
        row["variant"] = None
    raw = tmp_path / """raw it's [1] *all* "here"? ü 한글 100% {{ x }} {a,b}; --"""
    write_oddly(raw, tables)
    rewrite(raw / "message_events" / "0.parquet", "* replace (null as variant)")
    # The least repetitive is dictionary-encoded too, as other writers do.
    with duckdb.connect() as connection:
        files = f"{path_as_pattern(str(raw))}/message_events/**/*.parquet"
        encodings = connection.execute("select encodings from parquet_metadata($1)", [files]).fetchall()
        assert any("DICTIONARY" in encoding for (encoding,) in encodings)

    process = dbt_build(f"{raw}/", tmp_path / "lookback.duckdb", extra_args=WITHOUT_TESTS)

    assert process.returncode == 0, process.stdout
    differences = compare(compute_marts_of(tables), tmp_path / "lookback.duckdb")
    assert not differences, "\n".join(differences)


def test_absent_optional_tables_work_as_empty_ones(dbt_build: DbtBuild, tmp_path: Path) -> None:
    tables = generate_universe(1)
    for table in OPTIONAL_TABLES:
        tables.pop(table, None)
    raw = write_raw(tmp_path / "raw", tables)
    process = dbt_build(raw, tmp_path / "lookback.duckdb", extra_args=WITHOUT_TESTS)
    assert process.returncode == 0, process.stdout
    expected = compute_marts_of({**tables, **{table: [] for table in OPTIONAL_TABLES}})
    differences = compare(expected, tmp_path / "lookback.duckdb")
    assert not differences, "\n".join(differences)


# ------------------------------------------------------------------------------
# Databases that cannot be used
# ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "schema"), [("marts.duckdb", "marts"), ("Quality.db", "Quality"), ("main.db", "main")]
)
def test_database_with_the_name_of_a_schema(place: Place, tmp_path: Path, name: str, schema: str) -> None:
    process = Workplace(tmp_path / "workplace").run(("build",), place.folder, tmp_path / name)
    assert process.returncode == 2, process.stdout
    assert "Traceback" not in process.stdout
    assert sentence_of(process) == (
        f'the database "{schema}" has the name of a schema in it,'
        f" so that {schema}.<table> would be ambiguous."
        " Give the file in LOOKBACK_DATABASE another name, such as lookback.duckdb."
    )


class TestDatabaseThatCannotBeOpened:
    """It is opened by dbt-duckdb before anything of the project runs: the sentence is DuckDB's own.

    dbt takes it for an error of its own, and prints its stack below the sentence.
    """

    def stops(self, place: Place, database: Path, limit: Callable[[], None] | None = None) -> str:
        process = place.workplace.run(("build",), place.folder, database, limit=limit)
        assert process.returncode == 2, process.stdout
        return sentence_of(process)

    def test_missing_folder(self, place: Place, tmp_path: Path) -> None:
        database = tmp_path / "nowhere" / "lookback.duckdb"
        message = f'IO Error: Cannot open file "{database}": No such file or directory'
        assert self.stops(place, database) == message

    def test_folder(self, place: Place, tmp_path: Path) -> None:
        database = tmp_path / "lookback"
        database.mkdir()
        message = f'IO Error: Could not read from file "{database}": Is a directory'
        assert self.stops(place, database) == message

    def test_other_file(self, place: Place, tmp_path: Path) -> None:
        database = tmp_path / "lookback.duckdb"
        database.write_text("not a database" * 1000)
        message = f'IO Error: The file "{database}" exists, but it is not a valid DuckDB database file!'
        assert self.stops(place, database) == message
        assert database.read_text() == "not a database" * 1000

    def test_read_only_file(self, place: Place, tmp_path: Path) -> None:
        database = tmp_path / "lookback.duckdb"
        with duckdb.connect(str(database)) as connection:
            connection.execute("create table notes as select 42 as answer")
        database.chmod(0o444)
        before = database.read_bytes()
        message = f'IO Error: Cannot open file "{database}": Permission denied'
        assert self.stops(place, database, without_privileges) == message
        assert database.read_bytes() == before

    def test_database_in_use(self, place: Place, tmp_path: Path) -> None:
        """By somebody who looks at the marts, and has opened the file to write."""
        database = tmp_path / "lookback.duckdb"
        with duckdb.connect(str(database)) as connection:
            connection.execute("create table notes as select 42 as answer")
            sentence = self.stops(place, database)
            message = f'IO Error: Could not set lock on file "{database}": Conflicting lock is held in'
            assert sentence.startswith(message)
            assert "PID" in sentence
            assert connection.execute("from notes").fetchall() == [(42,)]

    def test_two_builds_at_once(self, place: Place, tmp_path: Path) -> None:
        """The second one says that it cannot; the first one goes on, undisturbed."""
        database = tmp_path / "lookback.duckdb"
        first = place.workplace.start(("build", *WITHOUT_TESTS), place.folder, database)
        first.wait_for("START sql memoized_table model")
        process = Workplace(tmp_path / "workplace").run(("build",), place.folder, database)
        assert process.returncode == 2, process.stdout
        message = f'IO Error: Could not set lock on file "{database}": Conflicting lock is held in'
        assert sentence_of(process).startswith(message)
        assert first.process.is_alive()
        assert first.wait().returncode == 0, first.output.read_text()
        with duckdb.connect(str(database), read_only=True) as connection:
            [(rows,)] = connection.execute("select count(*) from marts.conversions").fetchall()
            assert rows > 0
