with answers as (
    select
        {{ user_hash('user_id') }} as person_hash,
        channel,
        changed_at,
        coalesce(is_consented, false) as is_consented,
        coalesce(is_consented and is_night_consented, false) as is_night_consented
    from {{ ref('stg_user_consents') }}
    where changed_at is not null
)

-- Of several answers at one moment a refusal comes last, and holds.
select
    *,
    lead(changed_at) over (
        partition by person_hash, channel order by changed_at asc, is_consented desc, is_night_consented desc
    ) as replaced_at
from answers
