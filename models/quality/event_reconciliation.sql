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

accepted_events as (
    select
        'message_events' as table_name,
        cast(coalesce(sum(events), 0) as bigint) as accepted_rows
    from {{ ref('int_campaign_events_counted') }}
    union all
    select
        'app_events' as table_name,
        count(*) as accepted_rows
    from {{ ref('int_app_events_accepted') }}
),

test_events as (
    select
        'message_events' as table_name,
        count(*) as test_rows
    from {{ ref('int_message_events_deduplicated') }}
    where trigger_type = 'test'
    union all
    select
        'app_events' as table_name,
        0 as test_rows
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
    accepted_events.accepted_rows,
    duplicate_events.duplicate_rows,
    test_events.test_rows,
    rejected_events.rejected_rows
from raw_events
inner join accepted_events on raw_events.table_name = accepted_events.table_name
inner join duplicate_events on raw_events.table_name = duplicate_events.table_name
inner join test_events on raw_events.table_name = test_events.table_name
inner join rejected_events on raw_events.table_name = rejected_events.table_name
