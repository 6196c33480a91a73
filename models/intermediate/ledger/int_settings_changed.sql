{{ config(materialized='view') }}

with known as (
    select * from lookback_state.reported_settings
),

present as (
    select * from {{ ref('int_settings_hashed') }}
)

select
    coalesce(present.scope, known.scope) as scope,
    coalesce(present.campaign_id, known.campaign_id) as campaign_id,
    present.scope is null or known.scope is null as has_come_or_gone
from present
full outer join known
    on present.scope = known.scope and present.campaign_id is not distinct from known.campaign_id
where present.settings_hash is distinct from known.settings_hash
