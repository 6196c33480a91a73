-- depends_on: {{ ref('settings_contradictions') }}
with versions as (
    select
        *,
        row_number() over (partition by campaign_id order by updated_at desc) as recency
    from {{ ref('stg_campaigns') }}
)

select * exclude (recency) from versions
where recency = 1
