select
    campaign_id,
    {%- for count in [
        'advertising_sends', 'night_sends', 'night_sends_without_consent', 'sends_without_consent',
        'sends_without_consent_record',
    ] %}
    cast(sum({{ count }}) as bigint) as {{ count }},
    {%- endfor %}
    (select count(*) from {{ ref('stg_user_consents') }}) > 0 as has_consents
from {{ ref('int_advertising_sends_judged') }}
group by campaign_id
