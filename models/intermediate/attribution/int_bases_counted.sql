with base_sets as (
    select distinct
        campaign_id,
        bases,
        bases like '%send%' as has_send,
        bases like '%impression%' as has_impression,
        bases like '%open%' as has_open,
        bases like '%click%' as has_click
    from {{ ref('int_results_listed') }}
),

touches as (
    select
        base_sets.campaign_id,
        base_sets.bases,
        cast(sum(events.events) as bigint) as basis_touches
    from base_sets
    inner join {{ ref('int_campaign_events_counted') }} as events
        on
            base_sets.campaign_id = events.campaign_id
            and (
                (base_sets.has_send and events.event_type = 'sent')
                or (base_sets.has_impression and events.event_type = 'impression')
                or (base_sets.has_open and events.event_type = 'open')
                or (base_sets.has_click and {{ is_click('events.channel', 'events.event_type') }})
            )
    group by base_sets.campaign_id, base_sets.bases
),

users as (
    select
        base_sets.campaign_id,
        base_sets.bases,
        count(distinct persons.person_hash) as basis_users
    from base_sets
    inner join {{ ref('int_campaign_persons_touched') }} as persons
        on
            base_sets.campaign_id = persons.campaign_id
            and (
                (base_sets.has_send and persons.is_sent)
                or (base_sets.has_impression and persons.is_shown)
                or (base_sets.has_open and persons.is_opened)
                or (base_sets.has_click and persons.is_clicked)
            )
    group by base_sets.campaign_id, base_sets.bases
)

select
    touches.campaign_id,
    touches.bases,
    touches.basis_touches,
    users.basis_users
from touches
inner join users on touches.campaign_id = users.campaign_id and touches.bases = users.bases
