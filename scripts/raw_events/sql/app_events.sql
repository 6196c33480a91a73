-- What people do in the app and on the site, still in numbers. An event's number is that of its visit or
-- device, times 64, plus 2 times its kind, plus 0 for visits and 1 for devices.

create temp table app_event_rows as
with happened as (
    select
        slice,
        visit_number * 64 as event_number,
        'app_open' as event_name,
        started_at as occurred_at,
        person,
        device,
        null as product_number,
        null as properties
    from visits

    union all

    select
        slice,
        visit_number * 64 + 2 as event_number,
        'login' as event_name,
        after(started_at, 1) as occurred_at,
        person,
        device,
        null as product_number,
        if(pick(visit_number, 'method', 2) = 0, '{"method": "kakao"}', '{"method": "email"}') as properties
    from visits
    where chance(visit_number, 'login') < 0.03 and is_logged_in(device, started_at)

    union all

    select
        slice,
        visit_number * 64 + 4 as event_number,
        'product_view' as event_name,
        after(started_at, 3 + 20 * chance(visit_number, 'first view moment')) as occurred_at,
        person,
        device,
        (product_number + 7) % getvariable('products') as product_number,
        null as properties
    from visits
    where chance(visit_number, 'first view') < 0.35

    union all

    select
        slice,
        visit_number * 64 + 6 as event_number,
        'product_view' as event_name,
        after(started_at, 24 + 30 * chance(visit_number, 'view moment')) as occurred_at,
        person,
        device,
        product_number,
        null as properties
    from visits
    where is_bought or chance(visit_number, 'view') < 0.72

    union all

    select
        slice,
        visit_number * 64 + 8 as event_number,
        'add_to_cart' as event_name,
        after(started_at, 56 + 30 * chance(visit_number, 'cart')) as occurred_at,
        person,
        device,
        product_number,
        null as properties
    from visits
    where chance(visit_number, 'cart') < case when is_bought then 0.8 else 0.1 end

    union all

    select
        slice,
        visit_number * 64 + 10 as event_number,
        'coupon_issued' as event_name,
        if(is_in_app_clicked, after(in_app_clicked_at, 3), after(started_at, 40)) as occurred_at,
        person,
        device,
        null as product_number,
        concat(
            '{"coupon_id": "', make_id('cpn_', visit_number, 'coupon id'),
            '", "discount_rate": 0.1}'
        ) as properties
    from visits
    where chance(visit_number, 'coupon') < case when is_in_app_clicked then 0.4 else 0.02 end

    union all

    -- Prices are numbers, and now and then text.
    select
        slice,
        order_number * 64 + 12 as event_number,
        'purchase' as event_name,
        bought_at as occurred_at,
        buyer as person,
        buyer_device as device,
        null as product_number,
        concat(
            '{"order_id": "', order_id, '", ', product_json,
            ', "price": ', if(is_price_text, concat('"', price, '"'), cast(price as varchar)),
            ', "quantity": ', quantity,
            ', "currency": "' || currency || '"', '}'
        ) as properties
    from orders
    where not is_subscription

    union all

    -- Full refunds, partial refunds, and refunds of orders that nobody knows.
    select
        slice,
        order_number * 64 + 14 as event_number,
        'refund' as event_name,
        refunded_at as occurred_at,
        buyer as person,
        null as device,
        null as product_number,
        concat(
            '{"order_id": "', if(refund_luck < 0.006, 'ord_of_another_shop', order_id),
            '", "amount": ', if(refund_luck < 0.045, price * quantity, round(price * quantity / 2, 2)),
            ', "currency": "' || currency || '"', '}'
        ) as properties
    from orders
    where not is_subscription and refund_luck < 0.07

    union all

    select
        slice,
        order_number * 64 + 16 as event_number,
        'subscription_payment' as event_name,
        bought_at as occurred_at,
        buyer as person,
        null as device,
        null as product_number,
        concat(
            '{"plan": "plus", "order": {"id": "', order_id,
            '", "total": ', plan_price, '}}'
        ) as properties
    from orders
    where is_subscription

    union all

    select
        slice,
        order_number * 64 + 18 as event_number,
        'subscription_refund' as event_name,
        refunded_at as occurred_at,
        buyer as person,
        null as device,
        null as product_number,
        concat('{"order": {"id": "', order_id, '", "total": ', plan_price, '}}') as properties
    from orders
    where is_subscription and refund_luck < 0.1

    union all

    select
        slice,
        order_number * 64 + 20 as event_number,
        'review_written' as event_name,
        after(bought_at, 43200 + decay(order_number, 'review lag', 250000)) as occurred_at,
        buyer as person,
        buyer_device as device,
        null as product_number,
        concat('{"rating": ', 3 + pick(order_number, 'rating', 3), '}') as properties
    from orders
    where not is_subscription and chance(order_number, 'review') < 0.2

    union all

    select
        slice,
        device * 64 + 1 as event_number,
        'login' as event_name,
        logs_in_at(device) as occurred_at,
        person,
        device,
        null as product_number,
        '{"method": "kakao"}' as properties
    from device_numbers
    where history_of(device) between 70 and 87

    union all

    select
        device_numbers.slice,
        device_numbers.device * 64 + 3 as event_number,
        'signup' as event_name,
        after(logs_in_at(device_numbers.device), 1) as occurred_at,
        device_numbers.person,
        device_numbers.device,
        null as product_number,
        concat('{"nickname": "', names.name, '"}') as properties
    from device_numbers
    inner join names
        on pick(device_numbers.person, 'name', getvariable('names')) = names.name_number
    where history_of(device_numbers.device) between 70 and 87 and pick(device_numbers.device, 'signup', 3) = 0

    union all

    select
        slice,
        device * 64 + 5 as event_number,
        'reset_identity' as event_name,
        is_reset_at(device) as occurred_at,
        null as person,
        device,
        null as product_number,
        null as properties
    from device_numbers
    where history_of(device) >= 97

    union all

    -- After a reset every second device gets a second owner.
    select
        slice,
        device * 64 + 7 as event_number,
        'login' as event_name,
        returns_at(device) as occurred_at,
        if(pick(device, 'sold', 2) = 0, person, (person + 1) % getvariable('users')) as person,
        device,
        null as product_number,
        '{"method": "email"}' as properties
    from device_numbers
    where history_of(device) >= 97

    union all

    -- The kiosk, if there is one: on one device, many open the app and log in.
    select
        slice,
        device * 64 + 9 as event_number,
        'app_open' as event_name,
        logs_in_at(device) as occurred_at,
        null as person,
        kiosk() as device,
        null as product_number,
        null as properties
    from device_numbers
    where person < getvariable('kiosk_users') and device % 4 = 0

    union all

    select
        slice,
        device * 64 + 11 as event_number,
        'login' as event_name,
        after(logs_in_at(device), 20) as occurred_at,
        person,
        kiosk() as device,
        null as product_number,
        '{"method": "kiosk"}' as properties
    from device_numbers
    where person < getvariable('kiosk_users') and device % 4 = 0
)

-- Who has logged in is known; what the server reports is known too, and has no device.
select
    slice,
    event_number,
    event_number as id_number,
    cast(event_name as event_names) as event_name,
    occurred_at,
    arrives_at(occurred_at, event_number) as received_at,
    device,
    case
        when device is null or person = bot() then person
        when event_name in ('login', 'signup') or is_logged_in(device, occurred_at) then person
    end as known_person,
    cast(platform_of(device) as platforms) as platform,
    product_number,
    properties
from happened
where occurred_at < getvariable('ends_at');

-- The same event again: mostly the same content, sometimes not.
insert into app_event_rows by name
select
    * replace (
        arrives_again_at(received_at, event_number) as received_at,
        case
            when pick(event_number, 'conflict', 16) = 0 then after(occurred_at, 1.5)
            else occurred_at
        end as occurred_at,
        case when pick(event_number, 'conflict', 16) = 1 then 'web' else platform end as platform,
        case
            when pick(event_number, 'conflict', 4) = 2
                then replace(properties, '"quantity": 1', '"quantity": 2')
            else properties
        end as properties
    )
from app_event_rows
where pick(event_number, 'redelivered', 120) = 0;

-- Copies with one flaw each.
insert into app_event_rows by name
with flawed as (
    select
        *,
        [
            'missing_event_id', 'missing_timestamp', 'missing_event_name', 'missing_identity',
            'occurred_after_received', 'malformed_properties', 'invalid_amount', 'unknown_currency'
        ][1 + pick(event_number, 'flaw', 8)] as flaw,
        pick(event_number, 'flavour', 6) as flavour
    from app_event_rows
    where pick(event_number, 'broken', 400) = 0
)

select
    * exclude (flaw, flavour) replace (
        case
            when flaw != 'missing_event_id' then roll(event_number, 'broken id') // 2
        end as id_number,
        case when flaw = 'missing_timestamp' and flavour < 3 then null else occurred_at end as occurred_at,
        case
            when flaw = 'missing_timestamp' and flavour >= 3 then null
            when flaw = 'occurred_after_received'
                then after(occurred_at, -90000 - decay(event_number, 'wrong clock', 200000))
            else received_at
        end as received_at,
        case
            when flaw = 'missing_event_name' then if(flavour < 3, null, '')
            when flaw in ('invalid_amount', 'unknown_currency') then 'purchase'
            else event_name
        end as event_name,
        case when flaw = 'missing_identity' then null else device end as device,
        case when flaw = 'missing_identity' then null else known_person end as known_person,
        case
            when flaw in ('malformed_properties', 'invalid_amount', 'unknown_currency') then null
            else product_number
        end as product_number,
        case flaw
            when 'malformed_properties'
                then [
                    '{"price": 12900,', '[1, 2]', 'null', 'price=12900', '"text"', '{"price": }'
                ][1 + flavour]
            when 'invalid_amount'
                then [
                    '{"order_id": "ord_without_amount", "quantity": 1}',
                    '{"price": -12900, "quantity": 1}',
                    '{"price": "12,900", "quantity": 1}',
                    '{"price": 12900}',
                    '{"price": 1e16, "quantity": 1}',
                    '{"price": {"value": 12900}, "quantity": 1}'
                ][1 + flavour]
            when 'unknown_currency' then '{"price": 129.5, "quantity": 1, "currency": "EUR"}'
            else properties
        end as properties
    )
from flawed;

-- The events in words.
create temp view app_events as
with described as (
    select
        rows.* exclude (properties),
        products.view_properties as properties
    from app_event_rows as rows
    inner join products
        on rows.product_number = products.product_number

    union all by name

    select *
    from app_event_rows
    where product_number is null
)

select
    slice,
    case
        when id_number is not null then make_id('evt_', id_number, 'app event id')
        when pick(event_number, 'empty', 2) = 0 then ''
    end as event_id,
    event_name,
    occurred_at,
    received_at,
    make_id('dvc_', device, 'device id') as device_id,
    case
        when known_person is not null then make_id('usr_', known_person, 'user id')
        when pick(event_number, 'empty', 10) = 0 then ''
    end as user_id,
    platform,
    properties
from described
where coalesce(received_at < getvariable('exported_at'), true);
