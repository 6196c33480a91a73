-- Events of messages and of in-app messages, still in numbers. An event's number is that of its message
-- or visit, times 64, plus 2 times its kind, plus 0 for messages and 1 for visits.

create temp table message_event_rows as
with happened as (
    select
        slice,
        delivery_number * 64 as event_number,
        case when outcome = 'held_out' then 'held_out' else 'targeted' end as event_type,
        channel,
        targeted_at as occurred_at,
        campaign_number,
        message_number,
        person,
        case when channel = 'push' then device end as device,
        is_test,
        format_number,
        null as element_luck,
        null as reason
    from messages

    union all

    select
        slice,
        delivery_number * 64 + 2 as event_number,
        case
            when outcome = 'sent' then 'sent'
            when outcome in ('fatigue', 'do_not_disturb') then 'restricted'
            else 'failed'
        end as event_type,
        channel,
        finished_at as occurred_at,
        campaign_number,
        message_number,
        person,
        case when channel = 'push' then device end as device,
        is_test,
        format_number,
        null as element_luck,
        case when outcome != 'sent' then outcome end as reason
    from messages
    where outcome not in ('held_out', 'pending')

    union all

    select
        slice,
        delivery_number * 64 + 4 as event_number,
        case when is_fallback_failed then 'failed' else 'sent' end as event_type,
        'text' as channel,
        fallback_at as occurred_at,
        campaign_number,
        message_number,
        person,
        null as device,
        is_test,
        getvariable('fallback_format_number') as format_number,
        null as element_luck,
        case when is_fallback_failed then 'invalid_address' end as reason
    from messages
    where is_fallback

    union all

    -- A push is mostly tapped; the others have their buttons clicked. Few links know the device.
    select
        slice,
        delivery_number * 64 + 6 as event_number,
        case
            when channel = 'push' and chance(delivery_number, 'tap') < 0.85 then 'open'
            else 'click'
        end as event_type,
        case when is_fallback then 'text' else channel end as channel,
        reacted_at as occurred_at,
        campaign_number,
        message_number,
        person,
        case when channel = 'push' or chance(delivery_number, 'known device') < 0.1 then device end as device,
        is_test,
        if(is_fallback, getvariable('fallback_format_number'), format_number) as format_number,
        case when event_type = 'click' then chance(delivery_number, 'element') end as element_luck,
        null as reason
    from messages
    where is_clicked

    union all

    select
        slice,
        visit_number * 64 + 1 as event_number,
        case when is_shown then 'impression' else 'held_out' end as event_type,
        'in_app' as channel,
        shown_at as occurred_at,
        in_app_campaign_number as campaign_number,
        null as message_number,
        in_app_person as person,
        in_app_device as device,
        false as is_test,
        in_app_format_number as format_number,
        null as element_luck,
        null as reason
    from visits
    where is_shown or is_held_out

    union all

    select
        slice,
        visit_number * 64 + 3 as event_number,
        'click' as event_type,
        'in_app' as channel,
        in_app_clicked_at as occurred_at,
        in_app_campaign_number as campaign_number,
        null as message_number,
        in_app_person as person,
        in_app_device as device,
        false as is_test,
        in_app_format_number as format_number,
        chance(visit_number, 'element') as element_luck,
        null as reason
    from visits
    where is_in_app_clicked
)

select
    slice,
    event_number,
    event_number as id_number,
    cast(event_type as event_types) as event_type,
    cast(channel as channels) as channel,
    occurred_at,
    arrives_at(occurred_at, event_number) as received_at,
    campaign_number,
    message_number,
    device,
    person as recipient,
    case
        when device is null or person = bot() or is_logged_in(device, occurred_at) then person
    end as known_person,
    cast(platform_of(device) as platforms) as platform,
    is_test,
    format_number,
    cast(floor((campaign_number + element_luck) * getvariable('element_slots')) as bigint) as element_slot,
    cast(reason as reasons) as reason
from happened
where occurred_at < getvariable('ends_at');

-- The same event again: mostly the same content, sometimes not.
insert into message_event_rows by name
select
    * replace (
        arrives_again_at(received_at, event_number) as received_at,
        case
            when pick(event_number, 'conflict', 16) = 0 then after(occurred_at, 1.5)
            else occurred_at
        end as occurred_at,
        case when pick(event_number, 'conflict', 16) = 1 then 'web' else platform end as platform,
        case when pick(event_number, 'conflict', 16) = 2 then null else known_person end as known_person
    )
from message_event_rows
where pick(event_number, 'redelivered', 120) = 0;

-- Copies with one flaw each.
insert into message_event_rows by name
with flawed as (
    select
        *,
        [
            'missing_event_id', 'missing_timestamp', 'unknown_event_type', 'unknown_channel',
            'missing_identity', 'unknown_campaign', 'occurred_after_received'
        ][1 + pick(event_number, 'flaw', 7)] as flaw,
        pick(event_number, 'flavour', 2) = 0 as is_null
    from message_event_rows
    where pick(event_number, 'broken', 400) = 0
)

select
    * exclude (flaw, is_null) replace (
        case
            when flaw != 'missing_event_id' then roll(event_number, 'broken id') // 2
        end as id_number,
        case when flaw = 'missing_timestamp' and is_null then null else occurred_at end as occurred_at,
        case
            when flaw = 'missing_timestamp' and not is_null then null
            when flaw = 'occurred_after_received'
                then after(occurred_at, -90000 - decay(event_number, 'wrong clock', 200000))
            else received_at
        end as received_at,
        case
            when flaw != 'unknown_event_type' then event_type
            when is_null then upper(event_type)
            else 'delivered'
        end as event_type,
        case
            when flaw != 'unknown_channel' then channel
            when not is_null then 'email'
        end as channel,
        case when flaw = 'missing_identity' then null else device end as device,
        case when flaw = 'missing_identity' then null else known_person end as known_person,
        case
            when flaw != 'unknown_campaign' then campaign_number
            when is_null then -1
            else -2
        end as campaign_number
    )
from flawed;

-- The events in words. Joined text is passed on as it is, never chosen from: DuckDB 2.0.0 can fail on that.
create temp view message_events as
select
    rows.slice,
    case
        when rows.id_number is not null then make_id('evt_', rows.id_number, 'event id')
        when pick(rows.event_number, 'empty', 2) = 0 then ''
    end as event_id,
    rows.event_type,
    rows.channel,
    rows.occurred_at,
    rows.received_at,
    campaign_ids.campaign_id,
    make_id('msg_', rows.message_number, 'message id') as message_id,
    make_id('dvc_', rows.device, 'device id') as device_id,
    case
        when rows.known_person is not null then make_id('usr_', rows.known_person, 'user id')
        when pick(rows.event_number, 'empty', 10) = 0 then ''
    end as user_id,
    rows.platform,
    campaign_ids.trigger_type,
    formats.message_format,
    elements.click_target,
    elements.element_id,
    elements.element_label,
    rows.reason,
    cast(
        case
            when not campaign_ids.has_variants or rows.event_type = 'held_out' then null
            when pick(rows.recipient, 'variant', 2) = 0 then 'A'
            else 'B'
        end as variants
    ) as variant
from message_event_rows as rows
inner join campaign_ids
    on rows.campaign_number = campaign_ids.campaign_number and rows.is_test = campaign_ids.is_test
inner join formats
    on rows.format_number = formats.format_number
left join elements
    on rows.element_slot = elements.element_slot
where coalesce(rows.received_at < getvariable('exported_at'), true);
