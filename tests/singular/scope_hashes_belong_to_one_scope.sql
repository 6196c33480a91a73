-- No two scopes, each a campaign, a channel and an event type, share a hash.
with scopes as (
    select
        scope_hash,
        campaign_id,
        channel,
        event_type
    from {{ ref('int_attribution_rules_resolved') }}
    union distinct
    select
        scope_hash,
        campaign_id,
        channel,
        event_type
    from {{ ref('int_scopes_listed') }}
)

select
    scope_hash,
    count(*) as scopes
from scopes
group by scope_hash
having count(*) > 1
