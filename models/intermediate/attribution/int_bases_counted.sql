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

scope_sizes as (
    select
        scope_hash,
        count(*) as persons
    from {{ ref('int_persons_touched') }}
    group by scope_hash
),

base_scopes as (
    select
        base_sets.campaign_id,
        base_sets.bases,
        scopes.channel,
        scopes.event_type,
        scopes.scope_hash,
        scope_sizes.persons,
        row_number() over (
            partition by base_sets.campaign_id, base_sets.bases order by scope_sizes.persons desc, scopes.scope_hash asc
        ) = 1 as is_largest
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
    inner join scope_sizes on scopes.scope_hash = scope_sizes.scope_hash
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

-- Within one scope nobody is listed twice: the people of the largest are its rows, of the others who is not among them.
persons_of_others as (
    select distinct
        largest.campaign_id,
        largest.bases,
        largest.scope_hash as largest_scope_hash,
        persons.person_hash
    from base_scopes as largest
    inner join base_scopes as others
        on largest.campaign_id = others.campaign_id and largest.bases = others.bases
    inner join {{ ref('int_persons_touched') }} as persons on others.scope_hash = persons.scope_hash
    where largest.is_largest and not others.is_largest
),

persons_of_others_alone as (
    select
        others.campaign_id,
        others.bases,
        count(*) as persons
    from persons_of_others as others
    left join {{ ref('int_persons_touched') }} as persons
        on others.largest_scope_hash = persons.scope_hash and others.person_hash = persons.person_hash
    where persons.person_hash is null
    group by others.campaign_id, others.bases
)

select
    touches.campaign_id,
    touches.bases,
    touches.basis_touches,
    largest.persons + coalesce(others.persons, 0) as basis_users
from touches
inner join base_scopes as largest
    on touches.campaign_id = largest.campaign_id and touches.bases = largest.bases and largest.is_largest
left join persons_of_others_alone as others
    on touches.campaign_id = others.campaign_id and touches.bases = others.bases
