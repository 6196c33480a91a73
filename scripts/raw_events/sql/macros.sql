-- The words the other files are written in. All chance comes from roll(): it depends on the seed, on
-- the number of a thing and on what is asked about it, so it is the same in whatever order rows are made.

-- Words of few, as enums: they are written twice as fast, and read as text. Some are for broken rows.
create type event_types as enum(
    'targeted', 'sent', 'failed', 'restricted', 'impression', 'open', 'click', 'held_out',
    'TARGETED', 'SENT', 'FAILED', 'RESTRICTED', 'IMPRESSION', 'OPEN', 'CLICK', 'HELD_OUT', 'delivered'
);
create type event_names as enum(
    'app_open', 'login', 'signup', 'reset_identity', 'product_view', 'add_to_cart', 'coupon_issued',
    'review_written', 'purchase', 'refund', 'subscription_payment', 'subscription_refund', ''
);
create type channels as enum('push', 'kakaotalk', 'text', 'in_app', 'email');
create type platforms as enum('android', 'ios', 'web');
create type reasons as enum(
    'invalid_address', 'opted_out', 'channel_error', 'not_configured', 'fatigue', 'do_not_disturb'
);
create type variants as enum('A', 'B');

-- A number of 64 bits.
create macro roll(number, question) as
    hash(xor(cast(number as ubigint), hash(concat(getvariable('seed'), ' ', question))));

-- A whole number, 0 <= pick < choices.
create macro pick(number, question, choices) as
    cast(roll(number, question) // 2 as bigint) % choices;

-- A fraction, 0 <= chance < 1.
create macro chance(number, question) as
    cast(roll(number, question) >> 11 as double) / 9007199254740992;

-- Seconds until something that happens sooner rather than later.
create macro decay(number, question, mean_seconds) as
    -ln(1 - chance(number, question)) * mean_seconds;

create macro after(moment, seconds) as
    make_timestamp(epoch_us(moment) + cast(seconds * 1000000 as bigint));

create macro day_start(day) as
    getvariable('starts_at') + to_days(cast(day as integer));

-- Opaque text for a thing, null for null.
create macro make_id(prefix, number, question) as
    case when number is not null then prefix || to_hex(roll(number, question)) end;

-- People are numbered 0 to users - 1. Half of all that happens, happens to anybody, half to the regulars, the
-- first tenth. The number after the last person is that of the bot.
create macro pick_person(number, question) as
    cast(
        floor(
            getvariable('users') * chance(number, question)
            * case when pick(number, question || ', a regular', 2) = 0 then 0.1 else 1 end
        ) as bigint
    );

create macro bot() as
    getvariable('users');

-- How readily a person clicks and buys, 1 on average.
create macro eagerness(person) as
    0.1 + decay(person, 'eagerness', 0.9);

create macro devices_of(person) as
    case
        when pick(person, 'devices', 100) < 70 then 1
        when pick(person, 'devices', 100) < 94 then 2
        else 3
    end;

-- A person's devices are ranked from 0.
create macro device_of(person, device_rank) as
    person * 4 + device_rank;

create macro kiosk() as
    device_of(bot(), 1);

create macro platform_of(device) as
    case
        when pick(device, 'platform', 100) < 56 then 'android'
        when pick(device, 'platform', 100) < 86 then 'ios'
        when pick(device, 'platform', 100) < 99 then 'web'
    end;

-- Below 70: logged in since before the period. Below 88: logs in during it. Below 97: never does.
-- From 97 on: logged in, then reset, then logged in to again.
create macro history_of(device) as
    pick(device, 'history', 100);

-- Of each person, all that is about log-ins happens on one day.
create macro login_day(person) as
    person % getvariable('days');

create macro logs_in_at(device) as
    after(day_start(login_day(device // 4)), 86400 * chance(device, 'logs in'));

create macro is_reset_at(device) as
    after(day_start(login_day(device // 4)), 86400 * chance(device, 'is reset'));

create macro returns_at(device) as
    after(is_reset_at(device), 600 + 90000 * chance(device, 'returns'));

create macro is_logged_in(device, moment) as
    case
        when history_of(device) < 70 then true
        when history_of(device) < 88 then moment >= logs_in_at(device)
        when history_of(device) < 97 then false
        else moment < is_reset_at(device) or moment >= returns_at(device)
    end;

-- Most events arrive within the minute, some after hours, a few after days; some clocks are fast.
create macro arrives_at(moment, number) as
    after(moment, case
        when pick(number, 'lag', 1000) < 900 then 0.2 + 30 * chance(number, 'seconds of lag')
        when pick(number, 'lag', 1000) < 980 then 30 + 3600 * chance(number, 'seconds of lag')
        when pick(number, 'lag', 1000) < 994 then 3600 + 86400 * chance(number, 'seconds of lag')
        when pick(number, 'lag', 1000) < 998 then 86400 + 432000 * chance(number, 'seconds of lag')
        else -5400 * chance(number, 'seconds of lag')
    end);

-- A redelivered event arrives later, now and then at the same microsecond.
create macro arrives_again_at(moment, number) as
    after(moment, case
        when pick(number, 'same moment', 20) = 0 then 0
        else 1 + decay(number, 'redelivery lag', 7200)
    end);
