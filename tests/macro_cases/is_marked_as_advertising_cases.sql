-- The mark is the very first thing in the text, letter by letter.
with cases (name, body, expected) as (
    values
    ('the Korean mark', '(광고) 오늘만 쿠폰', true),
    ('the Korean mark without a space after it', '(광고)오늘만 쿠폰', true),
    ('the Korean mark alone', '(광고)', true),
    ('the English mark', '(Advertisement) Today only', true),
    ('in small letters', '(advertisement) Today only', false),
    ('shortened', '(Ad) Today only', false),
    ('with a space in it', '(광 고) 오늘만 쿠폰', false),
    ('after a space', ' (광고) 오늘만 쿠폰', false),
    ('at the end', '오늘만 쿠폰 (광고)', false),
    ('without brackets', '광고 오늘만 쿠폰', false),
    ('no mark', '오늘만 쿠폰', false),
    ('no text', null, null)
),

results as (
    select
        *,
        {{ is_marked_as_advertising('body') }} as result
    from cases
)

select * from results
where result is distinct from expected
