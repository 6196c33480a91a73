with base_sets as (
    select distinct
        campaign_id,
        bases
    from {{ ref('int_results_listed') }}
),

touches as (
    select
        base_sets.campaign_id,
        base_sets.bases,
        persons.person_hash,
        case when base_sets.bases like '%send%' then persons.sent else 0 end
        + case when base_sets.bases like '%impression%' then persons.impressions else 0 end
        + case
            when base_sets.bases like '%open%' or (base_sets.bases like '%click%' and persons.channel = 'push')
                then persons.opens
            else 0
        end
        + case when base_sets.bases like '%click%' then persons.clicks else 0 end as touches
    from base_sets
    inner join {{ ref('int_campaign_persons_counted') }} as persons on base_sets.campaign_id = persons.campaign_id
)

select
    campaign_id,
    bases,
    cast(sum(touches) as bigint) as basis_touches,
    count(distinct person_hash) as basis_users
from touches
where touches > 0
group by campaign_id, bases
