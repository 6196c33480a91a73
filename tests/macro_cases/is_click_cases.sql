-- A click is a `click` event of any channel, and on push an `open` too.
with cases (name, channel, event_type, expected) as (
    values
    ('a click of a push is', 'push', 'click', true),
    ('an open of a push is', 'push', 'open', true),
    ('a send of a push is not', 'push', 'sent', false),
    ('an impression of a push is not', 'push', 'impression', false),
    ('a click of a KakaoTalk message is', 'kakaotalk', 'click', true),
    ('an open of a KakaoTalk message is not', 'kakaotalk', 'open', false),
    ('a click of a text is', 'text', 'click', true),
    ('an open of a text is not', 'text', 'open', false),
    ('a click in the app is', 'in_app', 'click', true),
    ('an open in the app is not', 'in_app', 'open', false),
    ('an impression in the app is not', 'in_app', 'impression', false),
    ('a failure of a push is not', 'push', 'failed', false)
),

results as (
    select
        *,
        {{ is_click('channel', 'event_type') }} as result
    from cases
)

select * from results
where result is distinct from expected
