{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'person_hash',
        'uncompressed': ['touch_id'],
        'accounted_inputs': [
            'int_attribution_rules_resolved', 'int_campaigns_known', 'int_device_message_events_identified',
            'int_message_events_repeated',
        ],
    }
) }}

with converters as (
    select
        person_hash,
        max(converted_at) as last_converted_at
    from {{ ref('int_conversions_identified') }}
    where {{ is_of_changed_person('person_hash') }}
    group by person_hash
),

rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
),

touches as (
    select
        touches.person_hash,
        touches.scope_hash,
        touches.touch_id,
        touches.touched_at
    from {{ ref('int_touches_identified') }} as touches
    inner join converters
        on touches.person_hash = converters.person_hash and touches.touched_at <= converters.last_converted_at
    where touches.scope_hash in (select rules.scope_hash from rules)
)

select
    *,
    row_number() over (partition by person_hash order by touched_at, touch_id) as touch_number
from touches
