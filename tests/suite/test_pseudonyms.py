"""With the var pseudonymize_user_ids the marts hold keyed hashes instead of ids, and the key is nowhere."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import universes

KEY = "a long random text that nobody guesses"
PERSONAL_SCHEMAS = ("marts", "quality")


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """A universe whose user and device ids are long and unlike anything else, so that a leak cannot hide."""
    tables = universes.generate_universe(11)
    for row in tables["message_events"] + tables["app_events"]:
        for column in ("user_id", "device_id"):
            if row[column]:
                row[column] = f"raw-{column}-{row[column]}"
    return universes.write_raw(tmp_path_factory.mktemp("pseudonyms") / "raw", tables, seed=11)


@pytest.fixture(scope="module")
def open_marts(raw, dbt_build, tmp_path_factory) -> Path:
    database = tmp_path_factory.mktemp("open") / "lookback.duckdb"
    built = dbt_build(raw, database)
    assert built.returncode == 0, built.stdout
    return database


@pytest.fixture(scope="module")
def hidden(raw, dbt_build, tmp_path_factory) -> tuple[Path, Path]:
    """The database built with pseudonyms, and the folder of everything that dbt wrote beside it."""
    folder = tmp_path_factory.mktemp("hidden")
    database = folder / "lookback.duckdb"
    written = ("--target-path", str(folder / "target"), "--log-path", str(folder / "logs"))
    built = dbt_build(
        raw,
        database,
        {"pseudonymize_user_ids": True},
        written,
        environment={"LOOKBACK_PSEUDONYM_KEY": KEY},
    )
    assert built.returncode == 0, built.stdout
    return database, folder


def texts_of_marts(database: Path) -> list[tuple[str, str, str]]:
    """Every text in every column of the marts and quality tables: (relation, column, text)."""
    found = []
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns"
            " where table_schema in ('marts', 'quality') and data_type = 'VARCHAR'"
        ).fetchall()
        for schema, table, column in columns:
            for (text,) in connection.execute(
                f'select distinct "{column}" from "{schema}"."{table}" where "{column}" is not null'
            ).fetchall():
                found.append((f"{schema}.{table}", column, text))
    return found


def leaks(database: Path) -> set[tuple[str, str]]:
    """The columns of the marts in which a raw id is left."""
    return {
        (relation, column)
        for relation, column, text in texts_of_marts(database)
        if "raw-user_id-" in text or "raw-device_id-" in text
    }


def test_no_raw_id_is_left(open_marts, hidden) -> None:
    assert ("marts.conversions", "user_key") in leaks(open_marts), "the raw ids would not be found"
    assert ("quality.rejected_app_events", "user_id") in leaks(open_marts), "the raw ids would not be found"
    assert leaks(hidden[0]) == set()


def test_equal_persons_stay_equal_and_different_ones_different(open_marts, hidden) -> None:
    """Joins between marts and counts of persons are as they are without pseudonyms."""
    query = """
        select
            count(distinct conversions.user_key), count(distinct conversions.device_id), count(credits.user_key),
            count(*) filter (where conversions.user_key != credits.user_key),
            count(*) filter (where conversions.user_key = 'd:' || conversions.device_id)
        from marts.conversions
        left join marts.conversion_credits as credits using (conversion_id)
    """
    figures = []
    for database in (open_marts, hidden[0]):
        with duckdb.connect(str(database), read_only=True) as connection:
            figures.append(connection.execute(query).fetchone())
    assert figures[0] == figures[1]
    assert figures[0][0] > 1 and figures[0][2] > 0 and figures[0][4] > 0, figures[0]
    assert figures[0][3] == 0


def test_the_other_figures_do_not_change(open_marts, hidden) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{open_marts}' as open_marts (read_only)")
        connection.execute(f"attach '{hidden[0]}' as hidden (read_only)")
        tables = connection.execute(
            "select table_name, string_agg('\"' || column_name || '\"', ', ') from information_schema.columns"
            " where table_catalog = 'hidden' and table_schema = 'marts'"
            " and not column_name like 'user_key%' and column_name not in ('device_id', 'reported_at')"
            " group by table_name"
        ).fetchall()
        assert len(tables) > 15
        for table, columns in tables:
            for one, other in (("open_marts", "hidden"), ("hidden", "open_marts")):
                (different,) = connection.execute(
                    f"select count(*) from (select {columns} from {one}.marts.{table}"
                    f" except all select {columns} from {other}.marts.{table})"
                ).fetchone()
                assert different == 0, table


def test_the_key_is_in_no_file(hidden) -> None:
    """Neither the database nor a compiled model, a log or an artifact holds the key."""
    database, folder = hidden
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert database in files and any(file.name == "dbt.log" for file in files)
    assert any("compiled" in file.parts for file in files)
    assert [file for file in files if KEY.encode() in file.read_bytes()] == []


def test_another_key_gives_other_pseudonyms(raw, dbt_build, hidden, tmp_path) -> None:
    database = tmp_path / "lookback.duckdb"
    built = dbt_build(
        raw,
        database,
        {"pseudonymize_user_ids": True},
        ("--exclude-resource-type", "test"),
        environment={"LOOKBACK_PSEUDONYM_KEY": KEY + "!"},
    )
    assert built.returncode == 0, built.stdout
    users = []
    for file in (database, hidden[0]):
        with duckdb.connect(str(file), read_only=True) as connection:
            users.append({key for (key,) in connection.execute("select user_key from marts.conversions").fetchall()})
    assert users[0] and not users[0] & users[1]


@pytest.mark.parametrize("key", [None, ""])
def test_without_a_key_the_build_says_so(raw, dbt_build, tmp_path, key) -> None:
    built = dbt_build(
        raw,
        tmp_path / "lookback.duckdb",
        {"pseudonymize_user_ids": True},
        environment={} if key is None else {"LOOKBACK_PSEUDONYM_KEY": key},
    )
    assert built.returncode != 0
    assert "pseudonymize_user_ids is true, but there is no key" in built.stdout
    assert "LOOKBACK_PSEUDONYM_KEY" in built.stdout


def test_marts_above_the_grain_of_a_person_hold_none(manifest) -> None:
    """What holds persons says so in its metadata; whatever shows a person's column is marked."""
    personal_columns = {"user_key", "user_key_as_of_conversion", "user_key_today", "user_id", "device_id"}
    marked, showing = set(), set()
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model" or node["schema"] not in PERSONAL_SCHEMAS:
            continue
        if node["config"]["meta"].get("contains_personal_data"):
            marked.add(node["name"])
        if personal_columns & set(node["columns"]):
            showing.add(node["name"])
    assert showing <= marked
    assert marked == {
        "conversions",
        "conversion_credits",
        "conversion_trace",
        "fatigue_audit",
        "identity_audit",
        "rejected_message_events",
        "rejected_app_events",
    }
