{#
    Statements, run with the making of reported_figures: what figures were reported from, so that the next report can tell why others are
    others.
#}
{% macro remember_report() %}
    insert into lookback_state.reports by name
    select
        {{ number_of_batch() }} as report,
        (
            select tables.batch from lookback_state.tables as tables
            where tables.table_name = {{ text_literal(this.schema ~ '.' ~ this.identifier) }}
        ) as batch,
        settlement.received_until,
        cast({{ in_report_timezone('settlement.received_until') }} as date) as reported_date,
        cast({{ in_report_timezone('settlement.final_until') }} as date) as settled_date
    from (
        select
            *,
            final_until + {{ interval_of(var('settlement_hours') * 3600) }} as received_until
        from {{ ref('int_settlement_reached') }}
    ) as settlement;
    create or replace table lookback_state.reported_purchases as
    select * from {{ ref('int_purchases_credited') }};
    create or replace table lookback_state.reported_settings as
    select * from {{ ref('int_settings_hashed') }}
{% endmacro %}
