{% set table_name = 'campaign_conversion_events' %}
{% set key = ['campaign_id', 'event_name'] %}

with goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

campaigns as (
    select
        campaign_id,
        min(channel) as channel
    from {{ ref('stg_campaigns') }}
    group by campaign_id
),

purchase_names as (
    select distinct event_name as purchase_name from {{ ref('stg_purchase_events') }}
    where role = 'purchase'
),

goal_bases as (
    select distinct
        channel,
        basis
    from {{ ref('touch_bases') }}
    where is_goal_basis
),

judged as (
    select
        goals.*,
        campaigns.campaign_id is not null as has_campaign,
        campaigns.channel,
        goal_bases.basis is not null as is_allowed_basis,
        purchase_names.purchase_name is not null as names_purchase,
        count(*) over (partition by goals.campaign_id, goals.slot) as goals_in_slot,
        count(*) over (partition by goals.campaign_id) as goals_of_campaign
    from goals
    left join campaigns on goals.campaign_id = campaigns.campaign_id
    left join goal_bases on campaigns.channel = goal_bases.channel and goals.basis = goal_bases.basis
    left join purchase_names on goals.event_name = purchase_names.purchase_name
)

{{ repeated_keys(table_name, 'goals', key) }}
union all
{{ missing_values(table_name, 'goals', key, ['campaign_id', 'event_name', 'slot', 'window_hours']) }}
union all
select
    {{ contradiction(
        table_name, key + ['slot'], 'slot_is_between_1_and_5',
        "concat('slot is ', cast(slot as string), '; a campaign has slots 1 to 5')"
    ) }}
from judged
where slot not between 1 and 5
union all
select
    {{ contradiction(
        table_name, key + ['slot'], 'slot_is_unique_in_campaign',
        "concat('the campaign has ', cast(goals_in_slot as string), ' goals in slot ', cast(slot as string))"
    ) }}
from judged
where goals_in_slot > 1 and slot is not null
union all
select
    {{ contradiction(
        table_name, key, 'campaign_has_at_most_5_goals',
        "concat('the campaign has ', cast(goals_of_campaign as string), ' goals; 5 are allowed')"
    ) }}
from judged
where goals_of_campaign > 5
union all
select
    {{ contradiction(
        table_name, key, 'window_is_at_least_1_hour', "concat('window_hours is ', cast(window_hours as string))"
    ) }}
from judged
where window_hours < 1
union all
select {{ contradiction(table_name, key, 'campaign_exists', text_literal('the table campaigns has no such campaign')) }}
from judged
where not has_campaign
union all
select
    {{ contradiction(
        table_name, key, 'basis_is_allowed_on_channel',
        "concat('basis is ', coalesce(basis, 'null'), ', which a goal on ', channel, ' cannot have')"
    ) }}
from judged
where has_campaign and not is_allowed_basis
union all
select
    {{ contradiction(
        table_name, key, 'conversion_kind_fits_event',
        "concat(
            'conversion_kind is ', coalesce(conversion_kind, 'null'), ', but purchase_events ',
            case when names_purchase then 'names the event as a purchase' else 'names no such purchase' end
        )"
    ) }}
from judged
where
    coalesce(conversion_kind, '') not in ('purchase', 'standard')
    or (conversion_kind = 'purchase') != names_purchase
