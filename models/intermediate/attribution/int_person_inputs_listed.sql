{{ config(materialized='view') }}

with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
),

looked_at as (
    select * from {{ ref('int_scopes_looked_at') }}
),

scope_rules as (
    select
        scope_hash,
        {{ content_hash('looked_at') }} as rule_hash
    from looked_at
),

money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

campaign_rules as (
    select
        campaign_id,
        {{ content_hash('rules') }} as rule_hash
    from rules

    union all

    select
        scopes.campaign_id,
        scope_rules.rule_hash
    from scope_rules
    inner join {{ ref('int_scopes_listed') }} as scopes on scope_rules.scope_hash = scopes.scope_hash
),

campaign_states as (
    select
        campaign_id,
        {{ sum_of_hashes('rule_hash') }} as state_hash
    from campaign_rules
    group by campaign_id
),

campaigns as (
    select
        campaigns.campaign_id,
        campaign_states.state_hash
    from {{ ref('int_campaigns_known') }} as campaigns
    left join campaign_states on campaigns.campaign_id = campaign_states.campaign_id
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
