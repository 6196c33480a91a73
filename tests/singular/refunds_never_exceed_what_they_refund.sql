-- Net amounts are between 0 and the amount; only purchases have money.
select conversion_id
from {{ ref('conversions') }}
where
    (conversion_kind = 'purchase') != (amount is not null)
    or (conversion_kind = 'purchase') != (refunded_amount is not null)
    or refunded_amount < 0
    or net_amount != greatest(amount - refunded_amount, 0)
