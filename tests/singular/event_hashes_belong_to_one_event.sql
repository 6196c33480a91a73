-- No two events share a hash. Hashes that occur once cannot be shared: it is enough to look at those that occur again.
{% for table in ['message_events', 'app_events'] %}
select
    '{{ table }}' as table_name,
    event_hash,
    min(event_id) as event_id,
    max(event_id) as other_event_id
from {{ ref('int_' ~ table ~ '_repeated') }}
group by event_hash
having min(event_id) != max(event_id)
{{ 'union all' if not loop.last }}
{% endfor %}
