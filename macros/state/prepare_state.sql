{#
    Statements, run before everything else: make the tables in which builds remember which raw files they have read, in which batch,
    and what each table was made from.
#}
{% macro prepare_state() %}
    {% if not keeps_state() %}{{ return('') }}{% endif %}
    {% do adapter.create_schema(api.Relation.create(database=target.database, schema='lookback_state')) %}
    {% do run_query('
        create table if not exists lookback_state.raw_files (
            table_name varchar, file varchar, file_version varchar, batch bigint
        )
    ') %}
    {% do run_query('create table if not exists lookback_state.builds (batch bigint, started_at timestamp with time zone)') %}
    {% do run_query('
        insert into lookback_state.builds
        select coalesce(max(batch), 0) + 1, current_timestamp from lookback_state.builds
    ') %}
    {% do run_query('
        create table if not exists lookback_state.person_inputs (kind varchar, input_hash ubigint, state_hash ubigint)
    ') %}
    {% do run_query('
        create table if not exists lookback_state.tables (
            table_name varchar, definition varchar, inputs varchar, arrivals varchar, generation varchar, batch bigint,
            version varchar
        )
    ') %}
    {% do prepare_reports() %}
{% endmacro %}

{#
    Statements: make the tables in which the ledger remembers its reports: when each was made and from what had arrived until then, and for
    the last one the purchases with their credits under the reporting ruleset, and the settings.
#}
{% macro prepare_reports() %}
    {% do run_query('
        create table if not exists lookback_state.reports (
            report bigint, batch bigint, received_until timestamp, reported_date date, settled_date date
        )
    ') %}
    {% do run_query('
        create table if not exists lookback_state.reported_purchases (
            conversion_hash ubigint, person_hash ubigint, campaign_id varchar, channel varchar, report_date date,
            purchase_conversions double, purchase_amount decimal(18, 2), purchase_net_amount decimal(18, 2)
        )
    ') %}
    {% do run_query('
        create table if not exists lookback_state.reported_settings (scope varchar, campaign_id varchar, settings_hash ubigint)
    ') %}
{% endmacro %}
