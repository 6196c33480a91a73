with assertions as (
    select
        device_hash,
        min(user_hash) as smallest_user_hash,
        max(user_hash) as greatest_user_hash,
        min(asserted_at) as first_asserted_at
    from {{ ref('int_identity_assertions_listed') }}
    group by device_hash
),

resets as (
    select distinct device_hash from {{ ref('int_device_resets_listed') }}
)

select
    assertions.device_hash,
    case
        when assertions.smallest_user_hash = assertions.greatest_user_hash and resets.device_hash is null
            then assertions.smallest_user_hash
    end as sole_user_hash,
    assertions.first_asserted_at
from assertions
left join resets on assertions.device_hash = resets.device_hash
