{{ config(materialized='view') }}

{%- set sent = [
    'targeted', 'sent', 'failed', 'restricted', 'restricted_fatigue', 'restricted_do_not_disturb', 'clicks',
] -%}
{%- set purchases = ['purchase_conversions', 'purchase_amount'] -%}
{%- set metrics = {
    'push': sent + ['opens'] + purchases, 'kakaotalk': sent + purchases, 'text': sent + purchases,
    'in_app': ['impressions', 'clicks', 'button_clicks'] + purchases,
} -%}

with net_purchases as (
    select
        campaign_id,
        channel,
        report_date,
        sum(purchase_net_amount) as purchase_net_amount
    from {{ ref('int_purchases_credited') }}
    where campaign_id is not null
    group by campaign_id, channel, report_date
),

figures as (
    {%- for channel, names in metrics.items() %}
    {%- for name in names %}
    select
        campaign_id,
        '{{ channel }}' as channel,
        report_date,
        '{{ name }}' as metric,
        cast({{ name }} as decimal(38, 6)) as value
    from {{ ref(channel ~ '_daily') }}
    union all
    {%- endfor %}
    {%- endfor %}
    select
        net_purchases.campaign_id,
        net_purchases.channel,
        net_purchases.report_date,
        'purchase_net_amount' as metric,
        cast(net_purchases.purchase_net_amount as decimal(38, 6)) as value
    from net_purchases
    inner join {{ ref('int_campaigns_latest') }} as campaigns
        on net_purchases.campaign_id = campaigns.campaign_id and campaigns.purchase_conversion_tracking
)

select * from figures
where value != 0
