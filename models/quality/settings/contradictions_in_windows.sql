{% set table_name = 'conversion_window_changes' %}
{% set key = ['changed_at'] %}

with window_changes as (
    select * from {{ ref('stg_conversion_window_changes') }}
),

row_counts as (
    select count(*) as changes from window_changes
)

{{ repeated_keys(table_name, 'window_changes', key) }}
union all
{{ missing_values(table_name, 'window_changes', key, ['changed_at', 'window_hours']) }}
union all
select
    {{ contradiction(
        table_name, key, 'window_is_at_least_1_hour', "concat('window_hours is ', cast(window_hours as string))"
    ) }}
from window_changes
where window_hours < 1
union all
select
    {{ contradiction(
        table_name, ['changes'], 'table_has_a_row',
        text_literal('there is no global conversion window; add the row of the first setting')
    ) }}
from row_counts
where changes = 0
