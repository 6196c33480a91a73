{# Select: each event that passed the checks once: those without another copy, and the kept copy of the others. #}
{% macro deduplicated_events(checked_relation, copied_relation, repeated_relation, columns) %}
select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ checked_relation }} as checked
where
    rejection_reason is null
    and not exists (select 1 from {{ copied_relation }} as copied where copied.event_hash = checked.event_hash)

union all

select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ repeated_relation }}
where copy_number = 1
{% endmacro %}
