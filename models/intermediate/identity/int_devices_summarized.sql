with asserted as (
    select
        device_hash,
        min(user_hash) as smallest_user_hash,
        max(user_hash) as greatest_user_hash,
        min(first_asserted_at) as first_asserted_at
    from {{ ref('int_device_users_asserted') }}
    group by device_hash
),

resets as (
    select distinct device_hash from {{ ref('int_device_resets_listed') }}
)

select
    asserted.device_hash,
    case
        when asserted.smallest_user_hash = asserted.greatest_user_hash and resets.device_hash is null
            then asserted.smallest_user_hash
    end as sole_user_hash,
    asserted.first_asserted_at
from asserted
left join resets on asserted.device_hash = resets.device_hash
