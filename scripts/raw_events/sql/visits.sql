-- One row per visit to the app or site: what led to it, what was shown, and what was bought.

create temp table visits as
with begun as (
    select
        visit_numbers.slice,
        visit_numbers.visit_number * 2 as visit_number,
        pick_person(visit_numbers.visit_number, 'visitor') as person,
        device_of(person, pick(visit_numbers.visit_number, 'device', devices_of(person))) as device,
        after(
            day_start(visit_numbers.day),
            hour_slots.first_second + hour_slots.seconds * chance(visit_numbers.visit_number, 'moment')
        ) as started_at,
        0.05 as desire
    from visit_numbers
    inner join hour_slots
        on pick(visit_numbers.visit_number, 'hour', getvariable('hour_slots')) = hour_slots.slot

    union all

    select
        slice,
        delivery_number * 2 + 1 as visit_number,
        person,
        case
            when channel = 'push' then device
            else device_of(person, pick(delivery_number, 'device', devices_of(person)))
        end as device,
        after(reacted_at, 1 + 5 * chance(delivery_number, 'opening')) as started_at,
        case when is_clicked then 0.16 else 0.2 end as desire
    from messages
    where (is_clicked or is_reminded) and not is_test
),

-- Some people use their neighbour's device half of the time.
placed as (
    select
        * replace (
            case
                when pick(person, 'borrower', 60) = 0 and pick(visit_number, 'borrowed', 2) = 0
                    then device_of((person + 1) % getvariable('users'), 0)
                else device
            end as device
        ),
        cast(floor(epoch(started_at - getvariable('starts_at')) / 86400) as bigint) as day,
        person = bot() as is_bot,
        chance(visit_number, 'in-app') as in_app_luck
    from begun
    where started_at < getvariable('ends_at')
),

shown as (
    select
        placed.* exclude (day, in_app_luck),
        campaigns.campaign_number as in_app_campaign_number,
        campaigns.format_number as in_app_format_number,
        placed.in_app_luck < 0.55 as is_shown,
        placed.in_app_luck between 0.55 and 0.58 and campaigns.held_out_share > 0 as is_held_out,
        is_shown and not placed.is_bot and chance(placed.visit_number, 'in-app click')
        < 0.12 * campaigns.appeal * eagerness(placed.person) as is_in_app_clicked,
        after(placed.started_at, 2 + decay(placed.visit_number, 'in-app moment', 30)) as shown_at,
        after(shown_at, 1.5 + decay(placed.visit_number, 'in-app reaction', 8)) as in_app_clicked_at
    from placed
    inner join in_app_slots
        on
            placed.day = in_app_slots.day
            and pick(placed.visit_number, 'in-app slot', getvariable('in_app_slots')) = in_app_slots.slot
    inner join campaigns
        on in_app_slots.campaign_number = campaigns.campaign_number
),

-- Three of four who buy do so during the visit, the others think it over for a day or so.
decided as (
    select
        * exclude (is_bot, desire),
        not is_bot and chance(visit_number, 'purchase')
        < eagerness(person) * (desire + case when is_in_app_clicked then 0.2 else 0 end) as is_bought,
        after(
            case when is_in_app_clicked then in_app_clicked_at else started_at end,
            90 + decay(visit_number, 'deliberation', if(pick(visit_number, 'haste', 4) < 3, 700, 100000))
        ) as bought_at,
        pick(visit_number, 'product', getvariable('products')) as product_number,
        is_in_app_clicked and chance(visit_number, 'bot clicks') < getvariable('bot_click_share')
            as is_clicked_by_bot,
        is_bought and chance(visit_number, 'bot buys') < getvariable('bot_purchase_share')
            as is_bought_by_bot
    from shown
)

select
    * exclude (is_clicked_by_bot, is_bought_by_bot),
    case when is_clicked_by_bot then bot() else person end as in_app_person,
    case when is_clicked_by_bot then device_of(bot(), 0) else device end as in_app_device,
    case when is_bought_by_bot then bot() else person end as buyer,
    case when is_bought_by_bot then device_of(bot(), 0) else device end as buyer_device
from decided;

create temp table orders as
select
    visits.slice,
    visits.visit_number as order_number,
    visits.buyer,
    visits.buyer_device,
    visits.bought_at,
    products.product_json,
    make_id('ord_', visits.visit_number, 'order id') as order_id,
    chance(visits.visit_number, 'kind of order') < 0.08 as is_subscription,
    case when pick(visits.visit_number, 'plan', 3) = 0 then 29.90 else 9.90 end as plan_price,
    pick(visits.visit_number, 'price as text', 30) = 0 as is_price_text,
    1 + cast(floor(4 * chance(visits.visit_number, 'quantity') ** 3) as integer) as quantity,
    case
        when pick(visits.visit_number, 'currency', 100) < 64 then 'KRW'
        when pick(visits.visit_number, 'currency', 100) < 67 then 'USD'
        when pick(visits.visit_number, 'currency', 100) < 69 then 'JPY'
    end as currency,
    cast(
        case currency
            when 'USD' then products.price / 1350
            when 'JPY' then round(products.price / 9.1)
            else products.price
        end as decimal(18, 2)
    ) as price,
    chance(visits.visit_number, 'refund') as refund_luck,
    after(visits.bought_at, 3600 + decay(visits.visit_number, 'refund lag', 250000)) as refunded_at
from visits
inner join products
    on visits.product_number = products.product_number
where visits.is_bought;
