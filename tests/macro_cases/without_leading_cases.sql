-- A text loses those of some characters that it begins with, and no others.
with cases (name, text, expected) as (
    values
    ('zeros', '007', '7'),
    ('a sign and zeros, in any order', '0-07', '7'),
    ('what stands behind others stays', '7-00', '7-00'),
    ('nothing to lose', '70', '70'),
    ('all of it', '-00', ''),
    ('an empty text', '', ''),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ without_leading('text', '-0') }} as result
    from cases
)

select * from results
where result is distinct from expected
