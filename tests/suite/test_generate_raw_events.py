"""The generator of raw data: what it writes is complete, repeatable, plausible and free of contradictions."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

import generate_raw_events as generator
from raw_events.schemas import SCHEMAS

EVENT_TYPES = {"targeted", "sent", "failed", "restricted", "impression", "open", "click", "held_out"}
CHANNELS = {"push", "kakaotalk", "text", "in_app"}
STATUSES = {
    False: {"waiting", "ready", "sending", "completed", "cancelled", "failed"},
    True: {"writing", "waiting_to_post", "preparing", "posting", "posting_modified", "stopped", "ended"},
}

REJECTIONS = {
    "message_events": """
        case
            when nullif(event_id, '') is null then 'missing_event_id'
            when occurred_at is null or received_at is null then 'missing_timestamp'
            when coalesce(event_type, '') not in (
                'targeted', 'sent', 'failed', 'restricted', 'impression', 'open', 'click', 'held_out'
            ) then 'unknown_event_type'
            when coalesce(channel, '') not in ('push', 'kakaotalk', 'text', 'in_app') then 'unknown_channel'
            when nullif(device_id, '') is null and nullif(user_id, '') is null then 'missing_identity'
            when coalesce(campaign_id, '') not in (select campaign_id from campaigns) then 'unknown_campaign'
            when occurred_at > received_at + interval 24 hours then 'occurred_after_received'
        end
    """,
    "app_events": """
        case
            when nullif(event_id, '') is null then 'missing_event_id'
            when occurred_at is null or received_at is null then 'missing_timestamp'
            when nullif(event_name, '') is null then 'missing_event_name'
            when nullif(device_id, '') is null and nullif(user_id, '') is null then 'missing_identity'
            when occurred_at > received_at + interval 24 hours then 'occurred_after_received'
            when properties <> '' and coalesce(json_type(document), '') <> 'OBJECT'
            then 'malformed_properties'
            when event_name = 'purchase' and not coalesce(
                try_cast(document ->> '$.price' as double) between 0 and 1e15
                and try_cast(document ->> '$.quantity' as double) >= 0, false
            ) then 'invalid_amount'
            when event_name = 'purchase' and coalesce(document ->> '$.currency', 'KRW') not in (
                select currency from exchange_rates union all select 'KRW'
            ) then 'unknown_currency'
        end
    """,
}

CONTRADICTIONS = {
    "a key twice in campaigns": "from campaigns group by campaign_id, updated_at having count(*) > 1",
    "a key twice in goals": """
        from campaign_conversion_events group by campaign_id, event_name having count(*) > 1
    """,
    "a slot twice": "from campaign_conversion_events group by campaign_id, slot having count(*) > 1",
    "a key twice in purchase events": "from purchase_events group by event_name having count(*) > 1",
    "a key twice in windows": "from conversion_window_changes group by changed_at having count(*) > 1",
    "a key twice in costs": """
        from unit_costs group by campaign_id, message_format, effective_from having count(*) > 1
    """,
    "a key twice in rates": "from exchange_rates group by currency, effective_date having count(*) > 1",
    "a slot beyond five": "from campaign_conversion_events where slot not between 1 and 5",
    "a forbidden basis": """
        from campaign_conversion_events inner join (select distinct campaign_id, channel from campaigns)
        using (campaign_id)
        where basis not in ('send', 'click')
        or (channel in ('kakaotalk', 'text') and basis <> 'send') or (channel = 'in_app' and basis <> 'click')
    """,
    "a window below an hour": """
        from (
            select window_hours from campaign_conversion_events
            union all select window_hours from conversion_window_changes
        ) where window_hours < 1
    """,
    "a purchase goal that names no purchase, or a standard goal that does": """
        from campaign_conversion_events left join purchase_events using (event_name)
        where (conversion_kind = 'purchase') <> coalesce(role = 'purchase', false)
    """,
    "a goal without its campaign": "from campaign_conversion_events anti join campaigns using (campaign_id)",
    "a cost without its campaign": "from unit_costs anti join campaigns using (campaign_id)",
    "a cost in a currency without a rate": """
        from unit_costs where currency <> 'KRW' and currency not in (select currency from exchange_rates)
    """,
    "a negative cost": "from unit_costs where unit_cost < 0",
    "a channel that changes": "from campaigns group by campaign_id having count(distinct channel) > 1",
    "a tracking flag that changes after publication": """
        from campaigns inner join (
            select campaign_id, max_by(published_at, updated_at) as present_published_at
            from campaigns group by campaign_id
        ) using (campaign_id)
        where updated_at >= present_published_at
        group by campaign_id having count(distinct purchase_conversion_tracking) > 1
    """,
    "an unknown channel or message type": """
        from campaigns where channel not in ('push', 'kakaotalk', 'text', 'in_app')
        or message_type not in ('informational', 'advertising')
    """,
    "an event before its campaign was published": """
        from message_events inner join (
            select campaign_id, max_by(published_at, updated_at) as published_at
            from campaigns group by campaign_id
        ) using (campaign_id)
        where occurred_at < published_at and occurred_at <= received_at + interval 24 hours
    """,
    "an unpublished campaign with events": """
        from message_events semi join (
            from campaigns select campaign_id group by campaign_id having count(published_at) = 0
        ) using (campaign_id)
    """,
}

IMPOSSIBILITIES = {
    "a click before its message was sent": """
        from message_events as clicks inner join message_events as sends
        on clicks.message_id = sends.message_id and clicks.channel = sends.channel
        and (clicks.channel <> 'push' or clicks.device_id = sends.device_id)
        where clicks.event_type in ('click', 'open') and sends.event_type = 'sent'
        and clicks.occurred_at < sends.occurred_at and sends.occurred_at <= sends.received_at
    """,
    "a delivery before it was targeted": """
        from message_events as results inner join message_events as targets
        on results.message_id = targets.message_id and results.channel = targets.channel
        and results.device_id is not distinct from targets.device_id
        where results.event_type in ('sent', 'failed', 'restricted') and targets.event_type = 'targeted'
        and results.occurred_at < targets.occurred_at - interval 2 seconds
    """,
    "a refund before its purchase": """
        from app_events as refunds inner join app_events as purchases
        on refunds.document ->> '$.order_id' = purchases.document ->> '$.order_id'
        where refunds.event_name = 'refund' and purchases.event_name = 'purchase'
        and refunds.occurred_at < purchases.occurred_at
    """,
    "a reason without need, or a need without reason": """
        from message_events where event_type in (select unnest($event_types))
        and (event_type in ('failed', 'restricted')) <> (reason is not null)
    """,
    "a click target on what is no click": """
        from message_events where click_target is not null and lower(event_type) <> 'click'
        and event_type <> 'delivered'
    """,
}


def run(folder: Path, *arguments: str) -> Path:
    """Generate into a folder and return it."""
    assert generator.main(["--output", str(folder), *arguments]) == 0
    return folder


def connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database with each raw table; the properties of app_events, if JSON, are there as document too."""
    database = duckdb.connect()
    for table in SCHEMAS:
        database.execute(f"create table {table} as from read_parquet('{folder}/{table}/**/*.parquet')")
    database.execute("""
        alter table app_events rename to app_events_as_written;
        create table app_events as
        select *, case when json_valid(properties) then properties end as document from app_events_as_written;
    """)
    return database


def asked(query: str) -> list[tuple]:
    """The rows of a query over files, on a connection of its own."""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def fingerprint(folder: Path) -> dict[str, tuple]:
    """A few numbers for each table that change with any of its rows, and not with their order."""
    marks = "count(*), sum(hash(rows)::hugeint % 1000000007)"
    return {table: asked(f"select {marks} from '{folder}/{table}/**/*.parquet' as rows")[0] for table in SCHEMAS}


def count_events(database: duckdb.DuckDBPyConnection) -> int:
    """The number of events of both kinds."""
    return database.execute("""
        select (select count(*) from message_events) + (select count(*) from app_events)
    """).fetchone()[0]


def values(database: duckdb.DuckDBPyConnection, query: str) -> set:
    """The first column of a query."""
    return {row[0] for row in database.execute(query).fetchall()}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data that the defaults give."""
    return run(tmp_path_factory.mktemp("defaults") / "raw")


@pytest.fixture(scope="module")
def database(sample: Path) -> duckdb.DuckDBPyConnection:
    """A database with the data that the defaults give."""
    return connect(sample)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little data, made in one thread."""
    return run(tmp_path_factory.mktemp("small") / "raw", "--events", "4000", "--days", "4", "--threads", "1")


@pytest.mark.parametrize("table", SCHEMAS)
def test_columns_have_the_types_of_the_contract(sample: Path, table: str) -> None:
    columns = asked(f"describe from '{sample}/{table}/**/*.parquet'")
    described = {column[0]: column[1].lower() for column in columns}
    assert described == SCHEMAS[table]


def test_the_number_of_events_is_about_what_was_asked_for(database: duckdb.DuckDBPyConnection) -> None:
    assert count_events(database) == pytest.approx(60_000, rel=0.1)


@pytest.mark.parametrize(("events", "users"), [("120000", "300"), ("3000", "3000")])
def test_other_sizes_are_obeyed_too(tmp_path: Path, events: str, users: str) -> None:
    folder = run(tmp_path / "raw", "--events", events, "--users", users, "--days", "7")
    assert count_events(connect(folder)) == pytest.approx(int(events), rel=0.15)


def test_files_are_in_a_folder_per_day(sample: Path) -> None:
    days = sorted(path.name for path in (sample / "message_events").iterdir())
    assert (days[0], days[-1], len(days)) == ("2026-05-01", "2026-05-30", 30)
    assert [path.name for path in (sample / "app_events" / days[0]).iterdir()] == ["part-0.parquet"]


def test_the_same_seed_gives_the_same_rows_whatever_the_threads(small: Path, tmp_path: Path) -> None:
    arguments = ["--events", "4000", "--days", "4", "--threads", "4", "--files", "3"]
    assert fingerprint(run(tmp_path / "raw", *arguments)) == fingerprint(small)


def test_another_seed_gives_other_rows(small: Path, tmp_path: Path) -> None:
    other = fingerprint(run(tmp_path / "raw", "--events", "4000", "--days", "4", "--seed", "1"))
    same = {table for table, mark in fingerprint(small).items() if mark == other[table]}
    assert same == {"purchase_events", "conversion_window_changes"}


def test_every_word_of_the_contract_occurs(database: duckdb.DuckDBPyConnection) -> None:
    assert values(database, "select event_type from message_events") >= EVENT_TYPES
    assert values(database, "select channel from message_events") >= CHANNELS
    assert values(database, "select platform from message_events") == {"android", "ios", "web", None}
    assert values(database, "select trigger_type from message_events") == {
        "console", "api", "journey", "recurring", "test",
    }  # fmt: skip
    assert values(database, "select click_target from message_events where event_type = 'click'") == {
        "body", "button", "image", "sticky_banner", None,
    }  # fmt: skip
    assert values(database, "select reason from message_events") == {
        "invalid_address", "opted_out", "channel_error", "not_configured", "fatigue", "do_not_disturb", None,
    }  # fmt: skip
    assert values(database, "select variant from message_events") == {"A", "B", None}
    assert values(database, "select message_format from message_events") == set(generator.MESSAGE_FORMATS)


def test_every_app_event_of_a_shop_occurs(database: duckdb.DuckDBPyConnection) -> None:
    assert values(database, "select event_name from app_events where event_name <> ''") == {
        "app_open", "login", "signup", "reset_identity", "product_view", "add_to_cart", "coupon_issued",
        "review_written", "purchase", "refund", "subscription_payment", "subscription_refund",
    }  # fmt: skip


@pytest.mark.parametrize("table", REJECTIONS)
def test_every_rejection_occurs_and_all_are_rare(database: duckdb.DuckDBPyConnection, table: str) -> None:
    rule = REJECTIONS[table]
    query = f"select {rule} as rejection, count(*) from {table} group by all"
    counts = dict(database.execute(query).fetchall())
    accepted = counts.pop(None)
    assert set(counts) == set(rejection_reasons(rule))
    assert 0.001 < sum(counts.values()) / accepted < 0.006


def rejection_reasons(rule: str) -> list[str]:
    """The reasons that a rule gives."""
    return re.findall(r"then '(\w+)'", rule)


@pytest.mark.parametrize("table", REJECTIONS)
def test_events_are_redelivered_and_some_differ(database: duckdb.DuckDBPyConnection, table: str) -> None:
    repeated, conflicting, later, at_once = database.execute(f"""
        with copies as (
            select
                count(*) as copies,
                count(distinct (occurred_at, user_id, platform)) as contents,
                count(distinct received_at) as arrivals,
            from {table}
            where event_id <> '' and {REJECTIONS[table]} is null
            group by event_id
        )
        select
            avg((copies > 1)::integer), count(*) filter (contents > 1), count(*) filter (arrivals > 1),
            count(*) filter (copies > 1 and arrivals = 1),
        from copies
    """).fetchone()
    assert 0.004 < repeated < 0.02
    assert conflicting and later and at_once


@pytest.mark.parametrize("table", REJECTIONS)
def test_some_events_are_late_by_days(database: duckdb.DuckDBPyConnection, table: str) -> None:
    shares = database.execute(f"""
        select
            avg((received_at > occurred_at + interval 1 hour)::integer),
            avg((received_at > occurred_at + interval 3 days)::integer),
        from {table}
    """).fetchone()
    assert 0.01 < shares[0] < 0.05
    assert 0 < shares[1] < 0.01


@pytest.mark.parametrize("table", REJECTIONS)
def test_the_export_is_a_snapshot(database: duckdb.DuckDBPyConnection, table: str) -> None:
    """Rows arrive until six hours after the end of the period, which is 15:00 UTC."""
    arrived = database.execute(f"select max(received_at)::varchar from {table}").fetchone()[0]
    assert "2026-05-30 15:00" < arrived < "2026-05-30 21:00"


def test_everything_happens_within_the_period(database: duckdb.DuckDBPyConnection) -> None:
    first, last, days = database.execute("""
        with moments as (
            select (occurred_at + interval 9 hours)::date as day
            from (select occurred_at from message_events union all select occurred_at from app_events)
        )
        select min(day)::varchar, max(day)::varchar, count(distinct day) from moments
    """).fetchone()
    assert (first, last, days) == ("2026-05-01", "2026-05-30", 30)


def test_people_are_hard_to_tell_apart(database: duckdb.DuckDBPyConnection) -> None:
    """Devices without a user, users without a device, shared devices, and people with several devices."""
    database.execute("""
        create temp view facts as
        select device_id, nullif(user_id, '') as user_id from app_events
        union all
        select device_id, nullif(user_id, '') from message_events
    """)
    anonymous, deviceless, rows = database.execute("""
        select
            count(*) filter (device_id is not null and user_id is null),
            count(*) filter (device_id is null and user_id is not null),
            count(*),
        from facts
    """).fetchone()
    shared_devices = "select device_id from facts group by device_id having count(distinct user_id) > 1"
    people_with_several = "select user_id from facts group by user_id having count(distinct device_id) > 1"
    assert 0.05 < anonymous / rows < 0.3
    assert deviceless > 0
    assert len(values(database, shared_devices)) > 20
    assert len(values(database, people_with_several)) > 100


def test_kakaotalk_messages_fall_back_to_text(database: duckdb.DuckDBPyConnection) -> None:
    assert database.execute("""
        select count(distinct failures.message_id) > 20
        from message_events as failures inner join message_events as sends using (message_id, campaign_id)
        where failures.channel = 'kakaotalk' and failures.event_type = 'failed'
        and sends.channel = 'text' and sends.event_type = 'sent'
    """).fetchone()[0]


def test_purchases_have_touches(database: duckdb.DuckDBPyConnection) -> None:
    """Of the purchases of known people, many follow a click within a day, and some follow two campaigns'."""
    purchases, touched, contested = database.execute("""
        with touched as (
            select purchases.event_id, count(distinct clicks.campaign_id) as campaigns
            from app_events as purchases
            left join message_events as clicks
                on purchases.user_id = clicks.user_id and clicks.event_type in ('open', 'click')
                and purchases.occurred_at >= clicks.occurred_at
                and purchases.occurred_at <= clicks.occurred_at + interval 24 hours
            where purchases.event_name in ('purchase', 'subscription_payment') and purchases.user_id <> ''
            group by purchases.event_id
        )
        select count(*), avg((campaigns > 0)::integer), avg((campaigns > 1)::integer) from touched
    """).fetchone()
    assert purchases > 500
    assert 0.3 < touched < 0.8
    assert 0.05 < contested < 0.4


def test_evenings_are_busy(database: duckdb.DuckDBPyConnection) -> None:
    evening, night = database.execute("""
        select
            avg((hour(occurred_at + interval 9 hours) between 19 and 22)::integer),
            avg((hour(occurred_at + interval 9 hours) between 2 and 5)::integer),
        from app_events
    """).fetchone()
    assert evening > 4 * night


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_settings_are_free_of(database: duckdb.DuckDBPyConnection, name: str) -> None:
    assert database.execute(f"select count(*) from (select 1 {CONTRADICTIONS[name]})").fetchone()[0] == 0


@pytest.mark.parametrize("name", IMPOSSIBILITIES)
def test_events_are_free_of(database: duckdb.DuckDBPyConnection, name: str) -> None:
    query = f"select count(*) from (select 1 {IMPOSSIBILITIES[name]})"
    parameters = {"event_types": sorted(EVENT_TYPES)} if "$event_types" in query else {}
    assert database.execute(query, parameters).fetchone()[0] == 0


@pytest.mark.parametrize("is_in_app", STATUSES)
def test_every_status_is_reached(database: duckdb.DuckDBPyConnection, is_in_app: bool) -> None:
    query = f"select status from campaigns where (channel = 'in_app') = {is_in_app}"
    assert values(database, query) == STATUSES[is_in_app]


def test_settings_are_varied(database: duckdb.DuckDBPyConnection) -> None:
    def count(query: str) -> int:
        return database.execute(f"select count(*) from ({query})").fetchone()[0]

    assert len(values(database, "from campaigns anti join message_events using (campaign_id)")) == 1
    assert count("from campaigns where body like '(광고)%' and message_type = 'advertising'") > 20
    assert count("from campaigns where ends_at is not null") > 0
    assert count("from campaigns where not purchase_conversion_tracking") > 0
    assert values(database, "select conversion_kind || basis from campaign_conversion_events") == {
        "purchasesend", "purchaseclick", "standardsend", "standardclick",
    }  # fmt: skip
    assert values(database, "select slot from campaign_conversion_events") == {1, 2, 3, 4, 5}
    assert values(database, "select window_hours from conversion_window_changes") == {24, 72}
    assert values(database, "select role from purchase_events") == {"purchase", "refund"}
    assert values(database, "select currency from unit_costs") == {"KRW", "USD"}
    assert values(database, "select is_consented from user_consents") == {True, False}
    assert count("from campaigns anti join unit_costs using (campaign_id) where channel = 'text'") > 0
    assert count("from exchange_rates where effective_date < date '2026-05-01'") > 0


def test_a_bot_a_kiosk_and_a_hot_campaign_skew_the_data(tmp_path: Path) -> None:
    database = connect(run(tmp_path / "raw", "--events", "150000", "--days", "7", "--skew", "bot"))

    def top_share(column: str, source: str) -> float:
        return database.execute(f"""
            select count(*) / sum(count(*)) over () as share from {source}
            group by {column} order by share desc
        """).fetchone()[0]

    clicks = "message_events where event_type in ('click', 'open') and user_id <> ''"
    purchases = "app_events where event_name = 'purchase' and user_id <> ''"
    assert top_share("user_id", clicks) == pytest.approx(0.10, abs=0.03)
    assert top_share("user_id", purchases) == pytest.approx(0.01, abs=0.006)
    assert top_share("campaign_id", "message_events") == pytest.approx(0.5, abs=0.05)
    users_of_devices = "select count(distinct user_id) from app_events group by device_id"
    assert max(values(database, users_of_devices)) >= 2_400


def test_the_smallest_shop_works(tmp_path: Path) -> None:
    smallest = ["--events", "100", "--days", "1", "--users", "10", "--campaigns", "5"]
    folder = run(tmp_path / "raw", *smallest, "--start-date", "2024-02-29")
    assert [path.name for path in (folder / "message_events").iterdir()] == ["2024-02-29"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--users", "0"], "--users must be at least 10, and is 0."),
        (["--events", "-5"], "--events must be at least 100, and is -5."),
        (["--days", "0"], "--days must be at least 1, and is 0."),
        (["--campaigns", "4"], "--campaigns must be at least 5, and is 4."),
        (["--users", "60001"], "--users must be at most --events, and is 60001 for 60000 events."),
        (["--start-date", "1066-10-14"], "--start-date must be in 1971 to 2200, and is 1066-10-14."),
    ],
)
def test_silly_sizes_are_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert generator.main(["--output", str(tmp_path / "raw"), *arguments]) == 2
    assert capsys.readouterr().err == f"generate_raw_events.py: {message}\n"
    assert not (tmp_path / "raw").exists()


def test_a_folder_in_use_is_refused_unless_it_may_be_overwritten(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = run(tmp_path / "raw", "--events", "1000", "--days", "2")
    before = fingerprint(folder)
    assert generator.main(["--output", str(folder), "--events", "4000", "--days", "4"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert fingerprint(folder) == before
    run(folder, "--events", "4000", "--days", "4", "--overwrite")
    assert fingerprint(folder) == fingerprint(small)
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_other_files_are_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("all my work")
    assert generator.main(["--output", str(tmp_path), "--overwrite"]) == 2
    assert "it holds thesis.txt, which is no raw table." in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").exists()


def test_a_generator_that_dies_leaves_nothing_that_looks_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "raw"
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(generator.Writer, "write_chunk", die)
        generator.main(["--output", str(folder), "--events", "1000", "--days", "2"])
    assert not folder.exists()
    run(folder, "--events", "1000", "--days", "2")
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        generator.main(["--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    sizes = ["events", "days", "users", "campaigns", "files", "threads"]
    options = [*sizes, "output", "seed", "start-date", "skew", "overwrite"]
    assert [option for option in options if f"--{option}" not in text] == []


def test_progress_and_summary_give_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path / "raw", "--events", "1000", "--days", "2")
    shown = capsys.readouterr()
    assert "2026-05-02, part 0: message_events" in shown.err
    assert "events in" in shown.out
    assert all(table in shown.out for table in SCHEMAS)
