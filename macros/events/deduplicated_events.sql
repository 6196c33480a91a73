{# Select: each event that passed the checks once: those without another copy, and the kept copy of the others. #}
{% macro deduplicated_events(passed_relation, copied_relation, repeated_relation, columns) %}
select
    {%- for column in columns %}
    passed.{{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ passed_relation }} as passed
left join {{ copied_relation }} as copied on passed.event_hash = copied.event_hash
where copied.event_hash is null

union all

select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ repeated_relation }}
where copy_number = 1
{% endmacro %}
