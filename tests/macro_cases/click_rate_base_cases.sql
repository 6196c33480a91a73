-- Clicks are divided by impressions in the app, by successful sends on the other channels.
with cases (name, channel, sent, impressions, expected) as (
    values
    ('on push by sends', 'push', 3, 5, 3),
    ('on KakaoTalk by sends', 'kakaotalk', 3, 5, 3),
    ('on text by sends', 'text', 3, 5, 3),
    ('in the app by impressions', 'in_app', 3, 5, 5),
    ('in the app by impressions even if there are none', 'in_app', 3, 0, 0),
    ('on push by sends even if there are none', 'push', 0, 5, 0)
),

results as (
    select
        *,
        {{ click_rate_base('channel', 'sent', 'impressions') }} as result
    from cases
)

select * from results
where result is distinct from expected
