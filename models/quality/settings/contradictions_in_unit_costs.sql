{% set key = ['campaign_id', 'message_format', 'effective_from'] %}

with unit_costs as (
    select * from {{ ref('stg_unit_costs') }}
),

campaigns as (
    select distinct campaign_id as known_campaign_id from {{ ref('stg_campaigns') }}
),

currencies as (
    select distinct currency as known_currency from {{ ref('int_exchange_rates_resolved') }}
),

judged as (
    select
        unit_costs.*,
        campaigns.known_campaign_id,
        currencies.known_currency
    from unit_costs
    left join campaigns on unit_costs.campaign_id = campaigns.known_campaign_id
    left join currencies on unit_costs.currency = currencies.known_currency
)

{{ repeated_keys('unit_costs', 'unit_costs', key) }}
union all
{{ missing_values('unit_costs', 'unit_costs', key, ['campaign_id', 'unit_cost', 'currency', 'effective_from']) }}
union all
select
    {{ contradiction(
        'unit_costs', key, 'cost_is_not_negative', "concat('unit_cost is ', cast(unit_cost as string))"
    ) }}
from judged
where unit_cost < 0
union all
select
    {{ contradiction(
        'unit_costs', key, 'campaign_exists', text_literal('the table campaigns has no such campaign')
    ) }}
from judged
where known_campaign_id is null
union all
select
    {{ contradiction(
        'unit_costs', key, 'currency_has_a_rate',
        "concat('currency is ', currency, ', for which exchange_rates has no row')"
    ) }}
from judged
where currency is not null and known_currency is null
