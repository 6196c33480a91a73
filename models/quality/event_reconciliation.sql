with raw_events as (
    select
        'message_events' as table_name,
        count(*) as raw_rows
    from {{ ref('stg_message_events') }}
    union all
    select
        'app_events' as table_name,
        count(*) as raw_rows
    from {{ ref('stg_app_events') }}
),

kept_events as (
    select
        'message_events' as table_name,
        {{ aggregate_where('count', '*', "trigger_type is distinct from 'test'") }} as accepted_rows,
        {{ aggregate_where('count', '*', "trigger_type = 'test'") }} as test_rows
    from {{ ref('int_message_events_deduplicated') }}
    union all
    select
        'app_events' as table_name,
        count(*) as accepted_rows,
        0 as test_rows
    from {{ ref('int_app_events_accepted') }}
),

duplicate_events as (
    select
        'message_events' as table_name,
        count(*) as duplicate_rows
    from {{ ref('int_message_events_repeated') }}
    where copy_number > 1
    union all
    select
        'app_events' as table_name,
        count(*) as duplicate_rows
    from {{ ref('int_app_events_repeated') }}
    where copy_number > 1
),

rejected_events as (
    select
        'message_events' as table_name,
        count(*) as rejected_rows
    from {{ ref('rejected_message_events') }}
    union all
    select
        'app_events' as table_name,
        count(*) as rejected_rows
    from {{ ref('rejected_app_events') }}
)

select
    raw_events.table_name,
    raw_events.raw_rows,
    kept_events.accepted_rows,
    duplicate_events.duplicate_rows,
    kept_events.test_rows,
    rejected_events.rejected_rows
from raw_events
inner join kept_events on raw_events.table_name = kept_events.table_name
inner join duplicate_events on raw_events.table_name = duplicate_events.table_name
inner join rejected_events on raw_events.table_name = rejected_events.table_name
