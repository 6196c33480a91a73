with assertions as (
    select
        device_id,
        min(user_id) as smallest_user_id,
        max(user_id) as greatest_user_id
    from {{ ref('int_identity_assertions_listed') }}
    group by device_id
),

resets as (
    select distinct device_id from {{ ref('int_device_resets_listed') }}
)

select
    assertions.device_id,
    case
        when assertions.smallest_user_id = assertions.greatest_user_id and resets.device_id is null
            then assertions.smallest_user_id
    end as sole_user_id
from assertions
left join resets on assertions.device_id = resets.device_id
