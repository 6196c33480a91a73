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

base_scopes as (
    select
        base_sets.campaign_id,
        base_sets.bases,
        scopes.channel,
        scopes.event_type,
        scopes.scope_hash,
        count(*) over (partition by base_sets.campaign_id, base_sets.bases) as scopes
    from base_sets
    inner join {{ ref('int_scopes_listed') }} as scopes
        on
            base_sets.campaign_id = scopes.campaign_id
            and (
                (base_sets.has_send and scopes.event_type = 'sent')
                or (base_sets.has_impression and scopes.event_type = 'impression')
                or (base_sets.has_open and scopes.event_type = 'open')
                or (base_sets.has_click and {{ is_click('scopes.channel', 'scopes.event_type') }})
            )
),

touches as (
    select
        base_scopes.campaign_id,
        base_scopes.bases,
        cast(sum(events.events) as bigint) as basis_touches
    from base_scopes
    inner join {{ ref('int_campaign_events_counted') }} as events
        on
            base_scopes.campaign_id = events.campaign_id
            and base_scopes.channel = events.channel
            and base_scopes.event_type = events.event_type
    group by base_scopes.campaign_id, base_scopes.bases
),

persons as (
    select
        base_scopes.campaign_id,
        base_scopes.bases,
        base_scopes.scopes,
        persons.person_hash
    from base_scopes
    inner join {{ ref('int_persons_touched') }} as persons on base_scopes.scope_hash = persons.scope_hash
),

-- Within one scope nobody is listed twice.
users as (
    select
        campaign_id,
        bases,
        count(*) as basis_users
    from persons
    where scopes = 1
    group by campaign_id, bases

    union all

    select
        campaign_id,
        bases,
        count(distinct person_hash) as basis_users
    from persons
    where scopes > 1
    group by campaign_id, bases
)

select
    touches.campaign_id,
    touches.bases,
    touches.basis_touches,
    users.basis_users
from touches
inner join users on touches.campaign_id = users.campaign_id and touches.bases = users.bases
