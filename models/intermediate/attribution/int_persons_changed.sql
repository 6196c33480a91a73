-- depends_on: {{ ref('int_conversion_windows_resolved') }}
{{ config(
    materialized='incremental_by_arrival',
    post_hook='{{ remember_person_inputs() }}',
    meta={'accounted_inputs': [
        'int_app_events_repeated', 'int_attribution_rules_resolved', 'int_campaigns_known', 'int_device_events_resolved',
        'int_devices_summarized', 'int_message_events_repeated', 'int_money_events_priced', 'int_scopes_looked_at',
    ]}
) }}

with events_changed as (
    select
        events.*,
        devices.sole_user_hash,
        contested_events.user_hash as holder_user_hash,
        contested_events.event_hash is not null as is_contested
    from {{ ref('int_events_changed') }} as events
    left join {{ ref('int_devices_summarized') }} as devices on events.device_hash = devices.device_hash
    left join {{ ref('int_device_events_resolved') }} as contested_events
        on
            events.event_hash = contested_events.event_hash
            and contested_events.source_table = case
                when events.kind = 'conversion' then 'app_events'
                else 'message_events'
            end
    where {{ is_continued() }}
),

events as (
    select
        kind,
        occurred_at,
        {{ person_hash('user_hash', 'coalesce(sole_user_hash, holder_user_hash)', 'device_hash') }} as person_hash
    from events_changed

    union all

    -- Of a contested event another copy may have been kept before, on a device of its own.
    select
        kind,
        occurred_at,
        {{ person_hash('user_hash', 'sole_user_hash', 'device_hash') }} as person_hash
    from events_changed
    where is_contested
),

persons_of_inputs as (
    select
        input_hash,
        known_state_hash,
        present_state_hash
    from {{ ref('int_person_inputs_changed') }}
    where kind in ('device', 'message_events', 'app_events') and {{ is_continued() }}
),

moments as (
    select
        person_hash,
        occurred_at as changed_from,
        kind = 'copied_touch' as has_other_messages
    from events
    where kind in ('conversion', 'copied_touch')

    union all

    select
        events.person_hash,
        events.occurred_at as changed_from,
        false as has_other_messages
    from events
    inner join {{ ref('int_conversions_resolved') }} as conversions
        on events.person_hash = conversions.person_hash and events.occurred_at <= conversions.converted_at
    where events.kind = 'touch'
    {%- for hash in ['input_hash', 'known_state_hash', 'present_state_hash'] %}

    union all

    select
        {{ hash }} as person_hash,
        {{ beginning_of_time() }} as changed_from,
        true as has_other_messages
    from persons_of_inputs
    {%- endfor %}
)

select
    person_hash,
    min(changed_from) as changed_from,
    {{ dbt.bool_or('has_other_messages') | trim }} as has_other_messages,
    {{ this_batch() }} as batch
from moments
where person_hash is not null
group by person_hash
