-- Everybody is asked once before the period, channel by channel; some change their minds during it.

create temp view user_consents as
with asked as (
    select
        people.range as person,
        channels.channel,
        people.range * 4 + channels.channel_number as consent_number
    from range(getvariable('users')) as people
    cross join (values (0, 'push'), (1, 'kakaotalk'), (2, 'text')) as channels (channel_number, channel)
),

answered as (
    select
        *,
        chance(consent_number, 'consents') < 0.8 as is_consented,
        after(getvariable('starts_at'), -86400 * (1 + 700 * chance(consent_number, 'asked'))) as changed_at
    from asked

    union all

    select
        *,
        chance(consent_number, 'consents') >= 0.8 as is_consented,
        after(getvariable('starts_at'), 86400 * getvariable('days') * chance(consent_number, 'changed'))
            as changed_at
    from asked
    where pick(consent_number, 'change of mind', 12) = 0
)

select
    make_id('usr_', person, 'user id') as user_id,
    channel,
    is_consented,
    is_consented and chance(consent_number, 'at night') < 0.15 as is_night_consented,
    changed_at
from answered;
