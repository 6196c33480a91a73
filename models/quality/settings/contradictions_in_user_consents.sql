{% set key = ['user_id', 'channel', 'changed_at'] %}

with user_consents as (
    select * from {{ ref('stg_user_consents') }}
)

select
    {{ contradiction(
        'user_consents', key, 'channel_is_known',
        "concat('channel is ', channel, '; allowed: push, kakaotalk, text, in_app')"
    ) }}
from user_consents
where channel not in ('push', 'kakaotalk', 'text', 'in_app')
