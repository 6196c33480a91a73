{% set key = ['currency', 'effective_date'] %}

with exchange_rates as (
    select * from {{ ref('stg_exchange_rates') }}
)

{{ repeated_keys('exchange_rates', 'exchange_rates', key) }}
union all
{{ missing_values('exchange_rates', 'exchange_rates', key, ['currency', 'effective_date', 'rate']) }}
union all
select {{ contradiction('exchange_rates', key, 'rate_is_positive', "concat('rate is ', cast(rate as string))") }}
from exchange_rates
where rate <= 0 and currency != {{ text_literal(var('reporting_currency')) }}
