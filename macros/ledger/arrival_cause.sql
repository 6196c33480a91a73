{#
    Expression: why a figure that events changed by arriving is another than it was: raw files were changed or removed, its day was not
    settled when it was reported last, or an event came later than that. `last_report` names the relation of the last report.
#}
{% macro arrival_cause(report_date, last_report) -%}
    case
        when {{ last_report }}.batch < (
            select max(tables.first_batch)
            from (
                select min(files.batch) as first_batch from lookback_state.raw_files as files
                group by files.table_name
            ) as tables
        )
            then 'raw_data_replaced'
        when {{ report_date }} < {{ last_report }}.settled_date
            then 'late_event'
        else 'window_still_open'
    end
{%- endmacro %}
