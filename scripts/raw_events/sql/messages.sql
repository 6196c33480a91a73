-- One row per message and device it went to: what became of it, and when.

create temp table messages as
with picked as (
    select
        slice,
        day,
        message_number,
        pick(message_number, 'slot', getvariable('message_slots')) as slot,
        pick_person(message_number, 'recipient') as person
    from message_numbers
),

-- A push goes to every device of its recipient. Some texts turn out too long for an SMS.
addressed as (
    select
        picked.slice,
        picked.message_number,
        picked.message_number * 4 + device_ranks.device_rank as delivery_number,
        picked.person,
        device_of(picked.person, device_ranks.device_rank) as device,
        campaigns.campaign_number,
        campaigns.channel,
        campaigns.appeal,
        campaigns.has_fallback,
        campaigns.message_type = 'advertising' as is_advertising,
        chance(picked.message_number, 'held out') < campaigns.held_out_share as is_held_out,
        chance(picked.message_number, 'test') < 0.004 as is_test,
        case
            when chance(picked.message_number, 'length') < 0.2 then campaigns.long_format_number
            else campaigns.format_number
        end as format_number,
        after(
            day_start(picked.day),
            message_slots.first_second + message_slots.seconds * chance(picked.message_number, 'moment')
        ) as targeted_at
    from picked
    inner join message_slots
        on picked.day = message_slots.day and picked.slot = message_slots.slot
    inner join campaigns
        on message_slots.campaign_number = campaigns.campaign_number
    inner join device_ranks
        on device_ranks.devices = if(campaigns.channel = 'push', devices_of(picked.person), 1)
),

-- Advertising is held back from the tired, and at night.
decided as (
    select
        * exclude (is_advertising, is_held_out),
        chance(delivery_number, 'outcome') as luck,
        extract(hour from targeted_at + getvariable('utc_offset')) not between 8 and 20 as is_night,
        after(targeted_at, 0.5 + decay(delivery_number, 'queue', 8)) as finished_at,
        case
            when is_held_out then 'held_out'
            when is_advertising and is_night and chance(delivery_number, 'night') < 0.25 then 'do_not_disturb'
            when is_advertising and luck < 0.025 then 'fatigue'
            when is_advertising and luck < 0.028 then 'do_not_disturb'
            when luck < 0.036 then 'pending'
            when luck < 0.058 then 'invalid_address'
            when luck < 0.071 then 'opted_out'
            when luck < 0.075 then 'channel_error'
            when luck < 0.077 then 'not_configured'
            when luck < 0.120 and channel = 'kakaotalk' then 'invalid_address'
            else 'sent'
        end as outcome
    from addressed
),

-- What KakaoTalk could not deliver is sent as text, and mostly arrives.
delivered as (
    select
        * exclude (luck, is_night, has_fallback),
        has_fallback and outcome in ('invalid_address', 'channel_error') as is_fallback,
        is_fallback and chance(delivery_number, 'fallback fails') < 0.03 as is_fallback_failed,
        after(finished_at, 20 + decay(delivery_number, 'fallback', 60)) as fallback_at,
        outcome = 'sent' or (is_fallback and not is_fallback_failed) as is_delivered
    from decided
),

-- Most who react do so within the hour, the others within the day or two. Some do not click, but visit.
reacted as (
    select
        * exclude (appeal, is_delivered),
        is_delivered and chance(delivery_number, 'click') < least(0.9, appeal * eagerness(person) * case
            when is_fallback or channel = 'text' then 0.050
            when channel = 'kakaotalk' then 0.110
            else 0.075
        end) as is_clicked,
        is_delivered and not is_clicked and chance(delivery_number, 'reminder') < 0.012 * eagerness(person)
            as is_reminded,
        after(
            if(is_fallback, fallback_at, finished_at),
            4 + decay(delivery_number, 'reaction', if(pick(delivery_number, 'haste', 10) < 7, 900, 28800))
        ) as reacted_at
    from delivered
),

taken_by_bot as (
    select
        *,
        is_clicked and chance(delivery_number, 'bot') < getvariable('bot_click_share') as is_bot
    from reacted
)

select
    * exclude (is_bot) replace (
        case when is_bot then bot() else person end as person,
        case when is_bot then device_of(bot(), 0) else device end as device
    )
from taken_by_bot;
