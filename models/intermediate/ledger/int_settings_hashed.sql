{{ config(materialized='view') }}

with campaigns as (
    select
        campaign_id,
        purchase_conversion_tracking
    from {{ ref('int_campaigns_latest') }}
),

goals as (
    select
        goals.campaign_id,
        {{ sum_of_hashes(content_hash('goals')) }} as goals_hash
    from {{ ref('stg_campaign_conversion_events') }} as goals
    group by goals.campaign_id
),

rulesets as (
    select * from {{ ref('int_rulesets_selected') }}
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
),

exchange_rates as (
    select * from {{ ref('int_exchange_rates_resolved') }}
),

purchase_events as (
    select * from {{ ref('stg_purchase_events') }}
),

shared as (
    {%- for name in ['rulesets', 'windows', 'exchange_rates', 'purchase_events'] %}
    select {{ hash_of_all([text_literal(name), sum_of_hashes(content_hash(name))]) }} as settings_hash
    from {{ name }}
    union all
    {%- endfor %}
    select {{ hash_of(text_literal([
        var('reporting_ruleset'), var('reporting_currency'), var('identity_reset_events'), var('time_decay_half_life_days'),
    ])) }} as settings_hash
)

select
    'days' as scope,
    cast(null as string) as campaign_id,
    {{ hash_of(text_literal(var('report_timezone'))) }} as settings_hash

union all

select
    'purchases' as scope,
    cast(null as string) as campaign_id,
    {{ sum_of_hashes('settings_hash') }} as settings_hash
from shared

union all

select
    'campaign' as scope,
    campaigns.campaign_id,
    {{ hash_of_all(['campaigns.purchase_conversion_tracking', 'goals.goals_hash']) }} as settings_hash
from campaigns
left join goals on campaigns.campaign_id = goals.campaign_id
