-- The purchases of the four channels together are the reporting ruleset's credits, no more and no less.
with channel_totals as (
    {%- for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
    select
        '{{ channel }}' as channel,
        coalesce(sum(purchase_conversions), 0) as purchase_conversions,
        coalesce(sum(purchase_amount), 0) as purchase_amount
    from {{ ref(channel ~ '_campaigns') }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

credit_totals as (
    select
        credits.channel,
        sum(credits.credit_weight) as purchase_conversions,
        sum(credits.credited_amount) as purchase_amount
    from {{ ref('conversion_credits') }} as credits
    inner join {{ ref('int_campaigns_latest') }} as campaigns on credits.campaign_id = campaigns.campaign_id
    where
        credits.ruleset = {{ text_literal(var('reporting_ruleset')) }}
        and credits.conversion_kind = 'purchase'
        and campaigns.purchase_conversion_tracking
    group by credits.channel
)

select
    channel_totals.channel,
    channel_totals.purchase_amount,
    credit_totals.purchase_amount as credited_amount
from channel_totals
left join credit_totals on channel_totals.channel = credit_totals.channel
where
    channel_totals.purchase_amount != coalesce(credit_totals.purchase_amount, 0)
    or abs(channel_totals.purchase_conversions - coalesce(credit_totals.purchase_conversions, 0)) > 1e-6
