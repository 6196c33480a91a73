select
    campaign_id,
    count(*) as advertising_sends,
    {{ aggregate_where('count', '*', 'is_at_night') }} as night_sends,
    {{ aggregate_where('count', '*', "is_at_night and consent != 'day_and_night'") }} as night_sends_without_consent,
    {{ aggregate_where('count', '*', "consent in ('none', 'unknown')") }} as sends_without_consent,
    {{ aggregate_where('count', '*', "consent = 'unknown'") }} as sends_without_consent_record,
    (select count(*) from {{ ref('stg_user_consents') }}) > 0 as has_consents
from {{ ref('int_advertising_sends_judged') }}
group by campaign_id
