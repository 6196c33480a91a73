{#
    Expression: why a figure is another than it was when nothing but events can have changed it: raw files were changed or removed, its day
    was not settled when it was reported last, or an event came later than that; when nothing arrived, the project itself is another.
    `last_report` names the relation of int_last_report_remembered.
#}
{% macro arrival_cause(report_date, last_report) -%}
    case
        when not {{ last_report }}.has_arrivals_since
            then 'settings_change'
        when {{ last_report }}.has_replacements_since
            then 'raw_data_replaced'
        when {{ report_date }} < {{ last_report }}.settled_date
            then 'late_event'
        else 'window_still_open'
    end
{%- endmacro %}
