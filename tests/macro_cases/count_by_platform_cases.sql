-- The events of the rows that meet a predicate are counted in total and on android, ios and web; other platforms count in
-- the total only.
with cases (
    name, platform, event_type, events, expected_sent, expected_sent_android, expected_sent_ios, expected_sent_web
) as (
    values
    ('each platform has its own count', 'android', 'sent', 1, 6, 3, 2, 1),
    ('each platform has its own count', 'android', 'sent', 1, 6, 3, 2, 1),
    ('each platform has its own count', 'android', 'sent', 1, 6, 3, 2, 1),
    ('each platform has its own count', 'ios', 'sent', 1, 6, 3, 2, 1),
    ('each platform has its own count', 'ios', 'sent', 1, 6, 3, 2, 1),
    ('each platform has its own count', 'web', 'sent', 1, 6, 3, 2, 1),
    ('a row counts as many as it stands for', 'android', 'sent', 100, 1111, 100, 10, 1001),
    ('a row counts as many as it stands for', 'ios', 'sent', 10, 1111, 100, 10, 1001),
    ('a row counts as many as it stands for', 'web', 'sent', 1, 1111, 100, 10, 1001),
    ('a row counts as many as it stands for', 'web', 'sent', 1000, 1111, 100, 10, 1001),
    ('an unknown platform counts in the total only', null, 'sent', 1, 2, 0, 0, 1),
    ('an unknown platform counts in the total only', 'web', 'sent', 1, 2, 0, 0, 1),
    ('another platform counts in the total only', 'Android', 'sent', 5, 7, 0, 2, 0),
    ('another platform counts in the total only', 'ios', 'sent', 2, 7, 0, 2, 0),
    ('rows that do not meet the predicate are not counted', 'android', 'failed', 9, 1, 0, 1, 0),
    ('rows that do not meet the predicate are not counted', 'ios', 'sent', 1, 1, 0, 1, 0),
    ('rows for which the predicate is unknown are not counted', 'android', null, 9, 0, 0, 0, 0)
),

results as (
    select
        name,
        expected_sent,
        expected_sent_android,
        expected_sent_ios,
        expected_sent_web,
        {{ count_by_platform("event_type = 'sent'", 'sent') }}
    from cases
    group by name, expected_sent, expected_sent_android, expected_sent_ios, expected_sent_web
)

select * from results
where
    sent is distinct from expected_sent
    or sent_android is distinct from expected_sent_android
    or sent_ios is distinct from expected_sent_ios
    or sent_web is distinct from expected_sent_web
