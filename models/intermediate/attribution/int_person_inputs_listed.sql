{{ config(materialized='view') }}

with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
),

money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

campaign_rules as (
    select
        campaign_id,
        {{ sum_of_hashes(content_hash('rules')) }} as state_hash
    from rules
    group by campaign_id
),

campaigns as (
    select
        campaigns.campaign_id,
        campaign_rules.state_hash
    from {{ ref('int_campaigns_known') }} as campaigns
    left join campaign_rules on campaigns.campaign_id = campaign_rules.campaign_id
)

select
    'device' as kind,
    device_hash as input_hash,
    sole_user_hash as state_hash
from {{ ref('int_devices_summarized') }}

union all

select
    source_table as kind,
    event_hash as input_hash,
    coalesce(user_hash, device_hash) as state_hash
from {{ ref('int_device_events_resolved') }}

union all

select
    'money' as kind,
    event_hash as input_hash,
    {{ sum_of_hashes(content_hash('money_events')) }} as state_hash
from money_events
group by event_hash

union all

select
    'campaign' as kind,
    {{ hash_of('campaign_id') }} as input_hash,
    state_hash
from campaigns
