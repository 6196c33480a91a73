with days as (
    select * from {{ ref('int_campaign_days_reported') }}
),

costed_campaigns as (
    select distinct campaign_id from {{ ref('int_unit_costs_resolved') }}
),

costs as (
    select * from {{ ref('int_send_days_costed') }}
)

select
    days.campaign_id,
    days.channel,
    days.report_date,
    coalesce(costs.send_cost, 0) as send_cost,
    days.purchase_amount
from days
inner join costed_campaigns on days.campaign_id = costed_campaigns.campaign_id
left join costs
    on
        days.campaign_id = costs.campaign_id
        and days.channel = costs.channel
        and days.report_date = costs.report_date
