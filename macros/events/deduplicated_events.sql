{# Select: each event that passed the checks once: those without another copy, and the kept copy of the others. #}
{% macro deduplicated_events(checked_relation, copied_relation, repeated_relation, columns) %}
select
    {%- for column in columns %}
    checked.{{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ checked_relation }} as checked
left join {{ copied_relation }} as copied on checked.event_hash = copied.event_hash
where checked.rejection_reason is null and copied.event_hash is null

union all

select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ repeated_relation }}
where copy_number = 1
{% endmacro %}
