-- depends_on: {{ ref('settings_contradictions') }}
with versions as (
    select
        *,
        row_number() over (partition by campaign_id order by updated_at desc) as version_position
    from {{ ref('stg_campaigns') }}
)

select
    campaign_id,
    updated_at,
    campaign_name,
    channel,
    message_type,
    status,
    body,
    purchase_conversion_tracking,
    published_at,
    scheduled_at,
    ends_at
from versions
where version_position = 1
