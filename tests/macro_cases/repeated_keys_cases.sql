-- Each key that more than one row has is one contradiction; nulls in a key count as equal.
with cases (name, campaign_id, message_format, expected) as (
    values
    ('a key of one row', 'a', 'SMS', null),
    ('a key of two rows', 'b', 'SMS', 'the key occurs in 2 rows; keep one'),
    ('a key of two rows', 'b', 'SMS', 'the key occurs in 2 rows; keep one'),
    ('a key of three rows', 'c', 'SMS', 'the key occurs in 3 rows; keep one'),
    ('a key of three rows', 'c', 'SMS', 'the key occurs in 3 rows; keep one'),
    ('a key of three rows', 'c', 'SMS', 'the key occurs in 3 rows; keep one'),
    ('keys that differ in the last column', 'd', 'SMS', null),
    ('keys that differ in the last column', 'd', 'LMS', null),
    ('keys that differ in the first column', 'e', 'SMS', null),
    ('keys that differ in the first column', 'f', 'SMS', null),
    ('a key with a null of one row', 'g', null, null),
    ('a key with a null of one row', 'g', 'SMS', null),
    ('a key with a null of two rows', 'h', null, 'the key occurs in 2 rows; keep one'),
    ('a key with a null of two rows', 'h', null, 'the key occurs in 2 rows; keep one'),
    ('capital letters differ', 'i', 'SMS', null),
    ('capital letters differ', 'i', 'sms', null)
),

repeated as (
    {{ repeated_keys('unit_costs', 'cases', ['campaign_id', 'message_format']) }}
),

results as (
    select
        cases.name,
        cases.campaign_id,
        cases.expected,
        count(repeated.rule) as repetitions,
        max(repeated.explanation) as result
    from (select distinct * from cases) as cases
    left join repeated
        on
            repeated.row_key = concat(
                'campaign_id=', cases.campaign_id, ', message_format=', coalesce(cases.message_format, 'null')
            )
            and repeated.table_name = 'unit_costs'
            and repeated.rule = 'key_is_unique'
    group by cases.name, cases.campaign_id, cases.expected, cases.message_format
)

select * from results
where result is distinct from expected or repetitions > 1
