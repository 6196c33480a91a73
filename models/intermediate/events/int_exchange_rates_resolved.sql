with exchange_rates as (
    select * from {{ ref('stg_exchange_rates') }}
    where currency != {{ text_literal(var('reporting_currency')) }}
),

reporting_currency as (
    select
        {{ text_literal(var('reporting_currency')) }} as currency,
        cast('0001-01-01' as date) as effective_date,
        cast(1 as decimal(18, 6)) as rate
)

select
    currency,
    effective_date,
    lead(effective_date) over (partition by currency order by effective_date) as replaced_date,
    row_number() over (partition by currency order by effective_date) = 1 as is_first,
    rate
from exchange_rates

union all

select
    currency,
    effective_date,
    cast(null as date) as replaced_date,
    true as is_first,
    rate
from reporting_currency
